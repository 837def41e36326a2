//! Confirmation by the lead unit and by a recommender: off until the office asks, of the version in force, by whom is asked and
//! nobody else, until its deadline; and what is missing goes to a person.

use std::collections::BTreeSet;

use hefu_check::{Outcome, RulingAnswer};
use hefu_exchange::Terms;
use hefu_office::acts::{self, Looked};
use hefu_office::confirmation::{Confirmations, Level, Stand};
use hefu_office::jobs::Runner;
use hefu_office::letters::{LetterKind, LetterMode};
use hefu_office::lists::{Ask, Cell, Kind};
use hefu_office::verify::verify;
use hefu_office::views::{
    ConfirmationView, NeedOf, application_view, asked_to_confirm, confirmation_view, dashboard, letter_kinds, list,
    notice_views, outbox, pair_panel,
};
use hefu_office::{Office, OfficeError, RefusalKind, TeamRole, Viewer};
use hefu_words::Lang;
use jiff::Zoned;

use crate::letters::Hand;
use crate::pair_of_offices::{Both, half, hand_in};
use crate::world::{World, at, doing, midway, person, refused};

pub const UNIT_UNTIL: &str = "2020-06-20T17:00:00";
pub const RECOMMENDER_UNTIL: &str = "2020-06-25T17:00:00";
pub const BODY: &str = "範例推薦局";

/// An office that asks for confirmations, with somebody who administers the lead unit, somebody of another unit, and a
/// recommender.
pub struct Asked {
    pub world: World,
    pub unit: Viewer,
    pub other_unit: Viewer,
    pub recommender: Viewer,
}

fn both_levels() -> Confirmations {
    Confirmations { unit: Some(at(UNIT_UNTIL)), recommender: Some(at(RECOMMENDER_UNTIL)) }
}

impl Asked {
    pub async fn with(rule: Confirmations) -> Self {
        let world = World::published().await;
        let officer = doing(&world.programme, &at("2020-03-25T09:00:00"));
        acts::require_confirmations(&world.office, officer.clone(), "1.1", rule, "").await.expect("set");
        let by = world.administrator.clone();
        let unit = person(&world.office, &by, "大學管理員", &[]).await;
        let other_unit = person(&world.office, &by, "醫院的管理員", &[]).await;
        let recommender = person(&world.office, &by, "推薦局的經辦人", &[]).await;
        let email = address(&recommender);
        acts::name_recommender(&world.office, officer, BODY, &email).await.expect("named");
        Self { world, unit, other_unit, recommender }
    }

    pub async fn both() -> Self {
        Self::with(both_levels()).await
    }

    /// A draft whose team has both administrators, of whom the first is asked, and the recommender is chosen.
    pub async fn draft(&self, title: &str) -> String {
        let world = &self.world;
        let draft = world.draft(&world.applicant, title).await;
        let owner = doing(&world.applicant, &midway());
        for viewer in [&self.unit, &self.other_unit] {
            let address = address(viewer);
            let made = acts::invite(&world.office, owner.clone(), &draft, &address, TeamRole::UnitAdministrator);
            let secret = made.await.expect("invited").secret;
            acts::accept_invitation(&world.office, doing(viewer, &midway()), &secret).await.expect("accepted");
        }
        let account = self.unit.account.clone().expect("an account").0;
        self.ask(&draft, Level::Unit, &account).await.expect("asked");
        self.ask(&draft, Level::Recommender, BODY).await.expect("asked");
        draft
    }

    pub async fn ask(&self, draft: &str, level: Level, whom: &str) -> Result<(), OfficeError> {
        let owner = doing(&self.world.applicant, &midway());
        acts::ask_confirmation(&self.world.office, owner, draft, level, whom).await
    }

    pub async fn submit(&self, draft: &str) -> String {
        let owner = doing(&self.world.applicant, &midway());
        acts::submit(&self.world.office, owner, draft).await.expect("handed in").number
    }

