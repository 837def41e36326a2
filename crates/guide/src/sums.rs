//! The sums a guide states twice: bands of the directions against the programme's, ceilings likewise.

use hefu_text::number::group;

use crate::model::{BandRule, CeilingRule, Guide, Rule, RuleKind};

/// A sum of stated numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// For example `20+15=35, 25+15=40`.
    pub text: String,
    /// What the parts come to, for example `35–40`.
    pub found: String,
    /// What the guide states as the whole.
    pub stated: String,
    /// Whether the parts add up to the whole.
    pub agrees: bool,
    /// Clauses it is made of: the parts, then the whole.
    pub clauses: Vec<String>,
}

impl Guide {
    /// Sums over directions wherever the programme states a total of its own.
    pub fn sums(&self) -> Vec<Sum> {
        let bands: Vec<(&Rule, &BandRule)> = self
            .rules
            .iter()
            .filter_map(|rule| match &rule.kind {
                RuleKind::Band(band) => Some((rule, band)),
                _ => None,
            })
            .collect();
        let ceilings: Vec<(&Rule, &CeilingRule)> = self
            .rules
            .iter()
            .filter_map(|rule| match &rule.kind {
                RuleKind::Ceiling(ceiling) => Some((rule, ceiling)),
                _ => None,
            })
            .collect();
        let mut out = Vec::new();
        let (wholes, parts): (Vec<_>, Vec<_>) = bands.into_iter().partition(|(rule, _)| rule.scope.direction.is_none());
        for (rule, whole) in wholes {
            if !parts.is_empty() {
                let (least, most) =
                    (parts.iter().map(|(_, b)| i128::from(b.min)), parts.iter().map(|(_, b)| i128::from(b.max)));
                let text = format!(
                    "{}, {}",
                    line(least.clone(), i128::from(whole.min)),
                    line(most.clone(), i128::from(whole.max))
                );
                let agrees = least.clone().sum::<i128>() == i128::from(whole.min)
                    && most.clone().sum::<i128>() == i128::from(whole.max);
                let found = range(least.sum(), most.sum());
                let stated = range(i128::from(whole.min), i128::from(whole.max));
                out.push(Sum { text, found, stated, agrees, clauses: clauses(&parts, rule) });
            }
        }
        let (wholes, parts): (Vec<_>, Vec<_>) =
            ceilings.into_iter().partition(|(rule, _)| rule.scope.direction.is_none());
        for (rule, whole) in wholes {
            let same: Vec<_> = parts
                .iter()
                .filter(|(_, part)| part.source == whole.source && part.amount.currency == whole.amount.currency)
                .copied()
                .collect();
            if !same.is_empty() {
                let per = i128::from(whole.amount.currency.minor_per_major());
                let major = |minor: i64| i128::from(minor) / per;
                let found = group(same.iter().map(|(_, c)| major(c.amount.minor)).sum());
                let stated = group(major(whole.amount.minor));
                let text = line(same.iter().map(|(_, c)| major(c.amount.minor)), major(whole.amount.minor));
                let total: i128 = same.iter().map(|(_, c)| i128::from(c.amount.minor)).sum();
                let agrees = total == i128::from(whole.amount.minor);
                out.push(Sum { text, found, stated, agrees, clauses: clauses(&same, rule) });
            }
        }
        out
    }
}

fn clauses<T>(parts: &[(&Rule, T)], whole: &Rule) -> Vec<String> {
    parts.iter().map(|(rule, _)| rule.clause.clone()).chain([whole.clause.clone()]).collect()
}

fn range(least: i128, most: i128) -> String {
    if least == most { group(least) } else { format!("{}–{}", group(least), group(most)) }
}

fn line(parts: impl Iterator<Item = i128> + Clone, stated: i128) -> String {
    let total: i128 = parts.clone().sum();
    let parts: Vec<_> = parts.map(group).collect();
    let end = if total == stated { group(total) } else { format!("{}≠{}", group(total), group(stated)) };
    format!("{}={end}", parts.join("+"))
}
