//! The documents of an application: attached, replaced, removed, taken away, and shown beside a finding.

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_check::{Finding, Outcome};
use hefu_office::acts::{self, NewDocument};
use hefu_office::documents::{AttachedTo, Document, about, place_of, size};
use hefu_office::draft::Section;
use hefu_office::views::{
    ApplicationView, DocumentLine, DocumentPlace, DocumentsView, Excerpt, ExcerptLine, document_file, documents_view,
};
use hefu_office::{OfficeError, RefusalKind, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::applications::head;
use super::page::{Button, card, heading, links, page, paragraph, segment, soft, table};
use super::uploads::{Sent, UploadBox};
use super::{Answer, Portal, Who, refused, sentence};
use crate::parts::{Column, Field, HeldFile, Html, Table, Task, TaskState};
use crate::shell::{Fault, Flash, Frame, Link, Say};

/// Addresses of documents.
pub(super) fn routes() -> Router<Portal> {
    let files = get(show).post(change).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/applications/{draft}/documents", files)
        .route("/applications/{draft}/documents/remove", post(remove))
        .route("/applications/{draft}/documents/{digest}", get(download))
}

/// What was typed and why it was not taken: the place, the field, the sentence, the status.
struct Wrong {
    place: String,
    field: String,
    words: String,
    status: StatusCode,
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    documents_page(&portal, &frame, &viewer, &draft, None).await
}

async fn documents_page(portal: &Portal, frame: &Frame, viewer: &Viewer, draft: &str, wrong: Option<Wrong>) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let seen = documents_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    let mut page_head = head(portal, frame, &seen.view)
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(say.t("portal-tasks"), base.clone());
    page_head.title = say.t("documents-title");
    if let Some(flash) = flash(frame) {
        page_head = page_head.flash(Some(flash));
    }
    if !seen.view.may_edit {
        let parts = vec![list(say, &seen.view), links(vec![Link::new(say.t("portal-back"), base)])];
        return Ok(page(page_head, parts));
    }
    let mut parts = vec![soft(&sentence(say, "documents-note", "most", &size(portal.office.config().documents.bytes)))];
    for place in &seen.places {
        let (made, fields) = place_card(portal, say, &seen, place, wrong.as_ref());
        page_head = page_head.errors_of(&fields);
        parts.push(made);
    }
    if seen.places.len() == 1 {
        parts.push(soft(&say.t("documents-evidence-first")));
        parts.push(links(vec![Link::new(say.t("portal-section-evidence"), format!("{base}/form/evidence"))]));
    }
    for line in &seen.loose {
        parts.push(loose_card(say, &base, line));
    }
    let here = |finding: &&Finding| {
        let section = super::applications::section_of(portal, finding);
        finding.outcome != Outcome::Pass && matches!(section, Section::Agreement | Section::Evidence)
    };
    let cards = seen.view.findings.iter().filter(here);
    let cards: Vec<Html> =
        cards.map(|finding| Html::of(&super::sections::card(portal, say, &seen.view, finding))).collect();
    if !cards.is_empty() {
        parts.extend([heading(&say.t("documents-findings")), card(cards)]);
    }
    parts.push(links(vec![Link::new(say.t("portal-back-to-tasks"), base)]));
    let mut response = page(page_head, parts);
    if let Some(wrong) = wrong {
        *response.status_mut() = wrong.status;
    }
    Ok(response)
}

fn flash(frame: &Frame) -> Option<Flash> {
    let done = frame.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let known = ["attached", "removed", "elsewhere"];
    known.contains(&done).then(|| Flash::Done(frame.say().t(&format!("documents-done-{done}"))))
}

/// The name of a place.
fn place_name(say: Say, place: &DocumentPlace) -> String {
    match place.place {
        AttachedTo::Agreement => say.t("portal-section-agreement"),
        AttachedTo::Evidence(at) if place.title.is_empty() => {
            say.message(&Message::new("documents-evidence").with("number", at + 1))
        }
        AttachedTo::Evidence(at) => say.message(
            &Message::new("documents-evidence-titled").with("number", at + 1).with("title", place.title.as_str()),
        ),
    }
}

