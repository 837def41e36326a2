//! Writes an instance: `generate-panel PROJECTS EXPERTS PAIRS DEMAND LEAST-LOAD MOST-LOAD SIDES SEED FILE`.
//!
//! Topics are skewed among projects and less so among experts, so that experts are short in hot topics; one pair in a
//! hundred is a conflict; two experts in five are of the second side. Whole numbers only.

use assignment_bench::Instance;

struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words[at].parse::<u64>().expect("a number");
    let (projects, experts, each, demand) = (number(0), number(1), number(2), number(3));
    let (least, most, sides, mut chance) = (number(4), number(5), number(6), Chance(number(7)));
    let topics = (experts / 40).clamp(8, 400);
    // The square of an even draw is skewed; its average with an even draw less so.
    let hot = |chance: &mut Chance| chance.below(topics) * chance.below(topics) / topics;
    let mut instance = Instance::default();
    let mut by_topic: Vec<Vec<u32>> = vec![Vec::new(); topics as usize];
    for expert in 0..experts {
        let side = u32::from(chance.below(5) < 2);
        instance.experts.push(((least + chance.below(most - least + 1)) as u32, side));
        for _ in 0..3 {
            let topic = (hot(&mut chance) + chance.below(topics)) / 2;
            by_topic[topic as usize].push(expert as u32);
        }
    }
    for project in 0..projects {
        instance.projects.push((demand as u32, sides as u32));
        let own = [hot(&mut chance), hot(&mut chance)];
        let mut worth = std::collections::BTreeMap::new();
        let mut tries = 0;
        while (worth.len() as u64) < each.min(experts) && tries < 40 * each {
            tries += 1;
            let near = &by_topic[own[(tries % 2) as usize] as usize];
            let from_topic = chance.below(3) > 0 && !near.is_empty();
            let expert =
                if from_topic { near[chance.below(near.len() as u64) as usize] } else { chance.below(experts) as u32 };
            let base = if from_topic { 400_000 } else { 100_000 };
            let quality = chance.below(100_000) + chance.below(500_000);
            worth.entry(expert).or_insert((base + quality) as u32);
        }
        for (expert, score) in worth {
            if chance.below(100) > 0 {
                instance.pairs.push((project as u32, expert, score));
            }
        }
    }
    instance.write(words[8].as_ref()).expect("written");
}
