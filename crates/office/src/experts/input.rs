//! Everything an assignment of a direction is computed from, read at one instant. Nothing is computed here while it is read.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::Application;
use hefu_ledger::hex::hex;
use hefu_panel::affinity::Profile;
use hefu_panel::{Expert as Reviewer, Project, SideQuota};
use hefu_store::Tx;
use hefu_text::organisation::core;
use hefu_words::Message;
use jiff::Zoned;
use sha2::{Digest as _, Sha256};

use super::{
    Asked, Expert, ExpertState, Hold, Material, PanelSettings, Seat, Stood, panel_settings, register_of, seats_of,
};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::happened::Happened;
use crate::lists::topic;
use crate::views::{settled, stored_pair};

/// Everything an assignment of a direction is computed from.
#[derive(Clone, Debug)]
pub(crate) struct PanelInput {
    /// What the office has set.
    pub settings: PanelSettings,
    /// The experts who may be given seats.
    pub experts: Vec<Expert>,
    /// Experts left out because they are away, by number.
    pub away: Vec<String>,
    /// The applications of this office whose pair stands: number and what is compared.
    pub projects: Vec<Profile>,
    /// Seats as they are.
    pub seats: Vec<Stood>,
    /// What conflicts of interest are found from.
    pub material: Material,
}

/// Reads it.
///
/// # Errors
/// A refusal where the direction is not settled.
pub(crate) async fn panel_input(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    now: &Zoned,
) -> Result<PanelInput, OfficeError> {
    let settings = panel_settings(tx, direction).await?;
    let mut projects = Vec::new();
    for number in standing_in(office, tx, direction).await? {
        let sql = "SELECT body FROM applications WHERE number = $1 AND state = 'submitted'";
        if let Some(row) = tx.maybe_row(sql, &[text(&number)]).await? {
            let application: Application = serde_json::from_str(&row.text("body")?)?;
            projects.push(project(office, direction, number, &application));
        }
    }
    let (mut experts, mut away) = (Vec::new(), Vec::new());
    for (expert, state) in register_of(tx).await? {
        let asked = match settings.who {
            Some(Asked::Accepted) => state == ExpertState::Accepted,
            _ => state.takes_seats(),
        };
        match asked {
            true if is_away(&settings, &expert) => away.push(expert.number),
            true => experts.push(expert),
            false => {}
        }
    }
    let numbers: BTreeSet<String> = experts.iter().map(|expert| expert.number.clone()).collect();
    let material = Material::read(tx, direction, Some(&numbers), now).await?;
    let seats = seats_of(tx, direction).await?;
    Ok(PanelInput { settings, experts, away, projects, seats, material })
}

/// Whether an expert is away on a day of reviewing. Where the office has not set these days, nobody is.
fn is_away(settings: &PanelSettings, expert: &Expert) -> bool {
    let (Some(from), Some(to), Some(absent)) = (settings.from, settings.to, &expert.absent) else { return false };
    absent.from <= to && absent.to.is_none_or(|last| last >= from)
}

/// Numbers of this office's applications whose pair stands after the direction was settled.
///
/// # Errors
/// A refusal where it is not settled.
pub(crate) async fn standing_in(office: &Office, tx: &mut Tx<'_>, direction: &str) -> Result<Vec<String>, OfficeError> {
    let Some(Happened::DirectionSettled { pairs, .. }) = settled(tx, direction).await? else {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("exchange-not-settled")).into());
    };
    let mut numbers = Vec::new();
    for pair in pairs {
        let (pair, _) = stored_pair(tx, &pair).await?;
        let own = pair.halves.into_iter().filter(|half| half.side.as_str() == office.config().side);
        numbers.extend(own.map(|half| half.number));
    }
    numbers.sort();
    Ok(numbers)
}

fn project(office: &Office, direction: &str, number: String, application: &Application) -> Profile {
    let titles = std::iter::once(&application.title.own).chain(&application.title.english);
    let tasks = application.tasks.iter().map(|task| &task.title);
    let deliverables = application.deliverables.iter().map(|deliverable| &deliverable.title);
    let all = titles.chain(application.fields.values()).chain(tasks).chain(deliverables);
    let topic = topic(office.guide(), direction, application.topic.as_deref());
    Profile {
        id: number,
        texts: all.filter(|text| !text.trim().is_empty()).cloned().collect(),
        topics: (!topic.is_empty()).then_some(topic).into_iter().collect(),
    }
}

impl PanelInput {
    /// All of it as one digest: the same digest, the same assignment.
    pub(crate) fn digest(&self) -> Result<String, OfficeError> {
        let material = self.material.parts();
        let all = (&self.settings, &self.experts, &self.away, &self.projects, &self.seats, material);
        Ok(hex(&Sha256::digest(serde_json::to_vec(&all)?)))
    }

    /// Pairs of expert and application that are out, and how: everybody is compared with everybody.
    pub(super) fn held(&self) -> BTreeMap<Seat, Hold> {
        let mut held = BTreeMap::new();
        for found in self.material.find().into_iter().filter(|found| found.hold != Hold::Dismissed) {
            let hold = held.entry(found.seat).or_insert(found.hold);
            *hold = (*hold).min(found.hold);
        }
        held
    }

    /// The experts as the engine takes them. Names of one unit count as one where only script and width differ.
    pub(super) fn reviewers(&self) -> Vec<Reviewer> {
        let one = |expert: &Expert| Reviewer {
            id: expert.number.clone(),
            least: expert.least.or(self.settings.least).unwrap_or(0),
            most: expert.most.or(self.settings.most).unwrap_or(0),
            side: Some(expert.side.clone()),
            unit: Some(core(&expert.unit)),
        };
        self.experts.iter().map(one).collect()
    }

    /// The applications as the engine takes them.
    pub(super) fn demands(&self) -> Vec<Project> {
        let quota = |side: &super::SideSeats| SideQuota {
            side: side.side.clone(),
            least: side.least.unwrap_or(0),
            most: side.most,
        };
        let one = |profile: &Profile| Project {
            id: profile.id.clone(),
            demand: self.settings.seats.unwrap_or(0),
            sides: self.settings.sides.iter().map(quota).collect(),
            unit_most: self.settings.unit_most,
        };
        self.projects.iter().map(one).collect()
    }

    /// The experts as they are compared: each work a text, the declared fields one more.
    pub(super) fn profiles(&self) -> Vec<Profile> {
        let one = |expert: &Expert| {
            let fields = (!expert.fields.is_empty()).then(|| expert.fields.join("\n"));
            Profile {
                id: expert.number.clone(),
                texts: expert.works.iter().cloned().chain(fields).collect(),
                topics: expert.topics.clone(),
            }
        };
        self.experts.iter().map(one).collect()
    }
}
