//! Printing: applications as handed in, set away from the threads that answer, few at once, the last ones kept.

mod minute;
mod paper;
mod task_book;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use hefu_print::{Document, Fonts, PrintError, pdf};

use crate::error::OfficeError;
use crate::turns::Turns;

pub(crate) use minute::{Decided, minute};
pub(crate) use paper::{Version, paper};
pub(crate) use task_book::{Task, task_book};

/// Documents set at once; others wait.
const AT_ONCE: usize = 2;
/// How many may wait; further ones are asked to come again.
const WAITING: usize = 32;
/// Documents kept, so that whoever asks again does not wait again.
const KEPT: usize = 16;

/// What sets documents: the fonts, and who may set at once.
pub(crate) struct Press {
    fonts: Mutex<Option<Arc<Fonts>>>,
    turns: Turns,
    last: Mutex<VecDeque<(String, Arc<Vec<u8>>)>>,
}

impl Press {
    pub(crate) fn new() -> Self {
        Self { fonts: Mutex::default(), turns: Turns::new(AT_ONCE, WAITING), last: Mutex::default() }
    }

    /// The document as PDF. `key` names all that it follows from: what has the same key is the same document.
    ///
    /// # Errors
    /// When too many wait, a font is missing or the document cannot be set.
    pub(crate) async fn print(
        self: &Arc<Self>,
        key: String,
        document: impl FnOnce() -> Document + Send + 'static,
    ) -> Result<Arc<Vec<u8>>, OfficeError> {
        let _turn = self.turns.take().await?;
        if let Some(kept) = self.kept(&key) {
            return Ok(kept);
        }
        let press = self.clone();
        let set = move || -> Result<Vec<u8>, PrintError> { pdf(&document(), press.fonts()?.as_ref()) };
        let made = tokio::task::spawn_blocking(set)
            .await
            .map_err(|error| OfficeError::Stored(format!("printing {key}: {error}")))??;
        let made = Arc::new(made);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.push_front((key, made.clone()));
        last.truncate(KEPT);
        Ok(made)
    }

    fn kept(&self, key: &str) -> Option<Arc<Vec<u8>>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().find(|(other, _)| other == key).map(|(_, made)| made.clone())
    }

    /// The fonts, read when the first document is set. Where one is missing the next document looks again.
    fn fonts(&self) -> Result<Arc<Fonts>, PrintError> {
        let mut fonts = self.fonts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fonts) = fonts.as_ref() {
            return Ok(fonts.clone());
        }
        let read = Arc::new(Fonts::load(&Fonts::system_folders())?);
        *fonts = Some(read.clone());
        Ok(read)
    }
}
