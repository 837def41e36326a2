//! The form of an application, a section at a time, made of the same table as the workbook.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use hefu_application::{Cell, Severity};
use hefu_dossier::form::{
    FormContext, FormField, FormProblem, FormRead, FormRow, fields, give_tags, read, rows, tag_rows, take_tags,
};
use hefu_dossier::layout::ColumnKind;
use hefu_dossier::problems::Trouble;
use hefu_office::acts;
use hefu_office::draft::{ProjectSection, Section, SectionBody};
use hefu_office::views::{ApplicationView, application_view};
use serde_json::json;

use super::applications::head;
use super::filled::form;
use super::page::{Button, FormBox, page, soft};
use super::words::section as section_name;
use super::{Answer, Portal, Who, refused};
use crate::parts::{Choice, EnterAct, Field, FindingCard, Html, RowAct, Rows, SavePlace, Width};
use crate::shell::error::FaultKind;
use crate::shell::{Fault, Frame, Say};

/// Name of the group of rows in a form.
const ROWS: &str = "rows";

/// What a form shows.
struct Shown {
    rows: Vec<FormRow>,
    problems: Vec<FormProblem>,
    version: i64,
    saved: Option<String>,
}

/// A form as it was sent.
struct Sent {
    act: String,
    version: i64,
    rows: Vec<FormRow>,
}

impl Sent {
    /// Reads `FIELD` of a single section, or `rows-N-FIELD` of rows; numbers may have gaps.
    fn of(pairs: Vec<(String, String)>, single: bool) -> Self {
        let mut sent = Self { act: String::new(), version: 0, rows: Vec::new() };
        let mut by_number = std::collections::BTreeMap::<usize, FormRow>::new();
        for (name, value) in pairs {
            let value = value.replace("\r\n", "\n");
            match name.as_str() {
                "act" => sent.act = value,
                "version" => sent.version = value.parse().unwrap_or(0),
                field if single => {
                    by_number.entry(0).or_default().insert(field.to_owned(), value);
                }
                other => {
                    let parts = other.strip_prefix("rows-").and_then(|rest| rest.split_once('-'));
                    if let Some((number, field)) = parts.and_then(|(at, field)| Some((at.parse().ok()?, field))) {
                        by_number.entry(number).or_default().insert(field.to_owned(), value);
                    }
                }
            }
        }
        if let Some(RowAct::Remove { at, .. }) = RowAct::parse(&sent.act) {
            by_number.remove(&at);
        }
        sent.rows = by_number.into_values().collect();
        if matches!(RowAct::parse(&sent.act), Some(RowAct::Add { .. })) {
            sent.rows.push(FormRow::new());
        }
        sent
    }
}

/// For whom the form of an application is made.
pub(super) fn context<'a>(portal: &'a Portal, view: &'a ApplicationView, say: Say) -> FormContext<'a> {
    form(portal, say, &view.standing.direction, &view.application)
}

async fn open(
    portal: &Portal,
    frame: &Frame,
    who: &hefu_office::Viewer,
    draft: &str,
    word: &str,
) -> Result<(ApplicationView, Section), super::Instead> {
    let doing = portal.signed(frame, who)?;
    let section = Section::from_word(word).ok_or_else(Fault::not_found)?;
    let view = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    Ok((view, section))
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, word)): Path<(String, String)>,
) -> Answer {
    let (view, section) = open(&portal, &frame, &viewer, &draft, &word).await?;
    if !view.may_edit {
        return Ok(Redirect::to(&format!("/applications/{draft}")).into_response());
    }
    let ctx = context(&portal, &view, frame.say());
    let shown = Shown {
        rows: stored_rows(&portal, &view, &ctx, section),
        problems: Vec::new(),
        version: view.draft.version(section),
        saved: view.draft.sections.get(&section).map(|stored| stored.saved.clone()),
    };
    Ok(form_page(&portal, &frame, &view, section, shown, None))
}

/// The form with what was sent before signing in again, not saved yet.
pub(super) async fn again(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    draft: &str,
    word: &str,
    pairs: Vec<(String, String)>,
) -> Answer {
    let (view, section) = open(portal, frame, viewer, draft, word).await?;
    if !view.may_edit {
        return Ok(Redirect::to(&format!("/applications/{draft}")).into_response());
    }
    let sent = Sent::of(pairs, section.single());
    let saved = view.draft.sections.get(&section).map(|stored| stored.saved.clone());
    let shown = Shown { rows: sent.rows, problems: Vec::new(), version: sent.version, saved };
    Ok(form_page(portal, frame, &view, section, shown, None))
}

