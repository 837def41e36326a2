//! The form of a direction, as its office sets it. The guide says nothing of review: what stands here is the office's own.

use std::collections::BTreeMap;

use hefu_guide::model::Words;
use hefu_selection::Points;
use hefu_words::Lang;
use serde::{Deserialize, Serialize};

/// What experts are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewForm {
    /// Who else may read a review that is handed in.
    #[serde(default)]
    pub shown_to: ShownTo,
    /// What experts do not see of an application.
    #[serde(default)]
    pub blind: Blind,
    /// What is marked, in the order in which it is asked.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// What is written, in the order in which it is asked.
    #[serde(default)]
    pub texts: Vec<TextField>,
    /// The recommendation on the whole, where the office asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Criterion>,
}

/// Who reads a review beside its expert and the office's officers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownTo {
    /// Nobody.
    #[default]
    Officers,
    /// The other experts of the same project who have handed in their own, without names.
    Experts,
}

/// What experts do not see. Identity numbers they never see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blind {
    /// Nothing is hidden.
    #[default]
    Open,
    /// Who applies: units, people, evidence and the agreement. What the applicants wrote themselves stays as it is.
    Applicants,
}

/// Something that is marked on a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its short name in files; one of a kind in the form.
    pub id: String,
    /// What is asked.
    pub title: Words,
    /// What to think of when marking.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub prompt: Words,
    /// The clause of the guide it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Its weight, where the office has set one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Points>,
    /// Whether it may stay open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Its scale.
    pub scale: Scale,
}

/// A scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Scale {
    /// Whole numbers, both ends included: 1–5, 0–100.
    Numbers {
        /// Least.
        least: i64,
        /// Most.
        most: i64,
        /// What single numbers stand for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        anchors: Vec<Anchor>,
    },
    /// Steps with names, the best first: A–D, yes and no, own words.
    Steps {
        /// The steps.
        steps: Vec<Step>,
    },
}

/// What a number of a scale stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The number.
    pub at: i64,
    /// Its words.
    pub words: Words,
}

/// A step of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its mark: `A`, `yes`.
    pub id: String,
    /// What it stands for.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub words: Words,
    /// What it counts in a list of scores, where the office has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
}

/// Something that is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextField {
    /// Its short name in files; one of a kind in the form.
    pub id: String,
    /// What is asked.
    pub title: Words,
    /// What to think of when writing.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub prompt: Words,
    /// Least length, as [`length`](crate::length) counts; none: it may stay empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// Most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

impl ReviewForm {
    /// Everything that is marked, the recommendation last.
    pub fn marked(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().chain(&self.overall)
    }

    /// What is marked under this id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.marked().find(|criterion| criterion.id == id)
    }

    /// What is written under this id.
    pub fn text(&self, id: &str) -> Option<&TextField> {
        self.texts.iter().find(|text| text.id == id)
    }

    /// The weight that the office gives a clause of the guide: the sum over the criteria that serve it. None where it has
    /// set none, which counts as 0.
    pub fn weight_of(&self, clause: &str) -> Option<Points> {
        let own = self.marked().filter(|criterion| criterion.clause.as_deref() == Some(clause));
        own.filter_map(|criterion| criterion.weight).reduce(|a, b| Points(a.0.saturating_add(b.0)))
    }
}

impl Scale {
    /// The mark that somebody means, as it is kept: a number in digits, the id of a step whatever its case or full width, or
    /// the words of a step in any language. None where the scale has no such mark.
    pub fn read(&self, typed: &str) -> Option<String> {
        let typed = plain(typed);
        match self {
            Self::Numbers { least, most, .. } => {
                let number = typed.strip_suffix(".0").unwrap_or(&typed).parse::<i64>().ok()?;
                (*least..=*most).contains(&number).then(|| number.to_string())
            }
            Self::Steps { steps } => {
                let by_id = steps.iter().find(|step| plain(&step.id) == typed);
                let by_words = || {
                    let mut named =
                        steps.iter().filter(|step| step.words.forms().values().any(|form| plain(form) == typed));
                    named.next().filter(|_| named.next().is_none())
                };
                by_id.or_else(by_words).map(|step| step.id.clone())
            }
        }
    }

    /// What a mark counts in a list of scores: a number counts itself, a step what the office says.
    pub fn points(&self, mark: &str) -> Option<Points> {
        match self {
            Self::Numbers { .. } => self.read(mark)?.parse().ok(),
            Self::Steps { steps } => steps.iter().find(|step| step.id == mark)?.points,
        }
    }

    /// The marks with their words, the best step first, numbers from the least; of a range of numbers those with anchors and
    /// both ends.
    pub fn anchors(&self, lang: Lang) -> Vec<(String, String)> {
        match self {
            Self::Numbers { least, most, anchors } => {
                let mut known: BTreeMap<i64, String> = [(*least, String::new()), (*most, String::new())].into();
                known.extend(anchors.iter().map(|anchor| (anchor.at, anchor.words.get(lang).to_owned())));
                known.into_iter().map(|(at, words)| (at.to_string(), words)).collect()
            }
            Self::Steps { steps } => {
                steps.iter().map(|step| (step.id.clone(), step.words.get(lang).to_owned())).collect()
            }
        }
    }

    /// How many marks there are; of long ranges many.
    pub fn count(&self) -> u64 {
        match self {
            Self::Numbers { least, most, .. } => most.abs_diff(*least).saturating_add(1),
            Self::Steps { steps } => u64::try_from(steps.len()).unwrap_or(u64::MAX),
        }
    }

    /// All marks, where they are few enough to choose from one by one.
    pub fn few(&self) -> Option<Vec<String>> {
        const FEW: u64 = 11;
        match self {
            _ if self.count() > FEW => None,
            Self::Numbers { least, most, .. } => Some((*least..=*most).map(|number| number.to_string()).collect()),
            Self::Steps { steps } => Some(steps.iter().map(|step| step.id.clone()).collect()),
        }
    }
}

/// As marks are compared: no outer blanks, one case, full-width letters and digits narrow.
fn plain(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.trim().chars().map(narrow).flat_map(char::to_lowercase).collect()
}
