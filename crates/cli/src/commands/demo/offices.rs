//! Three offices of the sample call in its middle: people, published notices, applications handed in and being written.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context as _, ensure};
use hefu_application::{Application, Intake, SideId, State};
use hefu_dossier::{Attachment, SideContext, TableLimits, read_side};
use hefu_office::acts::{self, Doing, NoticeDraft};
use hefu_office::{Office, OfficeConfig, OfficeRole, SystemRandomness, Viewer};
use hefu_sample::people::someone;
use hefu_web::shell::DemoClock;
use jiff::{SignedDuration, Timestamp, ToSpan as _, Zoned};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::commands::serve;

mod documents;

/// An office of the demonstration that is being served.
pub(super) struct Served {
    /// Where its pages are, as browsers take it: a name of its own, so that sessions do not mix.
    pub url: String,
    /// What was handed in there.
    pub submitted: usize,
}

/// Makes the three offices in `out` from the sample's folders and serves each on a free port of this machine.
///
/// # Errors
/// When one cannot be made, or does not answer or agree with its own journal.
pub(super) async fn open(sample: &Path, out: &Path) -> anyhow::Result<Vec<Served>> {
    let guide = super::super::load_guide("hkmt-2020")?;
    let (mut intakes, mut attachments) = (Vec::new(), Vec::new());
    for side in ["mainland", "hongkong", "taiwan"] {
        let id = SideId::new(side);
        let context = SideContext { guide: &guide, side: &id };
        let never = AtomicBool::new(false);
        let read = read_side(&sample.join(side), &context, &TableLimits::default(), &|_| {}, &never)?;
        intakes.push(read.intake);
        attachments.push(read.attachments);
    }
    let now = middle(&intakes)?;
    let mut doors = Vec::new();
    for (intake, files) in intakes.iter().zip(&attachments) {
        let (listener, at) = serve::listen_here().await?;
        doors.push((intake, files, listener, at));
    }
    let peers: BTreeMap<String, String> =
        doors.iter().map(|(intake, _, _, at)| (origin(intake.side.as_str()), format!("http://{at}"))).collect();
    let mut offices = Vec::new();
    for (intake, files, listener, at) in doors {
        let made = one(&guide, intake, files, out.join(intake.side.as_str()), &now, &peers).await;
        offices.push((made.with_context(|| intake.side.to_string())?, listener, at));
    }
    let before = now - SignedDuration::from_hours(24);
    for partner in ["hongkong", "taiwan"] {
        agree(&offices, partner, &before).await.with_context(|| format!("the exchange with {partner}"))?;
    }
    let begun = crate::clock::now().timestamp();
    let clock = DemoClock::new(Arc::new(move || now + crate::clock::now().timestamp().duration_since(begun)));
    let mut served = Vec::new();
    let mut watched = Vec::new();
    for (made, listener, at) in offices {
        let side = made.office.config().side.clone();
        watched.push((made.office.clone(), made.programme.clone()));
        serve::serve_here(made.office, &clock, listener)?;
        answers(at).await?;
        served.push(Served { url: format!("http://{side}.localhost:{}/", at.port()), submitted: made.submitted });
    }
    met(&watched, &now).await?;
    Ok(served)
}

/// An office that is made and not yet served.
struct Made {
    office: Office,
    programme: Viewer,
    submitted: usize,
}

fn origin(side: &str) -> String {
    format!("{side}.demo/hefu")
}

/// Has the mainland's office and a partner's agree on their exchange.
async fn agree(
    offices: &[(Made, tokio::net::TcpListener, SocketAddr)],
    partner: &str,
    now: &Timestamp,
) -> anyhow::Result<()> {
    let of = |side: &str| offices.iter().map(|(made, ..)| made).find(|made| made.office.config().side == side);
    let (one, other) = of("mainland").zip(of(partner)).context("two offices")?;
    let doing = |made: &Made| -> anyhow::Result<Doing> {
        Ok(Doing { viewer: made.programme.clone(), now: now.in_tz(&made.office.config().zone)? })
    };
    let key = other.office.keys().signing.verifier().to_string();
    let basis = "合作协议（虚构，供演示）";
    let proposed = acts::propose_terms(&one.office, doing(one)?, partner, &key, basis).await?;
    let signed = acts::sign_terms(&other.office, doing(other)?, &proposed).await?;
    for made in [one, other] {
        acts::agree_exchange(&made.office, doing(made)?, &signed).await?;
    }
    Ok(())
}

