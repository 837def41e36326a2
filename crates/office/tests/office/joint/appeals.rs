//! Appeals against what an office made of an application: only on the terms it set, in time, on its grounds, decided once.

use hefu_office::acts::{self, NewAppeal};
use hefu_office::appeals::{Against, AppealOutcome, AppealTerms};
use hefu_office::documents::Upload;
use hefu_office::letters::LetterKind;
use hefu_office::verify::verify;
use hefu_office::views::{AppealPage, appeal_file, appeal_page, appeals_here, appeals_on, desk, letter_view, outbox};
use hefu_office::{OfficeError, RefusalKind, Viewer};
use hefu_sample::agreement::{Flaw, Format};
use jiff::Zoned;

use super::world::*;
use crate::pair_of_offices::{Both, Side, half, hand_in};
use crate::world::{at, doing, refused};

const GROUND: &str = "评审程序有误";

fn terms(days: u16) -> AppealTerms {
    AppealTerms {
        days,
        grounds: vec![format!(" {GROUND} "), String::new(), "计算有误".to_owned(), GROUND.to_owned()],
        decider: "申诉委员会".to_owned(),
    }
}

async fn set(
    side: &Side,
    viewer: &Viewer,
    now: &Zoned,
    against: Against,
    terms: Option<AppealTerms>,
) -> Result<(), OfficeError> {
    acts::set_appeal_terms(&side.office, doing(viewer, now), "1.1", against, terms).await
}

fn appeal(seen: i64, words: &str) -> NewAppeal {
    NewAppeal { seen, ground: GROUND.to_owned(), words: words.to_owned(), document: None }
}

async fn lodge(side: &Side, viewer: &Viewer, now: &Zoned, draft: &str, new: NewAppeal) -> Result<(), OfficeError> {
    acts::lodge_appeal(&side.office, doing(viewer, now), draft, Against::Result, new).await
}

async fn page(side: &Side, viewer: &Viewer, now: &Zoned, draft: &str) -> AppealPage {
    appeal_page(&side.office, &doing(viewer, now), draft, Against::Result).await.expect("seen")
}

async fn letters(side: &Side, now: &Zoned, kind: LetterKind) -> Vec<String> {
    let by = doing(&side.programme, now);
    let mut texts = Vec::new();
    for line in outbox(&side.office, &by, None, None, None).await.expect("seen").lines {
        if line.kind == kind {
            texts.push(letter_view(&side.office, &by, &line.letter).await.expect("seen").body);
        }
    }
    texts
}

/// The draft behind a number at a side.
async fn draft_of(side: &Side, number: &str) -> String {
    let by = doing(&side.applicant, &at("2020-07-20T12:00:00"));
    let own = desk(&side.office, &by).await.expect("seen");
    own.lines.into_iter().find(|line| line.number.as_deref() == Some(number)).expect("handed in").draft
}

async fn document(side: &Side) -> Option<(String, Upload)> {
    let bytes = crate::documents::agreement(Flaw::None, Format::PdfUnicode).1;
    let upload = side.office.begin_upload().expect("room").write(&bytes).await.expect("written");
    Some(("证明.pdf".to_owned(), upload))
}

