//! One finding: how much of each application, the passages side by side, and what people made of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::overlap::{Alike, Finding, Part, Remark};
use hefu_office::views::{Compared, FindingView, NoteLine, PassageView, finding_view};
use hefu_office::{Refusal, Viewer};
use hefu_overlap::Share;
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, anchor, card, heading, page, paragraph, segment, soft, table};
use super::super::typed::{Wrong, error};
use super::super::words::{instant, section};
use super::super::{Answer, Portal, Who, done, flash, for_field, refused};
use super::address;
use crate::parts::{
    Choice, Column, Field, Html, PassageSide, SharedPassage, StatusTag, Summary, SummaryRow, Table, Tone,
};
use crate::shell::{Frame, Say};

/// Passages shown.
const MOST: usize = 100;

#[derive(Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    evidence: String,
    #[serde(default)]
    remark: String,
    #[serde(default)]
    why: String,
}

type Place = (String, String, String);

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(place): Path<Place>,
) -> Answer {
    finding_page(&portal, &frame, &viewer, &place, &Typed::default(), None).await
}

pub(super) async fn note(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let (direction, first, second) = &place;
    let did = match Remark::from_word(&typed.remark) {
        None => Err(Refusal::invalid("remark", Message::new("overlap-desk-remark-missing")).into()),
        Some(remark) => {
            let about = ([first.as_str(), second.as_str()], typed.evidence.as_str());
            acts::note_overlap(&portal.office, doing, direction, about, remark, &typed.why).await
        }
    };
    match did {
        Ok(()) => Ok(done(&href(&place), "overlap-noted")),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            let mut answer = finding_page(&portal, &frame, &viewer, &place, &typed, Some(wrong)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

fn href((direction, first, second): &Place) -> String {
    format!("{}/{}/{}", address(direction), segment(first), segment(second))
}

async fn finding_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    place: &Place,
    typed: &Typed,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let (direction, first, second) = place;
    let view = finding_view(&portal.office, &doing, direction, [first, second]).await.map_err(refused)?;
    let [first, second] = &view.line.applications;
    let mut head = frame
        .page(format!("{} · {}", first.number, second.number))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("board-title"), "/desk")
        .crumb(say.t("overlap-desk-title"), "/desk/overlap")
        .crumb(portal.direction_name(say, direction), address(direction))
        .flash(flash(frame));
    let mut parts = vec![paragraph(&say.t("overlap-desk-decides-nothing")), what(portal, frame, &view)];
    let found = &view.line.finding;
    for (at, one) in view.line.applications.iter().enumerate() {
        let whole = found.shares.get(at).map(|share| (say.t("overlap-desk-whole"), *share));
        let of = found.parts.get(at).into_iter().flatten().map(|one| (part(say, &one.part), one.share));
        parts.push(shares(say, (at, one), whole.into_iter().chain(of)));
    }
    parts.extend(passages(portal, say, &view));
    parts.push(anchor("noted", &say.t("overlap-desk-noted")));
    parts.push(soft(&say.t("overlap-desk-noted-note")));
    let noted = |note: &NoteLine| card(vec![Html::of(&note_tag(say, note)), paragraph(&said(frame, note))]);
    parts.extend(view.notes.iter().map(noted));
    if view.may_note {
        let (fields, form) = form(say, &href(place), &view, typed, &wrong);
        head = head.errors_of(&fields);
        parts.push(form);
    }
    parts.push(soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())));
    Ok(page(head, parts))
}

/// What was found, at a glance.
fn what(portal: &Portal, frame: &Frame, view: &FindingView) -> Html {
    let say = frame.say();
    let side = &portal.office.config().side;
    let level = if view.line.finding.alert { "overlap-level-alert" } else { "overlap-level-listing" };
    let tone = if view.line.finding.alert { Tone::Person } else { Tone::Hint };
    let mut rows = Vec::new();
    for one in &view.line.applications {
        let title = portal.own_words(say, side, &one.title);
        let mut values = vec![Html::linked(&title, &format!("/applications/{}", one.draft))];
        values.extend(changed(say, one));
        rows.push(SummaryRow { label: one.number.clone(), values, change: None });
    }
    let tag = Html::of(&StatusTag::new(tone, say.t(level)));
    rows.push(SummaryRow { label: say.t("overlap-class"), values: vec![tag], change: None });
    rows.push(SummaryRow::text(say.t("overlap-units"), &view.line.finding.units.to_string()));
    let alike = alike(say, &view.line.finding);
    if !alike.is_empty() {
        rows.push(SummaryRow { label: say.t("overlap-desk-alike"), values: alike, change: None });
    }
    rows.push(SummaryRow::text(say.t("overlap-desk-at"), &instant(frame, &view.at)));
    Html::of(&Summary::new(say, None, rows))
}

