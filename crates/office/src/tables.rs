//! The tables of an office. Those in [`JOURNALLED`] are computed from the journal alone; `verify` rebuilds and compares them.

use hefu_store::Migration;

/// Tables computed from the journal, with the columns that order their rows.
pub const JOURNALLED: &[(&str, &str)] = &[
    ("office", "side"),
    ("accounts", "account"),
    ("roles", "account, role"),
    ("notices", "direction"),
    ("applications", "number"),
    ("rulings", "finding"),
    ("plan_rulings", "plan, finding"),
    ("exchanges", "exchange"),
    ("partner_notices", "side, direction"),
    ("cards", "side, number"),
    ("closings", "side, direction"),
    ("lists_entered", "side, direction"),
    ("parcels_taken", "exchange, digest"),
    ("parcels_sent", "exchange, digest"),
    ("contradictions", "exchange, shown"),
    ("witnessed", "origin"),
    ("pair_rulings", "finding"),
    ("settled", "direction"),
    ("application_documents", "number, revision, name"),
    ("letter_settings", "kind"),
    ("letter_steps", "letter, step"),
    ("team", "draft, account"),
    ("shown_halves", "draft"),
    ("pairing_codes", "draft"),
    ("tokens", "token"),
    ("joint_steps", "direction, side, number"),
    ("support_lists", "direction"),
    ("sealed_lists", "direction, round, method"),
    ("confirmation_rules", "direction"),
    ("recommenders", "name, account"),
    ("confirmers", "draft, level"),
    ("confirmations", "number, level"),
    ("sent_back", "number"),
];

/// The migrations, in order. One sequence for both engines; a file that an office has applied is never changed.
pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "office", sql: include_str!("tables/1-office.sql") },
    Migration { number: 2, name: "exchange", sql: include_str!("tables/2-exchange.sql") },
    Migration { number: 3, name: "documents", sql: include_str!("tables/3-documents.sql") },
    Migration { number: 4, name: "letters", sql: include_str!("tables/4-letters.sql") },
    Migration { number: 5, name: "team", sql: include_str!("tables/5-team.sql") },
    Migration { number: 6, name: "sign-in", sql: include_str!("tables/6-sign-in.sql") },
    Migration { number: 7, name: "passkeys", sql: include_str!("tables/7-passkeys.sql") },
    Migration { number: 8, name: "sign-on", sql: include_str!("tables/8-sign-on.sql") },
    Migration { number: 9, name: "kept-forms", sql: include_str!("tables/9-kept-forms.sql") },
    Migration { number: 10, name: "lists", sql: include_str!("tables/10-lists.sql") },
    Migration { number: 11, name: "ruling-plans", sql: include_str!("tables/11-ruling-plans.sql") },
    Migration { number: 12, name: "partner", sql: include_str!("tables/12-partner.sql") },
    Migration { number: 13, name: "tokens", sql: include_str!("tables/13-tokens.sql") },
    Migration { number: 14, name: "joint", sql: include_str!("tables/14-joint.sql") },
    Migration { number: 15, name: "confirmations", sql: include_str!("tables/15-confirmations.sql") },
];
