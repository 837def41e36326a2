//! Topics of direction 1.1.

use super::{Aim, DEVELOPMENT, Grammar, STUDY};

pub(super) const NERVOUS: Grammar = Grammar {
    topic: "nervous-system",
    ends: STUDY,
    aims: &[
        Aim {
            aim: ("早期识别", "early detection of"),
            methods: &[
                ("多模态磁共振影像", "multimodal magnetic resonance imaging"),
                ("血液外泌体标志物", "blood exosome biomarkers"),
                ("视网膜血管影像", "retinal vascular imaging"),
                ("言语与步态数字标志物", "digital markers of speech and gait"),
                ("脑电网络特征", "EEG network features"),
            ],
            subjects: &[
                ("阿尔茨海默病", "Alzheimer's disease"),
                ("轻度认知障碍", "mild cognitive impairment"),
                ("帕金森病", "Parkinson's disease"),
                ("脑小血管病", "cerebral small vessel disease"),
                ("路易体痴呆", "dementia with Lewy bodies"),
                ("额颞叶变性", "frontotemporal degeneration"),
            ],
        },
        Aim {
            aim: ("功能重建", "functional recovery after"),
            methods: &[
                ("经颅磁刺激与运动训练联合方案", "transcranial magnetic stimulation combined with training"),
                ("闭环脑机接口", "a closed-loop brain-computer interface"),
                ("下肢外骨骼康复", "lower-limb exoskeleton rehabilitation"),
                ("功能性电刺激", "functional electrical stimulation"),
            ],
            subjects: &[
                ("缺血性脑卒中", "ischaemic stroke"),
                ("颅脑创伤", "traumatic brain injury"),
                ("不完全性脊髓损伤", "incomplete spinal cord injury"),
                ("脑出血", "intracerebral haemorrhage"),
            ],
        },
        Aim {
            aim: ("发病机制与干预靶点", "mechanisms and targets of"),
            methods: &[
                ("单细胞转录组", "single-cell transcriptomics"),
                ("类脑器官模型", "brain organoid models"),
                ("小胶质细胞代谢调控", "metabolic regulation of microglia"),
                ("肠脑轴菌群分析", "gut-brain microbiome analysis"),
                ("在体双光子成像", "in-vivo two-photon imaging"),
            ],
            subjects: &[
                ("肌萎缩侧索硬化", "amyotrophic lateral sclerosis"),
                ("多发性硬化", "multiple sclerosis"),
                ("难治性癫痫", "refractory epilepsy"),
                ("孤独症谱系障碍", "autism spectrum disorder"),
                ("抑郁障碍", "depressive disorder"),
            ],
        },
    ],
};

pub(super) const CANCER: Grammar = Grammar {
    topic: "cancer",
    ends: STUDY,
    aims: &[
        Aim {
            aim: ("早期筛查", "early screening for"),
            methods: &[
                ("循环肿瘤核酸甲基化", "methylation of circulating tumour DNA"),
                ("低剂量影像与液体活检联合", "low-dose imaging combined with liquid biopsy"),
                ("呼出气代谢物检测", "metabolites in exhaled breath"),
                ("病毒抗体与核酸联合检测", "combined antibody and DNA testing"),
                ("内镜影像智能识别", "intelligent reading of endoscopic images"),
            ],
            subjects: &[
                ("鼻咽癌", "nasopharyngeal carcinoma"),
                ("胃癌及癌前病变", "gastric cancer and its precursors"),
                ("食管鳞癌", "oesophageal squamous cell carcinoma"),
                ("下咽癌", "hypopharyngeal cancer"),
            ],
        },
        Aim {
            aim: ("疗效预测与分层", "response prediction and stratification in"),
            methods: &[
                ("病理切片与转录组融合", "fused histology and transcriptomics"),
                ("影像组学特征", "radiomic features"),
                ("循环肿瘤细胞动态监测", "serial monitoring of circulating tumour cells"),
                ("类器官药敏试验", "organoid drug testing"),
                ("免疫微环境空间图谱", "spatial maps of the immune microenvironment"),
            ],
            subjects: &[
                ("肝细胞癌", "hepatocellular carcinoma"),
                ("结直肠癌肝转移", "liver metastases of colorectal cancer"),
                ("三阴性乳腺癌", "triple-negative breast cancer"),
                ("非小细胞肺癌", "non-small-cell lung cancer"),
                ("卵巢高级别浆液性癌", "high-grade serous ovarian cancer"),
            ],
        },
        Aim {
            aim: ("靶向治疗", "targeted treatment of"),
            methods: &[
                ("双特异性抗体", "bispecific antibodies"),
                ("通用型免疫细胞", "off-the-shelf immune cells"),
                ("肿瘤微环境响应型纳米递送", "nanoparticle delivery responsive to the tumour environment"),
                ("代谢酶抑制剂联合用药", "combined inhibitors of metabolic enzymes"),
            ],
            subjects: &[
                ("胶质母细胞瘤", "glioblastoma"),
                ("胰腺导管腺癌", "pancreatic ductal adenocarcinoma"),
                ("复发难治性淋巴瘤", "relapsed and refractory lymphoma"),
                ("肝内胆管癌", "intrahepatic cholangiocarcinoma"),
            ],
        },
    ],
};

