//! What applicants have chosen of the guide's lists, from the round's `applications.jsonl`.

use serde::Deserialize;

use super::Attributes;

#[derive(Deserialize)]
struct Line {
    pair: Option<String>,
    #[serde(flatten)]
    chosen: Chosen,
    #[serde(default)]
    tasks: Vec<Chosen>,
    #[serde(default)]
    deliverables: Vec<Chosen>,
    #[serde(default)]
    milestones: Vec<Chosen>,
}

#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    tags: Vec<Tag>,
}

#[derive(Deserialize)]
struct Tag {
    list: String,
    value: String,
    text: Option<String>,
}

/// Reads the values that both halves of each pair name, for the whole project or for a part of it. Own words given with 其他
/// stand for themselves.
///
/// # Errors
/// The line that is no application, and why.
pub fn read_attributes(text: &str) -> Result<Attributes, (usize, String)> {
    let mut out = Attributes::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|error| (number, error.to_string()))?;
        let Some(pair) = line.pair else { continue };
        let parts = [line.tasks, line.deliverables, line.milestones];
        let tags = std::iter::once(line.chosen).chain(parts.into_iter().flatten()).flat_map(|chosen| chosen.tags);
        for tag in tags {
            let words = tag.text.filter(|text| tag.value == "other" && !text.trim().is_empty());
            out.entry(pair.clone()).or_default().entry(tag.list).or_default().insert(words.unwrap_or(tag.value));
        }
    }
    Ok(out)
}
