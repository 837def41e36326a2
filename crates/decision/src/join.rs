//! Lists, pairs and guide joined to one call, decided by the method, with the scenarios asked for.

use std::collections::{BTreeMap, BTreeSet};

use hefu_guide::Guide;
use hefu_guide::model::{Rule, RuleKind};
use hefu_selection::{
    Band, Call, CallError, Ceiling, Direction, Exchange, Fund, Method, Preference, Project, Reason, Refused, Selection,
    SideMoney, Standing, between, finalise, select,
};
use hefu_text::money::{Currency, Money};

use crate::list::{List, ListRow};
use crate::method::{MethodFile, Open};
use crate::pairs::Pair;

/// What a decision is made from.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// Pairs of the round.
    pub pairs: &'a [Pair],
    /// Each side's list.
    pub lists: &'a BTreeMap<String, List>,
    /// The method file.
    pub method: &'a MethodFile,
    /// Scenarios to set beside the result.
    pub scenarios: &'a [Scenario],
}

/// What if.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// Preference has no effect.
    WithoutPreference,
    /// Another ceiling of state money.
    Budget {
        /// Direction, or none for all together.
        direction: Option<String>,
        /// The ceiling.
        amount: Money,
    },
}

/// The decision on every direction of the lists' sides.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The call as joined.
    pub call: Call,
    /// The result.
    pub selection: Selection,
    /// Each scenario and who comes in and leaves by it.
    pub scenarios: Vec<(Scenario, Exchange)>,
    /// Signed reasons for leaving a band, or what stands against the list.
    pub gate: Result<Vec<Reason>, Vec<Refused>>,
}

/// Why nothing is decided.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// The method leaves something open.
    #[error("the method leaves something open")]
    Open(Vec<Open>),
    /// Numbers in a list that no pair holds: side, row.
    #[error("a list names applications that are not paired")]
    Unpaired(Vec<(String, u32, String)>),
    /// The call does not hold together.
    #[error(transparent)]
    Call(#[from] CallError),
    /// A direction that the guide does not have.
    #[error("pair {0} is in direction {1}, which the guide does not have")]
    Direction(String, String),
    /// No state money in the list.
    #[error("pair {pair}: the list of {side} gives no amount; fill in the state funding asked for")]
    NoAmount {
        /// The pair.
        pair: String,
        /// The side whose money is counted.
        side: String,
    },
    /// A ceiling named in a scenario that there is not.
    #[error("there is no ceiling of state funding for {0}")]
    NoCeiling(String),
}

/// Joins, decides and compares.
///
/// # Errors
/// Everything the method leaves open; numbers that are not paired; a call that does not hold together.
pub fn decide(input: &Input<'_>) -> Result<Decision, DecisionError> {
    let call = join(input)?;
    let settled = input.method.method.clone().settle(&call.sides);
    let unsigned = input.method.unsigned(&call.sides);
    let method = match settled {
        Ok(method) if unsigned.is_empty() => method,
        Ok(_) => return Err(DecisionError::Open(unsigned)),
        Err(unset) => {
            return Err(DecisionError::Open(unset.into_iter().map(Open::Unset).chain(unsigned).collect()));
        }
    };
    let selection = select(&call, &method)?;
    let chosen = selection.chosen();
    let mut scenarios = Vec::new();
    for scenario in input.scenarios {
        let (call, method) = what_if(&call, &method, scenario)?;
        let other = select(&call, &method)?.chosen();
        scenarios.push((scenario.clone(), between(&chosen, &other)));
    }
    let gate = finalise(&selection.audit, &input.method.reason);
    Ok(Decision { call, selection, scenarios, gate })
}

fn what_if(call: &Call, method: &Method, scenario: &Scenario) -> Result<(Call, Method), DecisionError> {
    let (mut call, mut method) = (call.clone(), method.clone());
    match scenario {
        Scenario::WithoutPreference => method.preference = Preference::Off,
        Scenario::Budget { direction, amount } => {
            let own = |ceiling: &&mut Ceiling| ceiling.direction == *direction && ceiling.fund == Fund::State;
            let Some(ceiling) = call.ceilings.iter_mut().find(own) else {
                return Err(DecisionError::NoCeiling(direction.clone().unwrap_or_default()));
            };
            ceiling.amount = *amount;
        }
    }
    Ok((call, method))
}

/// The rules of a direction, or of the whole programme, that concern no topic alone.
fn rules<'g>(guide: &'g Guide, direction: Option<&'g str>) -> impl Iterator<Item = &'g Rule> {
    guide.rules.iter().filter(move |rule| rule.scope.direction.as_deref() == direction && rule.scope.topic.is_none())
}

