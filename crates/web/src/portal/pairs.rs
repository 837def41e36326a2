//! Pairs for officers: the board, one pair with both values of every field, rulings, and halves that compete.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_application::ApplicationId;
use hefu_check::{Finding, Outcome, RulingAnswer};
use hefu_guide::model::MatchField;
use hefu_office::acts;
use hefu_office::views::{PairState, PairView, claim_view, confirm_id, pair_view};
use hefu_office::{OfficeError, Refusal, RefusalKind};
use hefu_pairing::{FieldComparison, Pair, Reason};
use hefu_words::Message;

use super::page::{Button, FormBox, card, heading, links, page, paragraph, soft, table};
use super::words::instant;
use super::{Answer, Portal, Who, done, flash, refused};
use crate::parts::{
    Choice, Column, Comparison, ComparisonRow, Field, FindingCard, Html, StatusTag, Summary, SummaryRow, Table, Tone,
};
use crate::shell::{Flash, Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/pairs", get(super::lists::pairs))
        .route("/pairs/rule", post(rule))
        .route("/pairs/claimed/{number}", get(claimed))
        .route("/pairs/{pair}", get(show))
}

/// How a pair stands, in a word.
pub(super) fn pair_state(say: Say, state: PairState) -> StatusTag {
    let tone = match state {
        PairState::Consistent => Tone::Pass,
        PairState::Differs => Tone::Fail,
        PairState::Ruling | PairState::Confirm => Tone::Person,
    };
    StatusTag::new(tone, say.t(&format!("exchange-pair-{}", state.word())))
}

/// The numbers of the halves with their sides.
fn numbers(portal: &Portal, say: Say, halves: &[ApplicationId], direction: &str) -> String {
    let one =
        |half: &ApplicationId| format!("{} {}", portal.side_name(say, half.side.as_str(), direction), half.number);
    halves.iter().map(one).collect::<Vec<_>>().join(" · ")
}

/// Both halves' values of every compared field.
pub(super) fn comparison(portal: &Portal, say: Say, pair: &Pair) -> Comparison {
    let sides =
        portal.office.guide().pairing_of(&pair.direction).map(|pairing| pairing.sides.clone()).unwrap_or_default();
    let head = |at: usize| {
        pair.halves.get(at).map_or_else(String::new, |half| {
            format!("{} {}", portal.side_name(say, half.side.as_str(), &pair.direction), half.number)
        })
    };
    let rows = pair.comparisons.iter().flat_map(|field| rows(portal, say, &sides, &pair.direction, field)).collect();
    Comparison { say, id: "fields".to_owned(), caption: say.t("exchange-fields"), left: head(0), right: head(1), rows }
}

fn rows(portal: &Portal, say: Say, sides: &[String], direction: &str, field: &FieldComparison) -> Vec<ComparisonRow> {
    let name = say.t(&format!("check-field-{}", field_word(field.field)));
    field
        .parts
        .iter()
        .map(|part| {
            let (what, of) = part.part.split_once('.').unwrap_or_default();
            let label = match sides.iter().find(|known| *known == of) {
                Some(side) => {
                    let name = if what == "lead_unit" { say.t("check-field-lead-units") } else { name.clone() };
                    format!("{name} ({})", portal.side_name(say, side, direction))
                }
                None if matches!(part.part.as_str(), "start" | "end") => {
                    format!("{name} ({})", say.t(&format!("exchange-part-{}", part.part)))
                }
                None => name.clone(),
            };
            let value = |at: usize| {
                let value = part.values.get(at).cloned().flatten()?;
                Some(if field.field == MatchField::Topic { portal.topic_name(say, direction, &value) } else { value })
            };
            ComparisonRow::new(label, value(0).as_deref(), value(1).as_deref(), outcome(say, part.comparison.outcome()))
        })
        .collect()
}

fn outcome(say: Say, outcome: hefu_text::compare::Outcome) -> StatusTag {
    use hefu_text::compare::Outcome;
    let (tone, key) = match outcome {
        Outcome::Identical => (Tone::Pass, "exchange-same"),
        Outcome::Normalised => (Tone::Pass, "exchange-same-normalised"),
        Outcome::PersonMustRule => (Tone::Person, "exchange-person"),
        Outcome::Different => (Tone::Fail, "exchange-different"),
    };
    StatusTag::new(tone, say.t(key))
}

