//! What goes wrong when people fill in forms.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use pinyin::ToPinyin;

use crate::random::Random;
use crate::words::{AIMS, METHODS, OBJECTS, PATTERNS};

/// Characters of the word list by syllable, for homophone slips.
fn homophones() -> &'static BTreeMap<&'static str, Vec<char>> {
    static TABLE: OnceLock<BTreeMap<&'static str, Vec<char>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";
        let mut table: BTreeMap<&'static str, Vec<char>> = BTreeMap::new();
        for c in common.chars() {
            if let Some(reading) = c.to_pinyin() {
                let list = table.entry(reading.plain()).or_default();
                if !list.contains(&c) {
                    list.push(c);
                }
            }
        }
        table
    })
}

fn vocabulary() -> &'static Vec<char> {
    static ALL: OnceLock<Vec<char>> = OnceLock::new();
    ALL.get_or_init(|| {
        METHODS
            .iter()
            .chain(OBJECTS)
            .chain(AIMS)
            .chain(PATTERNS)
            .flat_map(|(han, _)| han.chars())
            .filter(|c| !c.is_ascii() && *c != '：')
            .collect()
    })
}

/// One slip of the pen in a Chinese text: 45 of 100 are homophones.
pub fn slip_han(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    if chars.len() < 3 {
        return text.to_owned();
    }
    let at = random.below(chars.len());
    if random.percent(45) {
        for offset in 0..chars.len() {
            let at = (at + offset) % chars.len();
            let Some(list) = chars[at].to_pinyin().and_then(|reading| homophones().get(reading.plain())) else {
                continue;
            };
            let others: Vec<char> = list.iter().copied().filter(|c| *c != chars[at]).collect();
            if !others.is_empty() {
                chars[at] = *random.one(&others);
                return chars.into_iter().collect();
            }
        }
    }
    match random.below(4) {
        0 => chars[at] = *random.one(vocabulary()),
        1 => {
            chars.remove(at);
        }
        2 if at + 1 < chars.len() => chars.swap(at, at + 1),
        _ => {
            let c = chars[at];
            chars.insert(at, c);
        }
    }
    chars.into_iter().collect()
}

/// One slip of the keyboard in an English text.
pub fn slip_latin(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let letters: Vec<usize> = (0..chars.len()).filter(|at| chars[*at].is_ascii_alphabetic()).collect();
    if letters.len() < 4 {
        return text.to_owned();
    }
    let at = *random.one(&letters);
    match random.below(4) {
        0 => chars[at] = char::from(b'a' + random.below(26) as u8),
        1 => {
            chars.remove(at);
        }
        2 if at + 1 < chars.len() => chars.swap(at, at + 1),
        _ => chars.insert(at, char::from(b'a' + random.below(26) as u8)),
    }
    chars.into_iter().collect()
}
