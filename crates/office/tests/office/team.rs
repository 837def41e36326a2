//! Teams: who is invited may do what their role says and no more, from the instant it is given to the instant it is taken.

use hefu_office::draft::Section;
use hefu_office::lists::{Ask, Kind};
use hefu_office::views::{application_view, comments_view, desk, invitation_view, list, team_view};
use hefu_office::{Action, Class, RefusalKind, TeamRole, Viewer, acts};

use crate::world::{World, at, doing, midway, refused};

/// A draft of the world's applicant whose team `viewer` has joined in this role.
async fn joined(world: &World, viewer: &Viewer, role: TeamRole) -> String {
    let draft = world.draft(&world.applicant, "聯合研究").await;
    let owner = doing(&world.applicant, &midway());
    let made = acts::invite(&world.office, owner, &draft, "Coll@Example.org", role).await.expect("invited");
    assert_eq!(made.email, "coll@example.org");
    let into = acts::accept_invitation(&world.office, doing(viewer, &midway()), &made.secret).await.expect("accepted");
    assert_eq!(into, draft);
    draft
}

#[tokio::test]
async fn each_role_may_what_it_says_and_no_more() {
    for (role, writes, comments, identity) in [
        (TeamRole::Editor, true, true, true),
        (TeamRole::Commenter, false, true, true),
        (TeamRole::Reader, false, false, true),
        (TeamRole::UnitAdministrator, false, true, false),
    ] {
        let world = World::published().await;
        let draft = joined(&world, &world.other, role).await;
        let other = doing(&world.other, &midway());
        let view = application_view(&world.office, &other, &draft).await.expect("seen");
        assert_eq!((view.may_edit, view.may_submit, view.may_withdraw), (writes, false, false), "{role:?}");
        assert_eq!(world.office.may(&view.standing, Action::See, Class::Identity), identity, "{role:?}");
        assert_eq!(world.save(&world.other, &draft, "改題", 1).await.is_ok(), writes, "{role:?}");
        let said = acts::comment(&world.office, other.clone(), &draft, Section::Units, "請補充單位").await;
        assert_eq!(said.is_ok(), comments, "{role:?}");
        assert_eq!(refused(acts::submit(&world.office, other.clone(), &draft).await).1, "office-may-not-submit");
        let more = acts::invite(&world.office, other.clone(), &draft, "x@example.org", TeamRole::Reader).await;
        assert_eq!(refused(more).1, "office-may-not-invite");
        assert_eq!(desk(&world.office, &other).await.expect("a desk").lines.len(), 1, "{role:?}");
        let found = hefu_office::verify::verify(world.office.db()).await.expect("readable");
        assert_eq!(found.faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn an_invitation_is_used_once_and_stale_ones_are_told_alike() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let owner = doing(&world.applicant, &midway());
    let invite = async || {
        acts::invite(&world.office, owner.clone(), &draft, "a@example.org", TeamRole::Reader).await.expect("invited")
    };
    let accept = async |viewer: &Viewer, secret: &str, now: &str| {
        acts::accept_invitation(&world.office, doing(viewer, &at(now)), secret).await
    };
    let replaced = invite().await;
    let late = invite().await;
    let past = "2020-05-15T10:00:00";
    let told = [
        refused(accept(&world.other, &replaced.secret, "2020-05-01T11:00:00").await),
        refused(accept(&world.other, &late.secret, past).await),
        refused(accept(&world.other, "unknown", "2020-05-01T11:00:00").await),
        refused(invitation_view(&world.office, &late.secret, &at(past)).await),
    ];
    assert!(told.iter().all(|one| one.1 == "team-invitation-stale" && one.0 == RefusalKind::NotAllowed), "{told:?}");
    let taken_back = invite().await;
    acts::take_back_invitation(&world.office, owner.clone(), &draft, "A@example.org").await.expect("taken back");
    assert_eq!(refused(accept(&world.other, &taken_back.secret, "2020-05-01T11:00:00").await), told[0]);
    let good = invite().await;
    let own = refused(accept(&world.applicant, &good.secret, "2020-05-01T11:00:00").await);
    assert_eq!(own.1, "team-you-already", "and the invitation is not used up by it");
    for _ in 0..2 {
        accept(&world.other, &good.secret, "2020-05-01T11:00:00").await.expect("accepted; a lost answer asked again");
    }
    assert_eq!(refused(accept(&world.auditor, &good.secret, "2020-05-01T11:00:00").await), told[0]);
    let team = team_view(&world.office, &owner, &draft).await.expect("seen");
    assert_eq!(team.members.len(), 2);
    assert!(team.invitations.is_empty());
}

#[tokio::test]
async fn a_link_opens_an_account_only_for_an_address_that_has_none() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let owner = doing(&world.applicant, &midway());
    let made = acts::invite(&world.office, owner.clone(), &draft, "new@example.org", TeamRole::Editor).await;
    let secret = made.expect("invited").secret;
    assert_eq!(refused(acts::accept_as_new(&world.office, &secret, " ", &midway()).await).1, "team-own-name-missing");
    let seen = invitation_view(&world.office, &secret, &midway()).await.expect("seen");
    assert!(!seen.has_account);
    let (session, into) = acts::accept_as_new(&world.office, &secret, "周新", &midway()).await.expect("opened");
    assert_eq!(into, draft);
    let viewer = acts::viewer_of(&world.office, Some(&session), &midway()).await.expect("read");
    assert_eq!(viewer.name, "周新");
    world.save(&viewer, &draft, "周新所改", 1).await.expect("an editor");
    let other = world.draft(&world.applicant, "乙").await;
    let made = acts::invite(&world.office, owner, &other, "new@example.org", TeamRole::Editor).await.expect("invited");
    assert!(invitation_view(&world.office, &made.secret, &midway()).await.expect("seen").has_account);
    let again = acts::accept_as_new(&world.office, &made.secret, "假冒", &midway()).await;
    assert_eq!(refused(again).1, "office-email-taken", "whoever has an account signs in");
}

#[tokio::test]
async fn roles_change_and_end_at_the_next_look_and_the_owner_stays() {
    let world = World::published().await;
    let draft = joined(&world, &world.other, TeamRole::Editor).await;
    let owner = doing(&world.applicant, &midway());
    let other = world.other.account.clone().expect("an account");
    acts::change_member(&world.office, owner.clone(), &draft, other.clone(), TeamRole::Reader).await.expect("changed");
    assert_eq!(refused(world.save(&world.other, &draft, "改", 1).await).0, RefusalKind::NotAllowed);
    let own = world.applicant.account.clone().expect("an account");
    let removed = acts::remove_member(&world.office, owner.clone(), &draft, own.clone()).await;
    assert_eq!(refused(removed).0, RefusalKind::NotFound, "the owner is no member to be removed");
    let demoted = acts::change_member(&world.office, owner.clone(), &draft, own, TeamRole::Reader).await;
    assert_eq!(refused(demoted).0, RefusalKind::NotFound);
    acts::remove_member(&world.office, owner.clone(), &draft, other).await.expect("removed");
    let seen = application_view(&world.office, &doing(&world.other, &midway()), &draft).await.map(|_| ());
    assert_eq!(refused(seen).0, RefusalKind::NotFound);
    assert!(desk(&world.office, &doing(&world.other, &midway())).await.expect("a desk").lines.is_empty());
    let found = hefu_office::verify::verify(world.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_leaves_needs_nobodys_leave() {
    let world = World::published().await;
    let draft = joined(&world, &world.other, TeamRole::Commenter).await;
    let other = world.other.account.clone().expect("an account");
    acts::remove_member(&world.office, doing(&world.other, &midway()), &draft, other).await.expect("left");
    let team = team_view(&world.office, &doing(&world.applicant, &midway()), &draft).await.expect("seen");
    assert_eq!(team.members.len(), 1);
}

#[tokio::test]
async fn comments_and_team_are_seen_by_the_team_alone() {
    let world = World::published().await;
    let draft = joined(&world, &world.other, TeamRole::Commenter).await;
    let (owner, other) = (doing(&world.applicant, &midway()), doing(&world.other, &midway()));
    acts::comment(&world.office, other.clone(), &draft, Section::Project, " 題目\r\n太長 ").await.expect("written");
    assert_eq!(
        refused(acts::comment(&world.office, other, &draft, Section::Project, " \n").await).1,
        "team-comment-empty"
    );
    acts::submit(&world.office, owner.clone(), &draft).await.expect("handed in");
    let seen = comments_view(&world.office, &owner, &draft).await.expect("seen");
    let line = seen.lines.first().expect("a comment");
    assert_eq!((line.name.as_str(), line.text.as_str()), ("另一申請人", "題目\n太長"));
    for viewer in [&world.form_check, &world.programme, &world.auditor, &world.administrator] {
        let doing = doing(viewer, &midway());
        assert_eq!(refused(comments_view(&world.office, &doing, &draft).await).0, RefusalKind::NotFound);
        assert_eq!(refused(team_view(&world.office, &doing, &draft).await).0, RefusalKind::NotFound);
    }
    let (officer, all) = (doing(&world.form_check, &midway()), Ask::default());
    assert_eq!(list(&world.office, &officer, Kind::Applications, &all).await.expect("seen").rows.len(), 1);
}

#[tokio::test]
async fn two_people_in_one_section_are_told_whose_text_stands_and_since_when() {
    let world = World::published().await;
    let draft = joined(&world, &world.other, TeamRole::Editor).await;
    world.save(&world.other, &draft, "另一人的", 1).await.expect("saved");
    let late = world.save(&world.applicant, &draft, "我的", 1).await.expect_err("told");
    let said = late.to_string();
    assert!(said.contains("另一申請人") && said.contains("2020-05-01 10:00"), "{said}");
    let view = application_view(&world.office, &doing(&world.applicant, &midway()), &draft).await.expect("seen");
    assert_eq!(view.application.title.own, "另一人的");
    world.save(&world.applicant, &draft, "我的", 2).await.expect("knowing of it");
}
