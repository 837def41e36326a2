//! Numbers as whole units of one decimal place, exactly: 1,250 hundredths are 12.5.

/// A number of units of the `decimals`-th place as a person writes it.
pub fn shown(value: i128, decimals: u32) -> String {
    let unit = 10i128.pow(decimals);
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.abs() / unit, value.abs() % unit);
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{part:0width$}", width = decimals as usize);
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{digits}") }
}

/// A decimal number in units of its `decimals`-th place, exactly; more places than that are no number here.
pub fn parse(text: &str, decimals: u32) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !plain(whole) || !plain(part) || part.len() > decimals as usize {
        return None;
    }
    let unit = 10i64.checked_pow(decimals)?;
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let scale = 10i64.checked_pow(decimals - part.len() as u32)?;
    let part: i64 = if part.is_empty() { 0 } else { part.parse().ok()? };
    whole.checked_mul(unit)?.checked_add(part.checked_mul(scale)?)?.checked_mul(sign)
}

#[cfg(test)]
mod tests {
    use super::{parse, shown};

    #[test]
    fn what_is_shown_is_read_back() {
        for (value, decimals, text) in
            [(1250, 2, "12.5"), (-5, 2, "-0.05"), (-100, 2, "-1"), (7, 0, "7"), (1_000_000, 6, "1"), (0, 3, "0")]
        {
            assert_eq!(shown(i128::from(value), decimals), text);
            assert_eq!(parse(text, decimals), Some(value));
        }
        assert_eq!((parse("1.25", 1), parse(".5", 1), parse("1e3", 2), parse("", 2)), (None, Some(5), None, None));
    }
}
