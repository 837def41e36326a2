//! MinHash of the crate gaoya on the benchmark's corpus: `gaoya CORPUS [THRESHOLD]`. Shingles are five tokens.

use std::collections::HashSet;
use std::path::Path;

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32, calculate_minhash_params};
use hefu_text::tokens::tokens;
use overlap_bench::{Case, Doc, cpu_seconds, lines, ordered, part, peak_bytes, recall};
use rayon::prelude::*;
use serde_json::json;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let corpus = arguments.next().expect("gaoya CORPUS [THRESHOLD]");
    let threshold: f64 = arguments.next().map_or(0.5, |text| text.parse().expect("a number"));
    let docs: Vec<Doc> = lines(&Path::new(&corpus).join("docs.jsonl"));
    let bytes: usize = docs.iter().map(|doc| doc.text.len()).sum();
    let begin = cpu_seconds();
    let (bands, width) = calculate_minhash_params(threshold, 128);
    let hasher = MinHasher32::new(bands * width);
    let signatures: Vec<Vec<u32>> = docs
        .par_iter()
        .map(|doc| {
            let mut values = Vec::new();
            tokens(&doc.text, |token| values.push(token.value));
            hasher.create_signature(values.windows(5))
        })
        .collect();
    let mut index: MinHashIndex<u32, u32> = MinHashIndex::new(bands, width, threshold);
    index.par_bulk_insert((0..docs.len() as u32).collect(), signatures.clone());
    let found: HashSet<(u32, u32)> = index
        .par_bulk_query(&signatures)
        .into_iter()
        .enumerate()
        .flat_map(|(at, found)| found.into_iter().map(move |other| (at as u32, other)))
        .filter(|(one, two)| one < two)
        .collect();
    let seconds = cpu_seconds() - begin;
    let memory = peak_bytes();
    let name = |at: u32| docs[at as usize].id.as_str();
    let pairs: HashSet<(&str, &str)> = found.iter().map(|(one, two)| ordered(name(*one), name(*two))).collect();
    let cases: Vec<Case> = lines(&Path::new(&corpus).join("truth.jsonl"));
    let mut result = recall(&cases, &|a, b| pairs.contains(&ordered(a, b)));
    result["pairs"] = pairs.len().into();
    result["precision"] = part(result["found"].as_u64().unwrap_or(0) as usize, pairs.len()).into();
    let count = docs.len();
    println!("{}", json!({
        "tool": "gaoya", "threshold": threshold, "documents": count, "bytes": bytes, "cpu_seconds": seconds,
        "documents_per_cpu_second": count as f64 / seconds, "peak_bytes": memory, "memory_per_byte": memory as f64 / bytes as f64,
        "result": result,
    }));
}
