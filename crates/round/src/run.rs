//! The acts of a round, in order.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use hefu_application::{Application, ApplicationId, Intake, State};
use hefu_check::maps::{PairMap, Portfolio};
use hefu_check::{
    Context, Documents, Finding, PairingState, RulingProblem, Standing, Subject, apply_rulings, check_application,
    check_claim, check_one_sided, check_pair, check_round, exchange_state, standing,
};
use hefu_guide::Guide;
use hefu_guide::model::Settings;
use hefu_pairing::{PairingResult, pair_sides};
use hefu_report::Round;
use jiff::Zoned;
use rayon::prelude::*;

use crate::progress::go_on;
use crate::{Plan, Progress, RoundError, Step, attachments, sides};

/// A finished round.
#[derive(Debug)]
pub struct Done {
    /// The guide.
    pub guide: Guide,
    /// Rulings in force.
    pub settings: Settings,
    /// The instant for which it was computed.
    pub as_of: Zoned,
    /// What each side handed in.
    pub intakes: Vec<Intake>,
    /// What the attachments say.
    pub documents: Documents,
    /// Pairs, one-sided applications, claims.
    pub pairing: PairingResult,
    /// All findings: of the round, of each side's applications, of pairs.
    pub findings: Vec<Finding>,
    /// Rulings that could not be applied.
    pub ruling_problems: Vec<RulingProblem>,
    /// Where each application stands.
    pub application_standing: BTreeMap<ApplicationId, Standing>,
    /// Where each pair stands.
    pub pair_standing: BTreeMap<String, Standing>,
    /// Maps by pair id.
    pub pair_maps: BTreeMap<String, PairMap>,
    /// Counts over the round.
    pub portfolio: Portfolio,
    /// True for sample data.
    pub sample: bool,
}

impl Done {
    /// The round as reports see it.
    pub fn round(&self) -> Round<'_> {
        Round {
            guide: &self.guide,
            settings: &self.settings,
            as_of: &self.as_of,
            intakes: &self.intakes,
            pairing: &self.pairing,
            findings: &self.findings,
            ruling_problems: &self.ruling_problems,
            application_standing: &self.application_standing,
            pair_standing: &self.pair_standing,
            pair_maps: &self.pair_maps,
            portfolio: &self.portfolio,
            sample: self.sample,
        }
    }
}

/// Runs a round. The result depends on the plan and the files only, not on threads or the hour.
///
/// # Errors
/// When a side cannot be read at all, a setting is refused, or `cancel` is set. A faulty row, document or ruling stops
/// nothing: it is told among the problems.
pub fn run(plan: &Plan, progress: &dyn Progress, cancel: &AtomicBool) -> Result<Done, RoundError> {
    let guide = plan.guide.clone();
    progress.begin(Step::Tables, plan.sides.len());
    let read = sides::read(plan, progress, cancel)?;
    let settings = guide.settings_with(&read.overrides).map_err(|error| RoundError::Setting(error.to_string()))?;
    let attachments::Read { documents, problems } = attachments::read(plan, &read, progress, cancel)?;
    let mut intakes = read.intakes;
    for (id, problem) in problems {
        if let Some(intake) = intakes.iter_mut().find(|intake| intake.side == id.side) {
            intake.problems.push(problem);
        }
    }
    go_on(cancel)?;
    progress.begin(Step::Pairing, 1);
    let pairing = pair_sides(&guide, &settings, &intakes);
    progress.advance();
    go_on(cancel)?;
    let ctx =
        Context { guide: &guide, settings: &settings, documents: &documents, intakes: &intakes, as_of: &plan.as_of };
    let findings = findings(&ctx, &pairing, progress, cancel)?;
    let (findings, ruling_problems) = apply_rulings(findings, &plan.rulings);
    let (application_standing, pair_standing) = standings(&guide, &intakes, &pairing, &findings);
    let by_id = by_id(&intakes);
    let pair_maps = pairing
        .pairs
        .iter()
        .map(|pair| {
            let halves: Vec<&Application> = pair.halves.iter().filter_map(|id| by_id.get(id).copied()).collect();
            (pair.id.clone(), PairMap::of(&guide, &halves))
        })
        .collect();
    let portfolio = Portfolio::of(&guide, &intakes, &pairing);
    Ok(Done {
        as_of: plan.as_of.clone(),
        settings,
        documents,
        pairing,
        findings,
        ruling_problems,
        application_standing,
        pair_standing,
        pair_maps,
        portfolio,
        sample: read.sample,
        intakes,
        guide,
    })
}

