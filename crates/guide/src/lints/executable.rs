//! Every clause of kind rule or fact carries something executable.

use crate::assemble::Draft;
use crate::diagnostics::Faults;
use crate::model::ClauseKind;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    for (number, clause) in draft.document.clauses.iter().enumerate() {
        let carries = draft.document.blocks.iter().any(|block| {
            block.clause == Some(number) && !["unset", "text", "toml", "setting"].contains(&block.kind.as_str())
        });
        if clause.text.is_empty() {
            faults.add(
                "guide::quote",
                format!("clause {} quotes nothing", clause.id),
                vec![(clause.place.start, clause.place.end, "this clause has no sentence".to_owned())],
                Some("quote the sentence in a line that begins with `> `".to_owned()),
            );
        } else if matches!(clause.kind, ClauseKind::Rule | ClauseKind::Fact) && !carries {
            faults.add(
                "guide::not-executable",
                format!(
                    "{} is a {} that carries nothing executable",
                    clause.id,
                    if clause.kind == ClauseKind::Rule { "rule" } else { "fact" }
                ),
                vec![(clause.quote.0, clause.quote.1, clause.text.clone())],
                Some("put a block under it, or say what kind of clause it really is".to_owned()),
            );
        }
    }
}
