//! An office into an archive and out of it: whole, locked, never over another, and found out by its partner where it is old.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use age::secrecy::ExposeSecret as _;
use hefu_exchange::Answered;
use hefu_office::acts::{self, Door};
use hefu_office::backup::{Backed, KeyLock, KeyOpener, Restored, backup, restore};
use hefu_office::documents::AttachedTo;
use hefu_office::verify::verify;
use hefu_office::views::{SetBack, document_file, exchange_page};
use hefu_office::{KEY_FILES, Office, OfficeConfig, OfficeError, Viewer};
use hefu_sample::agreement::{Flaw, Format};

use crate::documents::{agreement, attach, draft};
use crate::engine;
use crate::pair_of_offices::{Both, EXCHANGE, Side, carry, half, hand_in};
use crate::world::{Counted, World, doing, midway};

/// An `office.toml` as the world's offices have it.
fn settings(config: &OfficeConfig, database: Option<&str>) -> String {
    let database = database.map(|url| format!("database = \"{url}\"\n")).unwrap_or_default();
    format!(
        "side = \"{}\"\nauthority = \"{}\"\norigin = \"{}\"\nguide = \"{}\"\ndata = \"data\"\n{database}zone = \"{}\"\n\
         languages = [\"zh-Hant-HK\", \"en\"]\nnumber_prefix = \"{}\"\ndemo = true\n",
        config.side, config.authority, config.origin, config.guide, config.zone, config.number_prefix
    )
}

/// A new folder for archive and office, with an `office.toml` in it.
struct Elsewhere {
    folder: tempfile::TempDir,
}

