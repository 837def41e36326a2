//! Writing a method: every question is asked and none has an answer beforehand.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use hefu_exchange::joint::{Leaving, Rate, RateTable};
use hefu_office::acts::{self, NewMethod};
use hefu_office::views::{WhatIf, joint_view};
use hefu_office::{OfficeError, Refusal, RefusalKind, Viewer};
use hefu_selection::{
    Combination, Draft, Locked, Mapping, Mode, Objective, Points, Policy, Preference, Quota, Second, Weight,
};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, page, paragraph};
use super::super::typed::{Wrong, error, instant, instant_field};
use super::super::{Answer, Portal, Who, done, for_field, refused};
use super::head;
use crate::parts::{Choice, Field, Html, Width};
use crate::shell::{Frame, Say};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    mode: String,
    combination: String,
    weights: String,
    policy: String,
    preference: String,
    bonus: String,
    second: String,
    #[serde(rename = "open-by")]
    open_by: String,
    quotas: String,
    locks: String,
    leaving: String,
    reasons: String,
    rates: String,
    table: String,
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    // What the default rulings settle is chosen beforehand; everything else is asked.
    let typed = Typed { mode: "both".to_owned(), preference: "tie".to_owned(), ..Typed::default() };
    form(&portal, &frame, &viewer, &direction, &typed, None).await
}

/// Radios with a value chosen or none.
fn radios(say: Say, name: &str, wrong: &Wrong, value: &str, choices: Vec<Choice>) -> Field {
    Field::radios(say, name, say.t(&format!("joint-ask-{name}")), choices).value(value).error(error(wrong, name))
}

fn area(say: Say, name: &str, wrong: &Wrong, value: &str) -> Field {
    Field::area(say, name, say.t(&format!("joint-ask-{name}")), Some(2000))
        .lines(2)
        .hint(say.t(&format!("joint-hint-{name}")))
        .optional()
        .value(value)
        .error(error(wrong, name))
}

async fn form(portal: &Portal, frame: &Frame, viewer: &Viewer, direction: &str, typed: &Typed, wrong: Wrong) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    portal
        .office
        .may_here(viewer, hefu_office::Action::Decide, hefu_office::Thing::Decision)
        .map_err(|refusal| refused(refusal.into()))?;
    let view = joint_view(&portal.office, &doing, direction, &WhatIf::default()).await.map_err(refused)?;
    let say = frame.say();
    let name = |side: &String| portal.side_name(say, side, direction);
    let plain = |field: &str, value: &str| Choice::new(value, say.t(&format!("joint-{field}-{value}")));
    let of_side = |field: &str, side: &String| {
        Choice::new(format!("{field}:{side}"), say.with(&format!("joint-choice-{field}"), "side", name(side)))
    };
    let each = |field: &str| view.joint.sides.iter().map(|side| of_side(field, side)).collect::<Vec<_>>();
    let mode = [vec![plain("mode", "both")], each("lead")].concat();
    let combination = [
        vec![plain("combination", "sum"), plain("combination", "worse")],
        each("first"),
        vec![plain("combination", "scores")],
    ]
    .concat();
    let policy = ["stop", "skip", "ties", "free-worth", "free-projects"].map(|value| plain("policy", value)).to_vec();
    let preference = ["off", "tie", "bonus"].map(|value| plain("preference", value)).to_vec();
    let second = [vec![plain("second", "none"), plain("second", "money")], each("place")].concat();
    let fields = [
        radios(say, "mode", &wrong, &typed.mode, mode).hint(say.t("joint-hint-mode")),
        radios(say, "combination", &wrong, &typed.combination, combination),
        area(say, "weights", &wrong, &typed.weights)
            .error(error(&wrong, "weight").or_else(|| error(&wrong, "mapping"))),
        radios(say, "policy", &wrong, &typed.policy, policy),
        radios(say, "preference", &wrong, &typed.preference, preference).hint(say.t("joint-hint-preference")),
        Field::text(say, "bonus", say.t("joint-ask-bonus"))
            .width(Width::Short)
            .optional()
            .value(typed.bonus.as_str())
            .error(error(&wrong, "bonus")),
        radios(say, "second", &wrong, &typed.second, second),
        instant_field(portal, say, "open-by", "joint-open-by", &typed.open_by, &wrong),
        radios(say, "leaving", &wrong, &typed.leaving, vec![plain("leaving", "never"), plain("leaving", "reasons")]),
        area(say, "reasons", &wrong, &typed.reasons),
        radios(say, "rates", &wrong, &typed.rates, vec![plain("rates", "none"), plain("rates", "table")])
            .hint(say.t("joint-hint-rates")),
        area(say, "table", &wrong, &typed.table),
        area(say, "quotas", &wrong, &typed.quotas),
        area(say, "locks", &wrong, &typed.locks),
    ];
    let back = format!("/decisions/{direction}");
    let head = head(portal, frame, direction, "joint-propose").errors_of(&fields);
    let button = Button::primary("propose", say.t("joint-propose-button"));
    let form = FormBox::new(format!("{back}/method"), fields.iter().map(Html::of).collect(), button)
        .back(say.t("portal-back"), back);
    Ok(page(head, vec![paragraph(&say.t("joint-propose-note")), Html::of(&form)]))
}

