//! This side's support list: entered from a file, sealed with a commitment, opened once both are sealed and witnessed.

use std::collections::{BTreeMap, BTreeSet};

use hefu_decision::{Trouble, read_list};
use hefu_exchange::joint::{Phase, Step, SupportList, SupportRow};
use hefu_ledger::hex::{bytes32, hex};
use hefu_selection::Mode;
use hefu_store::{Act, Tx, Value};
use hefu_text::money::Currency;
use hefu_words::Message;
use sha2::{Digest as _, Sha256};

use super::{conflict, in_phase, take};
use crate::Office;
use crate::acts::{Doing, record};
use crate::documents::{Upload, read_table};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::happened::Happened;
use crate::joint::{Course, JointProject, course_of, projects};
use crate::rights::{Action, Thing};

/// Numbers that one sentence names; of more it says how many.
const NUMBERS: usize = 10;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredList {
    /// Cells that cannot be read or should be looked at, each with its place.
    pub troubles: Vec<Trouble>,
    /// Rows taken; none where a trouble blocks and nothing was changed.
    pub rows: Option<usize>,
}

/// The list as entered last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnList {
    /// Name of its file.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub digest: String,
    /// Who entered it.
    pub who: String,
    /// When.
    pub at: String,
    /// The rows.
    pub rows: Vec<SupportRow>,
}

/// What is wrong with a list as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListFault {
    /// Joint projects it says nothing of, by number.
    Missing(Vec<String>),
    /// Supported projects without a place, where the method goes by places.
    NoPlace(Vec<String>),
    /// Supported projects without a score, where the method goes by scores.
    NoScore(Vec<String>),
    /// Supported projects without state money, where this side's money is the state's.
    NoAmount(Vec<String>),
}

impl ListFault {
    /// The sentence.
    pub fn message(&self) -> Message {
        let (key, numbers) = match self {
            Self::Missing(numbers) => ("joint-list-missing", numbers),
            Self::NoPlace(numbers) => ("joint-list-no-place", numbers),
            Self::NoScore(numbers) => ("joint-list-no-score", numbers),
            Self::NoAmount(numbers) => ("joint-list-no-amount", numbers),
        };
        let mut shown: Vec<String> = numbers.iter().take(NUMBERS).cloned().collect();
        if numbers.len() > NUMBERS {
            shown.push("…".to_owned());
        }
        Message::new(key).with("numbers", shown).with("count", numbers.len())
    }
}

/// The currency of a side's own money.
pub(crate) fn currency(office: &Office, side: &str) -> Currency {
    let known = office.guide().side(side).and_then(|side| Currency::new(&side.currency).ok());
    known.unwrap_or(Currency::CNY)
}

/// Enters this side's support list from a workbook or CSV file; it takes the place of the one before. Nothing is changed where
/// a cell cannot be read or a number is none of the joint projects'.
///
/// # Errors
/// When the viewer may not, both sides have not settled, or the list of this round is sealed.
pub async fn enter_support_list(
    office: &Office,
    doing: Doing,
    direction: &str,
    (name, upload): (&str, Upload),
) -> Result<EnteredList, OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    if upload.length() == 0 {
        return Err(Refusal::invalid("file", Message::new("documents-empty")).into());
    }
    let bytes = upload.bytes().await?;
    let digest = hex(&Sha256::digest(&bytes));
    let read = read_file(office, name, bytes).await?;
    let (list, mut troubles) = match read {
        Ok(read) => read,
        Err(troubles) => return Ok(EnteredList { troubles, rows: None }),
    };
    let (writer, office, file) = (office.writer().clone(), office.clone(), name.to_owned());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                in_phase(&course, &[Phase::Method, Phase::Sealing])?;
                if own_seal(&course) {
                    return Err(conflict("joint-list-sealed"));
                }
                let known = projects(&office, act.tx(), &course).await?;
                let numbers = own_numbers(&course, &known);
                let mut rows = Vec::new();
                for row in &list.rows {
                    match numbers.get(&row.number) {
                        Some(pair) => rows.push(SupportRow {
                            pair: (*pair).to_owned(),
                            number: row.number.clone(),
                            supported: row.supported.unwrap_or(false),
                            place: row.place,
                            score: row.score,
                            amount: row.amount,
                            preferred: row.preferred,
                            tags: row.tags.clone(),
                        }),
                        None => troubles.push(trouble(&list.file, row.row, &row.number, "not-joint")),
                    }
                    if row.supported.is_none() {
                        troubles.push(trouble(&list.file, row.row, &row.number, "unsaid"));
                    }
                }
                if troubles.iter().any(|trouble| trouble.blocks) {
                    return Ok(EnteredList { troubles, rows: None });
                }
                rows.sort_by(|a, b| a.number.cmp(&b.number));
                let count = rows.len();
                let who = doing.viewer.name.clone();
                record(act, &doing, &Happened::SupportListEntered { direction, file, digest, rows, who }).await?;
                Ok(EnteredList { troubles, rows: Some(count) })
            })
        })
        .await
}

