//! What a direction asks of its experts: typed in rows or as a file, looked at as experts will see it, frozen; and until when.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_office::views::{ReviewFormView, review_form};
use hefu_office::{OfficeError, RefusalKind, Viewer, acts};
use hefu_review::{Answers, Blind, ReviewForm, ShownTo};
use serde::Deserialize;

use super::super::page::{Button, FormBox, anchor, card, heading, links, page, paragraph, soft};
use super::super::reviews::questions;
use super::super::typed::{Wrong, error, instant, instant_field};
use super::super::words::instant as stored;
use super::super::{Answer, Portal, Who, done, flash, refused};
use super::rows::{self, CRITERIA, Row, RowFault, TEXTS};
use super::{at_field, form_state, until_words};
use crate::parts::{Choice, Confirm, EnterAct, Field, Html, RowAct, Rows, Summary, SummaryRow};
use crate::shell::{Frame, Link, Page, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/reviewing/{direction}/form", get(show).post(change))
        .route("/reviewing/{direction}/form/file", get(file).post(change_file))
        .route("/reviewing/{direction}/form/preview", get(preview))
        .route("/reviewing/{direction}/form/freeze", post(freeze))
        .route("/reviewing/{direction}/deadline", post(deadline))
}

/// What was typed and what is wrong with it.
#[derive(Default)]
struct Shown {
    typed: Option<(ReviewForm, Vec<Row>, Vec<Row>)>,
    faults: Vec<RowFault>,
    wrong: Option<String>,
    deadline: (Deadline, Wrong),
}

fn head(portal: &Portal, frame: &Frame, direction: &str, title: String) -> Page {
    let say = frame.say();
    frame
        .page(title)
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("reviewing-title"), "/reviewing")
        .crumb(portal.direction_name(say, direction), format!("/reviewing/{direction}"))
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(direction): Path<String>) -> Answer {
    form_page(&portal, &frame, &viewer, &direction, Shown::default()).await
}

async fn form_page(portal: &Portal, frame: &Frame, viewer: &Viewer, direction: &str, shown: Shown) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = review_form(&portal.office, &doing, direction).await.map_err(refused)?;
    let mut page_head = head(portal, frame, direction, say.t("review-form")).flash(flash(frame));
    let mut parts = Vec::new();
    let mut lines = vec![SummaryRow::text(say.t("portal-state"), &form_state(say, &view))];
    if let Some(frozen) = &view.frozen {
        lines.push(SummaryRow::text(say.t("review-form-since"), &stored(frame, &frozen.frozen)));
        lines.push(SummaryRow::text(say.t("review-form-digest"), frozen.digest.get(..12).unwrap_or_default()));
    }
    parts.push(Html::of(&Summary::new(say, None, lines)));
    parts.push(paragraph(&say.t("review-form-note")));
    if view.answered || !view.may_set {
        if view.answered {
            parts.push(paragraph(&say.t("review-form-answered-note")));
        }
        if let Some(frozen) = &view.frozen {
            parts.extend(as_experts_see(portal, say, &frozen.form));
        }
    } else {
        let (edited, all) = editor(say, direction, &view, &shown);
        page_head = page_head.errors_of(&all);
        if let Some(words) = &shown.wrong {
            page_head = page_head.error(words.clone(), "#edit");
        }
        let places = view.faults.iter().filter(|_| shown.typed.is_none());
        let faults: Vec<Html> = places.map(|fault| paragraph(&say.message(&fault.message))).collect();
        if view.draft.is_some() && !faults.is_empty() {
            parts.push(card(std::iter::once(heading(&say.t("review-form-faults"))).chain(faults).collect()));
        }
        parts.push(anchor("edit", &say.t("review-form-edit")));
        parts.push(edited);
        let base = format!("/reviewing/{direction}/form");
        let mut ways = vec![Link::new(say.t("review-form-as-file"), format!("{base}/file"))];
        if view.draft.is_some() {
            ways.push(Link::new(say.t("review-form-preview"), format!("{base}/preview")));
        }
        parts.push(links(ways));
    }
    if view.may_set {
        let (field, form) = deadline_form(portal, frame, direction, &view, &shown);
        page_head = page_head.errors_of(&field);
        parts.push(anchor("deadline", &say.t("review-until")));
        parts.push(paragraph(&until_words(frame, view.until.as_ref())));
        parts.push(form);
    }
    Ok(page(page_head, parts))
}

