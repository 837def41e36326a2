//! Ruling on a finding: the document beside it, the finding before and after, and what the officer saw carried along.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse as _, Redirect};
use axum_extra::extract::Form;
use hefu_check::RulingAnswer;
use hefu_office::acts::plan::{Order, apply, plan};
use hefu_office::letters::LetterKind;
use hefu_office::lists::{Ask, evidence};
use hefu_office::views::{Circle, Neighbours, application_view, excerpts, findings_alike, neighbours};
use serde::Deserialize;

use super::applications::head;
use super::letters::announcement;
use super::lists::{asked, desk_address};
use super::page::{Button, FormBox, links, page};
use super::plans::answer_fields;
use super::sections::card as finding_card;
use super::{Answer, Portal, Who, done, for_field, refused, sentence};
use crate::parts::Html;
use crate::shell::{Fault, Frame, Link, Say};

#[derive(Default, Deserialize)]
pub(super) struct Ruled {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    seen: String,
}

/// Where the officer comes from: a list, with what it is narrowed by.
struct From {
    desk: bool,
    ask: Ask,
}

impl From {
    fn of(query: Option<&str>) -> Self {
        let mut ask = asked(query);
        let desk = ask.filters.remove("desk").is_some();
        Self { desk, ask }
    }

    fn address(&self, draft: &str, finding: &str) -> String {
        if self.desk {
            desk_address(draft, finding, &self.ask)
        } else {
            format!("/applications/{draft}/rule/{finding}")
        }
    }
}

pub(super) async fn ask_rule(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, finding)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let from = From::of(query.as_deref());
    rule_page(&portal, &frame, &viewer, (&draft, &finding), &from, (Ruled::default(), None)).await
}

async fn rule_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    (draft, id): (&str, &str),
    from: &From,
    (typed, wrong): (Ruled, Option<(Option<String>, String)>),
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let about = view.findings.iter().find(|f| f.id == id && view.may_rule).ok_or_else(Fault::not_found)?;
    let number = view.standing.number.clone().unwrap_or_default();
    let order =
        Order::rule([(number.clone(), id.to_owned())], RulingAnswer::Met, "").map_err(|wrong| refused(wrong.into()))?;
    let seen = plan(&portal.office, &doing, &order).await.map_err(refused)?.seen;
    let error =
        |name: &str| wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(name)).map(|(_, words)| words.clone());
    let (answer, why) = answer_fields(say, &typed.answer, &typed.why, (error("answer"), error("why")));
    let mut page_head =
        head(portal, frame, &view).crumb(say.t("board-title"), "/desk").crumb(number, format!("/applications/{draft}"));
    page_head.title = if about.clause.is_empty() {
        say.t("confirmation-rule-on-setting")
    } else {
        sentence(say, "portal-rule", "clause", &about.clause)
    };
    page_head.title_lang = None;
    page_head = page_head.errors_of([&answer, &why]);
    let button = Button::primary("rule", say.t("portal-rule-button"));
    let form = FormBox::new(from.address(draft, id), vec![Html::of(&answer), Html::of(&why)], button)
        .hidden("seen", seen)
        .back(say.t("portal-back"), format!("/applications/{draft}"));
    let read = excerpts(&portal.office, &doing, draft, id).await.map_err(refused)?;
    let finding = Html::of(&finding_card(portal, say, &view, about));
    let around = neighbours(&portal.office, &doing, &from.ask, id).await.map_err(refused)?;
    let mut parts = vec![Html::of(&ways(say, from, &around))];
    parts.extend(super::documents::beside(say, draft, finding, &read));
    let same = evidence(about).map_err(refused)?;
    let alike = findings_alike(&portal.office, &doing, &same).await.map_err(refused)?.len();
    if alike > 1 {
        let words = say.with("plan-alike-here", "count", alike);
        parts.push(links(vec![Link::new(words, format!("/desk/alike/{same}"))]));
    }
    parts.push(announcement(portal, say, LetterKind::Ruled, Circle::Team(draft)).await?);
    parts.push(Html::of(&form));
    Ok(page(page_head, parts))
}

/// Ways to the findings before and after, each with its key.
#[derive(Template)]
#[template(path = "portal/ways.html")]
pub(super) struct Ways {
    pub say: Say,
    pub ways: Vec<(&'static str, String, String)>,
}

impl askama::filters::HtmlSafe for Ways {}

fn ways(say: Say, from: &From, around: &Neighbours) -> Ways {
    let from = From { desk: true, ask: from.ask.clone() };
    let way = |key: &'static str, word: &str, to: &Option<(String, String)>| {
        to.as_ref().map(|(draft, finding)| (key, say.t(word), from.address(draft, finding)))
    };
    let ways = [
        way("k", "desk-before", &around.before),
        way("j", "desk-after", &around.after),
        way("p", "desk-previous", &around.previous),
        way("n", "desk-next", &around.next),
    ];
    Ways { say, ways: ways.into_iter().flatten().collect() }
}

pub(super) async fn rule(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    Form(form): Form<Ruled>,
) -> Answer {
    let from = From::of(query.as_deref());
    let doing = portal.signed(&frame, &viewer)?;
    let view = application_view(&portal.office, &doing, &draft).await.map_err(refused)?;
    let number = view.standing.number.clone().unwrap_or_default();
    let answer = match form.answer.as_str() {
        "met" => RulingAnswer::Met,
        "not_met" => RulingAnswer::NotMet,
        _ => {
            let wrong = (Some("answer".to_owned()), frame.say().t("portal-answer-missing"));
            return rule_page(&portal, &frame, &viewer, (&draft, &id), &from, (form, Some(wrong))).await;
        }
    };
    let after = neighbours(&portal.office, &doing, &from.ask, &id).await.map_err(refused)?.after;
    let order = Order::rule([(number, id.clone())], answer, &form.why).map_err(|wrong| refused(wrong.into()))?;
    match apply(&portal.office, doing, order, &form.seen).await {
        Ok(_) => match after.filter(|_| from.desk) {
            Some((draft, finding)) => {
                Ok(Redirect::to(&format!("{}&done=ruled", from.address(&draft, &finding))).into_response())
            }
            None if from.desk => Ok(Redirect::to("/desk/findings?outcome=person&done=ruled").into_response()),
            None => Ok(done(&format!("/applications/{draft}"), "ruled")),
        },
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            rule_page(&portal, &frame, &viewer, (&draft, &id), &from, (form, Some(wrong))).await
        }
    }
}
