//! What has come of the steps of both offices. Each office's own steps count in their order; how the two streams fell between
//! each other makes no difference, so that both offices come to the same.

use std::collections::{BTreeMap, BTreeSet};

use hefu_ledger::hex::bytes32;
use hefu_ledger::key::VerifierKey;
use jiff::Zoned;

use super::awarded::Declined;
use super::held::{AwardStep, Held};
use super::list::{SupportList, pairs_digest};
use super::method::MethodStatement;
use super::minute::Minute;
use super::promotion::PromotionStatement;
use super::statement::{Kind, Statement};
use super::step::Step;
use crate::terms::Terms;

/// The joint decision of one direction as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// The two sides, sorted.
    pub sides: Vec<String>,
    /// Pairs that stand, by side; a side is missing until it has settled.
    pub standing: BTreeMap<String, BTreeSet<String>>,
    /// Rounds by number: all but the last were broken off.
    pub rounds: BTreeMap<u32, Round>,
    /// Appeals upheld, in the order of sides and of their steps.
    pub upheld: Vec<Upheld>,
    /// Steps that have no effect and should not have been.
    pub faults: Vec<Fault>,
}

/// One attempt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// Methods proposed, by digest.
    pub methods: BTreeMap<String, Proposal<MethodStatement>>,
    /// Sealed lists, by method and side.
    pub seals: BTreeMap<(String, String), Seal>,
    /// Opened lists, by method and side.
    pub openings: BTreeMap<(String, String), Opening>,
    /// Minutes drawn up, by digest.
    pub minutes: BTreeMap<String, Proposal<Minute>>,
    /// Minutes that a side is ready to publish, by side.
    pub ready: BTreeMap<String, String>,
    /// What a side has published, by side.
    pub published: BTreeMap<String, Published>,
    /// Awards declined after the minute, by pair and side.
    pub declined: BTreeMap<String, BTreeMap<String, Declined>>,
    /// What both tell of the awards they hold, by pair.
    pub held: BTreeMap<String, Held>,
    /// Promotions drawn up, by digest.
    pub promotions: BTreeMap<String, Proposal<PromotionStatement>>,
    /// Promotions that a side holds with both signatures and does not take back any more, by digest and side.
    pub holds: BTreeSet<(String, String)>,
    /// Promotions that a side has published, by digest and side.
    pub promoted: BTreeMap<(String, String), Published>,
    /// Who broke it off, and why.
    pub aborted: BTreeMap<String, String>,
}

/// A statement with the state of its signatures.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal<T> {
    /// The statement with every signature seen under it.
    pub statement: Statement<T>,
    /// Side that told of it first in its own stream; where both did, the first by name.
    pub by: String,
    /// Sides that took it back.
    pub withdrawn: BTreeSet<String>,
}

/// A sealed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The commitment.
    pub commitment: String,
}

/// An opened list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The list.
    pub list: SupportList,
    /// The secret bytes, hexadecimal.
    pub salt: String,
}

/// What a side has published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// Digest of the minute.
    pub minute: String,
    /// When.
    pub at: Zoned,
}

/// An appeal that an office upheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upheld {
    /// Whose half it is.
    pub side: String,
    /// What was appealed against, as that office says it.
    pub against: String,
    /// Number of the half.
    pub number: String,
    /// What that office decided, and why.
    pub reason: String,
}

/// A step without effect that should not have been.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Whose step.
    pub side: String,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What is wrong with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A statement that cannot be read or bears no signature of its sender.
    Unreadable,
    /// It sealed a second, other list.
    SecondSeal,
    /// It opened a list that is not the one it sealed.
    OtherList,
    /// It opened a list that it had not sealed.
    NotSealed,
    /// It took back a method under which it had sealed a list: by then it may have seen the other's.
    TookBackSealed,
    /// It took back what it had said to be ready to publish.
    TookBackReady,
    /// It told that an award was declined that there is not.
    DeclinedOther,
    /// It told of an award, or answered a change of it, that there is not.
    HeldOther,
    /// It published what was not agreed.
    PublishedOther,
    /// It published before the agreed instant.
    PublishedEarly,
}

impl FaultKind {
    /// Its word in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::SecondSeal => "second-seal",
            Self::OtherList => "other-list",
            Self::NotSealed => "not-sealed",
            Self::TookBackSealed => "took-back-sealed",
            Self::TookBackReady => "took-back-ready",
            Self::DeclinedOther => "declined-other",
            Self::HeldOther => "held-other",
            Self::PublishedOther => "published-other",
            Self::PublishedEarly => "published-early",
        }
    }
}