const fn field_word(field: MatchField) -> &'static str {
    match field {
        MatchField::Title => "title",
        MatchField::Units => "units",
        MatchField::LeadUnits => "lead-units",
        MatchField::PrincipalInvestigators => "principal-investigators",
        MatchField::Period => "period",
        MatchField::Topic => "topic",
        MatchField::Direction => "direction",
    }
}

/// A finding on a pair.
pub(super) fn finding_card(portal: &Portal, say: Say, direction: &str, finding: &Finding) -> FindingCard {
    FindingCard::new(
        say,
        finding,
        portal.quote(&finding.clause),
        |side| portal.side_name(say, side, direction),
        |ruling| format!("/guide#{ruling}"),
    )
}

/// Findings, those that ask for something first.
pub(super) fn ranked(findings: &[Finding]) -> Vec<&Finding> {
    let rank = |outcome: Outcome| match outcome {
        Outcome::Fail => 0,
        Outcome::Person => 1,
        Outcome::Unset => 2,
        Outcome::Hint => 3,
        Outcome::Pass => 4,
    };
    let mut all: Vec<&Finding> = findings.iter().collect();
    all.sort_by_key(|finding| rank(finding.outcome));
    all
}

/// A ruling that was refused: what was typed stays in its form, with what stands against it.
struct Typed {
    finding: String,
    answer: String,
    why: String,
    refusal: Refusal,
}

impl Typed {
    /// Of the form on this finding.
    fn of<'a>(typed: Option<&'a Self>, finding: &str) -> Option<&'a Self> {
        typed.filter(|typed| typed.finding == finding)
    }

    /// The error of a field of the form, where it has one.
    fn error(&self, say: Say, field: &str) -> Option<String> {
        (self.refusal.field.as_deref() == Some(field)).then(|| say.message(&self.refusal.message))
    }

    /// The page with what stands against the ruling at its top.
    fn head(typed: Option<&Self>, frame: &Frame, head: crate::shell::Page) -> crate::shell::Page {
        let Some(typed) = typed else { return head };
        let words = frame.say().message(&typed.refusal.message);
        match &typed.refusal.field {
            Some(field) => head.error(words, format!("#{field}:{}", mark(&typed.finding))),
            None => head.flash(Some(Flash::Refused(words))),
        }
    }
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(id): Path<String>) -> Answer {
    show_page(&portal, &frame, &viewer, &id, None).await
}

async fn show_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    id: &str,
    typed: Option<&Typed>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let view = pair_view(&portal.office, &doing, id).await.map_err(refused)?;
    let say = frame.say();
    let title = view
        .cards
        .iter()
        .filter_map(|card| card.card.title.as_ref())
        .map(|title| title.own.clone())
        .next()
        .unwrap_or_else(|| id.to_owned());
    let tag = view
        .cards
        .iter()
        .find(|card| card.card.title.is_some())
        .and_then(|card| portal.own_tag(say, &card.side, &title).map(str::to_owned));
    let mut parts = vec![Html::of(&pair_state(say, view.state)), cards(portal, frame, &view)];
    if let Some(draft) = &view.own {
        parts.push(links(vec![Link::new(say.t("exchange-own-half"), format!("/applications/{draft}"))]));
    }
    parts.push(Html::of(&comparison(portal, say, &view.pair)));
    parts.push(heading(&say.t("portal-findings")));
    let (open, passed): (Vec<_>, Vec<_>) = ranked(&view.findings)
        .into_iter()
        .partition(|finding| finding.outcome != Outcome::Pass || finding.ruled.is_some());
    for finding in open {
        let mut inside = vec![Html::of(&finding_card(portal, say, &view.pair.direction, finding))];
        if view.may_rule && (finding.outcome == Outcome::Person || finding.ruled.is_some()) {
            inside.push(ruling_form(
                say,
                (&view.pair.id, &view.digests),
                &finding.id,
                None,
                Typed::of(typed, &finding.id),
            ));
        }
        parts.push(card(inside));
    }
    parts.push(soft(&super::sentence(say, "portal-passed", "count", &passed.len().to_string())));
    parts.push(heading(&say.t("exchange-belong")));
    parts.push(paragraph(&say.t(if view.pair.confirm { "exchange-belong-unsure" } else { "exchange-belong-sure" })));
    parts.push(reasons(portal, say, &view.pair));
    if let Some(ruling) = &view.confirmed {
        let met = ruling.answer == RulingAnswer::Met;
        let message = Message::new(if met { "exchange-said-together" } else { "exchange-said-apart" })
            .with("who", ruling.who.as_str())
            .with("at", instant(frame, &ruling.when))
            .with("why", ruling.why.as_str());
        parts.push(paragraph(&say.message(&message)));
    }
    if view.may_rule {
        let finding = confirm_id(&view.pair);
        let typed = Typed::of(typed, &finding);
        parts.push(ruling_form(say, (&view.pair.id, &view.digests), &finding, Some(""), typed));
    }
    let head = frame
        .page(title)
        .title_in(tag.as_deref())
        .caption(format!("{} · {}", view.pair.id, portal.direction_name(say, &view.pair.direction)))
        .crumb(say.t("exchange-pairs"), "/pairs")
        .flash(flash(frame));
    Ok(page(Typed::head(typed, frame, head), parts))
}

