//! An office of the Hong Kong or Taiwan side with a partner, made through public acts alone, with a secret in each
//! confidential field.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use hefu_application::{Application, ApplicationId, Person, Role, StatedPeriod, Title, Unit, UnitRole};
use hefu_check::{Outcome, RulingAnswer};
use hefu_dossier::document::WorkerCommand;
use hefu_office::acts::{self, Doing, Door, NewDocument, NewToken, NoticeDraft, Proof};
use hefu_office::documents::AttachedTo;
use hefu_office::draft::Section;
use hefu_office::views::{application_view, confirm_id, outbox, pair_board, pair_view};
use hefu_office::{Office, OfficeConfig, OfficeError, OfficeRole, Randomness, TeamRole, Viewer};
use hefu_sample::agreement::Flaw;
use hefu_web::shell::{Limits, Security, Shell};
use hefu_words::Lang;
use jiff::Zoned;
use jiff::civil::date;

use super::confirming::{ask_for_confirmations, confirmed};
use super::crawl::get;
use super::experts::{enter_experts, name_unsuitable};
use super::overlap::{SHARED, compare};
use super::people::{PEOPLE, Principal, TOKENS};
use super::table::TABLE;
use crate::documents::agreement;
use crate::support;

/// Randomness that repeats, so that two worlds made alike are alike.
#[derive(Debug)]
struct Counted(AtomicU64);

impl Randomness for Counted {
    fn bytes(&self) -> Result<[u8; 32], OfficeError> {
        let n = self.0.fetch_add(1, Ordering::SeqCst);
        let mut bytes = [7; 32];
        for (at, byte) in bytes.iter_mut().enumerate().take(8) {
            *byte = ((n >> (5 * at)) & 31) as u8;
        }
        Ok(bytes)
    }
}

/// Where the world stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Side of the office.
    pub side: &'static str,
    /// Direction.
    pub direction: &'static str,
    /// A topic of it.
    pub topic: &'static str,
    /// A clause of it.
    pub clause: &'static str,
}

/// The Hong Kong side in direction 1.1.
pub const HONGKONG: Place = Place { side: "hongkong", direction: "1.1", topic: "HK-AI", clause: "HK-9" };
/// The Taiwan side in direction 1.2.
pub const TAIWAN: Place = Place { side: "taiwan", direction: "1.2", topic: "TW-BIO", clause: "TW-9" };

