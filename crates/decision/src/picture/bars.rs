//! Counts as bars.

use hefu_words::{Lang, Message};

use super::{Drawing, Picture, WIDTH, fitted, table};

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub name: String,
    /// How many.
    pub count: usize,
    /// Further cells of the table, for example money.
    pub more: Vec<String>,
}

/// Bars under a title. `heads` are the table's: what is counted, how many, and one for each further cell.
#[must_use]
pub fn bars(id: &str, title: &str, heads: &[String], all: &[Bar], lang: Lang) -> Picture {
    const STEP: i64 = 36;
    let most = all.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let full = usize::try_from(WIDTH - 48).unwrap_or(0);
    let mut drawing = Drawing::new();
    for (row, bar) in (0i64..).zip(all) {
        let top = row * STEP;
        let length = i64::try_from(bar.count * full / most).unwrap_or(0);
        drawing.text(0, top + 13, "start", &fitted(&bar.name, WIDTH - 8));
        drawing.line([0, top + 18, 0, top + 32], "stroke-width=\"1\"");
        drawing.rect([0, top + 19, length, 12], "fill=\"currentColor\" fill-opacity=\"0.7\"");
        drawing.text(length + 6, top + 30, "start", &bar.count.to_string());
    }
    let said: Vec<String> = all.iter().map(|bar| format!("{} {}", bar.name, bar.count)).collect();
    let description = Message::new("results-picture-bars").with("counts", said).text(lang);
    let height = STEP * i64::try_from(all.len()).unwrap_or(0) + 4;
    let row = |bar: &Bar| [bar.name.clone(), bar.count.to_string()].into_iter().chain(bar.more.clone()).collect();
    Picture {
        svg: drawing.close(id, height, title, &description),
        table: table(title, heads, 1, &all.iter().map(row).collect::<Vec<_>>()),
        title: title.to_owned(),
        caption: String::new(),
        open: Message::new("results-as-table").text(lang),
    }
}
