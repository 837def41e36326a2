//! Numbers a guide states twice agree: directions counted, bands and ceilings summed.

use crate::assemble::Draft;
use crate::diagnostics::Faults;
use crate::model::RuleKind;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    for rule in &draft.guide.rules {
        if let RuleKind::DirectionCount(stated) = &rule.kind {
            let found = draft.guide.directions.len();
            if u32::try_from(found).ok() != Some(stated.count) {
                let mut labels: Vec<_> = super::quoting(draft, &rule.clause).into_iter().collect();
                labels.extend(draft.guide.directions.iter().filter_map(|d| super::quoting(draft, &d.clause)));
                faults.add(
                    "guide::total",
                    format!("{}: stated {}, found {found}", rule.clause, stated.count),
                    labels,
                    Some("each direction the guide sets up needs its block `direction NUMBER`".to_owned()),
                );
            }
        }
    }
    for sum in draft.guide.sums().into_iter().filter(|sum| !sum.agrees) {
        faults.add(
            "guide::total",
            format!("the parts come to {}, the whole is stated as {}: {}", sum.found, sum.stated, sum.text),
            sum.clauses.iter().filter_map(|id| super::quoting(draft, id)).collect(),
            Some("the last sentence quoted states the whole, the others its parts".to_owned()),
        );
    }
}
