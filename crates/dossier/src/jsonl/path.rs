//! Which member of a JSON line is at fault, and which members nobody reads.

use hefu_application::Application;
use serde_json::{Map, Value};

/// The path of the member that keeps `line` from being an application, and what stands there.
pub fn fault(line: &Value) -> (String, String) {
    let Some(members) = line.as_object() else {
        return (String::new(), shown(line));
    };
    let Some(id) = members.get("id") else {
        return ("id".to_owned(), String::new());
    };
    if serde_json::from_value::<hefu_application::ApplicationId>(id.clone()).is_err() {
        return ("id".to_owned(), shown(id));
    }
    let reads = |name: &str, value: Value| {
        let mut line = Map::new();
        line.insert("id".to_owned(), id.clone());
        line.insert(name.to_owned(), value);
        serde_json::from_value::<Application>(Value::Object(line)).is_ok()
    };
    for (name, value) in members {
        if name == "id" || reads(name, value.clone()) {
            continue;
        }
        let (path, found) = narrow(value, &|inner| reads(name, inner));
        return (format!("{name}{path}"), found);
    }
    (String::new(), shown(line))
}

/// Goes down to the smallest part without which `reads` succeeds.
fn narrow(value: &Value, reads: &dyn Fn(Value) -> bool) -> (String, String) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let alone = |inner: Value| reads(Value::Array(vec![inner]));
                if !alone(item.clone()) {
                    let (path, found) = narrow(item, &alone);
                    return (format!("[{index}]{path}"), found);
                }
            }
        }
        // Each member costs a copy of the rest; a record has few, and only a made-up line has many.
        Value::Object(members) if members.len() <= 64 => {
            for (name, member) in members {
                let without: Map<String, Value> =
                    members.iter().filter(|(other, _)| *other != name).map(|(n, v)| (n.clone(), v.clone())).collect();
                // A member is at fault if the rest reads without it, or, where it cannot be left out, if null there is the
                // same fault; the first kind is what can be told apart.
                if reads(Value::Object(without)) {
                    let inside = |inner: Value| {
                        let mut changed = members.clone();
                        changed.insert(name.clone(), inner);
                        reads(Value::Object(changed))
                    };
                    let (path, found) = narrow(member, &inside);
                    return (format!(".{name}{path}"), found);
                }
            }
        }
        _ => {}
    }
    (String::new(), shown(value))
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Members of the line that are in no record: a slip of the pen, or another format's.
pub(super) fn unknown_members(line: &Value, application: &Application) -> Vec<String> {
    let mut out = Vec::new();
    if let Ok(known) = serde_json::to_value(application) {
        compare(line, &known, String::new(), &mut out);
    }
    out.truncate(50);
    out
}

fn compare(found: &Value, known: &Value, path: String, out: &mut Vec<String>) {
    match (found, known) {
        (Value::Object(found), Value::Object(known)) => {
            for (name, value) in found {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match known.get(name) {
                    _ if name == "origin" => {}
                    Some(inner) => compare(value, inner, path, out),
                    None if value.is_null() => {}
                    None => out.push(path),
                }
            }
        }
        (Value::Array(found), Value::Array(known)) => {
            for (index, (one, other)) in found.iter().zip(known).enumerate() {
                compare(one, other, format!("{path}[{index}]"), out);
            }
        }
        _ => {}
    }
}
