//! Writing amounts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Currency, Money};
use crate::number::group;

/// In which script and wording to write an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MoneyStyle {
    /// 人民币5,000,000元
    ZhHans,
    /// 人民幣5,000,000元 (Hong Kong, Macao)
    ZhHantHk,
    /// 人民幣5,000,000元 (Taiwan)
    ZhHantTw,
    /// CNY 5,000,000
    En,
}

impl Money {
    /// The amount with its currency, grouped by three; minor units only if there are any. Read back by
    /// [`super::parse_amount`].
    #[must_use]
    pub fn format(&self, style: MoneyStyle) -> String {
        let number = self.number();
        match (style, name(self.currency, style)) {
            (MoneyStyle::En, _) | (_, None) => format!("{} {number}", self.currency),
            (_, Some((name, unit))) => format!("{name}{number}{unit}"),
        }
    }

    /// The amount in 万元 (萬元 in Traditional styles) without the currency's name, exact, as office tables show it:
    /// `1,500万元`, `65.5万元`.
    #[must_use]
    pub fn format_wan(&self, style: MoneyStyle) -> String {
        let per = i128::from(self.currency.minor_per_major()) * 10_000;
        let places = usize::try_from(self.currency.minor_digits() + 4).unwrap_or(6);
        let number = decimal(i128::from(self.minor), per, places);
        match style {
            MoneyStyle::ZhHans => format!("{number}万元"),
            MoneyStyle::ZhHantHk | MoneyStyle::ZhHantTw => format!("{number}萬元"),
            MoneyStyle::En => format!("{number} × 10,000 {}", self.currency),
        }
    }

    fn number(&self) -> String {
        let per = i128::from(self.currency.minor_per_major());
        let (whole, rest) = (i128::from(self.minor) / per, i128::from(self.minor) % per);
        if rest == 0 {
            return group(whole);
        }
        let places = usize::try_from(self.currency.minor_digits()).unwrap_or(2);
        let sign = if self.minor < 0 { "-" } else { "" };
        format!("{sign}{}.{:0places$}", group(whole.abs()), rest.abs())
    }
}

/// An exact decimal without trailing zeros.
fn decimal(value: i128, per: i128, places: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.abs() / per, value.abs() % per);
    let fraction = format!("{rest:0places$}");
    let fraction = fraction.trim_end_matches('0');
    if rest == 0 { format!("{sign}{}", group(whole)) } else { format!("{sign}{}.{fraction}", group(whole)) }
}

fn name(currency: Currency, style: MoneyStyle) -> Option<(&'static str, &'static str)> {
    let hans = style == MoneyStyle::ZhHans;
    let pick = |s: &'static str, t: &'static str| if hans { s } else { t };
    let name = match currency {
        Currency::CNY => pick("人民币", "人民幣"),
        Currency::HKD => pick("港币", "港幣"),
        Currency::MOP => pick("澳门币", "澳門幣"),
        Currency::TWD => match style {
            MoneyStyle::ZhHantTw => "新臺幣",
            MoneyStyle::ZhHantHk => "新台幣",
            MoneyStyle::ZhHans | MoneyStyle::En => "新台币",
        },
        Currency::USD => return Some((pick("美元", "美元"), "")),
        Currency::EUR => return Some((pick("欧元", "歐元"), "")),
        _ => return None,
    };
    Some((name, "元"))
}
