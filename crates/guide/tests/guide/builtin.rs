//! The guides that come with the program compile, hold what they should and nothing they should not.

use hefu_guide::model::{Calendar, ClauseKind, RuleKind};
use hefu_guide::{BUILTIN, Guide, builtin, builtin_text, compile};
use hefu_words::Lang;

fn guide() -> Guide {
    builtin("hkmt-2020").expect("the 2020 guide is built in")
}

#[test]
fn they_compile() {
    for id in BUILTIN {
        let text = builtin_text(id).expect("a built-in guide has a text");
        if let Err(faults) = compile(id, text, None) {
            panic!("{id}:\n{}", faults.plain());
        }
        assert!(builtin(id).is_some_and(|guide| guide.id == id));
    }
}

/// Id and kind of the 82 clauses, in the order of the text.
const CLAUSES: [(&str, &str); 82] = [
    ("G-1", "heading"),
    ("G-2", "fact"),
    ("G-3", "heading"),
    ("G-4", "fact"),
    ("G-5", "fact"),
    ("G-6", "purpose"),
    ("G-7", "fact"),
    ("G-8", "fact"),
    ("G-9", "purpose"),
    ("G-10", "purpose"),
    ("G-11", "fact"),
    ("G-12", "heading"),
    ("G-13", "fact"),
    ("G-14", "fact"),
    ("G-15", "fact"),
    ("G-16", "heading"),
    ("HK-0", "heading"),
    ("HK-1", "fact"),
    ("HK-2", "fact"),
    ("HK-3", "fact"),
    ("HK-4", "heading"),
    ("HK-5", "rule"),
    ("HK-6", "rule"),
    ("HK-7", "rule"),
    ("HK-8", "rule"),
    ("HK-9", "rule"),
    ("HK-10", "judgement"),
    ("HK-11", "judgement"),
    ("HK-12", "rule"),
    ("HK-13", "rule"),
    ("HK-14", "rule"),
    ("TW-0", "heading"),
    ("TW-1", "fact"),
    ("BIO-HEALTH-0", "heading"),
    ("BIO-HEALTH-1", "topic"),
    ("BIO-HEALTH-2", "topic"),
    ("BIO-HEALTH-3", "topic"),
    ("BIO-HEALTH-4", "topic"),
    ("BIO-HEALTH-5", "topic"),
    ("BIO-HEALTH-6", "topic"),
    ("BIO-HEALTH-7", "topic"),
    ("BIO-HEALTH-8", "topic"),
    ("BIO-HEALTH-9", "topic"),
    ("BIO-REGEN-0", "heading"),
    ("BIO-REGEN-1", "topic"),
    ("BIO-REGEN-2", "topic"),
    ("BIO-REGEN-3", "topic"),
    ("BIO-REGEN-4", "topic"),
    ("BIO-REGEN-5", "topic"),
    ("BIO-REGEN-6", "topic"),
    ("BIO-REGEN-7", "topic"),
    ("BIO-REGEN-8", "topic"),
    ("BIO-REGEN-9", "topic"),
    ("BIO-REGEN-10", "topic"),
    ("BIO-REGEN-11", "topic"),
    ("BIO-REGEN-12", "topic"),
    ("BIO-REGEN-13", "purpose"),
    ("5G-0", "heading"),
    ("5G-1", "topic"),
    ("5G-2", "topic"),
    ("5G-3", "topic"),
    ("5G-4", "judgement"),
    ("5G-5", "topic"),
    ("5G-6", "rule"),
    ("5G-7", "topic"),
    ("5G-8", "topic"),
    ("5G-9", "topic"),
    ("TW-2", "fact"),
    ("TW-3", "fact"),
    ("TW-4", "heading"),
    ("TW-5", "rule"),
    ("TW-6", "rule"),
    ("TW-7", "rule"),
    ("TW-8", "rule"),
    ("TW-9", "rule"),
    ("TW-10", "rule"),
    ("TW-11", "rule"),
    ("TW-12", "judgement"),
    ("TW-13", "judgement"),
    ("TW-14", "rule"),
    ("TW-15", "rule"),
    ("TW-16", "rule"),
];

