//! Hexadecimal digits, lower case, in one form only.

/// The digits of these bytes.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The 32 bytes of exactly 64 digits in lower case; nothing for any other text.
pub fn bytes32(digits: &str) -> Option<[u8; 32]> {
    let digits = digits.as_bytes();
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let pairs: Option<Vec<u8>> = digits.chunks(2).map(|two| Some(value(two[0])? << 4 | value(*two.get(1)?)?)).collect();
    pairs?.try_into().ok()
}
