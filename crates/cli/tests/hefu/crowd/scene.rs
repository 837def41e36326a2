//! Three offices that exchange, forty people of the small world, and the halves they have to hand in.

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use hefu_application::Application;
use hefu_dossier::form::{FormContext, FormPart, FormRow, rows, tag_rows, take_tags};
use hefu_dossier::vocabulary::GuideWords;
use hefu_dossier::{AttachedTo, SideContext, TableLimits, read_side};
use hefu_office::acts::{self, Doing, NewToken, NoticeDraft, Proof};
use hefu_office::{OfficeRole, Scope, Viewer};
use hefu_sample::Truth;
use hefu_sample::world::residents;
use hefu_words::Lang;
use jiff::ToSpan as _;

use super::books::Answers;
use crate::said;
use crate::served::{inside, now};

/// Sides with what their office is called, speaks, and numbers its applications by, and how many people apply there.
const SIDES: [(&str, &str, Lang, &str, &str, usize); 3] = [
    ("mainland", "示例科技主管部门", Lang::ZhHans, "Asia/Shanghai", "M", 20),
    ("hongkong", "範例署", Lang::ZhHantHk, "Asia/Hong_Kong", "H", 10),
    ("taiwan", "範例主管機關", Lang::ZhHantTw, "Asia/Taipei", "T", 10),
];

/// An office.
pub struct Place {
    pub side: &'static str,
    pub config: PathBuf,
    pub port: u16,
    /// Its key, by which receipts are checked.
    pub key: String,
    /// A token of its programme officer, and who applies there: address and session.
    token: String,
    pub people: Vec<(String, String)>,
    lang: Lang,
}

/// One application that is to be handed in.
pub struct Half {
    pub side: &'static str,
    pub name: String,
    pub direction: String,
    pub answers: BTreeMap<FormPart, Vec<FormRow>>,
    /// Name, bytes and SHA-256 of its agreement.
    pub agreement: Option<(String, Vec<u8>, String)>,
}

/// A port that no connection going out takes, so that an office that was killed gets it back.
fn ports() -> Vec<u16> {
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let from = 20_000 + u16::try_from(std::process::id() % 5_000).unwrap_or(0);
    (from..from + 200).filter(free).take(SIDES.len()).collect()
}

/// What is typed into the form for this application.
pub fn typed(application: &Application, lang: Lang) -> BTreeMap<FormPart, Vec<FormRow>> {
    let guide = hefu_guide::builtin(hefu_sample::GUIDE).expect("the guide");
    let context = FormContext {
        guide: &guide,
        words: &Arc::new(GuideWords::new(&guide)),
        side: application.id.side.as_str(),
        direction: &application.direction,
        topic: application.topic.as_deref(),
        lang,
    };
    let tags = tag_rows(&context, &take_tags(&mut application.clone()));
    let of = |part: FormPart| if part == FormPart::Tags { tags.clone() } else { rows(&context, part, application) };
    // The names of files are given by attaching them.
    let wanted = |field: &str, value: &str| !value.is_empty() && !matches!(field, "file" | "agreement_file");
    let tidy = |mut row: FormRow| {
        row.retain(|field, value| wanted(field, value));
        row
    };
    let parts = FormPart::ALL.into_iter().map(|part| (part, of(part).into_iter().map(tidy).collect::<Vec<_>>()));
    parts.filter(|(_, rows)| rows.iter().any(|row| !row.is_empty())).collect()
}

/// The same by the sections' words.
pub fn answers(typed: &BTreeMap<FormPart, Vec<FormRow>>) -> Answers {
    typed.iter().map(|(part, rows)| (part.word(), rows.clone())).collect()
}