/// The secrets by name. Only lower-case letters and digits, so that no page writes them otherwise.
#[derive(Clone, Debug)]
pub struct Secrets(BTreeMap<&'static str, String>);

impl Secrets {
    /// One for each row of the table.
    pub fn plain() -> Self {
        let mut all: BTreeMap<_, _> =
            TABLE.iter().enumerate().map(|(at, row)| (row.secret, format!("zq{at:02}canary"))).collect();
        // A number that is none is not kept.
        all.insert("expert_number", "Z683365(A)".to_owned());
        Self(all)
    }

    /// The same with another value of one of them, as long as before.
    pub fn but(secret: &'static str) -> Self {
        let mut all = Self::plain();
        if let Some(value) = all.0.get_mut(secret) {
            *value = value.replace("canary", "falcon");
        }
        all
    }

    /// A secret.
    pub fn get(&self, secret: &str) -> &str {
        self.0.get(secret).unwrap_or_else(|| panic!("no secret {secret}"))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

/// What stands in addresses.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Applications, by what they are known by.
    pub drafts: Vec<String>,
    /// Their numbers.
    pub numbers: Vec<String>,
    /// Digests of documents.
    pub digests: Vec<String>,
    /// Findings of the owner's application.
    pub findings: Vec<String>,
    /// Letters.
    pub letters: Vec<String>,
    /// Pairs.
    pub pairs: Vec<String>,
    /// Accounts.
    pub accounts: Vec<String>,
    /// What findings of several applications rest on, and one that is nobody's.
    pub evidence: Vec<String>,
    /// Orders of rulings.
    pub orders: Vec<String>,
    /// Experts of the register.
    pub experts: Vec<String>,
    /// Files on their way into the register.
    pub uploads: Vec<String>,
}

/// The world.
pub struct World {
    pub place: Place,
    pub office: Office,
    pub router: Router,
    pub secrets: Secrets,
    pub principals: Vec<Principal>,
    pub places: Places,
    /// Secrets of sessions, tokens and links, which no answer may repeat.
    pub keys: Vec<String>,
    /// Everything that crossed to the partner's office, and what it answered.
    pub crossed: Vec<String>,
    /// Bodies of the journal's events: what is kept and shown on no page.
    pub kept: Vec<String>,
    /// What the partner's applicant sees there.
    pub at_partner: String,
    pub _folders: Vec<tempfile::TempDir>,
}

pub fn at(text: &str) -> Zoned {
    format!("{text}[Asia/Hong_Kong]").parse().expect("an instant")
}

/// The instant at which everything is looked at.
pub fn now() -> Zoned {
    at("2020-05-01T10:00:00")
}

pub fn doing(viewer: &Viewer) -> Doing {
    Doing { viewer: viewer.clone(), now: now() }
}

async fn open(side: &str, folder: &tempfile::TempDir, chance: u64) -> Office {
    let config = OfficeConfig {
        authority: format!("示例署 {side}"),
        origin: format!("{side}.example/hefu"),
        zone: "Asia/Hong_Kong".to_owned(),
        number_prefix: format!("{}-", &side[..1].to_uppercase()),
        languages: vec!["zh-Hant-HK".to_owned(), "en".to_owned()],
        ..OfficeConfig::plain(side, folder.path().to_owned())
    };
    let random = Arc::new(Counted(AtomicU64::new(chance)));
    let office = Office::open(config, random, &at("2020-03-01T09:00:00")).await.expect("opens");
    let worker = WorkerCommand { exe: env!("CARGO_BIN_EXE_web-document-reader").into(), args: Vec::new() };
    office.reading_with(worker)
}

async fn people(office: &Office, secrets: &Secrets) -> BTreeMap<&'static str, Viewer> {
    let mut known: BTreeMap<&'static str, Viewer> = BTreeMap::new();
    for (name, role, _) in PEOPLE {
        let by = known.get("administrator").cloned().unwrap_or_else(Viewer::visitor);
        let address = if name == "editor" { secrets.get("team_address") } else { name };
        let account = acts::open_account(office, doing(&by), name, &format!("{address}@example.org")).await;
        let account = account.expect("an account");
        if let Some(role) = role.filter(|role| *role != OfficeRole::Administrator) {
            acts::give_role(office, doing(&by), account.clone(), role).await.expect("a role");
        }
        let roles = role.into_iter().collect();
        known.insert(name, Viewer { account: Some(account), name: name.to_owned(), roles, ..Viewer::visitor() });
    }
    known
}

async fn publish(office: &Office, programme: &Viewer, direction: &str) {
    let notice = NoticeDraft {
        number: "1".to_owned(),
        opens: Some(at("2020-04-01T09:00:00")),
        closes: Some(at("2020-06-30T17:00:00")),
        basis: "協議（示例）".to_owned(),
        contact: "call@example.org".to_owned(),
    };
    let doing = Doing { viewer: programme.clone(), now: at("2020-03-20T09:00:00") };
    acts::publish_notice(office, doing, direction, notice).await.expect("published");
}

fn half(place: Place, side: &str, title: &str, content: &str, identity: &str) -> Application {
    let mut half = Application::new(ApplicationId::new(side, "x"));
    half.direction = place.direction.to_owned();
    half.title = Title { own: title.to_owned(), english: None };
    for (of, unit, leader) in [("mainland", "示例大学", "陈志明"), (place.side, "範例大學", "陳家豪")] {
        half.units.push(Unit {
            side: of.to_owned(),
            name: unit.to_owned(),
            english: None,
            role: UnitRole::Lead,
            kind: None,
            functions: Vec::new(),
            identifiers: BTreeMap::new(),
            origin: Default::default(),
        });
        half.people.push(Person {
            side: of.to_owned(),
            name: leader.to_owned(),
            english: None,
            role: Role::PrincipalInvestigator,
            unit: Some(unit.to_owned()),
            identifiers: [("orcid".to_owned(), identity.to_owned())].into(),
            fields: BTreeMap::new(),
            origin: Default::default(),
        });
    }
    half.period = StatedPeriod { start: Some(date(2021, 1, 1)), end: Some(date(2022, 12, 31)), months: None };
    half.topic = Some(place.topic.to_owned());
    half.fields.insert("summary".to_owned(), format!("{content}。{SHARED}"));
    half
}

async fn begun(office: &Office, viewer: &Viewer, half: &Application) -> String {
    let draft = acts::begin_draft(office, doing(viewer), &half.direction).await.expect("begun");
    acts::take_in(office, doing(viewer), &draft, half).await.expect("filled");
    draft
}

async fn handed_in(office: &Office, viewer: &Viewer, half: &Application) -> (String, String) {
    let draft = begun(office, viewer, half).await;
    let number = acts::submit(office, doing(viewer), &draft).await.expect("handed in").number;
    (draft, number)
}

async fn attach(office: &Office, viewer: &Viewer, draft: &str, name: &str) -> String {
    let bytes = agreement(Flaw::None);
    let upload = office.begin_upload().expect("a file").write(&bytes).await.expect("written");
    let name = format!("{name}.pdf");
    let new = NewDocument { place: AttachedTo::Agreement, version: 0, name, upload };
    let kept = acts::attach_document(office, doing(viewer), draft, new).await.expect("attached");
    kept.held.expect("held").digest
}

async fn invite_all(office: &Office, known: &BTreeMap<&'static str, Viewer>, draft: &str) {
    for (name, _, role) in PEOPLE {
        let Some(role) = role else { continue };
        let address = format!("{name}.invited@example.org");
        let made = acts::invite(office, doing(&known["owner"]), draft, &address, role).await.expect("invited");
        acts::accept_invitation(office, doing(&known[name]), &made.secret).await.expect("accepted");
    }
}

/// Agrees an exchange; gives its name.
async fn agree(one: (&Office, &Viewer), other: (&Office, &Viewer)) -> String {
    let key = other.0.keys().signing.verifier().to_string();
    let side = other.0.config().side.clone();
    let proposed = acts::propose_terms(one.0, doing(one.1), &side, &key, "協議（示例）").await.expect("proposed");
    let signed = acts::sign_terms(other.0, doing(other.1), &proposed).await.expect("signed");
    let mut name = String::new();
    for (office, viewer) in [one, other] {
        name = acts::agree_exchange(office, doing(viewer), &signed).await.expect("agreed").exchange;
    }
    name
}

/// Carries what one office has to tell to the other. Gives every text that left the first.
async fn carry(from: (&Office, &Viewer), to: (&Office, &Viewer), exchange: &str) -> (Vec<String>, Vec<String>) {
    let (mut parcels, mut answers) = (Vec::new(), Vec::new());
    for parcel in acts::export_parcels(from.0, doing(from.1), exchange).await.expect("sealed") {
        let taken = acts::take_parcel(to.0, doing(to.1), Door::Hand, parcel.text.as_bytes()).await.expect("taken");
        acts::take_answer(from.0, doing(from.1), exchange, &taken.text).await.expect("believed");
        parcels.push(parcel.text);
        answers.push(taken.text);
    }
    (parcels, answers)
}

impl World {
    /// Makes the world with these secrets.
    pub async fn make(place: Place, secrets: Secrets, languages: Vec<Lang>) -> Self {
        let folders = vec![tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
        let office = open(place.side, &folders[0], 1).await;
        let partner = open("mainland", &folders[1], 1 << 20).await;
        let known = people(&office, &secrets).await;
        let theirs = people(&partner, &Secrets::plain()).await;
        publish(&office, &known["programme"], place.direction).await;
        publish(&partner, &theirs["programme"], place.direction).await;
        ask_for_confirmations(&office, &known["programme"], place.direction).await;
        let exchange = agree((&office, &known["programme"]), (&partner, &theirs["programme"])).await;

        let mut places = Places::default();
        let s = |name: &str| secrets.get(name).to_owned();
        let mine = half(place, place.side, &s("title"), &s("content"), &s("identity"));
        let submitted = begun(&office, &known["owner"], &mine).await;
        places.digests.push(attach(&office, &known["owner"], &submitted, &s("document")).await);
        invite_all(&office, &known, &submitted).await;
        let open_invitation = acts::invite(
            &office,
            doing(&known["owner"]),
            &submitted,
            &format!("{}@example.org", s("invited_address")),
            TeamRole::Reader,
        )
        .await
        .expect("invited");
        let said = s("comment");
        let said = acts::comment(&office, doing(&known["commenter"]), &submitted, Section::Project, &said);
        said.await.expect("commented");
        confirmed(&office, &known, &submitted, &s("sent_back_why")).await;
        let number = acts::submit(&office, doing(&known["owner"]), &submitted).await.expect("handed in").number;
        let draft = half(place, place.side, &s("draft_text"), &s("draft_text"), &s("draft_identity"));
        let draft = begun(&office, &known["owner"], &draft).await;
        invite_all(&office, &known, &draft).await;
        let others = half(place, place.side, &s("others_title"), &s("others_content"), &s("others_identity"));
        let (others, others_number) = handed_in(&office, &known["other"], &others).await;
        let taken_back = half(place, place.side, "另一", "另一", "另一");
        let (taken_back, _) = handed_in(&office, &known["other"], &taken_back).await;
        let why = s("withdrawn_why");
        let back = acts::withdraw(&office, doing(&known["other"]), &taken_back, &why);
        back.await.expect("taken back");

        let partner_half = half(place, "mainland", &s("title"), &s("partner_content"), "x");
        let (at_partner, _) = handed_in(&partner, &theirs["owner"], &partner_half).await;
        let mut alone = half(place, "mainland", &s("partner_alone"), "x", "x");
        for person in &mut alone.people {
            person.name = format!("獨立{}", person.side);
        }
        handed_in(&partner, &theirs["other"], &alone).await;
        let mut crossed = Vec::new();
        for _ in 0..3 {
            let (parcels, _) = carry((&office, &known["programme"]), (&partner, &theirs["programme"]), &exchange).await;
            let (_, answers) = carry((&partner, &theirs["programme"]), (&office, &known["programme"]), &exchange).await;
            crossed.extend(parcels.into_iter().chain(answers));
        }
        for direction in acts::pairings_due(&office).await.expect("asked") {
            acts::find_pairs(&office, Doing::office(now()), &direction).await.expect("paired");
        }
        let checker = doing(&known["form_check"]);
        let board = pair_board(&office, &checker, None, None, None).await.expect("a board");
        places.pairs = board.pairs.iter().map(|line| line.pair.clone()).collect();
        let pair = pair_view(&office, &checker, &places.pairs[0]).await.expect("a pair");
        let about = confirm_id(&pair.pair);
        acts::rule_pair(
            &office,
            checker.clone(),
            &pair.pair.id,
            &pair.digests,
            &about,
            RulingAnswer::Met,
            &s("pair_ruling"),
        )
        .await
        .expect("ruled");
        let seen = application_view(&office, &checker, &submitted).await.expect("seen");
        let open = seen.findings.iter().find(|finding| finding.outcome == Outcome::Person).expect("for a person");
        acts::rule(&office, checker.clone(), &number, &open.id, RulingAnswer::Met, &s("ruling")).await.expect("ruled");
        places.findings =
            seen.findings.iter().take(3).map(|finding| finding.id.clone()).chain([open.id.clone()]).collect();
        let question = hefu_office::acts::read_review_form(&format!(
            "[[texts]]\nid = \"opinion\"\ntitle = [\"{0}\", \"{0}\", \"{0}\"]\n",
            s("review_question")
        ));
        let officer = doing(&known["programme"]);
        acts::save_review_form(&office, officer, place.direction, question.expect("a form"), 0).await.expect("saved");
        (places.experts, places.uploads) = enter_experts(&office, &known["programme"], place.direction, &secrets).await;
        name_unsuitable(&office, &known["owner"], &submitted, &s("named_experts")).await;
        compare(&office, &known, place.direction, &s("overlap_note")).await;
        let gone = acts::open_account(&office, doing(&known["administrator"]), "gone", "gone@example.org").await;
        let gone = gone.expect("an account");
        let why = s("disabled_why");
        acts::disable_account(&office, doing(&known["administrator"]), gone.clone(), &why).await.expect("disabled");

        let letters = outbox(&office, &doing(&known["programme"]), None, None, None).await.expect("letters");
        places.letters = letters.lines.iter().map(|line| line.letter.clone()).collect();
        let alike = hefu_office::views::alike(&office, &checker).await.expect("a list");
        places.evidence = alike.into_iter().map(|group| group.evidence).chain(["0".repeat(64)]).collect();
        let orders = hefu_office::views::orders(&office, &checker).await.expect("a list");
        places.orders = orders.into_iter().map(|order| order.order).collect();
        places.drafts = vec![submitted, draft, others, taken_back];
        places.numbers = vec![number, others_number];
        places.accounts = known.values().filter_map(|viewer| viewer.account.clone()).map(|id| id.0).collect();
        places.accounts.push(gone.0);
        let (principals, mut keys) = principals(&office, &known, &secrets).await;
        keys.push(open_invitation.secret);
        let theirs = application_view(&partner, &doing(&theirs["owner"]), &at_partner).await.expect("seen");
        let zone = support::office(languages);
        let security = Security { https: false, origin: None, limits: Limits::default() };
        let shell = Shell::new(zone, security, Arc::new(|| now().timestamp()), "RUN1");
        let world = Self {
            place,
            kept: kept(&office).await,
            router: hefu_web::portal(office.clone(), shell),
            office,
            secrets,
            principals,
            places,
            keys,
            crossed,
            at_partner: serde_json::to_string(&theirs.application).expect("JSON"),
            _folders: folders,
        };
        // The page on tokens says when each was used last: every one has been, in every world.
        for who in world.principals.iter().filter(|who| who.scopes.is_some()) {
            assert_eq!(get(&world, who, "/api/v1/me", None).await.status, 200, "{}", who.name);
        }
        world
    }
}

async fn kept(office: &Office) -> Vec<String> {
    let mut tx = office.db().read().await.expect("readable");
    let size = tx.journal().size().await.expect("a size");
    let entries = tx.journal().entries(0, size).await.expect("entries");
    entries.iter().filter_map(|entry| entry.event.as_ref()).map(|(event, _)| event.body.to_string()).collect()
}

async fn principals(
    office: &Office,
    known: &BTreeMap<&'static str, Viewer>,
    secrets: &Secrets,
) -> (Vec<Principal>, Vec<String>) {
    let visitor = Principal { name: "visitor".to_owned(), person: "visitor", scopes: None, header: None };
    let (mut all, mut keys, mut sessions) = (vec![visitor], Vec::new(), BTreeMap::new());
    for (name, ..) in PEOPLE {
        let address = if name == "editor" { secrets.get("team_address") } else { name };
        let link = acts::make_sign_in_link(office, &format!("{address}@example.org"), 1, &now()).await.expect("a link");
        let session = acts::use_sign_in_link(office, &link, "Firefox/1", &now()).await.expect("signed in");
        let header = Some(("cookie", format!("hefu-session={session}")));
        all.push(Principal { name: name.to_owned(), person: name, scopes: None, header });
        sessions.insert(name, session.clone());
        keys.push(session);
    }
    for (at, (person, scopes)) in TOKENS.into_iter().enumerate() {
        let name = if at == 0 { secrets.get("token_name").to_owned() } else { format!("token {at}") };
        let new = NewToken { name, scopes: scopes.iter().copied().collect(), days: 30 };
        let proof = Proof { session: sessions[person].clone(), ..Proof::default() };
        let token = acts::make_token(office, doing(&known[person]), proof, new).await.expect("a token");
        let words: Vec<_> = scopes.iter().map(|scope| scope.word()).collect();
        all.push(Principal {
            name: format!("{person} by token for {}", words.join("+")),
            person,
            scopes: Some(scopes),
            header: Some(("authorization", format!("Bearer {token}"))),
        });
        keys.push(token);
    }
    (all, keys)
}
