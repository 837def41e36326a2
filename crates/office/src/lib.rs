//! The acts of one office: one function per act, rights asked through one function, every change journalled; knows no door.

pub mod acts;
pub mod backup;
pub mod config;
pub mod doctor;
pub mod documents;
pub mod draft;
pub mod error;
pub mod exchange;
mod factors;
pub mod happened;
mod identity;
pub mod jobs;
pub mod joint;
pub mod letters;
pub mod lists;
mod office;
pub mod passwords;
pub mod person;
mod printing;
mod projection;
pub mod rights;
pub mod tables;
pub mod team;
pub mod tokens;
pub mod verify;
pub mod views;

pub use config::{FilesConfig, OfficeConfig, OidcConfig, SignInConfig};
pub use error::{OfficeError, Refusal, RefusalKind};
pub use happened::{Factor, Happened};
pub use hefu_post::{MailConfig, MailError, Security as MailSecurity, Smtp};
pub use identity::{KEY_FILES, Keys, Randomness, SystemRandomness};
pub use office::{Office, load_guide};
pub use person::{AccountId, OfficeRole, Viewer};
pub use rights::{Action, Class, Relation, Rights, Thing, Verdict};
pub use team::TeamRole;
pub use tokens::{Scope, Scopes};
