//! Reviews as an office runs them: where each direction stands, who is late, reminders, replacement, and the scores.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use axum_extra::extract::{Form, Query};
use hefu_office::acts::{self, SeatChange};
use hefu_office::experts::Seat;
use hefu_office::letters::LetterMode;
use hefu_office::reviews::SeatState;
use hefu_office::views::{
    BoardLine, OutstandingLine, ReviewBoard, ReviewFormView, outstanding_reviews, replacements, review_board,
    review_form, review_forms, review_read, review_scores,
};
use hefu_office::{OfficeError, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::documents::{XLSX, as_attachment};
use super::page::{Button, FormBox, heading, links, page, paragraph, soft, table};
use super::reviews::state_tag;
use super::typed::{Wrong, error};
use super::words::instant;
use super::{Answer, Portal, Who, flash, for_field, refused};
use crate::parts::{Choice, Column, Confirm, Field, Html, Letters, Summary, SummaryRow, Table};
use crate::shell::{Flash, Frame, Link, Say};

mod discussion;
mod form;
mod rows;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/reviewing", get(directions))
        .route("/reviewing/{direction}", get(board))
        .route("/reviewing/{direction}/remind", post(ask_remind))
        .route("/reviewing/{direction}/remind/send", post(remind))
        .route("/reviewing/{direction}/scores.xlsx", get(scores))
        .route("/reviewing/{direction}/seat/{number}/{expert}", get(ask_replace).post(replace))
        .route("/reviewing/{direction}/read/{number}/{expert}", get(read))
        .merge(form::routes())
        .merge(discussion::routes())
}

async fn directions(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let views = review_forms(&portal.office, &doing).await.map_err(refused)?;
    let mut rows = Vec::new();
    for view in &views {
        let board = review_board(&portal.office, &doing, &view.direction).await.map_err(refused)?;
        let done = board.lines.iter().filter(|line| line.seat.state == SeatState::Submitted).count();
        let progress = Message::new("review-progress").with("done", done).with("of", board.lines.len());
        let href = format!("/reviewing/{}", view.direction);
        rows.push(vec![
            Html::link(&portal.direction_name(say, &view.direction), &href),
            Html::link(&form_state(say, view), &format!("{href}/form")),
            Html::text(&until_words(&frame, view.until.as_ref())),
            Html::text(&say.message(&progress)),
        ]);
    }
    let columns = ["portal-direction", "review-form", "review-until", "review-handed-in"];
    let list = Table {
        id: "reviewing".to_owned(),
        caption: say.t("reviewing-title"),
        columns: columns.iter().map(|key| Column::new(say.t(key))).collect(),
        rows,
        empty: say.t("portal-no-directions"),
    };
    Ok(page(frame.page(say.t("reviewing-title")), vec![table(&list), soft(&say.t("reviewing-note"))]))
}

fn form_state(say: Say, view: &ReviewFormView) -> String {
    say.t(match (&view.frozen, &view.draft) {
        (Some(_), _) => "review-form-frozen",
        (None, Some(_)) => "review-form-written",
        (None, None) => "review-form-unset",
    })
}

fn until_words(frame: &Frame, until: Option<&jiff::Zoned>) -> String {
    until.map_or_else(|| frame.say().t("review-until-unset"), |until| frame.stamp(until.timestamp()).long())
}

#[derive(Default, Deserialize)]
struct Did {
    #[serde(default)]
    letters: Option<i64>,
}

async fn board(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Query(did): Query<Did>,
) -> Answer {
    let told = did.letters.map(|count| Flash::Done(frame.say().with("review-did-remind", "count", count)));
    board_page(&portal, &frame, &viewer, &direction, told.or_else(|| flash(&frame)), None).await
}

