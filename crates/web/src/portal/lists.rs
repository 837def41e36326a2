//! The lists of officers as pages and as files: the same rows, the same columns, in the reader's language.

use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use axum::routing::get;
use hefu_check::Outcome;
use hefu_dossier::sheet::{Head, Sheet, SheetCell, XLSX_ROWS};
use hefu_office::lists::{Ask, Cell, Kind, Stage, Turn};
use hefu_office::views::{ListTo, ListView, PairState, list, rules, whole_list};
use percent_encoding::percent_decode_str;

use super::documents::XLSX;
use super::page::{links, page, segment, soft, table};
use super::pairs::pair_state;
use super::{Answer, Portal, Who, flash, refused};
use crate::parts::{Choice, Column, Html, Pagination, StatusTag, Table, Tone};
use crate::shell::error::FaultKind;
use crate::shell::{Fault, Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk", get(super::board::show))
        .route("/desk/applications", get(applications))
        .route("/desk/findings", get(findings))
        .route("/desk/export/{file}", get(export))
}

/// What is asked, from the query of an address.
pub(super) fn asked(query: Option<&str>) -> Ask {
    let read = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    Ask::of(pairs.map(|(name, value)| (read(name), read(value))))
}

/// A query of these pairs, with `?` where there are any.
pub(super) fn query(pairs: &[(String, String)]) -> String {
    let one = |(name, value): &(String, String)| format!("{name}={}", segment(value));
    let all: Vec<_> = pairs.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("?{}", all.join("&")) }
}

/// Where a list is.
fn place(kind: Kind) -> &'static str {
    match kind {
        Kind::Applications => "/desk/applications",
        Kind::Pairs => "/pairs",
        Kind::Findings => "/desk/findings",
    }
}

/// The address of a list as it is asked for.
pub(super) fn address(kind: Kind, pairs: &[(String, String)]) -> String {
    format!("{}{}", place(kind), query(pairs))
}

async fn applications(state: State<Portal>, frame: Frame, who: Who, RawQuery(query): RawQuery) -> Answer {
    show(state, frame, who, Kind::Applications, query).await
}

async fn findings(state: State<Portal>, frame: Frame, who: Who, RawQuery(query): RawQuery) -> Answer {
    show(state, frame, who, Kind::Findings, query).await
}

pub(super) async fn pairs(state: State<Portal>, frame: Frame, who: Who, RawQuery(query): RawQuery) -> Answer {
    show(state, frame, who, Kind::Pairs, query).await
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, kind: Kind, raw: Option<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = list(&portal.office, &doing, kind, &asked(raw.as_deref())).await.map_err(refused)?;
    let shown = Shown { portal: &portal, frame: &frame, view: &found, rules: rules(&portal.office, &viewer) };
    let title = say.t(&format!("list-{}", kind.word()));
    let asked_for = found.ask.pairs();
    let step = |name: &str, at: &Option<String>| {
        at.as_ref().map(|at| address(kind, &[asked_for.as_slice(), &[(name.to_owned(), at.clone())]].concat()))
    };
    let pages = Pagination::by_key(say, &title, step("before", &found.before), step("after", &found.after));
    let file = |end: &str| format!("/desk/export/{}.{end}{}", kind.word(), query(&asked_for));
    let mut parts = vec![Html::of(&shown.form()), table(&shown.table(&title)), Html::of(&pages)];
    parts.push(links(vec![
        Link::new(say.t("list-export-xlsx"), file("xlsx")),
        Link::new(say.t("list-export-csv"), file("csv")),
    ]));
    parts.push(soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())));
    if kind == Kind::Findings && shown.rules {
        parts.push(links(vec![Link::new(say.t("plan-alike"), "/desk/alike")]));
    }
    Ok(page(frame.page(title).crumb(say.t("board-title"), "/desk").flash(flash(&frame)), parts))
}

/// A list on a page.
struct Shown<'a> {
    portal: &'a Portal,
    frame: &'a Frame,
    view: &'a ListView,
    /// Whether the reader rules on findings: others are led to the application.
    rules: bool,
}

/// What a list is narrowed, searched and shown by.
#[derive(Template)]
#[template(path = "portal/list-form.html")]
struct ListForm {
    say: Say,
    action: &'static str,
    filters: Vec<(String, String, Vec<Choice>, String)>,
    words: String,
    searches: Vec<Choice>,
    field: String,
    columns: Vec<(Choice, bool)>,
    chosen: bool,
    sort: String,
}

impl askama::filters::HtmlSafe for ListForm {}

