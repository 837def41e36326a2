//! Shared text: the engine on any texts, and the reader of its index.

use hefu_overlap::{Corpus, Document, Index, Known, MAGIC, Options, Relations, Shelf, compare};
use hefu_text::tokens::tokens;

fn documents(text: &str) -> Vec<Document> {
    let parts = text.split('\u{c}').take(8).enumerate();
    let document = |(number, text): (usize, &str)| Document {
        id: number.to_string(),
        application: number.to_string(),
        tag: String::new(),
        text: text.to_owned(),
        sections: Vec::new(),
    };
    parts.map(document).collect()
}

fn values(text: &str) -> Vec<u32> {
    let mut out = Vec::new();
    tokens(text, |token| out.push(token.value));
    out
}

/// Any texts, form feeds between them: the marks of every passage are places of equal text, and the last first gives the
/// same.
pub fn overlap_engine(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let options = Options { listing: 12, alert: 24, passage: 12, ..Options::default() };
    let found = |documents| {
        let corpus = Corpus::new(documents, &Known::default()).expect("their names differ");
        let shelf = corpus.shelf();
        let outcome = compare(shelf, None, &Relations::default(), &options, &()).expect("nobody stops it");
        for pair in &outcome.pairs {
            for mark in pair.passages.iter().flat_map(|passage| &passage.marks) {
                let (a, b) = (mark.a.of(shelf.text(pair.a)), mark.b.of(shelf.text(pair.b)));
                // Places of what folds to several tokens at once may begin or end within them.
                assert!(!a.is_empty() && !b.is_empty());
                if a.is_ascii() && b.is_ascii() {
                    assert_eq!(values(a), values(b));
                }
            }
            assert!(pair.shares.iter().all(|share| share.units <= share.of));
        }
        outcome
    };
    let forth = documents(&text);
    let back = forth.iter().rev().cloned().collect();
    assert_eq!(found(forth), found(back));
}

/// An index: refused in words, or searched without harm. Its digest is made to fit first, as a forger would.
pub fn overlap_index(bytes: &[u8]) {
    const DIGEST: std::ops::Range<usize> = 64..96;
    let known = Known::default();
    let look = |bytes: &[u8]| match Index::open(bytes, &known) {
        Ok(index) => search(index.shelf()),
        Err(error) => assert!(!error.to_string().is_empty()),
    };
    look(bytes);
    let mut forged = bytes.to_vec();
    if forged.starts_with(&MAGIC) && forged.len() >= DIGEST.end + 32 {
        forged[DIGEST.end..DIGEST.end + 32].copy_from_slice(&known.digest());
        let digest = *blake3::hash(&forged[DIGEST.end..]).as_bytes();
        forged[DIGEST].copy_from_slice(&digest);
        look(&forged);
    }
}

fn search(shelf: Shelf<'_>) {
    let texts = (0..u32::try_from(shelf.len()).unwrap_or(u32::MAX).min(4)).map(|number| shelf.text(number).to_owned());
    let asked = texts.enumerate().map(|(number, text)| Document {
        id: format!("asked {number}"),
        application: format!("asked {number}"),
        tag: String::new(),
        text,
        sections: Vec::new(),
    });
    let corpus = Corpus::new(asked.collect(), &Known::default()).expect("their names differ");
    for (own, against) in [(corpus.shelf(), Some(shelf)), (shelf, None)] {
        assert!(compare(own, against, &Relations::default(), &Options::default(), &()).is_some());
    }
}
