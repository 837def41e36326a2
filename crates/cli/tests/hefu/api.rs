//! The interface for programs of a built office that holds the small world, under schemathesis: whatever is sent, each answer
//! is one that the description names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;

use hefu_application::{Intake, SideId, State};
use hefu_dossier::{SideContext, TableLimits, read_side};
use hefu_office::acts::{self, Doing, NewToken, NoticeDraft, Proof};
use hefu_office::views::pair_board;
use hefu_office::{Office, OfficeRole, Scope, Viewer};
use jiff::ToSpan as _;

use crate::served::{Served, inside, now};

/// Seed of the sample, and of what schemathesis sends.
const SEED: u64 = 7;

fn tests() -> PathBuf {
    std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
        .join("../../tests/api")
}

/// The program that tests interfaces, made where there is none.
fn schemathesis() -> PathBuf {
    let made =
        Command::new(tests().join("../../tools/python-with")).arg("api").output().expect("tools/python-with runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let python = PathBuf::from(String::from_utf8_lossy(&made.stdout).trim());
    python.with_file_name("schemathesis")
}

/// What a side of the small world holds.
fn intake(folder: &Path, side: &str) -> Intake {
    let guide = hefu_guide::builtin(hefu_sample::GUIDE).expect("the guide");
    let side = SideId::new(side);
    let context = SideContext { guide: &guide, side: &side };
    let never = AtomicBool::new(false);
    read_side(&folder.join(side.as_str()), &context, &TableLimits::default(), &|_| {}, &never).expect("readable").intake
}

/// What a run needs to know: a token, and what it is tried on.
struct Role {
    name: &'static str,
    token: String,
    application: String,
    pair: String,
}

/// Fills the office: people of each role, a notice whose window is open, the small world's applications, a token each.
async fn fill(office: &Office, intake: &Intake, partner: &Intake) -> Vec<Role> {
    let at = now();
    let doing = |viewer: &Viewer| Doing { viewer: viewer.clone(), now: at.clone() };
    let mut people: BTreeMap<&'static str, Viewer> = BTreeMap::new();
    for (name, role) in [
        ("administrator", Some(OfficeRole::Administrator)),
        ("programme", Some(OfficeRole::ProgrammeOfficer)),
        ("form_check", Some(OfficeRole::FormCheckOfficer)),
        ("auditor", Some(OfficeRole::Auditor)),
        ("applicant", None),
        ("stranger", None),
    ] {
        let by = people.get("administrator").cloned().unwrap_or_else(Viewer::visitor);
        let account = acts::open_account(office, doing(&by), name, &format!("{name}@example.org")).await;
        let account = account.expect("an account");
        if let Some(role) = role.filter(|role| *role != OfficeRole::Administrator) {
            acts::give_role(office, doing(&by), account.clone(), role).await.expect("a role");
        }
        let roles = role.into_iter().collect();
        people.insert(name, Viewer { account: Some(account), name: name.to_owned(), roles, ..Viewer::visitor() });
    }
    let notice = NoticeDraft {
        number: "1".to_owned(),
        opens: at.checked_sub(2.days()).ok(),
        closes: at.checked_add(30.days()).ok(),
        basis: "協議（示例）".to_owned(),
        contact: "call@example.org".to_owned(),
    };
    acts::publish_notice(office, doing(&people["programme"]), "1.1", notice).await.expect("published");
    let applicant = doing(&people["applicant"]);
    let mut handed_in = None;
    for application in intake.applications.iter().filter(|application| application.direction == "1.1") {
        let draft = acts::begin_draft(office, applicant.clone(), "1.1").await.expect("begun");
        acts::take_in(office, applicant.clone(), &draft, application).await.expect("filled");
        if application.state != State::Draft && !application.title.own.trim().is_empty() {
            acts::submit(office, applicant.clone(), &draft).await.expect("handed in");
            handed_in.get_or_insert(draft);
        }
    }
    let handed_in = handed_in.expect("an application");
    let open = acts::begin_draft(office, applicant.clone(), "1.1").await.expect("begun");
    let (file, digest) = ("list.xlsx", "0".repeat(64));
    let list = &partner.applications;
    acts::enter_list(office, doing(&people["programme"]), "mainland", "1.1", at.date(), (file, &digest), list)
        .await
        .expect("entered");
    for direction in acts::pairings_due(office).await.expect("asked") {
        acts::find_pairs(office, Doing::office(at.clone()), &direction).await.expect("paired");
    }
    let board = pair_board(office, &doing(&people["auditor"]), None, None, None).await.expect("a board");
    let pair = board.pairs.first().expect("a pair").pair.clone();
    let mut roles = Vec::new();
    for (name, scopes, application) in [
        ("applicant", &Scope::ALL[..], &open),
        ("form_check", &Scope::ALL, &handed_in),
        ("programme", &[Scope::ReadApplications, Scope::ReadOffice, Scope::Decide], &handed_in),
        ("auditor", &[Scope::ReadApplications, Scope::ReadOffice], &handed_in),
        ("stranger", &[Scope::HandIn], &handed_in),
    ] {
        let link = acts::make_sign_in_link(office, &format!("{name}@example.org"), 1, &at).await.expect("a link");
        let session = acts::use_sign_in_link(office, &link, "", &at).await.expect("signed in");
        let new = NewToken { name: name.to_owned(), scopes: scopes.iter().copied().collect(), days: 2 };
        let proof = Proof { session, ..Proof::default() };
        let token = acts::make_token(office, doing(&people[name]), proof, new).await.expect("a token");
        roles.push(Role { name, token, application: application.clone(), pair: pair.clone() });
    }
    roles
}

#[test]
fn whatever_is_sent_each_answer_is_one_that_the_description_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("office.toml");
    let text = "side = \"hongkong\"\nauthority = \"範例署\"\norigin = \"api.example/hefu\"\nguide = \"hkmt-2020\"\n\
                data = \"data\"\nlisten = \"127.0.0.1:0\"\nzone = \"Asia/Hong_Kong\"\n\
                languages = [\"zh-Hant-HK\", \"en\"]\nnumber_prefix = \"H\"\n";
    std::fs::write(&config, text).expect("written");
    let small = folder.path().join("small");
    hefu_sample::write(SEED, hefu_sample::Size::Small, &small).expect("the small world");
    let (own, partner) = (intake(&small, "hongkong"), intake(&small, "mainland"));
    let roles = inside(&config, async |office| fill(&office, &own, &partner).await);
    let served = Served::start(&config);
    let address = format!("http://127.0.0.1:{}", served.port);
    let program = schemathesis();
    let common = std::fs::read_to_string(tests().join("schemathesis.toml")).expect("its settings");
    for role in roles {
        let settings = folder.path().join(format!("{}.toml", role.name));
        let parameters = format!(
            "\n[auth.openapi.token]\nbearer = \"{}\"\n[parameters]\n\"path.id\" = \"{}\"\n\"path.direction\" = \"1.1\"\n\"path.clause\" = \"HK-9\"\n\"path.pair\" = \"{}\"\n",
            role.token, role.application, role.pair
        );
        std::fs::write(&settings, format!("{common}{parameters}")).expect("written");
        let ran = Command::new(&program)
            .args(["--config-file", settings.to_str().expect("a path"), "run"])
            .arg(format!("{address}/api/v1/openapi.json"))
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .output()
            .expect("schemathesis runs");
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success(), "{}:\n{said}\n{}", role.name, String::from_utf8_lossy(&ran.stderr));
    }
}
