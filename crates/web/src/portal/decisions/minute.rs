//! The minute: drawn up from the result in the room, and in words.

use axum::extract::{Path, State};
use axum_extra::extract::{Form, Query};
use hefu_exchange::joint::{Deviation, Leaving, Minute, Round};
use hefu_guide::money_style;
use hefu_office::acts::{self, NewMinute};
use hefu_office::joint::Computed;
use hefu_office::views::{JointView, WhatIf, joint_view};
use hefu_office::{OfficeError, Refusal, RefusalKind, Viewer};
use hefu_selection::{Locked, SignedReason};
use hefu_words::Message;

use super::super::page::{Button, FormBox, heading, page, paragraph, soft, table};
use super::super::typed::{Wrong, error, instant, instant_field};
use super::super::{Answer, Portal, Who, done, for_field, refused};
use super::asked::Asked;
use super::head;
use super::room::{Told, bands_left};
use crate::parts::{Choice, Column, Field, Html, Summary, SummaryRow, Table, Width};
use crate::shell::{Fault, Frame};

/// A minute in words.
pub(super) fn shown(portal: &Portal, frame: &Frame, view: &JointView, minute: &Minute) -> Html {
    let say = frame.say();
    let row = |key: &str, value: String| SummaryRow::text(say.t(key), &value);
    let each = |key: &str, values: Vec<String>| SummaryRow {
        label: say.t(key),
        values: values.iter().map(|value| Html::text(value)).collect(),
        change: None,
    };
    let mut rows = vec![
        row("joint-minute-made", frame.stamp(minute.made.timestamp()).long()),
        row("joint-publish", frame.stamp(minute.publish.timestamp()).long()),
        row("joint-minute-result", minute.result.clone()),
    ];
    if !minute.reasons.is_empty() {
        let reasons = minute.reasons.iter().map(|reason| format!("{} ({}, {})", reason.why, reason.who, reason.when));
        rows.push(each("joint-minute-reasons", reasons.collect()));
    }
    if !minute.deviations.is_empty() {
        let said = minute.deviations.iter().map(|deviation| {
            let key = if deviation.supported { "joint-lock-in" } else { "joint-lock-out" };
            let reason = format!("{} ({})", deviation.reason, deviation.who);
            say.message(&Message::new(key).with("pair", deviation.pair.as_str()).with("reason", reason))
        });
        rows.push(each("joint-minute-deviations", said.collect()));
    }
    if !minute.present.is_empty() {
        rows.push(each("joint-minute-present", minute.present.clone()));
    }
    if !minute.remarks.is_empty() {
        rows.push(row("joint-minute-remarks", minute.remarks.clone()));
    }
    let lines = minute.supported.iter().map(|line| {
        let project = view.projects.iter().find(|project| project.pair == line.pair);
        let title = project.and_then(|project| project.titles.get_key_value(&view.own));
        let title = title.map_or_else(Html::default, |(side, title)| portal.own_words(say, side, title));
        let numbers: Vec<&str> = line.numbers.values().map(String::as_str).collect();
        let money: Vec<String> = line
            .money
            .iter()
            .map(|(side, money)| {
                format!("{} {}", portal.side_name(say, side, &view.direction), money.format(money_style(say.0)))
            })
            .collect();
        vec![
            Html::join(&[title, soft(&numbers.join(" · "))], &Html::default()),
            Html::text(&money.join(say.t("joint-between").as_str())),
        ]
    });
    let supported = Table {
        id: "supported".to_owned(),
        caption: say.with("joint-minute-supported", "count", minute.supported.len()),
        columns: vec![Column::wide(say.t("joint-project")), Column::wide(say.t("joint-money"))],
        rows: lines.collect(),
        empty: say.t("joint-no-projects"),
    };
    let summary = Html::of(&Summary { say, title: None, rows });
    Html::join(&[summary, table(&supported)], &Html::default())
}

/// What is typed into the form, by name: the reasons of deviations stand under `why:PAIR`.
type Typed = Vec<(String, String)>;

fn typed<'t>(typed: &'t Typed, name: &str) -> &'t str {
    typed.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    form(&portal, &frame, &viewer, &direction, &asked, &Vec::new(), None).await
}

/// The result under what is asked.
async fn result(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    asked: &Asked,
) -> Result<JointView, super::super::Instead> {
    let doing = portal.signed(frame, viewer)?;
    let what_if = WhatIf { scenarios: Vec::new(), locks: asked.locks(frame.say()) };
    joint_view(&portal.office, &doing, direction, &what_if).await.map_err(refused)
}

