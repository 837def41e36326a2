//! Terms of an exchange: proposed, signed, agreed; and going on after a partner contradicted itself.

use hefu_exchange::terms::SignedTerms;
use hefu_exchange::{Field, Member, NoticeField, Terms, TermsError};
use hefu_ledger::key::VerifierKey;
use hefu_store::Act;
use hefu_words::Message;

use super::{Doing, given, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::{exchange, exchanges};
use crate::happened::Happened;
use crate::rights::{Action, Thing};

fn refused(error: &TermsError) -> OfficeError {
    Refusal::invalid("terms", Message::new("exchange-terms-wrong").with("reason", error.to_string())).into()
}

/// Terms that name this office and a partner known by its verifier key, with every field that may cross, signed by this
/// office: to be read, changed if need be before anybody signs, and given to the partner.
///
/// # Errors
/// When the viewer may not, the key is none, or the guide has no direction in which both sides take part.
pub async fn propose_terms(
    office: &Office,
    doing: Doing,
    partner_side: &str,
    partner_key: &str,
    basis: &str,
) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange)?;
    let key: VerifierKey = partner_key.trim().parse().map_err(|error: hefu_ledger::key::KeyError| {
        Refusal::invalid("key", Message::new("exchange-key-wrong").with("reason", error.to_string()))
    })?;
    let sides = [office.config().side.as_str(), partner_side];
    let directions: Vec<String> = office
        .guide()
        .directions
        .iter()
        .filter(|direction| {
            let pairing = office.guide().pairing(&direction.pairing);
            pairing.is_some_and(|pairing| sides.iter().all(|side| pairing.sides.iter().any(|known| known == side)))
        })
        .map(|direction| direction.number.clone())
        .collect();
    let mut offices = vec![
        Member {
            side: office.config().side.clone(),
            origin: office.config().origin.clone(),
            key: office.keys().signing.verifier().to_string(),
        },
        Member { side: partner_side.to_owned(), origin: key.name().to_owned(), key: key.to_string() },
    ];
    offices.sort_by(|a, b| a.side.cmp(&b.side));
    let names: Vec<&str> = offices.iter().map(|member| member.side.as_str()).collect();
    let terms = Terms {
        exchange: format!("{} {}", office.guide().id, names.join(" ")),
        guide: office.guide().id.clone(),
        directions,
        basis: basis.trim().to_owned(),
        fields: Field::ALL.to_vec(),
        notices: NoticeField::ALL.to_vec(),
        decision: true,
        identities: true,
        offices,
    };
    terms.check(office.guide()).map_err(|error| refused(&error))?;
    let text = terms.text().map_err(|error| refused(&error))?;
    sign_terms(office, doing, &text).await
}

/// Signs terms for this office. Gives the text with this signature added to whatever stood under it.
///
/// # Errors
/// When the viewer may not, the terms contradict themselves or the guide, or do not name this office with its key.
pub async fn sign_terms(office: &Office, doing: Doing, note: &str) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange)?;
    let read = ours(office, note)?;
    let signed = read.signed_by(&office.keys().signing).map_err(|error| refused(&error))?;
    let happened = Happened::TermsSigned { exchange: signed.terms.exchange.clone(), terms: signed.note.clone() };
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                record(act, &doing, &happened).await?;
                Ok(signed.note)
            })
        })
        .await
}

/// Terms that name this office as it is.
fn ours(office: &Office, note: &str) -> Result<SignedTerms, OfficeError> {
    let read = Terms::read(note).map_err(|error| refused(&error))?;
    read.terms.check(office.guide()).map_err(|error| refused(&error))?;
    let own = read.terms.member(&office.config().origin).filter(|member| {
        member.side == office.config().side && member.key == office.keys().signing.verifier().to_string()
    });
    match own {
        Some(_) => Ok(read),
        None => Err(Refusal::invalid("terms", Message::new("exchange-terms-not-ours")).into()),
    }
}

/// Takes terms that both offices have signed: from now on what they name crosses. Doing it twice is doing it once.
///
/// # Errors
/// When the viewer may not, a signature is missing or wrong, or there is an exchange with this partner already.
pub async fn agree_exchange(office: &Office, doing: Doing, note: &str) -> Result<Terms, OfficeError> {
    office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange)?;
    let read = ours(office, note)?;
    let terms = read.terms.clone();
    let partner = terms.partner_of(&office.config().origin).cloned();
    let Some(partner) = partner.filter(|_| read.agreed()) else {
        let signed = read.signed.iter().cloned().collect::<Vec<_>>().join(", ");
        return Err(Refusal::invalid("terms", Message::new("exchange-terms-unsigned").with("signed", signed)).into());
    };
    let given = terms.clone();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                for known in exchanges(act.tx()).await? {
                    if known.terms == terms {
                        return Ok(());
                    }
                    if known.partner_side == partner.side || known.name == terms.exchange {
                        let message = Message::new("exchange-agreed-already").with("exchange", known.name);
                        return Err(Refusal::new(RefusalKind::Conflict, message).into());
                    }
                }
                let happened = Happened::ExchangeAgreed {
                    exchange: terms.exchange.clone(),
                    partner_side: partner.side.clone(),
                    partner_origin: partner.origin.clone(),
                    terms: read.note.clone(),
                };
                record(act, &doing, &happened).await?;
                Ok(())
            })
        })
        .await
        .map(|()| given)
}

/// Goes on with an exchange after people have looked at what the partner's office signed twice.
///
/// # Errors
/// When the viewer may not, gives no reason, or the exchange does not stand still.
pub async fn resume_exchange(office: &Office, doing: Doing, name: &str, reason: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange)?;
    let (name, reason) = (name.to_owned(), given("reason", reason)?);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let known = exchange(act.tx(), &name).await?.ok_or_else(Refusal::not_found)?;
                if known.stopped.is_none() {
                    return Ok(());
                }
                record(act, &doing, &Happened::ExchangeResumed { exchange: name, reason }).await?;
                Ok(())
            })
        })
        .await
}
