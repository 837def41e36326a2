//! The words of agreements.

type Article = (&'static str, &'static [&'static str]);

pub(super) struct Words {
    /// Agreement, letter of intent.
    pub(super) titles: [&'static str; 2],
    /// Mark of sample data.
    pub(super) sample: &'static str,
    pub(super) project: &'static str,
    pub(super) parties: [&'static str; 2],
    pub(super) others: &'static str,
    pub(super) comma: &'static str,
    /// For an agreement and for a letter of intent.
    pub(super) preamble: [&'static str; 2],
    /// Articles besides the one on intellectual property.
    pub(super) articles: [Article; 7],
    /// Headings of that one.
    pub(super) clause: [&'static str; 4],
    pub(super) body: &'static [&'static str],
    pub(super) passing: &'static str,
    pub(super) annex: &'static str,
    pub(super) seals: [&'static str; 2],
    pub(super) sign: &'static str,
    pub(super) date: &'static str,
}

pub(super) const HANS: Words = Words {
    titles: ["合作协议", "合作意向书"],
    sample: "（示例文件，内容均为虚构）",
    project: "项目名称：",
    parties: ["甲方：", "乙方："],
    others: "参加单位：",
    comma: "、",
    preamble: [
        "双方本着平等自愿、优势互补的原则，就联合申报上述项目有关事宜经充分协商，达成如下协议。",
        "双方就联合申报上述项目有关事宜进行了友好商谈，表达合作意向如下。",
    ],
    articles: [
        ("合作目的", &["双方围绕项目共同开展研究，互通样本、数据和方法，形成可在两地使用的成果。"]),
        (
            "任务分工",
            &[
                "甲方负责总体方案、方法建立和本方样本的采集。",
                "乙方负责独立验证、本方应用试点和对外联络。",
                "具体任务以双方项目申请书的任务分工表为准。",
            ],
        ),
        ("经费安排", &["双方所需经费分别由各自主管部门资助或自行筹措，各自管理，各自决算。"]),
        ("数据与样本", &["样本出入境和数据传输须先取得各自所需的批准，并在批准范围内进行。"]),
        ("保密", &["未经对方书面同意，任何一方不得向第三方披露在合作中知悉的未公开资料。"]),
        ("争议解决", &["因履行本文件发生的争议，双方应当协商解决；协商不成的，提交双方书面约定的仲裁机构。"]),
        ("期限与生效", &["本文件自双方签署之日起生效，有效期至项目结题之日。"]),
    ],
    clause: ["知识产权归属与分享", "知识产权", "知识产权条款", "成果归属与知识产权"],
    body: &[
        "合作开始前各自拥有的技术、数据和著作归各自所有，另一方只可为本项目的目的使用。",
        "双方共同完成的成果由双方共有，申请专利、转让或者许可须经双方书面同意，收益按贡献比例分享。",
        "一方独立完成的成果归该方所有；发表论文应当注明双方的贡献。",
    ],
    passing: "双方应当遵守各自所在地有关知识产权、保密和数据安全的各项规定。",
    annex: "附件：知识产权管理办法（另行商定）",
    seals: ["甲方（盖章）：", "乙方（盖章）："],
    sign: "授权代表（签字）：",
    date: "签署日期：",
};

pub(super) const HANT_HK: Words = Words {
    titles: ["合作協議", "合作意向書"],
    sample: "（範例文件，內容均為虛構）",
    project: "項目名稱：",
    parties: ["甲方：", "乙方："],
    others: "參加單位：",
    comma: "、",
    preamble: [
        "雙方本着平等自願、優勢互補的原則，就聯合申報上述項目有關事宜經充分協商，達成如下協議。",
        "雙方就聯合申報上述項目有關事宜進行了友好商談，表達合作意向如下。",
    ],
    articles: [
        ("合作目的", &["雙方圍繞項目共同開展研究，互通樣本、數據和方法，形成可在兩地使用的成果。"]),
        (
            "任務分工",
            &[
                "甲方負責總體方案、方法建立和本方樣本的採集。",
                "乙方負責獨立驗證、本方應用試點和對外聯絡。",
                "具體任務以雙方項目申請書的任務分工表為準。",
            ],
        ),
        ("經費安排", &["雙方所需經費分別由各自主管部門資助或自行籌措，各自管理，各自決算。"]),
        ("數據與樣本", &["樣本出入境和數據傳輸須先取得各自所需的批准，並在批准範圍內進行。"]),
        ("保密", &["未經對方書面同意，任何一方不得向第三方披露在合作中知悉的未公開資料。"]),
        ("爭議解決", &["因履行本文件發生的爭議，雙方應當協商解決；協商不成的，提交雙方書面約定的仲裁機構。"]),
        ("期限與生效", &["本文件自雙方簽署之日起生效，有效期至項目完成之日。"]),
    ],
    clause: ["知識產權歸屬與分享", "知識產權", "知識產權條款", "成果歸屬與知識產權"],
    body: &[
        "合作開始前各自擁有的技術、數據和著作歸各自所有，另一方只可為本項目的目的使用。",
        "雙方共同完成的成果由雙方共有，申請專利、轉讓或者許可須經雙方書面同意，收益按貢獻比例分享。",
        "一方獨立完成的成果歸該方所有；發表論文應當註明雙方的貢獻。",
    ],
    passing: "雙方應當遵守各自所在地有關知識產權、保密和數據安全的各項規定。",
    annex: "附件：知識產權管理辦法（另行商定）",
    seals: ["甲方（蓋章）：", "乙方（蓋章）："],
    sign: "授權代表（簽署）：",
    date: "簽署日期：",
};

pub(super) const HANT_TW: Words = Words {
    titles: ["合作協議書", "合作意向書"],
    sample: "（範例文件，內容均屬虛構）",
    project: "計畫名稱：",
    parties: ["甲方：", "乙方："],
    others: "參與單位：",
    comma: "、",
    preamble: [
        "雙方秉持平等互惠之原則，就聯合申請上述計畫之相關事宜經充分協商，訂立本協議書。",
        "雙方就聯合申請上述計畫之相關事宜進行商談，表達合作意向如下。",
    ],
    articles: [
        ("合作目的", &["雙方就計畫共同進行研究，交流樣本、資料及方法，形成兩岸皆可使用之成果。"]),
        (
            "工作分工",
            &[
                "甲方負責整體規劃、方法建立及甲方樣本之收集。",
                "乙方負責獨立驗證、乙方場域試行及對外聯繫。",
                "各工作項目以雙方計畫申請書所載之分工表為準。",
            ],
        ),
        ("經費", &["雙方所需經費分別由各自主管機關補助或自行籌措，各自管理，各自核銷。"]),
        ("資料與檢體", &["檢體出入境及資料傳輸須先取得各自所需之核准，並於核准範圍內為之。"]),
        ("保密義務", &["未經他方書面同意，任一方不得向第三人揭露於合作中知悉之未公開資料。"]),
        ("爭議處理", &["因履行本文件所生之爭議，雙方應本誠信原則協商解決；協商不成者，提交雙方書面約定之仲裁機構。"]),
        ("期間與生效", &["本文件自雙方簽署之日起生效，至計畫結案之日止。"]),
    ],
    clause: ["智慧財產權歸屬及運用", "智慧財產權", "智慧財產權條款", "研發成果與智慧財產權"],
    body: &[
        "合作開始前各自擁有之技術、資料及著作歸各自所有，他方僅得為本計畫之目的使用。",
        "雙方共同完成之成果由雙方共有，申請專利、讓與或授權須經雙方書面同意，收益依貢獻比例分配。",
        "一方獨立完成之成果歸該方所有；發表論文應註明雙方之貢獻。",
    ],
    passing: "雙方應遵守各自所在地有關智慧財產權、保密及資料安全之各項規定。",
    annex: "附件：智慧財產權管理辦法（另行商定）",
    seals: ["甲方（蓋章）：", "乙方（蓋章）："],
    sign: "代表人（簽名）：",
    date: "簽署日期：",
};

pub(super) const ENGLISH: Words = Words {
    titles: ["Cooperation Agreement", "Letter of Intent"],
    sample: "(Sample document; everything in it is invented.)",
    project: "Project: ",
    parties: ["Party A: ", "Party B: "],
    others: "Other units taking part: ",
    comma: "; ",
    preamble: [
        "The parties, on an equal footing and each with its own strengths, agree as follows on their joint application for the project named above.",
        "The parties have discussed their joint application for the project named above and declare the following.",
    ],
    articles: [
        ("Purpose", &["The parties carry out the project together and exchange samples, data and methods."]),
        (
            "Division of Work",
            &[
                "Party A is responsible for the overall plan, for the methods and for its own samples.",
                "Party B is responsible for independent validation and for trials at its own sites.",
                "The tables of tasks in the two applications are decisive.",
            ],
        ),
        ("Funding", &["Each party is funded by its own authority or by itself and accounts for its own money."]),
        ("Data and Samples", &["Samples and data cross the boundary only with the approvals each party needs."]),
        ("Confidentiality", &["Neither party discloses unpublished matter to others without written consent."]),
        ("Disputes", &["Disputes are settled by consultation, failing which by arbitration as agreed in writing."]),
        ("Term", &["This document takes effect when both have signed and ends with the project."]),
    ],
    clause: [
        "Intellectual Property Rights",
        "Intellectual Property",
        "Ownership of Intellectual Property",
        "Results and Intellectual Property",
    ],
    body: &[
        "Technology, data and works held before the cooperation remain with the party that holds them.",
        "Results achieved together are owned jointly; patents, transfer and licences need the written consent of both.",
        "Results achieved by one party alone belong to that party; publications name the contributions of both.",
    ],
    passing: "The parties observe the rules on intellectual property, confidentiality and data security at their seats.",
    annex: "Annex: rules on intellectual property (to be agreed)",
    seals: ["Party A (seal): ", "Party B (seal): "],
    sign: "Signature of the authorised signatory:",
    date: "Date: ",
};