#[tokio::test]
async fn no_appeal_is_taken_before_the_office_says_on_what_terms_and_only_against_what_went_against_it() {
    let (both, numbers) = published().await;
    let (m, now) = (&both.mainland, at("2020-07-21T09:00:00"));
    let (supported, not) = (draft_of(m, &numbers[0].0).await, draft_of(m, &numbers[1].0).await);
    let by = doing(&m.applicant, &now);
    assert!(appeals_on(&m.office, &by, &not).await.expect("seen").is_empty(), "nothing is offered");
    assert_eq!(refused(lodge(m, &m.applicant, &now, &not, appeal(0, "x")).await).1, "appeal-not-taken");
    for viewer in [&m.applicant, &m.form_check, &m.other] {
        let may = set(m, viewer, &now, Against::Result, Some(terms(14))).await;
        assert_eq!(refused(may).0, RefusalKind::NotAllowed);
        assert!(appeals_here(&m.office, &doing(viewer, &now)).await.is_err());
    }
    let wrong = [
        (AppealTerms { days: 0, ..terms(1) }, "appeal-days-wrong"),
        (AppealTerms { days: 367, ..terms(1) }, "appeal-days-wrong"),
        (AppealTerms { grounds: vec![" ".to_owned()], ..terms(1) }, "appeal-grounds-missing"),
        (AppealTerms { decider: " ".to_owned(), ..terms(1) }, "appeal-decider-missing"),
    ];
    for (terms, key) in wrong {
        assert_eq!(refused(set(m, &m.programme, &now, Against::Result, Some(terms)).await).1, key);
    }
    set(m, &m.programme, &now, Against::Result, Some(terms(14))).await.expect("set");
    let found = appeals_on(&m.office, &by, &not).await.expect("seen");
    let [offered] = found.as_slice() else { panic!("{found:?}") };
    let granted = offered.granted.as_ref().expect("granted");
    assert_eq!(granted.until.to_string(), "2020-08-03T23:59:59+08:00[Asia/Shanghai]");
    assert_eq!(granted.terms.grounds, [GROUND, "计算有误"], "empty ones and doubles are left out");
    assert!(offered.may_lodge && !offered.may_decide && !offered.may_withdraw);
    // The other decision on it was for it, and a supported project has nothing to appeal against.
    let none = appeal_page(&m.office, &by, &not, Against::Settlement).await;
    assert_eq!(refused(none).0, RefusalKind::NotFound);
    let none = appeal_page(&m.office, &by, &supported, Against::Result).await;
    assert_eq!(refused(none).0, RefusalKind::NotFound);
    let none = appeal_page(&m.office, &doing(&m.other, &now), &not, Against::Result).await;
    assert_eq!(refused(none).0, RefusalKind::NotFound, "it is nobody else's");
}

