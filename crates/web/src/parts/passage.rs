//! A passage that two texts share, side by side, with the words marked that only one of them has. What is shown here decides
//! nothing.

use askama::Template;
use hefu_overlap::{Passage, RunKind, Span};

use crate::shell::Say;

/// Characters shown before and after a passage.
const AROUND: usize = 60;

/// Characters of a passage shown on each side.
const MOST: usize = 20_000;

/// A passage.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/passage.html")]
pub struct SharedPassage {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Id of its heading, unique in the page.
    pub id: String,
    /// Heading.
    pub title: String,
    /// How much is equal, in words.
    pub says: String,
    /// Both texts.
    pub sides: [PassageSide; 2],
}

/// A passage in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageSide {
    /// Whose text, and where in it.
    pub name: String,
    /// Language of the text, as a tag.
    pub tag: Option<String>,
    /// The stretches of the text in order.
    pub runs: Vec<(RunKind, String)>,
    /// Whether text goes on before, after, and whether some of the passage is left out.
    pub more: [bool; 3],
}

impl PassageSide {
    /// Both sides of a passage: names, languages and whole texts in the order of the passage.
    pub fn both(passage: &Passage, names: [String; 2], tags: [Option<String>; 2], texts: [&str; 2]) -> [Self; 2] {
        let [left, right] = passage.runs(texts, AROUND).map(|runs| runs.into_iter().map(|run| (run.kind, run.span)));
        let ([name_a, name_b], [tag_a, tag_b], [a, b]) = (names, tags, texts);
        [Self::of(name_a, tag_a, left, a), Self::of(name_b, tag_b, right, b)]
    }

    fn of(name: String, tag: Option<String>, runs: impl Iterator<Item = (RunKind, Span)>, text: &str) -> Self {
        let mut side = Self { name, tag, runs: Vec::new(), more: [false, false, false] };
        let mut shown = 0;
        for (kind, span) in runs {
            if side.runs.is_empty() {
                side.more = [span.start > 0, false, false];
            }
            let words = span.of(text);
            shown += words.chars().count();
            if shown > MOST + 2 * AROUND {
                side.more = [side.more[0], true, true];
                return side;
            }
            side.more[1] = (span.end as usize) < text.len();
            side.runs.push((kind, words.to_owned()));
        }
        side
    }
}
