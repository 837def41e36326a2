//! Lists of the gallery: tasks, answers, tables, history.

use axum::response::Response;

use super::{GalleryPage, pick};
use crate::parts::{
    Column, Deadline, Html, Pagination, StatusTag, Summary, SummaryRow, Table, Task, TaskList, TaskSection, TaskState,
    Timeline, TimelineItem, Tone,
};
use crate::shell::{Frame, Stamp};

pub(super) async fn tasks(frame: Frame) -> Response {
    let say = frame.say();
    let why = pick(
        say.0,
        [
            "先填写双方单位，才能分配任务。",
            "先填寫雙方單位，才能分配任務。",
            "先填寫雙方單位，才能分配任務。",
            "Enter the units of both sides first.",
        ],
    );
    let task = |key: &str, state| Task { name: say.t(key), href: "/fields".to_owned(), note: None, state };
    let sections = vec![
        TaskSection {
            title: say.t("report-application"),
            tasks: vec![
                task("report-title", TaskState::Done),
                task("report-units", TaskState::InProgress),
                task("report-people", TaskState::Problems(1)),
                task("report-ceiling", TaskState::Problems(4)),
            ],
        },
        TaskSection {
            title: say.t("report-work-split"),
            tasks: vec![
                task("report-task", TaskState::Blocked(why.to_owned())),
                Task { note: Some(say.t("report-portfolio-note")), ..task("report-coverage", TaskState::NotStarted) },
            ],
        },
    ];
    let at = |hours: i64| frame.now + jiff::SignedDuration::from_hours(hours);
    let taipei = jiff::tz::TimeZone::get("Asia/Taipei").unwrap_or(jiff::tz::TimeZone::UTC);
    let side = pick(say.0, ["台湾方", "臺灣方", "臺灣方", "Taiwan side"]);
    let deadlines = [
        Deadline::new(say, frame.now, Some((at(485), frame.stamp(at(485)))))
            .beside(side, Some(Stamp::new(say, at(500), &taipei))),
        Deadline::new(say, frame.now, Some((at(-3), frame.stamp(at(-3))))).beside(side, None),
        Deadline::new(say, frame.now, None),
    ];
    let mut parts: Vec<Html> = deadlines.iter().map(Html::of).collect();
    parts.push(Html::of(&TaskList::new(say, sections)));
    let rows = vec![
        SummaryRow::text(say.t("report-title"), "面向城市积水的边缘感知").change_at("/fields"),
        SummaryRow {
            label: say.t("report-units"),
            values: vec![Html::text("启明理工大学"), Html::text("海風研究院")],
            change: Some("/rows".to_owned()),
        },
        SummaryRow::text(say.t("report-match-topic"), "").change_at("/fields"),
        SummaryRow::text(say.t("report-number"), "HK-2020-0012"),
    ];
    parts.push(Html::of(&Summary::new(say, Some(say.t("report-overview")), rows)));
    GalleryPage::new(frame.page(say.t("report-application")).caption("HK-2020-0012"), parts).answer()
}

pub(super) async fn tables(frame: Frame) -> Response {
    let say = frame.say();
    let standing = |key: &str, tone| StatusTag::new(tone, say.t(&format!("report-standing-{key}")));
    let row = |n: u32, title: &str, tag: StatusTag, money: &str| {
        vec![
            Html::link(&format!("HK-2020-{n:04}"), "/findings"),
            Html::text(title),
            Html::text("启明理工大学"),
            Html::of(&tag),
            Html::text(money),
        ]
    };
    let table = Table {
        id: "applications".to_owned(),
        caption: say.t("report-applications"),
        columns: vec![
            Column::new(say.t("report-number")).sort_at("/tables?sort=-number", Some("ascending")),
            Column::wide(say.t("report-title")).sort_at("/tables?sort=title", None),
            Column::new(say.t("report-unit")),
            Column::new(say.t("report-standing")),
            Column::number(say.t("report-ceiling")),
        ],
        rows: vec![
            row(12, "面向城市积水的边缘感知与预警", standing("failed", Tone::Fail), "1,200,000"),
            row(13, "低温再生医学支架的跨境验证 <script>", standing("awaiting_ruling", Tone::Person), "980,000"),
            row(14, "5G 海岸物联网 & 监测", standing("passed", Tone::Pass), "2,000,000"),
            row(15, "人工智能辅助的古籍整理", standing("awaiting_partner", Tone::Hint), "640,000"),
            row(16, "", standing("not_submitted", Tone::Unset), "0"),
        ],
        empty: say.t("report-nothing-here"),
    };
    let empty = Table { id: "none".to_owned(), caption: say.t("report-pairs"), rows: Vec::new(), ..table.clone() };
    let href = |n: u64| format!("/tables?page={n}");
    let parts = vec![
        Html::of(&table),
        Html::of(&Pagination::counted(say, say.t("report-applications"), (7, 25, 402), href)),
        Html::of(&empty),
        Html::of(&Pagination::by_key(say, say.t("report-pairs"), None, Some("/tables?after=HK-2020-0016".to_owned()))),
    ];
    GalleryPage::new(frame.page(say.t("report-applications")), parts).answer()
}

pub(super) async fn history(frame: Frame) -> Response {
    let say = frame.say();
    let at = |hours: i64| frame.stamp(frame.now - jiff::SignedDuration::from_hours(hours));
    let item = |hours, key: &str, who: Option<&str>| TimelineItem {
        at: at(hours),
        what: say.t(key),
        who: who.map(str::to_owned),
        detail: None,
    };
    let items = vec![
        item(1, "report-standing-awaiting_ruling", None),
        TimelineItem {
            detail: Some(Html::link("hongkong:2020-0012/HK-5.2", "/findings")),
            ..item(26, "report-standing-failed", Some("林小雨"))
        },
        item(100, "report-step-submitted", Some("陳大文")),
    ];
    GalleryPage::new(frame.page(say.t("report-clause")), vec![Html::of(&Timeline { say, items })]).answer()
}
