//! A strict reader of what templates write: elements nest and close, ids are unique, everything referred to by id is there.

use std::collections::BTreeSet;

const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];

/// What is wrong with a page, one line each.
pub fn problems(page: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let (mut ids, mut wanted) = (BTreeSet::new(), Vec::new());
    let mut in_template = 0_usize;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        if text.contains('>') {
            out.push(format!("a bare > in {text:?}"));
        }
        let Some(end) = tag_end(&rest[at..]) else {
            out.push(format!("a tag without end: {:?}", rest[at..].chars().take(60).collect::<String>()));
            return out;
        };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(last) if last == name => {}
                last => out.push(format!("</{name}> closes {last:?}")),
            }
            in_template -= usize::from(name == "template");
            continue;
        }
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let attributes = attributes(&tag[name.len()..], &mut out);
        for (key, value) in &attributes {
            match key.as_str() {
                "id" if in_template == 0 && !ids.insert(value.clone()) => out.push(format!("id {value} twice")),
                "for" | "aria-labelledby" | "aria-describedby" if in_template == 0 => {
                    wanted.extend(value.split_whitespace().map(str::to_owned));
                }
                "href" if value.starts_with('#') => wanted.push(value[1..].to_owned()),
                "style" => out.push(format!("inline style in <{name}>")),
                key if key.starts_with("on") => out.push(format!("inline script {key}")),
                _ => {}
            }
        }
        if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
            in_template += usize::from(name == "template");
            open.push(name);
        }
    }
    out.extend(open.into_iter().map(|name| format!("<{name}> is not closed")));
    out.extend(wanted.into_iter().filter(|id| !ids.contains(id)).map(|id| format!("no element has id {id}")));
    out
}

fn tag_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == '>' && !quoted).then_some(at)
    })
}

fn attributes(mut text: &str, out: &mut Vec<String>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        text = text.trim_start().trim_start_matches('/');
        let end = text.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(text.len());
        if end == 0 {
            return found;
        }
        let (name, after) = text.split_at(end);
        let (value, after) = match after.strip_prefix("=\"").and_then(|after| after.split_once('"')) {
            Some((value, after)) => (value, after),
            None => ("", after),
        };
        if after.starts_with(|c: char| !c.is_whitespace() && c != '/') {
            out.push(format!("attributes run together after {name}"));
        }
        if found.iter().any(|(other, _)| other == name) {
            out.push(format!("attribute {name} twice"));
        }
        found.push((name.to_owned(), value.to_owned()));
        text = after;
    }
}

#[test]
fn the_reader_sees_what_is_wrong() {
    for (page, what) in [
        ("<p><b></p></b>", "</p> closes Some(\"b\")"),
        ("<p id=\"a\"></p><p id=\"a\"></p>", "id a twice"),
        ("<label for=\"x\"></label>", "no element has id x"),
        ("<div>", "<div> is not closed"),
        ("<p style=\"a\"></p>", "inline style in <p>"),
        ("<p class=\"a\"id=\"b\"></p>", "attributes run together after class"),
    ] {
        assert!(problems(page).iter().any(|line| line == what), "{page}: {:?}", problems(page));
    }
    assert_eq!(problems("<p class=\"a > b\"><input disabled></p>"), Vec::<String>::new());
}
