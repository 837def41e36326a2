//! The one place that reads the clock. Everything below takes the time as an argument, so that a round said to be run "as
//! of" an instant gives the same bytes whenever it is run.

use jiff::Zoned;

/// The present instant in this machine's time zone.
#[expect(clippy::disallowed_methods, reason = "the clock is read here and nowhere else")]
pub fn now() -> Zoned {
    Zoned::now()
}
