use hefu_text::compare::compare_text;
use hefu_text::date::{
    Calendar, DateStyle, ExcelEpoch, Period, format_date, from_excel_serial, parse_date, parse_instant,
};
use hefu_text::diff::char_diff;
use hefu_text::identifier::{
    Brn, Hkid, HomeReturnPermit, Orcid, ResidentId, Ror, TaiwanId, TaiwanPermit, TaiwanUbn, Uscc,
};
use hefu_text::money::{AmountUnit, Currency, Money, MoneyStyle, parse_amount};
use hefu_text::name::{PersonName, Romanisation, compare_names};
use hefu_text::number::{parse_chinese, parse_integer};
use hefu_text::organisation::{Aliases, compare_organisations, core, kind_hint, split};
use hefu_text::script::{detect, fold, fold_wording, strip, to_hant_hk, to_hant_tw};
use jiff::civil::Date;
use proptest::prelude::*;

/// Texts of the kind that rules meet: Han of both forms, Latin, digits, signs, regional words, and arbitrary characters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "網路",
            "网络",
            "人工智慧",
            "人工智能",
            "資訊",
            "信息",
            "計畫",
            "计划",
            "大學",
            "大学",
            "有限公司",
            "陳",
            "陈",
            "文",
            "民國",
            "年",
            "月",
            "日",
            "1",
            "110",
            "2021",
            "-",
            "/",
            ".",
            ",",
            " ",
            "　",
            "５",
            "万",
            "亿",
            "元",
            "HK$",
            "NT$",
            "CHAN",
            "Tai-man",
            "Chen",
            "Dawen",
            "A",
            "x",
            "(",
            "）",
            "、",
            "乾",
            "著",
            "ß",
            "İ",
            "é",
            "e\u{301}",
            "\u{200B}",
            "ﬁ",
            "⼈",
            "Ⅷ",
            "五",
            "千",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        prop::char::range('\u{3400}', '\u{9FFF}').prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn day() -> impl Strategy<Value = Date> {
    (1912i16..=2199, 1i8..=12, 1i8..=31).prop_filter_map("a real day", |(y, m, d)| Date::new(y, m, d).ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(a in text(), b in text(), any in any::<String>()) {
        for t in [&a, &any] {
            let _ = fold(t);
            let _ = fold_wording(t);
            let _ = strip(t);
            let _ = detect(t);
            let _ = to_hant_hk(t);
            let _ = to_hant_tw(t);
            for calendar in [Calendar::Unknown, Calendar::Gregorian, Calendar::Minguo] {
                let _ = parse_date(t, calendar);
            }
            let _ = parse_instant(t, Some("Asia/Shanghai"));
            let _ = parse_instant("2021-01-01 00:00", Some(t));
            let _ = parse_amount(t, Currency::CNY, AmountUnit::HundredMillion);
            let _ = parse_integer(t);
            let _ = parse_chinese(t);
            let _ = (Uscc::parse(t).is_ok(), ResidentId::parse(t).is_ok(), Hkid::parse(t).is_ok(), Brn::parse(t).is_ok());
            let _ = (TaiwanUbn::parse(t).is_ok(), TaiwanId::parse(t).is_ok(), Orcid::parse(t).is_ok(), Ror::parse(t).is_ok());
            let _ = (HomeReturnPermit::parse(t).is_ok(), TaiwanPermit::parse(t).is_ok(), Currency::new(t).is_ok());
            let _ = split(t);
            let _ = core(t);
            let _ = kind_hint(t);
            if let Ok(name) = PersonName::parse(t) {
                let _ = name.keys();
                let _ = name.romanised(Romanisation::HongKong);
            }
        }
        let _ = compare_organisations(&a, &any, &Aliases::new());
        let _ = compare_names(&b, &any);
    }

    #[test]
    fn folding_twice_is_folding_once(a in text()) {
        let once = fold(&a);
        prop_assert_eq!(fold(&once), once.clone());
        let stripped = strip(&a);
        prop_assert_eq!(strip(&stripped), stripped.clone());
    }

    #[test]
    fn comparison_is_symmetric(a in text(), b in text()) {
        prop_assert_eq!(compare_text(&a, &b).outcome(), compare_text(&b, &a).outcome());
        prop_assert_eq!(compare_names(&a, &b).outcome(), compare_names(&b, &a).outcome());
        let none = Aliases::new();
        prop_assert_eq!(compare_organisations(&a, &b, &none).outcome(), compare_organisations(&b, &a, &none).outcome());
    }

    #[test]
    fn a_difference_loses_nothing(a in text(), b in text()) {
        let spans = char_diff(&a, &b);
        prop_assert_eq!(spans.iter().map(|s| s.left.as_str()).collect::<String>(), a);
        prop_assert_eq!(spans.iter().map(|s| s.right.as_str()).collect::<String>(), b);
    }

    #[test]
    fn dates_are_read_back(day in day()) {
        for style in [DateStyle::Iso, DateStyle::Han, DateStyle::Minguo, DateStyle::English] {
            prop_assert_eq!(parse_date(&format_date(day, style), Calendar::Unknown), Ok(day));
        }
    }

    #[test]
    fn serials_follow_the_days(serial in 61i64..2_900_000) {
        let day = from_excel_serial(serial, ExcelEpoch::Year1900).expect("in range");
        let next = from_excel_serial(serial + 1, ExcelEpoch::Year1900).expect("in range");
        prop_assert_eq!(day.tomorrow().ok(), Some(next));
    }

    #[test]
    fn lengths_add_up(start in day(), days in 0i32..2000) {
        let end = start.checked_add(jiff::Span::new().days(days)).expect("in range");
        let period = Period::new(start, end).expect("ordered");
        let months = period.months();
        prop_assert_eq!(period.days(), u32::try_from(days).expect("positive") + 1);
        prop_assert!(months.days <= 30);
        let whole = i32::try_from(months.whole).expect("small");
        let reached = start.checked_add(jiff::Span::new().months(whole)).expect("in range");
        prop_assert_eq!(reached.checked_add(jiff::Span::new().days(months.days)).ok(), end.tomorrow().ok());
    }

    #[test]
    fn amounts_are_read_back(minor in 0i64.., code in prop::sample::select(vec!["CNY", "HKD", "TWD", "MOP", "USD", "EUR", "JPY", "KWD"])) {
        let currency = Currency::new(code).expect("a code");
        let amount = Money::from_minor(minor, currency);
        for style in [MoneyStyle::ZhHans, MoneyStyle::ZhHantHk, MoneyStyle::ZhHantTw, MoneyStyle::En] {
            let written = amount.format(style);
            prop_assert_eq!(parse_amount(&written, Currency::GBP, AmountUnit::One), Ok(amount), "{}", written);
        }
        let wan = amount.format_wan(MoneyStyle::ZhHans);
        prop_assert_eq!(parse_amount(&wan, currency, AmountUnit::One), Ok(amount), "{}", wan);
    }
}
