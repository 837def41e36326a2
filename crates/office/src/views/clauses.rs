//! Every clause of the guide with what it came to in this round at this office.

use std::collections::BTreeMap;

use hefu_application::{Intake, SideId};
use hefu_check::{Context, Documents, Finding, Outcome, check_round};
use hefu_guide::model::RuleKind;
use hefu_pairing::PairingResult;
use hefu_store::Tx;

use super::{exchange_now, findings_alone, half_state, own_notices};
use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::lists::{Scope, outcome};
use crate::rights::Class;

/// A clause with its result.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseLine {
    /// Number in [`Guide::clauses`](hefu_guide::Guide::clauses).
    pub at: usize,
    /// How many findings on applications and pairs of this office there are, by outcome.
    pub counts: BTreeMap<Outcome, i64>,
    /// What is said of the round as a whole.
    pub round: Vec<Finding>,
}

/// The clauses in the order of the guide.
///
/// # Errors
/// A refusal where the viewer may see no findings.
pub async fn clauses(office: &Office, doing: &Doing) -> Result<Vec<ClauseLine>, OfficeError> {
    let scope = Scope::of(office, doing);
    let mut tx = office.db().read().await?;
    let mut counts = counts(&scope, &mut tx).await?;
    if scope.pairs {
        for finding in one_sided(office, &mut tx, doing).await? {
            *counts.entry(finding.clause).or_default().entry(finding.outcome).or_default() += 1;
        }
    }
    let round = round(office, &mut tx, doing).await?;
    let line = |(at, clause): (usize, &hefu_guide::model::Clause)| ClauseLine {
        at,
        counts: counts.remove(&clause.id).unwrap_or_default(),
        round: round.iter().filter(|finding| finding.clause == clause.id).cloned().collect(),
    };
    Ok(office.guide().clauses.iter().enumerate().map(line).collect())
}

type Counts = BTreeMap<String, BTreeMap<Outcome, i64>>;

async fn counts(scope: &Scope, tx: &mut Tx<'_>) -> Result<Counts, OfficeError> {
    let states: Vec<_> = scope.states(Class::Findings).iter().map(|state| format!("'{state}'")).collect();
    if states.is_empty() {
        return Err(crate::error::Refusal::not_found().into());
    }
    let pairs = if scope.pairs { "f.about = 'pair' OR" } else { "" };
    let sql = format!(
        "SELECT f.clause AS clause, f.stands AS stands, COUNT(*) AS n
         FROM list_findings f LEFT JOIN list_applications a ON f.about = 'application' AND a.number = f.line
         WHERE {pairs} a.state IN ({}) GROUP BY f.clause, f.stands ORDER BY f.clause, f.stands",
        states.join(", ")
    );
    let mut counts = Counts::new();
    for row in tx.rows(&sql, &[]).await? {
        let word = row.text("stands")?;
        let stands = outcome(&word).ok_or_else(|| OfficeError::Stored(format!("outcome `{word}`")))?;
        *counts.entry(row.text("clause")?).or_default().entry(stands).or_default() += row.int("n")?;
    }
    Ok(counts)
}

/// What is said now of this office's halves without a decided partner: it changes with the hour, so it is not kept.
async fn one_sided(office: &Office, tx: &mut Tx<'_>, doing: &Doing) -> Result<Vec<Finding>, OfficeError> {
    let side = office.config().side.clone();
    let mut found = Vec::new();
    for direction in office.directions() {
        let (exchange, intakes) = exchange_now(office, tx, &direction.number, &doing.now).await?;
        let sql = "SELECT number FROM halves WHERE direction = $1 AND side = $2 AND state <> 'paired' ORDER BY number";
        for row in tx.rows(sql, &[text(&direction.number), text(&side)]).await? {
            if let Some(half) = half_state(tx, &side, &row.text("number")?).await? {
                found.extend(findings_alone(office, &intakes, &half, &exchange, &doing.now));
            }
        }
    }
    Ok(found)
}

/// What is said of the guide, the notices and what is left open. Limits on how often somebody may apply are not counted here:
/// the guide sets none, and an office that does counts over every application.
async fn round(office: &Office, tx: &mut Tx<'_>, doing: &Doing) -> Result<Vec<Finding>, OfficeError> {
    let intake = Intake {
        side: SideId::new(office.config().side.clone()),
        signed: true,
        notices: own_notices(tx).await?,
        closing: None,
        applications: Vec::new(),
        problems: Vec::new(),
    };
    let documents = Documents::default();
    let intakes = [intake];
    let ctx = Context {
        guide: office.guide(),
        settings: office.settings(),
        documents: &documents,
        intakes: &intakes,
        as_of: &doing.now,
    };
    let counted = |finding: &Finding| {
        let rule = office.guide().rules.iter().find(|rule| rule.id == finding.rule);
        !rule.is_some_and(|rule| matches!(rule.kind, RuleKind::Limit(_)))
    };
    Ok(check_round(&ctx, &PairingResult::default()).into_iter().filter(counted).collect())
}
