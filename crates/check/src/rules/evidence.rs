//! Evidence for judgement clauses (HK-10, HK-11, TW-12, TW-13). Presence, attachment and order of dates are checked; the
//! judgement itself is always a person's.

use hefu_application::{Application, Evidence, EvidenceKind};
use hefu_guide::model::{EvidenceRule, Rule};
use hefu_words::{Arg, Message};

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Fact, Finding, Subject};
use crate::joint::Joint;
use crate::naming::Names;
use crate::view::View;

/// Evidence each application must carry by itself.
pub(crate) fn of_application(view: &View<'_>, rule: &Rule, wanted: &EvidenceRule) -> Vec<Finding> {
    if wanted.per_side {
        return Vec::new();
    }
    let items: Vec<_> = of_kind(wanted, std::iter::once(view.app)).collect();
    let side = view.side();
    let missing = say(&format!("{}-missing", word(wanted)));
    let remedy = say(&format!("remedy-{}", word(wanted)));
    let present = say(&format!("{}-present", word(wanted)));
    vec![judge(view.ctx, view.draft(rule), side, &items, wanted, Words { missing, remedy, present })]
}

/// Evidence for each side's team: one finding, and so one ruling, per side.
pub(crate) fn of_joint(
    ctx: Context<'_>,
    rule: &Rule,
    wanted: &EvidenceRule,
    joint: &Joint<'_>,
    subject: &Subject,
) -> Vec<Finding> {
    if !wanted.per_side {
        return Vec::new();
    }
    let names = Names::of(ctx.guide, joint.direction);
    let alone = match joint.halves.as_slice() {
        [only] => Some(only.id.side.as_str()),
        _ => None,
    };
    names
        .sides()
        .iter()
        .filter(|side| alone.is_none_or(|own| own == side.as_str()))
        .map(|side| {
            let items: Vec<_> = of_kind(wanted, joint.halves.iter().copied())
                .filter(|(app, item)| speaks_for(app, item) == side)
                .collect();
            let message = |key: String| say(&key).with("side", names.side(side));
            let words = Words {
                missing: message(format!("{}-side-missing", word(wanted))),
                remedy: message(format!("remedy-{}-side", word(wanted))),
                present: message(format!("{}-side-present", word(wanted))),
            };
            let draft = Draft::rule(ctx.guide, rule, subject).part(side);
            judge(ctx, draft, side, &items, wanted, words)
        })
        .collect()
}

type Item<'a> = (&'a Application, &'a Evidence);

struct Words {
    missing: Message,
    remedy: Message,
    present: Message,
}

fn word(wanted: &EvidenceRule) -> &'static str {
    match kind(wanted) {
        EvidenceKind::Cooperation => "cooperation",
        EvidenceKind::Strength => "strength",
    }
}

fn kind(wanted: &EvidenceRule) -> EvidenceKind {
    if wanted.of == "strength" { EvidenceKind::Strength } else { EvidenceKind::Cooperation }
}

fn of_kind<'a>(wanted: &EvidenceRule, halves: impl Iterator<Item = &'a Application>) -> impl Iterator<Item = Item<'a>> {
    let kind = kind(wanted);
    halves.flat_map(move |app| app.evidence.iter().filter(move |item| item.kind == kind).map(move |item| (app, item)))
}

fn speaks_for<'a>(app: &'a Application, item: &'a Evidence) -> &'a str {
    if item.side.is_empty() { app.id.side.as_str() } else { &item.side }
}

fn judge(
    ctx: Context<'_>,
    draft: Draft,
    side: &str,
    items: &[Item<'_>],
    wanted: &EvidenceRule,
    words: Words,
) -> Finding {
    let draft = draft.facts(items.iter().map(|(app, item)| describe(app, item)));
    if items.is_empty() {
        return draft.remedy(words.remedy).says(ctx.when_silent(side), words.missing);
    }
    let late: Vec<Arg> = items
        .iter()
        .filter_map(|(app, item)| {
            let (date, submitted) = (item.date?, app.submitted.as_ref()?.date());
            (date > submitted).then(|| {
                Arg::from(
                    say("evidence-late-item")
                        .with("title", item.title.as_str())
                        .with("date", date.to_string())
                        .with("submitted", submitted.to_string()),
                )
            })
        })
        .collect();
    if !late.is_empty() {
        return draft.remedy(say("remedy-evidence-late")).fail(say("evidence-late").with("items", Arg::List(late)));
    }
    let faults: Vec<Option<Message>> = items.iter().map(|(app, item)| fault(ctx, app, item, wanted)).collect();
    let whole = faults.iter().filter(|fault| fault.is_none()).count();
    let faults: Vec<Arg> = faults.into_iter().flatten().map(Arg::from).collect();
    if whole == 0 {
        return draft
            .remedy(words.remedy)
            .says(ctx.when_silent(side), say("evidence-incomplete").with("items", Arg::List(faults)));
    }
    draft.remedy(say("remedy-judgement")).person(words.present.with("count", whole))
}

/// What makes an item incomplete.
fn fault(ctx: Context<'_>, app: &Application, item: &Evidence, wanted: &EvidenceRule) -> Option<Message> {
    let key = match item.file.as_deref() {
        _ if wanted.dated && item.date.is_none() => "evidence-undated",
        None if wanted.attached => "evidence-unattached",
        Some(file) if ctx.documents.evidence_missing(&app.id, file) => "evidence-file-missing",
        _ => return None,
    };
    Some(say(key).with("title", item.title.as_str()).with("file", item.file.clone().unwrap_or_default()))
}

fn describe(app: &Application, item: &Evidence) -> Fact {
    let label = match item.kind {
        EvidenceKind::Cooperation => "cooperation",
        EvidenceKind::Strength => "strength",
    };
    let mut fact = fact(label, &item.title, item.origin.cell("title")).of_side(speaks_for(app, item));
    let note = match (item.date, item.file.as_deref()) {
        (Some(date), Some(file)) => say("evidence-date-file").with("date", date.to_string()).with("file", file),
        (Some(date), None) => say("evidence-date").with("date", date.to_string()),
        (None, Some(file)) => say("evidence-file").with("file", file),
        (None, None) => return fact,
    };
    fact.note = Some(note);
    fact
}