/// Whether anything is entered in a section.
pub(super) fn begun(portal: &Portal, say: Say, view: &ApplicationView, section: Section) -> bool {
    let rows = || stored_rows(portal, view, &context(portal, view, say), section);
    view.draft.sections.contains_key(&section) && rows().iter().any(|row| row.values().any(|value| !value.is_empty()))
}

/// Whether something a section needs is missing or cannot be read.
pub(super) fn incomplete(portal: &Portal, say: Say, view: &ApplicationView, section: Section) -> bool {
    let ctx = context(portal, view, say);
    let got = read(&ctx, section, &stored_rows(portal, view, &ctx, section));
    got.problems.iter().any(|problem| problem.problem.severity == Severity::Error)
}

/// The rows of a section as stored. Tags are shown even where the task they belong to was renamed or taken away since.
fn stored_rows(portal: &Portal, view: &ApplicationView, ctx: &FormContext<'_>, section: Section) -> Vec<FormRow> {
    match view.draft.sections.get(&section).map(|stored| &stored.body) {
        Some(SectionBody::Tags(tags)) => tag_rows(ctx, tags),
        _ => rows(ctx, section, &view.draft.application(&portal.office.config().side)),
    }
}

/// Saves and goes on, or adds and removes rows without saving.
pub(super) async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, word)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let (view, section) = open(&portal, &frame, &viewer, &draft, &word).await?;
    if !view.may_edit {
        // The act says why not: the window, the state, or whose it is.
        let doing = portal.signed(&frame, &viewer)?;
        let nothing = SectionBody::of(&view.application, section);
        let refusal = acts::save_section(&portal.office, doing, &draft, nothing, -1).await;
        return Err(refusal.err().map_or_else(|| Fault::forbidden().into(), refused));
    }
    let sent = Sent::of(pairs, section.single());
    let ctx = context(&portal, &view, frame.say());
    let again = |sent: Sent, problems, saved| Shown { rows: sent.rows, problems, version: sent.version, saved };
    let saved = view.draft.sections.get(&section).map(|stored| stored.saved.clone());
    if RowAct::parse(&sent.act).is_some() {
        return Ok(form_page(&portal, &frame, &view, section, again(sent, Vec::new(), saved), None));
    }
    let got = read(&ctx, section, &sent.rows);
    let mut wrong = unusable(section, &got);
    wrong.extend(placeless(&portal, &view, &got));
    if !wrong.is_empty() {
        let mut response = form_page(&portal, &frame, &view, section, again(sent, wrong, saved), None);
        *response.status_mut() = FaultKind::Invalid.status();
        return Ok(response);
    }
    let doing = portal.signed(&frame, &viewer)?;
    match acts::save_section(&portal.office, doing, &draft, body(section, got), sent.version).await {
        Ok(_) => {
            let next = Section::ALL.into_iter().skip_while(|other| *other != section).nth(1);
            let href = match next.filter(|_| sent.act == "next") {
                Some(next) => format!("/applications/{draft}/form/{}", next.word()),
                None => format!("/applications/{draft}?done=saved"),
            };
            Ok(Redirect::to(&href).into_response())
        }
        Err(hefu_office::OfficeError::Refused(refusal)) if refusal.kind == hefu_office::RefusalKind::Conflict => {
            // Both texts are shown: the reader's in the form, the stored one below it.
            let mut shown = again(sent, Vec::new(), saved);
            shown.version = view.draft.version(section);
            let theirs = stored_rows(&portal, &view, &ctx, section);
            let words = frame.say().message(&refusal.message);
            let mut response = form_page(&portal, &frame, &view, section, shown, Some((words, theirs)));
            *response.status_mut() = FaultKind::Conflict.status();
            Ok(response)
        }
        Err(error) => Err(refused(error)),
    }
}

