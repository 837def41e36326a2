//! Signing in by password and second factor: what is taken, what is refused alike, who is kept out and who is not.

use hefu_office::acts::{self, Proof, SignedIn, Try};
use hefu_office::views::own_account;
use hefu_office::{AccountId, OfficeError, RefusalKind, Viewer};
use jiff::{SignedDuration, Zoned};

use crate::world::{World, doing, midway, refused};

const LONG: &str = "a quiet river under snow";
const SHORT: &str = "kite7mold";

/// The applicant with a session that has just begun by a link, and the address of their account.
async fn fresh(world: &World, now: &Zoned) -> (Viewer, Proof, String) {
    let email = format!("{}@example.org", 9 * 1000 + '申' as usize);
    let link = acts::make_sign_in_link(&world.office, &email, 1, now).await.expect("a link");
    let session = acts::use_sign_in_link(&world.office, &link, "test", now).await.expect("signed in");
    let viewer = acts::viewer_of(&world.office, Some(&session), now).await.expect("read");
    (viewer, Proof { session, ..Proof::default() }, email)
}

async fn sign_in(world: &World, email: &str, password: &str, code: &str, now: &Zoned) -> Result<SignedIn, OfficeError> {
    let attempt = Try {
        email: email.to_owned(),
        password: password.to_owned(),
        code: code.to_owned(),
        from: "192.0.2.1".to_owned(),
        ..Try::default()
    };
    acts::sign_in(&world.office, attempt, now).await
}

/// The code an app shows for a key at an instant: HOTP (RFC 4226) over the step, written here from the standard.
fn app(secret: &str, now: &Zoned) -> String {
    let mut bits = String::new();
    for letter in secret.chars().filter(|c| !c.is_whitespace()) {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).expect("base 32");
        bits.push_str(&format!("{value:05b}"));
    }
    let key: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).expect("bits"), 2).expect("bits"))
        .collect();
    let totp = totp_rs::Builder::new().with_secret(totp_rs::Secret::new(key.into())).build().expect("a generator");
    totp.generate(u64::try_from(now.timestamp().as_second()).expect("after 1970")).to_string()
}

async fn with_codes(world: &World, now: &Zoned) -> (Viewer, Proof, String, String, Vec<String>) {
    let (viewer, proof, email) = fresh(world, now).await;
    acts::begin_totp(&world.office, doing(&viewer, now), proof.clone()).await.expect("begun");
    let setup = acts::totp_setup(&world.office, &doing(&viewer, now)).await.expect("read").expect("being set up");
    assert!(setup.address.starts_with("otpauth://totp/") && setup.address.contains("secret="));
    let wrong = acts::confirm_totp(&world.office, doing(&viewer, now), "000000").await;
    assert_eq!(refused(wrong).1, "account-code-wrong");
    let codes =
        acts::confirm_totp(&world.office, doing(&viewer, now), &app(&setup.secret, now)).await.expect("confirmed");
    (viewer, proof, email, setup.secret, codes)
}

fn later(minutes: i64) -> Zoned {
    midway().checked_add(SignedDuration::from_mins(minutes)).expect("an instant")
}

#[tokio::test]
async fn a_long_password_signs_in_and_every_failure_is_told_alike_after_the_same_work() {
    let world = World::quiet().await;
    let (viewer, proof, email) = fresh(&world, &midway()).await;
    let short = acts::set_password(&world.office, doing(&viewer, &midway()), proof.clone(), SHORT).await;
    assert_eq!(refused(short).1, "account-password-short-alone");
    acts::set_password(&world.office, doing(&viewer, &midway()), proof.clone(), LONG).await.expect("set");
    let signed = sign_in(&world, &format!(" {} ", email.to_uppercase()), LONG, "", &later(1)).await.expect("in");
    let who = acts::viewer_of(&world.office, Some(&signed.session), &later(1)).await.expect("read");
    assert_eq!(who.account, viewer.account);
    assert_ne!(signed.session, proof.session, "a new session each time");
    let without = format!("{}@example.org", 18 * 1000 + '另' as usize);
    let mut told = Vec::new();
    for (address, password) in
        [(email.as_str(), "wrong wrong wrong"), ("nobody@example.org", LONG), (without.as_str(), LONG), ("", "")]
    {
        let before = world.office.hasher().done();
        told.push(refused(sign_in(&world, address, password, "", &later(2)).await));
        assert_eq!(world.office.hasher().done() - before, 1, "{address}: one hash, whoever it is");
    }
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    assert_eq!(told[0], (RefusalKind::Invalid, "account-sign-in-wrong".to_owned()));
}