fn join(input: &Input<'_>) -> Result<Call, DecisionError> {
    let guide = input.guide;
    let sides: Vec<String> =
        guide.sides.iter().map(|side| side.id.clone()).filter(|id| input.lists.contains_key(id)).collect();
    let with_lists = |pair: &&Pair| pair.halves.iter().all(|(side, _)| sides.contains(side));
    let pairs: Vec<&Pair> = input.pairs.iter().filter(with_lists).collect();
    unpaired(input, &pairs)?;
    let named: BTreeSet<&str> = pairs.iter().map(|pair| pair.direction.as_str()).collect();
    let band = |direction: Option<&str>| {
        rules(guide, direction).find_map(|rule| match &rule.kind {
            RuleKind::Band(band) => Some(Band { min: band.min, max: band.max }),
            _ => None,
        })
    };
    let ceiling = |direction: Option<&str>| {
        rules(guide, direction).find_map(|rule| match &rule.kind {
            RuleKind::Ceiling(ceiling) if ceiling.source == "state" => {
                Some(Ceiling { direction: direction.map(str::to_owned), fund: Fund::State, amount: ceiling.amount })
            }
            _ => None,
        })
    };
    let directions: Vec<&str> = guide
        .directions
        .iter()
        .map(|direction| direction.number.as_str())
        .filter(|number| named.contains(number))
        .collect();
    // The programme's band is over all of the guide's directions; with a part of them nothing can be said of it.
    let all = directions.len() == guide.directions.len();
    let mut ceilings: Vec<Ceiling> = directions.iter().filter_map(|number| ceiling(Some(number))).collect();
    ceilings.extend(ceiling(None));
    let mut call = Call {
        sides,
        directions: directions
            .iter()
            .map(|number| Direction { number: (*number).to_owned(), band: band(Some(number)) })
            .collect(),
        band: band(None).filter(|_| all),
        ceilings,
        quotas: input.method.quota.clone(),
        transfers: input.method.transfer.clone(),
        projects: Vec::new(),
    };
    let rows: BTreeMap<(&str, &str), &ListRow> = input
        .lists
        .iter()
        .flat_map(|(side, list)| list.rows.iter().map(move |row| ((side.as_str(), row.number.as_str()), row)))
        .collect();
    for pair in pairs {
        if guide.directions.iter().all(|direction| direction.number != pair.direction) {
            return Err(DecisionError::Direction(pair.id.clone(), pair.direction.clone()));
        }
        call.projects.push(project(input, pair, &rows)?);
    }
    Ok(call)
}

/// Numbers that stand in no pair.
fn unpaired(input: &Input<'_>, pairs: &[&Pair]) -> Result<(), DecisionError> {
    let known: BTreeSet<(&str, &str)> = pairs
        .iter()
        .flat_map(|pair| pair.halves.iter().map(|(side, number)| (side.as_str(), number.as_str())))
        .collect();
    let rows = input.lists.iter().flat_map(|(side, list)| list.rows.iter().map(move |row| (side, list, row)));
    let unknown: Vec<(String, u32, String)> = rows
        .filter(|(side, _, row)| !known.contains(&(side.as_str(), row.number.as_str())))
        .map(|(_, list, row)| (list.file.clone(), row.row, row.number.clone()))
        .collect();
    if unknown.is_empty() { Ok(()) } else { Err(DecisionError::Unpaired(unknown)) }
}

fn project(input: &Input<'_>, pair: &Pair, rows: &BTreeMap<(&str, &str), &ListRow>) -> Result<Project, DecisionError> {
    let of = |side: &str, number: &str| rows.get(&(side, number)).copied();
    let mut standings = BTreeMap::new();
    let (mut state, mut others) = (None, Vec::new());
    let mut first: Option<&ListRow> = None;
    let (mut preferred, mut tags) = (false, BTreeSet::new());
    for (side, number) in &pair.halves {
        let Some(row) = of(side, number) else { continue };
        first = first.or(Some(row));
        standings.insert(side.clone(), Standing { supported: row.supported, place: row.place, score: row.score });
        preferred |= row.preferred;
        tags.extend(row.tags.iter().cloned());
        match row.amount {
            // State money is the Mainland's, in its own currency.
            Some(money) if money.currency == Currency::CNY => state = state.or(Some(money.minor)),
            Some(money) => others.push(SideMoney { side: side.clone(), money }),
            None => {}
        }
    }
    let barred = pair.standing.clone().filter(|standing| standing != "passed");
    let counted = pair.halves.first().map(|(side, _)| side.clone()).unwrap_or_default();
    let listed = pair.halves.iter().all(|(side, number)| of(side, number).and_then(|row| row.supported) == Some(true));
    let state = match state {
        Some(state) => state,
        None if listed && barred.is_none() => {
            return Err(DecisionError::NoAmount { pair: pair.id.clone(), side: counted });
        }
        None => 0,
    };
    Ok(Project {
        id: pair.id.clone(),
        number: pair.halves.first().map(|(_, number)| number.clone()).unwrap_or_default(),
        title: first.map(|row| row.title.clone()).unwrap_or_default(),
        direction: pair.direction.clone(),
        topic: first.map(|row| row.topic.clone()).unwrap_or_default(),
        state,
        others,
        standings,
        preferred,
        tags,
        barred,
        lock: input.method.lock(&pair.id),
    })
}
