//! Latency, throughput and connections against counting by hand.

use proptest::prelude::*;

use crate::made::{answer, lines, recomputed, why};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_percentile_is_the_nearest_rank_of_the_sorted(
        mut values in prop::collection::vec(0u32..5_000, 1..80),
        tenths in 1usize..=1000,
    ) {
        let mut rows = lines("latency");
        rows.extend(values.iter().map(|value| format!("{}.{}", value / 10, value % 10)));
        let claim = format!(
            "figure = \"latency\"\nat-most = \"1 ms\"\nlatency-unit = \"ms\"\npercentile = \"{}.{}\"",
            tenths / 10, tenths % 10,
        );
        let judged = answer(&claim, &rows, &[]);
        values.sort_unstable();
        let rank = (tenths * values.len()).div_ceil(1000).max(1);
        let value = values[rank - 1];
        let text = if value % 10 == 0 { format!("{} ms", value / 10) } else { format!("{}.{} ms", value / 10, value % 10) };
        prop_assert_eq!(recomputed(&judged), text);
        prop_assert_eq!(judged.reached(), value <= 10);
        rows[1..].reverse();
        prop_assert_eq!(answer(&claim, &rows, &[]), judged);
    }

    #[test]
    fn connections_at_once_are_those_of_looking_at_every_tick(
        spans in prop::collection::vec((0u8..5, 0i64..20, 0i64..8), 1..25),
    ) {
        let mut rows = lines("connection|start|end");
        rows.extend(spans.iter().map(|(name, start, length)| format!("c{name}|{start}|{}", start + length)));
        let claim = "figure = \"connections-at-once\"\nat-least = \"1\"\ntime-unit = \"s\"";
        let open = |tick: i64| {
            let at = spans.iter().filter(|(_, start, length)| *start <= tick && tick < (start + length).max(start + 1));
            at.map(|(name, ..)| name).collect::<std::collections::BTreeSet<_>>().len()
        };
        let most = (0..30).map(open).max().unwrap_or(0);
        prop_assert_eq!(recomputed(&answer(claim, &rows, &[])), most.to_string());
        rows[1..].reverse();
        prop_assert_eq!(recomputed(&answer(claim, &rows, &[])), most.to_string());
    }
}

fn trace() -> Vec<String> {
    // Ten packets of 1,500 bytes over one second, and a pause of 0.4 s in the middle.
    let times = ["0", "0.1", "0.2", "0.3", "0.7", "0.8", "0.85", "0.9", "0.95", "1.0"];
    let mut rows = lines("时间|字节数|会话");
    rows.extend(times.iter().enumerate().map(|(at, time)| format!("{time}|1500|s{}", at % 3)));
    rows
}

#[test]
fn throughput_is_what_was_sent_over_the_span() {
    let claim = "figure = \"throughput\"\nat-least = \"0.12 Mbit/s\"\ntime-unit = \"s\"\nsize-unit = \"B\"";
    let judged = answer(claim, &trace(), &[]);
    assert_eq!((judged.reached(), recomputed(&judged)), (true, "0.12 Mbit/s".to_owned()));
    let kilo = answer(&claim.replace("0.12 Mbit/s", "16 kB/s"), &trace(), &[]);
    assert_eq!((kilo.reached(), recomputed(&kilo)), (false, "15 kB/s".to_owned()));
}

#[test]
fn the_worst_window_falls_into_the_pause() {
    let claim = "figure = \"worst-throughput\"\nat-least = \"1 kB/s\"\ntime-unit = \"s\"\nsize-unit = \"B\"\nwindow = \"300 ms\"";
    let judged = answer(claim, &trace(), &[]);
    assert_eq!((judged.reached(), recomputed(&judged)), (false, "0 kB/s".to_owned()));
    let long = claim.replace("300 ms", "2 s");
    assert_eq!(why(&answer(&long, &trace(), &[])), ["evidence-why-window-long"]);
    let open = claim.replace("window = \"300 ms\"", "");
    assert_eq!(why(&answer(&open, &trace(), &[])), ["evidence-why-window"]);
}

#[test]
fn instants_are_times_too_and_are_not_mixed() {
    let rows = lines("start|size\n2021-03-01T00:00:00+08:00|500\n2021-03-01T00:00:10+08:00|500");
    let claim = "figure = \"throughput\"\nat-least = \"100 B/s\"\ntime-unit = \"instant\"\nsize-unit = \"B\"";
    assert_eq!(recomputed(&answer(claim, &rows, &[])), "100 B/s");
    let mixed = lines("start|size\n2021-03-01T00:00:00+08:00|500\n2021-03-01 00:00:10|500");
    let judged = answer(claim, &mixed, &[]);
    assert_eq!(judged.faults[0].what.key, "evidence-fault-offset");
    let still = lines("start|size\n5|500\n5|500");
    assert_eq!(why(&answer(&claim.replace("instant", "s"), &still, &[])), ["evidence-why-no-span"]);
}

#[test]
fn connections_are_counted_once() {
    let judged = answer("figure = \"connections\"\nat-least = \"4\"", &trace(), &[]);
    assert_eq!((judged.reached(), recomputed(&judged)), (false, "3".to_owned()));
    let turned = lines("connection|start|end\na|5|3");
    let judged = answer("figure = \"connections-at-once\"\nat-least = \"1\"\ntime-unit = \"s\"", &turned, &[]);
    assert_eq!(judged.faults[0].what.key, "evidence-fault-end-first");
}
