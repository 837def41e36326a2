//! The pair panel: the viewer's half, the other half as far as its side lets it be seen, and what may be done about either.

use hefu_application::{Application, ApplicationId, Intake, State};
use hefu_check::Finding;
use hefu_exchange::{Card, Field};
use hefu_pairing::Pair;
use hefu_store::Tx;
use jiff::Zoned;

use super::pairs::{confirmation, findings_alone, pair_findings, state_of, stored_pair};
use super::{HalfState, PairState, Standing, exchange_now, half_state, own_notices, standing_of};
use crate::Office;
use crate::acts::Doing;
use crate::confirmation::{Confirmations, rule_of};
use crate::error::OfficeError;
use crate::exchange::text;
use crate::rights::{Action, Class, Thing};

/// What applicants see of their partner's half.
#[derive(Clone, Debug)]
pub struct PairPanel {
    /// Side and number of the viewer's own half, once handed in or shown.
    pub own: Option<ApplicationId>,
    /// Direction number.
    pub direction: String,
    /// When this office's window closes.
    pub closes: Option<Zoned>,
    /// What this office asks for beside handing in, where it does.
    pub confirmations: Option<Confirmations>,
    /// The partner sides with their deadlines, as their offices have told.
    pub partners: Vec<PartnerDoor>,
    /// What is known of the other half.
    pub other: OtherHalf,
    /// When the direction was paired last.
    pub paired: Option<String>,
    /// What the guide says of it: findings on the pair or on being alone, with clause and remedy.
    pub findings: Vec<Finding>,
    /// Fields in which the halves differ.
    pub differs: Vec<String>,
    /// How the viewer's half stands before it is handed in.
    pub before: BeforeHandingIn,
    /// Whether the viewer may take the application back now to mend it, or is mending it.
    pub may_mend: bool,
}

/// How a half stands before it is handed in, and what the viewer may do about finding the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeforeHandingIn {
    /// Since when the partner's office sees it, as an instant with its zone.
    pub shown: Option<String>,
    /// Whether what is written now is not what is shown.
    pub changed: bool,
    /// Whether the viewer may show it now.
    pub may_show: bool,
    /// Whether the viewer may take back what is shown.
    pub may_hide: bool,
    /// The pairing code it bears: whether made here (else typed), and since when.
    pub code: Option<(bool, String)>,
    /// Whether the viewer may make or type one now.
    pub may_code: bool,
    /// Whether the terms let pairing codes cross.
    pub codes_cross: bool,
    /// Whether the terms let the partner's number cross.
    pub numbers_cross: bool,
    /// The partner's number as this half gives it.
    pub partner_number: Option<String>,
}

/// What is known of a partner's office.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerDoor {
    /// Its side.
    pub side: String,
    /// Whether the two offices exchange cards.
    pub exchanges: bool,
    /// Its notice, once its office has told of it.
    pub notice: Option<hefu_exchange::PartnerNotice>,
}

/// What is known of the other half.
#[derive(Clone, Debug)]
pub enum OtherHalf {
    /// The viewer's own half is neither handed in nor shown; nothing crosses before.
    OwnNotHandedIn,
    /// Nothing handed in or shown at the partner's side fits so far.
    NotFound,
    /// Something may fit, and a person must say so first: nothing of it is shown, for it may be another team's.
    Unsure,
    /// Found: what both halves say.
    Found(Box<FoundHalf>),
}

/// The other half, found.
#[derive(Clone, Debug)]
pub struct FoundHalf {
    /// The pair with its comparisons.
    pub pair: Pair,
    /// Where it stands, or would if both were handed in as they are.
    pub state: PairState,
    /// Side and number of the other half.
    pub other: ApplicationId,
    /// When it was handed in at its side; nothing where it is only shown.
    pub submitted: Option<Zoned>,
    /// Where it is known from: `own`, `parcel N`, `list DATE`.
    pub source: String,
    /// Whether a half is not handed in yet.
    pub early: bool,
}

