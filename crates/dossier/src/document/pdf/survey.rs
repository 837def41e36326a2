//! One walk over all objects of a PDF: what it may do besides being read, and fonts in old Chinese encodings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use encoding_rs::Encoding;
use pdf_oxide::PdfDocument;
use pdf_oxide::object::{Object, ObjectRef};

use super::super::{DocumentError, Limits, Warning};

/// What the walk found.
#[derive(Default)]
pub(super) struct Survey {
    pub warnings: BTreeSet<Warning>,
    /// Fonts in old encodings by object number.
    pub fonts: BTreeMap<u32, OldFont>,
}

/// A font whose text stands in an old encoding of one or two bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct OldFont {
    pub encoding: &'static Encoding,
    /// The character map that takes the same text in two bytes each.
    pub wide_map: &'static str,
}

/// Objects nested deeper in one another are not looked into.
const DEPTH: usize = 24;

pub(super) fn survey(document: &PdfDocument, limits: &Limits) -> Result<Survey, DocumentError> {
    let ids = document.all_object_ids();
    if ids.len() > limits.objects {
        return Err(DocumentError::limit("objects"));
    }
    let mut survey = Survey::default();
    for id in ids {
        // What cannot be loaded cannot be used by a page either, or the page will say so.
        let Ok(object) = document.load_object(ObjectRef::new(id, 0)) else { continue };
        look(&object, DEPTH, &mut survey.warnings);
        if let Some(font) = object.as_dict().and_then(old_font) {
            survey.fonts.insert(id, font);
        }
    }
    Ok(survey)
}

fn look(object: &Object, depth: usize, warnings: &mut BTreeSet<Warning>) {
    if depth == 0 {
        return;
    }
    match object {
        Object::Array(items) => items.iter().for_each(|item| look(item, depth - 1, warnings)),
        Object::Dictionary(dict) | Object::Stream { dict, .. } => {
            #[expect(clippy::iter_over_hash_type, reason = "what is found goes into an ordered set")]
            for (key, value) in dict {
                warnings.extend(named(key, value.as_name().unwrap_or_default()));
                // A destination (an array) only says where to begin reading.
                let acts = key == "OpenAction" && !matches!(value, Object::Array(_)) || key == "AA";
                warnings.extend(acts.then_some(Warning::OpenActions));
                look(value, depth - 1, warnings);
            }
        }
        _ => {}
    }
}

fn named(key: &str, value: &str) -> Option<Warning> {
    match (key, value) {
        ("JS" | "JavaScript", _) | ("S", "JavaScript") | ("XFA", _) => Some(Warning::Scripts),
        ("S", "Launch") | ("Launch", _) => Some(Warning::LaunchActions),
        ("EmbeddedFiles" | "EmbeddedFile" | "EF", _) | ("Type", "EmbeddedFile") => Some(Warning::EmbeddedFiles),
        ("Subtype", "RichMedia" | "Movie" | "Sound" | "3D" | "Screen") => Some(Warning::Media),
        _ => None,
    }
}

/// The old encoding of a composite font's predefined character map (ISO 32000-1, table 118).
fn old_font(dict: &HashMap<String, Object>) -> Option<OldFont> {
    let is = |key: &str, value: &str| dict.get(key).and_then(Object::as_name) == Some(value);
    if !is("Subtype", "Type0") {
        return None;
    }
    let map = dict.get("Encoding").and_then(Object::as_name)?;
    let name = map.strip_suffix("-H").or_else(|| map.strip_suffix("-V"))?;
    match name {
        "GB-EUC" | "GBpc-EUC" | "GBK-EUC" | "GBKp-EUC" => {
            Some(OldFont { encoding: encoding_rs::GBK, wide_map: "UniGB-UCS2-H" })
        }
        "GBK2K" => Some(OldFont { encoding: encoding_rs::GB18030, wide_map: "UniGB-UCS2-H" }),
        "B5pc" | "HKscs-B5" | "ETen-B5" | "ETenms-B5" => {
            Some(OldFont { encoding: encoding_rs::BIG5, wide_map: "UniCNS-UCS2-H" })
        }
        _ => None,
    }
}
