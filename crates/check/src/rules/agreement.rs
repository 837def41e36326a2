//! The signed agreement or letter of intent (HK-13, TW-15; R-20) and its dedicated clause on intellectual property (HK-14,
//! TW-16; R-21). Software finds the places; signatures and the clause itself are confirmed by a person.

mod clause;
mod parties;
mod signing;

pub(crate) use clause::clause;

use hefu_application::{AgreementKind, Cell};
use hefu_guide::model::{AgreementRule, Rule};

use crate::agreement::AgreementFacts;
use crate::context::Context;
use crate::documents::AgreementReading;
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Fact, Finding, Subject};
use crate::joint::Joint;
use crate::naming::Names;
use crate::view::View;

/// What one application's document says: there, of an accepted kind, signed in time, by both.
pub(crate) fn document(view: &View<'_>, rule: &Rule, wanted: &AgreementRule) -> Vec<Finding> {
    let draft = || view.draft(rule).part("document");
    let (file, facts) = match reading(view) {
        Reading::Absent(finding) => return vec![finding(draft())],
        Reading::Unseen { message } => {
            let mut findings = vec![draft().facts(declared(view)).remedy(say("remedy-agreement-look")).person(message)];
            findings.extend(signing::declared_only(view, rule, wanted));
            return findings;
        }
        Reading::Text { file, facts } => (file, facts),
    };
    let mut findings = vec![kind(view, draft(), wanted, file, facts)];
    findings.extend(signing::signed(view, rule, wanted, file, facts));
    findings.extend(parties::parties(view, rule, wanted, file, facts));
    findings.push(parties::marks(view, rule, file, facts));
    findings
}

/// What there is to look at.
enum Reading<'a> {
    /// Nothing: the finding says so.
    Absent(Box<dyn FnOnce(Draft) -> Finding + 'a>),
    /// A document whose text was not read, or that only a list speaks of.
    Unseen { message: hefu_words::Message },
    /// Its text.
    Text { file: &'a str, facts: &'a AgreementFacts },
}

fn reading<'a>(view: &'a View<'_>) -> Reading<'a> {
    let outcome = view.when_silent();
    let record = view.app.agreement.as_ref();
    match view.ctx.documents.agreement(&view.app.id) {
        Some(AgreementReading::Read { file, facts, .. }) => Reading::Text { file, facts },
        Some(AgreementReading::NoText { file, reason, .. }) => Reading::Unseen {
            message: say("agreement-no-text").with("file", file.as_str()).with("reason", reason.clone()),
        },
        Some(AgreementReading::Unreadable { file, reason, .. }) => Reading::Unseen {
            message: say("agreement-unreadable").with("file", file.as_str()).with("reason", reason.clone()),
        },
        Some(AgreementReading::Missing { file }) => {
            let message = say("agreement-file-missing").with("file", file.as_str());
            Reading::Absent(Box::new(move |draft| draft.remedy(say("remedy-agreement-file")).says(outcome, message)))
        }
        None | Some(AgreementReading::NotGiven) => {
            let stated = record
                .is_some_and(|record| record.digest.is_some() || record.signed.is_some() || record.kind.is_some());
            if stated && !view.ctx.vouched(view.side()) {
                return Reading::Unseen { message: say("agreement-on-list-only") };
            }
            Reading::Absent(Box::new(move |draft| {
                draft.remedy(say("remedy-agreement")).says(outcome, say("agreement-missing"))
            }))
        }
    }
}

fn kind(view: &View<'_>, draft: Draft, wanted: &AgreementRule, file: &str, facts: &AgreementFacts) -> Finding {
    let draft = draft.facts(declared(view));
    let Some(found) = &facts.kind else {
        return draft.remedy(say("remedy-agreement-kind")).person(say("agreement-kind-unknown").with("file", file));
    };
    let word = say(&format!("agreement-{}", kind_id(found.value)));
    let draft = draft.fact(fact("agreement-kind", &found.text, of_file(file)).noted(place(found.page, found.offset)));
    let accepted = wanted.kinds.iter().any(|kind| kind.replace('_', "-") == kind_id(found.value));
    if accepted {
        draft.pass(say("agreement-there").with("kind", word))
    } else {
        draft.remedy(say("remedy-agreement")).fail(say("agreement-kind-wrong").with("kind", word))
    }
}

fn kind_id(kind: AgreementKind) -> &'static str {
    match kind {
        AgreementKind::Agreement => "agreement",
        AgreementKind::LetterOfIntent => "letter-of-intent",
    }
}

/// What the application says of its document.
fn declared(view: &View<'_>) -> Vec<Fact> {
    let Some(record) = &view.app.agreement else {
        return Vec::new();
    };
    let cell = |field: &str| record.origin.cell(field);
    let kind = record.kind.map(|kind| {
        fact("declared-kind", kind_id(kind), cell("kind")).noted(say(&format!("agreement-{}", kind_id(kind))))
    });
    let signed = record.signed.map(|signed| fact("declared-signed", signed, cell("signed")));
    let file = record.file.as_ref().map(|file| fact("declared-file", file, cell("file")));
    kind.into_iter().chain(signed).chain(file).collect()
}

fn of_file(file: &str) -> Cell {
    Cell { file: file.into(), ..Cell::default() }
}

/// Place inside a document in words.
fn place(page: Option<u32>, offset: usize) -> hefu_words::Message {
    match page {
        Some(page) => say("place-page").with("page", page).with("offset", offset),
        None => say("place").with("offset", offset),
    }
}

/// Whether both sides hold one document (equal digests); otherwise a person compares the two.
pub(crate) fn of_pair(ctx: Context<'_>, rule: &Rule, joint: &Joint<'_>, subject: &Subject) -> Vec<Finding> {
    let digests: Vec<(&str, &str)> = joint
        .halves
        .iter()
        .filter_map(|half| {
            let digest = ctx.documents.agreement_digest(half)?;
            Some((half.id.side.as_str(), digest))
        })
        .collect();
    let Some(((_, first), rest)) = digests.split_first() else {
        return Vec::new();
    };
    if digests.len() < joint.halves.len() {
        return Vec::new();
    }
    let names = Names::of(ctx.guide, joint.direction);
    let facts = joint.halves.iter().zip(&digests).map(|(half, (side, digest))| {
        let file = ctx.documents.agreement(&half.id).and_then(AgreementReading::file);
        fact("digest", digest, of_file(file.unwrap_or_default())).of_side(side)
    });
    let draft = Draft::rule(ctx.guide, rule, subject).part("digest").facts(facts);
    let equal = rest.iter().all(|(_, other)| other.eq_ignore_ascii_case(first));
    vec![if equal {
        draft.pass(say("agreement-one-document"))
    } else {
        let sides = names.side_list(digests.iter().map(|(side, _)| *side));
        draft.remedy(say("remedy-agreement-compare")).person(say("agreement-two-documents").with("sides", sides))
    }]
}
