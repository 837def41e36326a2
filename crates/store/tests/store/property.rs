//! Whatever acts come, in whatever batches, some of them failing: both engines give the same answers, tables and
//! journal, and those of a model that knows no database.

use std::collections::BTreeMap;

use hefu_ledger::event::seal;
use hefu_ledger::tree::{self, Hash, Hashes};
use hefu_store::{Act, Db, StoreError, Writer};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::harness::{Place, event, put, salt, salts};

/// One thing an act does.
#[derive(Clone, Debug)]
enum Doing {
    /// Puts a cell in: fails where it is there.
    Put(u8, i64),
    /// Changes a cell, if it is there.
    Set(u8, i64),
    /// Removes a cell.
    Remove(u8),
    /// Journals an event.
    Journal(i64),
    /// Does these in a step and takes them back; a failure among them is passed over.
    TryAndUndo(Vec<Doing>),
}

/// An act: what it does, and whether it then refuses.
#[derive(Clone, Debug)]
struct Acting {
    doing: Vec<Doing>,
    refuses: bool,
}

fn doing() -> impl Strategy<Value = Doing> {
    let leaf = prop_oneof![
        4 => (0..6_u8, any::<i64>()).prop_map(|(name, number)| Doing::Put(name, number)),
        2 => (0..6_u8, any::<i64>()).prop_map(|(name, number)| Doing::Set(name, number)),
        2 => (0..6_u8).prop_map(Doing::Remove),
        4 => any::<i32>().prop_map(|n| Doing::Journal(n.into())),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| proptest::collection::vec(inner, 0..4).prop_map(Doing::TryAndUndo))
}

fn batches() -> impl Strategy<Value = Vec<Vec<Acting>>> {
    let act = (proptest::collection::vec(doing(), 0..5), proptest::bool::weighted(0.2))
        .prop_map(|(doing, refuses)| Acting { doing, refuses });
    proptest::collection::vec(proptest::collection::vec(act, 1..8), 1..6)
}

/// What is to be the same.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    answers: Vec<Result<Vec<i64>, &'static str>>,
    cells: BTreeMap<String, i64>,
    root: Hash,
}

#[derive(Debug)]
enum Why {
    Refused,
    Store(StoreError),
}

