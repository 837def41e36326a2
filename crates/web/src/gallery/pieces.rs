//! Findings, comparison, confirmation and long words of the gallery.

use axum::response::Response;
use hefu_check::Outcome;
use hefu_overlap::{Mark, Passage, Span};

use super::{GalleryPage, pick};
use crate::parts::{
    Comparison, ComparisonRow, Confirm, Deadline, FactLine, Field, FindingCard, Html, Letters, PassageSide, Quote,
    SharedPassage, StatusTag, SubNav, Tone,
};
use crate::portal::page::heading;
use crate::shell::{Flash, Frame, Link, Say, Stamp};

fn card(frame: &Frame, outcome: Outcome, id: &str) -> FindingCard {
    let say = frame.say();
    let text = |texts| pick(say.0, texts).to_owned();
    FindingCard {
        say,
        id: id.to_owned(),
        outcome,
        says: text([
            "执行期共 40 个月，指南所定为 24 个月",
            "執行期共 40 個月，指南所定為 24 個月",
            "執行期共 40 個月，指南所定為 24 個月",
            "The period is 40 months; the guide says 24",
        ]),
        remedy: (outcome != Outcome::Pass).then(|| {
            text([
                "请将结束日期改为 2022-12-31",
                "請將結束日期改為 2022-12-31",
                "請將結束日期改為 2022-12-31",
                "Set the last day to 2022-12-31",
            ])
        }),
        quote: Quote::new("HK-5", "1）每个项目实施期为2年。", "/history"),
        facts: vec![
            FactLine {
                label: say.message(
                    &hefu_words::Message::new("web-fact-of")
                        .with("label", say.t("report-part-start"))
                        .with("side", pick(say.0, ["香港方", "香港方", "香港方", "Hong Kong side"])),
                ),
                value: "2021-01-01".to_owned(),
                note: None,
                from: Some(format!("applications.xlsx › {} › F", say.with("report-row", "a0", 12_u32))),
            },
            FactLine {
                label: say.t("report-part-end"),
                value: "2024-04-30".to_owned(),
                note: Some(say.t("report-normal-width")),
                from: None,
            },
        ],
        rulings: vec![Link::new("R-6a", "/history")],
        ruled: (outcome == Outcome::Pass).then(|| {
            let words = hefu_words::Message::new("web-ruled")
                .with("who", "林小雨")
                .with("when", frame.stamp(frame.now).short())
                .with("why", text(["有补充说明", "有補充說明", "有補充說明", "a supplement explains it"]));
            (Outcome::Person, say.message(&words))
        }),
        rule: (outcome == Outcome::Person).then(|| "/confirm".to_owned()),
    }
}

pub(super) async fn findings(frame: Frame) -> Response {
    let say = frame.say();
    let outcomes = [Outcome::Fail, Outcome::Person, Outcome::Unset, Outcome::Hint, Outcome::Pass];
    let mut parts = vec![Html::of(&SubNav {
        label: say.t("report-application"),
        links: ["report-application", "report-findings", "report-comparison"]
            .map(|key| Link::new(say.t(key), "/findings"))
            .to_vec(),
        current: 1,
    })];
    let cards =
        outcomes.iter().zip(1..).map(|(outcome, n)| card(&frame, *outcome, &format!("hongkong:2020-0012/HK-5.{n}")));
    parts.extend(cards.map(|card| Html::of(&card)));
    let page =
        frame.page(say.t("report-findings")).caption("HK-2020-0012").crumb(say.t("report-applications"), "/tables");
    let done = Flash::Done(say.with("web-row-added", "item", say.t("report-finding")));
    GalleryPage::new(page.flash(Some(done)), parts).answer()
}

/// A passage that two texts in two scripts share but for its end.
fn passage(say: Say) -> SharedPassage {
    let texts = ["面向城市积水的边缘感知与预警", "面向城市積水的邊緣感知與預報"];
    let (whole, equal) = (Span { start: 0, end: 42 }, Span { start: 0, end: 39 });
    let marks = vec![Mark { a: equal, b: equal, common: false }];
    let passage = Passage { a: whole, b: whole, units: 13, own: 13, marks };
    let says = hefu_words::Message::new("overlap-desk-passage").with("own", 13_u32).with("units", 13_u32);
    let names = ["M-2020-0412", "M-2020-0517"].map(|number| format!("{number} · {}", say.t("portal-section-project")));
    SharedPassage {
        say,
        id: "passage-1".to_owned(),
        title: say.with("overlap-desk-passage-title", "number", 1_u32),
        says: say.message(&says),
        sides: PassageSide::both(&passage, names, ["zh-Hans", "zh-Hant-HK"].map(|tag| Some(tag.to_owned())), texts),
    }
}

