//! The joint decision of a direction: how far it has come and the steps that can be taken now.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_office::acts::{self, Doing};
use hefu_office::views::{JointLine, JointView, joint_lines};
use hefu_office::{OfficeError, Refusal, RefusalKind, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::page::{page, paragraph, table};
use super::uploads::Sent;
use super::{Answer, Portal, Who, done, flash, refused};
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::error::FaultKind;
use crate::shell::{Frame, Page, Say};

mod asked;
mod awards;
mod course;
mod files;
mod members;
mod method;
mod minute;
mod report;
mod room;
mod show;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/decisions", get(list))
        .route("/decisions/{direction}", get(course::show))
        .route("/decisions/{direction}/method", get(method::ask).post(method::propose))
        .route("/decisions/{direction}/list", post(enter))
        .route("/decisions/{direction}/members", get(members::ask).post(members::set))
        .route("/decisions/{direction}/list.xlsx", get(files::blank))
        .route("/decisions/{direction}/room", get(room::show))
        .route("/decisions/{direction}/result.xlsx", get(files::workbook))
        .route("/decisions/{direction}/minute", get(minute::ask).post(minute::draw_up))
        .route("/decisions/{direction}/minute.txt", get(files::note))
        .route("/decisions/{direction}/minute.pdf", get(files::printed))
        .route("/decisions/{direction}/report", get(report::show))
        .route("/decisions/{direction}/awards", get(awards::show).post(awards::draw_up))
        .route("/decisions/{direction}/decline", get(awards::ask).post(awards::decline))
        .route("/decisions/{direction}/awards.json", get(files::awards))
        .route("/decisions/{direction}/crossref.xml", get(files::deposit))
        .route("/decisions/{direction}/{step}", post(step))
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let lines = joint_lines(&portal.office, &doing).await.map_err(refused)?;
    let parts = vec![paragraph(&say.t("joint-note")), lines_table(&portal, say, &lines)];
    Ok(page(frame.page(say.t("joint-title")).flash(flash(&frame)), parts))
}

/// The directions with how far each has come.
pub(super) fn lines_table(portal: &Portal, say: Say, lines: &[JointLine]) -> Html {
    let rows = lines.iter().map(|line| {
        let name = portal.direction_name(say, &line.direction);
        let partner = line.partner.as_ref().map(|side| portal.side_name(say, side, &line.direction));
        let state = match line.phase {
            Some(phase) => phase_tag(say, phase),
            None => StatusTag::new(Tone::Unset, say.t("joint-no-partner")),
        };
        let count = line.projects.map_or_else(|| say.t("joint-not-yet"), |count| count.to_string());
        let name = match line.phase {
            Some(_) => Html::link(&name, &format!("/decisions/{}", line.direction)),
            None => Html::text(&name),
        };
        vec![name, Html::text(&partner.unwrap_or_default()), Html::of(&state), Html::text(&count)]
    });
    let list = Table {
        id: "decisions".to_owned(),
        caption: say.t("joint-title"),
        columns: vec![
            Column::wide(say.t("portal-direction")),
            Column::new(say.t("exchange-partner")),
            Column::new(say.t("portal-state")),
            Column::number(say.t("joint-projects")),
        ],
        rows: rows.collect(),
        empty: say.t("portal-no-directions"),
    };
    table(&list)
}

/// The frame of a page that belongs to one direction's decision.
fn head(portal: &Portal, frame: &Frame, direction: &str, title: &str) -> Page {
    let name = portal.direction_name(frame.say(), direction);
    frame
        .page(frame.say().t(title))
        .caption(name.clone())
        .crumb(frame.say().t("joint-title"), "/decisions")
        .crumb(name, format!("/decisions/{direction}"))
}

/// Who has signed a statement, with its digest.
fn signers(portal: &Portal, say: Say, view: &JointView, signed: &BTreeSet<String>, digest: &str) -> String {
    let sides = view.origins.iter().filter(|(_, origin)| signed.contains(*origin));
    let names: Vec<String> = sides.map(|(side, _)| portal.side_name(say, side, &view.direction)).collect();
    let message = Message::new("joint-signed-by").with("sides", names);
    say.message(&message.with("digest", digest.get(..16).unwrap_or(digest)))
}

