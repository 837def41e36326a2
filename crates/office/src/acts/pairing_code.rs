//! Pairing codes: made for one application, typed by the partner's applicant at the other office. A code proposes a pair and
//! makes no two values equal.

use hefu_exchange::{Field, code_digest, pairing_code};
use hefu_store::{Act, Value};
use hefu_words::Message;

use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::exchanges_of;
use crate::happened::Happened;
use crate::rights::{Action, Class};
use crate::views::standing_of;

/// Makes a new pairing code for an application; one made or typed before no longer counts. The code is given this once: the
/// office keeps its digest alone.
///
/// # Errors
/// When the viewer may not, or the terms of the exchange do not let codes cross.
pub async fn make_pairing_code(office: &Office, doing: Doing, draft: &str) -> Result<String, OfficeError> {
    let code = pairing_code(&office.random().bytes()?);
    let digest = code_digest(&code).ok_or_else(|| OfficeError::Stored("a pairing code".to_owned()))?;
    set(office, doing, draft, digest, true).await?;
    Ok(code)
}

/// Types the code that the partner's applicant made. Typing it again changes nothing.
///
/// # Errors
/// As [`make_pairing_code`]; when it is no code; or when another application at this office bears it.
pub async fn type_pairing_code(office: &Office, doing: Doing, draft: &str, typed: &str) -> Result<(), OfficeError> {
    let Some(digest) = code_digest(typed) else {
        return Err(Refusal::invalid("code", Message::new("partner-code-wrong").with("found", typed.trim())).into());
    };
    set(office, doing, draft, digest, false).await
}

async fn set(office: &Office, doing: Doing, draft: &str, code: String, made: bool) -> Result<(), OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Code, Class::Exchanged)?;
                let agreed = exchanges_of(act.tx(), &standing.direction).await?;
                if !agreed.iter().any(|exchange| exchange.terms.carries(Field::PairingCode)) {
                    return Err(Refusal::new(RefusalKind::Conflict, Message::new("partner-code-not-agreed")).into());
                }
                let sql = "SELECT draft FROM pairing_codes WHERE code = $1";
                if let Some(row) = act.tx().maybe_row(sql, &[Value::Text(code.clone())]).await? {
                    if row.text("draft")? == draft {
                        return Ok(());
                    }
                    return Err(Refusal::invalid("code", Message::new("partner-code-used")).into());
                }
                record(act, &doing, &Happened::PairingCodeSet { draft, code, made }).await?;
                Ok(())
            })
        })
        .await
}
