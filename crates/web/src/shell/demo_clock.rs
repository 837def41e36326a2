//! The clock of a demonstration: it goes as the one it was made from, and can be moved on.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

use super::Clock;

/// A clock that people of a demonstration move on. It is never set back: what an office has recorded stays in its order.
pub struct DemoClock {
    base: Clock,
    /// How far it is ahead, in milliseconds.
    ahead: AtomicI64,
}

impl std::fmt::Debug for DemoClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DemoClock").field("ahead", &self.ahead).finish_non_exhaustive()
    }
}

impl DemoClock {
    /// A clock that goes as `base` until it is moved.
    pub fn new(base: Clock) -> Arc<Self> {
        Arc::new(Self { base, ahead: AtomicI64::new(0) })
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        let base = (self.base)();
        base.checked_add(SignedDuration::from_millis(self.ahead.load(Ordering::SeqCst))).unwrap_or(base)
    }

    /// The same as a clock.
    pub fn clock(self: &Arc<Self>) -> Clock {
        let this = self.clone();
        Arc::new(move || this.now())
    }

    /// Moves it on to an instant. Gives whether it was moved: it stays where the instant is not after the present one.
    pub fn move_to(&self, at: Timestamp) -> bool {
        let ahead = at.as_millisecond() - (self.base)().as_millisecond();
        self.ahead.fetch_max(ahead, Ordering::SeqCst) < ahead
    }
}
