use hefu_text::script::{
    ScriptKind, detect, fold, fold_char, fold_wording, han_share, ready, strip, to_hant_hk, to_hant_tw,
};

#[test]
fn conversion_tables_are_there() {
    assert_eq!(ready(), Ok(()));
}

#[test]
fn folds_to_one_form() {
    for (text, expected) in [
        ("人工智能輔助診斷", "人工智能辅助诊断"),
        ("ＡＩ輔助　診斷", "ai辅助 诊断"),
        ("衞生署", "卫生署"),
        ("衛生署", "卫生署"),
        ("裏 裡 里", "里 里 里"),
        ("羣 群", "群 群"),
        ("綫 線", "线 线"),
        ("計劃 計畫", "计划 计画"),
        ("臺灣 台灣 台湾", "台湾 台湾 台湾"),
        ("爲 為 为", "为 为 为"),
        ("著 着", "着 着"),
        ("啓 啟 启", "启 启 启"),
        ("⼈⼯智能", "人工智能"),
        ("⻚⻢", "页马"),
        ("神經", "神经"),
        ("5G／B5G", "5g/b5g"),
        ("後 后", "后 后"),
        ("頭髮 發展", "头发 发展"),
        ("說 説 说", "说 说 说"),
        ("研究 硏究", "研究 研究"),
        ("產業 産業 产业", "产业 产业 产业"),
        ("温 溫", "温 温"),
        ("戶 户 戸", "户 户 户"),
        ("牀 床", "床 床"),
        ("粵港澳大灣區", "粤港澳大湾区"),
    ] {
        assert_eq!(fold(text), expected, "{text}");
    }
}

#[test]
fn simplified_surnames_are_never_expanded() {
    for name in ["沈", "卜", "郁", "松", "姜", "范", "余", "后", "岳", "丑"] {
        assert_eq!(fold(name), name);
    }
}

#[test]
fn a_fixed_point_for_every_han_character() {
    for code in (0x3400..0xA000).chain(0x20000..0x20400) {
        let c = char::from_u32(code).expect("a Han character");
        assert_eq!(fold_char(fold_char(c)), fold_char(c), "{c}");
    }
}

#[test]
fn wording_folds_to_the_mainland() {
    for (text, expected) in [
        ("智慧財產權", "知识产权"),
        ("類神經網路", "神经网络"),
        ("物聯網感測器", "物联网传感器"),
        ("奈米材料", "纳米材料"),
        ("積體電路", "集成电路"),
        ("人工智慧晶片", "人工智能芯片"),
        ("軟體", "软件"),
        ("機械人", "机器人"),
    ] {
        assert_eq!(fold_wording(text), expected, "{text}");
    }
}

#[test]
fn drafts_use_the_wording_of_the_region() {
    assert_eq!(to_hant_tw("人工智能网络信息安全"), "人工智慧網路資訊安全");
    assert_eq!(to_hant_hk("机器人与卫生"), "機械人與衞生");
    assert_eq!(to_hant_tw("知识产权"), "智慧財產權");
    assert_eq!(to_hant_hk("知识产权"), "知識產權");
    assert_eq!(to_hant_hk("数字化转型"), "數碼轉型");
}

#[test]
fn strip_keeps_what_carries_meaning() {
    assert_ne!(strip("5G/B5G"), strip("5GB5G"));
    assert_eq!(strip("5G/B5G"), strip("５Ｇ／Ｂ５Ｇ"));
    assert_ne!(strip("1.5 倍"), strip("15 倍"));
    assert_ne!(strip("2-3 年"), strip("23 年"));
    assert_eq!(strip("2–3 年"), strip("2-3年"));
    assert_ne!(strip("-80℃保存"), strip("80℃保存"));
    assert_ne!(strip("保存（-80℃）"), strip("保存（80℃）"));
    assert_eq!(strip("保存于−80℃"), strip("保存於-80℃"));
    assert_eq!(strip("COVID-19"), strip("COVID 19"));
    assert_ne!(strip("10⁶个"), strip("106个"));
    assert_eq!(strip("H₂O"), strip("H2O"));
    assert_ne!(strip("C++"), strip("C"));
    assert_ne!(strip("CD4+ T 细胞"), strip("CD4 T 细胞"));
    assert_ne!(strip("AI based"), strip("AIbased"));
    assert_eq!(strip("AI-based"), strip("AI based"));
    assert_eq!(strip("《智慧，健康》 "), "智慧健康");
    assert_eq!(strip("5G 网络"), strip("5G网络"));
}

#[test]
fn scripts_are_told_apart() {
    for (text, expected) in [
        ("人工智能辅助诊断", ScriptKind::Hans),
        ("人工智能輔助診斷", ScriptKind::Hant),
        ("癌症", ScriptKind::Hans),
        ("台湾", ScriptKind::Hans),
        ("AI-assisted diagnosis", ScriptKind::Latin),
        ("", ScriptKind::Latin),
        ("國家国家", ScriptKind::Mixed),
        ("研 research programme", ScriptKind::Mixed),
        ("后里台面干", ScriptKind::Hans),
        ("基于5G的物联网", ScriptKind::Hans),
        ("衞生防護", ScriptKind::Hant),
    ] {
        assert_eq!(detect(text), expected, "{text}");
    }
    assert_eq!(han_share("智能AI"), 50);
    assert_eq!(han_share("123"), 0);
}
