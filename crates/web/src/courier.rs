//! Carries parcels to partner offices over HTTP, pairs what has changed and compares identity numbers: the work of an exchange
//! that nobody asks for.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use hefu_exchange::Answered;
use hefu_office::acts::{self, Doing};
use hefu_office::views::{Outbound, outbound};
use hefu_office::{Office, OfficeError};
use jiff::{Timestamp, Zoned};
use reqwest::{Client, redirect};

use crate::shell::Clock;

/// How long a partner may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same where it is only asked whether it is there.
const REACH: Duration = Duration::from_secs(10);
/// The longest wait before a partner that cannot be reached is tried again, in seconds.
const LONGEST: i64 = 300;
/// How many times as long as it paired the courier rests, and how long at most.
const REST: u32 = 4;
const LONGEST_REST: Duration = Duration::from_secs(15);
/// The longest answer that is read, in bytes.
const ANSWER: usize = 64 << 10;

/// Whether an office of this program answers at an address.
///
/// # Errors
/// Why nobody answers there, in the system's words.
pub async fn reach(url: &str) -> Result<bool, String> {
    let said = |error: reqwest::Error| {
        let error = error.without_url();
        let mut words = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(inner) = source {
            words = format!("{words}: {inner}");
            source = inner.source();
        }
        words
    };
    let client =
        Client::builder().timeout(REACH).redirect(redirect::Policy::none()).no_proxy().build().map_err(said)?;
    // Parcels are brought there and not fetched: an office says so, and notes nothing.
    let url = format!("{}/exchange/parcels", url.trim_end_matches('/'));
    let answer = client.get(url).send().await.map_err(said)?;
    Ok(answer.status() == reqwest::StatusCode::METHOD_NOT_ALLOWED)
}

/// Carries parcels and pairs, for one office.
#[derive(Debug)]
pub struct Courier {
    office: Office,
    client: Client,
    /// When each exchange that failed is tried again, and after how many failures.
    waiting: BTreeMap<String, (Timestamp, u32)>,
    /// How long pairing took the last time.
    paired_for: Duration,
}

impl Courier {
    /// A courier of this office. It follows no redirects and calls nobody but the partners that `office.toml` names.
    ///
    /// # Errors
    /// When the system gives no means to make connections.
    pub fn new(office: Office) -> Result<Self, reqwest::Error> {
        let client = Client::builder().timeout(PATIENCE).redirect(redirect::Policy::none()).no_proxy().build()?;
        Ok(Self { office, client, waiting: BTreeMap::new(), paired_for: Duration::ZERO })
    }

    /// Works until told to end: looks for something to do every second, more seldom where that takes long.
    pub async fn work(mut self, clock: Clock, mut end: tokio::sync::watch::Receiver<bool>) {
        loop {
            let now = clock();
            match jiff::tz::TimeZone::get(&self.office.config().zone) {
                Ok(zone) => self.round(&now.to_zoned(zone)).await,
                Err(error) => tracing::error!(%error, "the office's zone is unknown"),
            }
            // Just before a deadline applications come in by the second. Pairing looks at a whole direction, so that it rests longer
            // than it works.
            let rest = (self.paired_for * REST).clamp(Duration::from_secs(1), LONGEST_REST);
            tokio::select! {
                () = tokio::time::sleep(rest) => {}
                ended = end.changed() => if ended.is_err() || *end.borrow() { return },
            }
        }
    }

    /// Does once all there is to do.
    #[expect(clippy::disallowed_methods, reason = "how long it rests is no result")]
    pub async fn round(&mut self, now: &Zoned) {
        let began = Instant::now();
        if let Err(error) = self.pair(now).await {
            tracing::warn!(%error, "pairing failed and is tried again");
        }
        self.paired_for = began.elapsed();
        match outbound(&self.office).await {
            Ok(all) => {
                for exchange in all {
                    self.carry(&exchange, now).await;
                }
            }
            Err(error) => tracing::warn!(%error, "what waits for partners cannot be read"),
        }
    }

