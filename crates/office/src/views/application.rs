//! One application as a viewer may see it: what was written, its findings, its receipt.

use std::collections::BTreeMap;

use hefu_application::{Application, Intake, SideId, State};
use hefu_check::{Context, Documents, Finding, Ruling, apply_rulings, check_application};
use hefu_ledger::checkpoint::Checkpoint;
use hefu_ledger::receipt;
use hefu_store::{Act, Tx, Value};
use jiff::Zoned;

use super::{Standing, own_notices, standing_of};
use crate::Office;
use crate::acts::Doing;
use crate::confirmation::{self, confirming};
use crate::documents::{self, Document};
use crate::draft::{Draft, Section, StoredSection};
use crate::error::{OfficeError, Refusal};
use crate::projection;
use crate::rights::{Action, Class, Thing};

/// An application as one viewer may see it.
#[derive(Clone, Debug)]
pub struct ApplicationView {
    /// What the viewer is to it.
    pub standing: Standing,
    /// The application, without what the viewer may not see.
    pub application: Application,
    /// The draft with the versions of its sections, for those who may write.
    pub draft: Draft,
    /// Its documents: of the draft for those who may write, else as handed in.
    pub documents: Vec<Document>,
    /// Findings of the form check on this application alone, with rulings applied; empty where the viewer may not see them.
    pub findings: Vec<Finding>,
    /// When it was handed in, as an instant with its zone.
    pub submitted: Option<String>,
    /// When it was taken back, while it is.
    pub withdrawn: Option<String>,
    /// Whether the viewer may have its receipt.
    pub may_see_receipt: bool,
    /// How often it was handed in.
    pub revision: i64,
    /// Whether the viewer may write it now.
    pub may_edit: bool,
    /// Whether the viewer may hand it in now.
    pub may_submit: bool,
    /// Whether the viewer may take it back now.
    pub may_withdraw: bool,
    /// Whether the viewer may rule on findings now.
    pub may_rule: bool,
    /// What became of it in the joint decision, once this office has published the result.
    pub outcome: Option<super::JointOutcome>,
    /// Whether the viewer sees the award it holds.
    pub may_see_award: bool,
}

/// The application behind a draft, as the viewer may see it.
///
/// # Errors
/// A refusal where it does not exist for this viewer.
pub async fn application_view(office: &Office, doing: &Doing, draft: &str) -> Result<ApplicationView, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Content)?;
    let stored = load_draft(&mut tx, draft).await?.ok_or_else(Refusal::not_found)?;
    let may_edit = office.may(&standing, Action::Edit, Class::Content);
    // Officers see what was handed in, never what is being written.
    let own = office.may(&standing, Action::See, Class::Identity) && may_edit;
    let last = handed_in(&mut tx, draft).await?;
    let (submitted, revision) = last.as_ref().map_or((None, 0), |last| (Some(last.submitted.clone()), last.revision));
    let (mut application, documents) = match last {
        Some(last) if !own => (last.application, last.documents),
        _ => written(office, &mut tx, &stored).await?,
    };
    application.state = standing.state();
    let findings = if office.may(&standing, Action::See, Class::Findings) {
        check(office, &mut tx, draft, (&application, &documents), &doing.now).await?
    } else {
        Vec::new()
    };
    if !office.may(&standing, Action::See, Class::Identity) {
        for person in &mut application.people {
            person.identifiers.clear();
        }
    }
    let number = standing.number.clone().unwrap_or_default();
    let outcome =
        super::joint::outcome_of(office, &mut tx, &standing.direction, &number).await?.map(|(outcome, _)| outcome);
    let award = Standing { thing: Thing::AwardOpen, open: true, ..standing.clone() };
    let may_see_award =
        outcome == Some(super::JointOutcome::Supported) && office.may(&award, Action::See, Class::Content);
    let sql = "SELECT withdrawn FROM applications WHERE number = $1";
    let row = tx.maybe_row(sql, &[Value::Text(number)]).await?;
    let withdrawn = row.map(|row| row.maybe_text("withdrawn")).transpose()?.flatten();
    Ok(ApplicationView {
        may_see_receipt: submitted.is_some() && office.may(&standing, Action::See, Class::Identity),
        withdrawn,
        may_submit: office.may(&standing, Action::Submit, Class::Content),
        may_withdraw: office.may(&standing, Action::Withdraw, Class::Content),
        may_rule: office.may(&standing, Action::Rule, Class::Findings),
        may_edit,
        standing,
        application,
        draft: stored,
        documents,
        findings,
        submitted,
        revision,
        may_see_award,
        outcome,
    })
}

