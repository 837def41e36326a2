//! A sample of a database held against its data dictionary, cell by cell.

use std::collections::BTreeMap;

use hefu_words::Message;

use super::dictionary::{against, entries, read};
use crate::Figure;
use crate::exact::{drawn, whole};
use crate::judge::Found;
use crate::picture::{Axis, Bar, Bars, Numbers, Picture};
use crate::work::{SEVERAL, Work};

pub(crate) fn judge(work: &mut Work<'_>) -> Option<Found> {
    let claim = work.claim;
    let dictionary = work.stated(claim.dictionary.as_ref(), "evidence-why-dictionary");
    let declared = read(work, dictionary?);
    let name = &claim.table;
    let table = work.table(name)?;
    let declared = declared?;
    let columns = entries(work, name, table, &declared);
    let mut by_column: BTreeMap<&str, usize> = BTreeMap::new();
    for (heading, entry) in table.heading().iter().zip(&columns) {
        if entry.is_none() && !heading.is_empty() {
            *by_column.entry(heading).or_default() += 1;
            let what = Message::new("evidence-finding-undeclared").with("column", heading.as_str());
            work.finding(name, Some(table.heading_row), Some(heading), what, "evidence-remedy-undeclared");
        }
    }
    for entry in &declared {
        let standing = columns.iter().flatten().filter(|found| std::ptr::eq(**found, entry)).count();
        if standing == 0 && entry.required == Some(true) {
            let what = Message::new("evidence-finding-absent").with("column", entry.name.as_str());
            work.finding(name, Some(table.heading_row), None, what, "evidence-remedy-absent");
        } else if standing > 1 {
            let what = Message::new("evidence-finding-twice").with("column", entry.name.as_str());
            work.finding(name, Some(table.heading_row), None, what, "evidence-remedy-column-twice");
        }
    }
    let mut rows_against = 0usize;
    for row in 0..table.len() {
        let before = work.findings.count;
        for (at, (heading, entry)) in table.heading().iter().zip(&columns).enumerate() {
            let Some(entry) = entry else { continue };
            let text = table.cell(row, at);
            let what = match (text.is_empty(), entry.required) {
                (true, Some(true)) => Some(Message::new("evidence-finding-empty")),
                (true, _) => None,
                (false, _) => against(entry, text),
            };
            if let Some(what) = what {
                *by_column.entry(heading).or_default() += 1;
                work.finding(name, Some(table.row(row)), Some(heading), what, "evidence-remedy-declared");
            }
        }
        rows_against += usize::from(work.findings.count > before);
    }
    work.tell(Message::new("evidence-figure-records"), None, &whole(table.len()), "");
    work.tell(Message::new("evidence-records-against"), None, &whole(rows_against), "");
    work.tell(Message::new("evidence-columns-declared"), None, &whole(declared.len()), "");
    work.method.push(Message::new("evidence-method-sample"));
    if let Some(picture) = picture(&by_column) {
        work.pictures.push(picture);
    }
    let value = if claim.figure == Figure::Records { table.len() } else { work.findings.count };
    (!table.is_empty()).then(|| Found::from(whole(value)))
}

/// Findings by column, most first.
fn picture(by_column: &BTreeMap<&str, usize>) -> Option<Picture> {
    let mut counted: Vec<(&str, usize)> = by_column.iter().map(|(name, count)| (*name, *count)).collect();
    counted.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    counted.truncate(SEVERAL);
    if counted.is_empty() {
        return None;
    }
    let bar = |(name, count): &(&str, usize)| Bar {
        label: (*name).into(),
        from: 0.0,
        to: drawn(&whole(*count)),
        at: None,
        against: true,
    };
    let bars: Vec<Bar> = counted.iter().take(12).map(bar).collect();
    let rows = counted.iter().map(|(name, count)| vec![(*name).into(), (*count).into()]).collect();
    Some(Picture::Bars(Bars {
        title: Message::new("evidence-picture-sample"),
        axis: Axis::over(Message::new("evidence-figure-against-dictionary"), bars.iter().map(|bar| bar.to), true),
        bars,
        limits: Vec::new(),
        numbers: Numbers { heads: ["evidence-column", "evidence-count"].map(Message::new).to_vec(), rows },
    }))
}
