//! Faults of a guide, told like a good compiler's: where, what, the sentences concerned, and what to do.

use std::fmt;
use std::sync::Arc;

use miette::{LabeledSpan, NamedSource, SourceCode};

/// One fault.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) labels: Vec<(usize, usize, String)>,
    pub(crate) help: Option<String>,
    pub(crate) source: Arc<NamedSource<String>>,
    pub(crate) lines: Vec<u32>,
    related: Vec<Elsewhere>,
}

impl Diagnostic {
    /// Short name of the kind of fault, for example `guide::number`.
    pub fn code(&self) -> &str {
        self.code
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    fn is_near(&self, line: u32) -> bool {
        self.lines.first().is_none_or(|first| first.abs_diff(line) <= NEAR)
    }

    /// The places concerned: line in the file (from 1) and what is said of it.
    pub fn places(&self) -> impl Iterator<Item = (u32, &str)> {
        self.lines.iter().copied().zip(self.labels.iter().map(|(.., label)| label.as_str()))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let near = self.labels.iter().zip(&self.lines).filter(|(_, line)| self.is_near(**line));
        Some(Box::new(
            near.map(|((start, end, label), _)| {
                LabeledSpan::new(Some(label.clone()), *start, end.saturating_sub(*start))
            }),
        ))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(self.related.iter().map(|related| -> &dyn miette::Diagnostic { related })))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.source.as_ref())
    }
}

/// Places further than this many lines from the first are shown apart, so that nothing between them is printed.
const NEAR: u32 = 6;

/// A sentence elsewhere in the file that a fault concerns.
#[derive(Clone, Debug)]
struct Elsewhere {
    start: usize,
    end: usize,
    said: String,
}

impl fmt::Display for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

impl std::error::Error for Elsewhere {}

impl miette::Diagnostic for Elsewhere {
    fn severity(&self) -> Option<miette::Severity> {
        Some(miette::Severity::Advice)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = LabeledSpan::new(None, self.start, self.end.saturating_sub(self.start));
        Some(Box::new(std::iter::once(span)))
    }
}

/// All faults of one guide, in the order of the text.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    name: String,
}

impl Diagnostics {
    /// The faults, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The faults as plain text, the same on every machine.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for fault in &self.list {
            out.push_str(&format!("error[{}]: {}\n", fault.code, fault.message));
            for (line, label) in fault.places() {
                out.push_str(&format!("  --> {}:{line}: {label}\n", self.name));
            }
            if let Some(help) = &fault.help {
                out.push_str(&format!("  help: {help}\n"));
            }
        }
        out
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())
    }
}

impl std::error::Error for Diagnostics {}

/// Collects faults while compiling.
pub(crate) struct Faults {
    source: Arc<NamedSource<String>>,
    text: Arc<str>,
    name: String,
    list: Vec<Diagnostic>,
}

/// More faults than this are not told: the first ones explain the rest.
const MOST: usize = 100;

impl Faults {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        Self {
            source: Arc::new(NamedSource::new(name, text.to_owned()).with_language("markdown")),
            text: text.into(),
            name: name.to_owned(),
            list: Vec::new(),
        }
    }

    /// Line (from 1) of a byte offset.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        let before = self.text.as_bytes().get(..offset.min(self.text.len())).unwrap_or_default();
        u32::try_from(before.iter().filter(|byte| **byte == b'\n').count() + 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn add(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        labels: Vec<(usize, usize, String)>,
        help: Option<String>,
    ) {
        if self.list.len() < MOST {
            let lines = labels.iter().map(|(start, ..)| self.line(*start)).collect();
            let mut fault = Diagnostic {
                code,
                message: message.into(),
                labels,
                help,
                source: Arc::clone(&self.source),
                lines,
                related: Vec::new(),
            };
            let far = fault.labels.iter().zip(&fault.lines).filter(|(_, line)| !fault.is_near(**line));
            let elsewhere = |(start, end, said): &(usize, usize, String)| Elsewhere {
                start: *start,
                end: *end,
                said: said.clone(),
            };
            fault.related = far.map(|(label, _)| elsewhere(label)).collect();
            self.list.push(fault);
        }
    }

    pub(crate) fn any(&self) -> bool {
        !self.list.is_empty()
    }

    pub(crate) fn into_diagnostics(mut self) -> Diagnostics {
        self.list.sort_by_key(|fault| fault.labels.first().map_or(0, |(start, ..)| *start));
        Diagnostics { list: self.list, name: self.name }
    }
}

/// The nearest of `known` to `word`, if it is near enough to be a slip.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(d, candidate)| *d * 5 <= candidate.chars().count() * 2 && candidate.chars().count() > 3)
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let next = (*cell + 1).min(left + 1).min(diagonal + usize::from(x != *y));
            diagonal = std::mem::replace(cell, next);
            left = next;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}
