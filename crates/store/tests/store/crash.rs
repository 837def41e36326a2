//! A program that dies: nothing it acknowledged is lost, nothing is done twice, nothing is half done.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use hefu_store::{Blobs, Db, FAILPOINTS};

const SIGKILL: i32 = 9;
const SIGABRT: i32 = 6;

/// What callers were told: caller and number, to position.
type Told = BTreeMap<(i64, i64), i64>;

/// Has the child work until it dies or, where `kill_after` acts were acknowledged, is killed. Gives its signal.
fn work(folder: &Path, told: &mut Told, failpoint: Option<String>, kill_after: Option<usize>) -> Option<i32> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hefu-store-crash"));
    command.arg(folder).arg("40");
    for caller in 0..4 {
        let next = told.keys().filter(|(who, _)| *who == caller).map(|(_, number)| number + 1).max();
        command.arg(next.unwrap_or(0).to_string());
    }
    if let Some(place) = failpoint {
        command.env("HEFU_FAILPOINT", place);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("the child");
    let said = BufReader::new(child.stdout.take().expect("its output"));
    for (count, line) in (1..).zip(said.lines()) {
        let line = line.expect("a line");
        let words: Vec<i64> = line.split(' ').map(|word| word.parse().expect("a number")).collect();
        let [caller, number, position] = words[..] else { panic!("{line}") };
        assert_eq!(told.insert((caller, number), position), None, "told twice: {line}");
        if Some(count) == kill_after {
            child.kill().expect("killing");
        }
    }
    child.wait().expect("its end").signal()
}

/// Looks whether everything stands as it was told.
async fn examine(folder: &Path, told: &Told) {
    let db = Db::open(&format!("sqlite://{}", folder.join("office.sqlite").display())).await.expect("opening");
    let blobs = Blobs::open(&folder.join("files")).expect("opening");
    let mut tx = db.read().await.expect("reading");
    let whole = tx.row("PRAGMA integrity_check", &[]).await.expect("a check");
    assert_eq!(whole.text("integrity_check").as_deref(), Ok("ok"));
    let tables = "SELECT name FROM sqlite_schema WHERE name = 'done'";
    if tx.maybe_row(tables, &[]).await.expect("tables").is_none() {
        assert!(told.is_empty(), "told before there were tables");
        return;
    }
    let mut stored = Told::new();
    for row in tx.rows("SELECT caller, number, position, file FROM done", &[]).await.expect("rows") {
        let (caller, number) = (row.int("caller").expect("caller"), row.int("number").expect("number"));
        stored.insert((caller, number), row.int("position").expect("position"));
        let digest = row.text("file").expect("file").parse().expect("a digest");
        assert_eq!(blobs.get(digest).await.expect("its file"), format!("{caller} {number}").into_bytes());
    }
    for (key, position) in told {
        assert_eq!(stored.get(key), Some(position), "{key:?} was acknowledged");
    }
    // The journal has each act once, and the tables nothing else.
    let size = tx.journal().size().await.expect("a size");
    let mut journalled = Told::new();
    for (wanted, entry) in (0..).zip(tx.journal().entries(0, size).await.expect("entries")) {
        assert_eq!(entry.position, wanted, "no gaps");
        let (event, _) = entry.event.expect("its event");
        let key = (event.actor.parse().expect("a caller"), event.subject.parse().expect("a number"));
        assert_eq!(journalled.insert(key, entry.position), None, "{key:?} is journalled twice");
    }
    assert_eq!(journalled, stored);
    assert_eq!(i64::try_from(stored.len()), Ok(size));
    assert_eq!(tx.journal().wrong_hashes(size).await, Ok(vec![]));
    assert_eq!(tx.journal().root(size).await, tx.journal().root_of_leaves(size).await);
    drop(tx);
    db.close().await;
}

/// At every named place, after having passed it some times, on one office that goes on living.
#[tokio::test]
async fn at_every_failpoint() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut told = Told::new();
    for place in FAILPOINTS {
        for passed in [0, 1, 5, 17] {
            let signal = work(folder.path(), &mut told, Some(format!("{place}:{passed}")), None);
            assert_eq!(signal, Some(SIGABRT), "{place} is passed {passed} times and then reached");
            examine(folder.path(), &told).await;
        }
    }
    let before = told.len();
    assert_eq!(work(folder.path(), &mut told, None, None), None, "it works to its end");
    assert_eq!(told.len(), before + 160);
    examine(folder.path(), &told).await;
}

/// Killed from outside at whatever it does.
#[tokio::test]
async fn killed_at_random() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut told = Told::new();
    // Numbers that look random (Lehmer's generator) and are the same in every run; the instant within an act is not.
    let mut seed = 20_200_901_u64;
    for _ in 0..25 {
        seed = seed * 48_271 % 0x7fff_ffff;
        let after = usize::try_from(seed % 90 + 1).expect("small");
        assert_eq!(work(folder.path(), &mut told, None, Some(after)), Some(SIGKILL));
        examine(folder.path(), &told).await;
    }
    assert!(told.len() > 500, "{} acts were acknowledged", told.len());
}