impl Elsewhere {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn archive(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    fn settings(&self) -> PathBuf {
        self.folder.path().join("office.toml")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    async fn back_up(&self, office: &Office, lock: Option<&KeyLock>) -> Backed {
        let text = settings(office.config(), None);
        backup(office.config(), &text, &self.archive(), lock, &midway()).await.expect("backed up")
    }

    async fn restore(&self, opener: Option<&KeyOpener>) -> Result<Restored, OfficeError> {
        restore(&self.archive(), &self.settings(), opener).await
    }

    async fn open(&self) -> Result<Office, OfficeError> {
        let config = OfficeConfig::read(&self.settings()).expect("settings");
        Office::open(config, Arc::new(Counted::from(7_000_000)), &midway()).await
    }
}

fn pair_of_keys() -> (KeyLock, KeyOpener) {
    let identity = age::x25519::Identity::generate();
    let lock = KeyLock::recipient(&identity.to_public().to_string()).expect("a public key");
    let text = format!("# a comment\n{}\n", identity.to_string().expose_secret());
    (lock, KeyOpener::identity(&text).expect("a secret key"))
}

/// An office with an application that is handed in with a document, and one that is not. Gives draft and document.
async fn busy() -> (World, String, String) {
    let world = World::published().await;
    let id = draft(&world, &world.applicant).await;
    let (name, bytes) = agreement(Flaw::None, Format::Docx);
    let attached = attach(&world, &world.applicant, &midway(), &id, AttachedTo::Agreement, (name, &bytes)).await;
    let name = attached.expect("attached").held.expect("held").digest;
    acts::submit(&world.office, doing(&world.applicant, &midway()), &id).await.expect("handed in");
    world.draft(&world.other, "乙").await;
    (world, id, name)
}

async fn same(before: &Office, after: &Office, viewer: &Viewer, draft: &str, name: &str) {
    let (one, other) = (verify(before.db()).await.expect("readable"), verify(after.db()).await.expect("readable"));
    assert_eq!((one.root, one.entries, other.faults), (other.root, other.entries, Vec::new()));
    let by = doing(viewer, &midway());
    let read = async |office: &Office| document_file(office, &by, draft, name).await.expect("the document");
    assert_eq!(read(before).await, read(after).await);
    assert_eq!(before.keys().signing.verifier(), after.keys().signing.verifier());
}

#[tokio::test]
async fn an_office_goes_into_an_archive_and_comes_out_of_it() {
    let (world, id, name) = busy().await;
    let (lock, opener) = pair_of_keys();
    let there = Elsewhere::new();
    let backed = there.back_up(&world.office, Some(&lock)).await;
    assert_eq!((backed.about.files, backed.about.missing.len(), backed.about.damaged.len()), (1, 0, 0));
    let restored = there.restore(Some(&opener)).await.expect("restored");
    assert_eq!((restored.root.as_str(), restored.keys_missing.len()), (backed.root.as_str(), 0));
    let office = there.open().await.expect("opens");
    same(&world.office, &office, &world.applicant, &id, &name).await;
    // It goes on: the next number is the next.
    let by = doing(&world.other, &midway());
    let next = acts::begin_draft(&office, by.clone(), "1.1").await.expect("begun");
    acts::take_in(&office, by.clone(), &next, &crate::world::application("丙")).await.expect("taken in");
    let submitted = acts::submit(&office, by, &next).await.expect("handed in");
    assert_eq!(submitted.number, "H2020-0002");
}

/// The engine is another one after than before.
#[tokio::test]
async fn an_office_moves_to_a_server() {
    let (world, id, name) = busy().await;
    let (lock, opener) = pair_of_keys();
    let there = Elsewhere::new();
    there.back_up(&world.office, Some(&lock)).await;
    let url = engine::on_a_server();
    fs::write(there.settings(), settings(world.office.config(), Some(&url))).expect("settings");
    there.restore(Some(&opener)).await.expect("restored");
    assert!(!there.data().join("office.sqlite").exists());
    let office = there.open().await.expect("opens");
    same(&world.office, &office, &world.applicant, &id, &name).await;
    // And back.
    let back = Elsewhere::new();
    back.back_up(&office, Some(&lock)).await;
    back.restore(Some(&opener)).await.expect("restored");
    let office = back.open().await.expect("opens");
    assert!(back.data().join("office.sqlite").exists());
    same(&world.office, &office, &world.applicant, &id, &name).await;
    // A database that has tables is not filled again.
    let again = Elsewhere::new();
    again.back_up(&office, Some(&lock)).await;
    fs::write(again.settings(), settings(world.office.config(), Some(&url))).expect("settings");
    let refused = again.restore(Some(&opener)).await.expect_err("refused").to_string();
    assert!(refused.contains("tables already"), "{refused}");
    assert!(!again.data().exists());
}

#[tokio::test]
async fn keys_are_locked_or_not_there_and_an_office_without_them_does_not_open() {
    let (world, ..) = busy().await;
    let there = Elsewhere::new();
    let backed = there.back_up(&world.office, None).await;
    assert_eq!(backed.about.missing, KEY_FILES);
    let restored = there.restore(None).await.expect("restored");
    assert_eq!(restored.keys_missing, KEY_FILES);
    let refused = there.open().await.expect_err("refused").to_string();
    assert!(refused.contains("key is missing"), "{refused}");
    assert!(!there.data().join(KEY_FILES[0]).exists(), "no new key is made");
    for name in KEY_FILES {
        fs::copy(world.office.config().data.join(name), there.data().join(name)).expect("put back");
    }
    there.open().await.expect("opens");
    assert!(KeyLock::passphrase("too short\n").is_err());
    let words = "correct horse battery staple\n";
    let locked = Elsewhere::new();
    locked.back_up(&world.office, Some(&KeyLock::passphrase(words).expect("a passphrase"))).await;
    let key = fs::read(world.office.config().data.join(KEY_FILES[0])).expect("a key");
    let text = fs::read(locked.archive().join("data/keys.age")).expect("locked keys");
    assert!(!text.windows(key.len()).any(|window| window == key));
    let wrong = KeyOpener::passphrase("correct horse battery stable").expect("a passphrase");
    assert!(locked.restore(Some(&wrong)).await.is_err());
    assert!(!locked.data().exists() && !locked.settings().exists(), "nothing is begun");
    locked.restore(Some(&KeyOpener::passphrase(words).expect("a passphrase"))).await.expect("restored");
    locked.open().await.expect("opens");
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn an_archive_that_was_changed_anywhere_is_refused() {
    let (world, ..) = busy().await;
    let there = Elsewhere::new();
    there.back_up(&world.office, None).await;
    let all = files(&there.archive());
    assert!(all.len() > 40, "{}", all.len());
    for (path, bytes) in &all {
        let mut changed = bytes.clone();
        match changed.last_mut() {
            Some(last) => *last ^= 1,
            None => changed.push(b'x'),
        }
        fs::write(path, &changed).expect("changed");
        assert!(there.restore(None).await.is_err(), "changed: {}", path.display());
        fs::remove_file(path).expect("removed");
        assert!(there.restore(None).await.is_err(), "removed: {}", path.display());
        fs::write(path, bytes).expect("as it was");
    }
    let more = there.archive().join("data/files/more");
    fs::write(&more, b"x").expect("one more");
    assert!(there.restore(None).await.is_err());
    fs::remove_file(more).expect("removed");
    assert!(!there.data().exists() && !there.settings().exists(), "nothing is begun");
    there.restore(None).await.expect("as it was");
}

/// Whoever makes the manifests fit again has changed the tables, and the journal says so.
#[tokio::test]
async fn tables_that_do_not_follow_from_the_journal_are_refused() {
    let (world, ..) = busy().await;
    let there = Elsewhere::new();
    there.back_up(&world.office, None).await;
    let path = there.archive().join("data/tables/applications.jsonl");
    let before = fs::read_to_string(&path).expect("a table");
    let after = before.replace("可解釋人工智能的聯合研究", "另一題目");
    assert_ne!(before, after);
    fs::write(&path, &after).expect("changed");
    let digest = |text: &str| hefu_store::FileDigest::of(text.as_bytes()).to_string();
    {
        let (name, old, new) = ("manifest-sha256.txt", digest(&before), digest(&after));
        let manifest = there.archive().join(name);
        let text = fs::read_to_string(&manifest).expect("a manifest");
        let fitted = text.replace(&old, &new);
        fs::write(&manifest, &fitted).expect("changed");
        let tags = there.archive().join("tagmanifest-sha256.txt");
        let sums = fs::read_to_string(&tags).expect("a manifest").replace(&digest(&text), &digest(&fitted));
        fs::write(tags, sums).expect("changed");
    }
    let refused = there.restore(None).await.expect_err("refused").to_string();
    assert!(refused.contains("does not agree with its journal"), "{refused}");
    assert!(!there.data().exists());
}

#[tokio::test]
async fn nothing_that_is_there_is_overwritten() {
    let (world, ..) = busy().await;
    let there = Elsewhere::new();
    there.back_up(&world.office, None).await;
    let again = backup(world.office.config(), "", &there.archive(), None, &midway()).await.expect_err("refused");
    assert!(again.to_string().contains("is there already"), "{again}");
    there.restore(None).await.expect("restored");
    let before = files(&there.data());
    let refused = there.restore(None).await.expect_err("refused").to_string();
    assert!(refused.contains("not empty"), "{refused}");
    assert!(files(&there.data()) == before);
    // The archive of another office does not go into this one's place.
    let other = Elsewhere::new();
    other.back_up(&world.office, None).await;
    let text = settings(world.office.config(), None).replace("hongkong.example/hefu", "another.example/hefu");
    fs::write(other.settings(), text).expect("settings");
    assert!(other.restore(None).await.expect_err("refused").to_string().contains("another.example/hefu"));
}

/// Whatever is done while the archive is made: what is in it is of one moment.
#[tokio::test]
async fn the_office_serves_meanwhile() {
    let (world, ..) = busy().await;
    let (office, other) = (world.office.clone(), world.other.clone());
    let work = tokio::spawn(async move {
        for number in 0.. {
            let id = acts::begin_draft(&office, doing(&other, &midway()), "1.1").await.expect("begun");
            acts::take_in(&office, doing(&other, &midway()), &id, &crate::world::application(&format!("{number}")))
                .await
                .expect("taken in");
            acts::submit(&office, doing(&other, &midway()), &id).await.expect("handed in");
        }
    });
    let mut sizes = Vec::new();
    for _ in 0..4 {
        let there = Elsewhere::new();
        let backed = there.back_up(&world.office, None).await;
        there.restore(None).await.expect("whole");
        sizes.push(backed.about.entries);
        assert_eq!(backed.about.tables["store_journal"], u64::try_from(backed.about.entries).expect("some"));
    }
    work.abort();
    assert!(sizes.windows(2).all(|two| two[0] < two[1]), "it served meanwhile: {sizes:?}");
}

/// T5: an office restored from an old backup is found out at the next exchange, whoever begins it; both offices show it and
/// stop; once people have looked, both go on and know the same.
#[tokio::test]
async fn an_office_restored_from_an_old_backup_is_found_out_by_both_and_goes_on_after_people_have_looked() {
    for restored_begins in [true, false] {
        let both = Both::agreed().await;
        let now = midway();
        both.exchange(&now).await;
        let there = Elsewhere::new();
        let (lock, opener) = pair_of_keys();
        there.back_up(&both.mainland.office, Some(&lock)).await;
        // What is done afterwards is known to the partner and not in the archive.
        let lost = half("mainland", "甲项目的研究与示范", ["张三", "李四"]);
        let (_, lost) = hand_in(&both.mainland, &both.mainland.applicant, &lost).await;
        both.exchange(&now).await;
        there.restore(Some(&opener)).await.expect("restored");
        let office = there.open().await.expect("opens");
        let back = Side { office, ..people_of(&both.mainland) };
        let hongkong = &both.hongkong;
        if restored_begins {
            hand_in(&back, &back.other, &half("mainland", "乙项目的研究与示范", ["王五", "李四"])).await;
            try_to_carry(&back, hongkong).await;
        } else {
            hand_in(hongkong, &hongkong.applicant, &half("hongkong", "丙項目的研究與示範", ["張三", "李四"])).await;
            try_to_carry(hongkong, &back).await;
            try_to_carry(&back, hongkong).await;
        }
        for side in [&back, hongkong] {
            let page = exchange_page(&side.office, &doing(&side.programme, &now)).await.expect("seen");
            let shown = &page.exchanges[0];
            assert!(
                shown.exchange.stopped.is_some(),
                "{restored_begins}: {} has not stopped",
                side.office.config().side
            );
            assert!(!shown.set_back.is_empty() || !shown.contradictions.is_empty(), "and shows why");
        }
        let own = exchange_page(&back.office, &doing(&back.programme, &now)).await.expect("seen");
        assert!(matches!(own.exchanges[0].set_back[..], [SetBack::Own(..)]), "{:?}", own.exchanges[0].set_back);
        // The partner first, then the restored office.
        for side in [hongkong, &back] {
            acts::resume_exchange(&side.office, doing(&side.programme, &now), EXCHANGE, "對方已還原備份")
                .await
                .expect("resumed");
        }
        for _ in 0..4 {
            carry(&back, hongkong, &now).await;
            carry(hongkong, &back, &now).await;
        }
        for side in [&back, hongkong] {
            let page = exchange_page(&side.office, &doing(&side.programme, &now)).await.expect("seen");
            assert_eq!(page.exchanges[0].exchange.stopped, None, "{}", side.office.config().side);
            let found = verify(side.office.db()).await.expect("readable");
            assert_eq!(found.faults, Vec::<String>::new());
        }
        let known = async |side: &Side| {
            let mut tx = side.office.db().read().await.expect("reading");
            let sql = "SELECT side, number, digest FROM cards WHERE side = 'mainland' ORDER BY number";
            let rows = tx.rows(sql, &[]).await.expect("cards");
            rows.iter().map(hefu_store::Row::shown).collect::<Vec<_>>()
        };
        let (own, theirs) = (known(&back).await, known(hongkong).await);
        assert!(own.iter().all(|card| theirs.contains(card)), "{own:?} {theirs:?}");
        assert!(theirs.iter().any(|card| card.contains(&lost)), "the partner's evidence of what was lost stays");
    }
}

/// The people of an office that was restored are the same.
fn people_of(side: &Side) -> Side {
    Side {
        office: side.office.clone(),
        programme: side.programme.clone(),
        form_check: side.form_check.clone(),
        applicant: side.applicant.clone(),
        other: side.other.clone(),
        folder: tempfile::tempdir().expect("a folder"),
    }
}

/// Carries what `from` has to tell, whatever it is answered.
async fn try_to_carry(from: &Side, to: &Side) {
    let now = midway();
    for parcel in acts::export_parcels(&from.office, doing(&from.programme, &now), EXCHANGE).await.expect("sealed") {
        let mut text = Some(parcel.text);
        for _ in 0..10 {
            let Some(sent) = text.take() else { break };
            let taken = acts::take_parcel(&to.office, doing(&to.programme, &now), Door::Wire, sent.as_bytes()).await;
            let taken = taken.expect("answered");
            let answer = acts::take_answer(&from.office, doing(&from.programme, &now), EXCHANGE, &taken.text).await;
            let answer = answer.expect("believed");
            if matches!(answer.answered, Answered::Gap | Answered::Taken) {
                let more = acts::next_parcel(&from.office, EXCHANGE, answer.next).await.expect("asked");
                text = more.map(|parcel| parcel.text);
            }
        }
    }
}