pub(super) async fn propose(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let new = match read(&portal, say, &typed) {
        Ok(new) => new,
        Err(wrong) => return form(&portal, &frame, &viewer, &direction, &typed, Some(wrong)).await,
    };
    match acts::propose_method(&portal.office, doing, &direction, new).await {
        Ok(_) => Ok(done(&format!("/decisions/{direction}"), "joint-propose")),
        Err(OfficeError::Refused(Refusal { field: None, message, kind: RefusalKind::Conflict, .. })) => {
            let wrong = Some((Some("mode".to_owned()), say.message(&message)));
            form(&portal, &frame, &viewer, &direction, &typed, wrong).await
        }
        Err(error) => {
            let wrong = for_field(say, error)?;
            form(&portal, &frame, &viewer, &direction, &typed, Some(wrong)).await
        }
    }
}

type Fault = (Option<String>, String);

fn fault(say: Say, field: &str, found: &str) -> Fault {
    (Some(field.to_owned()), say.message(&Message::new(format!("joint-wrong-{field}")).with("found", found)))
}

fn read(portal: &Portal, say: Say, typed: &Typed) -> Result<NewMethod, Fault> {
    let mode = match typed.mode.split_once(':') {
        Some(("lead", side)) => Some(Mode::Lead(side.to_owned())),
        _ if typed.mode == "both" => Some(Mode::BothSupport),
        _ => return Err((Some("mode".to_owned()), say.t("joint-unset-mode"))),
    };
    let combination = match typed.combination.split_once(':') {
        Some(("first", side)) => Some(Combination::LeadFirst(side.to_owned())),
        _ => match typed.combination.as_str() {
            "sum" => Some(Combination::SumOfPlaces),
            "worse" => Some(Combination::WorsePlace),
            "scores" => Some(Combination::WeightedScores(weights(say, &typed.weights)?)),
            _ => None,
        },
    };
    let policy = match typed.policy.as_str() {
        "stop" => Some(Policy::Stop),
        "skip" => Some(Policy::Skip),
        "ties" => Some(Policy::TiesAtCut),
        "free-worth" => Some(Policy::Free(Objective::Worth)),
        "free-projects" => Some(Policy::Free(Objective::Projects)),
        _ => None,
    };
    let preference = match typed.preference.as_str() {
        "off" => Preference::Off,
        "tie" => Preference::TieBreak,
        "bonus" => Preference::Bonus(typed.bonus.parse().map_err(|_| fault(say, "bonus", &typed.bonus))?),
        _ => return Err((Some("preference".to_owned()), say.t("joint-unset-preference"))),
    };
    let second = match typed.second.split_once(':') {
        Some(("place", side)) => Some(Second::Side(side.to_owned())),
        _ => match typed.second.as_str() {
            "none" => Some(Second::None),
            "money" => Some(Second::LessMoney),
            _ => None,
        },
    };
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let leaving = match typed.leaving.as_str() {
        "never" => Some(Leaving::Never),
        "reasons" => {
            let reasons = lines(&typed.reasons);
            if reasons.is_empty() {
                return Err((Some("reasons".to_owned()), say.t("joint-unset-reasons")));
            }
            Some(Leaving::Reasons(reasons))
        }
        _ => None,
    };
    let rates = match typed.rates.as_str() {
        "none" => Some(RateTable::None),
        "table" => Some(RateTable::Rates(rates(say, &lines(&typed.table))?)),
        _ => None,
    };
    Ok(NewMethod {
        open_by: instant(portal, say, "open-by", &typed.open_by)?,
        method: Draft { mode, combination, policy, preference: Some(preference), second },
        quotas: quotas(say, &lines(&typed.quotas))?,
        locks: locks(say, &lines(&typed.locks))?,
        rates,
        leaving,
    })
}

