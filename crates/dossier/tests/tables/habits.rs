//! What spreadsheets and their users do to values.

use hefu_application::{AgreementKind, Severity, State, UnitKind, UnitRole};
use hefu_text::money::{Currency, Money};
use jiff::civil::date;
use rust_xlsxwriter::{Format, Formula};

use crate::made::{book, errors, folder, numbers, only, read, read_book, sheet, with_key};

const HEAD: [&str; 6] = ["申请编号", "指南方向", "项目名称", "开始日期", "结束日期", "提交时间"];

fn one(cells: [&str; 6]) -> hefu_dossier::SideRead {
    read_book(vec![sheet("申请", &[&HEAD, &cells])], "mainland")
}

#[test]
fn a_plain_row_is_read_with_its_place() {
    let read = one(["20200012", "1.1", "阿尔茨海默病早期诊断", "2021-01-01", "2022-12-31", "2020-03-01 17:00"]);
    assert_eq!(errors(&read), Vec::<&hefu_application::Problem>::new());
    let [application] = read.intake.applications.as_slice() else { panic!("one application") };
    assert_eq!(application.id.to_string(), "mainland:20200012");
    assert_eq!(application.period.start, Some(date(2021, 1, 1)));
    assert_eq!(
        application.submitted.as_ref().map(ToString::to_string).as_deref(),
        Some("2020-03-01T17:00:00+08:00[Asia/Shanghai]")
    );
    assert_eq!(application.origin.cell("title").to_string(), "applications.xlsx › 申请 › 2 › 项目名称");
}

#[test]
fn numbers_dates_and_text_of_a_spreadsheet_are_what_was_meant() {
    let mut sheet = sheet("申请", &[&HEAD]);
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_number(1, 0, 20_200_012.0).expect("number");
    sheet.write_number(1, 1, 1.1).expect("number");
    sheet.write_string(1, 2, "\u{A0}５Ｇ 组网\u{3000}").expect("text");
    sheet.write_number_with_format(1, 3, 44_197.0, &day).expect("date");
    sheet.write_number(1, 4, 44_926.0).expect("serial without format");
    sheet
        .write_number_with_format(1, 5, 43_891.708_333_333_336, &Format::new().set_num_format("yyyy-mm-dd hh:mm"))
        .expect("moment");
    let read = read_book(vec![sheet], "mainland");
    let application = &read.intake.applications[0];
    assert_eq!(application.id.number, "20200012");
    assert_eq!(application.direction, "1.1");
    assert_eq!(application.title.own, "５Ｇ 组网");
    assert_eq!(application.period.start, Some(date(2021, 1, 1)));
    assert_eq!(application.period.end, Some(date(2022, 12, 31)));
    assert_eq!(
        application.submitted.as_ref().map(|at| at.timestamp().to_string()).as_deref(),
        Some("2020-03-01T09:00:00Z")
    );
    assert_eq!(errors(&read).len(), 0);
}

