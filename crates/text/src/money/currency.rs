//! Currencies by ISO 4217 code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An ISO 4217 currency code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Currency([u8; 3]);

/// A text is not an ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a currency code of three letters such as CNY")]
pub struct CurrencyError(String);

impl Currency {
    /// 人民币
    pub const CNY: Self = Self(*b"CNY");
    /// 港元
    pub const HKD: Self = Self(*b"HKD");
    /// 澳门元
    pub const MOP: Self = Self(*b"MOP");
    /// 新臺幣
    pub const TWD: Self = Self(*b"TWD");
    /// US dollar
    pub const USD: Self = Self(*b"USD");
    /// Euro
    pub const EUR: Self = Self(*b"EUR");
    /// Pound sterling
    pub const GBP: Self = Self(*b"GBP");
    /// Yen
    pub const JPY: Self = Self(*b"JPY");

    /// A currency from its code of three letters, in any case.
    ///
    /// # Errors
    /// [`CurrencyError`] if the text is not three Latin letters.
    pub fn new(code: &str) -> Result<Self, CurrencyError> {
        let wrong = || CurrencyError(code.to_owned());
        let bytes: [u8; 3] = code.trim().as_bytes().try_into().map_err(|_| wrong())?;
        if bytes.iter().all(u8::is_ascii_alphabetic) {
            Ok(Self(bytes.map(|b| b.to_ascii_uppercase())))
        } else {
            Err(wrong())
        }
    }

    /// The code, three capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimal places of the minor unit (ISO 4217; 2 unless the list says otherwise).
    #[must_use]
    pub fn minor_digits(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }

    /// How many minor units make one major unit.
    #[must_use]
    pub fn minor_per_major(&self) -> i64 {
        10i64.pow(self.minor_digits())
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for Currency {
    type Err = CurrencyError;
    fn from_str(code: &str) -> Result<Self, CurrencyError> {
        Self::new(code)
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyError;
    fn try_from(code: String) -> Result<Self, CurrencyError> {
        Self::new(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}
