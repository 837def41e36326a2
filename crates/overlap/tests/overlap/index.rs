use hefu_overlap::{Corpus, Document, Index, IndexError, Known, Options, Relations, compare, merge, write};
use proptest::prelude::*;

use crate::made::{corpus, document, prose};

fn documents(numbers: std::ops::Range<u64>) -> Vec<Document> {
    let tagged = |n: u64| Document {
        tag: format!("digest {n}"),
        ..document(&format!("{n:02}"), prose(n % 7, 6) + &prose(n + 100, 9))
    };
    numbers.map(tagged).collect()
}

fn bytes() -> Vec<u8> {
    write(&corpus(documents(0..9))).expect("small")
}

#[test]
fn an_index_finds_what_its_documents_do() {
    let old = corpus(documents(0..9));
    let new = corpus(documents(10..14));
    let bytes = write(&old).expect("small");
    let index = Index::open(&bytes, &Known::default()).expect("sound");
    let found = |against| {
        compare(new.shelf(), Some(against), &Relations::default(), &Options::default(), &()).expect("not stopped")
    };
    let outcome = found(index.shelf());
    assert_eq!(outcome, found(old.shelf()));
    assert!(outcome.pairs.len() >= 4, "{}", outcome.pairs.len());
    assert_eq!(index.tags().nth(3), Some(("03", "digest 3")));
    assert_eq!(index.shelf().text(3), old.shelf().text(3));
    assert_eq!(index.shelf().sections(3), old.shelf().sections(3));
}

#[test]
fn an_index_that_grew_is_the_index_of_all_its_documents() {
    let bytes = bytes();
    let old = Index::open(&bytes, &Known::default()).expect("sound");
    // 02 is given up, 04 has changed, two are new, one of them before all others.
    let mut new = documents(20..21);
    new.push(document("00a", prose(50, 9)));
    new.push(document("04", prose(51, 9)));
    let grown = merge(&old, &|number| number != 2, &corpus(new.clone())).expect("small");
    let mut all: Vec<Document> = documents(0..9).into_iter().filter(|d| d.id != "02" && d.id != "04").collect();
    all.extend(new);
    assert_eq!(grown, write(&corpus(all)).expect("small"));
}

#[test]
fn what_is_no_index_or_was_made_with_other_known_text_is_refused() {
    let open = |bytes: &[u8]| Index::open(bytes, &Known::default()).map(|_| ());
    assert_eq!(open(b""), Err(IndexError::NotAnIndex));
    assert_eq!(open(b"PK\x03\x04 and so on"), Err(IndexError::NotAnIndex));
    let mut newer = bytes();
    newer[8] = 9;
    assert_eq!(open(&newer), Err(IndexError::Version { found: 9 }));
    let known = Known::new(["项目负责人承诺所填内容真实有效"]);
    assert_eq!(Index::open(&bytes(), &known).map(|_| ()), Err(IndexError::OtherKnown));
    let with_known = Corpus::new(documents(0..2), &known).expect("sound");
    let old = bytes();
    let old = Index::open(&old, &Known::default()).expect("sound");
    assert_eq!(merge(&old, &|_| true, &with_known), Err(IndexError::OtherKnown));
}

/// A body changed and its digest made to fit, as someone would who means harm.
fn forged(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = bytes();
    change(&mut bytes);
    let digest = *blake3::hash(&bytes[96..]).as_bytes();
    bytes[64..96].copy_from_slice(&digest);
    bytes
}

#[test]
fn a_forged_index_is_refused() {
    let open = |bytes: &[u8]| Index::open(bytes, &Known::default()).map(|_| ());
    assert_eq!(open(&forged(|_| ())), Ok(()));
    let number =
        |at: usize, value: u32| move |bytes: &mut Vec<u8>| bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    for (what, bytes) in [
        ("more documents than there are", forged(number(12, 10))),
        ("fewer documents", forged(number(12, 8))),
        ("a great many documents", forged(number(12, u32::MAX))),
        ("a great many records", forged(number(20, u32::MAX))),
        ("a long table", forged(number(24, u32::MAX))),
        ("a long text", forged(number(32, u32::MAX))),
        ("a reserved byte", forged(|bytes| bytes[60] = 1)),
        ("a long name", forged(number(128, u32::MAX))),
        ("a name that is no text", forged(|bytes| bytes[132] = 0xff)),
        ("documents out of order", forged(|bytes| bytes[132] = b'9')),
        (
            "records out of order",
            forged(|bytes| {
                let end = bytes.len();
                bytes[end - 12..].fill(0);
            }),
        ),
        (
            "a record of no document",
            forged(|bytes| {
                let end = bytes.len();
                bytes[end - 12..].fill(0xff);
            }),
        ),
        ("bytes at the end", forged(|bytes| bytes.push(0))),
    ] {
        assert!(matches!(open(&bytes), Err(IndexError::Damaged { .. })), "{what}: {:?}", open(&bytes));
    }
    // A place that its text does not have is a place where nothing is equal.
    let beyond = forged(|bytes| {
        let end = bytes.len();
        bytes[end - 4..].fill(0xff);
    });
    let index = Index::open(&beyond, &Known::default()).expect("well formed");
    let new = corpus(documents(10..14));
    assert!(compare(new.shelf(), Some(index.shelf()), &Relations::default(), &Options::default(), &()).is_some());
}

proptest! {
    #[test]
    fn a_damaged_index_is_refused(at in any::<prop::sample::Index>(), bit in 0u8..8, cut: bool) {
        let mut damaged = bytes();
        let at = at.index(damaged.len());
        if cut {
            damaged.truncate(at);
        } else {
            damaged[at] ^= 1 << bit;
        }
        let error = Index::open(&damaged, &Known::default()).map(|_| ()).expect_err("it was changed");
        prop_assert!(!error.to_string().is_empty());
    }
}