fn trouble(file: &str, row: u32, found: &str, remedy: &str) -> Trouble {
    Trouble {
        file: file.to_owned(),
        sheet: None,
        row,
        column: String::new(),
        found: found.to_owned(),
        remedy: Message::new(format!("joint-list-{remedy}")),
        blocks: true,
    }
}

type Read = Result<(hefu_decision::List, Vec<Trouble>), Vec<Trouble>>;

/// Reads the file away from the threads that answer.
async fn read_file(office: &Office, name: &str, bytes: Vec<u8>) -> Result<Read, OfficeError> {
    let currency = currency(office, &office.config().side);
    read_table(office, name, bytes, move |path, shown| {
        let named = |mut trouble: Trouble| {
            shown.clone_into(&mut trouble.file);
            trouble
        };
        Ok(match read_list(path, currency) {
            Ok((mut list, troubles)) => {
                shown.clone_into(&mut list.file);
                Ok((list, troubles.into_iter().map(named).collect()))
            }
            Err(troubles) => Err(troubles.into_iter().map(named).collect()),
        })
    })
    .await
}

fn own_numbers<'p>(course: &Course, known: &'p [JointProject]) -> BTreeMap<String, &'p str> {
    let own = |project: &'p JointProject| {
        let (_, number) = project.numbers.iter().find(|(side, _)| *side == course.own)?;
        Some((number.clone(), project.pair.as_str()))
    };
    known.iter().filter_map(own).collect()
}

fn own_seal(course: &Course) -> bool {
    course.joint.round().is_some_and(|round| round.seal(&course.own).is_some())
}

/// The list of this side as entered last.
pub(crate) async fn own_list(tx: &mut Tx<'_>, direction: &str) -> Result<Option<OwnList>, OfficeError> {
    let sql = "SELECT file, digest, body, who, at FROM support_lists WHERE direction = $1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(None) };
    Ok(Some(OwnList {
        file: row.text("file")?,
        digest: row.text("digest")?,
        who: row.text("who")?,
        at: row.text("at")?,
        rows: serde_json::from_str(&row.text("body")?)?,
    }))
}

/// What stands against sealing this list under the method in force.
pub(crate) fn list_faults(
    office: &Office,
    course: &Course,
    known: &[JointProject],
    rows: &[SupportRow],
) -> Vec<ListFault> {
    let said: BTreeSet<&str> = rows.iter().map(|row| row.number.as_str()).collect();
    let mut faults = Vec::new();
    let numbers = own_numbers(course, known);
    let missing: Vec<String> = numbers.keys().filter(|number| !said.contains(number.as_str())).cloned().collect();
    if !missing.is_empty() {
        faults.push(ListFault::Missing(missing));
    }
    let lacks = |wanted: &dyn Fn(&SupportRow) -> bool| -> Vec<String> {
        rows.iter().filter(|row| row.supported && wanted(row)).map(|row| row.number.clone()).collect()
    };
    if let Some((_, _, statement)) = course.in_force() {
        let sides = &course.joint.sides;
        if let Ok(method) = statement.method.clone().settle(sides) {
            use hefu_selection::Combination::{LeadFirst, SumOfPlaces, WeightedScores, WorsePlace};
            let (places, scores) = match &method.combination {
                SumOfPlaces | WorsePlace => (true, false),
                WeightedScores(_) => (false, true),
                LeadFirst(side) => (method.mode == Mode::Committee || *side == course.own, false),
            };
            let no_place = lacks(&|row| places && row.place.is_none() && row.score.is_none());
            let no_score = lacks(&|row| scores && row.score.is_none());
            faults.extend((!no_place.is_empty()).then_some(ListFault::NoPlace(no_place)));
            faults.extend((!no_score.is_empty()).then_some(ListFault::NoScore(no_score)));
        }
    }
    if currency(office, &course.own) == Currency::CNY {
        let none = lacks(&|row| row.amount.is_none_or(|money| money.currency != Currency::CNY));
        faults.extend((!none.is_empty()).then_some(ListFault::NoAmount(none)));
    }
    faults
}

