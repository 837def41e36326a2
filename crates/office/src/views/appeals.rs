//! Appeals as those see them who lodge them, and those who decide.

use hefu_exchange::joint::Upheld;
use hefu_store::FileDigest;
use jiff::Zoned;

use super::standing::{Standing, standing_of};
use crate::Office;
use crate::acts::{Appealing, Doing, appealing};
use crate::appeals::{Against, Appeal, AppealTerms, Granted, lodged_here, terms_of};
use crate::documents::Document;
use crate::error::{OfficeError, Refusal};
use crate::joint::course;
use crate::rights::{Action, Class, Thing};

/// An appeal against a decision, or that there may be one.
#[derive(Clone, Debug)]
pub struct AppealPage {
    /// What the viewer is to it.
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
    /// Whether the viewer may lodge one now.
    pub may_lodge: bool,
    /// Whether the viewer may withdraw the one that waits.
    pub may_withdraw: bool,
    /// Whether the viewer may decide on the one that waits.
    pub may_decide: bool,
}

impl AppealPage {
    fn of(office: &Office, found: Appealing) -> Self {
        let may = |action| office.may(&found.standing, action, Class::Content);
        let waits = found.waits().is_some();
        Self {
            may_lodge: !waits && found.granted.is_some() && may(Action::Ask),
            may_withdraw: waits && may(Action::Withdraw),
            may_decide: waits && may(Action::Decide),
            standing: found.standing,
            number: found.number,
            title: found.title,
            against: found.against,
            taken: found.taken,
            granted: found.granted,
            appeals: found.appeals,
        }
    }

    /// The number of the last appeal, 0 where there is none: what the viewer saw.
    pub fn seen(&self) -> i64 {
        self.appeals.first().map_or(0, |last| last.revision)
    }
}

/// The appeal against one decision on an application.
///
/// # Errors
/// A refusal where there is neither a decision to appeal against nor an appeal, for this viewer.
pub async fn appeal_page(
    office: &Office,
    doing: &Doing,
    draft: &str,
    against: Against,
) -> Result<AppealPage, OfficeError> {
    let mut tx = office.db().read().await?;
    Ok(AppealPage::of(office, appealing(office, &mut tx, doing, draft, against).await?))
}

/// The decisions on an application that can be appealed against, or were.
///
/// # Errors
/// A refusal where there is no such draft; a failure of the store.
pub async fn appeals_on(office: &Office, doing: &Doing, draft: &str) -> Result<Vec<AppealPage>, OfficeError> {
    let mut tx = office.db().read().await?;
    let direction = standing_of(office, &mut tx, doing, draft).await?.direction;
    let mut found = Vec::new();
    for against in Against::ALL {
        // Where no terms were ever set there is no appeal either, and nothing is looked at: most offices take none.
        if terms_of(&mut tx, &direction, against).await?.is_empty() {
            continue;
        }
        match appealing(office, &mut tx, doing, draft, against).await {
            Ok(of) if of.granted.is_some() || !of.appeals.is_empty() => found.push(AppealPage::of(office, of)),
            Ok(_) | Err(OfficeError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// The terms in force against each decision.
pub type TermsInForce = Vec<(Against, Option<AppealTerms>)>;

/// Appeals at this office with the terms on which it takes them.
#[derive(Clone, Debug)]
pub struct AppealsHere {
    /// All that were lodged, in the order of the last of each.
    pub appeals: Vec<AppealPage>,
    /// Directions with the terms in force, by decision.
    pub terms: Vec<(String, TermsInForce)>,
    /// Appeals that the partner's office upheld, by direction.
    pub partner: Vec<(String, Upheld)>,
    /// Whether the viewer may set terms.
    pub may_set: bool,
}

/// The appeals at this office.
///
/// # Errors
/// When the viewer may not see them all.
pub async fn appeals_here(office: &Office, doing: &Doing) -> Result<AppealsHere, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::AppealOpen)?;
    let mut tx = office.db().read().await?;
    let mut appeals = Vec::new();
    for (draft, against) in lodged_here(&mut tx).await? {
        appeals.push(AppealPage::of(office, appealing(office, &mut tx, doing, &draft, against).await?));
    }
    let (mut terms, mut partner) = (Vec::new(), Vec::new());
    let directions: Vec<String> = office.directions().map(|direction| direction.number.clone()).collect();
    for direction in directions {
        let mut of = Vec::new();
        for against in Against::ALL {
            let last = terms_of(&mut tx, &direction, against).await?.pop();
            of.push((against, last.and_then(|(_, terms)| terms)));
        }
        if let Some(course) = course(office, &mut tx, &direction).await? {
            let there = course.joint.upheld.iter().filter(|upheld| upheld.side == course.partner());
            partner.extend(there.map(|upheld| (direction.clone(), upheld.clone())));
        }
        terms.push((direction, of));
    }
    let may_set = office.may_here(&doing.viewer, Action::Require, Thing::AppealOpen).is_ok();
    Ok(AppealsHere { appeals, terms, partner, may_set })
}

/// The file that an appeal shows, by its digest.
///
/// # Errors
/// A refusal where there is none for this viewer; a failure where the file was lost or changed.
pub async fn appeal_file(
    office: &Office,
    doing: &Doing,
    draft: &str,
    against: Against,
    digest: &str,
) -> Result<(Document, Vec<u8>), OfficeError> {
    let page = appeal_page(office, doing, draft, against).await?;
    let of = |document: &Document| document.held.as_ref().is_some_and(|held| held.digest == digest);
    let mut documents = page.appeals.into_iter().filter_map(|appeal| appeal.text.document);
    let found = documents.find(of).ok_or_else(Refusal::not_found)?;
    let file: FileDigest = digest.parse()?;
    let bytes = office.shelf().blobs().get(file).await?;
    Ok((found, bytes))
}