    pub async fn view(&self, viewer: &Viewer, draft: &str) -> ConfirmationView {
        let found = confirmation_view(&self.world.office, &doing(viewer, &midway()), draft).await.expect("seen");
        found.expect("confirmations are asked for")
    }

    pub async fn confirm(&self, viewer: &Viewer, draft: &str, level: Level) -> Result<usize, OfficeError> {
        let looked = self.looked(draft, level).await;
        acts::confirm(&self.world.office, doing(viewer, &midway()), [looked].into()).await
    }

    pub async fn looked(&self, draft: &str, level: Level) -> Looked {
        let view = self.view(&self.world.applicant, draft).await;
        Looked { number: view.standing.number.unwrap_or_default(), level, digest: view.found.digest }
    }

    pub async fn send_back(&self, viewer: &Viewer, draft: &str, level: Level, why: &str) -> Result<(), OfficeError> {
        let digest = self.looked(draft, level).await.digest;
        acts::send_back(&self.world.office, doing(viewer, &midway()), draft, level, &digest, why).await
    }

    pub async fn stands(&self, draft: &str) -> Vec<&'static str> {
        let view = self.view(&self.world.applicant, draft).await;
        view.found.levels.iter().map(|one| one.standing.word()).collect()
    }
}

fn address(viewer: &Viewer) -> String {
    let name = &viewer.name;
    format!("{}@example.org", name.len() * 1000 + name.chars().next().map_or(0, |c| c as usize))
}

async fn sound(office: &Office) {
    let found = verify(office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}

#[tokio::test]
async fn an_office_that_asks_for_nothing_says_nothing_of_it() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    acts::submit(&world.office, doing(&world.applicant, &midway()), &draft).await.expect("handed in");
    let own = doing(&world.applicant, &midway());
    assert!(confirmation_view(&world.office, &own, &draft).await.expect("seen").is_none());
    assert_eq!(refused(asked_to_confirm(&world.office, &own, true, None).await).0, RefusalKind::NotFound);
    assert!(letter_kinds(&world.office).await.expect("read").iter().all(|kind| !kind.on_confirmation()));
    let asks = Ask::default().with("confirmation", "unit");
    let found = list(&world.office, &doing(&world.form_check, &midway()), Kind::Applications, &asks).await;
    let found = found.expect("seen");
    assert_eq!(found.rows.len(), 1, "a filter there is not narrows nothing");
    assert!(found.offered.iter().all(|column| column.word != "confirmation"));
    assert!(!found.filters.contains(&"confirmation"));
    let asked = acts::ask_confirmation(&world.office, own, &draft, Level::Unit, "x").await;
    assert_eq!(refused(asked).0, RefusalKind::NotFound);
    let late = doing(&world.form_check, &at("2020-07-02T09:00:00"));
    let view = application_view(&world.office, &late, &draft).await.expect("seen");
    assert!(view.findings.iter().all(|finding| !finding.rule.starts_with("office.")));
    sound(&world.office).await;
}

