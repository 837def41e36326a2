use std::sync::atomic::{AtomicUsize, Ordering};

use hefu_overlap::{Corpus, CorpusError, Document, Known, Level, Options, Relation, Relations, Watch, compare};
use hefu_text::script::{to_hant_hk, to_hant_tw};

use crate::made::{compared, corpus, document, prose};

fn with(copied: &str, seed: u64) -> String {
    format!("{}\n{copied}\n{}", prose(seed, 20), prose(seed + 1, 20))
}

#[test]
fn a_copied_passage_is_found_with_its_places() {
    let copied = prose(7, 10);
    let (corpus, outcome) = compared(vec![
        document("甲", with(&copied, 100)),
        document("乙", with(&copied, 200)),
        document("丙", prose(300, 50)),
    ]);
    let [pair] = outcome.pairs.as_slice() else { panic!("{} pairs", outcome.pairs.len()) };
    let [passage] = pair.passages.as_slice() else { panic!("{} passages", pair.passages.len()) };
    let shelf = corpus.shelf();
    assert_eq!([shelf.id(pair.a), shelf.id(pair.b)], ["乙", "甲"]);
    assert_eq!(pair.level, Level::Alert);
    assert_eq!(passage.a.of(shelf.text(pair.a)).trim_end_matches('。'), copied.trim_end_matches('。'));
    assert_eq!(passage.b.of(shelf.text(pair.b)).trim_end_matches('。'), copied.trim_end_matches('。'));
    assert_eq!(pair.units, passage.own);
}

#[test]
fn the_other_script_is_found_and_its_places_are_of_the_original_text() {
    let copied = prose(7, 10);
    for other in [to_hant_tw(&copied), to_hant_hk(&copied)] {
        let (corpus, outcome) = compared(vec![document("a", with(&copied, 100)), document("b", with(&other, 200))]);
        let [pair] = outcome.pairs.as_slice() else { panic!("{} pairs", outcome.pairs.len()) };
        let found = pair.passages[0].b.of(corpus.shelf().text(pair.b));
        assert!(
            other.contains(found.trim_end_matches('。')) && found.chars().count() * 10 > other.chars().count() * 9,
            "{found}"
        );
    }
}

#[test]
fn text_that_many_share_is_told_apart_and_counts_for_no_pair() {
    let unit = prose(9, 8);
    let documents: Vec<Document> = (0..8).map(|n| document(&format!("{n}"), with(&unit, 1_000 + 10 * n))).collect();
    let (corpus, outcome) = compared(documents);
    assert_eq!(outcome.pairs, []);
    let [group] = outcome.common.as_slice() else { panic!("{:?}", outcome.common) };
    assert_eq!(group.documents, 8);
    let example = group.example.span.of(corpus.shelf().text(group.example.document));
    assert!(example.contains(&unit[..300]), "{example}");
    assert!(outcome.documents.iter().all(|one| one.common.units > 200 && one.shared.units == 0));
}

#[test]
fn text_in_more_documents_than_candidates_are_sought_for_is_common_too() {
    let unit = prose(9, 8);
    let copied = prose(11, 10);
    let mut documents: Vec<Document> =
        (0..40).map(|n| document(&format!("{n:02}"), with(&unit, 1_000 + 10 * n))).collect();
    documents.push(document("x", format!("{}{unit}{copied}", prose(5_000, 9))));
    documents.push(document("y", format!("{}{unit}{copied}", prose(6_000, 9))));
    let (corpus, outcome) = compared(documents);
    let [pair] = outcome.pairs.as_slice() else { panic!("{} pairs", outcome.pairs.len()) };
    assert_eq!([corpus.shelf().id(pair.a), corpus.shelf().id(pair.b)], ["x", "y"]);
    let copied_units = u32::try_from(copied.chars().filter(|c| *c != '。').count()).expect("short");
    assert!(pair.units.abs_diff(copied_units) < 20, "{} of {copied_units}", pair.units);
    assert_eq!(outcome.common[0].documents, 42);
}

#[test]
fn known_text_matches_nothing_and_is_left_out_of_the_whole() {
    let form = prose(21, 12);
    let known = Known::new([form.as_str()]);
    let documents = vec![document("a", with(&form, 100)), document("b", with(&form, 200))];
    let options = Options::default();
    let without = corpus(documents.clone());
    let found = compare(without.shelf(), None, &Relations::default(), &options, &()).expect("not stopped");
    assert_eq!(found.pairs.len(), 1);
    let corpus = Corpus::new(documents, &known).expect("sound documents");
    let outcome = compare(corpus.shelf(), None, &Relations::default(), &options, &()).expect("not stopped");
    assert_eq!(outcome.pairs, []);
    assert!(
        outcome
            .documents
            .iter()
            .zip(&found.documents)
            .all(|(with, without)| with.shared.of < without.shared.of && with.known > 300)
    );
}

