//! How two titles of one language relate: exact, wording, homophones, typing errors, rewording, a mark of a series,
//! another subject word. A typing error leaves a combination of characters that no other title has; a word that other
//! titles use is a word of the subject.

use super::lexicon::{Lexicon, Stretch};
use super::tokens::{Lists, Words, is_word, syllable};

/// Levels, best first.
pub(crate) const LEVELS: &[&str] = &[
    "exact",
    "wording",
    "homophone",
    "typing_error",
    "reworded",
    "series_mark",
    "one_word",
    "similar",
    "related",
    "distant",
    "different",
];

/// What is known of all titles of one column.
#[derive(Debug)]
pub(crate) struct TitleContext {
    pub(crate) lexicon: Lexicon,
    /// The words of all titles.
    pub(crate) words: Words,
    /// How many titles of both tables have the pair of neighbouring tokens (index by [`pair_slot`]), at most 255.
    pub(crate) neighbours: Vec<u8>,
    /// True where there are enough titles for their frequencies to say what is a word.
    pub(crate) frequencies: bool,
}

const SLOTS: u32 = 1 << 22;

/// Place of a pair of neighbouring tokens in the table of frequencies. Pairs that share a place only make a rare
/// combination look known.
pub(crate) fn pair_slot(before: u32, after: u32) -> usize {
    let mixed = before.wrapping_mul(0x9E37_79B1) ^ after.wrapping_mul(0x85EB_CA6B).rotate_left(13);
    ((mixed ^ (mixed >> 15)).wrapping_mul(0xC2B2_AE35) >> 8 & (SLOTS - 1)) as usize
}

const EDGE: u32 = u32::MAX;

impl TitleContext {
    pub(crate) fn new(mut words: Words, columns: &[&Lists]) -> Self {
        let lexicon = Lexicon::new(&mut words);
        let mut neighbours = vec![0u8; SLOTS as usize];
        let mut titles = 0u32;
        let mut seen: Vec<usize> = Vec::new();
        for tokens in columns.iter().flat_map(|lists| lists.iter()).filter(|tokens| !tokens.is_empty()) {
            titles = titles.saturating_add(1);
            seen.clear();
            seen.extend(pairs(tokens));
            seen.sort_unstable();
            seen.dedup();
            for &slot in &seen {
                if let Some(count) = neighbours.get_mut(slot) {
                    *count = count.saturating_add(1);
                }
            }
        }
        Self { lexicon, words, neighbours, frequencies: titles >= 400 }
    }

    fn known(&self, before: u32, after: u32) -> bool {
        self.neighbours.get(pair_slot(before, after)).is_some_and(|count| *count >= 2)
    }

    /// Whether the title has a combination around this stretch that no other title has.
    fn odd(&self, tokens: &[u32], from: usize, to: usize) -> bool {
        let at = |place: usize| tokens.get(place).copied().unwrap_or(EDGE);
        let before = from.checked_sub(1).map_or(EDGE, at);
        let stretch = tokens.get(from..to).unwrap_or(&[]);
        let mut last = before;
        for &token in stretch.iter().chain(std::iter::once(&at(to))) {
            if last != EDGE && token != EDGE && !self.known(last, token) {
                return true;
            }
            last = token;
        }
        false
    }
}

fn pairs(tokens: &[u32]) -> impl Iterator<Item = usize> {
    tokens.windows(2).filter_map(|two| match two {
        [a, b] => Some(pair_slot(*a, *b)),
        _ => None,
    })
}

/// One stretch by which two titles differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gap {
    left: (usize, usize),
    right: (usize, usize),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Found {
    homophone: u32,
    typing: u32,
    generic: u32,
    series: u32,
    content: u32,
}

/// Reused memory for alignments.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    cost: Vec<u16>,
    gaps: Vec<Gap>,
    joined: Vec<u32>,
}

const LONGEST: usize = 120;

