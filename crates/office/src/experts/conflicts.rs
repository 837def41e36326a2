//! Conflicts of interest: found from the register, the applications and the partner's cards; decided by people.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, Unit};
use hefu_ledger::hex::hex;
use hefu_pairing::Pair;
use hefu_panel::conflict::{
    Affiliation, Candidate, Conflict, Evidence, Limits, Meant, Party, Person, Related, Relation, Rule, Strength,
    Subject, conflicts, meant,
};
use hefu_store::Tx;
use hefu_text::organisation::Aliases;
use jiff::Zoned;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Expert, Known, NamedExpert, Seat, settings};
use crate::acts::notices::instant;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::identities::matches;
use crate::views::cards_of;

/// Whether a conflict keeps an expert from an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It does: proved, declared, or confirmed by a person.
    Stands,
    /// It does until a person has looked at it.
    Open,
    /// It does not: a person has dismissed it.
    Dismissed,
}

impl Hold {
    /// Its word in addresses and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Open => "open",
            Self::Dismissed => "dismissed",
        }
    }
}

/// What a person said of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Whether it stands.
    pub stands: bool,
    /// Why.
    pub why: String,
    /// Who.
    pub who: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// Whether it was said of this very evidence. Said of other evidence, it does not count.
    pub counts: bool,
}

/// A conflict of interest between an expert and an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundConflict {
    /// The seat that cannot be given.
    pub seat: Seat,
    /// The rule.
    pub rule: Rule,
    /// How sure it is.
    pub strength: Strength,
    /// What speaks for it.
    pub evidence: Evidence,
    /// Digest of the evidence, which a decision names.
    pub digest: String,
    /// What a person said of it last.
    pub decided: Option<Decided>,
    /// Whether it keeps the expert from the application.
    pub hold: Hold,
}

/// An expert an applicant names as unsuitable, with who of the register that may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLine {
    /// The application, by its number at this office.
    pub number: String,
    /// In the applicant's words.
    pub named: NamedExpert,
    /// Experts of the register who may be meant; empty where there is none.
    pub meant: Vec<Meant>,
}

/// Everything conflicts of a direction are found from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Material {
    candidates: Vec<Candidate>,
    subjects: Vec<Subject>,
    /// Numbers of this office's applications among the subjects.
    own: BTreeSet<String>,
    limits: Limits,
    decided: BTreeMap<(Seat, String), (String, Decided)>,
    /// Whom applicants name as unsuitable, by application: read once nobody can change it any more.
    named: BTreeMap<String, Vec<NamedExpert>>,
}

impl Material {
    /// Reads it as it stands now: all experts of the register, or those asked for.
    pub(crate) async fn read(
        tx: &mut Tx<'_>,
        direction: &str,
        experts: Option<&BTreeSet<String>>,
        now: &Zoned,
    ) -> Result<Self, OfficeError> {
        let closes = closes(tx, direction).await?;
        let mut material = Self { limits: limits(tx, closes.as_ref()).await?, ..Self::default() };
        if closes.is_some_and(|closes| closes <= *now) {
            material.named = named_in(tx, direction).await?;
        }
        let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in tx.rows("SELECT expert, number FROM conflicts_declared ORDER BY expert, number", &[]).await? {
            declared.entry(row.text("expert")?).or_default().push(row.text("number")?);
        }
        let mut compared: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for found in matches(tx, direction).await? {
            compared.entry(found.expert).or_default().push(found.number);
        }
        for row in tx.rows("SELECT expert, body FROM experts ORDER BY expert", &[]).await? {
            let number = row.text("expert")?;
            if experts.is_some_and(|wanted| !wanted.contains(&number)) {
                continue;
            }
            let expert: Expert = serde_json::from_str(&row.text("body")?)?;
            let [declared, compared] = [&mut declared, &mut compared].map(|of| of.remove(&number).unwrap_or_default());
            material.candidates.push(candidate(&expert, declared, compared));
        }
        material.subjects(tx, direction).await?;
        let sql = "SELECT d.number AS number, d.expert AS expert, d.rule AS rule, d.evidence AS evidence,
                          d.stands AS stands, d.why AS why, d.who AS who, d.at AS at
                   FROM conflict_decisions d JOIN applications a ON a.number = d.number WHERE a.direction = $1";
        for row in tx.rows(sql, &[text(direction)]).await? {
            let seat = Seat { number: row.text("number")?, expert: row.text("expert")? };
            let decided = Decided {
                stands: row.int("stands")? != 0,
                why: row.text("why")?,
                who: row.text("who")?,
                at: row.text("at")?,
                counts: false,
            };
            material.decided.insert((seat, row.text("rule")?), (row.text("evidence")?, decided));
        }
        Ok(material)
    }

