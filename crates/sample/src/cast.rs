//! Who takes part in a project of a topic: institutions that suit it, and people.

use hefu_application::UnitKind;

use crate::institutions::{INSTITUTIONS, Institution};
use crate::people::{Someone, someone};
use crate::random::Random;
use crate::world;

/// Names of leads and of participants by topic and side, in 简体.
type Suited = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const SUITED: [Suited; 14] = [
    (
        "nervous-system",
        "mainland",
        &["云麓大学", "北原医科大学", "金渚脑科学研究院", "南屏山大学"],
        &["澜江省第七示范医院", "北原示范医院", "启元示例智能科技有限公司"],
    ),
    (
        "cancer",
        "mainland",
        &["北原医科大学", "苍梧湾肿瘤研究所", "云麓大学", "南屏山大学"],
        &["北原示范医院", "南屏山示范医院", "云麓示例医疗器械有限公司"],
    ),
    (
        "tcm",
        "mainland",
        &["清澜中医药大学", "澄湖中药质量研究院", "云麓大学"],
        &["澜江省第七示范医院", "南屏山示范医院", "汀洲农林大学"],
    ),
    (
        "ai",
        "mainland",
        &["江海理工大学", "示例科学院智能计算研究所", "西岭工业大学", "东川科技大学", "澄湖师范大学"],
        &["启元示例智能科技有限公司", "云麓大学", "北原示范医院"],
    ),
    (
        "smart-health",
        "mainland",
        &["云麓大学", "北原医科大学", "东川科技大学", "南屏山大学"],
        &["东川示例健康管理有限公司", "澜江省第七示范医院", "云麓示例医疗器械有限公司"],
    ),
    (
        "regenerative",
        "mainland",
        &["示例科学院再生材料研究所", "北原医科大学", "南屏山大学", "江海理工大学"],
        &["澄湖示例生物材料股份有限公司", "南屏山示范医院", "北原示范医院"],
    ),
    (
        "5g-iot",
        "mainland",
        &["江海无线通信研究院", "江海理工大学", "西岭工业大学", "东川科技大学", "沧屿海洋大学"],
        &["江海示例通信设备有限公司", "西岭示例农业科技有限公司", "云麓示例医疗器械有限公司"],
    ),
    (
        "nervous-system",
        "hongkong",
        &["维港医学院", "狮岭大学", "飞鹅山神经科学中心", "南丫大学"],
        &["维港示范医院", "新界东示范医院"],
    ),
    ("cancer", "hongkong", &["维港医学院", "狮岭大学", "大屿山大学"], &["维港示范医院", "青澜示例生物科技有限公司"]),
    ("tcm", "hongkong", &["沙洲中医药研究院", "南丫大学", "狮岭大学"], &["新界东示范医院", "青澜示例生物科技有限公司"]),
    (
        "ai",
        "hongkong",
        &["港岛科技大学", "港湾人工智能研究所", "新界东理工学院", "大屿山大学"],
        &["屿明示例数据有限公司", "维港示范医院"],
    ),
    (
        "smart-health",
        "taiwan",
        &["海岳医学大学", "南湾大学", "玉麓健康研究院", "浊溪大学"],
        &["海岳示范医院", "南湾示例健康股份有限公司"],
    ),
    (
        "regenerative",
        "taiwan",
        &["示例再生医学中心", "海岳医学大学", "兰泉大学"],
        &["南湾示范医院", "浊溪示例生医股份有限公司"],
    ),
    (
        "5g-iot",
        "taiwan",
        &["玉麓科技大学", "青埔理工大学", "东海岸通讯研究所", "南湾大学"],
        &["南湾示范医院", "玉麓示例农科股份有限公司", "青埔示例通讯股份有限公司"],
    ),
];

