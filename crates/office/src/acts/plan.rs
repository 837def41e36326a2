//! Acts that change several things at once, in one shape: what is asked is parsed into an [`Order`], compared with what
//! stands ([`plan`]: every single change, and the letters), checked, and applied ([`apply`]): all of it or nothing. Undoing is
//! another order, which restores what stood before.

use std::collections::{BTreeMap, BTreeSet};

use hefu_check::{Finding, Outcome, Ruling, RulingAnswer};
use hefu_store::{Act, Tx};
use hefu_words::Message;
use sha2::{Digest as _, Sha256};

use super::letters::discard_of;
use super::submit::handed_in_title;
use super::{Doing, given, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::happened::Happened;
use crate::letters::{Facts, LetterKind, LetterMode, letters_to_team, mode_of, team_of};
use crate::lists::{evidence, keep_application};
use crate::rights::{Action, Class};
use crate::views::{Standing, findings_of, standing_of_number};

/// Most findings that one order rules on.
pub const PLAN_MOST: usize = 500;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Rule on findings of applications, all alike.
    Rule {
        /// Number of the application and id of the finding.
        findings: BTreeSet<(String, String)>,
        /// The answer.
        answer: RulingAnswer,
        /// Why.
        why: String,
    },
    /// Undo the rulings that an order has made.
    Undo {
        /// The order, by the name that [`apply`] gave.
        order: String,
        /// Why.
        why: String,
    },
}

/// What an order would change, one by one, against what stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The changes, by application and finding.
    pub changes: Vec<Change>,
    /// Digest of everything the plan was made from: it is applied only while this is the same.
    pub seen: String,
    /// Whether the letters wait for an officer.
    pub held: bool,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Number of the application.
    pub number: String,
    /// The draft behind it: its address.
    pub draft: String,
    /// Its title as handed in.
    pub title: String,
    /// The finding as it stands.
    pub finding: Finding,
    /// What it will stand at.
    pub then: Outcome,
    /// Why it cannot be done, where it cannot.
    pub against: Option<Message>,
    /// Letters it writes: to each of the team for a ruling; for what is undone, once for each application.
    pub letters: usize,
    earlier: Option<Ruling>,
}

impl Plan {
    /// Whether it can be applied.
    pub fn sound(&self) -> bool {
        !self.changes.is_empty() && self.changes.iter().all(|change| change.against.is_none())
    }

    /// Letters in all.
    pub fn letters(&self) -> usize {
        self.changes.iter().map(|change| change.letters).sum()
    }
}

impl Order {
    /// An order to rule.
    ///
    /// # Errors
    /// When no finding is named, or too many.
    pub fn rule(
        findings: impl IntoIterator<Item = (String, String)>,
        answer: RulingAnswer,
        why: &str,
    ) -> Result<Self, Refusal> {
        let findings: BTreeSet<_> = findings.into_iter().collect();
        if findings.is_empty() || findings.len() > PLAN_MOST {
            let most = i64::try_from(PLAN_MOST).unwrap_or(i64::MAX);
            return Err(Refusal::invalid("finding", Message::new("plan-how-many").with("most", most)));
        }
        Ok(Self::Rule { findings, answer, why: why.trim().to_owned() })
    }

    /// An order to undo another.
    pub fn undo(order: &str, why: &str) -> Self {
        Self::Undo { order: order.to_owned(), why: why.trim().to_owned() }
    }

    fn why(&self) -> &str {
        match self {
            Self::Rule { why, .. } | Self::Undo { why, .. } => why,
        }
    }
}

/// What an order would do, changing nothing.
///
/// # Errors
/// A refusal where the viewer may not rule on one of them, or it does not exist for this viewer.
pub async fn plan(office: &Office, doing: &Doing, order: &Order) -> Result<Plan, OfficeError> {
    let mut tx = office.db().read().await?;
    diff(office, &mut tx, doing, order).await
}

