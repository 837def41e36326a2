//! Forty people fill in and hand in the sixty halves of thirty pairs at three offices at once, while the offices tell each
//! other and are killed again and again: nothing that anybody was told is lost, and nothing is there twice.

mod books;
mod browser;
mod scene;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hefu_application::Application;
use hefu_dossier::form::FormPart;
use hefu_sample::random::Random;

use self::books::{Kept, Told, faults};
use self::browser::Browser;
use self::scene::{Half, Place, answers, set, typed};
use crate::hefu;
use crate::mail_server::{MailServer, header};
use crate::served::{Served, inside};

/// Seed of the sample and of the moments at which offices are killed.
const SEED: u64 = 20;
/// How often an office is killed.
const KILLS: usize = 7;

/// Fills in a half section by section, attaches its agreement and hands it in.
fn apply(browser: &Browser<'_>, half: &Half, email: &str, done: &AtomicUsize) -> Told {
    let noted = || {
        done.fetch_add(1, Ordering::SeqCst);
    };
    let draft = browser.begin(&half.direction);
    noted();
    let mut agreement = 0;
    for (section, rows) in &half.answers {
        let mut version = 0;
        // The title is saved before the rest of its section is typed.
        if let (FormPart::Project, [row]) = (section, &rows[..]) {
            let mut first = row.clone();
            first.retain(|field, _| field == "title");
            version = browser.save(&draft, *section, &[first], version);
            noted();
        }
        version = browser.save(&draft, *section, rows, version);
        noted();
        if *section == FormPart::Agreement {
            agreement = version;
        }
    }
    let mut document = None;
    if let Some((name, bytes, digest)) = &half.agreement {
        let taken = browser.attach(&draft, agreement, (name, bytes), digest);
        document = taken.then(|| digest.clone());
        noted();
    }
    let receipt = browser.hand_in(&draft);
    noted();
    Told {
        half: half.name.clone(),
        side: half.side,
        email: email.to_owned(),
        number: String::new(),
        draft,
        answers: answers(&half.answers),
        document,
        receipt,
    }
}

/// The number of the application that the receipt proves to be handed in, by the key of its office.
fn proved(place: &Place, told: &Told) -> Option<String> {
    let key = place.key.parse().expect("a key");
    let event = hefu_ledger::receipt::check(&told.receipt, &[key]).ok()?.event;
    (event.kind == "application.submitted" && event.body["draft"] == told.draft.as_str()).then_some(event.subject)
}

/// Whether the command that needs nothing of the office finds a receipt good.
fn found_good(folder: &Path, place: &Place, receipt: &str) -> bool {
    let file = folder.join("receipt.tlog-proof");
    std::fs::write(&file, receipt).expect("written");
    hefu(&["receipt", "check", file.to_str().expect("a path"), "--key", &place.key]).status.success()
}

/// The same receipt with one letter of its middle changed.
fn forged(receipt: &str) -> String {
    let at =
        receipt.len() / 2 + receipt.bytes().skip(receipt.len() / 2).position(|b| b.is_ascii_lowercase()).unwrap_or(0);
    let mut bytes = receipt.as_bytes().to_vec();
    bytes[at] = if bytes[at] == b'a' { b'b' } else { b'a' };
    String::from_utf8(bytes).expect("a letter for a letter")
}

