//! `guide.md` as text → front matter, clauses with their quotation, and fenced blocks with their places. Everything else in
//! the file is commentary.

use crate::decode::At;
use crate::diagnostics::{Faults, did_you_mean};
use crate::model::{ClauseKind, Place, Scope};

/// A guide file is at most this large.
const MOST_BYTES: usize = 1 << 20;

/// A fenced block: ```` ```kind name ````.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// First word after the fence.
    pub kind: String,
    /// The rest of that line.
    pub name: String,
    /// Content.
    pub body: String,
    /// Byte offset of the content.
    pub offset: usize,
    /// The whole block.
    pub place: Place,
    /// Number of the clause it stands under.
    pub clause: Option<usize>,
}

impl Block {
    /// Where its content stands.
    pub(crate) fn at(&self) -> At {
        At { offset: self.offset, end: self.offset + self.body.len() }
    }

    /// Whether `key` is set in this block.
    pub(crate) fn sets(&self, key: &str) -> bool {
        self.body.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')))
    }

    /// The first line that holds `words`; the whole block if none does.
    pub(crate) fn line_with(&self, words: &str) -> (usize, usize) {
        let mut at = self.offset;
        for line in self.body.split_inclusive('\n') {
            if line.contains(words) {
                return (at, at + line.trim_end().len());
            }
            at += line.len();
        }
        (self.place.start, self.place.end)
    }

    /// Where `key` is set in this block; the whole block if it is not.
    pub(crate) fn span(&self, key: &str) -> (usize, usize) {
        let mut at = self.offset;
        for line in self.body.split_inclusive('\n') {
            let named = line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
            if named {
                return (at, at + line.trim_end().len());
            }
            at += line.len();
        }
        (self.place.start, self.place.end)
    }
}

/// A clause as it stands in the file.
#[derive(Clone, Debug)]
pub(crate) struct RawClause {
    pub id: String,
    pub kind: ClauseKind,
    pub text: String,
    pub under: Vec<String>,
    pub scope: Scope,
    pub place: Place,
    /// Where the quotation stands.
    pub quote: (usize, usize),
}

/// A parsed file.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub front: String,
    pub front_offset: usize,
    pub clauses: Vec<RawClause>,
    pub blocks: Vec<Block>,
}

impl Document {
    /// Where `key` is set in the front matter; its first line if it is not.
    pub(crate) fn front_key(&self, key: &str) -> (usize, usize) {
        let mut at = self.front_offset;
        for line in self.front.split_inclusive('\n') {
            let rest = line.strip_prefix(key).map(str::trim);
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('=')) {
                return (at, at + line.trim_end().len());
            }
            at += line.len();
        }
        let first = self.front.lines().next().map_or(0, str::len);
        (self.front_offset, self.front_offset + first)
    }
}

const KINDS: [(&str, ClauseKind); 6] = [
    ("heading", ClauseKind::Heading),
    ("fact", ClauseKind::Fact),
    ("rule", ClauseKind::Rule),
    ("judgement", ClauseKind::Judgement),
    ("purpose", ClauseKind::Purpose),
    ("topic", ClauseKind::Topic),
];

struct Open {
    level: usize,
    id: String,
    scope: Scope,
}

/// Parses the text; faults are collected and the rest is still read.
pub(crate) fn parse(text: &str, faults: &mut Faults) -> Document {
    let mut document = Document::default();
    if text.len() > MOST_BYTES {
        faults.add(
            "guide::size",
            format!("the file has {} bytes; a guide has at most {MOST_BYTES}", text.len()),
            vec![(0, 0, "here".to_owned())],
            None,
        );
        return document;
    }
    let mut lines = Lines { text, at: 0, line: 1 };
    front_matter(&mut lines, &mut document, faults);
    let mut stack: Vec<Open> = Vec::new();
    let mut current: Option<usize> = None;
    while let Some((start, line)) = lines.next() {
        let trimmed = line.trim_end();
        if let Some(info) = trimmed.strip_prefix("```") {
            block(&mut lines, start, info, current, &mut document, faults);
        } else if trimmed.starts_with('#') {
            current = heading(start, lines.line - 1, trimmed, &mut stack, &mut document, faults);
        } else if let Some(quote) = trimmed.strip_prefix('>') {
            let end = start + trimmed.len();
            match current.and_then(|number| document.clauses.get_mut(number)) {
                Some(clause) => {
                    if clause.text.is_empty() {
                        clause.quote = (start, end);
                    }
                    clause.quote.1 = end;
                    clause.text.push_str(quote.trim());
                }
                None => faults.add(
                    "guide::quote",
                    "a quotation stands under no clause",
                    vec![(start, end, "this sentence belongs to no clause".to_owned())],
                    Some("put a clause heading such as `## G-1 · heading` above it".to_owned()),
                ),
            }
        }
    }
    document
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        if rest.is_empty() {
            return None;
        }
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let start = self.at;
        self.at += length;
        self.line = self.line.saturating_add(1);
        Some((start, rest.get(..length)?))
    }
}

