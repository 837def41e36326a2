//! Cells of a table somebody sent that could not be read, each with its place and what to do.

use hefu_dossier::columns::Trouble;

use super::page::table;
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::Say;

/// Lists them; what only is to be looked at is marked as such.
pub(super) fn troubles(say: Say, caption: String, troubles: &[Trouble]) -> Html {
    let row = |trouble: &Trouble| {
        let tone = if trouble.blocks { Tone::Fail } else { Tone::Hint };
        vec![
            Html::text(&trouble.row.to_string()),
            Html::text(&trouble.column),
            Html::text(&trouble.found),
            Html::of(&StatusTag::new(tone, say.message(&trouble.remedy))),
        ]
    };
    table(&Table {
        id: "troubles".to_owned(),
        caption,
        columns: vec![
            Column::number(say.t("columns-row")),
            Column::new(say.t("columns-column")),
            Column::new(say.t("columns-found")),
            Column::wide(say.t("columns-remedy")),
        ],
        rows: troubles.iter().map(row).collect(),
        empty: String::new(),
    })
}
