//! Names of organisations: their core, likeness within one script, and names learned to mean the same from the tables
//! themselves.

use std::collections::{BTreeMap, BTreeSet};

use hefu_text::script::{fold_wording, is_han};

use super::names::hash;
use super::values::Pool;

/// The features of one distinct core name.
#[derive(Clone, Debug, Default)]
struct Core {
    han: bool,
    chars: Vec<char>,
    grams: Vec<u32>,
    signature: u64,
}

/// All distinct core names of one column.
#[derive(Debug, Default)]
pub(crate) struct Organisations {
    pub(crate) pool: Pool,
    cores: Vec<Core>,
    learned: BTreeSet<(u32, u32)>,
}

/// The part of a name that says which organisation it is, for finding candidates: as
/// [`hefu_text::organisation::core`] with wording folded; the words of a Latin name sorted, without `of` and `the`.
pub(crate) fn core(cell: &str) -> String {
    let core = hefu_text::organisation::core(cell);
    if core.chars().any(is_han) {
        return fold_wording(&core);
    }
    let mut words: Vec<&str> = core.split(' ').filter(|word| !matches!(*word, "" | "the" | "of")).collect();
    words.sort_unstable();
    words.join(" ")
}

impl Organisations {
    /// Adds one written name; returns the number of its core.
    pub(crate) fn add(&mut self, core: &str) -> u32 {
        let number = self.pool.add(core);
        if number as usize == self.cores.len() {
            self.cores.push(Core::new(core));
        }
        number
    }

    /// Credit in hundredths for two core names.
    pub(crate) fn credit(&self, left: u32, right: u32) -> u32 {
        if left == right {
            return 100;
        }
        let (Some(a), Some(b)) = (self.cores.get(left as usize), self.cores.get(right as usize)) else {
            return 0;
        };
        let own = a.likeness(b);
        if own < 90 && self.learned.contains(&(left, right)) {
            return 90;
        }
        own
    }

    /// Learns which left names mean which right names from pairs of records taken to be the same: a name that stands
    /// alone on the left again and again opposite one that stands alone on the right.
    pub(crate) fn learn<'a>(&mut self, pairs: impl Iterator<Item = (&'a [u32], &'a [u32])>) {
        let mut together: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        let (mut left_all, mut right_all): (BTreeMap<u32, u32>, BTreeMap<u32, u32>) = Default::default();
        for (left, right) in pairs {
            let open = |own: &[u32], other: &[u32]| -> Vec<u32> {
                own.iter()
                    .copied()
                    .filter(|a| !other.iter().any(|b| self.credit(*a, *b).max(self.credit(*b, *a)) >= 75))
                    .collect()
            };
            let (a, b) = (open(left, right), open(right, left));
            for &x in &a {
                *left_all.entry(x).or_default() += 1;
                for &y in &b {
                    *together.entry((x, y)).or_default() += 1;
                }
            }
            for &y in &b {
                *right_all.entry(y).or_default() += 1;
            }
        }
        for ((x, y), count) in together {
            let of = |map: &BTreeMap<u32, u32>, key: u32| map.get(&key).copied().unwrap_or(0);
            let (all_x, all_y) = (of(&left_all, x), of(&right_all, y));
            // Seen at least twice, and for one of the two names in most cases.
            if count >= 2 && (count * 5 >= all_x * 3 || count * 5 >= all_y * 3) && count * 20 >= all_x.max(all_y) {
                self.learned.insert((x, y));
            }
        }
    }
}

impl Core {
    fn new(core: &str) -> Self {
        let chars: Vec<char> = core.chars().collect();
        let mut grams: Vec<u32> = chars.windows(2).map(|two| hash(&[&two.iter().collect::<String>()])).collect();
        grams.sort_unstable();
        grams.dedup();
        let signature = grams.iter().fold(0u64, |bits, gram| bits | 1 << (gram % 64));
        Self { han: core.chars().any(is_han), chars, grams, signature }
    }

    fn likeness(&self, other: &Self) -> u32 {
        if self.han != other.han || self.signature & other.signature == 0 {
            return 0;
        }
        let common = self.grams.iter().filter(|gram| other.grams.binary_search(gram).is_ok()).count();
        let (least, sum) = (self.grams.len().min(other.grams.len()), self.grams.len() + other.grams.len());
        if common * 2 < least {
            return 0;
        }
        let distance = rapidfuzz::distance::levenshtein::distance(self.chars.iter(), other.chars.iter());
        let long = self.chars.len().max(other.chars.len());
        let slip = if self.han { 1 } else { 2 };
        if distance <= slip && long >= 4 * slip.min(long / 4).max(1) && long >= 5 {
            return 85;
        }
        if common == least && least >= 3 {
            return 75;
        }
        if common * 2 * 100 >= sum * 75 { 60 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cores() {
        assert_eq!(core("明江大學資訊工程學系"), "明江大学");
        assert_eq!(core("School of Engineering, The University of Mingjiang"), "mingjiang university");
        assert_eq!(core("Mingjiang University"), "mingjiang university");
        assert_eq!(core("海晟生物科技股份有限公司"), core("海晟生物技术股份有限公司"));
    }

    #[test]
    fn names_are_learned_across_scripts() {
        let mut all = Organisations::default();
        let han: Vec<u32> = ["明江大学", "海晟大学", "北岭研究所"].iter().map(|name| all.add(name)).collect();
        let latin: Vec<u32> = ["mingjiang university", "haisheng university", "beiling institute"]
            .iter()
            .map(|name| all.add(name))
            .collect();
        assert_eq!(all.credit(han[0], latin[0]), 0);
        let pairs: Vec<([u32; 2], [u32; 2])> = vec![
            ([han[0], han[1]], [latin[1], latin[0]]),
            ([han[0], han[2]], [latin[0], latin[2]]),
            ([han[1], han[2]], [latin[1], latin[2]]),
            ([han[0], han[1]], [latin[0], latin[1]]),
        ];
        all.learn(pairs.iter().map(|(a, b)| (a.as_slice(), b.as_slice())));
        for at in 0..3 {
            assert_eq!(all.credit(han[at], latin[at]), 90, "{at}");
        }
        assert_eq!(all.credit(han[2], latin[1]), 0);
    }
}
