//! A file system in memory that knows what would have outlived a power cut, for tests of what an office acknowledges; knows
//! nothing of offices.
//!
//! It keeps live and durable bytes apart. A cut writes six pictures of the disk, from what a killed program leaves (everything
//! it has written) to the strictest reading of the standard (only what was synced, under names whose folder was synced).

mod filesystem;
mod image;
mod node;

pub use filesystem::{Disk, Mounted};
pub use image::{IMAGES, Image};