/// Does what an order asks, all of it or nothing. `seen` is the digest of the plan the officer looked at. Gives the name of
/// the order, under which it can be undone.
///
/// # Errors
/// When no reason is given, something stands against one of the changes, or anything has changed since the officer looked.
pub async fn apply(office: &Office, doing: Doing, order: Order, seen: &str) -> Result<String, OfficeError> {
    given("why", order.why())?;
    let (seen, name) = (seen.to_owned(), office.random().name()?);
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let plan = diff(&office, act.tx(), &doing, &order).await?;
                check(&plan, &seen)?;
                for change in &plan.changes {
                    match &order {
                        Order::Rule { answer, why, .. } => {
                            rule_one(&office, act, &doing, change, (*answer, why), &name).await?;
                        }
                        Order::Undo { order, why } => undo_one(&office, act, &doing, change, (order, why)).await?,
                    }
                }
                let numbers: BTreeSet<&str> = plan.changes.iter().map(|change| change.number.as_str()).collect();
                for number in numbers {
                    keep_application(&office, act.tx(), number, &doing.now).await?;
                }
                Ok(name)
            })
        })
        .await
}

/// Refuses what cannot be applied as it was seen.
fn check(plan: &Plan, seen: &str) -> Result<(), Refusal> {
    if let Some(change) = plan.changes.iter().find(|change| change.against.is_some()) {
        let message = change.against.clone().unwrap_or_else(|| Message::new("office-not-for-a-person"));
        return Err(Refusal::new(RefusalKind::Invalid, message).under(&change.finding.clause));
    }
    if plan.changes.is_empty() || plan.seen != seen {
        let message = Message::new("plan-changed-meanwhile");
        return Err(Refusal::conflict("why", message));
    }
    Ok(())
}

/// Compares an order with what stands.
async fn diff(office: &Office, tx: &mut Tx<'_>, doing: &Doing, order: &Order) -> Result<Plan, OfficeError> {
    let wanted = match order {
        Order::Rule { findings, .. } => findings.clone(),
        Order::Undo { order, .. } => made_by(tx, order).await?,
    };
    let (mode, _) = mode_of(tx, letter_kind(order)).await?;
    let mut digest = Sha256::new();
    let (mut changes, mut told) = (Vec::new(), BTreeSet::new());
    let mut read: BTreeMap<String, (Standing, Vec<Finding>, String)> = BTreeMap::new();
    for (number, id) in wanted {
        if !read.contains_key(&number) {
            let standing = standing_of_number(office, tx, doing, &number).await?;
            office.require(&standing, Action::Rule, Class::Findings)?;
            let findings = findings_of(office, tx, &standing.draft, &doing.now).await?;
            let sql = "SELECT revision, title FROM applications WHERE number = $1";
            let row = tx.row(sql, &[text(&number)]).await?;
            digest.update(format!("{number} {}\n", row.int("revision")?));
            read.insert(number.clone(), (standing, findings, row.text("title")?));
        }
        let Some((standing, findings, title)) = read.get(&number) else { continue };
        let about = findings.iter().find(|finding| finding.id == id);
        let finding = match (about, order) {
            (Some(finding), _) => finding.clone(),
            // What was ruled on is there no more: handed in anew, it is found otherwise.
            (None, Order::Undo { .. }) => {
                let message = Message::new("plan-changed-meanwhile");
                return Err(Refusal::new(RefusalKind::Conflict, message).into());
            }
            (None, Order::Rule { .. }) => return Err(Refusal::not_found().into()),
        };
        let current = finding.ruled.as_ref().map(|ruled| &ruled.ruling);
        digest.update(format!("{id} {} {}\n", evidence(&finding)?, serde_json::to_string(&current)?));
        let found = finding.ruled.as_ref().map_or(finding.outcome, |ruled| ruled.before);
        let (then, against, earlier) = match order {
            Order::Rule { answer, .. } => (after(found, Some(*answer)), not_for_a_person(found), None),
            Order::Undo { order, .. } => {
                let (made, earlier) = ruling_of(tx, order, &id).await?;
                let stands = current == Some(&made);
                let against = (!stands).then(|| Message::new("plan-ruled-anew").with("number", number.as_str()));
                (after(found, earlier.as_ref().map(|ruling| ruling.answer)), against, earlier)
            }
        };
        let letters =
            if mode == LetterMode::Off || (matches!(order, Order::Undo { .. }) && !told.insert(number.clone())) {
                0
            } else {
                team_of(tx, &standing.draft).await?.len()
            };
        let (draft, title) = (standing.draft.clone(), title.clone());
        changes.push(Change { number, draft, title, finding, then, against, letters, earlier });
    }
    let seen = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Plan { changes, seen, held: mode == LetterMode::Held })
}

