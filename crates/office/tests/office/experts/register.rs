//! The register: read with every fault in its place, compared before it is entered, kept for those who may see it.

use hefu_office::acts;
use hefu_office::experts::{ExpertSettings, ExpertState};
use hefu_office::letters::LetterKind;
use hefu_office::verify::verify;
use hefu_office::views::{
    expert_view, invited_view, outbox, own_invitation, own_reviews, register, register_blank, register_file,
};
use hefu_office::{RefusalKind, Viewer};
use hefu_words::Lang;

use super::{HEAD, ROWS, enter, now, send};
use crate::pair_of_offices::Both;
use crate::world::{World, doing, refused};

#[tokio::test]
async fn what_cannot_be_read_is_told_with_its_place_and_changes_nothing() {
    let both = Both::strangers().await;
    let side = &both.hongkong;
    let rows = [
        "E1,何启明,,e1@example.org,远山大学,示例大学 @ 去年,内地,0000-0002-1825-0098,,没有的领域,,5,2,,",
        "E1,林美玲,,e1@example.org,遠山醫院,,火星,,,,,,三,,",
        ",顾行之,,不是地址,样本科技大学,,香港,,,,,,,,",
    ];
    let looked = send(side, "专家.csv", &format!("{HEAD}\n{}\n", rows.join("\n"))).await;
    assert_eq!(looked.file, None);
    let mut told: Vec<(u32, &str, &str)> =
        looked.troubles.iter().map(|trouble| (trouble.row, trouble.column.as_str(), &*trouble.remedy.key)).collect();
    told.sort_unstable();
    let expected = [
        (2, "ORCID", "experts-file-orcid"),
        (2, "曾任单位", "experts-file-year"),
        (2, "最多评审数", "experts-file-load"),
        (2, "领域方向", "experts-file-topic"),
        (3, "所属方", "experts-file-side"),
        (3, "最多评审数", "experts-file-count"),
        (3, "编号", "experts-file-twice"),
        (3, "邮箱", "experts-file-twice"),
        (4, "编号", "experts-file-missing"),
        (4, "邮箱", "experts-file-email"),
    ];
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(told, expected);
    for trouble in &looked.troubles {
        let text = trouble.text(Lang::ZhHantHk);
        assert!(text.contains("专家.csv") && text.contains(&trouble.found) && !text.contains("experts-file"), "{text}");
    }
    let by = doing(&side.programme, &now());
    assert_eq!(register(&side.office, &by, None, None).await.expect("seen").lines, []);
    let none = side.office.begin_upload().expect("begun");
    assert_eq!(refused(acts::look_at_register(&side.office, by, ("x.csv", none)).await).1, "documents-empty");
}

#[tokio::test]
async fn a_file_is_compared_with_what_stands_and_entered_as_it_was_seen() {
    let both = Both::strangers().await;
    let side = &both.hongkong;
    enter(side, &ROWS).await;
    let by = doing(&side.programme, &now());
    let page = register(&side.office, &by, None, None).await.expect("seen");
    assert_eq!(page.lines.len(), 8);
    assert_eq!(page.counts, [(ExpertState::Entered, 8)].into());
    let first = &page.lines[0].expert;
    assert_eq!((first.side.as_str(), first.topics.as_slice()), ("mainland", ["ai".to_owned()].as_slice()));
    assert_eq!(first.works, ["老年人智能健康监测的方法", "康复机器人与神经调控"]);
    assert_eq!(page.lines[3].expert.earlier[0].until, Some(2018));
    assert_eq!(page.lines[4].expert.orcid.as_deref(), Some("0000-0002-1825-0097"));

    let changed = ROWS[1].replace("e2@example.org", "other@example.org");
    let added = "E9,石頭,,e9@example.org,某所,,香港,,,,,,,,";
    let text = format!("{HEAD}\n{}\n{changed}\n{}\n{added}\n", ROWS[0], ROWS[3]);
    let file = send(side, "专家.csv", &text).await.file.expect("read");
    let seen = register_file(&side.office, &by, &file).await.expect("kept");
    assert_eq!(seen.diff.new.iter().map(|expert| expert.number.as_str()).collect::<Vec<_>>(), ["E9"]);
    assert_eq!((seen.diff.changed.len(), seen.diff.unchanged), (1, 2));
    assert_eq!(seen.diff.changed[0].fields, ["email"]);
    assert_eq!(seen.diff.missing.len(), 5);
    let stale = acts::enter_register(&side.office, by.clone(), &file, "0", true).await;
    assert_eq!(refused(stale).1, "plan-changed-meanwhile");
    acts::enter_register(&side.office, by.clone(), &file, &seen.seen, true).await.expect("entered");
    let page = register(&side.office, &by, None, None).await.expect("seen");
    assert_eq!(page.counts, [(ExpertState::Entered, 4), (ExpertState::Retired, 5)].into());
    assert_eq!(page.lines[1].expert.email, "other@example.org");
    // Who was taken off and is in the next file is back.
    enter(side, &ROWS).await;
    let page = register(&side.office, &by, Some(ExpertState::Retired), None).await.expect("seen");
    assert_eq!(page.lines, []);
    assert_eq!(verify(side.office.db()).await.expect("read").faults, Vec::<String>::new());
}

