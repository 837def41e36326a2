//! Lists of two sides, pairs and a method file in; a decision, its page and its workbook out.

mod awards;
mod pictures;
mod portfolio;
mod reserve;
mod scores;
mod world;

use hefu_decision::{DecisionError, Input, MethodFile, Scenario, decide, page, read_list, read_pairs, workbook};
use hefu_text::money::{Currency, Money};
use hefu_words::Lang;
use world::{METHOD, lists, pairs};

/// TW-2, TW-3, 5G-6: fifteen of thirty within fifteen million, the same bytes each time.
#[test]
fn two_lists_become_one_decision() {
    let guide = hefu_guide::builtin("hkmt-2020").expect("built in");
    let folder = tempfile::tempdir().expect("a folder");
    let (pairs, lists) = (pairs(30), lists(folder.path(), 30));
    let method = MethodFile::parse(METHOD).expect("sound");
    let amount = Money::from_major(10_000_000, Currency::CNY).expect("fits");
    let scenarios = [Scenario::WithoutPreference, Scenario::Budget { direction: Some("1.2".to_owned()), amount }];
    let input = Input { guide: &guide, pairs: &pairs, lists: &lists, method: &method, scenarios: &scenarios };
    let decision = decide(&input).expect("decided");
    let chosen = decision.selection.chosen();
    assert_eq!(chosen.len(), 15);
    assert!(!chosen.contains("1.2-M003"), "Taiwan does not support it");
    assert!(decision.selection.audit.over.is_empty() && decision.gate.is_ok());
    assert!(decision.scenarios[1].1.leave.len() >= 4, "{:?}", decision.scenarios[1]);
    for lang in Lang::ALL {
        let page = page(&guide, &method, &decision, lang);
        assert!(!page.contains('⟦'), "{lang:?}: a sentence is missing");
        assert_eq!(page, hefu_decision::page(&guide, &method, &decide(&input).expect("again"), lang));
        let book = |decision| workbook(&guide, decision, lang, jiff::civil::date(2020, 9, 1)).expect("a workbook");
        assert_eq!(book(&decision), book(&decide(&input).expect("again")));
    }
}

#[test]
fn what_is_unset_or_unsigned_is_named_and_blocks() {
    let guide = hefu_guide::builtin("hkmt-2020").expect("built in");
    let folder = tempfile::tempdir().expect("a folder");
    let (pairs, lists) = (pairs(4), lists(folder.path(), 4));
    let method = MethodFile::default();
    let input = Input { guide: &guide, pairs: &pairs, lists: &lists, method: &method, scenarios: &[] };
    let Err(DecisionError::Open(open)) = decide(&input) else { panic!("nothing is stated") };
    assert_eq!(open.len(), 5, "{open:?}");
}

/// HK-8, TW-8: what is not paired, or has not passed, cannot be selected by any import.
#[test]
fn what_is_not_paired_or_not_passed_cannot_be_selected() {
    let guide = hefu_guide::builtin("hkmt-2020").expect("built in");
    let folder = tempfile::tempdir().expect("a folder");
    let (mut pairs, lists) = (pairs(4), lists(folder.path(), 4));
    let method =
        MethodFile::parse(&format!("{METHOD}\n[[lock]]\npair = \"1.2-M000\"\nsupported = true\nreason = \"x\""))
            .expect("sound");
    pairs[0].standing = Some("failed".to_owned());
    let input = Input { guide: &guide, pairs: &pairs, lists: &lists, method: &method, scenarios: &[] };
    assert!(!decide(&input).expect("decided").selection.chosen().contains("1.2-M000"));
    let input = Input { pairs: &pairs[1..], ..input };
    let Err(DecisionError::Unpaired(unknown)) = decide(&input) else { panic!("M000 is in no pair") };
    assert_eq!(unknown.len(), 2);
    let one_sided =
        r#"{"kind":"one_sided","standing":"void_one_sided","application":{"side":"mainland","number":"M9"}}"#;
    assert_eq!(read_pairs(one_sided), Ok(Vec::new()));
}

#[test]
fn a_cell_that_cannot_be_read_is_named_with_file_row_column_and_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.csv");
    std::fs::write(
        &path,
        "拟支持名单\n申请编号,拟支持,排序,评分,经费（元）\nM1,也许,零,八十,很多\n,是,1,80,1\nM1,是,1,80.5,1万\n",
    )
    .expect("written");
    let troubles = read_list(&path, Currency::CNY).expect_err("unreadable");
    let said: Vec<String> = troubles.iter().map(|trouble| trouble.text(Lang::ZhHans)).collect();
    assert_eq!(said.len(), 6, "{said:#?}");
    assert_eq!(said[0], "list.csv，第 3 行，“拟支持”列：也许。既不是“是”也不是“否”，请填“是”或“否”");
    std::fs::write(&path, "编码,别的\n1,2\n").expect("written");
    assert_eq!(read_list(&path, Currency::CNY).expect_err("no header").len(), 1);
}
