//! Drafts: begun, saved section by section, filled from a workbook. They are the applicant's own and are not journalled.

use hefu_application::Application;
use hefu_store::{Act, Value};
use hefu_words::Message;

use super::Doing;
use super::notices::instant;
use crate::Office;
use crate::draft::{Section, SectionBody};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::rights::{Action, Class, Thing};
use crate::views::{load_draft, shown, standing_of};

/// What saving did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The section's new version.
    pub version: i64,
    /// When, as an instant with its zone.
    pub at: String,
}

/// Begins an application in a direction. Gives the draft's id.
///
/// # Errors
/// When nobody is signed in, the guide has no such direction for this side, or its window is not open at this office.
pub async fn begin_draft(office: &Office, doing: Doing, direction: &str) -> Result<String, OfficeError> {
    let Some(account) = doing.viewer.account.clone() else {
        return Err(Refusal::new(RefusalKind::NotAllowed, Message::new("office-sign-in-first")).into());
    };
    let direction = office.direction(direction)?.number.clone();
    office.window_open(&direction, &doing.now).await?;
    if !office.may_somehow(&doing.viewer, Action::Begin, (Thing::Draft, Class::Content), true) {
        return Err(Refusal::new(RefusalKind::NotAllowed, Message::new("office-may-not-begin")).into());
    }
    let id = office.random().name()?;
    let begun = doing.now.to_string();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let text = |value: &str| Value::Text(value.to_owned());
                act.tx()
                    .execute(
                        "INSERT INTO drafts (draft, owner, direction, begun) VALUES ($1, $2, $3, $4)",
                        &[text(&id), text(&account.0), text(&direction), text(&begun)],
                    )
                    .await?;
                Ok(id)
            })
        })
        .await
}

/// Saves one section. `expected` is the version the writer saw (0 before anything was saved).
///
/// # Errors
/// When the viewer may not write this draft, or somebody saved the section since: then nothing is changed and both texts
/// still exist, the stored one and the one in hand.
pub async fn save_section(
    office: &Office,
    doing: Doing,
    draft: &str,
    body: SectionBody,
    expected: i64,
) -> Result<Saved, OfficeError> {
    save(office, doing, draft, vec![(body, Some(expected))]).await
}

/// Fills a draft from an application read from a workbook: every section it has anything in replaces the draft's.
///
/// # Errors
/// As [`save_section`], and when the application is of another direction.
pub async fn take_in(
    office: &Office,
    doing: Doing,
    draft: &str,
    application: &Application,
) -> Result<Saved, OfficeError> {
    refuse_another(office, draft, &doing, application).await?;
    let empty = Application::new(application.id.clone());
    let bodies = Section::ALL
        .into_iter()
        .filter(|section| SectionBody::of(application, *section) != SectionBody::of(&empty, *section))
        .map(|section| (SectionBody::of(application, section), None))
        .collect();
    save(office, doing, draft, bodies).await
}

/// A workbook of another side or direction is not for this draft. One that states no direction states no other.
async fn refuse_another(
    office: &Office,
    draft: &str,
    doing: &Doing,
    application: &Application,
) -> Result<(), OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::Edit, Class::Content)?;
    if application.id.side.as_str() != office.config().side {
        let message = Message::new("documents-workbook-side").with("found", application.id.side.as_str());
        return Err(Refusal::invalid("side", message).into());
    }
    let stated = application.direction.trim();
    if !stated.is_empty() && stated != standing.direction {
        let message = Message::new("documents-workbook-direction")
            .with("found", stated)
            .with("wanted", standing.direction.as_str());
        return Err(Refusal::invalid("direction", message).into());
    }
    Ok(())
}

async fn save(
    office: &Office,
    doing: Doing,
    draft: &str,
    bodies: Vec<(SectionBody, Option<i64>)>,
) -> Result<Saved, OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Edit, Class::Content)?;
                let stored = load_draft(act.tx(), &draft).await?.ok_or_else(Refusal::not_found)?;
                let at = doing.now.to_string();
                let mut version = 0;
                for (body, expected) in bodies {
                    let section = body.section();
                    let now = stored.version(section);
                    // Saving the same twice, as after a lost answer, is saving once.
                    if expected.is_some() && stored.sections.get(&section).is_some_and(|kept| kept.body == body) {
                        version = now;
                        continue;
                    }
                    if expected.is_some_and(|expected| expected != now) {
                        let message = match stored.sections.get(&section) {
                            Some(kept) => Message::new("team-changed-meanwhile")
                                .with("who", kept.saved_by.clone())
                                .with("at", shown(&instant(&kept.saved)?)),
                            None => Message::new("office-changed-meanwhile"),
                        };
                        return Err(Refusal {
                            field: Some(section.word().to_owned()),
                            ..Refusal::new(RefusalKind::Conflict, message)
                        }
                        .into());
                    }
                    version = now + 1;
                    put_section(act, &doing, &draft, &body, version).await?;
                }
                Ok(Saved { version, at })
            })
        })
        .await
}

/// Writes a section under its new version; for acts that have asked and compared.
pub(super) async fn put_section(
    act: &mut Act<'_>,
    doing: &Doing,
    draft: &str,
    body: &SectionBody,
    version: i64,
) -> Result<(), OfficeError> {
    let values = [
        Value::Text(draft.to_owned()),
        Value::Text(body.section().word().to_owned()),
        Value::Int(version),
        Value::Text(serde_json::to_string(body)?),
        Value::Text(doing.now.to_string()),
        Value::Text(doing.viewer.actor()),
    ];
    act.tx()
        .execute(
            "INSERT INTO draft_sections (draft, section, version, body, saved, saved_by)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (draft, section) DO UPDATE SET version = excluded.version,
               body = excluded.body, saved = excluded.saved, saved_by = excluded.saved_by",
            &values,
        )
        .await?;
    Ok(())
}