#[test]
fn the_1904_system_is_followed() {
    let mut sheet = sheet("申请", &[&HEAD, &["1", "1.1", "题目"]]);
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_number_with_format(1, 3, 42_735.0, &day).expect("date");
    let bytes = book(vec![sheet]);
    let changed = crate::hostile::rewrite(&bytes, "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let read = read(folder(&[("a.xlsx", &changed)]).path(), "mainland");
    assert_eq!(read.intake.applications[0].period.start, Some(date(2021, 1, 1)));
}

#[test]
fn error_cells_formulas_and_booleans_are_named() {
    let mut sheet = sheet("申请", &[&HEAD, &["1", "1.1", "", "", "2022-12-31"]]);
    sheet.write_formula(1, 2, Formula::new("=A9&\"x\"").set_result("缓存的题目")).expect("formula");
    sheet.write_formula(1, 3, Formula::new("=NA()").set_result("#N/A")).expect("formula");
    sheet.write_boolean(1, 5, true).expect("boolean");
    let read = read_book(vec![sheet], "mainland");
    assert_eq!(read.intake.applications[0].title.own, "缓存的题目");
    let problem = only(&read, "dossier-cell-error");
    assert_eq!(
        (problem.found.as_str(), problem.cell.row, problem.cell.column.as_deref()),
        ("#N/A", Some(2), Some("开始日期"))
    );
    assert_eq!(problem.application.as_deref(), Some("1"));
    assert_eq!(only(&read, "dossier-cell-kind").found, "TRUE");
}

#[test]
fn one_bad_cell_costs_its_value_only() {
    let read = read_book(
        vec![sheet(
            "申请",
            &[
                &HEAD,
                &["1", "1.1", "甲", "2021-02-30", "2022-12-31"],
                &["", "1.1", "无编号"],
                &["2", "9.9", "乙", "2021-01-01", "2022-12-31"],
                &["3", "1.1", "丙", "二〇二一年一月一日", "2022年12月31日"],
            ],
        )],
        "mainland",
    );
    assert_eq!(numbers(&read), ["1", "2", "3"]);
    assert_eq!(read.intake.applications[0].period.start, None);
    assert_eq!(only(&read, "dossier-date-impossible").found, "2021-02-30");
    assert_eq!(only(&read, "dossier-cell-missing").cell.row, Some(3));
    assert_eq!(only(&read, "dossier-direction").found, "9.9");
    assert_eq!(read.intake.applications[2].period.start, Some(date(2021, 1, 1)));
}

#[test]
fn minguo_dates_are_read_where_the_side_counts_so() {
    let head = ["申請編號", "指南方向", "計畫名稱", "開始日期", "結束日期", "送出時間"];
    let row = ["109-001", "1.2", "可穿戴生理訊號監測", "110/01/01", "民國112年12月31日", "109/03/01 17:00"];
    let taiwan = read_book(vec![sheet("申請", &[&head, &row])], "taiwan");
    assert_eq!(errors(&taiwan).len(), 0, "{:#?}", taiwan.intake.problems);
    let application = &taiwan.intake.applications[0];
    assert_eq!((application.period.start, application.period.end), (Some(date(2021, 1, 1)), Some(date(2023, 12, 31))));
    assert_eq!(
        application.submitted.as_ref().map(|at| at.timestamp().to_string()).as_deref(),
        Some("2020-03-01T09:00:00Z")
    );
    let mainland = read_book(vec![sheet("申请", &[&HEAD, &["1", "1.2", "题", "110/01/01", "2022-12-31"]])], "mainland");
    assert_eq!(only(&mainland, "dossier-date-ambiguous-calendar").args["gregorian"], "2021");
}

#[test]
fn headers_stand_below_titles_in_two_rows_and_merged() {
    let mut sheet = sheet(
        "项目申请",
        &[
            &["2020年度内地与香港联合资助研发项目申请清单"],
            &["填报单位：科技合作处"],
            &["申报编号*", "指南方向", "项目名称", "执行期", "", "香港方", ""],
            &["", "", "", "开始日期", "结束日期", "牵头单位", "项目负责人"],
            &["A-1", "1.1", "题目一", "2021.01.01", "2022.12.31", "維港大學", "陳大文（CHAN Tai Man）"],
        ],
    );
    sheet.merge_range(0, 0, 0, 6, "2020年度内地与香港联合资助研发项目申请清单", &Format::new()).expect("merge");
    sheet.merge_range(2, 3, 2, 4, "执行期", &Format::new()).expect("merge");
    sheet.merge_range(2, 5, 2, 6, "香港方", &Format::new()).expect("merge");
    for (column, text) in [(0u16, "申报编号*"), (1, "指南方向"), (2, "项目名称")] {
        sheet.merge_range(2, column, 3, column, text, &Format::new()).expect("merge");
    }
    let read = read_book(vec![sheet], "mainland");
    assert_eq!(errors(&read).len(), 0, "{:#?}", read.intake.problems);
    let application = &read.intake.applications[0];
    assert_eq!(application.id.number, "A-1");
    assert_eq!(application.period.end, Some(date(2022, 12, 31)));
    let unit = application.lead_unit("hongkong").expect("a lead unit");
    assert_eq!((unit.name.as_str(), unit.origin.columns["name"].as_str()), ("維港大學", "香港方 / 牵头单位"));
    let person = application.principal_investigator("hongkong").expect("an investigator");
    assert_eq!((person.name.as_str(), person.english.as_deref()), ("陳大文", Some("CHAN Tai Man")));
}

#[test]
fn the_same_column_twice_refuses_the_sheet_and_an_unknown_one_is_named() {
    let twice = read_book(
        vec![sheet("申请", &[&["申请编号", "指南方向", "项目名称", "项目编号"], &["1", "1.1", "题", "2"]])],
        "mainland",
    );
    let problem = only(&twice, "dossier-header-twice");
    assert_eq!((problem.args["first"].as_str(), problem.found.as_str()), ("申请编号", "项目编号"));
    assert!(twice.intake.applications.is_empty());
    let unknown = read_book(
        vec![sheet(
            "申请",
            &[&["申请编号", "指南方向", "项目名称", "内部备注", "空列"], &["1", "1.1", "题", "转处长", ""]],
        )],
        "mainland",
    );
    assert_eq!(only(&unknown, "dossier-column-unknown").found, "内部备注");
    assert_eq!(numbers(&unknown), ["1"]);
}

#[test]
fn neither_of_two_rows_with_one_number_wins() {
    let read = read_book(
        vec![
            sheet("申请", &[&HEAD, &["7", "1.1", "甲"], &["8", "1.1", "乙"], &["７", "1.1", "丙"]]),
            sheet(
                "单位",
                &[
                    &["申请编号", "所属方", "单位名称"],
                    &["7", "内地", "甲大学"],
                    &["9", "内地", "无主大学"],
                    &["8", "港方", "乙大學"],
                ],
            ),
        ],
        "mainland",
    );
    assert_eq!(numbers(&read), ["8"]);
    let twice = with_key(&read, "dossier-number-twice");
    assert_eq!(twice.len(), 2);
    assert!(twice[0].args["others"].contains("› 4 ›"), "{twice:#?}");
    assert!(twice[1].args["others"].contains("› 2 ›"), "{twice:#?}");
    let unknown = only(&read, "dossier-reference-unknown");
    assert_eq!((unknown.found.as_str(), unknown.cell.row), ("9", Some(3)));
    assert_eq!(read.intake.applications[0].units[0].side, "hongkong");
}

#[test]
fn what_a_spreadsheet_does_to_long_and_zero_led_numbers_is_told() {
    let mut sheet = sheet(
        "申请",
        &[&HEAD, &["00123456", "1.1", "甲"], &["", "1.1", "乙"], &["", "1.1", "丙"], &["2.02E+07", "1.1", "丁"]],
    );
    sheet.write_number(2, 0, 123_457.0).expect("number");
    sheet.write_number(3, 0, 1_234_567_890_123_456_789.0).expect("number");
    let parts = crate::made::sheet("任务", &[&["申请编号", "任务编号", "负责方"], &["123456", "T1", "双方"]]);
    let read = read_book(vec![sheet, parts], "mainland");
    assert_eq!(numbers(&read), ["00123456", "123457"]);
    assert_eq!(only(&read, "dossier-number-zeros").severity, Severity::Warning);
    assert_eq!(only(&read, "dossier-number-too-long").cell.row, Some(4));
    assert_eq!(only(&read, "dossier-number-scientific").found, "2.02E+07");
    assert_eq!(only(&read, "dossier-reference-zeros").found, "123456");
    assert_eq!(read.intake.applications[0].tasks[0].sides, ["mainland", "hongkong"]);
}

#[test]
fn codes_that_became_dates_are_refused() {
    let mut tasks = sheet(
        "任务",
        &[&["申请编号", "任务编号", "任务名称", "负责方", "人月"], &["1", "", "信号采集", "内地、香港", "12.25"]],
    );
    tasks.write_number_with_format(1, 1, 44_198.0, &Format::new().set_num_format("m-d")).expect("date");
    let read = read_book(vec![sheet("申请", &[&HEAD, &["1", "1.1", "甲"]]), tasks], "mainland");
    assert_eq!(only(&read, "dossier-code-became-date").found, "2021-01-02");
}

#[test]
fn money_follows_its_header_and_cell() {
    let head = ["申请编号", "经费来源", "所属方", "金额（万元）", "币种"];
    let read = read_book(
        vec![
            sheet("申请", &[&HEAD, &["1", "1.1", "甲"]]),
            sheet(
                "经费",
                &[
                    &head,
                    &["1", "国拨", "内地", "250", ""],
                    &["1", "自筹", "内地", "1,000,000元", ""],
                    &["1", "創新及科技基金", "香港", "150.5", "港币"],
                    &["1", "国拨", "内地", "约二百五", ""],
                    &["1", "国拨", "内地", "-5", ""],
                    &["1", "国拨", "内地", "1", "人民币元"],
                ],
            ),
        ],
        "mainland",
    );
    let amounts: Vec<(&str, Money)> =
        read.intake.applications[0].budget.iter().map(|line| (line.source.as_str(), line.amount)).collect();
    assert_eq!(amounts[0], ("state", Money::from_minor(250_000_000, Currency::CNY)));
    assert_eq!(amounts[1], ("own", Money::from_minor(100_000_000, Currency::CNY)));
    assert_eq!(amounts[2], ("創新及科技基金", Money::from_minor(150_500_000, Currency::HKD)));
    assert_eq!(with_key(&read, "dossier-amount").len(), 1);
    assert_eq!(with_key(&read, "dossier-negative").len(), 1);
}

#[test]
fn choices_are_read_in_every_script() {
    let read = read_book(
        vec![
            sheet(
                "Applications",
                &[
                    &["Application No", "Direction", "Title", "Status", "Kind of agreement", "Signing date", "Parties"],
                    &[
                        "1",
                        "1.1 Hong Kong",
                        "Early diagnosis",
                        "撤回",
                        "合作意向書",
                        "2020-02-03",
                        "清河大学；維港大學",
                    ],
                    &["2", "1.1", "Second", "perhaps", "", "", ""],
                ],
            ),
            sheet(
                "Units",
                &[
                    &["Project no.", "Side", "Institution", "Lead or participant", "Kind", "产学研用"],
                    &["1", "Mainland side", "清河大学", "Lead", "高校", "学、研"],
                    &["1", "香港方", "維港大學", "牽頭", "大專校院", "學研用"],
                    &["1", "火星", "某某", "", "", ""],
                ],
            ),
        ],
        "hongkong",
    );
    let application = &read.intake.applications[0];
    assert_eq!(application.state, State::Withdrawn);
    let agreement = application.agreement.as_ref().expect("an agreement");
    assert_eq!((agreement.kind, agreement.parties.len()), (Some(AgreementKind::LetterOfIntent), 2));
    assert_eq!(application.units.len(), 2);
    assert_eq!((application.units[1].role, application.units[1].kind), (UnitRole::Lead, Some(UnitKind::University)));
    assert_eq!(application.units[1].functions, ["university", "research", "user"]);
    assert_eq!(only(&read, "dossier-choice").found, "perhaps");
    assert_eq!(only(&read, "dossier-side").found, "火星");
}

#[test]
fn merged_numbers_hold_for_all_their_rows() {
    let mut units = sheet(
        "单位",
        &[
            &["申请编号", "所属方", "单位名称"],
            &["1", "内地", "甲大学"],
            &["", "内地", "乙医院"],
            &["", "内地", "丙公司"],
        ],
    );
    units.merge_range(1, 0, 3, 0, "1", &Format::new()).expect("merge");
    let read = read_book(vec![sheet("申请", &[&HEAD, &["1", "1.1", "甲"]]), units], "mainland");
    assert_eq!(read.intake.applications[0].units.len(), 3, "{:#?}", read.intake.problems);
}

#[test]
fn identifiers_are_checked_and_kept() {
    let read = read_book(
        vec![
            sheet("申请", &[&HEAD, &["1", "1.1", "甲"]]),
            sheet(
                "单位",
                &[
                    &["申请编号", "所属方", "单位名称", "统一社会信用代码"],
                    &["1", "内地", "甲公司", "91110000600037341M"],
                ],
            ),
            sheet("人员", &[&["申请编号", "所属方", "姓名", "ORCID"], &["1", "内地", "张三", "0000-0002-1825-0097"]]),
        ],
        "mainland",
    );
    let problem = only(&read, "dossier-identifier-check");
    assert_eq!((problem.severity, problem.args["scheme"].as_str()), (Severity::Warning, "uscc"));
    assert_eq!(read.intake.applications[0].units[0].identifiers["uscc"], "91110000600037341M");
    assert_eq!(with_key(&read, "dossier-identifier-length").len(), 0);
}

#[test]
fn trailing_blank_rows_and_notes_sheets_say_nothing() {
    let read = read_book(
        vec![
            sheet("填写说明", &[&["请逐项填写"]]),
            sheet("申请", &[&HEAD, &["1", "1.1", "甲"], &["  ", "\u{A0}", "　"]]),
            sheet("杂项", &[&["会议纪要"], &["……"]]),
        ],
        "mainland",
    );
    assert_eq!(numbers(&read), ["1"]);
    assert_eq!(only(&read, "dossier-sheet-unknown").found, "杂项");
    assert_eq!(errors(&read).len(), 0);
}
