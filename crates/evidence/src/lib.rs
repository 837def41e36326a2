//! Recomputes a claimed figure from the table a project hands in and says whether it is reached, with both numbers and a
//! picture; knows nothing of files, offices, applications or what a guide says.
//!
//! Everything that decides is exact: decimals are read as whole numbers with a place, figures are fractions, roots are
//! enclosed from both sides. Floats only draw. What a claim does not state (a threshold, a level, a unit, a window) is never
//! supplied: the verdict is then that nothing can be told, and says what to state.

mod cells;
mod claim;
mod columns;
mod draw;
mod exact;
mod figure;
mod judge;
mod judged;
mod kinds;
mod moment;
mod number;
mod picture;
mod table;
mod units;
mod work;

pub use claim::{Claim, ClaimError, Written, claims};
pub use columns::{Column, Form};
pub use draw::{PICTURE_CSS, svg};
pub use figure::{Figure, Kind};
pub use judge::judge;
pub use judged::{Amount, Comparison, Fault, Judged, Named, Read, Target, Verdict};
pub use number::{Decimal, NumberFault};
pub use picture::{Axis, Bar, Bars, Chain, Chart, Limit, Link, Numbers, Picture, Series};
pub use table::{Table, TableName, Tables};