/// Where each half is known from.
fn cards(portal: &Portal, frame: &Frame, view: &PairView) -> Html {
    let say = frame.say();
    let rows = view
        .cards
        .iter()
        .map(|card| {
            let side = portal.side_name(say, &card.side, &view.pair.direction);
            let at =
                card.card.submitted.as_ref().map_or_else(|| "—".to_owned(), |at| frame.stamp(at.timestamp()).short());
            let message = Message::new("exchange-card-line")
                .with("number", card.card.number.as_str())
                .with("at", at)
                .with("revision", card.card.revision)
                .with("source", source(say, &card.source));
            SummaryRow::text(side, &say.message(&message))
        })
        .collect();
    Html::of(&Summary::new(say, None, rows))
}

/// Where a card is from, in words.
pub(super) fn source(say: Say, source: &str) -> String {
    match source.split_once(' ') {
        Some(("parcel", number)) => say.message(&Message::new("exchange-from-parcel").with("number", number)),
        Some(("list", dated)) => say.message(&Message::new("exchange-from-list").with("dated", dated)),
        _ => say.t("exchange-from-own"),
    }
}

/// Why the engine has put two halves together, field by field. It proposes; it decides nothing.
fn reasons(portal: &Portal, say: Say, pair: &Pair) -> Html {
    let rows = pair
        .reasons
        .iter()
        .filter(|reason| reason.level != "missing")
        .map(|reason| {
            vec![
                Html::text(&say.t(&format!("exchange-reason-{}", reason.field.replace('_', "-")))),
                Html::text(&reason_value(portal, say, &pair.direction, reason, 0)),
                Html::text(&reason_value(portal, say, &pair.direction, reason, 1)),
                Html::text(&hundredths(reason.weight)),
            ]
        })
        .collect();
    table(&Table {
        id: "reasons".to_owned(),
        caption: say.t("exchange-reasons"),
        columns: vec![
            Column::new(say.t("web-compare-field")),
            Column::new(say.t("exchange-left")),
            Column::new(say.t("exchange-right")),
            Column::number(say.t("exchange-weight")),
        ],
        rows,
        empty: say.t("exchange-no-reasons"),
    })
}

/// A value as it was compared: sums by their digits alone, whatever the currency; a digest is told by its beginning.
fn reason_value(portal: &Portal, say: Say, direction: &str, reason: &Reason, at: usize) -> String {
    let value = reason.values.get(at).map_or("", String::as_str);
    match reason.field.as_str() {
        "budget" => value.parse().map_or_else(|_| value.to_owned(), hundredths),
        "agreement" => value.chars().take(16).collect(),
        "topic" => portal.topic_name(say, direction, value),
        _ => value.to_owned(),
    }
}

