//! What a project of each topic does: tasks with the guide's content items, deliverables, milestones, tags and fields.

use std::collections::BTreeMap;

use hefu_application::{Deliverable, Milestone, Origin, Tag, Task};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::random::Random;
use crate::titles::Triple;

/// A task as planned: item, title, tags, fields.
type Plan = (&'static str, Triple, &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

const GENERAL: [Plan; 5] = [
    ("", ("研究方案与伦理准备", "研究方案與倫理準備", "protocol and ethics"), &[], &[]),
    ("", ("样本与数据采集", "樣本與數據採集", "collection of samples and data"), &[], &[]),
    ("", ("机制与模型研究", "機制與模型研究", "mechanisms and models"), &[], &[]),
    ("", ("独立队列验证", "獨立隊列驗證", "validation on an independent cohort"), &[], &[]),
    ("", ("成果整理与推广", "成果整理與推廣", "results and their use"), &[], &[]),
];

const HEALTH: [Plan; 5] = [
    ("BIO-HEALTH-3", ("生命体征检测装置研制", "生命體徵檢測裝置研製", "vital-sign sensing"), &[("sensing", "wearable"), ("data-stage", "acquisition")], &[("population", "65岁以上社区居民"), ("scenario", "居家与社区服务站")]),
    ("BIO-HEALTH-6", ("多类型组学特征分析", "多類型組學特徵分析", "analysis of several kinds of omics"), &[("omics", "genomics"), ("omics", "tcm-data"), ("data-stage", "mining")], &[]),
    ("BIO-HEALTH-4", ("健康管理体系构建", "健康管理體系構建", "health-management system"), &[("care-place", "medical"), ("care-place", "community"), ("care-stage", "monitoring"), ("data-stage", "application")], &[]),
    ("BIO-HEALTH-7", ("健康状态评价模型", "健康狀態評價模型", "model of health states"), &[("disease", "cardiovascular")], &[]),
    ("BIO-HEALTH-9", ("医疗健康数据库建设", "醫療健康數據庫建設", "health database"), &[("care-place", "home"), ("care-stage", "rehabilitation")], &[]),
];

const REGEN: [Plan; 5] = [
    ("BIO-REGEN-3", ("种子细胞规模化培养", "種子細胞規模化培養", "large-scale cell culture"), &[("technology-leg", "cells")], &[]),
    ("BIO-REGEN-4", ("理化因素对细胞行为的影响", "理化因素對細胞行為的影響", "effects of physical factors"), &[("factor", "ultrasound"), ("behaviour", "differentiation")], &[]),
    ("BIO-REGEN-6", ("材料与细胞相互作用", "材料與細胞相互作用", "interaction of materials and cells"), &[("material-aspect", "structure"), ("material-aspect", "degradation"), ("technology-leg", "biomaterials")], &[]),
    ("BIO-REGEN-10", ("仿生组织构建", "仿生組織構建", "biomimetic tissue"), &[("tissue", "skin"), ("technology-leg", "tissue-construction")], &[]),
    ("BIO-REGEN-11", ("组织再生应用评价", "組織再生應用評價", "evaluation of use"), &[("regeneration-use", "regeneration")], &[]),
];

const NETWORK: [Plan; 5] = [
    ("5G-1", ("低延迟传输方案", "低延遲傳輸方案", "low-latency transport"), &[("capability", "latency")], &[]),
    ("5G-2", ("云化与虚拟化网络", "雲化與虛擬化網絡", "cloud and virtual networks"), &[("network-technology", "cloud"), ("network-technology", "virtual")], &[]),
    ("5G-3", ("行业需求与标准对接", "行業需求與標準對接", "needs and standards"), &[], &[]),
    ("5G-7", ("居家照护应用", "居家照護應用", "care at home"), &[("medical-scenario", "home-care")], &[]),
    ("5G-5", ("演示验证", "演示驗證", "demonstration"), &[], &[]),
];

fn plans(topic: &str) -> &'static [Plan; 5] {
    match topic {
        "smart-health" => &HEALTH,
        "regenerative" => &REGEN,
        "5g-iot" => &NETWORK,
        _ => &GENERAL,
    }
}

fn tags(pairs: &[(&str, &str)]) -> Vec<Tag> {
    pairs.iter().map(|(list, value)| Tag { list: (*list).to_owned(), value: (*value).to_owned(), text: None }).collect()
}

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect()
}

/// Which words of a triple a side writes.
pub fn words(triple: &Triple, side: &str) -> String {
    (if side == "mainland" { triple.0 } else { triple.1 }).to_owned()
}

