use hefu_text::money::{AmountError, AmountUnit, Currency, Money, MoneyStyle, parse_amount};
use hefu_text::number::{NumberError, group, parse_chinese, parse_integer};

fn yuan(text: &str) -> Result<Money, AmountError> {
    parse_amount(text, Currency::CNY, AmountUnit::One)
}

#[test]
fn amounts_of_the_guide() {
    for (text, major) in [
        ("5000万", 50_000_000),
        ("5000万元", 50_000_000),
        ("5,000萬元", 50_000_000),
        ("0.65亿", 65_000_000),
        ("0.65億元", 65_000_000),
        ("250.5 萬元", 2_505_000),
        ("1500万元", 15_000_000),
        ("1亿5000万元", 150_000_000),
        ("人民币5,000,000元", 5_000_000),
        ("¥5,000,000", 5_000_000),
        ("￥５，０００，０００", 5_000_000),
        ("RMB 5000000.00", 5_000_000),
        ("CNY 5,000,000", 5_000_000),
        ("伍仟萬元整", 50_000_000),
        ("五千万元", 50_000_000),
        ("三百万", 3_000_000),
        ("2百万元", 2_000_000),
        ("3千元", 3_000),
        ("1.5 million", 1_500_000),
        ("0", 0),
    ] {
        assert_eq!(yuan(text), Ok(Money::from_major(major, Currency::CNY).expect("small")), "{text}");
    }
    assert_eq!(yuan("100.55元").map(|m| m.minor), Ok(10_055));
}

#[test]
fn currencies_are_read_from_the_text() {
    for (text, currency, major) in [
        ("HK$1,500,000", Currency::HKD, 1_500_000),
        ("港币150万元", Currency::HKD, 1_500_000),
        ("HKD 1.5 million", Currency::HKD, 1_500_000),
        ("NT$6,000,000", Currency::TWD, 6_000_000),
        ("新臺幣600萬元", Currency::TWD, 6_000_000),
        ("新台币600万元", Currency::TWD, 6_000_000),
        ("MOP$ 500,000", Currency::MOP, 500_000),
        ("澳門元50萬", Currency::MOP, 500_000),
        ("US$ 100", Currency::USD, 100),
        ("100 美元", Currency::USD, 100),
        ("€100", Currency::EUR, 100),
    ] {
        assert_eq!(yuan(text), Ok(Money::from_major(major, currency).expect("small")), "{text}");
    }
    assert_eq!(parse_amount("$100", Currency::HKD, AmountUnit::One).map(|m| m.currency), Ok(Currency::HKD));
    assert!(matches!(yuan("$100"), Err(AmountError::AmbiguousCurrency { .. })));
    assert!(matches!(yuan("HK$100 人民币"), Err(AmountError::TwoCurrencies { .. })));
}

#[test]
fn the_given_unit_is_for_bare_numbers_alone() {
    let wan = |text| parse_amount(text, Currency::CNY, AmountUnit::TenThousand).map(|m| m.minor / 100);
    assert_eq!(wan("500"), Ok(5_000_000));
    assert_eq!(wan("250.5"), Ok(2_505_000));
    assert_eq!(wan("500万元"), Ok(5_000_000));
    assert_eq!(wan("5000000元"), Ok(5_000_000));
    assert_eq!(wan("五百"), Ok(5_000_000));
    assert_eq!(wan("五百万"), Ok(5_000_000));
    assert_eq!(wan("500美元"), Ok(500));
    assert_eq!(wan("100万美元"), Ok(1_000_000));
    assert_eq!(wan("HK$500万"), Ok(5_000_000));
    for text in ["HK$500", "人民币500", "RMB 五百"] {
        assert!(matches!(wan(text), Err(AmountError::AmbiguousUnit { .. })), "{text}");
    }
}

#[test]
fn what_is_no_exact_amount_is_refused() {
    assert!(matches!(yuan("0.001"), Err(AmountError::BelowMinorUnit { .. })));
    assert!(matches!(yuan("1/3万"), Err(AmountError::NotAnAmount { .. })));
    assert!(matches!(yuan("-5"), Err(AmountError::Negative { .. })));
    assert!(matches!(yuan("50,00"), Err(AmountError::Grouping { .. })));
    assert!(matches!(yuan("99999999999999999999"), Err(AmountError::TooLarge { .. })));
    assert!(matches!(yuan("92233720368547758亿"), Err(AmountError::TooLarge { .. })));
    assert!(matches!(yuan(" "), Err(AmountError::Empty)));
    for text in
        ["约500万", "5000万1亿", "万元", "1.2.3", "5.", ".5", "500万500", "五万三亿", "1e6", "NaN", "500到600万", "5%"]
    {
        assert!(matches!(yuan(text), Err(AmountError::NotAnAmount { .. })), "{text}: {:?}", yuan(text));
    }
    assert!(matches!(parse_amount("1.5", Currency::JPY, AmountUnit::One), Err(AmountError::BelowMinorUnit { .. })));
}

#[test]
fn writing_amounts() {
    let amount = Money::from_major(50_000_000, Currency::CNY).expect("small");
    assert_eq!(amount.format(MoneyStyle::ZhHans), "人民币50,000,000元");
    assert_eq!(amount.format(MoneyStyle::ZhHantHk), "人民幣50,000,000元");
    assert_eq!(amount.format(MoneyStyle::En), "CNY 50,000,000");
    assert_eq!(amount.format_wan(MoneyStyle::ZhHans), "5,000万元");
    assert_eq!(Money::from_minor(65_550_000, Currency::CNY).format_wan(MoneyStyle::ZhHantTw), "65.55萬元");
    assert_eq!(Money::from_minor(12_345, Currency::TWD).format(MoneyStyle::ZhHantTw), "新臺幣123.45元");
    assert_eq!(Money::from_minor(-5, Currency::CNY).format(MoneyStyle::En), "CNY -0.05");
    assert_eq!(amount.checked_add(Money::from_minor(1, Currency::HKD)), None);
    assert_eq!(Money::from_minor(i64::MAX, Currency::CNY).checked_add(amount), None);
    assert_eq!(amount.whole_major(), Some(50_000_000));
    assert!(Currency::new("¥").is_err());
    assert_eq!(Currency::new("cny"), Ok(Currency::CNY));
}

#[test]
fn numbers() {
    for (text, value) in [
        ("二〇二一", 2021),
        ("二千零二十一", 2021),
        ("一百一十", 110),
        ("十二", 12),
        ("廿三", 23),
        ("卅一", 31),
        ("两万", 20_000),
        ("壹佰贰拾叁", 123),
        ("貳拾萬", 200_000),
        ("一亿零五百万", 105_000_000),
        ("零", 0),
    ] {
        assert_eq!(parse_chinese(text), Ok(value), "{text}");
    }
    for text in ["", "百", "二十百", "一万二亿", "万", "一二十", "年"] {
        assert!(parse_chinese(text).is_err(), "{text}");
    }
    assert_eq!(parse_integer("１２，３４５"), Ok(12_345));
    assert_eq!(parse_integer("-12"), Ok(-12));
    assert!(matches!(parse_integer("12,34"), Err(NumberError::Grouping { .. })));
    assert!(matches!(parse_integer("1.5"), Err(NumberError::NotANumber { .. })));
    assert!(matches!(parse_integer("9999999999999999999999"), Err(NumberError::TooLarge { .. })));
    assert_eq!(group(-1_234_567), "-1,234,567");
    assert_eq!(group(123), "123");
}
