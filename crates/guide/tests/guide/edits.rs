//! Edits of the 2020 guide that must be refused, and the sentences quoted then.

use hefu_guide::{builtin_text, compile};

/// What the compiler says after the edit.
fn said(edits: &[(&str, &str)]) -> String {
    let mut text = builtin_text("hkmt-2020").expect("the 2020 guide is built in").to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "`{from}` is not in the guide");
        text = text.replacen(from, to, 1);
    }
    match compile("guide.md", &text, None) {
        Ok(_) => panic!("the edited guide compiles"),
        Err(faults) => faults.plain(),
    }
}

fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

const HK_3: &str = "HK-3: 共拟支持经费：5000万元人民币。";
const G_15: &str = "G-15: 国拨经费总概算0.65亿元人民币。";

#[test]
fn hk_3_5100_in_the_rule() {
    let said = said(&[("amount = 5_000_000_000", "amount = 5_100_000_000")]);
    says(&said, &["HK-3 states 50,000,000 yuan, not 51,000,000 yuan", HK_3, G_15]);
    says(&said, &["51,000,000+15,000,000=66,000,000≠65,000,000"]);
}

#[test]
fn hk_3_5100_in_the_quotation() {
    let said = said(&[("> 共拟支持经费：5000万元人民币。", "> 共拟支持经费：5100万元人民币。")]);
    says(&said, &["HK-3 states 51,000,000 yuan, not 50,000,000 yuan", "HK-3: 共拟支持经费：5100万元人民币。", G_15]);
    says(
        &said,
        &["the quotation of HK-3 is not the official text", "the official text is: 共拟支持经费：5000万元人民币。"],
    );
}

#[test]
fn hk_3_5100_in_both() {
    let said = said(&[
        ("> 共拟支持经费：5000万元人民币。", "> 共拟支持经费：5100万元人民币。"),
        ("amount = 5_000_000_000", "amount = 5_100_000_000"),
    ]);
    says(&said, &["the parts come to 66,000,000, the whole is stated as 65,000,000"]);
    says(&said, &["HK-3: 共拟支持经费：5100万元人民币。", G_15, "TW-3: 共拟支持经费：1500万元人民币。"]);
    says(&said, &["the quotation of HK-3 is not the official text"]);
}

#[test]
fn hk_2_band_of_20_to_24() {
    let said = said(&[("min = 20\nmax = 25", "min = 20\nmax = 24")]);
    says(
        &said,
        &["HK-2 states 20 and 25, not 24", "HK-2: 拟支持项目数：20-25个左右。", "G-14: 拟支持项目数35-40个左右，"],
    );
    says(&said, &["the parts come to 35–39, the whole is stated as 35–40: 20+15=35, 24+15=39≠40"]);
}

#[test]
fn hk_5_period_of_3_years() {
    let said = said(&[("min_months = 24\nmax_months = 24", "min_months = 36\nmax_months = 36")]);
    says(&said, &["HK-5 states 24 months, not 36 months", "HK-5: 1）每个项目实施期为2年。"]);
}

#[test]
fn tw_5_period_without_its_upper_end() {
    let said = said(&[("min_months = 24\nmax_months = 36", "min_months = 24\nmax_months = 24")]);
    says(&said, &["TW-5 also states 36 months", "TW-5: 1）每个项目实施期为2~3年。"]);
}

#[test]
fn g_13_a_direction_deleted() {
    let text = builtin_text("hkmt-2020").expect("the 2020 guide is built in");
    let start = text.find("```direction 1.1").expect("direction 1.1 is set up");
    let end = start + text[start..].find("```\n").expect("the block is closed") + 4;
    let said = said(&[(&text[start..end], "")]);
    says(
        &said,
        &[
            "G-13: stated 2, found 1",
            "G-13: 本批次指南将设立2个指南方向，",
            "G-7 is a fact that carries nothing executable",
        ],
    );
    assert_eq!(said.matches("there is no direction `1.1`").count(), 4, "list, rule, heading and topics:\n{said}");
}

#[test]
fn a_cap_per_project_is_in_no_sentence() {
    for amount in ["250_000_000", "5_000_000_000"] {
        let cap = format!(
            "> 共拟支持经费：5000万元人民币。\n\n```rule predicate cap\nrequire = {{ fact = \"budget.mainland.state\", at_most = {amount} }}\n\
             say = [\"超过单个项目上限\", \"超過單個項目上限\", \"over the cap per project\"]\n\
             remedy = [\"请调整预算\", \"請調整預算\", \"lower the budget\"]\n```\n"
        );
        let said = said(&[("> 共拟支持经费：5000万元人民币。\n", &cap)]);
        says(&said, &[HK_3, "own settings"]);
        let stated = said.contains("HK-3 states 50,000,000 yuan, not 2,500,000 yuan")
            || said.contains("no sentence states an amount for each project");
        assert!(stated, "{said}");
    }
    let grant = "> 1）每个项目实施期为2年。\n\n```rule fixed-grant\namount = 250_000_000\ncurrency = \"CNY\"\nside = \"mainland\"\n```\n";
    let said = said(&[("> 1）每个项目实施期为2年。\n", grant)]);
    says(&said, &["no sentence states this: HK-5 states no amount of money", HK_3, G_15, "own settings"]);
}

