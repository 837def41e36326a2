//! An agency's own export through a mapping.

use hefu_application::{Role, State, UnitRole};
use hefu_dossier::TableLimits;
use hefu_dossier::mapping::{Mapping, Suggestion, suggest, suggest_mapping};
use hefu_dossier::read::grids;
use hefu_dossier::vocabulary::Vocabulary;
use hefu_text::money::{Currency, Money};
use hefu_words::Lang;
use jiff::civil::date;

use crate::made::{book, errors, folder, guide, only, read, sheet, with_key};

const MAPPING: &str = r#"
[[table]]
file = "导出.xlsx"
sheet = "项目库"
entity = "applications"

[table.columns]
number = "系统流水号"
title = "课题"
direction = { value = "1.1" }
state = { header = "流程节点", values = { "归口部门审核通过" = "submitted", "退回" = "withdrawn" } }
period = "起止"
own_lead = "单位"
partner_units = { header = "合作单位", separators = "；、" }
own_pi = "主持"
partner_pi = "外方负责人"
state_funds = { header = "申请额度", unit = "万元" }
"#;

fn export() -> Vec<u8> {
    book(vec![
        sheet(
            "项目库",
            &[
                &["导出时间 2020-05-06"],
                &["系统流水号", "课题", "流程节点", "起止", "单位", "合作单位", "主持", "外方负责人", "申请额度"],
                &[
                    "X-1",
                    "肿瘤早筛",
                    "归口部门审核通过",
                    "2021-01-01至2022-12-31",
                    "清河大学",
                    "維港大學、港島醫院；新界科技公司",
                    "李文清",
                    "陳大文",
                    "250",
                ],
                &[
                    "X-2",
                    "中药质控",
                    "退回",
                    "2021年1月1日—2022年12月31日",
                    "江城大学",
                    "港島醫院",
                    "王立",
                    "黃偉",
                    "三百",
                ],
            ],
        ),
        sheet("字典", &[&["代码", "含义"]]),
    ])
}

#[test]
fn an_export_with_everything_in_one_row_is_read() {
    let read = read(
        folder(&[
            ("导出.xlsx", &export()),
            ("m.toml", MAPPING.as_bytes()),
            ("side.toml", b"[files]\nmapping = \"m.toml\"\n"),
        ])
        .path(),
        "mainland",
    );
    assert_eq!(errors(&read).len(), 0, "{:#?}", read.intake.problems);
    let [one, two] = read.intake.applications.as_slice() else { panic!("two applications") };
    assert_eq!((one.direction.as_str(), one.title.own.as_str(), one.state), ("1.1", "肿瘤早筛", State::Submitted));
    assert_eq!((one.period.start, one.period.end), (Some(date(2021, 1, 1)), Some(date(2022, 12, 31))));
    let units: Vec<_> = one.units.iter().map(|unit| (unit.side.as_str(), unit.name.as_str(), unit.role)).collect();
    assert_eq!(
        units,
        [
            ("mainland", "清河大学", UnitRole::Lead),
            ("hongkong", "維港大學", UnitRole::Participant),
            ("hongkong", "港島醫院", UnitRole::Participant),
            ("hongkong", "新界科技公司", UnitRole::Participant),
        ]
    );
    let people: Vec<_> = one.people.iter().map(|one| (one.side.as_str(), one.name.as_str(), one.role)).collect();
    assert_eq!(
        people,
        [("mainland", "李文清", Role::PrincipalInvestigator), ("hongkong", "陳大文", Role::PrincipalInvestigator)]
    );
    assert_eq!(one.budget[0].amount, Money::from_minor(250_000_000, Currency::CNY));
    assert_eq!((two.state, two.period.end), (State::Withdrawn, Some(date(2022, 12, 31))));
    assert_eq!(one.origin.cell("title").column.as_deref(), Some("课题"));
    assert_eq!(with_key(&read, "dossier-sheet-unknown").len(), 1);
}

