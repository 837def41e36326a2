//! Runs the engine on a corpus and scores it: `measure CORPUS [OPTION=VALUE…]`, or `measure --pan FOLDER [OPTION=VALUE…]`.
//!
//! CORPUS holds docs.jsonl and truth.jsonl. FOLDER holds the PAN 2013 files: src/, susp/ and 02-no-obfuscation/.

use std::collections::HashMap;
use std::path::Path;

use hefu_overlap::{Corpus, Document, Known, Level, Options, Outcome, Relations, Shelf, Span, compare};
use overlap_bench::score::{Places, plagdet};
use overlap_bench::{Case, Doc, FORM, cpu_seconds, lines, ordered, part, peak_bytes, recall};
use serde_json::{Value, json};

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let (settings, places): (Vec<String>, Vec<String>) = arguments.drain(..).partition(|argument| argument.contains('='));
    let mut options = serde_json::to_value(Options::default()).expect("options");
    for setting in settings {
        let (name, value) = setting.split_once('=').expect("a setting");
        assert!(options.get(name).is_some(), "no such option: {name}");
        options[name] = value.parse::<u32>().expect("a number").into();
    }
    let options: Options = serde_json::from_value(options).expect("options");
    let result = match places.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--pan", folder] => pan(Path::new(folder), &options),
        [corpus] => corpus_of_copies(Path::new(corpus), &options),
        _ => panic!("measure CORPUS | --pan FOLDER"),
    };
    println!("{result}");
}

fn document(id: &str, text: String) -> Document {
    Document { id: id.to_owned(), application: id.to_owned(), tag: String::new(), text, sections: Vec::new() }
}

fn corpus_of_copies(folder: &Path, options: &Options) -> Value {
    let docs: Vec<Doc> = lines(&folder.join("docs.jsonl"));
    let bytes: usize = docs.iter().map(|doc| doc.text.len()).sum();
    let count = docs.len();
    let documents: Vec<Document> = docs.into_iter().map(|doc| document(&doc.id, doc.text)).collect();
    let known = Known::new(FORM);
    let begin = cpu_seconds();
    let corpus = Corpus::new(documents, &known).expect("sound documents");
    let prepared = cpu_seconds();
    let outcome =
        compare(corpus.shelf(), None, &Relations::default(), options, &()).expect("nobody stops a benchmark");
    let seconds = cpu_seconds() - begin;
    let memory = peak_bytes();

    let cases: Vec<Case> = lines(&folder.join("truth.jsonl"));
    let shelf = corpus.shelf();
    let found: HashMap<(&str, &str), usize> = outcome
        .pairs
        .iter()
        .enumerate()
        .map(|(at, pair)| (ordered(shelf.id(pair.a), shelf.id(pair.b)), at))
        .collect();
    let all_alerts = outcome.pairs.iter().filter(|pair| pair.level == Level::Alert).count();
    let level = |least: Level, pairs: usize| -> Value {
        let hit = |a: &str, b: &str| found.get(&ordered(a, b)).is_some_and(|at| outcome.pairs[*at].level >= least);
        let mut result = recall(&cases, &hit);
        result["pairs"] = pairs.into();
        result["precision"] = part(result["found"].as_u64().unwrap_or(0) as usize, pairs).into();
        result
    };
    let by_language = |wanted: &dyn Fn(&Case) -> bool| -> Value {
        let truth: HashMap<(&str, &str), Vec<Places>> = cases
            .iter()
            .filter(|case| wanted(case))
            .map(|case| ((case.copy.as_str(), case.source.as_str()), vec![[case.copy_place, case.source_place]]))
            .collect();
        let mut seen: HashMap<(&str, &str), Vec<Places>> = HashMap::new();
        for pair in truth.keys() {
            if let Some(at) = found.get(&ordered(pair.0, pair.1)) {
                seen.insert(*pair, passages(&outcome, *at, shelf, shelf, pair.0));
            }
        }
        let score = plagdet(&truth, &seen);
        json!({"plagdet": score.plagdet, "precision": score.precision, "recall": score.recall, "granularity": score.granularity})
    };
    if std::env::var_os("SHOW_FALSE").is_some() {
        show_false(&outcome, shelf, &cases);
    }
    let plain = |case: &Case| !case.kind.starts_with("shuffle") && case.edits <= 20;
    json!({
        "documents": count, "bytes": bytes, "cpu_seconds": seconds, "prepare_cpu_seconds": prepared - begin,
        "documents_per_cpu_second": count as f64 / seconds, "peak_bytes": memory, "memory_per_byte": memory as f64 / bytes as f64,
        "listing": level(Level::Listing, outcome.pairs.len()), "alert": level(Level::Alert, all_alerts),
        "passages, edits <= 20, not shuffled": {
            "all": by_language(&plain), "en": by_language(&|case| plain(case) && case.kind == "en"),
            "zh": by_language(&|case| plain(case) && case.kind == "zh"), "hant": by_language(&|case| plain(case) && case.kind == "hant"),
        },
        "common groups": outcome.common.len(),
    })
}

