//! Overlap: a copy in another script is found where it stands, what is unrelated or the form's own is not, and what was said of
//! a finding is remembered.

mod kept;

use std::collections::BTreeMap;
use std::sync::Arc;

use hefu_application::{Application, Person, Role, Task, Unit, UnitRole};
use hefu_office::acts;
use hefu_office::documents::AttachedTo;
use hefu_office::draft::Section;
use hefu_office::overlap::{Alike, OverlapSettings, Part};
use hefu_office::verify::verify;
use hefu_office::views::{ComparisonView, finding_view, overlap_lines, overlap_view};
use hefu_office::{RefusalKind, Viewer};
use hefu_overlap::RunKind;
use hefu_sample::agreement::{Flaw, Format};
use hefu_text::script::{fold, strip, to_hant_tw};

use crate::documents::{agreement, attach, draft};
use crate::world::{World, application, doing, midway, refused};

const WORDS: [&str; 48] = [
    "监测", "模型", "数据", "算法", "样本", "传感", "网络", "节点", "信号", "老年", "康复", "影像", "材料", "支架",
    "细胞", "神经", "机器", "控制", "实验", "评价", "指标", "方案", "阶段", "目标", "研究", "方法", "理论", "应用",
    "示范", "推广", "医院", "病区", "设备", "系统", "平台", "接口", "标准", "安全", "隐私", "加密", "训练", "验证",
    "误差", "精度", "成本", "周期", "团队", "合作",
];

/// A text of so many words that has next to nothing in common with that of another seed.
pub fn text(seed: u64, words: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut out = String::new();
    for at in 0..words {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        out.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
        match at % 12 {
            11 => out.push('。'),
            5 => out.push('，'),
            _ => {}
        }
    }
    out
}

/// An application with this answer to a question of the guide.
pub fn with_summary(title: &str, summary: &str) -> Application {
    let mut made = application(title);
    made.fields.insert("summary".to_owned(), summary.to_owned());
    made
}

fn led_by(mut made: Application, person: &str, unit: &str) -> Application {
    made.people.push(Person {
        side: "hongkong".to_owned(),
        name: person.to_owned(),
        english: None,
        role: Role::PrincipalInvestigator,
        unit: None,
        identifiers: BTreeMap::new(),
        fields: BTreeMap::new(),
        origin: Default::default(),
    });
    made.units.push(Unit {
        side: "hongkong".to_owned(),
        name: unit.to_owned(),
        english: None,
        role: UnitRole::Lead,
        kind: None,
        functions: Vec::new(),
        identifiers: BTreeMap::new(),
        origin: Default::default(),
    });
    made
}

fn with_task(mut made: Application, title: &str) -> Application {
    made.tasks.push(Task {
        code: "T1".to_owned(),
        title: title.to_owned(),
        item: None,
        sides: Vec::new(),
        unit: None,
        person_months_hundredths: None,
        tags: Vec::new(),
        fields: BTreeMap::new(),
        origin: Default::default(),
    });
    made
}

/// Hands an application in; gives its draft and number.
pub async fn hand_in(world: &World, viewer: &Viewer, made: &Application) -> (String, String) {
    let by = doing(viewer, &midway());
    let draft = acts::begin_draft(&world.office, by.clone(), "1.1").await.expect("begun");
    acts::take_in(&world.office, by.clone(), &draft, made).await.expect("taken in");
    let number = acts::submit(&world.office, by, &draft).await.expect("handed in").number;
    (draft, number)
}

/// Thresholds of an office that lists short copies.
pub fn thresholds() -> OverlapSettings {
    OverlapSettings { listing: Some(60), alert: Some(150), common: Some(4) }
}

pub async fn set(world: &World, wanted: OverlapSettings) {
    acts::set_overlap(&world.office, doing(&world.programme, &midway()), "1.1", wanted).await.expect("set");
}

