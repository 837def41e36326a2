//! Numbers at the beginning of a line: 第七条, 七、, （七）, 7., 7.1, Article 7, VII., (g); and how deep each stands.

use super::line::Line;

const NUMERALS: &str = "〇零一二三四五六七八九十百壹贰貳叁參叄肆伍陆陸柒捌玖拾两兩";
/// Characters after a bare number that show it to be a quantity or a date and not an article.
const QUANTITIES: &str = "年月日号號时時点點名人个個项項次位家种種份万萬亿億元美%％‰度米台台套件篇章节節至-—~～至或/";

/// The number of an article, a paragraph or an annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// As written.
    pub text: String,
    /// Its shape.
    pub shape: Shape,
    /// True for the first of its kind (第一条, 1., (a)), with which a list inside an article begins.
    pub first: bool,
    /// How many numbered lines stand above it in the outline; set by [`place`].
    pub level: usize,
    /// Characters it takes at the beginning of the line.
    pub length: usize,
}

/// Shapes of numbers, outermost first as documents usually nest them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// 第一章, Chapter 1, Part I
    Chapter,
    /// 第七条, Article 7, Section 7
    Article,
    /// 七、
    Han,
    /// VII.
    Roman,
    /// （七）
    HanBracket,
    /// 7. 7、
    Arabic,
    /// 7.1
    Arabic2,
    /// 7.1.1 and deeper
    Arabic3,
    /// 第一款, 第一项
    Paragraph,
    /// (7)
    ArabicBracket,
    /// 7)
    ArabicHalf,
    /// (a)
    Letter,
    /// ①
    Circled,
}

struct Read {
    length: usize,
    shape: Shape,
    value: String,
}

/// The number a line begins with.
pub(super) fn read(line: &str) -> Option<Number> {
    let text: Vec<char> = line.chars().map(half).collect();
    let read = circled(line)
        .or_else(|| han_article(&text))
        .or_else(|| bracketed(&text))
        .or_else(|| han(&text))
        .or_else(|| arabic(&text))
        .or_else(|| roman(&text))
        .or_else(|| english(&text))?;
    let written: String = line.chars().take(read.length).collect();
    Some(Number {
        text: written.trim().trim_end_matches(['、', '.', '．', ':', '：', ',']).to_owned(),
        shape: read.shape,
        first: matches!(read.value.as_str(), "一" | "壹" | "1" | "i" | "a" | "1.1" | "1.1.1"),
        level: 0,
        length: read.length,
    })
}

/// Gives each number its level: a shape already open closes what it holds; a new one is held by what stands above it.
pub(super) fn place(lines: &mut [Line]) {
    let mut open: Vec<Shape> = Vec::new();
    let mut leads_in = false;
    for line in lines {
        let heading = line.looks_like_heading() || line.text.ends_with(['：', ':']);
        if let Some(number) = &mut line.number {
            if let Some(at) = open.iter().position(|shape| *shape == number.shape) {
                open.truncate(at + 1);
            } else {
                // A first item straight under a heading is held by it, whatever the usual order of shapes is.
                let held = leads_in && number.first && number.shape > Shape::Article;
                while !held && open.last().is_some_and(|shape| *shape > number.shape) {
                    open.pop();
                }
                open.push(number.shape);
            }
            number.level = open.len().saturating_sub(1);
            leads_in = heading;
        } else {
            leads_in = line.text.ends_with(['：', ':']);
        }
    }
}

fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '〔' | '【' => '(',
        '〕' | '】' => ')',
        c if c.is_whitespace() => ' ',
        other => other,
    }
}

fn count(text: &[char], from: usize, accept: impl Fn(char) -> bool) -> usize {
    text.iter().skip(from).take_while(|c| accept(**c)).count()
}

fn spaces(text: &[char], from: usize) -> usize {
    count(text, from, |c| c == ' ')
}

fn value(text: &[char], from: usize, length: usize) -> String {
    let value: String = text.iter().skip(from).take(length).filter(|c| **c != ' ').collect();
    value.to_lowercase()
}

fn circled(line: &str) -> Option<Read> {
    let first = line.chars().next()?;
    let (shape, base) = match first {
        '①'..='⑳' => (Shape::Circled, '①'),
        '㈠'..='㈩' => (Shape::HanBracket, '㈠'),
        '⑴'..='⒇' => (Shape::ArabicBracket, '⑴'),
        '⒈'..='⒛' => (Shape::Arabic, '⒈'),
        _ => return None,
    };
    let value = if first == base { "1".to_owned() } else { String::new() };
    Some(Read { length: 1, shape, value })
}

fn han_article(text: &[char]) -> Option<Read> {
    if text.first() != Some(&'第') {
        return None;
    }
    let from = 1 + spaces(text, 1);
    let digits = count(text, from, |c| NUMERALS.contains(c) || c.is_ascii_digit() || c == ' ');
    let shape = match text.get(from + digits)? {
        '章' | '编' | '編' | '部' => Shape::Chapter,
        '条' | '條' | '节' | '節' => Shape::Article,
        '款' | '项' | '項' => Shape::Paragraph,
        _ => return None,
    };
    let value = value(text, from, digits);
    (!value.is_empty()).then_some(Read { length: from + digits + 1, shape, value })
}

