//! A whole office behind its pages, with people who sign in and send forms as browsers do.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use hefu_dossier::document::WorkerCommand;
use hefu_office::acts::{self, Doing, NoticeDraft};
use hefu_office::config::DocumentLimits;
use hefu_office::{AccountId, Office, OfficeConfig, OfficeRole, SystemRandomness, Viewer};
use hefu_web::shell::{Limits, Security, Shell};
use hefu_words::Lang;
use jiff::Zoned;
use tower::ServiceExt as _;

use crate::support;

pub fn at(text: &str) -> Zoned {
    format!("{text}[Asia/Hong_Kong]").parse().expect("an instant")
}

/// An answer with its bytes.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Got {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("UTF-8")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }
}

/// An office in the middle of its window.
pub struct World {
    pub office: Office,
    pub router: Router,
    pub applicant: AccountId,
    pub other: AccountId,
    pub form_check: AccountId,
    pub programme: AccountId,
    /// Kept so that the folder lives as long as the office.
    pub _folder: tempfile::TempDir,
}

impl World {
    /// Direction 1.1 is open; files have at most `bytes` bytes.
    pub async fn open(bytes: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let before = at("2020-03-01T09:00:00");
        let config = OfficeConfig {
            authority: "示例創新科技署".to_owned(),
            zone: "Asia/Hong_Kong".to_owned(),
            number_prefix: "H".to_owned(),
            demo: true,
            documents: DocumentLimits { bytes, ..DocumentLimits::default() },
            ..OfficeConfig::plain("hongkong", folder.path().to_owned())
        };
        let worker = WorkerCommand { exe: env!("CARGO_BIN_EXE_web-document-reader").into(), args: Vec::new() };
        let office = Office::open(config, Arc::new(SystemRandomness), &before).await.expect("opens");
        let office = office.reading_with(worker);
        let doing = |viewer: &Viewer| Doing { viewer: viewer.clone(), now: before.clone() };
        let mut boss = Viewer { name: "管理員".to_owned(), ..Viewer::visitor() };
        let account = acts::open_account(&office, doing(&Viewer::visitor()), "管理員", "a@example.org").await;
        boss.account = Some(account.expect("an account"));
        boss.roles.insert(OfficeRole::Administrator);
        let person = async |name: &str, email: &str, role: Option<OfficeRole>| {
            let account = acts::open_account(&office, doing(&boss), name, email).await.expect("an account");
            if let Some(role) = role {
                acts::give_role(&office, doing(&boss), account.clone(), role).await.expect("a role");
            }
            account
        };
        let applicant = person("申請人", "b@example.org", None).await;
        let other = person("另一申請人", "c@example.org", None).await;
        let form_check = person("審查員", "d@example.org", Some(OfficeRole::FormCheckOfficer)).await;
        let programme = person("計畫主管", "e@example.org", Some(OfficeRole::ProgrammeOfficer)).await;
        let roles = [OfficeRole::ProgrammeOfficer].into();
        let officer =
            Viewer { account: Some(programme.clone()), name: "計畫主管".to_owned(), roles, ..Viewer::visitor() };
        let notice = NoticeDraft {
            number: "1".to_owned(),
            opens: Some(at("2020-04-01T09:00:00")),
            closes: Some(at("2020-06-30T17:00:00")),
            basis: "協議（示例）".to_owned(),
            contact: "call@example.org".to_owned(),
        };
        acts::publish_notice(&office, doing(&officer), "1.1", notice).await.expect("published");
        let security = Security { https: false, origin: None, limits: Limits::default() };
        let now = at("2020-05-01T10:00:00").timestamp();
        let shell = Shell::new(support::office(vec![Lang::En]), security, Arc::new(move || now), "RUN1");
        let router = hefu_web::portal(office.clone(), shell);
        Self { office, router, applicant, other, form_check, programme, _folder: folder }
    }

    /// Whoever has this account, in the middle of the window.
    pub fn doing(&self, account: &AccountId) -> Doing {
        let viewer = Viewer { account: Some(account.clone()), ..Viewer::visitor() };
        Doing { viewer, now: at("2020-05-01T10:00:00") }
    }

    /// The session cookie of an account.
    pub async fn sign_in(&self, account: &AccountId) -> String {
        let secret = acts::sign_in_as(&self.office, account, &at("2020-05-01T09:59:00")).await.expect("signed in");
        format!("hefu-session={secret}")
    }

    pub async fn ask(&self, request: Request<Body>) -> Got {
        let response = self.router.clone().oneshot(request).await.expect("a router does not fail");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body in memory").to_vec();
        Got { status: parts.status, headers: parts.headers, bytes }
    }

    pub async fn get(&self, cookie: &str, uri: &str) -> Got {
        let request = Request::builder().uri(uri).header(header::COOKIE, cookie);
        self.ask(request.body(Body::empty()).expect("a request")).await
    }

    pub async fn post(&self, cookie: &str, uri: &str, form: &str) -> Got {
        let request = Request::builder()
            .method("POST")
            .uri(uri)
            .header(header::COOKIE, cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_owned())).expect("a request")).await
    }

    /// Sends fields and a file as a browser's form does.
    pub async fn send(&self, cookie: &str, uri: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Got {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        let (field, name, bytes) = file;
        let head = format!(
            "--b0undary\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n--b0undary--\r\n");
        let request = Request::builder()
            .method("POST")
            .uri(uri)
            .header(header::COOKIE, cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_LENGTH, body.len())
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b0undary");
        self.ask(request.body(Body::from(body)).expect("a request")).await
    }

    /// A draft with a title, as an address.
    pub async fn draft(&self, account: &AccountId) -> String {
        let id = acts::begin_draft(&self.office, self.doing(account), "1.1").await.expect("begun");
        let mut application = hefu_application::Application::new(hefu_application::ApplicationId::new("hongkong", "x"));
        application.title.own = "聯合研究".to_owned();
        acts::take_in(&self.office, self.doing(account), &id, &application).await.expect("filled");
        format!("/applications/{id}")
    }
}
