//! Faults in what both applications must say alike: title, units, people, period, topic.

use hefu_application::UnitRole;
use jiff::ToSpan as _;

use super::{HONG_KONG, Kind, TAIWAN};
use crate::draft::{Area, Draft, On, Rule, period};
use crate::random::Random;
use crate::truth::ExpectedOutcome::{Fail, Pass, Person};
use crate::voice;

const F: Area = Area::Fields;
const P: Area = Area::Period;

pub(super) const KINDS: &[Kind] = &[
    Kind::of("title-word", F, title_word),
    Kind::of("title-typo", F, title_typo),
    Kind::of("title-wording", F, title_wording).within(TAIWAN),
    Kind::of("title-english-only", F, title_english),
    Kind::of("unit-missing", F, unit_missing),
    Kind::of("lead-differs", F, lead_differs),
    Kind::of("pi-one-character", F, pi_character),
    Kind::of("pi-romanised", F, pi_romanised),
    Kind::of("period-month-off", P, month_off),
    Kind::of("period-day-over", P, day_over),
    Kind::of("period-day-short", P, day_short),
    Kind::of("period-25-months", P, |draft, _| {
        months(draft, 25, "period-25-months", &["双方均写25个月", "both state 25 months"])
    })
    .within(HONG_KONG),
    Kind::of("period-36-months", P, |draft, _| {
        months(draft, 36, "period-36-months", &["香港方向写36个月", "36 months in the Hong Kong direction"])
    })
    .within(HONG_KONG),
    Kind::of("period-23-months", P, |draft, _| {
        months(draft, 23, "period-23-months", &["双方均写23个月", "both state 23 months"])
    })
    .within(TAIWAN),
    Kind::of("period-37-months", P, |draft, _| {
        months(draft, 37, "period-37-months", &["双方均写37个月", "both state 37 months"])
    })
    .within(TAIWAN),
    Kind::of("period-leap-day", P, leap_day),
    Kind::of("period-years-only", P, years_only),
    Kind::of("topic-not-listed", F, topic_foreign).alone(),
    Kind::of("topic-field-only", F, topic_field).alone(),
    Kind::of("title-script", F, title_script).harmless(),
    Kind::of("unit-order", F, unit_order).harmless(),
    Kind::of("period-from-31st", P, from_31st).harmless(),
    Kind::of("period-30-months", P, thirty).within(TAIWAN).harmless(),
];

/// Words of titles and words of another meaning that stand in their place.
const WORDS: [(&str, &str); 14] = [
    ("早期识别", "晚期识别"),
    ("功能重建", "功能评估"),
    ("发病机制与干预靶点", "发病机制"),
    ("早期筛查", "术后随访"),
    ("疗效预测与分层", "疗效评价"),
    ("靶向治疗", "姑息治疗"),
    ("疗效评价", "安全性评价"),
    ("质量控制", "工艺优化"),
    ("智能诊断", "智能分诊"),
    ("预测与优化", "预测与预警"),
    ("居家监测与健康管理", "住院监测与健康管理"),
    ("风险评定", "风险告知"),
    ("再生修复", "移植替代"),
    ("物联网", "局域网"),
];

fn title_word(draft: &mut Draft, _: &mut Random) -> bool {
    let Some((from, to)) = WORDS.iter().find(|(from, _)| draft.title.hans.contains(from)) else {
        return false;
    };
    let changed = voice::script(&draft.title.hans.replacen(from, to, 1), draft.partner);
    let Some((_, other)) = draft.both() else { return false };
    other.app.title.own = changed;
    draft.want(
        "title-word",
        On::Pair,
        Rule::Match,
        "title",
        Fail,
        &["项目名称有一词不同", "one word of the title differs"],
    );
    true
}

