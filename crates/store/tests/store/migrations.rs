//! Tables change by numbered migrations, forward only.

use hefu_store::{Db, Migration, StoreError};

use crate::harness::on_both;

const FIRST: Migration = Migration { number: 1, name: "first", sql: "CREATE TABLE a (n {{bigint}})" };
const SECOND: Migration = Migration {
    number: 2,
    name: "second",
    sql: "CREATE TABLE b (n {{identity}}, w {{bytes}}); CREATE TABLE c (f {{bool}})",
};

async fn has(db: &Db, table: &str) -> bool {
    db.read().await.expect("reading").rows(&format!("SELECT * FROM {table}"), &[]).await.is_ok()
}

async fn reason(db: &Db, migrations: &[Migration]) -> String {
    match db.migrate(migrations).await {
        Err(StoreError::Migration { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

on_both! {
    // Each is applied once, also where two programs start together.
    async fn applied_once(place: Place) {
        place.db.migrate(&[FIRST]).await.expect("the first");
        assert!(has(&place.db, "a").await && !has(&place.db, "b").await);
        let other = Db::open(&place.url).await.expect("opening again");
        let both = [FIRST, SECOND];
        let (here, there) = tokio::join!(place.db.migrate(&both), other.migrate(&both));
        assert_eq!((here, there), (Ok(()), Ok(())));
        assert!(has(&place.db, "b").await && has(&place.db, "c").await);
        assert!(has(&place.db, "store_journal").await);
    }

    // Where one fails, none of those that came with it stays.
    async fn all_or_nothing(place: Place) {
        let bad = Migration { sql: "CREATE TABLE b (n {{bigint}}); CREATE TABLE a (n {{bigint}})", ..SECOND };
        let said = reason(&place.db, &[FIRST, bad]).await;
        assert!(said.contains("exists"), "{said}");
        assert!(!has(&place.db, "a").await && !has(&place.db, "b").await && !has(&place.db, "store_journal").await);
        place.db.migrate(&[FIRST, SECOND]).await.expect("the right ones");
    }

    // One that was changed, is missing in the middle, or is of a newer program is refused.
    async fn refused(place: Place) {
        place.db.migrate(&[FIRST, SECOND]).await.expect("both");
        let changed = Migration { sql: "CREATE TABLE a (n {{bigint}} )", ..FIRST };
        assert!(reason(&place.db, &[changed, SECOND]).await.contains("changed after it was applied"));
        assert!(reason(&place.db, &[FIRST]).await.contains("newer one"));
        assert!(reason(&place.db, &[SECOND]).await.contains("1 should stand here"));
        assert!(
            reason(&place.db, &[FIRST, SECOND, Migration { number: 4, ..FIRST }]).await.contains("3 should stand here")
        );
        let token = Migration { number: 3, name: "third", sql: "CREATE TABLE d (n {{float}})" };
        assert!(reason(&place.db, &[FIRST, SECOND, token]).await.contains("no token {{float}}"));
        let open = Migration { number: 3, name: "third", sql: "CREATE TABLE d (n {{bigint)" };
        assert!(reason(&place.db, &[FIRST, SECOND, open]).await.contains("not closed"));
        place.db.migrate(&[FIRST, SECOND]).await.expect("nothing to do");
    }
}
