//! What officers work with: the board, lists, plans, the gate, the clauses; and what each shows to whom.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::Application;
use hefu_check::Outcome;
use hefu_office::acts::{self, Need, PAIR_ACTS};
use hefu_office::lists::{Ask, Cell, Kind, Stage, Turn};
use hefu_office::views::{ListTo, ListView, board, clauses, list, neighbours, pair_view, whole_list};
use hefu_office::{RefusalKind, Viewer};

use crate::pair_of_offices::{Both, half, hand_in};
use crate::world::{World, application, at, doing, midway, refused};

/// Two years from a leap day: whether the last day is right is for a person (ruling R-6a).
fn leap(title: &str) -> Application {
    let mut leap = application(title);
    leap.period.start = "2020-02-29".parse().ok();
    leap.period.end = "2022-02-28".parse().ok();
    leap
}

/// Applications handed in, each with a finding that a person must rule on. Gives their drafts.
pub async fn filled(world: &World, count: usize) -> Vec<String> {
    let mut drafts = Vec::new();
    for n in 0..count {
        let title = format!("題目{:03}", (n * 37) % 1000);
        let draft = world.draft(&world.applicant, &title).await;
        let now = doing(&world.applicant, &midway());
        acts::take_in(&world.office, now.clone(), &draft, &leap(&title)).await.expect("taken in");
        acts::submit(&world.office, now, &draft).await.expect("handed in");
        drafts.push(draft);
    }
    drafts
}

pub async fn seen(world: &World, viewer: &Viewer, kind: Kind, ask: &Ask) -> ListView {
    list(&world.office, &doing(viewer, &midway()), kind, ask).await.expect("seen")
}

fn first_cells(view: &ListView) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Plain(text) | Cell::Own { text, .. } => text.clone(),
        other => format!("{other:?}"),
    };
    view.rows.iter().filter_map(|row| row.cells.first().map(text)).collect()
}

async fn stages(office: &hefu_office::Office, viewer: &Viewer) -> BTreeMap<Stage, i64> {
    let found = board(office, &doing(viewer, &midway())).await.expect("seen");
    found.stages.into_iter().flat_map(|(_, stages)| stages).collect()
}

#[tokio::test]
async fn the_board_follows_an_application_from_handing_in_to_the_pair() {
    let both = Both::agreed().await;
    let side = &both.mainland;
    let (draft, _) =
        hand_in(side, &side.applicant, &half("mainland", "面向老年人的智能健康监测", ["张三", "李四"])).await;
    assert_eq!(stages(&side.office, &side.programme).await, BTreeMap::from([(Stage::HandedIn, 1)]));
    both.exchange(&midway()).await;
    assert_eq!(stages(&side.office, &side.programme).await, BTreeMap::from([(Stage::Awaiting, 1)]));
    hand_in(
        &both.hongkong,
        &both.hongkong.applicant,
        &half("hongkong", "面向老年人的智能健康監測", ["陳大文", "李四"]),
    )
    .await;
    both.exchange(&midway()).await;
    let now = stages(&side.office, &side.programme).await;
    assert!(now.contains_key(&Stage::Differs) || now.contains_key(&Stage::Confirm), "{now:?}");
    let listed =
        list(&side.office, &doing(&side.form_check, &midway()), Kind::Pairs, &Ask::default()).await.expect("seen");
    assert_eq!(listed.rows.len(), 1);
    let own = doing(&side.applicant, &midway());
    acts::withdraw(&side.office, own, &draft, "").await.expect("taken back");
    assert_eq!(stages(&side.office, &side.programme).await, BTreeMap::from([(Stage::Withdrawn, 1)]));
    let found = board(&side.office, &doing(&side.programme, &midway())).await.expect("seen");
    assert!(found.views.iter().any(|view| view.word == "exchange") && !found.exchanges.is_empty());
    assert_eq!(refused(board(&side.office, &doing(&side.applicant, &midway())).await).0, RefusalKind::NotFound);
}

#[test]
fn whose_turn_it_is_follows_from_stage_findings_and_window() {
    assert_eq!(Stage::Awaiting.turn(false, false, true), Turn::Partner);
    assert_eq!(Stage::Awaiting.turn(true, false, true), Turn::Office, "a finding waits for a person here");
    assert_eq!(Stage::Differs.turn(false, false, true), Turn::Applicant);
    assert_eq!(Stage::Differs.turn(false, false, false), Turn::Office);
    assert_eq!(Stage::Void.turn(true, true, true), Turn::Nobody);
}

