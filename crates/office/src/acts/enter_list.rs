//! Entering the list of a partner who does not send one: its rows become cards, marked as entered by this office, unsigned.

use hefu_application::Application;
use hefu_exchange::{Card, Field};
use hefu_store::Act;
use hefu_words::Message;
use jiff::civil::Date;

use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::exchanges_of;
use crate::happened::Happened;
use crate::rights::{Action, Thing};
use crate::views::settled;

/// Takes the applications of a partner's list of `dated` for a direction. They take the place of those entered before.
///
/// # Errors
/// When the viewer may not; the side takes no part in the direction; the partner sends signed cards, which no list may
/// replace; or the direction is settled.
pub async fn enter_list(
    office: &Office,
    doing: Doing,
    side: &str,
    direction: &str,
    dated: Date,
    (file, digest): (&str, &str),
    applications: &[Application],
) -> Result<usize, OfficeError> {
    office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange)?;
    let direction = office.direction(direction)?.number.clone();
    let takes_part = office
        .guide()
        .pairing_of(&direction)
        .is_some_and(|pairing| pairing.sides.iter().any(|known| known == side) && side != office.config().side);
    if !takes_part {
        return Err(Refusal::invalid("side", Message::new("exchange-no-such-partner").with("side", side)).into());
    }
    let cards: Vec<Card> = applications
        .iter()
        .filter(|application| application.direction.trim() == direction)
        .map(|application| Card::of(application, 1, &Field::ALL))
        .collect();
    let count = cards.len();
    let happened = Happened::ListEntered {
        side: side.to_owned(),
        direction: direction.clone(),
        dated: dated.to_string(),
        file: file.to_owned(),
        digest: digest.to_owned(),
        cards,
    };
    let side = side.to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if exchanges_of(act.tx(), &direction).await?.iter().any(|known| known.partner_side == side) {
                    let message = Message::new("exchange-partner-signs");
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                if settled(act.tx(), &direction).await?.is_some() {
                    return Err(Refusal::new(RefusalKind::Closed, Message::new("exchange-settled-already")).into());
                }
                record(act, &doing, &happened).await?;
                Ok(count)
            })
        })
        .await
}
