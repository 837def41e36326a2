//! The tables of an office. Those in [`JOURNALLED`] are computed from the journal alone; `verify` rebuilds and compares them.

use hefu_store::Migration;

/// Tables computed from the journal, with the columns that order their rows.
pub const JOURNALLED: [(&str, &str); 8] = [
    ("office", "side"),
    ("accounts", "account"),
    ("roles", "account, role"),
    ("notices", "direction"),
    ("applications", "number"),
    ("rulings", "finding"),
    ("letter_settings", "kind"),
    ("letter_steps", "letter, step"),
];

/// The migrations, in order. One sequence for both engines; a file that an office has applied is never changed.
pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "office", sql: include_str!("tables/1-office.sql") },
    Migration { number: 2, name: "letters", sql: include_str!("tables/2-letters.sql") },
];