impl From<StoreError> for Why {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

async fn perform(act: &mut Act<'_>, doing: &[Doing], positions: &mut Vec<i64>) -> Result<(), StoreError> {
    for one in doing {
        match one {
            Doing::Put(name, number) => {
                put(act, &format!("c{name}"), *number).await?;
            }
            Doing::Set(name, number) => {
                let values = [format!("c{name}").into(), (*number).into()];
                act.tx().execute("UPDATE cells SET number = $2 WHERE name = $1", &values).await?;
            }
            Doing::Remove(name) => {
                act.tx().execute("DELETE FROM cells WHERE name = $1", &[format!("c{name}").into()]).await?;
            }
            Doing::Journal(n) => positions.push(act.journal(&event("s", *n)).await?),
            Doing::TryAndUndo(inner) => {
                let step = act.begin_step().await?;
                let done = Box::pin(perform(act, inner, &mut Vec::new())).await;
                assert!(done.as_ref().map_or_else(StoreError::is_conflict, |()| true), "{done:?}");
                act.undo_step(step).await?;
            }
        }
    }
    Ok(())
}

async fn on_engine(db: &Db, batches: &[Vec<Acting>]) -> Outcome {
    let writer = Writer::start(db.clone(), salts());
    let emptied: Result<(), StoreError> = writer
        .run(|act| {
            Box::pin(async move {
                for table in ["cells", "store_journal", "store_hashes"] {
                    act.tx().execute(&format!("DELETE FROM {table}"), &[]).await?;
                }
                Ok(())
            })
        })
        .await;
    emptied.expect("empty tables");
    let mut outcome = Outcome::default();
    for batch in batches {
        // Tasks of one thread run in the order of their beginnings: the acts come in this order.
        let tasks: Vec<_> = batch
            .iter()
            .cloned()
            .map(|Acting { doing, refuses }| {
                let writer = writer.clone();
                tokio::spawn(async move {
                    let done: Result<Vec<i64>, Why> = writer
                        .run(move |act| {
                            Box::pin(async move {
                                let mut positions = Vec::new();
                                perform(act, &doing, &mut positions).await?;
                                if refuses { Err(Why::Refused) } else { Ok(positions) }
                            })
                        })
                        .await;
                    done
                })
            })
            .collect();
        for task in tasks {
            outcome.answers.push(match task.await.expect("the task") {
                Ok(positions) => Ok(positions),
                Err(Why::Refused) => Err("refused"),
                Err(Why::Store(error)) if error.is_conflict() => Err("taken"),
                Err(Why::Store(other)) => panic!("{other}"),
            });
        }
    }
    writer.close().await;
    let mut tx = db.read().await.expect("reading");
    for row in tx.rows("SELECT name, number FROM cells", &[]).await.expect("cells") {
        outcome.cells.insert(row.text("name").expect("a name"), row.int("number").expect("a number"));
    }
    let mut journal = tx.journal();
    let size = journal.size().await.expect("a size");
    outcome.root = journal.root(size).await.expect("a root");
    assert_eq!(journal.wrong_hashes(size).await, Ok(vec![]));
    outcome
}

#[derive(Clone, Default)]
struct Model {
    cells: BTreeMap<String, i64>,
    events: Vec<(i64, u64)>,
}

impl Model {
    fn perform(&mut self, doing: &[Doing], salts: &mut u64, positions: &mut Vec<i64>) -> Result<(), &'static str> {
        for one in doing {
            match one {
                Doing::Put(name, number) => {
                    if self.cells.contains_key(&format!("c{name}")) {
                        return Err("taken");
                    }
                    self.cells.insert(format!("c{name}"), *number);
                }
                Doing::Set(name, number) => {
                    self.cells.entry(format!("c{name}")).and_modify(|cell| *cell = *number);
                }
                Doing::Remove(name) => {
                    self.cells.remove(&format!("c{name}"));
                }
                Doing::Journal(n) => {
                    *salts += 1;
                    positions.push(i64::try_from(self.events.len()).expect("few"));
                    self.events.push((*n, *salts));
                }
                Doing::TryAndUndo(inner) => {
                    let _ = self.clone().perform(inner, salts, &mut Vec::new());
                }
            }
        }
        Ok(())
    }

    fn outcome(batches: &[Vec<Acting>]) -> Outcome {
        let (mut model, mut salts, mut answers) = (Self::default(), 0, Vec::new());
        for Acting { doing, refuses } in batches.iter().flatten() {
            let (mut then, mut positions) = (model.clone(), Vec::new());
            let done = then.perform(doing, &mut salts, &mut positions);
            let done = done.and(if *refuses { Err("refused") } else { Ok(positions) });
            if done.is_ok() {
                model = then;
            }
            answers.push(done);
        }
        let mut hashes = Hashes::new();
        for (size, (n, counted)) in (0..).zip(&model.events) {
            let entry = seal(&event("s", *n), &salt(*counted)).expect("an entry");
            hashes.extend(tree::append(size, tree::leaf_hash(&entry.bytes()), &hashes).expect("hashes"));
        }
        let root = tree::root(model.events.len() as u64, &hashes).expect("a root");
        Outcome { answers, cells: model.cells, root }
    }
}

#[test]
fn engines_and_model_agree() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (sqlite, postgres) = runtime.block_on(async {
        let places = (Place::sqlite().await, Place::postgres().await);
        drop((places.0.started().await, places.1.started().await));
        places
    });
    let mut runner = TestRunner::new(Config { cases: 48, failure_persistence: None, ..Config::default() });
    runner
        .run(&batches(), |batches| {
            let wanted = Model::outcome(&batches);
            for place in [&sqlite, &postgres] {
                let found = runtime.block_on(on_engine(&place.db, &batches));
                prop_assert_eq!(&found, &wanted, "on {:?}", place.db.engine());
            }
            Ok(())
        })
        .expect("engines and model agree");
}
