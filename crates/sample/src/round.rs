//! A round put together: numbers given, partners named, files written into memory, the truth told.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, ApplicationId, State};

use crate::draft::{Draft, Half, On};
use crate::files;
use crate::random::Random;
use crate::truth::{Expected, ExpectedOutcome, TrueApplication, TruePair, Truth};
use crate::{Size, paper, plan};

/// The sides, in the order of the guide.
pub(crate) const SIDES: [&str; 3] = ["mainland", "hongkong", "taiwan"];

/// One side's folder in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folder {
    pub(crate) applications: Vec<Application>,
    /// Documents by name.
    pub(crate) documents: BTreeMap<String, Vec<u8>>,
}

/// A round in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Round {
    pub(crate) folders: BTreeMap<&'static str, Folder>,
    pub(crate) truth: Truth,
    /// How many projects each kind of fault was planted in.
    pub(crate) planted: BTreeMap<String, usize>,
}

/// Makes the round of a seed.
pub(crate) fn make(seed: u64, size: Size) -> Round {
    let mut random = Random::new(seed);
    let mut drafts = plan::drafts(size, &mut random);
    number(&mut drafts, &mut random);
    name_partners(&mut drafts);
    let mut round = Round { truth: truth(&drafts), ..Round::default() };
    for kind in drafts.iter().flat_map(|draft| &draft.kinds) {
        *round.planted.entry((*kind).to_owned()).or_default() += 1;
    }
    for side in SIDES {
        round.folders.insert(side, Folder::default());
    }
    for draft in &mut drafts {
        // Two halves that carry the same agreement carry the same file.
        for half in [draft.mainland.take(), draft.other.take()].into_iter().flatten() {
            let side = half.app.id.side.as_str().to_owned();
            if let Some(folder) = SIDES.iter().find(|own| **own == side).and_then(|own| round.folders.get_mut(own)) {
                put(folder, half);
            }
        }
    }
    for folder in round.folders.values_mut() {
        folder.applications.sort_by(|a, b| a.id.cmp(&b.id));
    }
    files::spoil(&mut round, size);
    round
}

/// Gives every application its number, in an order that has nothing to do with the other side's.
fn number(drafts: &mut [Draft], random: &mut Random) {
    for side in SIDES {
        let prefix = match side {
            "mainland" => "M2020",
            "hongkong" => "H2020",
            _ => "T109",
        };
        let mut halves: Vec<&mut Half> =
            drafts.iter_mut().flat_map(Draft::halves).filter(|half| half.app.id.side.as_str() == side).collect();
        random.shuffle(&mut halves);
        for (at, half) in halves.into_iter().enumerate() {
            half.app.id.number = format!("{prefix}-{:04}", at + 1);
        }
    }
}

fn number_of(half: Option<&Half>) -> Option<String> {
    half.map(|half| half.app.id.number.clone())
}

fn name_partners(drafts: &mut [Draft]) {
    let claimed: Vec<Option<String>> = drafts
        .iter()
        .map(|draft| draft.claims.and_then(|at| drafts.get(at)).and_then(|other| number_of(other.other.as_ref())))
        .collect();
    for (draft, claimed) in drafts.iter_mut().zip(claimed) {
        let numbers = [claimed.or_else(|| number_of(draft.other.as_ref())), number_of(draft.mainland.as_ref())];
        for (half, number) in [&mut draft.mainland, &mut draft.other].into_iter().zip(numbers) {
            if let Some(half) = half.as_mut().filter(|half| half.names_partner) {
                half.app.partner_number = number;
            }
        }
    }
}

fn put(folder: &mut Folder, half: Half) {
    let Half { mut app, paper, .. } = half;
    let number = app.id.number.clone();
    let side = app.id.side.as_str().to_owned();
    if let Some(agreement) = paper {
        let (extension, bytes) = paper::file(&agreement);
        let name = format!("{number}-agreement.{extension}");
        if let Some(record) = &mut app.agreement {
            record.file = Some(name.clone());
        }
        folder.documents.insert(name, bytes);
    }
    for (at, one) in app.evidence.iter_mut().enumerate().filter(|(_, one)| one.file.is_some()) {
        let name = format!("{number}-evidence-{}.pdf", at + 1);
        folder.documents.insert(name.clone(), paper::note(&files::evidence_lines(one, &side), &side));
        one.file = Some(name);
    }
    folder.applications.push(app);
}

fn truth(drafts: &[Draft]) -> Truth {
    let mut truth = Truth::default();
    for draft in drafts {
        let id = |half: &Option<Half>| half.as_ref().map(|half| half.app.id.clone());
        let (mainland, partner) = (id(&draft.mainland), id(&draft.other));
        let mut failed: BTreeSet<ApplicationId> = BTreeSet::new();
        for wanted in &draft.wanted {
            let subjects: Vec<ApplicationId> = match wanted.on {
                On::Pair => mainland.iter().chain(&partner).cloned().collect(),
                On::Mainland => mainland.iter().cloned().collect(),
                On::Partner => partner.iter().cloned().collect(),
            };
            if wanted.outcome == ExpectedOutcome::Fail {
                // A pair falls with either half.
                failed.extend(mainland.iter().chain(&partner).cloned());
            }
            let [what, what_english] = wanted.what;
            truth.expected.push(Expected {
                kind: wanted.kind.to_owned(),
                subjects,
                clause: wanted.rule.clause(draft.direction).to_owned(),
                part: wanted.part.clone(),
                outcome: wanted.outcome,
                what: (*what).to_owned(),
                what_english: (*what_english).to_owned(),
            });
        }
        let submitted = |half: &Option<Half>| half.as_ref().is_some_and(|half| half.app.state == State::Submitted);
        if let (Some(mainland), Some(partner)) = (&mainland, &partner)
            && submitted(&draft.mainland)
            && submitted(&draft.other)
        {
            truth.pairs.push(TruePair {
                direction: draft.direction.to_owned(),
                mainland: mainland.clone(),
                partner: partner.clone(),
                held: draft.held,
            });
        }
        for half in [&draft.mainland, &draft.other].into_iter().flatten() {
            truth.applications.push(TrueApplication {
                id: half.app.id.clone(),
                direction: half.app.direction.clone(),
                kinds: draft.kinds.iter().map(|kind| (*kind).to_owned()).collect(),
                valid: half.app.state == State::Submitted && !failed.contains(&half.app.id),
            });
        }
    }
    truth.applications.sort_by(|a, b| a.id.cmp(&b.id));
    truth.pairs.sort();
    truth
}
