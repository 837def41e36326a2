//! What the fuzz target of the evidence bench does with its bytes: a file of claims, then after form feeds the tables `t`
//! and `d`, their cells parted by tabs.

use hefu_evidence::{Judged, Table, TableName, Tables, claims, judge, svg};

fn table<'a>(lines: impl Iterator<Item = (u32, &'a str)>) -> Table {
    let mut lines = lines;
    let heading = lines.next().map(|(_, line)| line.split('\t').map(str::to_owned).collect()).unwrap_or_default();
    let mut table = Table::new(heading, 1);
    for (row, line) in lines {
        table.push(row, line.split('\t'));
    }
    table
}

/// Tables of the texts, their rows in the order written or turned round.
fn tables(texts: &[&str], turned: bool) -> Tables {
    let mut tables = Tables::default();
    for (name, text) in ["t", "d"].into_iter().zip(texts) {
        let mut lines: Vec<(u32, &str)> = (1u32..).zip(text.lines()).collect();
        if let Some(rows) = lines.get_mut(1..).filter(|_| turned) {
            rows.reverse();
        }
        tables.0.insert(TableName { file: name.to_owned(), sheet: None }, table(lines.into_iter()));
    }
    tables
}

/// What must not depend on the order of rows.
fn decided(judged: &Judged) -> (&'static str, Option<String>, usize) {
    let recomputed = judged.recomputed.as_ref().map(|amount| amount.text());
    (judged.verdict.key(), recomputed, judged.finding_count)
}

/// Claims: each file is refused in words or judged; judging twice gives the same, the order of rows decides nothing, with a
/// fault no figure is told, and pictures hold numbers only.
pub fn evidence(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\u{c}');
    let claims = match claims(parts.next().unwrap_or_default()) {
        Ok(claims) => claims,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let texts: Vec<&str> = parts.collect();
    let (forwards, backwards) = (tables(&texts, false), tables(&texts, true));
    for claim in &claims {
        let judged = judge(claim, &forwards);
        assert_eq!(judged, judge(claim, &forwards));
        assert_eq!(decided(&judged), decided(&judge(claim, &backwards)), "the order of rows decides nothing");
        assert!(judged.fault_count == 0 || (judged.recomputed.is_none() && !judged.reached()));
        for picture in &judged.pictures {
            let drawn = svg(picture, &[], "p");
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
        }
    }
}
