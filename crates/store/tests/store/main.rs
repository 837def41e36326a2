//! The store on both engines: every body below runs on an SQLite file and on a PostgreSQL database of its own.

mod harness;

mod crash;
mod engines;
mod faults;
mod files;
mod jobs;
mod journal;
mod migrations;
mod property;
mod tables;
mod writer;
