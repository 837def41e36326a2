//! After publication: what an award owes is shown and ruled on, reports, changes that need both offices, closing.

use hefu_closing::{ChangeKind, ChangeState, Lack, LineState, Outcome, Ruled};
use hefu_evidence::{Claim, Figure, TableName, Verdict, Written};
use hefu_exchange::joint::Registered;
use hefu_office::acts::{self, Doing, NewChange, NewEvidence, NewReport};
use hefu_office::awards::OwedLine;
use hefu_office::documents::Upload;
use hefu_office::letters::LetterKind;
use hefu_office::verify::verify;
use hefu_office::views::{AwardPage, award_file, award_page, awards_here, joint_awards, outbox};
use hefu_office::{OfficeError, OfficeRole, RefusalKind, Viewer};
use hefu_sample::agreement::{Flaw, Format};
use jiff::Zoned;
use jiff::civil::date;

use super::world::*;
use crate::pair_of_offices::{Both, Side};
use crate::world::{at, doing, person, refused};

const D1: &str = "deliverable:D1";
const M1: &str = "milestone:M1";

/// The draft behind a number at an office.
async fn draft_of(side: &Side, number: &str, now: &Zoned) -> String {
    let held = awards_here(&side.office, &doing(&side.programme, now)).await.expect("seen");
    held.into_iter().find(|award| award.number == number).expect("an award").standing.draft
}

/// Both offices with the result published, and the drafts of the first project's halves.
pub async fn awarded() -> (Both, [String; 2], Zoned) {
    let (both, numbers) = published().await;
    let now = at("2022-03-01T09:00:00");
    let mainland = draft_of(&both.mainland, &numbers[0].0, &now).await;
    let hongkong = draft_of(&both.hongkong, &numbers[0].1, &now).await;
    (both, [mainland, hongkong], now)
}

async fn seen(side: &Side, viewer: &Viewer, now: &Zoned, draft: &str) -> AwardPage {
    award_page(&side.office, &doing(viewer, now), draft).await.expect("seen")
}

fn line<'a>(page: &'a AwardPage, id: &str) -> &'a OwedLine {
    page.whole.lines.iter().find(|owed| owed.line.of.id() == id).expect("owed")
}

pub async fn upload(side: &Side, bytes: &[u8]) -> Upload {
    side.office.begin_upload().expect("room").write(bytes).await.expect("written")
}

pub fn pdf() -> Vec<u8> {
    crate::documents::agreement(Flaw::None, Format::PdfUnicode).1
}

async fn shows(side: &Side, now: &Zoned, draft: &str, id: &str, new: NewEvidence) -> Result<(), OfficeError> {
    acts::show_line(&side.office, doing(&side.applicant, now), draft, id, new).await
}

async fn rules(
    side: &Side,
    now: &Zoned,
    draft: &str,
    id: &str,
    seen: i64,
    said: (Ruled, &str),
) -> Result<(), OfficeError> {
    acts::rule_line(&side.office, doing(&side.programme, now), draft, id, seen, said).await
}

pub async fn count(side: &Side, now: &Zoned, kind: LetterKind) -> usize {
    let letters = outbox(&side.office, &doing(&side.programme, now), None, None, None).await.expect("seen");
    letters.lines.iter().filter(|letter| letter.kind == kind).count()
}

fn everything() -> NewEvidence {
    NewEvidence {
        fields: [("unasked".to_owned(), "x".to_owned())].into(),
        words: "见报告".to_owned(),
        ..NewEvidence::default()
    }
}

