//! The joint decision from files: each side's list, the pairs of a round and a method signed by both in; a page, a workbook
//! and JSON Lines out. Knows files and tables, and nothing of how the decision is found.

pub mod awards;
mod beside;
mod blank;
mod join;
mod list;
mod method;
mod page;
mod pairs;
pub mod picture;
pub mod portfolio;
pub mod reserve;
pub mod scores;
mod workbook;

pub use beside::Beside;
pub use blank::{BlankRow, blank_list};
pub use hefu_dossier::columns::Trouble;
pub use hefu_selection::Locked;
pub use join::{Decision, DecisionError, Input, Scenario, decide};
pub use list::{List, ListRow, read as read_list};
pub use method::{MethodFile, Open, Signature};
pub use page::{page, page_with};
pub use pairs::{Pair, read as read_pairs};
pub use workbook::{workbook, workbook_with};
