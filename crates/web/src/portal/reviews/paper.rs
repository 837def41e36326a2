//! What stands left of the form: the application as its expert sees it, the guide's prompts and indicators, the two work splits.

use hefu_dossier::form::FormField;
use hefu_guide::model::Indicator;
use hefu_office::draft::Section;
use hefu_office::views::{ReviewDesk, ReviewPage};
use hefu_review::{Beside, CellState, Emphasis, PromptKind, SplitMap, TaskState};
use hefu_text::fixed;
use hefu_words::Message;

use super::super::Portal;
use super::super::filled::{filled, form};
use super::super::page::{heading, paragraph, soft, table};
use super::super::words::section as section_name;
use crate::parts::{Column, Html, StatusTag, Summary, SummaryRow, Table, Tone};
use crate::shell::Say;

/// Everything left of the form.
pub(super) fn parts(portal: &Portal, say: Say, view: &ReviewPage, desk: &ReviewDesk) -> Vec<Html> {
    let mut parts = vec![heading(&say.t("review-application"))];
    parts.extend(answers_first(portal, say, view, desk));
    parts.extend(sections(portal, say, view, desk));
    parts.extend(documents(say, view, desk));
    parts.extend(beside(portal, say, view, &desk.beside));
    parts.extend(split(portal, say, view, &desk.split));
    parts
}

/// What the guide has applicants say in words comes before everything else.
fn answers_first(portal: &Portal, say: Say, view: &ReviewPage, desk: &ReviewDesk) -> Option<Html> {
    let side = &portal.office.config().side;
    let topic = desk.application.topic.as_deref().unwrap_or_default();
    let mut lines = vec![SummaryRow {
        label: say.t("portal-title"),
        values: vec![portal.own_words(say, side, &desk.application.title.own)],
        change: None,
    }];
    if !topic.is_empty() {
        lines.push(SummaryRow::text(say.t("review-topic"), &portal.topic_name(say, &view.seat.direction, topic)));
    }
    let guide = portal.office.guide();
    let asked = guide.fields.iter().filter_map(|field| {
        let value = desk.application.fields.get(&field.id).filter(|value| !value.trim().is_empty())?;
        let values = vec![portal.own_words(say, side, value)];
        Some(SummaryRow { label: field.names.get(say.0).to_owned(), values, change: None })
    });
    lines.extend(asked);
    Some(Html::of(&Summary::new(say, None, lines)))
}

fn sections(portal: &Portal, say: Say, view: &ReviewPage, desk: &ReviewDesk) -> Vec<Html> {
    let ctx = form(portal, say, &view.seat.direction, &desk.application);
    let mut parts = Vec::new();
    for of in Section::ALL {
        let first = |id: &str| id == "title" || id == "topic" || id.starts_with("field:");
        let wanted = |field: &FormField| !(of == Section::Project && first(&field.id));
        let mut lines = filled(&ctx, of, &desk.application, false, wanted).lines;
        lines.retain(|line| !line.values.is_empty());
        if !lines.is_empty() {
            parts.push(Html::of(&Summary::new(say, Some(section_name(say, of)), lines)));
        }
    }
    parts
}

fn documents(say: Say, view: &ReviewPage, desk: &ReviewDesk) -> Option<Html> {
    let row = |document: &hefu_office::documents::Document| {
        let held = document.held.as_ref()?;
        let href = format!("/reviews/{}/documents/{}", view.seat.number, held.digest);
        Some(vec![Html::link(&document.name, &href), Html::text(&hefu_office::documents::size(held.bytes))])
    };
    let rows: Vec<_> = desk.documents.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| {
        table(&Table {
            id: "documents".to_owned(),
            caption: say.t("review-documents"),
            columns: vec![Column::wide(say.t("review-document")), Column::number(say.t("review-size"))],
            rows,
            empty: String::new(),
        })
    })
}

/// The name of a value of a tag list.
fn value(portal: &Portal, say: Say, list: &str, id: &str) -> String {
    let list = portal.office.guide().list(list);
    let found = list.and_then(|list| list.values.iter().find(|value| value.id == id));
    found.map_or_else(|| id.to_owned(), |value| value.names.get(say.0).to_owned())
}

fn values(portal: &Portal, say: Say, list: &str, ids: &[String]) -> String {
    let names: Vec<String> = ids.iter().map(|id| value(portal, say, list, id)).collect();
    if names.is_empty() { say.t("review-none-named") } else { names.join(&say.t("review-list-between")) }
}

