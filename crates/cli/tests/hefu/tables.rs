//! `hefu template`, `hefu mapping`, `hefu link`.

use crate::{refused, said, text};

#[test]
fn a_template_is_written_once_and_never_over_another_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("taiwan.xlsx");
    said(&["template", "--side", "taiwan", "--out", &text(&file)]);
    assert!(std::fs::read(&file).expect("written").starts_with(b"PK"));
    assert!(refused(&["template", "--side", "taiwan", "--out", &text(&file)]).contains("is there already"));
    assert!(
        refused(&["template", "--side", "atlantis", "--out", &text(&folder.path().join("a.xlsx"))]).contains("taiwan")
    );
}

#[test]
fn link_pairs_two_small_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    let (left, right) = (folder.path().join("left.csv"), folder.path().join("right.csv"));
    std::fs::write(
        &left,
        "id,title,people\na,基于深度学习的医学影像诊断研究,陈志明\nb,可降解水凝胶支架的软骨修复,林国华\n",
    )
    .expect("written");
    std::fs::write(
        &right,
        "id,title,people\ny,可降解水凝膠支架的軟骨修復,林國華\nx,基於深度學習的醫學影像診斷研究,陳志明\n",
    )
    .expect("written");
    let out = said(&["link", &text(&left), &text(&right), "--columns", "title:title,people:people", "--id", "id"]);
    assert!(out.contains("a,x,") && out.contains("b,y,"), "{out}");
    assert!(refused(&["link", &text(&left), &text(&right), "--columns", "nothing:title"]).contains("nothing"));
}

#[test]
fn a_mapping_is_suggested_for_an_export() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("export.csv");
    std::fs::write(
        &file,
        "申請編號,計畫名稱,計畫主持人,起始日期,結束日期\nT20-1,可降解水凝膠支架的軟骨修復,林國華,110/01/01,111/12/31\n",
    )
    .expect("written");
    let out = said(&["mapping", "suggest", &text(&file), "--side", "taiwan"]);
    assert!(out.contains("計畫名稱") && out.contains("title"), "{out}");
}
