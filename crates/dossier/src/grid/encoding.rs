//! Which encoding a CSV file is in. The answer is always reported, because a wrong one turns names into other names.

use chardetng::{EncodingDetector, Iso2022JpDetection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::layout::{key, layout};
use crate::problems::Trouble;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without a byte-order mark.
    pub text: String,
    /// The encoding taken: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `gb18030`, `Big5` (with HKSCS).
    pub encoding: &'static str,
    /// True where another encoding would also have been possible and this one was judged likelier.
    pub guessed: bool,
}

/// Decodes a text file.
///
/// # Errors
/// When no encoding fits; the trouble names the first byte that does not fit UTF-8, GB18030 and Big5.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Trouble> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return whole(encoding, bytes.get(length..).unwrap_or_default(), false).map_err(|at| {
            Trouble::error("dossier-undecodable-as", encoding.name())
                .with("encoding", encoding.name())
                .with("offset", at + length)
        });
    }
    let utf8 = match whole(UTF_8, bytes, false) {
        Ok(decoded) if !decoded.text.contains('\0') => return Ok(decoded),
        Ok(_) => 0,
        Err(at) => at,
    };
    if let Some(encoding) = utf16_without_mark(bytes)
        && let Ok(decoded) = whole(encoding, bytes, true)
    {
        return Ok(decoded);
    }
    let chinese = [GB18030, BIG5].map(|encoding| whole(encoding, bytes, true));
    match chinese {
        [Ok(gb), Ok(big5)] => Ok(likelier(bytes, gb, big5)),
        [Ok(one), Err(_)] | [Err(_), Ok(one)] => Ok(Decoded { guessed: false, ..one }),
        [Err(gb), Err(big5)] => Err(Trouble::error("dossier-undecodable", bytes_at(bytes, gb.max(big5).max(utf8)))
            .with("utf8", utf8)
            .with("gb18030", gb)
            .with("big5", big5)),
    }
}

/// The whole text, or the offset of the first byte that does not fit.
fn whole(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Result<Decoded, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(bytes.len().max(64)),
            DecoderResult::Malformed(length, after) => {
                return Err(at.saturating_sub(usize::from(length) + usize::from(after)));
            }
        }
    }
    Ok(Decoded { text, encoding: encoding.name(), guessed })
}

fn bytes_at(bytes: &[u8], at: usize) -> String {
    let found: Vec<String> = bytes.iter().skip(at).take(4).map(|byte| format!("{byte:02X}")).collect();
    found.join(" ")
}

/// Latin letters, digits and separators leave every other byte zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4_096))?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = sample.len() / 20 + 1;
    if odd >= enough && odd > even * 4 {
        Some(UTF_16LE)
    } else if even >= enough && even > odd * 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Both fit: the one whose headers are known wins, then the one with fewer characters that nobody writes, then the
/// detector's opinion.
fn likelier(bytes: &[u8], gb: Decoded, big5: Decoded) -> Decoded {
    if gb.text == big5.text {
        return Decoded { guessed: false, ..gb };
    }
    let (left, right) = (known_headers(&gb.text), known_headers(&big5.text));
    if left != right {
        return if left > right { gb } else { big5 };
    }
    let (left, right) = (strange(&gb.text), strange(&big5.text));
    if left != right {
        return if left < right { gb } else { big5 };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    if detector.guess(None, chardetng::Utf8Detection::Deny) == BIG5 { big5 } else { gb }
}

/// How many cells of the first lines are headers of some sheet.
fn known_headers(text: &str) -> usize {
    let head: String = text.lines().take(12).flat_map(|line| line.chars().chain(['\n'])).take(20_000).collect();
    head.split([',', ';', '\t', '\n', '，', '；'])
        .map(|cell| key(cell.trim_matches(['"', ' '])))
        .filter(|cell| !cell.is_empty())
        .filter(|cell| layout().sheets.iter().any(|sheet| sheet.column_keyed(cell).is_some()))
        .count()
}

/// Per thousand: characters outside what Chinese offices write.
fn strange(text: &str) -> usize {
    let (mut odd, mut all) = (0usize, 0usize);
    for c in text.chars().take(200_000) {
        let code = u32::from(c);
        if code < 0x80 {
            continue;
        }
        all += 1;
        let usual = matches!(code, 0x4E00..=0x9FA5 | 0x3000..=0x3017 | 0xFF01..=0xFF5E | 0x2010..=0x2026 | 0xB7 | 0x3105..=0x3129);
        // Characters of GB 2312 are written with two bytes from A1 on in GBK; text read in the wrong encoding falls outside.
        let in_gb2312 = GB18030.encode(c.encode_utf8(&mut [0; 4])).0.iter().all(|byte| *byte >= 0xA1);
        let in_big5_common = {
            let mut buffer = [0; 4];
            let (encoded, _, failed) = BIG5.encode(c.encode_utf8(&mut buffer));
            !failed && encoded.first().is_some_and(|lead| (0xA1..=0xC6).contains(lead))
        };
        odd += usize::from(!usual || !(in_gb2312 || in_big5_common));
    }
    (odd * 1_000).checked_div(all).unwrap_or(0)
}
