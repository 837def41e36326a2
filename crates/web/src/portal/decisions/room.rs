//! The selection room: the joint order with every project explained, what is used of each limit, and what would come of taking
//! a project in or leaving it out.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Query;
use hefu_decision::Scenario;
use hefu_guide::model::RuleKind;
use hefu_office::joint::Computed;
use hefu_office::views::{JointView, WhatIf, joint_view};
use hefu_selection::{LimitKind, Line, Refused, Scope, Tell};
use hefu_text::money::{Currency, Money};
use hefu_words::Message;

use super::super::page::{heading, links, page, paragraph, soft, table};
use super::super::{Answer, Portal, Who, refused};
use super::asked::{Asked, list};
use super::head;
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::{Frame, Link, Say};

/// A capacity bar with its words.
#[derive(Template)]
#[template(path = "portal/capacity.html")]
struct Capacity {
    label: String,
    words: String,
    over: bool,
    /// Where the bar ends, and where the band begins and ends, in thousandths of its length.
    used: i64,
    band: Option<(i64, i64)>,
}

impl askama::filters::HtmlSafe for Capacity {}

#[derive(Template)]
#[template(path = "portal/explained.html")]
struct Explained {
    why: String,
    changes: Vec<String>,
    more: String,
}

impl askama::filters::HtmlSafe for Explained {}

/// What a reader is shown of a result.
pub(super) struct Told<'a> {
    portal: &'a Portal,
    say: Say,
    view: &'a JointView,
    computed: &'a Computed,
    pub tell: Tell<'a>,
}

impl<'a> Told<'a> {
    pub(super) fn new(portal: &'a Portal, say: Say, view: &'a JointView, computed: &'a Computed) -> Self {
        let (call, unit) = (&computed.decision.call, computed.decision.selection.unit);
        let direction = view.direction.clone();
        let tell = Tell::new(call, say.0, unit, move |side| portal.side_name(say, side, &direction));
        Self { portal, say, view, computed, tell }
    }

    /// Bars of projects and money.
    fn capacity(&self) -> Html {
        let chosen = i64::try_from(self.computed.decision.selection.chosen().len()).unwrap_or(i64::MAX);
        let mut bars = Vec::new();
        if let Some(band) = self.computed.decision.call.direction(&self.view.direction).and_then(|own| own.band) {
            let longest = chosen.max(i64::from(band.max)).max(1);
            let part = |count: i64| count.saturating_mul(1000) / longest;
            let message =
                Message::new("joint-bar-projects").with("count", chosen).with("min", band.min).with("max", band.max);
            bars.push(Html::of(&Capacity {
                label: self.say.t("joint-projects"),
                words: self.say.message(&message),
                over: !(i64::from(band.min)..=i64::from(band.max)).contains(&chosen),
                used: part(chosen),
                band: Some((part(i64::from(band.min)), part(i64::from(band.max)))),
            }));
        }
        for (limit, at_most, used) in &self.computed.decision.selection.audit.used {
            // What is over all directions together cannot be told from one of them.
            let all = self.computed.decision.call.directions.len() == self.portal.office.guide().directions.len();
            let whole = matches!(limit, LimitKind::Ceiling { direction: None, .. });
            if limit_is_least(limit) || (whole && !all) {
                continue;
            }
            let most = i128::from(*at_most);
            let message = Message::new("joint-bar-limit")
                .with("used", self.tell.amount(limit, *used))
                .with("most", self.tell.amount(limit, most))
                .with("left", self.tell.amount(limit, most - used));
            let longest = most.max(*used).max(1);
            bars.push(Html::of(&Capacity {
                label: self.tell.limit(limit),
                words: self.say.message(&message),
                over: *used > most,
                used: i64::try_from(used * 1000 / longest).unwrap_or(1000),
                band: None,
            }));
        }
        Html::join(&bars, &Html::default())
    }

    fn numbers(&self, pair: &str) -> String {
        let project = self.view.projects.iter().find(|project| project.pair == pair);
        let numbers =
            project.map(|project| project.numbers.iter().map(|(_, number)| number.as_str()).collect::<Vec<_>>());
        numbers.map_or_else(|| pair.to_owned(), |numbers| numbers.join(" · "))
    }

    fn title(&self, pair: &str) -> Html {
        let project = self.view.projects.iter().find(|project| project.pair == pair);
        let own = project.and_then(|project| project.titles.get_key_value(&self.view.own));
        own.map_or_else(Html::default, |(side, title)| self.portal.own_words(self.say, side, title))
    }

