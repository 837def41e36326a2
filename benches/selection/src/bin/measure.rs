//! `measure decide|explain FILE`: decides (and explains) the candidates of a CSV file and prints one line of JSON with the
//! total worth in hundredths of a point, what was chosen, and CPU seconds without reading the file.

use std::collections::{BTreeMap, BTreeSet};

use hefu_selection::{
    Band, Call, Ceiling, Combination, Direction, Fund, Method, Mode, Objective, Points, Policy, Preference, Project,
    Second, SideMoney, Standing, Weight, combine, decide, explain, sensitivity,
};
use hefu_text::money::{Currency, Money};
use selection_bench::{BAND, CEILINGS};

fn call(text: &str) -> Call {
    let sides = ["mainland", "hongkong"];
    let mut call = Call { sides: sides.map(str::to_owned).to_vec(), ..Call::default() };
    for (at, line) in text.lines().skip(1).enumerate() {
        let [direction, a, b, ask_a, ask_b] = line.split(',').collect::<Vec<_>>()[..] else { panic!("line {}", at + 2) };
        let whole = |text: &str| text.parse::<i64>().expect("a number");
        if call.directions.last().is_none_or(|last| last.number != direction) {
            call.directions.push(Direction { number: direction.to_owned(), band: Some(Band { min: BAND.0, max: BAND.1 }) });
            let money = |amount: i64, currency| Money::from_minor(amount * 100, currency);
            let ceiling = |fund, amount| Ceiling { direction: Some(direction.to_owned()), fund, amount };
            call.ceilings.push(ceiling(Fund::State, money(CEILINGS[0], Currency::CNY)));
            call.ceilings.push(ceiling(Fund::Side("hongkong".to_owned()), money(CEILINGS[1], Currency::HKD)));
        }
        let standing = |score: &str| Standing {
            supported: Some(true),
            place: None,
            score: Some(Points(whole(score) * 10_000)),
        };
        call.projects.push(Project {
            id: format!("{at:06}"),
            number: format!("{at:06}"),
            title: String::new(),
            direction: direction.to_owned(),
            topic: String::new(),
            state: whole(ask_a) * 100,
            others: vec![SideMoney {
                side: "hongkong".to_owned(),
                money: Money::from_minor(whole(ask_b) * 100, Currency::HKD),
            }],
            standings: BTreeMap::from([(sides[0].to_owned(), standing(a)), (sides[1].to_owned(), standing(b))]),
            preferred: at % 7 == 0,
            tags: BTreeSet::new(),
            barred: None,
            lock: None,
        });
    }
    call
}

fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("/proc is there");
    let after: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    (after[11].parse::<f64>().expect("ticks") + after[12].parse::<f64>().expect("ticks")) / 100.0
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&arguments[1]).expect("the file can be read");
    let given = call(&text);
    let weight = |side: &str| Weight { side: side.to_owned(), weight: Points(1_000_000), mapping: None };
    let method = Method {
        mode: Mode::BothSupport,
        combination: Combination::WeightedScores(vec![weight("mainland"), weight("hongkong")]),
        policy: Policy::Free(Objective::Worth),
        preference: Preference::Off,
        second: Second::None,
    };
    // One guide's two directions are over before the clock of the system ticks; they are decided many times.
    let rounds = if given.projects.len() < 1000 { 20 } else { 1 };
    let start = cpu();
    let mut seen = (0, 0, 0, true);
    for _ in 0..rounds {
        let combined = combine(&given, &method).expect("combined");
        let decided = decide(&combined.instance).expect("decided");
        let changes = if arguments[0] == "explain" {
            let told = explain(&given, &combined, &decided).expect("explained");
            let more = sensitivity(&given, &combined, &decided).expect("told");
            told.iter().map(|one| one.changes.len()).sum::<usize>() + more.len()
        } else {
            0
        };
        let chosen = combined.instance.items.iter().zip(&decided.chosen).filter(|(_, chosen)| **chosen);
        let worth: i128 = chosen.clone().map(|(item, _)| item.worth).sum();
        seen = (worth / 10_000, chosen.count(), changes, decided.proved);
    }
    let seconds = (cpu() - start) / f64::from(rounds);
    let (worth, chosen, changes, proved) = seen;
    println!(
        "{{\"tool\":\"hefu\",\"what\":\"{}\",\"candidates\":{},\"worth\":{worth},\"chosen\":{chosen},\"changes\":{changes},\
         \"proved\":{proved},\"cpu_s\":{seconds:.4}}}",
        arguments[0],
        given.projects.len()
    );
}