    async fn pair(&self, now: &Zoned) -> Result<(), OfficeError> {
        for direction in acts::pairings_due(&self.office).await? {
            acts::find_pairs(&self.office, Doing::office(now.clone()), &direction).await?;
        }
        acts::keep_lists(&self.office, &Doing::office(now.clone())).await?;
        for direction in acts::identities_due(&self.office, now).await? {
            acts::compare_identities(&self.office, Doing::office(now.clone()), &direction).await?;
        }
        Ok(())
    }

    async fn carry(&mut self, exchange: &Outbound, now: &Zoned) {
        let Some(url) = self.office.config().peers.get(&exchange.origin).cloned() else { return };
        let due = self.waiting.get(&exchange.name).is_none_or(|(at, _)| *at <= now.timestamp());
        if !due {
            return;
        }
        match self.deliver(exchange, &url, now).await {
            Ok(()) => drop(self.waiting.remove(&exchange.name)),
            Err(fault) => {
                let failures = self.waiting.get(&exchange.name).map_or(0, |(_, failures)| *failures).saturating_add(1);
                let wait = 2_i64.saturating_pow(failures.min(16)).min(LONGEST);
                let again = now.timestamp() + jiff::SignedDuration::from_secs(wait);
                self.waiting.insert(exchange.name.clone(), (again, failures));
                tracing::warn!(exchange = exchange.name, fault, "the partner's office was not reached");
                let doing = Doing::office(now.clone());
                if let Err(error) = acts::not_reached(&self.office, doing, &exchange.name, &fault).await {
                    tracing::warn!(%error, "that could not be noted");
                }
            }
        }
    }

    /// Seals what waits and sends what is not acknowledged, until there is nothing more.
    async fn deliver(&self, exchange: &Outbound, url: &str, now: &Zoned) -> Result<(), String> {
        let said = |error: OfficeError| error.to_string();
        let doing = Doing::office(now.clone());
        let mut next = exchange.unacknowledged;
        loop {
            if next.is_none() {
                let sealed =
                    acts::seal_parcel(&self.office, doing.clone(), &exchange.name, false).await.map_err(said)?;
                next = sealed.and_then(|sealed| u64::try_from(sealed.number).ok());
            }
            let Some(number) = next else { return Ok(()) };
            let Some(parcel) = acts::next_parcel(&self.office, &exchange.name, number).await.map_err(said)? else {
                return Ok(());
            };
            let answer = self.post(url, parcel.text).await?;
            let answer = acts::take_answer(&self.office, doing.clone(), &exchange.name, &answer).await.map_err(said)?;
            next = match answer.answered {
                Answered::Taken | Answered::Old if answer.next > number => {
                    let more = acts::next_parcel(&self.office, &exchange.name, answer.next).await.map_err(said)?;
                    more.map(|_| answer.next)
                }
                Answered::Gap if answer.next < number => Some(answer.next),
                Answered::Contradiction => return Err("the partner's office has stopped the exchange".to_owned()),
                _ => return Err(format!("the partner's office waits for parcel {}", answer.next)),
            };
        }
    }

    async fn post(&self, url: &str, text: String) -> Result<String, String> {
        let url = format!("{}/exchange/parcels", url.trim_end_matches('/'));
        let request = self.client.post(url).header("content-type", "text/plain; charset=utf-8").body(text);
        let mut response = request.send().await.map_err(|error| error.without_url().to_string())?;
        let status = response.status();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| error.without_url().to_string())? {
            body.extend_from_slice(&chunk);
            if body.len() > ANSWER {
                return Err("the partner's office answers at too great a length".to_owned());
            }
        }
        let body = String::from_utf8(body).map_err(|_| "the partner's office answers with no text".to_owned())?;
        if status.is_success() {
            return Ok(body);
        }
        let first: String = body.lines().next().unwrap_or_default().chars().take(200).collect();
        Err(format!("the partner's office answers {status}: {first}"))
    }
}