/// How far the current round has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// A side has not settled the direction.
    Settling,
    /// No method bears both signatures.
    Method,
    /// A list is not sealed.
    Sealing,
    /// A list is not open.
    Opening,
    /// Both are open; no minute bears both signatures.
    Deciding,
    /// The minute is signed by both and a side is not ready.
    Minuted,
    /// Both are ready.
    Ready,
    /// Both have published, or the one whose stream this is and nothing can change any more.
    Published,
}

impl Phase {
    /// All phases in their order.
    pub const ALL: [Self; 8] = [
        Self::Settling,
        Self::Method,
        Self::Sealing,
        Self::Opening,
        Self::Deciding,
        Self::Minuted,
        Self::Ready,
        Self::Published,
    ];

    /// Its word in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Settling => "settling",
            Self::Method => "method",
            Self::Sealing => "sealing",
            Self::Opening => "opening",
            Self::Deciding => "deciding",
            Self::Minuted => "minuted",
            Self::Ready => "ready",
            Self::Published => "published",
        }
    }
}

impl<T> Proposal<T> {
    /// Whether both offices have signed it and neither took it back.
    pub fn agreed(&self) -> bool {
        self.statement.signed.len() == 2 && self.withdrawn.is_empty()
    }

    /// Whether it waits for a signature.
    pub fn waits(&self) -> bool {
        self.statement.signed.len() < 2 && self.withdrawn.is_empty()
    }
}

/// Computes it from the steps, each with the side whose it is, under the terms of their exchange.
pub fn joint<'a>(terms: &Terms, direction: &str, steps: impl IntoIterator<Item = (&'a str, &'a Step)>) -> Joint {
    let mut sides: Vec<String> = terms.offices.iter().map(|office| office.side.clone()).collect();
    sides.sort();
    let keys: Vec<VerifierKey> = terms.offices.iter().filter_map(|office| office.verifier().ok()).collect();
    let mut made =
        Joint { sides, standing: BTreeMap::new(), rounds: BTreeMap::new(), upheld: Vec::new(), faults: Vec::new() };
    let mut streams: BTreeMap<&str, Vec<&Step>> = BTreeMap::new();
    for (side, step) in steps {
        streams.entry(side).or_default().push(step);
    }
    let mut later = Vec::new();
    for (side, steps) in streams {
        for step in steps {
            let taken = made.statements(&keys, direction, side, step);
            if !taken {
                later.push((side, step));
            }
        }
    }
    // Everything that rests on statements, after all of them are known.
    for (side, step) in &later {
        made.lists(direction, side, step);
    }
    for (side, step) in later {
        made.endings(side, step);
    }
    made.faults.sort();
    made.faults.dedup();
    made
}

impl Joint {
    /// The pairs that stand at both offices: what there is to decide on. None until both have settled.
    pub fn projects(&self) -> Option<BTreeSet<String>> {
        let mut of = self.sides.iter().map(|side| self.standing.get(side));
        let first = of.next().flatten()?.clone();
        of.try_fold(first, |both, next| Some(both.intersection(next?).cloned().collect()))
    }

    /// Digest of the joint projects.
    pub fn projects_digest(&self) -> Option<String> {
        self.projects().map(|pairs| pairs_digest(pairs.iter().map(String::as_str)))
    }

    /// Number of the current round.
    pub fn number(&self) -> u32 {
        let broken = |number: &u32| self.rounds.get(number).is_some_and(Round::aborted);
        (1..).take_while(|number| broken(number)).last().map_or(1, |last| last.saturating_add(1))
    }

    /// The current round, as far as anything was done in it.
    pub fn round(&self) -> Option<&Round> {
        self.rounds.get(&self.number())
    }

    /// How far it has come.
    pub fn phase(&self) -> Phase {
        if self.projects().is_none() {
            return Phase::Settling;
        }
        let Some((round, (digest, _))) = self.round().and_then(|round| Some((round, round.method()?))) else {
            return Phase::Method;
        };
        let all = |have: &dyn Fn(&String) -> bool| self.sides.iter().all(have);
        if !all(&|side| round.seals.contains_key(&(digest.clone(), side.clone()))) {
            return Phase::Sealing;
        }
        if !all(&|side| round.openings.contains_key(&(digest.clone(), side.clone()))) {
            return Phase::Opening;
        }
        let Some((minute, _)) = round.minute() else { return Phase::Deciding };
        if !all(&|side| round.ready.get(side) == Some(minute)) {
            return Phase::Minuted;
        }
        if all(&|side| round.published.contains_key(side)) { Phase::Published } else { Phase::Ready }
    }

    fn fault(&mut self, side: &str, kind: FaultKind) {
        self.faults.push(Fault { side: side.to_owned(), kind });
    }

