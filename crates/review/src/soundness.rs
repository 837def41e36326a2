//! Whether a form can be answered.

use std::collections::BTreeSet;

use hefu_guide::Guide;
use hefu_guide::model::Words;
use hefu_words::Message;

use crate::form::{Criterion, ReviewForm, Scale};

/// What is wrong with a form: where, and the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFault {
    /// `criteria`, `texts`, or the id of what is wrong.
    pub place: String,
    /// What is wrong and what to do.
    pub message: Message,
}

/// Longest id, in characters.
const ID_MOST: usize = 40;
/// Most steps, criteria or texts: more than a page can ask.
const MOST: usize = 60;

impl ReviewForm {
    /// Everything that is wrong with the form. A form without faults can be answered, and every answer can be kept.
    pub fn faults(&self, guide: &Guide) -> Vec<FormFault> {
        let mut faults = Vec::new();
        let mut say = |place: &str, key: &str| {
            let message = Message::new(format!("review-form-{key}")).with("place", place);
            faults.push(FormFault { place: place.to_owned(), message });
        };
        if self.marked().next().is_none() && self.texts.is_empty() {
            say("criteria", "nothing-asked");
        }
        if self.criteria.len() > MOST || self.texts.len() > MOST {
            say("criteria", "too-many");
        }
        let mut seen = BTreeSet::new();
        let ids =
            self.marked().map(|one| (&one.id, &one.title)).chain(self.texts.iter().map(|one| (&one.id, &one.title)));
        for (id, title) in ids {
            if !is_id(id) {
                say(id, "id");
            } else if !seen.insert(id) {
                say(id, "id-twice");
            }
            if !is_said(title) {
                say(id, "no-title");
            }
        }
        for criterion in self.marked() {
            if let Some(key) = scale_fault(criterion) {
                say(&criterion.id, key);
            }
            if criterion.weight.is_some_and(|weight| weight.0 < 0) {
                say(&criterion.id, "weight");
            }
            if criterion.clause.as_deref().is_some_and(|clause| guide.clause(clause).is_none()) {
                say(&criterion.id, "no-such-clause");
            }
        }
        for text in &self.texts {
            if text.most == Some(0) || matches!((text.least, text.most), (Some(least), Some(most)) if least > most) {
                say(&text.id, "length");
            }
        }
        faults
    }
}

fn is_id(id: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !id.is_empty() && id.chars().count() <= ID_MOST && id.chars().all(fits)
}

/// Words count as said where each of their forms says something.
fn is_said(words: &Words) -> bool {
    !words.is_empty() && words.forms().values().all(|form| !form.trim().is_empty())
}

fn scale_fault(criterion: &Criterion) -> Option<&'static str> {
    match &criterion.scale {
        Scale::Numbers { least, most, anchors } => {
            let wide = most.checked_sub(*least).is_none_or(|span| span <= 0 || span > 1000);
            let outside = || anchors.iter().any(|anchor| !(least..=most).contains(&&anchor.at));
            if wide {
                Some("scale-numbers")
            } else if outside() {
                Some("anchor-outside")
            } else {
                None
            }
        }
        Scale::Steps { steps } => {
            let distinct: BTreeSet<_> = steps.iter().filter_map(|step| criterion.scale.read(&step.id)).collect();
            let sound = (2..=MOST).contains(&steps.len()) && steps.iter().all(|step| is_id(&step.id));
            (!sound || distinct.len() != steps.len()).then_some("scale-steps")
        }
    }
}