#[tokio::test]
async fn deadlines_stand_in_their_order_and_nothing_is_invented() {
    let world = World::published().await;
    let early = at("2020-03-25T09:00:00");
    let set = async |viewer: &Viewer, now: &Zoned, unit: Option<&str>, recommender: Option<&str>, why: &str| {
        let wanted = Confirmations { unit: unit.map(at), recommender: recommender.map(at) };
        acts::require_confirmations(&world.office, doing(viewer, now), "1.1", wanted, why).await
    };
    let by = &world.programme;
    for viewer in [&world.form_check, &world.administrator, &world.auditor, &world.applicant] {
        assert_eq!(refused(set(viewer, &early, Some(UNIT_UNTIL), None, "").await).0, RefusalKind::NotAllowed);
    }
    let before_opening = Some("2020-04-01T09:00:00");
    let after_closing = Some("2020-06-30T17:00:01");
    assert_eq!(refused(set(by, &early, before_opening, None, "").await).1, "confirmation-outside-window");
    assert_eq!(refused(set(by, &early, None, after_closing, "").await).1, "confirmation-outside-window");
    let crossed = set(by, &early, Some(RECOMMENDER_UNTIL), Some(UNIT_UNTIL), "").await;
    assert_eq!(refused(crossed).1, "confirmation-order");
    set(by, &early, None, Some("2020-06-30T17:00:00"), "").await.expect("at the closing itself");
    assert_eq!(refused(set(by, &midway(), Some(UNIT_UNTIL), None, " ").await).1, "office-reason-missing");
    let past = set(by, &midway(), Some("2020-04-20T09:00:00"), None, "x").await;
    assert_eq!(refused(past).1, "confirmation-deadline-past");
    for _ in 0..2 {
        set(by, &midway(), Some(UNIT_UNTIL), None, "部門要求").await.expect("set");
    }
    let shown = notice_views(&world.office, &midway()).await.expect("public");
    let rule = shown[0].confirmations.clone().expect("shown with the notice");
    assert_eq!((rule.unit, rule.recommender), (Some(at(UNIT_UNTIL)), None));
    let closed = set(by, &at("2020-07-01T09:00:00"), None, None, "x").await;
    assert_eq!(refused(closed).0, RefusalKind::Closed);
    set(by, &midway(), None, None, "改變主意").await.expect("off again");
    assert!(notice_views(&world.office, &midway()).await.expect("public")[0].confirmations.is_none());
    let quiet = World::quiet().await;
    let wanted = Confirmations { unit: Some(at(UNIT_UNTIL)), recommender: None };
    let unpublished = acts::require_confirmations(&quiet.office, doing(&quiet.programme, &early), "1.1", wanted, "");
    assert_eq!(refused(unpublished.await).1, "confirmation-publish-first");
    sound(&world.office).await;
}

#[tokio::test]
async fn an_application_goes_from_the_unit_back_and_on_to_the_recommender() {
    let asked = Asked::both().await;
    let world = &asked.world;
    let draft = asked.draft("知識圖譜").await;
    assert_eq!(asked.stands(&draft).await, ["not_handed_in", "not_handed_in"]);
    let early = refused(asked.confirm(&asked.unit, &draft, Level::Unit).await);
    assert_eq!(early.0, RefusalKind::NotFound, "a draft has no number to confirm under");
    let number = asked.submit(&draft).await;
    assert_eq!(asked.stands(&draft).await, ["awaited", "unit_first"]);
    assert_eq!(
        refused(asked.confirm(&asked.recommender, &draft, Level::Recommender).await).1,
        "confirmation-unit-first"
    );
    assert_eq!(refused(asked.send_back(&asked.unit, &draft, Level::Unit, " ").await).1, "office-reason-missing");
    for _ in 0..2 {
        asked.send_back(&asked.unit, &draft, Level::Unit, "預算不符").await.expect("sent back; pressed twice");
    }
    let board = dashboard(&world.office, &doing(&world.applicant, &midway())).await.expect("seen");
    assert!(board.needs.iter().any(|need| need.what == NeedOf::SentBack(Level::Unit)), "{:?}", board.needs);
    let view = asked.view(&world.applicant, &draft).await;
    assert_eq!(view.found.sent_back.expect("told").reason, "預算不符");
    let first = view.found.digest;
    world.save(&world.applicant, &draft, "知識圖譜（修訂）", 1).await.expect("editable again");
    assert_eq!(asked.submit(&draft).await, number, "under the same number");
    assert_eq!(asked.confirm(&asked.unit, &draft, Level::Unit).await.expect("confirmed"), 1);
    assert_eq!(asked.confirm(&asked.unit, &draft, Level::Unit).await.expect("once"), 0);
    let old = Looked { number: number.clone(), level: Level::Recommender, digest: first };
    let stale = acts::confirm(&world.office, doing(&asked.recommender, &midway()), [old].into()).await;
    assert_eq!(refused(stale).1, "confirmation-changed-meanwhile");
    asked.confirm(&asked.recommender, &draft, Level::Recommender).await.expect("confirmed");
    assert_eq!(asked.stands(&draft).await, ["given", "given"]);
    let view = asked.view(&world.form_check, &draft).await;
    let Stand::Given(given) = &view.found.levels[1].standing else { panic!("{:?}", view.found) };
    assert_eq!((given.body.as_str(), given.name.as_str(), given.revision), (BODY, "推薦局的經辦人", 2));
    assert_eq!(given.digest, view.found.digest);
    // The unit withdraws: what rests on it falls with it.
    let unit = doing(&asked.unit, &midway());
    for _ in 0..2 {
        acts::withdraw_confirmation(&world.office, unit.clone(), &draft, Level::Unit).await.expect("withdrawn");
    }
    assert_eq!(asked.stands(&draft).await, ["awaited", "unit_first"]);
    asked.confirm(&asked.unit, &draft, Level::Unit).await.expect("confirmed");
    asked.send_back(&asked.recommender, &draft, Level::Recommender, "缺附件").await.expect("sent back");
    asked.submit(&draft).await;
    // What the recommender sent back the unit confirms within the recommender's time.
    let late = at("2020-06-22T09:00:00");
    let looked = asked.looked(&draft, Level::Unit).await;
    acts::confirm(&world.office, doing(&asked.unit, &late), [looked].into()).await.expect("in the longer time");
    let officer = doing(&world.programme, &midway());
    let letters = outbox(&world.office, &officer, None, None, None).await.expect("seen").lines;
    let count = |kind| letters.iter().filter(|line| line.kind == kind).count();
    assert_eq!(count(LetterKind::SentBack), 6, "to each of the team, twice");
    assert_eq!(count(LetterKind::ConfirmationAsked), 5, "to whom it waits for, once for each version");
    sound(&world.office).await;
}

