//! Two offices on their way through a joint decision, as far as a test wants them.

use hefu_application::{Application, Deliverable, Milestone};
use hefu_check::{Outcome, RulingAnswer};
use hefu_exchange::joint::{Leaving, RateTable};
use hefu_office::acts::{self, NewMethod, NewMinute};
use hefu_office::views::{JointView, PairState, WhatIf, confirm_id, joint_view, pair_board, pair_view};
use hefu_selection::{Combination, Draft, Policy, Scope, Second, SignedReason};
use jiff::Zoned;
use jiff::civil::date;

use crate::pair_of_offices::{Both, Side, half, hand_in};
use crate::world::{at, doing, midway};

pub const TITLES: [(&str, &str); 4] = [
    ("面向老年人的智能健康监测", "面向老年人的智能健康監測"),
    ("再生医学支架材料", "再生醫學支架材料"),
    ("神经调控与康复机器人", "神經調控與康復機器人"),
    ("肿瘤早筛的多模态影像", "腫瘤早篩的多模態影像"),
];

pub const LEADERS: [([&str; 2], [&str; 2]); 4] = [
    (["张三", "李四"], ["張三", "李四"]),
    (["王小明", "陈大文"], ["王小明", "陳大文"]),
    (["刘建国", "黄志强"], ["劉建國", "黃志強"]),
    (["赵敏", "周润东"], ["趙敏", "周潤東"]),
];

pub fn sides(both: &Both) -> [&Side; 2] {
    [&both.mainland, &both.hongkong]
}

/// Four pairs that stand at both offices, settled. Gives the numbers of both halves.
pub async fn settled() -> (Both, Vec<(String, String)>) {
    settled_with(|_| ()).await
}

/// The same with the mainland's halves changed before they are handed in.
pub async fn settled_with(change: impl Fn(&mut Application)) -> (Both, Vec<(String, String)>) {
    let both = Both::agreed().await;
    let mut numbers = Vec::new();
    for ((mainland, hongkong), (own, other)) in TITLES.into_iter().zip(LEADERS) {
        let (mut own, other) = (planned(half("mainland", mainland, own)), planned(half("hongkong", hongkong, other)));
        change(&mut own);
        let (_, m) = hand_in(&both.mainland, &both.mainland.applicant, &own).await;
        let (_, h) = hand_in(&both.hongkong, &both.hongkong.applicant, &other).await;
        numbers.push((m, h));
    }
    let after = closed(&both).await;
    for side in sides(&both) {
        rule_all(&both, side, &after).await;
        let settled =
            acts::settle_direction(&side.office, doing(&side.programme, &after), "1.1", "").await.expect("settled");
        assert_eq!(settled.pairs.len(), 4, "{settled:?}");
    }
    (both, numbers)
}

/// With a plan: a deliverable and the milestone at which it is shown.
fn planned(mut half: Application) -> Application {
    half.deliverables.push(Deliverable {
        code: "D1".to_owned(),
        title: "模型".to_owned(),
        kind: None,
        tasks: Vec::new(),
        sides: Vec::new(),
        tags: Vec::new(),
        fields: Default::default(),
        origin: Default::default(),
    });
    half.milestones.push(Milestone {
        code: "M1".to_owned(),
        title: "验证".to_owned(),
        kind: None,
        date: Some(date(2022, 6, 30)),
        deliverables: vec!["D1".to_owned()],
        tags: Vec::new(),
        fields: Default::default(),
        origin: Default::default(),
    });
    half
}

/// Has both close and tell each other. Gives the instant.
pub async fn closed(both: &Both) -> Zoned {
    both.exchange(&midway()).await;
    let after = at("2020-07-01T09:00:00");
    for side in sides(both) {
        acts::close_direction(&side.office, doing(&side.programme, &after), "1.1").await.expect("closed");
    }
    both.exchange(&after).await;
    after
}

pub async fn rule_all(both: &Both, side: &Side, now: &Zoned) {
    let by = doing(&side.form_check, now);
    for _ in 0..2 {
        let board = pair_board(&side.office, &by, None, None, None).await.expect("seen");
        for line in board.pairs {
            let view = pair_view(&side.office, &by, &line.pair).await.expect("seen");
            if view.state == PairState::Confirm {
                let id = confirm_id(&view.pair);
                let ruled =
                    acts::rule_pair(&side.office, by.clone(), &line.pair, &view.digests, &id, RulingAnswer::Met, "同");
                ruled.await.expect("ruled");
            }
            let person = |outcome| matches!(outcome, Outcome::Person | Outcome::Unset);
            for open in view.findings.iter().filter(|finding| person(finding.outcome)) {
                let by = by.clone();
                let ruled =
                    acts::rule_pair(&side.office, by, &line.pair, &view.digests, &open.id, RulingAnswer::Met, "已核");
                ruled.await.expect("ruled");
            }
        }
        both.pair(now).await;
    }
}

pub fn later(hour: u32) -> Zoned {
    at(&format!("2020-07-02T{hour:02}:00:00"))
}

pub fn method() -> NewMethod {
    NewMethod {
        open_by: Some(at("2020-07-10T17:00:00")),
        method: Draft {
            combination: Some(Combination::SumOfPlaces),
            policy: Some(Policy::Skip),
            second: Some(Second::LessMoney),
            ..Draft::default()
        },
        quotas: Vec::new(),
        locks: Vec::new(),
        rates: Some(RateTable::None),
        leaving: Some(Leaving::Reasons(vec!["有效申请不足".to_owned()])),
    }
}