#[tokio::test]
async fn the_blank_is_read_back_in_every_language() {
    let both = Both::strangers().await;
    let side = &both.hongkong;
    let by = doing(&side.programme, &now());
    for lang in Lang::ALL {
        let blank = register_blank(&side.office, &by, lang).expect("made");
        let upload = side.office.begin_upload().expect("begun").write(&blank).await.expect("written");
        let looked = acts::look_at_register(&side.office, by.clone(), ("x.xlsx", upload)).await.expect("looked at");
        let keys: Vec<_> = looked.troubles.iter().map(|trouble| trouble.remedy.key.to_string()).collect();
        assert_eq!(keys, ["experts-file-empty"], "{}: {:?}", lang.tag(), looked.troubles);
    }
}

#[tokio::test]
async fn the_register_is_the_programme_officers_and_the_auditor_reads() {
    let world = World::published().await;
    for viewer in [&world.applicant, &world.form_check, &world.administrator, &world.auditor] {
        let by = doing(viewer, &now());
        let sees = register(&world.office, &by, None, None).await;
        if viewer.account == world.auditor.account {
            sees.expect("the auditor reads");
        } else {
            assert_eq!(refused(sees).0, RefusalKind::NotFound, "{}", viewer.name);
        }
        let set = acts::set_expert_settings(&world.office, by.clone(), ExpertSettings::default()).await;
        assert_eq!(refused(set), (RefusalKind::NotAllowed, "office-may-not-assign".to_owned()), "{}", viewer.name);
        let invited = acts::invite_experts(&world.office, by.clone(), ["E1".to_owned()].into()).await;
        assert_eq!(refused(invited).0, RefusalKind::NotAllowed);
        let computed = acts::compute_assignment(&world.office, by, "1.1", hefu_office::experts::assignment::Way::Anew);
        assert_eq!(refused(computed.await).0, RefusalKind::NotAllowed);
    }
}

fn administrator() -> Viewer {
    let mut viewer = Viewer { name: "管理員".to_owned(), ..Viewer::visitor() };
    viewer.roles.insert(hefu_office::OfficeRole::Administrator);
    viewer
}

