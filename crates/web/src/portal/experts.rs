//! Experts: the register and one expert of it; from here to invitations, conflicts of interest and the assignment.

mod assignment;
mod conflicts;
mod identities;
mod invitation;
mod invite;
mod orders;
mod panel;
mod register;
mod settings;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::routing::{get, post};
use axum_extra::extract::Query;
use hefu_office::experts::{Expert, ExpertState, Known};
use hefu_office::views::{ExpertLine, expert_view};
use hefu_office::{Action, Thing};
use serde::Deserialize;

use super::page::{links, page, segment, soft, table};
use super::words::instant;
use super::{Answer, Portal, Who, flash, refused};
use crate::parts::{Column, Html, Pagination, StatusTag, SubNav, Summary, SummaryRow, Table, Tone};
use crate::shell::{Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/experts", get(list))
        .route("/experts/of/{expert}", get(one))
        .route("/experts/register", get(register::show).post(register::look).layer(DefaultBodyLimit::disable()))
        .route("/experts/register.xlsx", get(register::blank))
        .route("/experts/register/{upload}", get(register::preview).post(register::enter))
        .route("/experts/settings", get(settings::show).post(settings::set))
        .route("/experts/invite", get(invite::choose).post(invite::preview))
        .route("/experts/invite/send", post(invite::send))
        .route("/experts/invited/{secret}", get(invitation::invited).post(invitation::answer_link))
        .route("/experts/invitation", get(invitation::show).post(invitation::answer))
        .route("/experts/conflicts/{direction}", get(conflicts::list))
        .route("/experts/identities/{direction}", get(identities::show).post(identities::set))
        .route("/experts/conflicts/{direction}/decide", get(conflicts::ask).post(conflicts::decide))
        .route("/experts/assignment/{direction}", get(assignment::show).post(assignment::change))
        .route("/experts/assignment/{direction}/settings", get(panel::show).post(panel::set))
        .route("/experts/assignment/{direction}/take", post(assignment::take))
        .route("/experts/assignment/{direction}/orders", get(orders::list))
        .route("/experts/orders/{seat_order}", get(orders::ask_undo).post(orders::undo))
}

fn state_word(say: Say, state: ExpertState) -> String {
    say.t(&format!("experts-state-{}", state.word()))
}

fn state_tag(say: Say, state: ExpertState) -> StatusTag {
    let tone = match state {
        ExpertState::Entered => Tone::Unset,
        ExpertState::Invited => Tone::Hint,
        ExpertState::Accepted => Tone::Pass,
        ExpertState::Declined | ExpertState::Retired => Tone::Fail,
    };
    StatusTag::new(tone, state_word(say, state))
}

impl Portal {
    /// The name of a side where no direction is meant: within any direction this office has with it.
    fn side_anywhere(&self, say: Say, side: &str) -> String {
        let direction = self.office.directions().find(|direction| {
            self.office
                .guide()
                .pairing(&direction.pairing)
                .is_some_and(|pairing| pairing.sides.iter().any(|one| one == side))
        });
        self.side_name(say, side, direction.map_or("", |direction| direction.number.as_str()))
    }
}

#[derive(Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: Option<String>,
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Query(wanted): Query<Wanted>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let state = ExpertState::from_word(&wanted.state);
    let after = wanted.after.as_deref();
    let found = hefu_office::views::register(&portal.office, &doing, state, after).await.map_err(refused)?;
    let head = frame.page(say.t("experts-title")).flash(flash(&frame));
    let mut parts = Vec::new();
    if portal.may(&viewer, Action::Assign, Thing::Experts) {
        parts.push(links(vec![
            Link::new(say.t("experts-import"), "/experts/register"),
            Link::new(say.t("experts-invite-title"), "/experts/invite"),
            Link::new(say.t("experts-settings"), "/experts/settings"),
        ]));
    }
    let mut ways = Vec::new();
    for direction in portal.office.directions() {
        let name = portal.direction_name(say, &direction.number);
        for (key, place) in [("experts-conflicts", "conflicts"), ("experts-assignment", "assignment")] {
            let href = format!("/experts/{place}/{}", direction.number);
            ways.push(Link::new(format!("{}: {name}", say.t(key)), href));
        }
    }
    parts.push(links(ways));
    let all = found.counts.values().sum::<i64>();
    let way = |state: Option<ExpertState>| {
        let (word, n) = match state {
            None => (say.t("experts-all"), all),
            Some(state) => (state_word(say, state), found.counts.get(&state).copied().unwrap_or(0)),
        };
        let query = state.map_or_else(String::new, |state| format!("?state={}", state.word()));
        Link::new(format!("{word} ({n})"), format!("/experts{query}"))
    };
    let states = ExpertState::ALL;
    parts.push(Html::of(&SubNav {
        label: say.t("experts-register"),
        links: std::iter::once(None).chain(states.into_iter().map(Some)).map(way).collect(),
        current: state.and_then(|state| states.iter().position(|one| *one == state)).map_or(0, |at| at + 1),
    }));
    let row = |line: &ExpertLine| {
        vec![
            Html::link(&line.expert.name, &format!("/experts/of/{}", segment(&line.expert.number))),
            Html::text(&line.expert.number),
            Html::text(&line.expert.unit),
            Html::text(&portal.side_anywhere(say, &line.expert.side)),
            Html::of(&state_tag(say, line.state)),
            Html::text(&line.seats.to_string()),
        ]
    };
    let columns = ["experts-column-name", "experts-column-number", "experts-column-unit", "experts-column-side"];
    let mut columns: Vec<Column> = columns.iter().map(|key| Column::new(say.t(key))).collect();
    columns.extend([Column::new(say.t("portal-state")), Column::number(say.t("experts-seats"))]);
    parts.push(table(&Table {
        id: "experts".to_owned(),
        caption: say.t("experts-register"),
        columns,
        rows: found.lines.iter().map(row).collect(),
        empty: say.t("experts-none"),
    }));
    let query = state.map_or_else(String::new, |state| format!("state={}&", state.word()));
    let next = found.next.as_ref().map(|next| format!("/experts?{query}after={}", segment(next)));
    let first = wanted.after.as_ref().map(|_| format!("/experts?{query}"));
    parts.push(Html::of(&Pagination::by_key(say, say.t("experts-register"), first, next)));
    Ok(page(head, parts))
}

