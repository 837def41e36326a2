//! The assignment of a direction: having it computed, taking what is proposed, and one seat by hand.

mod proposal;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::acts::{self, RunState, SeatChange};
use hefu_office::experts::Seat;
use hefu_office::experts::assignment::{DECIMALS, Way};
use hefu_office::views::{PanelView, ProjectLine, Run, panel_view};
use hefu_office::{OfficeError, Refusal, Viewer};
use hefu_text::fixed;
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, heading, links, page, paragraph, segment, soft, table};
use super::super::typed::{Wrong, error};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, done, flash, for_field, refused};
use crate::parts::{Choice, Column, Field, Html, Table, Width};
use crate::shell::{Flash, Frame, Link, Say};

#[derive(Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    run: String,
    #[serde(default)]
    loss: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    expert: String,
    #[serde(default)]
    why: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    panel_page(&portal, &frame, &viewer, &direction, &Typed::default(), None).await
}

/// The page, being told.
struct Told<'a> {
    portal: &'a Portal,
    frame: &'a Frame,
    say: Say,
    direction: &'a str,
    view: &'a PanelView,
    typed: &'a Typed,
    wrong: &'a Wrong,
}

async fn panel_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    typed: &Typed,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = panel_view(&portal.office, &doing, direction).await.map_err(refused)?;
    let told = Told { portal, frame, say, direction, view: &view, typed, wrong: &wrong };
    let base = format!("/experts/assignment/{direction}");
    let mut head = frame
        .page(say.t("experts-assignment"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("experts-title"), "/experts")
        .flash(flash(frame));
    if let Some((field, words)) = &wrong
        && !["loss", "seat", "why"].contains(&field.as_deref().unwrap_or_default())
    {
        head = head.flash(Some(Flash::Refused(words.clone())));
    }
    let mut parts = vec![links(vec![
        Link::new(say.t("experts-panel-settings"), format!("{base}/settings")),
        Link::new(say.t("experts-conflicts"), format!("/experts/conflicts/{direction}")),
        Link::new(say.t("experts-orders"), format!("{base}/orders")),
    ])];
    if !view.settled {
        parts.push(paragraph(&say.t("experts-not-settled")));
        return Ok(page(head, parts));
    }
    parts.push(told.standing());
    let (fields, computing) = told.computing();
    head = head.errors_of(&fields);
    parts.extend(computing);
    let (fields, proposal) = told.proposal();
    head = head.errors_of(&fields);
    parts.extend(proposal);
    if view.may_assign {
        let (fields, by_hand) = told.by_hand();
        head = head.errors_of(&fields);
        parts.extend(by_hand);
    }
    parts.push(soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())));
    Ok(page(head, parts))
}

impl Told<'_> {
    fn base(&self) -> String {
        format!("/experts/assignment/{}", self.direction)
    }

    fn expert(&self, number: &str) -> Html {
        let name = self.view.names.get(number).map_or("", String::as_str);
        Html::link(&format!("{number} {name}"), &format!("/experts/of/{}", segment(number)))
    }

    /// Seats as they are.
    fn standing(&self) -> Html {
        let row = |project: &ProjectLine| {
            let title = self.portal.own_words(self.say, &self.portal.office.config().side, &project.title);
            let experts: Vec<String> =
                project.experts.iter().map(|(number, _)| self.expert(number).to_string()).collect();
            vec![
                Html::linked(&title, &format!("/applications/{}", project.draft)),
                Html::text(&project.number),
                Html::made(experts.join("<br>")),
            ]
        };
        table(&Table {
            id: "seats".to_owned(),
            caption: self.say.t("experts-seats-now"),
            columns: vec![
                Column::wide(self.say.t("experts-application")),
                Column::new(self.say.t("portal-number")),
                Column::new(self.say.t("experts-expert")),
            ],
            rows: self.view.projects.iter().map(row).collect(),
            empty: self.say.t("experts-none"),
        })
    }

    /// What can be computed, or what is under way.
    fn computing(&self) -> (Vec<Field>, Vec<Html>) {
        let say = self.say;
        let running = self.view.run.as_ref().filter(|run| run.state == RunState::Running);
        if let Some(run) = running {
            let mut parts = vec![
                heading(&say.t("experts-compute")),
                paragraph(&self.by("experts-running", run)),
                links(vec![Link::new(say.t("experts-look-again"), self.base())]),
            ];
            if self.view.may_assign {
                let stop = FormBox::new(self.base(), Vec::new(), Button::plain("stop", say.t("experts-stop")));
                parts.push(Html::of(&stop.hidden("run", run.run.as_str())));
            }
            return (Vec::new(), parts);
        }
        if !self.view.may_assign {
            return (Vec::new(), Vec::new());
        }
        let mut parts = vec![heading(&say.t("experts-compute"))];
        if !self.view.unset.is_empty() {
            let what: Vec<String> =
                self.view.unset.iter().map(|field| say.t(&format!("experts-set-{field}"))).collect();
            parts.push(paragraph(&say.message(&Message::new("experts-unset-list").with("what", what))));
            return (Vec::new(), parts);
        }
        parts.push(soft(&say.t("experts-compute-note")));
        let mut fields = Vec::new();
        let mut form = FormBox::new(self.base(), Vec::new(), Button::primary("anew", say.t("experts-way-anew")));
        if self.view.projects.iter().any(|project| !project.experts.is_empty()) {
            let loss = Field::text(say, "loss", say.t("experts-loss"))
                .width(Width::Short)
                .hint(say.t("experts-loss-hint"))
                .value(self.typed.loss.as_str())
                .error(error(self.wrong, "loss"))
                .optional();
            form.parts.push(Html::of(&loss));
            form.buttons.push(Button::plain("keep", say.t("experts-way-keep")));
            fields.push(loss);
        }
        parts.push(Html::of(&form));
        (fields, parts)
    }

    fn by(&self, key: &str, run: &Run) -> String {
        let message = Message::new(key).with("who", run.who.as_str()).with("at", instant(self.frame, &run.at));
        self.say.message(&message)
    }

    fn by_hand(&self) -> (Vec<Field>, Vec<Html>) {
        let say = self.say;
        let project = |line: &ProjectLine| Choice::new(line.number.clone(), format!("{} {}", line.number, line.title));
        let expert = |(number, name): (&String, &String)| Choice::new(number.clone(), format!("{number} {name}"));
        let typed = matches!(self.typed.act.as_str(), "give" | "take-one");
        let kept = |value: &str| if typed { value.to_owned() } else { String::new() };
        let wrong = |name: &str| error(self.wrong, name).filter(|_| typed);
        let mut why = Field::text(say, "reason", say.t("portal-reason")).value(kept(&self.typed.why));
        why.error = wrong("why");
        let fields = vec![
            Field::select(
                say,
                "number",
                say.t("experts-application"),
                self.view.projects.iter().map(project).collect(),
            )
            .value(kept(&self.typed.number))
            .error(wrong("seat")),
            Field::select(say, "expert", say.t("experts-expert"), self.view.names.iter().map(expert).collect())
                .value(kept(&self.typed.expert)),
            why,
        ];
        let mut form = FormBox::new(
            self.base(),
            fields.iter().map(Html::of).collect(),
            Button::primary("give", say.t("experts-give")),
        );
        form.buttons.push(Button::plain("take-one", say.t("experts-take-one")));
        let parts = vec![heading(&say.t("experts-by-hand")), Html::of(&form)];
        (fields, parts)
    }
}

