//! Rulings on many findings at once: what is alike, what an order would change and whom it writes to, and its undoing.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_check::RulingAnswer;
use hefu_office::acts::plan::{Order, Plan, apply, plan};
use hefu_office::views::{alike, findings_alike, orders};
use hefu_office::{Action, Thing};
use hefu_words::Message;
use serde::Deserialize;

use super::page::{Button, FormBox, page, paragraph, soft, table};
use super::words::instant;
use super::{Answer, Portal, Who, done, flash, for_field, refused};
use crate::parts::{Choice, Column, Confirm, Control, Field, Html, Letters, StatusTag, Table, Tone};
use crate::shell::{Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/alike", get(groups))
        .route("/desk/alike/{evidence}", get(group).post(preview))
        .route("/desk/rule", post(rule))
        .route("/desk/rulings", get(made))
        .route("/desk/rulings/{order}", get(ask_undo).post(undo))
}

async fn groups(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = alike(&portal.office, &doing).await.map_err(refused)?;
    let rows = found.iter().map(|one| {
        vec![
            Html::link(&say.message(&one.says), &format!("/desk/alike/{}", one.evidence)),
            Html::text(&one.clause),
            Html::text(&one.count.to_string()),
        ]
    });
    let list = Table {
        id: "alike".to_owned(),
        caption: say.t("plan-alike"),
        columns: vec![
            Column::wide(say.t("list-column-says")),
            Column::new(say.t("list-column-clause")),
            Column::number(say.t("portal-count")),
        ],
        rows: rows.collect(),
        empty: say.t("plan-nothing-alike"),
    };
    let head = frame.page(say.t("plan-alike")).crumb(say.t("board-title"), "/desk").flash(flash(&frame));
    Ok(page(head, vec![paragraph(&say.t("plan-alike-note")), table(&list)]))
}

/// What was chosen, as the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
struct Chosen {
    #[serde(default)]
    finding: Vec<String>,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    back: String,
}

impl Chosen {
    /// Parsed into an order; what is wrong with it otherwise, with its field.
    fn order(&self) -> Result<Order, (&'static str, Message)> {
        let answer = match self.answer.as_str() {
            "met" => RulingAnswer::Met,
            "not_met" => RulingAnswer::NotMet,
            _ => return Err(("answer", Message::new("portal-answer-missing"))),
        };
        if self.why.trim().is_empty() {
            return Err(("why", Message::new("office-reason-missing")));
        }
        let named = self.finding.iter().filter_map(|one| one.split_once(' '));
        let named = named.map(|(number, finding)| (number.to_owned(), finding.to_owned()));
        Order::rule(named, answer, &self.why).map_err(|refusal| ("finding", refusal.message))
    }
}

async fn group(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(evidence): Path<String>) -> Answer {
    group_page(&portal, &frame, &viewer, &evidence, None).await
}

async fn group_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    evidence: &str,
    wrong: Option<(Chosen, &'static str, Message)>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let all = findings_alike(&portal.office, &doing, evidence).await.map_err(refused)?;
    let mut parts = Vec::new();
    if let Ok(order) = Order::rule(all.iter().take(1).cloned(), RulingAnswer::Met, "") {
        let shown = plan(&portal.office, &doing, &order).await.map_err(refused)?;
        for change in &shown.changes {
            let direction = portal.office.guide().directions.first().map_or("", |one| one.number.as_str());
            let card = super::pairs::finding_card(portal, say, direction, &change.finding);
            parts.push(super::page::card(vec![Html::of(&card)]));
        }
    }
    let (chosen, error) = match wrong {
        Some((chosen, field, message)) => (Some(chosen), Some((field, say.message(&message)))),
        None => (None, None),
    };
    let error = |name: &str| error.as_ref().filter(|(field, _)| *field == name).map(|(_, words)| words.clone());
    let choices =
        all.iter().map(|(number, finding)| Choice::new(format!("{number} {finding}"), number.clone()).hint(finding));
    let mut findings = Field::text(say, "finding", say.t("plan-which"));
    findings.control = Control::Checks(choices.collect());
    findings.values = match &chosen {
        Some(chosen) => chosen.finding.clone(),
        None => all.iter().map(|(number, finding)| format!("{number} {finding}")).collect(),
    };
    findings.error = error("finding");
    let chosen = chosen.unwrap_or_default();
    let (answer, why) = answer_fields(say, &chosen.answer, &chosen.why, (error("answer"), error("why")));
    let head = frame
        .page(say.t("plan-rule-many"))
        .crumb(say.t("board-title"), "/desk")
        .crumb(say.t("plan-alike"), "/desk/alike")
        .errors_of([&findings, &answer, &why]);
    let form = FormBox::new(
        format!("/desk/alike/{evidence}"),
        vec![Html::of(&findings), Html::of(&answer), Html::of(&why)],
        Button::primary("preview", say.t("plan-preview")),
    );
    if all.is_empty() {
        parts.push(soft(&say.t("plan-nothing-alike")));
    } else {
        parts.push(Html::of(&form));
    }
    Ok(page(head, parts))
}