#[test]
fn the_82_clauses_in_order() {
    let kind = |kind: ClauseKind| match kind {
        ClauseKind::Heading => "heading",
        ClauseKind::Fact => "fact",
        ClauseKind::Rule => "rule",
        ClauseKind::Judgement => "judgement",
        ClauseKind::Purpose => "purpose",
        ClauseKind::Topic => "topic",
    };
    let guide = guide();
    let found: Vec<(&str, &str)> = guide.clauses.iter().map(|clause| (clause.id.as_str(), kind(clause.kind))).collect();
    assert_eq!(found, CLAUSES);
}

/// The quotations, joined, are the official text; white space does not count.
#[test]
fn quotations_are_the_official_text() {
    let squeezed = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let source = include_str!("../../../../guides/hkmt-2020/source.txt");
    let quoted: String = guide().clauses.iter().map(|clause| squeezed(&clause.text)).collect();
    assert_eq!(quoted, squeezed(source));
}

#[test]
fn sums_agree() {
    let sums = guide().sums();
    let texts: Vec<&str> = sums.iter().map(|sum| sum.text.as_str()).collect();
    assert_eq!(texts, ["20+15=35, 25+15=40", "50,000,000+15,000,000=65,000,000"]);
    assert!(sums.iter().all(|sum| sum.agrees));
    assert_eq!(sums[1].clauses, ["HK-3", "TW-3", "G-15"]);
    assert!(builtin("gdhk-2023").expect("built in").sums().is_empty(), "GD states no totals");
}

#[test]
fn every_fact_and_rule_carries_something() {
    let guide = guide();
    for row in guide.clause_table(Lang::En) {
        let bare = row.rules.is_empty() && row.content.is_empty();
        assert!(!bare || !matches!(row.kind, ClauseKind::Fact | ClauseKind::Rule), "{} carries nothing", row.id);
        assert!(row.kind != ClauseKind::Topic || !bare, "{} is a topic without data", row.id);
    }
}

#[test]
fn sides_and_pairings() {
    let guide = guide();
    let sides: Vec<_> = guide
        .sides
        .iter()
        .map(|side| (side.id.as_str(), side.language.as_str(), side.currency.as_str(), side.zone.as_str()))
        .collect();
    assert_eq!(
        sides,
        [
            ("mainland", "zh-Hans", "CNY", "Asia/Shanghai"),
            ("hongkong", "zh-Hant-HK", "HKD", "Asia/Hong_Kong"),
            ("macao", "zh-Hant-HK", "MOP", "Asia/Macau"),
            ("taiwan", "zh-Hant-TW", "TWD", "Asia/Taipei"),
        ]
    );
    assert_eq!(guide.side("taiwan").expect("a side").calendar, Calendar::Minguo);
    for pairing in &guide.pairings {
        let directions = guide.directions.iter().filter(|direction| direction.pairing == pairing.id).count();
        assert_eq!(directions, usize::from(pairing.id != "mainland-macao"), "{}", pairing.id);
        assert!(!pairing.basis.is_empty());
    }
    let basis = |number: &str| guide.direction(number).and_then(|direction| direction.basis.clone());
    assert_eq!((basis("1.1"), basis("1.2").as_deref()), (None, Some("大陆与台湾科技合作承诺议定")));
}

#[test]
fn topics_are_the_seven_leaves() {
    let guide = guide();
    let leaves = |number: &str| -> Vec<String> {
        guide.direction(number).expect("a direction").leaves().into_iter().map(|leaf| leaf.id.clone()).collect()
    };
    assert_eq!(leaves("1.1"), ["nervous-system", "cancer", "tcm", "ai"]);
    assert_eq!(leaves("1.2"), ["smart-health", "regenerative", "5g-iot"]);
}

