//! The texts in `texts.txt` with what is to be read from each.

use hefu_check::agreement::Passage;
use hefu_text::script::fold;

#[derive(Debug, Default)]
pub struct Fixture {
    pub name: String,
    pub kind: Option<String>,
    pub article: Option<String>,
    pub heading: Option<String>,
    pub body_has: Vec<String>,
    pub body_not: Vec<String>,
    pub rejected: Option<Vec<String>>,
    pub parties: Vec<(String, String)>,
    pub introduced: Option<Vec<String>>,
    pub signed: Option<Vec<String>>,
    pub marks: Option<usize>,
    pub text: String,
}

pub fn all() -> Vec<Fixture> {
    include_str!("texts.txt").split("=== ").filter(|part| !part.trim().is_empty()).map(parse).collect()
}

fn list(value: &str, mark: char) -> Vec<String> {
    value.split(mark).map(|item| item.trim().to_owned()).filter(|item| !item.is_empty() && item != "-").collect()
}

fn parse(part: &str) -> Fixture {
    let (head, text) = part.split_once("\n---\n").expect("a head and a text");
    let mut lines = head.lines();
    let name = lines.next().expect("a name").trim().to_owned();
    let mut fixture = Fixture { name, text: text.to_owned(), ..Fixture::default() };
    for line in lines {
        let (key, value) = line.split_once(": ").expect("key: value");
        match key {
            "kind" => fixture.kind = Some(value.to_owned()),
            "article" => fixture.article = (value != "-").then(|| value.to_owned()),
            "heading" => fixture.heading = Some(value.to_owned()),
            "clause" => assert_eq!(value, "none"),
            "body-has" => fixture.body_has.push(value.to_owned()),
            "body-not" => fixture.body_not.push(value.to_owned()),
            "rejected" => fixture.rejected = Some(list(value, ' ')),
            "introduced" => fixture.introduced = Some(list(value, ';')),
            "signed" => fixture.signed = Some(list(value, ',')),
            "marks" => fixture.marks = Some(value.parse().expect("a number")),
            "party" => {
                let (name, found) = value.split_once(" -> ").expect("name -> found");
                fixture.parties.push((name.to_owned(), found.to_owned()));
            }
            other => panic!("{other}"),
        }
    }
    fixture
}

/// One passage per line; a line that begins with "# " is marked as a heading.
pub fn passages(text: &str) -> Vec<Passage> {
    let mut offset = 0;
    let mut out = Vec::new();
    for line in text.split('\n') {
        let (heading, shown) = line.strip_prefix("# ").map_or((false, line), |shown| (true, shown));
        let skipped = line.chars().count() - shown.chars().count();
        out.push(Passage { heading, text: shown.to_owned(), page: None, offset: offset + skipped });
        offset += line.chars().count() + 1;
    }
    out
}

/// The role as the wanted list writes it (facts give it folded).
pub fn traditional(role: &str, wanted: &[String]) -> String {
    let written = wanted.iter().filter_map(|item| item.split_once('=')).find(|(written, _)| fold(written) == role);
    written.map_or_else(|| role.to_owned(), |(written, _)| written.to_owned())
}
