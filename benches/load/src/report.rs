//! What came of a run.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::journey::Ended;

/// Milliseconds from the moment at which a journey was due to its end.
#[derive(Serialize)]
struct Spread {
    count: usize,
    p50: f64,
    p90: f64,
    p99: f64,
    most: f64,
}

/// A run.
#[derive(Serialize)]
pub struct Report {
    offered_per_second: f64,
    journeys: usize,
    acknowledged_per_second: f64,
    acknowledged: Spread,
    shed: Spread,
    failed: BTreeMap<String, usize>,
    /// CPU of the server for one journey that was acknowledged, shed ones and all others counted in.
    cpu_ms: f64,
    cpu_seconds: f64,
    seconds: f64,
    memory_before_mb: f64,
    memory_most_mb: f64,
    /// How late this program itself began journeys, in milliseconds: where it is much, the machine was too busy to measure.
    late_p99: f64,
}

fn ms(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 100_000.0).round() / 100.0
}

fn at(sorted: &[Duration], percent: usize) -> f64 {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().map_or(0.0, ms)
}

fn spread(mut all: Vec<Duration>) -> Spread {
    all.sort_unstable();
    Spread { count: all.len(), p50: at(&all, 50), p90: at(&all, 90), p99: at(&all, 99), most: at(&all, 100) }
}

impl Report {
    pub fn new(
        all: &[(Ended, Duration, Duration)],
        rate: f64,
        took: Duration,
        cpu: f64,
        (rest, most): (u64, u64),
    ) -> Self {
        let of = |wanted: fn(&Ended) -> bool| all.iter().filter(|one| wanted(&one.0)).map(|one| one.1).collect();
        let acknowledged = spread(of(|ended| matches!(ended, Ended::Acknowledged(_))));
        let mut failed = BTreeMap::new();
        for (ended, ..) in all {
            if let Ended::Failed(why) = ended {
                *failed.entry(why.clone()).or_default() += 1;
            }
        }
        let mut late: Vec<Duration> = all.iter().map(|one| one.2).collect();
        late.sort_unstable();
        let count = acknowledged.count;
        Self {
            offered_per_second: rate,
            journeys: all.len(),
            acknowledged_per_second: count as f64 / took.as_secs_f64(),
            acknowledged,
            shed: spread(of(|ended| matches!(ended, Ended::Shed))),
            failed,
            cpu_ms: cpu * 1000.0 / count.max(1) as f64,
            cpu_seconds: cpu,
            seconds: took.as_secs_f64(),
            memory_before_mb: rest as f64 / 1024.0,
            memory_most_mb: most as f64 / 1024.0,
            late_p99: at(&late, 99),
        }
    }
}
