//! Every picture has its numbers, and what a table says stays text.

use hefu_evidence::{Judged, Picture, svg};
use hefu_words::Lang;

use crate::made::{answer, lines};

fn drawn(judged: &Judged) -> Vec<String> {
    assert!(!judged.pictures.is_empty(), "{:?}", judged.verdict);
    for picture in &judged.pictures {
        let numbers = picture.numbers();
        assert!(!numbers.rows.is_empty());
        assert!(numbers.rows.iter().all(|row| row.len() == numbers.heads.len()));
        for lang in Lang::ALL {
            for text in numbers.heads.iter().chain([picture.title()]).map(|message| message.text(lang)) {
                assert!(!text.contains('⟦') && !text.contains("{$"), "{text}");
            }
        }
    }
    let drawn: Vec<String> = judged.pictures.iter().map(|picture| svg(picture, &Lang::ALL, "p")).collect();
    for one in &drawn {
        assert!(!one.contains('⟦') && !one.contains("NaN") && !one.contains("inf"), "{one}");
        assert!(one.starts_with("<svg") && one.contains("aria-labelledby=\"p\"") && !one.contains("<script"));
    }
    drawn
}

#[test]
fn a_page_in_one_language_gets_one_language() {
    let rows = lines("outcome|prediction\n1|0.9\n0|0.1");
    let judged = answer("figure = \"auc\"\nat-least = \"0.5\"", &rows, &[]);
    drawn(&judged);
    let one = svg(&judged.pictures[0], &[Lang::ZhHantTw], "p");
    assert!(!one.contains("lang=") && one.contains("敏感度"), "{one}");
}

#[test]
fn every_kind_is_drawn() {
    let evil = "<script>\"&";
    let rows = lines(&format!("outcome|prediction|population\n1|0.9|{evil}\n0|0.1|{evil}\n1|0.2|b\n0|0.3|b"));
    let judged = answer("figure = \"calibration-gap\"\nat-most = \"0.5\"", &rows, &[]);
    let both = drawn(&judged);
    assert_eq!(both.len(), 2);
    assert!(both[0].contains("&lt;script&gt;"));
    let groups = lines("group|value\na|1\na|1\nb|1\nb|1");
    drawn(&answer("figure = \"mean-difference\"\nequals = \"0\"\ncomparison = \"b\"\nlevel = \"99\"", &groups, &[]));
    let trace = lines("start|size|latency|connection|end\n0|1|5|a|1\n1|1|5|b|2\n9|1|7|a|9");
    for claim in [
        "figure = \"latency\"\nat-most = \"5 ms\"\npercentile = \"50\"\nlatency-unit = \"ms\"",
        "figure = \"throughput\"\nat-least = \"1 bit/s\"\ntime-unit = \"s\"\nsize-unit = \"B\"",
        "figure = \"worst-throughput\"\nat-least = \"1 bit/s\"\ntime-unit = \"s\"\nsize-unit = \"B\"\nwindow = \"2 s\"",
        "figure = \"connections-at-once\"\nat-least = \"2\"\ntime-unit = \"s\"",
    ] {
        drawn(&answer(claim, &trace, &[]));
    }
    let limits = lines("indicator|least|most\nx|1|2");
    let batches = lines(&format!("batch|x\n{evil}|3\nB2|1.5"));
    drawn(&answer("figure = \"batches-outside\"\nat-most = \"0\"\nlimits = \"d\"", &batches, &limits));
    let sample = lines(&format!("x|{evil}\n3|\n1|"));
    drawn(&answer("figure = \"against-dictionary\"\nat-most = \"0\"\ndictionary = \"d\"", &sample, &limits));
    let log = lines("record|previous|stage|time\ng||grown|2021-03-01\np|q|packed|2021-03-02");
    let claim = "figure = \"broken-chains\"\nat-most = \"0\"\nproduction = \"grown\"\nproduct = \"packed\"";
    let judged = answer(claim, &log, &[]);
    assert!(matches!(&judged.pictures[0], Picture::Chain(chain) if chain.links[0].broken.is_some()));
    drawn(&judged);
}

#[test]
fn an_answer_is_written_as_json() {
    let rows = lines("outcome|prediction\n1|0.9\n0|0.1");
    let judged = answer("figure = \"auc\"\nat-least = \"0.5\"", &rows, &[]);
    let value = serde_json::to_value(&judged).expect("JSON");
    assert_eq!(value["verdict"], "reached");
    assert_eq!(value["recomputed"]["exact"], "1");
    assert_eq!(value["figure"], "auc");
    assert_eq!(value["claimed"]["comparison"], "at-least");
}
