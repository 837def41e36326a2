//! All tables as text that either engine takes in again: one file for a table, a row of JSON on each line, the names of
//! the columns on the first.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Write};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value as Json, json};

use crate::db::{Db, Engine};
use crate::error::StoreError;
use crate::migrate::{self, Applied, Migration};
use crate::own;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// The list of migrations stands in the archive's own words, not as a table.
const LEFT_OUT: &str = "store_migrations";

/// The tables that these migrations make, each after those it refers to.
///
/// # Errors
/// When the migrations fail.
pub async fn tables(migrations: &[Migration]) -> Result<Vec<String>, StoreError> {
    let empty = Db::memory().await?;
    empty.migrate(migrations).await?;
    let mut tx = empty.read().await?;
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
               AND name <> $1 ORDER BY rowid";
    let names = tx.rows(sql, &[LEFT_OUT.into()]).await?;
    let mut refers = Vec::new();
    for row in names {
        let name = row.text("name")?;
        let sql = "SELECT \"table\" AS target FROM pragma_foreign_key_list($1)";
        let targets = tx.rows(sql, &[name.as_str().into()]).await?;
        let targets = targets.iter().map(|row| row.text("target")).collect::<Result<BTreeSet<_>, _>>()?;
        refers.push((name, targets));
    }
    let (mut ordered, mut placed) = (Vec::new(), BTreeSet::new());
    while !refers.is_empty() {
        let ready =
            refers.iter().position(|(name, targets)| targets.iter().all(|to| to == name || placed.contains(to)));
        let place = ready.ok_or_else(|| StoreError::Portable("tables refer to each other in a circle".to_owned()))?;
        let (name, _) = refers.remove(place);
        placed.insert(name.clone());
        ordered.push(name);
    }
    Ok(ordered)
}

impl Tx<'_> {
    /// Writes a table out. Gives the number of its rows.
    ///
    /// # Errors
    /// When the database or `out` fails.
    pub async fn write_out(&mut self, table: &str, out: &mut (dyn Write + Send)) -> Result<u64, StoreError> {
        let columns = self.columns(table).await?;
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let broken = |error: std::io::Error| StoreError::Portable(format!("table {table}: {error}"));
        writeln!(out, "{}", json!(names)).map_err(broken)?;
        let sql = format!("SELECT {} FROM {table} ORDER BY {}", names.join(", "), names.join(", "));
        let mut count = 0;
        self.each(&sql, &[], &mut |row: Row| {
            let values =
                names.iter().map(|name| Ok(to_json(row.value(name)?))).collect::<Result<Vec<_>, StoreError>>()?;
            count += 1;
            writeln!(out, "{}", Json::Array(values)).map_err(broken)
        })
        .await?;
        Ok(count)
    }

    /// The columns of a table in their order, and whether each is a truth value for this engine.
    async fn columns(&mut self, table: &str) -> Result<Vec<(String, bool)>, StoreError> {
        let sql = match self.engine() {
            Engine::Sqlite => "SELECT name, 0 AS truth FROM pragma_table_info($1) ORDER BY cid",
            Engine::Postgres => {
                "SELECT CAST(column_name AS TEXT) AS name, data_type = 'boolean' AS truth
                 FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1
                 ORDER BY ordinal_position"
            }
        };
        let rows = self.rows(sql, &[table.into()]).await?;
        rows.iter().map(|row| Ok((row.text("name")?, row.bool("truth")?))).collect()
    }

    /// Fills a table from what [`write_out`](Self::write_out) wrote. Gives the number of its rows.
    async fn take_in(&mut self, table: &str, from: &mut (dyn BufRead + Send)) -> Result<u64, StoreError> {
        let fault = |line: u64, reason: String| StoreError::Portable(format!("table {table}, line {line}: {reason}"));
        let mut lines = from.lines();
        let head = lines.next().transpose().map_err(|error| fault(1, error.to_string()))?.unwrap_or_default();
        let names: Vec<String> = serde_json::from_str(&head).map_err(|error| fault(1, error.to_string()))?;
        let known: BTreeMap<String, bool> = self.columns(table).await?.into_iter().collect();
        if let Some(unknown) = names.iter().find(|name| !known.contains_key(*name)) {
            return Err(fault(1, format!("there is no column `{unknown}`")));
        }
        let marks: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), marks.join(", "));
        let mut count = 0;
        for line in lines {
            let number = count + 2;
            let line = line.map_err(|error| fault(number, error.to_string()))?;
            let row: Vec<Json> = serde_json::from_str(&line).map_err(|error| fault(number, error.to_string()))?;
            if row.len() != names.len() {
                return Err(fault(number, format!("{} values, {} columns", row.len(), names.len())));
            }
            let values = names.iter().zip(row).map(|(name, json)| {
                let truth = known.get(name).copied().unwrap_or_default();
                from_json(json, truth).ok_or_else(|| fault(number, format!("column `{name}` holds something else")))
            });
            let values = values.collect::<Result<Vec<_>, _>>()?;
            self.execute(&sql, &values).await?;
            count += 1;
        }
        Ok(count)
    }

    /// On PostgreSQL, has the numbers that the database gives by itself go on after those taken in. SQLite does so.
    async fn go_on_counting(&mut self, table: &str) -> Result<(), StoreError> {
        if self.engine() == Engine::Sqlite {
            return Ok(());
        }
        let sql = "SELECT CAST(column_name AS TEXT) AS name FROM information_schema.columns
                   WHERE table_schema = current_schema() AND table_name = $1 AND is_identity = 'YES'";
        for row in self.rows(sql, &[table.into()]).await? {
            let column = row.text("name")?;
            let sql = format!(
                "SELECT setval(pg_get_serial_sequence('{table}', '{column}'),
                   COALESCE(MAX({column}), 1), MAX({column}) IS NOT NULL) AS at FROM {table}"
            );
            self.rows(&sql, &[]).await?;
        }
        Ok(())
    }
}

