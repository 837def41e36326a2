//! Experts an applicant names as unsuitable: taken while the window is open where the office offers it, found in the register
//! across spellings, decided by people, and read by nobody else.

use hefu_office::acts::{self, SeatChange};
use hefu_office::experts::{ExpertSettings, Hold, NamedExpert, Seat};
use hefu_office::verify::verify;
use hefu_office::views::{conflicts_view, journal_page, named_experts_view};
use hefu_office::{OfficeRole, RefusalKind, Viewer};
use hefu_panel::conflict::{Likeness, Rule, Strength};

use super::{ROWS, enter, now};
use crate::joint::world::settled;
use crate::pair_of_offices::{Both, EXCHANGE, Side};
use crate::world::{doing, midway, refused};

pub fn named(name: &str, unit: &str, reason: &str) -> NamedExpert {
    NamedExpert { name: name.to_owned(), unit: unit.to_owned(), reason: reason.to_owned() }
}

pub async fn draft_of(side: &Side, number: &str) -> String {
    let mut tx = side.office.db().read().await.expect("readable");
    let sql = "SELECT draft FROM applications WHERE number = $1";
    tx.row(sql, &[number.into()]).await.expect("handed in").text("draft").expect("a draft")
}

pub async fn offer(side: &Side, most: Option<u16>) {
    let wanted = ExpertSettings { named_most: most, ..ExpertSettings::default() };
    acts::set_expert_settings(&side.office, doing(&side.programme, &midway()), wanted).await.expect("set");
}

/// An expert named in another script, one in pinyin with a unit that is none of theirs, one who is not in the register.
fn three() -> Vec<NamedExpert> {
    vec![
        named("何啟明", "遠山大學", "CANARY-NAMED 多年爭議"),
        named("Lin Meiling", "別處研究院", "CANARY-NAMED 競爭"),
        named("不存在", "無此所", "CANARY-NAMED 不明"),
    ]
}

async fn ready() -> (Both, String, String) {
    let (both, numbers) = settled().await;
    enter(&both.hongkong, &ROWS).await;
    let number = numbers[0].1.clone();
    let draft = draft_of(&both.hongkong, &number).await;
    (both, number, draft)
}

#[tokio::test]
async fn names_are_taken_as_the_office_offers_it_and_while_the_window_is_open() {
    let (both, _, draft) = ready().await;
    let side = &both.hongkong;
    let (office, by) = (&side.office, doing(&side.applicant, &midway()));
    let give = async |seen, experts| acts::name_experts(office, by.clone(), &draft, seen, experts).await;
    assert_eq!(refused(give(0, three()).await).1, "named-not-offered");
    assert!(named_experts_view(office, &by, &draft).await.expect("asked").is_none());
    let programme = doing(&side.programme, &midway());
    for most in [0, 21] {
        let wanted = ExpertSettings { named_most: Some(most), ..ExpertSettings::default() };
        let refusal = acts::set_expert_settings(office, programme.clone(), wanted).await;
        assert_eq!(refused(refusal).1, "named-most-wrong");
    }
    offer(side, Some(2)).await;
    assert_eq!(refused(give(0, three()).await).1, "named-too-many");
    for (wrong, key) in [
        (named(" ", "遠山大學", "爭議"), "named-name-missing"),
        (named("何啟明", "", "爭議"), "named-unit-missing"),
        (named("何啟明", "遠山大學", "\r\n"), "named-reason-missing"),
        (named("何啟明", "遠山大學", &"長".repeat(1001)), "named-too-long"),
    ] {
        assert_eq!(refused(give(0, vec![named("麥天佑", "西環", "x"), wrong]).await).1, key);
    }
    let twice = vec![named("何啟明", "遠山大學", "爭議"), named("何启明", "遠山大學", "再次")];
    assert_eq!(refused(give(0, twice).await).1, "named-twice");
    let two = || vec![NamedExpert::default(), three().remove(0), NamedExpert::default(), three().remove(1)];
    give(0, two()).await.expect("taken, without the empty rows");
    give(0, two()).await.expect("the same again is once");
    assert_eq!(refused(give(0, Vec::new()).await).1, "named-changed-meanwhile");
    let view = named_experts_view(office, &by, &draft).await.expect("seen").expect("offered");
    assert_eq!((view.named.revision, view.named.experts.len(), view.most, view.may_edit), (1, 2, Some(2), true));
    assert_eq!(view.named.who, "申請人");
    // Where the office offers fewer or nothing any more, what was named stays.
    offer(side, None).await;
    assert_eq!(refused(give(1, Vec::new()).await).1, "named-not-offered");
    let view = named_experts_view(office, &by, &draft).await.expect("seen").expect("kept");
    assert!(!view.may_edit && view.named.experts.len() == 2);
    offer(side, Some(3)).await;
    give(1, three()).await.expect("changed");
    for somebody in [&side.other, &side.form_check, &side.programme] {
        let by = doing(somebody, &midway());
        assert_eq!(refused(named_experts_view(office, &by, &draft).await).0, RefusalKind::NotFound);
        assert_eq!(refused(acts::name_experts(office, by, &draft, 2, Vec::new()).await).0, RefusalKind::NotFound);
    }
    let late = doing(&side.applicant, &now());
    assert_eq!(refused(acts::name_experts(office, late.clone(), &draft, 2, Vec::new()).await).0, RefusalKind::Closed);
    let view = named_experts_view(office, &late, &draft).await.expect("seen").expect("kept");
    assert!(!view.may_edit && view.named.experts == three());
    assert_eq!(verify(office.db()).await.expect("read").faults, Vec::<String>::new());
}