#[test]
fn a_ceiling_has_no_key_for_a_project() {
    let said = said(&[("amount = 5_000_000_000", "amount = 5_000_000_000\nper_project = 250_000_000")]);
    says(&said, &["`per_project` is not known here"]);
}

#[test]
fn tw_10_another_number_of_enterprises() {
    let said = said(&[("unit_kind = \"enterprise\"\nmin = 1", "unit_kind = \"enterprise\"\nmin = 2")]);
    says(&said, &["TW-10 states 1, not 2", "TW-10: 且申报团队中至少有一家企业。"]);
}

#[test]
fn bio_health_6_several_needs_its_ruling() {
    let said = said(&[("rulings = [\"R-27\"]", "rulings = []")]);
    says(&said, &["no sentence states this: BIO-HEALTH-6 states no count", "name the ruling"]);
}

#[test]
fn g_5_wording_belongs_to_the_pairing() {
    let hongkong = said(&[("[\"协同攻关\"", "[\"大陆与香港协同攻关\"")]);
    says(&hongkong, &["`大陆` does not go with 内地与香港", "G-6 does not name `大陆与香港协同攻关`"]);
    let taiwan = said(&[("\"在哪里演示验证\"", "\"在内地哪里演示验证\"")]);
    says(&taiwan, &["`内地` does not go with 大陆与台湾"]);
    let country = said(&[("names = [\"服务的目标\"", "names = [\"香港与各国家的目标\"")]);
    says(&country, &["`香港` stands under the word `国家`"]);
}

#[test]
fn a_clause_left_out_is_missed() {
    let said = said(&[("##### HK-14 · rule\n\n> 其中必须包括知识产权专门条款。\n", "##### HK-13b · rule\n\n")]);
    says(&said, &["HK-13b quotes nothing", "is not the official text"]);
}

#[test]
fn g_2_the_year_stands_in_the_title() {
    let said = said(&[("year = 2020", "year = 2021")]);
    says(
        &said,
        &["G-2 does not say `2021`", "G-2: 国家重点研发计划“战略性科技创新合作”重点专项2020年度港澳台项目申报指南"],
    );
}

#[test]
fn words_quoted_out_of_a_sentence_stand_in_it() {
    says(
        &said(&[("basis = \"大陆与台湾科技合作承诺议定\"", "basis = \"大陆与台湾科技合作协议\"")]),
        &["G-8 does not say"],
    );
    says(&said(&[("term = \"港澳台项目\"", "term = \"港澳项目\"")]), &["G-4 does not say `港澳项目`"]);
}

#[test]
fn bio_health_6_no_number_in_prose() {
    let said = said(&[("remedy = [\"如有第二种组学信息，请补充勾选\"", "remedy = [\"请再补充 3 项组学信息\"")]);
    says(&said, &["BIO-HEALTH-6 states no count", "3 is written here"]);
}

#[test]
fn marks_of_a_rule_are_words_of_its_sentence() {
    let tw_2 = "min = 15\nmax = 15\napproximate = true";
    says(&said(&[(tw_2, "min = 15\nmax = 15")]), &["TW-2 says 左右", "TW-2: 拟支持项目数：15个左右。"]);
    says(&said(&[("extensible = true", "extensible = false")]), &["HK-9 says 等", "write `extensible = true`"]);
    says(&said(&[("closed = true", "closed = false")]), &["HK-1 has no word that leaves the topics open"]);
}

#[test]
fn rulings_and_sides_fit_the_clause() {
    says(
        &said(&[("rulings = [\"R-6\", \"R-6a\"]", "rulings = [\"R-6\", \"R-12\"]")]),
        &["ruling R-12 does not bear on HK-5"],
    );
    let tw_9 = "side = \"mainland\"\npass";
    says(&said(&[(tw_9, "side = \"hongkong\"\npass")]), &["`hongkong` is no side of direction 1.2"]);
    says(&said(&[("topic = \"5g-iot\"\nside", "topic = \"ai\"\nside")]), &["`ai` is no topic of direction 1.2"]);
    says(&said(&[("basis = \"协议\"", "basis = \"\"")]), &["pairing `mainland-hongkong` names no agreement"]);
}
