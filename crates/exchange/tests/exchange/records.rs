//! The records of a parcel.

use hefu_exchange::{Card, PartnerNotice, Record};
use serde_json::json;

/// Offices do not change their programs on the same day: what a newer one tells is kept and has no effect, and a known
/// record may bear more than is known.
#[test]
fn a_record_of_another_version_has_no_effect_and_loses_nothing_else() {
    assert_eq!(Record::read(&json!({"record": "weather", "rain": true})).expect("read"), Record::Unknown);
    let newer = json!({"record": "acknowledged", "number": 3, "digest": "00", "mood": "good"});
    assert_eq!(Record::read(&newer).expect("read"), Record::Acknowledged { number: 3, digest: "00".to_owned() });
    assert!(Record::read(&json!({"record": "acknowledged", "number": "three"})).is_err());
    assert!(Record::read(&json!({"number": 3})).is_err(), "no kind at all");
}

#[test]
fn cards_notices_and_closings_do_not_wait() {
    let card = json!({"number": "M-1", "direction": "1.1", "state": "submitted", "revision": 1});
    let card: Card = serde_json::from_value(card).expect("a card");
    let substantive = [
        Record::Card { card: Box::new(card) },
        Record::Notice { direction: "1.1".to_owned(), notice: PartnerNotice::default() },
    ];
    assert!(substantive.iter().all(Record::substantive));
    let along = [
        Record::Acknowledged { number: 1, digest: String::new() },
        Record::Checkpoint { request: String::new() },
        Record::Cosignature { size: 1, line: String::new() },
        Record::Unknown,
    ];
    assert!(!along.iter().any(Record::substantive));
    for record in substantive.iter().chain(&along[..3]) {
        let written = serde_json::to_value(record).expect("written");
        assert_eq!(&Record::read(&written).expect("read"), record);
    }
}
