//! The nearest texts by TF-IDF over short character sequences and words: exact top k from an inverted index.

use super::tokens::Lists;

/// Gives each raw key a dense number in ascending order of keys, and counts in how many lists of each side it occurs.
pub(crate) struct Dense {
    pub(crate) left: Lists,
    pub(crate) right: Lists,
    /// Lists of the left side with each number.
    pub(crate) left_count: Vec<u32>,
    /// Lists of the right side with each number.
    pub(crate) right_count: Vec<u32>,
}

/// Lists must be sorted and without doubles.
pub(crate) fn densify(left: &Lists, right: &Lists) -> Dense {
    let mut all: Vec<u32> = left.iter().chain(right.iter()).flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let number = |key: &u32| all.binary_search(key).ok().and_then(|at| u32::try_from(at).ok());
    let renumber = |lists: &Lists| {
        let mut out = Lists::default();
        let mut count = vec![0u32; all.len()];
        for list in lists.iter() {
            out.push(list.iter().filter_map(number));
        }
        for list in out.iter() {
            for &key in list {
                if let Some(slot) = count.get_mut(key as usize) {
                    *slot += 1;
                }
            }
        }
        (out, count)
    };
    let (left, left_count) = renumber(left);
    let (right, right_count) = renumber(right);
    Dense { left, right, left_count, right_count }
}

/// An inverted index over the right side.
pub(crate) struct Index {
    dense: Dense,
    starts: Vec<u32>,
    postings: Vec<u32>,
    weight: Vec<f32>,
    skipped: Vec<bool>,
    left_norm: Vec<f32>,
    right_norm: Vec<f32>,
}

/// Reused memory of one thread.
pub(crate) struct Search {
    score: Vec<f32>,
    touched: Vec<u32>,
    best: Vec<(f32, u32)>,
}

impl Index {
    /// Sequences in more than `skip_percent` of the right texts are left out of the search (not of the overlap).
    pub(crate) fn new(left: &Lists, right: &Lists, skip_percent: u32) -> Self {
        let dense = densify(left, right);
        let texts = left.iter().chain(right.iter()).filter(|list| !list.is_empty()).count() as f32;
        let full = right.iter().filter(|list| !list.is_empty()).count();
        let most = (full * skip_percent as usize / 100).max(20);
        let pairs = dense.left_count.iter().zip(&dense.right_count);
        let weight: Vec<f32> = pairs.map(|(a, b)| (1.0 + texts / (a + b).max(1) as f32).ln()).collect();
        let skipped: Vec<bool> = dense.right_count.iter().map(|count| *count as usize > most).collect();
        let norm = |lists: &Lists| -> Vec<f32> {
            lists
                .iter()
                .map(|list| {
                    let sum: f32 = list.iter().map(|key| square(&weight, *key)).sum();
                    if sum > 0.0 { 1.0 / sum.sqrt() } else { 0.0 }
                })
                .collect()
        };
        let (left_norm, right_norm) = (norm(&dense.left), norm(&dense.right));
        let mut starts: Vec<u32> = Vec::with_capacity(weight.len() + 1);
        let mut total = 0u32;
        for (count, skip) in dense.right_count.iter().zip(&skipped) {
            starts.push(total);
            total += if *skip { 0 } else { *count };
        }
        starts.push(total);
        let mut next = starts.clone();
        let mut postings = vec![0u32; total as usize];
        for (text, list) in dense.right.iter().enumerate() {
            for &key in list {
                if skipped.get(key as usize).copied().unwrap_or(true) {
                    continue;
                }
                if let Some(at) = next.get_mut(key as usize) {
                    if let Some(slot) = postings.get_mut(*at as usize) {
                        *slot = u32::try_from(text).unwrap_or(u32::MAX);
                    }
                    *at += 1;
                }
            }
        }
        Self { dense, starts, postings, weight, skipped, left_norm, right_norm }
    }

    pub(crate) fn search(&self) -> Search {
        Search { score: vec![0.0; self.dense.right.len()], touched: Vec::new(), best: Vec::new() }
    }

    fn posting(&self, key: u32) -> &[u32] {
        let at = |place: usize| self.starts.get(place).copied().unwrap_or(0) as usize;
        self.postings.get(at(key as usize)..at(key as usize + 1)).unwrap_or(&[])
    }

