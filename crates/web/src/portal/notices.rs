//! The office's own notices: which are published, publishing one, extending its window.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use hefu_office::acts::{self, NoticeDraft};
use hefu_office::letters::LetterKind;
use hefu_office::views::{Circle, notice_views};
use hefu_office::{Action, Thing};
use serde::Deserialize;

use super::letters::announcement;
use super::page::{Button, FormBox, page, paragraph, table};
use super::typed::{Wrong, error, instant, instant_field};
use super::{Answer, Portal, Who, done, flash, for_field, refused, sentence};
use crate::parts::{Column, Field, Html, StatusTag, Table, Tone, Width};
use crate::shell::Frame;

pub(super) async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    may(&portal, &viewer, Action::Publish, Thing::UnpublishedNotice)?;
    let say = frame.say();
    let views = notice_views(&portal.office, &doing.now).await.map_err(refused)?;
    let rows = views.iter().map(|view| {
        let href = format!("/notices/{}", view.direction);
        let closes = view.notice.as_ref().and_then(|notice| notice.window.closes.as_ref());
        let (tag, way) = match &view.notice {
            None => {
                (StatusTag::new(Tone::Unset, say.t("portal-unpublished")), Html::link(&say.t("portal-publish"), &href))
            }
            Some(_) => {
                let ways = [
                    Html::link(&say.t("portal-extend"), &format!("{href}/extend")),
                    Html::link(&say.t("confirmation-rule"), &format!("{href}/confirmations")),
                ];
                (StatusTag::new(Tone::Pass, say.t("portal-published")), Html::join(&ways, &Html::text(" · ")))
            }
        };
        let at = closes.map_or_else(|| say.t("portal-not-in-guide"), |at| frame.stamp(at.timestamp()).long());
        let mut closing = vec![Html::text(&at)];
        closing.extend(super::confirmation::deadline_lines(&frame, view.confirmations.as_ref()));
        let closing = Html::join(&closing, &Html::text("; "));
        vec![Html::text(&portal.direction_name(say, &view.direction)), Html::of(&tag), closing, way]
    });
    let columns = ["portal-direction", "portal-state", "portal-notice-closes", "portal-way"];
    let list = Table {
        id: "notices".to_owned(),
        caption: say.t("portal-nav-notices"),
        columns: columns.iter().map(|key| Column::new(say.t(key))).collect(),
        rows: rows.collect(),
        empty: say.t("portal-no-directions"),
    };
    Ok(page(frame.page(say.t("portal-nav-notices")).flash(flash(&frame)), vec![table(&list)]))
}

fn may(portal: &Portal, viewer: &hefu_office::Viewer, action: Action, thing: Thing) -> Result<(), super::Instead> {
    portal.office.may_here(viewer, action, thing).map_err(|refusal| refused(refusal.into()))
}

#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    number: String,
    #[serde(default)]
    opens: String,
    #[serde(default)]
    closes: String,
    #[serde(default)]
    basis: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn ask_publish(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    publish_page(&portal, &frame, &viewer, &direction, &Typed::default(), None)
}

