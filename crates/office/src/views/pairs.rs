//! Pairs: what the two cards agree and differ in, with findings, rulings and the gate that every later act passes.

use std::collections::BTreeMap;

use hefu_application::{Application, ApplicationId, Intake};
use hefu_check::{
    Context, Documents, ExchangeState, Finding, Outcome, Ruling, apply_rulings, check_claim, check_one_sided,
    check_pair_cards, exchange_state,
};
use hefu_pairing::{Claim, Orphan, Pair};
use hefu_store::{Tx, Value};
use jiff::Zoned;

use super::exchange::{cards_of, intakes_of};
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::lists::by_application;
use crate::rights::{Action, Thing};

/// Where a pair stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PairState {
    /// Every compared field agrees.
    Consistent,
    /// A field differs.
    Differs,
    /// A person must rule.
    Ruling,
    /// The pairing itself must be confirmed by a person.
    Confirm,
}

impl PairState {
    /// All states, in the order in which they ask for attention.
    pub const ALL: [Self; 4] = [Self::Confirm, Self::Ruling, Self::Differs, Self::Consistent];

    /// Its word in tables and addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Differs => "differs",
            Self::Ruling => "ruling",
            Self::Confirm => "confirm",
        }
    }

    /// The state of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Findings of a pair from what crosses, without rulings.
pub(crate) fn card_findings(
    office: &Office,
    intakes: &[Intake],
    (pair, halves): (&Pair, &[&Application]),
    now: &Zoned,
) -> Vec<Finding> {
    let documents = Documents::default();
    let ctx =
        Context { guide: office.guide(), settings: office.settings(), documents: &documents, intakes, as_of: now };
    // Whether the two belong together is asked once, under [`confirm_id`].
    let belonging = Pair { confirm: false, ..pair.clone() };
    check_pair_cards(&ctx, &belonging, halves)
}

/// Findings of a pair from what crosses, with the rulings made on these very cards.
pub(crate) async fn pair_findings(
    office: &Office,
    tx: &mut Tx<'_>,
    intakes: &[Intake],
    pair: &Pair,
    cards: &str,
    now: &Zoned,
) -> Result<Vec<Finding>, OfficeError> {
    let halves: Vec<&Application> = pair.halves.iter().filter_map(|id| application(intakes, id)).collect();
    let findings = card_findings(office, intakes, (pair, &halves), now);
    let rulings = rulings(tx, pair, cards).await?;
    Ok(apply_rulings(findings, &rulings).0)
}

fn application<'a>(intakes: &'a [Intake], id: &ApplicationId) -> Option<&'a Application> {
    let intake = intakes.iter().find(|intake| intake.side == id.side)?;
    intake.applications.iter().find(|application| application.id == *id)
}

/// Rulings on a pair made on these cards. One made on earlier cards does not count: what it was made on has changed.
async fn rulings(tx: &mut Tx<'_>, pair: &Pair, cards: &str) -> Result<Vec<Ruling>, OfficeError> {
    let sql = "SELECT body FROM pair_rulings WHERE pair = $1 AND cards = $2 ORDER BY finding";
    let rows = tx.rows(sql, &[text(&pair.id), text(cards)]).await?;
    rows.iter().map(|row| Ok(serde_json::from_str(&row.text("body")?)?)).collect()
}

/// All rulings on pairs, by the pair and the digests of the cards they were made on.
pub(crate) async fn all_rulings(tx: &mut Tx<'_>) -> Result<BTreeMap<(String, String), Vec<Ruling>>, OfficeError> {
    let mut found: BTreeMap<_, Vec<Ruling>> = BTreeMap::new();
    for row in tx.rows("SELECT pair, cards, body FROM pair_rulings ORDER BY finding", &[]).await? {
        let ruling = serde_json::from_str(&row.text("body")?)?;
        found.entry((row.text("pair")?, row.text("cards")?)).or_default().push(ruling);
    }
    Ok(found)
}

/// Where a pair stands.
pub(crate) struct Stands {
    /// Its state.
    pub state: PairState,
    /// Its findings, with rulings applied.
    pub findings: Vec<Finding>,
    confirmed: Option<bool>,
}

impl Stands {
    /// Whether applicants may know of it: people need not confirm the pairing itself any more, and have not said that the two
    /// do not belong together.
    pub fn shown(&self, pair: &Pair) -> bool {
        self.confirmed.unwrap_or(!pair.confirm)
    }
}

/// Where a pair stands, from its findings and the rulings on its cards.
pub(crate) fn stands(pair: &Pair, findings: Vec<Finding>, rulings: &[Ruling]) -> Stands {
    let confirmed = said(pair, rulings);
    let findings = apply_rulings(findings, rulings).0;
    Stands { state: state_of(pair, &findings, confirmed), findings, confirmed }
}

