//! Objects of a PDF written out as a new file, for the extractor to read.

use std::collections::BTreeMap;
use std::io::Write as _;

use pdf_oxide::object::Object;

/// A PDF of these objects.
pub(super) fn document(objects: &BTreeMap<u32, Object>, root: &Object) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = BTreeMap::new();
    for (id, object) in objects {
        // Streams of objects and of cross references describe the file they stood in.
        let kind = object.as_dict().and_then(|dict| dict.get("Type")).and_then(Object::as_name);
        if matches!((object, kind), (Object::Stream { .. }, Some("ObjStm" | "XRef"))) {
            continue;
        }
        offsets.insert(*id, out.len());
        text(&mut out, &format!("{id} 0 obj\n"));
        value(&mut out, object);
        text(&mut out, "\nendobj\n");
    }
    let start = out.len();
    let size = objects.keys().last().map_or(1, |last| last + 1);
    text(&mut out, "xref\n0 1\n0000000000 65535 f \n");
    for (id, offset) in offsets {
        text(&mut out, &format!("{id} 1\n{offset:010} 00000 n \n"));
    }
    text(&mut out, &format!("trailer\n<< /Size {size} /Root "));
    value(&mut out, root);
    text(&mut out, &format!(" >>\nstartxref\n{start}\n%%EOF\n"));
    out
}

fn text(out: &mut Vec<u8>, words: &str) {
    out.extend_from_slice(words.as_bytes());
}

fn value(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => text(out, "null"),
        Object::Boolean(value) => text(out, if *value { "true" } else { "false" }),
        Object::Integer(value) => text(out, &value.to_string()),
        Object::Real(value) => text(out, &format!("{value:.6}")),
        Object::String(bytes) => string(out, bytes),
        Object::Name(value) => name(out, value),
        Object::Array(items) => {
            text(out, "[");
            for item in items {
                value_of(out, item);
            }
            text(out, "]");
        }
        Object::Dictionary(entries) => dictionary(out, entries, None),
        Object::Stream { dict, data } => {
            dictionary(out, dict, Some(data.len()));
            text(out, "\nstream\n");
            out.extend_from_slice(data);
            text(out, "\nendstream");
        }
        Object::Reference(reference) => text(out, &format!("{} {} R", reference.id, 0)),
    }
}

fn value_of(out: &mut Vec<u8>, object: &Object) {
    value(out, object);
    text(out, " ");
}

fn dictionary(out: &mut Vec<u8>, entries: &std::collections::HashMap<String, Object>, length: Option<usize>) {
    #[expect(clippy::disallowed_methods, reason = "sorted at once, so that the same document is always written alike")]
    let sorted: BTreeMap<&String, &Object> = entries.iter().collect();
    text(out, "<<");
    for (key, entry) in sorted {
        name(out, key);
        text(out, " ");
        match (key.as_str(), length) {
            ("Length", Some(length)) => text(out, &length.to_string()),
            _ => value(out, entry),
        }
        text(out, " ");
    }
    if let Some(length) = length.filter(|_| !entries.contains_key("Length")) {
        text(out, &format!("/Length {length} "));
    }
    text(out, ">>");
}

fn string(out: &mut Vec<u8>, bytes: &[u8]) {
    text(out, "<");
    for byte in bytes {
        // Writing to memory does not fail.
        let _ = write!(out, "{byte:02X}");
    }
    text(out, ">");
}

fn name(out: &mut Vec<u8>, name: &str) {
    text(out, "/");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.+*".contains(&byte) {
            out.push(byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}
