//! What the fuzz targets of the exchange do with their bytes: terms, answers to parcels, records of parcels.

use hefu_exchange::joint::{Kind, MethodStatement, Minute, Statement};
use hefu_exchange::{Answer, Answered, Card, Field, Record, Terms};
use hefu_guide::Guide;
use hefu_ledger::key::SigningKey;
use std::sync::LazyLock;

/// The office whose answers are believed.
static OFFICE: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::from_seed("hongkong.example/hefu", [21; 32]).expect("the name can stand in a note"));
static GUIDE: LazyLock<Guide> = LazyLock::new(|| hefu_guide::builtin("hkmt-2020").expect("it is built in"));

/// Terms: what is read is read again the same, says who has signed only of the two it names, and is checked without a fault.
pub fn exchange_terms(bytes: &[u8]) {
    let Ok(read) = Terms::read(&String::from_utf8_lossy(bytes)) else { return };
    assert_eq!(Terms::read(&read.note).as_ref(), Ok(&read));
    assert!(read.signed.iter().all(|origin| read.terms.member(origin).is_some()));
    if read.terms.check(&GUIDE).is_ok() {
        assert_eq!(read.terms.offices.len(), 2);
        let text = read.terms.text().expect("what is sound can be written");
        assert_eq!(Terms::read(&text).expect("and read").terms, read.terms);
    }
}

/// A method or minute: believed only if the office signed it, and then read again the same.
pub fn joint_statement(bytes: &[u8]) {
    fn read<T: Kind + PartialEq + std::fmt::Debug>(text: &str) {
        let Ok(read) = Statement::<T>::read(text, &[OFFICE.verifier()]) else { return };
        assert!(read.signed.iter().eq([OFFICE.name()]));
        assert_eq!(Statement::<T>::read(&read.note, &[OFFICE.verifier()]).as_ref(), Ok(&read));
        let again = Statement::sign(&read.content, &OFFICE).expect("what was read can be stated");
        assert_eq!(again.content, read.content);
    }
    let text = String::from_utf8_lossy(bytes);
    read::<MethodStatement>(&text);
    read::<Minute>(&text);
}

/// An answer: believed only if the office signed it, and then signing it again gives an answer that is read the same.
pub fn exchange_answer(bytes: &[u8]) {
    let Ok(read) = Answer::read(&String::from_utf8_lossy(bytes), &[OFFICE.verifier()]) else { return };
    assert!(matches!(read.answered, Answered::Taken | Answered::Gap | Answered::Contradiction | Answered::Old));
    let again = read.sign(&OFFICE).expect("it was signed");
    assert_eq!(Answer::read(&again, &[OFFICE.verifier()]), Ok(read));
}

/// A record: written and read again it is the same; a card, read as an application, gives the same card.
pub fn exchange_record(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice(bytes) else { return };
    let Ok(record) = Record::read(&value) else { return };
    let written = serde_json::to_value(&record).expect("what was read can be written");
    assert_eq!(Record::read(&written).expect("and read"), record);
    if let Record::Card { card } = record {
        let gone = card.withdrawn();
        assert_eq!(Card::of(&gone.application("mainland"), gone.revision, &Field::ALL), gone);
        let once = Card::of(&card.application("mainland"), card.revision, &Field::ALL);
        assert_eq!(Card::of(&once.application("mainland"), once.revision, &Field::ALL), once);
    }
}
