//! The reader of documents as a program, as the product starts it: what a hostile file does to it costs that file only.

use std::process::ExitCode;

fn main() -> ExitCode {
    hefu_dossier::document::worker_main()
}