fn hundredths(weight: i64) -> String {
    let sign = if weight < 0 { "−" } else { "" };
    let size = weight.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// Several forms stand on one page, and each field needs an id of its own.
fn mark(finding: &str) -> String {
    finding.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// The form that rules on a finding; with `belong` on whether two halves belong together, from the page of halves that compete
/// where that names a number.
fn ruling_form(
    say: Say,
    (pair, digests): (&str, &str),
    finding: &str,
    belong: Option<&str>,
    typed: Option<&Typed>,
) -> Html {
    let (met, not) = match belong {
        Some(_) => ("exchange-together", "exchange-apart"),
        None => ("portal-met", "portal-not-met"),
    };
    let choices = vec![Choice::new("met", say.t(met)), Choice::new("not_met", say.t(not))];
    let mark = mark(finding);
    let error = |field: &str| typed.and_then(|typed| typed.error(say, field));
    let answer = Field::radios(say, format!("answer:{mark}"), say.t("portal-answer"), choices)
        .value(typed.map(|typed| typed.answer.as_str()).unwrap_or_default())
        .error(error("answer"));
    let why = Field::area(say, format!("why:{mark}"), say.t("portal-reason"), Some(2000))
        .value(typed.map(|typed| typed.why.as_str()).unwrap_or_default())
        .error(error("why"));
    let button = Button::plain("rule", say.t("portal-rule-button"));
    let form = FormBox::new("/pairs/rule", vec![Html::of(&answer), Html::of(&why)], button)
        .hidden("pair", pair)
        .hidden("cards", digests)
        .hidden("finding", finding)
        .hidden("claimed", belong.unwrap_or_default());
    Html::of(&form)
}

/// A form on a page of many: the fields of one finding bear its mark.
type Ruled = BTreeMap<String, String>;

async fn rule(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(form): Form<Ruled>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let get = |name: &str| form.get(name).cloned().unwrap_or_default();
    let marked = |name: &str| {
        let found = form.iter().find(|(key, _)| key.split_once(':').is_some_and(|(of, _)| of == name));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (pair, cards, finding, why, answer) =
        (get("pair"), get("cards"), get("finding"), marked("why"), marked("answer"));
    let did = match answer.as_str() {
        "met" | "not_met" => {
            let answer = if answer == "met" { RulingAnswer::Met } else { RulingAnswer::NotMet };
            acts::rule_pair(&portal.office, doing.clone(), &pair, &cards, &finding, answer, &why).await
        }
        _ => Err(Refusal::invalid("answer", Message::new("portal-answer-missing")).into()),
    };
    match did {
        Ok(()) => {}
        Err(OfficeError::Refused(refusal))
            if matches!(refusal.kind, RefusalKind::Invalid | RefusalKind::Conflict | RefusalKind::Closed) =>
        {
            let typed = Typed { finding, answer, why, refusal };
            return again(&portal, &frame, &viewer, (&pair, &get("claimed")), typed).await;
        }
        Err(error) => return Err(refused(error)),
    }
    // The ruling shows at once, without waiting for the next round of pairing.
    for direction in acts::pairings_due(&portal.office).await.map_err(refused)? {
        acts::find_pairs(&portal.office, doing.clone(), &direction).await.map_err(refused)?;
    }
    let there = pair_view(&portal.office, &doing, &pair).await.is_ok();
    Ok(done(&if there { format!("/pairs/{pair}") } else { "/pairs".to_owned() }, "ruled"))
}

/// The page a refused ruling came from, as things stand now, with what was typed. Where the pair is there no more, what was
/// typed is shown by itself.
async fn again(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    (pair, claimed): (&str, &str),
    typed: Typed,
) -> Answer {
    let say = frame.say();
    let shown = if claimed.is_empty() {
        show_page(portal, frame, viewer, pair, Some(&typed)).await
    } else {
        claimed_page(portal, frame, viewer, claimed, Some(&typed)).await
    };
    let mut answer = match shown {
        Ok(answer) => answer,
        Err(_) => {
            let head = frame.page(say.t("exchange-pairs")).crumb(say.t("exchange-pairs"), "/pairs");
            let parts = vec![heading(&say.t("portal-reason")), super::page::verbatim(&typed.why)];
            page(head.flash(Some(Flash::Refused(say.message(&typed.refusal.message)))), parts)
        }
    };
    *answer.status_mut() = match typed.refusal.kind {
        RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    Ok(answer)
}

async fn claimed(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(number): Path<String>) -> Answer {
    claimed_page(&portal, &frame, &viewer, &number, None).await
}

async fn claimed_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    number: &str,
    typed: Option<&Typed>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let side = portal.office.config().side.clone();
    let candidates = claim_view(&portal.office, &doing, &side, number).await.map_err(refused)?;
    let may = portal.may(viewer, hefu_office::Action::Rule, hefu_office::Thing::Pair);
    let mut parts = vec![paragraph(&say.t("exchange-claimed-note"))];
    for (at, (pair, digests)) in candidates.iter().enumerate() {
        let mut shown = comparison(portal, say, pair);
        shown.id = format!("candidate-{at}");
        shown.caption = numbers(portal, say, &pair.halves, &pair.direction);
        let mut inside = vec![Html::of(&shown)];
        if may {
            let finding = confirm_id(pair);
            let typed = Typed::of(typed, &finding);
            inside.push(ruling_form(say, (&pair.id, digests), &finding, Some(number), typed));
        }
        parts.push(card(inside));
    }
    let head = frame.page(say.t("exchange-claimed-title")).caption(number).crumb(say.t("exchange-pairs"), "/pairs");
    Ok(page(Typed::head(typed, frame, head), parts))
}
