//! Children that read documents. One that hangs, dies or says too much is replaced, and the next document goes on.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::worker::{Answer, Hello, Request};
use super::{DocumentError, DocumentText, Limits};

/// The program that runs [`worker_main`](super::worker_main).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The executable.
    pub exe: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

/// A pool of children. Several threads may read at once; a child is started when none is free.
#[derive(Debug)]
pub struct Reader {
    command: WorkerCommand,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

/// What was read, or why not, with the file's digest wherever its bytes could be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why not.
    pub error: DocumentError,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
}

#[derive(Debug)]
struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<std::io::Result<String>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer is at most this many bytes for each character of text allowed (JSON escapes included).
const BYTES_PER_CHAR: usize = 8;

impl Reader {
    /// A pool that starts `command` for its children.
    pub fn new(command: WorkerCommand, limits: Limits) -> Self {
        Self { command, limits, idle: Mutex::new(Vec::new()) }
    }

    /// Reads one document.
    ///
    /// # Errors
    /// Why it was not read; the pool goes on.
    pub fn read(&self, path: &Path) -> Result<DocumentText, Refusal> {
        let mut worker = match self.take() {
            Some(worker) => worker,
            None => self.start().map_err(|error| failed(&error.to_string()))?,
        };
        match worker.ask(path, &self.limits) {
            Ok(answer) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                match answer {
                    Answer::Text(text) => Ok(*text),
                    Answer::Error { error, sha256 } => Err(Refusal { error, sha256 }),
                }
            }
            // The child is not given back: dropping it ends it.
            Err(error) => Err(Refusal { error, sha256: own_digest(path, &self.limits) }),
        }
    }

    fn take(&self) -> Option<Worker> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn start(&self) -> std::io::Result<Worker> {
        let mut child = Command::new(&self.command.exe)
            .args(&self.command.args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::Error::other("the child has no pipes"));
        };
        let hello = serde_json::to_string(&Hello { limits: self.limits })?;
        writeln!(input, "{hello}")?;
        let (send, answers) = sync_channel(1);
        let most = self.limits.text_chars.saturating_mul(BYTES_PER_CHAR).saturating_add(1 << 20);
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let mut line = String::new();
                let read = output.by_ref().take(u64::try_from(most).unwrap_or(u64::MAX)).read_line(&mut line);
                let over = match read {
                    Ok(0) => return,
                    Ok(_) => !line.ends_with('\n'),
                    Err(_) => true,
                };
                let message = if over { Err(std::io::Error::other("answer")) } else { Ok(line) };
                if send.send(message).is_err() || over {
                    return;
                }
            }
        });
        Ok(Worker { child, input, answers })
    }
}

impl Worker {
    fn ask(&mut self, path: &Path, limits: &Limits) -> Result<Answer, DocumentError> {
        let request = Request { path: path.to_string_lossy().into_owned() };
        let line = serde_json::to_string(&request).map_err(|error| DocumentError::Reader { reason: error.to_string() })?;
        let died = || DocumentError::Limit { what: "memory".to_owned() };
        writeln!(self.input, "{line}").and_then(|()| self.input.flush()).map_err(|_| died())?;
        match self.answers.recv_timeout(Duration::from_millis(limits.wall_ms)) {
            Ok(Ok(line)) => {
                serde_json::from_str(&line).map_err(|error| DocumentError::Reader { reason: error.to_string() })
            }
            Ok(Err(_)) => Err(DocumentError::Limit { what: "text".to_owned() }),
            Err(RecvTimeoutError::Timeout) => Err(DocumentError::Limit { what: "time".to_owned() }),
            // A child that ends by itself ran out of memory or of processor time.
            Err(RecvTimeoutError::Disconnected) => Err(died()),
        }
    }
}

fn failed(reason: &str) -> Refusal {
    Refusal { error: DocumentError::Reader { reason: reason.to_owned() }, sha256: None }
}

/// The digest of a file its reader died of.
fn own_digest(path: &Path, limits: &Limits) -> Option<String> {
    let file = std::fs::File::open(path).ok()?;
    let mut bytes = Vec::new();
    file.take(limits.file_bytes).read_to_end(&mut bytes).ok()?;
    Some(super::digest(&bytes))
}
