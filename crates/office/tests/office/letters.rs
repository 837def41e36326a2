//! Letters: written with the act, released by an officer, sent by a real mail server once, kept when it is away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use hefu_check::RulingAnswer;
use hefu_office::acts::{self, LetterAct, Picked};
use hefu_office::jobs::{Clock, Runner};
use hefu_office::letters::{Facts, LetterKind, LetterMode, LetterState, compose};
use hefu_office::verify::verify;
use hefu_office::views::{
    Announced, Circle, LetterLine, announced, letter_settings, letter_view, letters_picked, outbox, sees_outbox,
};
use hefu_office::{MailConfig, MailSecurity, Office, RefusalKind, Smtp, TeamRole, Viewer};
use hefu_words::{Lang, Message};
use jiff::Timestamp;

use crate::mail_server::{MailServer, header};
use crate::world::{Counted, World, application, at, config, doing, midway, refused};

/// A clock that the test moves.
#[derive(Clone)]
pub struct Hand(Arc<AtomicI64>);

impl Hand {
    pub fn at(now: &jiff::Zoned) -> Self {
        Self(Arc::new(AtomicI64::new(now.timestamp().as_second())))
    }

    pub fn on(&self, hours: i64) {
        self.0.fetch_add(hours * 3600, Ordering::SeqCst);
    }

    pub fn clock(&self) -> Clock {
        let second = self.0.clone();
        Arc::new(move || Timestamp::from_second(second.load(Ordering::SeqCst)).expect("an instant"))
    }
}

fn mail(port: u16) -> MailConfig {
    MailConfig {
        from: "示例創新科技署 <grants@office.example.org>".to_owned(),
        server: "127.0.0.1".to_owned(),
        port: Some(port),
        security: MailSecurity::None,
        user: None,
        password_file: None,
        authority_file: None,
    }
}

fn runner(office: &Office, hand: &Hand, port: u16) -> Runner {
    office.background(hand.clock(), Some(Smtp::new(&mail(port)).expect("a mail server")))
}

/// The lines of the outbox in one state, newest first.
async fn lines(world: &World, state: LetterState) -> Vec<LetterLine> {
    let doing = doing(&world.programme, &midway());
    outbox(&world.office, &doing, Some(state), None, None).await.expect("seen").lines
}

/// An office with a published notice whose first letters (those on the accounts of its people) are discarded.
async fn quiet() -> World {
    let world = World::published().await;
    let which = Picked::All { state: LetterState::Queued, kind: None, upto: i64::MAX };
    let by = doing(&world.programme, &midway());
    let done = acts::settle_letters(&world.office, by, LetterAct::Discard, which).await.expect("discarded");
    assert_eq!(done, 5, "one for each account but the first");
    world
}

/// One application handed in, with its draft.
async fn handed_in(world: &World) -> String {
    let draft = world.draft(&world.applicant, "知識圖譜").await;
    acts::submit(&world.office, doing(&world.applicant, &midway()), &draft).await.expect("handed in");
    draft
}

