//! What a side hands in, read through the public functions: workbooks, CSV, JSON Lines, `side.toml`, mappings, attachments.

mod attachments;
mod csv;
mod documentation;
mod form;
mod habits;
mod hostile;
mod jsonl;
mod made;
mod mapping;
mod messages;
mod reviews;
mod roundtrip;
mod sheet;
mod side_file;
mod speed;