#[tokio::test]
async fn an_appeal_is_lodged_on_a_ground_of_the_office_until_the_last_second_and_decided_once_with_a_reason() {
    let (both, numbers) = published().await;
    let (m, h, now) = (&both.mainland, &both.hongkong, at("2020-07-21T09:00:00"));
    let draft = draft_of(m, &numbers[1].0).await;
    set(m, &m.programme, &now, Against::Result, Some(terms(14))).await.expect("set");
    let other = NewAppeal { ground: "不同意专家的学术判断".to_owned(), ..appeal(0, "x") };
    assert_eq!(refused(lodge(m, &m.applicant, &now, &draft, other).await).1, "appeal-ground-missing");
    assert_eq!(refused(lodge(m, &m.applicant, &now, &draft, appeal(0, " ")).await).1, "appeal-words-missing");
    assert_eq!(refused(lodge(m, &m.programme, &now, &draft, appeal(0, "x")).await).0, RefusalKind::NotAllowed);
    let first = NewAppeal { document: document(m).await, ..appeal(0, "专家未收到附件") };
    lodge(m, &m.applicant, &now, &draft, first).await.expect("lodged");
    assert_eq!(letters(m, &now, LetterKind::AppealLodged).await.len(), 1);
    let shown = page(m, &m.programme, &now, &draft).await;
    assert!(shown.may_decide && !shown.may_lodge && !shown.may_withdraw);
    let held = shown.appeals[0].text.document.as_ref().and_then(|document| document.held.as_ref()).expect("held");
    let by = doing(&m.programme, &now);
    let (named, _) = appeal_file(&m.office, &by, &draft, Against::Result, &held.digest).await.expect("there");
    assert_eq!(named.name, "证明.pdf");
    let by = doing(&m.other, &now);
    assert!(appeal_file(&m.office, &by, &draft, Against::Result, &held.digest).await.is_err());
    // One at a time; withdrawn, another can be lodged while there is time: to the last second, where the office is.
    assert_eq!(refused(lodge(m, &m.applicant, &now, &draft, appeal(1, "y")).await).1, "appeal-waits-already");
    let take_back = |seen| acts::withdraw_appeal(&m.office, doing(&m.applicant, &now), &draft, Against::Result, seen);
    assert_eq!(refused(take_back(0).await).1, "appeal-changed");
    take_back(1).await.expect("withdrawn");
    // Terms that give less time do not take back what was granted.
    set(m, &m.programme, &now, Against::Result, Some(terms(1))).await.expect("set");
    set(m, &m.programme, &now, Against::Result, None).await.expect("set");
    let last = at("2020-08-03T23:59:59");
    let after = at("2020-08-04T00:00:00");
    let late = refused(lodge(m, &m.applicant, &after, &draft, appeal(1, "z")).await);
    assert_eq!(late, (RefusalKind::Closed, "appeal-too-late".to_owned()));
    lodge(m, &m.applicant, &last, &draft, appeal(1, "CANARY-APPEAL")).await.expect("lodged");
    // Decided by the programme officer, whenever that is.
    let decide = |viewer, seen, outcome, reason| {
        acts::decide_appeal(&m.office, doing(viewer, &after), &draft, Against::Result, seen, (outcome, reason))
    };
    let upheld = Some(AppealOutcome::Upheld);
    assert_eq!(refused(decide(&m.form_check, 2, upheld, "x").await).0, RefusalKind::NotFound);
    assert_eq!(refused(decide(&m.applicant, 2, upheld, "x").await).0, RefusalKind::NotAllowed);
    assert_eq!(refused(decide(&m.programme, 2, None, "x").await).1, "appeal-outcome-missing");
    assert_eq!(refused(decide(&m.programme, 2, upheld, " ").await).1, "office-reason-missing");
    assert_eq!(refused(decide(&m.programme, 1, upheld, "x").await).1, "appeal-changed");
    decide(&m.programme, 2, upheld, "附件确未送达，将重新评审").await.expect("decided");
    assert_eq!(refused(decide(&m.programme, 2, upheld, "x").await).1, "appeal-decided-already");
    assert_eq!(refused(lodge(m, &m.applicant, &last, &draft, appeal(2, "w")).await).1, "appeal-decided-already");
    let told = letters(m, &after, LetterKind::AppealDecided).await;
    assert!(told.len() == 1 && told[0].contains("附件确未送达"), "{told:?}");
    // The partner's office is told that it was upheld and why, and nothing of what was said for it.
    both.exchange(&after).await;
    let there = appeals_here(&h.office, &doing(&h.programme, &after)).await.expect("seen");
    let [(direction, upheld)] = there.partner.as_slice() else { panic!("{:?}", there.partner) };
    assert_eq!((direction.as_str(), upheld.number.as_str()), ("1.1", numbers[1].0.as_str()));
    assert_eq!((upheld.against.as_str(), upheld.reason.as_str()), ("result", "附件确未送达，将重新评审"));
    assert!(there.appeals.is_empty());
    let joint = view(h, &after).await.joint;
    assert!(!format!("{joint:?}").contains("CANARY-APPEAL"));
    assert!(joint.faults.is_empty());
    for side in sides(&both) {
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn an_appeal_dismissed_stays_with_the_office_that_decided_it() {
    let (both, numbers) = published().await;
    let (m, h, now) = (&both.mainland, &both.hongkong, at("2020-07-21T09:00:00"));
    let draft = draft_of(m, &numbers[1].0).await;
    set(m, &m.programme, &now, Against::Result, Some(terms(14))).await.expect("set");
    lodge(m, &m.applicant, &now, &draft, appeal(0, "x")).await.expect("lodged");
    let said = (Some(AppealOutcome::Dismissed), "程序无误");
    acts::decide_appeal(&m.office, doing(&m.programme, &now), &draft, Against::Result, 1, said).await.expect("decided");
    both.exchange(&now).await;
    let there = appeals_here(&h.office, &doing(&h.programme, &now)).await.expect("seen");
    assert!(there.partner.is_empty());
}

#[tokio::test]
async fn the_letter_that_tells_of_a_decision_says_how_it_is_appealed_against() {
    let both = Both::agreed().await;
    let m = &both.mainland;
    set(m, &m.programme, &at("2020-06-01T09:00:00"), Against::Settlement, Some(terms(5))).await.expect("set");
    let (title, leaders) = (TITLES[0].0, LEADERS[0].0);
    let (draft, _) = hand_in(m, &m.applicant, &half("mainland", title, leaders)).await;
    let after = closed(&both).await;
    let settled = acts::settle_direction(&m.office, doing(&m.programme, &after), "1.1", "").await.expect("settled");
    assert_eq!(settled.void.len(), 1);
    let told = letters(m, &after, LetterKind::OneSided).await;
    let [letter] = told.as_slice() else { panic!("{told:?}") };
    for part in [GROUND, "申诉委员会", "2020年7月6日", &format!("/appeals/{draft}/settlement")] {
        assert!(letter.contains(part), "{part} in {letter}");
    }
    let by = doing(&m.applicant, &after);
    let new = appeal(0, "香港方已提交");
    acts::lodge_appeal(&m.office, by, &draft, Against::Settlement, new).await.expect("lodged");
}