/// What was handed in last.
struct HandedIn {
    application: Application,
    documents: Vec<Document>,
    submitted: String,
    revision: i64,
}

async fn handed_in(tx: &mut Tx<'_>, draft: &str) -> Result<Option<HandedIn>, OfficeError> {
    let sql = "SELECT number, body, submitted, revision FROM applications WHERE draft = $1";
    let Some(row) = tx.maybe_row(sql, &[Value::Text(draft.to_owned())]).await? else { return Ok(None) };
    let revision = row.int("revision")?;
    Ok(Some(HandedIn {
        application: serde_json::from_str(&row.text("body")?)?,
        documents: documents::handed_in(tx, &row.text("number")?, revision).await?,
        submitted: row.text("submitted")?,
        revision,
    }))
}

/// What is being written, with its documents.
async fn written(office: &Office, tx: &mut Tx<'_>, draft: &Draft) -> Result<(Application, Vec<Document>), OfficeError> {
    let documents = documents::of_draft(tx, &draft.id).await?;
    let mut application = draft.application(&office.config().side);
    documents::bind(&mut application, &documents);
    Ok((application, documents))
}

/// A draft with its sections, without asking who looks: for acts and views that have asked.
pub(crate) async fn load_draft(tx: &mut Tx<'_>, draft: &str) -> Result<Option<Draft>, OfficeError> {
    let id = [Value::Text(draft.to_owned())];
    let sql = "SELECT d.direction AS direction, a.number AS number, a.state AS state
               FROM drafts d LEFT JOIN applications a ON a.draft = d.draft WHERE d.draft = $1";
    let Some(head) = tx.maybe_row(sql, &id).await? else { return Ok(None) };
    let mut sections = BTreeMap::new();
    let sql = "SELECT s.section AS section, s.version AS version, s.body AS body, s.saved AS saved, a.name AS saved_by
               FROM draft_sections s LEFT JOIN accounts a ON a.account = s.saved_by
               WHERE s.draft = $1 ORDER BY s.section";
    for row in tx.rows(sql, &id).await? {
        let word = row.text("section")?;
        let section = Section::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("section `{word}`")))?;
        let stored = StoredSection {
            version: row.int("version")?,
            body: serde_json::from_str(&row.text("body")?)?,
            saved: row.text("saved")?,
            saved_by: row.maybe_text("saved_by")?.unwrap_or_default(),
        };
        sections.insert(section, stored);
    }
    Ok(Some(Draft {
        id: draft.to_owned(),
        direction: head.text("direction")?,
        sections,
        number: head.maybe_text("number")?,
        state: head.maybe_text("state")?.map_or(Ok(State::Draft), |word| projection::state(&word))?,
    }))
}

/// The findings of an application handed in, without asking who looks.
pub(crate) async fn findings_of(
    office: &Office,
    tx: &mut Tx<'_>,
    draft: &str,
    now: &Zoned,
) -> Result<Vec<Finding>, OfficeError> {
    let HandedIn { application, documents, .. } = handed_in(tx, draft).await?.ok_or_else(Refusal::not_found)?;
    check(office, tx, draft, (&application, &documents), now).await
}

