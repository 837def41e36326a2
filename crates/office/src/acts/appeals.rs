//! Acts on appeals: on what terms the office takes them; lodged and withdrawn by whoever answers for the application; decided.

mod decide;
mod lodge;
mod terms;

pub use decide::decide_appeal;
pub use lodge::{NewAppeal, lodge_appeal, withdraw_appeal};
pub use terms::set_appeal_terms;

use hefu_store::{Act, Tx};
use hefu_words::Message;
use jiff::Zoned;

use super::{Doing, record};
use crate::Office;
use crate::appeals::{Against, Appeal, AppealHappened, Granted, adverse, appeals_of, granted, terms_of};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::letters::Facts;
use crate::rights::{Action, Class, Thing};
use crate::views::{Standing, standing_of};

/// A decision of this office that can be appealed against, or was, with what the viewer is to the appeal.
pub(crate) struct Appealing {
    /// Towards the appeal: open, or decided.
    pub standing: Standing,
    /// Application number.
    pub number: String,
    /// Title, as handed in.
    pub title: String,
    /// Against what.
    pub against: Against,
    /// When the decision was taken; none where it does not stand against the application any more.
    pub taken: Option<Zoned>,
    /// On what terms an appeal is taken; none where it is not.
    pub granted: Option<Granted>,
    /// Appeals lodged, the newest first.
    pub appeals: Vec<Appeal>,
}

impl Appealing {
    /// The appeal that waits.
    pub fn waits(&self) -> Option<&Appeal> {
        self.appeals.first().filter(|appeal| appeal.waits())
    }

    /// The number that the next appeal has.
    pub fn next(&self) -> i64 {
        self.appeals.first().map_or(1, |last| last.revision.saturating_add(1))
    }

    fn facts(&self) -> Facts {
        let Standing { draft, direction, .. } = &self.standing;
        let path = format!("/appeals/{draft}/{}", self.against.word());
        let about = Message::new(format!("appeal-against-{}", self.against.word()));
        Facts::of_application(draft, &self.number, &self.title).direction(direction).path(path).blank("against", about)
    }
}

/// What a viewer sees of an appeal against a decision. Where there is neither a decision nor an appeal, there is nothing.
pub(crate) async fn appealing(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    draft: &str,
    against: Against,
) -> Result<Appealing, OfficeError> {
    let mut standing = standing_of(office, tx, doing, draft).await?;
    let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
    let appeals = appeals_of(tx, &number, against).await?;
    let taken = adverse(office, tx, &standing.direction, &number, against).await?;
    if taken.is_none() && appeals.is_empty() {
        return Err(Refusal::not_found().into());
    }
    let granted = match &taken {
        Some(taken) => granted(&terms_of(tx, &standing.direction, against).await?, taken, &office.config().zone),
        None => None,
    };
    let decided = appeals.first().is_some_and(|last| last.decided.is_some());
    standing.thing = if decided { Thing::AppealDecided } else { Thing::AppealOpen };
    standing.open = granted.as_ref().is_some_and(|granted| doing.now <= granted.until);
    office.require(&standing, Action::See, Class::Content)?;
    let row = tx.row("SELECT title FROM applications WHERE number = $1", &[number.as_str().into()]).await?;
    Ok(Appealing { standing, number, title: row.text("title")?, against, taken, granted, appeals })
}

/// The same where something was seen of it: refuses where it changed since, or the viewer may not do this to it now.
async fn may(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    (draft, against): (&str, Against),
    action: Action,
    seen: i64,
) -> Result<Appealing, OfficeError> {
    let found = appealing(office, tx, doing, draft, against).await?;
    if found.standing.thing == Thing::AppealDecided {
        return Err(conflict("appeal-decided-already").into());
    }
    if found.appeals.first().map_or(0, |last| last.revision) != seen {
        return Err(conflict("appeal-changed").into());
    }
    office.require(&found.standing, action, Class::Content)?;
    Ok(found)
}

async fn keep(act: &mut Act<'_>, doing: &Doing, step: AppealHappened) -> Result<(), OfficeError> {
    record(act, doing, &Happened::Appeal { step }).await.map(|_| ())
}

fn conflict(key: &str) -> Refusal {
    Refusal::new(RefusalKind::Conflict, Message::new(key))
}

/// What was said at a field, where something has to be.
fn said(field: &str, words: &str, missing: &str) -> Result<String, Refusal> {
    let words = words.trim();
    if words.is_empty() { Err(Refusal::invalid(field, Message::new(missing))) } else { Ok(words.to_owned()) }
}
