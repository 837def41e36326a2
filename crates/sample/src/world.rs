//! The fixed world: twenty people whose names, units and spellings never change, whatever the seed. Tests, the manual and
//! the demonstration speak of them. Nobody of this name at such a place exists.

use crate::people::Someone;

/// A person of the world with the 简体 name of the institution he or she works for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resident {
    /// Side.
    pub side: &'static str,
    /// Name in 简体.
    pub hans: &'static str,
    /// Name in 繁體.
    pub hant: &'static str,
    /// Romanised as usual at the side: pinyin, Hong Kong spelling, Wade–Giles.
    pub english: &'static str,
    /// Institution, in 简体.
    pub unit: &'static str,
}

const fn who(
    side: &'static str,
    hans: &'static str,
    hant: &'static str,
    english: &'static str,
    unit: &'static str,
) -> Resident {
    Resident { side, hans, hant, english, unit }
}

/// Ten of the mainland, five of Hong Kong, five of Taiwan.
pub const RESIDENTS: [Resident; 20] = [
    who("mainland", "陈志明", "陳志明", "Chen Zhiming", "江海理工大学"),
    who("mainland", "林文慧", "林文慧", "Lin Wenhui", "云麓大学"),
    who("mainland", "张建国", "張建國", "Zhang Jianguo", "北原医科大学"),
    who("mainland", "刘思敏", "劉思敏", "Liu Simin", "清澜中医药大学"),
    who("mainland", "周海平", "周海平", "Zhou Haiping", "示例科学院智能计算研究所"),
    who("mainland", "吴嘉欣", "吳嘉欣", "Wu Jiaxin", "南屏山大学"),
    who("mainland", "许光华", "許光華", "Xu Guanghua", "西岭工业大学"),
    who("mainland", "郑立群", "鄭立群", "Zheng Liqun", "示例科学院再生材料研究所"),
    who("mainland", "罗晓芳", "羅曉芳", "Luo Xiaofang", "东川科技大学"),
    who("mainland", "邓永安", "鄧永安", "Deng Yong'an", "江海无线通信研究院"),
    who("hongkong", "陈家豪", "陳家豪", "CHAN Ka-ho", "港岛科技大学"),
    who("hongkong", "黄诗雅", "黃詩雅", "WONG Sze-nga", "维港医学院"),
    who("hongkong", "梁国伟", "梁國偉", "LEUNG Kwok-wai", "狮岭大学"),
    who("hongkong", "何敏怡", "何敏怡", "HO Man-yee", "沙洲中医药研究院"),
    who("hongkong", "郑俊文", "鄭俊文", "CHENG Chun-man", "新界东理工学院"),
    who("taiwan", "林振宏", "林振宏", "Lin Chen-hung", "南湾大学"),
    who("taiwan", "蔡婷安", "蔡婷安", "Tsai Ting-an", "海岳医学大学"),
    who("taiwan", "许志豪", "許志豪", "Hsu Chih-hao", "玉麓科技大学"),
    who("taiwan", "谢雅玲", "謝雅玲", "Hsieh Ya-ling", "兰泉大学"),
    who("taiwan", "江德光", "江德光", "Chiang Te-kuang", "青埔理工大学"),
];

/// The people of a side, in order.
pub fn residents(side: &str) -> impl Iterator<Item = &'static Resident> {
    RESIDENTS.iter().filter(move |one| one.side == side)
}

impl From<&Resident> for Someone {
    fn from(one: &Resident) -> Self {
        Self { hans: one.hans.to_owned(), hant: one.hant.to_owned(), english: one.english.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use hefu_text::compare::Outcome;
    use hefu_text::name::compare_names;

    use super::*;
    use crate::institutions::INSTITUTIONS;

    #[test]
    fn the_twenty_people_have_units_and_spellings_that_a_person_would_accept() {
        for one in &RESIDENTS {
            let unit = INSTITUTIONS.iter().find(|unit| unit.hans == one.unit).expect(one.unit);
            assert_eq!(unit.side, one.side);
            let han = compare_names(one.hans, one.hant).outcome();
            assert!(han <= Outcome::Normalised, "{}", one.hans);
            let latin = compare_names(one.hant, one.english).outcome();
            assert_eq!(latin, Outcome::PersonMustRule, "{} {}", one.hant, one.english);
        }
    }
}
