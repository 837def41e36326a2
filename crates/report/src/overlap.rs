//! The report of a comparison for shared text: a page with passages side by side, a workbook, JSON Lines.

mod jsonl;
mod page;
mod passage;
mod workbook;

use hefu_overlap::{Options, Outcome, Pair, Relation, Shelf, Span};
use hefu_words::Message;

pub use jsonl::overlap_jsonl;
pub use page::overlap_page;
pub use workbook::overlap_workbook;

/// A file that took no part in the comparison, or only in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file, as the folder names it.
    pub file: String,
    /// Why.
    pub reason: Message,
}

/// A finished comparison, to be reported.
#[derive(Clone, Copy)]
pub struct Overlap<'a> {
    /// The documents compared.
    pub own: Shelf<'a>,
    /// Those they were compared against too.
    pub against: Option<Shelf<'a>>,
    /// What was found.
    pub outcome: &'a Outcome,
    /// By which thresholds.
    pub options: &'a Options,
    /// How many texts were known to stand in every application.
    pub known: usize,
    /// What was not read.
    pub unread: &'a [Unread],
}

impl<'a> Overlap<'a> {
    fn place(&self, number: u32) -> (Option<Shelf<'a>>, u32) {
        let own = u32::try_from(self.own.len()).unwrap_or(u32::MAX);
        match number.checked_sub(own) {
            None => (Some(self.own), number),
            Some(number) => (self.against, number),
        }
    }

    /// The name of a document, by its number in the outcome.
    fn id(&self, number: u32) -> &'a str {
        let (shelf, number) = self.place(number);
        shelf.map_or("", |shelf| shelf.id(number))
    }

    fn application(&self, number: u32) -> &'a str {
        let (shelf, number) = self.place(number);
        shelf.map_or("", |shelf| shelf.application(number))
    }

    fn text(&self, number: u32) -> &'a str {
        let (shelf, number) = self.place(number);
        shelf.map_or("", |shelf| shelf.text(number))
    }

    fn section(&self, number: u32, section: u32) -> String {
        let (shelf, number) = self.place(number);
        let sections = shelf.map(|shelf| shelf.sections(number)).unwrap_or_default();
        sections.get(section as usize).map(|section| section.title.clone()).unwrap_or_default()
    }

    fn of(&self, relation: Relation) -> impl Iterator<Item = &'a Pair> {
        self.outcome.pairs.iter().filter(move |pair| pair.relation == relation)
    }

    /// A place as characters of the text, as people and other programs count.
    fn characters(&self, number: u32, span: Span) -> Span {
        span.in_characters(self.text(number))
    }
}

fn relation_key(relation: Relation) -> &'static str {
    match relation {
        Relation::None => "overlap-relation-none",
        Relation::JointHalves => "overlap-relation-joint_halves",
        Relation::SameApplicant => "overlap-relation-same_applicant",
    }
}

fn level_key(level: hefu_overlap::Level) -> &'static str {
    match level {
        hefu_overlap::Level::Listing => "overlap-level-listing",
        hefu_overlap::Level::Alert => "overlap-level-alert",
    }
}
