//! HK-12 and TW-14: the two work splits.

use hefu_pairing::{TaskRelation, overlay};

use crate::world::{hong_kong, mainland, task};

#[test]
fn tasks_are_laid_over_each_other_by_code_and_then_by_title() {
    let (mut a, mut b) = (mainland("1"), hong_kong("1"));
    a.tasks = vec![
        task("T1", "数据采集", &["mainland"]),
        task("T2", "模型训练", &["mainland"]),
        task("T3", "临床验证", &["hongkong"]),
        task("T4", "推广", &[]),
        task("T5", "伦理审查", &["mainland"]),
        task("A6", "平台建设", &["mainland", "hongkong"]),
    ];
    b.tasks = vec![
        task("Ｔ1", "數據採集", &["mainland"]),
        task("T2", "模型訓練", &["hongkong"]),
        task("T3", "臨床驗證", &["mainland"]),
        task("T4", "推廣", &[]),
        task("B6", "平台建設", &["hongkong", "mainland"]),
        task("T7", "培訓", &["hongkong"]),
    ];
    let found: Vec<(String, TaskRelation)> = overlay(&a, &b).into_iter().map(|one| (one.code, one.relation)).collect();
    let expected = [
        ("T1", TaskRelation::Agreed),
        ("T2", TaskRelation::DoubleClaim),
        ("T3", TaskRelation::Conflict),
        ("T4", TaskRelation::Gap),
        ("T5", TaskRelation::OnlyOneHalf),
        ("A6", TaskRelation::Agreed),
        ("T7", TaskRelation::OnlyOneHalf),
    ];
    assert_eq!(found, expected.map(|(code, relation)| (code.to_owned(), relation)));
}
