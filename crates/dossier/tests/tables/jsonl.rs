//! JSON Lines.

use hefu_application::{Application, ApplicationId, Intake, Severity};
use proptest::prelude::*;

use crate::made::{folder, numbers, only, read};

#[test]
fn faults_name_line_path_and_what_stands_there() {
    let lines = [
        r#"{"id":{"side":"mainland","number":"1"},"direction":"1.1","title":{"own":"甲"}}"#,
        r#"{"id":{"side":"mainland","number":"2"},"tasks":[{"code":"T1"},{"code":"T2","person_months_hundredths":"三"}]}"#,
        r#"{"id":{"side":"mainland","number":"3"},"#,
        r#"{"title":{"own":"无编号"}}"#,
        r#"{"id":{"side":"taiwan","number":"4"}}"#,
        r#"{"id":{"side":"mainland","number":"5"},"titel":{"own":"笔误"}}"#,
        "",
        r#"{"id":{"side":"mainland","number":"6"},"people":[{"side":"mainland","name":"李","identifiers":{"orcid":"0000-0002-1825-0098"}}]}"#,
    ]
    .join("\r\n");
    let read = read(folder(&[("applications.jsonl", lines.as_bytes())]).path(), "mainland");
    assert_eq!(numbers(&read), ["1", "5", "6"]);
    let at = |key: &str| {
        let problem = only_of(&read, key);
        (problem.cell.row, problem.cell.column.clone().unwrap_or_default(), problem.found.clone())
    };
    let members: Vec<_> = crate::made::with_key(&read, "dossier-json-member");
    assert_eq!(members[0].cell.column.as_deref(), Some("tasks[1].person_months_hundredths"));
    assert_eq!(
        (members[0].cell.row, members[0].found.as_str(), members[0].application.as_deref()),
        (Some(2), "三", Some("2"))
    );
    assert_eq!((members[1].cell.row, members[1].cell.column.as_deref()), (Some(4), Some("id")));
    assert_eq!(at("dossier-json-syntax").0, Some(3));
    assert_eq!(at("dossier-json-side"), (Some(5), "id.side".into(), "taiwan".into()));
    assert_eq!(at("dossier-json-unknown"), (Some(6), "titel".into(), "titel".into()));
    assert_eq!(at("dossier-identifier-check").1, "people[0].identifiers.orcid");
    assert_eq!(read.intake.applications[2].people[0].origin.row, Some(8));
}

fn only_of<'r>(read: &'r hefu_dossier::SideRead, key: &str) -> &'r hefu_application::Problem {
    only(read, key)
}

#[test]
fn a_line_and_a_row_with_one_number_hold_each_other() {
    let read = read(
        folder(&[
            ("a.jsonl", br#"{"id":{"side":"mainland","number":"1"}}"#),
            ("applications.csv", "申请编号,指南方向,项目名称\n1,1.1,甲\n2,1.1,乙\n".as_bytes()),
        ])
        .path(),
        "mainland",
    );
    assert_eq!(numbers(&read), ["2"]);
    assert_eq!(crate::made::with_key(&read, "dossier-number-twice").len(), 2);
    assert!(read.intake.problems.iter().all(|problem| problem.severity == Severity::Error));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// An application written as JSON reads back the same.
    #[test]
    fn lines_read_back(number in "[A-Z0-9]{1,12}", title in "\\PC{0,40}", months in prop::option::of(0u32..99)) {
        let mut application = Application::new(ApplicationId::new("mainland", number));
        application.title.own = title;
        application.period.months = months;
        let line = serde_json::to_string(&application).expect("JSON");
        let read: Intake = crate::made::read(folder(&[("a.jsonl", line.as_bytes())]).path(), "mainland").intake;
        prop_assert_eq!(read.problems, Vec::new());
        let back: Vec<Application> = read.applications.into_iter().map(crate::roundtrip::bare).collect();
        prop_assert_eq!(back, vec![application]);
    }
}
