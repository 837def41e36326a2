//! Statements, values and rows mean the same on both engines.

use hefu_store::{Act, BoxFuture, Db, Row, StoreError, Value, Writer};

use crate::harness::{names, on_both, put};

async fn act<T: Send + 'static>(
    writer: &Writer,
    doing: impl for<'a, 'b> FnOnce(&'a mut Act<'b>) -> BoxFuture<'a, Result<T, StoreError>> + Send + 'static,
) -> Result<T, StoreError> {
    writer.run(doing).await
}

async fn rows(db: &Db, sql: &str, values: &[Value]) -> Vec<Row> {
    db.read().await.expect("reading").rows(sql, values).await.expect("rows")
}

const ALL: &str = "INSERT INTO cells (name, number, words, raw, flag) VALUES ($1, $2, $3, $4, $5)";

on_both! {
    // Whatever goes in comes out, NULL or not, with the same statement.
    async fn values_come_back(place: Place) {
        let writer = place.started().await;
        let raw: Vec<u8> = (0..=255).collect();
        let full = [
            Value::from("満"),
            Value::from(i64::MIN),
            Value::from("合符 𠮷 \" ' \\ \n"),
            Value::from(raw.clone()),
            Value::from(true),
        ];
        let bare = [Value::from("空"), Value::Null, Value::Null, Value::Null, Value::Null];
        let most =
            [Value::from("等"), Value::from(i64::MAX), Value::from(""), Value::from(Vec::new()), Value::from(false)];
        // NULL first and last: a statement prepared with one must not decide the types of the other.
        for values in
            [bare.clone(), full, most, [Value::from("無"), Value::Null, Value::Null, Value::Null, Value::Null]]
        {
            assert_eq!(
                act(&writer, move |act| Box::pin(async move { act.tx().execute(ALL, &values).await })).await,
                Ok(1)
            );
        }
        let found = rows(&place.db, "SELECT * FROM cells ORDER BY name", &[]).await;
        let by_name =
            |name: &str| found.iter().find(|row| row.text("name").as_deref() == Ok(name)).expect(name).clone();
        let full = by_name("満");
        assert_eq!(full.int("number"), Ok(i64::MIN));
        assert_eq!(full.text("words").as_deref(), Ok("合符 𠮷 \" ' \\ \n"));
        assert_eq!(full.bytes("raw"), Ok(raw));
        assert_eq!(full.bool("flag"), Ok(true));
        let most = by_name("等");
        assert_eq!(most.shown(), "name=\"等\" number=9223372036854775807 words=\"\" raw= flag=0");
        let bare = by_name("空");
        assert_eq!(bare.maybe_int("number"), Ok(None));
        assert_eq!(bare.maybe_text("words"), Ok(None));
        assert_eq!(bare.maybe_bytes("raw"), Ok(None));
        assert_eq!(bare.maybe_bool("flag"), Ok(None));
        assert_eq!(bare.shown(), "name=\"空\" number=NULL words=NULL raw=NULL flag=NULL");
    }

    // A getter that asks for the wrong thing says which column, what was wanted and what is there.
    async fn getters_say_what_is_wrong(place: Place) {
        let writer = place.started().await;
        let found = act(&writer, |act| {
            Box::pin(async move {
                put(act, "a", 7).await?;
                act.tx().row("SELECT name, number, words FROM cells", &[]).await
            })
        })
        .await
        .expect("a row");
        assert_eq!(found.columns(), ["name", "number", "words"]);
        let said = |error: StoreError| error.to_string();
        assert_eq!(
            found.int("name").map_err(said),
            Err("column `name`: a whole number wanted, a text found".to_owned())
        );
        assert_eq!(found.text("words").map_err(said), Err("column `words`: a text wanted, NULL found".to_owned()));
        assert_eq!(
            found.bool("number").map_err(said),
            Err("column `number`: a truth value wanted, a whole number found".to_owned())
        );
        assert_eq!(found.bytes32("name").map_err(said), Err("column `name`: bytes wanted, a text found".to_owned()));
        assert_eq!(
            found.int("age").map_err(said),
            Err("column `age`: a value wanted, no such column among name, number, words found".to_owned())
        );
    }

    // Text is ordered and compared by code point, LIKE tells capitals from small letters, sums are whole numbers.
    async fn the_same_meaning(place: Place) {
        let writer = place.started().await;
        let names = ["b", "B", "a b", "a-b", "é", "合", "台", "_", "a", "𠮷", "Z"];
        act(&writer, move |act| {
            Box::pin(async move {
                for (number, name) in (1..).zip(names) {
                    put(act, name, number).await?;
                }
                Ok(())
            })
        })
        .await
        .expect("cells");
        let mut wanted = names.map(str::to_owned);
        wanted.sort();
        assert_eq!(crate::harness::names(&place.db).await, wanted);
        let like = rows(&place.db, "SELECT name FROM cells WHERE name LIKE $1 ORDER BY name", &["b%".into()]).await;
        assert_eq!(like.iter().map(|row| row.text("name").unwrap()).collect::<Vec<_>>(), ["b"]);
        let sum = &rows(&place.db, "SELECT CAST(SUM(number) AS BIGINT) AS sum, COUNT(*) AS n FROM cells", &[]).await[0];
        assert_eq!((sum.int("sum"), sum.int("n")), (Ok(66), Ok(11)));
        let twice = "SELECT name FROM cells WHERE number = $2 OR (name = $1 AND number <> $2) ORDER BY name";
        assert_eq!(rows(&place.db, twice, &["a".into(), 1.into()]).await.len(), 2);
        let none = "SELECT name FROM cells WHERE CAST($1 AS TEXT) IS NULL";
        assert_eq!(rows(&place.db, none, &[Value::Null]).await.len(), 11);
        assert_eq!(rows(&place.db, none, &["x".into()]).await.len(), 0);
    }

    // One row means one row.
    async fn one_row(place: Place) {
        let writer = place.started().await;
        act(&writer, |act| {
            Box::pin(async move {
                put(act, "a", 1).await?;
                put(act, "b", 1).await
            })
        })
        .await
        .expect("cells");
        let mut tx = place.db.read().await.expect("reading");
        let sql = "SELECT name FROM cells WHERE number = $1";
        let wrong = |found| StoreError::NotOne { sql: sql.to_owned(), found };
        assert_eq!(tx.maybe_row(sql, &[2.into()]).await, Ok(None));
        assert_eq!(tx.row(sql, &[2.into()]).await, Err(wrong("there is none")));
        assert_eq!(tx.row(sql, &[1.into()]).await, Err(wrong("there are several")));
        assert_eq!(tx.maybe_row(sql, &[1.into()]).await, Err(wrong("there are several")));
    }

    // What cannot be a parameter on one engine is refused on both.
    async fn parameters(place: Place) {
        let writer = place.started().await;
        let done = act(&writer, |act| Box::pin(async move { put(act, "a\0b", 1).await })).await;
        assert_eq!(done, Err(StoreError::NulInText));
        let mut tx = place.db.read().await.expect("reading");
        for values in [vec![], vec![Value::from("a"), Value::from("b")]] {
            let found = tx.rows("SELECT name FROM cells WHERE name = $1", &values).await;
            let Err(StoreError::Parameters { wanted: 1, given, .. }) = found else { panic!("{found:?}") };
            assert_eq!(given, values.len());
        }
        assert_eq!(tx.rows("SELECT name FROM cells WHERE name = $1", &["a".into()]).await, Ok(vec![]));
    }

    // Keys and references are kept, and a key that is taken can be told from other failures.
    async fn constraints(place: Place) {
        let writer = place.started().await;
        act(&writer, |act| Box::pin(async move { put(act, "a", 1).await })).await.expect("a cell");
        let taken = act(&writer, |act| Box::pin(async move { put(act, "a", 2).await })).await.expect_err("taken");
        assert!(taken.is_conflict(), "{taken}");
        let sql = "INSERT INTO parts (part, cell) VALUES ($1, $2)";
        let loose = act(&writer, move |act| {
            Box::pin(async move { act.tx().execute(sql, &["p".into(), "nowhere".into()]).await })
        });
        let loose = loose.await.expect_err("no such cell");
        assert!(!loose.is_conflict() && matches!(loose, StoreError::Sql { .. }), "{loose}");
        assert_eq!(names(&place.db).await, ["a"]);
    }

    // A reader sees one state, whatever is written meanwhile, and cannot write.
    async fn readers_see_one_state(place: Place) {
        let writer = place.started().await;
        act(&writer, |act| Box::pin(async move { put(act, "a", 1).await })).await.expect("a cell");
        let mut tx = place.db.read().await.expect("reading");
        let count = async |tx: &mut hefu_store::Tx<'_>| tx.row("SELECT COUNT(*) AS n FROM cells", &[]).await?.int("n");
        assert_eq!(count(&mut tx).await, Ok(1));
        act(&writer, |act| Box::pin(async move { put(act, "b", 1).await })).await.expect("a cell");
        assert_eq!(count(&mut tx).await, Ok(1));
        assert_eq!(count(&mut place.db.read().await.expect("reading")).await, Ok(2));
        let written = tx.execute("DELETE FROM cells", &[]).await;
        assert!(matches!(written, Err(StoreError::Sql { .. })), "{written:?}");
        assert_eq!(names(&place.db).await, ["a", "b"]);
    }
}