/// What two applications have in common besides text, a sentence each.
pub(super) fn alike(say: Say, finding: &Finding) -> Vec<Html> {
    let one = |alike: &Alike| Html::text(&say.t(&format!("overlap-desk-alike-{}", alike.word())));
    finding.alike.iter().map(one).collect()
}

/// That an application was handed in again since the comparison, where it was.
pub(super) fn changed(say: Say, one: &Compared) -> Option<Html> {
    one.changed.then(|| Html::text(&say.with("overlap-desk-changed", "number", one.number.as_str())))
}

/// The name of a part of an application's text.
fn part(say: Say, part: &Part) -> String {
    match part {
        Part::Answers(of) => section(say, *of),
        Part::Document(name) => name.clone(),
    }
}

/// How much of an application and of its parts.
fn shares(say: Say, (at, one): (usize, &Compared), parts: impl Iterator<Item = (String, Share)>) -> Html {
    let row = |(name, share): (String, Share)| {
        let units = Message::new("overlap-desk-units-of").with("units", share.units).with("of", share.of);
        vec![Html::text(&name), Html::text(&say.message(&units)), Html::text(&share.per_cent())]
    };
    table(&Table {
        id: format!("shares-{at}"),
        caption: say.with("overlap-desk-shares-of", "number", one.number.as_str()),
        columns: vec![
            Column::new(say.t("overlap-section")),
            Column::number(say.t("overlap-units")),
            Column::number(say.t("overlap-share")),
        ],
        rows: parts.map(row).collect(),
        empty: String::new(),
    })
}

fn passages(portal: &Portal, say: Say, view: &FindingView) -> Vec<Html> {
    let mut parts = vec![heading(&say.t("overlap-passages"))];
    let Some((passages, texts)) = &view.shown else {
        parts.push(paragraph(&say.t("overlap-desk-compare-again")));
        return parts;
    };
    parts.push(soft(&say.t("overlap-desk-legend")));
    let [first, second] = &view.line.applications;
    let side = &portal.office.config().side;
    let [a, b] = texts;
    for (at, PassageView { passage, parts: of }) in passages.iter().enumerate().take(MOST) {
        let [of_first, of_second] = of;
        let name = |one: &Compared, of: &Option<Part>| match of {
            Some(of) => format!("{} · {}", one.number, part(say, of)),
            None => one.number.clone(),
        };
        let tag = |text: &str| portal.own_tag(say, side, text).map(str::to_owned);
        let names = [name(first, of_first), name(second, of_second)];
        let tags = [tag(passage.a.of(a)), tag(passage.b.of(b))];
        let says = Message::new("overlap-desk-passage").with("own", passage.own).with("units", passage.units);
        parts.push(Html::of(&SharedPassage {
            say,
            id: format!("passage-{}", at + 1),
            title: say.with("overlap-desk-passage-title", "number", at + 1),
            says: say.message(&says),
            sides: PassageSide::both(passage, names, tags, [a, b]),
        }));
    }
    let left = passages.len().saturating_sub(MOST);
    if left > 0 {
        parts.push(soft(&say.with("overlap-desk-more", "count", left)));
    }
    parts
}

/// What was made of a finding, as a mark.
pub(super) fn note_tag(say: Say, note: &NoteLine) -> StatusTag {
    let tone = match (note.counts, note.remark) {
        (false, _) => Tone::Unset,
        (true, Remark::Settled) => Tone::Pass,
        (true, Remark::Pursue) => Tone::Person,
    };
    StatusTag::new(tone, say.t(&format!("overlap-desk-remark-{}", note.remark.word())))
}

/// Who noted it, when and why.
pub(super) fn said(frame: &Frame, note: &NoteLine) -> String {
    let say = frame.say();
    let message = Message::new("overlap-desk-said")
        .with("who", note.who.as_str())
        .with("at", instant(frame, &note.at))
        .with("why", note.why.as_str());
    let words = say.message(&message);
    if note.counts { words } else { format!("{words} {}", say.t("overlap-desk-said-of-other")) }
}

fn form(say: Say, action: &str, view: &FindingView, typed: &Typed, wrong: &Wrong) -> (Vec<Field>, Html) {
    let choice = |remark: Remark| Choice::new(remark.word(), say.t(&format!("overlap-desk-remark-{}", remark.word())));
    let fields = vec![
        Field::radios(say, "remark", say.t("overlap-desk-remark"), Remark::ALL.map(choice).into())
            .value(typed.remark.as_str())
            .error(error(wrong, "remark")),
        Field::area(say, "why", say.t("portal-reason"), Some(1000))
            .value(typed.why.as_str())
            .error(error(wrong, "why")),
    ];
    let button = Button::primary("note", say.t("overlap-desk-note-it"));
    let form = FormBox::new(action, fields.iter().map(Html::of).collect(), button);
    (fields, Html::of(&form.hidden("evidence", view.evidence.as_str())))
}
