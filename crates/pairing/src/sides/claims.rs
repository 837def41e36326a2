//! Applications that compete for each other (ruling R-11).

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::Application;

use crate::link::{Candidate, ColumnKind, LinkOptions, LinkResult, Rival};

use super::{Places, Work, plain_number};

/// Why a group is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// Two applications of one side claim one of the other: by the number they name, or because both are the same project.
    SamePartner,
    /// The number an application names contradicts the other half, or the evidence.
    NamedOtherwise,
    /// Two ways to pair are equally likely.
    Tie,
}

impl Why {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SamePartner => "same_partner",
            Self::NamedOtherwise => "named_otherwise",
            Self::Tie => "tie",
        }
    }
}

/// A group of applications by place, and the pairs that are possible within it.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) left: BTreeSet<usize>,
    pub(super) right: BTreeSet<usize>,
    pub(super) edges: BTreeSet<Places>,
    pub(super) why: Why,
}

/// Two ways to pair whose evidence differs by less than this (hundredths of a bit) are a tie: one to two.
const TIE: i64 = 100;

/// The application each one names, by place, where there is such a submitted application.
struct Named {
    by_left: BTreeMap<usize, usize>,
    by_right: BTreeMap<usize, usize>,
}

impl Named {
    fn new(work: &Work<'_>) -> Self {
        let places = |side: &[&Application]| -> BTreeMap<String, usize> {
            side.iter().enumerate().map(|(place, one)| (plain_number(&one.id.number), place)).collect()
        };
        let named = |side: &[&Application], other: &BTreeMap<String, usize>| -> BTreeMap<usize, usize> {
            side.iter()
                .enumerate()
                .filter_map(|(place, one)| Some((place, *other.get(&plain_number(one.partner_number.as_deref()?))?)))
                .collect()
        };
        Self { by_left: named(&work.left, &places(&work.right)), by_right: named(&work.right, &places(&work.left)) }
    }

    fn mutual(&self, (left, right): Places) -> bool {
        self.by_left.get(&left) == Some(&right) && self.by_right.get(&right) == Some(&left)
    }
}

/// Finds the groups. Groups that share an application are one; the gravest reason names it.
pub(super) fn find(work: &Work<'_>, linked: &LinkResult, options: &LinkOptions) -> Vec<Group> {
    let named = Named::new(work);
    let mut found: Vec<(Why, Vec<Places>)> = Vec::new();
    same_number(&named, &mut found);
    contradicted(&named, linked, &mut found);
    competing(&named, linked, options, &mut found);
    merge(found)
}

/// Two of one side that name one of the other.
fn same_number(named: &Named, found: &mut Vec<(Why, Vec<Places>)>) {
    let mut claimed: BTreeMap<usize, Vec<Places>> = BTreeMap::new();
    for (&left, &right) in &named.by_left {
        claimed.entry(right).or_default().push((left, right));
    }
    let mut claiming: BTreeMap<usize, Vec<Places>> = BTreeMap::new();
    for (&right, &left) in &named.by_right {
        claiming.entry(left).or_default().push((left, right));
    }
    for edges in claimed.into_values().chain(claiming.into_values()).filter(|edges| edges.len() >= 2) {
        found.push((Why::SamePartner, edges));
    }
}

/// Numbers that the evidence does not bear out: the application named is paired with another one, or the one that names
/// it is, or the two have too little in common.
fn contradicted(named: &Named, linked: &LinkResult, found: &mut Vec<(Why, Vec<Places>)>) {
    let partner_of_left: BTreeMap<usize, usize> = places(linked).collect();
    let partner_of_right: BTreeMap<usize, usize> = places(linked).map(|(left, right)| (right, left)).collect();
    let by_left = named.by_left.iter().map(|(left, right)| (*left, *right));
    let by_right = named.by_right.iter().map(|(right, left)| (*left, *right));
    for (left, right) in by_left.chain(by_right) {
        let own = partner_of_left.get(&left).copied();
        if own == Some(right) {
            continue;
        }
        let mut edges = vec![(left, right)];
        edges.extend(own.map(|other| (left, other)));
        edges.extend(partner_of_right.get(&right).map(|other| (*other, right)));
        found.push((Why::NamedOtherwise, edges));
    }
}