#[tokio::test]
async fn nobody_confirms_but_who_is_asked() {
    let asked = Asked::both().await;
    let world = &asked.world;
    let (draft, another) = (asked.draft("甲").await, world.draft(&world.other, "乙").await);
    asked.submit(&draft).await;
    acts::submit(&world.office, doing(&world.other, &midway()), &another).await.expect("handed in");
    let everybody = [&world.applicant, &asked.other_unit, &world.programme, &world.form_check, &world.auditor];
    for viewer in everybody {
        for level in Level::ALL {
            let told = refused(asked.confirm(viewer, &draft, level).await);
            assert_eq!(told, (RefusalKind::NotAllowed, "office-may-not-confirm".to_owned()), "{}", viewer.name);
            let told = refused(asked.send_back(viewer, &draft, level, "x").await);
            assert_eq!(told.0, RefusalKind::NotAllowed, "{}", viewer.name);
        }
    }
    for viewer in [&world.other, &world.administrator] {
        assert_eq!(refused(asked.confirm(viewer, &draft, Level::Unit).await).0, RefusalKind::NotFound);
        assert_eq!(
            refused(confirmation_view(&world.office, &doing(viewer, &midway()), &draft).await).0,
            RefusalKind::NotFound
        );
    }
    assert_eq!(refused(asked.confirm(&asked.unit, &draft, Level::Recommender).await).0, RefusalKind::NotAllowed);
    // The recommender reads what was handed in and chose it, without identity numbers, team and drafts; nothing else.
    let reads = async |draft: &str| application_view(&world.office, &doing(&asked.recommender, &midway()), draft).await;
    assert!(!reads(&draft).await.expect("chosen").may_see_receipt);
    assert_eq!(refused(reads(&another).await).0, RefusalKind::NotFound);
    let unsubmitted = asked.draft("丙").await;
    assert_eq!(refused(reads(&unsubmitted).await).0, RefusalKind::NotFound);
    let stranger = refused(asked.ask(&draft, Level::Recommender, "不存在的單位").await);
    assert_eq!(stranger.1, "confirmation-whom-recommender");
    let own = world.applicant.account.clone().expect("an account").0;
    assert_eq!(refused(asked.ask(&draft, Level::Unit, &own).await).1, "confirmation-whom-unit");
    // Who leaves the team, or no longer acts for the body, confirms no more.
    let account = asked.unit.account.clone().expect("an account");
    acts::remove_member(&world.office, doing(&asked.unit, &midway()), &draft, account).await.expect("left");
    assert_eq!(refused(asked.confirm(&asked.unit, &draft, Level::Unit).await).0, RefusalKind::NotFound);
    assert_eq!(asked.stands(&draft).await, ["nobody_asked", "unit_first"]);
    let officer = doing(&world.programme, &midway());
    let account = asked.recommender.account.clone().expect("an account");
    acts::dismiss_recommender(&world.office, officer, BODY, account).await.expect("dismissed");
    assert_eq!(refused(reads(&draft).await).0, RefusalKind::NotFound);
    sound(&world.office).await;
}

