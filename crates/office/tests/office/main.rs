//! The acts of an office, from outside: what is done, what is refused, what is kept.

mod applying;
mod jobs;
mod keeping;
mod letters;
#[path = "../../../../tests/mail/server.rs"]
mod mail_server;
mod publishing;
mod rights;
mod signing_in;
mod world;