async fn board_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    told: Option<Flash>,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let board = review_board(&portal.office, &doing, direction).await.map_err(refused)?;
    let form = review_form(&portal.office, &doing, direction).await.map_err(refused)?;
    let (outstanding, _) = outstanding_reviews(&portal.office, &doing, direction).await.map_err(refused)?;
    let mut head = frame
        .page(say.t("reviewing-title"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("reviewing-title"), "/reviewing");
    head = match wrong {
        Some(words) => head.error(words, "#outstanding"),
        None => head.flash(told),
    };
    let count = |state| board.lines.iter().filter(|line| line.seat.state == state).count().to_string();
    let rows = vec![
        SummaryRow::text(say.t("review-form"), &form_state(say, &form))
            .change_at(format!("/reviewing/{direction}/form")),
        SummaryRow::text(say.t("review-until"), &until_words(frame, board.until.as_ref()))
            .change_at(format!("/reviewing/{direction}/form#deadline")),
        SummaryRow::text(say.t("review-state-offered"), &count(SeatState::Offered)),
        SummaryRow::text(say.t("review-state-open"), &count(SeatState::Open)),
        SummaryRow::text(say.t("review-state-submitted"), &count(SeatState::Submitted)),
    ];
    let mut parts = vec![Html::of(&Summary::new(say, None, rows)), seats(portal, frame, &board)];
    parts.push(heading(&say.t("review-outstanding")));
    parts.push(late(say, &board, &outstanding));
    parts.push(declined(frame, &board));
    if board.asked {
        parts.extend(discussion::beside(portal, say, &doing, &board).await?);
        parts.push(heading(&say.t("review-scores")));
        parts.push(paragraph(&say.t("review-scores-note")));
        if !board.uncounted.is_empty() {
            parts.push(paragraph(&say.with("review-scores-uncounted", "names", board.uncounted.clone())));
        }
        let to = format!("/reviewing/{direction}/scores.xlsx");
        parts.push(links(vec![Link::new(say.t("review-scores-download"), to)]));
    }
    Ok(page(head, parts))
}

fn seats(portal: &Portal, frame: &Frame, board: &ReviewBoard) -> Html {
    let say = frame.say();
    let row = |line: &BoardLine| {
        let seat = &line.seat;
        let tag = state_tag(say, seat.state, line.late);
        let at = |way: &str| format!("/reviewing/{}/{way}/{}/{}", board.direction, seat.number, seat.expert);
        let mut ways = Vec::new();
        if seat.state == SeatState::Submitted {
            let words = say.with("review-read-of", "number", seat.number.as_str());
            ways.push(Html::link(&words, &at("read")));
        } else if board.may_act {
            ways.push(Html::link(&say.with("review-replace-of", "expert", seat.expert_name.as_str()), &at("seat")));
        }
        vec![
            Html::linked(
                &portal.own_words(say, &portal.office.config().side, &seat.title),
                &format!("/applications/{}", seat.draft),
            ),
            Html::text(&seat.number),
            Html::text(&format!("{} {}", seat.expert, seat.expert_name)),
            Html::of(&tag),
            Html::text(&seat.submitted.as_deref().map(|at| instant(frame, at)).unwrap_or_default()),
            Html::join(&ways, &Html::text(" · ")),
        ]
    };
    table(&Table {
        id: "seats".to_owned(),
        caption: say.t("review-seats"),
        columns: vec![
            Column::wide(say.t("portal-title")),
            Column::new(say.t("portal-number")),
            Column::new(say.t("review-expert")),
            Column::new(say.t("portal-state")),
            Column::new(say.t("review-at")),
            Column::new(say.t("portal-way")),
        ],
        rows: board.lines.iter().map(row).collect(),
        empty: say.t("review-seats-none"),
    })
}

