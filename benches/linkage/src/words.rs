//! Words for titles, in Chinese and English side by side. Own list.

/// Method or material.
pub const METHODS: &[(&str, &str)] = &[
    ("深度学习", "deep learning"), ("图神经网络", "graph neural networks"), ("联邦学习", "federated learning"), ("多组学数据", "multi-omics data"),
    ("单细胞测序", "single-cell sequencing"), ("可穿戴传感器", "wearable sensors"), ("光声成像", "photoacoustic imaging"), ("纳米载体", "nanocarriers"),
    ("外泌体", "exosomes"), ("水凝胶", "hydrogels"), ("三维打印", "three-dimensional printing"), ("边缘计算", "edge computing"),
    ("知识图谱", "knowledge graphs"), ("强化学习", "reinforcement learning"), ("毫米波雷达", "millimetre-wave radar"), ("近红外光谱", "near-infrared spectroscopy"),
    ("脑机接口", "brain-computer interfaces"), ("基因编辑", "gene editing"), ("肠道菌群", "gut microbiota"), ("间充质干细胞", "mesenchymal stem cells"),
    ("类器官", "organoids"), ("质谱分析", "mass spectrometry"), ("磁共振影像", "magnetic resonance imaging"), ("数字孪生", "digital twins"),
    ("区块链", "blockchain"), ("迁移学习", "transfer learning"), ("自监督学习", "self-supervised learning"), ("柔性电子", "flexible electronics"),
    ("微流控芯片", "microfluidic chips"), ("光纤传感", "optical fibre sensing"), ("网络切片", "network slicing"), ("大数据", "big data"),
    ("自然语言处理", "natural language processing"), ("计算机视觉", "computer vision"), ("低功耗广域网", "low-power wide-area networks"), ("量子点", "quantum dots"),
    ("中药复方", "compound Chinese medicines"), ("针灸", "acupuncture"), ("免疫检查点", "immune checkpoints"), ("噬菌体", "bacteriophages"),
    ("压电材料", "piezoelectric materials"), ("脂质体", "liposomes"), ("适配体", "aptamers"), ("拉曼光谱", "Raman spectroscopy"),
    ("超声微泡", "ultrasound microbubbles"), ("虚拟现实", "virtual reality"), ("增强现实", "augmented reality"), ("语音信号", "speech signals"),
    ("步态信息", "gait information"), ("眼底图像", "fundus images"), ("病理切片", "pathology slides"), ("循环肿瘤细胞", "circulating tumour cells"),
    ("长链非编码核糖核酸", "long non-coding RNA"), ("线粒体自噬", "mitophagy"), ("铁死亡", "ferroptosis"), ("支架材料", "scaffold materials"),
    ("生物墨水", "bioinks"), ("多模态数据", "multimodal data"), ("时空建模", "spatio-temporal modelling"), ("因果推断", "causal inference"),
];

