//! The table: columns from the guide's own numbering, rows from the pairs.

use std::collections::BTreeMap;

use hefu_application::ApplicationId;
use hefu_check::{Finding, Outcome, Standing, Subject};
use hefu_guide::model::{ClauseKind, Direction};
use hefu_print::{Align, Column, Document, Table, Text, Tone};
use hefu_words::{Lang, Message};

use crate::Round;
use crate::html::standing_key;

/// Between things on one line.
const GAP: &str = "　";

/// The form-check table; none where the guide has no such side.
pub(super) fn document(round: &Round<'_>, side: &str) -> Option<Document> {
    let guide_side = round.guide.side(side)?;
    let lang = Lang::from_tag(&guide_side.language).unwrap_or_default();
    let word = |key: &str| Message::new(key).text(lang);
    let header = &round.guide.header;
    let guide = format!("{} {}", round.guide.id, round.guide.version);
    let as_of = format!("{} {}", word("report-as-of"), crate::instant::instant(round.as_of));
    let year = header.year.to_string();
    let lines = [
        ("table-plan", &header.plan),
        ("table-programme", &header.programme),
        ("table-year", &year),
        ("table-family", &header.family),
    ];
    let ident = format!("{}-{}-{side}", round.guide.id, round.guide.version);
    let mut document = Document::new(lang, ident, round.as_of.clone(), word("table-heading"));
    document
        .landscape()
        .running(format!("{guide} · {as_of}"))
        .subtitle(lines.map(|(label, value)| format!("{}：{value}", word(label))).join(GAP))
        .subtitle(format!("{}{GAP}{as_of}", guide_side.names.get(lang)));
    if round.sample {
        document.mark(word("report-sample-data"));
    }
    document.spans(legend(lang));
    let own = |d: &&Direction| round.guide.pairing(&d.pairing).is_some_and(|p| p.sides.iter().any(|s| s == side));
    for d in round.guide.directions.iter().filter(own) {
        direction(&mut document, round, d, side, lang);
    }
    document.blanks(["table-checked-by", "table-reviewed-by", "table-date"].map(|key| format!("{}：", word(key))));
    Some(document)
}

fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "○",
        Outcome::Fail => "×",
        Outcome::Person => "？",
        Outcome::Unset => "—",
        Outcome::Hint => "·",
    }
}

fn mark(outcome: Outcome) -> Text {
    Text::new(sign(outcome)).tone(match outcome {
        Outcome::Fail => Tone::Bad,
        Outcome::Person => Tone::Open,
        Outcome::Pass | Outcome::Unset | Outcome::Hint => Tone::Plain,
    })
}

fn legend(lang: Lang) -> Vec<Text> {
    let word = |outcome| Message::new(format!("report-outcome-{}", outcome_key(outcome))).text(lang);
    let entry = |outcome| [mark(outcome), Text::new(format!(" {}{GAP}", word(outcome))).tone(Tone::Soft)];
    [Outcome::Pass, Outcome::Fail, Outcome::Person, Outcome::Unset].into_iter().flat_map(entry).collect()
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Person => "person",
        Outcome::Unset => "unset",
        Outcome::Hint => "hint",
    }
}

/// The clauses that take a column: rules and judgements of the direction that produced a finding, in guide order, each
/// under the guide's own number （“1）”…） where it has one.
fn columns<'a>(round: &Round<'a>, direction: &str) -> Vec<(Option<String>, &'a str, &'a str)> {
    let mut group = None;
    let mut out = Vec::new();
    for clause in &round.guide.clauses {
        if let Some((number, _)) = clause.text.split_once('）')
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
        {
            group = Some(format!("{number}）"));
        }
        if clause.kind == ClauseKind::Heading {
            group = None;
        }
        let applies = clause
            .rules
            .iter()
            .filter_map(|n| round.guide.rules.get(*n))
            .any(|rule| rule.scope.direction.as_deref().is_none_or(|d| d == direction));
        let used = round.findings.iter().any(|f| f.clause == clause.id && f.subject != Subject::Round);
        let judged = matches!(clause.kind, ClauseKind::Rule | ClauseKind::Judgement);
        if judged && applies && used {
            out.push((group.clone(), clause.id.as_str(), clause.text.as_str()));
        }
    }
    out
}