/// Prints pairs that were not planted, with their passages, to standard error.
fn show_false(outcome: &Outcome, shelf: Shelf<'_>, cases: &[Case]) {
    let planted: std::collections::HashSet<_> = cases.iter().map(|case| ordered(&case.source, &case.copy)).collect();
    for pair in outcome.pairs.iter().filter(|pair| !planted.contains(&ordered(shelf.id(pair.a), shelf.id(pair.b)))) {
        eprintln!("{} units, {} passages", pair.units, pair.passages.len());
        for passage in &pair.passages {
            eprintln!("  {} of {}: {}", passage.own, passage.units, passage.a.of(shelf.text(pair.a)));
            eprintln!("      {}", passage.b.of(shelf.text(pair.b)));
        }
    }
}

/// The passages of a pair, the copy's place first.
fn passages(outcome: &Outcome, at: usize, of_a: Shelf<'_>, of_b: Shelf<'_>, copy: &str) -> Vec<Places> {
    let pair = &outcome.pairs[at];
    let b = if std::ptr::eq(of_a.text(0), of_b.text(0)) { pair.b } else { pair.b - of_a.len() as u32 };
    let place = |span: Span, text: &str| {
        let span = span.in_characters(text);
        (span.start as usize, span.end as usize)
    };
    let both = pair.passages.iter().map(|passage| [place(passage.a, of_a.text(pair.a)), place(passage.b, of_b.text(b))]);
    if of_a.id(pair.a) == copy { both.collect() } else { both.map(|[a, b]| [b, a]).collect() }
}

fn pan(folder: &Path, options: &Options) -> Value {
    let read = |name: &str| -> Vec<Document> {
        let files = std::fs::read_dir(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let paths = files.map(|file| file.expect("a file").path());
        let one = |path: std::path::PathBuf| {
            let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
            document(&id, std::fs::read_to_string(&path).expect("text"))
        };
        paths.filter(|path| path.extension().is_some_and(|ext| ext == "txt")).map(one).collect()
    };
    let (suspicious, sources) = (read("susp"), read("src"));
    let count = suspicious.len() + sources.len();
    let begin = cpu_seconds();
    let corpus = |documents| Corpus::new(documents, &Known::default()).expect("sound documents");
    let (own, against) = (corpus(suspicious), corpus(sources));
    let outcome = compare(own.shelf(), Some(against.shelf()), &Relations::default(), options, &()).expect("not stopped");
    let seconds = cpu_seconds() - begin;
    let mut truth: HashMap<(String, String), Vec<Places>> = HashMap::new();
    for file in std::fs::read_dir(folder.join("02-no-obfuscation")).expect("the truth") {
        let path = file.expect("a file").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let Some((copy, source)) = stem.split_once("-source-") else { continue };
        let text = std::fs::read_to_string(&path).expect("text");
        let number = |line: &str, name: &str| -> usize {
            let at = line.find(&format!(" {name}=\"")).expect("an attribute") + name.len() + 3;
            line[at..].split('"').next().expect("a value").parse().expect("a number")
        };
        let cases = text.lines().filter(|line| line.contains("source_offset")).map(|line| {
            let place = |offset: &str, length: &str| (number(line, offset), number(line, offset) + number(line, length));
            [place("this_offset", "this_length"), place("source_offset", "source_length")]
        });
        truth.entry((copy.to_owned(), format!("source-{source}"))).or_default().extend(cases);
    }
    let mut found: HashMap<(String, String), Vec<Places>> = HashMap::new();
    for (at, pair) in outcome.pairs.iter().enumerate() {
        let Some(source) = pair.b.checked_sub(own.shelf().len() as u32) else { continue };
        let key = (own.shelf().id(pair.a).to_owned(), against.shelf().id(source).to_owned());
        if truth.contains_key(&key) {
            let places = passages(&outcome, at, own.shelf(), against.shelf(), &key.0);
            found.insert(key, places);
        }
    }
    let score = plagdet(&truth, &found);
    json!({
        "documents": count, "pairs": truth.len(), "cases": truth.values().map(Vec::len).sum::<usize>(), "cpu_seconds": seconds,
        "plagdet": score.plagdet, "precision": score.precision, "recall": score.recall, "granularity": score.granularity,
    })
}
