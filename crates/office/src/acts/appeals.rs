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

use super::{Doing, conflict, record};
use crate::Office;
use crate::appeals::{Against, Appeal, AppealHappened, Granted, adverse, appeals_of, granted, terms_of};
use crate::error::{OfficeError, Refusal};
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
    let terms = terms_of(tx, &standing.direction, against).await?;
    let granted = taken.as_ref().and_then(|taken| granted(&terms, taken, &office.config().zone));
    let decided = appeals.first().is_some_and(|last| last.decided.is_some());
    standing.thing = if decided { Thing::AppealDecided } else { Thing::AppealOpen };
    standing.open = granted.as_ref().is_some_and(|granted| doing.now <= granted.until);
    office.require(&standing, Action::See, Class::Content)?;
    let row = tx.row("SELECT title FROM applications WHERE number = $1", &[number.as_str().into()]).await?;
    Ok(Appealing { standing, number, title: row.text("title")?, against, taken, granted, appeals })
}

/// Refuses where an appeal was decided or has changed since it was seen, or the viewer may not do this to it now.
fn may(office: &Office, found: &Appealing, action: Action, seen: i64) -> Result<(), Refusal> {
    if found.standing.thing == Thing::AppealDecided {
        return Err(conflict("appeal-decided-already"));
    }
    if found.appeals.first().map_or(0, |last| last.revision) != seen {
        return Err(conflict("appeal-changed"));
    }
    office.require(&found.standing, action, Class::Content)
}

async fn keep(act: &mut Act<'_>, doing: &Doing, step: AppealHappened) -> Result<(), OfficeError> {
    record(act, doing, &Happened::Appeal { step }).await.map(|_| ())
}