fn title_typo(draft: &mut Draft, random: &mut Random) -> bool {
    let Some((_, other)) = draft.both() else { return false };
    let mut chars: Vec<char> = other.app.title.own.chars().collect();
    let length = chars.len();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let at = 2 + random.below(length.saturating_sub(6));
    let Some(&[first, second]) = chars.get(at..at + 2) else { return false };
    if first == second || !han(first) || !han(second) {
        return false;
    }
    chars.swap(at, at + 1);
    other.app.title.own = chars.into_iter().collect();
    let what = &["对方项目名称中有两字颠倒", "two characters of the partner's title are swapped"];
    draft.want("title-typo", On::Pair, Rule::Match, "title", Fail, what);
    true
}

/// Words whose Taiwan form is known wording and nothing else.
const WORDING: [(&str, &str); 10] = [
    ("网络", "網路"),
    ("信息", "資訊"),
    ("数据", "資料"),
    ("虚拟现实", "虛擬實境"),
    ("质量控制", "品質控制"),
    ("通信", "通訊"),
    ("传感", "感測"),
    ("打印", "列印"),
    ("接口", "介面"),
    ("基因组", "基因體"),
];

fn title_wording(draft: &mut Draft, _: &mut Random) -> bool {
    let Some((from, to)) = WORDING.iter().find(|(from, _)| draft.title.hans.contains(from)) else {
        return false;
    };
    let written = voice::script(&draft.title.hans, "taiwan").replacen(&voice::script(from, "taiwan"), to, 1);
    let Some((_, other)) = draft.both() else { return false };
    other.app.title.own = written;
    let what = &["项目名称只有两岸用语之别", "the titles differ in regional wording only"];
    draft.want("title-wording", On::Pair, Rule::Match, "title", Person, what);
    true
}

fn title_english(draft: &mut Draft, _: &mut Random) -> bool {
    let Some((_, other)) = draft.both() else { return false };
    let Some(english) = other.app.title.english.take() else { return false };
    other.app.title.own = english;
    let what = &["对方只写英文项目名称", "the partner gives an English title only"];
    draft.want("title-english-only", On::Pair, Rule::Match, "title", Person, what);
    true
}

fn title_script(draft: &mut Draft, _: &mut Random) -> bool {
    let what = &["项目名称只有繁简之别", "the titles differ in script only"];
    draft.want("title-script", On::Pair, Rule::Match, "title", Pass, what);
    true
}

fn unit_missing(draft: &mut Draft, _: &mut Random) -> bool {
    let Some((_, other)) = draft.both() else { return false };
    let missing =
        other.app.units.iter().rposition(|unit| unit.side == "mainland" && unit.role == UnitRole::Participant);
    let Some(at) = missing else { return false };
    other.app.units.remove(at);
    let what = &["对方申请缺少一家参与单位", "the partner's application lacks a participating unit"];
    draft.want("unit-missing", On::Pair, Rule::Match, "units", Fail, what);
    true
}

fn unit_order(draft: &mut Draft, _: &mut Random) -> bool {
    let Some((_, other)) = draft.both() else { return false };
    other.app.units.reverse();
    draft.want(
        "unit-order",
        On::Pair,
        Rule::Match,
        "units",
        Pass,
        &["单位次序不同", "the units stand in another order"],
    );
    true
}

fn lead_differs(draft: &mut Draft, _: &mut Random) -> bool {
    if draft.topic == "5g-iot" {
        return false;
    }
    let Some((_, other)) = draft.both() else { return false };
    let own: Vec<usize> = (0..other.app.units.len())
        .filter(|at| other.app.units.get(*at).is_some_and(|unit| unit.side == "mainland"))
        .collect();
    let &[lead, next, ..] = own.as_slice() else { return false };
    for (at, role) in [(lead, UnitRole::Participant), (next, UnitRole::Lead)] {
        if let Some(unit) = other.app.units.get_mut(at) {
            unit.role = role;
        }
    }
    let what = &["双方所写牵头单位不同", "the two applications name different leads"];
    draft.want("lead-differs", On::Pair, Rule::Match, "units", Fail, what);
    true
}

