//! Running an office: backup and restore beside it, the doctor, verify, slow clients, overload, the end.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use crate::hefu;
use crate::served::{Served, get, people, post, settings};

fn run(words: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = hefu(words);
    (status.success(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// Everything in a folder, with its bytes.
fn listing(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.push((path.clone(), Vec::new()));
            all.extend(listing(&path));
        } else {
            let bytes = std::fs::read(&path).expect("a file");
            all.push((path, bytes));
        }
    }
    all.sort();
    all
}

#[test]
fn a_backup_is_made_beside_the_office_and_restored_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = settings(folder.path(), "office.toml", "data", "");
    let applicants = people(&config, 1, 2);
    let words = folder.path().join("words");
    std::fs::write(&words, "correct horse battery staple\n").expect("written");
    let archive = folder.path().join("archive");
    {
        let office = Served::start(&config);
        let [first, _] = &applicants[0].drafts[..] else { panic!("two drafts") };
        let done = post(office.port, &format!("/applications/{first}/check"), &applicants[0].cookie, "act=submit");
        assert_eq!(done.expect("answered").status, 303);
        let unlocked = run(&["backup", "--config", path(&config), "--to", path(&archive), "--with-keys"]);
        assert!(!unlocked.0 && unlocked.1.contains("never written unlocked"), "{}", unlocked.1);
        let locked = ["--with-keys", "--passphrase-file", path(&words)];
        let backed = run(&[&["backup", "--config", path(&config), "--to", path(&archive)], &locked[..]].concat());
        assert!(backed.0, "{}", backed.1);
        let verified = run(&["office", "verify", "--config", path(&config)]);
        assert!(verified.0 && verified.1.contains(": 0 faults"), "beside the office that serves: {}", verified.1);
    }
    let there = tempfile::tempdir().expect("a folder");
    let other = there.path().join("office.toml");
    let restore = ["restore", path(&archive), "--config", path(&other), "--passphrase-file", path(&words)];
    let restored = run(&restore);
    assert!(restored.0 && restored.1.contains("served.example/hefu"), "{}", restored.1);
    let before = listing(there.path());
    let verified = run(&["office", "verify", "--config", path(&other)]);
    assert!(verified.0 && verified.1.contains(": 0 faults"), "{}", verified.1);
    let looked = run(&["doctor", "--config", path(&other), "--offline"]);
    assert!(looked.0, "{}", looked.1);
    assert!(listing(there.path()) == before, "verify and doctor change nothing");
    let again = run(&restore);
    assert!(!again.0 && again.1.contains("not empty"), "{}", again.1);
    assert!(listing(there.path()) == before);
    // The restored office knows what was handed in, and who is signed in.
    let office = Served::start(&other);
    let got = get(office.port, &format!("/applications/{}/receipt", applicants[0].drafts[0]), &applicants[0].cookie);
    assert_eq!(got.expect("answered").status, 200);
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let config = settings(folder.path(), "office.toml", "data", "");
    let none_yet = run(&["doctor", "--config", path(&config), "--offline"]);
    assert!(none_yet.0 && none_yet.1.contains("none yet"), "{}", none_yet.1);
    assert!(!folder.path().join("data").exists(), "nothing is made");
    people(&config, 1, 1);
    let told = |words: &[&str]| {
        let (ended, said) = run(&[&["doctor", "--config", path(&config), "--offline", "--json"], words].concat());
        let json: serde_json::Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
        let notes = json["notes"].as_array().expect("notes").clone();
        let of = |health: &str| {
            let some = notes.iter().filter(|note| note["health"] == health);
            some.map(|note| note["key"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        (ended, of("fault"), of("warning"))
    };
    let (ended, faults, warnings) = told(&[]);
    assert!(ended && faults.is_empty(), "{faults:?}");
    assert!(warnings.contains(&"doctor-demo".to_owned()), "{warnings:?}");
    let key = folder.path().join("data/signing.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("opened to all");
    assert_eq!((told(&[]).0, told(&[]).1), (false, vec!["doctor-keys-open".to_owned()]));
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).expect("closed");
    std::fs::write(folder.path().join("data/files/incoming/1-1"), b"half").expect("left by a crash");
    assert!(told(&[]).2.contains(&"doctor-leftovers".to_owned()));
    let kept = std::fs::read(&key).expect("a key");
    std::fs::remove_file(&key).expect("lost");
    assert_eq!(told(&[]).1, ["doctor-keys-failed"]);
    std::fs::write(&key, kept).expect("put back");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).expect("closed");
    // What the network says, of servers that are not there.
    let more = "public = \"http://grants.example.org/hefu\"\n[peers]\n\"x.example/hefu\" = \"http://127.0.0.1:9\"\n\
                [mail]\nfrom = \"grants@example.org\"\nserver = \"127.0.0.1\"\nport = 9\nsecurity = \"none\"\n";
    let bad = settings(folder.path(), "bad.toml", "data", more);
    let (ended, said) = run(&["doctor", "--config", path(&bad)]);
    assert!(!ended, "{said}");
    for wanted in ["is no origin", "the mail server is not reached", "x.example/hefu is not reached", "→ "] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    std::fs::write(&bad, "side = 1\n").expect("written");
    let (ended, said) = run(&["doctor", "--config", path(&bad)]);
    assert!(!ended && said.contains("the settings cannot be used"), "{said}");
}

#[test]
fn tables_changed_behind_the_journal_are_found_by_verify_and_doctor() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = settings(folder.path(), "office.toml", "data", "");
    people(&config, 1, 1);
    crate::served::inside(&config, async |office| {
        let changed: Result<u64, hefu_office::OfficeError> = office
            .writer()
            .run(|act: &mut hefu_store::Act<'_>| {
                Box::pin(async move {
                    let sql = "UPDATE store_journal SET actor = 'somebody' WHERE position = 3";
                    Ok(act.tx().execute(sql, &[]).await?)
                })
            })
            .await;
        assert_eq!(changed.expect("changed"), 1);
    });
    let verified = run(&["office", "verify", "--config", path(&config)]);
    assert!(!verified.0 && verified.1.contains("entry 3"), "{}", verified.1);
    let looked = run(&["doctor", "--config", path(&config), "--offline"]);
    assert!(!looked.0 && looked.1.contains("not what was logged"), "{}", looked.1);
}

