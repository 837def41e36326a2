//! Reads what one side hands in (workbooks, CSV, JSON Lines, `side.toml`, documents) into applications with the place of
//! every value, and writes the workbook to fill in and tables out; it must not know how applications are paired, checked or
//! shown.

pub mod attachments;
pub mod columns;
pub mod document;
pub mod evidence;
pub mod fill;
pub mod form;
pub mod gather;
pub mod grid;
pub mod identifiers;
pub mod jsonl;
pub mod layout;
pub mod limits;
pub mod mapping;
pub mod problems;
pub mod read;
pub mod reviews;
pub mod sheet;
pub mod side_file;
pub mod table;
pub mod vocabulary;

pub use attachments::{AttachedTo, Attachment};
pub use limits::TableLimits;
pub use read::{FileFormat, FileRead, ReadError, Reading, SideContext, SideRead, read_side};
pub use side_file::SideFile;
pub mod template;
pub use template::{TemplateError, template};
pub mod formats;
