//! The file of claims.

use hefu_evidence::{Figure, Table, claims};
use hefu_words::Lang;

use crate::made::{answer, lines, recomputed, why};

fn refused(text: &str) -> String {
    let error = claims(text).expect_err("it is refused");
    let said = error.message().text(Lang::En);
    assert!(!said.contains('⟦'), "{said}");
    said
}

#[test]
fn faults_of_the_file_name_their_place() {
    let claim = |more: &str| format!("[[claim]]\nid = \"a\"\nfigure = \"auc\"\ntable = \"t.csv\"\n{more}\n");
    assert!(refused("").contains("no claim"));
    assert!(refused(&claim("at-least = 0.91")).contains("quotes"));
    assert!(refused(&claim("at-least = 0.91")).contains("line 5"));
    assert!(refused(&claim("at-least = \"high\"")).contains("high"));
    assert!(refused(&claim("at-leest = \"1\"")).contains("at-leest"));
    assert!(refused(&claim("at-least = \"0.9\"\nat-most = \"0.95\"")).contains("more than one"));
    assert!(refused(&claim("percentile = \"99\"")).contains("percentile"));
    assert!(refused(&(claim("") + &claim(""))).contains("two claims"));
    assert!(refused(&claim("").replace("auc", "aucs")).contains("aucs"));
    assert!(refused("[[claim]\n").contains("line 1"));
    let sheet = claims(&claim("").replace("\"t.csv\"", "{ file = \"t.xlsx\", sheet = \"S\" }")).expect("a claim");
    assert_eq!(sheet[0].table.sheet.as_deref(), Some("S"));
    assert!(refused(&claim("").replace("\"t.csv\"", "{ file = \"t.xlsx\", page = \"S\" }")).contains("page"));
}

#[test]
fn every_figure_has_its_name_and_its_words() {
    for figure in Figure::ALL {
        let text = format!("[[claim]]\nid = \"a\"\nfigure = \"{}\"\ntable = \"t\"\n", figure.name());
        assert_eq!(claims(&text).map(|claims| claims[0].figure), Ok(figure));
        let judged = answer(&format!("figure = \"{}\"", figure.name()), &lines("x\n1"), &[]);
        assert!(!judged.figure_words.text(Lang::ZhHans).contains('⟦'), "{figure:?}");
        assert!(why(&judged).contains(&"evidence-why-target"), "{figure:?}");
    }
}

#[test]
fn a_number_that_falls_short_is_shown_with_enough_decimals_to_see_it() {
    let mut rows = lines("outcome|prediction");
    // 999,999 of 1,000,000 pairs: with six decimals still 0.999999, with five it would be 1.
    rows.extend((0..1000).map(|row| format!("1|0.{:04}", 9000 + row % 1000)));
    rows.extend((0..1000).map(|row| format!("0|0.{:04}", if row == 0 { 9000 } else { row })));
    let judged = answer("figure = \"auc\"\nat-least = \"1\"", &rows, &[]);
    assert!(!judged.reached());
    assert_eq!(recomputed(&judged), "0.9999995");
}

#[test]
fn rows_that_explain_are_passed_over_and_counted() {
    let rows = lines("outcome|prediction\n# 1 or 0|from 0 to 1\n# 1|0.83\n1|0.9\n0|0.1");
    let judged = answer("figure = \"auc\"\nat-least = \"1\"", &rows, &[]);
    assert!(judged.reached());
    assert_eq!((judged.read[0].rows, judged.read[0].passed), (2, 2));
}

#[test]
fn cells_beyond_the_heading_and_doubled_or_missing_columns_are_faults() {
    let judged = answer("figure = \"auc\"\nat-least = \"1\"", &lines("outcome|prediction\n1|0.9|x\n0|0.1"), &[]);
    assert_eq!((judged.faults[0].row, judged.faults[0].what.key.as_str()), (Some(2), "evidence-fault-beyond"));
    let judged = answer("figure = \"auc\"\nat-least = \"1\"", &lines("outcome|prediction|label\n1|0.9|1"), &[]);
    assert_eq!(judged.faults[0].what.key, "evidence-fault-column-twice");
    let judged = answer("figure = \"auc\"\nat-least = \"1\"", &lines("outcome\n1"), &[]);
    assert!(judged.faults[0].what.text(Lang::En).contains("prediction"), "{:?}", judged.faults);
    assert!(judged.recomputed.is_none(), "no figure of half a table");
}

#[test]
fn short_rows_are_filled_up_with_nothing() {
    let mut table = Table::new(vec!["a".to_owned(), "b".to_owned()], 1);
    table.push(2, ["1"]);
    table.push(3, []);
    assert_eq!((table.len(), table.passed()), (2, 0));
}
