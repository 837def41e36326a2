//! What a finding rests on, as a digest: alike for two findings of which a person would judge alike, and different as soon as
//! anything differs that a person looks at.

use hefu_check::Finding;
use hefu_ledger::canonical::canonical;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::error::OfficeError;

/// The digest of what a finding says and rests on: rule and its version, what is said, each fact with its label, side, value
/// and note. Not of whom it is, nor of the places its values stand in: those differ between two applications that say the
/// same.
///
/// # Errors
/// Only if it cannot be written as JSON, which would be a fault of this program.
pub fn evidence(finding: &Finding) -> Result<String, OfficeError> {
    let facts: Vec<_> = finding
        .facts
        .iter()
        .map(|fact| json!({"label": fact.label, "side": fact.side, "value": fact.value, "note": fact.note}))
        .collect();
    let part = finding.id.split_once(&finding.rule).map_or("", |(_, part)| part);
    let said = json!({
        "rule": finding.rule,
        "version": finding.rule_version,
        "part": part,
        "clause": finding.clause,
        "says": finding.message,
        "facts": facts,
    });
    let bytes = canonical(&said).map_err(|error| OfficeError::Stored(error.to_string()))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}