fn front_matter(lines: &mut Lines<'_>, document: &mut Document, faults: &mut Faults) {
    let opened = lines.next().is_some_and(|(_, line)| line.trim() == "+++");
    let missing = |faults: &mut Faults, what: &str| {
        faults.add(
            "guide::front-matter",
            what,
            vec![(0, 3, "the file begins here".to_owned())],
            Some(
                "begin with a line `+++`, then id, version, title, citation, verbatim and the sides, then `+++`"
                    .to_owned(),
            ),
        );
    };
    if !opened {
        missing(faults, "the file does not begin with front matter");
        lines.at = 0;
        lines.line = 1;
        return;
    }
    document.front_offset = lines.at;
    for (_, line) in lines.by_ref() {
        if line.trim() == "+++" {
            return;
        }
        document.front.push_str(line);
    }
    missing(faults, "the front matter is not closed");
}

fn block(
    lines: &mut Lines<'_>,
    start: usize,
    info: &str,
    clause: Option<usize>,
    document: &mut Document,
    faults: &mut Faults,
) {
    let mut words = info.split_whitespace();
    let kind = words.next().unwrap_or_default().to_owned();
    let name = words.collect::<Vec<_>>().join(" ");
    let (offset, line) = (lines.at, lines.line - 1);
    let mut body = String::new();
    for (_, content) in lines.by_ref() {
        if content.trim_end() == "```" {
            let place = Place { line, start, end: lines.at };
            document.blocks.push(Block { kind, name, body, offset, place, clause });
            return;
        }
        body.push_str(content);
    }
    faults.add(
        "guide::block",
        "a block is not closed",
        vec![(start, offset, "it begins here".to_owned())],
        Some("end it with a line of three backticks".to_owned()),
    );
}

/// The number of the clause it opens; none for a plain heading, which ends the clause before it.
fn heading(
    start: usize,
    line: u32,
    text: &str,
    stack: &mut Vec<Open>,
    document: &mut Document,
    faults: &mut Faults,
) -> Option<usize> {
    let level = text.chars().take_while(|c| *c == '#').count();
    let rest = text.trim_start_matches('#').trim();
    let parts: Vec<&str> = rest.split('·').map(str::trim).collect();
    let (Some(id), Some(kind)) = (parts.first(), parts.get(1)) else {
        stack.retain(|open| open.level < level);
        return None;
    };
    let end = start + text.len();
    let Some((_, kind)) = KINDS.iter().find(|(name, _)| name == kind) else {
        let help =
            did_you_mean(kind, KINDS.iter().map(|(name, _)| *name)).map(|near| format!("did you mean `{near}`?"));
        let names: Vec<_> = KINDS.iter().map(|(name, _)| *name).collect();
        faults.add(
            "guide::clause-kind",
            format!("`{kind}` is not a kind of clause"),
            vec![(start, end, format!("the kinds are {}", names.join(", ")))],
            help,
        );
        return None;
    };
    stack.retain(|open| open.level < level);
    let mut scope = stack.last().map(|open| open.scope.clone()).unwrap_or_default();
    for attribute in parts.iter().skip(2) {
        match attribute.split_once(' ') {
            Some(("direction", number)) => scope.direction = Some(number.trim().to_owned()),
            Some(("topic", topic)) => scope.topic = Some(topic.trim().to_owned()),
            _ => faults.add(
                "guide::attribute",
                format!("`{attribute}` is not known on a clause"),
                vec![(start, end, "only `direction NUMBER` and `topic ID` may stand here".to_owned())],
                None,
            ),
        }
    }
    let under = stack.iter().map(|open| open.id.clone()).collect();
    if *kind == ClauseKind::Heading {
        stack.push(Open { level, id: (*id).to_owned(), scope: scope.clone() });
    }
    document.clauses.push(RawClause {
        id: (*id).to_owned(),
        kind: *kind,
        text: String::new(),
        under,
        scope,
        place: Place { line, start, end },
        quote: (start, end),
    });
    document.clauses.len().checked_sub(1)
}
