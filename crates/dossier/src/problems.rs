//! Collecting what went wrong while reading, with the place and the remedy's message key.

use std::collections::BTreeMap;
use std::sync::Arc;

use hefu_application::{Cell, Problem, Severity};
use hefu_words::Message;

/// One thing that went wrong, not yet tied to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Whether a value was lost.
    pub severity: Severity,
    /// Message key in `crates/words/locales/*/dossier.ftl`.
    pub key: String,
    /// What was found, as written.
    pub found: String,
    /// Further arguments of the message.
    pub args: BTreeMap<String, String>,
}

impl Trouble {
    /// A value (or row, or file) that could not be taken.
    pub fn error(key: &str, found: impl Into<String>) -> Self {
        Self { severity: Severity::Error, key: key.to_owned(), found: found.into(), args: BTreeMap::new() }
    }

    /// A value that was taken but should be looked at.
    pub fn warning(key: &str, found: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(key, found) }
    }

    /// The same with one more argument of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// The problem at a place.
    pub fn at(self, cell: Cell, application: Option<&str>) -> Problem {
        Problem {
            severity: self.severity,
            cell,
            key: self.key,
            found: shorten(&self.found),
            args: self.args.into_iter().map(|(name, value)| (name, shorten(&value))).collect(),
            application: application.map(str::to_owned),
        }
    }
}

/// Long input is quoted only in part: a problem names a place, it is not a copy of the file.
fn shorten(text: &str) -> String {
    const CHARS: usize = 300;
    match text.char_indices().nth(CHARS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The problems of one side, bounded in number.
#[derive(Debug)]
pub struct Log {
    problems: Vec<Problem>,
    limit: usize,
    left_out: usize,
}

impl Log {
    /// A log that keeps at most `limit` problems.
    pub fn new(limit: usize) -> Self {
        Self { problems: Vec::new(), limit, left_out: 0 }
    }

    /// Takes one problem.
    pub fn push(&mut self, problem: Problem) {
        if self.problems.len() < self.limit {
            self.problems.push(problem);
        } else {
            self.left_out += 1;
        }
    }

    /// Takes a trouble with a whole file.
    pub fn file(&mut self, file: &str, trouble: Trouble) {
        let cell = Cell { file: Arc::from(file), ..Cell::default() };
        self.push(trouble.at(cell, None));
    }

    /// All problems in the order met.
    pub fn finish(mut self) -> Vec<Problem> {
        if self.left_out > 0 {
            let more =
                Trouble::warning("dossier-more-problems", self.left_out.to_string()).with("count", self.left_out);
            self.problems.push(more.at(Cell::default(), None));
        }
        self.problems
    }
}

/// The sentence of a problem: its key with the place, what was found and its own arguments.
pub fn message(problem: &Problem) -> Message {
    let mut message = Message::new(problem.key.as_str())
        .with("found", problem.found.as_str())
        .with("file", problem.cell.file.as_ref())
        .with("sheet", problem.cell.sheet.as_deref().unwrap_or_default())
        .with("row", problem.cell.row.map_or_else(String::new, |row| row.to_string()))
        .with("column", problem.cell.column.as_deref().unwrap_or_default());
    for (name, value) in &problem.args {
        message = message.with(name, value.as_str());
    }
    message
}