pub(super) const MEDICINE: Grammar = Grammar {
    topic: "tcm",
    ends: STUDY,
    aims: &[
        Aim {
            aim: ("疗效评价", "evaluation of"),
            methods: &[
                ("随机双盲安慰剂对照试验", "a randomised double-blind placebo-controlled trial"),
                ("真实世界登记研究", "a real-world registry"),
                ("中医证候量化", "quantified syndrome patterns"),
                ("多中心单病例随机对照", "multi-centre single-patient trials"),
            ],
            subjects: &[
                ("复方中药治疗功能性消化不良", "functional dyspepsia treated with a herbal formula"),
                ("中药防治糖尿病肾病", "diabetic kidney disease treated with herbal medicine"),
                ("针刺治疗慢性腰痛", "chronic low back pain treated with acupuncture"),
                ("中药治疗围绝经期失眠", "perimenopausal insomnia treated with herbal medicine"),
                ("太极运动改善慢阻肺功能", "COPD under tai chi training"),
            ],
        },
        Aim {
            aim: ("质量控制", "quality control of"),
            methods: &[
                ("高分辨质谱指纹图谱", "high-resolution mass-spectrometry fingerprints"),
                ("条形码分子鉴定", "DNA barcoding"),
                ("近红外在线检测", "near-infrared online testing"),
                ("生物效应检测", "bioassays"),
            ],
            subjects: &[
                ("岭南道地药材", "regional medicinal materials of Lingnan"),
                ("经典名方颗粒剂", "granules of classical formulae"),
                ("陈皮与化橘红", "tangerine peel and pomelo peel"),
                ("附子炮制品", "processed aconite"),
                ("中药注射液", "herbal injections"),
            ],
        },
        Aim {
            aim: ("药效物质与作用机制", "active substances and mechanisms of"),
            methods: &[
                ("网络药理学与实验验证", "network pharmacology with experiments"),
                ("肠道菌群代谢分析", "metabolism by the gut microbiome"),
                ("质谱成像", "mass-spectrometry imaging"),
                ("化学蛋白组学", "chemical proteomics"),
                ("器官芯片", "organs on chips"),
            ],
            subjects: &[
                ("黄芪复方抗肝纤维化", "an astragalus formula against liver fibrosis"),
                ("丹参酚酸抗心肌缺血", "salvianolic acids against myocardial ischaemia"),
                ("清热解毒方抗流感病毒", "a heat-clearing formula against influenza"),
                ("补肾方改善骨质疏松", "a kidney-tonifying formula for osteoporosis"),
                ("石斛多糖调节免疫", "dendrobium polysaccharides on immunity"),
            ],
        },
    ],
};

pub(super) const INTELLIGENCE: Grammar = Grammar {
    topic: "ai",
    ends: DEVELOPMENT,
    aims: &[
        Aim {
            aim: ("智能诊断", "intelligent diagnosis from"),
            methods: &[
                ("小样本学习", "few-shot learning"),
                ("可解释图神经网络", "explainable graph neural networks"),
                ("联邦学习", "federated learning"),
                ("多模态融合算法", "multimodal fusion algorithms"),
                ("不确定性量化", "uncertainty quantification"),
            ],
            subjects: &[
                ("眼底影像", "fundus images"),
                ("胸部影像", "chest images"),
                ("皮肤镜影像", "dermoscopic images"),
                ("心电信号", "electrocardiograms"),
                ("病理切片", "histology slides"),
            ],
        },
        Aim {
            aim: ("预测与优化", "forecasting and optimisation of"),
            methods: &[
                ("时空图卷积网络", "spatio-temporal graph convolution"),
                ("深度强化学习", "deep reinforcement learning"),
                ("数字孪生", "digital twins"),
                ("因果推断", "causal inference"),
            ],
            subjects: &[
                ("城市轨道客流", "urban rail passenger flow"),
                ("跨境物流调度", "cross-boundary logistics"),
                ("楼宇空调能耗", "energy of building air-conditioning"),
                ("港口集装箱作业", "container handling in ports"),
                ("极端降雨临近预报", "nowcasts of extreme rainfall"),
            ],
        },
        Aim {
            aim: ("理解与交互", "understanding of and interaction in"),
            methods: &[
                ("预训练语言模型", "pre-trained language models"),
                ("知识图谱推理", "knowledge-graph reasoning"),
                ("语音与视觉联合建模", "joint models of speech and vision"),
                ("个性化对话策略", "personal dialogue policies"),
            ],
            subjects: &[
                ("粤语医患对话", "Cantonese medical dialogue"),
                ("双语法律文书", "bilingual legal documents"),
                ("手语视频", "sign-language video"),
                ("长者陪伴机器人", "companion robots for older people"),
                ("课堂教学场景", "classroom teaching"),
            ],
        },
        Aim {
            aim: ("缺陷检测", "defect detection in"),
            methods: &[
                ("自监督异常检测", "self-supervised anomaly detection"),
                ("边缘端轻量化模型", "lightweight models at the edge"),
                ("三维点云分割", "three-dimensional point-cloud segmentation"),
            ],
            subjects: &[
                ("柔性电路板", "flexible circuit boards"),
                ("建筑外墙", "building facades"),
                ("隧道衬砌", "tunnel linings"),
                ("纺织面料", "textiles"),
            ],
        },
    ],
};
