//! The outbox: what waits, what is on its way, what was sent, what failed; and a letter as it will read.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum_extra::extract::Query;
use hefu_office::acts::LetterAct;
use hefu_office::letters::{LetterKind, LetterState};
use hefu_office::views::{Circle, LetterLine, Outbox, announced, letter_view, outbox};
use serde::Deserialize;

use super::page::{Button, FormBox, heading, links, page, paragraph, soft, table, verbatim};
use super::words::instant;
use super::{Answer, Instead, Portal, Who, refused};
use crate::parts::{Column, Html, Letters, Pagination, StatusTag, SubNav, Summary, SummaryRow, Table, Tone};
use crate::shell::lang::own_name;
use crate::shell::{Flash, Frame, Link, Say};

mod deciding;
mod own;
mod settings;

/// Routes of letters.
pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/letters", get(list).post(deciding::ask))
        .route("/letters/decide", post(deciding::decide))
        .route("/letters/settings", get(settings::show).post(settings::change))
        .route("/letters/{letter}", get(one))
        .route("/account/letters", get(own::show).post(own::change))
}

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    before: Option<i64>,
    #[serde(default)]
    did: String,
    #[serde(default)]
    n: Option<i64>,
}

fn kind_word(say: Say, kind: LetterKind) -> String {
    say.t(&format!("letters-kind-{}", kind.word()))
}

fn state_word(say: Say, state: LetterState) -> String {
    say.t(&format!("letters-state-{}", state.word()))
}

fn state_tag(say: Say, state: LetterState) -> StatusTag {
    let tone = match state {
        LetterState::Waiting => Tone::Person,
        LetterState::Queued => Tone::Hint,
        LetterState::Sent => Tone::Pass,
        LetterState::Failed => Tone::Fail,
        LetterState::Discarded => Tone::Unset,
    };
    StatusTag::new(tone, state_word(say, state))
}

/// A letter that can be picked from the list.
#[derive(Template)]
#[template(
    source = r#"<span class="answer"><input type="checkbox" id="{{ id }}" name="letter" value="{{ id }}"> <label for="{{ id }}">{{ words }}<span class="hidden"> {{ to }}</span></label></span>"#,
    ext = "html"
)]
struct Pick<'a> {
    id: &'a str,
    words: &'a str,
    to: &'a str,
}

impl askama::filters::HtmlSafe for Pick<'_> {}

/// All letters of the list, with those on other pages.
#[derive(Template)]
#[template(
    source = r#"<div class="answer"><input type="checkbox" id="all" name="all" value="yes"> <label for="all">{{ words }}</label></div>"#,
    ext = "html"
)]
struct PickAll<'a> {
    words: &'a str,
}

impl askama::filters::HtmlSafe for PickAll<'_> {}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Query(wanted): Query<Wanted>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let kind = LetterKind::from_word(&wanted.kind);
    let state = LetterState::from_word(&wanted.state);
    let first = outbox(&portal.office, &doing, None, None, Some(0)).await.map_err(refused)?;
    // Without a wish, what somebody must look at: what waits, or what failed.
    let usual = first
        .counts
        .iter()
        .map(|(state, _)| *state)
        .find(|state| *state == LetterState::Waiting || (*state == LetterState::Failed && first.counts.len() == 1));
    let state = if wanted.state == "all" { None } else { state.or(usual) };
    let found = outbox(&portal.office, &doing, state, kind, wanted.before).await.map_err(refused)?;
    Ok(page(head(&frame, &wanted), parts(&portal, &frame, &found, (state, kind), wanted.before)))
}

fn head(frame: &Frame, wanted: &Wanted) -> crate::shell::Page {
    let say = frame.say();
    let done = match (wanted.did.as_str(), wanted.n) {
        ("settings", _) => Some(say.t("letters-done-settings")),
        (did, Some(n)) => {
            LetterAct::from_word(did).map(|act| say.with(&format!("letters-done-{}", act.word()), "count", n))
        }
        _ => None,
    };
    frame.page(say.t("letters-nav")).flash(done.map(Flash::Done))
}

fn href(state: Option<LetterState>, kind: Option<LetterKind>) -> String {
    let kind = kind.map_or_else(String::new, |kind| format!("&kind={}", kind.word()));
    format!("/letters?state={}{kind}", state.map_or("all", LetterState::word))
}

