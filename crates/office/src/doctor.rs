//! What is wrong with an installation and what to do, found without changing anything. What needs the network is asked by the
//! doors, in the same words.

mod here;
mod kept;

use hefu_words::Message;
use jiff::Zoned;

use crate::config::OfficeConfig;

/// How something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// As it should be.
    Sound,
    /// Worth knowing; nothing need be done.
    Hint,
    /// The office runs, and something should be done.
    Warning,
    /// The office does not run, or what it keeps is in danger.
    Fault,
}

impl Health {
    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Fault => "fault",
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about, as programs know it: `database`, `keys`, `mail`, …
    pub subject: &'static str,
    /// How it was found.
    pub health: Health,
    /// What was found.
    pub what: Message,
    /// What to do.
    pub remedy: Option<Message>,
}

impl Note {
    /// As it should be.
    pub const fn sound(subject: &'static str, what: Message) -> Self {
        Self { subject, health: Health::Sound, what, remedy: None }
    }

    /// Worth knowing.
    pub const fn hint(subject: &'static str, what: Message) -> Self {
        Self { subject, health: Health::Hint, what, remedy: None }
    }

    /// Something should be done.
    pub const fn warning(subject: &'static str, what: Message, remedy: Message) -> Self {
        Self { subject, health: Health::Warning, what, remedy: Some(remedy) }
    }

    /// Something must be done.
    pub const fn fault(subject: &'static str, what: Message, remedy: Message) -> Self {
        Self { subject, health: Health::Fault, what, remedy: Some(remedy) }
    }
}

/// A sentence about what the system or another program said.
pub fn said(key: &str, reason: impl std::fmt::Display) -> Message {
    Message::new(key).with("reason", reason.to_string())
}

/// Looks at all of an office that this machine keeps.
pub async fn examine(config: &OfficeConfig, now: &Zoned) -> Vec<Note> {
    let mut notes = here::guide(config);
    notes.extend(here::keys(config));
    notes.extend(kept::database(config, now).await);
    notes.extend(kept::files(config).await);
    notes.extend(here::disk(config));
    notes.extend(here::leftovers(config));
    notes.push(here::fonts());
    notes.push(here::zone(config, now));
    notes.extend(here::public(config));
    if config.demo {
        let remedy = Message::new("doctor-demo-remedy");
        notes.push(Note::warning("config", Message::new("doctor-demo"), remedy));
    }
    notes
}
