//! The two sides' applications of a round put together: pairs, one-sided applications, claims. The score proposes; where
//! two applications compete, or the numbers they name contradict the proposal, nobody wins (ruling R-11).

mod card;
mod claims;

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, ApplicationId, Intake, State};
use hefu_guide::model::{Guide, Settings};

use crate::consistency::compare_halves;
use crate::link::{Candidate, LinkOptions, LinkResult, Table, link};
use crate::overlay::overlay;
use crate::pair::{Orphan, Pair, PairingResult, Reason};

use card::Cards;

/// Pairs the submitted applications of every direction of the guide. Drafts, withdrawn applications, applications of
/// sides outside the direction's pairing and of directions the guide does not have are not touched.
///
/// A pairing of more than two sides is taken as its first side with each of the others.
pub fn pair_sides(guide: &Guide, settings: &Settings, intakes: &[Intake]) -> PairingResult {
    let mut result = PairingResult::default();
    for direction in &guide.directions {
        let Some(pairing) = guide.pairing(&direction.pairing) else {
            continue;
        };
        let Some((first, others)) = pairing.sides.split_first() else {
            continue;
        };
        let mut alone: BTreeMap<ApplicationId, Vec<Orphan>> = BTreeMap::new();
        for other in others {
            let work = Work::new(guide, settings, &direction.number, [first, other], intakes);
            let found = work.pair();
            result.pairs.extend(found.pairs);
            result.claims.extend(found.claims);
            for orphan in found.orphans {
                alone.entry(orphan.application.clone()).or_default().push(orphan);
            }
        }
        // An application is one-sided towards the first partner side that lacks its half.
        result.orphans.extend(alone.into_values().filter_map(|orphans| orphans.into_iter().next()));
    }
    result
}

/// Lead, in hundredths of a bit, at which a pair of a round needs no person to confirm it: twelve bits, more than for
/// large tables, because a round teaches the engine little.
const SURE: i64 = 1_200;

/// One direction and two of its sides.
struct Work<'a> {
    guide: &'a Guide,
    settings: &'a Settings,
    direction: &'a str,
    sides: [String; 2],
    left: Vec<&'a Application>,
    right: Vec<&'a Application>,
    /// Every number either side holds, whatever its direction and state.
    known: [BTreeSet<String>; 2],
    cards: Cards,
}

/// An edge between a left and a right application by their places.
type Places = (usize, usize);

