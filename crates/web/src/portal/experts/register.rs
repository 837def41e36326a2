//! The register from a file: a blank to fill in, what cannot be read, what would change, entering it.

use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::experts::ChangedExpert;
use hefu_office::views::{RegisterFile, expert_settings, register_blank, register_file};
use hefu_office::{Action, OfficeError, Refusal, RefusalKind, Thing, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::super::documents::{XLSX, as_attachment};
use super::super::page::{Button, card, links, page, paragraph, soft, table};
use super::super::troubles::troubles;
use super::super::uploads::{Sent, UploadBox};
use super::super::{Answer, Portal, Who, done, for_field, refused};
use crate::parts::{Choice, Column, Confirm, Field, Html, Table};
use crate::shell::{Frame, Link, Page, Say};
use hefu_dossier::columns::Trouble;

pub(super) async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    send_page(&portal, &frame, &viewer, &[], None).await
}

async fn send_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    unread: &[Trouble],
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    expert_settings(&portal.office, &doing).await.map_err(refused)?;
    portal.office.may_here(viewer, Action::Assign, Thing::Experts).map_err(|refusal| refused(refusal.into()))?;
    let say = frame.say();
    let most = hefu_office::documents::size(portal.office.config().documents.bytes);
    let file = Field::file(say, "file", say.t("experts-file"), ".xlsx,.csv", most).error(wrong);
    let head = frame.page(say.t("experts-import")).crumb(say.t("experts-title"), "/experts").errors_of([&file]);
    let mut parts = Vec::new();
    if let Some(first) = unread.first() {
        parts.push(troubles(say, format!("{}: {}", say.t("experts-troubles"), first.file), unread));
        parts.push(soft(&say.t("experts-troubles-note")));
    }
    parts.push(paragraph(&say.t("experts-import-note")));
    parts.push(links(vec![Link::new(say.t("experts-blank-get"), "/experts/register.xlsx")]));
    parts.push(card(vec![Html::of(&UploadBox {
        action: "/experts/register".to_owned(),
        hidden: Vec::new(),
        parts: vec![Html::of(&file)],
        button: Button::primary("look", say.t("experts-look")),
        other: None,
    })]));
    Ok(page(head, parts))
}

pub(super) async fn blank(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let bytes = register_blank(&portal.office, &doing, frame.say().0).map_err(refused)?;
    Ok(as_attachment("experts.xlsx", XLSX, bytes))
}

pub(super) async fn look(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, form: Multipart) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    portal.office.may_here(&viewer, Action::Assign, Thing::Experts).map_err(|refusal| refused(refusal.into()))?;
    let sent = Sent::read(&portal.office, form).await?;
    let looked = match (sent.refused, sent.file) {
        (Some(error), _) => Err(error),
        (None, None) => Err(Refusal::invalid("file", Message::new("documents-none-chosen")).into()),
        (None, Some((name, upload))) => acts::look_at_register(&portal.office, doing, (&name, upload)).await,
    };
    let (unread, wrong) = match looked {
        Ok(looked) => match looked.file {
            Some(file) => return Ok(Redirect::to(&format!("/experts/register/{file}")).into_response()),
            None => (looked.troubles, Some(frame.say().t("experts-troubles"))),
        },
        Err(OfficeError::Refused(refusal)) if refusal.field.is_some() && refusal.kind != RefusalKind::NotFound => {
            (Vec::new(), Some(frame.say().message(&refusal.message)))
        }
        Err(error) => return Err(refused(error)),
    };
    let mut answer = send_page(&portal, &frame, &viewer, &unread, wrong).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

pub(super) async fn preview(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(upload): Path<String>,
) -> Answer {
    preview_page(&portal, &frame, &viewer, &upload, None).await
}

