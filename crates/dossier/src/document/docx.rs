//! DOCX text: every run of text wherever it stands (text boxes, content controls, nested tables, notes), with the numbers
//! Word puts before paragraphs; deleted and hidden text and the fallback copies of text boxes left out.

mod body;
mod numbering;
mod package;
mod styles;
mod xml;

use super::{DocumentError, Found, Limits, Warning};
use numbering::Numbering;
use package::Package;
use styles::Styles;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Found, DocumentError> {
    let mut package = Package::open(bytes, limits)?;
    let mut found = Found { warnings: package.inspect()?, ..Found::default() };
    let styles = match package.part("word/styles.xml")? {
        Some(xml) => Styles::read(&xml, limits)?,
        None => Styles::default(),
    };
    let mut numbering = match package.part("word/numbering.xml")? {
        Some(xml) => Numbering::read(&xml, limits)?,
        None => Numbering::default(),
    };
    let parts = package.text_parts();
    if !parts.iter().any(|(name, _)| name == "word/document.xml") {
        return Err(DocumentError::damaged(&"word/document.xml is missing"));
    }
    let mut hidden = false;
    for (name, note) in parts {
        let Some(xml) = package.part(&name)? else { continue };
        let part = body::read(&xml, note, &styles, &mut numbering, limits)?;
        hidden |= part.hidden;
        found.raw.extend(part.raw);
    }
    if hidden {
        found.warnings.push(Warning::HiddenText);
    }
    Ok(found)
}
