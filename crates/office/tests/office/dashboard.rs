//! The applicant's dashboard: what needs them, whose turn it is, and nothing of what is not theirs.

use hefu_office::acts;
use hefu_office::draft::Section;
use hefu_office::views::{Dashboard, NeedOf, PairState, PairWord, Turn, dashboard};
use hefu_office::{Office, RefusalKind, TeamRole, Viewer};

use crate::pair_of_offices::{Both, half, hand_in};
use crate::world::{World, at, doing, midway, refused};

async fn seen(office: &Office, viewer: &Viewer) -> Dashboard {
    dashboard(office, &doing(viewer, &midway())).await.expect("seen")
}

fn needs(board: &Dashboard) -> Vec<&NeedOf> {
    board.needs.iter().map(|need| &need.what).collect()
}

#[tokio::test]
async fn a_draft_with_problems_and_unread_comments_need_the_applicant_and_reading_ends_it() {
    let world = World::published().await;
    let (office, own, other) = (&world.office, &world.applicant, &world.other);
    let draft = world.draft(own, "題目").await;
    let board = seen(office, own).await;
    assert!(matches!(needs(&board)[..], [NeedOf::Problems(count)] if *count > 0), "{board:?}");
    assert_eq!((board.writing.len(), board.writing[0].entered), (1, 1));
    assert!(seen(office, other).await.needs.is_empty() && seen(office, other).await.writing.is_empty());

    let email =
        format!("{}@example.org", other.name.len() * 1000 + other.name.chars().next().map_or(0, |c| c as usize));
    acts::invite(office, doing(own, &midway()), &draft, &email, TeamRole::Commenter).await.expect("invited");
    let board = seen(office, other).await;
    assert_eq!(board.needs.len(), 1);
    assert!(board.needs[0].title.is_empty(), "the title is not theirs to see before they accept");
    let expected = NeedOf::Invitation { inviter: own.name.clone(), role: TeamRole::Commenter };
    assert_eq!(board.needs[0].what, expected);
    let stranger = acts::accept_own_invitation(office, doing(&world.programme, &midway()), &draft).await;
    assert_eq!(refused(stranger).0, RefusalKind::NotFound);
    for _ in 0..2 {
        acts::accept_own_invitation(office, doing(other, &midway()), &draft).await.expect("accepted");
    }
    let late = doing(other, &at("2020-05-01T11:00:00"));
    acts::comment(office, late, &draft, Section::Units, "請補充單位").await.expect("said");
    assert!(needs(&seen(office, own).await).contains(&&NeedOf::Comments(1)));
    assert!(!needs(&seen(office, other).await).contains(&&NeedOf::Comments(1)), "one's own is read");
    let read = doing(own, &at("2020-05-01T12:00:00"));
    acts::read_comments(office, read, &draft).await.expect("read");
    assert!(!needs(&seen(office, own).await).iter().any(|need| matches!(need, NeedOf::Comments(_))));
    let outsider = acts::read_comments(office, doing(&world.programme, &midway()), &draft).await;
    assert_eq!(refused(outsider).0, RefusalKind::NotFound);
}

#[tokio::test]
async fn what_is_handed_in_says_whose_turn_it_is_and_by_when() {
    let both = Both::agreed().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let one = half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]);
    hand_in(m, &m.applicant, &one).await;
    both.exchange(&midway()).await;
    let board = seen(&m.office, &m.applicant).await;
    let line = &board.handed_in[0];
    assert_eq!((line.pair, &line.turn), (PairWord::Waiting, &Turn::Partner("hongkong".to_owned())));
    assert_eq!(line.by.as_ref().map(|at| at.timestamp()), Some(at("2020-06-30T17:00:00").timestamp()));
    let wrong = half("hongkong", "面向老年人的智能健康監測", ["張三", "李五"]);
    hand_in(h, &h.applicant, &wrong).await;
    both.exchange(&midway()).await;
    for (side, partner) in [(m, "hongkong"), (h, "mainland")] {
        let board = seen(&side.office, &side.applicant).await;
        let line = &board.handed_in[0];
        assert_eq!(line.pair, PairWord::Found(PairState::Differs));
        assert_eq!(line.turn, Turn::Either(partner.to_owned()));
        assert_eq!(needs(&board), [&NeedOf::Differences(vec!["principal-investigators".to_owned()])]);
    }
    let after = doing(&m.applicant, &at("2020-07-02T10:00:00"));
    let board = dashboard(&m.office, &after).await.expect("seen");
    assert!(board.needs.is_empty(), "nothing can be mended any more");
}