impl Shown<'_> {
    fn say(&self) -> Say {
        self.frame.say()
    }

    fn form(&self) -> ListForm {
        let (say, ask) = (self.say(), &self.view.ask);
        let filters = self.view.filters.iter().filter_map(|word| {
            let choices = self.choices(word);
            let value = ask.filter(word).unwrap_or_default().to_owned();
            // A narrowing that has no list of choices stands in the address alone, and is shown while it is there.
            let choices = match choices {
                None if value.is_empty() => return None,
                None => vec![Choice::new(value.clone(), value.get(..12).unwrap_or(&value))],
                Some(choices) => choices,
            };
            Some(((*word).to_owned(), say.t(&format!("list-column-{word}")), choices, value))
        });
        let sign = if ask.down && !ask.sort.is_empty() { "-" } else { "" };
        ListForm {
            say,
            action: place(self.view.kind),
            filters: filters.collect(),
            words: ask.words.clone(),
            searches: self
                .view
                .searches
                .iter()
                .map(|word| Choice::new(*word, say.t(&format!("list-search-{word}"))))
                .collect(),
            field: ask.field.clone(),
            columns: self
                .view
                .offered
                .iter()
                .map(|column| {
                    let choice = Choice::new(column.word, say.t(&format!("list-column-{}", column.word)));
                    (choice, self.view.columns.iter().any(|shown| shown.word == column.word))
                })
                .collect(),
            chosen: !ask.columns.is_empty(),
            sort: format!("{sign}{}", ask.sort),
        }
    }

    /// What a filter can be set to; none for one that only addresses set.
    fn choices(&self, filter: &str) -> Option<Vec<Choice>> {
        let say = self.say();
        let words = |prefix: &str, words: &[&str]| {
            Some(words.iter().map(|word| Choice::new(*word, say.t(&format!("{prefix}-{word}")))).collect())
        };
        let office = &self.portal.office;
        match filter {
            "direction" => Some(
                office
                    .directions()
                    .map(|one| Choice::new(&*one.number, self.portal.direction_name(say, &one.number)))
                    .collect(),
            ),
            "stage" => words("list-stage", &Stage::ALL.iter().map(|stage| stage.word()).collect::<Vec<_>>()),
            "confirmation" => words("list-confirmation", &["unit", "recommender", "confirmed"]),
            "turn" => words("list-turn", &Turn::ALL.iter().map(|turn| turn.word()).collect::<Vec<_>>()),
            "state" => {
                words("exchange-pair", &["confirm", "ruling", "differs", "consistent", "claimed", "alone", "undecided"])
            }
            "outcome" if self.view.kind == Kind::Findings => {
                words("report-outcome", &["fail", "person", "unset", "hint", "pass"])
            }
            "outcome" => words("report-outcome", &["fail", "person", "unset"]),
            "about" => words("list-about", &["application", "pair"]),
            "topic" => {
                let topics = office.directions().flat_map(|direction| direction.leaves());
                Some(topics.map(|topic| Choice::new(&*topic.id, topic.names.get(say.0))).collect())
            }
            "clause" => {
                let with_rules = office.guide().clauses.iter().filter(|clause| !clause.rules.is_empty());
                Some(with_rules.map(|clause| Choice::new(&*clause.id, &*clause.id)).collect())
            }
            _ => None,
        }
    }

    fn table(&self, title: &str) -> Table {
        let (say, ask) = (self.say(), &self.view.ask);
        let columns = self.view.columns.iter().map(|column| {
            let label = say.t(&format!("list-column-{}", column.word));
            let made = match column.word {
                "title" | "says" => Column::wide(label),
                "fails" | "persons" | "unsets" | "revision" => Column::number(label),
                _ => Column::new(label),
            };
            if !column.sorts() {
                return made;
            }
            let now = ask.sort == column.word;
            let turned = Ask { sort: column.word.to_owned(), down: now && !ask.down, ..ask.clone() };
            let sorted = now.then_some(if ask.down { "descending" } else { "ascending" });
            made.sort_at(address(self.view.kind, &turned.pairs()), sorted)
        });
        let rows = self.view.rows.iter().map(|row| {
            let href = row.to.as_ref().map(|to| self.href(to));
            let cells = self.view.columns.iter().zip(&row.cells).enumerate();
            cells
                .map(|(at, (column, cell))| {
                    let leads = column.word == "title" || (at == 0 && !self.shows("title"));
                    match &href {
                        Some(href) if leads => Html::linked(&self.html(cell), href),
                        _ => self.html(cell),
                    }
                })
                .collect()
        });
        Table {
            id: "list".to_owned(),
            caption: title.to_owned(),
            columns: columns.collect(),
            rows: rows.collect(),
            empty: say.t("list-nothing"),
        }
    }

    fn shows(&self, word: &str) -> bool {
        self.view.columns.iter().any(|column| column.word == word)
    }

    fn href(&self, to: &ListTo) -> String {
        match to {
            ListTo::Application(draft) => format!("/applications/{draft}"),
            ListTo::Pair(pair) => format!("/pairs/{pair}"),
            ListTo::Claimed(number) => format!("/pairs/claimed/{number}"),
            ListTo::Finding { draft, finding } if self.rules => desk_address(draft, finding, &self.view.ask),
            ListTo::Finding { draft, .. } => format!("/applications/{draft}"),
        }
    }

    fn html(&self, cell: &Cell) -> Html {
        let say = self.say();
        match cell {
            Cell::Own { text, side } => self.portal.own_words(say, side, text),
            Cell::Stage(stage) => Html::of(&stage_tag(say, *stage)),
            Cell::Outcome(outcome) => Html::of(&StatusTag::outcome(say, *outcome)),
            Cell::Pair(word) => Html::of(&match PairState::from_word(word) {
                Some(state) => pair_state(say, state),
                None => StatusTag::new(Tone::Person, say.t(&format!("exchange-pair-{word}"))),
            }),
            other => Html::text(&words(self.portal, self.frame, other)),
        }
    }
}

