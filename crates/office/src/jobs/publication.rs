//! Publishes a result at the instant both offices have agreed, once the partner has said that it is ready too.

use hefu_store::{BoxFuture, Job, Retry};
use jiff::Zoned;

use super::{Worked, Worker};
use crate::Office;
use crate::acts::{Doing, PUBLISH, Waits, publish_due};
use crate::error::OfficeError;

/// Takes the jobs that an office's word to be ready puts in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Publication;

impl Worker for Publication {
    fn kind(&self) -> &'static str {
        PUBLISH
    }

    fn retry(&self) -> Retry {
        Retry { first: 2_000, longest: 30_000, attempts: i64::MAX }
    }

    fn work(&self, office: Office, job: Job, now: Zoned) -> BoxFuture<'static, Result<Worked, OfficeError>> {
        Box::pin(async move {
            let waits = publish_due(&office, Doing::office(now), &job.body).await?;
            Ok(match waits {
                None => Worked::done(),
                Some(Waits::Instant) => {
                    Worked::NotNow { why: "the agreed instant has not come".to_owned(), then: None }
                }
                Some(Waits::Partner) => {
                    Worked::NotNow { why: "the partner has not said that it is ready".to_owned(), then: None }
                }
            })
        })
    }
}