/// The answer and the reason of a ruling.
pub(super) fn answer_fields(
    say: Say,
    answer: &str,
    why: &str,
    (answer_error, why_error): (Option<String>, Option<String>),
) -> (Field, Field) {
    let answers = vec![Choice::new("met", say.t("portal-met")), Choice::new("not_met", say.t("portal-not-met"))];
    let chosen = Field::radios(say, "answer", say.t("portal-answer"), answers).value(answer).error(answer_error);
    (chosen, Field::area(say, "why", say.t("portal-reason"), Some(2000)).value(why).error(why_error))
}

/// What an order changes, one line each.
fn changes(say: Say, plan: &Plan) -> Html {
    let rows = plan.changes.iter().map(|change| {
        let then = match &change.against {
            Some(message) => Html::text(&say.message(message)),
            None => Html::of(&StatusTag::outcome(say, change.then)),
        };
        vec![
            Html::link(&change.number, &format!("/applications/{}", change.draft)),
            Html::text(&say.message(&change.finding.message)),
            Html::of(&StatusTag::outcome(say, change.finding.outcome)),
            then,
        ]
    });
    table(&Table {
        id: "changes".to_owned(),
        caption: say.with("plan-changes", "count", plan.changes.len()),
        columns: vec![
            Column::new(say.t("list-column-number")),
            Column::wide(say.t("list-column-says")),
            Column::new(say.t("plan-now")),
            Column::new(say.t("plan-then")),
        ],
        rows: rows.collect(),
        empty: say.t("list-nothing"),
    })
}

/// The letters of an order, to the team of each application.
fn letters(say: Say, plan: &Plan) -> Vec<Letters> {
    let mut all: Vec<Letters> = Vec::new();
    for change in &plan.changes {
        let to = say.with("plan-team-of", "number", &*change.number);
        let count = u64::try_from(change.letters).unwrap_or(u64::MAX);
        match all.iter_mut().find(|letters| letters.to == to) {
            Some(letters) => letters.count = letters.count.saturating_add(count),
            None => all.push(Letters { to, count, preview: None }),
        }
    }
    all.retain(|letters| letters.count > 0);
    all
}

