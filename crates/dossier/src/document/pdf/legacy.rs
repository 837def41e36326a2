//! A copy of a PDF in which text in old encodings of mixed width stands in UCS-2.

use std::collections::{BTreeMap, HashMap};

use pdf_oxide::PdfDocument;
use pdf_oxide::object::{Object, ObjectRef};

use super::super::{DocumentError, Limits};
use super::survey::{OldFont, Survey};
use super::{content, write};

/// Parents looked at for inherited resources.
const ANCESTORS: usize = 32;

pub(super) fn rewrite(document: &PdfDocument, survey: &Survey, limits: &Limits) -> Result<Vec<u8>, DocumentError> {
    let mut objects: BTreeMap<u32, Object> = BTreeMap::new();
    for id in document.all_object_ids() {
        if let Ok(object) = document.load_object(ObjectRef::new(id, 0)) {
            objects.insert(id, object);
        }
    }
    let mut changed: BTreeMap<u32, Object> = BTreeMap::new();
    let mut room = limits.unpacked_bytes;
    let mut shared: BTreeMap<u32, u32> = BTreeMap::new();
    let mut next = objects.keys().last().copied().unwrap_or(0) + 1;
    for (id, object) in &objects {
        let Some(dict) = object.as_dict() else { continue };
        if let Some(font) = survey.fonts.get(id) {
            changed.insert(*id, with_wide_map(dict, *font));
        } else if is(dict, "Subtype", "Form") {
            let fonts = fonts(document, dict.get("Resources"), survey);
            if let Some(text) = rewritten(object, &fonts, &mut room)? {
                changed.insert(*id, stream(dict, text));
            }
        } else if is(dict, "Type", "Page") {
            let fonts = fonts(document, inherited(document, dict).as_ref(), survey);
            if fonts.is_empty() {
                continue;
            }
            let mut page = dict.clone();
            let mut parts = Vec::new();
            for part in content_parts(document, dict) {
                // A stream that several pages share is written once for all of them.
                let number = match part.as_reference().map(|part| part.id) {
                    Some(id) => *shared.entry(id).or_insert(id),
                    None => next,
                };
                let whole = document.resolve_object(&part).map_err(|error| DocumentError::damaged(&error))?;
                if let Some(text) = rewritten(&whole, &fonts, &mut room)? {
                    changed.insert(number, stream(&HashMap::new(), text));
                    next = next.max(number + 1);
                }
                parts.push(Object::Reference(ObjectRef::new(number, 0)));
            }
            page.insert("Contents".to_owned(), Object::Array(parts));
            changed.insert(*id, Object::Dictionary(page));
        }
    }
    objects.extend(changed);
    let root = document.trailer().as_dict().and_then(|trailer| trailer.get("Root")).cloned();
    let root = root.ok_or_else(|| DocumentError::damaged(&"it has no catalogue"))?;
    Ok(write::document(&objects, &root))
}

fn is(dict: &HashMap<String, Object>, key: &str, value: &str) -> bool {
    dict.get(key).and_then(Object::as_name) == Some(value)
}

fn with_wide_map(dict: &HashMap<String, Object>, font: OldFont) -> Object {
    let mut dict = dict.clone();
    dict.insert("Encoding".to_owned(), Object::Name(font.wide_map.to_owned()));
    // A map of the old codes would be read against the new ones.
    dict.remove("ToUnicode");
    Object::Dictionary(dict)
}

fn stream(dict: &HashMap<String, Object>, data: Vec<u8>) -> Object {
    let mut dict = dict.clone();
    for key in ["Filter", "DecodeParms", "DL", "F"] {
        dict.remove(key);
    }
    dict.insert("Length".to_owned(), Object::Integer(i64::try_from(data.len()).unwrap_or(0)));
    Object::Stream { dict, data: data.into() }
}

/// The page's resources, its own or its ancestors'.
fn inherited(document: &PdfDocument, page: &HashMap<String, Object>) -> Option<Object> {
    let mut node = page.clone();
    for _ in 0..ANCESTORS {
        if let Some(resources) = node.get("Resources") {
            return Some(resources.clone());
        }
        let parent = document.resolve_object(node.get("Parent")?).ok()?;
        node = parent.as_dict()?.clone();
    }
    None
}

/// Old fonts by the names under which these resources know them.
fn fonts(document: &PdfDocument, resources: Option<&Object>, survey: &Survey) -> BTreeMap<String, OldFont> {
    let dictionary =
        |object: &Object| document.resolve_object(object).ok().and_then(|object| object.as_dict().cloned());
    let named = resources.and_then(dictionary).and_then(|resources| dictionary(resources.get("Font")?));
    let old = |object: &Object| object.as_reference().and_then(|font| survey.fonts.get(&font.id)).copied();
    named.into_iter().flatten().filter_map(|(name, font)| Some((name, old(&font)?))).collect()
}

fn content_parts(document: &PdfDocument, page: &HashMap<String, Object>) -> Vec<Object> {
    let Some(contents) = page.get("Contents") else { return Vec::new() };
    match document.resolve_object(contents) {
        Ok(Object::Array(parts)) => parts,
        _ => vec![contents.clone()],
    }
}

fn rewritten(
    object: &Object,
    fonts: &BTreeMap<String, OldFont>,
    room: &mut u64,
) -> Result<Option<Vec<u8>>, DocumentError> {
    if fonts.is_empty() || !matches!(object, Object::Stream { .. }) {
        return Ok(None);
    }
    let data = object.decode_stream_data().map_err(|error| DocumentError::damaged(&error))?;
    *room = room
        .checked_sub(u64::try_from(data.len()).unwrap_or(u64::MAX))
        .ok_or_else(|| DocumentError::limit("unpacked size"))?;
    Ok(Some(content::rewrite(&data, fonts)))
}
