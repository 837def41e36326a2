//! Acts: in turn, whole or not at all, answered when stored.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hefu_store::{StoreError, Writer, WriterOptions};
use tokio::sync::{Notify, oneshot};

use crate::harness::{MIGRATIONS, event, names, on_both, put, salts};

/// Why an act of these tests was not done.
#[derive(Debug, PartialEq, Eq)]
enum Why {
    Refused(&'static str),
    Store(StoreError),
}

impl From<StoreError> for Why {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Holds the writer inside an act until told, so that what comes meanwhile falls into one batch.
async fn hold(writer: &Writer) -> (Arc<Notify>, tokio::task::JoinHandle<Result<(), Why>>) {
    let (begun, running) = oneshot::channel();
    let go = Arc::new(Notify::new());
    let (writer, wait) = (writer.clone(), go.clone());
    let held = tokio::spawn(async move {
        writer
            .run(move |_| {
                Box::pin(async move {
                    begun.send(()).expect("the test waits");
                    wait.notified().await;
                    Ok(())
                })
            })
            .await
    });
    running.await.expect("the act has begun");
    (go, held)
}

on_both! {
    // An act that fails takes everything of its own back, journal and all; those of the same batch stay.
    async fn one_fails_others_stay(place: Place) {
        let writer = place.started().await;
        let (go, held) = hold(&writer).await;
        let mut tasks = Vec::new();
        for n in 0..20 {
            let writer = writer.clone();
            tasks.push(tokio::spawn(async move {
                writer
                    .run(move |act| {
                        Box::pin(async move {
                            put(act, &format!("c{n:02}"), n).await?;
                            let position = act.journal(&event("s", n)).await?;
                            if n % 3 == 0 { Err(Why::Refused("thrice")) } else { Ok(position) }
                        })
                    })
                    .await
            }));
            tokio::task::yield_now().await;
        }
        go.notify_one();
        held.await.expect("the task").expect("the act");
        let mut positions = Vec::new();
        for (n, task) in tasks.into_iter().enumerate() {
            match task.await.expect("the task") {
                Ok(position) => positions.push(position),
                Err(why) => assert_eq!((n % 3, why), (0, Why::Refused("thrice"))),
            }
        }
        assert_eq!(positions, (0..13).collect::<Vec<_>>());
        let wanted: Vec<_> = (0..20).filter(|n| n % 3 != 0).map(|n| format!("c{n:02}")).collect();
        assert_eq!(names(&place.db).await, wanted);
        let mut tx = place.db.read().await.expect("reading");
        assert_eq!(tx.journal().size().await, Ok(13));
        assert_eq!(tx.journal().wrong_hashes(13).await, Ok(vec![]));
    }

    // Nothing is answered and nothing can be seen before the batch is stored.
    async fn answered_when_stored(place: Place) {
        let writer = place.started().await;
        let (go, held) = hold(&writer).await;
        let other = writer.clone();
        let second = tokio::spawn(async move {
            other.run(|act| Box::pin(async move { put(act, "b", 1).await.map_err(Why::from) })).await
        });
        tokio::task::yield_now().await;
        assert!(!second.is_finished() && names(&place.db).await.is_empty());
        go.notify_one();
        held.await.expect("the task").expect("the act");
        assert_eq!(second.await.expect("the task"), Ok(1));
        assert_eq!(names(&place.db).await, ["b"]);
    }

    // An act sees what those before it did, in the order in which they came.
    async fn in_turn(place: Place) {
        let writer = place.started().await;
        let (go, held) = hold(&writer).await;
        let mut tasks = Vec::new();
        for n in 0..30 {
            let writer = writer.clone();
            tasks.push(tokio::spawn(async move {
                let done: Result<i64, Why> = writer
                    .run(move |act| {
                        Box::pin(async move {
                            put(act, &format!("c{n:02}"), n).await?;
                            Ok(act.tx().row("SELECT COUNT(*) AS n FROM cells", &[]).await?.int("n")?)
                        })
                    })
                    .await;
                done
            }));
            tokio::task::yield_now().await;
        }
        go.notify_one();
        held.await.expect("the task").expect("the act");
        for (n, task) in (1..).zip(tasks) {
            assert_eq!(task.await.expect("the task"), Ok(n));
        }
    }

    // A full queue answers at once that it is full, and nothing of the refused act happens.
    async fn busy(place: Place) {
        place.db.migrate(MIGRATIONS).await.expect("migrations");
        let writer = Writer::start_with(place.db.clone(), salts(), WriterOptions { queue: 2, batch: 4, ..WriterOptions::default() });
        let (go, held) = hold(&writer).await;
        let waiting: Vec<_> = (0..2)
            .map(|n| {
                let writer = writer.clone();
                tokio::spawn(async move {
                    writer
                        .run(move |act| Box::pin(async move { put(act, &format!("c{n}"), n).await.map_err(Why::from) }))
                        .await
                })
            })
            .collect();
        tokio::task::yield_now().await;
        let third: Result<u64, Why> =
            writer.run(|act| Box::pin(async move { put(act, "c2", 2).await.map_err(Why::from) })).await;
        assert_eq!(third, Err(Why::Store(StoreError::Busy)));
        go.notify_one();
        held.await.expect("the task").expect("the act");
        for task in waiting {
            assert_eq!(task.await.expect("the task"), Ok(1));
        }
        assert_eq!(names(&place.db).await, ["c0", "c1"]);
    }

    // Where those that wait would take longer than anybody should, one more is told so at once; a few may always wait.
    async fn nobody_waits_for_long(place: Place) {
        place.db.migrate(MIGRATIONS).await.expect("migrations");
        let options = WriterOptions { patience: Duration::from_millis(20), ..WriterOptions::default() };
        let writer = Writer::start_with(place.db.clone(), salts(), options);
        let slow: Result<(), Why> = writer
            .run(|_| {
                Box::pin(async move {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    Ok(())
                })
            })
            .await;
        assert_eq!(slow, Ok(()));
        let (go, held) = hold(&writer).await;
        let waiting: Vec<_> = (0..16)
            .map(|n| {
                let writer = writer.clone();
                tokio::spawn(async move {
                    writer
                        .run(move |act| Box::pin(async move { put(act, &format!("c{n:02}"), n).await.map_err(Why::from) }))
                        .await
                })
            })
            .collect();
        tokio::task::yield_now().await;
        let late: Result<u64, Why> =
            writer.run(|act| Box::pin(async move { put(act, "late", 2).await.map_err(Why::from) })).await;
        assert_eq!(late, Err(Why::Store(StoreError::Busy)));
        go.notify_one();
        held.await.expect("the task").expect("the act");
        for task in waiting {
            assert_eq!(task.await.expect("the task"), Ok(1));
        }
        assert!(!names(&place.db).await.contains(&"late".to_owned()));
    }

    // An act that passes over a failed statement fails, here and there.
    async fn a_failed_statement_fails_the_act(place: Place) {
        let writer = place.started().await;
        let done: Result<(), Why> = writer
            .run(|act| {
                Box::pin(async move {
                    put(act, "a", 1).await?;
                    assert!(put(act, "a", 2).await.is_err());
                    Ok(())
                })
            })
            .await;
        assert_eq!(done, Err(Why::Store(StoreError::Failed)));
        let done: Result<(), Why> = writer
            .run(|act| {
                Box::pin(async move {
                    assert!(act.tx().execute("DELETE FROM nothing", &[]).await.is_err());
                    put(act, "b", 2).await?;
                    Ok(())
                })
            })
            .await;
        assert_eq!(done, Err(Why::Store(StoreError::Failed)));
        assert!(names(&place.db).await.is_empty());
    }

    // A step inside an act can be taken back, also after a failed statement, with what it journalled.
    async fn steps(place: Place) {
        let writer = place.started().await;
        let done: Result<Vec<i64>, Why> = writer
            .run(|act| {
                Box::pin(async move {
                    let mut positions = Vec::new();
                    for n in 0..6 {
                        let step = act.begin_step().await?;
                        positions.push(act.journal(&event("s", n)).await?);
                        let inner = act.begin_step().await?;
                        put(act, &format!("c{n}"), n).await?;
                        if n == 4 {
                            act.undo_step(inner).await?;
                        } else {
                            act.keep_step(inner).await?;
                        }
                        match n {
                            1 => act.undo_step(step).await?,
                            3 => {
                                assert!(put(act, "c0", n).await.is_err());
                                act.undo_step(step).await?;
                            }
                            _ => act.keep_step(step).await?,
                        }
                    }
                    Ok(positions)
                })
            })
            .await;
        assert_eq!(done, Ok(vec![0, 1, 1, 2, 2, 3]));
        assert_eq!(names(&place.db).await, ["c0", "c2", "c5"]);
        let mut tx = place.db.read().await.expect("reading");
        let entries = tx.journal().entries(0, 9).await.expect("entries");
        let bodies: Vec<_> = entries.iter().map(|entry| entry.event.as_ref().unwrap().0.body["zeta"].clone()).collect();
        assert_eq!(bodies, [0, 2, 4, 5]);
        assert_eq!(tx.journal().wrong_hashes(4).await, Ok(vec![]));
    }

    // An act that panics is answered, its batch may be tried again, and the writer goes on.
    async fn a_panic_ends_only_its_batch(place: Place) {
        let writer = place.started().await;
        let (go, held) = hold(&writer).await;
        let run = |name: &'static str, panics: bool| {
            let writer = writer.clone();
            tokio::spawn(async move {
                let done: Result<(), Why> = writer
                    .run(move |act| {
                        Box::pin(async move {
                            put(act, name, 1).await?;
                            assert!(!panics, "as the test wants");
                            Ok(())
                        })
                    })
                    .await;
                done
            })
        };
        let tasks = [run("before", false), run("panics", true), run("after", false)];
        tokio::task::yield_now().await;
        go.notify_one();
        assert!(matches!(held.await.expect("the task"), Err(Why::Store(why)) if why.is_undone()));
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(task.await.expect("the task"));
        }
        assert!(matches!(&answers[0], Err(Why::Store(why)) if why.is_undone()), "{answers:?}");
        assert!(matches!(&answers[1], Err(Why::Store(why)) if why.is_undone()), "{answers:?}");
        assert_eq!(answers[2], Ok(()));
        assert_eq!(names(&place.db).await, ["after"]);
    }

