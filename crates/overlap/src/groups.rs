//! Groups of documents that have the same common text.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::common::Stretches;
use crate::options::Options;
use crate::prints::winnow;
use crate::result::{Common, Number, Place};
use crate::shelf::Shelf;

/// A stretch of common text in one document.
struct Region {
    units: u32,
    document: Number,
    tokens: (u32, u32),
    prints: Vec<u64>,
}

/// The groups of common text, by the stretches of each document of `own` that are common.
pub fn groups(own: Shelf<'_>, common: &[Stretches], options: &Options) -> Vec<Common> {
    let numbered: Vec<(Number, &Stretches)> = (0..).zip(common.iter().take(own.len())).collect();
    let mut regions: Vec<Region> = numbered
        .into_par_iter()
        .flat_map_iter(|(document, stretches)| {
            let prepared = own.books.prepared(document);
            let region = |&(start, end): &(u32, u32)| {
                let range = start as usize..end as usize;
                let units = prepared.units(range.clone());
                let mut prints = Vec::new();
                if units >= options.passage {
                    winnow(prepared.values.get(range).unwrap_or_default(), |gram| prints.push(gram.hash));
                    prints.sort_unstable();
                    prints.dedup();
                }
                Region { units, document, tokens: (start, end), prints }
            };
            let regions: Vec<Region> = stretches.iter().map(region).collect();
            regions.into_iter().filter(|region| !region.prints.is_empty())
        })
        .collect();
    regions.sort_by_key(|region| (std::cmp::Reverse(region.units), region.document, region.tokens));
    let members = assign(&regions);
    let mut out: Vec<Common> = members
        .into_iter()
        .filter_map(|(leader, members)| {
            let leader = regions.get(leader)?;
            let documents = u32::try_from(members.len()).unwrap_or(u32::MAX);
            let span = own.books.prepared(leader.document).span(leader.tokens.0 as usize..leader.tokens.1 as usize);
            let example = Place { document: leader.document, span };
            let members = members.into_iter().collect();
            (documents > options.common).then_some(Common { documents, units: leader.units, example, members })
        })
        .collect();
    out.sort_by_key(|group| (std::cmp::Reverse(group.documents), std::cmp::Reverse(group.units), group.example));
    out
}

/// Each region with the longest one that holds at least half of its fingerprints; by leader, the documents.
fn assign(regions: &[Region]) -> BTreeMap<usize, BTreeSet<Number>> {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut groups: BTreeMap<usize, BTreeSet<Number>> = BTreeMap::new();
    for (at, region) in regions.iter().enumerate() {
        let mut hits: BTreeMap<usize, usize> = BTreeMap::new();
        for leader in region.prints.iter().filter_map(|print| holders.get(print)).flatten() {
            *hits.entry(*leader).or_default() += 1;
        }
        let best = hits.into_iter().max_by_key(|(leader, hits)| (*hits, std::cmp::Reverse(*leader)));
        let leader = match best {
            Some((leader, hits)) if hits * 2 >= region.prints.len() => leader,
            _ => {
                for print in &region.prints {
                    let holders = holders.entry(*print).or_default();
                    if holders.len() < MOST_LEADERS {
                        holders.push(at);
                    }
                }
                at
            }
        };
        groups.entry(leader).or_default().insert(region.document);
    }
    groups
}

/// Leaders looked at for one fingerprint: a stock phrase stands in many groups and tells none apart.
const MOST_LEADERS: usize = 16;