/// Waits until the offices have told each other of everything and have found the same pairs.
async fn met(offices: &[(Office, Viewer)], now: &Timestamp) -> anyhow::Result<()> {
    let mut seen = Vec::new();
    for _ in 0..120 {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        seen.clear();
        let mut quiet = true;
        for (office, programme) in offices {
            quiet &= acts::pairings_due(office).await?.is_empty();
            quiet &= hefu_office::views::outbound(office).await?.is_empty();
            let doing = Doing { viewer: programme.clone(), now: now.in_tz(&office.config().zone)? };
            for direction in office.directions() {
                let board = hefu_office::views::pair_board(office, &doing, Some(&direction.number), None, None).await?;
                seen.push((direction.number.clone(), board.pairs));
            }
        }
        if !quiet {
            continue;
        }
        let found = seen.iter().map(|(_, pairs)| pairs.len()).sum::<usize>();
        let ids = |pairs: &[hefu_office::views::PairLine]| {
            pairs.iter().map(|line| (line.pair.clone(), line.state)).collect::<Vec<_>>()
        };
        let agree = seen.iter().all(|(number, pairs)| {
            seen.iter().filter(|(other, _)| other == number).all(|(_, others)| ids(others) == ids(pairs))
        });
        ensure!(agree, "two offices find different pairs");
        if found > 0 {
            return Ok(());
        }
    }
    anyhow::bail!("the offices did not come to rest within a minute")
}

/// An instant at which every window of the call is open: half way between the last opening and the first closing.
fn middle(intakes: &[Intake]) -> anyhow::Result<Timestamp> {
    let windows = || intakes.iter().flat_map(|intake| intake.notices.values()).map(|notice| &notice.window);
    let opens = windows().filter_map(|window| window.opens.as_ref()).map(Zoned::timestamp).max();
    let closes = windows().filter_map(|window| window.closes.as_ref()).map(Zoned::timestamp).min();
    let (opens, closes) = opens.zip(closes).context("the sample has no windows")?;
    ensure!(opens < closes, "the sample's windows do not overlap");
    Ok(opens + SignedDuration::from_secs((closes.as_second() - opens.as_second()) / 2))
}

fn config(
    guide: &hefu_guide::Guide,
    intake: &Intake,
    data: PathBuf,
    peers: &BTreeMap<String, String>,
) -> anyhow::Result<OfficeConfig> {
    let side = guide.side(intake.side.as_str()).context("the guide has this side")?;
    let authority = intake.notices.values().find_map(|notice| notice.authority.clone());
    let mut languages = vec![side.language.clone()];
    languages.extend(["zh-Hans", "zh-Hant-HK", "zh-Hant-TW", "en"].map(str::to_owned));
    let mut seen = std::collections::BTreeSet::new();
    languages.retain(|tag| seen.insert(tag.clone()));
    Ok(OfficeConfig {
        authority: authority.unwrap_or_else(|| side.names.get(hefu_words::Lang::ZhHans).to_owned()),
        origin: origin(&side.id),
        guide: guide.id.clone(),
        zone: side.zone.clone(),
        languages,
        number_prefix: format!("D{}-", side.id.chars().next().unwrap_or('x').to_uppercase()),
        peers: peers.clone(),
        demo: true,
        ..OfficeConfig::plain(&side.id, data)
    })
}

async fn one(
    guide: &hefu_guide::Guide,
    intake: &Intake,
    files: &[Attachment],
    data: PathBuf,
    now: &Timestamp,
    peers: &BTreeMap<String, String>,
) -> anyhow::Result<Made> {
    if data.exists() {
        std::fs::remove_dir_all(&data).with_context(|| format!("{} cannot be made anew", data.display()))?;
    }
    let config = config(guide, intake, data, peers)?;
    let now = now.in_tz(&config.zone)?;
    let before = now.checked_sub(60.days())?;
    let office = Office::open(config, Arc::new(SystemRandomness), &before).await?;
    let office = office.reading_with(super::super::round::worker()?);
    let side = intake.side.as_str();
    let people = officers(&office, side, &before).await?;
    publish(&office, intake, &people, &before).await?;
    let submitted = fill(&office, intake, files, &people, &now).await?;
    let found = hefu_office::verify::verify(office.db()).await?;
    ensure!(found.faults.is_empty(), "its tables do not follow from its journal: {:?}", found.faults);
    let programme = people.get(&Some(OfficeRole::ProgrammeOfficer)).context("a programme officer")?.clone();
    Ok(Made { office, programme, submitted })
}