/// Where a finding is ruled on from a list: the address keeps what the list is narrowed by, so that the next one is of it.
pub(super) fn desk_address(draft: &str, finding: &str, ask: &Ask) -> String {
    let kept = Ask { filters: ask.filters.clone(), ..Ask::default() };
    let pairs = [vec![("desk".to_owned(), "1".to_owned())], kept.pairs()].concat();
    let pairs: Vec<_> = pairs.into_iter().filter(|(name, _)| name != "outcome" && name != "about").collect();
    format!("/applications/{draft}/rule/{finding}{}", query(&pairs))
}

/// Where an application stands, in a word.
pub(super) fn stage_tag(say: Say, stage: Stage) -> StatusTag {
    let tone = match stage {
        Stage::Ready | Stage::Stands => Tone::Pass,
        Stage::Differs | Stage::Failed | Stage::Void => Tone::Fail,
        Stage::Claimed | Stage::Confirm | Stage::Ruling => Tone::Person,
        Stage::Withdrawn => Tone::Unset,
        Stage::HandedIn | Stage::Awaiting | Stage::Paired => Tone::Hint,
    };
    StatusTag::new(tone, say.t(&format!("list-stage-{}", stage.word())))
}

/// A cell in the reader's words.
fn words(portal: &Portal, frame: &Frame, cell: &Cell) -> String {
    let say = frame.say();
    match cell {
        Cell::Nothing => String::new(),
        Cell::Plain(text) | Cell::Own { text, .. } => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Instant(at) => frame.stamp(*at).short(),
        Cell::Direction(number) => portal.direction_name(say, number),
        Cell::Topic { direction, topic } => portal.topic_name(say, direction, topic),
        Cell::Side { side, .. } if side.is_empty() => String::new(),
        Cell::Side { direction, side } => portal.side_name(say, side, direction),
        Cell::Stage(stage) => say.t(&format!("list-stage-{}", stage.word())),
        Cell::Pair(word) => say.t(&format!("exchange-pair-{word}")),
        Cell::Confirmation(word) => say.t(&format!("list-confirmation-{word}")),
        Cell::Turn(turn) => say.t(&format!("list-turn-{}", turn.word())),
        Cell::Outcome(outcome) => say.t(match outcome {
            Outcome::Pass => "report-outcome-pass",
            Outcome::Fail => "report-outcome-fail",
            Outcome::Person => "report-outcome-person",
            Outcome::Unset => "report-outcome-unset",
            Outcome::Hint => "report-outcome-hint",
        }),
        Cell::Said(message) => say.message(message),
    }
}

/// Exactly what the pages of a list show, as a file.
async fn export(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(file): Path<String>,
    RawQuery(raw): RawQuery,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let (name, end) = file.split_once('.').unwrap_or_default();
    let kinds = [Kind::Applications, Kind::Pairs, Kind::Findings];
    let kind = kinds.into_iter().find(|kind| kind.word() == name).ok_or_else(Fault::not_found)?;
    let found = whole_list(&portal.office, &doing, kind, &asked(raw.as_deref())).await.map_err(refused)?;
    let zone = &frame.office.zone;
    let head = |column: &&hefu_office::lists::Column| {
        let label = say.t(&format!("list-column-{}", column.word));
        let zoned = column.word == "submitted";
        let label = if zoned { format!("{label} ({})", frame.stamp(frame.now).zone()) } else { label };
        Head { label, width: column.width }
    };
    let cell = |cell: &Cell| match cell {
        Cell::Nothing => SheetCell::Empty,
        Cell::Number(number) => SheetCell::Number(*number),
        Cell::Instant(at) => SheetCell::Instant(at.to_zoned(zone.clone()).datetime()),
        other => SheetCell::Text(words(&portal, &frame, other)),
    };
    let sheet = Sheet {
        name: say.t(&format!("list-{}", kind.word())),
        heads: found.columns.iter().map(head).collect(),
        rows: found.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect(),
    };
    let failed = |error: &dyn std::fmt::Display| Fault::internal(&error.to_string());
    let (bytes, media) = match end {
        "csv" => (sheet.csv().map_err(|error| failed(&error))?, "text/csv; charset=utf-8"),
        "xlsx" if sheet.rows.len() <= XLSX_ROWS => {
            let made = frame.now.to_zoned(zone.clone()).datetime();
            let bytes = sheet.xlsx(made).map_err(|error| failed(&error))?;
            (bytes, XLSX)
        }
        "xlsx" => return Err(Fault::new(FaultKind::TooLarge).into()),
        _ => return Err(Fault::not_found().into()),
    };
    let day = frame.now.to_zoned(zone.clone()).date();
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{day}.{end}\"", kind.word())),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