async fn preview_page(portal: &Portal, frame: &Frame, viewer: &Viewer, upload: &str, wrong: Option<String>) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let found = register_file(&portal.office, &doing, upload).await.map_err(refused)?;
    let mut head: Page = frame
        .page(say.t("experts-preview"))
        .caption(found.name.clone())
        .crumb(say.t("experts-title"), "/experts")
        .crumb(say.t("experts-import"), "/experts/register");
    if let Some(words) = wrong {
        head = head.error(words, "#new");
    }
    let diff = &found.diff;
    let mut parts = differences(say, &found);
    if diff.new.is_empty() && diff.changed.is_empty() && diff.missing.is_empty() {
        parts.push(paragraph(&say.t("experts-enter-nothing")));
        parts.push(links(vec![Link::new(say.t("portal-back"), "/experts")]));
        return Ok(page(head, parts));
    }
    let retire = Choice::new("yes", say.t("experts-retire")).hint(say.t("experts-retire-hint"));
    let retire = Field::checks(say, "retire", say.with("experts-missing", "count", diff.missing.len()), vec![retire]);
    let effect = Message::new("experts-enter-effect")
        .with("new", diff.new.len())
        .with("changed", diff.changed.len())
        .with("file", found.name.as_str());
    parts.push(Html::of(&Confirm {
        say,
        action: format!("/experts/register/{upload}"),
        effects: vec![say.message(&effect)],
        letters: Vec::new(),
        for_good: None,
        hidden: vec![("seen".to_owned(), found.seen.clone())],
        fields: if diff.missing.is_empty() { Vec::new() } else { vec![retire] },
        button: say.t("experts-enter"),
        back: Link::new(say.t("portal-back"), "/experts/register"),
    }));
    Ok(page(head, parts))
}

fn differences(say: Say, found: &RegisterFile) -> Vec<Html> {
    let diff = &found.diff;
    let listed = |id: &str, caption: String, columns: Vec<Column>, rows: Vec<Vec<Html>>| {
        table(&Table { id: id.to_owned(), caption, columns, rows, empty: say.t("experts-none") })
    };
    let column = |key: &str| Column::new(say.t(key));
    let new = diff.new.iter().map(|expert| {
        vec![Html::text(&expert.number), Html::text(&expert.name), Html::text(&expert.unit), Html::text(&expert.email)]
    });
    let heads = ["experts-column-number", "experts-column-name", "experts-column-unit", "experts-column-email"];
    let mut parts =
        vec![listed("new", say.with("experts-new", "count", diff.new.len()), heads.map(column).into(), new.collect())];
    if !diff.changed.is_empty() {
        let row = |changed: &ChangedExpert| {
            let mut what: Vec<String> =
                changed.fields.iter().map(|field| say.t(&format!("experts-column-{field}"))).collect();
            if changed.back {
                what.push(say.t("experts-back-in"));
            }
            let list = Message::new("experts-list").with("items", what);
            vec![Html::text(&changed.now.number), Html::text(&changed.now.name), Html::text(&say.message(&list))]
        };
        let heads = vec![
            column("experts-column-number"),
            column("experts-column-name"),
            Column::wide(say.t("experts-what-changed")),
        ];
        let caption = say.with("experts-changed", "count", diff.changed.len());
        parts.push(listed("changed", caption, heads, diff.changed.iter().map(row).collect()));
    }
    parts.push(soft(&say.with("experts-unchanged", "count", diff.unchanged)));
    if !diff.missing.is_empty() {
        let rows = diff.missing.iter().map(|(number, name)| vec![Html::text(number), Html::text(name)]);
        let caption = say.with("experts-missing", "count", diff.missing.len());
        let heads = vec![column("experts-column-number"), column("experts-column-name")];
        parts.push(listed("missing", caption, heads, rows.collect()));
    }
    parts
}

#[derive(Default, Deserialize)]
pub(super) struct Seen {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    retire: String,
}

pub(super) async fn enter(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(upload): Path<String>,
    Form(form): Form<Seen>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::enter_register(&portal.office, doing, &upload, &form.seen, form.retire == "yes").await {
        Ok(()) => Ok(done("/experts", "experts-entered")),
        Err(error) => {
            let (_, words) = for_field(frame.say(), error)?;
            let mut answer = preview_page(&portal, &frame, &viewer, &upload, Some(words)).await?;
            *answer.status_mut() = StatusCode::CONFLICT;
            Ok(answer)
        }
    }
}