    /// What a side's list says of a project: place or score.
    fn said(&self, line: &Line, side: &str) -> String {
        let round = self.view.joint.round();
        let row = round
            .and_then(|round| round.opening(side))
            .and_then(|opening| opening.list.rows.iter().find(|row| row.pair == line.id));
        match row {
            Some(row) if !row.supported => self.say.t("joint-not-supported"),
            Some(row) => match (row.place, row.score) {
                (Some(place), None) => place.to_string(),
                (None, Some(score)) => score.to_string(),
                (Some(place), Some(score)) => format!("{place} ({score})"),
                (None, None) => self.say.t("joint-supported"),
            },
            None => String::new(),
        }
    }

    fn outcome(&self, line: &Line) -> Html {
        let (tone, key) = if line.chosen { (Tone::Pass, "joint-in") } else { (Tone::Unset, "joint-out") };
        Html::of(&StatusTag::new(tone, self.say.t(key)))
    }

    /// The joint order.
    fn order(&self, asked: &Asked, screen: bool) -> Html {
        let say = self.say;
        let mut columns = vec![Column::number(say.t("joint-place")), Column::wide(say.t("joint-project"))];
        columns.push(Column::new(say.t("joint-outcome")));
        columns.extend(
            self.view
                .joint
                .sides
                .iter()
                .map(|side| Column::new(self.portal.side_name(say, side, &self.view.direction))),
        );
        columns.push(Column::number(say.t("joint-state-money")));
        if !screen {
            columns.push(Column::wide(say.t("joint-why")));
            columns.push(Column::new(say.t("joint-what-if")));
        }
        let rows = self.computed.decision.selection.lines.iter().map(|line| {
            let warned = super::members::warnings(say, self.view, &line.id);
            let project = Html::join(&[self.title(&line.id), soft(&self.numbers(&line.id)), warned], &Html::default());
            let mut row =
                vec![Html::text(&line.place.map_or_else(|| "–".to_owned(), |place| place.to_string())), project];
            row.push(self.outcome(line));
            row.extend(self.view.joint.sides.iter().map(|side| Html::text(&self.said(line, side))));
            row.push(Html::text(&self.tell.yuan(line.state)));
            if !screen {
                row.push(Html::of(&Explained {
                    why: self.tell.why(&line.why, line.place),
                    changes: line.changes.iter().map(|change| self.tell.change(change)).collect(),
                    more: say.t("joint-changes"),
                }));
                row.push(self.ways(line, asked));
            }
            row
        });
        table(&Table {
            id: "order".to_owned(),
            caption: say.t("joint-order"),
            columns,
            rows: rows.collect(),
            empty: say.t("joint-no-projects"),
        })
    }

    /// Links that take a project in, leave it out, or leave it to the method.
    fn ways(&self, line: &Line, asked: &Asked) -> Html {
        let way = |key: &str, way: Option<bool>| {
            let href = format!("{}#order", asked.with(&line.id, way).address(&self.view.direction, "room"));
            Link::new(self.say.t(key), href)
        };
        let locked = list(&asked.taken).contains(&line.id) || list(&asked.out).contains(&line.id);
        links(match (locked, line.chosen) {
            (true, _) => vec![way("joint-leave-to-method", None)],
            (false, true) => vec![way("joint-leave-out", Some(false))],
            (false, false) => vec![way("joint-take-in", Some(true))],
        })
    }

    fn scenarios(&self) -> Html {
        let say = self.say;
        let mut rows = Vec::new();
        if let Some(effect) = &self.computed.decision.selection.preference {
            rows.push(vec![Html::text(&say.t("joint-scenario-preference")), Html::text(&self.tell.exchange(effect))]);
        }
        for (scenario, exchange) in &self.computed.decision.scenarios {
            let name = match scenario {
                Scenario::WithoutPreference => say.t("joint-scenario-without"),
                Scenario::Budget { amount, .. } => say.with(
                    "joint-scenario-budget",
                    "amount",
                    self.tell.money(i128::from(amount.minor), amount.currency),
                ),
            };
            let same = exchange.enter.is_empty() && exchange.leave.is_empty();
            let said = if same { say.t("joint-no-change") } else { self.tell.exchange(exchange) };
            rows.push(vec![Html::text(&name), Html::text(&said)]);
        }
        for one in &self.computed.decision.selection.sensitivity {
            if let Some(exchange) = &one.place {
                rows.push(vec![Html::text(&say.t("joint-scenario-place")), Html::text(&self.tell.exchange(exchange))]);
            }
            for money in &one.money {
                rows.push(vec![Html::text(&say.t("joint-scenario-money")), Html::text(&self.tell.more_money(money))]);
            }
        }
        table(&Table {
            id: "scenarios".to_owned(),
            caption: say.t("joint-scenarios"),
            columns: vec![Column::new(say.t("joint-scenario")), Column::wide(say.t("joint-scenario-effect"))],
            rows,
            empty: say.t("joint-no-scenarios"),
        })
    }

