//! Asks as somebody, and gives everything that was answered as text that can be searched.

use std::io::Read as _;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use hefu_dossier::document::{Limits, read_bytes};
use tower::ServiceExt as _;

use super::people::Principal;
use super::world::World;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Got {
    pub status: u16,
    /// Headers, a line each.
    pub head: String,
    /// The body; of an archive, the parts of it unpacked; of a PDF, its text.
    pub body: String,
}

/// Reads an address as somebody.
pub async fn get(world: &World, who: &Principal, address: &str, lang: Option<&str>) -> Got {
    let mut request = Request::get(address).header("host", "office.example.org");
    if let Some((name, value)) = &who.header {
        request = request.header(*name, value);
    }
    if let Some(lang) = lang {
        request = request.header("accept-language", lang);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = world.router.clone().oneshot(request).await.expect("a router does not fail");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body in memory");
    let head: Vec<String> = parts
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    Got { status: parts.status.as_u16(), head: head.join("\n"), body: text(&bytes) }
}

fn text(bytes: &[u8]) -> String {
    if bytes.starts_with(b"%PDF-") {
        let read = read_bytes("printed.pdf", bytes, &Limits::default()).expect("a PDF that can be read");
        assert!(read.without_text().is_none(), "a PDF without text hides what it shows");
        // Lines are broken where they are full.
        return read.text().split_whitespace().collect();
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("unpacked");
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

/// The text with what stands in it in base64, as in receipts and parcels.
pub fn with_base64(text: String) -> String {
    use base64::Engine as _;
    let words = text.split_whitespace().filter(|word| word.len() >= 24);
    let decoded: Vec<String> = words
        .filter_map(|word| base64::prelude::BASE64_STANDARD.decode(word).ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    if decoded.is_empty() { text } else { format!("{text}\n{}", decoded.join("\n")) }
}
