//! The end of a window as text: the instant with its zone, how long is left, the other side's beside it.

use askama::Template;
use jiff::Timestamp;

use super::{StatusTag, Tone};
use crate::shell::{Say, Stamp, time};

/// A deadline.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "parts/deadline.html")]
pub struct Deadline {
    /// Sentences in the reader's language.
    pub say: Say,
    /// The instant of the reader's own office; none where no notice has set it.
    pub here: Option<Stamp>,
    /// How long is left; none once it has passed.
    pub left: Option<String>,
    /// The partner side's name and its instant, if its notice has set one.
    pub there: Option<(String, Option<Stamp>)>,
    tag: StatusTag,
}

/// A window that closes within this time is said to close soon: three days, in seconds.
const SOON: i64 = 3 * 24 * 3600;

impl Deadline {
    /// A deadline as it stands at `now`.
    pub fn new(say: Say, now: Timestamp, here: Option<(Timestamp, Stamp)>) -> Self {
        let left = here.as_ref().and_then(|(end, _)| time::left(say, now, *end));
        let (tone, key) = match &here {
            None => (Tone::Unset, "web-window-unset"),
            Some((end, _)) if *end <= now => (Tone::Unset, "web-window-closed"),
            Some((end, _)) if end.as_second() - now.as_second() <= SOON => (Tone::Person, "web-window-soon"),
            Some(_) => (Tone::Pass, "web-window-open"),
        };
        let tag = StatusTag::new(tone, say.t(key));
        Self { say, here: here.map(|(_, stamp)| stamp), left, there: None, tag }
    }

    /// The same with the partner side's beside it, in that side's own zone.
    #[must_use]
    pub fn beside(mut self, side: impl Into<String>, there: Option<Stamp>) -> Self {
        self.there = Some((side.into(), there));
        self
    }

    fn there_label(&self, side: &str) -> String {
        self.say.with("web-window-closes-at", "side", side)
    }
}