fn deadline_form(
    portal: &Portal,
    frame: &Frame,
    direction: &str,
    view: &ReviewFormView,
    shown: &Shown,
) -> (Vec<Field>, Html) {
    let say = frame.say();
    let (typed, wrong) = &shown.deadline;
    let stands = view.until.as_ref().map(|until| until.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let value = if wrong.is_some() { typed.until.clone() } else { stands };
    let mut fields = vec![instant_field(portal, say, "until", "review-until-field", &value, wrong).optional()];
    let reason = Field::text(say, "reason", say.t("portal-reason")).value(typed.reason.as_str());
    fields.push(reason.hint(say.t("review-until-reason-hint")).error(error(wrong, "reason")).optional());
    let button = Button::primary("deadline", say.t("review-until-save"));
    let form = FormBox::new(format!("/reviewing/{direction}/deadline"), fields.iter().map(Html::of).collect(), button);
    (fields, Html::of(&form))
}

/// The form in rows. Gives its fields too, for the summary of errors.
fn editor(say: Say, direction: &str, view: &ReviewFormView, shown: &Shown) -> (Html, Vec<Field>) {
    let stored = view.draft.as_ref().map(|draft| &draft.form).or(view.frozen.as_ref().map(|frozen| &frozen.form));
    let (form, criteria, texts) = shown.typed.clone().unwrap_or_else(|| {
        let form = stored.cloned().unwrap_or_default();
        let (criteria, texts) = rows::of_form(&form);
        (form, criteria, texts)
    });
    let told = |group: &str, at: Option<usize>, field: &str| {
        let here = |fault: &&RowFault| fault.group == group && Some(fault.at) == at && fault.field == field;
        shown.faults.iter().find(here).map(|fault| say.message(&fault.message))
    };
    let empty = Row::new();
    let group = |name: &'static str, legend: &str, item: &str, all: &[Row]| {
        Rows::new(say, name, say.t(legend), say.t(item), all.len(), |at, field_name| {
            let row = at.and_then(|at| all.get(at)).unwrap_or(&empty);
            let error = |field: &str| told(name, at, field);
            if name == CRITERIA {
                rows::criterion_fields(say, row, field_name, &error)
            } else {
                rows::text_fields(say, row, field_name, &error)
            }
        })
        .most(60)
    };
    let criteria = group(CRITERIA, "review-criteria", "review-criterion", &criteria);
    let texts = group(TEXTS, "review-texts", "review-text", &texts);
    let choice = |key: &str, word: &str| {
        Choice::new(word, say.t(&format!("review-{key}-{word}"))).hint(say.t(&format!("review-{key}-{word}-hint")))
    };
    let blind = Field::radios(
        say,
        "blind",
        say.t("review-blind"),
        vec![choice("blind", "open"), choice("blind", "applicants")],
    )
    .value(if form.blind == Blind::Open { "open" } else { "applicants" });
    let shown_to = vec![choice("shown", "officers"), choice("shown", "experts")];
    let shown_to = Field::radios(say, "shown_to", say.t("review-shown"), shown_to)
        .value(if form.shown_to == ShownTo::Officers { "officers" } else { "experts" });
    let parts = vec![
        Html::of(&EnterAct { act: "save" }),
        Html::of(&criteria),
        Html::of(&texts),
        Html::of(&blind),
        Html::of(&shown_to),
    ];
    let version = view.draft.as_ref().map_or(0, |draft| draft.version);
    let mut form = FormBox::new(
        format!("/reviewing/{direction}/form"),
        parts,
        Button::primary("preview", say.t("review-form-save-preview")),
    )
    .hidden("version", version.to_string());
    form.buttons.push(Button::plain("save", say.t("portal-save")));
    let fields = criteria.fields().chain(texts.fields()).cloned().collect();
    (Html::of(&form), fields)
}

/// A form as it was sent.
#[derive(Default)]
struct Sent {
    act: String,
    version: i64,
    form: ReviewForm,
    criteria: Vec<Row>,
    texts: Vec<Row>,
}

