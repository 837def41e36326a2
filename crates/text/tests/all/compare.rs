use hefu_text::compare::{Comparison, Outcome, Step, compare_text};

fn outcome(a: &str, b: &str) -> Outcome {
    let there = compare_text(a, b).outcome();
    assert_eq!(there, compare_text(b, a).outcome(), "not symmetric: {a} / {b}");
    there
}

/// The fixtures of clauses HK-9 and TW-11.
#[test]
fn fixtures_of_the_consistency_clauses() {
    assert_eq!(outcome("人工智能輔助診斷", "人工智能辅助诊断"), Outcome::Normalised);
    assert_eq!(outcome("網路", "网络"), Outcome::PersonMustRule);
    assert_eq!(outcome("癌症防治", "癌症预防"), Outcome::Different);
    assert_eq!(outcome("資訊", "信息"), Outcome::PersonMustRule);
    assert_eq!(outcome("人工智慧", "人工智能"), Outcome::PersonMustRule);
    assert_eq!(outcome("智慧財產權", "知识产权"), Outcome::PersonMustRule);
    assert_eq!(outcome("軟體", "软件"), Outcome::PersonMustRule);
}

#[test]
fn each_step_is_named() {
    for (a, b, steps) in [
        ("智能，健康", "智能健康", vec![Step::Punctuation]),
        ("智能 健康", "智能健康", vec![Step::Spaces]),
        ("ＡＩ诊断", "AI诊断", vec![Step::Width]),
        ("ai诊断", "AI诊断", vec![Step::Case]),
        ("診斷", "诊断", vec![Step::Script]),
        ("⼈工智能", "人工智能", vec![Step::Compatibility]),
        ("智\u{200B}能", "智能", vec![Step::Invisible]),
        ("ａｉ 診斷", "AI诊断", vec![Step::Width, Step::Case, Step::Script, Step::Spaces]),
        ("基于5G的“智慧”医疗", "基於５Ｇ的「智慧」醫療", vec![Step::Width, Step::Script, Step::Punctuation]),
    ] {
        assert_eq!(compare_text(a, b), Comparison::Normalised { steps }, "{a} / {b}");
    }
    assert_eq!(compare_text("诊断", "诊断"), Comparison::Identical);
}

#[test]
fn known_wording_shows_both_originals() {
    let Comparison::KnownWording { equivalences } =
        compare_text("基於人工智慧的網路資訊安全研究", "基于人工智能的网络信息安全研究")
    else {
        panic!("known wording expected");
    };
    let pairs: Vec<(&str, &str)> = equivalences.iter().map(|e| (e.left.as_str(), e.right.as_str())).collect();
    assert_eq!(pairs, [("人工智慧", "人工智能"), ("網路", "网络"), ("資訊安全", "信息安全")]);
}

#[test]
fn wording_explains_every_difference_or_none() {
    for (a, b) in [
        ("網路A", "网络B"),
        ("網路安全技術", "网络安全方法"),
        ("人工智慧診斷肝癌", "人工智能诊断肺癌"),
        ("網路", "网络研究"),
        ("2 年期網路研究", "3年期网络研究"),
    ] {
        assert_eq!(outcome(a, b), Outcome::Different, "{a} / {b}");
    }
}

#[test]
fn regional_wordings_of_research() {
    for (a, b) in [
        ("物聯網感測器", "物联网传感器"),
        ("感測網路", "传感网"),
        ("深度學習演算法", "深度学习算法"),
        ("奈米藥物標靶遞送", "纳米药物靶向递送"),
        ("積體電路設計", "集成电路设计"),
        ("遠距醫療平臺", "远程医疗平台"),
        ("數位孿生", "数字孪生"),
        ("數碼孿生", "数字孪生"),
        ("復康機械人", "康复机器人"),
        ("智慧型復健機器人", "智慧型康复机器人"),
        ("虛擬實境", "虚拟现实"),
        ("雲端運算", "云计算"),
        ("最佳化", "优化"),
        ("行動通訊", "移动通信"),
        ("阿茲海默症", "阿尔茨海默病"),
        ("永續發展", "可持续发展"),
        ("高齡化社會", "老龄化社会"),
        ("資料探勘", "数据挖掘"),
        ("影像辨識", "图像识别"),
        ("基因體定序", "基因组测序"),
        ("伺服器", "服务器"),
        ("硬碟", "硬盘"),
        ("滑鼠", "鼠标"),
        ("網际網路", "互联网"),
    ] {
        assert_eq!(outcome(a, b), Outcome::PersonMustRule, "{a} / {b}");
    }
}

#[test]
fn translation_needs_a_person() {
    assert_eq!(compare_text("人工智能辅助诊断", "AI-assisted diagnosis"), Comparison::Translation);
    assert_eq!(compare_text("AI-assisted diagnosis", "人工智能辅助诊断"), Comparison::Translation);
    assert_eq!(compare_text("AI诊断", "AI diagnosis"), Comparison::Translation);
    assert_eq!(outcome("5G网络", "5G"), Outcome::Different);
    assert_eq!(outcome("AI-assisted diagnosis", "AI-assisted prognosis"), Outcome::Different);
}

#[test]
fn differences_stay_differences() {
    for (a, b) in [
        ("", "研究"),
        ("——", ""),
        ("5G/B5G物联网", "5GB5G物联网"),
        ("1.5T磁共振", "15T磁共振"),
        ("C++", "C"),
        ("肝癌早期诊断", "肝癌早期诊断研究"),
        ("一期", "二期"),
    ] {
        assert_eq!(outcome(a, b), Outcome::Different, "{a} / {b}");
    }
}

#[test]
fn outcome_survives_serialisation() {
    let found = compare_text("網路", "网络");
    let json = serde_json::to_string(&found).expect("plain data");
    assert_eq!(json, r#"{"outcome":"known_wording","equivalences":[{"left":"網路","right":"网络","note":""}]}"#);
    assert_eq!(serde_json::from_str::<Comparison>(&json).expect("own output"), found);
}
