//! A real mail server (aiosmtpd) for the tests of rooms that send letters; each includes this file. The server ends with
//! the value, and with the program that holds it, however it ends.
#![allow(dead_code, reason = "each room uses what it needs")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

/// A mail server that is running.
pub struct MailServer {
    /// Where it listens, at 127.0.0.1.
    pub port: u16,
    child: Child,
    input: Option<ChildStdin>,
    told: Receiver<Value>,
}

/// The repository's folder `tests/mail`.
fn folder() -> PathBuf {
    std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
        .join("../../tests/mail")
}

/// The Python that has the mail server, made where there is none.
fn python() -> &'static str {
    static PYTHON: OnceLock<String> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let made = Command::new(folder().join("../../tools/python-with"))
            .arg("mail")
            .output()
            .expect("tools/python-with runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8_lossy(&made.stdout).trim().to_owned()
    })
}

impl MailServer {
    /// Starts one with these arguments of `server.py`.
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(python())
            .arg(folder().join("server.py"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python runs");
        let input = child.stdin.take();
        let output = child.stdout.take().expect("its output");
        let (tell, told) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let said = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{line}: {error}"));
                if tell.send(said).is_err() {
                    break;
                }
            }
        });
        let mut server = Self { port: 0, child, input, told };
        let ready = server.next().expect("the mail server starts");
        server.port = ready["port"].as_u64().and_then(|port| u16::try_from(port).ok()).expect("a port");
        server
    }

    /// The next letter that came, if one comes within some seconds.
    pub fn next(&mut self) -> Option<Value> {
        self.told.recv_timeout(Duration::from_secs(30)).ok()
    }

    /// Whether another letter comes within a moment.
    pub fn more(&mut self) -> Option<Value> {
        self.told.recv_timeout(Duration::from_millis(300)).ok()
    }

    /// Has a letter that is held answered.
    pub fn answer(&mut self) {
        self.input.as_mut().expect("its input").write_all(b"go\n").expect("it listens");
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A header of a letter, its folded lines joined.
pub fn header(letter: &Value, name: &str) -> String {
    let data = letter["data"].as_str().unwrap_or_default().replace("\r\n", "\n");
    let head = data.split("\n\n").next().unwrap_or_default().replace("\n ", " ").replace("\n\t", " ");
    let found = head.lines().find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)));
    found.map(|(_, value)| value.to_owned()).unwrap_or_default()
}