/// TW-9 and TW-10 apply to 5G/B5G物联网 only; HK-5 and TW-5 are never swapped.
#[test]
fn rules_apply_where_they_stand() {
    let guide = guide();
    let ids = |direction: &'static str, topic: &'static str| -> Vec<String> {
        guide.rules_for(direction, Some(topic)).map(|rule| rule.id.clone()).collect()
    };
    assert!(ids("1.2", "5g-iot").contains(&"TW-9.lead-kind".to_owned()));
    assert!(ids("1.2", "5g-iot").contains(&"TW-10.team-has".to_owned()));
    assert!(
        !ids("1.2", "regenerative")
            .iter()
            .any(|id| id.starts_with("TW-9") || id.starts_with("TW-10") || id.starts_with("5G"))
    );
    assert!(!ids("1.1", "ai").iter().any(|id| id.starts_with("TW") || id.starts_with("BIO") || id.starts_with("5G")));
    assert!(!ids("1.2", "smart-health").iter().any(|id| id.starts_with("HK")));
    let months = |id: &str| {
        guide.rules.iter().find_map(|rule| match &rule.kind {
            RuleKind::Period(period) if rule.clause == id => Some((period.min_months, period.max_months)),
            _ => None,
        })
    };
    assert_eq!((months("HK-5"), months("TW-5")), (Some((24, 24)), Some((24, 36))));
}

/// What the guide leaves open is unset, under G-1, and nowhere set.
#[test]
fn g_1_what_is_open_is_unset() {
    let guide = guide();
    let ids: Vec<&str> = guide.unset.iter().map(|unset| unset.id.as_str()).collect();
    for id in [
        "application-window",
        "authority",
        "contact",
        "project-cap",
        "own-contribution",
        "partner-money",
        "review-criteria",
        "reviewer-count",
        "age-and-post",
        "applications-per-person",
        "general-eligibility",
        "split-by-sub-direction",
        "technical-targets",
    ] {
        assert!(ids.contains(&id), "{id} is not unset");
    }
    assert!(guide.unset.iter().all(|unset| unset.clause == "G-1"));
    let invented = guide
        .rules
        .iter()
        .find(|rule| matches!(rule.kind, RuleKind::FixedGrant(_) | RuleKind::Limit(_) | RuleKind::OwnContribution(_)));
    assert!(invented.is_none(), "{invented:?}");
}

