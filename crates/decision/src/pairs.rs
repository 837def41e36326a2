//! The pairs of a round, from its `pairs.jsonl`.

use serde::Deserialize;

/// A pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its id.
    pub id: String,
    /// Direction number.
    pub direction: String,
    /// Side and application number of each half, in the order of the pairing's sides.
    pub halves: Vec<(String, String)>,
    /// Where it stands; none where the file does not say.
    pub standing: Option<String>,
}

#[derive(Deserialize)]
struct Line {
    kind: Option<String>,
    id: Option<String>,
    direction: Option<String>,
    #[serde(default)]
    halves: Vec<Half>,
    standing: Option<String>,
}

#[derive(Deserialize)]
struct Half {
    side: String,
    number: String,
}

/// Reads pairs; one-sided applications and claims are no pairs and are left out, so that none of them can be chosen.
///
/// # Errors
/// The line that is no such value, and why.
pub fn read(text: &str) -> Result<Vec<Pair>, (usize, String)> {
    let mut out = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|error| (number, error.to_string()))?;
        if line.kind.as_deref().is_some_and(|kind| kind != "pair") {
            continue;
        }
        let (Some(id), Some(direction)) = (line.id, line.direction) else {
            return Err((number, "a pair needs id, direction and halves".to_owned()));
        };
        let halves: Vec<(String, String)> = line.halves.into_iter().map(|half| (half.side, half.number)).collect();
        if halves.len() < 2 {
            return Err((number, format!("pair {id} has no two halves")));
        }
        out.push(Pair { id, direction, halves, standing: line.standing });
    }
    Ok(out)
}