/// Of the twenty residents, who works on which topic.
const RESIDENTS: [(&str, &str, &[&str]); 14] = [
    ("nervous-system", "mainland", &["张建国", "林文慧"]),
    ("cancer", "mainland", &["林文慧", "张建国"]),
    ("tcm", "mainland", &["刘思敏", "林文慧"]),
    ("ai", "mainland", &["陈志明", "周海平"]),
    ("smart-health", "mainland", &["吴嘉欣", "罗晓芳"]),
    ("regenerative", "mainland", &["郑立群", "吴嘉欣"]),
    ("5g-iot", "mainland", &["邓永安", "许光华", "罗晓芳"]),
    ("nervous-system", "hongkong", &["黄诗雅", "梁国伟"]),
    ("cancer", "hongkong", &["梁国伟", "黄诗雅"]),
    ("tcm", "hongkong", &["何敏怡", "梁国伟"]),
    ("ai", "hongkong", &["陈家豪", "郑俊文"]),
    ("smart-health", "taiwan", &["蔡婷安", "林振宏"]),
    ("regenerative", "taiwan", &["谢雅玲", "蔡婷安"]),
    ("5g-iot", "taiwan", &["许志豪", "江德光", "林振宏"]),
];

/// A member of the cast of one side.
#[derive(Clone, Debug)]
pub(crate) struct Team {
    /// The lead, then those who take part.
    pub(crate) units: Vec<&'static Institution>,
    /// The principal investigator, then members.
    pub(crate) people: Vec<Person>,
}

/// A person with the number under which identifiers are made.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) name: Someone,
    pub(crate) number: usize,
}

/// Gives out people and institutions.
#[derive(Debug)]
pub(crate) struct Cast {
    named: bool,
    next: usize,
    turn: usize,
}

/// The institution with this 简体 name.
pub(crate) fn institution(hans: &str) -> &'static Institution {
    INSTITUTIONS.iter().find(|one| one.hans == hans).unwrap_or(&INSTITUTIONS[0])
}

impl Cast {
    /// `named`: principal investigators are the twenty residents.
    pub(crate) fn new(named: bool) -> Self {
        Self { named, next: 0, turn: 0 }
    }

    fn person(&mut self, side: &str) -> Person {
        self.next += 1;
        // The residents' numbers come first.
        Person { name: someone(side, self.next), number: world::RESIDENTS.len() + self.next }
    }

    /// A team of `side` for a project of `topic`.
    pub(crate) fn team(&mut self, topic: &str, side: &str, random: &mut Random) -> Team {
        let empty: (&[&str], &[&str]) = (&[], &[]);
        let (leads, helpers) = SUITED
            .iter()
            .find(|(own, at, ..)| *own == topic && *at == side)
            .map_or(empty, |(_, _, leads, helpers)| (*leads, *helpers));
        let mut head = self.person(side);
        let mut lead = institution(leads.get(random.below(leads.len())).copied().unwrap_or_default());
        if self.named {
            self.turn += 1;
            let names = RESIDENTS
                .iter()
                .find(|(own, at, _)| *own == topic && *at == side)
                .map_or(&[][..], |(_, _, names)| *names);
            // Two turns make one project; the second side moves on more slowly, so that all combinations meet.
            let at = if side == "mainland" { self.turn / 2 } else { self.turn / 4 };
            let name = names.get(at % names.len().max(1)).copied().unwrap_or_default();
            if let Some(number) = world::RESIDENTS.iter().position(|one| one.hans == name) {
                let resident = &world::RESIDENTS[number];
                head = Person { name: Someone::from(resident), number };
                lead = institution(resident.unit);
            }
        }
        let mut units = vec![lead];
        let first = random.below(helpers.len());
        let wanted = if side == "mainland" { 2 } else { 1 + random.below(2) };
        for helper in helpers.iter().cycle().skip(first).take(wanted.min(helpers.len())) {
            let helper = institution(helper);
            if helper.hans != lead.hans && !units.contains(&helper) {
                units.push(helper);
            }
        }
        let enterprise = |one: &&'static Institution| one.kind == UnitKind::Enterprise;
        if topic == "5g-iot" && side == "mainland" && !units.iter().any(enterprise) {
            units.push(institution("江海示例通信设备有限公司"));
        }
        let mut people = vec![head];
        people.extend((0..2).map(|_| self.person(side)));
        Team { units, people }
    }
}