#[tokio::test]
async fn a_short_password_needs_its_second_factor_which_counts_once() {
    let world = World::quiet().await;
    let now = midway();
    let (viewer, proof, email, secret, codes) = with_codes(&world, &now).await;
    acts::set_password(&world.office, doing(&viewer, &now), proof.clone(), SHORT).await.expect("set");
    let at_once = sign_in(&world, &email, SHORT, &app(&secret, &now), &now).await;
    assert_eq!(refused(at_once).1, "account-sign-in-wrong", "the code that ended the setting up is used");
    let then = later(1);
    assert_eq!(refused(sign_in(&world, &email, SHORT, "", &then).await).1, "account-sign-in-wrong");
    assert_eq!(
        refused(sign_in(&world, &email, "else else else", &app(&secret, &then), &then).await).1,
        "account-sign-in-wrong"
    );
    sign_in(&world, &email, SHORT, &app(&secret, &then), &then).await.expect("signed in");
    let again = sign_in(&world, &email, SHORT, &app(&secret, &then), &then).await;
    assert_eq!(refused(again).1, "account-sign-in-wrong", "a code counts once");
    let typed = codes[0].to_uppercase().replace('-', " ");
    sign_in(&world, &email, SHORT, &typed, &then).await.expect("by recovery code");
    assert!(sign_in(&world, &email, SHORT, &codes[0], &then).await.is_err(), "which counts once, too");
    let own = own_account(&world.office, &doing(&viewer, &then), &proof.session).await.expect("seen");
    assert_eq!(own.recovery_codes, 9);
    let proof = Proof { password: SHORT.to_owned(), ..proof };
    let away = acts::remove_totp(&world.office, doing(&viewer, &then), proof.clone(), &codes[1]).await;
    assert_eq!(refused(away).1, "account-password-longer-first");
    acts::reset_factor(&world.office, doing(&world.administrator, &then), viewer.account.clone().expect("one"))
        .await
        .expect("by the administrator");
    assert!(sign_in(&world, &email, SHORT, "", &later(2)).await.is_err(), "a short password does not stand alone");
    assert_eq!(acts::viewer_of(&world.office, Some(&proof.session), &then).await.expect("read").account, None);
}

#[tokio::test]
async fn changing_needs_the_present_password_or_a_sign_in_just_now_and_ends_other_sessions() {
    let world = World::quiet().await;
    let (viewer, proof, email) = fresh(&world, &midway()).await;
    let late = acts::set_password(&world.office, doing(&viewer, &later(15)), proof.clone(), LONG).await;
    assert_eq!(refused(late).1, "account-sign-in-again");
    acts::set_password(&world.office, doing(&viewer, &midway()), proof.clone(), LONG).await.expect("set");
    let one = sign_in(&world, &email, LONG, "", &later(20)).await.expect("in").session;
    let two = sign_in(&world, &email, LONG, "", &later(20)).await.expect("in").session;
    let new = "eleven lanterns drifting";
    let without = Proof { session: one.clone(), ..Proof::default() };
    let refusal = refused(acts::set_password(&world.office, doing(&viewer, &later(21)), without.clone(), new).await);
    assert_eq!(refusal.1, "account-present-wrong");
    let with = Proof { password: LONG.to_owned(), ..without };
    acts::set_password(&world.office, doing(&viewer, &later(21)), with, new).await.expect("changed");
    let who = async |session: &str| {
        acts::viewer_of(&world.office, Some(session), &later(21)).await.expect("read").account.is_some()
    };
    assert!(who(&one).await && !who(&two).await && !who(&proof.session).await);
    assert!(sign_in(&world, &email, LONG, "", &later(22)).await.is_err());
    sign_in(&world, &email, new, "", &later(22)).await.expect("by the new one");
    let verified = hefu_office::verify::verify(world.office.db()).await.expect("readable");
    assert_eq!(verified.faults, Vec::<String>::new());
    let mut tx = world.office.db().read().await.expect("a store");
    let rows = tx.rows("SELECT body FROM store_journal ORDER BY position", &[]).await.expect("rows");
    let journal: String = rows.iter().map(hefu_store::Row::shown).collect();
    assert!(journal.contains("password_set") && !journal.contains("argon2") && !journal.contains("lanterns"));
}