fn beside(portal: &Portal, say: Say, view: &ReviewPage, beside: &Beside) -> Vec<Html> {
    let mut parts = Vec::new();
    if beside.prompts.is_empty() && beside.emphasis.is_empty() && beside.indicators.is_empty() {
        return parts;
    }
    parts.push(heading(&say.t("review-beside")));
    parts.push(soft(&say.t("review-beside-note")));
    for prompt in &beside.prompts {
        let weight = prompt.weight.map_or_else(|| "0".to_owned(), |weight| weight.to_string());
        let weight = say.with("review-weight", "weight", weight);
        let lines = match &prompt.kind {
            PromptKind::Aims { list, served, unnamed } => vec![
                SummaryRow::text(say.t("review-aims-served"), &values(portal, say, list, served)),
                SummaryRow::text(say.t("review-aims-unnamed"), &values(portal, say, list, unnamed)),
            ],
            PromptKind::Item { words, .. } => vec![SummaryRow::text(say.t("review-prompt"), words.get(say.0))],
        };
        parts.push(Html::of(&portal.quote(&prompt.clause)));
        let weighed = SummaryRow::text(say.t("review-weight-of"), &weight);
        parts.push(Html::of(&Summary::new(say, None, lines.into_iter().chain([weighed]).collect())));
    }
    for indicator in &beside.indicators {
        let name = match indicator.indicator {
            Indicator::Complementarity => "complementarity",
            Indicator::MutualBenefit => "mutual-benefit",
            Indicator::Substance => "substance",
        };
        let sides: Vec<String> =
            indicator.lacking.iter().map(|side| portal.side_name(say, side, &view.seat.direction)).collect();
        let (tone, words) = if sides.is_empty() {
            (Tone::Pass, say.t(&format!("review-indicator-{name}")))
        } else {
            let sides = sides.join(&say.t("review-list-between"));
            (Tone::Hint, say.with(&format!("review-indicator-{name}-lacking"), "sides", sides))
        };
        parts.push(Html::of(&portal.quote(&indicator.clause)));
        parts.push(Html::of(&StatusTag::new(tone, words)));
    }
    if let Some(first) = beside.indicators.first() {
        parts.push(effort(portal, say, view, first));
    }
    parts.extend(beside.emphasis.iter().map(|emphasis| emphasised(portal, say, emphasis)));
    parts
}

/// The figures that the indicators rest on.
fn effort(portal: &Portal, say: Say, view: &ReviewPage, line: &hefu_review::IndicatorLine) -> Html {
    let rows = line.effort.iter().map(|side| {
        let months = side.person_months_hundredths;
        vec![
            Html::text(&portal.side_name(say, &side.side, &view.seat.direction)),
            Html::text(&side.own_tasks.to_string()),
            Html::text(&side.outputs.to_string()),
            Html::text(
                &months.map_or_else(|| say.t("review-not-stated"), |months| fixed::shown(i128::from(months), 2)),
            ),
        ]
    });
    table(&Table {
        id: "effort".to_owned(),
        caption: say.t("review-effort"),
        columns: vec![
            Column::new(say.t("review-side")),
            Column::number(say.t("review-own-tasks")),
            Column::number(say.t("review-outputs")),
            Column::number(say.t("review-person-months")),
        ],
        rows: rows.collect(),
        empty: String::new(),
    })
}

fn emphasised(portal: &Portal, say: Say, emphasis: &Emphasis) -> Html {
    let name =
        portal.office.guide().list(&emphasis.list).map(|list| list.names.get(say.0).to_owned()).unwrap_or_default();
    let chosen = emphasis.chosen.iter().map(|id| value(portal, say, &emphasis.list, id));
    let chosen: Vec<String> = chosen.chain(emphasis.other.iter().cloned()).collect();
    let label =
        say.message(&Message::new("review-emphasis").with("name", name).with("clause", emphasis.clause.as_str()));
    let mut lines = vec![SummaryRow::text(label, &chosen.join(&say.t("review-list-between")))];
    if !emphasis.uncovered.is_empty() {
        let words = values(portal, say, &emphasis.list, &emphasis.uncovered);
        lines.push(SummaryRow::text(say.t("review-uncovered"), &words));
    }
    if let Some(remark) = &emphasis.remark {
        lines.push(SummaryRow::text(say.t("review-remark"), remark.get(say.0)));
    }
    Html::of(&Summary::new(say, None, lines))
}

