//! The shell and the pieces of pages: well formed in every language, protected, limited, and every fault told.

mod api;
mod confirming;
mod documents;
mod experts;
mod faults;
mod html;
mod language;
mod leaks;
mod limits;
mod named;
mod office;
mod officers;
mod overlap;
mod pages;
mod pair_rulings;
mod protection;
mod support;
mod workbook;
