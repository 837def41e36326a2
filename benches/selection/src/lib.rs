//! Candidates of a joint call, drawn from a seed: what each side says of them and what they ask.

/// A small generator of numbers (xorshift64*): the same seed, the same numbers, on any machine.
pub struct Draw(u64);

impl Draw {
    /// From a seed that is not 0.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % below
    }

    /// Nearly normal, mean 0, deviation 1000: twelve uniform numbers.
    pub fn normal(&mut self) -> i64 {
        (0..12).map(|_| self.below(1001) as i64).sum::<i64>() - 6000
    }
}

/// One candidate.
pub struct Candidate {
    /// Direction, from 0.
    pub direction: usize,
    /// Hundredths of a point by each side.
    pub scores: [i64; 2],
    /// Whole units of each side's money.
    pub asks: [i64; 2],
}

/// Places in each direction: at least and at most.
pub const BAND: (u32, u32) = (20, 25);

/// Ceiling of each side in a direction of so many places, in whole units.
pub const CEILINGS: [i64; 2] = [50_000_000, 60_000_000];

/// Candidates of one direction: scores of two sides that agree in part (correlation .55), asks around 2.2 million of the
/// first side's money and 2.6 of the second's, dearer with the score.
pub fn direction(draw: &mut Draw, direction: usize, count: usize) -> Vec<Candidate> {
    (0..count)
        .map(|_| {
            let shared = draw.normal();
            let score = |draw: &mut Draw| 7000 + (shared * 742 + draw.normal() * 670) / 1000;
            let scores = [score(draw), score(draw)];
            let ask = |draw: &mut Draw, mean: i64| {
                let thousands = mean + draw.normal() * mean / 4000 + shared * mean / 10_000;
                thousands.max(300) * 1000
            };
            Candidate { direction, scores, asks: [ask(draw, 2200), ask(draw, 2600)] }
        })
        .collect()
}
