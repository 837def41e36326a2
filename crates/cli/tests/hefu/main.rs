//! The command line from outside: what an office types, what it gets.

mod api;
#[path = "../../../../tests/postgres/cluster.rs"]
mod cluster;
mod crowd;
mod evidence;
mod guide;
mod letters;
#[path = "../../../../tests/mail/server.rs"]
mod mail_server;
mod nodes;
mod overlap;
mod panel;
mod round;
mod running;
#[path = "../../../../tests/s3/server.rs"]
mod s3_server;
mod served;
mod tables;

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs `hefu` with these arguments in English, no terminal.
fn hefu(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hefu"))
        .args(["--lang", "en"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("hefu starts")
}

/// Standard output of a command that must succeed.
fn said(arguments: &[&str]) -> String {
    let output = hefu(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Standard error of a command that must be refused.
fn refused(arguments: &[&str]) -> String {
    let output = hefu(arguments);
    assert!(!output.status.success(), "{arguments:?} was not refused");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
