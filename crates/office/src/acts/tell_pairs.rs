//! Letters about pairs, written in the transaction that keeps a pairing: partner found, difference appeared, difference cured.
//! What an applicant was told last is kept, so that the same change is told once.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::ApplicationId;
use hefu_check::{Finding, Outcome};
use hefu_guide::model::RuleKind;
use hefu_pairing::Pair;
use hefu_store::Act;
use hefu_words::{Arg, Message};

use super::Doing;
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::letters::{Facts, LetterKind, letters_to_team};

/// Writes what is new since the last time about these pairs, to those who take part in this office's halves. A pair that a person
/// must confirm first is not among them: it may be another team's.
pub(super) async fn tell_pairs(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    pairs: impl Iterator<Item = (&Pair, &[Finding])>,
) -> Result<(), OfficeError> {
    let own_side = office.config().side.clone();
    let mut before = BTreeMap::new();
    for row in act.tx().rows("SELECT number, partner, fields FROM told_pairs", &[]).await? {
        let fields: BTreeSet<String> = serde_json::from_str(&row.text("fields")?)?;
        before.insert(row.text("number")?, (row.text("partner")?, fields));
    }
    for (pair, findings) in pairs {
        let half = |own: bool| pair.halves.iter().find(|half| (half.side.as_str() == own_side) == own);
        let (Some(own), Some(other)) = (half(true), half(false)) else { continue };
        let known = before.remove(&own.number).filter(|(partner, _)| *partner == other.to_string());
        let fields = known.map(|(_, fields)| fields);
        told(office, act, doing, (own, other), (fields, &differing(office, findings))).await?;
    }
    Ok(())
}

/// The fields in which two halves differ where the guide asks them to agree, by the part of the finding's id that names them.
pub(crate) fn differing(office: &Office, findings: &[Finding]) -> BTreeSet<String> {
    let compares = |finding: &&Finding| {
        let rules = &office.guide().rules;
        rules.iter().any(|rule| rule.id == finding.rule && matches!(rule.kind, RuleKind::Match(_)))
    };
    let failed = findings.iter().filter(compares).filter(|finding| finding.outcome == Outcome::Fail);
    failed.filter_map(|finding| finding.id.rsplit_once('/').map(|(_, field)| field.to_owned())).collect()
}

async fn told(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    (own, other): (&ApplicationId, &ApplicationId),
    (before, now): (Option<BTreeSet<String>>, &BTreeSet<String>),
) -> Result<(), OfficeError> {
    if before.as_ref() == Some(now) {
        return Ok(());
    }
    let sql = "SELECT draft, title, direction FROM applications WHERE number = $1";
    let Some(row) = act.tx().maybe_row(sql, &[text(&own.number)]).await? else { return Ok(()) };
    let draft = row.text("draft")?;
    let facts = Facts::of_application(&draft, &own.number, &row.text("title")?)
        .direction(&row.text("direction")?)
        .path(format!("/applications/{draft}/pair"));
    if before.is_none() {
        let facts = facts.clone().partner(other.side.as_str());
        letters_to_team(office, act, doing, LetterKind::PartnerFound, &draft, &facts).await?;
    }
    let before = before.unwrap_or_default();
    let changes = [
        (LetterKind::DifferenceAppeared, now.difference(&before).collect::<Vec<_>>()),
        (LetterKind::DifferenceCured, before.difference(now).collect()),
    ];
    for (kind, fields) in changes {
        if !fields.is_empty() {
            let words = fields.iter().map(|field| Arg::from(Message::new(format!("check-field-{field}")))).collect();
            let facts = facts.clone().blank("field", Arg::List(words));
            letters_to_team(office, act, doing, kind, &draft, &facts).await?;
        }
    }
    let values = [text(&own.number), text(&other.to_string()), text(&serde_json::to_string(now)?)];
    let sql = "INSERT INTO told_pairs (number, partner, fields) VALUES ($1, $2, $3)
               ON CONFLICT (number) DO UPDATE SET partner = excluded.partner, fields = excluded.fields";
    act.tx().execute(sql, &values).await?;
    Ok(())
}
