//! S3-compatible storage (moto) for the tests of rooms that keep files; each includes this file. The server ends with the
//! value, and with the program that holds it, however it ends.
#![allow(dead_code, reason = "each room uses what it needs")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};

/// Storage that is running.
pub struct S3Server {
    /// Where it listens, at 127.0.0.1.
    pub port: u16,
    child: Child,
    input: Option<ChildStdin>,
}

/// The repository's folder `tests/s3`.
fn folder() -> PathBuf {
    std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
        .join("../../tests/s3")
}

impl S3Server {
    /// Starts one, with a bucket of this name.
    pub fn start(bucket: &str) -> Self {
        let made =
            Command::new(folder().join("../../tools/python-with")).arg("s3").output().expect("tools/python-with runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut child = Command::new(String::from_utf8_lossy(&made.stdout).trim())
            .arg(folder().join("server.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Python runs");
        let input = child.stdin.take();
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        let server = Self { port: digits.parse().unwrap_or_else(|_| panic!("no port: {line}")), child, input };
        assert!(server.ask("PUT", &format!("/{bucket}")).starts_with("HTTP/1.1 200"), "the bucket is made");
        server
    }

    /// Its address.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it something and gives the whole answer. It looks at who asks, not at the signature.
    pub fn ask(&self, method: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: 0\r\nConnection: close\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, \
             Signature=0\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Ends it: from now on nobody answers.
    pub fn end(&mut self) {
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.end();
    }
}