    /// What stands by itself: who settled what, and statements with their signatures. Gives false for everything else.
    fn statements(&mut self, keys: &[VerifierKey], direction: &str, side: &str, step: &Step) -> bool {
        match step {
            Step::Standing { pairs } => {
                self.standing.insert(side.to_owned(), pairs.iter().cloned().collect());
            }
            Step::Method { note } => match Statement::<MethodStatement>::read(note, keys) {
                Ok(read) if read.content.direction == direction => {
                    let round = self.rounds.entry(read.content.round).or_default();
                    propose(&mut round.methods, read, side, keys);
                }
                _ => self.fault(side, FaultKind::Unreadable),
            },
            Step::Minute { note } => match Statement::<Minute>::read(note, keys) {
                Ok(read) if read.content.direction == direction => {
                    let round = self.rounds.entry(read.content.round).or_default();
                    propose(&mut round.minutes, read, side, keys);
                }
                _ => self.fault(side, FaultKind::Unreadable),
            },
            Step::Promotion { note } => match Statement::<PromotionStatement>::read(note, keys) {
                Ok(read) if read.content.direction == direction => {
                    let round = self.rounds.entry(read.content.round).or_default();
                    propose(&mut round.promotions, read, side, keys);
                }
                _ => self.fault(side, FaultKind::Unreadable),
            },
            Step::Aborted { round, reason } => {
                let round = self.rounds.entry(*round).or_default();
                round.aborted.entry(side.to_owned()).or_insert_with(|| reason.clone());
            }
            Step::Upheld { against, number, reason } => {
                // What is said of one appeal first counts.
                let known = |told: &Upheld| told.side == side && told.against == *against && told.number == *number;
                if !self.upheld.iter().any(known) {
                    let (side, against) = (side.to_owned(), against.clone());
                    self.upheld.push(Upheld { side, against, number: number.clone(), reason: reason.clone() });
                }
            }
            _ => return false,
        }
        true
    }

    fn lists(&mut self, direction: &str, side: &str, step: &Step) {
        match step {
            Step::Sealed { round, method, commitment } => {
                let round = self.rounds.entry(*round).or_default();
                let seal = Seal { commitment: commitment.clone() };
                let known = round.seals.entry((method.clone(), side.to_owned())).or_insert_with(|| seal.clone());
                if *known != seal {
                    self.fault(side, FaultKind::SecondSeal);
                }
            }
            Step::Opened { list, salt } => {
                let round = self.rounds.entry(list.round).or_default();
                let place = (list.method.clone(), side.to_owned());
                let Some(seal) = round.seals.get(&place) else { return self.fault(side, FaultKind::NotSealed) };
                let shown = bytes32(salt).and_then(|salt| list.commitment(&salt).ok());
                if list.side != side || list.direction != direction || shown.as_ref() != Some(&seal.commitment) {
                    return self.fault(side, FaultKind::OtherList);
                }
                round
                    .openings
                    .entry(place)
                    .or_insert_with(|| Opening { list: list.as_ref().clone(), salt: salt.clone() });
            }
            Step::Award { minute, pair, award } if !matches!(award, AwardStep::Answers { .. }) => {
                let Some(round) = self.awarded(minute, pair) else { return self.fault(side, FaultKind::HeldOther) };
                round.held.entry(pair.clone()).or_default().take(side, award);
            }
            _ => {}
        }
    }

    /// The round of a minute by which, or by a promotion after which, a pair is supported.
    fn awarded(&mut self, minute: &str, pair: &str) -> Option<&mut Round> {
        self.rounds.values_mut().find(|round| round.minutes.contains_key(minute) && round.offered(pair))
    }

