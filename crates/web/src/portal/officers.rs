//! The officers' list, and ruling on a finding.

use axum::extract::{Path, State};
use axum_extra::extract::{Form, Query};
use hefu_check::RulingAnswer;
use hefu_office::acts;
use hefu_office::letters::LetterKind;
use hefu_office::views::{Circle, application_view, excerpts, officer_desk};
use serde::Deserialize;

use super::applications::{head, row};
use super::letters::announcement;
use super::page::{Button, FormBox, page, table};
use super::sections::card as finding_card;
use super::words::state;
use super::{Answer, Portal, Who, done, flash, for_field, refused, sentence};
use crate::parts::{Choice, Column, Field, Html, Pagination, Table};
use crate::shell::{Fault, Frame};

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    direction: String,
    #[serde(default)]
    after: String,
}

pub(super) async fn desk(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let (direction, after) = (some(&wanted.direction), some(&wanted.after));
    let list = officer_desk(&portal.office, &doing, direction.as_deref(), after.as_deref()).await.map_err(refused)?;
    let counts = Table {
        id: "counts".to_owned(),
        caption: say.t("portal-counts"),
        columns: vec![
            Column::new(say.t("portal-direction")),
            Column::new(say.t("portal-state")),
            Column::number(say.t("portal-count")),
        ],
        rows: list
            .counts
            .iter()
            .map(|(direction, of, count)| {
                vec![
                    Html::link(&portal.direction_name(say, direction), &format!("/desk?direction={direction}")),
                    Html::of(&state(say, *of)),
                    Html::text(&count.to_string()),
                ]
            })
            .collect(),
        empty: say.t("portal-none-handed-in"),
    };
    let columns = ["portal-title", "portal-number", "portal-direction", "portal-state", "portal-at"];
    let lines = Table {
        id: "applications".to_owned(),
        caption: match &direction {
            Some(number) => portal.direction_name(say, number),
            None => say.t("portal-all-applications"),
        },
        columns: columns.iter().map(|key| Column::new(say.t(key))).collect(),
        rows: list.lines.iter().map(|line| row(&portal, &frame, line)).collect(),
        empty: say.t("portal-none-handed-in"),
    };
    let next = list.next.map(|after| format!("/desk?direction={}&after={after}", wanted.direction));
    let first = (!wanted.after.is_empty()).then(|| format!("/desk?direction={}", wanted.direction));
    let pages = Pagination::by_key(say, &lines.caption, first, next);
    let parts = vec![table(&counts), table(&lines), Html::of(&pages)];
    Ok(page(frame.page(say.t("portal-nav-desk")).flash(flash(&frame)), parts))
}

#[derive(Default, Deserialize)]
pub(super) struct Ruled {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    why: String,
}

pub(super) async fn ask_rule(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, finding)): Path<(String, String)>,
) -> Answer {
    rule_page(&portal, &frame, &viewer, (&draft, &finding), Ruled::default(), None).await
}

async fn rule_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    (draft, id): (&str, &str),
    typed: Ruled,
    wrong: Option<(Option<String>, String)>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let about = view.findings.iter().find(|f| f.id == id && view.may_rule).ok_or_else(Fault::not_found)?;
    let error =
        |name: &str| wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(name)).map(|(_, words)| words.clone());
    let answers = vec![Choice::new("met", say.t("portal-met")), Choice::new("not_met", say.t("portal-not-met"))];
    let answer =
        Field::radios(say, "answer", say.t("portal-answer"), answers).value(typed.answer).error(error("answer"));
    let why = Field::area(say, "why", say.t("portal-reason"), Some(2000)).value(typed.why).error(error("why"));
    let mut page_head = head(portal, frame, &view)
        .crumb(say.t("portal-nav-desk"), "/desk")
        .crumb(view.application.title.own.clone(), format!("/applications/{draft}"));
    page_head.title = sentence(say, "portal-rule", "clause", &about.clause);
    page_head = page_head.errors_of([&answer, &why]);
    let button = Button::primary("rule", say.t("portal-rule-button"));
    let form =
        FormBox::new(format!("/applications/{draft}/rule/{id}"), vec![Html::of(&answer), Html::of(&why)], button)
            .back(say.t("portal-back"), format!("/applications/{draft}"));
    let read = excerpts(&portal.office, &doing, draft, id).await.map_err(refused)?;
    let finding = Html::of(&finding_card(portal, say, &view, about));
    let mut parts = super::documents::beside(say, draft, finding, &read);
    parts.push(announcement(portal, say, LetterKind::Ruled, Circle::Team(draft)).await?);
    parts.push(Html::of(&form));
    Ok(page(page_head, parts))
}

pub(super) async fn rule(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, id)): Path<(String, String)>,
    Form(form): Form<Ruled>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let view = application_view(&portal.office, &doing, &draft).await.map_err(refused)?;
    let number = view.standing.number.clone().unwrap_or_default();
    let answer = match form.answer.as_str() {
        "met" => RulingAnswer::Met,
        "not_met" => RulingAnswer::NotMet,
        _ => {
            let wrong = (Some("answer".to_owned()), frame.say().t("portal-answer-missing"));
            return rule_page(&portal, &frame, &viewer, (&draft, &id), form, Some(wrong)).await;
        }
    };
    match acts::rule(&portal.office, doing, &number, &id, answer, &form.why).await {
        Ok(()) => Ok(done(&format!("/applications/{draft}"), "ruled")),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            rule_page(&portal, &frame, &viewer, (&draft, &id), form, Some(wrong)).await
        }
    }
}