/// The form check of one application, with the rulings made on it.
async fn check(
    office: &Office,
    tx: &mut Tx<'_>,
    draft: &str,
    (application, documents): (&Application, &[Document]),
    now: &Zoned,
) -> Result<Vec<Finding>, OfficeError> {
    let mut as_handed_in = application.clone();
    // A draft is checked as if it were handed in now: that is what the applicant wants to know.
    if as_handed_in.submitted.is_none() {
        as_handed_in.submitted = Some(now.clone());
    }
    as_handed_in.state = State::Submitted;
    let intake = Intake {
        side: SideId::new(office.config().side.clone()),
        signed: true,
        notices: own_notices(tx).await?,
        closing: None,
        applications: vec![as_handed_in],
        problems: Vec::new(),
    };
    let intakes = [intake];
    let facts = documents::facts(tx, application, documents).await?;
    let documents = Documents { applications: [(application.id.clone(), facts)].into() };
    let ctx = Context {
        guide: office.guide(),
        settings: office.settings(),
        documents: &documents,
        intakes: &intakes,
        as_of: now,
    };
    let mut findings: Vec<Finding> =
        intakes.iter().flat_map(|intake| &intake.applications).flat_map(|a| check_application(&ctx, a)).collect();
    if let Some(found) = confirming(tx, draft, now).await? {
        findings.extend(confirmation::findings(&found, &application.id));
    }
    let mut rulings: Vec<Ruling> = Vec::new();
    let sql = "SELECT body FROM rulings WHERE number = $1 ORDER BY finding";
    for row in tx.rows(sql, &[Value::Text(application.id.number.clone())]).await? {
        rulings.push(serde_json::from_str(&row.text("body")?)?);
    }
    Ok(apply_rulings(findings, &rulings).0)
}

/// The receipt for an application handed in: what the journal says happened, the proof that it is in the journal, and the
/// checkpoint signed by this office. The same text every time it is asked for.
///
/// # Errors
/// A refusal where it does not exist for this viewer or was not handed in.
pub async fn receipt_of(office: &Office, doing: &Doing, draft: &str) -> Result<String, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Identity)?;
    let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
    let sql = "SELECT r.position AS position, r.body AS body FROM receipts r JOIN applications a ON a.number = r.number
               AND a.revision = r.revision WHERE a.number = $1";
    let row = tx.row(sql, &[Value::Text(number)]).await?;
    let (position, body) = (row.int("position")?, row.text("body")?);
    if !body.is_empty() {
        return Ok(body);
    }
    let mut journal = tx.journal();
    let (event, salt) = journal.event(position).await?;
    let size = journal.size().await?;
    let proof = journal.inclusion(position, size).await?;
    let checkpoint = signed_checkpoint(office, size, journal.root(size).await?)?;
    drop(tx);
    let index = u64::try_from(position).map_err(|_| OfficeError::Stored(format!("position {position}")))?;
    let made = receipt::write(&event, &salt, index, &proof, &checkpoint);
    // Whoever asks first settles the text, so that two askers get the same.
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let id = [Value::Int(position)];
                let kept = act.tx().row("SELECT body FROM receipts WHERE position = $1", &id).await?.text("body")?;
                if !kept.is_empty() {
                    return Ok(kept);
                }
                let values = [Value::Int(position), Value::Text(made.clone())];
                act.tx().execute("UPDATE receipts SET body = $2 WHERE position = $1", &values).await?;
                Ok(made)
            })
        })
        .await
}

/// The checkpoint over the first `size` entries, signed by this office.
pub(crate) fn signed_checkpoint(office: &Office, size: i64, root: [u8; 32]) -> Result<String, OfficeError> {
    let size = u64::try_from(size).map_err(|_| OfficeError::Stored(format!("journal size {size}")))?;
    let checkpoint = Checkpoint { origin: office.config().origin.clone(), size, root };
    checkpoint.sign(&office.keys().signing).map_err(|error| OfficeError::Stored(error.to_string()))
}