#[tokio::test]
async fn an_expert_is_invited_by_letter_agrees_and_is_bound_to_an_account() {
    let both = Both::strangers().await;
    let side = &both.hongkong;
    enter(side, &ROWS).await;
    let by = doing(&side.programme, &now());
    let all = || ["E1", "E2"].map(str::to_owned).into();
    let early = acts::invite_experts(&side.office, by.clone(), all()).await;
    assert_eq!(refused(early).1, "experts-statement-unset", "the statement is the office's to write");
    let settings = ExpertSettings { statement: "评审材料不得外传。".to_owned(), ..ExpertSettings::default() };
    acts::set_expert_settings(&side.office, by.clone(), settings).await.expect("set");
    assert_eq!(acts::invite_experts(&side.office, by.clone(), all()).await.expect("invited"), 2);
    let letters = outbox(&side.office, &by, None, None, None).await.expect("letters").lines;
    let letters: Vec<_> = letters.iter().filter(|letter| letter.kind == LetterKind::ExpertInvited).collect();
    assert_eq!(letters.len(), 2);
    let secret = hefu_office::letters::letter_secret(&side.office, &letters[0].letter);
    let visitor = doing(&Viewer::visitor(), &now());
    let view = invited_view(&side.office, &visitor, &secret).await.expect("a link");
    assert!(!view.has_account && view.statement == "评审材料不得外传。");
    let not = acts::accept_as_new_expert(&side.office, &secret, "", &now()).await;
    assert_eq!(refused(not).1, "experts-agree-first");
    let session = acts::accept_as_new_expert(&side.office, &secret, &view.digest, &now()).await.expect("accepted");
    let expert = acts::viewer_of(&side.office, Some(&session), &now()).await.expect("signed in");
    let own = doing(&expert, &now());
    assert!(own_reviews(&side.office, &own).await.expect("an expert").is_empty());
    assert_eq!(refused(own_invitation(&side.office, &own).await).0, RefusalKind::NotFound, "it is answered");
    let seen = expert_view(&side.office, &by, &view.expert).await.expect("seen");
    assert_eq!(seen.state, ExpertState::Accepted);
    assert_eq!(seen.invitation.expect("invited").statement, view.digest);
    let again = acts::accept_as_new_expert(&side.office, &secret, &view.digest, &now()).await;
    assert_eq!(refused(again).1, "experts-invitation-stale");
    assert_eq!(
        acts::invite_experts(&side.office, by.clone(), all()).await.expect("invited"),
        1,
        "who accepted is passed"
    );

    // The other declines without an account, and may still change their mind as long as the invitation holds.
    let other = if view.expert == "E1" { "E2" } else { "E1" };
    let letters = outbox(&side.office, &by, None, None, None).await.expect("letters").lines;
    let links: Vec<String> = letters
        .iter()
        .filter(|letter| letter.kind == LetterKind::ExpertInvited)
        .map(|letter| hefu_office::letters::letter_secret(&side.office, &letter.letter))
        .collect();
    let mut open = None;
    for link in &links {
        if invited_view(&side.office, &visitor, link).await.is_ok() {
            assert!(open.replace(link.clone()).is_none(), "inviting again makes the former link useless");
        }
    }
    let link = acts::InvitedBy::Link(open.expect("a link"));
    acts::decline_as_expert(&side.office, visitor, link.clone(), "没有时间").await.expect("declined");
    // To one's own address it ends on the same day as the link.
    let email = format!("{}@example.org", other.to_lowercase());
    let account = acts::open_account(&side.office, doing(&administrator(), &now()), "另一人", &email).await;
    let known = Viewer { account: Some(account.expect("opened")), name: "另一人".to_owned(), ..Viewer::visitor() };
    own_invitation(&side.office, &doing(&known, &now())).await.expect("still open");
    let late = now().checked_add(jiff::SignedDuration::from_hours(24 * acts::INVITATION_DAYS)).expect("an instant");
    assert_eq!(refused(own_invitation(&side.office, &doing(&known, &late)).await).0, RefusalKind::NotFound);
    let seen = expert_view(&side.office, &by, other).await.expect("seen");
    assert_eq!((seen.state, seen.invitation.expect("invited").reason.as_str()), (ExpertState::Declined, "没有时间"));
    let bound = acts::accept_as_expert(&side.office, own, link.clone(), &view.digest).await;
    assert_eq!(refused(bound).1, "experts-bound-already");
    let applicant = doing(&side.applicant, &now());
    assert_eq!(refused(own_reviews(&side.office, &applicant).await).0, RefusalKind::NotFound);
    acts::accept_as_expert(&side.office, applicant, link, &view.digest).await.expect("accepted");
    assert_eq!(verify(side.office.db()).await.expect("read").faults, Vec::<String>::new());
}
