//! A real mail server takes letters under TLS and with a password, and its words come back where it does not.

use std::path::{Path, PathBuf};
use std::process::Command;

use hefu_post::{Address, MailConfig, NotCarried, Outgoing, Security, Smtp};

#[path = "../../../tests/mail/server.rs"]
mod mail_server;

use mail_server::{MailServer, header};

fn config(port: u16, security: Security) -> MailConfig {
    MailConfig {
        from: "範例署 <grants@office.example.org>".to_owned(),
        server: "localhost".to_owned(),
        port: Some(port),
        security,
        user: None,
        password_file: None,
        authority_file: None,
    }
}

fn letter(to: &str) -> Outgoing {
    Outgoing {
        id: "abc".to_owned(),
        to: Address::new("陳大文", to).expect("an address"),
        subject: "申請已提交".to_owned(),
        body: "第一行\n.\n.以點開頭\n".to_owned(),
        date: 1_588_298_400,
        language: "zh-Hant-HK".to_owned(),
    }
}

/// A certificate for `localhost` that nobody vouches for but itself, and its key.
fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let (cert, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-out"])
        .arg(&cert)
        .arg("-keyout")
        .arg(&key)
        .output()
        .expect("openssl runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (cert, key)
}

fn said(outcome: Result<(), NotCarried>) -> (bool, String) {
    match outcome {
        Err(NotCarried::Refused(words)) => (true, words),
        Err(NotCarried::NotNow(words)) => (false, words),
        Ok(()) => panic!("it was taken"),
    }
}

#[tokio::test]
async fn a_letter_goes_as_it_was_written_and_refusals_come_back_in_the_servers_words() {
    let mut server = MailServer::start(&[]);
    let smtp = Smtp::new(&config(server.port, Security::None)).expect("a mail server on this machine");
    smtp.carry(&letter("chan@example.org")).await.expect("taken");
    let got: serde_json::Value = server.next().expect("a letter");
    assert_eq!((&got["from"], &got["to"][0]), (&"grants@office.example.org".into(), &"chan@example.org".into()));
    assert_eq!(header(&got, "Message-ID"), "<abc@office.example.org>");
    let (for_good, words) = said(smtp.carry(&letter("refused@example.org")).await);
    assert!(for_good && words.contains("550") && words.contains("5.1.1 no such user here"), "{words}");
    let (for_good, words) = said(smtp.carry(&letter("later@example.org")).await);
    assert!(!for_good && words.contains("greylisted"), "{words}");
    // After a refusal the next letter goes all the same.
    smtp.carry(&letter("lee@example.org")).await.expect("taken");
    let port = server.port;
    drop(server);
    let (for_good, words) = said(smtp.carry(&letter("chan@example.org")).await);
    assert!(!for_good && !words.is_empty(), "{words}");
    let none = Smtp::new(&config(port, Security::None)).expect("a configuration");
    assert!(said(none.carry(&letter("chan@example.org")).await).1.to_lowercase().contains("refused"));
}

#[tokio::test]
async fn under_tls_a_letter_goes_only_to_a_server_that_somebody_vouches_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let (cert, key) = certificate(folder.path());
    let files = ["--cert", cert.to_str().expect("a path"), "--key", key.to_str().expect("a path")];
    for (security, option) in [(Security::Tls, None), (Security::Starttls, Some("--starttls"))] {
        let arguments: Vec<&str> = files.into_iter().chain(option).collect();
        let mut server = MailServer::start(&arguments);
        let unknown = Smtp::new(&config(server.port, security)).expect("a configuration");
        let (for_good, words) = said(unknown.carry(&letter("chan@example.org")).await);
        assert!(!for_good && words.contains("certificate"), "{words}");
        let known = MailConfig { authority_file: Some(cert.clone()), ..config(server.port, security) };
        Smtp::new(&known).expect("a configuration").carry(&letter("chan@example.org")).await.expect("taken");
        assert_eq!(server.next().expect("a letter")["tls"], true);
    }
    // A server that offers no STARTTLS gets nothing.
    let mut plain = MailServer::start(&[]);
    let smtp = Smtp::new(&config(plain.port, Security::Starttls)).expect("a configuration");
    assert!(!said(smtp.carry(&letter("chan@example.org")).await).0);
    assert_eq!(plain.more(), None);
}

#[tokio::test]
async fn the_password_stands_in_a_file_and_a_wrong_one_refuses_no_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    let (cert, key) = certificate(folder.path());
    let files = ["--cert", cert.to_str().expect("a path"), "--key", key.to_str().expect("a path")];
    let arguments: Vec<&str> =
        files.into_iter().chain(["--starttls", "--user", "grants", "--password", "合符"]).collect();
    let mut server = MailServer::start(&arguments);
    let mut named = config(server.port, Security::Starttls);
    named.user = Some("grants".to_owned());
    named.password_file = Some("password".into());
    named.authority_file = Some(cert.file_name().expect("a name").into());
    let named = named.within(folder.path());
    let missing = Smtp::new(&named).expect_err("there is no such file").to_string();
    assert!(missing.contains("password_file") && missing.contains("password"), "{missing}");
    std::fs::write(folder.path().join("password"), "wrong\n").expect("written");
    let (for_good, words) = said(Smtp::new(&named).expect("read").carry(&letter("chan@example.org")).await);
    assert!(!for_good && words.contains("535"), "all letters would fail for a fault of the office: {words}");
    std::fs::write(folder.path().join("password"), "合符\n").expect("written");
    Smtp::new(&named).expect("read").carry(&letter("chan@example.org")).await.expect("taken");
    assert_eq!(server.next().expect("a letter")["user"], "grants");
}

#[test]
fn a_configuration_that_cannot_be_right_is_refused_with_a_remedy() {
    let fault = |config: MailConfig| Smtp::new(&config).expect_err("wrong").to_string();
    let far = MailConfig { server: "mail.example.org".to_owned(), ..config(25, Security::None) };
    assert!(fault(far).contains("starttls"));
    let nobody = MailConfig { from: "nobody".to_owned(), ..config(25, Security::None) };
    assert!(fault(nobody).contains("nobody"));
    let half = MailConfig { user: Some("x".to_owned()), ..config(25, Security::None) };
    assert!(fault(half).contains("password_file"));
}
