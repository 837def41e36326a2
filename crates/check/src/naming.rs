//! How sides, units and lists are called in sentences. Names of sides come from the guide's pairing: 内地 goes with 香港,
//! 大陆 with 台湾.

use hefu_application::UnitKind;
use hefu_guide::Guide;
use hefu_guide::model::{Pairing, TagList};
use hefu_words::{Arg, Message};

use crate::draft::say;

/// Names within one direction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'a> {
    guide: &'a Guide,
    pairing: Option<&'a Pairing>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(guide: &'a Guide, direction: &str) -> Self {
        Self { guide, pairing: guide.pairing_of(direction) }
    }

    /// The sides of the direction's pairing, in the order shown.
    pub(crate) fn sides(&self) -> &'a [String] {
        self.pairing.map_or(&[], |pairing| pairing.sides.as_slice())
    }

    /// The side's name within the pairing; its short name where the guide has none.
    pub(crate) fn side(&self, id: &str) -> Arg {
        let within = self.pairing.and_then(|pairing| {
            let at = pairing.sides.iter().position(|side| side == id)?;
            pairing.side_names.get(at)
        });
        let words = within.or_else(|| self.guide.side(id).map(|side| &side.names));
        words.map_or_else(|| Arg::from(id), Arg::from)
    }

    /// Several sides.
    pub(crate) fn side_list<'b>(&self, ids: impl IntoIterator<Item = &'b str>) -> Arg {
        Arg::List(ids.into_iter().map(|id| self.side(id)).collect())
    }

    /// The partner sides of `side`.
    pub(crate) fn partners(&self, side: &str) -> Vec<&'a str> {
        self.sides().iter().map(String::as_str).filter(|other| *other != side).collect()
    }
}

/// Names of values of a list.
pub(crate) fn values<'a>(list: &TagList, ids: impl IntoIterator<Item = &'a str>) -> Arg {
    Arg::List(
        ids.into_iter()
            .map(|id| {
                list.values
                    .iter()
                    .find(|value| value.id == id)
                    .map_or_else(|| Arg::from(id), |value| Arg::from(&value.names))
            })
            .collect(),
    )
}

/// Short name of a kind of unit, as the guide's rules write it.
pub(crate) fn kind_id(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::University => "university",
        UnitKind::ResearchInstitute => "research_institute",
        UnitKind::Enterprise => "enterprise",
        UnitKind::Hospital => "hospital",
        UnitKind::Other => "other",
    }
}

/// Word for a kind of unit.
pub(crate) fn kind_word(id: &str) -> Message {
    match id {
        "university" | "research_institute" | "enterprise" | "hospital" | "other" => say(&format!("kind-{id}")),
        unknown => say("kind-unknown").with("kind", unknown),
    }
}

/// Words for several kinds of unit.
pub(crate) fn kind_words(ids: &[String]) -> Arg {
    Arg::List(ids.iter().map(|id| kind_word(id).into()).collect())
}