pub(crate) fn state_of(pair: &Pair, findings: &[Finding], confirmed: Option<bool>) -> PairState {
    let any = |outcome: Outcome| findings.iter().any(|finding| finding.outcome == outcome);
    match confirmed {
        Some(false) => return PairState::Differs,
        None if pair.confirm => return PairState::Confirm,
        _ => {}
    }
    if any(Outcome::Fail) {
        PairState::Differs
    } else if any(Outcome::Person) || any(Outcome::Unset) {
        PairState::Ruling
    } else {
        PairState::Consistent
    }
}

/// Whether people have said that these two belong together (or do not); nothing where nobody has said.
pub(crate) async fn confirmation(tx: &mut Tx<'_>, pair: &Pair, cards: &str) -> Result<Option<bool>, OfficeError> {
    Ok(said(pair, &rulings(tx, pair, cards).await?))
}

fn said(pair: &Pair, rulings: &[Ruling]) -> Option<bool> {
    let about = confirm_id(pair);
    let ruling = rulings.iter().find(|ruling| ruling.finding == about)?;
    Some(ruling.answer == hefu_check::RulingAnswer::Met)
}

/// The id under which it is ruled whether these two belong together. It names both, for one half may stand in several
/// possible pairs.
pub fn confirm_id(pair: &Pair) -> String {
    let numbers: Vec<&str> = pair.halves.iter().map(|half| half.number.as_str()).collect();
    format!("pair:{}:{}/pairing", pair.direction, numbers.join("+"))
}

/// A line of the list of pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairLine {
    /// The pair.
    pub pair: String,
    /// Direction number.
    pub direction: String,
    /// Where it stands.
    pub state: PairState,
    /// Side and number of each half.
    pub halves: Vec<ApplicationId>,
    /// Title as this office's half has it, else as the partner's.
    pub title: String,
}

/// One half without a partner, or one of several that claim the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AloneLine {
    /// Side and number.
    pub half: ApplicationId,
    /// Direction number.
    pub direction: String,
    /// `alone` or `claimed`.
    pub state: String,
    /// Title.
    pub title: String,
}

/// The board of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairBoard {
    /// How many by direction and state; `alone` and `claimed` are counted in halves of this office.
    pub counts: Vec<(String, String, i64)>,
    /// A page of pairs by id.
    pub pairs: Vec<PairLine>,
    /// Id after which the next page begins, where there is more.
    pub next: Option<String>,
    /// A page of halves without a decided partner.
    pub alone: Vec<AloneLine>,
    /// When each direction was paired last.
    pub paired: Vec<(String, String)>,
}

/// Lines on a page.
const PAGE: usize = 50;

/// The board of pairs, filtered by direction and state.
///
/// # Errors
/// A refusal where the viewer may not see pairs.
pub async fn pair_board(
    office: &Office,
    doing: &Doing,
    direction: Option<&str>,
    state: Option<&str>,
    after: Option<&str>,
) -> Result<PairBoard, OfficeError> {
    may_see(office, doing)?;
    let mut tx = office.db().read().await?;
    let own = office.config().side.clone();
    let mut board = PairBoard::default();
    let sql = "SELECT direction, state, COUNT(*) AS n FROM pairs GROUP BY direction, state
               UNION ALL SELECT direction, state, COUNT(*) AS n FROM halves
                 WHERE state IN ('alone', 'claimed') AND side = $1 GROUP BY direction, state
               ORDER BY direction, state";
    for row in tx.rows(sql, &[text(&own)]).await? {
        board.counts.push((row.text("direction")?, row.text("state")?, row.int("n")?));
    }
    let filter = [
        text(direction.unwrap_or_default()),
        text(state.unwrap_or_default()),
        text(after.unwrap_or_default()),
        Value::Int(i64::try_from(PAGE + 1).unwrap_or(i64::MAX)),
    ];
    let sql = "SELECT pair, direction, state, body FROM pairs
               WHERE ($1 = '' OR direction = $1) AND ($2 = '' OR state = $2) AND pair > $3 ORDER BY pair LIMIT $4";
    for row in tx.rows(sql, &filter).await? {
        let pair: Pair = serde_json::from_str(&row.text("body")?)?;
        let word = row.text("state")?;
        board.pairs.push(PairLine {
            title: title(&mut tx, &own, &pair.halves).await?,
            pair: row.text("pair")?,
            direction: row.text("direction")?,
            state: PairState::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("pair state `{word}`")))?,
            halves: pair.halves,
        });
    }
    if board.pairs.len() > PAGE {
        board.pairs.truncate(PAGE);
        board.next = board.pairs.last().map(|line| line.pair.clone());
    }
    let sql = "SELECT h.side AS side, h.number AS number, h.direction AS direction, h.state AS state, c.body AS body
               FROM halves h JOIN cards c ON c.side = h.side AND c.number = h.number
               WHERE h.state IN ('alone', 'claimed') AND ($1 = '' OR h.direction = $1) AND ($2 = '' OR h.state = $2)
               ORDER BY h.direction, h.state, h.side, h.number LIMIT 200";
    for row in tx.rows(sql, &filter[..2]).await? {
        let card: hefu_exchange::Card = serde_json::from_str(&row.text("body")?)?;
        board.alone.push(AloneLine {
            half: ApplicationId::new(row.text("side")?, row.text("number")?),
            direction: row.text("direction")?,
            state: row.text("state")?,
            title: card.title.map(|title| title.own).unwrap_or_default(),
        });
    }
    for row in tx.rows("SELECT direction, at FROM pairings WHERE at <> '' ORDER BY direction", &[]).await? {
        board.paired.push((row.text("direction")?, row.text("at")?));
    }
    Ok(board)
}