#[tokio::test]
async fn what_is_owed_is_shown_by_those_who_hold_the_award_and_accepted_only_when_it_is_whole() {
    let (both, [draft, _], now) = awarded().await;
    let m = &both.mainland;
    let page = seen(m, &m.applicant, &now, &draft).await;
    let ids: Vec<String> = page.whole.lines.iter().map(|owed| owed.line.of.id()).collect();
    assert_eq!(ids, [D1, M1]);
    assert_eq!(line(&page, D1).state, LineState::NotShown);
    assert!(page.may.show && page.may.ask && !page.may.rule);
    let nothing = shows(m, &now, &draft, D1, NewEvidence::default()).await;
    assert_eq!(refused(nothing), (RefusalKind::Invalid, "award-nothing-shown".to_owned()));
    let early = rules(m, &now, &draft, D1, 0, (Ruled::Accepted, "")).await;
    assert_eq!(refused(early).1, "award-line-not-shown");
    let part = NewEvidence { words: "见附件".to_owned(), ..NewEvidence::default() };
    shows(m, &now, &draft, D1, part).await.expect("shown");
    let page = seen(m, &m.programme, &now, &draft).await;
    let LineState::Lacks(lacks) = &line(&page, D1).state else { panic!("{:?}", line(&page, D1).state) };
    assert_eq!(lacks.as_slice(), [Lack::Record], "words alone are no record");
    let lacking = rules(m, &now, &draft, D1, 1, (Ruled::Accepted, "")).await;
    assert_eq!(refused(lacking).1, "award-line-lacks");
    let silent = rules(m, &now, &draft, D1, 1, (Ruled::Returned, " ")).await;
    assert_eq!(refused(silent).1, "office-reason-missing");
    rules(m, &now, &draft, D1, 1, (Ruled::Returned, "请附报告")).await.expect("returned");
    assert_eq!(count(m, &now, LetterKind::AwardReturned).await, 1);
    // Shown again with a document. Whoever saw the version before is told.
    let stale = shows(m, &now, &draft, D1, everything()).await;
    assert_eq!(refused(stale).1, "award-line-changed");
    let document = Some(("测试报告.pdf".to_owned(), upload(m, &pdf()).await));
    shows(m, &now, &draft, D1, NewEvidence { seen: 1, document, ..everything() }).await.expect("shown");
    let page = seen(m, &m.programme, &now, &draft).await;
    let owed = line(&page, D1);
    assert_eq!(owed.state, LineState::Waits);
    let shown = &owed.now.as_ref().expect("shown").shown;
    assert!(!shown.fields.contains_key("unasked"), "what is not asked is not kept");
    let digest = shown.documents[0].held.as_ref().expect("held").digest.clone();
    let (file, bytes) = award_file(&m.office, &doing(&m.programme, &now), &draft, &digest).await.expect("there");
    assert_eq!((file.name.as_str(), bytes), ("测试报告.pdf", pdf()));
    rules(m, &now, &draft, D1, 2, (Ruled::Accepted, "")).await.expect("accepted");
    let again = shows(m, &now, &draft, D1, NewEvidence { seen: 2, ..everything() }).await;
    assert_eq!(refused(again).1, "award-line-done");
    // A file that a line names is not swept away, however old.
    let later = at("2022-04-01T09:00:00");
    assert_eq!(acts::sweep_documents(&m.office, &later).await.expect("swept"), 0);
    assert_eq!(verify(m.office.db()).await.expect("readable").faults, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_else_sees_or_does_anything_to_an_award() {
    let (both, [draft, _], now) = awarded().await;
    let m = &both.mainland;
    let document = Some(("CANARY-FILE.pdf".to_owned(), upload(m, &pdf()).await));
    shows(m, &now, &draft, D1, NewEvidence { words: "CANARY-WORDS".to_owned(), document, ..everything() })
        .await
        .expect("shown");
    let page = seen(m, &m.applicant, &now, &draft).await;
    let shown = &line(&page, D1).now.as_ref().expect("shown").shown;
    let digest = shown.documents[0].held.as_ref().expect("held").digest.clone();
    for viewer in [&m.other, &m.form_check, &Viewer::visitor()] {
        let by = || doing(viewer, &now);
        assert_eq!(refused(award_page(&m.office, &by(), &draft).await).0, RefusalKind::NotFound);
        assert_eq!(refused(award_file(&m.office, &by(), &draft, &digest).await).0, RefusalKind::NotFound);
        assert_eq!(refused(awards_here(&m.office, &by()).await).0, RefusalKind::NotAllowed);
        let shows = acts::show_line(&m.office, by(), &draft, M1, everything()).await;
        assert_eq!(refused(shows).0, RefusalKind::NotFound);
        let rules = acts::rule_line(&m.office, by(), &draft, D1, 1, (Ruled::Waived, "x")).await;
        assert_eq!(refused(rules).0, RefusalKind::NotFound);
        let closes = acts::close_award(&m.office, by(), &draft, Some(Outcome::Ended), "x").await;
        assert_eq!(refused(closes).0, RefusalKind::NotFound);
        let asks = acts::ask_report(&m.office, by(), "1.1", "中期报告", Some(date(2022, 6, 1))).await;
        assert_eq!(refused(asks).0, RefusalKind::NotAllowed);
    }
    // Those who hold it do not rule, and who rules does not show or ask.
    let own = acts::rule_line(&m.office, doing(&m.applicant, &now), &draft, D1, 1, (Ruled::Waived, "x")).await;
    assert_eq!(refused(own).0, RefusalKind::NotAllowed);
    let by = doing(&m.programme, &now);
    assert_eq!(
        refused(acts::show_line(&m.office, by.clone(), &draft, M1, everything()).await).0,
        RefusalKind::NotAllowed
    );
    let change = NewChange { kind: Some(ChangeKind::Title), to: "x".to_owned(), reason: "y".to_owned() };
    assert_eq!(refused(acts::ask_change(&m.office, by, &draft, change).await).0, RefusalKind::NotAllowed);
    let mut administrator = Viewer::visitor();
    administrator.roles.insert(OfficeRole::Administrator);
    let auditor = person(&m.office, &administrator, "审计员", &[OfficeRole::Auditor]).await;
    let page = seen(m, &auditor, &now, &draft).await;
    assert_eq!(page.may, Default::default(), "the auditor reads");
    // An application without an award has none to see.
    let (_, numbers) = published().await;
    let none = acts::show_line(&m.office, doing(&m.applicant, &now), &numbers[1].0, D1, everything()).await;
    assert_eq!(refused(none).0, RefusalKind::NotFound);
}

/// BIO-HEALTH-8: a claimed AUC is held against the one recomputed, and both numbers stay at the line.
#[tokio::test]
async fn a_claimed_figure_is_recomputed_from_a_table_and_kept_at_its_line_without_the_table() {
    let (both, [draft, _], now) = awarded().await;
    let m = &both.mainland;
    let claim = |value: &str| {
        let mut claim = Claim::new("c", Figure::Auc, TableName { file: String::new(), sheet: None });
        claim.at_least = Some(Written::parse(value).expect("a number"));
        claim
    };
    // Of the four pairs of one with and one without the outcome, three are in order.
    let table = "预测概率,实际结局\n0.9,1\n0.4,1\n0.6,0\n0.1,0\nCANARY-ROW,\n";
    let check = async |viewer: &Viewer, value: &str, name: &str, bytes: &str| {
        let file = (claim(value), name, upload(m, bytes.as_bytes()).await);
        acts::check_figure(&m.office, doing(viewer, &now), &draft, D1, file).await
    };
    let unread = check(&m.applicant, "0.91", "预测.csv", table).await.expect("answered");
    assert!(matches!(unread.verdict, Verdict::CannotTell(_)) && unread.fault_count > 0, "a row that is none is told");
    let good = table.replace("CANARY-ROW,\n", "");
    let judged = check(&m.applicant, "0.91", "预测.csv", &good).await.expect("answered");
    assert_eq!((&judged.verdict, judged.recomputed.expect("told").text()), (&Verdict::NotReached, "0.75".to_owned()));
    assert_eq!(check(&m.programme, "0.75", "预测.csv", &good).await.expect("answered").verdict, Verdict::Reached);
    let owed = seen(m, &m.programme, &now, &draft).await;
    let kept: Vec<_> =
        line(&owed, D1).checks.iter().map(|one| (one.verdict.as_str(), one.recomputed.as_deref())).collect();
    let reached = ("evidence-reached", Some("0.75"));
    assert_eq!(kept, [reached, ("evidence-not-reached", Some("0.75")), ("evidence-cannot-tell", None)]);
    assert_eq!(line(&owed, D1).state, LineState::NotShown, "a figure shows nothing by itself");
    let other = check(&m.other, "0.5", "预测.csv", &good).await;
    assert_eq!(refused(other).0, RefusalKind::NotFound);
    let kind = check(&m.applicant, "0.5", "预测.docx", &good).await;
    assert_eq!(refused(kind), (RefusalKind::Invalid, "columns-kind".to_owned()));
    let empty = check(&m.applicant, "0.5", "预测.csv", "").await;
    assert_eq!(refused(empty).1, "documents-empty");
    let broken = check(&m.applicant, "0.5", "预测.xlsx", "no workbook").await;
    assert_eq!(refused(broken).0, RefusalKind::Invalid);
    assert_eq!(verify(m.office.db()).await.expect("readable").faults, Vec::<String>::new());
    acts::close_award(&m.office, doing(&m.programme, &now), &draft, Some(Outcome::Ended), "x").await.expect("ended");
    assert_eq!(refused(check(&m.applicant, "0.5", "预测.csv", &good).await).1, "award-closed-already");
}

#[tokio::test]
async fn a_report_is_asked_of_every_award_handed_in_returned_and_accepted() {
    let (both, [draft, _], now) = awarded().await;
    let m = &both.mainland;
    let ask = |name: &'static str, until| {
        let by = doing(&m.programme, &now);
        async move { acts::ask_report(&m.office, by, "1.1", name, until).await }
    };
    assert_eq!(refused(ask(" ", Some(date(2022, 6, 1))).await).1, "award-report-name-missing");
    assert_eq!(refused(ask("中期报告", None).await).1, "award-report-day-missing");
    assert_eq!(refused(ask("中期报告", Some(date(2022, 2, 1))).await).1, "award-report-day-past");
    ask("中期报告", Some(date(2022, 6, 1))).await.expect("asked");
    assert_eq!(refused(ask("中期报告", Some(date(2022, 7, 1))).await).1, "award-report-known");
    assert_eq!(count(m, &now, LetterKind::ReportAsked).await, 2, "two awards");
    let send = async |seen, words: &str| {
        let document = ("报告.pdf".to_owned(), upload(m, &pdf()).await);
        let new = NewReport { seen, words: words.to_owned(), document };
        acts::submit_report(&m.office, doing(&m.applicant, &now), &draft, "r1", new).await
    };
    let rule = |seen, accepted, reason: &'static str| {
        let (by, draft) = (doing(&m.programme, &now), draft.clone());
        async move { acts::rule_report(&m.office, by, &draft, "r1", seen, (accepted, reason)).await }
    };
    assert_eq!(refused(rule(0, true, "").await).1, "award-report-not-handed-in");
    send(0, "第一稿").await.expect("handed in");
    assert_eq!(refused(send(0, "又一稿").await).1, "award-report-changed");
    assert_eq!(refused(rule(1, false, "").await).1, "office-reason-missing");
    rule(1, false, "缺经费说明").await.expect("returned");
    send(1, "第二稿").await.expect("handed in again");
    rule(2, true, "").await.expect("accepted");
    assert_eq!(refused(send(2, "第三稿").await).1, "award-report-accepted");
    let page = seen(m, &m.applicant, &now, &draft).await;
    let (asked, versions) = &page.whole.reports[0];
    assert_eq!((asked.name.as_str(), versions.len()), ("中期报告", 2));
    assert_eq!(
        versions[1].ruled.as_ref().map(|(accepted, why, _)| (*accepted, why.as_str())),
        Some((false, "缺经费说明"))
    );
}

