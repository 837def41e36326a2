//! Lodging an appeal, and withdrawing it.

use hefu_store::Act;
use hefu_words::Message;

use super::{Appealing, appealing, keep, may};
use crate::Office;
use crate::acts::{Doing, conflict, said};
use crate::appeals::{Against, AppealHappened, AppealText};
use crate::documents::{Upload, take_in};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::letters::{LetterKind, letters_to_team};
use crate::rights::{Action, Thing};

/// An appeal to be lodged.
#[derive(Debug)]
pub struct NewAppeal {
    /// The last appeal the sender saw; 0 where there was none.
    pub seen: i64,
    /// The ground, as the office words it.
    pub ground: String,
    /// What is said for it.
    pub words: String,
    /// What is shown for it, with its name.
    pub document: Option<(String, Upload)>,
}

/// Refuses an appeal that cannot be taken now; where only the time has passed, that is said.
fn takes(office: &Office, found: &Appealing, seen: i64, ground: &str) -> Result<(), Refusal> {
    let granted = match &found.granted {
        Some(granted) => granted,
        None => return Err(conflict("appeal-not-taken")),
    };
    if !found.standing.open && found.standing.thing == Thing::AppealOpen {
        return Err(Refusal::new(RefusalKind::Closed, Message::new("appeal-too-late")));
    }
    may(office, found, Action::Ask, seen)?;
    if found.waits().is_some() {
        return Err(conflict("appeal-waits-already"));
    }
    if !granted.terms.grounds.iter().any(|known| known == ground) {
        return Err(Refusal::invalid("ground", Message::new("appeal-ground-missing")));
    }
    Ok(())
}

/// Lodges an appeal against a decision. Those who take part in the application are written to.
///
/// # Errors
/// A refusal where the viewer may not, the decision stands against nobody, the office takes no appeals or the time for them has
/// passed, one waits already or was decided, the ground is none of those the office takes, nothing is said for it, or the file is no
/// document this office takes.
pub async fn lodge_appeal(
    office: &Office,
    doing: Doing,
    draft: &str,
    against: Against,
    new: NewAppeal,
) -> Result<(), OfficeError> {
    let NewAppeal { seen, ground, words, document } = new;
    {
        let mut tx = office.db().read().await?;
        takes(office, &appealing(office, &mut tx, &doing, draft, against).await?, seen, &ground)?;
    }
    let words = said("words", &words, "appeal-words-missing")?;
    let document = match document {
        Some((name, upload)) => Some(take_in(office, &name, upload, &doing.now).await?),
        None => None,
    };
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let found = appealing(&office, act.tx(), &doing, &draft, against).await?;
                takes(&office, &found, seen, &ground)?;
                let document = match document {
                    Some((document, file)) => {
                        act.keep_file(&file).await?;
                        Some(document)
                    }
                    None => None,
                };
                let text = AppealText { ground, words, document };
                let (number, revision) = (found.number.clone(), found.next());
                keep(act, &doing, AppealHappened::Lodged { number, against, revision, text }).await?;
                letters_to_team(&office, act, &doing, LetterKind::AppealLodged, &draft, &found.facts()).await
            })
        })
        .await
}

/// Withdraws an appeal on which the office has not decided.
///
/// # Errors
/// A refusal where the viewer may not, none waits, or it is another than was seen.
pub async fn withdraw_appeal(
    office: &Office,
    doing: Doing,
    draft: &str,
    against: Against,
    seen: i64,
) -> Result<(), OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let found = appealing(&office, act.tx(), &doing, &draft, against).await?;
                may(&office, &found, Action::Withdraw, seen)?;
                let waits = found.waits().ok_or_else(|| conflict("appeal-none-waits"))?;
                let (number, revision) = (found.number.clone(), waits.revision);
                keep(act, &doing, AppealHappened::Withdrawn { number, against, revision }).await
            })
        })
        .await
}
