//! One sequence of bytes for one JSON value: RFC 8785 (JCS), restricted to integers that every reader of JSON keeps exact.

use serde_json::{Map, Number, Value};

/// Deepest nesting that is written; common readers of JSON follow it.
const DEPTH: usize = 100;

/// The greatest whole number that is written, 2⁵³ − 1; the least is its negative (RFC 7493, 2.2).
pub const MOST: i64 = (1 << 53) - 1;

/// Why a value has no canonical bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number that is no integer, or one beyond ±(2⁵³ − 1), which some readers would change.
    #[error("{path}: {number} is no whole number between -(2^53-1) and 2^53-1")]
    Number {
        /// Where, as a JSON Pointer (RFC 6901).
        path: String,
        /// The number.
        number: String,
    },
    /// Nested too deeply.
    #[error("{path}: nested more than {DEPTH} deep")]
    Depth {
        /// Where, as a JSON Pointer.
        path: String,
    },
}

/// Why bytes are not the canonical form of a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No JSON.
    #[error("no JSON: {0}")]
    Json(String),
    /// JSON that has no canonical form.
    #[error(transparent)]
    Value(#[from] CanonicalError),
    /// JSON written another way: blanks, another order of keys, a key twice, needless escapes.
    #[error("JSON, but not in its canonical form")]
    Form,
}

/// The value of canonical bytes. One value has one form, so equal values have equal digests.
///
/// # Errors
/// [`ReadError`].
pub fn read(bytes: &[u8]) -> Result<Value, ReadError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| ReadError::Json(error.to_string()))?;
    if canonical(&value)? == bytes { Ok(value) } else { Err(ReadError::Form) }
}

/// The canonical bytes of a value: no blanks, keys in the order of their UTF-16 code units, the shortest escapes.
///
/// # Errors
/// [`CanonicalError`].
pub fn canonical(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut out = Vec::new();
    write(value, &mut Vec::new(), &mut out)?;
    Ok(out)
}

fn pointer(path: &[String]) -> String {
    path.iter().map(|part| format!("/{}", part.replace('~', "~0").replace('/', "~1"))).collect()
}

fn write(value: &Value, path: &mut Vec<String>, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    if path.len() > DEPTH {
        return Err(CanonicalError::Depth { path: pointer(path) });
    }
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => out.extend_from_slice(integer(number, path)?.as_bytes()),
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                path.push(at.to_string());
                write(item, path, out)?;
                path.pop();
            }
            out.push(b']');
        }
        Value::Object(map) => object(map, path, out)?,
    }
    Ok(())
}

fn object(map: &Map<String, Value>, path: &mut Vec<String>, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push(b'{');
    for (at, (key, value)) in entries.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        string(key, out);
        out.push(b':');
        path.push(key.clone());
        write(value, path, out)?;
        path.pop();
    }
    out.push(b'}');
    Ok(())
}

fn integer(number: &Number, path: &[String]) -> Result<String, CanonicalError> {
    match number.as_i64().filter(|whole| (-MOST..=MOST).contains(whole)) {
        Some(whole) => Ok(whole.to_string()),
        None => Err(CanonicalError::Number { path: pointer(path), number: number.to_string() }),
    }
}

fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for c in text.chars() {
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\u{8}' => out.extend_from_slice(b"\\b"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\u{c}' => out.extend_from_slice(b"\\f"),
            '\r' => out.extend_from_slice(b"\\r"),
            c if u32::from(c) < 0x20 => out.extend_from_slice(format!("\\u{:04x}", u32::from(c)).as_bytes()),
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
}
