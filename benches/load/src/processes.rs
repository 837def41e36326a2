//! CPU and memory of processes with all that they start, from /proc.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Clock ticks in a second, as Linux gives them in /proc on every machine in use.
const TICKS: f64 = 100.0;

/// The processes watched.
#[derive(Clone)]
pub struct Processes(Vec<u32>);

/// What `/proc/PID/stat` says.
struct Stat {
    parent: u32,
    /// Ticks of its own and of children that have ended and were waited for.
    own: u64,
    waited: u64,
}

fn stat(pid: u32) -> Option<Stat> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in brackets and may hold anything.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Stat {
        parent: u32::try_from(number(1)?).ok()?,
        own: number(11)? + number(12)?,
        waited: number(13)? + number(14)?,
    })
}

impl Processes {
    pub fn new(pids: Vec<u32>) -> Self {
        Self(pids)
    }

    /// All of them that run now.
    fn now(&self) -> BTreeMap<u32, Stat> {
        let all: BTreeMap<u32, Stat> = std::fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .filter_map(|pid: u32| Some((pid, stat(pid)?)))
            .collect();
        let belongs = |mut pid: u32| loop {
            if self.0.contains(&pid) {
                return true;
            }
            match all.get(&pid) {
                Some(stat) if stat.parent > 1 => pid = stat.parent,
                _ => return false,
            }
        };
        let wanted: Vec<u32> = all.keys().copied().filter(|pid| belongs(*pid)).collect();
        all.into_iter().filter(|(pid, _)| wanted.contains(pid)).collect()
    }

    /// CPU seconds, user and system, of all up to now.
    pub fn cpu(&self) -> f64 {
        self.now().values().map(|stat| stat.own + stat.waited).sum::<u64>() as f64 / TICKS
    }

    /// Memory of all in kilobytes, what several share counted once (Pss).
    fn resident(&self) -> u64 {
        let of = |pid: u32| {
            let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
            text.lines().find(|line| line.starts_with("Pss:"))?.split_whitespace().nth(1)?.parse::<u64>().ok()
        };
        self.now().into_keys().filter_map(of).sum()
    }

    /// Watches memory until told to end.
    pub fn memory(self) -> Watching {
        let rest = self.resident();
        let end = Arc::new(AtomicBool::new(false));
        let ended = end.clone();
        let thread = std::thread::spawn(move || {
            let mut most = rest;
            while !self.0.is_empty() && !ended.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(500));
                most = most.max(self.resident());
            }
            most
        });
        Watching { rest, end, thread }
    }
}

/// Memory that is being watched.
pub struct Watching {
    rest: u64,
    end: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl Watching {
    /// Kilobytes at the beginning and at most.
    pub fn end(self) -> (u64, u64) {
        self.end.store(true, Ordering::Relaxed);
        (self.rest, self.thread.join().unwrap_or(self.rest))
    }
}