pub async fn view(side: &Side, now: &Zoned) -> JointView {
    joint_view(&side.office, &doing(&side.programme, now), "1.1", &WhatIf::default()).await.expect("seen")
}

pub async fn enter(side: &Side, rows: &[(&str, bool, u32, &str)], now: &Zoned) -> acts::EnteredList {
    let mut file = "申请编号,拟支持,排序,经费(万元)\n".to_owned();
    for (number, supported, place, amount) in rows {
        let word = if *supported { "是" } else { "否" };
        file.push_str(&format!("{number},{word},{place},{amount}\n"));
    }
    let upload = side.office.begin_upload().expect("begun").write(file.as_bytes()).await.expect("written");
    let by = doing(&side.programme, now);
    acts::enter_support_list(&side.office, by, "1.1", ("名单.csv", upload)).await.expect("read")
}

/// With the method signed by both.
pub async fn with_method() -> (Both, Vec<(String, String)>) {
    let (both, numbers) = settled().await;
    let now = later(9);
    both.exchange(&now).await;
    let digest = acts::propose_method(&both.mainland.office, doing(&both.mainland.programme, &now), "1.1", method())
        .await
        .expect("proposed");
    both.exchange(&now).await;
    acts::sign_statement(&both.hongkong.office, doing(&both.hongkong.programme, &now), "1.1", &digest)
        .await
        .expect("signed");
    both.exchange(&now).await;
    (both, numbers)
}

/// With both lists sealed, and the seals told and witnessed. The mainland ranks 1234, Hong Kong does not support the second.
pub async fn sealed() -> (Both, Vec<(String, String)>) {
    sealed_with(["200", "250", "300", "150"]).await
}

/// The same with these amounts of state money, in 万元.
pub async fn sealed_with(amounts: [&str; 4]) -> (Both, Vec<(String, String)>) {
    let (both, numbers) = with_method().await;
    let now = later(10);
    let mainland: Vec<_> =
        numbers.iter().zip(1..).zip(amounts).map(|(((m, _), place), sum)| (m.as_str(), true, place, sum)).collect();
    let hongkong: Vec<_> =
        numbers.iter().zip([2, 4, 1, 3]).map(|((_, h), place)| (h.as_str(), place != 4, place, "180")).collect();
    assert_eq!(enter(&both.mainland, &mainland, &now).await.rows, Some(4));
    assert_eq!(enter(&both.hongkong, &hongkong, &now).await.rows, Some(4));
    for side in sides(&both) {
        acts::seal_list(&side.office, doing(&side.programme, &now), "1.1").await.expect("sealed");
    }
    both.exchange(&now).await;
    (both, numbers)
}

pub async fn opened() -> (Both, Vec<(String, String)>) {
    let (both, numbers) = sealed().await;
    open(&both).await;
    (both, numbers)
}

async fn open(both: &Both) {
    for side in sides(both) {
        acts::open_list(&side.office, doing(&side.programme, &later(11)), "1.1").await.expect("opened");
    }
    both.exchange(&later(11)).await;
}

pub fn reasons(why: &str) -> Vec<SignedReason> {
    let who = "计划主管".to_owned();
    let scope = Scope::Direction("1.1".to_owned());
    vec![SignedReason { scope, who, when: "2020-07-02".to_owned(), why: why.to_owned() }]
}

pub fn minute(seen: &str, why: &str) -> NewMinute {
    NewMinute {
        deviations: Vec::new(),
        reasons: reasons(why),
        present: vec!["张三".to_owned()],
        remarks: String::new(),
        publish: Some(at("2020-07-20T10:00:00")),
        seen: seen.to_owned(),
    }
}

/// With the minute signed by both. Gives its digest.
pub async fn minuted() -> (Both, Vec<(String, String)>, String) {
    let (both, numbers) = opened().await;
    let digest = sign(&both).await;
    (both, numbers, digest)
}

/// Both ready to publish a result in which the money suffices for two of the three that both support: the first and the third.
pub async fn ready() -> (Both, Vec<(String, String)>) {
    let (both, numbers) = sealed_with(["2000", "100", "2500", "2600"]).await;
    open(&both).await;
    sign(&both).await;
    for side in sides(&both) {
        acts::ready_to_publish(&side.office, doing(&side.programme, &later(13)), "1.1").await.expect("ready");
    }
    both.exchange(&later(13)).await;
    (both, numbers)
}

pub async fn publish(side: &Side, now: &Zoned) {
    let waits = acts::publish_due(&side.office, acts::Doing::office(now.clone()), "1.1").await.expect("asked");
    assert_eq!(waits, None);
}

/// The same, published at both.
pub async fn published() -> (Both, Vec<(String, String)>) {
    let (both, numbers) = ready().await;
    let after = at("2020-07-20T10:00:00");
    for side in sides(&both) {
        publish(side, &after).await;
    }
    both.exchange(&after).await;
    (both, numbers)
}

async fn sign(both: &Both) -> String {
    let now = later(12);
    let seen = view(&both.mainland, &now).await.computed.expect("open").expect("decided").chosen;
    let by = doing(&both.mainland.programme, &now);
    let digest = acts::draw_up_minute(&both.mainland.office, by, "1.1", minute(&seen, "有效申请不足")).await;
    let digest = digest.expect("drawn up");
    both.exchange(&now).await;
    acts::sign_statement(&both.hongkong.office, doing(&both.hongkong.programme, &now), "1.1", &digest)
        .await
        .expect("signed");
    both.exchange(&now).await;
    digest
}
