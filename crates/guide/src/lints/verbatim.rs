//! Where a guide says its quotations are verbatim, they are the official text, in order and whole; white space does not
//! count (ruling R-26).

use sha2::{Digest, Sha256};

use crate::assemble::Draft;
use crate::diagnostics::Faults;

pub(super) fn run(draft: &Draft, official: Option<&str>, faults: &mut Faults) {
    if !draft.guide.source.verbatim {
        return;
    }
    let quoted: String = draft.document.clauses.iter().map(|clause| squeezed(&clause.text)).collect();
    let digest = Sha256::digest(quoted.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    if let Some(official) = official {
        against_source(draft, &squeezed(official), faults);
    } else if draft.guide.source.digest.as_deref().is_some_and(|stated| stated != digest) {
        faults.add(
            "guide::verbatim",
            "the quotations are not the official text",
            vec![(draft.document.front_offset, draft.document.front_offset + 1, "the digest is stated here".to_owned())],
            Some(format!("the digest of the quotations is {digest}; put the official text beside the guide as source.txt to see where they part")),
        );
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn against_source(draft: &Draft, official: &str, faults: &mut Faults) {
    let mut rest = official;
    for clause in &draft.document.clauses {
        let own = squeezed(&clause.text);
        match rest.strip_prefix(own.as_str()) {
            Some(after) => rest = after,
            None => {
                let same = own.chars().zip(rest.chars()).take_while(|(a, b)| a == b).count();
                let there: String = rest.chars().take(own.chars().count().max(same + 12)).collect();
                faults.add(
                    "guide::verbatim",
                    format!("the quotation of {} is not the official text", clause.id),
                    vec![(clause.quote.0, clause.quote.1, format!("quoted here: {}", clause.text))],
                    Some(format!("the official text goes on: {there}")),
                );
                return;
            }
        }
    }
    if !rest.is_empty() {
        let left: String = rest.chars().take(40).collect();
        let end = draft.document.clauses.last().map_or((0, 0), |clause| clause.quote);
        faults.add(
            "guide::verbatim",
            "the official text goes on after the last clause",
            vec![(end.0, end.1, "the last quotation".to_owned())],
            Some(format!("left out: {left}")),
        );
    }
}
