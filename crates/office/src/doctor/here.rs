//! What stands in files and settings of this machine.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use hefu_print::Fonts;
use hefu_store::FileFolder;
use hefu_words::Message;
use jiff::Zoned;
use jiff::tz::TimeZone;

use super::{Note, said};
use crate::config::OfficeConfig;
use crate::identity::{KEY_FILES, Keys};
use crate::office::load_guide;

/// Free bytes below which an office is in danger, and below which something should be done.
const DANGER: u64 = 200 << 20;
const LITTLE: u64 = 2 << 30;

pub(super) fn guide(config: &OfficeConfig) -> Vec<Note> {
    let remedy = || Message::new("doctor-guide-remedy");
    let guide = match load_guide(&config.guide) {
        Ok((guide, _)) => guide,
        Err(error) => return vec![Note::fault("guide", said("doctor-guide-failed", error), remedy())],
    };
    if guide.side(&config.side).is_none() {
        let known: Vec<_> = guide.sides.iter().map(|side| side.id.as_str()).collect();
        let what =
            Message::new("doctor-guide-no-side").with("side", config.side.as_str()).with("known", known.join(", "));
        return vec![Note::fault("guide", what, remedy())];
    }
    let what = Message::new("doctor-guide").with("guide", guide.id.as_str()).with("side", config.side.as_str());
    vec![Note::sound("guide", what)]
}

fn mode(path: &Path) -> Option<u32> {
    fs::metadata(path).ok().map(|file| file.permissions().mode() & 0o777)
}

pub(super) fn keys(config: &OfficeConfig) -> Vec<Note> {
    let begun =
        config.data.join("office.sqlite").exists() || KEY_FILES.iter().any(|name| config.data.join(name).exists());
    if !begun && config.database.is_none() {
        return vec![Note::hint("keys", Message::new("doctor-keys-none-yet"))];
    }
    let mut notes = Vec::new();
    match Keys::read(&config.data, &config.origin) {
        Ok(keys) => {
            let what = Message::new("doctor-keys").with("key", keys.signing.verifier().to_string());
            notes.push(Note::sound("keys", what));
        }
        Err(error) => {
            let remedy = Message::new("doctor-keys-remedy");
            notes.push(Note::fault("keys", said("doctor-keys-failed", error), remedy));
        }
    }
    let secrets = [
        config.mail.as_ref().and_then(|mail| mail.password_file.clone()),
        config.oidc.as_ref().and_then(|oidc| oidc.secret_file.clone()),
        config.files.key_file.clone(),
    ];
    let own = KEY_FILES.into_iter().map(|name| config.data.join(name));
    for file in own.chain(secrets.into_iter().flatten()) {
        if let Some(mode) = mode(&file).filter(|mode| mode & 0o077 != 0) {
            let name = file.display().to_string();
            let what = Message::new("doctor-keys-open").with("file", name.as_str()).with("mode", format!("{mode:03o}"));
            notes.push(Note::fault("keys", what, Message::new("doctor-keys-open-remedy").with("file", name)));
        }
    }
    notes
}

/// The folder itself or the nearest one above it that is there.
fn nearest(path: &Path) -> &Path {
    let there = |path: &&Path| path.exists();
    path.ancestors().find(there).unwrap_or(Path::new("."))
}

pub(super) fn disk(config: &OfficeConfig) -> Vec<Note> {
    let folders = [Some(config.data.as_path()), config.files.folder.as_deref()];
    folders.into_iter().flatten().map(free).collect()
}

