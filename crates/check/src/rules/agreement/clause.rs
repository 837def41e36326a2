//! The dedicated clause: a heading or article of its own with a body. Found → a person confirms it with the text before
//! him; not found → fails; a scan goes to a person.

use hefu_guide::model::{AgreementClauseRule, Rule};
use hefu_words::Message;

use super::{Reading, of_file, place, reading};
use crate::agreement::{AgreementFacts, RejectedReason};
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Finding, Outcome};
use crate::view::View;

/// The subject software can locate.
const INTELLECTUAL_PROPERTY: &str = "intellectual-property";
/// Characters of a quotation that are shown with the finding; the whole stands in the document.
const QUOTED: usize = 600;

pub(crate) fn clause(view: &View<'_>, rule: &Rule, wanted: &AgreementClauseRule) -> Vec<Finding> {
    let draft = view.draft(rule);
    vec![match reading(view) {
        // Without a document the clause before this one has failed, or a list that says nothing was left to a person; here
        // nothing can be looked at.
        Reading::Absent(_) => match view.when_silent() {
            Outcome::Person => draft.remedy(say("remedy-clause-look")).person(say("clause-no-document")),
            _ => draft.unset(say("clause-no-document")),
        },
        Reading::Unseen { .. } => draft.remedy(say("remedy-clause-look")).person(say("clause-no-text")),
        Reading::Text { .. } if wanted.subject != INTELLECTUAL_PROPERTY => draft
            .remedy(say("remedy-clause-look"))
            .person(say("clause-other-subject").with("subject", wanted.subject.as_str())),
        Reading::Text { file, facts } => judge(draft, file, facts),
    }]
}

fn judge(draft: Draft, file: &str, facts: &AgreementFacts) -> Finding {
    let Some(found) = &facts.clause else {
        return not_found(draft, file, facts);
    };
    let heading = match &found.article {
        Some(article) => format!("{article} {}", found.heading),
        None => found.heading.clone(),
    };
    draft
        .fact(fact("clause-heading", heading.trim(), of_file(file)).noted(place(found.page, found.offset)))
        .fact(fact("clause-text", quote(&found.body), of_file(file)))
        .remedy(say("remedy-clause-confirm"))
        .person(
            say("clause-found")
                .with("heading", heading.trim())
                .with("place", place(found.page, found.offset))
                .with("text", quote(&found.body)),
        )
}

fn not_found(draft: Draft, file: &str, facts: &AgreementFacts) -> Finding {
    let rejected = facts.rejected.iter().map(|place_| {
        fact("clause-rejected", &place_.text, of_file(file)).noted(
            say("rejected-at").with("reason", reason(place_.reason)).with("place", place(place_.page, place_.offset)),
        )
    });
    let key = if facts.rejected.is_empty() { "clause-none" } else { "clause-only-mentions" };
    draft.facts(rejected).remedy(say("remedy-clause")).fail(say(key).with("count", facts.rejected.len()))
}

fn reason(reason: RejectedReason) -> Message {
    say(match reason {
        RejectedReason::PassingMention => "rejected-passing-mention",
        RejectedReason::EmptyHeading => "rejected-empty-heading",
        RejectedReason::Listing => "rejected-listing",
    })
}

fn quote(body: &str) -> String {
    let body = body.trim();
    let mut shown: String = body.chars().take(QUOTED).collect();
    if shown.len() < body.len() {
        shown.push('…');
    }
    shown
}
