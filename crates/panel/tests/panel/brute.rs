//! All subsets of the pairs, judged by the definition alone.

use std::collections::BTreeMap;

use hefu_panel::Problem;

/// Whether a choice of (project, expert) keeps every rule, and if so how many seats and least loads it leaves unmet.
pub fn judge(problem: &Problem, chosen: &[(u32, u32)]) -> Option<u32> {
    let (experts, projects) = (problem.experts(), problem.projects());
    let mut unmet = 0;
    for (at, expert) in experts.iter().enumerate() {
        let load = chosen.iter().filter(|(_, e)| *e as usize == at).count() as u32;
        if load > expert.most {
            return None;
        }
        unmet += expert.least.saturating_sub(load);
    }
    for (at, project) in projects.iter().enumerate() {
        let there: Vec<_> =
            chosen.iter().filter(|(p, _)| *p as usize == at).map(|(_, e)| &experts[*e as usize]).collect();
        let mut reserved = 0;
        for quota in &project.sides {
            let count = there.iter().filter(|expert| expert.side.as_ref() == Some(&quota.side)).count() as u32;
            if count > quota.most.unwrap_or(project.demand) {
                return None;
            }
            reserved += quota.least.saturating_sub(count);
        }
        if there.len() as u32 + reserved > project.demand {
            return None;
        }
        unmet += project.demand - there.len() as u32;
        let mut units: BTreeMap<&str, u32> = BTreeMap::new();
        for unit in there.iter().filter_map(|expert| expert.unit.as_deref()) {
            *units.entry(unit).or_default() += 1;
        }
        if project.unit_most.is_some_and(|most| units.values().any(|count| *count > most)) {
            return None;
        }
    }
    Some(unmet)
}

/// The fewest unmet and then the greatest total, over all subsets of the free pairs with the fixed ones.
pub fn best(problem: &Problem) -> (u32, i128) {
    let free = problem.pairs();
    let fixed: Vec<(u32, u32)> = problem.fixed().iter().map(|pair| (pair.project, pair.expert)).collect();
    let standing: i128 = problem.fixed().iter().map(|pair| i128::from(pair.score)).sum();
    let mut best: Option<(u32, i128)> = None;
    for mask in 0u32..(1 << free.len()) {
        let taken = || free.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, pair)| pair);
        let mut chosen = fixed.clone();
        chosen.extend(taken().map(|pair| (pair.project, pair.expert)));
        if let Some(unmet) = judge(problem, &chosen) {
            let total = standing + taken().map(|pair| i128::from(pair.score)).sum::<i128>();
            if best.is_none_or(|(fewest, most)| unmet < fewest || (unmet == fewest && total > most)) {
                best = Some((unmet, total));
            }
        }
    }
    best.expect("the fixed pairs alone keep every rule")
}
