use hefu_overlap::{Key, KeyedPrints, Known};
use hefu_text::script::to_hant_hk;

use crate::made::prose;

fn key(byte: u8) -> Key {
    Key::new(&[byte; 32]).expect("long enough")
}

fn prints(text: &str, key: &Key) -> KeyedPrints {
    KeyedPrints::new(text, &Known::default(), key)
}

#[test]
fn two_offices_with_one_key_see_how_much_their_texts_share() {
    let (copied, key) = (prose(1, 30), key(1));
    let (a, b) = (prints(&(prose(2, 30) + &copied), &key), prints(&to_hant_hk(&copied), &key));
    assert!(b.len() > 100, "{}", b.len());
    assert!(a.shared(&b) * 10 > b.len() * 8, "{} of {}", a.shared(&b), b.len());
    assert!(prints(&prose(3, 60), &key).shared(&a) < 5);
}

#[test]
fn without_the_key_nothing_can_be_matched_by_recomputing() {
    let text = prose(1, 60);
    let (mine, guessed) = (prints(&text, &key(1)), prints(&text, &key(2)));
    assert!(mine.len() > 200 && guessed.len() > 200);
    assert_eq!(mine.shared(&guessed), 0);
    // Nor do two keys keep the grams of the same places: the numbers kept differ too.
    let same = (3..40).filter(|byte| prints(&text, &key(*byte)).len() == mine.len()).count();
    assert!(same < 20, "{same}");
}

#[test]
fn what_is_sent_is_sorted_and_holds_no_place() {
    let (text, key) = (prose(1, 40), key(1));
    let turned: String = text.split_inclusive('。').rev().collect();
    let (mine, other) = (prints(&text, &key), prints(&turned, &key));
    assert!(mine.prints().is_sorted());
    assert!(mine.shared(&other) * 10 > mine.len() * 7, "the order of sentences shows in what joins them alone");
    assert_eq!(prints(&(text.clone() + &text), &key).shared(&mine), mine.len());
}

#[test]
fn known_text_leaves_no_fingerprint_and_a_short_secret_is_no_key() {
    let form = prose(5, 10);
    let known = Known::new([form.as_str()]);
    assert!(KeyedPrints::new(&form, &known, &key(1)).is_empty());
    assert!(!prints(&form, &key(1)).is_empty());
    assert!(Key::new(&[7; 31]).is_none());
    assert_eq!(format!("{:?}", key(7)), "Key(…)");
}