/// The parts of a line, parted by semicolons of either width.
fn parts(line: &str) -> Vec<&str> {
    line.split([';', '；']).map(str::trim).collect()
}

/// `side; weight` or `side; weight; own low; own high; low; high`, a line each.
fn weights(say: Say, text: &str) -> Result<Vec<Weight>, Fault> {
    let wrong = |line: &str| fault(say, "weights", line);
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let point = |text: &str| text.parse::<Points>().map_err(|_| wrong(line));
            match parts(line).as_slice() {
                [side, weight] => Ok(Weight { side: (*side).to_owned(), weight: point(weight)?, mapping: None }),
                [side, weight, from, upto, low, high] => {
                    let mapping = Mapping { from: [point(from)?, point(upto)?], to: [point(low)?, point(high)?] };
                    Ok(Weight { side: (*side).to_owned(), weight: point(weight)?, mapping: Some(mapping) })
                }
                _ => Err(wrong(line)),
            }
        })
        .collect()
}

/// `HKD; CNY; 912345; 2020-07-01; source`, a line each.
fn rates(say: Say, lines: &[String]) -> Result<Vec<Rate>, Fault> {
    if lines.is_empty() {
        return Err((Some("table".to_owned()), say.t("joint-unset-table")));
    }
    lines
        .iter()
        .map(|line| {
            let wrong = || fault(say, "table", line);
            let parts = parts(line);
            let [from, to, per, dated, source] = parts.as_slice() else { return Err(wrong()) };
            let code = |text: &str| hefu_text::money::Currency::new(text).map(|_| text.to_owned()).map_err(|_| wrong());
            Ok(Rate {
                from: code(from)?,
                to: code(to)?,
                per_million: per.parse().ok().filter(|per| *per > 0).ok_or_else(wrong)?,
                dated: dated.parse().map_err(|_| wrong())?,
                source: (*source).to_owned(),
            })
        })
        .collect()
}

/// `mark; least; most`, a line each; either number may be empty.
fn quotas(say: Say, lines: &[String]) -> Result<Vec<Quota>, Fault> {
    lines
        .iter()
        .map(|line| {
            let wrong = || fault(say, "quotas", line);
            let parts = parts(line);
            let [tag, least, most] = parts.as_slice() else { return Err(wrong()) };
            let number = |text: &str| -> Result<Option<u32>, Fault> {
                if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| wrong()) }
            };
            let (min, max) = (number(least)?, number(most)?);
            let sound = !tag.is_empty() && (min.is_some() || max.is_some());
            let upside = min.zip(max).is_some_and(|(min, max)| min > max);
            if !sound || upside {
                return Err(wrong());
            }
            Ok(Quota { direction: None, tag: (*tag).to_owned(), min, max })
        })
        .collect()
}

/// `pair; in or out; reason`, a line each.
fn locks(say: Say, lines: &[String]) -> Result<Vec<Locked>, Fault> {
    lines
        .iter()
        .map(|line| {
            let wrong = || fault(say, "locks", line);
            let parts = parts(line);
            let [pair, way, reason] = parts.as_slice() else { return Err(wrong()) };
            let supported = match way.to_lowercase().as_str() {
                "in" | "入" | "是" => true,
                "out" | "出" | "否" => false,
                _ => return Err(wrong()),
            };
            if reason.is_empty() {
                return Err(wrong());
            }
            Ok(Locked { pair: (*pair).to_owned(), supported, reason: (*reason).to_owned() })
        })
        .collect()
}
