//! The result in sentences of the catalogue (`selection.ftl`).

use hefu_text::money::{Currency, Money, MoneyStyle};
use hefu_words::{Arg, Lang, Message};

use crate::explain::Exchange;
use crate::method::JOINT;
use crate::{
    Call, Change, Combination, Deviation, Exclusion, Fund, LimitKind, MoreMoney, Objective, Policy, Preference,
    Refused, Scope, Second, Tie, Unset, Why,
};

/// Where a pair can stand after a round.
const ROUND: [&str; 7] =
    ["not_submitted", "awaiting_partner", "void_one_sided", "held", "awaiting_ruling", "failed", "passed"];

/// Tells the parts of a result in one language.
pub struct Tell<'a> {
    call: &'a Call,
    lang: Lang,
    unit: i128,
    side: Box<dyn Fn(&str) -> String + 'a>,
}

fn say(key: &str) -> Message {
    Message::new(format!("selection-{key}"))
}

impl<'a> Tell<'a> {
    /// For a call; `unit` as in [`crate::Selection::unit`], `side` names a side in this language.
    pub fn new(call: &'a Call, lang: Lang, unit: i128, side: impl Fn(&str) -> String + 'a) -> Self {
        Self { call, lang, unit, side: Box::new(side) }
    }

    fn text(&self, message: Message) -> String {
        message.text(self.lang)
    }

    /// An amount in minor units.
    #[must_use]
    pub fn money(&self, minor: i128, currency: Currency) -> String {
        let style = match self.lang {
            Lang::ZhHans => MoneyStyle::ZhHans,
            Lang::ZhHantHk => MoneyStyle::ZhHantHk,
            Lang::ZhHantTw => MoneyStyle::ZhHantTw,
            Lang::En => MoneyStyle::En,
        };
        Money::from_minor(i64::try_from(minor).unwrap_or(i64::MAX), currency).format(style)
    }

    /// State money.
    #[must_use]
    pub fn yuan(&self, fen: i64) -> String {
        self.money(i128::from(fen), Currency::CNY)
    }

