//! Makes a corpus of applications with planted copies: `generate SIZE SEED POOL OUT`.
//!
//! POOL holds en.txt and zh.txt (see pool.py). Documents of 3 to 10 kB: 45 % English, 45 % Simplified, 10 % Traditional.
//! Each has the form's six headings and its declaration; half have one of (at most) 500 paragraphs about a unit, each in a dozen documents or more; the rest are real
//! sentences in random order, three in four with 10 to 30 % of their words edited. One document in about seventeen holds a
//! copy from another: every share × amount of edits × language, in the other script, and with its sentences shuffled.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use overlap_bench::edits::edit;
use overlap_bench::random::Random;
use overlap_bench::{Case, Doc, FORM};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    Hans,
    Hant,
}

/// A body as sentences, and where in the finished text each stands.
struct Made {
    language: Language,
    sentences: Vec<String>,
    text: String,
    places: Vec<(usize, usize)>,
}

struct Maker {
    pools: [Vec<String>; 2],
    units: [Vec<Vec<String>>; 2],
    to_hant: OpenCC,
}

impl Maker {
    fn pool(&self, language: Language) -> &[String] {
        &self.pools[usize::from(language != Language::English)]
    }

    fn sentence(&self, language: Language, random: &mut Random) -> String {
        let pool = self.pool(language);
        let sentence = random.of(pool).clone();
        let per_cent = if random.happens(75) { random.between(10, 30) } else { 0 };
        edit(&sentence, per_cent, language != Language::English, pool, random)
    }

    fn body(&self, language: Language, bytes: usize, random: &mut Random) -> Vec<String> {
        let mut out = Vec::new();
        let mut size = 0;
        while size < bytes {
            let sentence = self.sentence(language, random);
            size += sentence.len();
            out.push(sentence);
        }
        out
    }

    /// The text of a document from the sentences of its body.
    fn finish(&self, language: Language, sentences: Vec<String>, random: &mut Random) -> Made {
        let han = language != Language::English;
        let form = if han { &FORM[7..] } else { &FORM[..7] };
        let mut made = Made { language, sentences: Vec::new(), text: String::new(), places: Vec::new() };
        let mut characters = 0;
        let mut put = |text: &mut String, piece: &str| {
            let from = characters;
            characters += piece.chars().count();
            text.push_str(piece);
            (from, characters)
        };
        let shown = |piece: &str| if language == Language::Hant { self.to_hant.convert(piece) } else { piece.to_owned() };
        let part = sentences.len().div_ceil(6).max(1);
        for (section, chunk) in sentences.chunks(part).enumerate() {
            put(&mut made.text, &shown(&format!("{}\n", form[section])));
            for sentence in chunk {
                let sentence = shown(sentence);
                let place = put(&mut made.text, &sentence);
                made.places.push(place);
                put(&mut made.text, if han { "" } else { " " });
            }
            put(&mut made.text, "\n");
        }
        made.sentences = sentences;
        if random.happens(50) {
            let unit = random.of(&self.units[usize::from(han)]);
            put(&mut made.text, &shown(&format!("{}\n", unit.join(if han { "" } else { " " }))));
        }
        put(&mut made.text, &shown(form[6]));
        made
    }
}

/// One kind of planted copy.
struct Cell {
    kind: &'static str,
    from: Language,
    to: Language,
    edits: usize,
    share: usize,
    shuffled: bool,
}

