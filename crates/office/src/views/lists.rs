//! The lists of officers: applications, pairs, findings. Which rows and which columns there are is asked of the rights; the
//! SQL is made from the answer.

use std::collections::BTreeMap;

use hefu_store::{Row, Tx};
use jiff::{Timestamp, Zoned};

use super::own_notices;
use crate::Office;
use crate::acts::Doing;
use crate::confirmation::used;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::lists::{Ask, Cell, Column, Kind, PAGE, Query, Scope, Stage, outcome};

/// A page of a list, or a whole one.
#[derive(Clone, Debug, PartialEq)]
pub struct ListView {
    /// Which list.
    pub kind: Kind,
    /// What was asked, without what has no effect for this viewer.
    pub ask: Ask,
    /// The columns shown.
    pub columns: Vec<&'static Column>,
    /// The columns there are for this viewer.
    pub offered: Vec<&'static Column>,
    /// The filters there are for this viewer.
    pub filters: Vec<&'static str>,
    /// The fields this viewer may search in.
    pub searches: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<ListRow>,
    /// Where the page before ends.
    pub before: Option<String>,
    /// Where the page after begins.
    pub after: Option<String>,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    /// Where it leads.
    pub to: Option<ListTo>,
    /// One cell for each column shown.
    pub cells: Vec<Cell>,
}

/// What a row leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListTo {
    /// The application behind this draft.
    Application(String),
    /// A pair.
    Pair(String),
    /// The possible pairs of an application of this office, by its number.
    Claimed(String),
    /// A finding of the application behind this draft.
    Finding {
        /// The draft.
        draft: String,
        /// The finding.
        finding: String,
    },
}

/// Most rows that are handed out at once; a list of more is narrowed first.
pub const EXPORT_MOST: usize = 200_000;

/// A page of a list as it is asked for.
///
/// # Errors
/// A refusal where the viewer may see nothing of it.
pub async fn list(office: &Office, doing: &Doing, kind: Kind, ask: &Ask) -> Result<ListView, OfficeError> {
    let mut tx = office.db().read().await?;
    page(office, &mut tx, doing, kind, ask, PAGE).await
}

/// The whole of a list as it is asked for: every row that its pages show, and no other.
///
/// # Errors
/// A refusal where the viewer may see nothing of it, or it has more than [`EXPORT_MOST`] rows.
pub async fn whole_list(office: &Office, doing: &Doing, kind: Kind, ask: &Ask) -> Result<ListView, OfficeError> {
    let mut tx = office.db().read().await?;
    let ask = Ask { after: None, before: None, ..ask.clone() };
    let whole = page(office, &mut tx, doing, kind, &ask, EXPORT_MOST).await?;
    if whole.after.is_some() {
        let most = i64::try_from(EXPORT_MOST).unwrap_or(i64::MAX);
        let message = hefu_words::Message::new("list-too-long").with("most", most);
        return Err(Refusal::new(RefusalKind::TooLarge, message).into());
    }
    Ok(whole)
}

/// How many rows a list has as it is asked for.
///
/// # Errors
/// A refusal where the viewer may see nothing of it.
pub(crate) async fn count(
    scope: &Scope,
    tx: &mut Tx<'_>,
    kind: Kind,
    ask: &Ask,
    open: &BTreeMap<String, bool>,
) -> Result<i64, OfficeError> {
    Query::new(scope, kind, ask, open)?.count(tx).await
}

/// Whether the window of each direction of this office is open now.
pub(crate) async fn open_now(
    office: &Office,
    tx: &mut Tx<'_>,
    now: &Zoned,
) -> Result<BTreeMap<String, bool>, OfficeError> {
    let notices = own_notices(tx).await?;
    let open = |number: &str| notices.get(number).is_some_and(|notice| office.is_open(notice, now));
    Ok(office.directions().map(|direction| (direction.number.clone(), open(&direction.number))).collect())
}

