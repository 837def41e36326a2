//! What the whole-system tests and the fuzz targets share; knows the repository and the public functions of the rooms.

pub mod fuzz_bodies;
pub mod repository;
