//! The pages of one office; turns requests into acts and views into HTML, and decides nothing itself.

pub mod api;
pub mod courier;
pub mod gallery;
pub mod parts;
pub mod portal;
pub mod shell;
pub use portal::portal;