#[tokio::test]
async fn many_are_confirmed_at_once_or_none() {
    let asked = Asked::with(Confirmations { unit: Some(at(UNIT_UNTIL)), recommender: None }).await;
    let world = &asked.world;
    let mut drafts = Vec::new();
    for n in 0..12 {
        let draft = world.draft(&world.applicant, &format!("題目{n}")).await;
        let owner = doing(&world.applicant, &midway());
        let made = acts::invite(&world.office, owner, &draft, &address(&asked.unit), TeamRole::UnitAdministrator).await;
        let secret = made.expect("invited").secret;
        acts::accept_invitation(&world.office, doing(&asked.unit, &midway()), &secret).await.expect("accepted");
        asked.ask(&draft, Level::Unit, &asked.unit.account.clone().expect("x").0).await.expect("asked");
        asked.submit(&draft).await;
        drafts.push(draft);
    }
    let unit = doing(&asked.unit, &midway());
    let waiting = async || asked_to_confirm(&world.office, &unit, false, None).await.expect("seen").lines;
    let board = dashboard(&world.office, &unit).await.expect("seen");
    assert!(board.needs.iter().any(|need| need.what == NeedOf::Confirm(12)), "{:?}", board.needs);
    let looked = |line: &hefu_office::views::AskedLine| Looked {
        number: line.number.clone(),
        level: line.asked.level,
        digest: line.digest.clone(),
    };
    let all: BTreeSet<Looked> = waiting().await.iter().map(looked).collect();
    assert_eq!(all.len(), 12);
    // One is handed in anew after the list was looked at: nothing of the order is done.
    let owner = doing(&world.applicant, &midway());
    acts::withdraw(&world.office, owner, &drafts[7], "").await.expect("taken back");
    world.save(&world.applicant, &drafts[7], "改了", 1).await.expect("saved");
    asked.submit(&drafts[7]).await;
    let plan = acts::plan_confirm(&world.office, &unit, &all).await.expect("planned");
    assert_eq!(plan.iter().filter(|line| line.against.is_some()).count(), 1);
    let told = refused(acts::confirm(&world.office, unit.clone(), all).await);
    assert_eq!(told, (RefusalKind::Conflict, "confirmation-changed-meanwhile".to_owned()));
    assert_eq!(waiting().await.len(), 12);
    let all: BTreeSet<Looked> = waiting().await.iter().map(looked).collect();
    assert_eq!(acts::confirm(&world.office, unit.clone(), all).await.expect("confirmed"), 12);
    assert!(waiting().await.is_empty());
    assert_eq!(asked_to_confirm(&world.office, &unit, true, None).await.expect("seen").lines.len(), 12);
    let none = refused(acts::confirm(&world.office, unit, BTreeSet::new()).await);
    assert_eq!(none.1, "confirmation-how-many");
    let confirmed = Ask::default().with("confirmation", "confirmed");
    let found = list(&world.office, &doing(&world.form_check, &midway()), Kind::Applications, &confirmed).await;
    assert_eq!(found.expect("seen").rows.len(), 12);
    sound(&world.office).await;
}