fn by_id(intakes: &[Intake]) -> BTreeMap<&ApplicationId, &Application> {
    intakes.iter().flat_map(|intake| &intake.applications).map(|a| (&a.id, a)).collect()
}

fn findings(
    ctx: &Context<'_>,
    pairing: &PairingResult,
    progress: &dyn Progress,
    cancel: &AtomicBool,
) -> Result<Vec<Finding>, RoundError> {
    let applications: Vec<&Application> = ctx.intakes.iter().flat_map(|intake| &intake.applications).collect();
    progress.begin(Step::Checking, applications.len() + pairing.pairs.len());
    let mut findings = check_round(ctx, pairing);
    let own: Vec<Vec<Finding>> = applications
        .par_iter()
        .map(|application| {
            go_on(cancel)?;
            let found = check_application(ctx, application);
            progress.advance();
            Ok(found)
        })
        .collect::<Result<_, RoundError>>()?;
    findings.extend(own.into_iter().flatten());
    let by_id = by_id(ctx.intakes);
    let pairs: Vec<Vec<Finding>> = pairing
        .pairs
        .par_iter()
        .map(|pair| {
            go_on(cancel)?;
            let halves: Vec<&Application> = pair.halves.iter().filter_map(|id| by_id.get(id).copied()).collect();
            let found = check_pair(ctx, pair, &halves);
            progress.advance();
            Ok(found)
        })
        .collect::<Result<_, RoundError>>()?;
    findings.extend(pairs.into_iter().flatten());
    let exchange: BTreeMap<&str, _> = ctx
        .guide
        .directions
        .iter()
        .map(|d| (d.number.as_str(), exchange_state(ctx.guide, ctx.intakes, &d.number, ctx.as_of)))
        .collect();
    for orphan in &pairing.orphans {
        let direction = by_id.get(&orphan.application).map_or("", |application| application.direction.as_str());
        if let Some(state) = exchange.get(direction.trim()) {
            findings.extend(check_one_sided(ctx, orphan, state));
        }
    }
    for claim in &pairing.claims {
        findings.extend(check_claim(ctx, claim));
    }
    Ok(findings)
}

type Standings = (BTreeMap<ApplicationId, Standing>, BTreeMap<String, Standing>);

fn standings(guide: &Guide, intakes: &[Intake], pairing: &PairingResult, findings: &[Finding]) -> Standings {
    let mut by: BTreeMap<&Subject, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by.entry(&finding.subject).or_default().push(finding);
    }
    let of = |subject: &Subject| by.get(subject).map(Vec::as_slice).unwrap_or_default().iter().copied();
    let own = |id: &ApplicationId| of(&Subject::Application(id.clone())).collect::<Vec<_>>();
    let mut applications = BTreeMap::new();
    let mut pairs = BTreeMap::new();
    for pair in &pairing.pairs {
        let halves: Vec<&Finding> = pair.halves.iter().flat_map(own).collect();
        let joint: Vec<&Finding> = of(&Subject::Pair(pair.id.clone())).collect();
        pairs.insert(pair.id.clone(), standing(PairingState::Paired, halves, joint.clone()));
        for half in &pair.halves {
            applications.insert(half.clone(), standing(PairingState::Paired, own(half), joint.clone()));
        }
    }
    for id in pairing.claims.iter().flat_map(|claim| &claim.applications) {
        applications.insert(id.clone(), standing(PairingState::Claimed, own(id), []));
    }
    for application in intakes.iter().flat_map(|intake| &intake.applications) {
        let id = &application.id;
        applications.entry(id.clone()).or_insert_with(|| {
            let state = if application.state == State::Submitted {
                PairingState::alone(guide, own(id))
            } else {
                PairingState::NotSubmitted
            };
            standing(state, own(id), [])
        });
    }
    (applications, pairs)
}