/// What an office that has ended keeps, read from its tables.
fn kept(place: &Place, pairs: Vec<(String, String)>) -> Kept {
    let lang = place.lang();
    inside(&place.config, async |office| {
        let mut tx = office.db().read().await.expect("reading");
        let mut kept = Kept { side: place.side, pairs, ..Kept::default() };
        for row in tx.rows("SELECT draft, number, body FROM applications ORDER BY number", &[]).await.expect("rows") {
            let text = |column| row.text(column).expect("a text");
            let body: Application = serde_json::from_str(&text("body")).expect("an application");
            let documents = tx
                .rows("SELECT digest FROM application_documents WHERE number = $1", &[text("number").as_str().into()])
                .await
                .expect("rows");
            let documents = documents.iter().map(|row| row.text("digest").expect("a digest")).collect();
            kept.applications.push((text("draft"), text("number"), answers(&typed(&body, lang)), documents));
        }
        let sql = "SELECT subject FROM store_journal WHERE kind = 'application.submitted'";
        let rows = tx.rows(sql, &[]).await.expect("rows");
        kept.handed_in = rows.iter().map(|row| row.text("subject").expect("a subject")).collect();
        for row in tx.rows("SELECT number, partner FROM told_pairs", &[]).await.expect("rows") {
            let text = |column| row.text(column).expect("a text");
            kept.partners.push((text("number"), text("partner")));
        }
        let sql = "SELECT l.kind AS kind, a.email AS email, l.facts AS facts FROM letters l
                   JOIN accounts a ON a.account = l.account ORDER BY l.place";
        for row in tx.rows(sql, &[]).await.expect("rows") {
            let text = |column| row.text(column).expect("a text");
            let facts: serde_json::Value = serde_json::from_str(&text("facts")).expect("facts");
            let number = facts["blanks"]["number"].as_str().unwrap_or_default().to_owned();
            kept.letters.push((text("kind"), text("email"), number));
        }
        kept
    })
}

#[test]
fn forty_people_hand_in_thirty_pairs_while_offices_are_killed_and_nothing_is_lost_or_doubled() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut post = MailServer::start(&[]);
    let (places, halves, truth) = set(folder.path(), SEED, post.port);
    assert_eq!((halves.len(), truth.len()), (60, 30));
    let mut offices: Vec<Served> = places.iter().map(|place| Served::start(&place.config)).collect();
    let steps: usize = halves.iter().map(|half| half.answers.len() + 4).sum();
    let (done, unanswered, told) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
    let mut random = Random::new(SEED);
    let mut kills: Vec<(usize, usize)> =
        (0..KILLS).map(|turn| (steps * (5 + random.below(85)) / 100, turn % places.len())).collect();
    kills.sort_unstable();
    std::thread::scope(|scope| {
        for place in &places {
            for (which, (email, cookie)) in place.people.iter().enumerate() {
                let own = halves.iter().filter(|half| half.side == place.side).skip(which).step_by(place.people.len());
                let browser = Browser { port: place.port, cookie, unanswered: &unanswered };
                let (done, told) = (&done, &told);
                scope.spawn(move || {
                    for half in own {
                        let one = apply(&browser, half, email, done);
                        told.lock().expect("no one panicked").push(one);
                    }
                });
            }
        }
        for (at, which) in kills {
            while done.load(Ordering::SeqCst) < at {
                std::thread::sleep(Duration::from_millis(2));
            }
            offices[which].kill();
            std::thread::sleep(Duration::from_millis(u64::try_from(random.between(0, 200)).expect("small")));
            offices[which] = Served::start(&places[which].config);
        }
    });
    assert!(unanswered.load(Ordering::SeqCst) > 0, "no office was away when it was asked: nothing was tested");
    let mut told = told.into_inner().expect("no one panicked");
    told.sort_by(|one, other| one.half.cmp(&other.half));
    let of = |side: &str| places.iter().find(|place| place.side == side).expect("an office");
    for one in &mut told {
        one.number = proved(of(one.side), one).expect("its receipt proves that it is handed in");
        assert!(found_good(folder.path(), of(one.side), &one.receipt), "{} {}", one.side, one.half);
    }
    let attached = told.iter().filter(|one| one.document.is_some()).count();
    assert!(attached > 50, "{attached} documents were taken");
    // The offices come to rest when each shows a pair for every half it has.
    let mut pairs = Vec::new();
    for _ in 0..240 {
        pairs = places.iter().map(|place| place.pairs().unwrap_or_default()).collect::<Vec<_>>();
        let wanted = |place: &Place| told.iter().filter(|one| one.side == place.side).count();
        if places.iter().zip(&pairs).all(|(place, pairs)| pairs.len() == wanted(place)) {
            break;
        }
        std::thread::sleep(Duration::from_millis(250));
    }
    for office in &mut offices {
        assert!(office.ends_within(Duration::from_secs(60)), "it ends when asked to");
    }
    for place in &places {
        let verified = hefu(&["office", "verify", "--config", place.config.to_str().expect("a path")]);
        assert!(verified.status.success(), "{}: {}", place.side, String::from_utf8_lossy(&verified.stdout));
    }
    let kept: Vec<Kept> = places.iter().zip(pairs).map(|(place, pairs)| kept(place, pairs)).collect();
    let mut mail = Vec::new();
    while let Some(letter) = post.more() {
        mail.push((letter["to"][0].as_str().unwrap_or_default().to_owned(), header(&letter, "Message-ID")));
    }
    let known: BTreeSet<String> = told.iter().map(|one| one.receipt.clone()).collect();
    let holds = |one: &Told| {
        // Each was proved above.
        known.contains(&one.receipt) || proved(of(one.side), one).is_some_and(|number| number == one.number)
    };
    let found = faults(&told, &kept, &truth, &mail, holds);
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(mail.len() >= told.len(), "{} letters came", mail.len());
    control(&told, &kept, &truth, &mail, holds);
    assert!(!found_good(folder.path(), of(told[0].side), &forged(&told[0].receipt)));
}