    /// A worth as a decimal of places or points, at most six digits after the point, rounded up.
    #[must_use]
    pub fn worth(&self, worth: i128) -> String {
        let (sign, size) = if worth < 0 { ("-", -worth) } else { ("", worth) };
        let millionths = (size * 1_000_000 + self.unit - 1).div_euclid(self.unit);
        let part = format!("{:06}", millionths % 1_000_000);
        let part = part.trim_end_matches('0');
        let whole = millionths / 1_000_000;
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    fn sides(&self, sides: &[String]) -> Arg {
        let name = |side: &String| {
            if side == JOINT { self.text(say("joint")) } else { (self.side)(side) }
        };
        sides.iter().map(name).collect::<Vec<_>>().into()
    }

    fn ids(&self, ids: &[String]) -> Arg {
        if ids.is_empty() { say("nobody").into() } else { ids.to_vec().into() }
    }

    /// The name of a limit.
    #[must_use]
    pub fn limit(&self, limit: &LimitKind) -> String {
        let whole = || self.text(say("programme"));
        let of = |direction: &Option<String>| direction.clone().unwrap_or_else(whole);
        self.text(match limit {
            LimitKind::Ceiling { direction, fund: Fund::State } => say("limit-state").with("of", of(direction)),
            LimitKind::Ceiling { direction, fund: Fund::Side(side) } => {
                say("limit-side").with("of", of(direction)).with("side", self.sides(std::slice::from_ref(side)))
            }
            LimitKind::Linked { directions } => say("limit-linked").with("directions", directions.clone()),
            LimitKind::QuotaMost { direction, tag } => {
                say("limit-quota-most").with("of", of(direction)).with("tag", tag.as_str())
            }
            LimitKind::QuotaLeast { direction, tag } => {
                say("limit-quota-least").with("of", of(direction)).with("tag", tag.as_str())
            }
            LimitKind::ProgrammeMost => say("limit-programme-most"),
            LimitKind::ProgrammeLeast => say("limit-programme-least"),
        })
    }

    /// An amount of a limit: money, or projects.
    #[must_use]
    pub fn amount(&self, limit: &LimitKind, amount: i128) -> String {
        match limit {
            LimitKind::Ceiling { direction, fund } => {
                let own = self.call.ceilings.iter().find(|own| own.direction == *direction && own.fund == *fund);
                self.money(amount, own.map_or(Currency::CNY, |own| own.amount.currency))
            }
            LimitKind::Linked { .. } => self.money(amount, Currency::CNY),
            _ => {
                let count = i64::try_from(amount.abs()).unwrap_or(i64::MAX);
                self.text(say("projects").with("count", count))
            }
        }
    }

    /// Why a project is in or out.
    #[must_use]
    pub fn why(&self, why: &Why, place: Option<u32>) -> String {
        let place = i64::from(place.unwrap_or(0));
        self.text(match why {
            Why::Locked { reason } => say("why-locked").with("reason", reason.as_str()),
            Why::Excluded { exclusion } => return self.exclusion(exclusion),
            Why::Taken => say("why-taken").with("place", place),
            Why::InBest { ahead: None, .. } => say("why-needed"),
            Why::InBest { ahead: Some(ahead), instead } => {
                say("why-best").with("ahead", self.worth(*ahead)).with("instead", self.ids(instead))
            }
            Why::NoPlace { places } => say("why-no-place").with("place", place).with("places", *places),
            Why::Over { limit, by } => {
                say("why-over").with("limit", self.limit(limit)).with("by", self.amount(limit, i128::from(*by)))
            }
            Why::AfterStop { project } => say("why-after-stop").with("place", place).with("project", project.as_str()),
            Why::LostTie { tie, to } => {
                let key = match tie {
                    Tie::Preferred => "tie-preferred",
                    Tie::Second => "tie-second",
                    Tie::Number => "tie-number",
                };
                say("why-lost-tie").with("tie", say(key)).with("to", self.ids(to))
            }
            Why::Outweighed { fewer, leave, .. } if *fewer > 0 => {
                say("why-fewer").with("fewer", *fewer).with("leave", self.ids(leave))
            }
            Why::Outweighed { behind, leave, enter, .. } => say("why-outweighed")
                .with("behind", self.worth(*behind))
                .with("leave", self.ids(leave))
                .with("enter", self.ids(enter)),
            Why::BreaksBand => say("why-breaks-band"),
        })
    }

    fn exclusion(&self, exclusion: &Exclusion) -> String {
        self.text(match exclusion {
            Exclusion::Barred { standing } => {
                // Where a pair stands in a round has words of its own; anything else is said as it was given.
                let known = ROUND.contains(&standing.as_str());
                let words = if known {
                    Arg::from(Message::new(format!("report-standing-{standing}")))
                } else {
                    Arg::from(standing.as_str())
                };
                say("out-barred").with("standing", words)
            }
            Exclusion::Refused { sides } => say("out-refused").with("sides", self.sides(sides)),
            Exclusion::Unsaid { sides } => say("out-unsaid").with("sides", self.sides(sides)),
            Exclusion::NoStanding { sides } => say("out-no-standing").with("sides", self.sides(sides)),
            Exclusion::LockedOut { reason } => say("why-locked").with("reason", reason.as_str()),
        })
    }

    /// A change that would turn the outcome.
    #[must_use]
    pub fn change(&self, change: &Change) -> String {
        self.text(match change {
            Change::Worth { by, place } if *by > 0 => {
                say("change-more-worth").with("by", self.worth(*by)).with("place", *place)
            }
            Change::Worth { by, place } => say("change-less-worth").with("by", self.worth(-by)).with("place", *place),
            Change::Ask { by } => say("change-ask").with("by", self.yuan(*by)),
            Change::Places { by } => say("change-places").with("by", *by),
            Change::Ceiling { limit, by } => {
                say("change-ceiling").with("limit", self.limit(limit)).with("by", self.amount(limit, i128::from(*by)))
            }
        })
    }

    /// Who comes in and who leaves.
    #[must_use]
    pub fn exchange(&self, exchange: &Exchange) -> String {
        self.text(say("exchange").with("enter", self.ids(&exchange.enter)).with("leave", self.ids(&exchange.leave)))
    }

    /// What a rise of a ceiling does.
    #[must_use]
    pub fn more_money(&self, more: &MoreMoney) -> String {
        self.text(
            say("more-money")
                .with("limit", self.limit(&more.limit))
                .with("left", self.amount(&more.limit, more.left))
                .with("by", self.amount(&more.limit, i128::from(more.by)))
                .with("exchange", self.exchange(&more.exchange)),
        )
    }

    fn scope(&self, scope: &Scope) -> String {
        match scope {
            Scope::Programme => self.text(say("programme")),
            Scope::Direction(number) => number.clone(),
        }
    }

    /// A band that is left.
    #[must_use]
    pub fn deviation(&self, deviation: &Deviation) -> String {
        self.text(
            say("deviation")
                .with("scope", self.scope(&deviation.scope))
                .with("min", deviation.band.min)
                .with("max", deviation.band.max)
                .with("count", deviation.count),
        )
    }

    /// Why a list cannot become final.
    #[must_use]
    pub fn refused(&self, refused: &Refused) -> String {
        self.text(match refused {
            Refused::Over { limit, by } => {
                say("refused-over").with("limit", self.limit(limit)).with("by", self.amount(limit, *by))
            }
            Refused::Missing { limit, by } => {
                say("refused-missing").with("limit", self.limit(limit)).with("by", self.amount(limit, *by))
            }
            Refused::Unsigned { deviation } => say("refused-unsigned").with("deviation", self.deviation(deviation)),
            Refused::Unknown { id } => say("refused-unknown").with("id", id.as_str()),
        })
    }

    /// The method, line by line.
    #[must_use]
    pub fn method(&self, method: &crate::Method) -> Vec<String> {
        let side = |side: &String| self.sides(std::slice::from_ref(side));
        let mode = match &method.mode {
            crate::Mode::BothSupport => say("mode-both"),
            crate::Mode::Lead(lead) => say("mode-lead").with("side", side(lead)),
            crate::Mode::Committee => say("mode-committee"),
        };
        let combination = match &method.combination {
            Combination::SumOfPlaces => say("combination-sum"),
            Combination::WorsePlace => say("combination-worse"),
            Combination::LeadFirst(lead) => say("combination-lead").with("side", side(lead)),
            Combination::WeightedScores(weights) => {
                let each = weights.iter().map(|weight| {
                    let key = if weight.mapping.is_some() { "weight-mapped" } else { "weight" };
                    Arg::from(say(key).with("side", side(&weight.side)).with("weight", weight.weight.to_string()))
                });
                say("combination-scores").with("weights", each.collect::<Vec<_>>())
            }
        };
        let policy = match method.policy {
            Policy::Stop => "policy-stop",
            Policy::Skip => "policy-skip",
            Policy::TiesAtCut => "policy-ties",
            Policy::Free(Objective::Worth) => "policy-free-worth",
            Policy::Free(Objective::Projects) => "policy-free-projects",
        };
        let preference = match method.preference {
            Preference::Off => say("preference-off"),
            Preference::TieBreak => say("preference-tie"),
            Preference::Bonus(bonus) => say("preference-bonus").with("bonus", bonus.to_string()),
        };
        let second = match &method.second {
            Second::None => say("second-none"),
            Second::LessMoney => say("second-money"),
            Second::Side(own) => say("second-side").with("side", side(own)),
        };
        [mode, combination, say(policy), preference, second].into_iter().map(|message| self.text(message)).collect()
    }

    /// What a method leaves open.
    #[must_use]
    pub fn unset(&self, unset: &Unset) -> String {
        let named = |key: &str, side: &String| say(key).with("side", side.as_str());
        self.text(match unset {
            Unset::Combination => say("unset-combination"),
            Unset::Policy => say("unset-policy"),
            Unset::Second => say("unset-second"),
            Unset::Side { side } => named("unset-side", side),
            Unset::Weight { side } => named("unset-weight", side),
            Unset::WeightNotPositive { side } => named("unset-weight-not-positive", side),
            Unset::Mapping { side } => named("unset-mapping", side),
        })
    }
}
