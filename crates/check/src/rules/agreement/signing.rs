//! The signing date is not after submission (已经签署).

use hefu_guide::model::{AgreementRule, Rule};
use jiff::civil::Date;

use super::{declared, of_file, place};
use crate::agreement::AgreementFacts;
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::Finding;
use crate::view::View;

/// By the dates in the document. The last of them counts: before it, not everybody had signed. Where some stand before
/// submission and some after, a person says which counts.
pub(super) fn signed(
    view: &View<'_>,
    rule: &Rule,
    wanted: &AgreementRule,
    file: &str,
    facts: &AgreementFacts,
) -> Option<Finding> {
    if !wanted.signed_before_submission {
        return None;
    }
    let draft = view.draft(rule).part("signed").facts(declared(view)).facts(
        facts
            .signed
            .iter()
            .map(|date| fact("signing-date", &date.text, of_file(file)).noted(place(date.page, date.offset))),
    );
    let last = facts.signed.iter().map(|date| date.value).max();
    let Some(last) = last else {
        return Some(match view.app.agreement.as_ref().and_then(|own| own.signed) {
            Some(stated) => by_declaration(view, draft, stated),
            None => draft.remedy(say("remedy-signing-date")).person(say("signing-date-not-found").with("file", file)),
        });
    };
    let first = facts.signed.iter().map(|date| date.value).min();
    let day = view.app.submitted.as_ref().map(|submitted| submitted.date());
    if facts.several_dates() && first <= day && day.is_some_and(|day| last > day) {
        return Some(draft.remedy(say("remedy-signing-date")).person(
            say("signed-several").with("date", last.to_string()).with("submitted", day.unwrap_or(last).to_string()),
        ));
    }
    Some(judge(view, draft, last, |draft, last| draft.pass(say("signed-before").with("date", last.to_string()))))
}

/// Where no text could be read, the stated date can only fail; it cannot pass.
pub(super) fn declared_only(view: &View<'_>, rule: &Rule, wanted: &AgreementRule) -> Option<Finding> {
    if !wanted.signed_before_submission {
        return None;
    }
    let stated = view.app.agreement.as_ref()?.signed?;
    let draft = view.draft(rule).part("signed").facts(declared(view));
    Some(by_declaration(view, draft, stated))
}

fn by_declaration(view: &View<'_>, draft: Draft, stated: Date) -> Finding {
    judge(view, draft, stated, |draft, stated| {
        draft.remedy(say("remedy-signing-date")).person(say("signing-date-declared").with("date", stated.to_string()))
    })
}

fn judge(view: &View<'_>, draft: Draft, signed: Date, in_time: impl Fn(Draft, Date) -> Finding) -> Finding {
    let Some(submitted) = view.app.submitted.as_ref() else {
        return draft
            .remedy(say("remedy-submitted"))
            .person(say("signed-submission-unknown").with("date", signed.to_string()));
    };
    // The day of submission at the side's own office.
    let day = submitted.date();
    let draft = draft.fact(fact("submitted", submitted, view.app.origin.cell("submitted")));
    if signed > day {
        draft
            .remedy(say("remedy-signed-after"))
            .fail(say("signed-after").with("date", signed.to_string()).with("submitted", day.to_string()))
    } else {
        in_time(draft, signed)
    }
}
