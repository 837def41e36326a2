//! Experts: the register from a file, conflicts of interest, seats by hand and by computing, invitations.

pub mod named;
mod register;
mod seats;

use std::sync::Arc;

use hefu_office::acts::{self, LookedAt};
use hefu_office::experts::{Asked, Mode, PanelSettings, SideSeats};
use hefu_office::views::register_file;
use jiff::Zoned;

use crate::pair_of_offices::Side;
use crate::world::{at, doing};

/// After the directions were settled.
pub fn now() -> Zoned {
    at("2020-07-02T09:00:00")
}

/// The columns of [`ROWS`].
pub const HEAD: &str =
    "编号,姓名,英文姓名,邮箱,单位,曾任单位,所属方,ORCID,研究领域,领域方向,代表性论著,最少评审数,最多评审数,导师,合著者";

/// Eight experts of both sides who have written on what the four pairs propose. One was advised by the leader of the first pair,
/// whose name stands here in another spelling; one by a leader of the third in another script; one belongs to a unit of all.
pub const ROWS: [&str; 8] = [
    "E1,何启明,He Qiming,e1@example.org,远山大学,,内地,,健康监测,人工智能,老年人智能健康监测的方法；康复机器人与神经调控,,,Zhang San,",
    "E2,林美玲,,e2@example.org,遠山醫院,,香港,,影像,人工智能,肿瘤早筛影像；再生医学支架材料,,,,劉建國",
    "E3,顾行之,,e3@example.org,样本科技大学,,香港,,监测,,老年人智能健康监测,,,,",
    "E4,欧阳修文,,e4@example.org,北湖研究院,示例大学 @ 2018,内地,,材料,,再生医学支架材料；多模态影像,,,,",
    "E5,何嘉欣,,e5@example.org,北湖研究院,,内地,0000-0002-1825-0097,影像,,肿瘤早筛的多模态影像；智能健康监测,,,,",
    "E6,司徒志明,,e6@example.org,南島大學,,香港,,機器人,,神經調控與康復機器人；智能健康監測,,,,",
    "E7,邓丽文,,e7@example.org,东岸大学,,内地,,机器人,,康复机器人；再生医学材料,,,,",
    "E8,麥天佑,,e8@example.org,西環研究所,,香港,,材料,,再生醫學支架材料；腫瘤影像；健康監測；康復機器人,,,,",
];

/// Sends a file.
pub async fn send(side: &Side, name: &str, text: &str) -> LookedAt {
    let upload = side.office.begin_upload().expect("begun").write(text.as_bytes()).await.expect("written");
    acts::look_at_register(&side.office, doing(&side.programme, &now()), (name, upload)).await.expect("looked at")
}

/// Enters rows.
pub async fn enter(side: &Side, rows: &[&str]) {
    let text = format!("{HEAD}\n{}\n", rows.join("\n"));
    let looked = send(side, "专家.csv", &text).await;
    let file = looked.file.unwrap_or_else(|| panic!("{:?}", looked.troubles));
    let by = doing(&side.programme, &now());
    let seen = register_file(&side.office, &by, &file).await.expect("kept").seen;
    acts::enter_register(&side.office, by, &file, &seen, false).await.expect("entered");
}

/// Two experts on each application, one of each side, at most three reviews each.
pub fn settings() -> PanelSettings {
    let one = |side: &str| SideSeats { side: side.to_owned(), least: Some(1), most: Some(1) };
    PanelSettings {
        who: Some(Asked::All),
        seats: Some(2),
        sides: vec![one("mainland"), one("hongkong")],
        most: Some(3),
        text: Some(3),
        topics: Some(1),
        best: Some(2),
        mode: Some(Mode::Total),
        ..PanelSettings::default()
    }
}

/// Does the background work that is due.
pub async fn work(side: &Side) {
    let clock = Arc::new(|| now().timestamp());
    side.office.background(clock, None).run_due().await.expect("worked");
}
