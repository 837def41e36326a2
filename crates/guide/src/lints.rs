//! What a guide is held to beyond being well formed: every number stands in its sentence, totals agree, quotations are the
//! official ones, references resolve, wording fits the pairing.

mod executable;
mod numbers;
mod references;
mod sides;
mod stated;
mod totals;
mod verbatim;
mod wording;

use crate::assemble::Draft;
use crate::diagnostics::Faults;

pub(crate) fn run(draft: &Draft, official: Option<&str>, faults: &mut Faults) {
    verbatim::run(draft, official, faults);
    references::run(draft, faults);
    executable::run(draft, faults);
    numbers::run(draft, faults);
    stated::run(draft, faults);
    totals::run(draft, faults);
    sides::run(draft, faults);
    wording::run(draft, faults);
}

/// A place and what is said of it.
pub(crate) type Label = (usize, usize, String);

/// A label that quotes a clause at its own place.
fn quoting(draft: &Draft, id: &str) -> Option<Label> {
    let clause = draft.document.clauses.iter().find(|clause| clause.id == id)?;
    Some((clause.quote.0, clause.quote.1, format!("{id}: {}", clause.text)))
}