async fn one(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(expert): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let view = expert_view(&portal.office, &doing, &expert).await.map_err(refused)?;
    let head = frame
        .page(view.expert.name.clone())
        .caption(view.expert.number.clone())
        .crumb(say.t("experts-title"), "/experts")
        .flash(flash(&frame));
    let mut rows = vec![SummaryRow {
        label: say.t("portal-state"),
        values: vec![Html::of(&state_tag(say, view.state))],
        change: None,
    }];
    rows.extend(fields(&portal, say, &view.expert));
    if let Some(schemes) = view.schemes.as_ref().filter(|schemes| !schemes.is_empty()) {
        let names: Vec<_> = schemes.iter().map(|scheme| say.t(&format!("experts-column-{scheme}"))).collect();
        rows.push(SummaryRow::text(say.t("experts-column-identities"), &say.with("experts-list", "items", names)));
    }
    let mut parts = vec![Html::of(&Summary::new(say, None, rows))];
    if let Some(invitation) = &view.invitation {
        let mut rows = vec![
            SummaryRow::text(say.t("experts-column-email"), &invitation.email),
            SummaryRow::text(say.t("experts-invited-at"), &instant(&frame, &invitation.invited)),
        ];
        if !invitation.answered.is_empty() {
            rows.push(SummaryRow::text(say.t("experts-answered-at"), &instant(&frame, &invitation.answered)));
        }
        if !invitation.reason.is_empty() {
            rows.push(SummaryRow::text(say.t("experts-decline-reason"), &invitation.reason));
        }
        parts.push(Html::of(&Summary::new(say, Some(say.t("experts-invited-title")), rows)));
    }
    let rows = view.seats.iter().map(|(stood, direction)| {
        vec![
            Html::link(&stood.seat.number, &format!("/experts/assignment/{direction}")),
            Html::text(&portal.direction_name(say, direction)),
            Html::text(&instant(&frame, &stood.since)),
        ]
    });
    parts.push(table(&Table {
        id: "seats".to_owned(),
        caption: say.t("experts-seats"),
        columns: ["experts-application", "portal-direction", "experts-since"].map(|key| Column::new(say.t(key))).into(),
        rows: rows.collect(),
        empty: say.t("experts-none"),
    }));
    parts.push(soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())));
    Ok(page(head, parts))
}

/// What the register says, question by question; what it leaves open is left out.
fn fields(portal: &Portal, say: Say, expert: &Expert) -> Vec<SummaryRow> {
    let known = |list: &[Known]| -> Vec<String> {
        let one = |known: &Known| {
            let orcid = known.orcid.as_ref().map(|orcid| format!(" ({orcid})")).unwrap_or_default();
            let until = known.until.map(|year| format!(" @ {year}")).unwrap_or_default();
            format!("{}{orcid}{until}", known.name)
        };
        list.iter().map(one).collect()
    };
    let topic = |id: &String| {
        let direction = portal
            .office
            .guide()
            .directions
            .iter()
            .find(|direction| direction.leaves().iter().any(|leaf| leaf.id == *id));
        portal.topic_name(say, direction.map_or("", |direction| direction.number.as_str()), id)
    };
    let number = |number: Option<u32>| number.map(|number| number.to_string()).into_iter().collect::<Vec<_>>();
    let past = expert.earlier.iter().map(|past| {
        let until = past.until.map(|year| format!(" @ {year}")).unwrap_or_default();
        format!("{}{until}", past.unit)
    });
    let absent = expert.absent.as_ref();
    let all: [(&str, Vec<String>); 16] = [
        ("english", expert.english.iter().cloned().collect()),
        ("email", vec![expert.email.clone()]),
        ("unit", vec![expert.unit.clone()]),
        ("earlier", past.collect()),
        ("side", vec![portal.side_anywhere(say, &expert.side)]),
        ("orcid", expert.orcid.iter().cloned().collect()),
        ("fields", expert.fields.clone()),
        ("topics", expert.topics.iter().map(topic).collect()),
        ("works", expert.works.clone()),
        ("languages", expert.languages.clone()),
        ("least", number(expert.least)),
        ("most", number(expert.most)),
        ("from", absent.map(|absent| absent.from.to_string()).into_iter().collect()),
        ("to", absent.and_then(|absent| absent.to).map(|to| to.to_string()).into_iter().collect()),
        ("advisers", known(&expert.advisers)),
        ("co-authors", known(&expert.co_authors)),
    ];
    let row = |(key, values): (&str, Vec<String>)| SummaryRow {
        label: say.t(&format!("experts-column-{key}")),
        values: values.iter().map(|value| Html::text(value)).collect(),
        change: None,
    };
    all.into_iter().filter(|(_, values)| !values.is_empty()).map(row).collect()
}
