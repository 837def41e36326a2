//! Progress of a long round: a moving bar on a terminal, one line per step elsewhere; Ctrl-C stops cleanly.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hefu_round::{Progress, Step};
use hefu_words::{Lang, Message};
use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error.
pub struct Bar {
    lang: Lang,
    bar: ProgressBar,
    terminal: bool,
}

impl Bar {
    /// A bar that speaks `lang`.
    pub fn new(lang: Lang) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = if terminal { ProgressBar::new(0) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{msg:24!} {bar:32} {pos}/{len}") {
            bar.set_style(style);
        }
        Self { lang, bar, terminal }
    }

    /// A step begins, named by a key of the catalogue; `total` things will be done in it.
    pub fn step(&self, key: &'static str, total: usize) {
        let name = Message::new(key).text(self.lang);
        if !self.terminal {
            eprintln!("hefu: {name} ({total})");
        }
        self.bar.set_position(0);
        self.bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
        self.bar.set_message(name);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, step: Step, total: usize) {
        self.step(step.key(), total);
    }

    fn advance(&self) {
        self.bar.inc(1);
    }
}

/// A flag that Ctrl-C sets.
///
/// # Errors
/// When the handler cannot be set.
pub fn cancel_on_interrupt() -> anyhow::Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    ctrlc::set_handler(move || set.store(true, Ordering::Relaxed))?;
    Ok(flag)
}

/// Progress of work whose length is not known: a count of steps on a terminal, one line per step elsewhere.
pub struct Steps {
    lang: Lang,
    bar: ProgressBar,
    terminal: bool,
}

impl Steps {
    /// Begins with the step `key` of the catalogue.
    pub fn new(lang: Lang, key: &str) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = if terminal { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg:24!} {pos}") {
            bar.set_style(style);
        }
        let steps = Self { lang, bar, terminal };
        steps.next(key);
        steps
    }

    /// The next step.
    pub fn next(&self, key: &str) {
        let name = Message::new(key).text(self.lang);
        if !self.terminal {
            eprintln!("hefu: {name}");
        }
        self.bar.set_position(0);
        self.bar.set_message(name);
    }

    /// How far it is.
    pub fn at(&self, count: u64) {
        self.bar.set_position(count);
    }

    /// Takes the count away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