#[tokio::test]
async fn what_is_not_confirmed_in_time_goes_to_a_person_who_is_told_whose_rule_it_is() {
    let asked = Asked::both().await;
    let world = &asked.world;
    let draft = asked.draft("甲").await;
    let number = asked.submit(&draft).await;
    let after = at("2020-06-21T09:00:00");
    let late = refused(
        acts::confirm(&world.office, doing(&asked.unit, &after), [asked.looked(&draft, Level::Unit).await].into())
            .await,
    );
    assert_eq!(late, (RefusalKind::Closed, "confirmation-deadline-passed".to_owned()));
    let back = acts::withdraw_confirmation(&world.office, doing(&asked.unit, &after), &draft, Level::Unit).await;
    assert_eq!(refused(back), (RefusalKind::Conflict, "confirmation-not-given".to_owned()));
    let found = async |now: &Zoned| {
        let view = application_view(&world.office, &doing(&world.form_check, now), &draft).await.expect("seen");
        let own = |finding: &hefu_check::Finding| finding.rule.starts_with("office.");
        view.findings.into_iter().filter(own).collect::<Vec<_>>()
    };
    assert!(found(&midway()).await.is_empty(), "while it can still be confirmed nothing is found");
    let missing = found(&after).await;
    assert_eq!(missing.len(), 1);
    let finding = &missing[0];
    assert_eq!((finding.outcome, finding.clause.as_str()), (Outcome::Person, ""));
    assert!(finding.remedy.as_ref().expect("said").text(Lang::En).contains("own setting"));
    // The lists say so once the hour's work is done, without anybody having acted.
    let hand = Hand::at(&after);
    let runner: Runner = world.office.background(hand.clock(), None);
    runner.run_due().await.expect("worked");
    acts::keep_lists(&world.office, &acts::Doing::office(after.clone())).await.expect("kept");
    let ask = Ask::default().with("outcome", "person").with("confirmation", "unit");
    let listed = list(&world.office, &doing(&world.form_check, &after), Kind::Applications, &ask).await.expect("seen");
    assert_eq!(listed.rows.len(), 1);
    let at_column = listed.columns.iter().position(|column| column.word == "confirmation").expect("a column");
    assert_eq!(listed.rows[0].cells[at_column], Cell::Confirmation("unit".to_owned()));
    let officer = doing(&world.form_check, &after);
    acts::rule(&world.office, officer, &number, &finding.id, RulingAnswer::Met, "單位來函補認").await.expect("ruled");
    assert_eq!(found(&after).await[0].outcome, Outcome::Pass);
    assert_eq!(found(&at("2020-06-26T09:00:00")).await.len(), 2, "and the recommender's, when its time is over");
    sound(&world.office).await;
}

#[tokio::test]
async fn a_near_deadline_is_told_once_to_the_applicant_and_once_to_who_confirms() {
    let asked = Asked::both().await;
    let world = &asked.world;
    let officer = doing(&world.programme, &midway());
    let near = LetterKind::ConfirmationNear;
    acts::set_letter_mode(&world.office, officer.clone(), near, LetterMode::AtOnce, Some(7)).await.expect("set");
    for title in ["甲", "乙"] {
        let draft = asked.draft(title).await;
        asked.submit(&draft).await;
    }
    let hand = Hand::at(&at("2020-06-12T09:00:00"));
    let runner = world.office.background(hand.clock(), None);
    let count = async || {
        let lines = outbox(&world.office, &officer, None, Some(near), None).await.expect("seen").lines;
        lines.iter().map(|line| line.to.clone()).collect::<Vec<_>>()
    };
    runner.run_due().await.expect("worked");
    assert!(count().await.is_empty(), "eight days before");
    hand.on(33);
    runner.run_due().await.expect("worked");
    hand.on(2);
    runner.run_due().await.expect("worked");
    let mut to = count().await;
    to.sort();
    assert_eq!(to, ["大學管理員", "申請人", "申請人"]);
}

