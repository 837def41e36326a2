//! Tables and claims made in a few lines.

use hefu_evidence::{Judged, Table, TableName, Tables, Verdict, claims, judge};
use hefu_words::{Lang, Message};

/// A table from lines of cells parted by `|`, the first of them the heading in row 1.
pub fn table(lines: &[String]) -> Table {
    let cells = |line: &String| line.split('|').map(str::to_owned).collect::<Vec<_>>();
    let mut table = Table::new(lines.first().map(cells).unwrap_or_default(), 1);
    for (row, line) in (2u32..).zip(lines.iter().skip(1)) {
        table.push(row, line.split('|'));
    }
    table
}

/// Lines of a text.
pub fn lines(text: &str) -> Vec<String> {
    text.trim().lines().map(|line| line.trim().to_owned()).collect()
}

/// The answer to a claim whose own table is `t` and whose second table is `d`.
pub fn answer(claim: &str, own: &[String], second: &[String]) -> Judged {
    let text = format!("[[claim]]\nid = \"c\"\ntable = \"t\"\n{claim}\n");
    let claims = claims(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let name = |file: &str| TableName { file: file.to_owned(), sheet: None };
    let mut tables = Tables::default();
    tables.0.insert(name("t"), table(own));
    if !second.is_empty() {
        tables.0.insert(name("d"), table(second));
    }
    judge(&claims[0], &tables)
}

/// The recomputed number as shown.
pub fn recomputed(judged: &Judged) -> String {
    judged.recomputed.as_ref().map(|amount| amount.text()).unwrap_or_default()
}

/// Keys of the reasons for which nothing can be told.
pub fn why(judged: &Judged) -> Vec<&str> {
    match &judged.verdict {
        Verdict::CannotTell(why) => why.iter().map(|message| message.key.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Whether every sentence of an answer is in the catalogue, in every language.
pub fn in_words(judged: &Judged) {
    let mut messages: Vec<&Message> = judged.method.iter().collect();
    messages.extend(judged.figures.iter().map(|figure| &figure.figure));
    messages.extend(judged.faults.iter().chain(&judged.findings).flat_map(|fault| [&fault.what, &fault.remedy]));
    if let Verdict::CannotTell(why) = &judged.verdict {
        messages.extend(why);
    }
    messages.push(&judged.figure_words);
    for message in messages {
        for lang in Lang::ALL {
            let text = message.text(lang);
            // A blank that nothing fills stays as `{$name}`.
            assert!(!text.contains('⟦') && !text.contains("{$"), "{}: {text}", message.key);
        }
    }
}
