//! An application as a workbook: taken away, filled in elsewhere, sent back.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::get;
use hefu_application::{Problem, Severity};
use hefu_office::acts::{self, TakenIn};
use hefu_office::views::{application_view, workbook};
use hefu_office::{OfficeError, RefusalKind, Viewer};
use hefu_words::Message;

use super::applications::head;
use super::documents::{XLSX, as_attachment};
use super::page::{Button, card, links, page, paragraph, soft, table};
use super::uploads::{Sent, UploadBox};
use super::words::section as section_name;
use super::{Answer, Portal, Who, refused, sentence};
use crate::parts::{Choice, Column, Field, Html, StatusTag, Table, Tone};
use crate::shell::error::FaultKind;
use crate::shell::{Flash, Frame, Link, Say};

/// Addresses of the workbook.
pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/applications/{draft}/workbook", get(show).post(take_in).layer(DefaultBodyLimit::disable()))
        .route("/applications/{draft}/workbook.xlsx", get(download))
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let view = application_view(&portal.office, &doing, &draft).await.map_err(refused)?;
    if !view.may_edit {
        return Ok(Redirect::to(&format!("/applications/{draft}")).into_response());
    }
    workbook_page(&portal, &frame, &viewer, &draft, None, None).await
}

/// The page, with what became of a workbook just sent.
async fn workbook_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    draft: &str,
    taken: Option<(String, TakenIn)>,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    let mut page_head = head(portal, frame, &view)
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(say.t("portal-tasks"), base.clone());
    page_head.title = say.t("documents-workbook");
    let mut parts = Vec::new();
    let mut kind = None;
    let (name, taken) = taken.map_or((String::new(), None), |(name, taken)| (name, Some(taken)));
    let file_wrong = match &taken {
        Some(taken) if taken.done => {
            let names: Vec<String> = taken.sections.iter().map(|section| section_name(say, *section)).collect();
            let message = Message::new("documents-workbook-done").with("sections", names.join(&say.t("portal-and")));
            page_head = page_head.flash(Some(Flash::Done(say.message(&message))));
            None
        }
        Some(taken) => {
            kind = Some(FaultKind::Invalid);
            let key = if taken.found { "documents-workbook-not-taken" } else { "documents-workbook-unread" };
            Some(say.t(key))
        }
        None => wrong,
    };
    kind = kind.or(file_wrong.is_some().then_some(FaultKind::Invalid));
    let most = hefu_office::documents::size(portal.office.config().documents.bytes);
    let file = Field::file(say, "file", say.t("documents-workbook-file"), ".xlsx", most).error(file_wrong);
    let choice = Choice::new("yes", say.t("documents-workbook-anyway"));
    let anyway = Field::checks(say, "anyway", say.t("documents-workbook-cells"), vec![choice]);
    page_head = page_head.errors_of([&file]);
    if let Some(taken) = taken.as_ref().filter(|taken| !taken.problems.is_empty()) {
        parts.push(problems(say, &name, &taken.problems));
    }
    parts.push(paragraph(&say.t("documents-workbook-note")));
    parts.push(links(vec![Link::new(say.t("documents-workbook-download"), format!("{base}/workbook.xlsx"))]));
    let form = UploadBox {
        action: format!("{base}/workbook"),
        hidden: Vec::new(),
        parts: vec![Html::of(&file), Html::of(&anyway)],
        button: Button::primary("take-in", say.t("documents-workbook-take-in")),
        other: None,
    };
    parts.push(card(vec![Html::of(&form)]));
    parts.push(soft(&say.t("documents-workbook-replaces")));
    parts.push(links(vec![Link::new(say.t("portal-back-to-tasks"), base)]));
    let mut response = page(page_head, parts);
    if let Some(kind) = kind {
        *response.status_mut() = kind.status();
    }
    Ok(response)
}

/// What could not be read, each with its place and what to do.
pub(super) fn problems(say: Say, file: &str, problems: &[Problem]) -> Html {
    let number = |number: Option<String>| Html::text(&number.unwrap_or_default());
    let row = |problem: &Problem| {
        let (tone, key) = match problem.severity {
            Severity::Error => (Tone::Fail, "documents-workbook-lost"),
            Severity::Warning => (Tone::Person, "documents-workbook-look"),
        };
        vec![
            Html::of(&StatusTag::new(tone, say.t(key))),
            Html::text(problem.cell.sheet.as_deref().unwrap_or_default()),
            number(problem.cell.row.map(|row| row.to_string())),
            Html::text(problem.cell.column.as_deref().unwrap_or_default()),
            Html::text(&say.message(&hefu_dossier::problems::message(problem))),
        ]
    };
    table(&Table {
        id: "problems".to_owned(),
        caption: sentence(say, "documents-workbook-problems", "file", file),
        columns: vec![
            Column::new(say.t("documents-workbook-state")),
            Column::new(say.t("documents-workbook-sheet")),
            Column::number(say.t("documents-workbook-row")),
            Column::new(say.t("documents-workbook-column")),
            Column::wide(say.t("documents-workbook-what")),
        ],
        rows: problems.iter().map(row).collect(),
        empty: String::new(),
    })
}

async fn take_in(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    form: Multipart,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::may_attach(&portal.office, &doing, &draft).await.map_err(refused)?;
    let sent = Sent::read(&portal.office, form).await?;
    let anyway = sent.value("anyway") == "yes";
    let done = match (sent.refused, sent.file) {
        (Some(error), _) => Err(error),
        (None, None) => Err(hefu_office::Refusal::invalid("file", Message::new("documents-none-chosen")).into()),
        (None, Some((name, upload))) => {
            let taken = acts::take_in_workbook(&portal.office, doing, &draft, upload, anyway).await;
            taken.map(|taken| (name, taken))
        }
    };
    match done {
        Ok(taken) => workbook_page(&portal, &frame, &viewer, &draft, Some(taken), None).await,
        Err(OfficeError::Refused(refusal)) if refusal.field.is_some() && refusal.kind != RefusalKind::NotFound => {
            let status = super::fault(OfficeError::Refused(refusal.clone())).kind.status();
            let words = frame.say().message(&refusal.message);
            let mut response = workbook_page(&portal, &frame, &viewer, &draft, None, Some(words)).await?;
            *response.status_mut() = status;
            Ok(response)
        }
        Err(error) => Err(refused(error)),
    }
}

async fn download(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let view = application_view(&portal.office, &doing, &draft).await.map_err(refused)?;
    let bytes = workbook(&portal.office, &doing, &draft).await.map_err(refused)?;
    let number = view.standing.number.unwrap_or(draft);
    Ok(as_attachment(&format!("{number}.xlsx"), XLSX, bytes))
}
