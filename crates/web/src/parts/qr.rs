//! A text as a QR code (ISO/IEC 18004), drawn as one path: to be read by a telephone from the screen of another device.

use std::fmt::Write as _;

use askama::Template;
use qrcodegen::{QrCode, QrCodeEcc};

/// A QR code.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<svg class="qr" role="img" aria-label="{{ label }}" viewBox="0 0 {{ side }} {{ side }}"><path d="{{ path }}"/></svg>"#,
    ext = "html"
)]
pub struct Qr {
    /// What it is, in words.
    pub label: String,
    side: i32,
    path: String,
}

/// Modules left free on each side (ISO/IEC 18004, 6.3.8).
const QUIET: i32 = 4;

impl Qr {
    /// The code of a text; none where the text is too long for one.
    pub fn new(label: impl Into<String>, text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                // Writing to a string does not fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
        Some(Self { label: label.into(), side: code.size() + 2 * QUIET, path })
    }
}
