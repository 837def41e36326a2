//! Words that several pages share: names of directions, sides and states, instants as they are stored.

use hefu_application::State;
use hefu_office::draft::Section;

use super::Portal;
use crate::parts::{Html, Quote, StatusTag, Tone};
use crate::shell::{Frame, Say};

impl Portal {
    /// Number and name of a direction.
    pub(super) fn direction_name(&self, say: Say, number: &str) -> String {
        match self.office.guide().direction(number) {
            Some(direction) => format!("{number} {}", direction.names.get(say.0)),
            None => number.to_owned(),
        }
    }

    /// The name of a side within a direction: 内地 goes with 香港, 大陆 with 台湾.
    pub(crate) fn side_name(&self, say: Say, side: &str, direction: &str) -> String {
        self.office.guide().side_name(direction, side, say.0)
    }

    /// What the guide calls a topic; the text itself where it is none of the guide's.
    pub(super) fn topic_name(&self, say: Say, direction: &str, topic: &str) -> String {
        let known = self.office.guide().direction(direction);
        let leaf = known.and_then(|direction| hefu_check::resolve::topic(direction, Some(topic)).leaf());
        leaf.map_or_else(|| topic.to_owned(), |leaf| leaf.names.get(say.0).to_owned())
    }

    /// The language of words that applicants of a side wrote, as a tag, where it is not the page's: what holds no Han
    /// character may be in any.
    pub(super) fn own_tag(&self, say: Say, side: &str, text: &str) -> Option<&str> {
        let side = self.office.guide().side(side)?;
        let han = text.chars().any(hefu_text::script::is_han);
        (han && side.language != say.tag()).then_some(side.language.as_str())
    }

    /// Words that applicants of a side wrote, marked with their language.
    pub(super) fn own_words(&self, say: Say, side: &str, text: &str) -> Html {
        match self.own_tag(say, side, text) {
            Some(tag) => Html::in_language(text, tag),
            None => Html::text(text),
        }
    }

    /// The sides of a direction other than this office's.
    pub(crate) fn partners(&self, direction: &str) -> Vec<String> {
        let own = &self.office.config().side;
        let pairing = self.office.guide().pairing_of(direction);
        pairing.map(|pairing| pairing.sides.iter().filter(|side| *side != own).cloned().collect()).unwrap_or_default()
    }

    /// A clause with its sentence.
    pub(super) fn quote(&self, clause: &str) -> Quote {
        let sentence = self.office.guide().clause(clause).map(|clause| clause.text.clone()).unwrap_or_default();
        Quote::new(clause, sentence, format!("/guide#{clause}"))
    }
}

/// The state of an application.
pub(super) fn state(say: Say, state: State) -> StatusTag {
    match state {
        State::Draft => StatusTag::new(Tone::Hint, say.t("portal-state-draft")),
        State::Submitted => StatusTag::new(Tone::Pass, say.t("portal-state-submitted")),
        State::Withdrawn => StatusTag::new(Tone::Unset, say.t("portal-state-withdrawn")),
    }
}

/// A stored instant for a reader.
pub(super) fn instant(frame: &Frame, stored: &str) -> String {
    match stored.parse::<jiff::Zoned>() {
        Ok(at) => frame.stamp(at.timestamp()).short(),
        Err(_) => stored.to_owned(),
    }
}

/// The name of a section of the form.
pub(super) fn section(say: Say, section: Section) -> String {
    say.t(&format!("portal-section-{}", section.word()))
}