#[tokio::test]
async fn a_letter_goes_once_and_the_journal_has_it() {
    let world = quiet().await;
    let mut server = MailServer::start(&[]);
    let hand = Hand::at(&midway());
    let draft = handed_in(&world).await;
    // Asked for again, as after a lost answer: nothing is handed in, and nothing is written, a second time.
    acts::submit(&world.office, doing(&world.applicant, &midway()), &draft).await.expect("the same");
    assert_eq!(lines(&world, LetterState::Queued).await.len(), 1);
    let runner = runner(&world.office, &hand, server.port);
    runner.run_due().await.expect("worked");
    let letter = server.next().expect("a letter");
    assert_eq!(letter["from"], "grants@office.example.org");
    assert_eq!(header(&letter, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(&letter, "Content-Language"), "zh-Hant-HK");
    let sent = lines(&world, LetterState::Sent).await;
    assert_eq!(header(&letter, "Message-ID"), format!("<{}@office.example.org>", sent[0].letter));
    hand.on(24);
    runner.run_due().await.expect("worked");
    assert_eq!(server.more(), None, "once");
    let found = verify(world.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
    let kinds = kinds_of_journal(&world).await;
    assert_eq!(kinds.get("letter.sent"), Some(&1));
}

async fn kinds_of_journal(world: &World) -> BTreeMap<String, usize> {
    let mut tx = world.office.db().read().await.expect("read");
    let size = tx.journal().size().await.expect("its size");
    let mut kinds = BTreeMap::new();
    for entry in tx.journal().entries(0, size).await.expect("entries") {
        *kinds.entry(entry.kind).or_default() += 1;
    }
    kinds
}

#[tokio::test]
async fn a_server_that_is_down_gets_everything_once_it_is_up_again() {
    let world = quiet().await;
    let server = MailServer::start(&[]);
    let port = server.port;
    drop(server);
    let hand = Hand::at(&midway());
    let runner = runner(&world.office, &hand, port);
    handed_in(&world).await;
    for _ in 0..3 {
        runner.run_due().await.expect("worked");
        hand.on(1);
    }
    let waiting = lines(&world, LetterState::Queued).await;
    assert_eq!(waiting[0].fault.as_ref().map(|fault| fault.key.as_str()), Some("letters-fault-not-now"));
    handed_in(&world).await;
    let port = port.to_string();
    let mut server = MailServer::start(&["--port", &port]);
    hand.on(2);
    assert_eq!(runner.run_due().await.expect("worked"), 3, "two letters and the housekeeping");
    let got: BTreeSet<_> =
        [server.next(), server.next()].into_iter().flatten().map(|letter| header(&letter, "Message-ID")).collect();
    assert_eq!(got.len(), 2);
    assert_eq!(server.more(), None);
    assert!(lines(&world, LetterState::Queued).await.is_empty());
    assert!(lines(&world, LetterState::Sent).await.iter().all(|letter| letter.fault.is_none()));
}

#[tokio::test]
async fn a_recipient_refused_ends_in_the_servers_words_and_can_be_tried_again() {
    let world = quiet().await;
    let mut server = MailServer::start(&[]);
    let hand = Hand::at(&midway());
    let runner = runner(&world.office, &hand, server.port);
    let by = doing(&world.administrator, &midway());
    for (name, email) in [("甲", "refused@example.org"), ("乙", "later@example.org"), ("丙", "fine@example.org")] {
        acts::open_account(&world.office, by.clone(), name, email).await.expect("an account");
    }
    runner.run_due().await.expect("worked");
    assert_eq!(server.next().expect("the third goes")["to"][0], "fine@example.org");
    let failed = lines(&world, LetterState::Failed).await;
    let said = failed[0].fault.as_ref().expect("why").text(Lang::En);
    assert!(said.contains("550") && said.contains("5.1.1 no such user here"), "{said}");
    let later = lines(&world, LetterState::Queued).await;
    assert!(later[0].fault.as_ref().expect("why").text(Lang::En).contains("greylisted"));
    // For four days, then it is given up.
    for _ in 0..110 {
        hand.on(1);
        runner.run_due().await.expect("worked");
    }
    let given_up = lines(&world, LetterState::Failed).await;
    let keys: Vec<_> = given_up.iter().filter_map(|line| Some(line.fault.as_ref()?.key.as_str())).collect();
    assert_eq!(keys, ["letters-fault-given-up", "letters-fault-refused"]);
    let again = Picked::These(vec![failed[0].letter.clone(), failed[0].letter.clone()]);
    let by = doing(&world.programme, &midway());
    for wanted in [1, 0] {
        let done = acts::settle_letters(&world.office, by.clone(), LetterAct::Retry, again.clone()).await;
        assert_eq!(done.expect("tried again"), wanted, "pressing twice is pressing once");
    }
    runner.run_due().await.expect("worked");
    assert_eq!(lines(&world, LetterState::Failed).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_of_one_office_send_each_letter_once() {
    let world = quiet().await;
    let server = MailServer::start(&[]);
    let by = doing(&world.administrator, &midway());
    for n in 0..20 {
        acts::open_account(&world.office, by.clone(), "某人", &format!("n{n}@example.org")).await.expect("an account");
    }
    let other =
        Office::open(config(world.folder.path()), Arc::new(Counted::default()), &midway()).await.expect("another node");
    let hand = Hand::at(&midway());
    let nodes = [runner(&world.office, &hand, server.port).start(), runner(&other, &hand, server.port).start()];
    let mut server = server;
    let mut to: Vec<String> = (0..20).filter_map(|_| server.next()).map(|letter| letter["to"][0].to_string()).collect();
    for node in nodes {
        node.stop().await;
    }
    assert_eq!(server.more(), None);
    to.sort();
    to.dedup();
    assert_eq!(to.len(), 20);
    assert_eq!(lines(&world, LetterState::Sent).await.len(), 20);
}

#[tokio::test]
async fn a_kind_that_is_held_waits_for_an_officer_who_sees_what_goes_to_whom() {
    let world = quiet().await;
    let mut server = MailServer::start(&[]);
    let hand = Hand::at(&midway());
    let runner = runner(&world.office, &hand, server.port);
    let draft = world.draft(&world.applicant, "甲").await;
    let mut leap = application("閏年");
    leap.period.start = "2020-02-29".parse().ok();
    leap.period.end = "2022-02-28".parse().ok();
    let own = doing(&world.applicant, &midway());
    acts::take_in(&world.office, own.clone(), &draft, &leap).await.expect("taken in");
    acts::submit(&world.office, own.clone(), &draft).await.expect("handed in");
    let check = doing(&world.form_check, &midway());
    let view = hefu_office::views::application_view(&world.office, &check, &draft).await.expect("seen");
    let open = view.findings.iter().find(|f| f.outcome == hefu_check::Outcome::Person).expect("something to rule");
    let counted = announced(&world.office, LetterKind::Ruled, Circle::Team(&draft)).await.expect("counted");
    assert_eq!(counted, Announced { kind: LetterKind::Ruled, count: 1, held: true });
    acts::rule(&world.office, check, "H2020-0001", &open.id, RulingAnswer::Met, "核對無誤").await.expect("ruled");
    runner.run_due().await.expect("worked");
    assert!(server.next().expect("handed in")["data"].is_string());
    assert_eq!(server.more(), None, "the ruling waits");
    let officer = doing(&world.programme, &midway());
    let all = Picked::All { state: LetterState::Waiting, kind: None, upto: i64::MAX };
    let shown = letters_picked(&world.office, &officer, LetterAct::Release, &all).await.expect("shown");
    assert_eq!((shown.len(), shown[0].to.as_str()), (1, "申請人"));
    let text = letter_view(&world.office, &officer, &shown[0].letter).await.expect("read");
    let sentence = &world.office.guide().clause(&open.clause).expect("its clause").text;
    assert!(text.body.contains(sentence.as_str()), "{}", text.body);
    assert!(text.body.contains(&format!("/applications/{draft}")));
    assert!(!text.body.contains("審查員") && !text.body.contains("核對無誤"), "who ruled and why stand on the page");
    for viewer in [&world.applicant, &world.form_check, &world.auditor, &world.administrator, &Viewer::visitor()] {
        let by = doing(viewer, &midway());
        let refusal = refused(acts::settle_letters(&world.office, by.clone(), LetterAct::Release, all.clone()).await);
        assert_eq!(refusal.0, RefusalKind::NotAllowed);
        assert_eq!(refused(letter_view(&world.office, &by, &shown[0].letter).await).0, RefusalKind::NotFound);
    }
    acts::settle_letters(&world.office, officer, LetterAct::Release, all).await.expect("released");
    runner.run_due().await.expect("worked");
    assert!(server.next().is_some());
    let kinds = kinds_of_journal(&world).await;
    assert_eq!((kinds.get("letter.released"), kinds.get("letter.sent")), (Some(&1), Some(&2)));
}

#[tokio::test]
async fn the_administrator_sees_what_failed_and_nothing_else_of_the_outbox() {
    let world = quiet().await;
    let server = MailServer::start(&[]);
    let by = doing(&world.administrator, &midway());
    acts::open_account(&world.office, by.clone(), "甲", "refused@example.org").await.expect("an account");
    handed_in(&world).await;
    runner(&world.office, &Hand::at(&midway()), server.port).run_due().await.expect("worked");
    let seen = outbox(&world.office, &by, None, None, None).await.expect("seen");
    assert_eq!(seen.counts, [(LetterState::Failed, 1)]);
    assert_eq!(seen.lines.iter().map(|line| line.to.as_str()).collect::<Vec<_>>(), ["甲"]);
    assert!(!seen.may_release);
    let sent = outbox(&world.office, &by, Some(LetterState::Sent), None, None).await.expect("asked");
    assert!(sent.lines.is_empty() && sent.total == 0);
    assert_eq!(refused(letter_view(&world.office, &by, &seen.lines[0].letter).await).0, RefusalKind::NotFound);
    for viewer in [&world.applicant, &world.form_check, &world.auditor] {
        assert!(!sees_outbox(&world.office, viewer));
        let asked = outbox(&world.office, &doing(viewer, &midway()), None, None, None).await;
        assert_eq!(refused(asked).0, RefusalKind::NotFound);
    }
}

#[tokio::test]
async fn the_office_and_the_recipient_switch_kinds_off_and_duties_come_all_the_same() {
    let world = quiet().await;
    let officer = doing(&world.programme, &midway());
    let set = async |kind, mode, days| acts::set_letter_mode(&world.office, officer.clone(), kind, mode, days).await;
    set(LetterKind::TakenBack, LetterMode::Off, None).await.expect("set");
    let wrong = refused(set(LetterKind::DeadlineNear, LetterMode::AtOnce, None).await);
    assert_eq!(wrong, (RefusalKind::Invalid, "letters-days-wrong".to_owned()));
    let own = doing(&world.applicant, &midway());
    let all: BTreeSet<_> = LetterKind::ALL.iter().copied().collect();
    acts::set_letter_wishes(&world.office, own.clone(), Lang::En, all).await.expect("wished");
    let draft = handed_in(&world).await;
    let letters = lines(&world, LetterState::Queued).await;
    assert_eq!(letters.len(), 1, "a duty comes all the same");
    let text = letter_view(&world.office, &officer, &letters[0].letter).await.expect("read");
    assert!(text.body.starts_with("Dear 申請人,"), "{}", text.body);
    let near = announced(&world.office, LetterKind::PartnerFound, Circle::Team(&draft)).await.expect("counted");
    assert_eq!(near.count, 0, "no duty, and not wanted");
    acts::withdraw(&world.office, own.clone(), &draft, "").await.expect("taken back");
    assert_eq!(lines(&world, LetterState::Queued).await.len(), 1, "switched off by the office");
    let kept = letter_settings(&world.office, &officer).await.expect("seen");
    assert_eq!(kept.iter().find(|one| one.kind == LetterKind::TakenBack).map(|one| one.mode), Some(LetterMode::Off));
    let language = acts::set_letter_wishes(&world.office, own, Lang::ZhHans, BTreeSet::new()).await;
    assert_eq!(refused(language).1, "letters-language-wrong");
    let found = verify(world.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}

#[tokio::test]
async fn an_extension_is_told_to_everybody_of_the_direction_and_a_near_end_once_to_whom_it_concerns() {
    let world = quiet().await;
    let hand = Hand::at(&at("2020-06-20T10:00:00"));
    let quiet_runner = world.office.background(hand.clock(), None);
    handed_in(&world).await;
    world.draft(&world.other, "未完").await;
    quiet_runner.run_due().await.expect("worked");
    assert_eq!(lines(&world, LetterState::Queued).await.len(), 1, "no reminder before the office says how many days");
    let officer = doing(&world.programme, &midway());
    acts::set_letter_mode(&world.office, officer.clone(), LetterKind::DeadlineNear, LetterMode::AtOnce, Some(7))
        .await
        .expect("set");
    for hours in [1, 24 * 4, 1, 1] {
        hand.on(hours);
        quiet_runner.run_due().await.expect("worked");
    }
    let near: Vec<_> = lines(&world, LetterState::Queued).await;
    let told: Vec<_> = near.iter().filter(|line| line.kind == LetterKind::DeadlineNear).map(|line| &line.to).collect();
    assert_eq!(told, ["另一申請人"], "once, and not to those who handed in");
    let counted = announced(&world.office, LetterKind::DeadlineExtended, Circle::Direction("1.1")).await;
    assert_eq!(counted.expect("counted").count, 2);
    let closes = at("2020-07-10T17:00:00");
    acts::extend_deadline(&world.office, officer, "1.1", closes, "颱風").await.expect("extended");
    let told: BTreeSet<_> = lines(&world, LetterState::Queued)
        .await
        .into_iter()
        .filter(|line| line.kind == LetterKind::DeadlineExtended)
        .map(|line| line.to)
        .collect();
    assert_eq!(told, BTreeSet::from(["另一申請人".to_owned(), "申請人".to_owned()]));
    hand.on(24 * 11);
    quiet_runner.run_due().await.expect("worked");
    let near = lines(&world, LetterState::Queued).await;
    assert_eq!(near.iter().filter(|line| line.kind == LetterKind::DeadlineNear).count(), 2, "the new end is near");
}

#[tokio::test]
async fn a_link_is_made_when_the_letter_goes_and_stands_nowhere_in_the_store() {
    let world = quiet().await;
    let mut server = MailServer::start(&[]);
    let by = doing(&world.administrator, &midway());
    let account = acts::open_account(&world.office, by, "林女士", "lin@example.org").await.expect("an account");
    let waiting = lines(&world, LetterState::Queued).await;
    let preview = letter_view(&world.office, &doing(&world.programme, &midway()), &waiting[0].letter).await;
    assert!(preview.expect("read").body.contains("/sign-in/…"));
    let hand = Hand::at(&midway());
    runner(&world.office, &hand, server.port).run_due().await.expect("worked");
    let letter = server.next().expect("a letter");
    let body = decoded(letter["data"].as_str().expect("its text"));
    let secret = body.split("/sign-in/").nth(1).expect("a link").split_whitespace().next().expect("its end").to_owned();
    assert_eq!(secret.len(), 26);
    assert!(!everything(&world).await.contains(&secret));
    let session = acts::use_sign_in_link(&world.office, &secret, "", &midway()).await.expect("signed in");
    assert_eq!(acts::viewer_of(&world.office, Some(&session), &midway()).await.expect("read").account, Some(account));
    for address in ["lin@example.org", " LIN@example.org", "nobody@example.org", "lin@example.org"] {
        acts::mail_sign_in_link(&world.office, address, &midway()).await.expect("nothing is told");
    }
    assert_eq!(lines(&world, LetterState::Queued).await.len(), 1, "one within some minutes, none to strangers");
}

/// Every text in every table.
async fn everything(world: &World) -> String {
    let mut tx = world.office.db().read().await.expect("read");
    let mut all = String::new();
    for table in hefu_store::tables(hefu_office::tables::MIGRATIONS).await.expect("names") {
        let sql = format!("SELECT * FROM {table}");
        for row in tx.rows(&sql, &[]).await.expect("rows") {
            all.push_str(&row.shown());
        }
    }
    all
}

/// The text of a letter in base64 or quoted-printable.
fn decoded(data: &str) -> String {
    let data = data.replace("\r\n", "\n");
    let (head, body) = data.split_once("\n\n").expect("a head and a body");
    if head.contains("base64") {
        use base64::Engine as _;
        let joined: String = body.split_whitespace().collect();
        let bytes = base64::prelude::BASE64_STANDARD.decode(joined).expect("base64");
        return String::from_utf8(bytes).expect("a text");
    }
    body.replace("=\n", "").replace("=3D", "=")
}

#[tokio::test]
async fn what_somebody_no_longer_sees_is_not_written_to_them_and_old_letters_are_looked_at_again() {
    let world = quiet().await;
    let mut server = MailServer::start(&[]);
    let hand = Hand::at(&midway());
    let draft = world.draft(&world.applicant, "知識圖譜").await;
    let owner = doing(&world.applicant, &midway());
    let invited = acts::invite(&world.office, owner.clone(), &draft, "coll@example.org", TeamRole::Reader).await;
    let secret = invited.expect("invited").secret;
    acts::accept_invitation(&world.office, doing(&world.other, &midway()), &secret).await.expect("joined");
    acts::submit(&world.office, owner.clone(), &draft).await.expect("handed in");
    assert_eq!(lines(&world, LetterState::Queued).await.len(), 2, "to the applicant and to who has joined");
    let account = world.other.account.clone().expect("an account");
    acts::remove_member(&world.office, owner, &draft, account).await.expect("taken off the team");
    let runner = runner(&world.office, &hand, server.port);
    runner.run_due().await.expect("worked");
    let failed = lines(&world, LetterState::Failed).await;
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].fault.as_ref().map(|fault| fault.key.as_str()), Some("letters-fault-no-longer"));
    assert!(server.next().is_some(), "the applicant's goes");
    handed_in(&world).await;
    hand.on(24 * 8);
    runner.run_due().await.expect("worked");
    let stale = lines(&world, LetterState::Waiting).await;
    assert_eq!(stale[0].fault.as_ref().map(|fault| fault.key.as_str()), Some("letters-fault-stale"));
    assert_eq!(server.more(), None);
}

#[tokio::test]
async fn housekeeping_deletes_what_has_expired() {
    let world = quiet().await;
    let account = world.applicant.account.clone().expect("an account");
    let hand = Hand::at(&midway());
    let runner = world.office.background(hand.clock(), None);
    acts::sign_in_as(&world.office, &account, &midway()).await.expect("signed in");
    let email = acts_email(&world).await;
    acts::make_sign_in_link(&world.office, &email, 24, &midway()).await.expect("a link");
    // A link made on a machine whose clock shows another zone.
    let elsewhere = midway().with_time_zone(jiff::tz::TimeZone::UTC);
    acts::make_sign_in_link(&world.office, &email, 12, &elsewhere).await.expect("a link");
    let count = async || {
        let mut tx = world.office.db().read().await.expect("read");
        let mut n = async |sql| tx.row(sql, &[]).await.expect("counted").int("n").expect("a number");
        (n("SELECT COUNT(*) AS n FROM sessions").await, n("SELECT COUNT(*) AS n FROM sign_in_links").await)
    };
    runner.run_due().await.expect("worked");
    assert_eq!(count().await, (1, 2));
    hand.on(11);
    runner.run_due().await.expect("worked");
    assert_eq!(count().await, (1, 2), "not before their time");
    hand.on(1);
    runner.run_due().await.expect("worked");
    assert_eq!(count().await, (0, 1));
    hand.on(24);
    runner.run_due().await.expect("worked");
    assert_eq!(count().await, (0, 0));
}

async fn acts_email(world: &World) -> String {
    let people = hefu_office::views::accounts(&world.office, &doing(&world.administrator, &midway())).await;
    let people = people.expect("seen");
    people.into_iter().find(|person| Some(&person.account) == world.applicant.account.as_ref()).expect("there").email
}

/// A letter of each kind with every blank filled.
fn sample(kind: LetterKind) -> Facts {
    let mut facts = Facts::of_application("d", "H2020-0001", "基於知識圖譜的研究")
        .direction("1.1")
        .clause("HK-5")
        .instant("at", &midway())
        .instant("old", &midway())
        .instant("closes", &at("2020-06-30T17:00:00"));
    if kind.signs_in() {
        facts.path = None;
    }
    for name in kind.blanks() {
        if !["number", "title", "direction", "clause", "at", "old", "closes"].contains(name) {
            facts = facts.blank(name, Message::new("letter-answer-met"));
        }
    }
    facts
}

#[tokio::test]
async fn every_kind_reads_whole_in_every_language_and_names_regions_rightly() {
    let world = quiet().await;
    let mut subjects = BTreeSet::new();
    for lang in Lang::ALL {
        for kind in LetterKind::ALL {
            let facts = sample(*kind);
            let around = (Some("secret"), Some("call@example.org"));
            let text = compose(&world.office, lang, *kind, &facts, "陳大文", around);
            let whole = format!("{}\n{}", text.subject, text.body);
            for broken in ["⟦", "{ $", "{$", "{ ", " }"] {
                assert!(!whole.contains(broken), "{lang} {kind:?}: {broken} in {whole}");
            }
            for label in ["country", "Country", "国家：", "國家：", "国家/", "國家/", "国家或", "國家或"]
            {
                assert!(!whole.contains(label), "{lang} {kind:?}: {label} in {whole}");
            }
            for wrong in ["大陆与香港", "大陸與香港", "内地与台湾", "內地與台灣", "內地與臺灣"]
            {
                assert!(!whole.contains(wrong), "{lang} {kind:?}: {wrong} in {whole}");
            }
            assert!(!text.subject.contains('\n') && text.body.contains("示例創新科技署"));
            assert_eq!(whole.contains("/sign-in/secret"), kind.signs_in());
            subjects.insert(text.subject);
        }
    }
    assert!(subjects.len() >= LetterKind::ALL.len() * 2, "each kind has its own subject");
}