pub(super) async fn compare(frame: Frame) -> Response {
    let say = frame.say();
    let tag = |tone, outcome: &str| StatusTag::new(tone, say.t(&format!("report-compare-{outcome}")));
    let field = |key: &str| say.t(&format!("report-match-{key}"));
    let wordings = format!("{} · {}", say.t("report-normal-script"), say.t("report-normal-punctuation"));
    let rows = vec![
        ComparisonRow::new(
            field("title"),
            Some("面向城市积水的边缘感知与预警"),
            Some("面向城市積水的邊緣感知與預報"),
            tag(Tone::Fail, "different"),
        )
        .langs("zh-Hans", "zh-Hant-HK"),
        ComparisonRow::new(
            field("lead-units"),
            Some("启明理工大学"),
            Some("啟明理工大學"),
            tag(Tone::Pass, "normalised"),
        )
        .langs("zh-Hans", "zh-Hant-HK")
        .why(wordings),
        ComparisonRow::new(field("principal-investigators"), Some("林小雨"), None, tag(Tone::Person, "known_wording")),
        ComparisonRow::new(
            field("period"),
            Some("2021-01-01 – 2023-12-31"),
            Some("2021-01-01 – 2024-12-31"),
            tag(Tone::Fail, "different"),
        ),
    ];
    let table = Comparison {
        say,
        id: "halves".to_owned(),
        caption: say.t("report-comparison"),
        left: pick(
            say.0,
            ["内地方 M-2020-0412", "內地方 M-2020-0412", "內地方 M-2020-0412", "Mainland side M-2020-0412"],
        )
        .to_owned(),
        right: pick(
            say.0,
            ["香港方 HK-2020-0012", "香港方 HK-2020-0012", "香港方 HK-2020-0012", "Hong Kong side HK-2020-0012"],
        )
        .to_owned(),
        rows,
    };
    let parts = vec![Html::of(&table), heading(&say.t("overlap-passages")), Html::of(&passage(say))];
    GalleryPage::new(frame.page(say.t("report-pair")).caption("1.1-0007"), parts).answer()
}

pub(super) async fn confirm(frame: Frame) -> Response {
    let say = frame.say();
    let text = |texts| pick(say.0, texts).to_owned();
    let zone = jiff::tz::TimeZone::get("Asia/Hong_Kong").unwrap_or(jiff::tz::TimeZone::UTC);
    let at = |days: i64| frame.now + jiff::SignedDuration::from_hours(24 * days + 5);
    let confirm = Confirm {
        say,
        action: "/confirm".to_owned(),
        effects: vec![
            text([
                "方向 1.1 的受理截止时间由 2020-09-03 17:00 改为 2020-09-10 17:00（北京时间）。",
                "方向 1.1 的受理截止時間由 2020-09-03 17:00 改為 2020-09-10 17:00（北京時間）。",
                "方向 1.1 的受理截止時間由 2020-09-03 17:00 改為 2020-09-10 17:00（北京時間）。",
                "Direction 1.1 closes on 2020-09-10 17:00 instead of 2020-09-03 17:00 (Beijing time).",
            ]),
            text([
                "新的截止时间即时公布。",
                "新的截止時間即時公布。",
                "新的截止時間即時公布。",
                "The new instant is published at once.",
            ]),
        ],
        letters: vec![
            Letters {
                to: text(["已开始填写的申请人", "已開始填寫的申請人", "已開始填寫的申請人", "applicants with a draft"]),
                count: 214,
                preview: Some("/long".to_owned()),
            },
            Letters {
                to: text(["合作方征集部门", "合作方徵集部門", "合作方徵集部門", "the partner office"]),
                count: 1,
                preview: None,
            },
        ],
        for_good: Some(text([
            "截止时间可以再次延长，不能提前。",
            "截止時間可以再次延長，不能提前。",
            "截止時間可以再次延長，不能提前。",
            "It can be moved later again, never earlier.",
        ])),
        hidden: vec![("version".to_owned(), "7".to_owned())],
        fields: vec![Field::area(say, "why", text(["理由", "理由", "理由", "Reason"]), Some(200))],
        button: text(["延长受理时间", "延長受理時間", "延長受理時間", "Extend the window"]),
        back: Link::new(text(["不延长，返回", "不延長，返回", "不延長，返回", "Back, without extending"]), "/tables"),
    };
    let deadline = Deadline::new(say, frame.now, Some((at(2), frame.stamp(at(2)))))
        .beside(pick(say.0, ["香港方", "香港方", "香港方", "Hong Kong side"]), Some(Stamp::new(say, at(9), &zone)));
    let parts = vec![Html::of(&deadline), Html::of(&confirm)];
    GalleryPage::new(frame.page(confirm.button.clone()), parts).answer()
}

pub(super) async fn long(frame: Frame) -> Response {
    let say = frame.say();
    let word = "x".repeat(240);
    let sentence = "面向复杂城市环境的多源异构感知与协同决策关键技术研究及其在跨境应急管理中的示范应用".repeat(4);
    let mut finding = card(&frame, Outcome::Person, "hongkong:2020-0012/HK-5.long");
    finding.says.clone_from(&sentence);
    finding.facts.push(FactLine { label: word.clone(), value: word.clone(), note: None, from: Some(word.clone()) });
    let field = Field::text(say, word.clone(), sentence.clone()).hint(word.clone()).value(sentence.clone());
    let rows = vec![ComparisonRow::new(
        sentence.clone(),
        Some(&word),
        Some(&sentence),
        StatusTag::new(Tone::Hint, say.t("report-hints")),
    )];
    let table = Comparison {
        say,
        id: "long".to_owned(),
        caption: sentence.clone(),
        left: word.clone(),
        right: sentence.clone(),
        rows,
    };
    let page = frame.page(sentence.clone()).caption(word.clone()).crumb(sentence, "/").error(word, "#long");
    GalleryPage::new(page, vec![Html::of(&finding), Html::of(&field), Html::of(&table)]).answer()
}