async fn title(tx: &mut Tx<'_>, own: &str, halves: &[ApplicationId]) -> Result<String, OfficeError> {
    let first = halves.iter().find(|half| half.side.as_str() == own).or_else(|| halves.first());
    let Some(half) = first else { return Ok(String::new()) };
    let sql = "SELECT body FROM cards WHERE side = $1 AND number = $2";
    let Some(row) = tx.maybe_row(sql, &[text(half.side.as_str()), text(&half.number)]).await? else {
        return Ok(String::new());
    };
    let card: hefu_exchange::Card = serde_json::from_str(&row.text("body")?)?;
    Ok(card.title.map(|title| title.own).unwrap_or_default())
}

fn may_see(office: &Office, doing: &Doing) -> Result<(), Refusal> {
    office.may_here(&doing.viewer, Action::See, Thing::Pair).map_err(|refusal| {
        // Whoever has nothing to do with pairs is not told which there are.
        if doing.viewer.account.is_some() { Refusal::not_found() } else { refusal }
    })
}

/// A pair as an officer sees it.
#[derive(Clone, Debug)]
pub struct PairView {
    /// The pair with its comparisons.
    pub pair: Pair,
    /// Where it stands.
    pub state: PairState,
    /// Findings from what crosses, rulings applied.
    pub findings: Vec<Finding>,
    /// What people said of the pairing itself.
    pub confirmed: Option<Ruling>,
    /// The halves' cards in the order of [`Pair::halves`].
    pub cards: Vec<super::CardLine>,
    /// The draft behind this office's own half, where the viewer may open it.
    pub own: Option<String>,
    /// Digests of the cards, which a ruling names.
    pub digests: String,
    /// Whether the viewer may rule on it now.
    pub may_rule: bool,
}

/// One pair.
///
/// # Errors
/// A refusal where it does not exist for this viewer.
pub async fn pair_view(office: &Office, doing: &Doing, id: &str) -> Result<PairView, OfficeError> {
    may_see(office, doing)?;
    let mut tx = office.db().read().await?;
    let (pair, digests) = stored_pair(&mut tx, id).await?;
    let all = cards_of(&mut tx, &pair.direction).await?;
    let intakes = intakes_of(office, &mut tx, &pair.direction, &all).await?;
    let findings = pair_findings(office, &mut tx, &intakes, &pair, &digests, &doing.now).await?;
    let about = confirm_id(&pair);
    let confirmed = rulings(&mut tx, &pair, &digests).await?.into_iter().find(|ruling| ruling.finding == about);
    let said = confirmed.as_ref().map(|ruling| ruling.answer == hefu_check::RulingAnswer::Met);
    let cards = pair
        .halves
        .iter()
        .filter_map(|half| all.iter().find(|card| card.side == half.side.as_str() && card.card.number == half.number))
        .cloned()
        .collect();
    let own = pair.halves.iter().find(|half| half.side.as_str() == office.config().side);
    let own = match own {
        Some(half) => {
            let sql = "SELECT draft FROM applications WHERE number = $1";
            tx.maybe_row(sql, &[text(&half.number)]).await?.map(|row| row.text("draft")).transpose()?
        }
        None => None,
    };
    Ok(PairView {
        state: state_of(&pair, &findings, said),
        may_rule: office.may_here(&doing.viewer, Action::Rule, Thing::Pair).is_ok()
            && settled(&mut tx, &pair.direction).await?.is_none(),
        findings,
        confirmed,
        cards,
        own,
        digests,
        pair,
    })
}