#[tokio::test]
async fn what_both_must_agree_in_changes_at_both_offices_or_at_neither() {
    let (both, [m_draft, h_draft], now) = awarded().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let ask = async |kind, to: &str| {
        let new = NewChange { kind: Some(kind), to: to.to_owned(), reason: "人员变动".to_owned() };
        acts::ask_change(&m.office, doing(&m.applicant, &now), &m_draft, new).await
    };
    ask(ChangeKind::Title, "智能健康监测与干预").await.expect("asked");
    assert_eq!(refused(ask(ChangeKind::Title, "再改").await).1, "award-change-waits");
    ask(ChangeKind::Team, "增加一人").await.expect("asked");
    let state = async |at: usize| seen(m, &m.applicant, &now, &m_draft).await.whole.changes[at].state();
    let answer = async |change: &str, said| {
        acts::answer_change(&m.office, doing(&m.programme, &now), &m_draft, change, said).await
    };
    assert_eq!(seen(m, &m.applicant, &now, &m_draft).await.whole.changes[0].from, TITLES[0].0);
    answer("2", (true, "")).await.expect("agreed");
    assert_eq!(
        (state(0).await, state(1).await),
        (ChangeState::Asked, ChangeState::InForce),
        "people are each side's own"
    );
    both.exchange(&now).await;
    assert!(
        seen(h, &h.programme, &now, &h_draft).await.whole.theirs.is_empty(),
        "nothing crosses before this office agrees"
    );
    answer("1", (true, "")).await.expect("agreed");
    assert_eq!(refused(answer("1", (true, "")).await).1, "award-change-answered");
    assert_eq!(state(0).await, ChangeState::WaitsForPartner);
    both.exchange(&now).await;
    let there = seen(h, &h.programme, &now, &h_draft).await;
    assert_eq!((there.whole.theirs[0].to.as_str(), there.whole.theirs.len()), ("智能健康监测与干预", 1));
    assert_eq!(count(h, &now, LetterKind::ChangeThere).await, 1);
    let id = there.whole.theirs[0].change.clone();
    let partner =
        async |said| acts::answer_partners_change(&h.office, doing(&h.programme, &now), &h_draft, &id, said).await;
    assert_eq!(refused(partner((false, "")).await).1, "office-reason-missing");
    partner((true, "")).await.expect("agreed");
    assert_eq!(refused(partner((false, "后悔")).await).1, "award-change-answered");
    both.exchange(&now).await;
    assert_eq!(state(0).await, ChangeState::InForce);
    for side in [m, h] {
        assert_eq!(
            count(side, &now, LetterKind::ChangeAnswered).await,
            if side.office.config().side == "mainland" { 2 } else { 1 }
        );
    }
    // The next change of the title goes on from what is in force, and refused it changes nothing.
    ask(ChangeKind::Title, "第三个题目").await.expect("asked");
    answer("3", (true, "")).await.expect("agreed");
    both.exchange(&now).await;
    let id = seen(h, &h.programme, &now, &h_draft).await.whole.theirs[1].clone();
    assert_eq!(id.from, "智能健康监测与干预");
    let refuse =
        acts::answer_partners_change(&h.office, doing(&h.programme, &now), &h_draft, &id.change, (false, "不妥"));
    refuse.await.expect("refused");
    both.exchange(&now).await;
    let page = seen(m, &m.applicant, &now, &m_draft).await;
    assert_eq!(page.whole.changes[2].state(), ChangeState::Refused);
    assert_eq!(page.whole.changes[2].partner, Some((false, "不妥".to_owned())));
    // What the partner's side asked for later, and both agree to, is what stands for the next one here.
    let later = at("2022-03-02T09:00:00");
    let new =
        NewChange { kind: Some(ChangeKind::Title), to: "第四個題目".to_owned(), reason: "更準確".to_owned() };
    acts::ask_change(&h.office, doing(&h.applicant, &later), &h_draft, new).await.expect("asked");
    acts::answer_change(&h.office, doing(&h.programme, &later), &h_draft, "1", (true, "")).await.expect("agreed");
    both.exchange(&later).await;
    assert_eq!(
        refused(ask(ChangeKind::Title, "第五个题目").await).1,
        "award-change-waits",
        "theirs waits for an answer"
    );
    let theirs = seen(m, &m.programme, &later, &m_draft).await.whole.theirs[0].change.clone();
    acts::answer_partners_change(&m.office, doing(&m.programme, &later), &m_draft, &theirs, (true, ""))
        .await
        .expect("agreed");
    ask(ChangeKind::Title, "第五个题目").await.expect("asked");
    let page = seen(m, &m.applicant, &later, &m_draft).await;
    assert_eq!(page.whole.changes.last().expect("asked").from, "第四個題目");
    for side in sides(&both) {
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
        assert!(view(side, &now).await.joint.faults.is_empty());
    }
}