#[test]
fn halves_of_one_project_are_a_class_of_their_own() {
    let mut relations = Relations::default();
    relations.put("b", "a", Relation::JointHalves);
    let copied = prose(7, 30);
    let corpus = corpus(vec![document("a", copied.clone()), document("b", copied)]);
    let outcome = compare(corpus.shelf(), None, &relations, &Options::default(), &()).expect("not stopped");
    assert_eq!(outcome.pairs.len(), 1);
    assert_eq!(outcome.pairs[0].relation, Relation::JointHalves);
    assert_eq!(outcome.pairs[0].shares.map(|share| share.basis_points()), [10_000, 10_000]);
    assert!(outcome.documents.iter().all(|one| one.shared.units == 0), "what is expected is no overlap with others");
}

#[test]
fn documents_of_one_application_are_not_compared() {
    let copied = prose(7, 30);
    let parts = ["a/1", "a/2"].map(|id| Document { application: "a".to_owned(), ..document(id, copied.clone()) });
    assert_eq!(compared(parts.to_vec()).1.pairs, []);
}

#[test]
fn shares_are_of_the_whole_and_of_sections() {
    let copied = prose(7, 10);
    let own = prose(8, 30);
    let text = format!("{own}{copied}");
    let mut first = document("a", text.clone());
    let border = u32::try_from(own.len()).expect("short");
    let end = u32::try_from(text.len()).expect("short");
    first.sections = [(0, border), (border, end)]
        .map(|(start, end)| hefu_overlap::Section { title: String::new(), span: hefu_overlap::Span { start, end } })
        .to_vec();
    let (_, outcome) = compared(vec![first, document("b", copied)]);
    let pair = &outcome.pairs[0];
    let [section] = pair.sections[0].as_slice() else { panic!("{:?}", pair.sections) };
    assert_eq!(section.section, 1);
    assert!(section.share.basis_points() > 9_900);
    assert!((2_300..2_700).contains(&pair.shares[0].basis_points()), "{:?}", pair.shares);
    assert!(pair.shares[1].basis_points() > 9_900);
}

#[test]
fn those_compared_against_are_not_compared_among_themselves() {
    let copied = prose(7, 12);
    let old = corpus(vec![document("o1", with(&copied, 100)), document("o2", with(&copied, 200))]);
    let new = corpus(vec![document("n", with(&copied, 300))]);
    let outcome =
        compare(new.shelf(), Some(old.shelf()), &Relations::default(), &Options::default(), &()).expect("not stopped");
    assert_eq!(outcome.pairs.iter().map(|pair| (pair.a, pair.b)).collect::<Vec<_>>(), [(0, 1), (0, 2)]);
    assert_eq!(outcome.documents.len(), 1);
}

#[test]
fn two_documents_of_one_name_are_refused() {
    let twice = vec![document("a", "x"), document("a", "y")];
    assert_eq!(Corpus::new(twice, &Known::default()).err(), Some(CorpusError::SameId("a".to_owned())));
}

#[test]
fn a_comparison_can_be_stopped_and_says_how_far_it_is() {
    struct Stop(AtomicUsize);
    impl Watch for Stop {
        fn advance(&self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
        fn cancelled(&self) -> bool {
            self.0.load(Ordering::Relaxed) >= 5
        }
    }
    let corpus = corpus((0..200).map(|n| document(&format!("{n}"), prose(n, 3))).collect());
    let stop = Stop(AtomicUsize::new(0));
    assert_eq!(compare(corpus.shelf(), None, &Relations::default(), &Options::default(), &stop), None);
    let count = stop.0.load(Ordering::Relaxed);
    assert!((5..200).contains(&count), "{count}");
}

#[test]
fn text_that_runs_on_over_the_end_of_a_sentence_is_listed_with_fewer_units() {
    let running = prose(7, 3);
    let one_sentence = running.replace('。', "，");
    let listed = |copied: &str| -> Vec<u32> {
        let (_, outcome) = compared(vec![document("a", with(copied, 100)), document("b", with(copied, 200))]);
        outcome.pairs.iter().map(|pair| pair.units).collect()
    };
    let options = Options::default();
    let [units] = listed(&running)[..] else { panic!("not listed") };
    assert!((options.running_units()..options.listing).contains(&units), "{units}");
    assert!(listed(&one_sentence).is_empty());
}
