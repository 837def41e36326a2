//! The experts an applicant names as unsuitable: a page of the application beside its form, for its team alone.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum_extra::extract::Form;
use hefu_office::acts::{self, Doing, NAMED_REASON_MOST};
use hefu_office::experts::{NAMED_MOST, NamedExpert};
use hefu_office::views::{NamedExpertsView, application_view, named_experts_view};
use hefu_office::{OfficeError, Refusal, RefusalKind, Viewer};
use hefu_words::Message;

use super::answered;
use super::applications::head;
use super::page::{Button, FormBox, heading, links, page, paragraph, soft};
use super::typed::{Wrong, error};
use super::words::instant;
use super::{Answer, Instead, Portal, Who, done, refused};
use crate::parts::{Field, Html, Summary, SummaryRow, Task, TaskState};
use crate::shell::{Frame, Link, Say};

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/applications/{draft}/named", get(show).post(name))
}

/// What the team has named, where the viewer is of it and the office offers it.
pub(super) async fn of(portal: &Portal, doing: &Doing, draft: &str) -> Result<Option<NamedExpertsView>, Instead> {
    match named_experts_view(&portal.office, doing, draft).await {
        Ok(view) => Ok(view),
        Err(OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::NotFound => Ok(None),
        Err(error) => Err(refused(error)),
    }
}

fn place(draft: &str) -> String {
    format!("/applications/{draft}/named")
}

/// The task of the application's list. It need not be done.
pub(super) fn task(say: Say, draft: &str, view: &NamedExpertsView) -> Task {
    Task {
        name: say.t("named-title"),
        href: place(draft),
        note: Some(say.t("named-task-note")),
        state: if view.named.experts.is_empty() { TaskState::Optional } else { TaskState::Done },
    }
}

/// The way to it from an application handed in.
pub(super) fn way(say: Say, draft: &str) -> Html {
    links(vec![Link::new(say.t("named-title"), place(draft))])
}

/// What was typed, by the names of the fields.
type Typed = BTreeMap<String, String>;

fn rows(typed: &Typed) -> Vec<NamedExpert> {
    let cell = |field: &str, place: u16| typed.get(&format!("{field}-{place}")).cloned().unwrap_or_default();
    let row =
        |place| NamedExpert { name: cell("name", place), unit: cell("unit", place), reason: cell("reason", place) };
    (1..=NAMED_MOST).map(row).collect()
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    named_page(&portal, &frame, &viewer, &draft, None, None).await
}

async fn named_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    draft: &str,
    typed: Option<Typed>,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = named_experts_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let view = view.ok_or_else(|| refused(Refusal::not_found().into()))?;
    let application = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    let mut page_head = head(portal, frame, &application)
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(say.t("portal-tasks"), base.clone());
    (page_head.title, page_head.title_lang) = (say.t("named-title"), None);
    page_head = answered::told(page_head, &wrong);
    let mut parts = vec![paragraph(&say.t("named-about")), soft(&say.t("named-who-sees"))];
    if view.named.revision > 0 {
        let message =
            Message::new("named-last").with("who", view.named.who.as_str()).with("at", instant(frame, &view.named.at));
        parts.push(soft(&say.message(&message)));
    }
    let (Some(most), true) = (view.most, view.may_edit) else {
        parts.push(paragraph(&say.t("named-fixed")));
        parts.extend(view.named.experts.iter().zip(1..).map(|(expert, place)| shown(say, expert, place)));
        if view.named.experts.is_empty() {
            parts.push(paragraph(&say.t("named-nobody")));
        }
        parts.push(links(vec![Link::new(say.t("portal-back"), base)]));
        return Ok(page(page_head, parts));
    };
    parts.push(paragraph(&say.with("named-at-most", "most", usize::from(most))));
    let seen = typed.as_ref().and_then(|typed| typed.get("seen").cloned());
    let known = typed.as_ref().map_or_else(|| view.named.experts.clone(), rows);
    let last = known.iter().rposition(|row| *row != NamedExpert::default()).map_or(0, |at| at + 1);
    let (mut all, mut inside) = (Vec::new(), Vec::new());
    for place in 1..=last.max(usize::from(most)) {
        let row = known.get(place - 1).cloned().unwrap_or_default();
        let fields = row_fields(say, place, &row, &wrong);
        inside.push(heading(&say.with("named-expert", "n", place)));
        inside.extend(fields.iter().map(Html::of));
        all.extend(fields);
    }
    page_head = page_head.errors_of(&all);
    let form = FormBox::new(place(draft), inside, Button::primary("name", say.t("named-save")))
        .hidden("seen", seen.unwrap_or_else(|| view.named.revision.to_string()))
        .back(say.t("portal-back-to-tasks"), base);
    parts.push(Html::of(&form));
    Ok(page(page_head, parts))
}

fn row_fields(say: Say, place: usize, row: &NamedExpert, wrong: &Wrong) -> [Field; 3] {
    let named = |field: &str| (format!("{field}-{place}"), say.with(&format!("named-{field}"), "n", place));
    let (name, name_label) = named("name");
    let (unit, unit_label) = named("unit");
    let (reason, reason_label) = named("reason");
    let most = u32::try_from(NAMED_REASON_MOST).ok();
    [
        Field::text(say, name.clone(), name_label)
            .hint(say.t("named-name-hint"))
            .value(row.name.as_str())
            .error(error(wrong, &name))
            .optional(),
        Field::text(say, unit.clone(), unit_label).value(row.unit.as_str()).error(error(wrong, &unit)),
        Field::area(say, reason.clone(), reason_label, most).value(row.reason.as_str()).error(error(wrong, &reason)),
    ]
}

fn shown(say: Say, expert: &NamedExpert, place: usize) -> Html {
    let rows = vec![
        SummaryRow::text(say.t("named-column-name"), &expert.name),
        SummaryRow::text(say.t("named-column-unit"), &expert.unit),
        SummaryRow::text(say.t("portal-reason"), &expert.reason),
    ];
    Html::of(&Summary::new(say, Some(say.with("named-expert", "n", place)), rows))
}

async fn name(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let seen = typed.get("seen").and_then(|seen| seen.parse().ok()).unwrap_or(0);
    match acts::name_experts(&portal.office, doing, &draft, seen, rows(&typed)).await {
        Ok(()) => Ok(done(&place(&draft), "experts-named")),
        Err(error) => {
            let wrong = answered::wrong(frame.say(), error)?;
            let mut answer = named_page(&portal, &frame, &viewer, &draft, Some(typed), wrong).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