/// The five tasks of a project as `side` writes them: one, three and five are the mainland's, two and four the partner's.
pub fn tasks(topic: &str, side: &str, partner: &str, units: [&str; 2], random: &mut Random) -> Vec<Task> {
    plans(topic)
        .iter()
        .enumerate()
        .map(|(at, (item, title, chosen, said))| {
            let own = at % 2 == 0;
            Task {
                code: format!("T{}", at + 1),
                title: words(title, side),
                item: (!item.is_empty()).then(|| (*item).to_owned()),
                sides: vec![if own { "mainland" } else { partner }.to_owned()],
                unit: Some(units[usize::from(!own)].to_owned()),
                person_months_hundredths: Some(random.between(6, 30) * 100),
                tags: tags(chosen),
                fields: fields(said),
                origin: Origin::default(),
            }
        })
        .collect()
}

/// A deliverable as planned: kind, title, tasks, tags, fields; the owner alternates.
type Output = (&'static str, Triple, &'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

fn outputs(topic: &str) -> &'static [Output] {
    match topic {
        "smart-health" => &[
            ("model", ("健康状态评价模型", "健康狀態評價模型", ""), "T4", &[], &[("input", "体征与组学特征"), ("output", "五级健康状态"), ("population", "65岁以上社区居民")]),
            ("database", ("慢病健康数据库", "慢病健康數據庫", ""), "T5", &[], &[("dictionary", "附件：数据字典.xlsx"), ("records", "12000"), ("access", "双方研究者申请使用")]),
            ("effect-evaluation", ("干预效果评价方法", "干預效果評價方法", ""), "T3", &[], &[("protocol", "前瞻性对照方案"), ("measure", "收缩压变化"), ("comparison", "常规管理组")]),
        ],
        "regenerative" => &[
            ("culture-system", ("种子细胞培养体系", "種子細胞培養體系", ""), "T1", &[], &[]),
            ("biomaterial", ("可降解支架材料", "可降解支架材料", ""), "T3", &[], &[("specification", "附件：材料规格书.pdf")]),
            ("tissue-construct", ("仿生皮肤组织", "仿生皮膚組織", ""), "T4", &[("tissue", "skin")], &[]),
        ],
        "5g-iot" => &[
            ("network-claim", ("端到端低延迟传输", "端到端低延遲傳輸", ""), "T1", &[("capability", "latency")], &[("metric", "端到端时延"), ("target", "10"), ("unit", "ms"), ("test-method", "网络测试仪打点统计")]),
            ("", ("照护应用平台", "照護應用平台", ""), "T4", &[], &[]),
        ],
        _ => &[
            ("", ("研究报告与论文", "研究報告與論文", ""), "T3", &[], &[]),
            ("", ("验证数据集", "驗證數據集", ""), "T4", &[], &[]),
        ],
    }
}

/// Deliverables, owned in turn by the mainland and the partner.
pub fn deliverables(topic: &str, side: &str, partner: &str) -> Vec<Deliverable> {
    outputs(topic)
        .iter()
        .enumerate()
        .map(|(at, (kind, title, task, chosen, said))| Deliverable {
            code: format!("D{}", at + 1),
            title: words(title, side),
            kind: (!kind.is_empty()).then(|| (*kind).to_owned()),
            tasks: vec![(*task).to_owned()],
            sides: vec![if at % 2 == 0 { "mainland" } else { partner }.to_owned()],
            tags: tags(chosen),
            fields: fields(said),
            origin: Origin::default(),
        })
        .collect()
}

/// Milestones: one half-way, and the one the topic expects near the end.
pub fn milestones(topic: &str, side: &str, start: Date) -> Vec<Milestone> {
    let at = |months: i64| start.checked_add(months.months()).ok();
    let one = |code: &str, title: Triple, kind: Option<&str>, date, chosen: &[(&str, &str)], said: &[(&str, &str)], of: &[&str]| Milestone {
        code: code.to_owned(),
        title: words(&title, side),
        kind: kind.map(str::to_owned),
        date,
        deliverables: of.iter().map(|code| (*code).to_owned()).collect(),
        tags: tags(chosen),
        fields: fields(said),
        origin: Origin::default(),
    };
    let mut out = vec![one("M1", ("中期检查", "中期檢查", ""), None, at(12), &[], &[], &[])];
    match topic {
        "smart-health" => out.push(one("M2", ("社区老年人群模型验证", "社區老年人群模型驗證", ""), Some("validation"), at(20), &[], &[("population", "65岁以上社区居民")], &["D1"])),
        "5g-iot" => out.push(one("M2", ("照护应用演示验证", "照護應用演示驗證", ""), Some("demonstration"), at(22), &[("medical-scenario", "home-care")], &[("place", "示范社区"), ("measure", "端到端时延与任务完成率")], &["D2"])),
        _ => out.push(one("M2", ("结题材料", "結題材料", ""), None, at(23), &[], &[], &[])),
    }
    out
}
