//! Keeps the rows of pairs, and of halves without a decided partner, up to date.

use std::collections::BTreeMap;

use hefu_application::{ApplicationId, SideId};
use hefu_check::{Finding, Outcome};
use hefu_exchange::Card;
use hefu_ledger::hex::hex;
use hefu_pairing::Pair;
use hefu_store::{Tx, Value};
use sha2::{Digest as _, Sha256};

use super::keep::{keep_findings, keep_words, stages, topic};
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::views::{CardLine, PairState};

/// What a row consists of: another number where this program makes another row of the same.
const LAYOUT: u32 = 1;

/// The cards of a direction by their application.
pub(crate) type Cards<'a> = BTreeMap<ApplicationId, &'a CardLine>;

pub(crate) fn by_application(cards: &[CardLine]) -> Cards<'_> {
    let id =
        |card: &CardLine| ApplicationId { side: SideId::from(card.side.as_str()), number: card.card.number.clone() };
    cards.iter().map(|card| (id(card), card)).collect()
}

/// A pair with what it is listed by.
pub(crate) struct PairRow<'a> {
    pub pair: &'a Pair,
    pub state: PairState,
    pub findings: &'a [Finding],
}

/// Brings the rows of a direction's pairs, and of its halves without a decided partner, up to date. A row that would be made of the
/// same is not made again: with every application handed in the whole direction is paired, and little of it changes.
pub(crate) async fn keep_pairs(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    cards: &Cards<'_>,
    pairs: &[PairRow<'_>],
    alone: &[(ApplicationId, &'static str)],
) -> Result<(), OfficeError> {
    let mut before = BTreeMap::new();
    for row in tx.rows("SELECT line, made FROM list_pairs WHERE direction = $1", &[text(direction)]).await? {
        before.insert(row.text("line")?, row.text("made")?);
    }
    for row in pairs {
        let persons = row.findings.iter().filter(|finding| finding.outcome == Outcome::Person).count()
            + usize::from(row.state == PairState::Confirm);
        let fails = row.findings.iter().filter(|finding| finding.outcome == Outcome::Fail).count();
        let line = Line { line: &row.pair.id, direction, state: row.state.word(), pair: &row.pair.id };
        let made = line.made(cards, &row.pair.halves, row.findings)?;
        if before.remove(line.line).as_ref() != Some(&made) {
            line.keep(office, tx, &row.pair.halves, cards, (fails, persons), &made).await?;
            keep_findings(tx, ("pair", &row.pair.id, direction), row.findings).await?;
        }
    }
    for (half, state) in alone {
        let name = format!("{direction} {} {}", half.side, half.number);
        let line = Line { line: &name, direction, state, pair: "" };
        let persons = usize::from(*state == "claimed");
        let halves = std::slice::from_ref(half);
        let made = line.made(cards, halves, &[])?;
        if before.remove(line.line).as_ref() != Some(&made) {
            line.keep(office, tx, halves, cards, (0, persons), &made).await?;
        }
    }
    for gone in before.keys() {
        tx.execute("DELETE FROM list_words WHERE about = 'pair' AND line = $1", &[text(gone)]).await?;
        tx.execute("DELETE FROM list_findings WHERE about = 'pair' AND line = $1", &[text(gone)]).await?;
        tx.execute("DELETE FROM list_pairs WHERE line = $1", &[text(gone)]).await?;
    }
    stages(office, tx, direction, "").await
}

struct Line<'a> {
    line: &'a str,
    direction: &'a str,
    state: &'a str,
    pair: &'a str,
}

impl Line<'_> {
    /// What the row is made of, as a digest.
    fn made(&self, cards: &Cards<'_>, halves: &[ApplicationId], findings: &[Finding]) -> Result<String, OfficeError> {
        let digests: Vec<&str> =
            halves.iter().filter_map(|half| cards.get(half)).map(|card| card.digest.as_str()).collect();
        let of = serde_json::to_vec(&(LAYOUT, self.direction, self.state, self.pair, halves, digests, findings))?;
        Ok(hex(&Sha256::digest(&of)))
    }

    async fn keep(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        halves: &[ApplicationId],
        cards: &Cards<'_>,
        (fails, persons): (usize, usize),
        made: &str,
    ) -> Result<(), OfficeError> {
        let own_side = office.config().side.as_str();
        let card = |half: &ApplicationId| cards.get(half);
        let own = halves.iter().find(|half| half.side.as_str() == own_side);
        let partner = halves.iter().find(|half| half.side.as_str() != own_side);
        let shown = own.or(partner);
        let first: Option<&Card> = shown.and_then(card).map(|line| &line.card);
        let all: Vec<&Card> = halves.iter().filter_map(card).map(|line| &line.card).collect();
        let names = |words: Vec<&str>| {
            let mut seen = Vec::new();
            for word in words {
                if !word.is_empty() && !seen.contains(&word) {
                    seen.push(word);
                }
            }
            seen.join("、")
        };
        let units = first.map(|card| card.units.iter().map(|unit| unit.name.as_str()).collect()).unwrap_or_default();
        let people = first
            .map(|card| card.principal_investigators.iter().map(|person| person.name.as_str()).collect())
            .unwrap_or_default();
        let number = |count: usize| Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
        let values = [
            text(self.line),
            text(self.direction),
            text(self.state),
            text(self.pair),
            text(own.map_or("", |half| half.number.as_str())),
            text(partner.map_or("", |half| half.side.as_str())),
            text(partner.map_or("", |half| half.number.as_str())),
            text(first.and_then(|card| card.title.as_ref()).map_or("", |title| title.own.as_str())),
            text(shown.map_or("", |half| half.side.as_str())),
            text(&topic(office.guide(), self.direction, first.and_then(|card| card.topic.as_deref()))),
            text(&names(units)),
            text(&names(people)),
            number(fails),
            number(persons),
            text(made),
        ];
        tx.execute("DELETE FROM list_pairs WHERE line = $1", &[text(self.line)]).await?;
        let sql = "INSERT INTO list_pairs (line, direction, state, pair, own, partner_side, partner, title, title_side,
                     topic, units, people, fails, persons, made)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
        tx.execute(sql, &values).await?;
        let titles = all.iter().filter_map(|card| card.title.as_ref());
        let units = all.iter().flat_map(|card| &card.units);
        let people = all.iter().flat_map(|card| &card.principal_investigators);
        let fields = [
            ("number", halves.iter().map(|half| half.number.as_str()).chain([self.line]).collect()),
            (
                "title",
                titles.flat_map(|title| [Some(title.own.as_str()), title.english.as_deref()]).flatten().collect(),
            ),
            ("unit", units.flat_map(|unit| [Some(unit.name.as_str()), unit.english.as_deref()]).flatten().collect()),
            (
                "person",
                people.flat_map(|one| [Some(one.name.as_str()), one.english.as_deref()]).flatten().collect::<Vec<_>>(),
            ),
        ];
        keep_words(tx, "pair", self.line, fields).await
    }
}
