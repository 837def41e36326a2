//! Who sits at the meeting, and their conflicts of interest.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use hefu_office::joint::Member;
use hefu_office::views::{JointView, WhatIf, joint_view};
use hefu_office::{Action, Thing, Viewer, acts};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, page, paragraph};
use super::super::typed::{Wrong, error};
use super::super::{Answer, Portal, Who, done, for_field, refused};
use super::head;
use crate::parts::{Field, Html, StatusTag, Tone};
use crate::shell::{Frame, Say};

/// What an officer types.
#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    members: String,
    #[serde(default)]
    conflicts: String,
}

impl Typed {
    fn of(view: &JointView) -> Self {
        let line = |member: &Member| match member.unit.as_str() {
            "" => member.name.clone(),
            unit => format!("{}；{unit}", member.name),
        };
        let conflicts = view.members.iter().flat_map(|member| {
            let number = |pair: &str| number(view, pair);
            member.conflicts.iter().map(move |own| format!("{}；{}；{}", member.name, number(&own.pair), own.reason))
        });
        let conflicts: Vec<String> = conflicts.collect();
        let members: Vec<String> = view.members.iter().map(line).collect();
        Self { members: members.join("\n"), conflicts: conflicts.join("\n") }
    }
}

/// The number of this side's half of a pair.
fn number(view: &JointView, pair: &str) -> String {
    let project = view.projects.iter().find(|project| project.pair == pair);
    let own = project.and_then(|project| project.numbers.iter().find(|(side, _)| *side == view.own));
    own.map_or_else(|| pair.to_owned(), |(_, number)| number.clone())
}

/// Who was there, for the minute: each with the projects that they did not take part in.
pub(super) fn present(say: Say, view: &JointView) -> String {
    let line = |member: &Member| {
        if member.conflicts.is_empty() {
            return member.name.clone();
        }
        let numbers: Vec<String> = member.conflicts.iter().map(|own| number(view, &own.pair)).collect();
        let message = Message::new("joint-member-present").with("name", member.name.as_str());
        say.message(&message.with("numbers", numbers.join("、")))
    };
    view.members.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Warnings of a project in the room: who has a conflict of interest with it, and whom it touches who has declared none.
pub(super) fn warnings(say: Say, view: &JointView, pair: &str) -> Html {
    let declared = view.members.iter().filter(|member| member.conflicts.iter().any(|own| own.pair == pair));
    let names: Vec<&str> = declared.map(|member| member.name.as_str()).collect();
    let mut tags = Vec::new();
    if !names.is_empty() {
        let words = say.with("joint-member-conflict", "names", names.join("、"));
        tags.push(Html::of(&StatusTag::new(Tone::Fail, words)));
    }
    for (name, touches) in view.touched.get(pair).into_iter().flatten() {
        let key = format!("joint-member-touches-{}", touches.word());
        tags.push(Html::of(&StatusTag::new(Tone::Hint, say.with(&key, "name", name.as_str()))));
    }
    Html::join(&tags, &Html::text(" "))
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    asking(&portal, &frame, &viewer, &direction, None, None).await
}

pub(super) async fn set(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::set_members(&portal.office, doing, &direction, (&typed.members, &typed.conflicts)).await {
        Ok(()) => Ok(done(&format!("/decisions/{direction}"), "joint-members")),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            asking(&portal, &frame, &viewer, &direction, Some(wrong), Some(typed)).await
        }
    }
}

async fn asking(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    wrong: Wrong,
    typed: Option<Typed>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    portal.office.may_here(viewer, Action::Decide, Thing::Decision).map_err(|refusal| refused(refusal.into()))?;
    let view = joint_view(&portal.office, &doing, direction, &WhatIf::default()).await.map_err(refused)?;
    let typed = typed.unwrap_or_else(|| Typed::of(&view));
    let say = frame.say();
    let area = |name: &str, value: String| {
        Field::area(say, name, say.t(&format!("joint-ask-{name}")), None)
            .hint(say.t(&format!("joint-hint-{name}")))
            .optional()
            .value(value)
            .error(error(&wrong, name))
    };
    let fields = [area("members", typed.members), area("conflicts", typed.conflicts)];
    let head = head(portal, frame, direction, "joint-members").errors_of(&fields);
    let button = Button::primary("set", say.t("joint-members-button"));
    let place = format!("/decisions/{direction}");
    let form = FormBox::new(format!("{place}/members"), fields.iter().map(Html::of).collect(), button)
        .back(say.t("portal-back"), place);
    Ok(page(head, vec![paragraph(&say.t("joint-members-note")), Html::of(&form)]))
}
