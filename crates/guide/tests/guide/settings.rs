//! Rulings in force: defaults, an office's changes, refusals.

use std::collections::BTreeMap;

use hefu_guide::model::SettingValue;
use hefu_guide::{Guide, SettingError, builtin};

fn guide() -> Guide {
    builtin("hkmt-2020").expect("the 2020 guide is built in")
}

fn change(id: &str, value: SettingValue) -> Result<hefu_guide::model::Settings, SettingError> {
    guide().settings_with(&BTreeMap::from([(id.to_owned(), value)]))
}

#[test]
fn defaults_are_in_force() {
    let settings = guide().settings_with(&BTreeMap::new()).expect("defaults are admissible");
    assert_eq!(settings.list("R-7"), ["topic"]);
    assert_eq!(settings.text("R-12"), Some("mainland"));
    assert_eq!(settings.text("R-15"), Some("tie-break"));
    assert!(settings.is_on("R-6") && settings.is_on("R-23") && !settings.is_on("R-3"));
    assert!(settings.changed.is_empty());
}

#[test]
fn an_office_changes_what_has_a_choice() {
    let settings = change("R-12", SettingValue::Text("both".to_owned())).expect("a choice");
    assert_eq!(settings.text("R-12"), Some("both"));
    assert_eq!(settings.changed, ["R-12"]);
    let same = change("R-12", SettingValue::Text("mainland".to_owned())).expect("the default");
    assert!(same.changed.is_empty());
}

#[test]
fn the_rest_is_refused_clearly() {
    let said = |id: &str, value| change(id, value).expect_err("refused").to_string();
    assert_eq!(said("R-77", SettingValue::Bool(true)), "there is no ruling `R-77`; did you mean `R-17`?");
    assert_eq!(
        said("R-12", SettingValue::Text("taiwan".to_owned())),
        "ruling `R-12` cannot be \"taiwan\"; it may be \"mainland\" or \"both\""
    );
    assert_eq!(said("R-20", SettingValue::Bool(true)), "ruling `R-20` is a way of reading the text and has no setting");
}

#[test]
fn all_rulings_are_there() {
    let ids: Vec<String> = guide().settings.into_iter().map(|setting| setting.id).collect();
    let named = (1..=26).map(|number| format!("R-{number}")).chain(["R-6a", "R-10a", "R-13a"].map(str::to_owned));
    for id in named {
        assert!(ids.contains(&id), "{id} is missing");
    }
}
