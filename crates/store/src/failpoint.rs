//! Places where a test may end the process.

/// Ends the process at once, as a power cut would, where the environment variable `HEFU_FAILPOINT` names this place
/// and, after a colon, how many times it is passed before that: `commit-before` or `commit-before:3`. Compiled only
/// with the feature `failpoints`.
#[cfg(feature = "failpoints")]
pub(crate) fn failpoint(name: &str) {
    use std::collections::BTreeMap;
    use std::sync::{Mutex, PoisonError};
    static PASSED: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

    let Ok(wanted) = std::env::var("HEFU_FAILPOINT") else { return };
    let (place, before) = wanted.split_once(':').unwrap_or((&wanted, "0"));
    if place != name {
        return;
    }
    let mut passed = PASSED.lock().unwrap_or_else(PoisonError::into_inner);
    let count = passed.entry(name.to_owned()).or_default();
    if before.parse() == Ok(*count) {
        std::process::abort();
    }
    *count += 1;
}

#[cfg(not(feature = "failpoints"))]
#[inline(always)]
pub(crate) fn failpoint(_: &str) {}

/// The places, in the order in which a file and its act pass them.
#[cfg(feature = "failpoints")]
pub const FAILPOINTS: [&str; 10] = [
    "file-written",
    "file-synced",
    "file-renamed",
    "file-kept",
    "act-begun",
    "journal-row",
    "journal-hashes",
    "commit-before",
    "commit-after",
    "answer-before",
];
