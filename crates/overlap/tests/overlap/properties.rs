use hefu_overlap::{Document, Options, Outcome, Relations, Shelf, compare};
use hefu_text::script::to_hant_tw;
use hefu_text::tokens::{tokens, units};
use proptest::prelude::*;

use crate::made::{Numbers, corpus, document, prose, sentence};

fn values(text: &str) -> Vec<u32> {
    let mut out = Vec::new();
    tokens(text, |token| out.push(token.value));
    out
}

/// What must hold of any result.
fn sound(outcome: &Outcome, shelf: Shelf<'_>) {
    for pair in &outcome.pairs {
        assert_ne!(shelf.application(pair.a), shelf.application(pair.b));
        let mut own = 0;
        for passage in &pair.passages {
            let mut at = 0;
            for mark in &passage.marks {
                let (a, b) = (mark.a.of(shelf.text(pair.a)), mark.b.of(shelf.text(pair.b)));
                assert_eq!(values(a), values(b), "{a:?} is not {b:?}");
                assert!(mark.a.start >= at && mark.a.end <= passage.a.end && mark.a.start >= passage.a.start);
                assert!(mark.b.start >= passage.b.start && mark.b.end <= passage.b.end);
                at = mark.a.end;
                if !mark.common {
                    own += values(a).into_iter().map(units).sum::<u32>();
                }
            }
        }
        assert_eq!(own, pair.units);
        assert!(pair.units >= Options::default().running_units());
        assert!(pair.shares.iter().all(|share| share.units <= share.of));
    }
}

fn outcome(documents: Vec<Document>, threads: usize) -> (Outcome, Vec<String>) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    pool.install(|| {
        let corpus = corpus(documents);
        let shelf = corpus.shelf();
        let outcome = compare(shelf, None, &Relations::default(), &Options::default(), &()).expect("not stopped");
        sound(&outcome, shelf);
        let names = outcome.pairs.iter().map(|pair| format!("{} {}", shelf.id(pair.a), shelf.id(pair.b))).collect();
        (outcome, names)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_copy_over_the_threshold_is_found_wherever_it_stands(
        seed in any::<u32>(), before in 0usize..30, after in 0usize..30, there in 0usize..30, length in 6usize..20, hant: bool,
    ) {
        let seed = u64::from(seed) * 8;
        let copied = prose(seed, length);
        let shown = if hant { to_hant_tw(&copied) } else { copied.clone() };
        let texts = vec![
            document("a", format!("{}{copied}{}", prose(seed + 1, before), prose(seed + 2, after))),
            document("b", format!("{}{shown}{}", prose(seed + 3, there), prose(seed + 4, after))),
            document("c", prose(seed + 5, 60)),
        ];
        let (outcome, names) = outcome(texts, 2);
        prop_assert_eq!(names, ["a b"]);
        let copied_units: u32 = values(&copied).into_iter().map(units).sum();
        // Taiwan wording changes words of the copy.
        let least = if hant { copied_units / 2 } else { copied_units };
        prop_assert!(outcome.pairs[0].units >= least, "{} of {}", outcome.pairs[0].units, copied_units);
    }

    #[test]
    fn an_edited_copy_is_found(seed in any::<u32>(), every in 9usize..16) {
        let seed = u64::from(seed) * 8;
        let mut numbers = Numbers(seed + 7);
        let copied = prose(seed, 20);
        // Every so many characters one is replaced.
        let edited: String = copied
            .chars()
            .enumerate()
            .map(|(at, c)| if at % every == 0 { sentence(&mut numbers).chars().next().unwrap_or(c) } else { c })
            .collect();
        let (outcome, names) = outcome(vec![
            document("a", format!("{}{copied}", prose(seed + 1, 20))),
            document("b", format!("{edited}{}", prose(seed + 2, 20))),
        ], 1);
        prop_assert_eq!(names, ["a b"]);
        prop_assert!(outcome.pairs[0].passages.len() <= 2, "{} passages", outcome.pairs[0].passages.len());
    }

    #[test]
    fn order_and_threads_make_no_difference(seed in any::<u32>(), turn in 0usize..12) {
        let seed = u64::from(seed) * 64;
        let shared: Vec<String> = (0..4).map(|n| prose(seed + n, 8)).collect();
        let documents: Vec<Document> = (0..12u64)
            .map(|n| {
                let at = usize::try_from(n).expect("small");
                let text = format!("{}{}{}{}", prose(seed + 10 + n, 5), shared[at % 4], prose(seed + 30 + n, 5), shared[at % 3]);
                document(&format!("{n:02}"), text)
            })
            .collect();
        let mut turned = documents.clone();
        turned.rotate_left(turn);
        turned.reverse();
        prop_assert_eq!(outcome(documents, 1), outcome(turned, 3));
    }

    #[test]
    fn a_document_does_not_overlap_itself(seed in any::<u32>()) {
        let part = prose(u64::from(seed), 10);
        let (outcome, _) = outcome(vec![document("a", format!("{part}{part}{part}")), document("b", prose(u64::from(seed) + 1, 30))], 2);
        prop_assert_eq!(outcome.pairs, []);
    }

    #[test]
    fn any_texts_give_a_sound_result(texts in proptest::collection::vec("([一二三系统ab, ]{0,8}){0,40}", 2..6)) {
        let documents = texts.iter().enumerate().map(|(n, text)| document(&n.to_string(), text.as_str())).collect();
        outcome(documents, 2);
    }
}
