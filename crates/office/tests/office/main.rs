//! The acts of an office, from outside: what is done, what is refused, what is kept.

mod applying;
mod backup;
#[path = "../../../../tests/postgres/cluster.rs"]
mod cluster;
mod confirming;
mod confirming_always;
mod dashboard;
mod documents;
mod engine;
mod exchanging;
mod experts;
mod hostile;
mod identities;
mod jobs;
mod joint;
mod keeping;
mod letters;
#[path = "../../../../tests/mail/server.rs"]
mod mail_server;
mod officers;
mod overlap;
mod pair_letters;
mod pair_of_offices;
mod partner;
mod passwords;
mod plans;
mod printed;
mod publishing;
mod reviewing;
mod rights;
mod sample;
mod sign_on;
mod signing_in;
mod team;
mod world;