#[tokio::test]
async fn after_closing_officers_find_them_in_the_register_and_decide() {
    let (both, number, draft) = ready().await;
    let side = &both.hongkong;
    let office = &side.office;
    offer(side, Some(3)).await;
    acts::name_experts(office, doing(&side.applicant, &midway()), &draft, 0, three()).await.expect("named");

    // Until the window is closed it is the applicant's own affair.
    let early = conflicts_view(office, &doing(&side.programme, &midway()), "1.1", None).await.expect("seen");
    assert!(early.named.is_none() && early.lines.iter().all(|line| line.found.rule != Rule::NamedByApplicant));
    let by = doing(&side.programme, &now());
    let view = conflicts_view(office, &by, "1.1", None).await.expect("seen");
    let of = |line: &&hefu_office::views::ConflictLine| line.found.rule == Rule::NamedByApplicant;
    let found: Vec<_> = view.lines.iter().filter(of).collect();
    let told: Vec<_> =
        found.iter().map(|line| (line.found.seat.expert.as_str(), line.found.hold, line.words.clone())).collect();
    assert_eq!(told, [("E1", Hold::Open, vec![three().remove(0)]), ("E2", Hold::Open, vec![three().remove(1)])]);
    let here = view.named.expect("may know");
    let meant: Vec<Vec<_>> = here
        .iter()
        .map(|one| one.line.meant.iter().map(|who| (who.expert.as_str(), who.likeness, who.unit)).collect())
        .collect();
    let expected =
        [vec![("E1", Likeness::SameName, Some(Strength::Hard))], vec![("E2", Likeness::Romanised, None)], Vec::new()];
    assert_eq!(meant, expected);
    assert_eq!(here.iter().map(|one| one.names.join(" ")).collect::<Vec<_>>(), ["何启明", "林美玲", ""]);
    // Nobody but who gives seats: not the auditor, who reads the other conflicts, and not the form check.
    let auditor = Viewer { roles: [OfficeRole::Auditor].into(), ..side.other.clone() };
    let others = conflicts_view(office, &doing(&auditor, &now()), "1.1", None).await.expect("seen");
    assert!(others.named.is_none() && others.lines.len() == view.lines.len() - 2);
    assert!(!format!("{others:?}").contains("CANARY-NAMED"));
    let checker = conflicts_view(office, &doing(&side.form_check, &now()), "1.1", None).await;
    assert_eq!(refused(checker).0, RefusalKind::NotFound);

    // Until somebody has decided the expert is not given the seat.
    let seat = Seat { number: number.clone(), expert: "E2".to_owned() };
    let put = || SeatChange {
        direction: "1.1".to_owned(),
        put: vec![seat.clone()],
        taken: Vec::new(),
        why: "指派".to_owned(),
    };
    let adviser = view.lines.iter().find(|line| line.found.seat == seat && line.found.rule != Rule::NamedByApplicant);
    assert!(adviser.is_none(), "nothing else keeps E2 from it");
    assert_eq!(refused(acts::change_seats(office, by.clone(), put()).await).1, "experts-conflict-open");
    let digest = found[1].found.digest.clone();
    let about = (seat.clone(), "named-by-applicant", digest.as_str());
    acts::decide_conflict(office, by.clone(), about, false, "同名不同人").await.expect("decided");
    acts::change_seats(office, by.clone(), put()).await.expect("given");
    let view = conflicts_view(office, &by, "1.1", Some(Hold::Dismissed)).await.expect("seen");
    assert_eq!(view.lines[0].found.decided.as_ref().map(|said| said.why.as_str()), Some("同名不同人"));

    // Nothing of it goes to the partner, whatever goes there, and the journal shows its kind alone.
    let crossed = acts::export_parcels(office, by.clone(), EXCHANGE).await.expect("sealed");
    assert!(!crossed.is_empty() && crossed.iter().all(|parcel| !parcel.text.contains("CANARY-NAMED")));
    let journal = journal_page(office, &by, None).await.expect("seen");
    assert!(journal.rows.iter().any(|row| row.kind == "experts.named"));
    assert!(!format!("{:?}", journal.rows).contains("CANARY-NAMED"));
    assert_eq!(verify(office.db()).await.expect("read").faults, Vec::<String>::new());
}
