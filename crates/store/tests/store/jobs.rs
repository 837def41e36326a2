//! Jobs: put in with the act, taken one at a time, tried again, given up.

use hefu_store::{Act, BoxFuture, Job, NewJob, Retry, StoreError, Writer};

use crate::harness::on_both;

async fn act<T: Send + 'static>(
    writer: &Writer,
    doing: impl for<'a, 'b> FnOnce(&'a mut Act<'b>) -> BoxFuture<'a, Result<T, StoreError>> + Send + 'static,
) -> T {
    writer.run(doing).await.expect("an act")
}

fn job(body: &str, once: Option<&str>, due: i64) -> NewJob {
    NewJob { kind: "letter".to_owned(), once: once.map(str::to_owned), body: body.to_owned(), due }
}

async fn lease(writer: &Writer, now: i64) -> Option<Job> {
    act(writer, move |act| Box::pin(async move { act.lease("letter", now, 100).await })).await
}

/// Waiting times double up to the longest, then it is given up.
#[test]
fn waits() {
    let retry = Retry { first: 10, longest: 35, attempts: 5 };
    assert_eq!(
        [1, 2, 3, 4, 5, 6].map(|attempt| retry.wait(attempt)),
        [Some(10), Some(20), Some(35), Some(35), None, None]
    );
    let patient = Retry { first: 1, longest: i64::MAX, attempts: i64::MAX };
    assert_eq!(patient.wait(200), Some(1 << 62));
}

on_both! {
    // The longest due first; each taken by one; gone when done.
    async fn taken_in_turn(place: Place) {
        let writer = place.started().await;
        act(&writer, |act| {
            Box::pin(async move {
                act.enqueue(&job("later", None, 30)).await?;
                act.enqueue(&job("first", None, 10)).await?;
                act.enqueue(&NewJob { kind: "parcel".to_owned(), ..job("other", None, 1) }).await?;
                act.enqueue(&job("second", None, 10)).await
            })
        })
        .await;
        assert_eq!(lease(&writer, 9).await, None);
        let first = lease(&writer, 20).await.expect("one is due");
        let second = lease(&writer, 20).await.expect("another is due");
        assert_eq!((first.body.as_str(), second.body.as_str(), first.attempt), ("first", "second", 1));
        assert_eq!(lease(&writer, 20).await, None);
        assert_eq!(place.db.read().await.expect("reading").next_due("letter").await, Ok(Some(30)));
        for there in [true, false] {
            let first = first.clone();
            assert_eq!(act(&writer, move |act| Box::pin(async move { act.job_done(&first).await })).await, there);
        }
    }

    // An act that fails leaves no job; a job of a name that is here is not put in twice.
    async fn with_the_act(place: Place) {
        let writer = place.started().await;
        let failed: Result<(), StoreError> = writer
            .run(|act| {
                Box::pin(async move {
                    act.enqueue(&job("of a failed act", None, 0)).await?;
                    Err(StoreError::NoSalt)
                })
            })
            .await;
        assert_eq!(failed, Err(StoreError::NoSalt));
        let (first, again) = act(&writer, |act| {
            Box::pin(async move {
                Ok((
                    act.enqueue(&job("a", Some("receipt 7"), 0)).await?,
                    act.enqueue(&job("b", Some("receipt 7"), 0)).await?,
                ))
            })
        })
        .await;
        assert!(first.is_some() && again.is_none());
        assert_eq!(lease(&writer, 0).await.map(|job| job.body).as_deref(), Some("a"));
        assert_eq!(lease(&writer, 0).await, None);
    }

    // A taker that never came back loses the job to the next and can no longer end it.
    async fn leases_end(place: Place) {
        let writer = place.started().await;
        act(&writer, |act| Box::pin(async move { act.enqueue(&job("a", None, 0)).await })).await;
        let slow = lease(&writer, 0).await.expect("due");
        assert_eq!(lease(&writer, 99).await, None);
        let quick = lease(&writer, 100).await.expect("its lease has ended");
        assert_eq!((quick.job, quick.attempt), (slow.job, 2));
        let retry = Retry { first: 1, longest: 1, attempts: 9 };
        assert!(
            !act(&writer, {
                let slow = slow.clone();
                move |act| Box::pin(async move { act.job_done(&slow).await })
            })
            .await
        );
        assert!(
            !act(&writer, move |act| Box::pin(async move { act.job_failed(&slow, 100, &retry, "late").await })).await
        );
        assert!(act(&writer, move |act| Box::pin(async move { act.job_done(&quick).await })).await);
    }

    // Failures wait longer each time, then a person is asked; a person may have it tried again.
    async fn given_up(place: Place) {
        let writer = place.started().await;
        let retry = Retry { first: 10, longest: 1_000, attempts: 3 };
        act(&writer, |act| Box::pin(async move { act.enqueue(&job("a", None, 0)).await })).await;
        let mut now = 0;
        let mut last = None;
        for wait in [10, 20, 0] {
            let taken = lease(&writer, now).await.expect("due");
            last = Some(taken.clone());
            let said = format!("fault at {now}");
            assert!(
                act(&writer, move |act| Box::pin(async move { act.job_failed(&taken, now, &retry, &said).await }))
                    .await
            );
            assert_eq!(lease(&writer, now + wait - 1).await, None);
            now += wait;
        }
        assert_eq!(lease(&writer, i64::MAX - 100).await, None);
        let dead = place.db.read().await.expect("reading").dead_jobs(0, 10).await.expect("the dead");
        let last = last.expect("it was taken");
        assert_eq!((dead.len(), &dead[0].job, dead[0].fault.as_str()), (1, &last, "fault at 30"));
        let number = last.job;
        for there in [true, false] {
            assert_eq!(act(&writer, move |act| Box::pin(async move { act.revive(number, 500).await })).await, there);
        }
        let again = lease(&writer, 500).await.expect("alive");
        assert_eq!(again.attempt, 1);
        assert!(!act(&writer, move |act| Box::pin(async move { act.job_done(&last).await })).await);
    }
}
