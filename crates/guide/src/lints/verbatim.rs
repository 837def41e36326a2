//! Where a guide says its quotations are verbatim, they are the official text, in order and whole; white space does not
//! count (ruling R-26).

use sha2::{Digest, Sha256};

use crate::assemble::Draft;
use crate::diagnostics::Faults;

pub(super) fn run(draft: &Draft, official: Option<&str>, faults: &mut Faults) {
    let source = &draft.guide.source;
    let at = draft.document.front_key("digest");
    if !source.verbatim {
        if source.digest.is_some() {
            let labels = vec![(at.0, at.1, "here".to_owned())];
            let help = "a paraphrase has no digest; leave it out, or write `verbatim = true`".to_owned();
            faults.add("guide::verbatim", "a guide that is not verbatim states a digest", labels, Some(help));
        }
        return;
    }
    let parted = official.is_some_and(|official| against_source(draft, &squeezed(official), faults));
    let quoted: String = draft.document.clauses.iter().map(|clause| squeezed(&clause.text)).collect();
    let own = digest(&quoted);
    match &source.digest {
        Some(stated) if *stated == own || parted => {}
        Some(_) => faults.add(
            "guide::verbatim",
            "the quotations are not the official text",
            vec![(at.0, at.1, "the digest of the official text is stated here".to_owned())],
            Some(format!(
                "the digest of the quotations is {own}; put the official text beside the guide as `source.txt` to see \
                 where they part"
            )),
        ),
        None => faults.add(
            "guide::verbatim",
            "a verbatim guide states no digest of the official text",
            vec![(at.0, at.1, "the guide says that it is verbatim".to_owned())],
            Some(format!("add `digest = \"{own}\"` once the quotations are checked against the official text")),
        ),
    }
}

/// SHA-256 in hexadecimal.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// True where the quotations part from the official text; the first clause that does is told.
fn against_source(draft: &Draft, official: &str, faults: &mut Faults) -> bool {
    let mut rest = official;
    let mut clauses = draft.document.clauses.iter().peekable();
    while let Some(clause) = clauses.next() {
        let own = squeezed(&clause.text);
        if let Some(after) = rest.strip_prefix(own.as_str()) {
            rest = after;
            continue;
        }
        let next = clauses.peek().map(|next| squeezed(&next.text)).filter(|next| !next.is_empty());
        let end = next.and_then(|next| rest.find(&next)).filter(|end| *end > 0);
        let there = end
            .and_then(|end| rest.get(..end))
            .map_or_else(|| rest.chars().take(own.chars().count() + 12).collect(), str::to_owned);
        faults.add(
            "guide::verbatim",
            format!("the quotation of {} is not the official text", clause.id),
            vec![(clause.quote.0, clause.quote.1, format!("quoted: {}", clause.text))],
            Some(format!("the official text is: {there}")),
        );
        return true;
    }
    if rest.is_empty() {
        return false;
    }
    let left: String = rest.chars().take(40).collect();
    let end = draft.document.clauses.last().map_or((0, 0), |clause| clause.quote);
    faults.add(
        "guide::verbatim",
        "the official text goes on after the last clause",
        vec![(end.0, end.1, "the last quotation".to_owned())],
        Some(format!("left out: {left}")),
    );
    true
}
