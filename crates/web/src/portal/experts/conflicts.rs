//! Conflicts of interest of a direction: what was found, by which rule and evidence; deciding on one.

mod named;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::{Form, Query};
use hefu_office::acts;
use hefu_office::experts::{Decided, ExpertSettings, Hold, Seat};
use hefu_office::views::{ConflictLine, conflicts_view};
use hefu_office::{Refusal, Viewer};
use hefu_panel::conflict::Rule;
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, page, paragraph, segment, soft, table};
use super::super::typed::{Wrong, error};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, done, flash, for_field, refused};
use crate::parts::{Column, Field, Html, StatusTag, SubNav, Summary, SummaryRow, Table, Tone};
use crate::shell::{Frame, Link, Say};

const HOLDS: [Hold; 3] = [Hold::Open, Hold::Stands, Hold::Dismissed];

#[derive(Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    show: String,
}

fn tag(say: Say, hold: Hold) -> StatusTag {
    let tone = match hold {
        Hold::Stands => Tone::Fail,
        Hold::Open => Tone::Person,
        Hold::Dismissed => Tone::Pass,
    };
    StatusTag::new(tone, say.t(&format!("experts-hold-{}", hold.word())))
}

pub(super) async fn list(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let hold = HOLDS.into_iter().find(|hold| hold.word() == wanted.show);
    let view = conflicts_view(&portal.office, &doing, &direction, hold).await.map_err(refused)?;
    let head = frame
        .page(say.t("experts-conflicts"))
        .caption(portal.direction_name(say, &direction))
        .crumb(say.t("experts-title"), "/experts")
        .flash(flash(&frame));
    let [stands, open, dismissed] = view.counts;
    let base = format!("/experts/conflicts/{direction}");
    let ways = [
        (None, stands + open + dismissed),
        (Some(Hold::Open), open),
        (Some(Hold::Stands), stands),
        (Some(Hold::Dismissed), dismissed),
    ];
    let way = |(hold, n): &(Option<Hold>, usize)| {
        let word = hold.map_or_else(|| say.t("experts-all"), |hold| say.t(&format!("experts-hold-{}", hold.word())));
        let query = hold.map_or_else(String::new, |hold| format!("?show={}", hold.word()));
        Link::new(format!("{word} ({n})"), format!("{base}{query}"))
    };
    let mut parts = vec![paragraph(&say.t("experts-conflicts-note"))];
    parts.extend(unset(&view.settings).into_iter().map(|key| soft(&say.t(key))));
    parts.extend(super::identities::said(&portal, &frame, &viewer, &direction).await?);
    parts.push(Html::of(&SubNav {
        label: say.t("experts-conflicts"),
        links: ways.iter().map(way).collect(),
        current: ways.iter().position(|(one, _)| *one == hold).unwrap_or(0),
    }));
    let row = |line: &ConflictLine| {
        let seat = &line.found.seat;
        let mut state = tag(say, line.found.hold).to_string();
        if let Some(decided) = &line.found.decided {
            state.push_str(&soft(&said(&frame, decided)).to_string());
        }
        if line.sits {
            state.push_str(&soft(&say.t("experts-sits")).to_string());
        }
        let mut cells = vec![
            Html::link(&format!("{} {}", seat.expert, line.name), &format!("/experts/of/{}", segment(&seat.expert))),
            Html::link(&seat.number, &format!("/applications/{}", line.draft)),
            Html::text(&rule(say, line)),
            Html::text(&evidence(say, line)),
            Html::made(state),
        ];
        if view.may_decide {
            let words = say.message(
                &Message::new("experts-decide-on")
                    .with("expert", line.name.as_str())
                    .with("number", seat.number.as_str()),
            );
            cells.push(Html::link(&words, &place(&base, &seat.number, &seat.expert, &line.found.rule_word())));
        }
        cells
    };
    let mut columns = vec![
        Column::new(say.t("experts-expert")),
        Column::new(say.t("experts-application")),
        Column::new(say.t("experts-rule")),
        Column::wide(say.t("experts-evidence")),
        Column::new(say.t("portal-state")),
    ];
    columns.extend(view.may_decide.then(|| Column::new(say.t("portal-way"))));
    parts.push(table(&Table {
        id: "conflicts".to_owned(),
        caption: say.t("experts-conflicts"),
        columns,
        rows: view.lines.iter().map(row).collect(),
        empty: say.t("experts-no-conflicts"),
    }));
    parts.extend(named::list(say, &view));
    Ok(page(head, parts))
}

/// What is not looked at, because the office has not set it or does not offer it.
fn unset(settings: &ExpertSettings) -> Vec<&'static str> {
    [
        (settings.unit_years.is_none(), "experts-limit-unit"),
        (settings.author_years.is_none(), "experts-limit-author"),
        (settings.competing.is_none(), "experts-limit-competing"),
        (settings.named_most.is_none(), "experts-limit-exclusions"),
    ]
    .into_iter()
    .filter_map(|(says, key)| says.then_some(key))
    .collect()
}

