//! The store on both engines: every body below runs on an SQLite file and on a PostgreSQL database of its own.

#[path = "../../../../tests/postgres/cluster.rs"]
mod cluster;
mod harness;
#[path = "../../../../tests/s3/server.rs"]
mod s3_server;

mod bucket;
mod crash;
mod engines;
mod faults;
mod files;
mod jobs;
mod journal;
mod migrations;
mod portable;
mod property;
mod tables;
mod writer;
