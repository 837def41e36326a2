//! The child process: reads documents named on standard input, one JSON line each, under limits it sets on itself.

use std::io::{BufRead, Read, Write};
use std::process::ExitCode;

use rlimit::Resource;
use serde::{Deserialize, Serialize};

use super::{DocumentError, DocumentText, Limits, read_bytes};

/// The first line a child is given.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Hello {
    pub limits: Limits,
}

/// A document to read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub path: String,
}

/// The answer.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    Text(Box<DocumentText>),
    Error { error: DocumentError, sha256: Option<String> },
}

/// Serves until standard input ends. The limits come first; a child that cannot set them serves nothing.
pub fn worker_main() -> ExitCode {
    // What a parser says on a panic is of no use to anyone and may hold the document's own words.
    std::panic::set_hook(Box::new(|_| {}));
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn serve() -> std::io::Result<()> {
    let stdin = std::io::stdin().lock();
    let mut lines = stdin.lines();
    let Some(first) = lines.next() else { return Ok(()) };
    let hello: Hello = serde_json::from_str(&first?)?;
    confine(&hello.limits)?;
    let mut stdout = std::io::stdout().lock();
    for line in lines {
        let request: Request = serde_json::from_str(&line?)?;
        serde_json::to_writer(&mut stdout, &answer(&request.path, &hello.limits))?;
        stdout.write_all(b"\n")?;
        stdout.flush()?;
    }
    Ok(())
}

fn confine(limits: &Limits) -> std::io::Result<()> {
    rlimit::setrlimit(Resource::AS, limits.memory_bytes, limits.memory_bytes)?;
    rlimit::setrlimit(Resource::CPU, limits.cpu_seconds, limits.cpu_seconds + 5)?;
    rlimit::setrlimit(Resource::FSIZE, 0, 0)?;
    rlimit::setrlimit(Resource::CORE, 0, 0)?;
    rlimit::setrlimit(Resource::NPROC, 0, 0).or(Ok(()))
}

fn answer(path: &str, limits: &Limits) -> Answer {
    match load(path, limits) {
        Ok(bytes) => match read_bytes(path, &bytes, limits) {
            Ok(text) => Answer::Text(Box::new(text)),
            Err(error) => Answer::Error { error, sha256: Some(super::digest(&bytes)) },
        },
        Err(error) => Answer::Error { error, sha256: None },
    }
}

fn load(path: &str, limits: &Limits) -> Result<Vec<u8>, DocumentError> {
    let open = |error: std::io::Error| DocumentError::Open { reason: error.to_string() };
    let file = std::fs::File::open(path).map_err(open)?;
    let size = file.metadata().map_err(open)?.len();
    if size > limits.file_bytes {
        return Err(DocumentError::TooLarge { bytes: size, most: limits.file_bytes });
    }
    let mut bytes = Vec::new();
    file.take(limits.file_bytes + 1).read_to_end(&mut bytes).map_err(open)?;
    Ok(bytes)
}
