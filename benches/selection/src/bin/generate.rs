//! `generate DIRECTIONS CANDIDATES SEED FILE`: writes candidates as CSV.

use std::fmt::Write as _;

use selection_bench::{Draw, direction};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments[at].parse::<usize>().expect("a number");
    let mut draw = Draw::new(number(2) as u64);
    let mut out = String::from("direction,score_a,score_b,ask_a,ask_b\n");
    for at in 0..number(0) {
        for one in direction(&mut draw, at, number(1)) {
            let [a, b] = one.scores;
            let _ = writeln!(out, "{at},{a},{b},{},{}", one.asks[0], one.asks[1]);
        }
    }
    std::fs::write(&arguments[3], out).expect("the file can be written");
}
