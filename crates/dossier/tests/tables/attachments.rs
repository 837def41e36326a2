//! Files that applications name.

use hefu_dossier::AttachedTo;

use crate::made::{folder, only, read, with_key};

const HEAD: &str = "申请编号,指南方向,项目名称,协议文件,协议文件 SHA-256\n";

fn table(rows: &str) -> Vec<u8> {
    format!("{HEAD}{rows}").into_bytes()
}

#[test]
fn files_are_found_digested_and_tied_to_their_application() {
    let rows =
        table("1,1.1,甲,协议/一.pdf,\n2,1.1,乙,AGREEMENT.PDF,\n3,1.1,丙,没有.pdf,\n4,1.1,丁,agreement.pdf,00ff\n");
    let made = folder(&[
        ("applications.csv", &rows),
        ("evidence.csv", "申请编号,证明事项,材料名称,文件名\n1,合作基础,联合论文,agreement.pdf\n".as_bytes()),
        ("side.toml", b""),
        ("documents/协议/一.pdf", b"one"),
        ("documents/agreement.pdf", b"abc"),
    ]);
    let read = read(made.path(), "mainland");
    let found: Vec<(&str, AttachedTo, &str)> =
        read.attachments.iter().map(|one| (one.application.number.as_str(), one.to, one.file.as_str())).collect();
    assert_eq!(
        found,
        [
            ("1", AttachedTo::Agreement, "协议/一.pdf"),
            ("1", AttachedTo::Evidence(0), "agreement.pdf"),
            ("2", AttachedTo::Agreement, "agreement.pdf"),
            ("4", AttachedTo::Agreement, "agreement.pdf"),
        ]
    );
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(read.attachments[1].sha256, abc);
    assert_eq!(read.intake.applications[1].agreement.as_ref().and_then(|one| one.digest.as_deref()), Some(abc));
    assert_eq!(only(&read, "dossier-file-name").args["name"], "agreement.pdf");
    assert_eq!(only(&read, "dossier-file-missing").found, "没有.pdf");
    assert_eq!(only(&read, "dossier-file-digest").found, "00ff");
}

#[test]
fn composed_and_decomposed_names_are_one() {
    let rows = table("1,1.1,甲,Vere\u{301}in.pdf,\n");
    let made = folder(&[("applications.csv", &rows), ("side.toml", b""), ("documents/Ver\u{e9}in.pdf", b"x")]);
    let read = read(made.path(), "mainland");
    assert_eq!(read.attachments.len(), 1);
    assert_eq!(
        read.intake.applications[0].agreement.as_ref().and_then(|one| one.file.as_deref()),
        Some("Ver\u{e9}in.pdf")
    );
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_reached() {
    let outside = folder(&[("secret.pdf", b"secret")]);
    let absolute = outside.path().join("secret.pdf").display().to_string();
    let rows = table(&format!(
        "1,1.1,甲,../applications.csv,\n2,1.1,乙,{absolute},\n3,1.1,丙,link.pdf,\n4,1.1,丁,dir/secret.pdf,\n5,1.1,戊,C:\\x.pdf,\n"
    ));
    let made = folder(&[("applications.csv", &rows), ("side.toml", b""), ("documents/ok.pdf", b"x")]);
    let documents = made.path().join("documents");
    std::os::unix::fs::symlink(outside.path().join("secret.pdf"), documents.join("link.pdf")).expect("a link");
    std::os::unix::fs::symlink(outside.path(), documents.join("dir")).expect("a link");
    let read = read(made.path(), "mainland");
    assert_eq!(read.attachments, []);
    assert_eq!(with_key(&read, "dossier-file-outside").len(), 3);
    assert_eq!(with_key(&read, "dossier-file-missing").len(), 2);
}

#[test]
fn a_list_without_files_is_not_asked_for_them() {
    let rows = table("1,1.1,甲,协议.pdf,ABCD\n");
    let read = read(folder(&[("applications.csv", &rows)]).path(), "hongkong");
    assert_eq!(read.intake.problems, []);
    assert_eq!(read.intake.applications[0].agreement.as_ref().and_then(|one| one.digest.as_deref()), Some("ABCD"));
}