#[tokio::test]
async fn every_page_of_a_list_in_every_order_holds_each_row_once_and_the_export_the_same() {
    let world = World::published().await;
    filled(&world, 120).await;
    for sort in ["", "number", "title", "submitted", "persons", "unit"] {
        for down in [false, true] {
            let mut ask = Ask { sort: sort.to_owned(), down, ..Ask::default() };
            let whole = whole_list(&world.office, &doing(&world.auditor, &midway()), Kind::Applications, &ask)
                .await
                .expect("all of it");
            assert_eq!(whole.rows.len(), 120);
            let mut paged = Vec::new();
            let mut sizes = Vec::new();
            loop {
                let page = seen(&world, &world.auditor, Kind::Applications, &ask).await;
                sizes.push(page.rows.len());
                paged.extend(page.rows.clone());
                let Some(after) = page.after else { break };
                ask.after = Some(after);
            }
            assert_eq!(sizes, [50, 50, 20], "{sort}");
            assert_eq!(paged, whole.rows, "{sort} {down}");
            let last = seen(&world, &world.auditor, Kind::Applications, &ask).await;
            let back = Ask { before: last.before.clone(), after: None, ..ask.clone() };
            let middle = seen(&world, &world.auditor, Kind::Applications, &back).await;
            assert_eq!(middle.rows, whole.rows[50..100], "{sort} backward");
        }
    }
}

#[tokio::test]
async fn lists_are_searched_across_scripts_and_narrowed_by_what_stands() {
    let world = World::published().await;
    filled(&world, 3).await;
    let draft = world.draft(&world.other, "面向老年人的智能健康監測").await;
    acts::submit(&world.office, doing(&world.other, &midway()), &draft).await.expect("handed in");
    let find = async |ask: &Ask| first_cells(&seen(&world, &world.form_check, Kind::Applications, ask).await);
    let words = |words: &str, field: &str| Ask { words: words.to_owned(), field: field.to_owned(), ..Ask::default() };
    assert_eq!(find(&words("智能健康监测", "")).await, ["H2020-0004"], "simplified finds traditional");
    assert_eq!(find(&words("0002", "number")).await, ["H2020-0002"]);
    assert!(find(&words("0002", "title")).await.is_empty());
    assert!(find(&words("100%", "")).await.is_empty(), "a sign of LIKE is a letter");
    assert_eq!(find(&Ask::default().with("clause", "HK-5").with("outcome", "person")).await.len(), 3);
    assert_eq!(find(&Ask::default().with("turn", "office")).await.len(), 3);
    assert_eq!(find(&Ask::default().with("stage", "handed_in").with("direction", "1.1")).await.len(), 4);
    assert!(find(&Ask::default().with("direction", "9.9")).await.is_empty());
    assert_eq!(find(&Ask::default().with("stage", "no such stage").with("colour", "red")).await.len(), 4);
}

#[tokio::test]
async fn what_a_viewer_may_not_read_neither_narrows_nor_orders_a_list() {
    let world = World::published().await;
    let half = half("hongkong", "機密", ["張三", "李四"]);
    let now = doing(&world.applicant, &midway());
    let draft = acts::begin_draft(&world.office, now.clone(), "1.1").await.expect("begun");
    acts::take_in(&world.office, now.clone(), &draft, &half).await.expect("filled");
    acts::submit(&world.office, now.clone(), &draft).await.expect("handed in");
    let other = world.draft(&world.other, "別的").await;
    acts::submit(&world.office, doing(&world.other, &midway()), &other).await.expect("handed in");
    let ask = Ask { words: "CANARY-IDENTITY".to_owned(), field: "identity".to_owned(), ..Ask::default() };
    let rows = async |viewer: &Viewer, ask: &Ask| seen(&world, viewer, Kind::Applications, ask).await.rows.len();
    assert_eq!(rows(&world.form_check, &ask).await, 1, "the form check compares identity numbers");
    for viewer in [&world.programme, &world.auditor] {
        let view = seen(&world, viewer, Kind::Applications, &ask).await;
        assert_eq!(view.rows.len(), 2, "for others the field is none there is");
        assert!(!view.searches.contains(&"identity") && view.ask.field.is_empty());
    }
    let anywhere = Ask { field: String::new(), ..ask.clone() };
    assert_eq!(rows(&world.form_check, &anywhere).await, 0, "and searched only where it is named");
    acts::withdraw(&world.office, now, &draft, "").await.expect("taken back");
    assert_eq!(rows(&world.form_check, &ask).await, 0, "of what was taken back nobody reads them");
    for viewer in [&world.applicant, &world.administrator, &Viewer::visitor()] {
        for kind in [Kind::Applications, Kind::Pairs, Kind::Findings] {
            let none = list(&world.office, &doing(viewer, &midway()), kind, &Ask::default()).await;
            assert_eq!(refused(none).0, RefusalKind::NotFound);
        }
    }
}

