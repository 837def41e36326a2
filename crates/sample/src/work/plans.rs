//! The plans of the seven topics.

use hefu_application::Tag;

use super::{Output, TaskPlan, tag};

/// Tasks and deliverables of a topic.
pub(super) struct Plan {
    pub(super) tasks: &'static [TaskPlan],
    pub(super) outputs: &'static [Output],
}

type Tags = &'static [(&'static str, &'static str)];

const fn task(item: &'static str, title: &'static str, tags: Tags) -> TaskPlan {
    TaskPlan { item, title, tags }
}

const fn output(kind: &'static str, title: &'static str, task: usize, tags: Tags, fields: Tags) -> Output {
    Output { kind, title, task, tags, fields }
}

pub(super) fn of(topic: &str) -> &'static Plan {
    match topic {
        "cancer" => &CANCER,
        "tcm" => &MEDICINE,
        "ai" => &INTELLIGENCE,
        "smart-health" => &HEALTH,
        "regenerative" => &REGENERATION,
        "5g-iot" => &NETWORK,
        _ => &NERVOUS,
    }
}

static NERVOUS: Plan = Plan {
    tasks: &[
        task("", "{s}队列招募与临床评估", &[]),
        task("", "{m}数据采集与质控", &[]),
        task("", "标志物与机制分析", &[]),
        task("", "香港队列独立验证", &[]),
        task("", "临床路径建议与成果整理", &[]),
    ],
    outputs: &[
        output("", "{s}评估方案与操作手册", 1, &[], &[]),
        output("", "双地验证数据集", 4, &[], &[]),
        output("", "研究论文与专利申请", 3, &[], &[]),
    ],
};

static CANCER: Plan = Plan {
    tasks: &[
        task("", "{s}样本库与随访数据建设", &[]),
        task("", "{m}方法建立与优化", &[]),
        task("", "动物模型与类器官评价", &[]),
        task("", "多中心回顾性队列检验", &[]),
        task("", "前瞻性小样本临床研究", &[]),
        task("", "卫生经济学评价", &[]),
    ],
    outputs: &[
        output("", "{m}技术规程", 2, &[], &[]),
        output("", "多中心检验报告", 4, &[], &[]),
        output("", "研究论文与专利申请", 5, &[], &[]),
    ],
};

static MEDICINE: Plan = Plan {
    tasks: &[
        task("", "药材来源鉴定与供试品制备", &[]),
        task("", "{m}研究", &[]),
        task("", "药效与安全性评价", &[]),
        task("", "证候与生活质量评价", &[]),
        task("", "标准草案与国际注册资料准备", &[]),
    ],
    outputs: &[
        output("", "供试品质量标准草案", 1, &[], &[]),
        output("", "临床或药效研究报告", 3, &[], &[]),
        output("", "双地共用的评价规程", 4, &[], &[]),
    ],
};

static INTELLIGENCE: Plan = Plan {
    tasks: &[
        task("", "{s}数据集构建与标注规范", &[]),
        task("", "{m}算法研究", &[]),
        task("", "隐私保护与安全评估", &[]),
        task("", "原型系统研发", &[]),
        task("", "应用场景试点与效果评估", &[]),
    ],
    outputs: &[
        output("", "标注数据集与说明文件", 1, &[], &[]),
        output("", "{s}原型系统", 4, &[], &[]),
        output("", "试点评估报告", 5, &[], &[]),
    ],
};

static HEALTH: Plan = Plan {
    tasks: &[
        task(
            "BIO-HEALTH-3",
            "面向{s}的生命体征检测技术",
            &[("sensing", "wearable"), ("sensing", "contactless"), ("data-stage", "acquisition")],
        ),
        task(
            "BIO-HEALTH-6",
            "{s}多类型组学特征分析",
            &[("omics", "genomics"), ("omics", "tcm-data"), ("data-stage", "mining")],
        ),
        task(
            "BIO-HEALTH-4",
            "医疗、社区、家庭联动的健康管理体系",
            &[
                ("care-place", "medical"),
                ("care-place", "community"),
                ("care-stage", "monitoring"),
                ("care-stage", "intervention"),
                ("data-stage", "application"),
            ],
        ),
        task("BIO-HEALTH-7", "{s}健康状态跟踪、评价模型", &[]),
        task("BIO-HEALTH-5", "健康管理效果评价", &[]),
        task("BIO-HEALTH-9", "医疗健康数据库建设", &[]),
    ],
    outputs: &[
        output(
            "model",
            "{s}健康状态评价模型",
            4,
            &[],
            &[("input", "连续生命体征、组学特征与随访问卷"), ("output", "三个月内的风险等级")],
        ),
        output(
            "database",
            "{s}健康数据库",
            6,
            &[],
            &[("dictionary", "附件：数据字典第1版.xlsx"), ("access", "双方项目组在伦理批件范围内使用")],
        ),
        output(
            "effect-evaluation",
            "健康管理效果评价方法",
            5,
            &[],
            &[
                ("protocol", "整群随机、六个月随访"),
                ("measure", "再入院率与自我管理量表得分"),
                ("comparison", "常规随访组"),
            ],
        ),
    ],
};

