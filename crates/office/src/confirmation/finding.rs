//! What the form check says where a confirmation that the office asks for was not given in time. The guide asks for none, so it
//! quotes no clause: it says that the office's own setting asks, and a person rules.

use hefu_application::ApplicationId;
use hefu_check::{Fact, Finding, Outcome, Subject};
use hefu_words::Message;

use super::{Confirming, Stand};

/// What a finding on a confirmation of this level is called.
pub(crate) fn rule_id(level: super::Level) -> String {
    format!("office.{}-confirmation", level.word())
}

/// A finding for each confirmation that is missing.
pub(crate) fn findings(found: &Confirming, application: &ApplicationId) -> Vec<Finding> {
    let missing = found.levels.iter().filter(|one| one.standing == Stand::Missing);
    let fact = |label: &str, value: String| Fact {
        label: Message::new(label),
        value,
        side: None,
        source: Default::default(),
        note: None,
    };
    missing
        .map(|one| {
            let rule = rule_id(one.level);
            let mut facts = vec![fact("fact-confirmation-until", one.until.to_string())];
            facts.extend(one.asked_name.clone().map(|name| fact("fact-confirmation-asked", name)));
            Finding {
                id: format!("{}:{}/{rule}", application.side.as_str(), application.number),
                subject: Subject::Application(application.clone()),
                clause: String::new(),
                rule,
                rule_version: String::new(),
                outcome: Outcome::Person,
                message: Message::new(format!("confirmation-missing-{}", one.level.word())),
                remedy: Some(Message::new("confirmation-missing-remedy")),
                facts,
                rulings: Vec::new(),
                ruled: None,
            }
        })
        .collect()
}