async fn page(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    kind: Kind,
    ask: &Ask,
    most: usize,
) -> Result<ListView, OfficeError> {
    let scope = Scope::of(office, doing);
    let open = open_now(office, tx, &doing.now).await?;
    // Of confirmations nothing is said where the office asks for none.
    let confirms = used(tx).await?;
    let spoken = |word: &str| confirms || word != "confirmation";
    let mut ask = ask.clone();
    ask.filters.retain(|word, _| spoken(word));
    let query = Query::new(&scope, kind, &ask, &open)?;
    let offered: Vec<&'static Column> =
        kind.columns().iter().filter(|column| scope.some(kind, column.class) && spoken(column.word)).collect();
    let chosen = |column: &&&'static Column| ask.columns.iter().any(|word| word == column.word);
    let mut columns: Vec<&'static Column> = offered.iter().filter(chosen).copied().collect();
    if columns.is_empty() {
        columns = offered.iter().filter(|column| column.usual).copied().collect();
    }
    let (rows, before, after) = query.page(tx, select(kind), &ask, most).await?;
    let reader = Reader { office, scope: &scope, open: &open };
    let rows = rows.iter().map(|row| reader.row(kind, &columns, row)).collect::<Result<Vec<_>, _>>()?;
    let filters: Vec<&'static str> = kind
        .filters()
        .iter()
        .filter(|(word, class)| scope.some(kind, *class) && spoken(word))
        .map(|(word, _)| *word)
        .collect();
    let searches: Vec<&'static str> =
        kind.searches().iter().filter(|field| scope.some(kind, field.class)).map(|field| field.word).collect();
    ask.filters.retain(|word, _| filters.contains(&word.as_str()));
    ask.columns.retain(|word| columns.iter().any(|column| column.word == word));
    if !searches.contains(&ask.field.as_str()) {
        ask.field.clear();
    }
    Ok(ListView { kind, ask, columns, offered, filters, searches, rows, before, after })
}

const fn select(kind: Kind) -> &'static str {
    match kind {
        Kind::Applications => {
            "l.number AS number, l.draft AS draft, l.direction AS direction, l.state AS state, l.stage AS stage,
             l.topic AS topic, l.title AS title, l.unit AS unit, l.person AS person, l.pair AS pair,
             l.submitted AS submitted, l.revision AS revision, l.fails AS fails, l.persons AS persons,
             l.unsets AS unsets, l.confirmation AS confirmation"
        }
        Kind::Pairs => {
            "l.line AS line, l.direction AS direction, l.state AS state, l.pair AS pair, l.own AS own,
             l.partner_side AS partner_side, l.partner AS partner, l.title AS title, l.title_side AS title_side,
             l.topic AS topic, l.units AS units, l.people AS people, l.fails AS fails, l.persons AS persons"
        }
        Kind::Findings => {
            "l.finding AS finding, l.about AS about, l.line AS line, l.direction AS direction, l.clause AS clause,
             l.found AS found, l.stands AS stands, l.says AS says, a.draft AS draft, a.state AS state,
             COALESCE(a.title, (SELECT p.title FROM list_pairs p WHERE p.line = l.line), '') AS title,
             COALESCE((SELECT p.title_side FROM list_pairs p WHERE p.line = l.line), '') AS title_side"
        }
    }
}

/// Reads rows into cells.
struct Reader<'a> {
    office: &'a Office,
    scope: &'a Scope,
    open: &'a BTreeMap<String, bool>,
}