/// Shows that each kind of loss and of repetition would have been found: it is made in a copy of what was found, and must be
/// named.
fn control(
    told: &[Told],
    kept: &[Kept],
    truth: &[(String, String)],
    mail: &[(String, String)],
    holds: impl Fn(&Told) -> bool + Copy,
) {
    type Tampering = (&'static str, fn(&mut Vec<Told>, &mut Kept, &mut Vec<(String, String)>));
    let tampered: [Tampering; 13] = [
        ("kept 0 times", |_, kept, _| drop(kept.applications.pop())),
        ("kept 2 times", |_, kept, _| {
            let mut again = kept.applications[0].clone();
            again.1.push('x');
            kept.applications.push(again);
        }),
        ("was never told to anybody", |_, kept, _| {
            let mut other = kept.applications[0].clone();
            (other.0, other.1) = ("draft".to_owned(), "M9999".to_owned());
            kept.applications.push(other);
        }),
        ("people was saved as", |_, kept, _| drop(kept.applications[0].2.get_mut("people").expect("people").pop())),
        ("project was saved as", |_, kept, _| {
            kept.applications[0].2.get_mut("project").expect("a project")[0].insert("title".to_owned(), "?".to_owned());
        }),
        ("its document is gone", |_, kept, _| kept.applications.iter_mut().for_each(|one| one.3 = BTreeSet::new())),
        ("its receipt proves nothing", |told, _, _| {
            told[0].receipt = forged(&told[0].receipt);
        }),
        ("was handed in twice", |_, kept, _| kept.handed_in.push(kept.handed_in[0].clone())),
        ("is not in the journal", |_, kept, _| drop(kept.handed_in.pop())),
        ("not paired", |_, kept, _| drop(kept.pairs.pop())),
        ("wrongly paired", |_, kept, _| {
            let (first, second) = (kept.pairs[0].1.clone(), kept.pairs[1].1.clone());
            (kept.pairs[0].1, kept.pairs[1].1) = (second, first);
        }),
        ("was told last of", |_, kept, _| kept.partners[0].1 = "X0000".to_owned()),
        ("written twice", |_, kept, _| {
            let letter = kept.letters.iter().find(|(kind, ..)| kind == "handed_in").expect("a letter").clone();
            kept.letters.push(letter);
        }),
    ];
    for (name, tamper) in tampered {
        for which in 0..kept.len() {
            let (mut told, mut kept, mut mail) = (told.to_vec(), kept.to_vec(), mail.to_vec());
            tamper(&mut told, &mut kept[which], &mut mail);
            let found = faults(&told, &kept, truth, &mail, holds);
            assert!(found.iter().any(|fault| fault.contains(name)), "{name} is not noticed: {found:?}");
        }
    }
    let mut more = mail.to_vec();
    more.extend((0..told.len()).map(|number| (mail[0].0.clone(), format!("<{number}@other>"))));
    let found = faults(told, kept, truth, &more, holds);
    assert!(found.iter().any(|fault| fault.contains("that were written")), "{found:?}");
}