/// Two titles of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Two<'a> {
    /// Tokens of both, wording folded.
    pub(crate) tokens: [&'a [u32]; 2],
    /// The same in ascending order.
    pub(crate) sorted: [&'a [u32]; 2],
    /// Whether they are the same before wording is folded, where they are the same after it.
    pub(crate) plain: bool,
    /// Weighted overlap in hundredths.
    pub(crate) overlap: u32,
}

/// The level of two titles.
pub(crate) fn level(context: &TitleContext, two: Two<'_>, scratch: &mut Scratch) -> u8 {
    let Two { tokens: [left, right], sorted, plain, overlap } = two;
    if left == right {
        return u8::from(!plain);
    }
    let by_overlap = match overlap {
        60.. => 7,
        35.. => 8,
        12.. => 9,
        _ => 10,
    };
    let (short, long) = (left.len().min(right.len()), left.len().max(right.len()));
    if overlap < 35 && (short * 2 < long || overlap < 15) || long > LONGEST {
        return by_overlap;
    }
    // More than a replaced word and some rewording: no alignment will find a closer relation.
    if apart(sorted) > 14 {
        return by_overlap;
    }
    align(context, left, right, scratch);
    let found = classify(context, left, right, &scratch.gaps, &mut scratch.joined);
    let slips = found.homophone + found.typing;
    let bearable = slips <= 1 + u32::try_from(long).unwrap_or(u32::MAX) / 6;
    match found {
        Found { typing: 0, generic: 0, series: 0, content: 0, .. } if bearable => 2,
        Found { generic: 0, series: 0, content: 0, .. } if bearable => 3,
        Found { series: 0, content: 0, .. } if bearable => 4,
        Found { series: 1.., content: 0, .. } if bearable => 5,
        Found { content: 1, series: 0, .. } if bearable && overlap >= 35 => 6,
        _ => by_overlap,
    }
}

/// How many tokens one title has more than the other in either direction, the greater of the two.
fn apart([left, right]: [&[u32]; 2]) -> usize {
    let (mut x, mut y, mut common) = (left, right, 0usize);
    while let (Some((p, rest_x)), Some((q, rest_y))) = (x.split_first(), y.split_first()) {
        common += usize::from(p == q);
        if p <= q {
            x = rest_x;
        }
        if q <= p {
            y = rest_y;
        }
    }
    left.len().max(right.len()) - common
}

/// Fills `scratch.gaps` with the stretches in which a cheapest alignment differs.
fn align(context: &TitleContext, left: &[u32], right: &[u32], scratch: &mut Scratch) {
    scratch.gaps.clear();
    let start = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (a, b) = (left.get(start..).unwrap_or(&[]), right.get(start..).unwrap_or(&[]));
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(..a.len() - end).unwrap_or(&[]), b.get(..b.len() - end).unwrap_or(&[]));
    let width = b.len() + 1;
    let cost = &mut scratch.cost;
    cost.clear();
    cost.extend((0..=b.len()).map(|j| u16::try_from(j * 2).unwrap_or(u16::MAX / 2)));
    for (i, &x) in a.iter().enumerate() {
        let sound = syllable(x);
        let mut before = u16::try_from((i + 1) * 2).unwrap_or(u16::MAX / 2);
        let above = cost.len() - width;
        cost.push(before);
        for (j, &y) in b.iter().enumerate() {
            let at = |place: usize| cost.get(above + place).copied().unwrap_or(u16::MAX / 2);
            let step = replace(context, x, sound, y);
            before = (at(j) + step).min(at(j + 1) + 2).min(before + 2);
            cost.push(before);
        }
    }
    trace(context, a, b, start, scratch);
}

/// Follows a cheapest path back from the end; `start` tokens before it are the same in both titles.
fn trace(context: &TitleContext, a: &[u32], b: &[u32], start: usize, scratch: &mut Scratch) {
    let width = b.len() + 1;
    let cost = &scratch.cost;
    let get = |i: usize, j: usize| cost.get(i * width + j).copied().unwrap_or(u16::MAX / 2);
    let (mut i, mut j) = (a.len(), b.len());
    let mut open: Option<(usize, usize)> = None;
    while i > 0 || j > 0 {
        let here = get(i, j);
        let last = i.checked_sub(1).zip(j.checked_sub(1)).and_then(|(p, q)| Some((*a.get(p)?, *b.get(q)?)));
        if let Some((x, y)) = last
            && x == y
            && here == get(i - 1, j - 1)
        {
            if let Some((to_left, to_right)) = open.take() {
                scratch.gaps.push(Gap { left: (start + i, to_left), right: (start + j, to_right) });
            }
            i -= 1;
            j -= 1;
            continue;
        }
        open.get_or_insert((start + i, start + j));
        match last {
            Some((x, y)) if here == get(i - 1, j - 1) + replace(context, x, syllable(x), y) => {
                i -= 1;
                j -= 1;
            }
            _ if i > 0 && here == get(i - 1, j) + 2 => i -= 1,
            _ if j > 0 => j -= 1,
            _ => i -= 1,
        }
    }
    if let Some((to_left, to_right)) = open {
        scratch.gaps.push(Gap { left: (start, to_left), right: (start, to_right) });
    }
    scratch.gaps.reverse();
}

/// Cost of one token in place of another, in half steps: homophones and nearly equal words are cheap. `sound` is the
/// syllable of the first.
fn replace(context: &TitleContext, left: u32, sound: Option<u16>, right: u32) -> u16 {
    if left == right {
        return 0;
    }
    match (is_word(left), is_word(right)) {
        (true, true) if near(context, left, right) => 1,
        (false, false) if sound.is_some() && sound == syllable(right) => 1,
        (a, b) if a == b => 3,
        _ => 4,
    }
}

