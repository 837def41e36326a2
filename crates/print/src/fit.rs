//! Makes any text printable: what has no shape is left out or given as its code point, what would not fit a line may be broken.

use unicode_normalization::char::is_combining_mark;

use crate::Fonts;

/// Where a line may be broken although nothing is written.
const BREAK: char = '\u{200b}';

/// The place a text is set in: how wide in points, the size of its type, and whether all its characters are of one width.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) room: f64,
    pub(crate) size: f64,
    pub(crate) mono: bool,
}

/// The lines of `text` for its place, and whether a character had to be given by its code point.
pub(crate) fn lines(text: &str, place: Place, fonts: &Fonts) -> (Vec<String>, bool) {
    let mut coded = false;
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{0b}', '\u{0c}', '\u{85}'], "\n");
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let line = breakable(&printable(line, fonts, &mut coded), place, fonts);
        lines.extend(line.split('\n').map(str::to_owned));
    }
    (lines, coded)
}

/// The same text of characters that have a shape.
fn printable(line: &str, fonts: &Fonts, coded: &mut bool) -> String {
    let mut out = String::with_capacity(line.len());
    // The character marks stand on, with those it has already.
    let mut cluster = String::new();
    for character in line.chars() {
        let character = match character {
            // Spaces that forbid a break would carry a line over its end.
            '\t' | '\u{a0}' | '\u{2007}' | '\u{202f}' => ' ',
            other if other != BREAK && unseen(other) => continue,
            other => other,
        };
        let mark = is_combining_mark(character);
        if !mark {
            cluster.clear();
        }
        let alone = mark && cluster.is_empty();
        cluster.push(character);
        if character == BREAK || !alone && !private(character) && fonts.has(&cluster) {
            out.push(character);
        } else {
            *coded = true;
            out.push_str(&format!("〔U+{:04X}〕", u32::from(character)));
            cluster.clear();
            cluster.push('〕');
        }
    }
    out
}

/// Characters that mean what each office's own font says they mean.
fn private(character: char) -> bool {
    matches!(u32::from(character), 0xe000..=0xf8ff | 0xf0000..)
}

/// Characters that show nothing: controls (among them those that turn the direction of writing and so show another text than
/// is stored), joiners, tags, and what chooses among the shapes of one character.
fn unseen(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200c..=0x200f
            | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
            | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
        || u32::from(character) & 0xfffe == 0xfffe
        || (0xfdd0..=0xfdef).contains(&u32::from(character))
}

/// Lets a line be broken anywhere within a run that is wider than its place.
fn breakable(line: &str, place: Place, fonts: &Fonts) -> String {
    let mut out = String::with_capacity(line.len());
    let mut run = String::new();
    for character in line.chars() {
        if parts(character) {
            out.push_str(&broken(&run, place, fonts));
            run.clear();
            out.push(character);
        } else {
            run.push(character);
        }
    }
    out.push_str(&broken(&run, place, fonts));
    out
}

/// Whether a line may be broken both before and after this character, whatever stands there.
fn parts(character: char) -> bool {
    character == ' '
        || character == BREAK
        || matches!(u32::from(character), 0x3000 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0x20000..=0x3ffff)
}

fn broken(run: &str, place: Place, fonts: &Fonts) -> String {
    // Most runs are words: only what could be too wide is measured.
    let room = place.room / place.size;
    if (run.chars().count() as f64) * WIDEST < room {
        return run.to_owned();
    }
    if run.chars().map(|character| fonts.width(character, place.mono)).sum::<f64>() < room {
        return run.to_owned();
    }
    let mut out = String::with_capacity(run.len() * 2);
    let mut used = 0.0;
    for character in run.chars() {
        if place.mono {
            // Broken here and now, so that what is copied from the page holds nothing that was not there.
            let width = fonts.width(character, true);
            if used + width > room {
                out.push('\n');
                used = 0.0;
            }
            used += width;
        } else if !out.is_empty() && !is_combining_mark(character) {
            out.push(BREAK);
        }
        out.push(character);
    }
    out
}

/// No character used in runs is wider than this, in parts of the type size; a long dash is two.
const WIDEST: f64 = 3.0;