    // An act whose caller has gone before its turn is left out; one that had begun is done.
    async fn callers_who_go(place: Place) {
        let writer = place.started().await;
        let (go, held) = hold(&writer).await;
        let gone = {
            let writer = writer.clone();
            tokio::spawn(async move {
                writer.run(|act| Box::pin(async move { put(act, "gone", 1).await.map_err(Why::from) })).await
            })
        };
        tokio::task::yield_now().await;
        gone.abort();
        assert!(gone.await.expect_err("it was ended").is_cancelled());
        go.notify_one();
        held.await.expect("the task").expect("the act");
        let (begun, running) = oneshot::channel();
        let wait = Arc::new(Notify::new());
        let (go, started) = (wait.clone(), writer.clone());
        let begins = tokio::spawn(async move {
            started
                .run(move |act| {
                    Box::pin(async move {
                        begun.send(()).expect("the test waits");
                        wait.notified().await;
                        put(act, "begun", 1).await.map_err(Why::from)
                    })
                })
                .await
        });
        running.await.expect("begun");
        begins.abort();
        assert!(begins.await.expect_err("it was ended").is_cancelled());
        go.notify_one();
        writer.close().await;
        assert_eq!(names(&place.db).await, ["begun"]);
    }

    // Closing lets those who wait be done and takes nobody else.
    async fn closing(place: Place) {
        let writer = place.started().await;
        let (go, held) = hold(&writer).await;
        let waiting = {
            let writer = writer.clone();
            tokio::spawn(async move {
                writer.run(|act| Box::pin(async move { put(act, "last", 1).await.map_err(Why::from) })).await
            })
        };
        tokio::task::yield_now().await;
        let closing = {
            let writer = writer.clone();
            tokio::spawn(async move { writer.close().await })
        };
        tokio::task::yield_now().await;
        go.notify_one();
        held.await.expect("the task").expect("the act");
        assert_eq!(waiting.await.expect("the task"), Ok(1));
        closing.await.expect("the task");
        let after: Result<u64, Why> =
            writer.run(|act| Box::pin(async move { put(act, "never", 1).await.map_err(Why::from) })).await;
        assert!(matches!(after, Err(Why::Store(StoreError::Stopped(_)))), "{after:?}");
        assert_eq!(names(&place.db).await, ["last"]);
    }

