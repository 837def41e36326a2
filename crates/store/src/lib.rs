//! Tables, journal and files of one office on SQLite or PostgreSQL; knows nothing of what the rows mean.
//!
//! Everything that is written is written by acts that the one [`Writer`] runs in turn and answers once they are stored
//! for good. Everything that is read is read from one state of the tables ([`Db::read`]). Files lie beside the database
//! under their SHA-256 ([`Blobs`]): first the file, then the act that names it.

mod act;
mod db;
mod error;
mod failpoint;
mod files;
mod jobs;
mod journal;
mod migrate;
mod own;
mod portable;
mod postgres;
mod sqlite;
mod tx;
mod value;
mod writer;

pub use act::{Act, Step};
pub use db::{Db, DbOptions, Engine};
pub use error::StoreError;
#[cfg(feature = "failpoints")]
pub use failpoint::FAILPOINTS;
pub use files::{Blobs, BucketOptions, FileDigest, FileFolder, IncomingFile, StoredFile};
pub use jobs::{DeadJob, Job, NewJob, Retry};
pub use journal::{Journal, JournalEntry};
pub use migrate::{Applied, Migration, pending};
pub use portable::tables;
pub use tx::Tx;
pub use value::{Row, Value};
pub use writer::{BoxFuture, Writer, WriterOptions};
