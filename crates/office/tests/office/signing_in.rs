//! Accounts, roles, links and sessions.

use hefu_office::{OfficeRole, RefusalKind, acts};

use crate::world::{World, at, doing, midway, refused};

#[tokio::test]
async fn a_link_signs_in_once_and_not_after_its_time() {
    let world = World::quiet().await;
    let account =
        acts::open_account(&world.office, doing(&world.administrator, &midway()), "林女士", "Lin@Example.org")
            .await
            .expect("an account");
    let link = acts::make_sign_in_link(&world.office, "lin@example.org", 2, &midway()).await.expect("a link");
    let session =
        acts::use_sign_in_link(&world.office, &link, "", &at("2020-05-01T11:59:59")).await.expect("signed in");
    let viewer = acts::viewer_of(&world.office, Some(&session), &midway()).await.expect("read");
    assert_eq!((viewer.account, viewer.name.as_str()), (Some(account), "林女士"));
    let again = acts::use_sign_in_link(&world.office, &link, "", &midway()).await;
    let late = acts::make_sign_in_link(&world.office, "lin@example.org", 2, &midway()).await.expect("a link");
    let late = acts::use_sign_in_link(&world.office, &late, "", &at("2020-05-01T12:00:00")).await;
    let unknown = acts::use_sign_in_link(&world.office, "unknown", "", &midway()).await;
    let told = [refused(again), refused(late), refused(unknown)];
    assert!(told.iter().all(|one| one == &told[0]), "used, late and unknown are told alike");
}

#[tokio::test]
async fn a_session_ends_by_its_owner_or_by_time() {
    let world = World::quiet().await;
    let account = world.applicant.account.clone().expect("an account");
    let session = acts::sign_in_as(&world.office, &account, &midway()).await.expect("a demonstration");
    let who = async |now: &str| acts::viewer_of(&world.office, Some(&session), &at(now)).await.expect("read").account;
    for hour in 11..22 {
        assert_eq!(who(&format!("2020-05-01T{hour}:30:00")).await, Some(account.clone()), "in use");
    }
    assert_eq!(who("2020-05-01T21:59:59").await, Some(account));
    assert_eq!(who("2020-05-01T22:00:00").await, None, "twelve hours");
    acts::end_session(&world.office, &session).await.expect("ended");
    assert_eq!(who("2020-05-01T10:30:00").await, None);
}

#[tokio::test]
async fn a_role_taken_back_is_gone_at_the_next_look() {
    let world = World::quiet().await;
    let officer = world.programme.account.clone().expect("an account");
    let session = acts::sign_in_as(&world.office, &officer, &midway()).await.expect("signed in");
    let role = OfficeRole::ProgrammeOfficer;
    acts::take_role(&world.office, doing(&world.administrator, &midway()), officer, role).await.expect("taken");
    let viewer = acts::viewer_of(&world.office, Some(&session), &midway()).await.expect("read");
    assert!(!viewer.is(role));
}

#[tokio::test]
async fn an_office_keeps_an_administrator_and_each_address_one_account() {
    let world = World::quiet().await;
    let by = doing(&world.administrator, &midway());
    let own = world.administrator.account.clone().expect("an account");
    let last = acts::take_role(&world.office, by.clone(), own, OfficeRole::Administrator).await;
    assert_eq!(refused(last).1, "office-last-administrator");
    acts::open_account(&world.office, by.clone(), "甲", "a@example.org").await.expect("an account");
    let twice = acts::open_account(&world.office, by.clone(), "乙", " A@example.org ").await;
    assert_eq!(refused(twice).0, RefusalKind::Conflict);
    for wrong in ["", "a", "a@b", "a b@example.org", "@example.org"] {
        assert_eq!(refused(acts::open_account(&world.office, by.clone(), "丙", wrong).await).1, "office-email-wrong");
    }
    let by_another = acts::open_account(&world.office, doing(&world.applicant, &midway()), "丁", "d@example.org").await;
    assert_eq!(refused(by_another).0, RefusalKind::NotAllowed);
}
