//! The journal: its order, hashes, proofs and gaps.

use hefu_ledger::event::{Entry, opens};
use hefu_ledger::tree::{leaf_hash, verify_consistency, verify_inclusion};
use hefu_store::{StoreError, Value, Writer};

use crate::harness::{event, on_both, salt};

async fn append(writer: &Writer, from: i64, to: i64) {
    let done: Result<(), StoreError> = writer
        .run(move |act| {
            Box::pin(async move {
                for n in from..to {
                    let position = act.journal(&event(if n % 2 == 0 { "even" } else { "odd" }, n)).await?;
                    assert_eq!(position, n);
                }
                Ok(())
            })
        })
        .await;
    done.expect("events");
}

async fn change(writer: &Writer, sql: &'static str, values: &[Value]) {
    let values = values.to_vec();
    let done: Result<u64, StoreError> =
        writer.run(move |act| Box::pin(async move { act.tx().execute(sql, &values).await })).await;
    assert_eq!(done, Ok(1), "{sql}");
}

on_both! {
    // An empty journal has the root of the empty tree.
    async fn empty(place: Place) {
        place.started().await;
        let mut tx = place.db.read().await.expect("reading");
        let mut journal = tx.journal();
        assert_eq!(journal.size().await, Ok(0));
        assert_eq!(journal.entries(0, 10).await, Ok(vec![]));
        assert_eq!(journal.root(0).await, journal.root_of_leaves(0).await);
        let none = StoreError::Journal("the event of entry 0 does not exist".to_owned());
        assert_eq!(journal.event(0).await, Err(none));
        assert!(journal.root(1).await.is_err() && journal.inclusion(0, 0).await.is_err());
    }

    // What is read is what was journalled, entry, salt and all, page by page.
    async fn entries_come_back(place: Place) {
        let writer = place.started().await;
        append(&writer, 0, 5).await;
        append(&writer, 5, 12).await;
        let mut tx = place.db.read().await.expect("reading");
        let mut journal = tx.journal();
        assert_eq!(journal.size().await, Ok(12));
        let mut next = 0;
        for (start, end, count) in [(0, 5, 5), (5, 10, 5), (10, 15, 2), (15, 20, 0)] {
            let page = journal.entries(start, end).await.expect("a page");
            assert_eq!(page.len(), count);
            for entry in page {
                let (happened, salted) = entry.event.expect("its event");
                assert_eq!(
                    (entry.position, &happened),
                    (next, &event(if next % 2 == 0 { "even" } else { "odd" }, next))
                );
                assert_eq!(salted, salt(u64::try_from(next).unwrap() + 1));
                assert_eq!(leaf_hash(&entry.bytes), entry.leaf);
                assert!(opens(&Entry::parse(&entry.bytes).expect("an entry"), &happened, &salted));
                next += 1;
            }
        }
        let even: Vec<_> =
            journal.about("even", 3, 2).await.expect("a page").iter().map(|entry| entry.position).collect();
        assert_eq!(even, [4, 6]);
        assert_eq!(journal.event(11).await.expect("an event").0, event("odd", 11));
    }

    // Every entry is proved to be in every tree that holds it, and every tree to go on from every earlier one.
    async fn proofs(place: Place) {
        let writer = place.started().await;
        append(&writer, 0, 3).await;
        append(&writer, 3, 13).await;
        let mut tx = place.db.read().await.expect("reading");
        let mut journal = tx.journal();
        let leaves: Vec<_> = journal.entries(0, 13).await.expect("entries").iter().map(|entry| entry.leaf).collect();
        for size in 1..=13_i64 {
            let root = journal.root(size).await.expect("a root");
            assert_eq!(journal.root_of_leaves(size).await, Ok(root));
            let whole = u64::try_from(size).unwrap();
            for (position, leaf) in (0..size).zip(&leaves) {
                let proof = journal.inclusion(position, size).await.expect("a proof");
                verify_inclusion(&proof, whole, root, u64::try_from(position).unwrap(), *leaf).expect("it holds");
            }
            for old in 0..=size {
                let proof = journal.consistency(old, size).await.expect("a proof");
                let before = journal.root(old).await.expect("a root");
                verify_consistency(&proof, (u64::try_from(old).unwrap(), before), (whole, root)).expect("it holds");
            }
        }
        assert!(journal.inclusion(13, 13).await.is_err() && journal.inclusion(0, 14).await.is_err());
        assert!(journal.inclusion(-1, 13).await.is_err() && journal.root(-1).await.is_err());
        assert!(journal.consistency(5, 4).await.is_err() && journal.consistency(5, 14).await.is_err());
    }

    // What is erased is gone, with who and about what; its entry, its hash and every proof stay.
    async fn erased(place: Place) {
        let writer = place.started().await;
        append(&writer, 0, 6).await;
        let mut tx = place.db.read().await.expect("reading");
        let before = tx.journal().entries(0, 6).await.expect("entries");
        let root = tx.journal().root(6).await.expect("a root");
        drop(tx);
        for wanted in [true, false] {
            let erased: Result<bool, StoreError> =
                writer.run(|act| Box::pin(async move { act.erase_body(4).await })).await;
            assert_eq!(erased, Ok(wanted));
        }
        let mut tx = place.db.read().await.expect("reading");
        let after = tx.journal().entries(0, 6).await.expect("entries");
        assert_eq!(after[4].event, None);
        assert_eq!(
            (&after[4].bytes, after[4].leaf, &after[4].kind, &after[4].at),
            (&before[4].bytes, before[4].leaf, &before[4].kind, &before[4].at)
        );
        assert_eq!((&after[..4], &after[5..]), (&before[..4], &before[5..]));
        assert_eq!((tx.journal().root(6).await, tx.journal().root_of_leaves(6).await), (Ok(root), Ok(root)));
        assert!(tx.journal().event(4).await.expect_err("gone").to_string().contains("erased"));
        assert_eq!(tx.journal().about("even", 0, 9).await.expect("entries").len(), 2);
        let none: Result<bool, StoreError> = writer.run(|act| Box::pin(async move { act.erase_body(6).await })).await;
        assert!(none.is_err());
    }

    // A stored hash that was changed or lost is named; so are entries that are missing.
    async fn changed_hashes(place: Place) {
        let writer = place.started().await;
        append(&writer, 0, 9).await;
        change(&writer, "UPDATE store_hashes SET hash = $1 WHERE place = $2", &[Value::from(vec![7_u8; 32]), 4.into()])
            .await;
        change(&writer, "DELETE FROM store_hashes WHERE place = $1", &[6.into()]).await;
        let mut tx = place.db.read().await.expect("reading");
        assert_eq!(tx.journal().wrong_hashes(9).await, Ok(vec![4, 6]));
        assert!(
            tx.journal().root(4).await.expect_err("it needs hash 6").to_string().contains("stored hash 6 is missing")
        );
        drop(tx);
        change(
            &writer,
            "UPDATE store_journal SET leaf = $1 WHERE position = $2",
            &[Value::from(vec![9_u8; 32]), 8.into()],
        )
        .await;
        let mut tx = place.db.read().await.expect("reading");
        let (stored, again) =
            (tx.journal().root(9).await.expect("a root"), tx.journal().root_of_leaves(9).await.expect("a root"));
        assert_ne!(stored, again);
    }
}
