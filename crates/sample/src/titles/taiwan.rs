//! Topics of direction 1.2.

use super::{Aim, DEVELOPMENT, Grammar, STUDY};

pub(super) const HEALTH: Grammar = Grammar {
    topic: "smart-health",
    ends: STUDY,
    aims: &[
        Aim {
            aim: ("居家监测与健康管理", "home monitoring and health management of"),
            methods: &[
                ("毫米波雷达非接触感知", "contactless millimetre-wave radar"),
                ("柔性可穿戴传感", "flexible wearable sensing"),
                ("床垫式轻负荷监测", "light-load monitoring in the mattress"),
                ("光电容积脉搏波", "photoplethysmography"),
                ("智能手环与社区随访联动", "smart bands linked with community follow-up"),
            ],
            subjects: &[
                ("老年高血压人群", "older people with hypertension"),
                ("慢性心力衰竭患者", "patients with chronic heart failure"),
                ("二型糖尿病患者", "patients with type 2 diabetes"),
                ("脑卒中出院患者", "patients discharged after stroke"),
                ("睡眠呼吸暂停人群", "people with sleep apnoea"),
            ],
        },
        Aim {
            aim: ("风险评定", "risk assessment of"),
            methods: &[
                ("多组学信息融合", "fusion of several omics"),
                ("影像组学与蛋白组学联合", "radiomics combined with proteomics"),
                ("中医体质数据挖掘", "mining of constitution data of Chinese medicine"),
                ("电子病历大数据挖掘", "mining of large electronic health records"),
                ("基因组与生活方式联合建模", "joint models of genome and way of life"),
            ],
            subjects: &[
                ("冠心病", "coronary heart disease"),
                ("糖尿病前期", "prediabetes"),
                ("代谢综合征", "metabolic syndrome"),
                ("肝癌高危人群", "people at high risk of liver cancer"),
                ("大肠癌高危人群", "people at high risk of colorectal cancer"),
            ],
        },
        Aim {
            aim: ("康复干预", "rehabilitation of"),
            methods: &[
                ("医疗与社区联动平台", "a platform linking hospital and community"),
                ("远程运动处方", "remote exercise prescription"),
                ("可穿戴步态分析", "wearable gait analysis"),
                ("虚拟现实训练", "training in virtual reality"),
            ],
            subjects: &[
                ("冠心病术后患者", "patients after coronary surgery"),
                ("中风偏瘫患者", "patients with hemiplegia after stroke"),
                ("乳腺癌术后患者", "patients after breast cancer surgery"),
                ("衰弱老年人", "frail older people"),
            ],
        },
    ],
};

pub(super) const REGENERATION: Grammar = Grammar {
    topic: "regenerative",
    ends: STUDY,
    aims: &[
        Aim {
            aim: ("再生修复", "regeneration of"),
            methods: &[
                ("干细胞外泌体水凝胶", "hydrogels carrying stem-cell exosomes"),
                ("脱细胞基质支架", "decellularised matrix scaffolds"),
                ("低强度脉冲超声", "low-intensity pulsed ultrasound"),
                ("三维生物打印", "three-dimensional bioprinting"),
                ("可降解丝素蛋白材料", "degradable silk fibroin"),
                ("导电高分子支架", "conductive polymer scaffolds"),
            ],
            subjects: &[
                ("全层皮肤缺损", "full-thickness skin defects"),
                ("角膜基质", "the corneal stroma"),
                ("关节软骨", "articular cartilage"),
                ("周围神经", "peripheral nerves"),
                ("颌骨骨缺损", "jaw bone defects"),
                ("糖尿病足创面", "diabetic foot wounds"),
            ],
        },
        Aim {
            aim: ("规模化培养与质量控制", "large-scale culture and quality control of"),
            methods: &[
                ("微载体悬浮培养", "microcarrier suspension culture"),
                ("封闭式自动化生物反应器", "closed automated bioreactors"),
                ("无血清培养体系", "serum-free media"),
                ("在线成像检测", "online imaging"),
            ],
            subjects: &[
                ("脐带间充质干细胞", "umbilical cord mesenchymal stem cells"),
                ("表皮干细胞", "epidermal stem cells"),
                ("角膜缘干细胞", "limbal stem cells"),
                ("诱导多能干细胞", "induced pluripotent stem cells"),
            ],
        },
        Aim {
            aim: ("仿生构建与体外替代检测", "biomimetic construction and in-vitro testing with"),
            methods: &[
                ("三维细胞共培养", "three-dimensional co-culture"),
                ("微流控芯片", "microfluidic chips"),
                ("光固化打印", "photocured printing"),
            ],
            subjects: &[
                ("血管化皮肤模型", "vascularised skin models"),
                ("人工角膜模型", "artificial corneas"),
                ("骨软骨模型", "osteochondral models"),
                ("毛囊模型", "hair follicle models"),
            ],
        },
    ],
};

pub(super) const NETWORK: Grammar = Grammar {
    topic: "5g-iot",
    ends: DEVELOPMENT,
    aims: &[
        Aim {
            aim: ("医疗物联网平台", "a medical IoT platform for"),
            methods: &[
                ("5G网络切片", "5G network slicing"),
                ("5G边缘计算", "5G edge computing"),
                ("5G与AR融合", "5G combined with AR"),
                ("低延迟视频传输", "low-latency video transport"),
                ("云化核心网", "a cloud core network"),
            ],
            subjects: &[
                ("居家照护", "care at home"),
                ("紧急救护车", "ambulances"),
                ("远程会诊", "remote consultation"),
                ("院内无缝隙服务", "seamless hospital services"),
                ("偏乡巡回医疗", "mobile clinics in remote districts"),
            ],
        },
        Aim {
            aim: ("农业物联网", "agricultural IoT for"),
            methods: &[
                ("5G多连接接入", "massive 5G access"),
                ("窄带与5G混合组网", "mixed narrow-band and 5G networks"),
                ("边缘端影像识别", "image recognition at the edge"),
                ("开放接口数据平台", "a data platform with open interfaces"),
            ],
            subjects: &[
                ("设施蔬果生产监测", "monitoring of greenhouse fruit and vegetables"),
                ("茶叶质保与溯源", "quality and traceability of tea"),
                ("水产养殖监测", "monitoring of aquaculture"),
                ("畜禽健康监测", "monitoring of livestock health"),
                ("花卉冷链溯源", "traceability of the flower cold chain"),
            ],
        },
        Aim {
            aim: ("沉浸式科普教育系统", "immersive science education on"),
            methods: &[
                ("5G云渲染", "5G cloud rendering"),
                ("虚拟现实与触觉反馈", "virtual reality with touch"),
                ("多人协同增强现实", "shared augmented reality"),
            ],
            subjects: &[
                ("海洋生态", "marine ecology"),
                ("天文观测", "astronomy"),
                ("防灾减灾", "disaster prevention"),
                ("人体生理", "human physiology"),
                ("文物数字展示", "digital heritage"),
            ],
        },
        Aim {
            aim: ("通信网络", "communication networks for"),
            methods: &[
                ("网络虚拟化", "network virtualisation"),
                ("智能化资源调度", "intelligent resource scheduling"),
                ("B5G通信感知一体化", "B5G joint communication and sensing"),
            ],
            subjects: &[
                ("智慧交通路口", "smart road junctions"),
                ("智慧工厂", "smart factories"),
                ("智慧园区", "smart campuses"),
            ],
        },
    ],
};
