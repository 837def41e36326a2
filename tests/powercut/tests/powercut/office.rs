//! A real office as a program of its own on a disk whose power is cut.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hefu_office::verify::verify;
use hefu_powercut::{Disk, IMAGES, Image};
use hefu_store::{Blobs, Db, Tx};

use crate::mount;

/// Cuts in one run; more by HEFU_CUTS.
const CUTS: usize = 6;
/// Longest wait for the office to do what a cut waits for.
const PATIENCE: Duration = Duration::from_secs(120);

/// One line of what the office said: what it acknowledged.
#[derive(Clone, Debug)]
enum Told {
    /// A section of a draft is saved in this version.
    Saved { draft: String, version: i64 },
    /// A document is attached to a draft.
    Attached { draft: String, digest: String },
    /// A draft is handed in under this number.
    Submitted { draft: String, number: String },
}

fn read(line: &str) -> Option<Told> {
    let mut words = line.split(' ').map(str::to_owned);
    let (kind, draft, what) = (words.next()?, words.next()?, words.next()?);
    Some(match kind.as_str() {
        "saved" => Told::Saved { draft, version: what.parse().ok()? },
        "attached" => Told::Attached { draft, digest: what },
        "submitted" => Told::Submitted { draft, number: what },
        _ => return None,
    })
}

#[test]
fn an_office_whose_power_is_cut_lacks_nothing_it_acknowledged_and_has_nothing_twice() {
    let cuts = std::env::var("HEFU_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(CUTS);
    let told: Arc<Mutex<Vec<Told>>> = Arc::default();
    let heard = told.clone();
    let disk = Disk::new(move || heard.lock().expect("told").len());
    let at = tempfile::tempdir().expect("a folder");
    let mounted = mount(&disk, at.path());
    let mut child = Command::new(env!("CARGO_BIN_EXE_powercut-office"))
        .arg(at.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the office starts");
    let output = BufReader::new(child.stdout.take().expect("its output"));
    let (ready, begun) = channel();
    let hearing = told.clone();
    let listener = std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            match read(&line) {
                Some(one) => hearing.lock().expect("told").push(one),
                None => drop(ready.send(line)),
            }
        }
    });
    assert_eq!(begun.recv_timeout(PATIENCE).as_deref(), Ok("ready"));
    // Numbers that look random and are the same in every run.
    let mut seed = 20_200_901_u64;
    for cut in 0..cuts {
        seed = seed * 48_271 % 0x7fff_ffff;
        disk.cut_after(20 + seed % 800);
        let mut waited = Duration::ZERO;
        while disk.cuts() == cut {
            assert!(waited < PATIENCE, "the office does nothing any more");
            std::thread::sleep(Duration::from_millis(5));
            waited += Duration::from_millis(5);
        }
    }
    child.kill().expect("killed");
    child.wait().expect("ended");
    listener.join().expect("heard out");
    drop(mounted);
    let told = told.lock().expect("told").clone();
    let (mut examined, mut most) = (0, 0);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for cut in 0..cuts {
        for image in IMAGES {
            let to = tempfile::tempdir().expect("a folder");
            let count = disk.write(cut, image, to.path()).expect("written");
            let told = told.get(..count).expect("what was told before the cut");
            runtime.block_on(examine(to.path(), told, &format!("cut {cut}, {image:?}")));
            examined += 1;
            most = most.max(count);
        }
    }
    let kinds = told.iter().filter(|one| matches!(one, Told::Submitted { .. })).count();
    assert!(most >= 20 && kinds >= 5, "too little was acknowledged to show anything: {most}, {kinds}");
    eprintln!(
        "{examined} pictures of {cuts} cuts; {most} acknowledgements before the last; {} operations",
        disk.operations()
    );
}

async fn examine(folder: &Path, told: &[Told], of: &str) {
    let data = folder.join("data");
    let db = Db::open(&format!("sqlite://{}", data.join("office.sqlite").display())).await.expect(of);
    let found = verify(&db).await.expect(of);
    assert_eq!(found.faults, Vec::<String>::new(), "{of}");
    let blobs = Blobs::open(&data.join("files")).expect(of);
    let mut tx = db.read().await.expect(of);
    for one in told {
        match one {
            Told::Saved { draft, version } => {
                let sql = "SELECT MAX(version) AS version FROM draft_sections WHERE draft = $1";
                let row = tx.row(sql, &[draft.as_str().into()]).await.expect(of);
                let kept = row.maybe_int("version").expect(of);
                assert!(kept >= Some(*version), "{of}: {one:?} was acknowledged, {kept:?} is there");
            }
            Told::Attached { draft, digest } => {
                let sql = "SELECT name FROM draft_documents WHERE draft = $1 AND digest = $2";
                let row = tx.maybe_row(sql, &[draft.as_str().into(), digest.as_str().into()]).await.expect(of);
                assert!(row.is_some(), "{of}: {one:?} was acknowledged");
            }
            Told::Submitted { draft, number } => {
                let sql = "SELECT number FROM applications WHERE draft = $1";
                let row = tx.maybe_row(sql, &[draft.as_str().into()]).await.expect(of);
                let kept = row.map(|row| row.text("number").expect(of));
                assert_eq!(kept.as_ref(), Some(number), "{of}: {one:?} was acknowledged");
            }
        }
    }
    // Whatever the tables name is there and whole, acknowledged or not.
    for file in tx.files("", 1_000_000).await.expect(of) {
        assert_eq!(blobs.check(file.digest).await.expect(of), file.length, "{of}");
    }
    for (draft, times) in submissions(&mut tx, of).await {
        assert_eq!(times, 1, "{of}: {draft} was handed in once and is journalled so often");
    }
    drop(tx);
    db.close().await;
}

/// How often each application is journalled as handed in.
async fn submissions(tx: &mut Tx<'_>, of: &str) -> BTreeMap<String, i64> {
    let sql =
        "SELECT subject, COUNT(*) AS times FROM store_journal WHERE kind = 'application.submitted' GROUP BY subject";
    let rows = tx.rows(sql, &[]).await.expect(of);
    rows.iter().map(|row| (row.text("subject").expect(of), row.int("times").expect(of))).collect()
}

/// All pictures differ where something waits to be synced: the examination above sees more than one disk.
#[test]
fn the_pictures_are_not_all_the_same() {
    let (disk, at) = (Disk::default(), tempfile::tempdir().expect("a folder"));
    let mounted = mount(&disk, at.path());
    std::fs::write(at.path().join("a"), vec![7; 8_192]).expect("written");
    let file = std::fs::File::open(at.path().join("a")).expect("there");
    file.sync_all().expect("synced");
    std::fs::write(at.path().join("b"), vec![8; 8_192]).expect("written");
    disk.cut();
    drop((file, mounted));
    let names = |image: Image| {
        let to = tempfile::tempdir().expect("a folder");
        disk.write(0, image, to.path()).expect("written");
        let mut names: Vec<_> =
            std::fs::read_dir(to.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
        names.sort();
        names.into_iter().map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(Image::Killed), ["a", "b"]);
    assert_eq!(names(Image::Ordered), ["a"], "a synced file has its name on a journalling file system");
    assert_eq!(names(Image::Strict), [""; 0], "and by the standard only where the folder is synced");
}