/// 5G-5's rule, on the lines of this plan: complete only when everything is accepted or waived with a reason.
#[tokio::test]
async fn an_award_is_closed_as_complete_when_nothing_hinders_it_and_the_partner_is_told() {
    let (both, [m_draft, h_draft], now) = awarded().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let close = async |side: &Side, draft: &str, outcome, reason: &str| {
        acts::close_award(&side.office, doing(&side.programme, &now), draft, outcome, reason).await
    };
    assert_eq!(refused(close(m, &m_draft, None, "").await).1, "award-outcome-missing");
    assert_eq!(refused(close(m, &m_draft, Some(Outcome::Completed), "").await).1, "award-not-complete");
    assert_eq!(refused(close(m, &m_draft, Some(Outcome::Ended), " ").await).1, "office-reason-missing");
    let publication = NewEvidence { publication: "学报 12 (2022)".to_owned(), ..everything() };
    shows(m, &now, &m_draft, D1, publication).await.expect("shown");
    rules(m, &now, &m_draft, D1, 1, (Ruled::Accepted, "")).await.expect("accepted");
    let silent = rules(m, &now, &m_draft, M1, 0, (Ruled::Waived, "")).await;
    assert_eq!(refused(silent).1, "office-reason-missing");
    rules(m, &now, &m_draft, M1, 0, (Ruled::Waived, "因故未办，已以其他数据验证")).await.expect("waived");
    assert_eq!(line(&seen(m, &m.applicant, &now, &m_draft).await, M1).state, LineState::Ruled(Ruled::Waived));
    let change = NewChange { kind: Some(ChangeKind::Other), to: "x".to_owned(), reason: "y".to_owned() };
    acts::ask_change(&m.office, doing(&m.applicant, &now), &m_draft, change).await.expect("asked");
    assert_eq!(refused(close(m, &m_draft, Some(Outcome::Completed), "").await).1, "award-not-complete");
    acts::answer_change(&m.office, doing(&m.programme, &now), &m_draft, "1", (true, "")).await.expect("agreed");
    assert!(seen(m, &m.programme, &now, &m_draft).await.hinders.is_empty());
    close(m, &m_draft, Some(Outcome::Completed), "").await.expect("closed");
    assert_eq!(refused(close(m, &m_draft, Some(Outcome::Ended), "x").await).1, "award-closed-already");
    let late = shows(m, &now, &m_draft, M1, NewEvidence { seen: 1, ..everything() }).await;
    assert_eq!(refused(late).1, "award-closed-already");
    assert_eq!(count(m, &now, LetterKind::AwardClosed).await, 1);
    both.exchange(&now).await;
    let there = seen(h, &h.programme, &now, &h_draft).await;
    assert_eq!(there.partner_closing.as_ref().map(|closed| closed.outcome.as_str()), Some("completed"));
    assert!(there.closing.is_none(), "each side closes its own half");
    close(h, &h_draft, Some(Outcome::Ended), "負責人離任").await.expect("ended");
    both.exchange(&now).await;
    let told = seen(m, &m.applicant, &now, &m_draft).await.partner_closing.expect("told");
    assert_eq!((told.outcome.as_str(), told.reason.as_str()), ("ended", "負責人離任"));
    // A report asked for afterwards is not asked of what is closed.
    acts::ask_report(&m.office, Doing { ..doing(&m.programme, &now) }, "1.1", "年度报告", Some(date(2022, 6, 1)))
        .await
        .expect("asked");
    assert_eq!(count(m, &now, LetterKind::ReportAsked).await, 1, "of the other award only");
    for side in sides(&both) {
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn how_an_award_is_registered_is_recorded_as_it_is_and_told_to_the_other_office() {
    let (both, [draft, _], now) = awarded().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let told = Registered {
        number: " 2022YFE 0001 ".to_owned(),
        doi: "https://doi.org/10.12345/award.1".to_owned(),
        page: "https://awards.example.org/1".to_owned(),
        raid: String::new(),
    };
    let register = |viewer: &Viewer, told: Registered| {
        let by = doing(viewer, &now);
        let draft = draft.clone();
        async move { acts::register_award(&m.office, by, &draft, told).await }
    };
    let wrong = |field: fn(&mut Registered)| {
        let mut wrong = told.clone();
        field(&mut wrong);
        wrong
    };
    assert_eq!(refused(register(&m.applicant, told.clone()).await).0, RefusalKind::NotAllowed);
    let doi = wrong(|told| told.doi = "award 1".to_owned());
    assert_eq!(refused(register(&m.programme, doi).await).1, "award-doi-wrong");
    let raid = wrong(|told| told.raid = "raid.org".to_owned());
    assert_eq!(refused(register(&m.programme, raid).await).1, "award-doi-wrong");
    let address = wrong(|told| told.page = "awards.example.org".to_owned());
    assert_eq!(refused(register(&m.programme, address).await).1, "award-page-wrong");
    register(&m.programme, told.clone()).await.expect("recorded");
    register(&m.programme, told.clone()).await.expect("the same again");
    let kept = Registered { number: "2022YFE 0001".to_owned(), doi: "10.12345/award.1".to_owned(), ..told.clone() };
    let page = seen(m, &m.programme, &now, &draft).await;
    assert_eq!((page.registered, page.partner_registered), (Some(kept.clone()), None));
    both.exchange(&now).await;
    // Both offices have the same record of the joint activity; what is told later takes the place of what was told before.
    for side in sides(&both) {
        let lines = joint_awards(&side.office, &doing(&side.programme, &now), "1.1").await.expect("seen");
        let half = lines[0].halves.iter().find(|half| half.side == "mainland").expect("a half");
        assert_eq!(half.registered.as_ref(), Some(&kept));
    }
    let later = Registered { raid: "10.26259/abc".to_owned(), ..kept.clone() };
    register(&m.programme, later.clone()).await.expect("recorded");
    both.exchange(&now).await;
    let lines = joint_awards(&h.office, &doing(&h.programme, &now), "1.1").await.expect("seen");
    assert_eq!(lines[0].halves[0].registered.as_ref(), Some(&later));
    for side in sides(&both) {
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
    }
}