/// The offices, agreed on their exchange and not yet served; the halves of the small world's thirty pairs; and which of them
/// belong together.
pub fn set(folder: &Path, seed: u64, mail: u16) -> (Vec<Place>, Vec<Half>, Vec<(String, String)>) {
    let small = folder.join("small");
    hefu_sample::write(seed, hefu_sample::Size::Small, &small).expect("the small world");
    let truth = std::fs::read_to_string(small.join("truth.jsonl")).expect("the truth");
    let truth = Truth::from_jsonl(&truth).expect("readable");
    let pairs: Vec<_> = truth.pairs.into_iter().filter(|pair| !pair.held).collect();
    let belong: BTreeSet<_> = pairs.iter().flat_map(|pair| [&pair.mainland, &pair.partner]).cloned().collect();
    let guide = hefu_guide::builtin(hefu_sample::GUIDE).expect("the guide");
    let ports = ports();
    let origin = |side: &str| format!("{side}.crowd/hefu");
    let (mut places, mut halves) = (Vec::new(), Vec::new());
    for ((side, authority, lang, zone, prefix, count), port) in SIDES.into_iter().zip(&ports) {
        let id = hefu_application::SideId::new(side);
        let context = SideContext { guide: &guide, side: &id };
        let never = AtomicBool::new(false);
        let read = read_side(&small.join(side), &context, &TableLimits::default(), &|_| {}, &never).expect("readable");
        let own: Vec<_> = read.intake.applications.iter().filter(|one| belong.contains(&one.id)).collect();
        for application in &own {
            let agreement = read
                .attachments
                .iter()
                .find(|file| file.application == application.id && matches!(file.to, AttachedTo::Agreement));
            halves.push(Half {
                side,
                name: application.id.to_string(),
                direction: application.direction.clone(),
                answers: typed(application, lang),
                agreement: agreement.map(|file| {
                    (file.file.clone(), std::fs::read(&file.path).expect("a document"), file.sha256.clone())
                }),
            });
        }
        let peers = SIDES.iter().zip(&ports).filter(|((other, ..), _)| *other != side);
        let peers: Vec<_> =
            peers.map(|((other, ..), at)| format!("\"{}\" = \"http://127.0.0.1:{at}\"", origin(other))).collect();
        let text = format!(
            "side = \"{side}\"\nauthority = \"{authority}\"\norigin = \"{}\"\nguide = \"{}\"\ndata = \"{side}\"\n\
             listen = \"127.0.0.1:{port}\"\nzone = \"{zone}\"\nlanguages = [\"{}\", \"en\"]\nnumber_prefix = \"{prefix}\"\n\
             [peers]\n{}\n[mail]\nfrom = \"grants@{side}.example.org\"\nserver = \"127.0.0.1\"\nport = {mail}\nsecurity = \"none\"\n",
            origin(side),
            hefu_sample::GUIDE,
            lang.tag(),
            peers.join("\n")
        );
        let config = folder.join(format!("{side}.toml"));
        std::fs::write(&config, text).expect("written");
        // The residents first, then those who work with them.
        let mut names: Vec<String> = residents(side)
            .map(|one| if side == "mainland" { one.hans } else { one.hant })
            .map(str::to_owned)
            .collect();
        for person in own.iter().flat_map(|application| &application.people).filter(|person| person.side == side) {
            if names.len() < count && !names.contains(&person.name) {
                names.push(person.name.clone());
            }
        }
        assert_eq!(names.len(), count, "{side}");
        let (token, people) = open(&config, &names);
        let key = said(&["exchange", "key", "--config", path(&config)]).trim().to_owned();
        places.push(Place { side, config, port: *port, key, token, people, lang });
    }
    let (mainland, partners) = places.split_first().expect("three offices");
    for partner in partners {
        agree(folder, mainland, partner);
    }
    let pairs = pairs.iter().map(|pair| (pair.mainland.to_string(), pair.partner.to_string())).collect();
    (places, halves, pairs)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// Has an office opened: its officers, its notices, open since yesterday, and the people who apply, signed in. Gives the
/// programme officer's token, and address and session of each of the people.
fn open(config: &Path, names: &[String]) -> (String, Vec<(String, String)>) {
    inside(config, async |office| {
        let at = now();
        let doing = |viewer: &Viewer| Doing { viewer: viewer.clone(), now: at.clone() };
        let mut administrator = Viewer { name: "管理".to_owned(), ..Viewer::visitor() };
        let account = acts::open_account(&office, doing(&administrator), "管理", "admin@office.example.org").await;
        administrator.account = Some(account.expect("the first"));
        administrator.roles.insert(OfficeRole::Administrator);
        let address = "programme@office.example.org";
        let account = acts::open_account(&office, doing(&administrator), "主管", address).await.expect("opened");
        let role = OfficeRole::ProgrammeOfficer;
        acts::give_role(&office, doing(&administrator), account.clone(), role).await.expect("given");
        let link = acts::make_sign_in_link(&office, address, 1, &at).await.expect("a link");
        let session = acts::use_sign_in_link(&office, &link, "", &at).await.expect("signed in");
        let programme =
            Viewer { account: Some(account), name: "主管".to_owned(), roles: [role].into(), ..Viewer::visitor() };
        let new = NewToken { name: "test".to_owned(), scopes: [Scope::ReadOffice].into_iter().collect(), days: 1 };
        let proof = Proof { session, ..Proof::default() };
        let token = acts::make_token(&office, doing(&programme), proof, new).await.expect("a token");
        for direction in office.directions().map(|direction| direction.number.clone()).collect::<Vec<_>>() {
            let notice = NoticeDraft {
                number: direction.clone(),
                opens: at.checked_sub(1.day()).ok(),
                closes: at.checked_add(30.days()).ok(),
                basis: "合作協議（示例）".to_owned(),
                contact: "call@example.org".to_owned(),
            };
            acts::publish_notice(&office, doing(&programme), &direction, notice).await.expect("published");
        }
        let mut people = Vec::new();
        for (number, name) in names.iter().enumerate() {
            let email = format!("{number}@{}.example.org", office.config().side);
            acts::open_account(&office, doing(&administrator), name, &email).await.expect("opened");
            let link = acts::make_sign_in_link(&office, &email, 1, &at).await.expect("a link");
            let session = acts::use_sign_in_link(&office, &link, "", &at).await.expect("signed in");
            people.push((email, session));
        }
        (token, people)
    })
}

/// Has the mainland's office and a partner's agree on their exchange.
fn agree(folder: &Path, mainland: &Place, partner: &Place) {
    let terms = folder.join(format!("{}.terms", partner.side));
    let by = |place: &Place, act: &str, more: &[&str]| {
        let who = ["--config", path(&place.config), "--as", "programme@office.example.org"];
        said(&[&["exchange", act], &who[..], more].concat());
    };
    let proposal =
        ["--side", partner.side, "--key", &partner.key, "--basis", "合作协议（示例）", "--out", path(&terms)];
    by(mainland, "propose", &proposal);
    by(partner, "sign", &[path(&terms)]);
    by(mainland, "agree", &[path(&terms)]);
    by(partner, "agree", &[path(&terms)]);
}

impl Place {
    /// The pairs that it shows a program of its officer, as numbers of the mainland's half and the other; nothing while it
    /// does not answer.
    pub fn pairs(&self) -> Option<Vec<(String, String)>> {
        let mut out = Vec::new();
        let mut path = "/api/v1/pairs".to_owned();
        loop {
            let got =
                crate::served::ask_with(self.port, "GET", &path, &format!("Authorization: Bearer {}", self.token), b"")
                    .ok()
                    .filter(|got| got.status == 200)?;
            let said: serde_json::Value = serde_json::from_slice(&got.body).ok()?;
            for pair in said["items"].as_array()? {
                let number = |mainland: bool| {
                    let halves = pair["halves"].as_array()?.iter();
                    let half = halves.into_iter().find(|half| (half["side"] == "mainland") == mainland)?;
                    Some(half["number"].as_str()?.to_owned())
                };
                out.push((number(true)?, number(false)?));
            }
            let Some(next) = said["next"].as_str() else { return Some(out) };
            path = format!("/api/v1/pairs?after={next}");
        }
    }

    /// Its letters' language and its side's.
    pub const fn lang(&self) -> Lang {
        self.lang
    }
}