/// The data of the 28 topic clauses, as the list of clauses asks for them.
#[test]
fn topic_clauses_carry_their_data() {
    let guide = guide();
    let list = |id: &str| {
        let list = guide.list(id).unwrap_or_else(|| panic!("no list {id}"));
        let values: Vec<&str> = list.values.iter().map(|value| value.names.hans()).collect();
        (list.clause.clone(), values.join("/"), list.open)
    };
    for (id, clause, values, open) in [
        ("data-stage", "BIO-HEALTH-1", "获取/挖掘/应用", false),
        ("disease", "BIO-HEALTH-2", "心脑血管系统/代谢性疾病/癌症", true),
        ("sensing", "BIO-HEALTH-3", "可穿戴/轻负荷/非接触", true),
        ("care-place", "BIO-HEALTH-4", "医疗/社区/家庭", false),
        ("care-stage", "BIO-HEALTH-4", "监测/干预/康复", false),
        ("omics", "BIO-HEALTH-6", "基因组学/影像组学/蛋白组学/中医数据", true),
        ("technology-leg", "BIO-REGEN-1", "细胞/生物材料/组织构建", false),
        ("tissue", "BIO-REGEN-2", "皮肤/角膜/软骨", true),
        ("factor", "BIO-REGEN-4", "超声/光/电/磁", true),
        ("behaviour", "BIO-REGEN-4", "增殖/分化/免疫调控", true),
        ("material-aspect", "BIO-REGEN-6", "成分/结构/表面改性/降解/免疫原性消除", true),
        ("regeneration-use", "BIO-REGEN-11", "组织再生/体外替代检测", false),
        ("capability", "5G-1", "大带宽/多连接/低延迟", false),
        ("network-technology", "5G-2", "网络云化/虚拟化/智能化/开放", true),
        ("medical-scenario", "5G-7", "居家照护/紧急救护/医疗院所无缝隙智慧服务/AR/VR远程医疗会诊", false),
        ("education-scenario", "5G-8", "AR/VR沉浸式体验的科学普及教育", false),
        ("agriculture-function", "5G-9", "监测/质保/产品溯源管理", false),
    ] {
        assert_eq!(list(id), (clause.to_owned(), values.to_owned(), open), "{id}");
    }
    assert!(guide.list("data-stage").is_some_and(|list| list.show_uncovered));
    let remark = guide.list("disease").and_then(|list| list.other_remark.clone()).expect("BIO-HEALTH-2 has a remark");
    assert_eq!(remark.hans(), "非指南特别列举对象");
    for id in guide.clauses.iter().filter(|clause| clause.kind == ClauseKind::Topic).map(|clause| clause.id.as_str()) {
        let pure = ["BIO-HEALTH-2", "BIO-REGEN-2"].contains(&id);
        assert!(guide.item(id).is_some() || pure, "{id} can be worked on by no task");
    }
    let requires = |id: &str| {
        let kind = guide.deliverable(id).unwrap_or_else(|| panic!("no deliverable {id}"));
        (kind.requires.join(" "), kind.requires_at_closing.join(" "), kind.lists.join(" "))
    };
    for (id, fields, closing, lists) in [
        ("effect-evaluation", "protocol measure comparison", "", ""),
        ("model", "input output population", "version digest", ""),
        ("database", "dictionary records access", "", ""),
        ("regeneration-product", "", "", "tissue"),
        ("regeneration-technology", "", "", "tissue"),
        ("culture-system", "", "", ""),
        ("safety-evaluation", "", "", ""),
        ("quality-control", "", "", ""),
        ("finding", "", "", ""),
        ("biomaterial", "specification", "", ""),
        ("co-culture", "", "", ""),
        ("tissue-construct", "", "", "tissue"),
        ("equipment", "", "test-record", "equipment-purpose"),
        ("network-claim", "metric target unit test-method", "", "capability"),
    ] {
        let expected = (fields.to_owned(), closing.to_owned(), lists.to_owned());
        assert_eq!(requires(id), expected, "{id}");
    }
    let validation = guide.milestone("validation").expect("BIO-HEALTH-8");
    assert_eq!((validation.clause.as_str(), validation.of.as_deref()), ("BIO-HEALTH-8", Some("model")));
    let demonstration = guide.milestone("demonstration").expect("5G-5");
    assert!(demonstration.expected && demonstration.clause == "5G-5");
    assert_eq!(demonstration.requires, ["place", "date", "measure"]);
    assert_eq!(guide.item("BIO-HEALTH-3").expect("an item").fields, ["population", "scenario"]);
    assert!(guide.item("BIO-REGEN-7").is_some_and(|item| item.lists == ["factor"]));
    assert!(guide.item("BIO-REGEN-12").is_some_and(|item| item.prompt.is_some()));
    assert_eq!(guide.grids.iter().map(|grid| grid.id.as_str()).collect::<Vec<_>>(), ["care", "factor-behaviour"]);
    assert_eq!(list("aims-hongkong").1.split('/').count(), 5, "G-6");
    assert_eq!(list("aims-taiwan").1.split('/').count(), 3, "G-10");
    assert_eq!(list("role").1, "产/学/研/用", "5G-4");
}

/// The second guide has other sides, other rules, and no code of its own.
#[test]
fn gdhk_2023_differs() {
    let guide = builtin("gdhk-2023").expect("built in");
    assert!(!guide.source.verbatim && !guide.source.citation.is_empty());
    let kinds: Vec<&'static str> = guide
        .rules
        .iter()
        .map(|rule| match &rule.kind {
            RuleKind::FixedGrant(_) => "fixed-grant",
            RuleKind::Limit(_) => "limit",
            RuleKind::OwnContribution(_) => "own-contribution",
            RuleKind::TeamHas(team) if team.side.is_none() => "team-has-any",
            RuleKind::Agreement(agreement) if agreement.parties == "all-units" => "agreement-all",
            _ => "",
        })
        .collect();
    for kind in ["fixed-grant", "limit", "own-contribution", "team-has-any", "agreement-all"] {
        assert!(kinds.contains(&kind), "{kind}");
    }
}
