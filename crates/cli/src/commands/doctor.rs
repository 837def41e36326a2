//! `hefu doctor`: what is wrong with an installation, and what to do.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hefu_office::doctor::{Health, Note, examine, said};
use hefu_office::{OfficeConfig, Smtp};
use hefu_words::Message;
use serde_json::json;

use super::serve::runtime;
use crate::say::Say;

/// Arguments of `hefu doctor`.
#[derive(Args)]
pub struct Doctor {
    /// The office's settings.
    #[arg(long, default_value = "office.toml")]
    config: PathBuf,
    /// Answer as JSON, for programs.
    #[arg(long)]
    json: bool,
    /// Ask nobody on the network: no mail server, no partner, no public address.
    #[arg(long)]
    offline: bool,
}

impl Doctor {
    /// Looks at everything and says what was found. Ends with failure where something must be done.
    ///
    /// # Errors
    /// When the system has no threads to give; what is wrong with the office is no error but the answer.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let file = self.config.display().to_string();
        let notes = match OfficeConfig::read(&self.config) {
            Ok(config) => {
                let read = Note::sound("config", Message::new("doctor-config").with("file", file));
                runtime()?.block_on(async {
                    let mut notes = vec![read];
                    notes.extend(examine(&config, &crate::clock::now()).await);
                    if !self.offline {
                        notes.extend(mail(&config).await);
                        notes.extend(addresses(&config).await);
                    }
                    notes
                })
            }
            Err(error) => {
                let remedy = Message::new("doctor-config-remedy");
                vec![Note::fault("config", said("doctor-config-failed", error), remedy)]
            }
        };
        let worst = notes.iter().map(|note| note.health).max().unwrap_or(Health::Fault);
        if self.json {
            let notes: Vec<_> = notes.iter().map(|note| of(say, note)).collect();
            say.line(&serde_json::to_string_pretty(&json!({ "health": worst.word(), "notes": notes }))?);
        } else {
            for note in &notes {
                show(say, note);
            }
            let count = |health| notes.iter().filter(|note| note.health == health).count();
            let sum = Message::new("doctor-sum")
                .with("faults", count(Health::Fault))
                .with("warnings", count(Health::Warning));
            say.message(&sum);
        }
        Ok(if worst == Health::Fault { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn of(say: &Say, note: &Note) -> serde_json::Value {
    json!({
        "subject": note.subject,
        "health": note.health.word(),
        "what": say.text(&note.what),
        "key": note.what.key,
        "remedy": note.remedy.as_ref().map(|remedy| say.text(remedy)),
    })
}

fn show(say: &Say, note: &Note) {
    let mark = match note.health {
        Health::Sound => "✓",
        Health::Hint => "·",
        Health::Warning => "!",
        Health::Fault => "✗",
    };
    let subject = say.text(&Message::new(format!("doctor-subject-{}", note.subject)));
    say.line(&format!("{mark} {subject}: {}", say.text(&note.what)));
    if let Some(remedy) = &note.remedy {
        say.line(&format!("  → {}", say.text(remedy)));
    }
}

async fn mail(config: &OfficeConfig) -> Vec<Note> {
    let Some(mail) = &config.mail else {
        return vec![Note::hint("mail", Message::new("doctor-mail-none"))];
    };
    let tried = match Smtp::new(mail) {
        Ok(smtp) => smtp.reach().await,
        Err(error) => Err(error.to_string()),
    };
    vec![match tried {
        Ok(()) => Note::sound("mail", Message::new("doctor-mail").with("server", mail.server.as_str())),
        Err(reason) => Note::fault("mail", said("doctor-mail-failed", reason), Message::new("doctor-mail-remedy")),
    }]
}

async fn addresses(config: &OfficeConfig) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(public) = &config.public {
        notes.push(match hefu_web::courier::reach(public).await {
            Ok(true) => Note::sound("public", Message::new("doctor-public").with("public", public.as_str())),
            Ok(false) => {
                let what = Message::new("doctor-public-other").with("public", public.as_str());
                Note::warning("public", what, Message::new("doctor-public-other-remedy"))
            }
            Err(reason) => Note::warning(
                "public",
                said("doctor-public-unreached", reason),
                Message::new("doctor-public-other-remedy"),
            ),
        });
    }
    for (origin, url) in &config.peers {
        let about = |key: &str| Message::new(key).with("origin", origin.as_str());
        notes.push(match hefu_web::courier::reach(url).await {
            Ok(true) => Note::sound("peer", about("doctor-peer")),
            Ok(false) => Note::warning("peer", about("doctor-peer-other"), Message::new("doctor-peer-remedy")),
            Err(reason) => {
                let what = about("doctor-peer-unreached").with("reason", reason);
                Note::warning("peer", what, Message::new("doctor-peer-remedy"))
            }
        });
    }
    notes
}