    /// What stands against the list, or the reasons given.
    pub(super) fn gate(&self) -> Html {
        let parts: Vec<Html> = match &self.computed.decision.gate {
            Ok(_) => vec![Html::of(&StatusTag::new(Tone::Pass, self.say.t("joint-gate-clear")))],
            Err(refused) => refused
                .iter()
                .map(|one| match one {
                    Refused::Unsigned { deviation } => {
                        let deviation = self.tell.deviation(deviation);
                        self.say.with("joint-gate-band", "deviation", deviation)
                    }
                    other => self.tell.refused(other),
                })
                .map(|words| Html::of(&StatusTag::new(Tone::Person, words)))
                .collect(),
        };
        Html::join(&parts, &Html::default())
    }
}

fn limit_is_least(limit: &LimitKind) -> bool {
    matches!(limit, LimitKind::QuotaLeast { .. } | LimitKind::ProgrammeLeast)
}

/// What the room computes beside the result.
fn what_if(portal: &Portal, say: Say, direction: &str, asked: &Asked) -> WhatIf {
    let mut scenarios = vec![Scenario::WithoutPreference];
    // Without a ceiling of its own there is nothing to ask of it.
    let has =
        portal.office.guide().rules.iter().any(|rule| {
            rule.scope.direction.as_deref() == Some(direction) && matches!(rule.kind, RuleKind::Ceiling(_))
        });
    let ceiling = asked.ceiling.trim().parse::<i64>().ok().filter(|amount| *amount > 0 && has);
    if let Some(minor) = ceiling.and_then(|amount| amount.checked_mul(1_000_000)) {
        let amount = Money::from_minor(minor, Currency::CNY);
        scenarios.push(Scenario::Budget { direction: Some(direction.to_owned()), amount });
    }
    WhatIf { scenarios, locks: asked.locks(say) }
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let what_if = what_if(&portal, say, &direction, &asked);
    let view = joint_view(&portal.office, &doing, &direction, &what_if).await.map_err(refused)?;
    let screen = asked.screen == "1";
    let head = head(&portal, &frame, &direction, "joint-room");
    let computed = match &view.computed {
        None => return Ok(page(head, vec![paragraph(&say.t("joint-room-closed"))])),
        Some(Err(reason)) => {
            return Ok(page(head, vec![paragraph(&say.with("joint-undecided", "reason", reason.as_str()))]));
        }
        Some(Ok(computed)) => computed,
    };
    let told = Told::new(&portal, say, &view, computed);
    let mut parts = vec![told.capacity(), told.gate()];
    if asked.asks() {
        let plain = Asked { taken: String::new(), out: String::new(), ..asked.clone() };
        let own = list(&asked.taken).into_iter().chain(list(&asked.out)).count();
        parts.push(paragraph(&say.with("joint-asked", "count", own)));
        let mut ways = vec![Link::new(say.t("joint-as-computed"), plain.address(&direction, "room"))];
        if view.may_decide && view.joint.round().and_then(|round| round.minute()).is_none() {
            ways.push(Link::new(say.t("joint-draw-up-so"), asked.address(&direction, "minute")));
        }
        parts.push(links(ways));
    }
    let other = Asked { screen: if screen { String::new() } else { "1".to_owned() }, ..asked.clone() };
    let key = if screen { "joint-room-desk" } else { "joint-room-screen" };
    let mut ways = vec![Link::new(say.t(key), other.address(&direction, "room"))];
    if view.may_decide && !screen {
        ways.push(Link::new(say.t("joint-members"), format!("/decisions/{direction}/members")));
    }
    parts.push(links(ways));
    parts.push(told.order(&asked, screen));
    if !screen {
        parts.push(heading(&say.t("joint-scenarios")));
        parts.push(Html::of(&CeilingForm {
            action: format!("/decisions/{direction}/room"),
            label: say.t("joint-ask-ceiling"),
            button: say.t("joint-compute"),
            asked: asked.clone(),
        }));
        parts.push(told.scenarios());
    }
    Ok(page(if screen { head.screen() } else { head }, parts))
}

/// A form that asks with another ceiling.
#[derive(Template)]
#[template(path = "portal/ceiling.html")]
struct CeilingForm {
    action: String,
    label: String,
    button: String,
    asked: Asked,
}

impl askama::filters::HtmlSafe for CeilingForm {}

/// Bands that are left without a reason, for the minute's form.
pub(super) fn bands_left(computed: &Computed) -> Vec<Scope> {
    computed.decision.selection.audit.deviations.iter().map(|deviation| deviation.scope.clone()).collect()
}
