//! Titles as sequences of small numbers: one per Han character, one per Latin word or number.

use std::collections::HashMap;
use std::sync::OnceLock;

use hefu_text::script::is_han;
use pinyin::ToPinyin;

/// Lists of numbers for many records in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub(crate) fn push(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    pub(crate) fn get(&self, at: usize) -> &[u32] {
        let Some(&end) = self.ends.get(at) else {
            return &[];
        };
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.items.get(start as usize..end as usize).unwrap_or(&[])
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|at| self.get(at))
    }
}

const WORD: u32 = 0x8000_0000;

/// The words met so far, numbered in the order of meeting.
#[derive(Debug, Default)]
pub(crate) struct Words {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
    letters: Vec<u32>,
}

/// Which letters a word has: one bit each, digits and other letters by remainder.
pub(crate) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| bits | 1 << (byte % 32))
}

impl Words {
    pub(crate) fn token(&mut self, word: &str) -> u32 {
        if let Some(&token) = self.numbers.get(word) {
            return token;
        }
        let token = WORD | u32::try_from(self.texts.len()).unwrap_or(0);
        self.numbers.insert(word.into(), token);
        self.texts.push(word.into());
        self.letters.push(letters(word));
        token
    }

    /// The word behind a token; none for a Han character.
    pub(crate) fn word(&self, token: u32) -> Option<&str> {
        is_word(token).then(|| self.texts.get((token & !WORD) as usize)).flatten().map(AsRef::as_ref)
    }
}

impl Words {
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The number of the word behind a token; none for a Han character.
    pub(crate) fn place(token: u32) -> Option<usize> {
        is_word(token).then_some((token & !WORD) as usize)
    }

    /// Which letters the word behind a token has; see [`letters`].
    pub(crate) fn letters(&self, token: u32) -> u32 {
        self.letters.get((token & !WORD) as usize).copied().unwrap_or(0)
    }
}

pub(crate) fn is_word(token: u32) -> bool {
    token & WORD != 0
}

/// The parts of a folded text: single Han characters and runs of other letters and digits.
pub(crate) fn parts(folded: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut word: Option<usize> = None;
    for (at, c) in folded.char_indices() {
        let han = is_han(c);
        if !han && c.is_alphanumeric() {
            word.get_or_insert(at);
            continue;
        }
        if let Some(start) = word.take() {
            out.extend(folded.get(start..at));
        }
        if han {
            out.extend(folded.get(at..at + c.len_utf8()));
        }
    }
    out.extend(word.and_then(|start| folded.get(start..)));
    out
}

/// Tokens of a folded text.
pub(crate) fn tokens(folded: &str, words: &mut Words) -> Vec<u32> {
    parts(folded)
        .into_iter()
        .map(|part| match part.chars().next() {
            Some(c) if is_han(c) => u32::from(c),
            _ => words.token(part),
        })
        .collect()
}

const FIRST: u32 = 0x3400;
const LAST: u32 = 0xA000;

/// A number for the syllable a Han character is read with, without tone; none where it has no reading.
pub(crate) fn syllable(token: u32) -> Option<u16> {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let read = |code: u32| char::from_u32(code).and_then(|c| c.to_pinyin()).map(|reading| reading.plain());
        let mut all: Vec<&str> = (FIRST..LAST).filter_map(read).collect();
        all.sort_unstable();
        all.dedup();
        (FIRST..LAST)
            .map(|code| {
                read(code)
                    .and_then(|reading| all.binary_search(&reading).ok())
                    .and_then(|at| u16::try_from(at + 1).ok())
                    .unwrap_or(0)
            })
            .collect()
    });
    let at = token.checked_sub(FIRST)?;
    table.get(at as usize).copied().filter(|number| *number != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_falls_into_characters_and_words() {
        assert_eq!(parts("基于5g/b5g的ai诊断"), ["基", "于", "5g", "b5g", "的", "ai", "诊", "断"]);
        assert_eq!(parts("deep learning, ii"), ["deep", "learning", "ii"]);
        assert_eq!(parts(""), Vec::<&str>::new());
    }

    #[test]
    fn homophones_share_a_syllable() {
        assert_eq!(syllable(u32::from('诊')), syllable(u32::from('珍')));
        assert_ne!(syllable(u32::from('诊')), syllable(u32::from('断')));
        assert_eq!(syllable(u32::from('a')), None);
    }
}