async fn form(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    asked: &Asked,
    given: &Typed,
    wrong: Wrong,
) -> Answer {
    portal.signed(frame, viewer)?;
    portal
        .office
        .may_here(viewer, hefu_office::Action::Decide, hefu_office::Thing::Decision)
        .map_err(|refusal| refused(refusal.into()))?;
    let view = result(portal, frame, viewer, direction, asked).await?;
    let Some(Ok(computed)) = &view.computed else { return Err(Fault::not_found().into()) };
    let say = frame.say();
    let told = Told::new(portal, say, &view, computed);
    let mut fields = Vec::new();
    for lock in asked.locks(say) {
        let key = if lock.supported { "joint-why-in" } else { "joint-why-out" };
        let name = format!("why:{}", lock.pair);
        let label = say.with(key, "pair", lock.pair.as_str());
        fields.push(Field::text(say, &name, label).value(typed(given, &name)).error(error(&wrong, &name)));
    }
    if !bands_left(computed).is_empty() {
        fields.push(band(frame, &view, given, &wrong));
        fields.push(Field::text(say, "detail", say.t("joint-ask-detail")).optional().value(typed(given, "detail")));
    }
    fields.push(
        Field::area(say, "present", say.t("joint-ask-present"), Some(2000))
            .hint(say.t("joint-hint-present"))
            .optional()
            .value(match given.is_empty() {
                true => super::members::present(say, &view),
                false => typed(given, "present").to_owned(),
            }),
    );
    fields.push(
        Field::area(say, "remarks", say.t("joint-minute-remarks"), Some(4000))
            .optional()
            .value(typed(given, "remarks")),
    );
    fields.push(instant_field(portal, say, "publish", "joint-publish", typed(given, "publish"), &wrong));
    let back = format!("/decisions/{direction}");
    let head = head(portal, frame, direction, "joint-draw-up").errors_of(&fields);
    let button = Button::primary("draw-up", say.t("joint-draw-up-button"));
    let form = FormBox::new(format!("{back}/minute"), fields.iter().map(Html::of).collect(), button)
        .hidden("in", asked.taken.as_str())
        .hidden("out", asked.out.as_str())
        .hidden("seen", computed.chosen.as_str())
        .back(say.t("joint-room"), asked.address(direction, "room"));
    let lines = computed.decision.selection.lines.iter().filter(|line| line.chosen);
    let chosen: Vec<Vec<Html>> = lines
        .map(|line| {
            let place = line.place.map_or_else(|| "–".to_owned(), |place| place.to_string());
            vec![Html::text(&place), Html::text(&line.title), Html::text(&told.tell.yuan(line.state))]
        })
        .collect();
    let list = Table {
        id: "chosen".to_owned(),
        caption: say.with("joint-minute-supported", "count", chosen.len()),
        columns: vec![
            Column::number(say.t("joint-place")),
            Column::wide(say.t("joint-project")),
            Column::number(say.t("joint-state-money")),
        ],
        rows: chosen,
        empty: say.t("joint-no-projects"),
    };
    let parts = vec![
        paragraph(&say.t("joint-draw-up-note")),
        told.gate(),
        table(&list),
        heading(&say.t("joint-draw-up")),
        Html::of(&form),
    ];
    Ok(page(head, parts))
}

/// The reasons the method admits for leaving a band.
fn band(frame: &Frame, view: &JointView, given: &Typed, wrong: &Wrong) -> Field {
    let say = frame.say();
    let method = view.joint.round().and_then(Round::method);
    let reasons = match method.map(|(_, proposal)| &proposal.statement.content.leaving) {
        Some(Leaving::Reasons(reasons)) => reasons.clone(),
        _ => Vec::new(),
    };
    let choices = reasons.into_iter().map(|reason| Choice::new(reason.clone(), reason)).collect();
    Field::radios(say, "reasons", say.t("joint-ask-band"), choices)
        .width(Width::Full)
        .value(typed(given, "reasons"))
        .error(error(wrong, "reasons"))
}

pub(super) async fn draw_up(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(given): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let asked =
        Asked { taken: typed(&given, "in").to_owned(), out: typed(&given, "out").to_owned(), ..Asked::default() };
    let publish = match instant(&portal, say, "publish", typed(&given, "publish")) {
        Ok(publish) => publish,
        Err(wrong) => return form(&portal, &frame, &viewer, &direction, &asked, &given, Some(wrong)).await,
    };
    let view = result(&portal, &frame, &viewer, &direction, &asked).await?;
    let Some(Ok(computed)) = &view.computed else { return Err(Fault::not_found().into()) };
    let mut deviations = Vec::new();
    for Locked { pair, supported, .. } in asked.locks(say) {
        let reason = typed(&given, &format!("why:{pair}")).trim().to_owned();
        if reason.is_empty() {
            let wrong = Some((Some(format!("why:{pair}")), say.t("office-reason-missing")));
            return form(&portal, &frame, &viewer, &direction, &asked, &given, wrong).await;
        }
        deviations.push(Deviation { pair, supported, reason, who: doing.viewer.name.clone() });
    }
    let new = NewMinute {
        deviations,
        reasons: reasons(&given, computed, &doing),
        present: typed(&given, "present").lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect(),
        remarks: typed(&given, "remarks").to_owned(),
        publish,
        seen: typed(&given, "seen").to_owned(),
    };
    match acts::draw_up_minute(&portal.office, doing, &direction, new).await {
        Ok(_) => Ok(done(&format!("/decisions/{direction}"), "joint-draw-up")),
        Err(OfficeError::Refused(Refusal { field: None, message, kind: RefusalKind::Conflict, .. })) => {
            let wrong = Some((Some("publish".to_owned()), say.message(&message)));
            form(&portal, &frame, &viewer, &direction, &asked, &given, wrong).await
        }
        Err(error) => {
            let wrong = for_field(say, error)?;
            form(&portal, &frame, &viewer, &direction, &asked, &given, Some(wrong)).await
        }
    }
}

/// The reason chosen, signed by whoever draws up the minute, for every band that is left.
fn reasons(given: &Typed, computed: &Computed, doing: &acts::Doing) -> Vec<SignedReason> {
    let (reason, detail) = (typed(given, "reasons").trim(), typed(given, "detail").trim());
    if reason.is_empty() {
        return Vec::new();
    }
    let why = if detail.is_empty() { reason.to_owned() } else { format!("{reason}: {detail}") };
    let signed = |scope| SignedReason {
        scope,
        who: doing.viewer.name.clone(),
        when: doing.now.date().to_string(),
        why: why.clone(),
    };
    bands_left(computed).into_iter().map(signed).collect()
}
