//! What the clauses of the guide name beyond the guide, each with an example that is reached and one that is not.

use hefu_evidence::Verdict;
use hefu_words::{Lang, Message};

use crate::made::{answer, in_words, lines, recomputed, why};

/// Five with the outcome and five without; 21 of the 25 pairs stand in the right order.
const PREDICTIONS: &str = "结局|预测概率|人群
    1|0.9|甲\n1|0.8|乙\n1|0.7|甲\n1|0.6|乙\n1|0.15|甲
    0|0.45|乙\n0|0.4|甲\n0|0.3|乙\n0|0.2|甲\n0|0.1|乙";

#[test]
fn a_claimed_auc_of_091_against_084_is_flagged() {
    // BIO-HEALTH-8: a claimed AUC of 0.91 against a recomputed 0.84 is flagged, with both numbers.
    let judged = answer("figure = \"auc\"\nequals = \"0.91\"\nclause = \"BIO-HEALTH-8\"", &lines(PREDICTIONS), &[]);
    assert_eq!((judged.verdict.clone(), recomputed(&judged)), (Verdict::NotReached, "0.84".to_owned()));
    assert_eq!(judged.recomputed.as_ref().and_then(|amount| amount.exact.as_deref()), Some("21/25"));
    let said = judged.sentence().text(Lang::ZhHans);
    assert!(said.contains("0.91") && said.contains("0.84"), "{said}");
    assert_eq!(Message::new(judged.verdict.key()).text(Lang::ZhHans), "未达到");
    in_words(&judged);
    let reached = answer("figure = \"auc\"\nat-least = \"0.84\"", &lines(PREDICTIONS), &[]);
    assert!(reached.reached());
    let of_one = answer("figure = \"auc\"\nat-least = \"60 %\"\npopulation = \"甲\"", &lines(PREDICTIONS), &[]);
    assert_eq!((of_one.reached(), recomputed(&of_one)), (true, "66.666667 %".to_owned()));
}

#[test]
fn a_latency_of_142_ms_at_p99_is_not_10_ms() {
    // 5G-1: 端到端时延≤10 ms（p99） against a trace with p99 = 14.2 ms is 未达到.
    let mut trace = lines("端到端时延（ms）");
    trace.extend((0..98).map(|row| format!("{}.5", 2 + row % 5)));
    trace.extend(["14.2".to_owned(), "31".to_owned()]);
    let claim =
        |more: &str| format!("figure = \"latency\"\nsays = \"端到端时延≤10 ms（p99）\"\nclause = \"5G-1\"\n{more}");
    let stated = claim("at-most = \"10 ms\"\npercentile = \"99\"\nlatency-unit = \"ms\"");
    let judged = answer(&stated, &trace, &[]);
    assert_eq!((judged.verdict.clone(), recomputed(&judged)), (Verdict::NotReached, "14.2 ms".to_owned()));
    in_words(&judged);
    let micro = claim("at-most = \"14200 µs\"\npercentile = \"99\"\nlatency-unit = \"ms\"");
    assert!(answer(&micro, &trace, &[]).reached(), "14.2 ms are 14,200 µs");
    let wrong = answer(&claim("at-most = \"10 ms\"\npercentile = \"99\"\nlatency-unit = \"s\""), &trace, &[]);
    assert_eq!(why(&wrong), ["evidence-why-faults"], "the heading says ms");
    for (stated, key) in [
        ("at-most = \"10 ms\"\nlatency-unit = \"ms\"", "evidence-why-percentile"),
        ("at-most = \"10\"\npercentile = \"99\"\nlatency-unit = \"ms\"", "evidence-why-unit"),
        ("at-most = \"10 ms\"\npercentile = \"99\"", "evidence-why-latency-unit"),
        ("percentile = \"99\"\nlatency-unit = \"ms\"", "evidence-why-target"),
    ] {
        let open = answer(&claim(stated), &trace, &[]);
        assert_eq!(why(&open), [key], "nothing that decides has a value of its own");
        in_words(&open);
    }
}

