//! What the office asks for beside handing in: confirmation by the lead unit, by a recommender, until when; who recommends.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum_extra::extract::Form;
use hefu_office::confirmation::{Confirmations, Level};
use hefu_office::letters::LetterKind;
use hefu_office::views::{Circle, confirmation_rule, recommenders};
use hefu_office::{AccountId, acts};
use jiff::Zoned;
use serde::Deserialize;

use super::letters::announcement;
use super::page::{Button, FormBox, heading, links, page, paragraph, soft, table};
use super::typed::{Wrong, error, instant, instant_field};
use super::words::instant as stored;
use super::{Answer, Portal, Who, done, flash, for_field, refused};
use crate::parts::{Column, Field, Html, Summary, SummaryRow, Table};
use crate::shell::{Frame, Link};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/notices/{direction}/confirmations", get(ask).post(set))
        .route("/recommenders", get(list).post(change))
}

#[derive(Default, Deserialize)]
struct Typed {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    recommender: String,
    #[serde(default)]
    reason: String,
}

async fn ask(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(direction): Path<String>) -> Answer {
    rule_page(&portal, &frame, &viewer, &direction, None, None).await
}

/// An instant as it is typed.
fn written(at: Option<&Zoned>) -> String {
    at.map_or_else(String::new, |at| at.strftime("%Y-%m-%d %H:%M").to_string())
}

async fn rule_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    direction: &str,
    typed: Option<&Typed>,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let (rule, closes) = confirmation_rule(&portal.office, &doing, direction).await.map_err(refused)?;
    let value = |level: Level| match (typed, level) {
        (Some(typed), Level::Unit) => typed.unit.clone(),
        (Some(typed), Level::Recommender) => typed.recommender.clone(),
        (None, level) => written(rule.until(level)),
    };
    let until = |level: Level| {
        let label = format!("confirmation-until-{}", level.word());
        instant_field(portal, say, level.word(), &label, &value(level), &wrong).optional()
    };
    let reason = typed.map(|typed| typed.reason.as_str()).unwrap_or_default();
    let fields = [
        until(Level::Unit),
        until(Level::Recommender),
        Field::area(say, "reason", say.t("portal-reason"), Some(500))
            .hint(say.t("confirmation-rule-reason-hint"))
            .value(reason)
            .error(error(&wrong, "reason"))
            .optional(),
    ];
    let head = frame
        .page(say.t("confirmation-rule"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("portal-nav-notices"), "/notices")
        .flash(flash(frame))
        .errors_of(&fields);
    let Some(closes) = closes else {
        return Ok(page(head, vec![paragraph(&say.t("confirmation-publish-first"))]));
    };
    let closes = frame.stamp(closes.timestamp()).long();
    let button = Button::primary("set", say.t("confirmation-rule-save"));
    let action = format!("/notices/{direction}/confirmations");
    let form =
        FormBox::new(action, fields.iter().map(Html::of).collect(), button).back(say.t("portal-back"), "/notices");
    let parts = vec![
        paragraph(&say.t("confirmation-rule-note")),
        Html::of(&Summary::new(say, None, vec![SummaryRow::text(say.t("portal-notice-closes"), &closes)])),
        announcement(portal, say, LetterKind::ConfirmationRule, Circle::Direction(direction)).await?,
        Html::of(&form),
        links(vec![Link::new(say.t("confirmation-recommenders"), "/recommenders")]),
    ];
    Ok(page(head, parts))
}

async fn set(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let read = |name: &str, text: &str| instant(&portal, say, name, text);
    let wanted = read("unit", &typed.unit)
        .and_then(|unit| Ok(Confirmations { unit, recommender: read("recommender", &typed.recommender)? }));
    let wrong = match wanted {
        Err(wrong) => wrong,
        Ok(wanted) => match acts::require_confirmations(&portal.office, doing, &direction, wanted, &typed.reason).await
        {
            Ok(()) => return Ok(done(&format!("/notices/{direction}/confirmations"), "changed")),
            Err(error) => for_field(say, error)?,
        },
    };
    let mut answer = rule_page(&portal, &frame, &viewer, &direction, Some(&typed), Some(wrong)).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

#[derive(Default, Deserialize)]
struct Named {
    #[serde(default)]
    act: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    account: String,
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    list_page(&portal, &frame, &viewer, &Named::default(), None).await
}

async fn list_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    typed: &Named,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let found = recommenders(&portal.office, &doing).await.map_err(refused)?;
    let rows = found.iter().map(|line| {
        let label = hefu_words::Message::new("confirmation-dismiss")
            .with("person", line.person.as_str())
            .with("name", line.name.as_str());
        let dismiss = FormBox::new("/recommenders", Vec::new(), Button::plain("dismiss", say.message(&label)))
            .hidden("name", line.name.as_str())
            .hidden("account", line.account.0.as_str());
        vec![
            Html::text(&line.name),
            Html::text(&line.person),
            Html::text(&line.email),
            Html::text(&stored(frame, &line.since)),
            Html::of(&dismiss),
        ]
    });
    let columns = ["confirmation-body", "portal-person", "portal-email", "team-since", "portal-way"];
    let listed = Table {
        id: "recommenders".to_owned(),
        caption: say.t("confirmation-recommenders"),
        columns: columns.iter().map(|key| Column::new(say.t(key))).collect(),
        rows: rows.collect(),
        empty: say.t("confirmation-no-recommenders"),
    };
    let fields = [
        Field::text(say, "name", say.t("confirmation-body")).value(typed.name.as_str()).error(error(&wrong, "name")),
        Field::text(say, "email", say.t("portal-email"))
            .kind("email")
            .hint(say.t("confirmation-email-hint"))
            .value(typed.email.as_str())
            .error(error(&wrong, "email")),
    ];
    let head = frame
        .page(say.t("confirmation-recommenders"))
        .crumb(say.t("portal-nav-notices"), "/notices")
        .flash(flash(frame))
        .errors_of(&fields);
    let button = Button::primary("name", say.t("confirmation-name-body"));
    let form = FormBox::new("/recommenders", fields.iter().map(Html::of).collect(), button);
    let parts = vec![
        soft(&say.t("confirmation-recommenders-note")),
        table(&listed),
        heading(&say.t("confirmation-name-body")),
        Html::of(&form),
    ];
    Ok(page(head, parts))
}

async fn change(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(typed): Form<Named>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let did = if typed.act == "dismiss" {
        let account = AccountId(typed.account.clone());
        acts::dismiss_recommender(&portal.office, doing, &typed.name, account).await
    } else {
        acts::name_recommender(&portal.office, doing, &typed.name, &typed.email).await
    };
    match did {
        Ok(()) => Ok(done("/recommenders", "changed")),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            let mut answer = list_page(&portal, &frame, &viewer, &typed, Some(wrong)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