impl Sent {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut sent = Self::default();
        let mut groups = [std::collections::BTreeMap::<usize, Row>::new(), std::collections::BTreeMap::new()];
        for (name, value) in pairs {
            match name.as_str() {
                "act" => sent.act = value,
                "version" => sent.version = value.parse().unwrap_or(0),
                "blind" => sent.form.blind = if value == "applicants" { Blind::Applicants } else { Blind::Open },
                "shown_to" => {
                    sent.form.shown_to = if value == "experts" { ShownTo::Experts } else { ShownTo::Officers };
                }
                other => {
                    for (group, rows) in [CRITERIA, TEXTS].iter().zip(&mut groups) {
                        let rest = other.strip_prefix(group).and_then(|rest| rest.strip_prefix('-'));
                        if let Some((number, field)) = rest.and_then(|rest| rest.split_once('-'))
                            && let Ok(at) = number.parse()
                        {
                            rows.entry(at).or_default().insert(field.to_owned(), value.replace("\r\n", "\n"));
                        }
                    }
                }
            }
        }
        let [mut criteria, mut texts] = groups;
        match RowAct::parse(&sent.act) {
            Some(RowAct::Remove { group, at }) => {
                let rows = if group == CRITERIA { &mut criteria } else { &mut texts };
                rows.remove(&at);
            }
            Some(RowAct::Add { group }) => {
                let rows = if group == CRITERIA { &mut criteria } else { &mut texts };
                let next = rows.keys().next_back().map_or(0, |last| last + 1);
                rows.insert(next, Row::new());
            }
            None => {}
        }
        sent.criteria = criteria.into_values().collect();
        sent.texts = texts.into_values().collect();
        sent
    }
}

async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let sent = Sent::of(pairs);
    let (form, faults) = rows::to_form(sent.form.clone(), &sent.criteria, &sent.texts);
    let row_act = RowAct::parse(&sent.act).is_some();
    let typed = Some((form.clone(), sent.criteria, sent.texts));
    if row_act || !faults.is_empty() {
        let faults = if row_act { Vec::new() } else { faults };
        let wrong = !faults.is_empty();
        let shown = Shown { typed, faults, ..Shown::default() };
        let mut answer = form_page(&portal, &frame, &viewer, &direction, shown).await?;
        if wrong {
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        return Ok(answer);
    }
    match acts::save_review_form(&portal.office, doing, &direction, form, sent.version).await {
        Ok(_) if sent.act == "preview" => {
            Ok(Redirect::to(&format!("/reviewing/{direction}/form/preview")).into_response())
        }
        Ok(_) => Ok(done(&format!("/reviewing/{direction}/form"), "saved")),
        Err(OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
            let wrong = Some(frame.say().message(&refusal.message));
            let shown = Shown { typed, wrong, ..Shown::default() };
            let mut answer = form_page(&portal, &frame, &viewer, &direction, shown).await?;
            *answer.status_mut() = StatusCode::CONFLICT;
            Ok(answer)
        }
        Err(error) => Err(refused(error)),
    }
}

#[derive(Default, Deserialize)]
struct File {
    #[serde(default)]
    typed: String,
    #[serde(default)]
    version: i64,
}

async fn file(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(direction): Path<String>) -> Answer {
    file_page(&portal, &frame, &viewer, &direction, None).await
}

async fn file_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    typed: Option<(String, String)>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = review_form(&portal.office, &doing, direction).await.map_err(refused)?;
    let stored = view.draft.as_ref().map(|draft| &draft.form).or(view.frozen.as_ref().map(|frozen| &frozen.form));
    let (text, wrong) = match typed {
        Some((text, wrong)) => (text, Some(wrong)),
        None => (stored.map(acts::write_review_form).transpose().map_err(refused)?.unwrap_or_default(), None),
    };
    let field = Field::area(say, "typed", say.t("review-form-typed"), None)
        .lines(24)
        .hint(say.t("review-form-typed-hint"))
        .value(text)
        .error(wrong);
    let page_head = head(portal, frame, direction, say.t("review-form-as-file")).errors_of([&field]);
    let base = format!("/reviewing/{direction}/form");
    let version = view.draft.as_ref().map_or(0, |draft| draft.version);
    let form =
        FormBox::new(format!("{base}/file"), vec![Html::of(&field)], Button::primary("save", say.t("portal-save")))
            .hidden("version", version.to_string())
            .back(say.t("portal-back"), base);
    Ok(page(page_head, vec![Html::of(&form)]))
}

