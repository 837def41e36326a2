//! Solves an instance with the engine: `measure-panel FILE [sides]`. One line of JSON; CPU seconds of the solve (with the
//! building of its network and the proof), taken from the kernel's account of this thread.

use std::ops::ControlFlow;

use assignment_bench::Words;
use hefu_panel::{Draft, Expert, Pair, Project, SideQuota, assign};

fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let sides = arguments.get(1).is_some_and(|word| word == "sides");
    let mut words = Words::open(arguments[0].as_ref())?;
    let (experts, projects, pairs) = (words.next()?, words.next()?, words.next()?);
    let mut draft = Draft::default();
    for at in 0..experts {
        let (most, side) = (words.next()?, words.next()?);
        let side = sides.then(|| side.to_string());
        draft.experts.push(Expert { id: format!("e{at:08}"), most, side, ..Expert::default() });
    }
    for at in 0..projects {
        let (demand, least) = (words.next()?, words.next()?);
        let quota = |side: &str| SideQuota { side: side.to_owned(), least, most: None };
        let sides = if sides { vec![quota("0"), quota("1")] } else { Vec::new() };
        draft.projects.push(Project { id: format!("p{at:08}"), demand, sides, unit_most: None });
    }
    draft.pairs.reserve_exact(pairs as usize);
    for _ in 0..pairs {
        let (project, expert, score) = (words.next()?, words.next()?, words.next()?);
        draft.pairs.push(Pair { project, expert, score: i64::from(score) });
    }
    let problem = draft.check().map_err(|faults| std::io::Error::other(format!("{faults:?}")))?;
    let begin = cpu();
    let result = assign(&problem, &mut |_| ControlFlow::Continue(())).map_err(std::io::Error::other)?;
    let seconds = cpu() - begin;
    let empty: u32 = result.lacking.iter().map(|lacking| lacking.seats).sum();
    println!(
        "{{\"cpu\":{seconds:.4},\"total\":{},\"empty\":{empty},\"steps\":{},\"pairs\":{pairs}}}",
        result.total, result.pivots
    );
    Ok(())
}
