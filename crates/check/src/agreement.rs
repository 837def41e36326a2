//! What the text of an agreement says: its kind, parties, dates and the dedicated clause on intellectual property. It
//! finds places for a person to look at; it decides nothing about law.

mod body;
mod clause;
mod dates;
mod expected;
mod kind;
mod line;
mod number;
mod parties;
mod subject;

use hefu_application::AgreementKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A paragraph of a document, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// True where the document itself marks it as a heading.
    pub heading: bool,
    /// Its text.
    pub text: String,
    /// Page, where the format has pages.
    pub page: Option<u32>,
    /// Offset of its first character in the document's text, in characters.
    pub offset: usize,
}

/// The names one expected party is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyNames {
    /// The side it belongs to.
    pub side: String,
    /// Its names as the applications write them, in any script; the first is used in messages.
    pub names: Vec<String>,
}

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// Units that must be parties.
    pub parties: Vec<PartyNames>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementFacts {
    /// Kind, with the place where it is said.
    pub kind: Option<Located<AgreementKind>>,
    /// Each expected party in the order asked for, with the place where it was found.
    pub parties: Vec<PartyFound>,
    /// Parties as the document introduces them (甲方, Party A …).
    pub introduced: Vec<Introduced>,
    /// Dates that stand where a document is signed, in reading order, without repetition.
    pub signed: Vec<Located<Date>>,
    /// Marks of signing: （盖章）, signature lines. What they are worth is for a person.
    pub signature_marks: Vec<Located<String>>,
    /// The dedicated clause on intellectual property.
    pub clause: Option<FoundClause>,
    /// Places that name intellectual property and are not such a clause, with the reason.
    pub rejected: Vec<Rejected>,
}

impl AgreementFacts {
    /// Whether the document bears several different dates of signing, so that a person must say which counts.
    pub fn several_dates(&self) -> bool {
        self.signed.len() > 1
    }
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// As written.
    pub text: String,
    /// Offset in characters.
    pub offset: usize,
    /// Page, where the format has pages.
    pub page: Option<u32>,
}

/// A party as the document introduces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduced {
    /// The role in folded form (甲方, party a, 立协议书人); empty where the document gives none.
    pub role: String,
    /// The name as written.
    pub value: String,
    /// The line it stands in.
    pub text: String,
    /// Offset of that line in characters.
    pub offset: usize,
    /// Page, where the format has pages.
    pub page: Option<u32>,
}

impl Introduced {
    fn located(&self) -> Located<String> {
        Located { value: self.value.clone(), text: self.text.clone(), offset: self.offset, page: self.page }
    }
}

/// An expected party and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyFound {
    /// Side.
    pub side: String,
    /// The name looked for.
    pub name: String,
    /// Where it stands; none where it was not found.
    pub found: Option<Located<String>>,
    /// True where the match rests on known wording, an abbreviation or a translation: a person should look.
    pub uncertain: bool,
}

/// A dedicated clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundClause {
    /// Its number as written (第七条, Article 7, 七、), if it has one.
    pub article: Option<String>,
    /// Its heading.
    pub heading: String,
    /// Its text, heading left out.
    pub body: String,
    /// Offset of the heading in characters.
    pub offset: usize,
    /// Length from the heading to the end of the body in characters.
    pub length: usize,
    /// Page of the heading.
    pub page: Option<u32>,
}

/// A place that names intellectual property and is not a clause on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The words around it.
    pub text: String,
    /// Offset in characters.
    pub offset: usize,
    /// Page.
    pub page: Option<u32>,
    /// Why it is not.
    pub reason: RejectedReason,
}

/// Why a place is not a dedicated clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectedReason {
    /// Named in passing, in a sentence about something else.
    PassingMention,
    /// A heading that is followed by nothing of its own.
    EmptyHeading,
    /// A line of a table of contents or of a list of annexes.
    Listing,
}

/// Reads an agreement. Never fails: what is not found is absent.
pub fn read_agreement(passages: &[Passage], expected: &Expected) -> AgreementFacts {
    let lines = line::lines(passages);
    let (clause, rejected) = clause::find(&lines);
    let introduced = parties::introduced(&lines);
    AgreementFacts {
        kind: kind::find(&lines),
        parties: expected::parties(&lines, &introduced, expected),
        signed: dates::signed(&lines),
        signature_marks: parties::marks(&lines),
        introduced,
        clause,
        rejected,
    }
}
