//! Another solver: successive shortest paths by Bellman and Ford on a plain list of arcs. Slow, short, and nothing of the
//! engine's in it.

#[derive(Clone, Copy)]
struct Edge {
    from: usize,
    to: usize,
    room: i64,
    cost: i128,
}

/// A network under construction. Edge `2k + 1` is the way back of edge `2k`.
#[derive(Default)]
pub struct Oracle {
    edges: Vec<Edge>,
    nodes: usize,
}

impl Oracle {
    pub fn node(&mut self) -> usize {
        self.nodes += 1;
        self.nodes - 1
    }

    pub fn edge(&mut self, from: usize, to: usize, room: i64, cost: i128) {
        self.edges.push(Edge { from, to, room, cost });
        self.edges.push(Edge { from: to, to: from, room: 0, cost: -cost });
    }

    /// Least cost of sending any amount from `source` to `sink`.
    pub fn least_cost(mut self, source: usize, sink: usize) -> i128 {
        let mut total = 0;
        loop {
            let mut cost: Vec<Option<i128>> = vec![None; self.nodes];
            let mut by = vec![usize::MAX; self.nodes];
            cost[source] = Some(0);
            for _ in 0..self.nodes {
                for (at, edge) in self.edges.iter().enumerate().filter(|(_, edge)| edge.room > 0) {
                    let Some(known) = cost[edge.from] else { continue };
                    if cost[edge.to].is_none_or(|now| known + edge.cost < now) {
                        cost[edge.to] = Some(known + edge.cost);
                        by[edge.to] = at;
                    }
                }
            }
            let Some(gain) = cost[sink].filter(|cost| *cost < 0) else { return total };
            let mut node = sink;
            while node != source {
                let at = by[node];
                self.edges[at].room -= 1;
                self.edges[at ^ 1].room += 1;
                node = self.edges[at].from;
            }
            total += gain;
        }
    }
}

/// The fewest unmet seats and least loads and then the greatest total of the free pairs. Each met seat and each met least
/// load earns `MET`, more than all scores together. (A unit's quota is inside a side's.)
pub fn best(problem: &hefu_panel::Problem) -> (u32, i128) {
    const MET: i128 = 1_000_000;
    let mut oracle = Oracle::default();
    let (source, sink) = (oracle.node(), oracle.node());
    let mut wanted = 0i128;
    let loads = |at: usize| problem.fixed().iter().filter(|pair| pair.expert as usize == at).count() as u32;
    let experts: Vec<usize> = problem
        .experts()
        .iter()
        .enumerate()
        .map(|(at, expert)| {
            let node = oracle.node();
            let least = expert.least.saturating_sub(loads(at));
            oracle.edge(node, sink, i64::from(least), -MET);
            oracle.edge(node, sink, i64::from(expert.most - loads(at) - least), 0);
            wanted += i128::from(least);
            node
        })
        .collect();
    for (at, project) in problem.projects().iter().enumerate() {
        let there: Vec<_> = problem
            .fixed()
            .iter()
            .filter(|pair| pair.project as usize == at)
            .map(|pair| &problem.experts()[pair.expert as usize])
            .collect();
        let any = oracle.node();
        let mut seats = project.demand - there.len() as u32;
        wanted += i128::from(seats);
        let mut doors = Vec::new();
        for quota in &project.sides {
            let has = there.iter().filter(|expert| expert.side.as_ref() == Some(&quota.side)).count() as u32;
            let least = quota.least.saturating_sub(has);
            let door = oracle.node();
            oracle.edge(source, door, i64::from(least), -MET);
            let most = quota.most.unwrap_or(project.demand).saturating_sub(has).max(least);
            oracle.edge(any, door, i64::from(most - least), 0);
            seats -= least;
            doors.push((&quota.side, door));
        }
        oracle.edge(source, any, i64::from(seats), -MET);
        let mut units: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
        for pair in problem.pairs().iter().filter(|pair| pair.project as usize == at) {
            let expert = &problem.experts()[pair.expert as usize];
            let side =
                doors.iter().find(|(side, _)| expert.side.as_ref() == Some(*side)).map_or(any, |(_, door)| *door);
            let from = match (&expert.unit, project.unit_most) {
                (Some(unit), Some(most)) => *units.entry(unit.clone()).or_insert_with(|| {
                    let has = there.iter().filter(|other| other.unit.as_ref() == Some(unit)).count() as u32;
                    let node = oracle.node();
                    oracle.edge(side, node, i64::from(most.saturating_sub(has)), 0);
                    node
                }),
                _ => side,
            };
            oracle.edge(from, experts[pair.expert as usize], 1, -i128::from(pair.score));
        }
    }
    let worth = -oracle.least_cost(source, sink);
    let met = (worth + MET / 2).div_euclid(MET);
    ((wanted - met) as u32, worth - met * MET)
}