#[test]
fn who_asks_nothing_is_shown_out_and_the_end_does_not_wait_for_him() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = settings(folder.path(), "office.toml", "data", "");
    people(&config, 1, 1);
    let mut office = Served::start(&config);
    let connect = || {
        let stream = TcpStream::connect(("127.0.0.1", office.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        stream
    };
    let mut half = connect();
    half.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").expect("begun");
    let mut silent = connect();
    // Both are ended by the office; a client that waits 60 s would fail here.
    for stream in [&mut half, &mut silent] {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).expect("ended by the office, not by this client's patience");
    }
    let mut waiting = connect();
    waiting.write_all(b"GET /guide HTTP/1.1\r\nHost: x\r\n\r\n").expect("asked");
    let mut some = [0; 64];
    assert!(waiting.read(&mut some).expect("answered") > 0);
    assert!(office.ends_within(Duration::from_secs(15)), "a connection that is kept alive does not keep it");
}

#[test]
fn a_full_house_says_so_at_once_and_keeps_every_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = settings(folder.path(), "office.toml", "data", "");
    let applicants = people(&config, 1, 1);
    let (cookie, draft) = (&applicants[0].cookie, &applicants[0].drafts[0]);
    let office = Served::start(&config);
    let mut held = Vec::new();
    // More than it takes, for a busy machine accepts some late.
    for _ in 0..320 {
        let mut stream = TcpStream::connect(("127.0.0.1", office.port)).expect("it listens");
        let head = format!(
            "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 100\r\n\r\na",
            office.port
        );
        stream.write_all(head.as_bytes()).expect("begun");
        held.push(stream);
    }
    let mut full = None;
    for _ in 0..300 {
        let got = post(office.port, &format!("/applications/{draft}/check"), cookie, "act=submit").expect("answered");
        if got.status == 503 {
            full = Some(got);
            break;
        }
        assert_eq!(got.status, 303, "{}", got.text());
        std::thread::sleep(Duration::from_millis(100));
    }
    let full = full.expect("256 requests under way are as many as it takes at once");
    assert!(full.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0), "{}", full.head);
    assert!(full.text().contains("<h1>"), "a page that says what to do");
    drop(held);
    let mut answered = None;
    for _ in 0..100 {
        let got = post(office.port, &format!("/applications/{draft}/check"), cookie, "act=submit").expect("answered");
        answered = Some(got.status);
        if got.status != 503 {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!([Some(303), Some(409)].contains(&answered), "{answered:?}");
    let page = get(office.port, &format!("/applications/{draft}"), cookie).expect("answered");
    assert!(page.status == 200 && page.text().contains("聯合研究 0-0"), "what was written is there");
}