#[derive(Clone, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(flatten)]
    typed: Typed,
    /// The reason of one seat by hand: another field than that of taking a proposal, which stands on the same page.
    #[serde(default)]
    reason: String,
}

pub(super) async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(Sent { typed, reason }): Form<Sent>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let typed = Typed { why: reason, ..typed };
    let office = &portal.office;
    let did: Result<&str, OfficeError> = match typed.act.as_str() {
        "anew" => acts::compute_assignment(office, doing, &direction, Way::Anew).await.map(|_| "computing"),
        "keep" => match loss(&typed.loss) {
            Ok(loss) => {
                acts::compute_assignment(office, doing, &direction, Way::Keep { loss }).await.map(|_| "computing")
            }
            Err(refusal) => Err(refusal.into()),
        },
        "stop" => acts::cancel_assignment(office, doing, &typed.run).await.map(|()| "stopped"),
        "give" | "take-one" => {
            let seat = Seat { number: typed.number.clone(), expert: typed.expert.clone() };
            let (put, taken) = if typed.act == "give" { (vec![seat], Vec::new()) } else { (Vec::new(), vec![seat]) };
            let change = SeatChange { direction: direction.clone(), put, taken, why: typed.why.clone() };
            acts::change_seats(office, doing, change).await.map(|_| "seats-changed")
        }
        _ => Err(Refusal::not_found().into()),
    };
    answered(&portal, &frame, &viewer, &direction, &typed, did).await
}

/// How much may be given up, as typed; nothing typed is no bound.
fn loss(typed: &str) -> Result<Option<u64>, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let read = fixed::parse(typed, DECIMALS).and_then(|loss| u64::try_from(loss).ok());
    let wrong = || Refusal::invalid("loss", Message::new("experts-loss-wrong").with("found", typed));
    read.map(Some).ok_or_else(wrong)
}

pub(super) async fn take(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let typed = Typed { act: "take".to_owned(), ..typed };
    let did = acts::apply_assignment(&portal.office, doing, &typed.run, &typed.why).await.map(|_| "seats-changed");
    answered(&portal, &frame, &viewer, &direction, &typed, did).await
}

async fn answered(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    typed: &Typed,
    did: Result<&str, OfficeError>,
) -> Answer {
    let wrong = match did {
        Ok(key) => return Ok(done(&format!("/experts/assignment/{direction}"), key)),
        Err(OfficeError::Refused(refusal))
            if refusal.field.is_none() && refusal.kind == hefu_office::RefusalKind::Conflict =>
        {
            (None, frame.say().message(&refusal.message))
        }
        Err(error) => for_field(frame.say(), error)?,
    };
    let mut answer = panel_page(portal, frame, viewer, direction, typed, Some(wrong)).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
