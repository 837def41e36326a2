//! Titles: for each topic eight ways and eight subjects, each combination a sensible project title, in 简, 繁 and English.

use crate::random::Random;

/// Words in 简, 繁 and English.
pub type Triple = (&'static str, &'static str, &'static str);

/// A title in three languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// 简体.
    pub hans: String,
    /// 繁體 of the same words.
    pub hant: String,
    /// English.
    pub english: String,
}

struct Grammar {
    topic: &'static str,
    ways: [Triple; 8],
    subjects: [Triple; 8],
}

const ENDS: [Triple; 3] = [
    ("研究", "研究", "A Study"),
    ("关键技术研究", "關鍵技術研究", "Key Technologies"),
    ("方法与验证", "方法與驗證", "Methods and Validation"),
];

const GRAMMARS: [Grammar; 7] = [
    Grammar {
        topic: "nervous-system",
        ways: [
            ("基于多模态影像的", "基於多模態影像的", "multimodal imaging"),
            ("血液标志物引导的", "血液標誌物引導的", "blood biomarkers"),
            ("脑网络动力学支持的", "腦網絡動力學支持的", "brain network dynamics"),
            ("中枢炎症机制导向的", "中樞炎症機制導向的", "mechanisms of central inflammation"),
            ("闭环神经调控介导的", "閉環神經調控介導的", "closed-loop neuromodulation"),
            ("面向社区老年人群的", "面向社區老年人群的", "a community cohort of older people"),
            ("类器官模型驱动的", "類器官模型驅動的", "organoid models"),
            ("步态与语音特征融合的", "步態與語音特徵融合的", "gait and speech features"),
        ],
        subjects: [
            ("阿尔茨海默病早期识别", "阿爾茨海默病早期識別", "early detection of Alzheimer's disease"),
            ("帕金森病运动症状评估", "帕金森病運動症狀評估", "motor assessment in Parkinson's disease"),
            ("缺血性脑卒中功能恢复", "缺血性腦卒中功能恢復", "recovery after ischaemic stroke"),
            ("难治性癫痫发作预警", "難治性癲癇發作預警", "seizure forecasting in refractory epilepsy"),
            ("抑郁障碍分层干预", "抑鬱障礙分層干預", "stratified treatment of depression"),
            ("脊髓损伤修复", "脊髓損傷修復", "repair of spinal cord injury"),
            ("多发性硬化病程监测", "多發性硬化病程監測", "monitoring of multiple sclerosis"),
            ("肌萎缩侧索硬化分型", "肌萎縮側索硬化分型", "subtyping of amyotrophic lateral sclerosis"),
        ],
    },
    Grammar {
        topic: "cancer",
        ways: [
            ("基于循环肿瘤核酸的", "基於循環腫瘤核酸的", "circulating tumour DNA"),
            ("空间组学解析的", "空間組學解析的", "spatial omics"),
            ("肿瘤微环境重塑介导的", "腫瘤微環境重塑介導的", "remodelling of the tumour microenvironment"),
            ("影像与病理联合的", "影像與病理聯合的", "joint imaging and pathology"),
            ("免疫细胞工程支持的", "免疫細胞工程支持的", "engineered immune cells"),
            ("代谢重编程导向的", "代謝重編程導向的", "metabolic reprogramming"),
            ("类器官药敏引导的", "類器官藥敏引導的", "organoid drug testing"),
            ("纳米递送增强的", "納米遞送增強的", "nanoparticle delivery"),
        ],
        subjects: [
            ("鼻咽癌早期筛查", "鼻咽癌早期篩查", "early screening of nasopharyngeal carcinoma"),
            ("肝细胞癌复发预测", "肝細胞癌復發預測", "prediction of recurrence in hepatocellular carcinoma"),
            ("结直肠癌精准分层", "結直腸癌精準分層", "stratification of colorectal cancer"),
            ("三阴性乳腺癌耐药逆转", "三陰性乳腺癌耐藥逆轉", "reversal of resistance in triple-negative breast cancer"),
            ("非小细胞肺癌联合治疗", "非小細胞肺癌聯合治療", "combination therapy of non-small-cell lung cancer"),
            ("胶质母细胞瘤免疫治疗", "膠質母細胞瘤免疫治療", "immunotherapy of glioblastoma"),
            ("胃癌癌前病变干预", "胃癌癌前病變干預", "intervention in gastric precancer"),
            ("卵巢癌微小残留监测", "卵巢癌微小殘留監測", "minimal residual disease in ovarian cancer"),
        ],
    },
    Grammar {
        topic: "tcm",
        ways: [
            ("基于质谱指纹的", "基於質譜指紋的", "mass-spectrometry fingerprints"),
            ("整合药理学指导的", "整合藥理學指導的", "integrative pharmacology"),
            ("肠道菌群介导的", "腸道菌群介導的", "the gut microbiome"),
            ("循证证据支持的", "循證證據支持的", "evidence-based medicine"),
            ("体内过程可视化的", "體內過程可視化的", "in-vivo imaging of drug disposition"),
            ("古籍知识挖掘引导的", "古籍知識挖掘引導的", "mining of classical texts"),
            ("全程质量追溯的", "全程質量追溯的", "whole-chain quality tracing"),
            ("多中心随机对照的", "多中心隨機對照的", "multi-centre randomised trials"),
        ],
        subjects: [
            ("复方治疗功能性消化不良", "複方治療功能性消化不良", "formulae for functional dyspepsia"),
            ("道地药材品质评价", "道地藥材品質評價", "quality of regional medicinal materials"),
            ("中药防治糖尿病肾病", "中藥防治糖尿病腎病", "herbal treatment of diabetic kidney disease"),
            ("针刺镇痛机制", "針刺鎮痛機制", "mechanisms of acupuncture analgesia"),
            ("经典名方制剂现代化", "經典名方製劑現代化", "modern preparations of classical formulae"),
            ("中药减毒增效", "中藥減毒增效", "lower toxicity and higher efficacy of herbal medicine"),
            ("岭南草药抗炎活性", "嶺南草藥抗炎活性", "anti-inflammatory Lingnan herbs"),
            ("围绝经期综合征中医干预", "圍絕經期綜合徵中醫干預", "Chinese medicine in perimenopause"),
        ],
    },
    Grammar {
        topic: "ai",
        ways: [
            ("小样本学习驱动的", "小樣本學習驅動的", "few-shot learning"),
            ("知识增强大模型支持的", "知識增強大模型支持的", "knowledge-enhanced large models"),
            ("隐私计算保护下的", "隱私計算保護下的", "privacy-preserving computation"),
            ("因果推断引导的", "因果推斷引導的", "causal inference"),
            ("多智能体协同的", "多智能體協同的", "cooperating agents"),
            ("可解释图学习支持的", "可解釋圖學習支持的", "explainable graph learning"),
            ("视觉与语言联合的", "視覺與語言聯合的", "joint vision and language"),
            ("边缘端轻量化的", "邊緣端輕量化的", "lightweight models at the edge"),
        ],
        subjects: [
            ("粤语医患对话理解", "粵語醫患對話理解", "understanding of Cantonese medical dialogue"),
            ("城市交通流预测", "城市交通流預測", "urban traffic forecasting"),
            ("建筑能耗优化", "建築能耗優化", "optimisation of building energy"),
            ("跨境物流调度", "跨境物流調度", "scheduling of cross-boundary logistics"),
            ("眼底影像辅助诊断", "眼底影像輔助診斷", "assisted diagnosis from fundus images"),
            ("工业缺陷检测", "工業缺陷檢測", "industrial defect detection"),
            ("金融风险识别", "金融風險識別", "recognition of financial risk"),
            ("极端天气临近预报", "極端天氣臨近預報", "nowcasting of extreme weather"),
        ],
    },
    Grammar {
        topic: "smart-health",
        ways: [
            ("非接触雷达感知的", "非接觸雷達感知的", "contactless radar sensing"),
            ("可穿戴连续监测的", "可穿戴連續監測的", "continuous wearable monitoring"),
            ("多组学融合的", "多組學融合的", "fused omics"),
            ("医疗与社区联动的", "醫療與社區聯動的", "linked hospital and community care"),
            ("居家场景下的", "居家場景下的", "the home"),
            ("轻负荷柔性传感的", "輕負荷柔性感測的", "light flexible sensors"),
            ("中医体质辨识结合的", "中醫體質辨識結合的", "constitution types of Chinese medicine"),
            ("纵向队列支持的", "縱向隊列支持的", "longitudinal cohorts"),
        ],
        subjects: [
            ("高血压人群健康管理", "高血壓人群健康管理", "health management in hypertension"),
            ("糖尿病前期风险评定", "糖尿病前期風險評定", "risk assessment in prediabetes"),
            ("冠心病术后康复", "冠心病術後康復", "rehabilitation after coronary surgery"),
            ("老年跌倒预防", "老年跌倒預防", "prevention of falls in old age"),
            ("慢性阻塞性肺疾病监测", "慢性阻塞性肺疾病監測", "monitoring of chronic obstructive pulmonary disease"),
            ("代谢综合征干预", "代謝綜合徵干預", "intervention in metabolic syndrome"),
            ("癌症幸存者随访", "癌症倖存者隨訪", "follow-up of cancer survivors"),
            ("脑卒中高危人群筛查", "腦卒中高危人群篩查", "screening for risk of stroke"),
        ],
    },
    Grammar {
        topic: "regenerative",
        ways: [
            ("干细胞外泌体介导的", "幹細胞外泌體介導的", "stem-cell exosomes"),
            ("可降解水凝胶支架的", "可降解水凝膠支架的", "degradable hydrogel scaffolds"),
            ("低强度超声调控的", "低強度超聲調控的", "low-intensity ultrasound"),
            ("三维生物打印构建的", "三維生物列印構建的", "three-dimensional bioprinting"),
            ("免疫微环境响应的", "免疫微環境響應的", "an immune-responsive microenvironment"),
            ("脱细胞基质诱导的", "脫細胞基質誘導的", "decellularised matrix"),
            ("光电刺激协同的", "光電刺激協同的", "combined optical and electric stimulation"),
            ("规模化培养支持的", "規模化培養支持的", "large-scale culture"),
        ],
        subjects: [
            ("全层皮肤再生", "全層皮膚再生", "full-thickness skin regeneration"),
            ("角膜基质修复", "角膜基質修復", "repair of the corneal stroma"),
            ("关节软骨缺损重建", "關節軟骨缺損重建", "reconstruction of cartilage defects"),
            ("糖尿病足创面愈合", "糖尿病足創面癒合", "healing of diabetic foot wounds"),
            ("骨软骨一体化修复", "骨軟骨一體化修復", "osteochondral repair"),
            ("周围神经再生", "周圍神經再生", "regeneration of peripheral nerves"),
            ("牙周组织再生", "牙周組織再生", "periodontal regeneration"),
            ("体外皮肤替代检测", "體外皮膚替代檢測", "in-vitro skin testing"),
        ],
    },
    Grammar {
        topic: "5g-iot",
        ways: [
            ("切片与边缘计算协同的", "切片與邊緣計算協同的", "slicing and edge computing"),
            ("低延迟高可靠的", "低延遲高可靠的", "low latency and high reliability"),
            ("海量终端接入的", "海量終端接入的", "massive access"),
            ("云化核心网支持的", "雲化核心網支持的", "a cloud core network"),
            ("开放接口的", "開放介面的", "open interfaces"),
            ("通感一体的", "通感一體的", "joint communication and sensing"),
            ("大带宽沉浸式的", "大帶寬沉浸式的", "immersive high bandwidth"),
            ("标准互通的", "標準互通的", "interoperable standards"),
        ],
        subjects: [
            ("居家照护物联平台", "居家照護物聯平台", "an IoT platform for care at home"),
            ("紧急救护车载系统", "緊急救護車載系統", "an ambulance system for emergency care"),
            ("远程医疗会诊应用", "遠程醫療會診應用", "remote consultation"),
            ("医院无缝隙服务系统", "醫院無縫隙服務系統", "seamless hospital services"),
            ("科学普及教育体验馆", "科學普及教育體驗館", "an immersive science centre"),
            ("设施农业监测系统", "設施農業監測系統", "monitoring of greenhouse farming"),
            ("水产品溯源管理", "水產品溯源管理", "traceability of aquatic products"),
            ("智慧园区巡检", "智慧園區巡檢", "inspection of smart campuses"),
        ],
    },
];

/// How many distinct titles a topic has without counting the endings.
pub const PER_TOPIC: usize = 64;

/// Title number `number` of `topic`; the same number gives the same title, different numbers below [`PER_TOPIC`]
/// different titles.
pub fn title(topic: &str, number: usize, random: &mut Random) -> Title {
    let grammar = GRAMMARS.iter().find(|grammar| grammar.topic == topic).unwrap_or(&GRAMMARS[0]);
    let way = &grammar.ways[number % 8];
    // Each round of eight meets the subjects in another order, so that neighbours share neither way nor subject.
    let subject = &grammar.subjects[(number % 8 + number / 8) % 8];
    let end = random.pick(&ENDS);
    let mut english = format!("{} for {}: {}", way.2, subject.2, end.2);
    if let Some(first) = english.get(..1).map(str::to_uppercase) {
        english.replace_range(..1, &first);
    }
    Title { hans: format!("{}{}{}", way.0, subject.0, end.0), hant: format!("{}{}{}", way.1, subject.1, end.1), english }
}