static REGENERATION: Plan = Plan {
    tasks: &[
        task("BIO-REGEN-3", "种子细胞规模化培养与安全性评价", &[("technology-leg", "cells")]),
        task(
            "BIO-REGEN-4",
            "理化因素对细胞增殖与分化的影响",
            &[
                ("factor", "ultrasound"),
                ("factor", "electric"),
                ("behaviour", "proliferation"),
                ("behaviour", "differentiation"),
            ],
        ),
        task(
            "BIO-REGEN-6",
            "{m}与细胞相互作用机制",
            &[("material-aspect", "structure"), ("material-aspect", "degradation"), ("technology-leg", "biomaterials")],
        ),
        task("BIO-REGEN-8", "用于{s}的生物材料仿生制备", &[]),
        task("BIO-REGEN-10", "{s}仿生构建", &[("technology-leg", "tissue-construction")]),
        task(
            "BIO-REGEN-11",
            "动物体内修复效果与体外替代检测",
            &[("regeneration-use", "regeneration"), ("regeneration-use", "in-vitro")],
        ),
    ],
    outputs: &[
        output("culture-system", "种子细胞规模化培养体系", 1, &[], &[]),
        output("biomaterial", "{m}材料", 4, &[], &[("specification", "附件：材料规格书.pdf")]),
        output("tissue-construct", "用于{s}的仿生组织", 5, &[], &[]),
        output("quality-control", "细胞质量控制标准操作规程", 1, &[], &[]),
    ],
};

static NETWORK: Plan = Plan {
    tasks: &[
        task("5G-1", "低延迟与多连接传输方案", &[("capability", "latency"), ("capability", "connections")]),
        task("5G-2", "{m}与网络云化技术", &[("network-technology", "cloud"), ("network-technology", "open")]),
        task("5G-3", "{s}业务需求与标准对接", &[]),
        task("5G-5", "{s}应用系统", &[]),
        task("5G-5", "现场演示验证", &[]),
    ],
    outputs: &[
        output(
            "network-claim",
            "端到端低延迟传输能力",
            1,
            &[("capability", "latency")],
            &[
                ("metric", "端到端时延"),
                ("target", "20"),
                ("unit", "ms"),
                ("test-method", "网络测试仪打点统计，取第99百分位"),
            ],
        ),
        output("", "{s}应用系统与接口文件", 4, &[], &[]),
        output("", "演示验证报告", 5, &[], &[]),
    ],
};

/// The guide's subjects of research that a population stands for.
pub(super) fn diseases(subject: &str) -> impl Iterator<Item = &'static str> {
    const WORDS: [(&str, &[&str]); 3] = [
        ("cardiovascular", &["血压", "心力", "冠心", "卒中", "中风", "睡眠呼吸", "衰弱"]),
        ("metabolic", &["糖尿病", "代谢", "睡眠呼吸"]),
        ("cancer", &["癌"]),
    ];
    WORDS.into_iter().filter(move |(_, words)| words.iter().any(|word| subject.contains(word))).map(|(id, _)| id)
}

/// The tissue a subject is about.
pub(super) fn tissue(subject: &str) -> Tag {
    const WORDS: [(&str, &[&str]); 3] =
        [("skin", &["皮", "创面", "毛囊"]), ("cornea", &["角膜"]), ("cartilage", &["软骨"])];
    let named = WORDS.into_iter().find(|(_, words)| words.iter().any(|word| subject.contains(word)));
    match named {
        Some((id, _)) => tag("tissue", id),
        None => Tag { text: Some(subject.to_owned()), ..tag("tissue", "other") },
    }
}

/// The named scenario of a 5G title, if the guide names one.
pub(super) fn scenario(aim: &str, subject: &str) -> Option<(&'static str, Tag)> {
    let (item, list, value) = match (aim, subject) {
        ("医疗物联网平台", "居家照护") => ("5G-7", "medical-scenario", "home-care"),
        ("医疗物联网平台", "紧急救护车") => ("5G-7", "medical-scenario", "emergency"),
        ("医疗物联网平台", "院内无缝隙服务") => ("5G-7", "medical-scenario", "hospital"),
        ("医疗物联网平台", _) => ("5G-7", "medical-scenario", "remote"),
        ("沉浸式科普教育系统", _) => ("5G-8", "education-scenario", "science"),
        ("农业物联网", subject) if subject.contains("溯源") => ("5G-9", "agriculture-function", "traceability"),
        ("农业物联网", _) => ("5G-9", "agriculture-function", "monitoring"),
        _ => return None,
    };
    Some((item, tag(list, value)))
}

/// The needs and fragmented standards a 5G project states.
pub(super) fn problem(aim: &str) -> &'static str {
    match aim {
        "医疗物联网平台" => {
            "{s}涉及多家厂商的监护设备，接口与数据格式互不相通，延迟要求各异；本项目统一接入协议与时延分级。"
        }
        "农业物联网" => "{s}的传感器协议不一，产地与流通环节数据无法衔接；本项目提出开放接口与数据标识规则。",
        "沉浸式科普教育系统" => {
            "{s}内容在不同头戴设备上需重复制作，带宽要求高；本项目采用云端渲染与统一内容封装。"
        }
        _ => "{s}业务种类多，现有专网与公网标准并存；本项目以网络切片承载差异化业务并给出测试规范。",
    }
}
