//! How two lists of names agree, from the credit of each pair of names.

/// Levels for lists of people and organisations, best first. *Rare* says that the agreeing names stand in few records.
pub(crate) const LEVELS: &[&str] = &[
    "all_exact_rare",
    "all_exact",
    "all_rare",
    "all",
    "subset_rare",
    "subset",
    "most",
    "some_rare",
    "some",
    "weak",
    "none",
];

/// What `level` needs to know of two lists of `left` and `right` names.
pub(crate) struct Agreement {
    /// Greatest credits, taken greedily, best first.
    pub(crate) credits: Vec<(u32, usize, usize)>,
    pub(crate) left: usize,
    pub(crate) right: usize,
}

/// Pairs names greedily by credit; ties go to the earlier name.
pub(crate) fn agree(left: usize, right: usize, mut credit: impl FnMut(usize, usize) -> u32) -> Agreement {
    let mut all: Vec<(u32, usize, usize)> = Vec::with_capacity(left * right);
    for i in 0..left {
        for j in 0..right {
            let credit = credit(i, j);
            if credit > 0 {
                all.push((credit, i, j));
            }
        }
    }
    all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut credits: Vec<(u32, usize, usize)> = Vec::with_capacity(left.min(right));
    for (credit, i, j) in all {
        if !credits.iter().any(|(_, x, y)| *x == i || *y == j) {
            credits.push((credit, i, j));
        }
    }
    Agreement { credits, left, right }
}

impl Agreement {
    /// The level; `rare` says whether the pair of names at these places is rare.
    pub(crate) fn level(&self, rare: impl Fn(usize, usize) -> bool) -> u8 {
        let sum: u32 = self.credits.iter().map(|(credit, ..)| credit).sum();
        let least = u32::try_from(self.left.min(self.right)).unwrap_or(1).max(1);
        let most = u32::try_from(self.left.max(self.right)).unwrap_or(1).max(1);
        let good = self.credits.iter().filter(|(credit, ..)| *credit >= 70).count() as u32;
        let any_rare = self.credits.iter().any(|(credit, i, j)| *credit >= 70 && rare(*i, *j));
        let step = u8::from(!any_rare);
        if good == most {
            return if sum == most * 100 { step } else { 2 + step };
        }
        if good == least {
            return 4 + step;
        }
        if sum * 100 >= most * 6_000 {
            return 6;
        }
        if good >= 1 {
            return 7 + step;
        }
        if sum >= 25 { 9 } else { 10 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_lists() {
        let level = |table: &[&[u32]], rare: bool| {
            let right = table.first().map_or(0, |row| row.len());
            agree(table.len(), right, |i, j| table[i][j]).level(|_, _| rare)
        };
        assert_eq!(level(&[&[0, 100], &[100, 0]], true), 0);
        assert_eq!(level(&[&[0, 100], &[100, 0]], false), 1);
        assert_eq!(level(&[&[0, 95], &[100, 0]], true), 2);
        assert_eq!(level(&[&[0, 95]], false), 5);
        assert_eq!(level(&[&[100, 0], &[0, 0]], true), 7);
        assert_eq!(level(&[&[25, 0], &[0, 0]], true), 9);
        assert_eq!(level(&[&[0, 0], &[0, 0]], true), 10);
    }
}
