//! An office that works as fast as it can and says each thing once it is acknowledged, until it is killed.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use hefu_application::{AgreementRecord, Application, ApplicationId, Title, Unit, UnitRole};
use hefu_dossier::document::WorkerCommand;
use hefu_office::acts::{self, Doing, NewDocument, NoticeDraft};
use hefu_office::documents::AttachedTo;
use hefu_office::views::documents_view;
use hefu_office::{Office, OfficeConfig, OfficeError, OfficeRole, SystemRandomness, Viewer};
use hefu_sample::agreement::{Agreement, Flaw, Format, Tongue};
use jiff::Zoned;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Applicants who work at the same time.
const APPLICANTS: usize = 3;

fn main() -> ExitCode {
    let argument = std::env::args().nth(1).unwrap_or_default();
    if argument == "read-documents" {
        return hefu_dossier::document::worker_main();
    }
    let done = tokio::runtime::Runtime::new().map_err(Failure::from);
    match done.and_then(|runtime| runtime.block_on(work(Path::new(&argument)))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("powercut-office: {error}");
            ExitCode::FAILURE
        }
    }
}

fn at(text: &str) -> Result<Zoned, Failure> {
    Ok(format!("{text}[Asia/Hong_Kong]").parse()?)
}

async fn person(office: &Office, by: &Viewer, name: &str) -> Result<Viewer, Failure> {
    let doing = Doing { viewer: by.clone(), now: at("2020-01-02T09:00:00")? };
    let account = acts::open_account(office, doing, name, &format!("{name}@example.org")).await?;
    Ok(Viewer { account: Some(account), name: name.to_owned(), roles: Default::default(), ..Viewer::visitor() })
}

async fn work(folder: &Path) -> Result<(), Failure> {
    let config = OfficeConfig::plain("hongkong", folder.join("data"));
    let begin = at("2020-01-02T09:00:00")?;
    let office = Office::open(config, Arc::new(SystemRandomness), &begin).await?;
    let reader = WorkerCommand { exe: std::env::current_exe()?, args: vec!["read-documents".into()] };
    let office = office.reading_with(reader);
    let mut administrator = person(&office, &Viewer::visitor(), "administrator").await?;
    administrator.roles.insert(OfficeRole::Administrator);
    let mut programme = person(&office, &administrator, "programme").await?;
    let doing = Doing { viewer: administrator.clone(), now: begin };
    let account = programme.account.clone().ok_or("an account")?;
    acts::give_role(&office, doing, account, OfficeRole::ProgrammeOfficer).await?;
    programme.roles.insert(OfficeRole::ProgrammeOfficer);
    let notice = NoticeDraft {
        number: "ITC-2020-1".to_owned(),
        opens: Some(at("2020-04-01T09:00:00")?),
        closes: Some(at("2020-06-30T17:00:00")?),
        basis: "內地與香港關於聯合資助研發計劃的協議（示例）".to_owned(),
        contact: "call@example.org".to_owned(),
    };
    let doing = Doing { viewer: programme, now: at("2020-03-20T09:00:00")? };
    acts::publish_notice(&office, doing, "1.1", notice).await?;
    let mut applicants = Vec::new();
    for which in 0..APPLICANTS {
        applicants.push(person(&office, &administrator, &format!("applicant{which}")).await?);
    }
    say("ready")?;
    let mut tasks = tokio::task::JoinSet::new();
    for (which, applicant) in applicants.into_iter().enumerate() {
        let office = office.clone();
        tasks.spawn(async move {
            for round in 0_u32.. {
                one(&office, &applicant, &format!("{which}-{round}")).await?;
            }
            Ok::<_, Failure>(())
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(())
}

/// One application from its beginning to its submission, each step said once it is acknowledged.
async fn one(office: &Office, applicant: &Viewer, mark: &str) -> Result<(), Failure> {
    let doing = Doing { viewer: applicant.clone(), now: at("2020-05-01T10:00:00")? };
    let draft = acts::begin_draft(office, doing.clone(), "1.1").await?;
    let mut application = Application::new(ApplicationId::new("hongkong", "x"));
    application.title = Title { own: format!("聯合研究 {mark}"), english: None };
    application.units = vec![unit("hongkong", "示例大學"), unit("mainland", "範例科技大學")];
    application.agreement = Some(AgreementRecord { signed: "2020-04-20".parse().ok(), ..AgreementRecord::default() });
    acts::take_in(office, doing.clone(), &draft, &application).await?;
    let view = documents_view(office, &doing, &draft).await?;
    let version = view.places.iter().find(|of| of.place == AttachedTo::Agreement).map_or(0, |of| of.version);
    say(&format!("saved {draft} {version}"))?;
    let (name, bytes) = hefu_sample::paper::file(&Agreement {
        tongue: Tongue::HantHk,
        intent: false,
        title: format!("聯合研究 {mark}"),
        parties: ["示例大學", "範例科技大學"].map(str::to_owned),
        others: Vec::new(),
        signed: "2020-04-20".parse().ok(),
        flaw: Flaw::None,
        format: Format::Docx,
        variant: 0,
    });
    let upload = office.begin_upload()?.write(&bytes).await?;
    let new = NewDocument { place: AttachedTo::Agreement, version, name: name.to_owned(), upload };
    let document = acts::attach_document(office, doing.clone(), &draft, new).await?;
    let held = document.held.ok_or("a document that is held")?;
    say(&format!("attached {draft} {}", held.digest))?;
    let submitted = match acts::submit(office, doing, &draft).await {
        Ok(submitted) => submitted,
        Err(OfficeError::Refused(refusal)) => return Err(format!("refused: {refusal}").into()),
        Err(error) => return Err(error.into()),
    };
    say(&format!("submitted {draft} {}", submitted.number))
}

fn unit(side: &str, name: &str) -> Unit {
    Unit {
        side: side.to_owned(),
        name: name.to_owned(),
        english: None,
        role: UnitRole::Lead,
        kind: None,
        functions: Vec::new(),
        identifiers: Default::default(),
        origin: Default::default(),
    }
}

fn say(line: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
