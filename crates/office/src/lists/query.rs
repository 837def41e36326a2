//! From what is asked of a list to a statement. What the viewer may not read enters neither the selection nor the order.

use std::collections::BTreeMap;

use hefu_application::State;
use hefu_store::{Row, Tx, Value};
use hefu_text::script::fold;

use super::columns::Sort;
use super::{Ask, Column, Kind, SearchField, Stage, Turn, outcome, outcome_word};
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::projection;
use crate::rights::{Action, Class, Question, Thing};

/// Rows on a page of a list.
pub(crate) const PAGE: usize = 50;

/// What a viewer may read of applications and pairs, by class of fields.
pub(crate) struct Scope {
    states: BTreeMap<Class, Vec<&'static str>>,
    /// Whether the viewer may see pairs.
    pub pairs: bool,
}

impl Scope {
    /// Asks the rights.
    pub(crate) fn of(office: &Office, doing: &Doing) -> Self {
        let relations = Office::relations_here(&doing.viewer);
        let sees = |thing: Thing, class: Class| {
            let ask = |relation| Question { relation, action: Action::See, thing, class, open: false };
            relations.iter().any(|relation| office.rights().may(ask(*relation)).yes())
        };
        let states = |class: Class| {
            // A list is of what the viewer may open one by one: of a class nothing is read where the content is not.
            let things = [(State::Submitted, Thing::Submitted), (State::Withdrawn, Thing::Withdrawn)];
            let seen = things.into_iter().filter(|(_, thing)| sees(*thing, Class::Content) && sees(*thing, class));
            seen.map(|(state, _)| projection::word(state)).collect()
        };
        Self {
            states: Class::ALL.iter().map(|class| (*class, states(*class))).collect(),
            pairs: sees(Thing::Pair, Class::Content),
        }
    }

    /// The states of applications in which the viewer reads fields of this class.
    pub(crate) fn states(&self, class: Class) -> &[&'static str] {
        self.states.get(&class).map_or(&[], Vec::as_slice)
    }

    /// Whether the viewer reads fields of this class of an application in this state.
    pub(crate) fn reads(&self, class: Class, state: &str) -> bool {
        self.states(class).contains(&state)
    }

    /// Whether the viewer reads this class of some rows of a list.
    pub(crate) fn some(&self, kind: Kind, class: Class) -> bool {
        match kind {
            Kind::Pairs => self.pairs && class != Class::Identity,
            Kind::Applications | Kind::Findings => !self.states(class).is_empty(),
        }
    }

    /// Whether the viewer reads this class of every row of a list.
    fn every(&self, kind: Kind, class: Class) -> bool {
        kind == Kind::Pairs || self.states(class) == self.states(Class::Content)
    }

    /// The condition under which the viewer reads this class of a row.
    fn sql(&self, kind: Kind, class: Class) -> String {
        let states = |column: &str| {
            let words: Vec<_> = self.states(class).iter().map(|word| format!("'{word}'")).collect();
            if words.is_empty() { "1 = 0".to_owned() } else { format!("{column} IN ({})", words.join(", ")) }
        };
        match kind {
            Kind::Applications => states("l.state"),
            Kind::Pairs => if self.pairs { "1 = 1" } else { "1 = 0" }.to_owned(),
            Kind::Findings if self.pairs => format!("(l.about = 'pair' OR {})", states("a.state")),
            Kind::Findings => states("a.state"),
        }
    }
}

/// A text as it stands between the signs of LIKE, with `\` as the sign of escape.
fn like(text: &str) -> String {
    let mut out = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('%');
    out
}

/// What is asked of a list, as a statement.
pub(crate) struct Query {
    kind: Kind,
    conditions: Vec<String>,
    values: Vec<Value>,
    order: Option<&'static Column>,
    down: bool,
}