fn rule(say: Say, line: &ConflictLine) -> String {
    say.t(&format!("panel-rule-{}", line.found.rule_word()))
}

fn evidence(say: Say, line: &ConflictLine) -> String {
    let found = &line.found.evidence;
    if line.found.rule == Rule::AmongPeople {
        return say.with("identities-evidence-of", "expert", found.expert.as_str());
    }
    let mut why = vec![say.t(&format!("panel-likeness-{}", found.likeness.word()))];
    // A register that says nothing of the year has none to show.
    why.extend(found.year.filter(|year| *year > 0).map(|year| say.with("experts-year", "year", i64::from(year))));
    let message = Message::new("experts-evidence-of")
        .with("expert", found.expert.as_str())
        .with("project", found.project.as_str())
        .with("why", why);
    say.message(&message)
}

fn said(frame: &Frame, decided: &Decided) -> String {
    let say = frame.say();
    let message = Message::new("experts-said")
        .with("who", decided.who.as_str())
        .with("at", instant(frame, &decided.at))
        .with("why", decided.why.as_str());
    let words = say.message(&message);
    if decided.counts { words } else { format!("{words} {}", say.t("experts-said-of-other")) }
}

fn place(base: &str, number: &str, expert: &str, rule: &str) -> String {
    format!("{base}/decide?number={}&expert={}&rule={}", segment(number), segment(expert), segment(rule))
}

#[derive(Clone, Default, Deserialize)]
pub(super) struct About {
    #[serde(default)]
    number: String,
    #[serde(default)]
    expert: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    evidence: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    why: String,
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Query(about): Query<About>,
) -> Answer {
    decide_page(&portal, &frame, &viewer, &direction, &about, None).await
}

async fn decide_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    about: &About,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = conflicts_view(&portal.office, &doing, direction, None).await.map_err(refused)?;
    let wanted = |line: &&ConflictLine| {
        let seat = &line.found.seat;
        seat.number == about.number && seat.expert == about.expert && line.found.rule_word() == about.rule
    };
    let line = view.lines.iter().find(wanted).filter(|_| view.may_decide);
    let line = line.ok_or_else(|| refused(Refusal::not_found().into()))?;
    let why = Field::area(say, "why", say.t("portal-reason"), Some(1000))
        .value(about.why.as_str())
        .error(error(&wrong, "why"));
    let base = format!("/experts/conflicts/{direction}");
    let mut head = frame
        .page(say.t("experts-decide-title"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("experts-title"), "/experts")
        .crumb(say.t("experts-conflicts"), base.clone())
        .errors_of([&why]);
    if let Some((field, words)) = &wrong
        && field.as_deref() != Some("why")
    {
        head = head.error(words.clone(), "#why");
    }
    let title = portal.own_words(say, &portal.office.config().side, &line.title);
    let one = |key: &str, value: Html| SummaryRow { label: say.t(key), values: vec![value], change: None };
    let seat = &line.found.seat;
    let mut rows = vec![
        one(
            "experts-expert",
            Html::link(&format!("{} {}", seat.expert, line.name), &format!("/experts/of/{}", segment(&seat.expert))),
        ),
        one("experts-application", Html::linked(&title, &format!("/applications/{}", line.draft))),
        SummaryRow::text(say.t("portal-number"), &seat.number),
        SummaryRow::text(say.t("experts-rule"), &rule(say, line)),
        SummaryRow::text(say.t("experts-evidence"), &evidence(say, line)),
        one("portal-state", Html::of(&tag(say, line.found.hold))),
    ];
    rows.extend(named::words(say, &line.words));
    if let Some(decided) = &line.found.decided {
        rows.push(SummaryRow::text(say.t("experts-decide"), &said(frame, decided)));
    }
    let mut form = FormBox::new(
        format!("{base}/decide"),
        vec![Html::of(&why)],
        Button::primary("confirm", say.t("experts-confirm")),
    );
    form.buttons.push(Button::plain("dismiss", say.t("experts-dismiss")));
    let form = form
        .hidden("number", seat.number.as_str())
        .hidden("expert", seat.expert.as_str())
        .hidden("rule", about.rule.as_str())
        .hidden("evidence", line.found.digest.as_str())
        .back(say.t("portal-back"), base);
    let mut parts = vec![Html::of(&Summary::new(say, None, rows))];
    if line.sits {
        parts.push(soft(&say.t("experts-confirm-takes")));
    }
    parts.push(Html::of(&form));
    Ok(page(head, parts))
}

pub(super) async fn decide(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(about): Form<About>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let seat = Seat { number: about.number.clone(), expert: about.expert.clone() };
    let stands = about.act != "dismiss";
    let of = (seat, about.rule.as_str(), about.evidence.as_str());
    match acts::decide_conflict(&portal.office, doing, of, stands, &about.why).await {
        Ok(()) => Ok(done(&format!("/experts/conflicts/{direction}"), "conflict-decided")),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            let mut answer = decide_page(&portal, &frame, &viewer, &direction, &about, Some(wrong)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}
