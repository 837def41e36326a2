//! What the guide has experts think of: its aims, the emphasis of its topics, the prompts of its content items and the
//! indicators on the division of work. None of it counts unless the office's form gives it a weight.

use hefu_application::Application;
use hefu_check::maps::{PairMap, SideEffort};
use hefu_guide::Guide;
use hefu_guide::model::{Indicator, RuleKind, Words};
use hefu_selection::Points;

use crate::form::ReviewForm;

/// Everything that stands beside the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Aims and prompts, in the order of the guide.
    pub prompts: Vec<Prompt>,
    /// What a topic lays emphasis on, in the order of the guide.
    pub emphasis: Vec<Emphasis>,
    /// Indicators on the division of work, in the order of the guide.
    pub indicators: Vec<IndicatorLine>,
}

/// A prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// The clause it comes from.
    pub clause: String,
    /// What it is.
    pub kind: PromptKind,
    /// The weight that the form gives the clause; none where the office has set none.
    pub weight: Option<Points>,
}

/// Kinds of prompts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// Which of the guide's aims the project says it serves.
    Aims {
        /// Tag list of the aims.
        list: String,
        /// Value ids it serves, in the order of the guide.
        served: Vec<String>,
        /// Value ids it does not name.
        unnamed: Vec<String>,
    },
    /// A question of the guide on a content item the project works on.
    Item {
        /// The item.
        item: String,
        /// The question.
        words: Words,
    },
}

/// What a topic lays emphasis on, and what the project chose of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emphasis {
    /// The clause.
    pub clause: String,
    /// Tag list.
    pub list: String,
    /// Value ids chosen.
    pub chosen: Vec<String>,
    /// Value ids nobody chose, where the guide has them shown.
    pub uncovered: Vec<String>,
    /// Free words given as 其他.
    pub other: Vec<String>,
    /// What the guide remarks where only 其他 is chosen.
    pub remark: Option<Words>,
}

/// An indicator with the figures it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorLine {
    /// The clause.
    pub clause: String,
    /// Which.
    pub indicator: Indicator,
    /// Sides that lack what it looks for; empty where it is shown.
    pub lacking: Vec<String>,
    /// The figures by side.
    pub effort: Vec<SideEffort>,
}

impl Beside {
    /// What stands beside the form for one joint project, from its halves (one is enough).
    pub fn of(guide: &Guide, halves: &[&Application], form: &ReviewForm) -> Self {
        let map = PairMap::of(guide, halves);
        let direction = map.direction.clone();
        let topic = map.topic.clone();
        let mut beside = Self::default();
        for rule in guide.rules_for(&direction, topic.as_deref()) {
            match &rule.kind {
                RuleKind::Aims(aims) => {
                    let covered = map.tags.iter().find(|tags| tags.list == aims.list);
                    let served: Vec<String> = covered
                        .map(|tags| tags.chosen.iter().map(|one| one.value.clone()).collect())
                        .unwrap_or_default();
                    let all = guide.list(&aims.list).map(|list| list.values.as_slice()).unwrap_or_default();
                    let unnamed = all.iter().map(|value| value.id.clone()).filter(|id| !served.contains(id)).collect();
                    let kind = PromptKind::Aims { list: aims.list.clone(), served, unnamed };
                    beside.prompt(form, &rule.clause, kind);
                }
                RuleKind::Indicator(wanted) => beside.indicators.push(IndicatorLine {
                    clause: rule.clause.clone(),
                    indicator: wanted.indicator,
                    lacking: lacking(wanted.indicator, &map.effort),
                    effort: map.effort.clone(),
                }),
                _ => {}
            }
        }
        for item in &guide.items {
            let worked_on = map.items.iter().any(|one| {
                let same = one.item == item.id
                    || guide.item(&one.item).is_some_and(|it| it.part_of.as_ref() == Some(&item.id));
                same && !one.tasks.is_empty()
            });
            let covers = item.scope.covers(&direction, topic.as_deref());
            if let Some(words) = item.prompt.as_ref().filter(|_| covers && (worked_on || item.number.is_none())) {
                beside.prompt(form, &item.id, PromptKind::Item { item: item.id.clone(), words: words.clone() });
            }
        }
        let aims: Vec<&str> = guide
            .rules
            .iter()
            .filter_map(|rule| match &rule.kind {
                RuleKind::Aims(aims) => Some(aims.list.as_str()),
                _ => None,
            })
            .collect();
        for tags in map.tags.iter().filter(|tags| !aims.contains(&tags.list.as_str())) {
            let Some(list) = guide.list(&tags.list) else { continue };
            let only_other = tags.chosen.is_empty() && !tags.other.is_empty();
            beside.emphasis.push(Emphasis {
                clause: list.clause.clone(),
                list: list.id.clone(),
                chosen: tags.chosen.iter().map(|one| one.value.clone()).collect(),
                uncovered: if list.show_uncovered { tags.uncovered.clone() } else { Vec::new() },
                other: tags.other.clone(),
                remark: list.other_remark.clone().filter(|_| only_other),
            });
        }
        beside
    }

    fn prompt(&mut self, form: &ReviewForm, clause: &str, kind: PromptKind) {
        self.prompts.push(Prompt { clause: clause.to_owned(), weight: form.weight_of(clause), kind });
    }
}

fn lacking(indicator: Indicator, effort: &[SideEffort]) -> Vec<String> {
    let lacks = |side: &SideEffort| match indicator {
        Indicator::Complementarity => side.own_tasks == 0,
        Indicator::MutualBenefit => side.outputs == 0,
        Indicator::Substance => side.person_months_hundredths.unwrap_or(0) <= 0,
    };
    effort.iter().filter(|side| lacks(side)).map(|side| side.side.clone()).collect()
}