/// The other half of one application, as far as its applicants and officers may know of it.
///
/// # Errors
/// A refusal where the application does not exist for this viewer.
pub async fn pair_panel(office: &Office, doing: &Doing, draft: &str) -> Result<PairPanel, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Content)?;
    let before = before_handing_in(office, &mut tx, &standing).await?;
    let mut panel = empty(office, &mut tx, &standing, before).await?;
    let Some(own) = panel.own.clone() else { return Ok(panel) };
    panel.other = OtherHalf::NotFound;
    let (exchange, intakes) = exchange_now(office, &mut tx, &standing.direction, &doing.now).await?;
    let state = half_state(&mut tx, own.side.as_str(), &own.number).await?;
    if let Some(HalfState::Paired(id)) = &state {
        let (pair, digests) = stored_pair(&mut tx, id).await?;
        let findings = pair_findings(office, &mut tx, &intakes, &pair, &digests, &doing.now).await?;
        let said = confirmation(&mut tx, &pair, &digests).await?;
        let state = state_of(&pair, &findings, said);
        if state == PairState::Confirm || said == Some(false) {
            panel.other = OtherHalf::Unsure;
            return Ok(panel);
        }
        found(office, &mut tx, &mut panel, (pair, state, findings), &own).await?;
        return Ok(panel);
    }
    if let Some(pair) = early_pair(&mut tx, &own).await? {
        let findings = pair_findings(office, &mut tx, &intakes_early(&intakes), &pair, "", &doing.now).await?;
        let state = state_of(&pair, &findings, None);
        found(office, &mut tx, &mut panel, (pair, state, findings), &own).await?;
        return Ok(panel);
    }
    match state {
        Some(HalfState::Claimed(_)) => panel.other = OtherHalf::Unsure,
        Some(state) => {
            panel.findings = findings_alone(office, &intakes, &state, &exchange, &doing.now);
            for finding in &mut panel.findings {
                // The nearest application may be another team's: applicants are not told of it.
                finding.facts.retain(|fact| fact.label.key != "fact-nearest");
            }
        }
        None => {}
    }
    Ok(panel)
}

/// The panel with all but the other half.
async fn empty(
    office: &Office,
    tx: &mut Tx<'_>,
    standing: &Standing,
    before: BeforeHandingIn,
) -> Result<PairPanel, OfficeError> {
    let direction = standing.direction.clone();
    let own_side = office.config().side.clone();
    let mut notices = super::exchange::partner_notices(tx, &direction).await?;
    let agreed = crate::exchange::exchanges_of(tx, &direction).await?;
    let sides = office.guide().pairing_of(&direction).map(|pairing| pairing.sides.clone()).unwrap_or_default();
    let partners = sides
        .into_iter()
        .filter(|side| *side != own_side)
        .map(|side| PartnerDoor {
            exchanges: agreed.iter().any(|exchange| exchange.partner_side == side),
            notice: notices.remove(&side),
            side,
        })
        .collect();
    let sql = "SELECT at FROM pairings WHERE direction = $1 AND at <> ''";
    let paired = tx.maybe_row(sql, &[text(&direction)]).await?.map(|row| row.text("at")).transpose()?;
    let crosses = standing.thing == Thing::Submitted || before.shown.is_some();
    let number = if crosses { crate::projection::number_of(tx, &standing.draft).await? } else { None };
    let closes = own_notices(tx).await?.remove(&direction).and_then(|notice| notice.window.closes);
    let confirmations = rule_of(tx, &direction).await?;
    Ok(PairPanel {
        confirmations,
        own: number.map(|number| ApplicationId::new(own_side.as_str(), number)),
        direction,
        closes,
        partners,
        other: OtherHalf::OwnNotHandedIn,
        paired,
        findings: Vec::new(),
        differs: Vec::new(),
        may_mend: office.may(standing, Action::Withdraw, Class::Content)
            || office.may(standing, Action::Edit, Class::Content),
        before,
    })
}