/// Does the background work that is due.
pub async fn work(world: &World) {
    let clock = Arc::new(|| midway().timestamp());
    world.office.background(clock, None).run_due().await.expect("worked");
}

/// Has the direction compared, and gives what was found.
pub async fn compared(world: &World) -> ComparisonView {
    let by = doing(&world.form_check, &midway());
    acts::compare_texts(&world.office, by.clone(), "1.1").await.expect("asked");
    work(world).await;
    let view = overlap_view(&world.office, &by, "1.1", None, None).await.expect("seen");
    let run = view.run.expect("a run");
    assert_eq!((run.state, run.failed), (acts::RunState::Done, None));
    view.comparison.expect("compared")
}

pub async fn sound(world: &World) {
    assert_eq!(verify(world.office.db()).await.expect("read").faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_copy_in_the_other_script_is_found_where_it_stands_and_what_is_unrelated_is_not() {
    let world = World::published().await;
    set(&world, thresholds()).await;
    let own = text(1, 150);
    let copied: String = own.chars().skip(50).take(200).collect();
    let turned = to_hant_tw(&copied);
    assert_ne!(copied, turned);
    let guide: Vec<String> = world.office.guide().clauses.iter().map(|clause| clause.text.clone()).collect();
    let guide = guide.join("\n");
    assert!(guide.chars().count() > 1_000);
    let first = led_by(with_summary("甲", &own), "张  三", "示例大学");
    let second = with_task(led_by(with_summary("乙", &text(2, 150)), "張三", "範例大學"), &turned);
    let third = with_summary("丙", &format!("{}\n{guide}", text(3, 150)));
    let fourth = with_summary("丁", &format!("{guide}\n{}", text(4, 150)));
    let mut numbers = Vec::new();
    for made in [&first, &second, &third, &fourth] {
        numbers.push(hand_in(&world, &world.applicant, made).await.1);
    }
    let found = compared(&world).await;
    assert_eq!((found.applications, found.counts, found.lines.len()), (4, [1, 0], 1), "{:?}", found.lines);
    assert!(found.since.nothing() && found.common.is_empty() && found.unread.is_empty());
    let finding = &found.lines[0].finding;
    assert_eq!(finding.applications.as_slice(), &numbers[..2]);
    assert_eq!((finding.alert, finding.alike.as_slice()), (true, &[Alike::Investigator][..]));
    let [of_first, of_second] = &finding.parts;
    assert_eq!((of_first.len(), &of_first[0].part), (1, &Part::Answers(Section::Project)));
    assert_eq!((of_second.len(), &of_second[0].part), (1, &Part::Answers(Section::Tasks)));
    // Of the second, most of the task (Taiwan has other words for some things) and less than half of the application.
    let (task, whole) = (of_second[0].share.basis_points(), finding.shares[1].basis_points());
    assert!(task > 8_000 && whole < 5_000 && whole > 2_000, "{task} {whole}");

    let by = doing(&world.form_check, &midway());
    let view = finding_view(&world.office, &by, "1.1", [&numbers[1], &numbers[0]]).await.expect("either order");
    let (passages, [a, b]) = view.shown.expect("as compared");
    let passage = &passages[0].passage;
    let [left, right] = [passage.a.of(&a), passage.b.of(&b)];
    let signs = ['。', '，'];
    // From end to end, but for a word at either that Taiwan calls otherwise.
    let inner = |text: &str| -> String { text.trim_matches(signs).chars().skip(6).collect::<String>() };
    let within = |found: &str, text: &str| {
        let (inner, length) = (inner(text), text.chars().count());
        let inner: String = inner.chars().take(length - 20).collect();
        found.contains(&inner) && found.chars().count() <= length + 8
    };
    assert!(within(left, &copied) && within(right, &turned), "{left} {right}");
    let [left, right] = passage.runs([&a, &b], 0);
    let equal = |runs: &[hefu_overlap::Run], text: &str| -> String {
        runs.iter().filter(|run| run.kind == RunKind::Equal).map(|run| run.span.of(text).to_owned()).collect()
    };
    let (left, right) = (equal(&left, &a), equal(&right, &b));
    assert_eq!(strip(&fold(&left)), strip(&fold(&right)), "what is equal is equal, each in its own script");
    assert!(left != right && left.chars().count() > 140, "{left}");
    assert_eq!(
        passages[0].parts,
        [Some(Part::Answers(Section::Project)), Some(Part::Answers(Section::Tasks))],
        "each begins in its part"
    );
    let only = overlap_view(&world.office, &by, "1.1", Some(&numbers[3]), None).await.expect("seen");
    assert_eq!(only.comparison.expect("compared").lines, []);
    let none = finding_view(&world.office, &by, "1.1", [&numbers[0], &numbers[2]]).await;
    assert_eq!(refused(none).0, RefusalKind::NotFound);
    let lines = overlap_lines(&world.office, &by).await.expect("seen");
    assert_eq!((lines.len(), lines[0].applications, lines[0].counts), (1, 4, [1, 0]));
    sound(&world).await;
}

#[tokio::test]
async fn documents_count_as_they_were_read_and_one_without_text_is_named() {
    let world = World::published().await;
    set(&world, thresholds()).await;
    let mut numbers = Vec::new();
    for (viewer, flaw, name) in [
        (&world.applicant, Flaw::None, "協議.pdf"),
        (&world.other, Flaw::None, "合作.pdf"),
        (&world.other, Flaw::Scan, "掃描.png"),
    ] {
        let draft = draft(&world, viewer).await;
        let (_, bytes) = agreement(flaw, Format::PdfUnicode);
        attach(&world, viewer, &midway(), &draft, AttachedTo::Agreement, (name, &bytes)).await.expect("attached");
        numbers.push(acts::submit(&world.office, doing(viewer, &midway()), &draft).await.expect("handed in").number);
    }
    let found = compared(&world).await;
    assert_eq!(found.lines.len(), 1, "{:?}", found.lines);
    let finding = &found.lines[0].finding;
    assert_eq!(finding.applications.as_slice(), &numbers[..2]);
    let whole = |name: &str| Part::Document(name.to_owned());
    assert!(finding.parts[0].iter().any(|one| one.part == whole("協議.pdf") && one.share.basis_points() > 9_000));
    assert!(finding.parts[1].iter().any(|one| one.part == whole("合作.pdf")));
    let unread: Vec<_> = found.unread.iter().map(|one| (one.application.as_str(), one.document.as_str())).collect();
    assert_eq!(unread, [(numbers[2].as_str(), "掃描.png")]);
    assert_eq!(found.unread[0].reason.key, "document-no-text");
    sound(&world).await;
}

#[tokio::test]
async fn what_many_share_is_listed_apart_and_counts_for_no_pair() {
    let world = World::published().await;
    set(&world, thresholds()).await;
    let unit = text(99, 80);
    for seed in 1..=6 {
        let viewer = if seed % 2 == 0 { &world.applicant } else { &world.other };
        hand_in(&world, viewer, &with_summary("共", &format!("{}\n{unit}", text(seed, 100)))).await;
    }
    let found = compared(&world).await;
    assert_eq!((found.lines.len(), found.common.len()), (0, 1), "{:?}", found.common);
    assert_eq!(found.common[0].common.applications.len(), 6);
    let excerpt = found.common[0].excerpt.clone().expect("as compared");
    assert!(unit.starts_with(excerpt.trim_end_matches('…').chars().take(40).collect::<String>().as_str()), "{excerpt}");
    // Where an office takes six for few, they are fifteen pairs.
    set(&world, OverlapSettings { common: Some(5), ..thresholds() }).await;
    let found = compared(&world).await;
    assert_eq!((found.counts.iter().sum::<usize>(), found.common.len()), (15, 0));
    sound(&world).await;
}