/// The pairs of the evidence by place.
fn places(linked: &LinkResult) -> impl Iterator<Item = Places> {
    linked.pairs.iter().map(|pair| (pair.candidate.left, pair.candidate.right))
}

/// Whether the titles of a candidate are the same but for script, wording and slips: the mark of one project submitted
/// twice, however much the rest differs.
fn same_title(linked: &LinkResult, candidate: &Candidate) -> bool {
    let slip = ["exact", "wording", "homophone", "typing_error"];
    let levels = candidate.levels(&linked.fields);
    let titles = linked.fields.iter().zip(levels).filter(|(field, _)| field.kind == ColumnKind::Title);
    titles.filter_map(|(field, level)| field.levels.get(level?)).any(|level| slip.contains(&level.name))
}

/// Pairs with a rival that has no other partner, and pairs that could as well be made otherwise.
fn competing(named: &Named, linked: &LinkResult, options: &LinkOptions, found: &mut Vec<(Why, Vec<Places>)>) {
    let lefts: BTreeSet<usize> = linked.pairs.iter().map(|pair| pair.candidate.left).collect();
    let rights: BTreeSet<usize> = linked.pairs.iter().map(|pair| pair.candidate.right).collect();
    for pair in &linked.pairs {
        let place = (pair.candidate.left, pair.candidate.right);
        if named.mutual(place) {
            continue;
        }
        let rivals = linked
            .near
            .iter()
            .filter(|rival| (rival.left == place.0) != (rival.right == place.1) && rival.weight > linked.threshold);
        for rival in rivals {
            let other = (rival.left, rival.right);
            let free =
                if rival.left == place.0 { !rights.contains(&rival.right) } else { !lefts.contains(&rival.left) };
            let lead = pair.candidate.weight - rival.weight;
            // A rival that alone would be decided without a person, or the same project handed in twice.
            let strong = rival.weight - linked.threshold >= options.margin && lead < options.margin;
            if free && (strong || same_title(linked, rival)) {
                found.push((if lead < TIE { Why::Tie } else { Why::SamePartner }, vec![place, other]));
            }
        }
        if pair.margin < TIE
            && let Some(rival) = pair.rival
        {
            let other = match rival {
                Rival::Right(right) => (place.0, right),
                Rival::Left(left) => (left, place.1),
            };
            let strong =
                linked.near.iter().any(|near| (near.left, near.right) == other && near.weight > linked.threshold);
            if strong {
                found.push((Why::Tie, vec![place, other]));
            }
        }
    }
    // A rival that is itself paired is drawn in with its partner, so that nobody of a group is left undecided alone.
    let partner: BTreeMap<usize, usize> =
        linked.pairs.iter().map(|pair| (pair.candidate.left, pair.candidate.right)).collect();
    let mut more: Vec<(Why, Vec<Places>)> = Vec::new();
    for (why, edges) in found.iter() {
        for (left, right) in edges {
            let own = partner.iter().find(|(_, owned)| *owned == right).map(|(left, right)| (*left, *right));
            let pairs = [partner.get(left).map(|right| (*left, *right)), own];
            more.extend(pairs.into_iter().flatten().map(|place| (*why, vec![(*left, *right), place])));
        }
    }
    found.extend(more);
}

fn merge(found: Vec<(Why, Vec<Places>)>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (why, edges) in found {
        let mut group = Group {
            left: edges.iter().map(|edge| edge.0).collect(),
            right: edges.iter().map(|edge| edge.1).collect(),
            edges: edges.into_iter().collect(),
            why,
        };
        let (touching, rest): (Vec<Group>, Vec<Group>) = groups
            .into_iter()
            .partition(|other| !other.left.is_disjoint(&group.left) || !other.right.is_disjoint(&group.right));
        for other in touching {
            group.left.extend(other.left);
            group.right.extend(other.right);
            group.edges.extend(other.edges);
            group.why = group.why.min(other.why);
        }
        groups = rest;
        groups.push(group);
    }
    groups
}