/// Two words that differ by a slip of the keyboard or by an ending.
fn near(context: &TitleContext, left: u32, right: u32) -> bool {
    let (Some(a), Some(b)) = (context.words.word(left), context.words.word(right)) else {
        return false;
    };
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if (context.words.letters(left) ^ context.words.letters(right)).count_ones() > 4 {
        return false;
    }
    if short < 4 || long - short > 2 || a.bytes().chain(b.bytes()).any(|c| c.is_ascii_digit()) {
        return false;
    }
    let allowed = if long >= 8 { 2 } else { 1 };
    let swapped = |x: &str, y: &str| {
        let differing: Vec<(u8, u8)> = x.bytes().zip(y.bytes()).filter(|(p, q)| p != q).collect();
        x.len() == y.len() && matches!(differing.as_slice(), [(p, q), (r, s)] if p == s && q == r)
    };
    rapidfuzz::distance::levenshtein::distance(a.bytes(), b.bytes()) <= allowed || swapped(a, b)
}

fn classify(context: &TitleContext, left: &[u32], right: &[u32], gaps: &[Gap], joined: &mut Vec<u32>) -> Found {
    let mut found = Found::default();
    for gap in gaps {
        let a = left.get(gap.left.0..gap.left.1).unwrap_or(&[]);
        let b = right.get(gap.right.0..gap.right.1).unwrap_or(&[]);
        let paired = a.len() == b.len();
        let alike = |x: &u32, y: &u32| {
            if is_word(*x) { near(context, *x, *y) } else { syllable(*x).is_some() && syllable(*x) == syllable(*y) }
        };
        if paired && a.iter().zip(b).all(|(x, y)| x == y || alike(x, y)) {
            if a.iter().any(|token| is_word(*token)) {
                found.typing += 1
            } else {
                found.homophone += 1
            }
            continue;
        }
        joined.clear();
        joined.extend_from_slice(a);
        joined.extend_from_slice(b);
        match context.lexicon.read(&context.words, joined) {
            Stretch::Generic if a.len() + b.len() >= 2 || a.iter().chain(b).any(|token| is_word(*token)) => {
                found.generic += 1
            }
            Stretch::Series => found.series += 1,
            _ if slip(context, (left, gap.left), (right, gap.right)) => found.typing += 1,
            Stretch::Generic => found.generic += 1,
            Stretch::Content => {
                found.content += 1;
                // A long stretch is more than one word.
                let words = joined.iter().filter(|token| is_word(**token)).count();
                if words > 3 || joined.len() - words > 8 {
                    found.content += 1;
                }
            }
        }
    }
    found
}

/// A single character lost, doubled, exchanged or in the wrong place, which leaves a combination that no other title has.
fn slip(context: &TitleContext, left: (&[u32], (usize, usize)), right: (&[u32], (usize, usize))) -> bool {
    let a = left.0.get(left.1.0..left.1.1).unwrap_or(&[]);
    let b = right.0.get(right.1.0..right.1.1).unwrap_or(&[]);
    let small = a.len() <= 1 && b.len() <= 1;
    let mut turned: Vec<u32> = a.to_vec();
    turned.sort_unstable();
    let mut other: Vec<u32> = b.to_vec();
    other.sort_unstable();
    let exchanged = a.len() <= 3 && turned == other;
    if exchanged {
        return true;
    }
    if !small || a.iter().chain(b).any(|token| is_word(*token)) {
        return false;
    }
    !context.frequencies || context.odd(left.0, left.1.0, left.1.1) || context.odd(right.0, right.1.0, right.1.1)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn compare(left: &str, right: &str) -> &'static str {
        let mut words = Words::default();
        let (a, b) = (tokens(left, &mut words), tokens(right, &mut words));
        let context = TitleContext::new(words, &[]);
        let (mut x, mut y) = (a.clone(), b.clone());
        x.sort_unstable();
        y.sort_unstable();
        let two = Two { tokens: [&a, &b], sorted: [&x, &y], plain: true, overlap: 70 };
        let number = level(&context, two, &mut Scratch::default());
        LEVELS.get(usize::from(number)).copied().unwrap_or("?")
    }

    #[test]
    fn levels_of_titles() {
        let title = "基于深度学习的肝癌早期诊断关键技术研究";
        assert_eq!(compare(title, title), "exact");
        assert_eq!(compare(title, "基于深度学习的肝癌早期珍断关键技术研究"), "homophone");
        assert_eq!(compare(title, "基于深度学习的肝癌早期断诊关键技术研究"), "typing_error");
        assert_eq!(compare(title, "基于深度学习的肝癌早期诊断技术探索"), "reworded");
        assert_eq!(compare(title, "基于深度学习的肝癌早期诊断关键技术研究二期"), "series_mark");
        assert_eq!(compare(title, "基于深度学习的肝癌早期诊断关键技术拓展研究"), "series_mark");
        assert_eq!(compare(title, "基于深度学习的胃肠疾病早期诊断关键技术研究"), "one_word");
        assert_eq!(
            compare(
                "deep learning for early diagnosis of liver cancer",
                "deep learning for early diagnosis of liver cancer phase ii"
            ),
            "series_mark"
        );
        assert_eq!(
            compare(
                "deep learning for early diagnosis of liver cancer",
                "deep laerning for early diagnosis of liver cancer"
            ),
            "typing_error"
        );
    }
}