impl<'a> Work<'a> {
    fn new(
        guide: &'a Guide,
        settings: &'a Settings,
        direction: &'a str,
        sides: [&String; 2],
        intakes: &'a [Intake],
    ) -> Self {
        let sides = sides.map(Clone::clone);
        let held = |side: &str| -> Vec<&'a Application> {
            intakes
                .iter()
                .filter(|intake| intake.side.as_str() == side)
                .flat_map(|intake| &intake.applications)
                .collect()
        };
        let submitted = |side: &str| {
            let mut own: Vec<&Application> = held(side)
                .into_iter()
                .filter(|application| {
                    application.state == State::Submitted && application.direction.trim() == direction
                })
                .collect();
            own.sort_by(|a, b| a.id.cmp(&b.id));
            own.dedup_by(|a, b| a.id == b.id);
            own
        };
        let [a, b] = &sides;
        let known =
            [a, b].map(|side| held(side).into_iter().map(|application| plain_number(&application.id.number)).collect());
        let (left, right) = (submitted(a), submitted(b));
        let cards = Cards::new(&sides);
        Self { guide, settings, direction, sides, left, right, known, cards }
    }

    fn pair(&self) -> PairingResult {
        let tables = [&self.left, &self.right].map(|side| self.cards.table(self.guide, self.direction, side));
        let [left, right] = &tables;
        let options = LinkOptions { margin: SURE, ..LinkOptions::default() };
        // The cards have the columns the specification names, so linking cannot refuse them.
        let linked = link(left, right, &self.cards.spec(), &options).unwrap_or_default();
        let evidence = Evidence::new(&linked);
        let claims = claims::find(self, &linked, &LinkOptions::default());
        let held =
            |place: Places| claims.iter().any(|claim| claim.left.contains(&place.0) || claim.right.contains(&place.1));
        let mut result = PairingResult::default();
        let mut paired: (BTreeSet<usize>, BTreeSet<usize>) = Default::default();
        for one in &linked.pairs {
            let place = (one.candidate.left, one.candidate.right);
            if held(place) {
                continue;
            }
            paired.0.insert(place.0);
            paired.1.insert(place.1);
            let rival = one.rival.and_then(|rival| self.rival(rival));
            let mut pair = self.make(place, Some(&one.candidate), &linked, &tables);
            pair.margin = one.lead;
            pair.rival = rival;
            pair.confirm = one.confirm;
            result.pairs.extend(self.finished(pair, place));
        }
        for claim in &claims {
            paired.0.extend(&claim.left);
            paired.1.extend(&claim.right);
            result.claims.push(self.claim(claim, &evidence, &linked, &tables));
        }
        self.orphans(&paired, &linked, &tables, &mut result.orphans);
        result.pairs.sort_by(|a, b| a.halves.cmp(&b.halves));
        result.claims.sort_by(|a, b| a.applications.cmp(&b.applications));
        result.orphans.sort_by(|a, b| a.application.cmp(&b.application));
        result
    }

    fn orphans(
        &self,
        paired: &(BTreeSet<usize>, BTreeSet<usize>),
        linked: &LinkResult,
        tables: &[Table; 2],
        out: &mut Vec<Orphan>,
    ) {
        let named_missing = |application: &Application, known: &BTreeSet<String>| {
            application
                .partner_number
                .clone()
                .filter(|number| !number.trim().is_empty() && !known.contains(&plain_number(number)))
        };
        let near = |candidate: &&Candidate| candidate.weight >= linked.threshold - LinkResult::KEPT;
        let [left_known, right_known] = &self.known;
        for (place, application) in self.left.iter().enumerate().filter(|(place, _)| !paired.0.contains(place)) {
            let nearest = linked.left_alone.iter().find(|candidate| candidate.left == place).filter(near);
            out.push(Orphan {
                application: application.id.clone(),
                nearest: nearest.and_then(|candidate| {
                    Some((self.right.get(candidate.right)?.id.clone(), self.reasons(candidate, linked, tables)))
                }),
                named_partner_missing: named_missing(application, right_known),
            });
        }
        for (place, application) in self.right.iter().enumerate().filter(|(place, _)| !paired.1.contains(place)) {
            let nearest = linked.right_alone.iter().find(|candidate| candidate.right == place).filter(near);
            out.push(Orphan {
                application: application.id.clone(),
                nearest: nearest.and_then(|candidate| {
                    Some((self.left.get(candidate.left)?.id.clone(), self.reasons(candidate, linked, tables)))
                }),
                named_partner_missing: named_missing(application, left_known),
            });
        }
    }

    fn rival(&self, rival: crate::link::Rival) -> Option<ApplicationId> {
        let application = match rival {
            crate::link::Rival::Right(place) => self.right.get(place),
            crate::link::Rival::Left(place) => self.left.get(place),
        };
        application.map(|application| application.id.clone())
    }

    /// A pair of these two applications without comparisons, which [`Self::finished`] adds.
    fn make(&self, place: Places, candidate: Option<&Candidate>, linked: &LinkResult, tables: &[Table; 2]) -> Pair {
        let id = |side: &[&Application], at: usize| side.get(at).map(|application| application.id.clone());
        let halves: Vec<ApplicationId> =
            [id(&self.left, place.0), id(&self.right, place.1)].into_iter().flatten().collect();
        let first = halves.first().map(|half| half.number.clone()).unwrap_or_default();
        Pair {
            id: format!("{}-{first}", self.direction),
            direction: self.direction.to_owned(),
            halves,
            reasons: candidate.map(|candidate| self.reasons(candidate, linked, tables)).unwrap_or_default(),
            weight: candidate.map_or(0, |candidate| candidate.weight),
            margin: None,
            rival: None,
            confirm: true,
            comparisons: Vec::new(),
            tasks: Vec::new(),
        }
    }

    fn finished(&self, mut pair: Pair, place: Places) -> Option<Pair> {
        let (left, right) = (self.left.get(place.0)?, self.right.get(place.1)?);
        pair.comparisons = compare_halves(self.guide, self.settings, self.direction, &self.sides, left, right);
        pair.tasks = overlay(left, right);
        Some(pair)
    }

    fn claim(
        &self,
        claim: &claims::Group,
        evidence: &Evidence<'_>,
        linked: &LinkResult,
        tables: &[Table; 2],
    ) -> crate::pair::Claim {
        let mut applications: Vec<ApplicationId> = Vec::new();
        applications.extend(claim.left.iter().filter_map(|at| self.left.get(*at)).map(|one| one.id.clone()));
        applications.extend(claim.right.iter().filter_map(|at| self.right.get(*at)).map(|one| one.id.clone()));
        applications.sort();
        let mut candidates: Vec<Pair> = claim
            .edges
            .iter()
            .filter_map(|place| {
                let mut pair = self.make(*place, evidence.of(*place), linked, tables);
                let second = pair.halves.get(1).map(|half| half.number.clone()).unwrap_or_default();
                pair.id = format!("{}~{second}", pair.id);
                self.finished(pair, *place)
            })
            .collect();
        candidates.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.halves.cmp(&b.halves)));
        crate::pair::Claim {
            direction: self.direction.to_owned(),
            applications,
            candidates,
            why: claim.why.name().to_owned(),
        }
    }

    /// The reasons under the names of the fields of the exchange, without the marks that the card puts after names.
    fn reasons(&self, candidate: &Candidate, linked: &LinkResult, tables: &[Table; 2]) -> Vec<Reason> {
        let [left, right] = tables;
        let names: BTreeMap<&str, &str> = self.cards.fields().collect();
        let mut reasons = linked.reasons(candidate, left, right);
        for reason in &mut reasons {
            if let Some(field) = names.get(reason.field.as_str()) {
                (*field).clone_into(&mut reason.field);
            }
            for value in &mut reason.values {
                *value = value.trim_end_matches(';').replace(';', "; ");
            }
        }
        reasons
    }
}

/// Candidates by place.
struct Evidence<'a>(BTreeMap<Places, &'a Candidate>);

impl<'a> Evidence<'a> {
    fn new(linked: &'a LinkResult) -> Self {
        let linked_pairs = linked.pairs.iter().map(|pair| &pair.candidate);
        let all = linked.left_alone.iter().chain(&linked.right_alone).chain(&linked.near).chain(linked_pairs);
        Self(all.map(|candidate| ((candidate.left, candidate.right), candidate)).collect())
    }

    fn of(&self, place: Places) -> Option<&'a Candidate> {
        self.0.get(&place).copied()
    }
}

/// A number for looking up: letters and digits, capital.
fn plain_number(number: &str) -> String {
    hefu_text::script::fold(number).chars().filter(|c| c.is_alphanumeric()).collect()
}