/// The office's people by role; without a role, the administrator.
type People = BTreeMap<Option<OfficeRole>, Viewer>;

async fn officers(office: &Office, side: &str, now: &Zoned) -> anyhow::Result<People> {
    let doing = |viewer: &Viewer| Doing { viewer: viewer.clone(), now: now.clone() };
    let mut administrator = Viewer { name: someone(side, 900).name(side).to_owned(), ..Viewer::visitor() };
    let email = format!("administrator@{side}.example.org");
    let account = acts::open_account(office, doing(&Viewer::visitor()), &administrator.name, &email).await?;
    administrator.account = Some(account);
    administrator.roles.insert(OfficeRole::Administrator);
    let mut people = People::from([(None, administrator.clone())]);
    let roles = [OfficeRole::ProgrammeOfficer, OfficeRole::FormCheckOfficer, OfficeRole::Auditor];
    for (number, role) in (901..).zip(roles) {
        let name = someone(side, number).name(side).to_owned();
        let email = format!("{}@{side}.example.org", role.word());
        let account = acts::open_account(office, doing(&administrator), &name, &email).await?;
        acts::give_role(office, doing(&administrator), account.clone(), role).await?;
        people.insert(Some(role), Viewer { account: Some(account), name, roles: [role].into(), ..Viewer::visitor() });
    }
    Ok(people)
}

async fn publish(office: &Office, intake: &Intake, people: &People, now: &Zoned) -> anyhow::Result<()> {
    let programme = people.get(&Some(OfficeRole::ProgrammeOfficer)).context("a programme officer")?;
    for (direction, notice) in &intake.notices {
        if office.direction(direction).is_err() {
            continue;
        }
        let draft = NoticeDraft {
            number: notice.number.clone().unwrap_or_default(),
            opens: notice.window.opens.clone(),
            closes: notice.window.closes.clone(),
            basis: notice.basis.clone().unwrap_or_default(),
            contact: format!("call@{}.example.org", intake.side),
        };
        let doing = Doing { viewer: programme.clone(), now: now.clone() };
        acts::publish_notice(office, doing, direction, draft)
            .await
            .with_context(|| format!("notice of {direction}"))?;
    }
    Ok(())
}

/// Takes the sample's applications in: each by its own principal investigator, handed in where the sample says so.
async fn fill(
    office: &Office,
    intake: &Intake,
    files: &[Attachment],
    people: &People,
    now: &Zoned,
) -> anyhow::Result<usize> {
    let administrator = people.get(&None).context("an administrator")?;
    let mut applicants: BTreeMap<String, Viewer> = BTreeMap::new();
    let mut submitted = 0;
    let known = intake.applications.iter().filter(|application| office.direction(&application.direction).is_ok());
    for application in known {
        let name = applicant(application);
        if !applicants.contains_key(&name) {
            let email = format!("applicant-{}@{}.example.org", applicants.len() + 1, intake.side);
            let doing = Doing { viewer: administrator.clone(), now: now.clone() };
            let account = acts::open_account(office, doing, &name, &email).await?;
            let viewer = Viewer { account: Some(account), name: name.clone(), ..Viewer::visitor() };
            applicants.insert(name.clone(), viewer);
        }
        let viewer = applicants.get(&name).context("an applicant")?;
        let doing = Doing { viewer: viewer.clone(), now: now.clone() };
        let draft = acts::begin_draft(office, doing.clone(), &application.direction).await?;
        acts::take_in(office, doing.clone(), &draft, application).await?;
        let own: Vec<_> = files.iter().filter(|file| file.application == application.id).collect();
        documents::attach(office, &doing, &draft, application, &own).await?;
        if application.state != State::Draft && !application.title.own.trim().is_empty() {
            acts::submit(office, doing.clone(), &draft).await?;
            submitted += 1;
        }
        if application.state == State::Withdrawn {
            acts::withdraw(office, doing, &draft, "").await?;
            submitted -= 1;
        }
    }
    Ok(submitted)
}

fn applicant(application: &Application) -> String {
    let leader = application.principal_investigator(application.id.side.as_str());
    leader.map_or_else(|| application.id.number.clone(), |person| person.name.clone())
}

/// Whether the first page answers.
async fn answers(at: SocketAddr) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(at).await?;
    let request = format!("GET / HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let first = answer.lines().next().unwrap_or_default();
    ensure!(first.starts_with("HTTP/1.1 200"), "its first page answers: {first}");
    Ok(())
}
