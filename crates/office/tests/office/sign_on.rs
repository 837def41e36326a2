//! An agency's own sign-on and forms kept in the middle, behind their doors: each is used once, by whom it is for.

use std::collections::BTreeMap;
use std::sync::Arc;

use hefu_office::acts::{self, KeptForm, Proof, Subject};
use hefu_office::{Office, OidcConfig, RefusalKind, Viewer};

use crate::world::{Counted, World, at, config, doing, midway, refused};

fn oidc(opens_accounts: bool) -> OidcConfig {
    OidcConfig {
        issuer: "https://id.example.org".to_owned(),
        client: "hefu".to_owned(),
        secret_file: None,
        label: BTreeMap::from([("en".to_owned(), "Example University".to_owned())]),
        name: "name".to_owned(),
        email: "email".to_owned(),
        opens_accounts,
    }
}

fn subject(subject: &str, email: Option<&str>) -> Subject {
    Subject {
        issuer: "https://id.example.org".to_owned(),
        subject: subject.to_owned(),
        name: "王研究".to_owned(),
        email: email.map(str::to_owned),
    }
}

async fn office(folder: &std::path::Path, opens_accounts: bool) -> Office {
    let config = hefu_office::OfficeConfig { oidc: Some(oidc(opens_accounts)), ..config(folder) };
    Office::open(config, Arc::new(Counted::default()), &midway()).await.expect("the office opens")
}

#[tokio::test]
async fn a_subject_is_bound_by_issuer_and_subject_and_never_by_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = office(folder.path(), true).await;
    let now = midway();
    let first = acts::open_account(&office, doing(&Viewer::visitor(), &now), "管理員", "a@example.org").await;
    let administrator = Viewer { account: Some(first.expect("an account")), ..Viewer::visitor() };
    let told = refused(acts::sign_in_subject(&office, subject("evil", Some("A@example.org")), "", &now).await);
    assert_eq!(told.1, "sign-on-email-taken");
    assert_eq!(refused(acts::sign_in_subject(&office, subject("x", None), "", &now).await).1, "sign-on-no-email");
    let session = acts::sign_in_subject(&office, subject("s1", Some("w@example.org")), "", &now).await.expect("opened");
    let who = acts::viewer_of(&office, Some(&session), &now).await.expect("read");
    let again = acts::sign_in_subject(&office, subject("s1", Some("a@example.org")), "", &now).await.expect("the same");
    assert_eq!(acts::viewer_of(&office, Some(&again), &now).await.expect("read").account, who.account);
    let stolen = acts::bind_subject(&office, doing(&administrator, &now), subject("s1", None)).await;
    assert_eq!(refused(stolen).1, "sign-on-of-another");
    for _ in 0..2 {
        acts::bind_subject(&office, doing(&administrator, &now), subject("s2", None))
            .await
            .expect("bound, once or twice");
    }
    let session = acts::sign_in_subject(&office, subject("s2", None), "", &now).await.expect("signed in");
    let bound = acts::viewer_of(&office, Some(&session), &now).await.expect("read");
    assert_eq!(bound.account, administrator.account);
    let by = doing(&bound, &now);
    acts::disable_account(&office, by, who.account.expect("one"), "離職").await.expect("disabled");
    assert_eq!(refused(acts::sign_in_subject(&office, subject("s1", None), "", &now).await).1, "sign-on-disabled");
    let found = hefu_office::verify::verify(office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}

#[tokio::test]
async fn where_the_office_does_not_let_it_nobody_opens_an_account_by_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = office(folder.path(), false).await;
    let told = acts::sign_in_subject(&office, subject("s1", Some("w@example.org")), "", &midway()).await;
    assert_eq!(refused(told).1, "sign-on-unknown");
}

#[tokio::test]
async fn an_attempt_is_answered_once_and_in_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = office(folder.path(), true).await;
    let begin = async || acts::begin_sign_on(&office, "/desk", None, &midway()).await.expect("begun");
    let attempt = begin().await;
    assert!(attempt.verifier.len() >= 43 && attempt.state != attempt.nonce);
    let taken = acts::take_sign_on(&office, &attempt.state, &at("2020-05-01T10:09:59")).await.expect("taken");
    assert_eq!((taken.nonce, taken.back.as_str()), (attempt.nonce, "/desk"));
    assert_eq!(refused(acts::take_sign_on(&office, &attempt.state, &midway()).await).1, "sign-on-stale");
    let late = begin().await;
    assert_eq!(refused(acts::take_sign_on(&office, &late.state, &at("2020-05-01T10:10:00")).await).1, "sign-on-stale");
    let bind = Some((doing(&Viewer::visitor(), &midway()), Proof::default()));
    assert!(acts::begin_sign_on(&office, "/", bind, &midway()).await.is_err(), "nobody binds to nobody");
    let world = World::quiet().await;
    let none = acts::begin_sign_on(&world.office, "/", None, &midway()).await;
    assert_eq!(refused(none).0, RefusalKind::NotFound, "an office without one");
}

#[tokio::test]
async fn a_form_is_kept_for_the_person_of_the_session_it_was_sent_with() {
    let world = World::quiet().await;
    let account = world.applicant.account.clone().expect("an account");
    let session = acts::sign_in_as(&world.office, &account, &midway()).await.expect("signed in");
    let ended = at("2020-05-02T10:00:00");
    assert_eq!(acts::viewer_of(&world.office, Some(&session), &ended).await.expect("read").account, None);
    let form = KeptForm { path: "/applications/x/form/project".to_owned(), body: "title=%E7%94%B2".to_owned() };
    let keep =
        async |session: &str| acts::keep_form(&world.office, session, form.clone(), &ended).await.expect("the store");
    assert_eq!(keep("unknown").await, None);
    let secret = keep(&session).await.expect("kept");
    let found =
        async |viewer: &Viewer, now: &str| acts::kept_form(&world.office, &doing(viewer, &at(now)), &secret).await;
    assert_eq!(found(&world.applicant, "2020-05-02T10:59:59").await.expect("found"), form);
    for (viewer, now) in [
        (&world.other, "2020-05-02T10:01:00"),
        (&Viewer::visitor(), "2020-05-02T10:01:00"),
        (&world.applicant, "2020-05-02T11:00:00"),
    ] {
        assert_eq!(refused(found(viewer, now).await).0, RefusalKind::NotFound);
    }
    for _ in 1..20 {
        assert!(keep(&session).await.is_some());
    }
    assert_eq!(keep(&session).await, None, "somebody must be playing");
}
