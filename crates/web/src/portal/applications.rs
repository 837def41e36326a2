//! Beginning an application, and one as a list of tasks.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use axum_extra::extract::Form;
use hefu_check::{Finding, Outcome};
use hefu_guide::model::RuleKind;
use hefu_office::acts;
use hefu_office::draft::Section;
use hefu_office::views::{ApplicationView, application_view};
use serde::Deserialize;

use super::filled::{Filled, filled};
use super::page::{links, page, paragraph, soft};
use super::words::{instant, section};
use super::{Answer, Portal, Who, flash, refused, sentence};
use crate::parts::{Html, Summary, SummaryRow, Task, TaskList, TaskSection, TaskState};
use crate::shell::{Frame, Link, Page, Say};

/// The title, or that there is none yet.
pub(super) fn title_of(frame: &Frame, title: &str) -> String {
    if title.is_empty() { frame.say().t("portal-untitled") } else { title.to_owned() }
}

#[derive(Deserialize)]
pub(super) struct Begin {
    #[serde(default)]
    direction: String,
}

pub(super) async fn begin(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(form): Form<Begin>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let draft = acts::begin_draft(&portal.office, doing, &form.direction).await.map_err(refused)?;
    Ok(Redirect::to(&format!("/applications/{draft}?done=begun")).into_response())
}

pub(super) async fn overview(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let view = application_view(&portal.office, &doing, &draft).await.map_err(refused)?;
    let mut beside = super::confirmation::beside(&portal, &frame, &doing, &draft).await?;
    beside.extend(super::appeals::beside(&portal, &frame, &doing, &draft).await?);
    if let Some(number) = &view.standing.number {
        beside.extend(super::overlap::way(&portal, frame.say(), &viewer, &view.standing.direction, number));
    }
    let named = super::named::of(&portal, &doing, &draft).await?;
    if view.may_edit {
        let named = named.map(|named| super::named::task(frame.say(), &draft, &named));
        Ok(tasks(&portal, &frame, &view, named, beside))
    } else {
        beside.extend(named.map(|_| super::named::way(frame.say(), &draft)));
        Ok(super::handing_in::as_handed_in(&portal, &frame, &view, beside))
    }
}

/// The frame of a page on one application.
pub(super) fn head(portal: &Portal, frame: &Frame, view: &ApplicationView) -> Page {
    let caption = match &view.standing.number {
        Some(number) => format!("{number} · {}", portal.direction_name(frame.say(), &view.standing.direction)),
        None => portal.direction_name(frame.say(), &view.standing.direction),
    };
    let title = &view.application.title.own;
    let tag = portal.own_tag(frame.say(), &portal.office.config().side, title);
    frame.page(title_of(frame, title)).title_in(tag).caption(caption).flash(flash(frame))
}

fn tasks(
    portal: &Portal,
    frame: &Frame,
    view: &ApplicationView,
    named: Option<Task>,
    beside: Vec<Html>,
) -> axum::response::Response {
    let say = frame.say();
    let base = format!("/applications/{}", view.standing.draft);
    let task = |of: Section| Task {
        name: section(say, of),
        href: format!("{base}/form/{}", of.word()),
        note: None,
        state: stands(portal, say, view, of),
    };
    let ready = !view.application.title.own.trim().is_empty();
    let hand_in = Task {
        name: say.t("portal-check-and-submit"),
        href: format!("{base}/check"),
        note: None,
        state: if ready { TaskState::NotStarted } else { TaskState::Blocked(say.t("portal-title-first")) },
    };
    let form = Section::ALL.into_iter().map(task).chain([super::documents::task(say, view)]);
    let list = TaskList::new(
        say,
        vec![
            TaskSection { title: say.t("portal-fill-in"), tasks: form.chain(named).collect() },
            TaskSection { title: say.t("portal-hand-in"), tasks: vec![hand_in] },
        ],
    );
    let mut parts = vec![Html::of(&list)];
    if view.revision > 0 {
        let at = view.submitted.as_deref().map(|at| instant(frame, at)).unwrap_or_default();
        parts.insert(0, paragraph(&sentence(say, "portal-withdrawn-note", "at", &at)));
        parts.insert(1, links(vec![Link::new(say.t("printed-page"), format!("{base}/printed"))]));
    } else {
        parts.insert(0, soft(&say.t("portal-draft-note")));
    }
    parts.extend(beside);
    parts.push(links(vec![Link::new(say.t("exchange-panel-title"), format!("{base}/pair"))]));
    parts.push(links(vec![Link::new(say.t("documents-workbook"), format!("{base}/workbook"))]));
    parts.extend(super::comments::ways(portal, say, view, None));
    page(head(portal, frame, view).crumb(say.t("portal-my-applications"), "/applications"), parts)
}

/// Where a section stands: what the form check will say about it decides.
fn stands(portal: &Portal, say: Say, view: &ApplicationView, of: Section) -> TaskState {
    if !super::sections::begun(portal, say, view, of) {
        let topic = view.application.topic.as_deref().unwrap_or_default();
        if of == Section::Tags && topic.is_empty() {
            return TaskState::Blocked(say.t("portal-topic-first"));
        }
        return TaskState::NotStarted;
    }
    let wrong = |finding: &&Finding| finding.outcome == Outcome::Fail && section_of(portal, finding) == of;
    match view.findings.iter().filter(wrong).count() {
        0 if super::sections::incomplete(portal, say, view, of) => TaskState::InProgress,
        0 => TaskState::Done,
        count => TaskState::Problems(count),
    }
}

/// The section in which what a finding is about is written.
pub(super) fn section_of(portal: &Portal, finding: &Finding) -> Section {
    let rules = &portal.office.guide().rules;
    let rule = rules.iter().find(|rule| rule.id == finding.rule);
    match rule.map(|rule| &rule.kind) {
        Some(RuleKind::Agreement(_) | RuleKind::AgreementClause(_)) => Section::Agreement,
        Some(RuleKind::WorkSplit(_)) => Section::Tasks,
        Some(RuleKind::Term(_) | RuleKind::LeadKind(_) | RuleKind::TeamHas(_) | RuleKind::RoleGrid(_)) => {
            Section::Units
        }
        Some(RuleKind::Evidence(_)) => Section::Evidence,
        Some(RuleKind::Limit(_)) => Section::People,
        Some(RuleKind::OwnContribution(_)) => Section::Budget,
        Some(RuleKind::Aims(_)) => Section::Tags,
        _ => Section::Project,
    }
}

/// What an application says, section by section, each with a link to change it where that may be.
pub(super) fn summaries(portal: &Portal, frame: &Frame, view: &ApplicationView, change: bool) -> Vec<Html> {
    let say = frame.say();
    let ctx = super::sections::context(portal, view, say);
    let mut parts = Vec::new();
    for of in Section::ALL {
        // What is required and not filled in shows as not given.
        let Filled { mut lines, left_out } = filled(&ctx, of, &view.application, true, |_| true);
        if lines.is_empty() {
            lines.push(SummaryRow::text(say.t("portal-nothing-entered"), ""));
        }
        if change && let Some(first) = lines.first_mut() {
            first.change = Some(format!("/applications/{}/form/{}", view.standing.draft, of.word()));
        }
        parts.push(Html::of(&Summary::new(say, Some(section(say, of)), lines)));
        if left_out > 0 {
            parts.push(soft(&say.with("check-left-out", "count", left_out)));
        }
    }
    parts
}