fn parts(
    portal: &Portal,
    frame: &Frame,
    found: &Outbox,
    (state, kind): (Option<LetterState>, Option<LetterKind>),
    before: Option<i64>,
) -> Vec<Html> {
    let say = frame.say();
    let mut parts = Vec::new();
    if portal.office.config().mail.is_none() {
        parts.push(paragraph(&say.t("letters-no-server")));
    }
    let mut states: Vec<_> = found.counts.iter().map(|(state, count)| (Some(*state), *count)).collect();
    if states.len() > 1 {
        states.push((None, found.counts.iter().map(|(_, count)| count).sum()));
    }
    let words = |state: Option<LetterState>| state.map_or_else(|| say.t("letters-all"), |state| state_word(say, state));
    parts.push(Html::of(&SubNav {
        label: say.t("letters-where"),
        current: states.iter().position(|(one, _)| *one == state).unwrap_or(usize::MAX),
        links: states.iter().map(|(one, n)| Link::new(format!("{} {n}", words(*one)), href(*one, None))).collect(),
    }));
    if found.kinds.len() > 1 || kind.is_some() {
        let mut ways: Vec<_> = found
            .kinds
            .iter()
            .map(|(kind, n)| Link::new(format!("{} {n}", kind_word(say, *kind)), href(state, Some(*kind))))
            .collect();
        if kind.is_some() {
            ways.insert(0, Link::new(words(state), href(state, None)));
        }
        parts.push(links(ways));
    }
    let acts: Vec<_> = LetterAct::ALL
        .into_iter()
        .filter(|act| found.may_release && state.is_some_and(|state| act.fits(state)) && !found.lines.is_empty())
        .collect();
    let caption = match kind {
        Some(kind) => format!("{} · {}", words(state), kind_word(say, kind)),
        None => words(state),
    };
    let shows = Shows {
        read: found.may_release,
        pick: !acts.is_empty(),
        state: state.is_none(),
        settled: found.lines.iter().any(|line| line.settled.is_some()),
        fault: found.lines.iter().any(|line| line.fault.is_some()),
    };
    let list = Table {
        id: "letters".to_owned(),
        caption: caption.clone(),
        columns: shows.columns(say),
        rows: found.lines.iter().map(|line| shows.row(frame, line)).collect(),
        empty: say.t("letters-none"),
    };
    if acts.is_empty() {
        parts.push(table(&list));
    } else {
        let mut inside = vec![table(&list)];
        let shown = i64::try_from(found.lines.len()).unwrap_or(i64::MAX);
        if found.total > shown {
            inside.push(Html::of(&PickAll { words: &say.with("letters-all-of-these", "count", found.total) }));
        }
        let button = |act: &LetterAct| {
            let words = say.t(&format!("letters-{}", act.word()));
            if *act == LetterAct::Discard {
                Button::plain(act.word(), words)
            } else {
                Button::primary(act.word(), words)
            }
        };
        let mut form = FormBox::new("/letters", inside, button(&acts[0]))
            .hidden("state", state.map_or("", LetterState::word))
            .hidden("kind", kind.map_or("", LetterKind::word))
            .hidden("upto", found.upto.to_string());
        form.buttons = acts.iter().map(button).collect();
        parts.push(Html::of(&form));
    }
    let newest = before.map(|_| href(state, kind));
    let older = found.before.map(|before| format!("{}&before={before}", href(state, kind)));
    parts.push(Html::of(&Pagination::by_key(say, &caption, newest, older)));
    if found.may_release {
        parts.push(soft(&say.t("letters-after-release")));
        parts.push(links(vec![Link::new(say.t("letters-settings"), "/letters/settings")]));
    }
    parts
}

/// What the list shows of its letters: only what tells them apart.
#[derive(Clone, Copy)]
struct Shows {
    read: bool,
    pick: bool,
    state: bool,
    settled: bool,
    fault: bool,
}

impl Shows {
    fn columns(self, say: Say) -> Vec<Column> {
        let mut columns = vec![Column::wide(say.t("letters-kind"))];
        let further = [
            ("letters-to", true),
            ("letters-about", true),
            ("letters-state", self.state),
            ("letters-written", true),
            ("letters-settled", self.settled),
        ];
        columns.extend(further.iter().filter(|(_, shown)| *shown).map(|(key, _)| Column::new(say.t(key))));
        columns.extend(self.fault.then(|| Column::wide(say.t("letters-fault"))));
        columns
    }

