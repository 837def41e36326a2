//! RFC 8785: vectors of the standard that need no fractions, and what is refused.

use hefu_ledger::canonical::{CanonicalError, ReadError, canonical, read};
use proptest::prelude::*;
use serde_json::{Value, json};

fn text(value: &Value) -> String {
    String::from_utf8(canonical(value).expect("canonical")).expect("UTF-8")
}

/// RFC 8785, 3.2.2 and 3.2.3.
#[test]
fn the_standards_examples() {
    let value: Value = serde_json::from_str(
        r#"{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#,
    )
    .expect("JSON");
    assert_eq!(text(&value), r#"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#);
    let value: Value = serde_json::from_str(
        r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}"#,
    )
    .expect("JSON");
    let order: Vec<_> = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"].to_vec();
    let out = text(&value);
    let places: Vec<_> = order.iter().map(|word| out.find(word).expect("there")).collect();
    assert!(places.is_sorted(), "{out}");
}

#[test]
fn what_other_readers_would_change_is_refused_with_its_place() {
    assert_eq!(text(&json!(9_007_199_254_740_991_i64)), "9007199254740991");
    for number in [json!(1.5), json!(9_007_199_254_740_992_i64), json!(-9_007_199_254_740_992_i64), json!(u64::MAX)] {
        let told = canonical(&json!({"a/b": [0, number]}));
        assert!(matches!(&told, Err(CanonicalError::Number { path, .. }) if path == "/a~1b/1"), "{told:?}");
    }
    let deep = (0..200).fold(json!(0), |inner, _| json!([inner]));
    assert!(matches!(canonical(&deep), Err(CanonicalError::Depth { .. })));
}

#[test]
fn only_the_canonical_form_is_read() {
    let bytes = br#"{"a":[1,-2,{}],"b":"\u20ac"}"#;
    assert_eq!(read(bytes), Err(ReadError::Form), "needless escape");
    let bytes = "{\"a\":[1,-2,{}],\"b\":\"€\"}";
    assert_eq!(read(bytes.as_bytes()).expect("canonical"), json!({"a": [1, -2, {}], "b": "€"}));
    for other in ["{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":1}", "{ \"a\":1}", "[1] ", "[1]\n", "\"\\/\"", "\"\\u000a\""] {
        assert_eq!(read(other.as_bytes()), Err(ReadError::Form), "{other}");
    }
    for number in ["1.0", "-0", "1e3", "9007199254740992"] {
        assert!(matches!(read(number.as_bytes()), Err(ReadError::Value(_))), "{number}");
    }
    for none in ["", "{", "[1,]", "nul", "\u{feff}1", "01"] {
        assert!(matches!(read(none.as_bytes()), Err(ReadError::Json(_))), "{none}");
    }
    let deepest = (0..100).fold(json!(0), |inner, _| json!([inner]));
    let bytes = canonical(&deepest).expect("canonical");
    assert_eq!(read(&bytes), Ok(deepest), "what is written can be read");
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn the_bytes_mean_the_value_and_do_not_change_again(value in value()) {
        let bytes = canonical(&value).expect("canonical");
        let read: Value = serde_json::from_slice(&bytes).expect("JSON");
        prop_assert_eq!(&read, &value);
        prop_assert_eq!(canonical(&read).expect("canonical"), bytes);
    }
}