/// Disease, object or field.
pub const OBJECTS: &[(&str, &str)] = &[
    ("阿尔茨海默病", "Alzheimer's disease"), ("帕金森病", "Parkinson's disease"), ("缺血性脑卒中", "ischaemic stroke"), ("癫痫", "epilepsy"),
    ("抑郁症", "depression"), ("自闭症", "autism"), ("鼻咽癌", "nasopharyngeal carcinoma"), ("肝细胞癌", "hepatocellular carcinoma"),
    ("非小细胞肺癌", "non-small cell lung cancer"), ("三阴性乳腺癌", "triple-negative breast cancer"), ("结直肠癌", "colorectal cancer"), ("胃癌", "gastric cancer"),
    ("卵巢癌", "ovarian cancer"), ("胰腺癌", "pancreatic cancer"), ("食管癌", "oesophageal cancer"), ("前列腺癌", "prostate cancer"),
    ("二型糖尿病", "type 2 diabetes"), ("高血压", "hypertension"), ("冠心病", "coronary heart disease"), ("心力衰竭", "heart failure"),
    ("心房颤动", "atrial fibrillation"), ("慢性肾病", "chronic kidney disease"), ("非酒精性脂肪肝", "non-alcoholic fatty liver disease"), ("骨质疏松", "osteoporosis"),
    ("骨关节炎", "osteoarthritis"), ("软骨缺损", "cartilage defects"), ("角膜损伤", "corneal injury"), ("烧伤皮肤", "burned skin"),
    ("脊髓损伤", "spinal cord injury"), ("周围神经损伤", "peripheral nerve injury"), ("肌少症", "sarcopenia"), ("失眠障碍", "insomnia"),
    ("老年衰弱", "frailty in old age"), ("居家养老", "home care for the elderly"), ("急诊分诊", "emergency triage"), ("远程会诊", "remote consultation"),
    ("慢病管理", "chronic disease management"), ("智慧农业大棚", "smart greenhouses"), ("水产养殖", "aquaculture"), ("农产品溯源", "traceability of farm produce"),
    ("车联网", "vehicular networks"), ("工业物联网", "industrial internet of things"), ("智能电网", "smart grids"), ("城市交通", "urban traffic"),
    ("无人机集群", "drone swarms"), ("科普教育", "science education"), ("沉浸式教学", "immersive teaching"), ("手术机器人", "surgical robots"),
    ("康复训练", "rehabilitation training"), ("药物性肝损伤", "drug-induced liver injury"), ("耐药细菌", "drug-resistant bacteria"), ("流感病毒", "influenza viruses"),
    ("登革热", "dengue fever"), ("哮喘", "asthma"), ("慢性阻塞性肺病", "chronic obstructive pulmonary disease"), ("类风湿关节炎", "rheumatoid arthritis"),
    ("系统性红斑狼疮", "systemic lupus erythematosus"), ("银屑病", "psoriasis"), ("青光眼", "glaucoma"), ("黄斑变性", "macular degeneration"),
    ("听力损失", "hearing loss"), ("口腔黏膜病", "oral mucosal disease"), ("牙周炎", "periodontitis"), ("子宫内膜异位症", "endometriosis"),
    ("妊娠期高血压", "gestational hypertension"), ("早产儿脑损伤", "brain injury of preterm infants"), ("儿童近视", "myopia in children"), ("神经胶质瘤", "glioma"),
    ("白血病", "leukaemia"), ("淋巴瘤", "lymphoma"), ("海洋微塑料", "marine microplastics"), ("大气颗粒物", "airborne particulates"),
    ("地铁隧道", "metro tunnels"), ("桥梁结构", "bridge structures"), ("建筑能耗", "building energy use"), ("锂离子电池", "lithium-ion batteries"),
    ("海上风电", "offshore wind power"), ("冷链物流", "cold-chain logistics"), ("粤语语音", "Cantonese speech"), ("文物数字化", "digitisation of cultural relics"),
];

/// What is done with it.
pub const AIMS: &[(&str, &str)] = &[
    ("早期诊断", "early diagnosis"), ("风险预测", "risk prediction"), ("疗效评价", "evaluation of therapeutic effect"), ("精准治疗", "precision treatment"),
    ("靶向给药", "targeted drug delivery"), ("病程监测", "monitoring of disease course"), ("分子分型", "molecular typing"), ("预后评估", "prognosis assessment"),
    ("组织修复", "tissue repair"), ("功能重建", "functional reconstruction"), ("辅助决策", "decision support"), ("健康管理", "health management"),
    ("实时监测", "real-time monitoring"), ("异常检测", "anomaly detection"), ("故障诊断", "fault diagnosis"), ("资源调度", "resource scheduling"),
    ("隐私保护", "privacy protection"), ("质量追溯", "quality tracing"), ("信号增强", "signal enhancement"), ("图像重建", "image reconstruction"),
    ("药物筛选", "drug screening"), ("机制解析", "analysis of mechanisms"), ("人群筛查", "population screening"), ("康复评定", "rehabilitation assessment"),
    ("智能预警", "intelligent early warning"), ("规模化制备", "large-scale preparation"), ("安全性评价", "safety evaluation"), ("动态调控", "dynamic regulation"),
    ("协同优化", "collaborative optimisation"), ("临床转化", "clinical translation"), ("标准化采集", "standardised acquisition"), ("干预策略", "intervention strategies"),
];

/// Title patterns: {m} method, {o} object, {a} aim.
pub const PATTERNS: &[(&str, &str)] = &[
    ("基于{m}的{o}{a}关键技术研究", "Research on key technologies for {a} of {o} based on {m}"),
    ("基于{m}的{o}{a}方法研究", "A study of methods for {a} of {o} based on {m}"),
    ("面向{o}{a}的{m}技术研发", "Development of {m} for {a} of {o}"),
    ("{m}在{o}{a}中的应用研究", "Application of {m} in {a} of {o}"),
    ("融合{m}的{o}{a}系统研发与示范", "Development and demonstration of a system for {a} of {o} with {m}"),
    ("{o}{a}的{m}机制及应用", "Mechanisms and applications of {m} for {a} of {o}"),
    ("{m}用于{o}{a}的基础与转化研究", "Basic and translational research on {m} for {a} of {o}"),
    ("{m}驱动的{o}{a}平台构建", "Building a platform for {a} of {o} driven by {m}"),
    ("利用{m}实现{o}{a}的探索", "Exploring {m} for {a} of {o}"),
    ("{o}{a}：{m}新方法", "New methods of {m} for {a} of {o}"),
];