/// Seals this side's list under the method in force. The partner gets the commitment and no more; nobody can change the list
/// after that.
///
/// # Errors
/// When the viewer may not, no method is in force, no list is entered or something is missing in it.
pub async fn seal_list(office: &Office, doing: Doing, direction: &str) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let salt = office.random().bytes()?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                let sealed = course.joint.round().and_then(|round| round.seal(&course.own));
                if let Some(seal) = sealed {
                    return Ok(seal.commitment.clone());
                }
                in_phase(&course, &[Phase::Sealing])?;
                let (_, method, statement) = course.in_force().ok_or_else(Refusal::not_found)?;
                let known = projects(&office, act.tx(), &course).await?;
                let entered = own_list(act.tx(), &direction).await?.ok_or_else(|| conflict("joint-list-none"))?;
                if let Some(fault) = list_faults(&office, &course, &known, &entered.rows).first() {
                    return Err(Refusal::invalid("list", fault.message()).into());
                }
                let list = SupportList {
                    exchange: course.exchange.name.clone(),
                    direction: direction.clone(),
                    round: statement.round,
                    method: method.clone(),
                    side: course.own.clone(),
                    rows: entered.rows,
                };
                let commitment = list.commitment(&salt).map_err(|error| OfficeError::Stored(error.to_string()))?;
                let (round, method) = (list.round, list.method.clone());
                let happened = Happened::ListSealed { direction, list: Box::new(list), salt: hex(&salt) };
                record(act, &doing, &happened).await?;
                let step = Step::Sealed { round, method: method.clone(), commitment: commitment.clone() };
                let place = take(act, &doing, &course, step).await?;
                let values = [text(&course.direction), Value::Int(i64::from(round)), text(&method), Value::Int(place)];
                let sql = "INSERT INTO seal_places (direction, round, method, place) VALUES ($1, $2, $3, $4)";
                act.tx().execute(sql, &values).await?;
                Ok(commitment)
            })
        })
        .await
}

/// Whether the partner has cosigned a state of this journal that holds this office's seal.
pub(crate) async fn witnessed(tx: &mut Tx<'_>, course: &Course) -> Result<bool, OfficeError> {
    let Some((_, method, statement)) = course.in_force() else { return Ok(false) };
    let values = [text(&course.direction), Value::Int(i64::from(statement.round)), text(method)];
    let sql = "SELECT place FROM seal_places WHERE direction = $1 AND round = $2 AND method = $3";
    let Some(row) = tx.maybe_row(sql, &values).await? else { return Ok(false) };
    let place = row.int("place")?;
    let sql = "SELECT size FROM cosignatures WHERE witness = $1";
    let size = tx.maybe_row(sql, &[text(&course.exchange.partner_origin)]).await?;
    Ok(size.map(|row| row.int("size")).transpose()?.is_some_and(|size| size > place))
}

/// Opens this side's list to the partner. Possible once both lists are sealed and the partner has witnessed this one's seal.
///
/// # Errors
/// When the viewer may not, or it is too early.
pub async fn open_list(office: &Office, doing: Doing, direction: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                if course.joint.round().is_some_and(|round| round.opening(&course.own).is_some()) {
                    return Ok(());
                }
                in_phase(&course, &[Phase::Opening])?;
                if !witnessed(act.tx(), &course).await? {
                    return Err(conflict("joint-not-witnessed"));
                }
                let (_, method, statement) = course.in_force().ok_or_else(Refusal::not_found)?;
                let sql = "SELECT body, salt FROM sealed_lists WHERE direction = $1 AND round = $2 AND method = $3";
                let values = [text(&direction), Value::Int(i64::from(statement.round)), text(method)];
                let row = act.tx().row(sql, &values).await?;
                let salt = row.text("salt")?;
                let list: SupportList = serde_json::from_str(&row.text("body")?)?;
                let shown = bytes32(&salt).and_then(|salt| list.commitment(&salt).ok());
                let own = course.joint.round().and_then(|round| round.seal(&course.own)).cloned();
                if shown != own.map(|seal| seal.commitment) {
                    return Err(OfficeError::Stored("the sealed list is not what was committed to".to_owned()));
                }
                take(act, &doing, &course, Step::Opened { list: Box::new(list), salt }).await?;
                Ok(())
            })
        })
        .await
}
