//! An expert's own scale: how often each mark was given so far.

use std::collections::BTreeMap;

use crate::answers::Answers;
use crate::form::{Criterion, Scale};

/// The marks of one criterion over an expert's own reviews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Marks with how often they were given. Of a short scale all of them in its order; of a long one those given, from the
    /// least.
    pub counts: Vec<(String, usize)>,
    /// How many were given.
    pub total: usize,
}

/// How often each mark of a criterion was given in these reviews.
pub fn spread<'a>(criterion: &Criterion, reviews: impl IntoIterator<Item = &'a Answers>) -> Spread {
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    for review in reviews {
        let mark = review.marks.get(&criterion.id).and_then(|typed| criterion.scale.read(typed));
        if let Some(mark) = mark {
            *given.entry(mark).or_default() += 1;
        }
    }
    let total = given.values().sum();
    let counts = match (criterion.scale.few(), &criterion.scale) {
        (Some(all), _) => all.into_iter().map(|mark| (mark.clone(), given.get(&mark).copied().unwrap_or(0))).collect(),
        (None, Scale::Numbers { .. }) => {
            let mut counts: Vec<_> = given.into_iter().collect();
            counts.sort_by_key(|(mark, _)| mark.parse::<i64>().unwrap_or(i64::MAX));
            counts
        }
        (None, Scale::Steps { steps }) => {
            steps.iter().filter_map(|step| Some((step.id.clone(), *given.get(&step.id)?))).collect()
        }
    };
    Spread { counts, total }
}