fn pi_character(draft: &mut Draft, _: &mut Random) -> bool {
    const ALIKE: [(char, char); 12] = [
        ('明', '朋'),
        ('文', '汶'),
        ('伟', '炜'),
        ('俊', '峻'),
        ('敏', '闵'),
        ('欣', '新'),
        ('怡', '宜'),
        ('嘉', '佳'),
        ('宏', '洪'),
        ('玲', '铃'),
        ('婷', '亭'),
        ('振', '震'),
    ];
    let partner = draft.partner;
    let Some((mainland, _)) = draft.both() else { return false };
    let investigators = mainland.app.people.iter_mut().filter(|one| one.side == partner);
    for person in investigators {
        for (from, to) in ALIKE {
            // The surname stays: a name is misheard at its end.
            if person.name.chars().skip(1).any(|c| c == from) {
                let surname: String = person.name.chars().take(1).collect();
                let given: String = person.name.chars().skip(1).collect();
                person.name = surname + &given.replacen(from, &to.to_string(), 1);
                person.english = None;
                person.identifiers.clear();
                let what = &["对方负责人姓名差一字", "one character of the partner's name differs"];
                draft.want("pi-one-character", On::Pair, Rule::Match, "principal-investigators", Fail, what);
                return true;
            }
        }
    }
    false
}

fn pi_romanised(draft: &mut Draft, _: &mut Random) -> bool {
    let partner = draft.partner;
    let Some((mainland, other)) = draft.both() else { return false };
    let Some(person) = mainland.app.people.iter_mut().find(|one| one.side == partner) else { return false };
    let Some(english) = person.english.take() else { return false };
    person.name = english;
    person.identifiers.clear();
    if let Some(own) = other.app.people.iter_mut().find(|one| one.side == partner) {
        own.english = None;
    }
    let what = &["对方负责人只写罗马字", "the partner's name is romanised only"];
    draft.want("pi-romanised", On::Pair, Rule::Match, "principal-investigators", Person, what);
    true
}

fn month_off(draft: &mut Draft, _: &mut Random) -> bool {
    let direction = draft.direction;
    let Some((mainland, other)) = draft.both() else { return false };
    let Some(start) = mainland.app.period.start else { return false };
    let stated = i64::from(mainland.app.period.months.unwrap_or(24));
    let longer = if stated == 36 { 35 } else { stated + 1 };
    other.app.period = period(start, longer);
    let what = &["双方结束日期差一个月", "the last days differ by a month"];
    draft.want("period-month-off", On::Pair, Rule::Match, "period", Fail, what);
    if direction == "1.1" {
        draft.want("period-month-off", On::Partner, Rule::Period, "", Fail, what);
    }
    true
}