fn place_card(
    portal: &Portal,
    say: Say,
    seen: &DocumentsView,
    place: &DocumentPlace,
    wrong: Option<&Wrong>,
) -> (Html, Vec<Field>) {
    let base = format!("/applications/{}", seen.view.standing.draft);
    let error = |field: &str| {
        wrong.filter(|wrong| wrong.place == place.word && wrong.field == field).map(|wrong| wrong.words.clone())
    };
    let most = size(portal.office.config().documents.bytes);
    let label = say.t(if place.document.is_some() { "documents-replace" } else { "documents-choose" });
    let mut file = Field::file(say, format!("file-{}", place.word), label, ".pdf,.docx,.png,.jpg,.jpeg", most)
        .error(error("file"));
    let mut parts = vec![heading(&place_name(say, place))];
    match (&place.document, &place.file) {
        (Some(line), _) => {
            parts.extend(line.remarks.iter().map(|remark| soft(&say.message(remark))));
            file = file.held(held_file(say, &base, &line.document));
        }
        (None, Some(name)) => parts.push(paragraph(&sentence(say, "documents-missing", "name", name))),
        (None, None) => {}
    }
    let stated = place.document.as_ref().filter(|line| line.document.held.is_none());
    let elsewhere = Field::text(say, format!("elsewhere-{}", place.word), say.t("documents-elsewhere-label"))
        .hint(say.t("documents-elsewhere-hint"))
        .value(stated.map(|line| line.document.name.clone()).or_else(|| place.file.clone()).unwrap_or_default())
        .error(error("elsewhere"));
    let form = UploadBox {
        action: format!("{base}/documents"),
        hidden: vec![("place", place.word.clone()), ("version", place.version.to_string())],
        parts: vec![Html::of(&file)],
        button: Button::primary("attach", say.t("documents-attach")),
        other: Some((
            say.t("documents-elsewhere"),
            vec![Html::of(&elsewhere)],
            Button::plain("elsewhere", say.t("documents-elsewhere-button")),
        )),
    };
    parts.push(Html::of(&form));
    (card(parts), vec![file, elsewhere])
}

/// A document that nothing names: it can be taken away, and says that it is not handed in.
fn loose_card(say: Say, base: &str, line: &DocumentLine) -> Html {
    let held = held_file(say, base, &line.document);
    let form = super::page::FormBox::new(
        format!("{base}/documents/remove"),
        vec![paragraph(&sentence(say, "documents-loose", "name", &held.name))],
        Button::plain("remove", say.t("web-file-remove")),
    )
    .hidden("name", line.document.name.clone());
    card(vec![heading(&held.name), Html::of(&form)])
}

fn held_file(say: Say, base: &str, document: &Document) -> HeldFile {
    let of = document.held.as_ref();
    HeldFile {
        name: document.name.clone(),
        size: of.map_or_else(|| say.t("documents-held-elsewhere"), |_| about(document, say.0)),
        digest: of.map(|held| held.digest.clone()).unwrap_or_default(),
        href: of.map(|held| format!("{base}/documents/{}", held.digest)),
        remove: Some("remove".to_owned()),
    }
}

async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    form: Multipart,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::may_attach(&portal.office, &doing, &draft).await.map_err(refused)?;
    let sent = Sent::read(&portal.office, form).await?;
    let word = sent.value("place").to_owned();
    let place = place_of(&word).ok_or_else(Fault::not_found)?;
    let version = sent.value("version").parse().unwrap_or(0);
    let name = sent.value(&format!("elsewhere-{word}")).to_owned();
    let act = sent.value("act").to_owned();
    let office = &portal.office;
    let done = match (act.as_str(), sent.refused, sent.file) {
        ("elsewhere", _, _) => {
            acts::hand_in_elsewhere(office, doing, &draft, place, version, &name).await.map(|_| "elsewhere")
        }
        ("remove", _, _) => {
            let seen = documents_view(office, &doing, &draft).await.map_err(refused)?;
            let of = seen.places.iter().find(|other| other.place == place).and_then(|of| of.document.clone());
            let name = of.map(|line| line.document.name).unwrap_or_default();
            acts::remove_document(office, doing, &draft, &name).await.map(|()| "removed")
        }
        (_, Some(error), _) => Err(error),
        (_, None, None) => Err(hefu_office::Refusal::invalid("file", Message::new("documents-none-chosen")).into()),
        (_, None, Some((name, upload))) => {
            let new = NewDocument { place, version, name, upload };
            acts::attach_document(office, doing, &draft, new).await.map(|_| "attached")
        }
    };
    match done {
        Ok(done) => Ok(Redirect::to(&format!("/applications/{draft}/documents?done={done}")).into_response()),
        Err(error) => {
            let wrong = wrong(frame.say(), word, error)?;
            documents_page(&portal, &frame, &viewer, &draft, Some(wrong)).await
        }
    }
}

#[derive(Deserialize)]
struct Removed {
    #[serde(default)]
    name: String,
}

/// Takes away a document by its name.
async fn remove(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(form): Form<Removed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::remove_document(&portal.office, doing, &draft, &form.name).await.map_err(refused)?;
    Ok(Redirect::to(&format!("/applications/{draft}/documents?done=removed")).into_response())
}