/// Saves after a change, for the script. Answers when it was saved, or why not.
pub(super) async fn save(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, word)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let (view, section) = open(&portal, &frame, &viewer, &draft, &word).await?;
    let sent = Sent::of(pairs, section.single());
    let got = read(&context(&portal, &view, frame.say()), section, &sent.rows);
    if let Some(first) = unusable(section, &got).iter().chain(&placeless(&portal, &view, &got)).next() {
        let message = hefu_dossier::problems::message(&first.problem);
        return Err(Fault::new(FaultKind::Invalid).what(message).into());
    }
    let doing = portal.signed(&frame, &viewer)?;
    let saved = acts::save_section(&portal.office, doing, &draft, body(section, got), sent.version).await;
    let saved = saved.map_err(refused)?;
    let words = SavePlace::words(frame.say(), &frame.stamp(frame.now));
    Ok(axum::Json(json!({"saved": words, "version": saved.version})).into_response())
}

/// What cannot be saved because something typed would be lost. What is merely missing can: a draft need not be complete.
fn unusable(section: Section, got: &FormRead) -> Vec<FormProblem> {
    let missing = |problem: &FormProblem| section.single() && problem.problem.key == "dossier-cell-missing";
    got.problems.iter().filter(|p| p.problem.severity == Severity::Error && !missing(p)).cloned().collect()
}

/// Tags of a task, deliverable or milestone that the application does not have: they would belong to nothing.
fn placeless(portal: &Portal, view: &ApplicationView, got: &FormRead) -> Vec<FormProblem> {
    let mut application = view.draft.application(&portal.office.config().side);
    take_tags(&mut application);
    let left = give_tags(&mut application, got.tags.clone());
    let told = left.into_iter().map(|placed| {
        let row = got.tags.iter().position(|other| *other == placed).unwrap_or(0);
        let code = placed.code.unwrap_or_default();
        let trouble = Trouble::error("dossier-tag-of-unknown", code).with("level", placed.level);
        FormProblem { row, field: "code".to_owned(), problem: trouble.at(Cell::default(), None) }
    });
    told.collect()
}

fn body(section: Section, got: FormRead) -> SectionBody {
    let a = got.application;
    match section {
        Section::Project => SectionBody::Project(ProjectSection {
            title: a.title,
            topic: a.topic,
            period: a.period,
            partner_number: a.partner_number,
            fields: a.fields,
        }),
        Section::Tags => SectionBody::Tags(got.tags),
        other => SectionBody::of(&a, other),
    }
}

fn form_page(
    portal: &Portal,
    frame: &Frame,
    view: &ApplicationView,
    section: Section,
    shown: Shown,
    theirs: Option<(String, Vec<FormRow>)>,
) -> Response {
    let say = frame.say();
    let base = format!("/applications/{}", view.standing.draft);
    let action = format!("{base}/form/{}", section.word());
    let labels = fields(&context(portal, view, say), section);
    let empty = FormRow::new();
    let told = |at: usize, id: &str| {
        let problem = shown.problems.iter().find(|problem| problem.row == at && problem.field == id)?;
        Some(say.message(&hefu_dossier::problems::message(&problem.problem)))
    };
    let mut page_head = head(portal, frame, view)
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(view_title(frame, view), base.clone());
    page_head.title = section_name(say, section);
    let saved = shown.saved.as_deref().and_then(|at| at.parse::<jiff::Zoned>().ok());
    let mut parts = vec![
        Html::of(&EnterAct { act: "save" }),
        Html::of(&SavePlace { say, saved: saved.map(|at| frame.stamp(at.timestamp())) }),
    ];
    if section.single() {
        let row = shown.rows.first().unwrap_or(&empty);
        let made: Vec<Field> =
            labels.iter().map(|label| field(say, label, label.id.clone(), row, told(0, &label.id))).collect();
        page_head = page_head.errors_of(&made);
        parts.extend(made.iter().map(Html::of));
        parts.extend(kept(&labels, row).map(|(id, value)| hidden(id, value)));
    } else {
        let rows_of = Rows::new(
            say,
            ROWS,
            section_name(say, section),
            say.t(&format!("portal-item-{}", section.word())),
            shown.rows.len(),
            |at, name| {
                let row = at.and_then(|at| shown.rows.get(at)).unwrap_or(&empty);
                let error = |id: &str| at.and_then(|at| told(at, id));
                labels.iter().map(|label| field(say, label, name(&label.id), row, error(&label.id))).collect()
            },
        );
        page_head = page_head.errors_of(rows_of.fields());
        parts.push(Html::of(&rows_of));
        for (at, row) in shown.rows.iter().enumerate() {
            parts.extend(kept(&labels, row).map(|(id, value)| hidden(&format!("{ROWS}-{at}-{id}"), value)));
        }
    }
    let mut form = FormBox::new(action.clone(), parts, Button::primary("save", say.t("portal-save")))
        .hidden("version", shown.version.to_string())
        .back(say.t("portal-back-to-tasks"), base);
    form.buttons.push(Button::plain("next", say.t("portal-save-next")));
    form.save = Some(format!("{action}/save"));
    let mut out = Vec::new();
    if let Some((words, theirs)) = theirs {
        page_head = page_head.error(words, "#theirs");
        out.push(Html::of(&form));
        out.push(super::page::anchor("theirs", &say.t("portal-saved-by-others")));
        let line = |row: &FormRow| {
            let known = labels.iter().filter_map(|label| Some(format!("{}: {}", label.label, row.get(&label.id)?)));
            soft(&known.collect::<Vec<_>>().join(" · "))
        };
        out.extend(theirs.iter().map(line));
    } else {
        out.push(Html::of(&form));
    }
    out.extend(super::comments::ways(portal, say, view, Some(section)));
    out.extend(findings(portal, frame, view, section));
    page(page_head, out)
}