fn cells() -> Vec<Cell> {
    let mut out = Vec::new();
    for share in [100, 50, 25, 10] {
        for (kind, language) in [("en", Language::English), ("zh", Language::Hans)] {
            for edits in [0, 5, 10, 20, 30, 40] {
                out.push(Cell { kind, from: language, to: language, edits, share, shuffled: false });
            }
        }
        for edits in [0, 10] {
            out.push(Cell { kind: "hant", from: Language::Hans, to: Language::Hant, edits, share, shuffled: false });
        }
        if share >= 50 {
            for (kind, language) in [("shuffle-en", Language::English), ("shuffle-zh", Language::Hans)] {
                out.push(Cell { kind, from: language, to: language, edits: 5, share, shuffled: true });
            }
        }
    }
    out
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [size, seed, pool, out] = arguments.as_slice() else { panic!("generate SIZE SEED POOL OUT") };
    let (size, seed): (usize, u64) = (size.parse().expect("a number"), seed.parse().expect("a number"));
    let read = |name: &str| -> Vec<String> {
        let path = Path::new(pool).join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        text.lines().map(str::to_owned).collect()
    };
    let pools = [read("en.txt"), read("zh.txt")];
    let mut random = Random::new(seed);
    let mut unit = |pool: &[String]| (0..random.between(3, 5)).map(|_| random.of(pool).clone()).collect::<Vec<_>>();
    let count = (size / 48).clamp(1, 250);
    let units = [0, 1].map(|language| (0..count).map(|_| unit(&pools[language])).collect());
    let to_hant = OpenCC::from_config(BuiltinConfig::S2twp).expect("a conversion table");
    let maker = Maker { pools, units, to_hant };

    let cells = cells();
    let each = (size / 1_000).max(1);
    let copies = cells.len() * each;
    let mut made: Vec<Made> = Vec::with_capacity(size);
    for _ in 0..size - copies {
        let language = match random.below(100) {
            0..45 => Language::English,
            45..90 => Language::Hans,
            _ => Language::Hant,
        };
        let bytes = random.between(3_000, 10_000);
        let body = maker.body(language, bytes, &mut random);
        made.push(maker.finish(language, body, &mut random));
    }
    // Every source is used once, so no two copies share text with each other.
    let mut sources: Vec<usize> = (0..made.len()).collect();
    random.shuffle(&mut sources);
    let mut cases = Vec::new();
    for cell in &cells {
        for _ in 0..each {
            let at = sources.iter().rposition(|at| made[*at].language == cell.from).expect("sources are left");
            let source = sources.remove(at);
            let (body, mut case) = copy(&maker, &made[source], cell, &mut random);
            let from = case.copy_place;
            let finished = maker.finish(cell.to, body, &mut random);
            case.copy_place = (finished.places[from.0].0, finished.places[from.1].1);
            let run = case.source_place;
            case.source_place = (made[source].places[run.0].0, made[source].places[run.1].1);
            (case.source, case.copy) = (name(source), name(made.len()));
            cases.push(case);
            made.push(finished);
        }
    }
    fs::create_dir_all(out).expect("a folder");
    let writer = |name: &str| BufWriter::new(File::create(Path::new(out).join(name)).expect("a file"));
    let (mut docs, mut truth) = (writer("docs.jsonl"), writer("truth.jsonl"));
    for (number, made) in made.into_iter().enumerate() {
        let doc = Doc { id: name(number), text: made.text };
        writeln!(docs, "{}", serde_json::to_string(&doc).expect("text")).expect("room on the disk");
    }
    for case in cases {
        writeln!(truth, "{}", serde_json::to_string(&case).expect("text")).expect("room on the disk");
    }
}

/// Names tell nothing: copies stand among the others.
fn name(number: usize) -> String {
    format!("{:016x}", Random::new(number as u64).next())
}

/// The body of a document that copies from `source`, and the case with places given as first and last sentence.
fn copy(maker: &Maker, source: &Made, cell: &Cell, random: &mut Random) -> (Vec<String>, Case) {
    let whole: usize = source.sentences.iter().map(String::len).sum();
    let size = if cell.share == 100 { whole } else { random.between(3_000, 10_000).min(whole * 100 / cell.share) };
    let wanted = size * cell.share / 100;
    // A run of sentences of about that length.
    let mut first = random.below(source.sentences.len());
    let mut last = first;
    let mut taken = source.sentences[first].len();
    while taken < wanted {
        if last + 1 < source.sentences.len() {
            last += 1;
            taken += source.sentences[last].len();
        } else if first > 0 {
            first -= 1;
            taken += source.sentences[first].len();
        } else {
            break;
        }
    }
    let han = cell.from != Language::English;
    let pool = maker.pool(cell.from);
    let mut copied: Vec<String> =
        source.sentences[first..=last].iter().map(|sentence| edit(sentence, cell.edits, han, pool, random)).collect();
    copied.retain(|sentence| !sentence.is_empty());
    if cell.shuffled {
        random.shuffle(&mut copied);
    }
    let own = if cell.share == 100 { Vec::new() } else { maker.body(cell.from, size - wanted, random) };
    let at = random.below(own.len() + 1);
    let (before, after) = own.split_at(at);
    let length = copied.len();
    let body = before.iter().cloned().chain(copied).chain(after.iter().cloned()).collect();
    let case = Case {
        kind: cell.kind.to_owned(),
        edits: cell.edits as u32,
        share: cell.share as u32,
        source: String::new(),
        source_place: (first, last),
        copy: String::new(),
        copy_place: (at, at + length - 1),
    };
    (body, case)
}
