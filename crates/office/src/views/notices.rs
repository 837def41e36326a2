//! Notices: public, with the window as this office set it and what the guide leaves open shown as unset.

use std::collections::BTreeMap;

use hefu_application::Notice;
use hefu_exchange::PartnerNotice;
use hefu_store::Tx;
use hefu_words::Message;
use jiff::Zoned;

use crate::Office;
use crate::acts::notices::instant;
use crate::confirmation::{Confirmations, rules};
use crate::error::{OfficeError, Refusal, RefusalKind};

/// A direction with this office's notice of it.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeView {
    /// Direction number.
    pub direction: String,
    /// The notice, once published.
    pub notice: Option<Notice>,
    /// Whom applicants may ask; empty before publication.
    pub contact: String,
    /// Whether applications are taken at the instant of looking.
    pub open: bool,
    /// The partner offices' notices by side, as they have told of them.
    pub partners: BTreeMap<String, PartnerNotice>,
    /// What the office asks for beside handing in, where it does.
    pub confirmations: Option<Confirmations>,
}

impl Office {
    /// Whether applications are taken under this notice at `now`: from its first instant to before its last.
    pub fn is_open(&self, notice: &Notice, now: &Zoned) -> bool {
        let after = notice.window.opens.as_ref().is_some_and(|opens| opens <= now);
        let before = notice.window.closes.as_ref().is_some_and(|closes| now < closes);
        notice.published && after && before
    }

    /// Refuses unless this office takes applications in this direction at `now`.
    ///
    /// # Errors
    /// A refusal that says whether the notice is not published yet, not open yet, or closed.
    pub async fn window_open(&self, direction: &str, now: &Zoned) -> Result<(), OfficeError> {
        let mut tx = self.db().read().await?;
        let notices = own_notices(&mut tx).await?;
        let closed = |key: &str, at: Option<&Zoned>| {
            let at = at.map_or_else(String::new, shown);
            Refusal::new(RefusalKind::Closed, Message::new(key).with("direction", direction).with("at", at))
        };
        let Some(notice) = notices.get(direction) else {
            return Err(closed("office-not-published-yet", None).into());
        };
        if self.is_open(notice, now) {
            return Ok(());
        }
        let early = notice.window.opens.as_ref().is_some_and(|opens| now < opens);
        Err(if early {
            closed("office-not-open-yet", notice.window.opens.as_ref())
        } else {
            closed("office-window-closed", notice.window.closes.as_ref())
        }
        .into())
    }
}

/// An instant with its zone, to the minute.
pub(crate) fn shown(at: &Zoned) -> String {
    let zone = at.time_zone().iana_name().map_or_else(|| at.offset().to_string(), str::to_owned);
    format!("{} {zone}", at.strftime("%Y-%m-%d %H:%M"))
}

/// This office's published notices by direction, with the window as extended.
pub(crate) async fn own_notices(tx: &mut Tx<'_>) -> Result<BTreeMap<String, Notice>, OfficeError> {
    let mut notices = BTreeMap::new();
    for row in tx.rows("SELECT direction, body, closes FROM notices ORDER BY direction", &[]).await? {
        let mut notice: Notice = serde_json::from_str(&row.text("body")?)?;
        notice.window.closes = Some(instant(&row.text("closes")?)?);
        notices.insert(row.text("direction")?, notice);
    }
    Ok(notices)
}

/// Whether the window of a direction is open here.
pub(crate) async fn is_open(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    now: &Zoned,
) -> Result<bool, OfficeError> {
    Ok(own_notices(tx).await?.get(direction).is_some_and(|notice| office.is_open(notice, now)))
}

/// Every direction of this office with its notice. Public.
///
/// # Errors
/// When the store fails.
pub async fn notice_views(office: &Office, now: &Zoned) -> Result<Vec<NoticeView>, OfficeError> {
    let mut tx = office.db().read().await?;
    let mut notices = own_notices(&mut tx).await?;
    let mut contacts = BTreeMap::new();
    for row in tx.rows("SELECT direction, contact FROM notices ORDER BY direction", &[]).await? {
        contacts.insert(row.text("direction")?, row.text("contact")?);
    }
    let mut confirmations: BTreeMap<_, _> = rules(&mut tx).await?.into_iter().collect();
    let mut partners = BTreeMap::new();
    for direction in office.directions() {
        partners.insert(direction.number.clone(), super::exchange::partner_notices(&mut tx, &direction.number).await?);
    }
    Ok(office
        .directions()
        .map(|direction| {
            let notice = notices.remove(&direction.number);
            NoticeView {
                direction: direction.number.clone(),
                open: notice.as_ref().is_some_and(|notice| office.is_open(notice, now)),
                partners: partners.remove(&direction.number).unwrap_or_default(),
                confirmations: confirmations.remove(&direction.number),
                contact: contacts.remove(&direction.number).unwrap_or_default(),
                notice,
            }
        })
        .collect())
}