async fn before_handing_in(
    office: &Office,
    tx: &mut Tx<'_>,
    standing: &Standing,
) -> Result<BeforeHandingIn, OfficeError> {
    let agreed = crate::exchange::exchanges_of(tx, &standing.direction).await?;
    let crosses = |field| agreed.iter().any(|exchange| exchange.terms.carries(field));
    let draft = [text(&standing.draft)];
    let sql = "SELECT number, shown FROM shown_halves WHERE draft = $1 AND shown IS NOT NULL";
    let row = tx.maybe_row(sql, &draft).await?;
    let shown = row.map(|row| Ok::<_, OfficeError>((row.text("number")?, row.text("shown")?))).transpose()?;
    let sql = "SELECT way, since FROM pairing_codes WHERE draft = $1";
    let code = tx.maybe_row(sql, &draft).await?;
    let code = code.map(|row| Ok::<_, OfficeError>((row.text("way")? == "made", row.text("since")?))).transpose()?;
    let Some(written) = super::load_draft(tx, &standing.draft).await? else { return Ok(BeforeHandingIn::default()) };
    let mut now = written.application(&office.config().side);
    crate::documents::bind(&mut now, &crate::documents::of_draft(tx, &standing.draft).await?);
    let changed = match &shown {
        Some((number, _)) => differs_from_shown(office, tx, standing, number, now.clone()).await?,
        None => false,
    };
    Ok(BeforeHandingIn {
        may_show: !agreed.is_empty() && office.may(standing, Action::Show, Class::Exchanged),
        may_hide: shown.is_some() && office.may(standing, Action::Hide, Class::Exchanged),
        may_code: office.may(standing, Action::Code, Class::Exchanged),
        codes_cross: crosses(Field::PairingCode),
        numbers_cross: crosses(Field::PartnerNumber),
        partner_number: now.partner_number.filter(|number| !number.trim().is_empty()),
        shown: shown.map(|(_, at)| at),
        changed,
        code,
    })
}

/// Whether showing now would show something else than is shown.
async fn differs_from_shown(
    office: &Office,
    tx: &mut Tx<'_>,
    standing: &Standing,
    number: &str,
    mut now: Application,
) -> Result<bool, OfficeError> {
    let sql = "SELECT body FROM cards WHERE side = $1 AND number = $2";
    let row = tx.row(sql, &[text(&office.config().side), text(number)]).await?;
    let card: Card = serde_json::from_str(&row.text("body")?)?;
    let fields = crate::projection::fields(tx, &standing.direction).await?;
    number.clone_into(&mut now.id.number);
    now.state = State::Draft;
    Ok(Card::of(&now, card.revision, &fields).with_code(card.pairing_code.clone(), &fields) != card)
}

/// The pair of this half of which one half is not handed in.
async fn early_pair(tx: &mut Tx<'_>, own: &ApplicationId) -> Result<Option<Pair>, OfficeError> {
    let sql = "SELECT pair FROM early_halves WHERE side = $1 AND number = $2";
    let row = tx.maybe_row(sql, &[text(own.side.as_str()), text(&own.number)]).await?;
    row.map(|row| Ok(serde_json::from_str(&row.text("pair")?)?)).transpose()
}

/// Halves shown, compared as if they were handed in.
fn intakes_early(intakes: &[Intake]) -> Vec<Intake> {
    let mut shown = intakes.to_vec();
    for application in shown.iter_mut().flat_map(|intake| &mut intake.applications) {
        if application.state == State::Draft {
            application.state = State::Submitted;
        }
    }
    shown
}

async fn found(
    office: &Office,
    tx: &mut Tx<'_>,
    panel: &mut PairPanel,
    (pair, state, findings): (Pair, PairState, Vec<Finding>),
    own: &ApplicationId,
) -> Result<(), OfficeError> {
    let Some(other) = pair.halves.iter().find(|half| *half != own).cloned() else { return Ok(()) };
    let mut early = false;
    let mut theirs = None;
    for half in &pair.halves {
        let sql = "SELECT body, source FROM cards WHERE side = $1 AND number = $2";
        let row = tx.row(sql, &[text(half.side.as_str()), text(&half.number)]).await?;
        let card: Card = serde_json::from_str(&row.text("body")?)?;
        match card.state {
            // Taken back since this was paired: nothing of it is shown from the moment that is known.
            State::Withdrawn => return Ok(()),
            State::Draft => early = true,
            State::Submitted => {}
        }
        if *half == other {
            theirs = Some((card.submitted, row.text("source")?));
        }
    }
    let Some((submitted, source)) = theirs else { return Ok(()) };
    panel.differs = crate::acts::differing(office, &findings).into_iter().collect();
    panel.findings = findings;
    panel.other = OtherHalf::Found(Box::new(FoundHalf { submitted, source, pair, state, other, early }));
    Ok(())
}
