//! Agreements: their text in 简, 繁 and English with every kind of flaw a real file shows.

use jiff::civil::Date;

/// Language of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// 简体.
    Hans,
    /// 繁體 (Hong Kong wording).
    HantHk,
    /// 繁體 (Taiwan wording).
    HantTw,
    /// English.
    English,
}

/// What is wrong with it, if anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing.
    #[default]
    None,
    /// No word of intellectual property.
    NoClause,
    /// Named in passing only.
    Passing,
    /// A heading without a body.
    EmptyHeading,
    /// The second party does not stand in it.
    PartyAbsent,
    /// A picture without text.
    Scan,
    /// Cut short.
    Truncated,
}

/// Format of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// DOCX; every third has its articles in a text box, every fourth in a table.
    Docx,
}

/// An agreement to write.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Language.
    pub tongue: Tongue,
    /// 协议, or 意向书.
    pub intent: bool,
    /// Project title.
    pub title: String,
    /// The two parties.
    pub parties: [String; 2],
    /// Date of signing.
    pub signed: Date,
    /// Flaw.
    pub flaw: Flaw,
    /// Format.
    pub format: Format,
    /// Varies headings and numbering.
    pub variant: usize,
}

/// A line of the agreement; headings are marked in DOCX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// True for a heading.
    pub heading: bool,
    /// Text.
    pub text: String,
}

