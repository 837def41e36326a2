//! Edits of words, as one who rewords a text would make them: three in five replaced, one in five deleted, one inserted.

use crate::random::Random;

/// The words of a sentence: by spaces in English, one or two characters in Chinese.
fn words(sentence: &str, han: bool, random: &mut Random) -> Vec<String> {
    if !han {
        return sentence.split_inclusive(' ').map(str::to_owned).collect();
    }
    let chars: Vec<char> = sentence.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let two = at + 1 < chars.len() && chars[at].is_alphanumeric() && chars[at + 1].is_alphanumeric();
        let length = if two && random.happens(70) { 2 } else { 1 };
        out.push(chars[at..at + length].iter().collect());
        at += length;
    }
    out
}

fn other_word(pool: &[String], han: bool, random: &mut Random) -> String {
    let sentence = random.of(pool).clone();
    let words: Vec<String> = words(&sentence, han, random);
    random.of(&words).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect()
}

/// The sentence with about `per_cent` of its words edited.
pub fn edit(sentence: &str, per_cent: usize, han: bool, pool: &[String], random: &mut Random) -> String {
    if per_cent == 0 {
        return sentence.to_owned();
    }
    let mut out = String::with_capacity(sentence.len());
    for word in words(sentence, han, random) {
        if !random.happens(per_cent) {
            out.push_str(&word);
            continue;
        }
        match random.below(5) {
            0..=2 => {
                out.push_str(&other_word(pool, han, random));
                if word.ends_with(' ') && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            3 => {}
            _ => {
                out.push_str(&word);
                out.push_str(&other_word(pool, han, random));
                if !han && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    out
}