fn bracketed(text: &[char]) -> Option<Read> {
    if text.first() != Some(&'(') {
        return None;
    }
    let from = 1 + spaces(text, 1);
    let inside = count(text, from, |c| c != ')' && c != ' ');
    let close = from + inside + spaces(text, from + inside);
    if text.get(close) != Some(&')') {
        return None;
    }
    let value = value(text, from, inside);
    let all = |accept: &dyn Fn(char) -> bool| !value.is_empty() && value.chars().all(accept);
    let shape = if all(&|c| NUMERALS.contains(c)) {
        Shape::HanBracket
    } else if inside <= 3 && all(&|c| c.is_ascii_digit()) {
        Shape::ArabicBracket
    } else if inside <= 4 && all(&|c| "ivx".contains(c)) || inside == 1 && all(&|c| c.is_ascii_alphabetic()) {
        Shape::Letter
    } else {
        return None;
    };
    Some(Read { length: close + 1, shape, value })
}

fn han(text: &[char]) -> Option<Read> {
    let digits = count(text, 0, |c| NUMERALS.contains(c));
    let mark = digits + spaces(text, digits);
    let marked = matches!(text.get(mark), Some('、' | '.' | '。' | ',' | ':'));
    let wide = mark > digits && text.get(mark).is_some() && (1..=3).contains(&digits);
    let shape = Shape::Han;
    let value = value(text, 0, digits);
    if digits > 0 && marked {
        return Some(Read { length: mark + 1, shape, value });
    }
    (digits > 0 && wide).then_some(Read { length: mark, shape, value })
}

fn arabic(text: &[char]) -> Option<Read> {
    let mut at = 0;
    let mut parts = 0_usize;
    let mut dotted = false;
    loop {
        let digits = count(text, at, |c| c.is_ascii_digit());
        if digits == 0 || digits > 2 {
            break;
        }
        at += digits;
        parts += 1;
        dotted = false;
        match text.get(at) {
            Some('.' | '．') => {
                at += 1;
                dotted = true;
            }
            Some('、') if parts == 1 => {
                return Some(Read { length: at + 1, shape: Shape::Arabic, value: value(text, 0, at) });
            }
            Some(')') if parts == 1 => {
                return Some(Read { length: at + 1, shape: Shape::ArabicHalf, value: value(text, 0, at) });
            }
            _ => break,
        }
    }
    let next = text.get(at + spaces(text, at)).copied();
    let spaced = text.get(at) == Some(&' ');
    let quantity = next.is_some_and(|c| c.is_ascii_digit() || QUANTITIES.contains(c));
    let counted = parts > 0 && (dotted || parts > 1 || spaced || (next.is_none() && text.len() <= 2));
    if !counted || (quantity && !(dotted && spaced)) {
        return None;
    }
    let shape = match parts {
        1 => Shape::Arabic,
        2 => Shape::Arabic2,
        _ => Shape::Arabic3,
    };
    let value: String = text.iter().take(at).collect();
    Some(Read { length: at, shape, value: value.trim_end_matches('.').to_owned() })
}

fn roman(text: &[char]) -> Option<Read> {
    let wide = text.first().is_some_and(|c| ('Ⅰ'..='Ⅻ').contains(c));
    let length = if wide { 1 } else { count(text, 0, |c| "IVX".contains(c)) };
    let ended = matches!(text.get(length), Some('.' | ')' | '、' | ' '));
    let spelled = (1..=5).contains(&length) && (ended || wide);
    let value = if text.first() == Some(&'Ⅰ') { "i".to_owned() } else { value(text, 0, length) };
    // A lone "I " begins an English sentence.
    let sentence = length == 1 && text.get(1) == Some(&' ');
    (spelled && (!sentence || wide)).then_some(Read { length: length + usize::from(ended), shape: Shape::Roman, value })
}

fn english(text: &[char]) -> Option<Read> {
    let lower: String = text.iter().take(24).collect::<String>().to_lowercase();
    let words = [
        ("article", Shape::Article),
        ("clause", Shape::Article),
        ("section", Shape::Article),
        ("art.", Shape::Article),
    ];
    let parts = [("chapter", Shape::Chapter), ("part", Shape::Chapter), ("§", Shape::Article)];
    for (word, shape) in words.into_iter().chain(parts) {
        let Some(rest) = lower.strip_prefix(word) else { continue };
        let gap = rest.chars().take_while(|c| *c == ' ').count();
        let number: String = rest.chars().skip(gap).take_while(|c| c.is_ascii_digit() || "ivx.".contains(*c)).collect();
        let number = number.trim_end_matches('.').to_owned();
        let closed = rest.chars().nth(gap + number.chars().count()).is_none_or(|c| !c.is_alphanumeric());
        if (gap > 0 || !word.ends_with(char::is_alphabetic)) && !number.is_empty() && closed {
            let length = word.chars().count() + gap + number.chars().count();
            return Some(Read { length, shape, value: number });
        }
    }
    None
}