struct Words {
    titles: [&'static str; 2],
    parties: [&'static str; 2],
    preamble: &'static str,
    articles: [(&'static str, &'static str); 4],
    clause: [&'static str; 4],
    body: &'static str,
    passing: &'static str,
    sign: &'static str,
    date: &'static str,
}

const HANS: Words = Words {
    titles: ["合作协议", "合作意向书"],
    parties: ["甲方：", "乙方："],
    preamble: "双方本着平等互利的原则，就联合申报项目事宜经协商一致，订立本文件。",
    articles: [
        ("合作内容", "双方共同开展项目研究，任务分工以项目申请书所列为准。"),
        ("经费", "双方经费由各自主管部门按规定拨付，分别管理、分别使用。"),
        ("保密", "未经对方书面同意，任何一方不得向第三方披露在合作中知悉的资料。"),
        ("争议解决", "因履行本文件发生的争议，双方应当友好协商解决。"),
    ],
    clause: ["知识产权归属与分享", "知识产权", "知识产权条款", "成果与知识产权"],
    body: "合作前各自拥有的成果归各自所有；合作中共同完成的成果由双方共有，申请专利、转让或许可须经双方书面同意，收益按贡献分享。",
    passing: "双方应当遵守有关知识产权、保密和数据安全的各项规定。",
    sign: "代表签字（盖章）：",
    date: "签署日期：",
};

const HANT_HK: Words = Words {
    titles: ["合作協議", "合作意向書"],
    parties: ["甲方：", "乙方："],
    preamble: "雙方本着平等互利的原則，就聯合申報項目事宜經協商一致，訂立本文件。",
    articles: [
        ("合作內容", "雙方共同開展項目研究，任務分工以項目申請書所列為準。"),
        ("經費", "雙方經費由各自主管部門按規定撥付，分別管理、分別使用。"),
        ("保密", "未經對方書面同意，任何一方不得向第三方披露在合作中知悉的資料。"),
        ("爭議解決", "因履行本文件發生的爭議，雙方應當友好協商解決。"),
    ],
    clause: ["知識產權歸屬與分享", "知識產權", "知識產權條款", "成果與知識產權"],
    body: "合作前各自擁有的成果歸各自所有；合作中共同完成的成果由雙方共有，申請專利、轉讓或許可須經雙方書面同意，收益按貢獻分享。",
    passing: "雙方應當遵守有關知識產權、保密和數據安全的各項規定。",
    sign: "代表簽署（蓋章）：",
    date: "簽署日期：",
};

const HANT_TW: Words = Words {
    titles: ["合作協議書", "合作意向書"],
    parties: ["甲方：", "乙方："],
    preamble: "雙方秉持平等互惠之原則，就聯合申請計畫事宜經協商一致，訂立本協議書。",
    articles: [
        ("合作內容", "雙方共同進行計畫研究，任務分工以計畫申請書所列為準。"),
        ("經費", "雙方經費由各自主管機關依規定撥付，分別管理、分別使用。"),
        ("保密義務", "未經他方書面同意，任一方不得向第三人揭露於合作中知悉之資料。"),
        ("爭議處理", "因履行本協議書所生之爭議，雙方應本誠信原則協商解決。"),
    ],
    clause: ["智慧財產權歸屬及運用", "智慧財產權", "智慧財產權條款", "研發成果與智慧財產權"],
    body: "合作前各自擁有之成果歸各自所有；合作中共同完成之成果由雙方共有，申請專利、讓與或授權須經雙方書面同意，收益依貢獻分享。",
    passing: "雙方應遵守有關智慧財產權、保密及資料安全之各項規定。",
    sign: "代表人（簽章）：",
    date: "簽署日期：",
};

const ENGLISH: Words = Words {
    titles: ["Cooperation Agreement", "Letter of Intent"],
    parties: ["Party A: ", "Party B: "],
    preamble: "The parties, on the basis of equality and mutual benefit, have agreed as follows for their joint application.",
    articles: [
        ("Scope of Work", "The parties carry out the project together; tasks are divided as stated in the applications."),
        ("Funding", "Each party is funded by its own authority and manages its own funds under the rules that apply to it."),
        ("Confidentiality", "Neither party discloses what it learns in the cooperation without the written consent of the other."),
        ("Disputes", "Disputes arising from this document are settled by friendly consultation."),
    ],
    clause: ["Intellectual Property Rights", "Intellectual Property", "Ownership of Intellectual Property", "Results and Intellectual Property"],
    body: "Results held before the cooperation remain with the party that holds them. Results achieved together are owned jointly; patents, transfer and licences need the written consent of both parties.",
    passing: "The parties observe all rules on intellectual property, confidentiality and data security that apply to them.",
    sign: "Signature (seal): ",
    date: "Date: ",
};

const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

impl Agreement {
    fn words(&self) -> &'static Words {
        match self.tongue {
            Tongue::Hans => &HANS,
            Tongue::HantHk => &HANT_HK,
            Tongue::HantTw => &HANT_TW,
            Tongue::English => &ENGLISH,
        }
    }

    fn number(&self, at: usize) -> String {
        let hant = self.tongue != Tongue::Hans;
        match (self.tongue, self.variant % 3) {
            (Tongue::English, 0) => format!("Article {} ", at + 1),
            (Tongue::English, _) => format!("{}. ", at + 1),
            (_, 0) => format!("第{}{}　", NUMERALS[at % 6], if hant { "條" } else { "条" }),
            (_, 1) => format!("{}、", NUMERALS[at % 6]),
            _ => format!("{}．", at + 1),
        }
    }

    fn date(&self) -> String {
        let (year, month, day) = (self.signed.year(), self.signed.month(), self.signed.day());
        match self.tongue {
            Tongue::HantTw => format!("中華民國{}年{month}月{day}日", year - 1911),
            Tongue::English => self.signed.to_string(),
            Tongue::Hans | Tongue::HantHk => format!("{year}年{month}月{day}日"),
        }
    }

    /// The agreement's lines.
    pub fn lines(&self) -> Vec<Line> {
        let words = self.words();
        let mut out = Vec::new();
        let mut put = |heading: bool, text: String| out.push(Line { heading, text });
        put(true, words.titles[usize::from(self.intent)].to_owned());
        put(false, self.title.clone());
        put(false, format!("{}{}", words.parties[0], self.parties[0]));
        if self.flaw != Flaw::PartyAbsent {
            put(false, format!("{}{}", words.parties[1], self.parties[1]));
        }
        put(false, words.preamble.to_owned());
        let clause_at = 2 + self.variant % 2;
        let mut at = 0;
        for (index, (heading, body)) in words.articles.iter().enumerate() {
            if index == clause_at {
                match self.flaw {
                    Flaw::NoClause => {}
                    Flaw::Passing => put(false, words.passing.to_owned()),
                    Flaw::EmptyHeading => {
                        put(true, format!("{}{}", self.number(at), words.clause[self.variant % 4]));
                        at += 1;
                    }
                    _ => {
                        put(true, format!("{}{}", self.number(at), words.clause[self.variant % 4]));
                        put(false, words.body.to_owned());
                        at += 1;
                    }
                }
            }
            put(true, format!("{}{heading}", self.number(at)));
            put(false, (*body).to_owned());
            at += 1;
        }
        for party in self.parties.iter().take(if self.flaw == Flaw::PartyAbsent { 1 } else { 2 }) {
            put(false, format!("{party}　{}", words.sign));
        }
        put(false, format!("{}{}", words.date, self.date()));
        out
    }
}