    fn endings(&mut self, side: &str, step: &Step) {
        match step {
            Step::Withdrawn { digest } => {
                let own = (digest.clone(), side.to_owned());
                let ready = |round: &Round| round.ready.get(side) == Some(digest) || round.holds.contains(&own);
                if self.rounds.values().any(ready) {
                    return self.fault(side, FaultKind::TookBackReady);
                }
                // Nobody opens a list before the other is sealed: until then a method can be taken back, and not after.
                let sealed = (digest.clone(), side.to_owned());
                if self.rounds.values().any(|round| round.seals.contains_key(&sealed)) {
                    return self.fault(side, FaultKind::TookBackSealed);
                }
                for round in self.rounds.values_mut() {
                    if let Some(proposal) = round.methods.get_mut(digest) {
                        proposal.withdrawn.insert(side.to_owned());
                    }
                    if let Some(proposal) = round.minutes.get_mut(digest) {
                        proposal.withdrawn.insert(side.to_owned());
                    }
                    if let Some(proposal) = round.promotions.get_mut(digest) {
                        proposal.withdrawn.insert(side.to_owned());
                    }
                }
            }
            Step::Ready { minute } => {
                if let Some(round) = self.rounds.values_mut().find(|round| round.promotions.contains_key(minute)) {
                    round.holds.insert((minute.clone(), side.to_owned()));
                }
                if let Some(round) = self.rounds.values_mut().find(|round| round.minutes.contains_key(minute)) {
                    round.ready.insert(side.to_owned(), minute.clone());
                }
            }
            Step::Declined { minute, pair, reason } => {
                let Some(round) = self.awarded(minute, pair) else {
                    return self.fault(side, FaultKind::DeclinedOther);
                };
                let sides = round.declined.entry(pair.clone()).or_default();
                sides.entry(side.to_owned()).or_insert_with(|| Declined { reason: reason.clone() });
            }
            Step::Award { minute, pair, award: AwardStep::Answers { change, agreed, reason } } => {
                let held = self.awarded(minute, pair).map(|round| round.held.entry(pair.clone()).or_default());
                if !held.is_some_and(|held| held.answer(side, change, (*agreed, reason))) {
                    self.fault(side, FaultKind::HeldOther);
                }
            }
            Step::Published { minute, at } => {
                if let Some(round) = self.rounds.values_mut().find(|round| round.promotions.contains_key(minute)) {
                    let early = round.promotions.get(minute).is_some_and(|known| known.statement.content.publish > *at);
                    let published = Published { minute: minute.clone(), at: at.clone() };
                    round.promoted.insert((minute.clone(), side.to_owned()), published);
                    if early {
                        self.fault(side, FaultKind::PublishedEarly);
                    }
                    return;
                }
                let Some(round) = self.rounds.values_mut().find(|round| round.minutes.contains_key(minute)) else {
                    return self.fault(side, FaultKind::PublishedOther);
                };
                let early = round.minutes.get(minute).is_some_and(|known| known.statement.content.publish > *at);
                round.published.insert(side.to_owned(), Published { minute: minute.clone(), at: at.clone() });
                if early {
                    self.fault(side, FaultKind::PublishedEarly);
                }
            }
            _ => {}
        }
    }
}

/// Adds a statement to those known, or its signatures to the copy that is.
fn propose<T: Kind>(known: &mut BTreeMap<String, Proposal<T>>, read: Statement<T>, side: &str, keys: &[VerifierKey]) {
    match known.get_mut(&read.digest) {
        Some(proposal) => proposal.statement.join(&read, keys),
        None => {
            let proposal = Proposal { statement: read.clone(), by: side.to_owned(), withdrawn: BTreeSet::new() };
            known.insert(read.digest, proposal);
        }
    }
}

impl Round {
    /// The method in force: the one both signed. Where messages crossed and both signed two, the first by digest.
    pub fn method(&self) -> Option<(&String, &Proposal<MethodStatement>)> {
        self.methods.iter().find(|(_, proposal)| proposal.agreed())
    }

    /// The minute in force: both signed it, and it rests on the lists that were opened under the method in force.
    pub fn minute(&self) -> Option<(&String, &Proposal<Minute>)> {
        let (method, _) = self.method()?;
        let rests = |minute: &Minute| {
            minute.method == *method
                && minute.lists.len() == 2
                && minute.lists.iter().all(|(side, commitment)| {
                    let place = (method.clone(), side.clone());
                    self.openings.contains_key(&place)
                        && self.seals.get(&place).is_some_and(|seal| seal.commitment == *commitment)
                })
        };
        self.minutes.iter().find(|(_, proposal)| proposal.agreed() && rests(&proposal.statement.content))
    }

    /// The seal of a side under the method in force.
    pub fn seal(&self, side: &str) -> Option<&Seal> {
        let (method, _) = self.method()?;
        self.seals.get(&(method.clone(), side.to_owned()))
    }

    /// The opened list of a side under the method in force.
    pub fn opening(&self, side: &str) -> Option<&Opening> {
        let (method, _) = self.method()?;
        self.openings.get(&(method.clone(), side.to_owned()))
    }

    /// Whether it was broken off. What both are ready to publish is not broken off any more.
    pub fn aborted(&self) -> bool {
        !self.aborted.is_empty() && !self.decided()
    }

    /// Whether both are ready to publish the minute in force.
    pub fn decided(&self) -> bool {
        self.minute().is_some_and(|(digest, _)| self.ready.values().filter(|ready| *ready == digest).count() == 2)
    }

    /// The sides that have not opened their list although the other has and the agreed instant has passed.
    pub fn withholding(&self, now: &Zoned) -> Vec<String> {
        let Some((method, proposal)) = self.method() else { return Vec::new() };
        if proposal.statement.content.open_by > *now {
            return Vec::new();
        }
        let open = |side: &String| self.openings.contains_key(&(method.clone(), side.clone()));
        let sides = self.seals.keys().filter(|(of, _)| of == method).map(|(_, side)| side);
        let (opened, closed): (Vec<&String>, Vec<&String>) = sides.partition(|side| open(side));
        if opened.is_empty() { Vec::new() } else { closed.into_iter().cloned().collect() }
    }
}
