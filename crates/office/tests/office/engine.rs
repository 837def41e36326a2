//! Which engine the offices of these tests keep their tables on: SQLite, and once more, all of it, PostgreSQL.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::{LazyLock, Mutex};

use sha2::{Digest as _, Sha256};

use crate::cluster::Cluster;

/// The environment variable that says which.
const ENGINE: &str = "HEFU_TEST_ENGINE";

/// The database of the office in this folder: nothing for SQLite; on PostgreSQL one of its own, made where there is none.
pub fn database(folder: &Path) -> Option<String> {
    static MADE: LazyLock<Mutex<BTreeSet<String>>> = LazyLock::new(Mutex::default);
    if std::env::var(ENGINE).as_deref() != Ok("postgres") {
        return None;
    }
    let digest = Sha256::digest(folder.display().to_string().as_bytes());
    let name: String = digest.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    Some(on_server(&format!("o{name}"), &mut MADE.lock().expect("the databases")))
}

/// A database of this name in the cluster of this program.
fn on_server(name: &str, made: &mut BTreeSet<String>) -> String {
    let cluster = Cluster::of_this_program();
    if made.insert(name.to_owned()) {
        cluster.sql(&format!("CREATE DATABASE {name}"));
    }
    cluster.url(name)
}

/// An empty database on a server, whichever engine the other offices are on.
pub fn on_a_server() -> String {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    on_server(&format!("n{number}"), &mut BTreeSet::new())
}

/// Tests of this program that are about a file.
const OF_FILES: [&str; 2] = ["the_same_tests_on_postgresql", "an_office_set_back_to_a_copy"];

/// All tests of this program once more, with the tables of every office on PostgreSQL.
#[test]
fn the_same_tests_on_postgresql() {
    let mut again = Command::new(std::env::current_exe().expect("this program"));
    again.args(OF_FILES.iter().flat_map(|name| ["--skip", *name])).env(ENGINE, "postgres");
    let done = again.output().expect("it runs");
    let (out, said) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{out}\n{said}");
    let passed =
        out.lines().find_map(|line| line.strip_prefix("test result: ok. ")?.split(' ').next()?.parse::<u32>().ok());
    assert!(passed >= Some(80), "{out}");
    eprintln!("on PostgreSQL: {} passed", passed.unwrap_or(0));
}