/// Experts with outstanding reviews, to be written to.
fn late(say: Say, board: &ReviewBoard, outstanding: &[OutstandingLine]) -> Html {
    if outstanding.is_empty() {
        return paragraph(&say.t("review-outstanding-none"));
    }
    let choice = |line: &OutstandingLine| {
        let message = Message::new("review-outstanding-of").with("name", line.name.as_str()).with("count", line.open);
        let choice = Choice::new(line.expert.as_str(), say.message(&message));
        match (line.account.is_none(), line.silent) {
            (true, _) => choice.hint(say.t("review-outstanding-no-account")),
            (false, 0) => choice,
            (false, silent) => choice.hint(say.with("review-outstanding-silent", "count", silent)),
        }
    };
    let choices = outstanding.iter().map(choice).collect();
    let mut field = Field::checks(say, "expert", say.t("review-remind-whom"), choices);
    if !board.may_act {
        return Html::of(&field);
    }
    for line in outstanding.iter().filter(|line| line.account.is_some()) {
        field = field.value(line.expert.as_str());
    }
    let button = Button::primary("remind", say.t("review-remind"));
    let form = FormBox::new(format!("/reviewing/{}/remind", board.direction), vec![Html::of(&field)], button);
    Html::of(&form)
}

fn declined(frame: &Frame, board: &ReviewBoard) -> Html {
    let say = frame.say();
    let rows = board.declined.iter().map(|line| {
        let key = if line.conflict { "review-declined-conflict" } else { "review-declined-other" };
        vec![
            Html::text(&line.number),
            Html::text(&line.expert_name),
            Html::text(&say.t(key)),
            Html::text(&line.reason),
            Html::text(&instant(frame, &line.at)),
        ]
    });
    table(&Table {
        id: "declined".to_owned(),
        caption: say.t("review-declined"),
        columns: vec![
            Column::new(say.t("portal-number")),
            Column::new(say.t("review-expert")),
            Column::new(say.t("review-declined-why")),
            Column::wide(say.t("portal-reason")),
            Column::new(say.t("review-at")),
        ],
        rows: rows.collect(),
        empty: say.t("review-declined-none"),
    })
}

#[derive(Default, Deserialize)]
struct Chosen {
    #[serde(default)]
    expert: Vec<String>,
}

async fn ask_remind(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let (outstanding, mode) = outstanding_reviews(&portal.office, &doing, &direction).await.map_err(refused)?;
    let picked: Vec<&OutstandingLine> =
        outstanding.iter().filter(|line| line.account.is_some() && chosen.expert.contains(&line.expert)).collect();
    if picked.is_empty() {
        let words = Some(say.t("review-remind-nobody"));
        let mut answer = board_page(&portal, &frame, &viewer, &direction, None, words).await?;
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(answer);
    }
    let letters = picked.iter().filter(|_| mode != LetterMode::Off).map(|line| Letters {
        to: line.name.clone(),
        count: 1,
        preview: None,
    });
    let mode_words = say.t(&format!("review-remind-{}", mode.word()));
    let back = format!("/reviewing/{direction}");
    let confirm = Confirm {
        say,
        action: format!("{back}/remind/send"),
        effects: vec![say.t("review-remind-effect"), mode_words],
        letters: letters.collect(),
        for_good: None,
        hidden: picked.iter().map(|line| ("expert".to_owned(), line.expert.clone())).collect(),
        fields: Vec::new(),
        button: say.t("review-remind-send"),
        back: Link::new(say.t("portal-back"), back),
    };
    let head = frame
        .page(say.t("review-remind-title"))
        .caption(portal.direction_name(say, &direction))
        .crumb(say.t("reviewing-title"), format!("/reviewing/{direction}"));
    Ok(page(head, vec![Html::of(&confirm)]))
}

async fn remind(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let experts: BTreeSet<String> = chosen.expert.into_iter().collect();
    let count = acts::remind_reviewers(&portal.office, doing, &direction, experts).await.map_err(refused)?;
    Ok(Redirect::to(&format!("/reviewing/{direction}?letters={count}")).into_response())
}

#[derive(Default, Deserialize)]
struct Replacing {
    #[serde(default)]
    by: String,
    #[serde(default)]
    why: String,
}

async fn ask_replace(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, number, expert)): Path<(String, String, String)>,
) -> Answer {
    let seat = Seat { number, expert };
    replace_page(&portal, &frame, &viewer, &direction, &seat, &Replacing::default(), None).await
}

