//! How texts mark currencies and units.

use super::Currency;

/// Marks of currencies in folded text, the longer before the shorter that they contain.
pub(super) const MARKS: [(&str, Currency); 37] = [
    ("人民币", Currency::CNY),
    ("rmb", Currency::CNY),
    ("cny", Currency::CNY),
    ("cn¥", Currency::CNY),
    ("新台币", Currency::TWD),
    ("台币", Currency::TWD),
    ("台元", Currency::TWD),
    ("nt$", Currency::TWD),
    ("ntd", Currency::TWD),
    ("twd", Currency::TWD),
    ("nt", Currency::TWD),
    ("港币", Currency::HKD),
    ("港元", Currency::HKD),
    ("港纸", Currency::HKD),
    ("港圆", Currency::HKD),
    ("hk$", Currency::HKD),
    ("hkd", Currency::HKD),
    ("澳门元", Currency::MOP),
    ("澳门币", Currency::MOP),
    ("澳币", Currency::MOP),
    ("葡币", Currency::MOP),
    ("mop$", Currency::MOP),
    ("mop", Currency::MOP),
    ("美元", Currency::USD),
    ("美金", Currency::USD),
    ("us$", Currency::USD),
    ("usd", Currency::USD),
    ("欧元", Currency::EUR),
    ("eur", Currency::EUR),
    ("€", Currency::EUR),
    ("英镑", Currency::GBP),
    ("gbp", Currency::GBP),
    ("£", Currency::GBP),
    ("日元", Currency::JPY),
    ("日圆", Currency::JPY),
    ("日币", Currency::JPY),
    ("jpy", Currency::JPY),
];

/// Units in folded text, the longer before the shorter.
pub(super) const UNITS: [(&str, i128); 24] = [
    ("十亿", 1_000_000_000),
    ("百亿", 10_000_000_000),
    ("千亿", 100_000_000_000),
    ("百万", 1_000_000),
    ("千万", 10_000_000),
    ("十万", 100_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("仟", 1_000),
    ("百", 100),
    ("佰", 100),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("million", 1_000_000),
    ("mn", 1_000_000),
    ("thousand", 1_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("元", 1),
    ("圆", 1),
    ("块", 1),
    ("yuan", 1),
    ("dollars", 1),
];

/// Any other ISO 4217 code before or after the number: `SGD 100`, `100 SGD`.
pub(super) fn iso_code(text: &str) -> Option<(Currency, String)> {
    let letters = |t: &str| t.len() == 3 && t.bytes().all(|b| b.is_ascii_lowercase());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = text.split_at_checked(3).filter(|(code, rest)| letters(code) && digit(rest.chars().next()));
    let after = text.len().checked_sub(3).and_then(|at| text.split_at_checked(at)).map(|(rest, code)| (code, rest));
    let after = after.filter(|(code, rest)| letters(code) && digit(rest.chars().next_back()));
    let (code, rest) = before.or(after)?;
    Some((Currency::new(code).ok()?, rest.to_owned()))
}
