//! Whom applicants name as unsuitable, for who gives seats: in their words, and who of the register each may be.

use hefu_office::experts::NamedExpert;
use hefu_office::views::{ConflictsView, NamedHere};
use hefu_panel::conflict::{Meant, Strength};
use hefu_words::Message;

use super::super::super::page::{anchor, paragraph, segment, table};
use crate::parts::{Column, Html, StatusTag, SummaryRow, Table, Tone};
use crate::shell::Say;

/// The applicant's words beside a conflict.
pub(super) fn words(say: Say, words: &[NamedExpert]) -> Vec<SummaryRow> {
    let one = |named: &NamedExpert| {
        let message = Message::new("named-words")
            .with("name", named.name.as_str())
            .with("unit", named.unit.as_str())
            .with("reason", named.reason.as_str());
        SummaryRow::text(say.t("named-in-words"), &say.message(&message))
    };
    words.iter().map(one).collect()
}

/// All of them, below the conflicts; nothing for who may not know.
pub(super) fn list(say: Say, view: &ConflictsView) -> Vec<Html> {
    let Some(named) = &view.named else { return Vec::new() };
    if named.is_empty() && view.settings.named_most.is_none() {
        return Vec::new();
    }
    let row = |one: &NamedHere| {
        let line = &one.line;
        vec![
            Html::link(&line.number, &format!("/applications/{}", one.draft)),
            Html::text(&line.named.name),
            Html::text(&line.named.unit),
            Html::text(&line.named.reason),
            meant(say, one),
        ]
    };
    let shown = table(&Table {
        id: "named".to_owned(),
        caption: say.t("named-by-applicants"),
        columns: vec![
            Column::new(say.t("experts-application")),
            Column::new(say.t("named-column-name")),
            Column::new(say.t("named-column-unit")),
            Column::wide(say.t("portal-reason")),
            Column::new(say.t("named-who")),
        ],
        rows: named.iter().map(row).collect(),
        empty: say.t("named-none-here"),
    });
    vec![anchor("named-by-applicants", &say.t("named-by-applicants")), paragraph(&say.t("named-officer-note")), shown]
}

/// Who of the register may be meant, and how name and unit agree.
fn meant(say: Say, one: &NamedHere) -> Html {
    if one.line.meant.is_empty() {
        return Html::of(&StatusTag::new(Tone::Unset, say.t("named-not-in-register")));
    }
    let line = |(meant, name): (&Meant, &String)| {
        let unit = match meant.unit {
            Some(Strength::Hard) => "same",
            Some(Strength::Confirm) => "like",
            None => "other",
        };
        let who = Html::link(&format!("{} {name}", meant.expert), &format!("/experts/of/{}", segment(&meant.expert)));
        let likeness = say.t(&format!("panel-likeness-{}", meant.likeness.word()));
        let how = say.with("named-how", "how", vec![likeness, say.t(&format!("named-unit-{unit}"))]);
        Html::join(&[who, Html::text(&how)], &Html::text(" "))
    };
    let lines: Vec<Html> = one.line.meant.iter().zip(&one.names).map(line).collect();
    Html::join(&lines, &Html::made("<br>".to_owned()))
}