    // Where there is no randomness nothing is journalled with a salt that could be guessed.
    async fn no_salt_no_event(place: Place) {
        place.db.migrate(MIGRATIONS).await.expect("migrations");
        let writer = Writer::start(place.db.clone(), || None);
        let done: Result<i64, Why> = writer
            .run(|act| {
                Box::pin(async move {
                    put(act, "a", 1).await?;
                    Ok(act.journal(&event("s", 1)).await?)
                })
            })
            .await;
        assert_eq!(done, Err(Why::Store(StoreError::NoSalt)));
        assert!(names(&place.db).await.is_empty());
    }

    // Acts that come together share a commit; a batch takes no more than its bound.
    async fn batches_are_bounded(place: Place) {
        place.db.migrate(MIGRATIONS).await.expect("migrations");
        let writer = Writer::start_with(place.db.clone(), salts(), WriterOptions { queue: 64, batch: 8, ..WriterOptions::default() });
        let (go, held) = hold(&writer).await;
        // Whoever finds no cell in the tables as readers see them is of the first batch.
        let (db, first) = (place.db.clone(), Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..20)
            .map(|n| {
                let (writer, db, first) = (writer.clone(), db.clone(), first.clone());
                tokio::spawn(async move {
                    let done: Result<(), Why> = writer
                        .run(move |act| {
                            Box::pin(async move {
                                if names(&db).await.is_empty() {
                                    first.fetch_add(1, Ordering::SeqCst);
                                }
                                put(act, &format!("c{n:02}"), n).await?;
                                Ok(())
                            })
                        })
                        .await;
                    done
                })
            })
            .collect();
        tokio::task::yield_now().await;
        go.notify_one();
        held.await.expect("the task").expect("the act");
        for task in tasks {
            assert_eq!(task.await.expect("the task"), Ok(()));
        }
        // The act that was held is the eighth.
        assert_eq!(first.load(Ordering::SeqCst), 7);
    }
}