#[tokio::test]
async fn strangers_who_try_are_stopped_and_do_not_keep_the_owner_out() {
    let world = World::quiet().await;
    let (viewer, proof, email) = fresh(&world, &midway()).await;
    acts::set_password(&world.office, doing(&viewer, &midway()), proof, LONG).await.expect("set");
    let known = sign_in(&world, &email, LONG, "", &midway()).await.expect("in").browser;
    let stranger = async |email: &str, from: &str, now: &Zoned| {
        let attempt = Try {
            email: email.to_owned(),
            password: "guess guess guess".to_owned(),
            from: from.to_owned(),
            ..Try::default()
        };
        refused(acts::sign_in(&world.office, attempt, now).await)
    };
    for email in [email.as_str(), "nobody@example.org"] {
        for _ in 0..10 {
            assert_eq!(stranger(email, "198.51.100.1", &later(1)).await.1, "account-sign-in-wrong");
        }
        let before = world.office.hasher().done();
        let stopped = stranger(email, "203.0.113.9", &later(1)).await;
        assert_eq!(stopped, (RefusalKind::TooMany, "account-too-many-tries".to_owned()), "known or not, from anywhere");
        assert_eq!(world.office.hasher().done(), before, "and costs no hash");
    }
    let own = Try {
        email: email.clone(),
        password: LONG.to_owned(),
        browser: Some(known),
        from: "192.0.2.1".to_owned(),
        ..Try::default()
    };
    acts::sign_in(&world.office, own, &later(1)).await.expect("the owner's browser is counted by itself");
    sign_in(&world, &email, LONG, "", &later(17)).await.expect("and after a while any browser");
    for n in 0..78 {
        stranger(&format!("x{n}@example.org"), "198.51.100.1", &later(1)).await;
    }
    for n in 78..80 {
        stranger(&format!("x{n}@example.org"), "198.51.100.1", &later(1)).await;
    }
    assert_eq!(
        stranger("y@example.org", "198.51.100.1", &later(1)).await.0,
        RefusalKind::TooMany,
        "one address tries many"
    );
    assert_eq!(stranger("y@example.org", "198.51.100.2", &later(1)).await.0, RefusalKind::Invalid);
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_cannot_come_back_by_any_way() {
    let world = World::quiet().await;
    let now = midway();
    let (viewer, proof, email) = fresh(&world, &now).await;
    acts::set_password(&world.office, doing(&viewer, &now), proof.clone(), LONG).await.expect("set");
    let account: AccountId = viewer.account.clone().expect("an account");
    let link = acts::make_sign_in_link(&world.office, &email, 2, &now).await.expect("a link");
    let by = doing(&world.administrator, &now);
    assert_eq!(
        refused(acts::disable_account(&world.office, by.clone(), account.clone(), " ").await).1,
        "office-reason-missing"
    );
    acts::disable_account(&world.office, by.clone(), account.clone(), "離職").await.expect("disabled");
    acts::disable_account(&world.office, by.clone(), account.clone(), "離職").await.expect("once or twice");
    assert_eq!(acts::viewer_of(&world.office, Some(&proof.session), &now).await.expect("read").account, None);
    assert_eq!(refused(sign_in(&world, &email, LONG, "", &now).await).1, "account-sign-in-wrong");
    assert!(acts::use_sign_in_link(&world.office, &link, "", &now).await.is_err());
    assert!(acts::make_sign_in_link(&world.office, &email, 2, &now).await.is_err());
    assert!(acts::sign_in_as(&world.office, &account, &now).await.is_err());
    let own = world.administrator.account.clone().expect("an account");
    assert_eq!(
        refused(acts::disable_account(&world.office, by.clone(), own, "x").await).1,
        "office-last-administrator"
    );
    let other = acts::disable_account(&world.office, doing(&world.applicant, &now), account.clone(), "x").await;
    assert_eq!(refused(other).0, RefusalKind::NotAllowed);
    acts::enable_account(&world.office, by, account).await.expect("open again");
    assert_eq!(
        acts::viewer_of(&world.office, Some(&proof.session), &now).await.expect("read").account,
        None,
        "ended stays ended"
    );
    sign_in(&world, &email, LONG, "", &now).await.expect("signs in again");
    let found = hefu_office::verify::verify(world.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_and_end_by_themselves() {
    let world = World::quiet().await;
    let (viewer, first, _) = fresh(&world, &midway()).await;
    let (_, second, _) = fresh(&world, &later(5)).await;
    let (_, third, _) = fresh(&world, &later(6)).await;
    let now = later(10);
    let own = own_account(&world.office, &doing(&viewer, &now), &first.session).await.expect("seen");
    assert_eq!(own.sessions.iter().map(|line| line.own).collect::<Vec<_>>(), [false, false, true]);
    let who = async |session: &str, now: &Zoned| {
        acts::viewer_of(&world.office, Some(session), now).await.expect("read").account.is_some()
    };
    let mark = own.sessions[0].mark.clone();
    assert!(!who(&mark, &now).await, "nobody signs in with a mark");
    acts::end_own(&world.office, doing(&viewer, &now), &first.session, Some(&mark)).await.expect("ended");
    assert!(!who(&third.session, &now).await && who(&second.session, &now).await);
    let foreign = acts::end_own(&world.office, doing(&world.other, &now), "none", Some(&own.sessions[2].mark)).await;
    foreign.expect("nothing of theirs");
    assert!(who(&first.session, &now).await, "and nothing of others ends by it");
    acts::end_own(&world.office, doing(&viewer, &now), &first.session, None).await.expect("ended");
    assert!(who(&first.session, &now).await && !who(&second.session, &now).await);
    assert!(who(&first.session, &later(10 + 119)).await);
    assert!(!who(&first.session, &later(10 + 119 + 120)).await, "two hours without use");
}
