//! Turns at work that takes the whole machine: so many at once, so many more waiting, and no more.

use std::sync::Arc;

use hefu_store::StoreError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Who may work, and who may wait for it.
#[derive(Debug)]
pub(crate) struct Turns {
    at_once: Arc<Semaphore>,
    in_all: Arc<Semaphore>,
}

/// A turn, which ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn(#[expect(dead_code, reason = "held, not looked at")] [OwnedSemaphorePermit; 2]);

impl Turns {
    /// So many at once, and so many more that may wait.
    pub(crate) fn new(at_once: usize, waiting: usize) -> Self {
        Self { at_once: Arc::new(Semaphore::new(at_once)), in_all: Arc::new(Semaphore::new(at_once + waiting)) }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`StoreError::Busy`] at once where too many wait already.
    pub(crate) async fn take(&self) -> Result<Turn, StoreError> {
        let place = self.in_all.clone().try_acquire_owned().map_err(|_| StoreError::Busy)?;
        let turn = self.at_once.clone().acquire_owned().await.map_err(|_| StoreError::Busy)?;
        Ok(Turn([turn, place]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_comes_when_too_many_wait_is_told_at_once() {
        let turns = Arc::new(Turns::new(1, 1));
        let working = turns.take().await.expect("the first works");
        let waiting = tokio::spawn({
            let turns = turns.clone();
            async move { turns.take().await.map(drop) }
        });
        tokio::task::yield_now().await;
        assert!(matches!(turns.take().await, Err(StoreError::Busy)), "the third is told to come again");
        drop(working);
        assert!(matches!(waiting.await, Ok(Ok(()))), "the second had its turn");
        assert!(turns.take().await.is_ok(), "and there is room again");
    }
}
