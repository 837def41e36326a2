//! Letters about pairs, written in the transaction that keeps a pairing: partner found, difference appeared, difference cured.
//! What an applicant was told last is kept, so that the same change is told once.

use std::collections::BTreeSet;

use hefu_application::{ApplicationId, Intake};
use hefu_check::{Finding, Outcome};
use hefu_guide::model::RuleKind;
use hefu_store::Act;
use hefu_words::{Arg, Message};

use super::Doing;
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::letters::{Facts, LetterKind, letters_to_team};
use crate::views::{own_pairs_shown, pair_findings};

/// Writes what is new since the last time about the pairs of a direction, to those who take part in this office's halves. A
/// pair that a person must confirm first is told of by nobody: it may be another team's.
pub(super) async fn tell_pairs(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    direction: &str,
    intakes: &[Intake],
) -> Result<(), OfficeError> {
    let own_side = office.config().side.clone();
    for (pair, digests) in own_pairs_shown(act.tx(), direction).await? {
        let half = |own: bool| pair.halves.iter().find(|half| (half.side.as_str() == own_side) == own);
        let (Some(own), Some(other)) = (half(true), half(false)) else { continue };
        let findings = pair_findings(office, act.tx(), intakes, &pair, &digests, &doing.now).await?;
        told(office, act, doing, (own, other), &differing(office, &findings)).await?;
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
    now: &BTreeSet<String>,
) -> Result<(), OfficeError> {
    let sql = "SELECT partner, fields FROM told_pairs WHERE number = $1";
    let row = act.tx().maybe_row(sql, &[text(&own.number)]).await?;
    let partner = other.to_string();
    let before: Option<BTreeSet<String>> = match row {
        Some(row) if row.text("partner")? == partner => Some(serde_json::from_str(&row.text("fields")?)?),
        _ => None,
    };
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
    let values = [text(&own.number), text(&partner), text(&serde_json::to_string(now)?)];
    let sql = "INSERT INTO told_pairs (number, partner, fields) VALUES ($1, $2, $3)
               ON CONFLICT (number) DO UPDATE SET partner = excluded.partner, fields = excluded.fields";
    act.tx().execute(sql, &values).await?;
    Ok(())
}