fn split(portal: &Portal, say: Say, view: &ReviewPage, map: &SplitMap) -> Vec<Html> {
    if map.tasks.is_empty() && map.grids.is_empty() && map.roles.is_empty() {
        return Vec::new();
    }
    let direction = view.seat.direction.as_str();
    let sides = |ids: &[String]| {
        let names: Vec<String> = ids.iter().map(|side| portal.side_name(say, side, direction)).collect();
        names.join(&say.t("review-list-between"))
    };
    let filled = |state: CellState, ids: &[String]| match state {
        CellState::Gap => Html::of(&StatusTag::new(Tone::Unset, say.t("review-gap"))),
        CellState::One => Html::text(&sides(ids)),
        CellState::Several => Html::of(&StatusTag::new(Tone::Person, sides(ids))),
    };
    let (claimed, gaps) = map.open();
    let counted = Message::new("review-split-open").with("claimed", claimed).with("gaps", gaps);
    let mut parts = vec![heading(&say.t("review-split")), paragraph(&say.message(&counted))];
    if !map.partner_known {
        parts.push(soft(&say.t("review-split-partner-unknown")));
    }
    for grid in &map.grids {
        let known = portal.office.guide().grids.iter().find(|known| known.id == grid.grid);
        let (rows_of, columns_of) = known.map_or(("", ""), |known| (known.rows.as_str(), known.columns.as_str()));
        let caption = known.map(|known| known.names.get(say.0).to_owned()).unwrap_or_default();
        let mut columns = vec![Column::new("")];
        columns.extend(grid.columns.iter().map(|id| Column::new(value(portal, say, columns_of, id))));
        let rows = grid.rows.iter().map(|(id, cells)| {
            let head = Html::text(&value(portal, say, rows_of, id));
            let cells = cells.iter().map(|cell| {
                let tasks = if cell.tasks.is_empty() { String::new() } else { format!(" {}", cell.tasks.join(", ")) };
                Html::join(&[filled(cell.state(), &cell.sides), Html::text(&tasks)], &Html::default())
            });
            std::iter::once(head).chain(cells).collect()
        });
        let rows = rows.collect();
        let id = format!("grid-{}", grid.grid);
        parts.push(table(&Table { id, caption, columns, rows, empty: String::new() }));
    }
    if let Some(list) = &map.role_list {
        let rows = map.roles.iter().map(|role| {
            let units: Vec<String> = role.units.iter().map(|(_, unit)| unit.clone()).collect();
            let units = units.join(&say.t("review-list-between"));
            vec![
                Html::text(&value(portal, say, list, &role.role)),
                filled(role.state(), &role.sides),
                Html::text(&units),
            ]
        });
        parts.push(table(&Table {
            id: "roles".to_owned(),
            caption: say.t("review-roles"),
            columns: ["review-role", "review-side", "review-units"].map(|key| Column::new(say.t(key))).into(),
            rows: rows.collect(),
            empty: String::new(),
        }));
    }
    if !map.tasks.is_empty() {
        parts.push(tasks(say, map, &sides));
    }
    parts
}

fn tasks(say: Say, map: &SplitMap, sides: &dyn Fn(&[String]) -> String) -> Html {
    let named = |ids: &Option<Vec<String>>| match ids {
        None => say.t("review-task-unlisted"),
        Some(ids) if ids.is_empty() => say.t("review-task-nobody"),
        Some(ids) => sides(ids),
    };
    let rows = map.tasks.iter().map(|task| {
        let (tone, key) = match task.state {
            TaskState::Agreed => (Tone::Pass, "agreed"),
            TaskState::Nobody => (Tone::Unset, "nobody"),
            TaskState::Claimed => (Tone::Person, "claimed"),
            TaskState::OneHalf => (Tone::Hint, "one-half"),
        };
        let key = if map.partner_known || task.state == TaskState::Nobody { key } else { "one-known" };
        vec![
            Html::text(&task.code),
            Html::text(&task.title),
            Html::text(&named(&task.own)),
            Html::text(&named(&task.partner)),
            Html::of(&StatusTag::new(tone, say.t(&format!("review-task-{key}")))),
        ]
    });
    table(&Table {
        id: "split".to_owned(),
        caption: say.t("review-tasks"),
        columns: vec![
            Column::new(say.t("review-task")),
            Column::wide(say.t("portal-title")),
            Column::new(say.t("review-task-own")),
            Column::new(say.t("review-task-partner")),
            Column::new(say.t("review-task-state")),
        ],
        rows: rows.collect(),
        empty: String::new(),
    })
}
