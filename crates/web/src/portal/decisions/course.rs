//! The page of one direction: each step in its order, with what has been done and what can be done now.

use axum::extract::{Path, State};
use hefu_decision::Trouble;
use hefu_exchange::joint::{Minute, Phase, Proposal, Round};
use hefu_office::letters::LetterKind;
use hefu_office::views::{JointView, WhatIf, joint_view};
use hefu_office::{Refusal, Viewer};
use hefu_words::Message;

use super::super::page::{Button, FormBox, card, heading, links, page, paragraph, soft, table};
use super::super::troubles::troubles;
use super::super::words::instant;
use super::super::{Answer, Portal, Who, flash, refused};
use super::{minute, phase_tag, show};
use crate::parts::{Column, Field, Html, StatusTag, Summary, SummaryRow, Table, Tone, Upload};
use crate::shell::{Flash, Frame, Link, Say};

/// What stands against the last step.
#[derive(Default)]
pub(super) struct Wrong {
    pub refusal: Option<Refusal>,
    pub typed: String,
    pub troubles: Vec<Trouble>,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    page_of(&portal, &frame, &viewer, &direction, Wrong::default()).await
}

pub(super) async fn page_of(portal: &Portal, frame: &Frame, viewer: &Viewer, direction: &str, wrong: Wrong) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let view = joint_view(&portal.office, &doing, direction, &WhatIf::default()).await.map_err(refused)?;
    let say = frame.say();
    let told = Told { portal, frame, say, view: &view };
    let mut head = frame
        .page(portal.direction_name(say, &view.direction))
        .caption(say.t("joint-title"))
        .crumb(say.t("joint-title"), "/decisions")
        .flash(flash(frame));
    let on_field = |name: &str| {
        let refusal = wrong.refusal.as_ref().filter(|refusal| refusal.field.as_deref() == Some(name))?;
        Some(say.message(&refusal.message))
    };
    if let Some(refusal) = &wrong.refusal {
        head = head.flash(Some(Flash::Refused(say.message(&refusal.message))));
    }
    let mut parts = vec![told.state()];
    if !wrong.troubles.is_empty() {
        let blocked = wrong.troubles.iter().any(|trouble| trouble.blocks);
        let note = if blocked { "joint-list-not-taken" } else { "joint-list-taken-with-notes" };
        parts.push(troubles(say, say.t(note), &wrong.troubles));
    }
    parts.extend(told.settling());
    if view.phase > Phase::Settling {
        parts.extend(told.method());
    }
    if view.phase >= Phase::Method && view.joint.projects().is_some() {
        let file = Field::file(say, "file", say.t("joint-list-upload"), ".xlsx,.csv", say.t("joint-list-most"))
            .error(on_field("file"));
        parts.extend(told.lists(file));
    }
    if view.phase >= Phase::Deciding {
        parts.extend(told.deciding());
    }
    if view.phase >= Phase::Minuted {
        parts.extend(told.publishing());
    }
    if view.may_decide && matches!(view.phase, Phase::Sealing | Phase::Opening | Phase::Deciding) {
        let reason = Field::area(say, "reason", say.t("joint-abort-reason"), Some(1000))
            .value(wrong.typed.as_str())
            .error(on_field("reason"));
        head = head.errors_of([&reason]);
        parts.push(told.breaking_off(&reason));
    }
    parts.extend(told.record());
    Ok(page(head, parts))
}

/// The view, being told.
struct Told<'a> {
    portal: &'a Portal,
    frame: &'a Frame,
    say: Say,
    view: &'a JointView,
}

