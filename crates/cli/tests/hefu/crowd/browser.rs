//! One person's browser: it asks again for what got no answer, with the same form.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hefu_dossier::form::{FormPart, FormRow};

use crate::served::{Got, attach, get, post};

/// A browser signed in at one office.
pub struct Browser<'a> {
    pub port: u16,
    pub cookie: &'a str,
    /// How often no answer came, over all browsers.
    pub unanswered: &'a AtomicUsize,
}

/// A form as browsers send it.
fn form(pairs: impl IntoIterator<Item = (String, String)>) -> String {
    let encoded = |text: &str| {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric();
        text.bytes()
            .map(|b| if plain(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect::<String>()
    };
    let pairs: Vec<_> =
        pairs.into_iter().map(|(name, value)| format!("{}={}", encoded(&name), encoded(&value))).collect();
    pairs.join("&")
}

impl Browser<'_> {
    /// The answer, and whether it had to be asked for again.
    fn until_answered(&self, ask: impl Fn() -> std::io::Result<Got>) -> (Got, bool) {
        for turn in 0..1_000 {
            match ask() {
                Ok(got) if got.status == 503 => {
                    assert!(!got.header("retry-after").is_empty(), "{}", got.head);
                }
                Ok(got) => return (got, turn > 0),
                Err(_) => {
                    self.unanswered.fetch_add(1, Ordering::SeqCst);
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("no answer came for a minute");
    }

    fn page(&self, path: &str) -> Got {
        let (got, _) = self.until_answered(|| get(self.port, path, self.cookie));
        assert_eq!(got.status, 200, "{path}: {}", got.text());
        got
    }

    /// Begins an application in a direction. Gives the draft.
    pub fn begin(&self, direction: &str) -> String {
        let sent = form([("direction".to_owned(), direction.to_owned())]);
        let (got, _) = self.until_answered(|| post(self.port, "/applications", self.cookie, &sent));
        assert_eq!(got.status, 303, "{}", got.text());
        let draft = got.header("location").trim_start_matches("/applications/").split('?').next().unwrap_or_default();
        assert!(!draft.is_empty(), "{}", got.head);
        draft.to_owned()
    }

    /// Saves a section as the page's script does after a change. Gives the section's new version.
    pub fn save(&self, draft: &str, section: FormPart, rows: &[FormRow], version: i64) -> i64 {
        let mut pairs = vec![("version".to_owned(), version.to_string())];
        for (at, row) in rows.iter().enumerate() {
            let name = |field: &str| if section.single() { field.to_owned() } else { format!("rows-{at}-{field}") };
            pairs.extend(row.iter().map(|(field, value)| (name(field), value.clone())));
        }
        let (path, sent) = (format!("/applications/{draft}/form/{}/save", section.word()), form(pairs));
        let (got, _) = self.until_answered(|| post(self.port, &path, self.cookie, &sent));
        assert_eq!(got.status, 200, "{path}: {}", got.text());
        let said: serde_json::Value = serde_json::from_slice(&got.body).expect("JSON");
        said["version"].as_i64().expect("a version")
    }

    /// Attaches the agreement. Gives whether the office took it; a document that is none is refused.
    pub fn attach(&self, draft: &str, version: i64, (name, bytes): (&str, &[u8]), digest: &str) -> bool {
        let version = version.to_string();
        let (got, again) = self.until_answered(|| attach(self.port, draft, self.cookie, &version, name, bytes));
        match got.status {
            303 => true,
            422 => false,
            // The first time it was taken and the answer was lost: the page shows it.
            409 if again => {
                let page = self.page(&format!("/applications/{draft}/documents")).text();
                assert!(page.contains(digest), "{page}");
                true
            }
            other => panic!("{draft}: {other} {}", got.text()),
        }
    }

    /// Hands in. Gives the receipt.
    pub fn hand_in(&self, draft: &str) -> String {
        self.page(&format!("/applications/{draft}/check"));
        let path = format!("/applications/{draft}/check");
        let (got, _) = self.until_answered(|| post(self.port, &path, self.cookie, "act=submit"));
        assert_eq!(got.status, 303, "{}", got.text());
        self.page(&format!("/applications/{draft}/receipt")).text()
    }
}
