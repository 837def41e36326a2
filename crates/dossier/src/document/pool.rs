//! Children that read documents. One that hangs, dies or says too much is replaced, and the next document goes on.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::worker::{Answer, Hello, Request};
use super::{DocumentError, DocumentText, Limits, digest};

/// The program that runs [`worker_main`](super::worker_main).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The executable.
    pub exe: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

/// A pool of children. Several threads may read at once; a child is started when none is free. What is read depends on the
/// document alone, not on the child's past or on how many there are.
#[derive(Debug)]
pub struct Reader {
    command: WorkerCommand,
    limits: Limits,
    idle: Mutex<Vec<Worker>>,
}

/// Why a document was not read, with the file's digest wherever its bytes could be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why not.
    pub error: DocumentError,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: Option<String>,
}

/// A document on its way to a child.
type Load = (String, Arc<Vec<u8>>);

#[derive(Debug)]
struct Worker {
    child: Child,
    documents: SyncSender<Load>,
    answers: Receiver<std::io::Result<String>>,
    complaints: ChildStderr,
    served: usize,
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer has at most this many bytes for each character of text allowed (JSON escapes included).
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
        let bytes = load(path, &self.limits).map_err(|error| Refusal { error, sha256: None })?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.read_bytes(&name, bytes)
    }

    /// Reads one document whose bytes are at hand; `name` for its extension alone.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_bytes(&self, name: &str, bytes: Vec<u8>) -> Result<DocumentText, Refusal> {
        let bytes = Arc::new(bytes);
        let refuse = |error| Refusal { error, sha256: Some(digest(&bytes)) };
        let document = (name.to_owned(), Arc::clone(&bytes));
        loop {
            let mut worker = match self.take() {
                Some(worker) => worker,
                None => self.start().map_err(|error| refuse(DocumentError::Reader { reason: error.to_string() }))?,
            };
            let fresh = worker.served == 0;
            match worker.ask(document.clone(), &self.limits) {
                Ok(answer) => {
                    worker.served += 1;
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                    return match answer {
                        Answer::Text(text) => Ok(*text),
                        Answer::Error(error) => Err(refuse(error)),
                    };
                }
                // The child is not given back: dropping it ends it. One that had read others before may have failed for
                // what they left behind; the document gets a child of its own before it is refused.
                Err(error) if fresh => return Err(refuse(error)),
                Err(_) => self.clear(),
            }
        }
    }

    fn take(&self) -> Option<Worker> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn start(&self) -> std::io::Result<Worker> {
        let mut child = Command::new(&self.command.exe)
            .args(&self.command.args)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(input), Some(output), Some(complaints)) = pipes else {
            return Err(std::io::Error::other("the child has no pipes"));
        };
        let (documents, queue) = sync_channel(1);
        let (send, answers) = sync_channel(1);
        let limits = self.limits;
        // Its own thread, because a child may stop reading as well as stop answering.
        std::thread::spawn(move || converse(input, output, &limits, &queue, &send));
        Ok(Worker { child, documents, answers, complaints, served: 0 })
    }
}

/// The file's bytes.
fn load(path: &Path, limits: &Limits) -> Result<Vec<u8>, DocumentError> {
    let open = |error: std::io::Error| DocumentError::Open { reason: error.to_string() };
    let data = std::fs::metadata(path).map_err(open)?;
    if !data.is_file() {
        return Err(DocumentError::Open { reason: "not a plain file".to_owned() });
    }
    let most = limits.file_bytes;
    let too_large = |bytes: u64| DocumentError::TooLarge { bytes, most };
    if data.len() > most {
        return Err(too_large(data.len()));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(open)?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(open)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > most { Err(too_large(size)) } else { Ok(bytes) }
}

/// Hands documents to the child and its answers back, until either side ends.
fn converse(
    mut input: ChildStdin,
    output: ChildStdout,
    limits: &Limits,
    queue: &Receiver<Load>,
    send: &SyncSender<std::io::Result<String>>,
) {
    let most = limits.text_chars.saturating_mul(BYTES_PER_CHAR).saturating_add(1 << 20);
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    let mut output = BufReader::new(output);
    let hello = |input: &mut ChildStdin| -> std::io::Result<()> {
        serde_json::to_writer(&mut *input, &Hello { limits: *limits })?;
        input.write_all(b"\n")
    };
    if hello(&mut input).is_err() {
        return;
    }
    for (name, bytes) in queue {
        let request = Request { name, bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) };
        let mut ask = || -> std::io::Result<String> {
            serde_json::to_writer(&mut input, &request)?;
            input.write_all(b"\n")?;
            input.write_all(&bytes)?;
            input.flush()?;
            let mut line = String::new();
            output.by_ref().take(most).read_line(&mut line)?;
            Ok(line)
        };
        match ask() {
            // An end without a line means that the child has died; whoever waits sees it by the closed channel.
            Ok(line) if line.is_empty() => return,
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return,
            Ok(line) if !line.ends_with('\n') => {
                let _ = send.send(Err(std::io::Error::other("text")));
                return;
            }
            answer => {
                let failed = answer.is_err();
                if send.send(answer).is_err() || failed {
                    return;
                }
            }
        }
    }
}

impl Worker {
    fn ask(&mut self, document: Load, limits: &Limits) -> Result<Answer, DocumentError> {
        if self.documents.send(document).is_err() {
            return Err(self.autopsy());
        }
        match self.answers.recv_timeout(Duration::from_millis(limits.wall_ms)) {
            Ok(Ok(line)) => {
                serde_json::from_str(&line).map_err(|error| DocumentError::Reader { reason: error.to_string() })
            }
            Ok(Err(_)) => Err(DocumentError::limit("text")),
            Err(RecvTimeoutError::Timeout) => Err(DocumentError::limit("time")),
            Err(RecvTimeoutError::Disconnected) => Err(self.autopsy()),
        }
    }

    /// What the child died of.
    fn autopsy(&mut self) -> DocumentError {
        const COMPLAINT: u64 = 4_096;
        const SIGABRT: i32 = 6;
        const SIGKILL: i32 = 9;
        const SIGSEGV: i32 = 11;
        const SIGXCPU: i32 = 24;
        // Ending what has ended changes nothing of how it ended, and what lives on must not be waited for.
        let _ = self.child.kill();
        let mut said = String::new();
        let _ = self.complaints.by_ref().take(COMPLAINT).read_to_string(&mut said);
        let status = match self.child.wait() {
            Ok(status) => status,
            Err(error) => return DocumentError::Reader { reason: error.to_string() },
        };
        match status.signal() {
            Some(SIGXCPU) => DocumentError::limit("time"),
            Some(SIGABRT) if said.contains("overflow") => DocumentError::limit("depth"),
            Some(SIGSEGV) => DocumentError::limit("depth"),
            Some(SIGABRT | SIGKILL) => DocumentError::limit("memory"),
            _ => DocumentError::Reader { reason: status.to_string() },
        }
    }
}
