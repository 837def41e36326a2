//! An office that is killed between the mail server's taking a letter and its own note of it.

use std::time::Duration;

use hefu_office::acts::{self, Doing};
use hefu_office::{Office, Viewer};

use crate::mail_server::{MailServer, header};
use crate::served::{Served, inside, now};

/// Rows of a query as lines.
async fn lines(office: &Office, sql: &str) -> Vec<String> {
    let mut tx = office.db().read().await.expect("read");
    tx.rows(sql, &[]).await.expect("rows").iter().map(|row| row.shown()).collect()
}

#[test]
fn killed_between_taking_and_noting_a_letter_comes_twice_under_one_message_id_and_no_third_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("office.toml");
    let mut server = MailServer::start(&["--hold"]);
    let text = format!(
        "side = \"hongkong\"\nauthority = \"範例署\"\norigin = \"kill.example/hefu\"\nguide = \"hkmt-2020\"\ndata = \"data\"\n\
         listen = \"127.0.0.1:0\"\nzone = \"Asia/Hong_Kong\"\npublic = \"https://grants.example.org\"\nlanguages = [\"zh-Hant-HK\", \"en\"]\nnumber_prefix = \"H\"\n\
         [mail]\nfrom = \"grants@office.example.org\"\nserver = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n",
        server.port
    );
    std::fs::write(&config, text).expect("written");
    inside(&config, async |office| {
        let mut administrator = Viewer { name: "甲".to_owned(), ..Viewer::visitor() };
        let doing = |viewer: &Viewer| Doing { viewer: viewer.clone(), now: now() };
        let account =
            acts::open_account(&office, doing(&administrator), "甲", "a@example.org").await.expect("the first");
        administrator.account = Some(account);
        administrator.roles.insert(hefu_office::OfficeRole::Administrator);
        acts::open_account(&office, doing(&administrator), "乙", "b@example.org").await.expect("the second");
    });
    let mut office = Served::start(&config);
    let first = server.next().expect("the server has taken the letter");
    office.kill();
    server.answer();
    inside(&config, async |office| {
        let state = lines(&office, "SELECT state FROM letters").await;
        assert_eq!(state, ["state=\"queued\""], "it was not noted");
        let leased = lines(&office, "SELECT state, attempt FROM store_jobs WHERE kind = 'letter'").await;
        assert_eq!(leased, ["state=\"leased\" attempt=1"]);
        // The lease of the node that was killed ends after some minutes; here it ends now.
        let ended: Result<u64, hefu_office::OfficeError> = office
            .writer()
            .run(|act: &mut hefu_store::Act<'_>| {
                Box::pin(async move {
                    Ok(act.tx().execute("UPDATE store_jobs SET due = 0 WHERE kind = 'letter'", &[]).await?)
                })
            })
            .await;
        assert_eq!(ended.expect("ended"), 1);
    });
    let mut office = Served::start(&config);
    let second = server.next().expect("it goes again");
    server.answer();
    assert_eq!(header(&first, "Message-ID"), header(&second, "Message-ID"));
    assert_eq!(first["data"], second["data"], "word for word the same");
    // The office ends when asked to, once what is in hand is done.
    assert!(office.ends_within(Duration::from_secs(60)));
    inside(&config, async |office| {
        assert_eq!(lines(&office, "SELECT state FROM letters").await, ["state=\"sent\""]);
        assert!(lines(&office, "SELECT job FROM store_jobs WHERE kind = 'letter'").await.is_empty());
        let sent = lines(&office, "SELECT kind FROM store_journal WHERE kind = 'letter.sent'").await;
        assert_eq!(sent.len(), 1, "noted once");
    });
    let mut office = Served::start(&config);
    assert_eq!(server.more(), None, "no third time");
    office.kill();
}
