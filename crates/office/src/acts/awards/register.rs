//! How an award is registered: its number, its DOI, the RAiD of the joint activity. Nothing of it is made up by this program.

use hefu_decision::awards::Doi;
use hefu_exchange::joint::{AwardStep, Registered};
use hefu_store::Act;
use hefu_words::Message;

use super::{may, tell};
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::rights::Action;

/// Records how this office's award is registered; the partner's office is told, for its own records of the joint activity. What is
/// told last holds; the same again changes nothing.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, a DOI or RAiD is none, or the page is no address.
pub async fn register_award(
    office: &Office,
    doing: Doing,
    draft: &str,
    registered: Registered,
) -> Result<(), OfficeError> {
    let registered = checked(&registered)?;
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Decide).await?;
                if held.of.registered(&held.of.course.own) == Some(&registered) {
                    return Ok(());
                }
                tell(act, &doing, &held, AwardStep::Registered(registered)).await
            })
        })
        .await
}

fn checked(typed: &Registered) -> Result<Registered, Refusal> {
    let doi = |field: &str, text: &str| {
        if text.trim().is_empty() {
            return Ok(String::new());
        }
        let wrong = |_| Refusal::invalid(field, Message::new("award-doi-wrong").with("found", text.trim()));
        Doi::try_from(text.to_owned()).map(String::from).map_err(wrong)
    };
    let page = typed.page.trim();
    let host = ["https://", "http://"].iter().find_map(|scheme| page.strip_prefix(scheme));
    let address =
        host.is_some_and(|host| !host.starts_with('/') && !host.is_empty() && !host.contains(char::is_whitespace));
    if !page.is_empty() && !address {
        return Err(Refusal::invalid("page", Message::new("award-page-wrong").with("found", page)));
    }
    Ok(Registered {
        number: typed.number.split_whitespace().collect::<Vec<_>>().join(" "),
        doi: doi("doi", &typed.doi)?,
        page: page.to_owned(),
        raid: doi("raid", &typed.raid)?,
    })
}