#[test]
fn a_mapping_that_does_not_fit_says_where() {
    let text = MAPPING.replace("课题", "题目").replace("万元", "车").replace("own_pi", "chief");
    let read = read(
        folder(&[
            ("导出.xlsx", &export()),
            ("m.toml", text.as_bytes()),
            ("side.toml", b"[files]\nmapping = \"m.toml\"\n"),
        ])
        .path(),
        "mainland",
    );
    assert_eq!(only(&read, "dossier-mapping-header").found, "题目");
    assert_eq!(only(&read, "dossier-mapping-unit").found, "车");
    assert_eq!(only(&read, "dossier-mapping-field").found, "chief");
    assert_eq!(only(&read, "dossier-mapping-unit").cell.file.as_ref(), "m.toml");
}

#[test]
fn a_mapping_is_proposed_explained_saved_and_used() {
    let bytes = book(vec![sheet(
        "Sheet1",
        &[
            &[
                "项目编号",
                "项目名称",
                "申报方向",
                "承担单位",
                "合作单位",
                "项目负责人",
                "港方负责人",
                "起止时间",
                "申请经费（万元）",
                "办理人",
            ],
            &[
                "X-1",
                "肿瘤早筛",
                "1.1",
                "清河大学",
                "維港大學、港島醫院",
                "李文清",
                "陳大文",
                "2021-01-01至2022-12-31",
                "250",
                "小周",
            ],
        ],
    )]);
    let made = folder(&[("导出.xlsx", &bytes)]);
    let guide = guide();
    let words = Vocabulary::new(&guide, "mainland").expect("a side");
    let grids = grids(&made.path().join("导出.xlsx"), &TableLimits::default()).expect("readable");
    let suggestion = suggest(&grids, &words);
    let by_header = |header: &str| suggestion.columns.iter().find(|one| one.header == header).expect("a column");
    assert_eq!(by_header("项目编号").field.as_deref(), Some("number"));
    assert!(by_header("项目编号").confidence >= Suggestion::SURE);
    assert_eq!(by_header("港方负责人").field.as_deref(), Some("partner_pi"));
    let units = by_header("合作单位");
    assert_eq!(units.field.as_deref(), Some("partner_units"));
    assert!(units.confidence < Suggestion::SURE, "a person must look");
    assert!(units.reasons[0].text(Lang::ZhHans).contains("请确认"));
    assert_eq!(by_header("办理人").field, None);
    let text = suggestion.mapping.to_toml().expect("TOML");
    assert_eq!(Mapping::parse(&text).expect("reads back"), suggestion.mapping);
    assert_eq!(suggestion.mapping.faults(), []);
    std::fs::write(made.path().join("mapping.toml"), text).expect("written");
    std::fs::write(made.path().join("side.toml"), "[files]\nmapping = \"mapping.toml\"\n").expect("written");
    let read = read(made.path(), "mainland");
    assert_eq!(errors(&read).len(), 0, "{:#?}", read.intake.problems);
    assert_eq!(read.intake.applications[0].units.len(), 3);
    assert_eq!(read.intake.applications[0].budget[0].amount.minor, 250_000_000);
}

#[test]
fn values_alone_can_tell_a_column_and_speak_against_a_header() {
    let guide = guide();
    let words = Vocabulary::new(&guide, "mainland").expect("a side");
    let headers = ["申请编号", "项目名称", "归属", "开始日期"].map(str::to_owned);
    let rows = vec![
        ["1", "甲", "1.1", "张三"].map(str::to_owned).to_vec(),
        ["2", "乙", "1.2", "李四"].map(str::to_owned).to_vec(),
    ];
    let suggestion = suggest_mapping(&headers, &rows, &words);
    let by_header = |header: &str| suggestion.columns.iter().find(|one| one.header == header).expect("a column");
    assert_eq!(by_header("归属").field.as_deref(), Some("direction"));
    assert!(by_header("开始日期").confidence < 50);
}
