//! What the office sets for its experts and for the panel of a direction.

use hefu_store::Act;
use hefu_words::Message;

use super::step;
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::experts::{ExpertSettings, ExpertStep, Mode, NAMED_MOST, PanelSettings, panel_settings, settings};
use crate::rights::{Action, Thing};

/// Sets what holds for all directions. Setting the same again changes nothing.
///
/// # Errors
/// When the viewer may not, or more experts are to be named than a form holds.
pub async fn set_expert_settings(office: &Office, doing: Doing, wanted: ExpertSettings) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    if wanted.named_most.is_some_and(|most| !(1..=NAMED_MOST).contains(&most)) {
        let message = Message::new("named-most-wrong").with("most", usize::from(NAMED_MOST));
        return Err(Refusal::invalid("named-most", message).into());
    }
    let wanted = ExpertSettings { statement: wanted.statement.trim().to_owned(), ..wanted };
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if settings(act.tx()).await? == wanted {
                    return Ok(());
                }
                step(act, &doing, ExpertStep::SettingsSet { settings: wanted }).await
            })
        })
        .await
}

/// Sets what holds for the panel of a direction. Setting the same again changes nothing.
///
/// # Errors
/// When the viewer may not, there is no such direction, or two settings contradict each other.
pub async fn set_panel_settings(
    office: &Office,
    doing: Doing,
    direction: &str,
    wanted: PanelSettings,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let direction = office.direction(direction)?.number.clone();
    consistent(&wanted)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if panel_settings(act.tx(), &direction).await? == wanted {
                    return Ok(());
                }
                step(act, &doing, ExpertStep::PanelSet { direction, settings: wanted }).await
            })
        })
        .await
}

/// Refuses settings that contradict each other, at the field that does.
fn consistent(wanted: &PanelSettings) -> Result<(), Refusal> {
    let wrong = |field: &str, key: &str| Err(Refusal::invalid(field, Message::new(key)));
    let above = |least: Option<u32>, most: Option<u32>| least.zip(most).is_some_and(|(least, most)| least > most);
    if above(wanted.least, wanted.most) {
        return wrong("least", "experts-least-above-most");
    }
    for side in &wanted.sides {
        if above(side.least, side.most) {
            return wrong(&format!("least-{}", side.side), "experts-least-above-most");
        }
    }
    let needed = wanted.sides.iter().filter_map(|side| side.least).fold(0, u32::saturating_add);
    if wanted.seats.is_some_and(|seats| needed > seats) {
        return wrong("seats", "experts-sides-above-seats");
    }
    match wanted.mode {
        Some(Mode::Fair { rounds: 0 }) => return wrong("rounds", "experts-rounds-unset"),
        Some(Mode::Lot { of, out_of, .. }) if of == 0 || of > out_of => return wrong("of", "experts-lot-wrong"),
        _ => {}
    }
    match (wanted.from, wanted.to) {
        (Some(from), Some(to)) if to < from => wrong("to", "experts-days-order"),
        (Some(_), None) => wrong("to", "experts-days-both"),
        (None, Some(_)) => wrong("from", "experts-days-both"),
        _ => Ok(()),
    }
}