    /// The applications of this office with their partner's halves as the cards tell of them, and the partner's others.
    async fn subjects(&mut self, tx: &mut Tx<'_>, direction: &str) -> Result<(), OfficeError> {
        let own_side = tx.row("SELECT side FROM office", &[]).await?.text("side")?;
        let cards = cards_of(tx, direction).await?;
        let mut halves: BTreeMap<(String, String), Application> = BTreeMap::new();
        for line in cards.iter().filter(|line| line.side != own_side) {
            halves.insert((line.side.clone(), line.card.number.clone()), line.card.application(&line.side));
        }
        let mut partners: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for row in tx.rows("SELECT body FROM pairs WHERE direction = $1 ORDER BY pair", &[text(direction)]).await? {
            let pair: Pair = serde_json::from_str(&row.text("body")?)?;
            let (own, other): (Vec<_>, Vec<_>) =
                pair.halves.into_iter().partition(|half| half.side.as_str() == own_side);
            let other = other.into_iter().map(|half| (half.side.as_str().to_owned(), half.number));
            let other: Vec<_> = other.collect();
            for half in own {
                partners.insert(half.number, other.clone());
            }
        }
        let sql = "SELECT number, body FROM applications WHERE direction = $1 AND state = 'submitted' ORDER BY number";
        for row in tx.rows(sql, &[text(direction)]).await? {
            let number = row.text("number")?;
            let application: Application = serde_json::from_str(&row.text("body")?)?;
            let mut subject = Subject { id: number.clone(), contest: Some(direction.to_owned()), ..Subject::default() };
            add(&mut subject, &application);
            subject.named = self.named.get(&number).into_iter().flatten().map(NamedExpert::party).collect();
            for partner in partners.remove(&number).unwrap_or_default() {
                if let Some(half) = halves.remove(&partner) {
                    add(&mut subject, &half);
                }
            }
            self.own.insert(number);
            self.subjects.push(subject);
        }
        for ((side, number), half) in halves {
            let id = format!("{side} {number}");
            let mut subject = Subject { id, contest: Some(direction.to_owned()), ..Subject::default() };
            add(&mut subject, &half);
            self.subjects.push(subject);
        }
        Ok(())
    }

    /// Whom the applicants name as unsuitable, and who of the register each may be.
    pub(crate) fn named(&self) -> Vec<NamedLine> {
        let mut meant = meant(&self.candidates, &self.subjects, &Aliases::new());
        let all = self
            .named
            .iter()
            .flat_map(|(number, experts)| experts.iter().enumerate().map(move |(place, named)| (number, place, named)));
        all.map(|(number, place, named)| NamedLine {
            number: number.clone(),
            named: named.clone(),
            meant: meant.extract_if(.., |one| one.project == *number && one.place == place).collect(),
        })
        .collect()
    }

    /// All that conflicts follow from, to be written as bytes.
    pub(crate) fn parts(&self) -> impl Serialize + '_ {
        let said = |((seat, rule), (evidence, decided)): (&'_ (Seat, String), &'_ (String, Decided))| {
            (seat.clone(), rule.clone(), evidence.clone(), decided.stands)
        };
        let decided: Vec<_> = self.decided.iter().map(said).collect();
        (&self.candidates, &self.subjects, &self.own, &self.limits, decided)
    }

    /// All conflicts, by application, expert and rule. What rests on a limit that the office has not set is left out.
    pub(crate) fn find(&self) -> Vec<FoundConflict> {
        let found = conflicts(&self.candidates, &self.subjects, &Aliases::new(), &self.limits);
        let counts = |found: &Conflict| self.own.contains(&found.project) && !found.evidence.limit_unset;
        found.into_iter().filter(counts).map(|found| self.judged(found)).collect()
    }

    /// The same with whom applicants name, away from the threads that answer: everybody is compared with everybody.
    pub(crate) async fn find_apart(self) -> Result<(Vec<FoundConflict>, Vec<NamedLine>), OfficeError> {
        let found = tokio::task::spawn_blocking(move || (self.find(), self.named())).await;
        found.map_err(|error| OfficeError::Stored(error.to_string()))
    }

    fn judged(&self, found: Conflict) -> FoundConflict {
        let Conflict { project, expert, rule, strength, evidence } = found;
        let seat = Seat { number: project, expert };
        let digest = digest(&evidence);
        let decided = self.decided.get(&(seat.clone(), rule_word(rule))).map(|(of, decided)| {
            let counts = *of == digest;
            Decided { counts, ..decided.clone() }
        });
        let hold = match (decided.as_ref().filter(|decided| decided.counts), strength) {
            (Some(decided), _) if decided.stands => Hold::Stands,
            (Some(_), _) => Hold::Dismissed,
            (None, Strength::Hard) => Hold::Stands,
            (None, Strength::Confirm) => Hold::Open,
        };
        FoundConflict { seat, rule, strength, evidence, digest, decided, hold }
    }
}