fn day(draft: &mut Draft, days: i64, kind: &'static str, what: &'static [&'static str; 2]) -> bool {
    for half in draft.halves() {
        let Some(end) = half.app.period.end else { return false };
        half.app.period.end = Some(end.saturating_add(days.days()));
        half.app.period.months = None;
    }
    draft.want(kind, On::Mainland, Rule::Period, "", Fail, what);
    draft.want(kind, On::Partner, Rule::Period, "", Fail, what);
    true
}

fn day_over(draft: &mut Draft, _: &mut Random) -> bool {
    let long = draft.mainland.as_ref().and_then(|half| half.app.period.months) == Some(36);
    if draft.direction == "1.2" && !long {
        return false;
    }
    day(draft, 1, "period-day-over", &["结束日期晚一天", "the last day is one day late"])
}

fn day_short(draft: &mut Draft, _: &mut Random) -> bool {
    let short = draft.mainland.as_ref().and_then(|half| half.app.period.months) == Some(24);
    short && day(draft, -1, "period-day-short", &["结束日期早一天", "the last day is one day early"])
}

fn months(draft: &mut Draft, months: i64, kind: &'static str, what: &'static [&'static str; 2]) -> bool {
    for half in draft.halves() {
        let Some(start) = half.app.period.start else { return false };
        half.app.period = period(start, months);
    }
    draft.want(kind, On::Mainland, Rule::Period, "", Fail, what);
    draft.want(kind, On::Partner, Rule::Period, "", Fail, what);
    true
}

fn thirty(draft: &mut Draft, _: &mut Random) -> bool {
    let what = &["双方均写30个月", "both state 30 months"];
    for half in draft.halves() {
        let Some(start) = half.app.period.start else { return false };
        half.app.period = period(start, 30);
    }
    draft.want("period-30-months", On::Mainland, Rule::Period, "", Pass, what);
    draft.want("period-30-months", On::Partner, Rule::Period, "", Pass, what);
    true
}

/// A period from the 29th of February: two years on there is no such day, and the answer depends on how that is read.
fn leap_day(draft: &mut Draft, _: &mut Random) -> bool {
    let what =
        &["自2月29日起算，月末无对应日", "it starts on the 29th of February, a day that the last month does not have"];
    let (start, end) = (jiff::civil::date(2020, 2, 29), jiff::civil::date(2022, 2, 27));
    for half in draft.halves() {
        half.app.period.start = Some(start);
        half.app.period.end = Some(end);
        half.app.period.months = Some(24);
    }
    draft.want("period-leap-day", On::Mainland, Rule::Period, "", Person, what);
    draft.want("period-leap-day", On::Partner, Rule::Period, "", Person, what);
    true
}

/// From the 31st of a month that the last year has too: nothing depends on how months are counted.
fn from_31st(draft: &mut Draft, _: &mut Random) -> bool {
    let what = &["自31日起算，末年有对应日", "it starts on a 31st that the last year has too"];
    for half in draft.halves() {
        half.app.period = period(jiff::civil::date(2020, 12, 31), 24);
    }
    draft.want("period-from-31st", On::Mainland, Rule::Period, "", Pass, what);
    draft.want("period-from-31st", On::Partner, Rule::Period, "", Pass, what);
    true
}

fn years_only(draft: &mut Draft, _: &mut Random) -> bool {
    let Some((_, other)) = draft.both() else { return false };
    other.app.period.start = None;
    other.app.period.end = None;
    other.app.period.months = Some(24);
    let what = &["对方只写2年，无起止日期", "the partner states two years without dates"];
    draft.want("period-years-only", On::Partner, Rule::Period, "", Fail, what);
    draft.want("period-years-only", On::Pair, Rule::Match, "period", Fail, what);
    true
}

fn topic(draft: &mut Draft, hans: &str, kind: &'static str, what: &'static [&'static str; 2]) -> bool {
    for half in draft.halves() {
        half.app.topic = Some(voice::script(hans, half.app.id.side.as_str()));
    }
    draft.want(kind, On::Mainland, Rule::Topic, "", Fail, what);
    draft.want(kind, On::Partner, Rule::Topic, "", Fail, what);
    true
}

fn topic_foreign(draft: &mut Draft, random: &mut Random) -> bool {
    let named = if draft.direction == "1.1" {
        *random.pick(&["5G/B5G物联网", "再生医学", "新能源汽车", "海洋工程"])
    } else {
        *random.pick(&["人工智能", "中医药现代化研究", "半导体材料", "癌症防治研究"])
    };
    topic(draft, named, "topic-not-listed", &["所报领域不在本方向之列", "the topic is not one of this direction"])
}

fn topic_field(draft: &mut Draft, _: &mut Random) -> bool {
    let named = match draft.topic {
        "ai" | "5g-iot" => return false,
        _ if draft.direction == "1.1" => "生物技术",
        _ => "生物医药",
    };
    topic(draft, named, "topic-field-only", &["只写领域，未写具体方向", "only the field is named, no topic within it"])
}
