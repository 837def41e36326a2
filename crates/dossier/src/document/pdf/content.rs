//! A page's content stream with the strings of old fonts written in UCS-2.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::survey::OldFont;

/// States saved by `q` beyond which nothing is kept; a page never nests so deep.
const SAVED: usize = 4_096;

/// The stream `data` with every string shown in one of `fonts` rewritten.
pub(super) fn rewrite(data: &[u8], fonts: &BTreeMap<String, OldFont>) -> Vec<u8> {
    let mut rewriter =
        Rewriter { data, at: 0, out: Vec::with_capacity(data.len() * 2), fonts, font: None, saved: Vec::new() };
    rewriter.run();
    rewriter.out
}

struct Rewriter<'a> {
    data: &'a [u8],
    at: usize,
    out: Vec<u8>,
    fonts: &'a BTreeMap<String, OldFont>,
    font: Option<OldFont>,
    saved: Vec<Option<OldFont>>,
}

impl Rewriter<'_> {
    fn run(&mut self) {
        let mut name = String::new();
        let mut dictionaries = 0_usize;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'%' => self.copy_while(|byte| byte != b'\n' && byte != b'\r'),
                b'(' => {
                    let from = self.at;
                    let string = self.literal();
                    self.put(from, &string, dictionaries > 0);
                }
                b'<' if self.peek(1) == Some(b'<') => {
                    dictionaries += 1;
                    self.copy(2);
                }
                b'>' if self.peek(1) == Some(b'>') => {
                    dictionaries = dictionaries.saturating_sub(1);
                    self.copy(2);
                }
                b'<' => {
                    let from = self.at;
                    let string = self.hexadecimal();
                    self.put(from, &string, dictionaries > 0);
                }
                b'/' => {
                    let from = self.at + 1;
                    self.copy(1);
                    self.copy_while(is_regular);
                    name = unescape(self.data.get(from..self.at).unwrap_or_default());
                }
                byte if is_regular(byte) => {
                    let from = self.at;
                    self.copy_while(is_regular);
                    self.operator(from, &name);
                }
                _ => self.copy(1),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.data.get(self.at + ahead).copied()
    }

    fn copy(&mut self, count: usize) {
        let end = (self.at + count).min(self.data.len());
        self.out.extend_from_slice(self.data.get(self.at..end).unwrap_or_default());
        self.at = end;
    }

    fn copy_while(&mut self, accept: impl Fn(u8) -> bool) {
        let rest = self.data.get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| accept(**byte)).count();
        self.copy(count);
    }

    fn operator(&mut self, from: usize, name: &str) {
        match self.data.get(from..self.at).unwrap_or_default() {
            b"Tf" => self.font = self.fonts.get(name).copied(),
            b"q" if self.saved.len() < SAVED => self.saved.push(self.font),
            b"Q" => self.font = self.saved.pop().unwrap_or(self.font),
            // An image inside the stream: bytes that mean nothing here.
            b"ID" => {
                let rest = self.data.get(self.at..).unwrap_or_default();
                let end = rest.windows(4).position(|window| {
                    window.starts_with(b"\nEI")
                        || (window.get(1..3) == Some(b"EI") && window.iter().step_by(3).all(u8::is_ascii_whitespace))
                });
                self.copy(end.map_or(rest.len(), |end| end + 3));
            }
            _ => {}
        }
    }

    /// Writes the string that began at `from`: as it was, or in UCS-2 where its font is an old one.
    fn put(&mut self, from: usize, string: &[u8], in_dictionary: bool) {
        let Some(font) = self.font.filter(|_| !in_dictionary) else {
            self.out.extend_from_slice(self.data.get(from..self.at).unwrap_or_default());
            return;
        };
        let (text, _) = font.encoding.decode_without_bom_handling(string);
        let mut hexadecimal = String::from("<");
        for unit in text.encode_utf16() {
            // Writing to a string does not fail.
            let _ = write!(hexadecimal, "{unit:04X}");
        }
        hexadecimal.push('>');
        self.out.extend_from_slice(hexadecimal.as_bytes());
    }

    /// `(…)` with its escapes resolved (ISO 32000-1, 7.3.4.2).
    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 0_usize;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    if depth > 1 {
                        out.push(byte);
                    }
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                    out.push(byte);
                }
                b'\\' => self.escape(&mut out),
                other => out.push(other),
            }
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\n' => {}
            b'\r' => self.at += usize::from(self.peek(0) == Some(b'\n')),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek(0).filter(|digit| (b'0'..=b'7').contains(digit)) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push(u8::try_from(value & 0xff).unwrap_or_default());
            }
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
        }
        digits
            .chunks(2)
            .map(|pair| pair.first().copied().unwrap_or(0) * 16 + pair.get(1).copied().unwrap_or(0))
            .collect()
    }
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

/// A name with its `#` escapes resolved.
fn unescape(name: &[u8]) -> String {
    let mut out = Vec::new();
    let mut rest = name;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let hex = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'#', Some(high), Some(low)) => {
                out.extend(u8::try_from(high * 16 + low));
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => out.push(*first),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
