//! Words for what a rule names: sides, lists, topics, fields, kinds of unit.

use hefu_words::{Arg, Message};

use crate::Guide;
use crate::model::{Direction, Words};

/// How things are called within one direction: 内地 with 香港, 大陆 with 台湾.
#[derive(Clone, Copy)]
pub(super) struct Say<'a> {
    pub guide: &'a Guide,
    direction: Option<&'a str>,
}

impl<'a> Say<'a> {
    pub fn new(guide: &'a Guide, direction: Option<&'a str>) -> Self {
        Self { guide, direction }
    }

    pub fn direction(&self) -> Option<&'a Direction> {
        self.guide.direction(self.direction?)
    }

    pub fn side(&self, id: &str) -> Arg {
        let within = self.direction.and_then(|number| {
            let pairing = self.guide.pairing_of(number)?;
            let at = pairing.sides.iter().position(|side| side == id)?;
            pairing.side_names.get(at)
        });
        within.or_else(|| self.guide.side(id).map(|side| &side.names)).map_or_else(|| Arg::from(id), Arg::from)
    }

    /// The sides of the direction; all sides where the rule is not bound to one.
    pub fn sides(&self) -> Arg {
        let pairing = self.direction.and_then(|number| self.guide.pairing_of(number));
        let sides: Vec<Arg> = match pairing {
            Some(pairing) => pairing.sides.iter().map(|id| self.side(id)).collect(),
            None => self.guide.sides.iter().map(|side| Arg::from(&side.names)).collect(),
        };
        Arg::from(Message::new("guide-and").with("items", Arg::List(sides)))
    }

    pub fn topic(&self, id: &str) -> Option<Arg> {
        let directions = match self.direction() {
            Some(own) => vec![own],
            None => self.guide.directions.iter().collect(),
        };
        let leaves = directions.into_iter().flat_map(Direction::leaves);
        leaves.into_iter().find(|leaf| leaf.id == id).map(|leaf| Arg::from(&leaf.names))
    }

    pub fn leaves(&self) -> Arg {
        let leaves = self.direction().map(Direction::leaves).unwrap_or_default();
        Arg::List(leaves.into_iter().map(|leaf| Arg::from(&leaf.names)).collect())
    }

    pub fn values(&self, list: &str) -> Arg {
        let values = self.guide.list(list).map(|list| list.values.as_slice()).unwrap_or_default();
        Arg::List(values.iter().map(|value| Arg::from(&value.names)).collect())
    }

    pub fn some_values(&self, list: &str, ids: &[String]) -> Arg {
        let values = self.guide.list(list).map(|list| list.values.as_slice()).unwrap_or_default();
        let named = |id: &String| {
            values
                .iter()
                .find(|value| value.id == *id)
                .map_or_else(|| Arg::from(id.as_str()), |value| Arg::from(&value.names))
        };
        Arg::List(ids.iter().map(named).collect())
    }

    pub fn lists(&self, ids: &[String]) -> Arg {
        Arg::List(ids.iter().map(|id| named(id, self.guide.list(id).map(|list| &list.names))).collect())
    }

    pub fn fields(&self, ids: &[String]) -> Arg {
        Arg::List(ids.iter().map(|id| named(id, self.guide.field(id).map(|field| &field.names))).collect())
    }

    pub fn unit_kind(&self, id: &str) -> Arg {
        if crate::vocabulary::UNIT_KINDS.contains(&id) {
            Arg::from(Message::new(format!("guide-unit-{id}")))
        } else {
            Arg::from(id)
        }
    }

    pub fn unit_kinds(&self, ids: &[String]) -> Arg {
        let kinds = ids.iter().map(|id| self.unit_kind(id)).collect();
        Arg::from(Message::new("guide-or").with("items", Arg::List(kinds)))
    }

    pub fn source(&self, id: &str) -> Arg {
        match id {
            "state" | "own" | "partner" => Arg::from(Message::new(format!("guide-source-{id}"))),
            other => Arg::from(other),
        }
    }
}

fn named(id: &str, names: Option<&Words>) -> Arg {
    names.map_or_else(|| Arg::from(id), Arg::from)
}
