//! The primary topic is a leaf of the direction's list (HK-1, TW-1; R-17: closed where the sentence has no 等).

use hefu_guide::model::{Rule, Topic};
use hefu_words::Arg;

use crate::draft::{fact, say};
use crate::finding::{Finding, Outcome};
use crate::resolve::{self, TopicReading};
use crate::view::View;

pub(crate) fn topic(view: &View<'_>, rule: &Rule) -> Vec<Finding> {
    let written = view.app.topic.as_deref();
    let mut draft = view.draft(rule);
    if let Some(written) = written {
        draft = draft.fact(fact("topic", written, view.app.origin.cell("topic")));
    }
    let written = written.unwrap_or_default();
    let all = names(&view.direction.leaves());
    let choose = |topics: Arg| say("remedy-topic").with("topics", topics);
    let finding = match resolve::topic(view.direction, view.app.topic.as_deref()) {
        TopicReading::Leaf(leaf) => draft.pass(say("topic-named").with("topic", &leaf.names)),
        TopicReading::LeafByWording(leaf) => draft
            .remedy(choose(Arg::from(&leaf.names)))
            .ruling("R-8")
            .person(say("topic-by-wording").with("written", written).with("topic", &leaf.names)),
        TopicReading::Field(field) => {
            let narrower = names(&field.topics.iter().collect::<Vec<_>>());
            draft
                .remedy(choose(narrower.clone()))
                .fail(say("topic-field-only").with("field", &field.names).with("topics", narrower))
        }
        TopicReading::Missing => {
            draft.remedy(choose(all.clone())).says(view.when_silent(), say("topic-missing").with("topics", all))
        }
        TopicReading::Unknown => {
            let outcome = if view.direction.topics_closed { Outcome::Fail } else { Outcome::Person };
            draft.remedy(choose(all.clone())).says(
                outcome,
                say("topic-not-listed")
                    .with("written", written)
                    .with("direction", view.direction.number.as_str())
                    .with("topics", all),
            )
        }
    };
    vec![finding]
}

fn names(topics: &[&Topic]) -> Arg {
    Arg::List(topics.iter().map(|topic| Arg::from(&topic.names)).collect())
}
