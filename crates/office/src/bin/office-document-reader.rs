//! The reader of documents as a program of its own, for the tests of the office; `hefu` runs the same code under a hidden
//! command.

use std::process::ExitCode;

fn main() -> ExitCode {
    hefu_dossier::document::worker_main()
}
