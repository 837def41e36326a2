//! Two nodes of one office: one PostgreSQL database, one bucket, and one of them is killed in the middle.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::time::Duration;

use hefu_office::verify::verify;
use hefu_sample::agreement::{Agreement, Flaw, Format, Tongue};

use crate::cluster::Cluster;
use crate::s3_server::S3Server;
use crate::served::{Served, attach, get, inside, people, post, settings};

const APPLICANTS: usize = 8;
const DRAFTS: usize = 6;

fn agreement(mark: &str) -> Vec<u8> {
    let agreement = Agreement {
        tongue: Tongue::HantHk,
        intent: false,
        title: format!("聯合研究 {mark}"),
        parties: ["示例大學", "範例科技大學"].map(str::to_owned),
        others: Vec::new(),
        signed: Some(jiff::civil::date(2020, 4, 20)),
        flaw: Flaw::None,
        format: Format::Docx,
        variant: 0,
    };
    hefu_sample::paper::file(&agreement).1
}

#[test]
fn two_nodes_share_everything_and_one_of_them_killed_loses_and_repeats_nothing() {
    let cluster = Cluster::start("");
    cluster.sql("CREATE DATABASE office");
    let storage = S3Server::start("hefu");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("s3.key"), "test\ntest\n").expect("written");
    let more = format!(
        "database = \"{}\"\n[files]\ns3 = \"hefu\"\nendpoint = \"{}\"\nkey_file = \"s3.key\"\n",
        cluster.url("office"),
        storage.endpoint()
    );
    let configs = ["one", "two"].map(|node| settings(folder.path(), &format!("{node}.toml"), node, &more));
    let applicants = people(&configs[0], APPLICANTS, DRAFTS);
    // The second node gets the keys of the first, as an operator brings them.
    std::fs::create_dir(folder.path().join("two")).expect("a folder");
    for key in hefu_office::KEY_FILES {
        std::fs::copy(folder.path().join("one").join(key), folder.path().join("two").join(key)).expect("copied");
    }
    let mut nodes = configs.each_ref().map(|config| Served::start(config));
    // A session of the one is one of the other; a document brought to the one is had from the other.
    let first = &applicants[0];
    let bytes = agreement("甲");
    let draft = &first.drafts[0];
    let page = get(nodes[0].port, &format!("/applications/{draft}/documents"), &first.cookie).expect("answered");
    assert_eq!(page.status, 200, "{}", page.text());
    let sent = attach(nodes[0].port, draft, &first.cookie, "0", "協議.docx", &bytes).expect("answered");
    assert_eq!(sent.status, 303, "{}", sent.text());
    let place = format!("/applications/{draft}/documents/{}", hefu_store::FileDigest::of(&bytes));
    for node in &nodes {
        assert!(get(node.port, &place, &first.cookie).expect("answered").body == bytes);
    }
    assert!(!folder.path().join("one/files").exists(), "no document is on the disk of a node");
    // All hand in at once, each by turns to the one node and the other; whoever gets no answer asks again.
    let ports = nodes.each_ref().map(|node| AtomicU16::new(node.port));
    let acknowledged = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for (which, applicant) in applicants.iter().enumerate() {
            let (ports, acknowledged) = (&ports, &acknowledged);
            scope.spawn(move || {
                for (number, draft) in applicant.drafts.iter().enumerate() {
                    hand_in(ports, which + number, draft, &applicant.cookie);
                    acknowledged.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        while acknowledged.load(Ordering::SeqCst) < APPLICANTS * DRAFTS / 3 {
            std::thread::sleep(Duration::from_millis(5));
        }
        nodes[1].kill();
        nodes[1] = Served::start(&configs[1]);
        ports[1].store(nodes[1].port, Ordering::SeqCst);
    });
    // Handing in once more is told the same, by either node.
    for node in &nodes {
        let again =
            post(node.port, &format!("/applications/{draft}/check"), &first.cookie, "act=submit").expect("answered");
        assert!([303, 409].contains(&again.status), "{}", again.status);
    }
    for node in &mut nodes {
        assert!(node.ends_within(Duration::from_secs(60)), "it ends when asked to");
    }
    inside(&configs[0], async |office| {
        let found = verify(office.db()).await.expect("readable");
        assert_eq!(found.faults, Vec::<String>::new());
        let mut tx = office.db().read().await.expect("reading");
        let rows = tx.rows("SELECT number, draft FROM applications ORDER BY number", &[]).await.expect("rows");
        let numbers: Vec<_> = rows.iter().map(|row| row.text("number").expect("a number")).collect();
        let wanted: Vec<_> = (1..=APPLICANTS * DRAFTS).map(|number| format!("H{number:04}")).collect();
        assert_eq!(numbers, wanted, "no gap, no number twice");
        let drafts: BTreeMap<_, _> = rows.iter().map(|row| (row.text("draft").expect("a draft"), ())).collect();
        for draft in applicants.iter().flat_map(|applicant| &applicant.drafts) {
            assert!(drafts.contains_key(draft), "{draft} was acknowledged");
        }
        let counted = async |tx: &mut hefu_store::Tx<'_>, sql: &str| tx.row(sql, &[]).await.expect("a row").int("n");
        let handed_in = "SELECT COUNT(*) AS n FROM store_journal WHERE kind = 'application.submitted'";
        let total = i64::try_from(APPLICANTS * DRAFTS).expect("small");
        assert_eq!(counted(&mut tx, handed_in).await, Ok(total), "each once");
        let letters = "SELECT COUNT(*) AS n FROM letters WHERE kind = 'handed_in'";
        assert_eq!(counted(&mut tx, letters).await, Ok(total), "one letter each");
    });
}

/// Hands in until it is acknowledged, by turns at the one node and the other.
fn hand_in(ports: &[AtomicU16; 2], from: usize, draft: &str, cookie: &str) {
    for turn in 0..600 {
        let port = ports[(from + turn) % 2].load(Ordering::SeqCst);
        match post(port, &format!("/applications/{draft}/check"), cookie, "act=submit") {
            Ok(got) if got.status == 303 => return,
            Ok(got) if got.status == 409 && turn > 0 => {
                // An answer was lost: it is in.
                let page = get(port, &format!("/applications/{draft}/receipt"), cookie);
                if page.is_ok_and(|page| page.status == 200) {
                    return;
                }
            }
            Ok(got) if got.status == 503 => {
                assert!(!got.header("retry-after").is_empty(), "{}", got.head);
            }
            Ok(got) => panic!("{draft}: {} {}", got.status, got.text()),
            // The node is away.
            Err(_) => {}
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{draft} was never acknowledged");
}