    /// Weighted overlap (cosine) of two texts in hundredths; none where one is empty.
    pub(crate) fn overlap(&self, left: usize, right: usize) -> u32 {
        let (mut a, mut b) = (self.dense.left.get(left), self.dense.right.get(right));
        let mut sum = 0.0f32;
        while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first()) {
            if x <= y {
                a = rest_a;
            }
            if y <= x {
                b = rest_b;
            }
            if x == y {
                sum += square(&self.weight, *x);
            }
        }
        let scale = norm_of(&self.left_norm, left) * norm_of(&self.right_norm, right);
        (sum * scale * 100.0 + 0.001) as u32
    }

    /// The `k` right texts nearest to a left text, best first; ties go to the lower number.
    pub(crate) fn nearest(&self, left: usize, k: usize, memory: &mut Search, out: &mut Vec<u32>) {
        let keys = self.dense.left.get(left);
        let open = |key: &&u32| !self.skipped.get(**key as usize).copied().unwrap_or(true);
        let length: usize = keys.iter().filter(open).map(|key| self.posting(*key).len()).sum();
        memory.best.clear();
        // A long list of hits is read off the whole array in order, a short one from the places touched.
        let whole = length > self.dense.right.len() / 6;
        for &key in keys.iter().filter(open) {
            let square = square(&self.weight, key);
            let posting = self.posting(key);
            if whole {
                for &text in posting {
                    if let Some(score) = memory.score.get_mut(text as usize) {
                        *score += square;
                    }
                }
            } else {
                for &text in posting {
                    if let Some(score) = memory.score.get_mut(text as usize) {
                        if *score == 0.0 {
                            memory.touched.push(text);
                        }
                        *score += square;
                    }
                }
            }
        }
        if whole {
            self.read_whole(k, memory);
        } else {
            self.read_touched(k, memory);
        }
        out.extend(memory.best.iter().map(|(_, text)| *text));
    }

    fn read_whole(&self, k: usize, memory: &mut Search) {
        const STEP: usize = 16;
        let (mut least, mut start) = (0.0f32, 0usize);
        for (scores, norms) in memory.score.chunks_mut(STEP).zip(self.right_norm.chunks(STEP)) {
            let greatest = scores.iter().zip(norms).map(|(score, norm)| score * norm).fold(0.0f32, f32::max);
            if greatest > least {
                for (at, (score, norm)) in scores.iter().zip(norms).enumerate() {
                    if score * norm > least {
                        least = enter(&mut memory.best, k, score * norm, start + at);
                    }
                }
            }
            scores.fill(0.0);
            start += STEP;
        }
    }

    fn read_touched(&self, k: usize, memory: &mut Search) {
        let mut least = 0.0f32;
        for &text in &memory.touched {
            let Some(score) = memory.score.get_mut(text as usize) else {
                continue;
            };
            let own = *score * norm_of(&self.right_norm, text as usize);
            *score = 0.0;
            if own >= least {
                least = enter(&mut memory.best, k, own, text as usize);
            }
        }
        memory.touched.clear();
    }
}

/// Puts a text into the list of the best, ties to the lower number; returns the score that the next one must reach.
fn enter(best: &mut Vec<(f32, u32)>, k: usize, score: f32, text: usize) -> f32 {
    let text = u32::try_from(text).unwrap_or(u32::MAX);
    let before = |(other, place): &(f32, u32)| *other > score || (*other >= score && *place < text);
    let at = best.partition_point(before);
    best.insert(at, (score, text));
    best.truncate(k);
    if best.len() < k { f32::MIN_POSITIVE } else { best.last().map_or(0.0, |(least, _)| *least) }
}

fn norm_of(norms: &[f32], at: usize) -> f32 {
    norms.get(at).copied().unwrap_or(0.0)
}

fn square(weight: &[f32], key: u32) -> f32 {
    let weight = weight.get(key as usize).copied().unwrap_or(0.0);
    weight * weight
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both ways of reading the hits find what a full scan finds.
    #[test]
    fn nearest_is_exact() {
        let mut seed = 7u32;
        let mut next = move |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        let mut table = |rows: usize| {
            let mut lists = Lists::default();
            for _ in 0..rows {
                let terms = 1 + next(25);
                let mut list: Vec<u32> = (0..terms).map(|_| next(40) * next(60) + next(9)).collect();
                list.sort_unstable();
                list.dedup();
                lists.push(list);
            }
            lists
        };
        let (left, right) = (table(60), table(4_000));
        let index = Index::new(&left, &right, 5);
        let mut memory = index.search();
        for row in 0..left.len() {
            let mut found = Vec::new();
            index.nearest(row, 10, &mut memory, &mut found);
            let keys: Vec<u32> =
                index.dense.left.get(row).iter().copied().filter(|key| !index.skipped[*key as usize]).collect();
            let mut all: Vec<(f32, u32)> = (0..right.len())
                .map(|text| {
                    let dot: f32 = index
                        .dense
                        .right
                        .get(text)
                        .iter()
                        .filter(|key| keys.contains(key))
                        .map(|key| square(&index.weight, *key))
                        .sum();
                    (dot * index.right_norm[text], text as u32)
                })
                .filter(|(score, _)| *score > 0.0)
                .collect();
            all.sort_by(|a, b| b.0.total_cmp(&a.0));
            let kth = all[found.len() - 1].0;
            for text in &found {
                let score = all.iter().find(|(_, other)| other == text).unwrap().0;
                assert!(score >= kth * 0.9999, "row {row}: {score} under {kth}");
            }
            assert_eq!(found.len(), all.len().min(10));
        }
    }
}