fn phase_tag(say: Say, phase: hefu_exchange::joint::Phase) -> StatusTag {
    use hefu_exchange::joint::Phase;
    let tone = match phase {
        Phase::Settling => Tone::Unset,
        Phase::Published => Tone::Pass,
        Phase::Ready => Tone::Hint,
        _ => Tone::Person,
    };
    StatusTag::new(tone, say.t(&format!("joint-now-{}", phase.word())))
}

#[derive(Default, Deserialize)]
struct Given {
    #[serde(default)]
    digest: String,
    #[serde(default)]
    reason: String,
    /// The page it leads back to, where it is not that of the direction.
    #[serde(default)]
    to: String,
}

/// Steps that are one button, with a reason where one is asked for.
async fn step(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, step)): Path<(String, String)>,
    Form(form): Form<Given>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let office = &portal.office;
    let taken: Result<(), OfficeError> = match step.as_str() {
        "sign" => acts::sign_statement(office, doing, &direction, &form.digest).await,
        "withdraw" => acts::withdraw_statement(office, doing, &direction, &form.digest).await,
        "seal" => acts::seal_list(office, doing, &direction).await.map(|_| ()),
        "open" => acts::open_list(office, doing, &direction).await,
        "abort" => acts::abort_round(office, doing, &direction, &form.reason).await,
        "ready" => acts::ready_to_publish(office, doing, &direction).await,
        "publish" => acts::publish_result(office, doing, &direction).await,
        _ => return Err(crate::shell::Fault::not_found().into()),
    };
    match taken {
        Ok(()) => {
            let page = if form.to == "awards" { "/awards" } else { "" };
            Ok(done(&format!("/decisions/{direction}{page}"), &format!("joint-{step}")))
        }
        Err(error) => again(&portal, &frame, &viewer, &direction, error, &form.reason).await,
    }
}

/// The page again with why the step was refused, and what was typed.
async fn again(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    error: OfficeError,
    typed: &str,
) -> Answer {
    match error {
        OfficeError::Refused(refusal)
            if matches!(refusal.kind, RefusalKind::Invalid | RefusalKind::Conflict | RefusalKind::Closed) =>
        {
            let status = if refusal.kind == RefusalKind::Invalid { FaultKind::Invalid } else { FaultKind::Conflict };
            let wrong = course::Wrong { refusal: Some(refusal), typed: typed.to_owned(), ..course::Wrong::default() };
            let mut answer = course::page_of(portal, frame, viewer, direction, wrong).await?;
            *answer.status_mut() = status.status();
            Ok(answer)
        }
        other => Err(refused(other)),
    }
}

async fn enter(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    form: Multipart,
) -> Answer {
    let doing: Doing = portal.signed(&frame, &viewer)?;
    let sent = Sent::read(&portal.office, form).await?;
    let entered = match (sent.refused, sent.file) {
        (Some(error), _) => Err(error),
        (None, None) => Err(Refusal::invalid("file", Message::new("documents-none-chosen")).into()),
        (None, Some((name, upload))) => {
            acts::enter_support_list(&portal.office, doing, &direction, (&name, upload)).await
        }
    };
    match entered {
        Ok(entered) if entered.rows.is_some() && entered.troubles.is_empty() => {
            Ok(done(&format!("/decisions/{direction}"), "joint-list"))
        }
        Ok(entered) => {
            let taken = entered.rows.is_some();
            let wrong = course::Wrong { troubles: entered.troubles, ..course::Wrong::default() };
            let mut answer: Response = course::page_of(&portal, &frame, &viewer, &direction, wrong).await?;
            if !taken {
                *answer.status_mut() = FaultKind::Invalid.status();
            }
            Ok(answer)
        }
        Err(error) => again(&portal, &frame, &viewer, &direction, error, "").await,
    }
}
