//! A review form as fields, and what was typed into them read back.

use hefu_review::{Answers, Criterion, Lack, ReviewForm, Scale, Spread};
use hefu_words::Message;

use super::super::Portal;
use crate::parts::{Choice, Field, Width};
use crate::shell::Say;

/// Name of the field of something marked.
fn mark_name(id: &str) -> String {
    format!("mark-{id}")
}

/// Name of the field of something written.
fn text_name(id: &str) -> String {
    format!("text-{id}")
}

/// The fields of a form with these answers: the anchors beside each scale, how often the expert gave each mark so far, and what
/// stands against handing in where it is to be shown.
pub(in super::super) fn fields(
    portal: &Portal,
    say: Say,
    form: &ReviewForm,
    answers: &Answers,
    lacks: &[Lack],
    spreads: &[(String, Spread)],
) -> Vec<Field> {
    let told = |id: &str, mark: bool| {
        let lack = lacks.iter().find(|lack| lack.id == id && lack.mark == mark)?;
        Some(say.message(&lack.message()))
    };
    let marked = form.marked().map(|criterion| {
        let typed = answers.marks.get(&criterion.id).map_or("", String::as_str);
        let spread = spreads.iter().find(|(id, _)| *id == criterion.id).map(|(_, spread)| spread);
        mark(portal, say, criterion, typed, spread).error(told(&criterion.id, true))
    });
    let written = form.texts.iter().map(|text| {
        let limits = (text.least, text.most);
        let field = Field::essay(say, text_name(&text.id), text.title.get(say.0), limits);
        let field = prompted(field, text.prompt.get(say.0));
        let field = if text.least.is_none_or(|least| least == 0) { field.optional() } else { field };
        let typed = answers.texts.get(&text.id).map_or("", String::as_str);
        field.value(typed).error(told(&text.id, false))
    });
    marked.chain(written).collect()
}

fn mark(portal: &Portal, say: Say, criterion: &Criterion, typed: &str, spread: Option<&Spread>) -> Field {
    let (name, label) = (mark_name(&criterion.id), criterion.title.get(say.0));
    let anchors = criterion.scale.anchors(say.0);
    let words_of = |mark: &str| anchors.iter().find(|(at, _)| at == mark).map_or("", |(_, words)| words.as_str());
    let mut prompt = criterion.prompt.get(say.0).to_owned();
    let mut field = match criterion.scale.few() {
        Some(all) => {
            let steps = matches!(criterion.scale, Scale::Steps { .. });
            let choice = |mark: String| {
                let words = words_of(&mark).to_owned();
                match (steps, words.is_empty()) {
                    (_, true) => Choice::new(mark.clone(), mark),
                    (true, false) if words.chars().count() <= 12 => {
                        let label = anchor(say, &mark, &words);
                        Choice::new(mark, label)
                    }
                    _ => Choice::new(mark.clone(), mark).hint(words),
                }
            };
            let mut choices: Vec<Choice> = all.into_iter().map(choice).collect();
            if criterion.optional {
                choices.push(Choice::new("", say.t("review-leave-open")));
            }
            Field::radios(say, name, label, choices)
        }
        None => {
            let known = anchors.iter().map(
                |(mark, words)| {
                    if words.is_empty() { mark.clone() } else { anchor(say, mark, words) }
                },
            );
            let known = known.collect::<Vec<_>>().join(&say.t("review-anchors-between"));
            prompt = if prompt.is_empty() { known } else { format!("{prompt} {known}") };
            Field::text(say, name, label).width(Width::Short)
        }
    };
    if criterion.optional {
        field = field.optional();
    }
    if let Some(clause) = &criterion.clause {
        field = field.quote(portal.quote(clause));
    }
    if let Some(spread) = spread.filter(|spread| spread.total > 0) {
        field = field.read_as(own_scale(say, spread));
    }
    prompted(field, &prompt).value(typed)
}

fn prompted(field: Field, prompt: &str) -> Field {
    if prompt.is_empty() { field } else { field.hint(prompt) }
}

/// A mark with its words.
pub(in super::super) fn anchor(say: Say, mark: &str, words: &str) -> String {
    say.message(&Message::new("review-anchor").with("mark", mark).with("words", words))
}

/// How often each mark was given so far.
fn own_scale(say: Say, spread: &Spread) -> String {
    let one = |(mark, count): &(String, usize)| {
        say.message(&Message::new("review-mark-count").with("mark", mark.as_str()).with("count", *count))
    };
    let counts: Vec<String> = spread.counts.iter().map(one).collect();
    let total = spread.total;
    say.message(&Message::new("review-own-scale").with("total", total).with("counts", counts.join(" · ")))
}

/// Answers from what was typed: `mark-ID` and `text-ID`.
pub(in super::super) fn read(pairs: &[(String, String)]) -> Answers {
    let mut answers = Answers::default();
    for (name, value) in pairs {
        if let Some(id) = name.strip_prefix("mark-") {
            answers.marks.insert(id.to_owned(), value.clone());
        } else if let Some(id) = name.strip_prefix("text-") {
            answers.texts.insert(id.to_owned(), value.clone());
        }
    }
    answers
}
