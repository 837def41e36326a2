//! A data dictionary, a sample, and batches.

use crate::made::{answer, in_words, lines, recomputed, why};

fn keys(judged: &hefu_evidence::Judged) -> Vec<(Option<u32>, &str)> {
    judged.findings.iter().chain(&judged.faults).map(|one| (one.row, one.what.key.as_str())).collect()
}

#[test]
fn each_type_is_held_against_its_cells() {
    let dictionary = lines(
        "column|type|least|most|values|required
        n|whole number|0|10||yes
        x|number|||
        ok|yes/no|||
        day|date|||
        kind|choice|||A;B|no
        note|text|||",
    );
    let sample =
        lines("n|x|ok|day|kind|note\n3|1.5|yes|2021-03-01|A|\n3.5|much|perhaps|soon|C|any\n11|2|0|2021/3/1|B|");
    let judged = answer("figure = \"against-dictionary\"\nat-most = \"0\"\ndictionary = \"d\"", &sample, &dictionary);
    let expected = [
        (Some(3), "evidence-finding-whole"),
        (Some(3), "evidence-finding-number"),
        (Some(3), "evidence-finding-yes-no"),
        (Some(3), "evidence-finding-date"),
        (Some(3), "evidence-finding-value"),
        (Some(4), "evidence-finding-above"),
    ];
    assert_eq!(keys(&judged), expected);
    in_words(&judged);
}

#[test]
fn a_dictionary_that_cannot_be_read_decides_nothing() {
    let dictionary = lines("column|type|least|most|values\na|number|5|1|\na|colour|||\nb|text|1||\nc|choice|||");
    let judged = answer("figure = \"records\"\nat-least = \"1\"\ndictionary = \"d\"", &lines("a\n1"), &dictionary);
    let expected = [
        (Some(2), "evidence-fault-bounds"),
        (Some(3), "evidence-fault-entry-twice"),
        (Some(3), "evidence-fault-type"),
        (Some(4), "evidence-fault-bounds-needless"),
        (Some(5), "evidence-fault-no-values"),
    ];
    assert_eq!(keys(&judged), expected);
    assert_eq!(why(&judged), ["evidence-why-faults"]);
    in_words(&judged);
    let open = answer("figure = \"records\"\nat-least = \"1\"", &lines("a\n1"), &[]);
    assert_eq!(why(&open), ["evidence-why-dictionary"]);
}

#[test]
fn absent_doubled_and_otherwise_measured_columns_are_found() {
    let dictionary = lines("column|type|unit|required\nheight|number|cm|yes\nweight|number|kg|yes");
    let sample = lines("height (m)|height\n1.7|170");
    let judged = answer("figure = \"against-dictionary\"\nat-most = \"0\"\ndictionary = \"d\"", &sample, &dictionary);
    let expected =
        [(Some(1), "evidence-finding-unit"), (Some(1), "evidence-finding-twice"), (Some(1), "evidence-finding-absent")];
    assert_eq!(keys(&judged), expected);
}

#[test]
fn values_below_detection_are_told_apart() {
    let limits = lines("indicator|least|most|required\nendotoxin||0.5|\nviability|90||\nnote|1|2|no");
    let claim = "figure = \"batches-outside\"\nat-most = \"0\"\nlimits = \"d\"";
    let batch = |endotoxin: &str, viability: &str| {
        lines(&format!("batch|endotoxin|viability|note\nB1|{endotoxin}|{viability}|"))
    };
    for (endotoxin, viability, outcome) in [
        ("<0.5", "≥90", "0"),
        ("<0.5", ">95", "0"),
        (">0.5", "95", ""),
        (">0.6", "95", "1"),
        ("<0.6", "95", ""),
        ("0.1", "<80", "1"),
        ("0.1", "", ""),
        ("none", "95", ""),
    ] {
        let judged = answer(claim, &batch(endotoxin, viability), &limits);
        assert_eq!(recomputed(&judged), outcome, "{endotoxin} {viability}: {:?}", judged.faults);
        in_words(&judged);
    }
    let missing = answer(claim, &lines("batch|endotoxin\nB1|0.1"), &limits);
    assert_eq!(missing.fault_count, 2, "limits without a column");
    let several = lines("batch|endotoxin|viability|note\nB1|0.1|95|\nB1|0.9|95|\nB2|0.1|95|");
    assert_eq!(recomputed(&answer(claim, &several, &limits)), "1", "a batch is counted once");
}