fn direction(document: &mut Document, round: &Round<'_>, d: &Direction, side: &str, lang: Lang) {
    let word = |key: &str| Message::new(key).text(lang);
    let standing_word = |standing| word(&format!("report-standing-{}", standing_key(standing)));
    let columns = columns(round, &d.number);
    let mut by: BTreeMap<(&Subject, &str), Outcome> = BTreeMap::new();
    for finding in round.findings {
        gravest(&mut by, finding);
    }
    let cells = |subjects: &[Subject]| -> Vec<Text> {
        let cell = |(_, clause, _): &(Option<String>, &str, &str)| {
            let outcomes = subjects.iter().filter_map(|subject| by.get(&(subject, *clause)).copied());
            outcomes.max_by_key(|outcome| gravity(*outcome)).map_or_else(Text::default, mark)
        };
        columns.iter().map(cell).collect()
    };
    let mut heads = vec![
        Column::fixed(24, word("report-number")),
        Column::fixed(24, word("table-partner")),
        Column::share(1, word("report-title")),
    ];
    heads.extend(columns.iter().map(|(group, id, _)| {
        let head = group.as_ref().map_or_else(|| (*id).to_owned(), |group| format!("{group}\n{id}"));
        Column::fixed(11, head).align(Align::Middle)
    }));
    heads.push(Column::fixed(24, word("report-standing")));
    let mut table = Table::new(heads).dense();
    let mut totals: BTreeMap<Standing, usize> = BTreeMap::new();
    let own =
        round.intakes.iter().filter(|intake| intake.side.as_str() == side).flat_map(|intake| &intake.applications);
    for application in own.filter(|a| a.direction == d.number) {
        let pair = round.pairing.pairs.iter().find(|pair| pair.halves.contains(&application.id));
        let partner: Vec<_> = pair
            .into_iter()
            .flat_map(|pair| &pair.halves)
            .filter(|half| half.side.as_str() != side)
            .map(|half| half.number.clone())
            .collect();
        let subjects = subjects(&application.id, pair.map(|pair| pair.id.as_str()));
        let standing = round.standing(&application.id);
        *totals.entry(standing).or_default() += 1;
        let mut row =
            vec![Text::own(&application.id.number), Text::own(partner.join(" ")), Text::own(&application.title.own)];
        row.extend(cells(&subjects));
        row.push(standing_word(standing).into());
        table.row(row);
    }
    let totals: Vec<_> = totals.into_iter().map(|(s, n)| format!("{} {n}", standing_word(s))).collect();
    let clauses: Vec<_> = columns.iter().map(|(_, id, text)| format!("{id} {text}")).collect();
    document
        .heading(1, format!("{} {}", d.number, d.names.get(lang)))
        .table(table)
        .paragraph(format!("{}{GAP}{}", word("table-total"), totals.join(GAP)))
        .note(clauses.join(GAP));
}

fn subjects(application: &ApplicationId, pair: Option<&str>) -> Vec<Subject> {
    let mut out = vec![Subject::Application(application.clone())];
    out.extend(pair.map(|id| Subject::Pair(id.to_owned())));
    out
}

fn gravity(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Hint => 0,
        Outcome::Pass => 1,
        Outcome::Unset => 2,
        Outcome::Person => 3,
        Outcome::Fail => 4,
    }
}

fn gravest<'a>(by: &mut BTreeMap<(&'a Subject, &'a str), Outcome>, finding: &'a Finding) {
    let slot = by.entry((&finding.subject, finding.clause.as_str())).or_insert(finding.outcome);
    if gravity(finding.outcome) > gravity(*slot) {
        *slot = finding.outcome;
    }
}