impl Reader<'_> {
    fn row(&self, kind: Kind, columns: &[&'static Column], row: &Row) -> Result<ListRow, OfficeError> {
        let state = if kind == Kind::Pairs { None } else { row.maybe_text("state")? };
        let reads = |column: &Column| state.as_deref().is_none_or(|state| self.scope.reads(column.class, state));
        let cells = columns.iter().map(|column| match (reads(column), kind) {
            (false, _) => Ok(Cell::Nothing),
            (true, Kind::Applications) => self.application(column.word, row),
            (true, Kind::Pairs) => pair(column.word, row),
            (true, Kind::Findings) => self.finding(column.word, row),
        });
        Ok(ListRow { to: to(kind, row)?, cells: cells.collect::<Result<_, _>>()? })
    }

    fn own(&self, text: String) -> Cell {
        Cell::Own { text, side: self.office.config().side.clone() }
    }

    fn application(&self, word: &str, row: &Row) -> Result<Cell, OfficeError> {
        let stage = || stage(&row.text("stage")?);
        Ok(match word {
            "title" | "unit" | "person" => self.own(row.text(word)?),
            "direction" => Cell::Direction(row.text("direction")?),
            "topic" => Cell::Topic { direction: row.text("direction")?, topic: row.text("topic")? },
            "stage" => Cell::Stage(stage()?),
            "turn" => {
                let open = self.open.get(&row.text("direction")?).copied().unwrap_or_default();
                Cell::Turn(stage()?.turn(row.int("persons")? > 0, row.int("fails")? > 0, open))
            }
            "confirmation" => match row.text(word)? {
                waits if waits.is_empty() => Cell::Nothing,
                waits => Cell::Confirmation(waits),
            },
            "persons" | "fails" | "unsets" | "revision" => Cell::Number(row.int(word)?),
            "submitted" => Cell::Instant(Timestamp::from_millisecond(row.int("submitted")?).unwrap_or_default()),
            other => Cell::Plain(row.text(other)?),
        })
    }

    fn finding(&self, word: &str, row: &Row) -> Result<Cell, OfficeError> {
        let outcome = |column: &str| {
            let word = row.text(column)?;
            outcome(&word).ok_or_else(|| OfficeError::Stored(format!("outcome `{word}`")))
        };
        Ok(match word {
            "number" => Cell::Plain(row.text("line")?),
            "title" => match row.text("title_side")? {
                side if side.is_empty() => self.own(row.text("title")?),
                side => Cell::Own { text: row.text("title")?, side },
            },
            "says" => Cell::Said(serde_json::from_str(&row.text("says")?)?),
            "outcome" => Cell::Outcome(outcome("stands")?),
            "found" => Cell::Outcome(outcome("found")?),
            "direction" => Cell::Direction(row.text("direction")?),
            other => Cell::Plain(row.text(other)?),
        })
    }
}

fn pair(word: &str, row: &Row) -> Result<Cell, OfficeError> {
    let written =
        |column: &str| Ok::<_, OfficeError>(Cell::Own { text: row.text(column)?, side: row.text("title_side")? });
    let direction = || row.text("direction");
    Ok(match word {
        "title" | "units" | "people" => written(word)?,
        "direction" => Cell::Direction(direction()?),
        "topic" => Cell::Topic { direction: direction()?, topic: row.text("topic")? },
        "side" => Cell::Side { direction: direction()?, side: row.text("partner_side")? },
        "state" => Cell::Pair(row.text("state")?),
        "fails" | "persons" => Cell::Number(row.int(word)?),
        other => Cell::Plain(row.text(other)?),
    })
}

fn stage(word: &str) -> Result<Stage, OfficeError> {
    Stage::from_word(word).ok_or_else(|| OfficeError::Stored(format!("stage `{word}`")))
}

fn to(kind: Kind, row: &Row) -> Result<Option<ListTo>, OfficeError> {
    Ok(match kind {
        Kind::Applications => Some(ListTo::Application(row.text("draft")?)),
        Kind::Pairs => match (row.text("pair")?, row.text("state")?.as_str(), row.text("own")?) {
            (pair, _, _) if !pair.is_empty() => Some(ListTo::Pair(pair)),
            (_, "claimed", own) if !own.is_empty() => Some(ListTo::Claimed(own)),
            _ => None,
        },
        Kind::Findings => match row.maybe_text("draft")? {
            Some(draft) => Some(ListTo::Finding { draft, finding: row.text("finding")? }),
            None => Some(ListTo::Pair(row.text("line")?)),
        },
    })
}