/// The word of a rule in tables, forms and catalogues.
pub(crate) fn rule_word(rule: Rule) -> String {
    let value = serde_json::to_value(rule).ok();
    value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn digest(evidence: &Evidence) -> String {
    hex(&Sha256::digest(serde_json::to_string(evidence).unwrap_or_default().as_bytes()))
}

/// When the window of a direction closes; none where there is no notice.
async fn closes(tx: &mut Tx<'_>, direction: &str) -> Result<Option<Zoned>, OfficeError> {
    let row = tx.maybe_row("SELECT closes FROM notices WHERE direction = $1", &[text(direction)]).await?;
    row.map(|row| instant(&row.text("closes")?)).transpose()
}

/// The limits that hold in a direction. They are reckoned in the year in which its window closes, so that no conflict comes or
/// goes with a turn of the year while experts are at work.
async fn limits(tx: &mut Tx<'_>, closes: Option<&Zoned>) -> Result<Limits, OfficeError> {
    let set = settings(tx).await?;
    Ok(Limits {
        year: closes.map(Zoned::year).unwrap_or_default(),
        unit_years: set.unit_years,
        author_years: set.author_years,
        competing: set.competing,
    })
}

/// Whom the applicants of a direction name as unsuitable, by application.
async fn named_in(tx: &mut Tx<'_>, direction: &str) -> Result<BTreeMap<String, Vec<NamedExpert>>, OfficeError> {
    let sql = "SELECT a.number AS number, n.body AS body FROM named_experts n JOIN applications a ON a.draft = n.draft
               WHERE a.direction = $1 AND a.state = 'submitted' ORDER BY a.number";
    let rows = tx.rows(sql, &[text(direction)]).await?;
    rows.iter().map(|row| Ok((row.text("number")?, serde_json::from_str(&row.text("body")?)?))).collect()
}

/// The conflict that keeps an expert from an application now, if there is one; the surest first. An expert, an application or a
/// pair that there is not has none.
///
/// # Errors
/// When the store fails.
pub async fn conflict_of(
    tx: &mut Tx<'_>,
    number: &str,
    expert: &str,
    now: &Zoned,
) -> Result<Option<FoundConflict>, OfficeError> {
    let row = tx.maybe_row("SELECT direction FROM applications WHERE number = $1", &[text(number)]).await?;
    let Some(row) = row else { return Ok(None) };
    let seat = Seat { number: number.to_owned(), expert: expert.to_owned() };
    let mut found = held(tx, &row.text("direction")?, &[expert.to_owned()].into(), now).await?;
    Ok(found.remove(&seat))
}

/// The conflict that keeps each of these experts from each application of a direction, where there is one.
pub(crate) async fn held(
    tx: &mut Tx<'_>,
    direction: &str,
    experts: &BTreeSet<String>,
    now: &Zoned,
) -> Result<BTreeMap<Seat, FoundConflict>, OfficeError> {
    let material = Material::read(tx, direction, Some(experts), now).await?;
    let mut held: BTreeMap<Seat, FoundConflict> = BTreeMap::new();
    for found in material.find().into_iter().filter(|found| found.hold != Hold::Dismissed) {
        let known = held.entry(found.seat.clone()).or_insert_with(|| found.clone());
        if found.hold < known.hold {
            *known = found;
        }
    }
    Ok(held)
}

fn person(known: &Known) -> Person {
    Person { names: vec![known.name.clone()], orcid: known.orcid.clone() }
}

fn candidate(expert: &Expert, declared: Vec<String>, compared: Vec<String>) -> Candidate {
    let names = std::iter::once(expert.name.clone()).chain(expert.english.clone()).collect();
    let unit = |unit: &str, until: Option<i16>| Affiliation { unit: unit.to_owned(), identifier: None, until };
    // A unit of the past whose last year is not given was left at some time: no year says that it is recent.
    let past = expert.earlier.iter().map(|past| unit(&past.unit, Some(past.until.unwrap_or(0))));
    let related = |list: &[Known], relation: Relation| {
        let one = |known: &Known| Related { person: person(known), relation: Some(relation), until: known.until };
        list.iter().map(one).collect::<Vec<_>>()
    };
    Candidate {
        id: expert.number.clone(),
        party: Party {
            person: Person { names, orcid: expert.orcid.clone() },
            units: std::iter::once(unit(&expert.unit, None)).chain(past).collect(),
            related: [related(&expert.advisers, Relation::Adviser), related(&expert.co_authors, Relation::CoAuthor)]
                .concat(),
        },
        declared,
        compared,
    }
}

/// Adds the people and units of a half.
fn add(subject: &mut Subject, half: &Application) {
    let units = |unit: &Unit| {
        let identifier = unit.identifiers.get("ror").cloned();
        let names: Vec<_> = std::iter::once(&unit.name).chain(&unit.english).cloned().collect();
        names.into_iter().map(move |unit| Affiliation { unit, identifier: identifier.clone(), until: None })
    };
    subject.units.extend(half.units.iter().flat_map(units));
    subject.people.extend(half.people.iter().map(|one| {
        let names = std::iter::once(one.name.clone()).chain(one.english.clone()).collect();
        let orcid = one.identifiers.get("orcid").cloned();
        let unit = |unit: &String| Affiliation { unit: unit.clone(), identifier: None, until: None };
        Party { person: Person { names, orcid }, units: one.unit.iter().map(unit).collect(), related: Vec::new() }
    }));
}

impl FoundConflict {
    /// The word of its rule in forms and catalogues.
    pub fn rule_word(&self) -> String {
        rule_word(self.rule)
    }
}