impl Query {
    /// A statement for what is asked; `open` says of each direction whether its window is open now.
    ///
    /// # Errors
    /// A refusal where the viewer may read none of the list's rows.
    pub(crate) fn new(
        scope: &Scope,
        kind: Kind,
        ask: &Ask,
        open: &BTreeMap<String, bool>,
    ) -> Result<Self, OfficeError> {
        let rows = if kind == Kind::Findings { Class::Findings } else { Class::Content };
        if !(scope.some(kind, rows) || kind == Kind::Findings && scope.pairs) {
            return Err(Refusal::not_found().into());
        }
        let order = kind.column(&ask.sort).filter(|column| column.sort.is_some() && scope.every(kind, column.class));
        let mut query =
            Self { kind, conditions: vec![scope.sql(kind, rows)], values: Vec::new(), order, down: ask.down };
        for (filter, class) in kind.filters() {
            let Some(value) = ask.filter(filter).filter(|_| scope.some(kind, *class)) else { continue };
            if query.narrow(filter, value, ask, open) && !scope.every(kind, *class) {
                query.conditions.push(scope.sql(kind, *class));
            }
        }
        query.search(scope, ask);
        Ok(query)
    }

    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Narrows by one filter. Gives whether its value is one there is.
    fn narrow(&mut self, filter: &str, value: &str, ask: &Ask, open: &BTreeMap<String, bool>) -> bool {
        let condition = match (self.kind, filter) {
            // Pairs to be confirmed and halves that compete: who belongs together is open.
            (Kind::Pairs, "state") if value == "undecided" => "l.state IN ('confirm', 'claimed')".to_owned(),
            (_, "direction" | "topic") | (Kind::Pairs, "state") => format!("l.{filter} = {}", self.value(value)),
            (Kind::Applications, "stage") if Stage::from_word(value).is_some() => {
                format!("l.stage = {}", self.value(value))
            }
            (Kind::Applications, "confirmation") => format!("l.confirmation = {}", self.value(value)),
            (Kind::Applications, "turn") => match Turn::from_word(value) {
                Some(turn) => turn_sql(turn, open),
                None => return false,
            },
            (Kind::Applications, "outcome") => match outcome(value) {
                Some(hefu_check::Outcome::Fail) => "l.fails > 0".to_owned(),
                Some(hefu_check::Outcome::Person) => "l.persons > 0".to_owned(),
                Some(hefu_check::Outcome::Unset) => "l.unsets > 0".to_owned(),
                _ => return false,
            },
            (Kind::Applications, "clause") => {
                let clause = self.value(value);
                let stands = match ask.filter("outcome").and_then(outcome) {
                    Some(outcome) => format!("f.stands = '{}'", outcome_word(outcome)),
                    None => "f.stands <> 'pass'".to_owned(),
                };
                format!(
                    "EXISTS (SELECT 1 FROM list_findings f WHERE f.about = 'application' AND f.line = l.number
                       AND f.clause = {clause} AND {stands})"
                )
            }
            (Kind::Findings, "outcome") if outcome(value).is_some() => format!("l.stands = {}", self.value(value)),
            (Kind::Findings, "clause") => format!("l.clause = {}", self.value(value)),
            (Kind::Findings, "about") => format!("l.about = {}", self.value(value)),
            (Kind::Findings, "alike") => format!("l.evidence = {}", self.value(value)),
            _ => return false,
        };
        self.conditions.push(condition);
        true
    }

    /// Narrows to the rows in whose words, of the fields the viewer may read, all the words asked for occur.
    fn search(&mut self, scope: &Scope, ask: &Ask) {
        let kind = self.kind;
        let wanted: Vec<&SearchField> = kind
            .searches()
            .iter()
            .filter(|field| scope.some(kind, field.class) && (ask.field.is_empty() || ask.field == field.word))
            // Whoever names no field does not mean identity numbers.
            .filter(|field| field.class != Class::Identity || ask.field == field.word)
            .collect();
        let (about, line) = match kind {
            Kind::Applications => ("'application'", "l.number"),
            Kind::Pairs => ("'pair'", "l.line"),
            Kind::Findings => ("l.about", "l.line"),
        };
        for word in ask.words.split_whitespace() {
            if wanted.is_empty() {
                return;
            }
            let pattern = self.value(like(&fold(word)));
            let fields: Vec<String> = wanted
                .iter()
                .map(|field| {
                    let read = if scope.every(kind, field.class) {
                        String::new()
                    } else {
                        format!(" AND {}", scope.sql(kind, field.class))
                    };
                    format!("(w.field = '{}'{read})", field.word)
                })
                .collect();
            self.conditions.push(format!(
                "EXISTS (SELECT 1 FROM list_words w WHERE w.about = {about} AND w.line = {line} AND ({})
                   AND w.words LIKE {pattern} ESCAPE '\\')",
                fields.join(" OR ")
            ));
        }
    }

    /// One page: rows with the columns `select` beside `id` and `sorted`, at most `most`, in the order asked for; the place
    /// of the first and the last where there are rows before and after.
    pub(crate) async fn page(
        mut self,
        tx: &mut Tx<'_>,
        select: &str,
        ask: &Ask,
        most: usize,
    ) -> Result<(Vec<Row>, Option<String>, Option<String>), OfficeError> {
        let (table, id) = self.kind.table();
        let (sorted, number) = match self.order.and_then(|column| column.sort) {
            Some(Sort::Number(sql)) => (sql, true),
            Some(Sort::Text(sql)) => (sql, false),
            None => (id, false),
        };
        let backward = ask.before.is_some();
        let down = self.down != backward;
        let place = ask.before.as_deref().or(ask.after.as_deref());
        if let Some((value, row)) = place.and_then(|place| place.rsplit_once('|')) {
            let sign = if down { '<' } else { '>' };
            let value: Value = if number { Value::Int(value.parse().unwrap_or(0)) } else { Value::from(value) };
            let (value, row) = (self.value(value), self.value(row));
            self.conditions
                .push(format!("({sorted} {sign}= {value} AND ({sorted} {sign} {value} OR {id} {sign} {row}))"));
        }
        let way = if down { "DESC" } else { "ASC" };
        let order = if sorted == id { format!("{id} {way}") } else { format!("{sorted} {way}, {id} {way}") };
        let sql = format!(
            "SELECT {id} AS id, {sorted} AS sorted, {select} FROM {table} WHERE {} ORDER BY {order} LIMIT {}",
            self.conditions.join(" AND "),
            most.saturating_add(1)
        );
        let mut rows = tx.rows(&sql, &self.values).await?;
        let more = rows.len() > most;
        rows.truncate(most);
        if backward {
            rows.reverse();
        }
        let place = |row: &Row| -> Result<String, OfficeError> {
            let sorted = if number { row.int("sorted")?.to_string() } else { row.text("sorted")? };
            Ok(format!("{sorted}|{}", row.text("id")?))
        };
        let first = rows.first().map(place).transpose()?;
        let last = rows.last().map(place).transpose()?;
        let (before, after) = if backward {
            (first.filter(|_| more), last)
        } else {
            (first.filter(|_| ask.after.is_some()), last.filter(|_| more))
        };
        Ok((rows, before, after))
    }

    /// How many rows there are.
    pub(crate) async fn count(self, tx: &mut Tx<'_>) -> Result<i64, OfficeError> {
        let (table, _) = self.kind.table();
        let sql = format!("SELECT COUNT(*) AS n FROM {table} WHERE {}", self.conditions.join(" AND "));
        Ok(tx.row(&sql, &self.values).await?.int("n")?)
    }
}

/// The applications whose turn it is, as [`Stage::turn`] says.
fn turn_sql(turn: Turn, open: &BTreeMap<String, bool>) -> String {
    let mut terms = Vec::new();
    for (direction, open) in open {
        for stage in Stage::ALL {
            for (persons, fails) in [(false, false), (false, true), (true, false), (true, true)] {
                if stage.turn(persons, fails, *open) == turn {
                    let sign = |is: bool| if is { "> 0" } else { "= 0" };
                    terms.push(format!(
                        "(l.direction = '{}' AND l.stage = '{}' AND l.persons {} AND l.fails {})",
                        direction.replace('\'', "''"),
                        stage.word(),
                        sign(persons),
                        sign(fails)
                    ));
                }
            }
        }
    }
    if terms.is_empty() { "1 = 0".to_owned() } else { format!("({})", terms.join(" OR ")) }
}
