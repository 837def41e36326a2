//! Every sentence a person reads, in 简体, 繁體 (Hong Kong and Taiwan wording) and English, by key; knows nothing of
//! what the sentences are about.

mod catalogue;
mod lang;
mod message;

pub use catalogue::{files, keys, text};
pub use lang::Lang;
pub use message::{Arg, Message};
