//! Offices that are served, and those who ask them as browsers do.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use hefu_office::acts::{self, Doing, NoticeDraft};
use hefu_office::{Office, OfficeConfig, OfficeRole, SystemRandomness, Viewer};
use jiff::{ToSpan as _, Zoned};

/// An office that is served until this value goes.
pub struct Served {
    /// Where it listens, at 127.0.0.1.
    pub port: u16,
    child: Child,
}

impl Served {
    /// Starts the office of this `office.toml` and waits until it says where it is.
    pub fn start(config: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hefu"))
            .args(["--lang", "en", "serve", "--config"])
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .env("RUST_LOG", "warn")
            .spawn()
            .expect("hefu runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let after = line.split("http://127.0.0.1:").nth(1).unwrap_or_else(|| panic!("{line}"));
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        Self { port: digits.parse().expect("a port"), child }
    }

    /// Kills it (SIGKILL).
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
    }

    /// Asks it to end (SIGTERM). Gives whether it has ended well within so long.
    pub fn ends_within(&mut self, patience: Duration) -> bool {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill runs");
        assert!(asked.success());
        let mut waited = Duration::ZERO;
        while waited < patience {
            if let Some(status) = self.child.try_wait().expect("asked") {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
            waited += Duration::from_millis(20);
        }
        false
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
pub struct Got {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Got {
    pub fn header(&self, name: &str) -> &str {
        let of = |line: &'_ str| line.split_once(": ").is_some_and(|(key, _)| key.eq_ignore_ascii_case(name));
        self.head.lines().find(|line| of(line)).and_then(|line| line.split_once(": ")).map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends one request as a browser that is signed in. An error is a connection that was not had or broke.
pub fn ask(port: u16, method: &str, path: &str, cookie: &str, kind: &str, body: &[u8]) -> std::io::Result<Got> {
    let headers = format!("Cookie: hefu-session={cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {kind}");
    ask_with(port, method, path, &headers, body)
}

/// The same with headers of one's own.
pub fn ask_with(port: u16, method: &str, path: &str, headers: &str, body: &[u8]) -> std::io::Result<Got> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all)?;
    let broken = || std::io::Error::other("no whole answer came");
    let end = all.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(broken)?;
    let head = String::from_utf8_lossy(all.get(..end).unwrap_or_default()).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(broken)?;
    let got = Got { status, head, body: all.get(end + 4..).unwrap_or_default().to_vec() };
    let length = got.header("content-length");
    if !length.is_empty() && length.parse() != Ok(got.body.len()) {
        return Err(broken());
    }
    Ok(got)
}

pub fn get(port: u16, path: &str, cookie: &str) -> std::io::Result<Got> {
    ask(port, "GET", path, cookie, "", b"")
}

pub fn post(port: u16, path: &str, cookie: &str, form: &str) -> std::io::Result<Got> {
    ask(port, "POST", path, cookie, "application/x-www-form-urlencoded", form.as_bytes())
}

/// Attaches a file to the agreement of a draft, as a browser's form does.
pub fn attach(port: u16, draft: &str, cookie: &str, version: &str, name: &str, bytes: &[u8]) -> std::io::Result<Got> {
    let mut body = Vec::new();
    for (field, value) in [("place", "agreement"), ("version", version), ("act", "attach")] {
        let part = format!("--b0undary\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--b0undary\r\nContent-Disposition: form-data; name=\"file-agreement\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b0undary--\r\n");
    let path = format!("/applications/{draft}/documents");
    ask(port, "POST", &path, cookie, "multipart/form-data; boundary=b0undary", &body)
}

/// The instant at which the offices that are served live.
#[expect(clippy::disallowed_methods, reason = "an office that is served reads the clock")]
pub fn now() -> Zoned {
    Zoned::now()
}

/// An `office.toml` of the Hong Kong side with more lines.
pub fn settings(folder: &Path, name: &str, data: &str, more: &str) -> std::path::PathBuf {
    let file = folder.join(name);
    let text = format!(
        "side = \"hongkong\"\nauthority = \"範例署\"\norigin = \"served.example/hefu\"\nguide = \"hkmt-2020\"\n\
         data = \"{data}\"\nlisten = \"127.0.0.1:0\"\nzone = \"Asia/Hong_Kong\"\nlanguages = [\"zh-Hant-HK\", \"en\"]\n\
         number_prefix = \"H\"\ndemo = true\n{more}"
    );
    std::fs::write(&file, text).expect("written");
    file
}

/// Does something to the office while it is open here.
pub fn inside<T>(config: &Path, doing: impl AsyncFnOnce(Office) -> T) -> T {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let config = OfficeConfig::read(config).expect("a configuration");
        let office = Office::open(config, Arc::new(SystemRandomness), &now()).await.expect("an office");
        let done = doing(office.clone()).await;
        office.writer().close().await;
        office.db().close().await;
        done
    })
}

/// An applicant with a session and drafts that may be handed in.
pub struct Applicant {
    pub cookie: String,
    pub drafts: Vec<String>,
}

/// Publishes the notice of direction 1.1, open since yesterday, and gives applicants with so many drafts each.
pub fn people(config: &Path, applicants: usize, drafts: usize) -> Vec<Applicant> {
    inside(config, async |office| {
        let doing = |viewer: &Viewer| Doing { viewer: viewer.clone(), now: now() };
        let mut administrator = Viewer { name: "甲".to_owned(), ..Viewer::visitor() };
        let account =
            acts::open_account(&office, doing(&administrator), "甲", "a@example.org").await.expect("the first");
        administrator.account = Some(account);
        administrator.roles.insert(OfficeRole::Administrator);
        let account = acts::open_account(&office, doing(&administrator), "乙", "b@example.org").await.expect("opened");
        let role = OfficeRole::ProgrammeOfficer;
        acts::give_role(&office, doing(&administrator), account.clone(), role).await.expect("given");
        let programme =
            Viewer { account: Some(account), name: "乙".to_owned(), roles: [role].into(), ..Viewer::visitor() };
        let notice = NoticeDraft {
            number: "1".to_owned(),
            opens: Some(now().checked_sub(1.day()).expect("yesterday")),
            closes: Some(now().checked_add(30.days()).expect("later")),
            basis: "協議（示例）".to_owned(),
            contact: "call@example.org".to_owned(),
        };
        acts::publish_notice(&office, doing(&programme), "1.1", notice).await.expect("published");
        let mut all = Vec::new();
        for which in 0..applicants {
            let name = format!("applicant{which}");
            let email = format!("{name}@example.org");
            let account = acts::open_account(&office, doing(&administrator), &name, &email).await.expect("opened");
            let cookie = acts::sign_in_as(&office, &account, &now()).await.expect("signed in");
            let viewer = Viewer { account: Some(account), name, ..Viewer::visitor() };
            let mut own = Vec::new();
            for number in 0..drafts {
                let draft = acts::begin_draft(&office, doing(&viewer), "1.1").await.expect("begun");
                let mut application =
                    hefu_application::Application::new(hefu_application::ApplicationId::new("hongkong", "x"));
                application.title.own = format!("聯合研究 {which}-{number}");
                acts::take_in(&office, doing(&viewer), &draft, &application).await.expect("taken in");
                own.push(draft);
            }
            all.push(Applicant { cookie, drafts: own });
        }
        all
    })
}