#[test]
fn an_undeclared_column_and_a_value_out_of_range_are_reported_by_row() {
    // BIO-HEALTH-9: an undeclared column and a value out of range are reported by row.
    let dictionary =
        lines("字段|类型|单位|最小值|最大值|取值|必填\n收缩压|数值|mmHg|50|260||是\n性别|选项||||男；女|是");
    let sample = lines("收缩压（mmHg）|性別|备注\n120|男|\n999|女|复查\n80||");
    let judged = answer("figure = \"against-dictionary\"\nat-most = \"0\"\ndictionary = \"d\"", &sample, &dictionary);
    assert_eq!((judged.verdict.clone(), recomputed(&judged)), (Verdict::NotReached, "3".to_owned()));
    let told: Vec<(Option<u32>, Option<&str>, &str)> =
        judged.findings.iter().map(|one| (one.row, one.column.as_deref(), one.what.key.as_str())).collect();
    assert_eq!(
        told,
        [
            (Some(1), Some("备注"), "evidence-finding-undeclared"),
            (Some(3), Some("收缩压（mmHg）"), "evidence-finding-above"),
            (Some(4), Some("性別"), "evidence-finding-empty"),
        ]
    );
    in_words(&judged);
    let sound = answer("figure = \"records\"\nat-least = \"3\"\ndictionary = \"d\"", &sample, &dictionary);
    assert!(sound.reached());
}

#[test]
fn a_batch_outside_its_limits_is_named() {
    // BIO-REGEN-3: a batch outside the project's own limits is named.
    let limits = lines("检测项目|单位|下限|上限|取值\n活率|%|90||\n内毒素|EU/mL||0.5|\n支原体||||阴性");
    let batches = lines("批号|活率（%）|内毒素|支原体\nB-01|95.2|<0.25|阴性\nB-02|90|0.5|阴性\nB-03|88.9|0.3|阴性");
    let judged = answer("figure = \"batches-outside\"\nat-most = \"0\"\nlimits = \"d\"", &batches, &limits);
    assert_eq!((judged.verdict.clone(), recomputed(&judged)), (Verdict::NotReached, "1".to_owned()));
    assert_eq!(judged.findings.len(), 1);
    let said = judged.findings[0].what.text(Lang::ZhHans);
    assert!(said.contains("B-03") && said.contains("88.9") && judged.findings[0].row == Some(4), "{said}");
    in_words(&judged);
    let open = answer("figure = \"batches-outside\"\nat-most = \"0\"", &batches, &[]);
    assert_eq!(why(&open), ["evidence-why-limits"]);
}

#[test]
fn a_log_with_one_missing_link_is_reported_with_its_position() {
    // 5G-9: a traceability log with one missing link is reported with the link's position.
    let log = lines(
        "记录编号|上一记录|环节|时间
        H-1||采收|2021-03-01
        W-1|H-1|清洗|2021-03-02
        P-1|W-1|成品|2021-03-03
        P-2|W-2|包装|2021-03-03
        Q-2|P-2|成品|2021-03-04",
    );
    let claim =
        "figure = \"broken-chains\"\nat-most = \"0\"\nproduction = \"採收\"\nproduct = \"成品\"\nclause = \"5G-9\"";
    let judged = answer(claim, &log, &[]);
    assert_eq!((judged.verdict.clone(), recomputed(&judged)), (Verdict::NotReached, "1".to_owned()));
    let found = &judged.findings[0];
    assert_eq!(found.row, Some(6), "the product's row");
    let said = found.what.text(Lang::En);
    assert!(
        said.contains("Product Q-2") && said.contains("link 2") && said.contains("row 5") && said.contains("W-2"),
        "{said}"
    );
    in_words(&judged);
    let whole: Vec<String> = log.iter().map(|line| line.replace("W-2", "W-1")).collect();
    assert!(answer(claim, &whole, &[]).reached());
}

#[test]
fn an_effect_that_differs_from_the_claimed_one_is_flagged() {
    // BIO-HEALTH-5: a recomputed effect that differs from the claimed one is flagged with both numbers.
    let groups = lines("组别|测量值\n干预|5\n干预|7\n干预|9\n对照|10\n对照|12\n对照|14");
    let claim = |more: &str| format!("figure = \"mean-difference\"\ncomparison = \"对照\"\n{more}");
    let judged = answer(&claim("equals = \"-6.5 mmHg\"\nlevel = \"95\""), &groups, &[]);
    assert_eq!((judged.verdict.clone(), recomputed(&judged)), (Verdict::NotReached, "-5 mmHg".to_owned()));
    let said = judged.sentence().text(Lang::ZhHantTw);
    assert!(said.contains("-6.5 mmHg") && said.contains("-5 mmHg"), "{said}");
    in_words(&judged);
    assert!(answer(&claim("equals = \"-5.0\"\nlevel = \"95\""), &groups, &[]).reached());
    let open = answer(&claim("equals = \"-5.0\""), &groups, &[]);
    assert_eq!(why(&open), ["evidence-why-level"]);
}