fn view_title(frame: &Frame, view: &ApplicationView) -> String {
    let title = &view.application.title.own;
    if title.is_empty() { frame.say().t("portal-untitled") } else { title.clone() }
}

/// Answers to questions the form does not show, which saving must not lose.
fn kept<'r>(labels: &'r [FormField], row: &'r FormRow) -> impl Iterator<Item = (&'r str, &'r str)> {
    row.iter()
        .filter(|(id, _)| id.starts_with("field:") && !labels.iter().any(|label| label.id == **id))
        .map(|(id, value)| (id.as_str(), value.as_str()))
}

fn hidden(name: &str, value: &str) -> Html {
    super::page::hidden(name, value)
}

/// The findings on this section, as the officer will see them.
fn findings(portal: &Portal, frame: &Frame, view: &ApplicationView, section: Section) -> Vec<Html> {
    let say = frame.say();
    let own = view.findings.iter().filter(|finding| {
        finding.outcome != hefu_check::Outcome::Pass && super::applications::section_of(portal, finding) == section
    });
    let cards: Vec<Html> = own.map(|finding| Html::of(&card(portal, say, view, finding))).collect();
    if cards.is_empty() {
        return Vec::new();
    }
    vec![super::page::heading(&say.t("portal-findings-here")), super::page::card(cards)]
}

/// A finding as a card.
pub(super) fn card(portal: &Portal, say: Say, view: &ApplicationView, finding: &hefu_check::Finding) -> FindingCard {
    FindingCard::new(
        say,
        finding,
        portal.quote(&finding.clause),
        |side| portal.side_name(say, side, &view.standing.direction),
        |ruling| format!("/guide#{ruling}"),
    )
}

fn field(say: Say, label: &FormField, name: String, row: &FormRow, error: Option<String>) -> Field {
    let value = row.get(&label.id).cloned().unwrap_or_default();
    let made = if label.choices.is_empty() {
        match label.kind {
            ColumnKind::Date => Field::date(say, name, label.label.clone()),
            ColumnKind::Code
            | ColumnKind::Codes
            | ColumnKind::Integer
            | ColumnKind::Hundredths
            | ColumnKind::Amount => Field::text(say, name, label.label.clone()).width(Width::Middle),
            ColumnKind::Text if label.id.starts_with("field:") => Field::area(say, name, label.label.clone(), None),
            _ => Field::text(say, name, label.label.clone()),
        }
    } else {
        let mut choices = Vec::new();
        if !value.is_empty() && !label.choices.contains(&value) {
            choices.push(Choice::new(value.clone(), value.clone()));
        }
        choices.extend(label.choices.iter().map(|choice| Choice::new(choice.clone(), choice.clone())));
        Field::select(say, name, label.label.clone(), choices)
    };
    let made = if label.note.is_empty() { made } else { made.hint(label.note.clone()) };
    // What may be missing is for the guide to say, and the form check below says it; a column merely optional in the workbook
    // is not for that reason optional in the call.
    made.value(value).error(error)
}