async fn preview(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(evidence): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Answer {
    match chosen.order() {
        Ok(_) => preview_page(&portal, &frame, &viewer, Chosen { back: evidence, ..chosen }, None).await,
        Err((field, message)) => {
            let wrong = Some((chosen, field, message));
            let mut answer = group_page(&portal, &frame, &viewer, &evidence, wrong).await?;
            *answer.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

async fn preview_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    chosen: Chosen,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let order = chosen
        .order()
        .map_err(|(_, message)| crate::shell::Fault::new(crate::shell::error::FaultKind::Invalid).what(message))?;
    let shown = plan(&portal.office, &doing, &order).await.map_err(refused)?;
    let mut head = frame
        .page(say.t("plan-preview-title"))
        .crumb(say.t("board-title"), "/desk")
        .crumb(say.t("plan-alike"), "/desk/alike");
    if let Some(words) = wrong {
        head = head.error(words, "#changes");
    }
    let mut parts = vec![changes(say, &shown)];
    if shown.sound() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut hidden: Vec<_> = chosen.finding.iter().map(|finding| pair("finding", finding)).collect();
        hidden.extend([pair("answer", &chosen.answer), pair("why", &chosen.why)]);
        hidden.extend([pair("seen", &shown.seen), pair("back", &chosen.back)]);
        let answer = say.t(if chosen.answer == "met" { "portal-met" } else { "portal-not-met" });
        let count = shown.changes.len();
        let effect = Message::new("plan-effect").with("count", count).with("answer", answer);
        let reason = Message::new("plan-reason").with("why", chosen.why.trim());
        let mut effects = vec![say.message(&effect), say.message(&reason), say.t("plan-can-undo")];
        effects.extend(held(say, &shown));
        parts.push(Html::of(&Confirm {
            say,
            action: "/desk/rule".to_owned(),
            effects,
            letters: letters(say, &shown),
            for_good: None,
            hidden,
            fields: Vec::new(),
            button: say.t("plan-apply"),
            back: Link::new(say.t("portal-back"), format!("/desk/alike/{}", chosen.back)),
        }));
    } else {
        parts.push(paragraph(&say.t("plan-cannot")));
    }
    Ok(page(head, parts))
}

fn held(say: Say, plan: &Plan) -> Option<String> {
    (plan.held && plan.letters() > 0).then(|| say.t("plan-letters-wait"))
}

async fn rule(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(chosen): Form<Chosen>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let order = chosen
        .order()
        .map_err(|(_, message)| crate::shell::Fault::new(crate::shell::error::FaultKind::Invalid).what(message))?;
    match apply(&portal.office, doing, order, &chosen.seen).await {
        Ok(order) => Ok(done(&format!("/desk/rulings/{order}"), "ruled")),
        Err(error) => {
            let (_, words) = for_field(frame.say(), error)?;
            let mut answer = preview_page(&portal, &frame, &viewer, chosen, Some(words)).await?;
            *answer.status_mut() = axum::http::StatusCode::CONFLICT;
            Ok(answer)
        }
    }
}

async fn made(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = orders(&portal.office, &doing).await.map_err(refused)?;
    // Who may not rule may not undo, which is what the page of an order is for.
    let rules = portal.may(&viewer, Action::Rule, Thing::Pair);
    let rows = found.iter().map(|line| {
        let answer = match line.ruling.answer {
            RulingAnswer::Met => StatusTag::new(Tone::Pass, say.t("portal-met")),
            RulingAnswer::NotMet => StatusTag::new(Tone::Fail, say.t("portal-not-met")),
        };
        let at = instant(&frame, &line.made);
        vec![
            if rules { Html::link(&at, &format!("/desk/rulings/{}", line.order)) } else { Html::text(&at) },
            Html::text(&line.ruling.who),
            Html::of(&answer),
            Html::text(&line.ruling.why),
            Html::text(&line.count.to_string()),
            Html::text(&line.undone.to_string()),
        ]
    });
    let list = Table {
        id: "orders".to_owned(),
        caption: say.t("plan-orders"),
        columns: vec![
            Column::new(say.t("portal-at")),
            Column::new(say.t("portal-person")),
            Column::new(say.t("portal-answer")),
            Column::wide(say.t("portal-reason")),
            Column::number(say.t("plan-findings")),
            Column::number(say.t("plan-undone")),
        ],
        rows: rows.collect(),
        empty: say.t("plan-no-orders"),
    };
    let head = frame.page(say.t("plan-orders")).crumb(say.t("board-title"), "/desk").flash(flash(&frame));
    Ok(page(head, vec![table(&list)]))
}

#[derive(Default, Deserialize)]
struct Undo {
    #[serde(default)]
    why: String,
    #[serde(default)]
    seen: String,
}

async fn ask_undo(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(order): Path<String>) -> Answer {
    undo_page(&portal, &frame, &viewer, &order, String::new(), None).await
}

async fn undo_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    name: &str,
    typed: String,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let shown = plan(&portal.office, &doing, &Order::undo(name, "")).await.map_err(refused)?;
    let why = Field::area(say, "why", say.t("portal-reason"), Some(2000)).value(typed).error(wrong);
    let head = frame
        .page(say.t("plan-undo-title"))
        .crumb(say.t("board-title"), "/desk")
        .crumb(say.t("plan-orders"), "/desk/rulings")
        .flash(flash(frame))
        .errors_of([&why]);
    let mut parts = vec![changes(say, &shown)];
    if shown.sound() {
        let mut effects = vec![say.t("plan-undo-effect"), say.t("plan-undo-letters")];
        effects.extend(held(say, &shown));
        parts.push(Html::of(&Confirm {
            say,
            action: format!("/desk/rulings/{name}"),
            effects,
            letters: letters(say, &shown),
            for_good: None,
            hidden: vec![("seen".to_owned(), shown.seen.clone())],
            fields: vec![why],
            button: say.t("plan-undo"),
            back: Link::new(say.t("portal-back"), "/desk/rulings"),
        }));
    } else {
        parts.push(paragraph(&say.t("plan-cannot")));
    }
    Ok(page(head, parts))
}

async fn undo(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(name): Path<String>,
    Form(form): Form<Undo>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match apply(&portal.office, doing, Order::undo(&name, &form.why), &form.seen).await {
        Ok(_) => Ok(done("/desk/rulings", "undone")),
        Err(error) => {
            let (_, words) = for_field(frame.say(), error)?;
            let mut answer = undo_page(&portal, &frame, &viewer, &name, form.why, Some(words)).await?;
            *answer.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
