//! A small office of the Hong Kong side in a folder of its own, with its people; time and chance are the test's.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hefu_application::{Application, ApplicationId, Title};
use hefu_dossier::document::WorkerCommand;
use hefu_office::acts::{self, Doing, NoticeDraft};
use hefu_office::draft::{ProjectSection, SectionBody};
use hefu_office::{AccountId, Office, OfficeConfig, OfficeError, OfficeRole, Randomness, RefusalKind, Viewer};
use jiff::Zoned;

/// Randomness that repeats.
#[derive(Debug, Default)]
pub struct Counted(AtomicU64);

impl From<u64> for Counted {
    fn from(first: u64) -> Self {
        Self(AtomicU64::new(first))
    }
}

impl Randomness for Counted {
    fn bytes(&self) -> Result<[u8; 32], OfficeError> {
        let n = self.0.fetch_add(1, Ordering::SeqCst);
        let mut bytes = [0; 32];
        for (at, byte) in n.to_be_bytes().into_iter().enumerate() {
            bytes[at * 3] = byte;
        }
        // The low five bits of every byte make a name; spread the count over several of them.
        bytes[1] = (n & 31) as u8;
        bytes[2] = ((n >> 5) & 31) as u8;
        bytes[4] = ((n >> 10) & 31) as u8;
        bytes[5] = ((n >> 15) & 31) as u8;
        Ok(bytes)
    }
}

/// An instant in Hong Kong.
pub fn at(text: &str) -> Zoned {
    format!("{text}[Asia/Hong_Kong]").parse().expect("an instant")
}

/// In the middle of the window.
pub fn midway() -> Zoned {
    at("2020-05-01T10:00:00")
}

/// An office with people.
pub struct World {
    pub office: Office,
    pub administrator: Viewer,
    pub programme: Viewer,
    pub form_check: Viewer,
    pub auditor: Viewer,
    pub applicant: Viewer,
    pub other: Viewer,
    /// Kept so that the folder lives as long as the office.
    pub folder: tempfile::TempDir,
}

pub fn config(folder: &Path) -> OfficeConfig {
    OfficeConfig {
        authority: "示例創新科技署".to_owned(),
        zone: "Asia/Hong_Kong".to_owned(),
        languages: vec!["zh-Hant-HK".to_owned(), "en".to_owned()],
        number_prefix: "H2020-".to_owned(),
        demo: true,
        database: crate::engine::database(folder),
        ..OfficeConfig::plain("hongkong", folder.to_owned())
    }
}

pub fn doing(viewer: &Viewer, now: &Zoned) -> Doing {
    Doing { viewer: viewer.clone(), now: now.clone() }
}

pub async fn person(office: &Office, by: &Viewer, name: &str, roles: &[OfficeRole]) -> Viewer {
    let now = at("2020-01-02T09:00:00");
    let email = format!("{}@example.org", name.len() * 1000 + name.chars().next().map_or(0, |c| c as usize));
    let account = acts::open_account(office, doing(by, &now), name, &email).await.expect("an account");
    for role in roles {
        acts::give_role(office, doing(by, &now), account.clone(), *role).await.expect("a role");
    }
    Viewer {
        account: Some(account),
        name: name.to_owned(),
        roles: roles.iter().copied().collect(),
        ..Viewer::visitor()
    }
}

impl World {
    /// The office before anything is published.
    pub async fn quiet() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let now = at("2020-01-02T09:00:00");
        let office =
            Office::open(config(folder.path()), Arc::new(Counted::default()), &now).await.expect("the office opens");
        let office = office.reading_with(reader());
        let mut administrator = person(&office, &Viewer::visitor(), "管理員", &[]).await;
        administrator.roles.insert(OfficeRole::Administrator);
        let by = administrator.clone();
        Self {
            programme: person(&office, &by, "計畫主管", &[OfficeRole::ProgrammeOfficer]).await,
            form_check: person(&office, &by, "審查員", &[OfficeRole::FormCheckOfficer]).await,
            auditor: person(&office, &by, "核數師", &[OfficeRole::Auditor]).await,
            applicant: person(&office, &by, "申請人", &[]).await,
            other: person(&office, &by, "另一申請人", &[]).await,
            administrator,
            office,
            folder,
        }
    }

    /// With the notice of direction 1.1 published: April to June 2020.
    pub async fn published() -> Self {
        let world = Self::quiet().await;
        acts::publish_notice(&world.office, doing(&world.programme, &at("2020-03-20T09:00:00")), "1.1", notice())
            .await
            .expect("published");
        world
    }

    /// A draft of `viewer` with a title. Gives its id.
    pub async fn draft(&self, viewer: &Viewer, title: &str) -> String {
        let id = acts::begin_draft(&self.office, doing(viewer, &midway()), "1.1").await.expect("begun");
        self.save(viewer, &id, title, 0).await.expect("saved");
        id
    }

    /// Saves the first section with this title.
    pub async fn save(&self, viewer: &Viewer, draft: &str, title: &str, expected: i64) -> Result<i64, OfficeError> {
        let project =
            ProjectSection { title: Title { own: title.to_owned(), english: None }, ..ProjectSection::default() };
        let body = SectionBody::Project(project);
        let saved = acts::save_section(&self.office, doing(viewer, &midway()), draft, body, expected).await?;
        Ok(saved.version)
    }
}

/// The program that reads documents.
pub fn reader() -> WorkerCommand {
    WorkerCommand { exe: env!("CARGO_BIN_EXE_office-document-reader").into(), args: Vec::new() }
}

/// A complete notice.
pub fn notice() -> NoticeDraft {
    NoticeDraft {
        number: "ITC-2020-1".to_owned(),
        opens: Some(at("2020-04-01T09:00:00")),
        closes: Some(at("2020-06-30T17:00:00")),
        basis: "內地與香港關於聯合資助研發計劃的協議（示例）".to_owned(),
        contact: "call@example.org".to_owned(),
    }
}

/// An application whose number means nothing.
pub fn application(title: &str) -> Application {
    let mut application = Application::new(ApplicationId::new("hongkong", "x"));
    application.title.own = title.to_owned();
    application
}

/// The kind of a refusal; anything else is a failure of the test.
pub fn refused<T: std::fmt::Debug>(result: Result<T, OfficeError>) -> (RefusalKind, String) {
    match result {
        Err(OfficeError::Refused(refusal)) => (refusal.kind, refusal.message.key.to_string()),
        other => panic!("not refused: {other:?}"),
    }
}

/// Somebody without an account at this office.
pub fn stranger() -> Viewer {
    Viewer { account: Some(AccountId("0".repeat(26))), name: "外人".to_owned(), ..Viewer::visitor() }
}
