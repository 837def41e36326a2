//! The answer to a parcel.

use hefu_exchange::answer::AnswerError;
use hefu_exchange::{Answer, Answered};
use proptest::prelude::*;

use crate::offices::{HONGKONG, MAINLAND, key};

fn answer() -> Answer {
    Answer {
        exchange: "hkmt-2020 hongkong mainland".to_owned(),
        from: HONGKONG.to_owned(),
        to: MAINLAND.to_owned(),
        number: 7,
        digest: [3; 32],
        answered: Answered::Gap,
        next: 5,
        last: None,
        witnessed: 12,
        cosignature: Some("\u{2014} witness AAAA".to_owned()),
    }
}

#[test]
fn an_answer_is_believed_from_the_office_that_was_asked_alone() {
    let text = answer().sign(&key(HONGKONG)).expect("signed");
    assert_eq!(Answer::read(&text, &[key(HONGKONG).verifier()]), Ok(answer()));
    assert_eq!(Answer::read(&text, &[key(MAINLAND).verifier()]), Err(AnswerError::Signature));
    assert_eq!(answer().sign(&key(MAINLAND)), Err(AnswerError::Signature), "nobody answers for another");
    let other = hefu_ledger::key::SigningKey::from_seed(HONGKONG, [1; 32]).expect("a key of the same name");
    let forged = answer().sign(&other).expect("signed");
    assert_eq!(Answer::read(&forged, &[key(HONGKONG).verifier()]), Err(AnswerError::Signature));
}

proptest! {
    #[test]
    fn a_changed_answer_is_not_believed(at in any::<prop::sample::Index>(), byte in 1_u8..=127) {
        let text = answer().sign(&key(HONGKONG)).expect("signed");
        let place = at.index(text.len());
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= byte;
        let changed = String::from_utf8_lossy(&bytes);
        prop_assert_ne!(Answer::read(&changed, &[key(HONGKONG).verifier()]), Ok(Answer { number: 8, ..answer() }));
        // What is still believed says what was signed: only line ends behind the signature are passed over.
        if let Ok(read) = Answer::read(&changed, &[key(HONGKONG).verifier()]) {
            prop_assert_eq!(read, answer());
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        prop_assert!(Answer::read(&text, &[key(HONGKONG).verifier()]).is_err());
    }
}