async fn replace_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    seat: &Seat,
    typed: &Replacing,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let board = review_board(&portal.office, &doing, direction).await.map_err(refused)?;
    let here = |line: &&BoardLine| line.seat.number == seat.number && line.seat.expert == seat.expert;
    let line = board.lines.iter().find(here).filter(|_| board.may_act).ok_or_else(crate::shell::Fault::not_found)?;
    let known = replacements(&portal.office, &doing, &seat.number).await.map_err(refused)?;
    let choices = known.iter().map(|(expert, name)| Choice::new(expert.as_str(), format!("{expert} {name}"))).collect();
    let by = Field::select(say, "by", say.t("review-replace-by"), choices)
        .hint(say.t("review-replace-by-hint"))
        .value(typed.by.as_str())
        .error(error(&wrong, "seat"))
        .optional();
    let why = Field::area(say, "why", say.t("portal-reason"), Some(500))
        .lines(3)
        .value(typed.why.as_str())
        .error(error(&wrong, "why"));
    let fields = [by, why];
    let base = format!("/reviewing/{direction}");
    let head = frame
        .page(say.t("review-replace"))
        .caption(format!("{} · {}", seat.number, line.seat.expert_name))
        .crumb(say.t("reviewing-title"), base.clone())
        .errors_of(&fields);
    let action = format!("{base}/seat/{}/{}", seat.number, seat.expert);
    let button = Button::primary("replace", say.t("review-replace"));
    let form = FormBox::new(action, fields.iter().map(Html::of).collect(), button).back(say.t("portal-back"), base);
    Ok(page(head, vec![paragraph(&say.t("review-replace-note")), Html::of(&form)]))
}

async fn replace(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, number, expert)): Path<(String, String, String)>,
    Form(typed): Form<Replacing>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let seat = Seat { number: number.clone(), expert };
    let put = if typed.by.is_empty() { Vec::new() } else { vec![Seat { number, expert: typed.by.clone() }] };
    let change = SeatChange { direction: direction.clone(), put, taken: vec![seat.clone()], why: typed.why.clone() };
    match acts::change_seats(&portal.office, doing, change).await {
        Ok(_) => Ok(super::done(&format!("/reviewing/{direction}"), "changed")),
        Err(error) => {
            let wrong = Some(for_field(frame.say(), error)?);
            let mut answer = replace_page(&portal, &frame, &viewer, &direction, &seat, &typed, wrong).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

/// A review handed in.
async fn read(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, number, expert)): Path<(String, String, String)>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = review_read(&portal.office, &doing, &number, &expert).await.map_err(refused)?;
    let title = super::applications::title_of(&frame, &found.seat.title);
    let tag = portal.own_tag(say, &portal.office.config().side, &found.seat.title);
    let head = frame
        .page(title)
        .title_in(tag)
        .caption(format!("{number} · {} {}", found.seat.expert, found.seat.expert_name))
        .crumb(say.t("reviewing-title"), format!("/reviewing/{direction}"));
    let mut parts = Vec::new();
    for version in &found.versions {
        let told = Message::new("review-version").with("revision", version.revision);
        parts.push(heading(&say.message(&told.with("at", instant(&frame, &version.at)))));
        if !version.in_force {
            parts.push(soft(&say.t("review-version-earlier")));
        }
        parts.push(super::reviews::read_only(say, &found.form.form, &version.answers));
        let digests = Message::new("review-digests")
            .with("form", version.form.get(..12).unwrap_or_default())
            .with("answers", version.digest.get(..12).unwrap_or_default());
        parts.push(soft(&say.message(&digests)));
    }
    Ok(page(head, parts))
}

async fn scores(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(direction): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let bytes = review_scores(&portal.office, &doing, &direction, frame.lang).await.map_err(refused)?;
    Ok(as_attachment(&format!("scores-{direction}.xlsx"), XLSX, bytes))
}

/// What stands against an act as a sentence at its field.
fn at_field(say: Say, error: OfficeError) -> Result<Wrong, super::Instead> {
    for_field(say, error).map(Some)
}
