//! Reading XML that strangers wrote: no document types, no entities of one's own, no endless nesting.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::super::{DocumentError, Limits};

/// What a reader of one part does with it.
pub(super) trait Visitor {
    /// An element begins.
    fn start(&mut self, element: &BytesStart<'_>);
    /// An element without content.
    fn empty(&mut self, element: &BytesStart<'_>);
    /// The innermost element ends.
    fn end(&mut self);
    /// Characters.
    fn text(&mut self, text: &str);
}

/// Walks through `xml`.
///
/// # Errors
/// [`DocumentError::Damaged`] for what is not well-formed or declares a document type; [`DocumentError::Limit`] for nesting.
pub(super) fn walk(xml: &str, limits: &Limits, visitor: &mut impl Visitor) -> Result<(), DocumentError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| DocumentError::damaged(&error))? {
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(DocumentError::damaged(&"a part ends in the middle")),
            Event::DocType(_) => return Err(DocumentError::damaged(&"a document type declaration")),
            Event::Start(element) => {
                depth += 1;
                if depth > limits.depth {
                    return Err(DocumentError::limit("depth"));
                }
                visitor.start(&element);
            }
            Event::Empty(element) => visitor.empty(&element),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                visitor.end();
            }
            Event::Text(text) => visitor.text(&text),
            Event::CData(text) => visitor.text(&text),
            Event::GeneralRef(entity) => visitor.text(&reference(&entity)?),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The element's name without prefix.
pub(super) fn local<'a>(element: &'a BytesStart<'_>) -> &'a str {
    let name = element.name().into_inner();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of the attribute with this local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = element.attributes().flatten();
    all.find(|attribute| attribute.key.local_name().as_ref() == name).map(|attribute| attribute.value.to_string())
}

/// The attribute `val`.
pub(super) fn val(element: &BytesStart<'_>) -> String {
    attribute(element, "val").unwrap_or_default()
}

/// Whether a switch such as `w:vanish` is on.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(val(element).as_str(), "0" | "false" | "off")
}

fn reference(entity: &str) -> Result<String, DocumentError> {
    let known = match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => other.strip_prefix('#').and_then(|number| {
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }),
    };
    known.map(String::from).ok_or_else(|| DocumentError::damaged(&format!("an unknown entity &{entity};")))
}