impl Told<'_> {
    fn side(&self, side: &str) -> String {
        self.portal.side_name(self.say, side, &self.view.direction)
    }

    /// A form of one button.
    fn button(&self, step: &str, digest: Option<&str>, primary: bool) -> Html {
        let label = self.say.t(&format!("joint-do-{step}"));
        let button = if primary { Button::primary(step, label) } else { Button::plain(step, label) };
        let form = FormBox::new(format!("/decisions/{}/{step}", self.view.direction), Vec::new(), button);
        Html::of(&match digest {
            Some(digest) => form.hidden("digest", digest),
            None => form,
        })
    }

    fn state(&self) -> Html {
        let round = self.view.joint.number();
        let mut rows = vec![
            SummaryRow {
                label: self.say.t("portal-state"),
                values: vec![Html::of(&phase_tag(self.say, self.view.phase))],
                change: None,
            },
            SummaryRow::text(self.say.t("exchange-partner"), &self.side(&self.view.partner)),
            SummaryRow::text(self.say.t("joint-round"), &round.to_string()),
        ];
        if let Some(turn) = self.turn() {
            rows.push(SummaryRow::text(self.say.t("joint-turn"), &turn));
        }
        Html::of(&Summary { say: self.say, title: None, rows })
    }

    /// Whose turn it is.
    fn turn(&self) -> Option<String> {
        let round = self.view.joint.round();
        let lacks = |have: &dyn Fn(&Round, &str) -> bool| -> Vec<String> {
            let sides = self.view.joint.sides.iter();
            sides.filter(|side| round.is_none_or(|round| !have(round, side))).map(|side| self.side(side)).collect()
        };
        let waits = match self.view.phase {
            Phase::Settling => {
                let sides = self.view.joint.sides.iter();
                sides.filter(|side| !self.view.joint.standing.contains_key(*side)).map(|side| self.side(side)).collect()
            }
            Phase::Sealing => lacks(&|round, side| round.seal(side).is_some()),
            // What the partner opened is not shown before the own is.
            Phase::Opening if round.is_some_and(|round| round.opening(&self.view.own).is_none()) => {
                vec![self.side(&self.view.own)]
            }
            Phase::Opening => vec![self.side(&self.view.partner)],
            Phase::Minuted => lacks(&|round, side| round.ready.contains_key(side)),
            Phase::Ready => lacks(&|round, side| round.published.contains_key(side)),
            Phase::Method | Phase::Deciding | Phase::Published => return None,
        };
        (!waits.is_empty()).then(|| waits.join(&self.say.t("portal-and")))
    }

    fn settling(&self) -> Vec<Html> {
        let mut parts = vec![heading(&self.say.t("joint-step-projects"))];
        let rows = self.view.joint.sides.iter().map(|side| {
            let stands = self.view.joint.standing.get(side);
            let tag = match stands {
                Some(_) => StatusTag::new(Tone::Pass, self.say.t("exchange-settled")),
                None => StatusTag::new(Tone::Unset, self.say.t("joint-not-settled")),
            };
            let count = stands.map_or_else(String::new, |pairs| pairs.len().to_string());
            vec![Html::text(&self.side(side)), Html::of(&tag), Html::text(&count)]
        });
        parts.push(table(&Table {
            id: "standing".to_owned(),
            caption: self.say.t("joint-standing"),
            columns: vec![
                Column::new(self.say.t("exchange-side")),
                Column::new(self.say.t("portal-state")),
                Column::number(self.say.t("joint-pairs-standing")),
            ],
            rows: rows.collect(),
            empty: String::new(),
        }));
        if self.view.phase == Phase::Settling {
            parts.push(paragraph(&self.say.t("joint-settling-note")));
            return parts;
        }
        parts.push(paragraph(&self.say.with("joint-projects-count", "count", self.view.projects.len())));
        let rows = self.view.projects.iter().map(|project| {
            let title = project.titles.get_key_value(&self.view.own);
            let title = title.map_or_else(Html::default, |(side, title)| self.portal.own_words(self.say, side, title));
            let mut row: Vec<Html> = project.numbers.iter().map(|(_, number)| Html::text(number)).collect();
            row.push(title);
            row.push(Html::text(&self.portal.topic_name(self.say, &self.view.direction, &project.topic)));
            row
        });
        let sides = self.view.projects.first().map(|project| &project.numbers).into_iter().flatten();
        let mut columns: Vec<Column> = sides.map(|(side, _)| Column::new(self.side(side))).collect();
        columns.push(Column::wide(self.say.t("joint-project")));
        columns.push(Column::new(self.say.t("joint-results-topic")));
        parts.push(table(&Table {
            id: "projects".to_owned(),
            caption: self.say.t("joint-projects-list"),
            columns,
            rows: rows.collect(),
            empty: self.say.t("joint-no-projects"),
        }));
        let (here, there) = &self.view.apart;
        for (pairs, key) in [(here, "joint-apart-here"), (there, "joint-apart-there")] {
            if !pairs.is_empty() {
                parts.push(paragraph(&self.say.with(key, "pairs", pairs.clone())));
            }
        }
        parts
    }

    fn method(&self) -> Vec<Html> {
        let mut parts = vec![heading(&self.say.t("joint-step-method"))];
        let round = self.view.joint.round();
        let own = self.view.origins.get(&self.view.own);
        if let Some((digest, proposal)) = round.and_then(Round::method) {
            parts.push(show::method(self.portal, self.frame, &proposal.statement.content));
            parts.push(soft(&self.signed(&proposal.statement.signed, digest)));
            return parts;
        }
        parts.push(paragraph(&self.say.t("joint-method-note")));
        let open = round.map(|round| &round.methods).into_iter().flatten();
        let mut waiting = false;
        for (digest, proposal) in open.filter(|(_, proposal)| proposal.waits()) {
            let mine = own.is_some_and(|own| proposal.statement.signed.contains(own));
            waiting |= mine;
            let mut inside = vec![
                heading(&self.say.t(if mine { "joint-method-own" } else { "joint-method-theirs" })),
                show::method(self.portal, self.frame, &proposal.statement.content),
                soft(&self.signed(&proposal.statement.signed, digest)),
            ];
            if self.view.may_decide {
                inside.push(self.button(if mine { "withdraw" } else { "sign" }, Some(digest), !mine));
            }
            parts.push(card(inside));
        }
        if self.view.may_decide && !waiting {
            let href = format!("/decisions/{}/method", self.view.direction);
            parts.push(links(vec![Link::new(self.say.t("joint-propose"), href)]));
        }
        parts
    }

    fn signed(&self, signed: &std::collections::BTreeSet<String>, digest: &str) -> String {
        super::signers(self.portal, self.say, self.view, signed, digest)
    }

    fn lists(&self, file: Field) -> Vec<Html> {
        let mut parts = vec![heading(&self.say.t("joint-step-lists"))];
        let round = self.view.joint.round();
        let seal = |side: &str| round.and_then(|round| round.seal(side));
        let open = |side: &str| round.is_some_and(|round| round.opening(side).is_some());
        let own_open = open(&self.view.own);
        let rows = self.view.joint.sides.iter().map(|side| {
            let own = *side == self.view.own;
            let state = match (seal(side), open(side)) {
                (_, true) => StatusTag::new(Tone::Pass, self.say.t("joint-list-open")),
                (Some(_), false) => StatusTag::new(Tone::Hint, self.say.t("joint-list-sealed-state")),
                (None, _) if own && self.view.list.is_some() => {
                    StatusTag::new(Tone::Person, self.say.t("joint-list-entered"))
                }
                (None, _) => StatusTag::new(Tone::Unset, self.say.t("joint-list-none-state")),
            };
            let commitment = seal(side).map(|seal| seal.commitment.clone()).unwrap_or_default();
            vec![Html::text(&self.side(side)), Html::of(&state), Html::in_language(&commitment, "zxx")]
        });
        parts.push(table(&Table {
            id: "lists".to_owned(),
            caption: self.say.t("joint-lists"),
            columns: vec![
                Column::new(self.say.t("exchange-side")),
                Column::new(self.say.t("portal-state")),
                Column::wide(self.say.t("joint-commitment")),
            ],
            rows: rows.collect(),
            empty: String::new(),
        }));
        if let Some(list) = &self.view.list {
            let supported = list.rows.iter().filter(|row| row.supported).count();
            let message = Message::new("joint-list-entered-note")
                .with("file", list.file.as_str())
                .with("rows", list.rows.len())
                .with("supported", supported)
                .with("who", list.who.as_str())
                .with("at", instant(self.frame, &list.at));
            parts.push(paragraph(&self.say.message(&message)));
        }
        let faults: Vec<String> = self.view.faults.iter().map(|fault| self.say.message(&fault.message())).collect();
        if seal(&self.view.own).is_none() {
            for fault in &faults {
                parts.push(Html::of(&StatusTag::new(Tone::Fail, fault.clone())));
            }
        }
        if !self.view.may_decide {
            return parts;
        }
        if seal(&self.view.own).is_none() {
            parts.push(paragraph(&self.say.t("joint-list-note")));
            let blank = format!("/decisions/{}/list.xlsx", self.view.direction);
            parts.push(links(vec![Link::new(self.say.t("joint-list-blank"), blank)]));
            let action = format!("/decisions/{}/list", self.view.direction);
            parts.push(Html::of(&Upload::new(action, vec![file], self.say.t("joint-list-enter"))));
            if self.view.phase == Phase::Sealing && self.view.list.is_some() && faults.is_empty() {
                parts.push(card(vec![paragraph(&self.say.t("joint-seal-note")), self.button("seal", None, true)]));
            }
        } else if self.view.phase == Phase::Opening && !own_open {
            let key = if self.view.witnessed { "joint-open-note" } else { "joint-open-waits" };
            let mut inside = vec![paragraph(&self.say.t(key))];
            if self.view.witnessed {
                inside.push(self.button("open", None, true));
            }
            parts.push(card(inside));
        }
        for side in &self.view.withholding {
            let words = self.say.with("joint-withholds", "side", self.side(side));
            parts.push(Html::of(&StatusTag::new(Tone::Fail, words)));
        }
        parts
    }

    fn deciding(&self) -> Vec<Html> {
        let mut parts = vec![heading(&self.say.t("joint-step-room"))];
        match &self.view.computed {
            Some(Ok(computed)) => {
                let chosen = computed.decision.selection.chosen().len();
                let message = Message::new("joint-computed").with("count", chosen);
                let message = message.with("digest", computed.digest.get(..16).unwrap_or_default());
                parts.push(paragraph(&self.say.message(&message)));
                let href = |end: &str| format!("/decisions/{}/{end}", self.view.direction);
                parts.push(links(vec![
                    Link::new(self.say.t("joint-room"), href("room")),
                    Link::new(self.say.t("joint-room-screen"), href("room?screen=1")),
                    Link::new(self.say.t("joint-report"), href("report")),
                    Link::new(self.say.t("joint-workbook"), href("result.xlsx")),
                ]));
            }
            Some(Err(reason)) => parts.push(paragraph(&self.say.with("joint-undecided", "reason", reason.as_str()))),
            None => {}
        }
        parts.push(heading(&self.say.t("joint-step-minute")));
        let round = self.view.joint.round();
        if let Some((digest, proposal)) = round.and_then(Round::minute) {
            parts.push(minute::shown(self.portal, self.frame, self.view, &proposal.statement.content));
            parts.push(soft(&self.signed(&proposal.statement.signed, digest)));
            let href = |end: &str| format!("/decisions/{}/minute.{end}", self.view.direction);
            let base = format!("/decisions/{}", self.view.direction);
            let mut ways = vec![
                Link::new(self.say.t("joint-minute-paper"), href("pdf")),
                Link::new(self.say.t("joint-minute-text"), href("txt")),
                Link::new(self.say.t("joint-awards"), format!("{base}/awards.json")),
            ];
            if self.portal.office.config().records.crossref.is_some() {
                ways.push(Link::new(self.say.t("award-crossref"), format!("{base}/crossref.xml")));
            }
            parts.push(links(ways));
            return parts;
        }
        parts.push(paragraph(&self.say.t("joint-minute-note")));
        let own = self.view.origins.get(&self.view.own);
        let open = round.map(|round| &round.minutes).into_iter().flatten();
        let mut waiting = false;
        for (digest, proposal) in open.filter(|(_, proposal): &(&String, &Proposal<Minute>)| proposal.waits()) {
            let mine = own.is_some_and(|own| proposal.statement.signed.contains(own));
            waiting |= mine;
            let mut inside = vec![
                heading(&self.say.t(if mine { "joint-minute-own" } else { "joint-minute-theirs" })),
                minute::shown(self.portal, self.frame, self.view, &proposal.statement.content),
                soft(&self.signed(&proposal.statement.signed, digest)),
            ];
            if self.view.may_decide {
                inside.push(self.button(if mine { "withdraw" } else { "sign" }, Some(digest), !mine));
            }
            parts.push(card(inside));
        }
        if self.view.may_decide && !waiting && self.view.computed.as_ref().is_some_and(Result::is_ok) {
            let href = format!("/decisions/{}/minute", self.view.direction);
            parts.push(links(vec![Link::new(self.say.t("joint-draw-up"), href)]));
        }
        parts
    }

    fn publishing(&self) -> Vec<Html> {
        let mut parts = vec![heading(&self.say.t("joint-step-publish"))];
        let Some((round, (digest, proposal))) =
            self.view.joint.round().and_then(|round| Some((round, round.minute()?)))
        else {
            return Vec::new();
        };
        let publish = &proposal.statement.content.publish;
        parts.push(paragraph(&self.say.with("joint-publish-at", "at", self.frame.stamp(publish.timestamp()).long())));
        let rows = self.view.joint.sides.iter().map(|side| {
            let tag = match (round.published.get(side), round.ready.get(side) == Some(digest)) {
                (Some(published), _) => {
                    let at = self.frame.stamp(published.at.timestamp()).short();
                    StatusTag::new(Tone::Pass, self.say.with("joint-published-at", "at", at))
                }
                (None, true) => StatusTag::new(Tone::Hint, self.say.t("joint-ready-state")),
                (None, false) => StatusTag::new(Tone::Unset, self.say.t("joint-not-ready-state")),
            };
            vec![Html::text(&self.side(side)), Html::of(&tag)]
        });
        parts.push(table(&Table {
            id: "publishing".to_owned(),
            caption: self.say.t("joint-step-publish"),
            columns: vec![Column::new(self.say.t("exchange-side")), Column::wide(self.say.t("portal-state"))],
            rows: rows.collect(),
            empty: String::new(),
        }));
        if round.published.contains_key(&self.view.own) {
            let awards = format!("/decisions/{}/awards", self.view.direction);
            parts.push(links(vec![
                Link::new(self.say.t("joint-results-title"), "/results"),
                Link::new(self.say.t("joint-awards-page"), awards),
            ]));
            return parts;
        }
        let count = |kind: LetterKind| self.view.letters.get(&kind).copied().unwrap_or(0);
        let message = Message::new("joint-letters")
            .with("supported", count(LetterKind::Supported))
            .with("others", count(LetterKind::NotSupported));
        parts.push(paragraph(&self.say.message(&message)));
        if self.view.may_decide {
            let ready = round.ready.get(&self.view.own) == Some(digest);
            let key = if ready { "joint-publish-note" } else { "joint-ready-note" };
            let step = if ready { "publish" } else { "ready" };
            parts.push(card(vec![paragraph(&self.say.t(key)), self.button(step, None, true)]));
        }
        parts
    }

    fn breaking_off(&self, reason: &Field) -> Html {
        let button = Button::plain("abort", self.say.t("joint-do-abort"));
        let form = FormBox::new(format!("/decisions/{}/abort", self.view.direction), vec![Html::of(reason)], button);
        card(vec![
            heading(&self.say.t("joint-step-abort")),
            paragraph(&self.say.t("joint-abort-note")),
            Html::of(&form),
        ])
    }

    /// What was broken off, and what should not have been.
    fn record(&self) -> Vec<Html> {
        let mut parts = Vec::new();
        let broken: Vec<Vec<Html>> = self
            .view
            .joint
            .rounds
            .iter()
            .flat_map(|(number, round)| round.aborted.iter().map(move |(side, reason)| (number, side, reason)))
            .map(|(number, side, reason)| {
                vec![Html::text(&number.to_string()), Html::text(&self.side(side)), Html::text(reason)]
            })
            .collect();
        if !broken.is_empty() {
            parts.push(table(&Table {
                id: "broken-off".to_owned(),
                caption: self.say.t("joint-broken-off"),
                columns: vec![
                    Column::number(self.say.t("joint-round")),
                    Column::new(self.say.t("exchange-side")),
                    Column::wide(self.say.t("exchange-reason")),
                ],
                rows: broken,
                empty: String::new(),
            }));
        }
        let faults = self.view.joint.faults.iter().map(|fault| {
            vec![
                Html::text(&self.side(&fault.side)),
                Html::of(&StatusTag::new(Tone::Fail, self.say.t(&format!("joint-fault-{}", fault.kind.word())))),
            ]
        });
        let faults: Vec<_> = faults.collect();
        if !faults.is_empty() {
            parts.push(table(&Table {
                id: "faults".to_owned(),
                caption: self.say.t("joint-faults"),
                columns: vec![Column::new(self.say.t("exchange-side")), Column::wide(self.say.t("joint-fault"))],
                rows: faults,
                empty: String::new(),
            }));
        }
        parts
    }
}
