//! Invented institutions. None is a real body; names are plausible and marked as sample wherever they are shown.

use hefu_application::UnitKind;

/// An invented institution.
#[derive(Clone, Copy, Debug)]
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

/// All of them.
pub const INSTITUTIONS: [Institution; 45] = [
    at("mainland", "江海理工大学", "江海理工大學", "Jianghai University of Technology", U),
    at("mainland", "云麓大学", "雲麓大學", "Yunlu University", U),
    at("mainland", "北原医科大学", "北原醫科大學", "Beiyuan Medical University", U),
    at("mainland", "南屏大学", "南屏大學", "Nanping Hill University", U),
    at("mainland", "西岭工业大学", "西嶺工業大學", "Xiling Polytechnic University", U),
    at("mainland", "澄湖师范大学", "澄湖師範大學", "Chenghu Normal University", U),
    at("mainland", "东川科技大学", "東川科技大學", "Dongchuan Riverside University of Science", U),
    at("mainland", "清澜中医药大学", "清瀾中醫藥大學", "Qinglan University of Chinese Medicine", U),
    at("mainland", "示例科学院智能计算研究所", "示例科學院智能計算研究所", "Sample Academy Institute of Intelligent Computing", R),
    at("mainland", "示例科学院再生材料研究所", "示例科學院再生材料研究所", "Sample Academy Institute of Regenerative Materials", R),
    at("mainland", "金沙脑科学研究院", "金沙腦科學研究院", "Jinsha Institute of Brain Science", R),
    at("mainland", "苍梧湾肿瘤研究所", "蒼梧灣腫瘤研究所", "Cangwu Bay Institute of Oncology", R),
    at("mainland", "澜江省第七示范医院", "瀾江省第七示範醫院", "Lanjiang Provincial Seventh Model Hospital", H),
    at("mainland", "云麓大学附属示范医院", "雲麓大學附屬示範醫院", "Model Hospital of Yunlu University", H),
    at("mainland", "启元智联科技有限公司", "啟元智聯科技有限公司", "Qiyuan Zhilian Technology Co., Ltd.", E),
    at("mainland", "澄湖生物材料股份有限公司", "澄湖生物材料股份有限公司", "Chenghu Biomaterials Inc.", E),
    at("mainland", "江海通信设备有限公司", "江海通信設備有限公司", "Jianghai Communications Equipment Co., Ltd.", E),
    at("mainland", "西岭农业信息有限公司", "西嶺農業信息有限公司", "Xiling Agricultural Information Co., Ltd.", E),
    at("hongkong", "港岛科技大学（示例）", "港島科技大學（示例）", "Island University of Science (Sample)", U),
    at("hongkong", "狮山大学", "獅山大學", "Lion Hill University", U),
    at("hongkong", "维港医学院", "維港醫學院", "Harbourside School of Medicine", U),
    at("hongkong", "新界东理工学院", "新界東理工學院", "New Territories East Polytechnic", U),
    at("hongkong", "南丫大学", "南丫大學", "Lamma University", U),
    at("hongkong", "沙洲中医药研究院", "沙洲中醫藥研究院", "Sha Chau Institute of Chinese Medicine", R),
    at("hongkong", "港湾人工智能研究所", "港灣人工智能研究所", "Harbour Institute of Artificial Intelligence", R),
    at("hongkong", "启德神经科学中心", "啟德神經科學中心", "Kai Tak Centre for Neuroscience (Sample)", R),
    at("hongkong", "青马生物科技有限公司", "青馬生物科技有限公司", "Tsing Ma Biotech (Sample) Limited", E),
    at("hongkong", "大屿数据有限公司", "大嶼數據有限公司", "Lantau Data (Sample) Limited", E),
    at("hongkong", "维港示范医院", "維港示範醫院", "Harbourside Model Hospital", H),
    at("taiwan", "南湾大学", "南灣大學", "South Bay University", U),
    at("taiwan", "玉麓科技大学", "玉麓科技大學", "Yulu University of Science", U),
    at("taiwan", "海岳医学大学", "海岳醫學大學", "Haiyue Medical University", U),
    at("taiwan", "兰阳平原大学", "蘭陽平原大學", "Lanyang Plain University", U),
    at("taiwan", "青埔理工大学", "青埔理工大學", "Qingpu Polytechnic University", U),
    at("taiwan", "浊溪大学", "濁溪大學", "Zhuoxi River University", U),
    at("taiwan", "示例再生医学中心", "示例再生醫學中心", "Sample Centre for Regenerative Medicine", R),
    at("taiwan", "东海岸通讯研究所", "東海岸通訊研究所", "East Coast Institute of Communications", R),
    at("taiwan", "玉麓健康研究院", "玉麓健康研究院", "Yulu Institute of Health", R),
    at("taiwan", "海岳示范医院", "海岳示範醫院", "Haiyue Model Hospital", H),
    at("taiwan", "青埔通讯股份有限公司", "青埔通訊股份有限公司", "Qingpu Communications (Sample) Corp.", E),
    at("taiwan", "南湾智慧健康股份有限公司", "南灣智慧健康股份有限公司", "South Bay Smart Health (Sample) Corp.", E),
    at("taiwan", "玉麓农科股份有限公司", "玉麓農科股份有限公司", "Yulu AgriTech (Sample) Corp.", E),
    at("taiwan", "浊溪生医股份有限公司", "濁溪生醫股份有限公司", "Zhuoxi Biomedical (Sample) Corp.", E),
    at("macao", "澳门示例大学", "澳門示例大學", "Sample University of Macao", U),
    at("macao", "莲湾科技有限公司", "蓮灣科技有限公司", "Lotus Bay Technology (Sample) Limited", E),
];

/// Those of a side and, where asked for, of some kinds.
pub fn of(side: &str, kinds: &[UnitKind]) -> Vec<&'static Institution> {
    INSTITUTIONS
        .iter()
        .filter(|one| one.side == side && (kinds.is_empty() || kinds.contains(&one.kind)))
        .collect()
}