impl Db {
    /// Fills an empty database, all or nothing: first the tables as they were when they were written out, then the
    /// rows, then what `migrations` have added since. `open` gives the text of a table. Gives the rows of each table.
    ///
    /// # Errors
    /// When there are tables already, those written out are not these migrations', or a row does not fit.
    pub async fn fill<R: BufRead + Send>(
        &self,
        migrations: &[Migration],
        applied: &[Applied],
        open: impl Fn(&str) -> Result<R, StoreError> + Send,
    ) -> Result<BTreeMap<String, u64>, StoreError> {
        let then = migrate::up_to(migrations, "office", applied)?;
        let store_then = migrate::up_to(own::MIGRATIONS, "store", applied)?;
        let order = tables(then).await?;
        let mut tx = self.write().await?;
        let engine = self.engine();
        let done = async {
            let there = tx.table_names().await?;
            if !there.is_empty() {
                return Err(StoreError::Portable(format!("the database has tables already: {}", there.join(", "))));
            }
            migrate::apply(&mut tx, engine, "store", store_then).await?;
            migrate::apply(&mut tx, engine, "office", then).await?;
            let mut counts = BTreeMap::new();
            for table in &order {
                let count = tx.take_in(table, &mut open(table)?).await?;
                tx.go_on_counting(table).await?;
                counts.insert(table.clone(), count);
            }
            migrate::apply(&mut tx, engine, "store", own::MIGRATIONS).await?;
            migrate::apply(&mut tx, engine, "office", migrations).await?;
            Ok(counts)
        };
        match done.await {
            Ok(counts) => {
                tx.commit().await.map_err(|error| StoreError::sql("COMMIT", &error))?;
                Ok(counts)
            }
            Err(error) => {
                tx.roll_back().await;
                Err(error)
            }
        }
    }
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => json!({ "base64": BASE64_STANDARD.encode(bytes) }),
        Value::Bool(truth) => json!(truth),
    }
}

fn from_json(json: Json, truth: bool) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(value),
        Json::Number(number) if truth => Value::Bool(number.as_i64()? != 0),
        Json::Number(number) => Value::Int(number.as_i64()?),
        Json::String(text) => Value::Text(text),
        Json::Object(object) => Value::Bytes(BASE64_STANDARD.decode(object.get("base64")?.as_str()?).ok()?),
        Json::Array(_) => return None,
    })
}
