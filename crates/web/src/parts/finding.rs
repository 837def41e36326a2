//! A finding as a card: outcome, sentence, what to do, the clause, the facts with where they stand, a person's ruling.

use askama::Template;
use hefu_application::Cell;
use hefu_check::{Finding, Outcome};
use hefu_words::Message;

use super::{StatusTag, Tone};
use crate::shell::{Link, Say, Stamp};

/// A sentence of the guide with its clause.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/quote.html")]
pub struct Quote {
    /// Clause id, for example `HK-9`.
    pub clause: String,
    /// The sentence, word for word.
    pub sentence: String,
    /// Language of the sentence, as a tag.
    pub tag: String,
    /// Where the clause can be read in its place.
    pub href: String,
}

impl Quote {
    /// A sentence of a guide in simplified script, which is what the 2020 guide is written in.
    pub fn new(clause: impl Into<String>, sentence: impl Into<String>, href: impl Into<String>) -> Self {
        Self { clause: clause.into(), sentence: sentence.into(), tag: "zh-Hans".to_owned(), href: href.into() }
    }
}

/// A fact a finding rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactLine {
    /// What it is.
    pub label: String,
    /// The value as written or as read.
    pub value: String,
    /// How the value was derived.
    pub note: Option<String>,
    /// File, sheet, row and column it stands in.
    pub from: Option<String>,
}

/// A finding.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/finding.html")]
pub struct FindingCard {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Stable id of the finding.
    pub id: String,
    /// Outcome.
    pub outcome: Outcome,
    /// What is said.
    pub says: String,
    /// What to do.
    pub remedy: Option<String>,
    /// The clause.
    pub quote: Quote,
    /// Facts.
    pub facts: Vec<FactLine>,
    /// Default rulings it rests on (`R-6a`).
    pub rulings: Vec<Link>,
    /// A person's ruling: outcome before, who, when, why.
    pub ruled: Option<(Outcome, String)>,
    /// Where the finding can be ruled on, for those who may.
    pub rule: Option<String>,
}

impl FindingCard {
    /// The card of a finding under its clause. `side` gives the name of a side, `ruling` where a default ruling can be read.
    pub fn new(
        say: Say,
        finding: &Finding,
        quote: Quote,
        side: impl Fn(&str) -> String,
        ruling: impl Fn(&str) -> String,
    ) -> Self {
        let fact = |fact: &hefu_check::Fact| FactLine {
            label: match &fact.side {
                Some(id) => {
                    say.message(&Message::new("web-fact-of").with("label", fact.label.clone()).with("side", side(id)))
                }
                None => say.message(&fact.label),
            },
            value: told(say, &fact.value),
            note: fact.note.as_ref().map(|note| say.message(note)),
            from: place(say, &fact.source),
        };
        let ruled = finding.ruled.as_ref().map(|applied| {
            let message = Message::new("web-ruled")
                .with("who", applied.ruling.who.as_str())
                .with("when", told(say, &applied.ruling.when))
                .with("why", applied.ruling.why.as_str());
            (applied.before, say.message(&message))
        });
        Self {
            say,
            id: finding.id.clone(),
            outcome: finding.outcome,
            says: say.message(&finding.message),
            remedy: finding.remedy.as_ref().map(|remedy| say.message(remedy)),
            quote,
            facts: finding.facts.iter().map(fact).collect(),
            rulings: finding.rulings.iter().map(|id| Link::new(id.clone(), ruling(id))).collect(),
            ruled,
            rule: None,
        }
    }

    /// The same with a link to rule on it.
    #[must_use]
    pub fn rule_at(mut self, href: impl Into<String>) -> Self {
        self.rule = Some(href.into());
        self
    }

    fn mark(&self) -> StatusTag {
        StatusTag::outcome(self.say, self.outcome)
    }

    fn mark_of(&self, outcome: &Outcome) -> StatusTag {
        StatusTag::outcome(self.say, *outcome)
    }
}

impl StatusTag {
    /// The mark of an outcome.
    pub fn outcome(say: Say, outcome: Outcome) -> Self {
        let (key, tone) = match outcome {
            Outcome::Pass => ("report-outcome-pass", Tone::Pass),
            Outcome::Fail => ("report-outcome-fail", Tone::Fail),
            Outcome::Person => ("report-outcome-person", Tone::Person),
            Outcome::Unset => ("report-outcome-unset", Tone::Unset),
            Outcome::Hint => ("report-outcome-hint", Tone::Hint),
        };
        Self::new(tone, say.t(key))
    }
}

/// A text as a reader has it: an instant with its zone as on every page, anything else as it stands.
fn told(say: Say, text: &str) -> String {
    match text.parse::<jiff::Zoned>() {
        Ok(at) => Stamp::new(say, at.timestamp(), at.time_zone()).long(),
        Err(_) => text.to_owned(),
    }
}

fn place(say: Say, cell: &Cell) -> Option<String> {
    if cell.file.is_empty() {
        return None;
    }
    let row = cell.row.map(|row| say.with("report-row", "a0", row));
    let parts = [Some(cell.file.to_string()), cell.sheet.as_deref().map(str::to_owned), row, cell.column.clone()];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" › "))
}
