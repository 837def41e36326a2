//! `hefu assign`, `hefu conflicts`.

use std::path::{Path, PathBuf};

use crate::{hefu, refused, said, text};

fn put(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("written");
    path
}

const SCORES: &str = "project,expert,score\np1,a,0.9\np1,b,0.8\np1,c,0.1\np2,a,0.85\np2,b,0.2\np2,c,0.3\n";
const EXPERTS: &str = "专家,方,单位,最多\na,mainland,u1,1\nb,taiwan,u2,1\nc,mainland,u3,2\n";

#[test]
fn experts_are_assigned_by_sides_and_the_order_of_rows_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let scores = put(at, "scores.csv", SCORES);
    let experts = put(at, "experts.csv", EXPERTS);
    let projects = put(at, "projects.csv", "project,demand,side:mainland,side:taiwan\np1,2,1,1-1\np2,1,1,0\n");
    let out = at.join("out");
    let go = |scores: &Path, out: &Path| {
        let (experts, projects) = (text(&experts), text(&projects));
        said(&["assign", &text(scores), "--experts", &experts, "--projects", &projects, "--out", &text(out)])
    };
    let told = go(&scores, &out);
    assert!(told.contains("total affinity 2;"), "{told}");
    let list = std::fs::read_to_string(out.join("assignment.csv")).expect("written");
    let rows: Vec<&str> = list.lines().skip(1).collect();
    assert_eq!(rows, ["p1,a,0.9,mainland,u1,", "p1,b,0.8,taiwan,u2,", "p2,c,0.3,mainland,u3,"]);
    assert!(std::fs::read(out.join("assignment.xlsx")).expect("written").starts_with(b"PK"));
    let mut turned: Vec<&str> = SCORES.lines().skip(1).collect();
    turned.reverse();
    let other = put(at, "turned.csv", &format!("project,expert,score\n{}\n", turned.join("\n")));
    go(&other, &at.join("other"));
    for file in ["assignment.csv", "assignment.jsonl", "assignment.xlsx", "lacking.csv"] {
        let read = |folder: &str| std::fs::read(at.join(folder).join(file)).expect("written");
        assert!(read("out") == read("other"), "{file} differs");
    }
}

#[test]
fn who_is_lacking_is_named_with_the_least_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let scores = put(at, "scores.csv", SCORES);
    let options = put(at, "panel.toml", "demand = 2\nmost = 1\n[changes]\nload = 1\nleast = 1\nseat = 10\n");
    let out = at.join("out");
    let output = hefu(&["assign", &text(&scores), "--options", &text(&options), "--out", &text(&out)]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("lacks 1") && told.contains("take 1 more"), "{told}");
    let lacking = std::fs::read_to_string(out.join("lacking.csv")).expect("written");
    assert_eq!(lacking.lines().count(), 2, "{lacking}");
}

#[test]
fn what_the_office_has_not_set_is_asked_for_and_faults_name_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let out = text(&at.join("out"));
    let assign = |scores: &str, options: &str, more: &[&str]| {
        let (scores, options) = (put(at, "s.csv", scores), put(at, "o.toml", options));
        let (scores, options) = (text(&scores), text(&options));
        let mut all = vec!["assign", &scores, "--options", &options, "--out", &out];
        all.extend(more);
        refused(&all)
    };
    assert!(assign(SCORES, "demand = 1\n", &[]).contains("set most"));
    assert!(assign(SCORES, "most = 1\n", &[]).contains("set demand"));
    assert!(assign(SCORES, "demand = 1\nmost = 1\nspeed = 3\n", &[]).contains("speed"));
    let both = "demand = 1\nmost = 1\n";
    let wrong = assign("project,expert,score\np,a,0.5\np,b,half\n", both, &[]);
    assert!(wrong.contains("s.csv row 3") && wrong.contains("half"), "{wrong}");
    assert!(assign("project,expert,score\np,a,0.1234567\n", both, &[]).contains("0.1234567"));
    assert!(assign("project,expert\np,a\n", both, &[]).contains("“score” is missing"));
    assert!(assign("project,expert,score\np,a,1\np,a,2\n", both, &[]).contains("two scores"));
    let experts = text(&put(at, "experts.csv", EXPERTS));
    let unknown = assign("project,expert,score\np,zz,1\n", both, &["--experts", &experts]);
    assert!(unknown.contains("row 2") && unknown.contains("zz"), "{unknown}");
    let open = text(&put(at, "conflicts.csv", "project,expert,strength,decision\np1,a,confirm,\n"));
    assert!(assign(SCORES, both, &["--conflicts", &open]).contains("nobody has decided"));
    assert!(!at.join("out").exists(), "nothing is written where something is wrong");
}

#[test]
fn conflicts_are_listed_decided_and_obeyed() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let experts = put(
        at,
        "experts.csv",
        "expert,name,unit,advisers,past-units\na,林国华,甲大学,CHAN Tai-man,\nb,王一,香港城市大學,,\nc,李四,丙大学,,香港城市大學 @ 2020\n",
    );
    let line = r#"{"standing":"pair","pair":null,"id":{"side":"hongkong","number":"H-1"},"direction":"1.1","units":[{"side":"hongkong","name":"香港城市大學"}],"people":[{"side":"hongkong","name":"陳大文","unit":"香港城市大學"}]}"#;
    let applications = put(at, "applications.jsonl", &format!("{line}\n"));
    let list = at.join("conflicts.csv");
    let told = said(&["conflicts", &text(&experts), &text(&applications), "--year", "2026", "--out", &text(&list)]);
    assert!(told.contains("1 conflicts are certain, 2 wait"), "{told}");
    let written = std::fs::read_to_string(&list).expect("written");
    let project = written.lines().nth(1).and_then(|row| row.split(',').next()).expect("a row").to_owned();
    for expected in [",a,adviser and student,confirm,", ",b,same unit,hard,", ",c,same unit,confirm,"] {
        assert!(written.contains(expected), "{written}");
    }
    let scores =
        put(at, "s.csv", &format!("project,expert,score\n{project},a,0.9\n{project},b,0.8\n{project},c,0.1\n"));
    let options = put(at, "o.toml", "demand = 1\nmost = 1\nundecided = \"out\"\n");
    let decided: Vec<String> = written
        .lines()
        .map(|row| if row.contains(",c,same unit") { format!("{row}in") } else { row.to_owned() })
        .collect();
    let decided = put(at, "decided.csv", &decided.join("\n"));
    let out = at.join("out");
    let (scores, options, decided) = (text(&scores), text(&options), text(&decided));
    said(&["assign", &scores, "--conflicts", &decided, "--options", &options, "--out", &text(&out)]);
    let result = std::fs::read_to_string(out.join("assignment.csv")).expect("written");
    assert!(result.contains(",c,0.1"), "{result}");
}