/// A refusal that belongs to a field of the form; other failures pass through.
fn wrong(say: Say, place: String, error: OfficeError) -> Result<Wrong, super::Instead> {
    match error {
        OfficeError::Refused(refusal) if refusal.field.is_some() && refusal.kind != RefusalKind::NotFound => {
            let status = super::fault(OfficeError::Refused(refusal.clone())).kind.status();
            let words = say.message(&refusal.message);
            Ok(Wrong { place, field: refusal.field.unwrap_or_default(), words, status })
        }
        other => Err(refused(other)),
    }
}

/// Sends a file to be kept, never to be shown within the office's own pages.
async fn download(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, digest)): Path<(String, String)>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let (document, bytes) = document_file(&portal.office, &doing, &draft, &digest).await.map_err(refused)?;
    Ok(held(&document, bytes))
}

/// A document that the office holds, to be kept.
pub(super) fn held(document: &Document, bytes: Vec<u8>) -> Response {
    let media = document.held.as_ref().map_or("application/octet-stream", |held| held.media.as_str());
    as_attachment(&document.name, media, bytes)
}

/// Media type of workbooks.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file to be kept under this name.
pub(crate) fn as_attachment(name: &str, media: &str, bytes: Vec<u8>) -> Response {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "-. ()".contains(c) { c } else { '_' }).collect();
    let encoded = segment(name);
    // RFC 6266, 4.3: the plain name for programs that do not know the other.
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let mut put = |name: header::HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, media);
    put(header::CONTENT_DISPOSITION, &disposition);
    put(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'");
    put(header::CACHE_CONTROL, "no-store");
    response
}

/// The documents of an application as a list, each with what it is and its digest.
pub(super) fn list(say: Say, view: &ApplicationView) -> Html {
    let base = format!("/applications/{}", view.standing.draft);
    let row = |document: &Document| {
        let digest = document.held.as_ref().map(|held| held.digest.clone()).unwrap_or_default();
        let name = match &document.held {
            Some(held) => Html::link(&document.name, &format!("{base}/documents/{}", held.digest)),
            None => Html::text(&document.name),
        };
        vec![name, Html::text(&about(document, say.0)), Html::of(&Digest { digest })]
    };
    table(&Table {
        id: "documents".to_owned(),
        caption: say.t("documents-title"),
        columns: vec![
            Column::new(say.t("documents-name")),
            Column::new(say.t("documents-kind-and-size")),
            Column::new("SHA-256"),
        ],
        rows: view.documents.iter().map(row).collect(),
        empty: say.t("documents-none"),
    })
}

#[derive(Template)]
#[template(source = r#"<span class="mono digest">{{ digest }}</span>"#, ext = "html")]
struct Digest {
    digest: String,
}

impl askama::filters::HtmlSafe for Digest {}

/// The task of attaching documents.
pub(super) fn task(say: Say, view: &ApplicationView) -> Task {
    let missing = hefu_office::documents::missing(&view.application, &view.documents);
    let state = match (missing, view.documents.is_empty()) {
        (0, true) => TaskState::NotStarted,
        (0, false) => TaskState::Done,
        (count, _) => TaskState::Problems(count),
    };
    let href = format!("/applications/{}/documents", view.standing.draft);
    Task { name: say.t("documents-title"), href, note: None, state }
}

#[derive(Template)]
#[template(path = "portal/excerpt.html")]
struct ExcerptBox<'a> {
    say: Say,
    excerpt: &'a Excerpt,
    about: String,
    href: String,
}

impl askama::filters::HtmlSafe for ExcerptBox<'_> {}

impl ExcerptBox<'_> {
    fn place(&self, line: &&ExcerptLine) -> String {
        let line_number = line.line;
        self.say.message(&match line.page {
            Some(page) => Message::new("documents-place").with("page", i64::from(page)).with("line", line_number),
            None => Message::new("documents-place-paragraph").with("line", line_number),
        })
    }
}

/// The lines of documents on which a finding rests, beside it.
pub(super) fn beside(say: Say, draft: &str, finding: Html, excerpts: &[Excerpt]) -> Vec<Html> {
    if excerpts.is_empty() {
        return vec![card(vec![finding])];
    }
    let excerpts = excerpts.iter().map(|excerpt| {
        let digest = excerpt.document.held.as_ref().map(|held| held.digest.as_str()).unwrap_or_default();
        let href = format!("/applications/{draft}/documents/{digest}");
        Html::of(&ExcerptBox { say, excerpt, about: about(&excerpt.document, say.0), href })
    });
    vec![Html::of(&Beside { finding, excerpts: excerpts.collect() })]
}

#[derive(Template)]
#[template(
    source = r#"<div class="beside"><section class="card">{{ finding }}</section><div>{% for excerpt in excerpts %}{{ excerpt }}{% endfor %}</div></div>"#,
    ext = "html"
)]
struct Beside {
    finding: Html,
    excerpts: Vec<Html>,
}

impl askama::filters::HtmlSafe for Beside {}