fn publish_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    direction: &str,
    typed: &Typed,
    wrong: Wrong,
) -> Answer {
    portal.signed(frame, viewer)?;
    may(portal, viewer, Action::Publish, Thing::UnpublishedNotice)?;
    portal.office.direction(direction).map_err(|refusal| refused(refusal.into()))?;
    let say = frame.say();
    let line = |name: &str, label: &str, value: &str| {
        Field::text(say, name, say.t(label)).value(value).error(error(&wrong, name))
    };
    let basis = line("basis", "portal-notice-basis", &typed.basis).hint(say.t("portal-notice-basis-hint"));
    let basis = match portal.office.basis_clause(direction) {
        Some(clause) => basis.quote(portal.quote(&clause)),
        None => basis,
    };
    let fields = [
        line("number", "portal-notice-number", &typed.number).width(Width::Middle),
        instant_field(portal, say, "opens", "portal-notice-opens", &typed.opens, &wrong),
        instant_field(portal, say, "closes", "portal-notice-closes", &typed.closes, &wrong),
        basis,
        line("contact", "portal-notice-contact", &typed.contact),
    ];
    let head = frame
        .page(say.t("portal-publish"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("portal-nav-notices"), "/notices")
        .errors_of(&fields);
    let button = Button::primary("publish", say.t("portal-publish-button"));
    let form = FormBox::new(format!("/notices/{direction}"), fields.iter().map(Html::of).collect(), button)
        .back(say.t("portal-back"), "/notices");
    Ok(page(head, vec![paragraph(&say.t("portal-publish-note")), Html::of(&form)]))
}

pub(super) async fn publish(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let window = instant(&portal, say, "opens", &typed.opens)
        .and_then(|opens| Ok((opens, instant(&portal, say, "closes", &typed.closes)?)));
    let (opens, closes) = match window {
        Ok(window) => window,
        Err(wrong) => return publish_page(&portal, &frame, &viewer, &direction, &typed, Some(wrong)),
    };
    let draft = NoticeDraft {
        number: typed.number.clone(),
        opens,
        closes,
        basis: typed.basis.clone(),
        contact: typed.contact.clone(),
    };
    match acts::publish_notice(&portal.office, doing, &direction, draft).await {
        Ok(()) => Ok(done("/notices", "published")),
        Err(error) => {
            let wrong = for_field(say, error)?;
            publish_page(&portal, &frame, &viewer, &direction, &typed, Some(wrong))
        }
    }
}

pub(super) async fn ask_extend(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    extend_page(&portal, &frame, &viewer, &direction, &Typed::default(), None).await
}

async fn extend_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    direction: &str,
    typed: &Typed,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    may(portal, viewer, Action::Extend, Thing::Notice)?;
    portal.office.direction(direction).map_err(|refusal| refused(refusal.into()))?;
    let say = frame.say();
    let views = notice_views(&portal.office, &doing.now).await.map_err(refused)?;
    let notice = views.iter().find(|view| view.direction == direction).and_then(|view| view.notice.as_ref());
    let closes = notice.and_then(|notice| notice.window.closes.as_ref());
    let now = closes.map_or_else(|| say.t("portal-not-in-guide"), |at| frame.stamp(at.timestamp()).long());
    let fields = [
        instant_field(portal, say, "closes", "portal-notice-closes", &typed.closes, &wrong),
        Field::area(say, "reason", say.t("portal-reason"), Some(500))
            .value(typed.reason.as_str())
            .error(error(&wrong, "reason")),
    ];
    let head = frame
        .page(say.t("portal-extend"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("portal-nav-notices"), "/notices")
        .errors_of(&fields);
    let button = Button::primary("extend", say.t("portal-extend-button"));
    let form = FormBox::new(format!("/notices/{direction}/extend"), fields.iter().map(Html::of).collect(), button)
        .back(say.t("portal-back"), "/notices");
    let parts = vec![
        paragraph(&sentence(say, "portal-closes-now", "at", &now)),
        paragraph(&say.t("portal-extend-note")),
        announcement(portal, say, LetterKind::DeadlineExtended, Circle::Direction(direction)).await?,
        Html::of(&form),
    ];
    Ok(page(head, parts))
}

pub(super) async fn extend(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let missing = || (Some("closes".to_owned()), sentence(say, "portal-instant-wrong", "found", &typed.closes));
    let closes = match instant(&portal, say, "closes", &typed.closes).and_then(|at| at.ok_or_else(missing)) {
        Ok(closes) => closes,
        Err(wrong) => return extend_page(&portal, &frame, &viewer, &direction, &typed, Some(wrong)).await,
    };
    match acts::extend_deadline(&portal.office, doing, &direction, closes, &typed.reason).await {
        Ok(()) => Ok(done("/notices", "extended")),
        Err(error) => {
            let wrong = for_field(say, error)?;
            extend_page(&portal, &frame, &viewer, &direction, &typed, Some(wrong)).await
        }
    }
}