const fn letter_kind(order: &Order) -> LetterKind {
    match order {
        Order::Rule { .. } => LetterKind::Ruled,
        Order::Undo { .. } => LetterKind::RulingUndone,
    }
}

const fn after(found: Outcome, answer: Option<RulingAnswer>) -> Outcome {
    match answer {
        Some(RulingAnswer::Met) => Outcome::Pass,
        Some(RulingAnswer::NotMet) => Outcome::Fail,
        None => found,
    }
}

fn not_for_a_person(found: Outcome) -> Option<Message> {
    (found != Outcome::Person).then(|| Message::new("office-not-for-a-person"))
}

/// The findings an order has ruled on, where that was not undone.
async fn made_by(tx: &mut Tx<'_>, order: &str) -> Result<BTreeSet<(String, String)>, OfficeError> {
    let sql = "SELECT number, finding FROM plan_rulings WHERE plan = $1 AND undone IS NULL ORDER BY number, finding";
    let rows = tx.rows(sql, &[text(order)]).await?;
    if rows.is_empty() {
        return Err(Refusal::not_found().into());
    }
    rows.iter().map(|row| Ok((row.text("number")?, row.text("finding")?))).collect()
}

/// The ruling an order has made on a finding, and the one that stood before it.
async fn ruling_of(tx: &mut Tx<'_>, order: &str, finding: &str) -> Result<(Ruling, Option<Ruling>), OfficeError> {
    let sql = "SELECT body, earlier FROM plan_rulings WHERE plan = $1 AND finding = $2";
    let row = tx.row(sql, &[text(order), text(finding)]).await?;
    let earlier = row.maybe_text("earlier")?.map(|body| serde_json::from_str(&body)).transpose()?;
    Ok((serde_json::from_str(&row.text("body")?)?, earlier))
}

async fn rule_one(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    change: &Change,
    (answer, why): (RulingAnswer, &str),
    order: &str,
) -> Result<(), OfficeError> {
    let word = match answer {
        RulingAnswer::Met => "letter-answer-met",
        RulingAnswer::NotMet => "letter-answer-not-met",
    };
    let (number, finding) = (change.number.clone(), change.finding.id.clone());
    let facts = Facts::of_application(&change.draft, &number, &change.title)
        .clause(&change.finding.clause)
        .blank("answer", Message::new(word))
        .once(occasion(order, &finding));
    let (who, when) = (doing.viewer.name.clone(), doing.now.to_string());
    let ruling = Ruling { finding, answer, who, when, why: why.to_owned() };
    record(act, doing, &Happened::RulingMade { number, ruling, order: Some(order.to_owned()) }).await?;
    letters_to_team(office, act, doing, LetterKind::Ruled, &change.draft, &facts).await
}

/// What a letter on a ruling is known by.
fn occasion(order: &str, finding: &str) -> String {
    format!("{order} {finding}")
}

async fn undo_one(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    change: &Change,
    (order, why): (&str, &str),
) -> Result<(), OfficeError> {
    let (number, finding) = (change.number.clone(), change.finding.id.clone());
    let happened = Happened::RulingUndone {
        number: number.clone(),
        finding: finding.clone(),
        order: order.to_owned(),
        earlier: change.earlier.clone(),
        why: why.to_owned(),
    };
    record(act, doing, &happened).await?;
    // A letter that has not gone is not sent; only who has read of the ruling reads that it no longer stands.
    let unsent = discard_of(act, doing, LetterKind::Ruled, &change.draft, &occasion(order, &finding)).await?;
    if unsent || change.letters == 0 {
        return Ok(());
    }
    let title = handed_in_title(act, &number).await?;
    let facts = Facts::of_application(&change.draft, &number, &title)
        .clause(&change.finding.clause)
        .once(occasion(order, &number));
    letters_to_team(office, act, doing, LetterKind::RulingUndone, &change.draft, &facts).await
}