    fn row(self, frame: &Frame, line: &LetterLine) -> Vec<Html> {
        let say = frame.say();
        let words = kind_word(say, line.kind);
        let pick = Pick { id: &line.letter, words: &words, to: &line.to };
        let mut cells = vec![
            if self.pick { Html::of(&pick) } else { Html::text(&words) },
            if self.read { Html::link(&line.to, &format!("/letters/{}", line.letter)) } else { Html::text(&line.to) },
            Html::text(&line.about),
        ];
        cells.extend(self.state.then(|| Html::of(&state_tag(say, line.state))));
        cells.push(Html::text(&instant(frame, &line.written)));
        let settled = || line.settled.as_ref().map(|at| instant(frame, at)).unwrap_or_default();
        cells.extend(self.settled.then(|| Html::text(&settled())));
        let fault = || line.fault.as_ref().map(|fault| say.message(fault)).unwrap_or_default();
        cells.extend(self.fault.then(|| Html::text(&fault())));
        cells
    }
}

async fn one(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(letter): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let view = letter_view(&portal.office, &doing, &letter).await.map_err(refused)?;
    let line = &view.line;
    let mut rows = vec![
        SummaryRow::text(say.t("letters-to"), &format!("{} <{}>", line.to, view.email)),
        SummaryRow { label: say.t("letters-state"), values: vec![Html::of(&state_tag(say, line.state))], change: None },
        SummaryRow::text(say.t("letters-written"), &instant(&frame, &line.written)),
    ];
    if let Some(at) = &line.settled {
        rows.push(SummaryRow::text(say.t("letters-settled"), &instant(&frame, at)));
    }
    if let Some(fault) = &line.fault {
        rows.push(SummaryRow::text(say.t("letters-fault"), &say.message(fault)));
    }
    rows.push(SummaryRow::text(say.t("letters-language"), own_name(view.lang)));
    rows.push(SummaryRow {
        label: say.t("letters-subject"),
        values: vec![Html::in_language(&view.subject, view.lang.tag())],
        change: None,
    });
    let mut parts = vec![Html::of(&Summary::new(say, None, rows)), heading(&say.t("letters-text"))];
    if line.kind.signs_in() {
        parts.push(soft(&say.t("letters-link-later")));
    }
    parts.push(verbatim(&view.body));
    let mut acts = LetterAct::ALL.into_iter().filter(|act| act.fits(line.state));
    if let Some(first) = acts.next() {
        let button = |act: LetterAct, primary: bool| {
            let words = say.t(&format!("letters-{}", act.word()));
            if primary { Button::primary(act.word(), words) } else { Button::plain(act.word(), words) }
        };
        let mut form = FormBox::new("/letters", Vec::new(), button(first, first != LetterAct::Discard))
            .hidden("letter", letter.as_str())
            .hidden("state", line.state.word());
        form.buttons.extend(acts.map(|act| button(act, act == LetterAct::Retry)));
        parts.push(Html::of(&form));
    }
    let page_head = frame.page(kind_word(say, line.kind)).crumb(say.t("letters-nav"), href(Some(line.state), None));
    Ok(page(page_head, parts))
}

/// To whom letters go, in words.
fn circle_word(say: Say, to: Circle<'_>) -> String {
    say.t(match to {
        Circle::Team(_) => "letters-announce-applicants",
        Circle::Direction(_) => "letters-announce-direction",
        Circle::Newcomer => "letters-announce-newcomer",
    })
}

/// How many letters an act will write, to whom, and whether they wait: one sentence beside its button.
pub(super) async fn announcement(portal: &Portal, say: Say, kind: LetterKind, to: Circle<'_>) -> Result<Html, Instead> {
    let found = announced(&portal.office, kind, to).await.map_err(refused)?;
    let key = if found.held { "letters-announce-waits" } else { "letters-announce" };
    let count = found.count;
    let message = hefu_words::Message::new(key).with("count", count).with("to", circle_word(say, to));
    Ok(soft(&say.message(&message)))
}

/// The same for a page that asks before the act.
pub(super) async fn letters_before(
    portal: &Portal,
    say: Say,
    kind: LetterKind,
    to: Circle<'_>,
) -> Result<Vec<Letters>, Instead> {
    let found = announced(&portal.office, kind, to).await.map_err(refused)?;
    let to = circle_word(say, to);
    let line = Letters { to, count: found.count, preview: None };
    Ok(if found.count > 0 { vec![line] } else { Vec::new() })
}
