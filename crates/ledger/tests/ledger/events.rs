//! Entries bind events without showing them.

use hefu_ledger::event::{Entry, Event, opens, seal};
use serde_json::json;

pub fn event() -> Event {
    Event {
        kind: "application.submitted".to_owned(),
        at: "2020-05-01T10:00:00+08:00[Asia/Shanghai]".to_owned(),
        actor: "4k2".to_owned(),
        subject: "M2020-0001".to_owned(),
        body: json!({"title": "可解释人工智能", "revision": 1}),
    }
}

#[test]
fn an_entry_shows_kind_and_instant_and_hides_the_rest() {
    let entry = seal(&event(), &[7; 32]).expect("an entry");
    let text = String::from_utf8(entry.bytes()).expect("UTF-8");
    assert!(text.contains("application.submitted") && text.contains("2020-05-01T10:00:00"));
    for hidden in ["M2020-0001", "4k2", "可解释"] {
        assert!(!text.contains(hidden), "{text}");
    }
    assert_ne!(seal(&event(), &[8; 32]).expect("an entry"), entry, "the salt counts");
    assert_eq!(Entry::parse(&entry.bytes()).expect("read"), entry);
}

#[test]
fn any_change_of_the_event_is_seen() {
    let entry = seal(&event(), &[7; 32]).expect("an entry");
    assert!(opens(&entry, &event(), &[7; 32]));
    let changes: [fn(&mut Event); 5] = [
        |e| e.kind.push('x'),
        |e| e.at.push(' '),
        |e| e.actor = "another".to_owned(),
        |e| e.subject = "M2020-0002".to_owned(),
        |e| e.body["revision"] = json!(2),
    ];
    for change in changes {
        let mut changed = event();
        change(&mut changed);
        assert!(!opens(&entry, &changed, &[7; 32]), "{changed:?}");
    }
}

#[test]
fn what_is_no_entry_is_refused() {
    let good = seal(&event(), &[7; 32]).expect("an entry").bytes();
    let text = String::from_utf8(good).expect("UTF-8");
    let digest = seal(&event(), &[7; 32]).expect("an entry").digest;
    let (no_digest, upper) = (text.replace(&digest, ""), text.replace(&digest, &digest.to_uppercase()));
    for wrong in
        [String::new(), "{}".to_owned(), text.replace("\"v\":1", "\"v\":2"), text.replace(':', ": "), no_digest, upper]
    {
        assert!(Entry::parse(wrong.as_bytes()).is_err(), "{wrong}");
    }
}
