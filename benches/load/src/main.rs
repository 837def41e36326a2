//! Offers requests to a web office by a schedule that does not wait for answers (an open loop), and says how long each took
//! from the moment at which it was due: a server that stalls is charged for everybody who came meanwhile.

mod journey;
mod processes;
mod report;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use clap::Parser;

use crate::journey::{Actor, Ended, Journey};
use crate::processes::Processes;
use crate::report::Report;

#[derive(Parser)]
struct Options {
    /// What one visitor does: steps, one after the other.
    #[arg(long)]
    journey: PathBuf,
    /// Visitors as JSON lines: values for the blanks of the journey.
    #[arg(long)]
    actors: PathBuf,
    /// Where the office is.
    #[arg(long)]
    url: String,
    /// Journeys begun in a second.
    #[arg(long)]
    rate: f64,
    /// For so many seconds.
    #[arg(long)]
    seconds: f64,
    /// Seed of the moments of arrival. They are evenly random (a Poisson process).
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// Begin with this visitor.
    #[arg(long, default_value_t = 0)]
    skip: usize,
    /// Longest wait for one answer, in seconds.
    #[arg(long, default_value_t = 120)]
    patience: u64,
    /// Processes whose CPU and memory are watched, with all that they start.
    #[arg(long = "pid")]
    pids: Vec<u32>,
    /// File to which visitors are written whose journey was acknowledged to its end, with what the last step gave.
    #[arg(long)]
    acknowledged: Option<PathBuf>,
}

/// SplitMix64.
struct Random(u64);

impl Random {
    /// A number above 0 and at most 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 + f64::EPSILON
    }
}

/// Moments of arrival, from the beginning.
fn schedule(rate: f64, seconds: f64, seed: u64) -> Vec<Duration> {
    let (mut random, mut at, mut all) = (Random(seed), 0.0, Vec::new());
    loop {
        at += -random.unit().ln() / rate;
        if at >= seconds {
            return all;
        }
        all.push(Duration::from_secs_f64(at));
    }
}

fn actors(file: &PathBuf) -> anyhow::Result<Vec<Actor>> {
    let lines = BufReader::new(File::open(file).with_context(|| file.display().to_string())?).lines();
    lines.map(|line| Ok(serde_json::from_str::<BTreeMap<String, String>>(&line?)?)).collect()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let journey = Arc::new(Journey::read(&options.journey)?);
    let visitors = actors(&options.actors)?;
    let arrivals = schedule(options.rate, options.seconds, options.seed);
    ensure!(!visitors.is_empty(), "there are no visitors");
    let enough = !journey.once || visitors.len() >= options.skip + arrivals.len();
    ensure!(enough, "{} visitors are too few for {} journeys", visitors.len(), arrivals.len());
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(options.patience))
        .no_proxy()
        .build()?;
    let watch = Processes::new(options.pids);
    let (before, watching) = (watch.cpu(), watch.clone().memory());
    let begun = Instant::now();
    let mut under_way = Vec::new();
    for (number, due) in arrivals.iter().copied().enumerate() {
        tokio::time::sleep_until((begun + due).into()).await;
        let actor = visitors[(options.skip + number) % visitors.len()].clone();
        let (client, journey, url) = (client.clone(), journey.clone(), options.url.clone());
        under_way.push(tokio::spawn(async move {
            let late = begun.elapsed().saturating_sub(due);
            let ended = journey.run(&client, &url, actor, number).await;
            (ended, begun.elapsed().saturating_sub(due), late)
        }));
    }
    let mut all: Vec<(Ended, Duration, Duration)> = Vec::new();
    for one in under_way {
        all.push(one.await?);
    }
    let took = begun.elapsed();
    let cpu = watch.cpu() - before;
    let (rest, most) = watching.end();
    if let Some(file) = options.acknowledged {
        let mut file = File::create(file)?;
        for (ended, ..) in &all {
            if let Ended::Acknowledged(actor) = ended {
                writeln!(file, "{}", serde_json::to_string(actor)?)?;
            }
        }
    }
    let report = Report::new(&all, options.rate, took, cpu, (rest, most));
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}