#[tokio::test]
async fn the_desk_leads_from_finding_to_finding_and_from_application_to_application() {
    let world = World::published().await;
    filled(&world, 3).await;
    let officer = doing(&world.form_check, &midway());
    let ask = Ask::default().with("outcome", "person");
    let columns = Ask { columns: vec!["finding".to_owned()], ..ask.clone() };
    let all = whole_list(&world.office, &officer, Kind::Findings, &columns).await.expect("seen");
    let ids = first_cells(&all);
    let mut at = ids[0].clone();
    let mut walked = vec![at.clone()];
    while let Some((_, next)) = neighbours(&world.office, &officer, &ask, &at).await.expect("seen").after {
        let back = neighbours(&world.office, &officer, &ask, &next).await.expect("seen").before;
        assert_eq!(back.map(|(_, finding)| finding), Some(at));
        at = next;
        walked.push(at.clone());
    }
    assert_eq!(walked, ids);
    let own = |id: &str| id.split('/').next().map(str::to_owned);
    let next =
        neighbours(&world.office, &officer, &ask, &ids[0]).await.expect("seen").next.expect("another application");
    assert_ne!(own(&next.1), own(&ids[0]));
    assert_eq!(neighbours(&world.office, &officer, &ask, &ids[0]).await.expect("seen").previous, None);
}

#[tokio::test]
async fn an_extension_makes_the_lists_of_its_direction_anew() {
    let world = World::published().await;
    filled(&world, 2).await;
    let programme = doing(&world.programme, &midway());
    acts::extend_deadline(&world.office, programme.clone(), "1.1", at("2020-07-15T17:00:00"), "更多時間")
        .await
        .expect("extended");
    assert_eq!(acts::keep_lists(&world.office, &programme).await.expect("made"), 2);
    assert_eq!(acts::keep_lists(&world.office, &programme).await.expect("made"), 0);
    assert_eq!(seen(&world, &world.auditor, Kind::Applications, &Ask::default()).await.rows.len(), 2);
}

#[tokio::test]
async fn the_clause_page_counts_what_the_lists_show() {
    let world = World::published().await;
    filled(&world, 3).await;
    let auditor = doing(&world.auditor, &midway());
    let lines = clauses(&world.office, &auditor).await.expect("seen");
    assert_eq!(lines.len(), 82);
    let guide = world.office.guide();
    for line in &lines {
        let id = &guide.clauses[line.at].id;
        for (outcome, count) in &line.counts {
            let word = match outcome {
                Outcome::Pass => "pass",
                Outcome::Fail => "fail",
                Outcome::Person => "person",
                Outcome::Unset => "unset",
                Outcome::Hint => "hint",
            };
            let ask = Ask::default().with("clause", &**id).with("outcome", word);
            let listed = whole_list(&world.office, &auditor, Kind::Findings, &ask).await.expect("seen").rows.len();
            assert_eq!(i64::try_from(listed).expect("few"), *count, "{id} {word}");
        }
    }
    assert!(lines.iter().any(|line| guide.clauses[line.at].id == "HK-5" && line.counts.contains_key(&Outcome::Person)));
    assert!(lines.iter().any(|line| !line.round.is_empty()), "what the guide leaves open is said");
    assert_eq!(refused(clauses(&world.office, &doing(&world.applicant, &midway())).await).0, RefusalKind::NotFound);
}

#[test]
fn every_act_that_takes_a_pair_is_in_the_register_and_passes_the_gate() {
    let mut folders = vec![
        std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
            .join("src/acts"),
    ];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the acts") {
            let path = entry.expect("a file").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    let mut taking = BTreeSet::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("source");
        if path.file_name().is_some_and(|name| name == "gate.rs") {
            continue;
        }
        for function in text.split("\npub async fn ").skip(1) {
            let name = function.split('(').next().unwrap_or_default();
            let arguments = function.split(") ->").next().unwrap_or_default();
            if ["pair: ", "pairs: ", "&Pair", ": Pair", ": SeatChange"].iter().any(|sign| arguments.contains(sign)) {
                taking.insert(name.to_owned());
                assert!(
                    text.contains("eligible(tx, ") || text.contains("eligible(act.tx(), "),
                    "{name} passes no gate"
                );
            }
        }
    }
    assert_eq!(taking, PAIR_ACTS.iter().map(|(name, _)| (*name).to_owned()).collect());
}

#[tokio::test]
async fn the_gate_lets_a_pair_through_while_open_and_after_settling_only_what_stands() {
    let both = Both::agreed().await;
    hand_in(&both.mainland, &both.mainland.applicant, &half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]))
        .await;
    hand_in(&both.hongkong, &both.hongkong.applicant, &half("hongkong", "面向老年人的智能健康監測", ["張三", "李四"]))
        .await;
    both.exchange(&midway()).await;
    let side = &both.mainland;
    let listed =
        list(&side.office, &doing(&side.programme, &midway()), Kind::Pairs, &Ask::default()).await.expect("seen");
    let Some(ListTo::Pair(pair)) = listed.rows[0].to.clone() else { panic!("a pair") };
    pair_view(&side.office, &doing(&side.programme, &midway()), &pair).await.expect("it may be opened");
    let mut tx = side.office.db().read().await.expect("readable");
    acts::eligible(&mut tx, &pair, Need::Open).await.expect("open");
    assert_eq!(refused(acts::eligible(&mut tx, &pair, Need::Stands).await).1, "exchange-not-settled");
    assert_eq!(refused(acts::eligible(&mut tx, "none", Need::Open).await).0, RefusalKind::NotFound);
}