fn free(folder: &Path) -> Note {
    let path = folder.display().to_string();
    match rustix::fs::statvfs(nearest(folder)) {
        Err(error) => Note::warning("disk", said("doctor-disk-failed", error), Message::new("doctor-disk-remedy")),
        Ok(found) => {
            let free = found.f_bavail.saturating_mul(found.f_frsize);
            let what = |key| {
                let mib = i64::try_from(free >> 20).unwrap_or(i64::MAX);
                Message::new(key).with("free", mib).with("path", path)
            };
            let remedy = Message::new("doctor-disk-remedy");
            if free < DANGER || found.f_favail == 0 && found.f_files > 0 {
                Note::fault("disk", what("doctor-disk-low"), remedy)
            } else if free < LITTLE {
                Note::warning("disk", what("doctor-disk-low"), remedy)
            } else {
                Note::sound("disk", what("doctor-disk"))
            }
        }
    }
}

pub(super) fn leftovers(config: &OfficeConfig) -> Vec<Note> {
    let mut notes = Vec::new();
    let folder = config.files.folder.clone().unwrap_or_else(|| config.data.join("files"));
    if config.files.s3.is_none()
        && let Ok(count @ 1..) = FileFolder::look(&folder).leftovers()
    {
        let path = folder.join("incoming").display().to_string();
        let what = Message::new("doctor-leftovers").with("count", count).with("path", path.as_str());
        notes.push(Note::warning("leftovers", what, Message::new("doctor-leftovers-remedy").with("path", path)));
    }
    let mut partial = config.data.as_os_str().to_owned();
    partial.push(".partial");
    if Path::new(&partial).exists() {
        let path = Path::new(&partial).display().to_string();
        let what = Message::new("doctor-leftovers-restore").with("path", path.as_str());
        notes.push(Note::warning("leftovers", what, Message::new("doctor-leftovers-remedy").with("path", path)));
    }
    notes
}

/// The type in which PDF is set.
pub(super) fn fonts() -> Note {
    match Fonts::look(&Fonts::system_folders()) {
        Ok(()) => Note::sound("fonts", Message::new("doctor-fonts")),
        Err(error) => Note::fault("fonts", said("doctor-fonts-missing", error), Message::new("doctor-fonts-remedy")),
    }
}

pub(super) fn zone(config: &OfficeConfig, now: &Zoned) -> Note {
    match TimeZone::get(&config.zone) {
        Ok(zone) => {
            let local = now.timestamp().to_zoned(zone);
            let at = format!("{} {} ({})", local.date(), local.strftime("%H:%M"), config.zone);
            let languages = config.languages.join(", ");
            Note::sound("zone", Message::new("doctor-zone").with("at", at).with("languages", languages))
        }
        Err(error) => Note::fault("zone", said("doctor-zone-failed", error), Message::new("doctor-zone-remedy")),
    }
}

pub(super) fn public(config: &OfficeConfig) -> Vec<Note> {
    let host = config.listen.rsplit_once(':').map_or(config.listen.as_str(), |(host, _)| host);
    let here = host.starts_with("127.") || host == "[::1]" || host == "localhost";
    let Some(public) = config.public.as_deref() else {
        return vec![if here {
            Note::hint("public", Message::new("doctor-public-here").with("listen", config.listen.as_str()))
        } else {
            let what = Message::new("doctor-public-open").with("listen", config.listen.as_str());
            Note::fault("public", what, Message::new("doctor-public-open-remedy"))
        }];
    };
    let address = |key: &str| Message::new(key).with("public", public);
    let mut notes = Vec::new();
    let rest = public.strip_prefix("https://").or_else(|| public.strip_prefix("http://"));
    let own = ["http://localhost", "http://127.0.0.1", "http://[::1]"].iter().any(|own| public.starts_with(own));
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(['/', '?', '#', '@'])) {
        notes.push(Note::fault("public", address("doctor-public-form"), Message::new("doctor-public-form-remedy")));
    } else if public.starts_with("http://") && !own {
        notes.push(Note::fault("public", address("doctor-public-plain"), Message::new("doctor-public-plain-remedy")));
    }
    if !here {
        let what = Message::new("doctor-public-behind").with("listen", config.listen.as_str());
        notes.push(Note::warning("public", what, Message::new("doctor-public-behind-remedy")));
    }
    notes.push(Note::hint("public", address("doctor-public-proxy")));
    notes
}
