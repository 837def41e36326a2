//! Invented institutions. None is a real body: places and names are made up, and companies carry 示例 (sample) in their
//! names because almost any other company name is taken.

use hefu_application::UnitKind;

/// An invented institution.
#[derive(Debug, PartialEq, Eq)]
pub struct Institution {
    /// Side.
    pub side: &'static str,
    /// Name in 简体.
    pub hans: &'static str,
    /// Name in 繁體.
    pub hant: &'static str,
    /// English name.
    pub english: &'static str,
    /// Kind.
    pub kind: UnitKind,
}

const fn at(
    side: &'static str,
    hans: &'static str,
    hant: &'static str,
    english: &'static str,
    kind: UnitKind,
) -> Institution {
    Institution { side, hans, hant, english, kind }
}

use UnitKind::{Enterprise as E, Hospital as H, ResearchInstitute as R, University as U};

const M: &str = "mainland";
const K: &str = "hongkong";
const T: &str = "taiwan";

/// All of them.
pub static INSTITUTIONS: [Institution; 56] = [
    at(M, "江海理工大学", "江海理工大學", "Jianghai University of Technology", U),
    at(M, "云麓大学", "雲麓大學", "Yunlu University", U),
    at(M, "北原医科大学", "北原醫科大學", "Beiyuan Medical University", U),
    at(M, "南屏山大学", "南屏山大學", "Nanpingshan University", U),
    at(M, "西岭工业大学", "西嶺工業大學", "Xiling Polytechnic University", U),
    at(M, "澄湖师范大学", "澄湖師範大學", "Chenghu Normal University", U),
    at(M, "东川科技大学", "東川科技大學", "Dongchuan University of Science and Technology", U),
    at(M, "清澜中医药大学", "清瀾中醫藥大學", "Qinglan University of Chinese Medicine", U),
    at(M, "沧屿海洋大学", "滄嶼海洋大學", "Cangyu Ocean University", U),
    at(M, "汀洲农林大学", "汀洲農林大學", "Tingzhou University of Agriculture and Forestry", U),
    at(
        M,
        "示例科学院智能计算研究所",
        "示例科學院智能計算研究所",
        "Institute of Intelligent Computing, Sample Academy",
        R,
    ),
    at(
        M,
        "示例科学院再生材料研究所",
        "示例科學院再生材料研究所",
        "Institute of Regenerative Materials, Sample Academy",
        R,
    ),
    at(M, "金渚脑科学研究院", "金渚腦科學研究院", "Jinzhu Institute of Brain Science", R),
    at(M, "苍梧湾肿瘤研究所", "蒼梧灣腫瘤研究所", "Cangwu Bay Institute of Oncology", R),
    at(M, "澄湖中药质量研究院", "澄湖中藥質量研究院", "Chenghu Institute of Herbal Quality", R),
    at(M, "江海无线通信研究院", "江海無線通信研究院", "Jianghai Institute of Wireless Communication", R),
    at(M, "澜江省第七示范医院", "瀾江省第七示範醫院", "Lanjiang Provincial Seventh Model Hospital", H),
    at(M, "北原示范医院", "北原示範醫院", "Beiyuan Model Hospital", H),
    at(M, "南屏山示范医院", "南屏山示範醫院", "Nanpingshan Model Hospital", H),
    at(M, "启元示例智能科技有限公司", "啟元示例智能科技有限公司", "Qiyuan Sample Intelligent Technology Co., Ltd.", E),
    at(M, "澄湖示例生物材料股份有限公司", "澄湖示例生物材料股份有限公司", "Chenghu Sample Biomaterials Inc.", E),
    at(
        M,
        "江海示例通信设备有限公司",
        "江海示例通信設備有限公司",
        "Jianghai Sample Communications Equipment Co., Ltd.",
        E,
    ),
    at(M, "西岭示例农业科技有限公司", "西嶺示例農業科技有限公司", "Xiling Sample Agricultural Technology Co., Ltd.", E),
    at(M, "云麓示例医疗器械有限公司", "雲麓示例醫療器械有限公司", "Yunlu Sample Medical Devices Co., Ltd.", E),
    at(M, "东川示例健康管理有限公司", "東川示例健康管理有限公司", "Dongchuan Sample Health Management Co., Ltd.", E),
    at(K, "港岛科技大学", "港島科技大學", "Island University of Science and Technology", U),
    at(K, "狮岭大学", "獅嶺大學", "Lion Ridge University", U),
    at(K, "维港医学院", "維港醫學院", "Harbourside School of Medicine", U),
    at(K, "新界东理工学院", "新界東理工學院", "New Territories East Polytechnic", U),
    at(K, "南丫大学", "南丫大學", "Lamma University", U),
    at(K, "大屿山大学", "大嶼山大學", "Lantau University", U),
    at(K, "沙洲中医药研究院", "沙洲中醫藥研究院", "Sha Chau Institute of Chinese Medicine", R),
    at(K, "港湾人工智能研究所", "港灣人工智能研究所", "Harbour Institute of Artificial Intelligence", R),
    at(K, "飞鹅山神经科学中心", "飛鵝山神經科學中心", "Kowloon Peak Centre for Neuroscience", R),
    at(K, "青澜示例生物科技有限公司", "青瀾示例生物科技有限公司", "Tsing Lan Sample Biotech Limited", E),
    at(K, "屿明示例数据有限公司", "嶼明示例數據有限公司", "Yu Ming Sample Data Limited", E),
    at(K, "维港示范医院", "維港示範醫院", "Harbourside Model Hospital", H),
    at(K, "新界东示范医院", "新界東示範醫院", "New Territories East Model Hospital", H),
    at(T, "南湾大学", "南灣大學", "South Bay University", U),
    at(T, "玉麓科技大学", "玉麓科技大學", "Yulu University of Science and Technology", U),
    at(T, "海岳医学大学", "海岳醫學大學", "Haiyue Medical University", U),
    at(T, "兰泉大学", "蘭泉大學", "Lanquan University", U),
    at(T, "青埔理工大学", "青埔理工大學", "Qingpu Polytechnic University", U),
    at(T, "浊溪大学", "濁溪大學", "Zhuoxi University", U),
    at(T, "示例再生医学中心", "示例再生醫學中心", "Sample Centre for Regenerative Medicine", R),
    at(T, "东海岸通讯研究所", "東海岸通訊研究所", "East Coast Institute of Communications", R),
    at(T, "玉麓健康研究院", "玉麓健康研究院", "Yulu Institute of Health", R),
    at(T, "海岳示范医院", "海岳示範醫院", "Haiyue Model Hospital", H),
    at(T, "南湾示范医院", "南灣示範醫院", "South Bay Model Hospital", H),
    at(T, "青埔示例通讯股份有限公司", "青埔示例通訊股份有限公司", "Qingpu Sample Communications Corp.", E),
    at(T, "南湾示例健康股份有限公司", "南灣示例健康股份有限公司", "South Bay Sample Health Corp.", E),
    at(T, "玉麓示例农科股份有限公司", "玉麓示例農科股份有限公司", "Yulu Sample AgriTech Corp.", E),
    at(T, "浊溪示例生医股份有限公司", "濁溪示例生醫股份有限公司", "Zhuoxi Sample Biomedical Corp.", E),
    at("macao", "澳门示例大学", "澳門示例大學", "Sample University of Macao", U),
    at("macao", "莲湾示例科技有限公司", "蓮灣示例科技有限公司", "Lotus Bay Sample Technology Limited", E),
    at("macao", "路环示例研究所", "路環示例研究所", "Coloane Sample Institute", R),
];

/// Those of a side and, where asked for, of some kinds.
pub fn of(side: &str, kinds: &[UnitKind]) -> Vec<&'static Institution> {
    INSTITUTIONS.iter().filter(|one| one.side == side && (kinds.is_empty() || kinds.contains(&one.kind))).collect()
}

impl Institution {
    /// The name as `side` writes it: 简体 at the mainland side, 繁體 elsewhere.
    pub fn name(&self, side: &str) -> &'static str {
        if side == M { self.hans } else { self.hant }
    }

    /// Its number among all, from 0.
    pub fn number(&self) -> usize {
        INSTITUTIONS.iter().position(|one| one == self).unwrap_or_default()
    }
}
