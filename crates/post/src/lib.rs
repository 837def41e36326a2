//! Letters by SMTP: a plain text becomes a message (RFC 5322) and is handed to one mail server; knows nothing of what
//! letters are about.

mod config;
mod message;
mod smtp;

pub use config::{MailConfig, Security};
pub use message::{Address, AddressError, Outgoing};
pub use smtp::{MailError, NotCarried, Smtp};
