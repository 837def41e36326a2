//! The lists and reviews of a sample round are such as an office could hand in: every cell is read, the method settles, the same
//! seed gives the same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use hefu_application::ApplicationId;
use hefu_decision::scores::{SideReview, apply, read, summarise};
use hefu_decision::{Beside, Decision, Input, MethodFile, Pair, decide, page_with, read_list};
use hefu_guide::Guide;
use hefu_sample::{Size, Truth, lists};
use hefu_text::money::Currency;
use hefu_words::Lang;

/// The pairs that the truth says there are; those with a fault have not passed.
fn pairs(truth: &Truth, direction: &str) -> Vec<Pair> {
    let valid = |id: &ApplicationId| truth.applications.iter().any(|one| one.id == *id && one.valid);
    let own = truth.pairs.iter().filter(|pair| pair.direction == direction && !pair.held);
    own.map(|pair| {
        let halves = [&pair.mainland, &pair.partner].map(|id| (id.side.as_str().to_owned(), id.number.clone()));
        let passed = valid(&pair.mainland) && valid(&pair.partner);
        Pair {
            id: format!("{direction}-{}", pair.mainland.number),
            direction: direction.to_owned(),
            halves: halves.to_vec(),
            standing: Some(if passed { "passed" } else { "failed" }.to_owned()),
        }
    })
    .collect()
}

/// Decides one direction of the sample in `folder` as `hefu select` does.
fn decided(guide: &Guide, folder: &Path, pairs: &[Pair], partner: &str) -> (MethodFile, Decision, Beside) {
    let text = std::fs::read_to_string(folder.join("method.toml")).expect("a method");
    let method = MethodFile::parse(&text).expect("sound");
    let (mut all, mut summaries) = (BTreeMap::new(), Vec::new());
    for side in ["mainland", partner] {
        let currency = Currency::new(&guide.side(side).expect("a side").currency).expect("a currency");
        let (mut list, troubles) = read_list(&folder.join(format!("{side}.xlsx")), currency).expect("readable");
        assert_eq!(troubles, []);
        let rule = method.scores_of(side).expect("stated");
        let (scores, troubles) = read(&folder.join(format!("{side}-reviews.xlsx")), Some(rule)).expect("readable");
        assert_eq!(troubles, []);
        assert!(scores.reviews.iter().any(|review| review.score.is_none()), "{side}: a review is missing");
        let summary = summarise(&scores, rule, None).expect("summed up");
        apply(&summary, &mut list).expect("applied");
        summaries.push(summary);
        all.insert(side.to_owned(), list);
    }
    let input = Input { guide, pairs, lists: &all, method: &method, scenarios: &[] };
    let decision = decide(&input).expect("decided");
    let chosen = decision.selection.chosen();
    let reviews = summaries.into_iter().map(|summary| SideReview::new(summary, pairs, &chosen)).collect();
    (method, decision, Beside { reviews, ..Beside::default() })
}

#[test]
fn both_directions_are_decided_from_the_lists_of_a_small_round() {
    let guide = hefu_guide::builtin("hkmt-2020").expect("built in");
    let (files, _) = hefu_sample::files(2020, Size::Small).expect("a sample");
    let text = String::from_utf8(files["truth.jsonl"].clone()).expect("text");
    let truth = Truth::from_jsonl(&text).expect("sound");
    let written = lists::files(2020, Size::Small).expect("lists");
    assert_eq!(written, lists::files(2020, Size::Small).expect("lists"), "the same bytes");
    assert_ne!(written, lists::files(2021, Size::Small).expect("lists"), "another seed");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in &written {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, bytes).expect("written");
    }
    for (direction, partner) in [("1.1", "hongkong"), ("1.2", "taiwan")] {
        let pairs = pairs(&truth, direction);
        let (method, decision, beside) = decided(&guide, &folder.path().join(direction), &pairs, partner);
        assert!(!decision.selection.chosen().is_empty(), "{direction}");
        assert!(decision.selection.audit.over.is_empty() && decision.gate.is_ok(), "{direction}: {:?}", decision.gate);
        for lang in Lang::ALL {
            let page = page_with(&guide, &method, &decision, &beside, lang);
            assert!(!page.contains('⟦'), "{lang:?}: a sentence is missing");
        }
    }
}
