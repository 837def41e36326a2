//! An applicant names experts who should not review the application.

use hefu_store::Act;
use hefu_text::name::{NameComparison, PersonName, compare_names};
use hefu_words::Message;

use super::step;
use crate::Office;
use crate::acts::{Doing, conflict};
use crate::error::{OfficeError, Refusal};
use crate::experts::{ExpertStep, NamedExpert, named_of, settings};
use crate::rights::{Action, Class};
use crate::views::named_standing;

/// Most characters of a name or a unit.
const NAME_MOST: usize = 200;

/// Most characters of a reason.
pub const NAMED_REASON_MOST: usize = 1000;

/// Names the experts; they take the place of those named before. `seen` is the revision the sender saw. Rows in which nothing
/// stands are left out; naming the same again changes nothing.
///
/// # Errors
/// When the viewer may not or the window is closed, this office does not offer it, somebody named others meanwhile, there are
/// more than the office takes, a row lacks a name, a unit or a reason, or names somebody again. Fields are `name-1` and so on.
pub async fn name_experts(
    office: &Office,
    doing: Doing,
    draft: &str,
    seen: i64,
    experts: Vec<NamedExpert>,
) -> Result<(), OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = named_standing(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Edit, Class::Content)?;
                let most = settings(act.tx()).await?.named_most.ok_or_else(|| conflict("named-not-offered"))?;
                let experts = checked(experts, usize::from(most))?;
                let known = named_of(act.tx(), &draft).await?;
                if known.experts == experts {
                    return Ok(());
                }
                if known.revision != seen {
                    return Err(conflict("named-changed-meanwhile").into());
                }
                let who = doing.viewer.name.clone();
                step(act, &doing, ExpertStep::Named { draft, experts, who }).await
            })
        })
        .await
}

/// The rows in which something stands, without blanks around it, each complete and none twice.
fn checked(rows: Vec<NamedExpert>, most: usize) -> Result<Vec<NamedExpert>, Refusal> {
    let mut experts: Vec<NamedExpert> = Vec::new();
    for (place, row) in (1..).zip(rows) {
        let wrong = |field: &str, key: &str| Refusal::invalid(&format!("{field}-{place}"), Message::new(key));
        let long = |field: &str, most: usize| {
            Refusal::invalid(&format!("{field}-{place}"), Message::new("named-too-long").with("most", most))
        };
        let row = NamedExpert {
            name: row.name.trim().to_owned(),
            unit: row.unit.trim().to_owned(),
            reason: row.reason.replace("\r\n", "\n").trim().to_owned(),
        };
        if row == NamedExpert::default() {
            continue;
        }
        if PersonName::parse(&row.name).is_err() {
            return Err(wrong("name", "named-name-missing"));
        }
        if row.unit.is_empty() {
            return Err(wrong("unit", "named-unit-missing"));
        }
        if row.reason.is_empty() {
            return Err(wrong("reason", "named-reason-missing"));
        }
        for (field, value, most) in
            [("name", &row.name, NAME_MOST), ("unit", &row.unit, NAME_MOST), ("reason", &row.reason, NAMED_REASON_MOST)]
        {
            if value.chars().count() > most || value.contains('\0') {
                return Err(long(field, most));
            }
        }
        let again = |known: &NamedExpert| {
            let compared = compare_names(&known.name, &row.name);
            known.unit == row.unit && matches!(compared, NameComparison::Identical | NameComparison::Normalised { .. })
        };
        if experts.iter().any(again) {
            return Err(wrong("name", "named-twice"));
        }
        if experts.len() >= most {
            let message = Message::new("named-too-many").with("most", most);
            return Err(Refusal::invalid(&format!("name-{place}"), message));
        }
        experts.push(row);
    }
    Ok(experts)
}
