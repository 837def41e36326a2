//! The nearest texts by TF-IDF over short character sequences: exact top k from an inverted index that stops opening new
//! candidates once they cannot reach the top any more.

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
    greatest: f32,
}

/// Reused memory of one thread.
pub(crate) struct Search {
    score: Vec<f32>,
    touched: Vec<u32>,
    query: Vec<f32>,
    ranked: Vec<(f32, u32)>,
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
        let greatest = right_norm.iter().copied().fold(0.0f32, f32::max);
        Self { dense, starts, postings, weight, skipped, left_norm, right_norm, greatest }
    }

    pub(crate) fn search(&self) -> Search {
        Search {
            score: vec![0.0; self.dense.right.len()],
            touched: Vec::new(),
            query: vec![0.0; self.weight.len()],
            ranked: Vec::new(),
        }
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
        let mut keys: Vec<u32> = self
            .dense
            .left
            .get(left)
            .iter()
            .copied()
            .filter(|key| !self.skipped.get(*key as usize).copied().unwrap_or(true))
            .collect();
        keys.sort_by(|a, b| {
            let weight = |key: &u32| self.weight.get(*key as usize).copied().unwrap_or(0.0);
            weight(b).total_cmp(&weight(a)).then(a.cmp(b))
        });
        let mut rest: f32 = keys.iter().map(|key| square(&self.weight, *key)).sum();
        let mut keys = keys.as_slice();
        let (mut opened, mut look) = (0usize, 512usize);
        // Scores are dot products; a text can still enter while what is left could lift it over the k-th.
        while let Some((&key, tail)) = keys.split_first() {
            let posting = self.posting(key);
            opened += posting.len();
            if opened > look && memory.touched.len() > k {
                look = opened + opened / 2;
                // What is left adds at most its own length (Cauchy and Schwarz), and at most itself to the shortest text.
                if self.threshold(k, memory) > (rest * self.greatest).min(rest.max(0.0).sqrt()) {
                    break;
                }
            }
            let square = square(&self.weight, key);
            for &text in posting {
                if let Some(score) = memory.score.get_mut(text as usize) {
                    if *score == 0.0 {
                        memory.touched.push(text);
                    }
                    *score += square;
                }
            }
            rest -= square;
            keys = tail;
        }
        self.finish(keys, rest, k, memory, out);
    }

    fn threshold(&self, k: usize, memory: &mut Search) -> f32 {
        memory.ranked.clear();
        for &text in &memory.touched {
            let score = memory.score.get(text as usize).copied().unwrap_or(0.0);
            memory.ranked.push((score * norm_of(&self.right_norm, text as usize), text));
        }
        if memory.ranked.len() < k || k == 0 {
            return 0.0;
        }
        let (_, nth, _) = memory.ranked.select_nth_unstable_by(k - 1, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        nth.0
    }

    /// Adds the keys not opened to the texts that can still reach the top, ranks, and clears the memory.
    fn finish(&self, keys: &[u32], rest: f32, k: usize, memory: &mut Search, out: &mut Vec<u32>) {
        let least = if keys.is_empty() { 0.0 } else { self.threshold(k, memory) };
        for &key in keys {
            if let Some(slot) = memory.query.get_mut(key as usize) {
                *slot = square(&self.weight, key);
            }
        }
        memory.ranked.clear();
        for &text in &memory.touched {
            let norm = norm_of(&self.right_norm, text as usize);
            let Some(score) = memory.score.get_mut(text as usize) else { continue };
            let mut dot = *score;
            *score = 0.0;
            if !keys.is_empty() {
                if (dot + rest) * norm < least * 0.9999 {
                    continue;
                }
                let query = &memory.query;
                dot += self.dense.right.get(text as usize).iter().filter_map(|key| query.get(*key as usize)).sum::<f32>();
            }
            memory.ranked.push((dot * norm, text));
        }
        memory.touched.clear();
        for &key in keys {
            if let Some(slot) = memory.query.get_mut(key as usize) {
                *slot = 0.0;
            }
        }
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if memory.ranked.len() > k && k > 0 {
            memory.ranked.select_nth_unstable_by(k - 1, order);
            memory.ranked.truncate(k);
        }
        memory.ranked.sort_unstable_by(order);
        out.extend(memory.ranked.iter().map(|(_, text)| *text));
    }
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

    /// The short cut finds what a full scan finds.
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
                let mut list: Vec<u32> = (0..25).map(|_| next(40) * next(60) + next(9)).collect();
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
            let keys: Vec<u32> = index.dense.left.get(row).iter().copied().filter(|key| !index.skipped[*key as usize]).collect();
            let mut all: Vec<(f32, u32)> = (0..right.len())
                .map(|text| {
                    let dot: f32 = index.dense.right.get(text).iter().filter(|key| keys.contains(key)).map(|key| square(&index.weight, *key)).sum();
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
