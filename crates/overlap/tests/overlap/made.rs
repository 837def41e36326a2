//! Texts made for tests: sentences that no two documents share by chance.

use hefu_overlap::{Corpus, Document, Known, Options, Outcome, Relations, Section, Span, compare};

const WORDS: &str = "系统 模型 方法 数据 网络 平台 材料 细胞 信号 结构 控制 优化 检测 分析 设计 验证 应用 技术 标准 接口 算法 融合 \
                     感知 传输 存储 调度 能效 安全 协同 评估 诊断 影像 基因 蛋白 靶点 药物 机制 样本 临床 队列 传感 芯片 封装 \
                     工艺 薄膜 催化 电池 储能 碳排 监测 遥感 水质 土壤 作物 育种 病害 防控 预警 应急 交通 物流 仿真";
const LINKS: &str = "将 对 在 以 为 使 由 从 把 向";
const ENDS: &str = "具有 提高 降低 支持 形成 完成 建立 实现 揭示 突破";

/// Numbers that depend on the seed alone.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(most).expect("fits")).expect("fits")
    }

    fn of<'a>(&mut self, list: &'a str) -> &'a str {
        let all: Vec<&str> = list.split_whitespace().collect();
        all[self.below(all.len())]
    }
}

/// A sentence of some thirty characters.
pub fn sentence(numbers: &mut Numbers) -> String {
    let mut out = String::new();
    for part in 0..6 {
        out.push_str(numbers.of(WORDS));
        out.push_str(numbers.of(if part % 2 == 0 { LINKS } else { ENDS }));
        out.push_str(numbers.of(WORDS));
    }
    out.push('。');
    out
}

/// So many sentences.
pub fn prose(seed: u64, sentences: usize) -> String {
    let mut numbers = Numbers(seed.wrapping_mul(0x5851_f42d_4c95_7f2d));
    (0..sentences).map(|_| sentence(&mut numbers)).collect()
}

/// A document of its own application.
pub fn document(id: &str, text: impl Into<String>) -> Document {
    let text = text.into();
    let end = u32::try_from(text.len()).expect("short");
    let sections = vec![Section { title: "全文".to_owned(), span: Span { start: 0, end } }];
    Document { id: id.to_owned(), application: id.to_owned(), tag: String::new(), text, sections }
}

pub fn corpus(documents: Vec<Document>) -> Corpus {
    Corpus::new(documents, &Known::default()).expect("sound documents")
}

/// Compares documents with each other.
pub fn compared(documents: Vec<Document>) -> (Corpus, Outcome) {
    let corpus = corpus(documents);
    let outcome = compare(corpus.shelf(), None, &Relations::default(), &Options::default(), &()).expect("not stopped");
    (corpus, outcome)
}
