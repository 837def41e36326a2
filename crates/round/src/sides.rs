//! The sides' folders, read in the order of the guide's sides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use hefu_application::Intake;
use hefu_dossier::{Attachment, ReadError, SideContext, TableLimits, read_side};
use hefu_guide::model::SettingValue;

use crate::progress::go_on;
use crate::{Plan, Progress, RoundError};

/// What all sides handed in.
pub(crate) struct Sides {
    pub intakes: Vec<Intake>,
    /// Rulings changed by the plan and by the sides, where these agree.
    pub overrides: BTreeMap<String, SettingValue>,
    pub attachments: Vec<Attachment>,
    /// Sides for whose applications somebody looked for documents.
    pub looked: BTreeSet<String>,
    pub sample: bool,
}

pub(crate) fn read(plan: &Plan, progress: &dyn Progress, cancel: &AtomicBool) -> Result<Sides, RoundError> {
    named(plan)?;
    let mut sides = Sides {
        intakes: Vec::new(),
        overrides: BTreeMap::new(),
        attachments: Vec::new(),
        looked: BTreeSet::new(),
        sample: false,
    };
    let mut said: BTreeMap<String, (String, SettingValue)> = BTreeMap::new();
    for side in &plan.guide.sides {
        let Some(wanted) = plan.sides.iter().find(|wanted| wanted.side.as_str() == side.id) else { continue };
        go_on(cancel)?;
        let context = SideContext { guide: &plan.guide, side: &wanted.side };
        let read =
            read_side(&wanted.folder, &context, &TableLimits::default(), &|_| {}, cancel).map_err(
                |error| match error {
                    ReadError::Cancelled => RoundError::Cancelled,
                    other => RoundError::Side { side: side.id.clone(), reason: other.to_string() },
                },
            )?;
        agree(&mut said, &side.id, read.settings)?;
        if read.intake.signed || read.documents.is_dir() {
            sides.looked.insert(side.id.clone());
        }
        sides.sample |= read.sample;
        sides.attachments.extend(read.attachments);
        sides.intakes.push(read.intake);
        progress.advance();
    }
    sides.overrides = said.into_iter().map(|(id, (_, value))| (id, value)).collect();
    sides.overrides.extend(plan.overrides.clone());
    Ok(sides)
}

fn named(plan: &Plan) -> Result<(), RoundError> {
    let mut seen = BTreeSet::new();
    for wanted in &plan.sides {
        if plan.guide.side(wanted.side.as_str()).is_none() {
            let sides: Vec<_> = plan.guide.sides.iter().map(|side| side.id.as_str()).collect();
            return Err(RoundError::NoSuchSide {
                guide: plan.guide.id.clone(),
                side: wanted.side.to_string(),
                sides: sides.join(", "),
            });
        }
        if !seen.insert(&wanted.side) {
            return Err(RoundError::SideTwice(wanted.side.to_string()));
        }
    }
    if seen.len() < 2 { Err(RoundError::OneSide) } else { Ok(()) }
}

/// Two sides that set one ruling differently stop the round: it is not for this program to choose.
fn agree(
    said: &mut BTreeMap<String, (String, SettingValue)>,
    side: &str,
    settings: BTreeMap<String, SettingValue>,
) -> Result<(), RoundError> {
    for (id, value) in settings {
        match said.get(&id) {
            Some((other, there)) if *there != value => {
                return Err(RoundError::Setting(format!(
                    "sides `{other}` and `{side}` set ruling {id} differently; agree on one, or give it with --settings"
                )));
            }
            _ => {
                said.insert(id, (side.to_owned(), value));
            }
        }
    }
    Ok(())
}