async fn change_file(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(file): Form<File>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let saved = match acts::read_review_form(&file.typed) {
        Ok(form) => acts::save_review_form(&portal.office, doing, &direction, form, file.version).await.map(|_| ()),
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(done(&format!("/reviewing/{direction}/form"), "saved")),
        Err(OfficeError::Refused(refusal)) if matches!(refusal.kind, RefusalKind::Invalid | RefusalKind::Conflict) => {
            let status = super::super::fault(refusal.clone().into()).kind.status();
            let words = frame.say().message(&refusal.message);
            let typed = Some((file.typed, words));
            let mut answer = file_page(&portal, &frame, &viewer, &direction, typed).await?;
            *answer.status_mut() = status;
            Ok(answer)
        }
        Err(error) => Err(refused(error)),
    }
}

/// The form as experts will see it.
fn as_experts_see(portal: &Portal, say: Say, form: &ReviewForm) -> Vec<Html> {
    let fields = questions::fields(portal, say, form, &Answers::default(), &[], &[]);
    let blind = if form.blind == Blind::Open { "open" } else { "applicants" };
    let shown = if form.shown_to == ShownTo::Officers { "officers" } else { "experts" };
    let mut parts =
        vec![soft(&say.t(&format!("review-blind-{blind}"))), soft(&say.t(&format!("review-shown-{shown}")))];
    parts.push(card(fields.iter().map(Html::of).collect()));
    parts
}

async fn preview(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    preview_page(&portal, &frame, &viewer, &direction, None).await
}

async fn preview_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = review_form(&portal.office, &doing, direction).await.map_err(refused)?;
    let draft = view.draft.as_ref().ok_or_else(crate::shell::Fault::not_found)?;
    let mut page_head = head(portal, frame, direction, say.t("review-form-preview"));
    if let Some(words) = wrong {
        page_head = page_head.error(words, "#freeze");
    }
    let base = format!("/reviewing/{direction}/form");
    let mut parts = vec![paragraph(&say.t("review-form-preview-note"))];
    parts.extend(as_experts_see(portal, say, &draft.form));
    parts.push(anchor("freeze", &say.t("review-form-freeze")));
    if !view.faults.is_empty() {
        parts.push(paragraph(&say.t("review-form-faults")));
        parts.extend(view.faults.iter().map(|fault| paragraph(&say.message(&fault.message))));
        parts.push(links(vec![Link::new(say.t("portal-back"), base)]));
    } else if view.may_set && !view.answered {
        parts.push(Html::of(&Confirm {
            say,
            action: format!("{base}/freeze"),
            effects: vec![say.t("review-form-freeze-effect")],
            letters: Vec::new(),
            for_good: Some(say.t("review-form-freeze-for-good")),
            hidden: vec![("version".to_owned(), draft.version.to_string())],
            fields: Vec::new(),
            button: say.t("review-form-freeze"),
            back: Link::new(say.t("portal-back"), base),
        }));
    }
    Ok(page(page_head, parts))
}

async fn freeze(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(file): Form<File>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::freeze_review_form(&portal.office, doing, &direction, file.version).await {
        Ok(_) => Ok(done(&format!("/reviewing/{direction}/form"), "review-frozen")),
        Err(OfficeError::Refused(refusal)) if matches!(refusal.kind, RefusalKind::Invalid | RefusalKind::Conflict) => {
            let status = super::super::fault(refusal.clone().into()).kind.status();
            let words = Some(frame.say().message(&refusal.message));
            let mut answer = preview_page(&portal, &frame, &viewer, &direction, words).await?;
            *answer.status_mut() = status;
            Ok(answer)
        }
        Err(error) => Err(refused(error)),
    }
}

#[derive(Clone, Default, Deserialize)]
struct Deadline {
    #[serde(default)]
    until: String,
    #[serde(default)]
    reason: String,
}

async fn deadline(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Deadline>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let wrong = match instant(&portal, say, "until", &typed.until) {
        Err(wrong) => Some(wrong),
        Ok(until) => match acts::set_review_deadline(&portal.office, doing, &direction, until, &typed.reason).await {
            Ok(()) => return Ok(done(&format!("/reviewing/{direction}/form"), "changed")),
            Err(error) => at_field(say, error)?,
        },
    };
    let shown = Shown { deadline: (typed, wrong), ..Shown::default() };
    let mut answer = form_page(&portal, &frame, &viewer, &direction, shown).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