/// Words that one side puts in place of another without changing the subject.
pub const REWORDING: &[(&str, &str)] = &[
    ("关键技术研究", "技术研究"), ("方法研究", "方法探索"), ("应用研究", "应用探索"), ("技术研发", "技术开发"), ("研发与示范", "开发及示范"), ("机制及应用", "作用机制与应用"),
    ("基础与转化研究", "基础及转化研究"), ("平台构建", "平台建设"), ("的探索", "的研究"), ("新方法", "新方法研究"), ("基于", "采用"), ("面向", "针对"), ("融合", "结合"), ("实现", "开展"),
    ("关键技术研究", "若干关键技术"), ("的应用", "的创新应用"),
];

/// Rewording of the English titles.
pub const REWORDING_ENGLISH: &[(&str, &str)] = &[
    ("Research on key technologies for", "Key technologies for"), ("A study of methods for", "Methods for"), ("Development of", "Developing"),
    ("Application of", "Applications of"), ("based on", "using"), ("Exploring", "An exploration of"), ("New methods of", "Novel methods of"),
    ("Building a platform for", "A platform for"), ("driven by", "powered by"), ("Basic and translational research on", "Fundamental and translational research on"),
    ("in ", "for "), ("Development and demonstration of a system", "A demonstration system"), ("evaluation", "assessment"), ("early diagnosis", "early detection"),
    ("treatment", "therapy"), ("monitoring", "surveillance"),
];

/// What sets a sibling apart, in both languages.
pub const SIBLING_MARKS: &[(&str, &str)] = &[
    ("（二期）", " (Phase II)"), ("（第二阶段）", " (second stage)"), ("拓展研究", ": an extension"), ("（续）", " (continued)"), ("后续研究", ": a follow-up study"),
    ("深化研究", ": further research"), ("（三期）", " (Phase III)"),
];

/// Words that narrow a sibling's subject.
pub const SIBLING_WORDS: &[(&str, &str)] = &[
    ("老年", "elderly "), ("儿童", "paediatric "), ("社区", "community "), ("多中心", "multi-centre "), ("移动端", "mobile "), ("云端", "cloud-based "), ("女性", "female "), ("术后", "postoperative "),
    ("耐药性", "drug-resistant "), ("无创", "non-invasive "), ("低成本", "low-cost "), ("跨区域", "cross-regional "),
];

/// Name parts of invented places.
pub const PLACES: &[(&str, &str)] = &[
    ("明江", "Mingjiang"), ("海晟", "Haisheng"), ("北岭", "Beiling"), ("云麓", "Yunlu"), ("临港", "Lingang"), ("岚山", "Lanshan"), ("江陵", "Jiangling"), ("东屿", "Dongyu"),
    ("西泽", "Xize"), ("南浔", "Nanxun"), ("青川", "Qingchuan"), ("长淮", "Changhuai"), ("望海", "Wanghai"), ("金湾", "Jinwan"), ("宁川", "Ningchuan"), ("安和", "Anhe"),
    ("永嘉", "Yongjia"), ("瑞丰", "Ruifeng"), ("启明", "Qiming"), ("浦源", "Puyuan"), ("石湖", "Shihu"), ("白鹭", "Bailu"), ("鹤鸣", "Heming"), ("龙溪", "Longxi"),
    ("凤岗", "Fenggang"), ("松原", "Songyuan"), ("梅岭", "Meiling"), ("竹溪", "Zhuxi"), ("星河", "Xinghe"), ("天衡", "Tianheng"), ("曙光", "Shuguang"), ("汇川", "Huichuan"),
    ("博远", "Boyuan"), ("文昌", "Wenchang"), ("同德", "Tongde"), ("弘毅", "Hongyi"), ("广济", "Guangji"), ("崇文", "Chongwen"), ("思源", "Siyuan"), ("立信", "Lixin"),
];

/// Kinds of organisation.
pub const KINDS: &[(&str, &str)] = &[
    ("大学", "University"), ("理工大学", "University of Technology"), ("医科大学", "Medical University"), ("师范大学", "Normal University"), ("科技大学", "University of Science and Technology"),
    ("医院", "Hospital"), ("中医药研究所", "Institute of Chinese Medicine"), ("信息技术研究院", "Institute of Information Technology"), ("生物科技有限公司", "Biotechnology Co., Ltd."),
    ("智能科技有限公司", "Intelligent Technology Co., Ltd."),
];

/// Departments.
pub const DEPARTMENTS: &[(&str, &str)] = &[
    ("计算机学院", "School of Computer Science"), ("医学院", "School of Medicine"), ("生物医学工程系", "Department of Biomedical Engineering"), ("电子工程系", "Department of Electronic Engineering"),
    ("药学院", "School of Pharmacy"), ("公共卫生学院", "School of Public Health"), ("信息学院", "School of Information"), ("材料学院", "School of Materials"),
];