#[tokio::test]
async fn the_partner_is_told_the_deadlines_where_the_terms_say_so() {
    let both = Both::agreed().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let officer = doing(&h.programme, &at("2020-03-25T09:00:00"));
    acts::require_confirmations(&h.office, officer, "1.1", both_levels(), "").await.expect("set");
    both.exchange(&midway()).await;
    let told = notice_views(&m.office, &midway()).await.expect("public")[0].partners["hongkong"].clone();
    assert_eq!(told.confirmations.expect("told").unit, Some(at(UNIT_UNTIL)));
    let (draft, _) = hand_in(m, &m.applicant, &half("mainland", "知识图谱", ["张三", "李四"])).await;
    let panel = pair_panel(&m.office, &doing(&m.applicant, &midway()), &draft).await.expect("seen");
    let door = panel.partners[0].notice.clone().expect("a notice");
    assert_eq!(door.confirmations.expect("beside the closing").recommender, Some(at(RECOMMENDER_UNTIL)));
    assert!(panel.confirmations.is_none(), "the mainland office asks for none");
    sound(&m.office).await;
    sound(&h.office).await;

    // Terms that do not name it: nothing of it crosses.
    let both = Both::strangers().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let now = at("2020-03-21T09:00:00");
    let key = h.office.keys().signing.verifier().to_string();
    let proposed = acts::propose_terms(&m.office, doing(&m.programme, &now), "hongkong", &key, "协议（示例）").await;
    let mut terms = Terms::read(&proposed.expect("proposed")).expect("terms").terms;
    terms.notices.clear();
    let text = terms.text().expect("text");
    assert!(!text.contains("notices"), "terms of before are the same text");
    let first = acts::sign_terms(&m.office, doing(&m.programme, &now), &text).await.expect("signed");
    let signed = acts::sign_terms(&h.office, doing(&h.programme, &now), &first).await.expect("signed");
    for side in [m, h] {
        acts::agree_exchange(&side.office, doing(&side.programme, &now), &signed).await.expect("agreed");
    }
    let officer = doing(&h.programme, &at("2020-03-25T09:00:00"));
    acts::require_confirmations(&h.office, officer, "1.1", both_levels(), "").await.expect("set");
    both.exchange(&midway()).await;
    let told = notice_views(&m.office, &midway()).await.expect("public")[0].partners["hongkong"].clone();
    assert!(told.confirmations.is_none());
}

#[tokio::test]
async fn sending_back_takes_the_half_back_from_the_partner() {
    let both = Both::agreed().await;
    let h = &both.hongkong;
    let early = at("2020-03-25T09:00:00");
    let wanted = Confirmations { unit: None, recommender: Some(at(RECOMMENDER_UNTIL)) };
    acts::require_confirmations(&h.office, doing(&h.programme, &early), "1.1", wanted, "").await.expect("set");
    acts::name_recommender(&h.office, doing(&h.programme, &early), BODY, &address(&h.other)).await.expect("named");
    let (draft, number) = hand_in(h, &h.applicant, &half("hongkong", "知識圖譜", ["張三", "李四"])).await;
    let own = doing(&h.applicant, &midway());
    acts::ask_confirmation(&h.office, own, &draft, Level::Recommender, BODY).await.expect("asked");
    both.exchange(&midway()).await;
    let other = doing(&h.other, &midway());
    let view = confirmation_view(&h.office, &other, &draft).await.expect("seen").expect("asked for");
    acts::send_back(&h.office, other, &draft, Level::Recommender, &view.found.digest, "重寫").await.expect("sent back");
    both.exchange(&midway()).await;
    let mut tx = both.mainland.office.db().read().await.expect("readable");
    let row = tx.row("SELECT state FROM cards WHERE side = 'hongkong' AND number = $1", &[number.into()]).await;
    assert_eq!(row.expect("a card").text("state").expect("a state"), "withdrawn");
    sound(&h.office).await;
    sound(&both.mainland.office).await;
}
