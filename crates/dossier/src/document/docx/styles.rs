//! Paragraph styles: which are headings, which are numbered.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::super::{DocumentError, Limits};
use super::xml::{self, Visitor, attribute, local, val};

/// Styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    current: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    heading: bool,
    number: Option<String>,
    level: Option<usize>,
}

/// Styles that a style may rest on, one on another.
const CHAIN: usize = 16;

impl Styles {
    pub(super) fn read(xml: &str, limits: &Limits) -> Result<Self, DocumentError> {
        let mut styles = Self::default();
        xml::walk(xml, limits, &mut styles)?;
        Ok(styles)
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        std::iter::successors(first, |style| style.based_on.as_ref().and_then(|id| self.styles.get(id))).take(CHAIN)
    }

    /// Whether paragraphs of this style are headings.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        if self.styles.is_empty() {
            return names_a_heading(id) || matches!(id, "1" | "2" | "3" | "4");
        }
        self.chain(id).any(|style| style.heading)
    }

    /// The list (`numId`) and level of this style's paragraphs.
    pub(super) fn number(&self, id: &str) -> Option<(String, usize)> {
        let number = self.chain(id).find_map(|style| style.number.clone())?;
        let level = self.chain(id).find_map(|style| style.level).unwrap_or(0);
        Some((number, level))
    }

    fn property(&mut self, element: &BytesStart<'_>) {
        let Some(style) = self.current.as_ref().and_then(|id| self.styles.get_mut(id)) else { return };
        let value = val(element);
        match local(element) {
            "name" => style.heading |= names_a_heading(&value),
            "basedOn" => style.based_on = Some(value),
            "outlineLvl" => style.heading |= value.parse::<u8>().is_ok_and(|level| level < 9),
            "numId" => style.number = Some(value),
            "ilvl" => style.level = value.parse().ok(),
            _ => {}
        }
    }
}

fn names_a_heading(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["heading", "title", "标题", "標題", "subtitle"].iter().any(|word| lower.starts_with(word))
}

impl Visitor for Styles {
    fn start(&mut self, element: &BytesStart<'_>) {
        if local(element) == "style" {
            self.current = attribute(element, "styleId");
            if let Some(id) = &self.current {
                self.styles.insert(id.clone(), Style::default());
            }
        } else {
            self.property(element);
        }
    }

    fn empty(&mut self, element: &BytesStart<'_>) {
        self.property(element);
    }

    fn end(&mut self) {}

    fn text(&mut self, _: &str) {}
}
