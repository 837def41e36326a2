//! The child process: reads documents given on standard input under limits it sets on itself. It opens no files: it could
//! not, having forbidden itself to.

use std::fs::File;
use std::io::{BufRead, Read, Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use rlimit::Resource;
use serde::{Deserialize, Serialize};

use super::{DocumentError, DocumentText, Limits, read_bytes};

/// The first line a child is given.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Hello {
    pub limits: Limits,
}

/// The line before a document; its bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// File name without folders, for its extension.
    pub name: String,
    pub bytes: u64,
}

/// The answer, one line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    Text(Box<DocumentText>),
    Error(DocumentError),
}

/// Processor seconds of one child over all documents, whatever each is allowed.
const LIFE_SECONDS: u64 = 3_600;

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
    let mut input = std::io::stdin().lock();
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(());
    }
    let Hello { limits } = serde_json::from_str(&line)?;
    let mut clock = confine(&limits)?;
    let mut output = std::io::stdout().lock();
    loop {
        line.clear();
        if input.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let request: Request = serde_json::from_str(&line)?;
        let mut bytes = Vec::new();
        (&mut input).take(request.bytes).read_to_end(&mut bytes)?;
        allow_seconds(&mut clock, limits.cpu_seconds)?;
        serde_json::to_writer(&mut output, &answer(&request.name, &bytes, &limits))?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
}

/// Sets the limits and returns the file that tells the processor time used.
fn confine(limits: &Limits) -> std::io::Result<File> {
    let clock = File::open("/proc/self/stat")?;
    rlimit::setrlimit(Resource::CPU, LIFE_SECONDS, LIFE_SECONDS)?;
    rlimit::setrlimit(Resource::AS, limits.memory_bytes, limits.memory_bytes)?;
    rlimit::setrlimit(Resource::FSIZE, 0, 0)?;
    rlimit::setrlimit(Resource::CORE, 0, 0)?;
    rlimit::setrlimit(Resource::NOFILE, 3, 3)?;
    rlimit::setrlimit(Resource::NPROC, 0, 0)?;
    Ok(clock)
}

/// Allows `seconds` of processor time from now on.
fn allow_seconds(clock: &mut File, seconds: u64) -> std::io::Result<()> {
    let mut stat = String::new();
    clock.rewind()?;
    clock.read_to_string(&mut stat)?;
    // proc_pid_stat(5): after the name in brackets, utime and stime are the 12th and 13th fields, in hundredths.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks: u64 = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    let until = (ticks / 100 + 1 + seconds).min(LIFE_SECONDS);
    rlimit::setrlimit(Resource::CPU, until, LIFE_SECONDS)
}

fn answer(name: &str, bytes: &[u8], limits: &Limits) -> Answer {
    // The parsers are others' and the file a stranger's: a panic is an answer about the file, not the end of the reader.
    match catch_unwind(AssertUnwindSafe(|| read_bytes(name, bytes, limits))) {
        Ok(Ok(text)) => Answer::Text(Box::new(text)),
        Ok(Err(error)) => Answer::Error(error),
        Err(_) => Answer::Error(DocumentError::damaged(&"its structure cannot be followed")),
    }
}
