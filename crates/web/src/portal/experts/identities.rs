//! The comparison of identity numbers with the partner's office: where it stands, and whether this office takes part.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::Viewer;
use hefu_office::acts;
use hefu_office::views::{IdentitiesView, identities_view};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, links, page, paragraph, soft};
use super::super::typed::{Wrong, number, number_field};
use super::super::words::instant;
use super::super::{Answer, Instead, Portal, Who, answered, done, flash, refused};
use crate::parts::{Html, Summary, SummaryRow};
use crate::shell::{Frame, Link, Say};

/// What was typed.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    most: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    identities_page(&portal, &frame, &viewer, &direction, None, None).await
}

async fn identities_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    typed: Option<Typed>,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = identities_view(&portal.office, &doing, direction).await.map_err(refused)?;
    let base = format!("/experts/identities/{direction}");
    let back = format!("/experts/conflicts/{direction}");
    let typed =
        typed.unwrap_or_else(|| Typed { most: view.set.as_ref().map(|set| set.most.to_string()).unwrap_or_default() });
    let most = number_field(say, "most", say.t("identities-most"), &typed.most, &wrong)
        .hint(say.t("identities-most-hint"))
        .optional();
    let head = frame
        .page(say.t("identities-title"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("experts-title"), "/experts")
        .crumb(say.t("experts-conflicts"), back.clone())
        .flash(flash(frame))
        .errors_of([&most]);
    let head = answered::told(head, &wrong);
    let mut parts = vec![paragraph(&say.t("identities-note")), paragraph(&say.t("identities-brake"))];
    if !view.in_terms {
        parts.push(soft(&say.t("identities-not-in-terms")));
    }
    parts.push(Html::of(&Summary::new(say, Some(say.t("identities-standing")), rows(frame, &view))));
    if view.may_set && view.in_terms {
        let form = FormBox::new(base, vec![Html::of(&most)], Button::primary("set", say.t("experts-save")));
        parts.push(soft(&say.t("identities-off-effect")));
        parts.push(Html::of(&form.back(say.t("portal-back"), back)));
    }
    Ok(page(head, parts))
}

fn rows(frame: &Frame, view: &IdentitiesView) -> Vec<SummaryRow> {
    let say = frame.say();
    let takes = |set: Option<u32>| match set {
        Some(most) => say.with("identities-takes-part", "most", i64::from(most)),
        None => say.t("identities-takes-none"),
    };
    let mut rows = vec![
        SummaryRow::text(say.t("identities-own"), &takes(view.set.as_ref().map(|set| set.most))),
        SummaryRow::text(say.t("identities-partner"), &takes(view.partner.as_ref().map(|set| set.most))),
        SummaryRow::text(say.t("identities-experts"), &say.message(&counted("identities-experts-of", view.experts))),
    ];
    if view.set.is_some() {
        rows.push(SummaryRow::text(say.t("identities-told"), &view.told.to_string()));
        rows.push(SummaryRow::text(say.t("identities-had"), &view.had.to_string()));
        rows.push(SummaryRow::text(say.t("identities-evaluated"), &view.evaluated.to_string()));
    }
    rows.push(SummaryRow::text(say.t("identities-compared"), &standing(frame, view).join(" ")));
    rows
}

fn counted(key: &'static str, (with, without): (usize, usize)) -> Message {
    Message::new(key).with("with", with).with("without", without)
}

/// When was compared last and with what, what is outstanding and why, in sentences.
pub(super) fn standing(frame: &Frame, view: &IdentitiesView) -> Vec<String> {
    let say = frame.say();
    let last = match &view.compared {
        Some((last, at)) => say.message(
            &Message::new("identities-last")
                .with("at", instant(frame, at))
                .with("numbers", last.numbers)
                .with("pairs", last.pairs)
                .with("found", last.matches.len()),
        ),
        None => say.t("identities-never"),
    };
    let mut all = vec![last];
    if view.set.is_none() || view.partner.is_none() {
        return all;
    }
    if view.outstanding > 0 {
        all.push(say.message(&Message::new("identities-outstanding").with("count", view.outstanding)));
    }
    all.extend(view.halt.map(|halt| say.t(&format!("identities-halt-{}", halt.word()))));
    all
}

/// What the page of conflicts says of it.
pub(super) async fn said(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
) -> Result<Vec<Html>, Instead> {
    let doing = portal.signed(frame, viewer)?;
    let view = identities_view(&portal.office, &doing, direction).await.map_err(refused)?;
    let say: Say = frame.say();
    let words = if view.set.is_none() && view.compared.is_none() {
        vec![say.t("identities-off")]
    } else {
        standing(frame, &view)
    };
    let way = Link::new(say.t("identities-title"), format!("/experts/identities/{direction}"));
    Ok(vec![soft(&words.join(" ")), links(vec![way])])
}

pub(super) async fn set(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let wrong = match number(frame.say(), "most", &typed.most) {
        Err(wrong) => Some(wrong),
        Ok(most) => match acts::set_identities(&portal.office, doing, &direction, most).await {
            Ok(()) => return Ok(done(&format!("/experts/identities/{direction}"), "identities-set")),
            Err(error) => answered::wrong(frame.say(), error)?,
        },
    };
    let mut answer = identities_page(&portal, &frame, &viewer, &direction, Some(typed), wrong).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