/// A pair as it was found last, with its cards' digests.
pub(crate) async fn stored_pair(tx: &mut Tx<'_>, id: &str) -> Result<(Pair, String), OfficeError> {
    let sql = "SELECT body, cards FROM pairs WHERE pair = $1";
    let row = tx.maybe_row(sql, &[text(id)]).await?.ok_or_else(Refusal::not_found)?;
    Ok((serde_json::from_str(&row.text("body")?)?, row.text("cards")?))
}

/// What a direction was settled as, if it was.
pub(crate) async fn settled(
    tx: &mut Tx<'_>,
    direction: &str,
) -> Result<Option<crate::happened::Happened>, OfficeError> {
    Ok(settled_at(tx, direction).await?.map(|(settled, _)| settled))
}

/// The same with when, as an instant with its zone.
pub(crate) async fn settled_at(
    tx: &mut Tx<'_>,
    direction: &str,
) -> Result<Option<(crate::happened::Happened, String)>, OfficeError> {
    let row = tx.maybe_row("SELECT body, at FROM settled WHERE direction = $1", &[text(direction)]).await?;
    row.map(|row| Ok((serde_json::from_str(&row.text("body")?)?, row.text("at")?))).transpose()
}

/// The state of the exchange of a direction at an instant.
pub(crate) async fn exchange_now(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    now: &Zoned,
) -> Result<(ExchangeState, Vec<Intake>), OfficeError> {
    let cards = cards_of(tx, direction).await?;
    let intakes = intakes_of(office, tx, direction, &cards).await?;
    Ok((exchange_state(office.guide(), &intakes, direction, now), intakes))
}

/// What is said of a half without a decided partner: waiting, void, or for a person; with its clause.
pub(crate) fn findings_alone(
    office: &Office,
    intakes: &[Intake],
    half: &HalfState,
    exchange: &ExchangeState,
    now: &Zoned,
) -> Vec<Finding> {
    let documents = Documents::default();
    let ctx =
        Context { guide: office.guide(), settings: office.settings(), documents: &documents, intakes, as_of: now };
    let one_sided = |finding: &Finding| {
        office
            .guide()
            .rules
            .iter()
            .any(|rule| rule.id == finding.rule && matches!(rule.kind, hefu_guide::model::RuleKind::OneSided(_)))
    };
    let findings = match half {
        HalfState::Alone(orphan) => check_one_sided(&ctx, orphan, exchange),
        HalfState::Claimed(claim) => check_claim(&ctx, claim),
        HalfState::Paired(_) => Vec::new(),
    };
    findings.into_iter().filter(one_sided).collect()
}

/// What pairing made of one half.
#[derive(Clone, Debug)]
pub enum HalfState {
    /// In this pair.
    Paired(String),
    /// One of several that claim the same partner.
    Claimed(Box<Claim>),
    /// Without a partner so far.
    Alone(Box<Orphan>),
}

/// What pairing made of this half; nothing where it was not paired yet, or is not handed in.
pub(crate) async fn half_state(tx: &mut Tx<'_>, side: &str, number: &str) -> Result<Option<HalfState>, OfficeError> {
    let sql = "SELECT state, pair, body FROM halves WHERE side = $1 AND number = $2";
    let Some(row) = tx.maybe_row(sql, &[text(side), text(number)]).await? else { return Ok(None) };
    Ok(Some(match (row.text("state")?.as_str(), row.maybe_text("pair")?) {
        ("paired", Some(pair)) => HalfState::Paired(pair),
        ("claimed", _) => HalfState::Claimed(Box::new(serde_json::from_str(&row.text("body")?)?)),
        _ => HalfState::Alone(Box::new(serde_json::from_str(&row.text("body")?)?)),
    }))
}

/// Possible pairs of a half of this office that competes with others for a partner, for an officer to say who belongs
/// together, each with the digests of its cards.
///
/// # Errors
/// A refusal where there is no such half for this viewer.
pub async fn claim_view(
    office: &Office,
    doing: &Doing,
    side: &str,
    number: &str,
) -> Result<Vec<(Pair, String)>, OfficeError> {
    may_see(office, doing)?;
    let mut tx = office.db().read().await?;
    let Some(HalfState::Claimed(claim)) = half_state(&mut tx, side, number).await? else {
        return Err(Refusal::not_found().into());
    };
    let cards = cards_of(&mut tx, &claim.direction).await?;
    let known = by_application(&cards);
    Ok(claim
        .candidates
        .into_iter()
        .map(|pair| (crate::acts::digests(&known, &pair), pair))
        .map(|(d, p)| (p, d))
        .collect())
}
