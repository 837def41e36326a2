//! Thirty pairs of direction 1.2 with the lists of both sides and a signed method.

use std::collections::BTreeMap;
use std::path::Path;

use hefu_decision::{Decision, Input, List, MethodFile, Pair, decide, read_list, read_pairs};
use hefu_guide::Guide;
use hefu_text::money::Currency;

pub const METHOD: &str = r#"
[method]
combination = "sum_of_places"
policy = { free = "worth" }
second = "none"

[[signed]]
side = "mainland"
who = "甲"
when = "2020-09-01"

[[signed]]
side = "taiwan"
who = "乙"
when = "2020-09-01"
"#;

pub fn pairs(count: usize) -> Vec<Pair> {
    let line = |at: usize| {
        format!(
            "{{\"kind\":\"pair\",\"standing\":\"passed\",\"id\":\"1.2-M{at:03}\",\"direction\":\"1.2\",\"halves\":\
             [{{\"side\":\"mainland\",\"number\":\"M{at:03}\"}},{{\"side\":\"taiwan\",\"number\":\"T{at:03}\"}}]}}"
        )
    };
    let lines: Vec<String> = (0..count).map(line).collect();
    read_pairs(&lines.join("\n")).expect("pairs")
}

pub fn lists(folder: &Path, count: usize) -> BTreeMap<String, List> {
    let mut mainland = String::from("申请编号,项目名称,拟支持,排序,国拨经费（万元）,优先支持\n");
    let mut taiwan = String::from("申請編號,計畫名稱,擬支持,名次,經費（新臺幣千元）\n");
    for at in 0..count {
        mainland +=
            &format!("M{at:03},第{at}项,是,{},{},{}\n", at + 1, 90 + at % 3 * 10, if at % 5 == 0 { "是" } else { "" });
        taiwan += &format!("T{at:03},第{at}項,{},{},4000\n", if at == 3 { "否" } else { "是" }, (at * 7) % count + 1);
    }
    let read = |name: &str, text: &str, currency| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("written");
        read_list(&path, currency).expect("readable").0
    };
    BTreeMap::from([
        ("mainland".to_owned(), read("mainland.csv", &mainland, Currency::CNY)),
        ("taiwan".to_owned(), read("taiwan.csv", &taiwan, Currency::TWD)),
    ])
}

/// The guide, and the decision on thirty pairs.
pub fn decided() -> (Guide, Vec<Pair>, MethodFile, Decision) {
    let guide = hefu_guide::builtin("hkmt-2020").expect("built in");
    let folder = tempfile::tempdir().expect("a folder");
    let (pairs, lists) = (pairs(30), lists(folder.path(), 30));
    let method = MethodFile::parse(METHOD).expect("sound");
    let input = Input { guide: &guide, pairs: &pairs, lists: &lists, method: &method, scenarios: &[] };
    let decision = decide(&input).expect("decided");
    (guide, pairs, method, decision)
}
