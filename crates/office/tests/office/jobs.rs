//! Background work: another kind of job is a taker of one's own; a fault in one job is that job's alone.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use hefu_office::jobs::{Runner, Worked, Worker};
use hefu_office::{Office, OfficeError};
use hefu_store::{Act, BoxFuture, Job, NewJob, Retry};
use jiff::{Timestamp, Zoned};

use crate::world::{World, midway};

/// Takes jobs that say what is to become of them.
#[derive(Clone, Default)]
struct Parcels(Arc<Mutex<Vec<String>>>);

impl Worker for Parcels {
    fn kind(&self) -> &'static str {
        "parcel"
    }

    fn retry(&self) -> Retry {
        Retry { first: 1_000, longest: 1_000, attempts: 3 }
    }

    fn work(&self, _: Office, job: Job, _: Zoned) -> BoxFuture<'static, Result<Worked, OfficeError>> {
        let log = self.0.clone();
        Box::pin(async move {
            log.lock().expect("a list").push(format!("{} {}", job.body, job.attempt));
            match job.body.as_str() {
                "panics" => panic!("a fault of the program in one job"),
                "fails" => Ok(Worked::NotNow { why: "nobody there".to_owned(), then: None }),
                "gives up" => Ok(Worked::not_now("nobody there", move |_, given_up| {
                    log.lock().expect("a list").push(format!("given up: {given_up}"));
                    Box::pin(async { Ok(()) })
                })),
                _ => Ok(Worked::with(|act| {
                    Box::pin(async move {
                        let sql = "UPDATE office SET authority = authority";
                        act.tx().execute(sql, &[]).await?;
                        Ok(())
                    })
                })),
            }
        })
    }
}

#[tokio::test]
async fn jobs_of_another_kind_are_seen_through_one_by_one() {
    let world = World::quiet().await;
    let start = midway().timestamp().as_millisecond();
    let put: Result<(), OfficeError> = world
        .office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                for body in ["panics", "fails", "gives up", "is done"] {
                    let job = NewJob { kind: "parcel".to_owned(), once: None, body: body.to_owned(), due: start };
                    act.enqueue(&job).await?;
                }
                Ok(())
            })
        })
        .await;
    put.expect("put in");
    let parcels = Parcels::default();
    let now = Arc::new(AtomicI64::new(start));
    let hand = now.clone();
    let clock = Arc::new(move || Timestamp::from_millisecond(hand.load(Ordering::SeqCst)).expect("an instant"));
    let runner = Runner::new(world.office.clone(), clock).with(parcels.clone());
    let mut done = Vec::new();
    for _ in 0..5 {
        done.push(runner.run_due().await.expect("worked"));
        now.fetch_add(2_000, Ordering::SeqCst);
    }
    assert_eq!(done, [1, 0, 0, 0, 0]);
    let mut seen = parcels.0.lock().expect("a list").clone();
    seen.retain(|line| !line.starts_with("given up"));
    let round = |n| [format!("panics {n}"), format!("fails {n}"), format!("gives up {n}")];
    assert_eq!(seen[..4], [round(1).as_slice(), &["is done 1".to_owned()]].concat());
    assert_eq!(seen[4..], [round(2), round(3)].concat());
    let given_up: Vec<_> =
        parcels.0.lock().expect("a list").iter().filter(|line| line.starts_with("given up")).cloned().collect();
    assert_eq!(given_up, ["given up: false", "given up: false", "given up: true"]);
    let dead = world.office.db().read().await.expect("read").dead_jobs(0, 10).await.expect("the dead");
    let faults: Vec<_> = dead.iter().map(|dead| (dead.job.body.as_str(), dead.fault.as_str())).collect();
    assert_eq!(faults.len(), 2, "what writes of its own end leaves no dead job: {faults:?}");
    assert!(faults[0].0 == "panics" && faults[0].1.contains("the program failed"), "{faults:?}");
    assert_eq!(faults[1], ("fails", "nobody there"));
}
