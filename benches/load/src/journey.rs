//! What one visitor does: requests one after the other, with blanks that the visitor fills.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context;
use reqwest::multipart::{Form, Part};
use serde::Deserialize;

/// Values by name: `{name}` in a step stands for one.
pub type Actor = BTreeMap<String, String>;

/// A journey.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journey {
    /// Whether a visitor may make it only once.
    #[serde(default)]
    pub once: bool,
    step: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    method: String,
    path: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// Fields of an ordinary form.
    form: Option<Vec<(String, String)>>,
    /// Fields of a form with a file.
    fields: Option<Vec<(String, String)>>,
    file: Option<Attached>,
    /// Answers that let the journey go on.
    accept: Vec<u16>,
    /// Name under which the body of the answer is kept.
    keep: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attached {
    field: String,
    /// Relative to the journey's file.
    path: PathBuf,
    /// Text in the file in whose place the number of the visitor is put, so that no two send the same bytes.
    stamp: String,
    #[serde(skip)]
    bytes: Vec<u8>,
}

/// How a journey ended.
pub enum Ended {
    /// Every step was answered as wanted.
    Acknowledged(Actor),
    /// The server was too busy, and said so.
    Shed,
    /// Another answer, or none: what.
    Failed(String),
}

fn fill(text: &str, actor: &Actor) -> String {
    let mut out = text.to_owned();
    for (name, value) in actor {
        out = out.replace(&format!("{{{name}}}"), value);
    }
    out
}

fn filled(pairs: &[(String, String)], actor: &Actor) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| (name.clone(), fill(value, actor))).collect()
}

impl Attached {
    /// The file with a number of its own.
    fn of(&self, number: usize, actor: &Actor) -> anyhow::Result<Vec<u8>> {
        let mut bytes = self.bytes.clone();
        let stamp = self.stamp.as_bytes();
        let at = bytes.windows(stamp.len()).position(|window| window == stamp).context("the file has no stamp")?;
        let tag = actor.get("tag").map_or("", String::as_str);
        let text = format!("{tag}{number:0>width$}", width = stamp.len().saturating_sub(tag.len()));
        bytes[at..at + stamp.len()].copy_from_slice(&text.as_bytes()[..stamp.len()]);
        Ok(bytes)
    }
}

impl Journey {
    /// Reads one from a file.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let mut journey: Self = toml::from_str(&text).with_context(|| file.display().to_string())?;
        for attached in journey.step.iter_mut().filter_map(|step| step.file.as_mut()) {
            let path = file.parent().unwrap_or(Path::new(".")).join(&attached.path);
            attached.bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        }
        Ok(journey)
    }

    /// Makes the journey.
    pub async fn run(&self, client: &reqwest::Client, url: &str, mut actor: Actor, number: usize) -> Ended {
        for step in &self.step {
            match step.run(client, url, &actor, number).await {
                Ok((status, body)) if step.accept.contains(&status) => {
                    if let Some(name) = &step.keep {
                        actor.insert(name.clone(), body);
                    }
                }
                Ok((503, _)) => return Ended::Shed,
                Ok((status, _)) => return Ended::Failed(format!("{} {status}", step.path)),
                Err(error) => return Ended::Failed(format!("{} {}", step.path, error.root_cause())),
            }
        }
        Ended::Acknowledged(actor)
    }
}

impl Step {
    async fn run(&self, client: &reqwest::Client, url: &str, actor: &Actor, number: usize) -> anyhow::Result<(u16, String)> {
        let method = self.method.parse()?;
        let mut request = client.request(method, format!("{url}{}", fill(&self.path, actor)));
        for (name, value) in &self.headers {
            request = request.header(name, fill(value, actor));
        }
        if let Some(form) = &self.form {
            request = request.form(&filled(form, actor));
        }
        if let Some(fields) = &self.fields {
            let mut form = Form::new();
            for (name, value) in filled(fields, actor) {
                form = form.text(name, value);
            }
            if let Some(file) = &self.file {
                let part = Part::bytes(file.of(number, actor)?).file_name("paper.pdf").mime_str("application/pdf")?;
                form = form.part(fill(&file.field, actor), part);
            }
            request = request.multipart(form);
        }
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        Ok((status, answer.text().await?))
    }
}
