//! What officers do with letters, what the office does with each kind, and what people wish for their own.

use std::collections::BTreeSet;

use hefu_store::{Act, Value};
use hefu_words::{Lang, Message};
use jiff::Zoned;

use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::letters::{
    Facts, LetterKind, LetterMode, LetterState, Recipient, Stored, enqueue, letter, mode_of, occasion_of, of_row,
    system, team_of,
};
use crate::person::AccountId;
use crate::rights::{Action, Thing};

/// What an officer does with letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterAct {
    /// Lets waiting ones go.
    Release,
    /// Decides that they do not go: those that wait for an officer or the mail server, or failed.
    Discard,
    /// Lets failed ones go once more.
    Retry,
}

impl LetterAct {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Release, Self::Retry, Self::Discard];

    /// Its word in addresses and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Discard => "discard",
            Self::Retry => "retry",
        }
    }

    /// The act of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// Whether it can be done to a letter in this state.
    pub const fn fits(self, state: LetterState) -> bool {
        match self {
            Self::Release => matches!(state, LetterState::Waiting),
            Self::Discard => matches!(state, LetterState::Waiting | LetterState::Queued | LetterState::Failed),
            Self::Retry => matches!(state, LetterState::Failed),
        }
    }
}

/// Which letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// These, by what they are known by.
    These(Vec<String>),
    /// All that are in this state, of this kind if one is named, up to the place that was shown: none that came since.
    All {
        /// The state.
        state: LetterState,
        /// The kind.
        kind: Option<LetterKind>,
        /// The last place shown.
        upto: i64,
    },
}

/// Letters picked that the act can be done to, in the order in which they were written.
pub(crate) async fn picked(
    tx: &mut hefu_store::Tx<'_>,
    what: LetterAct,
    which: &Picked,
) -> Result<Vec<Stored>, OfficeError> {
    let mut found = Vec::new();
    match which {
        Picked::These(letters) => {
            let unlike: BTreeSet<&String> = letters.iter().collect();
            for id in unlike {
                let sql = format!("{} WHERE l.letter = $1", Stored::SELECT);
                let row = tx.maybe_row(&sql, &[id.as_str().into()]).await?;
                found.extend(row.map(|row| of_row(&row)).transpose()?);
            }
        }
        Picked::All { state, kind, upto } => {
            let sql = format!(
                "{} WHERE l.state = $1 AND ($2 = '' OR l.kind = $2) AND l.place <= $3 ORDER BY l.place",
                Stored::SELECT
            );
            let kind = kind.map_or("", LetterKind::word);
            for row in tx.rows(&sql, &[state.word().into(), kind.into(), (*upto).into()]).await? {
                found.push(of_row(&row)?);
            }
        }
    }
    found.retain(|letter| what.fits(letter.state));
    found.sort_by_key(|letter| letter.place);
    Ok(found)
}

/// Releases, discards or retries letters. Those it cannot be done to (any more) are passed over, so that pressing twice is
/// pressing once. Gives how many it was done to.
///
/// # Errors
/// When the viewer may not, or the store fails.
pub async fn settle_letters(
    office: &Office,
    doing: Doing,
    what: LetterAct,
    which: Picked,
) -> Result<usize, OfficeError> {
    office.may_here(&doing.viewer, Action::Release, Thing::Letters)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let letters = picked(act.tx(), what, &which).await?;
                for letter in &letters {
                    one(act, &doing, what, letter).await?;
                }
                Ok(letters.len())
            })
        })
        .await
}

/// Discards the letters of a kind to the team of a draft on an occasion ([`Facts::once`]) where all of them still wait. Gives
/// whether it was done; where one has gone, or none was written, nothing is.
pub(super) async fn discard_of(
    act: &mut Act<'_>,
    doing: &Doing,
    kind: LetterKind,
    draft: &str,
    occasion: &str,
) -> Result<bool, OfficeError> {
    let mut found = Vec::new();
    for account in team_of(act.tx(), draft).await? {
        let sql = format!("{} WHERE l.once = $1", Stored::SELECT);
        let row = act.tx().maybe_row(&sql, &[occasion_of(kind, &account.0, occasion).into()]).await?;
        found.extend(row.map(|row| of_row(&row)).transpose()?);
    }
    let unsent = !found.is_empty() && found.iter().all(|letter| LetterAct::Discard.fits(letter.state));
    for letter in found.iter().filter(|_| unsent) {
        one(act, doing, LetterAct::Discard, letter).await?;
    }
    Ok(unsent)
}

async fn one(act: &mut Act<'_>, doing: &Doing, what: LetterAct, stored: &Stored) -> Result<(), OfficeError> {
    let (letter, kind, to) = (stored.letter.clone(), stored.kind, stored.recipient());
    let now: Value = doing.now.to_string().into();
    if what == LetterAct::Discard {
        let sql = "UPDATE letters SET state = 'discarded', settled = $2 WHERE letter = $1";
        act.tx().execute(sql, &[letter.as_str().into(), now]).await?;
        record(act, doing, &Happened::LetterDiscarded { letter, kind, to }).await?;
        return Ok(());
    }
    let round = stored.round + 1;
    let sql = "UPDATE letters SET state = 'queued', queued = $2, round = $3, settled = NULL, fault = NULL
               WHERE letter = $1";
    act.tx().execute(sql, &[letter.as_str().into(), now, round.into()]).await?;
    enqueue(act, &letter, round, &doing.now).await?;
    if what == LetterAct::Release {
        record(act, doing, &Happened::LetterReleased { letter, kind, to }).await?;
    }
    Ok(())
}

/// Most days ahead of a closing instant that a reminder may be written.
const MOST_DAYS: i64 = 90;

/// Sets what the office does with a kind of letter. Saying the same again is not journalled again.
///
/// # Errors
/// When the viewer may not, or a kind that is written ahead of an instant has no days or too many.
pub async fn set_letter_mode(
    office: &Office,
    doing: Doing,
    kind: LetterKind,
    mode: LetterMode,
    days: Option<i64>,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Release, Thing::Letters)?;
    let ahead = kind.days_ahead();
    let right = days.is_some_and(|days| (1..=MOST_DAYS).contains(&days));
    if ahead && !right && (days.is_some() || mode != LetterMode::Off) {
        return Err(Refusal::invalid("days", Message::new("letters-days-wrong").with("most", MOST_DAYS)).into());
    }
    let days = days.filter(|_| ahead);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if mode_of(act.tx(), kind).await? != (mode, days) {
                    record(act, &doing, &Happened::LetterModeSet { kind, mode, days }).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Sets the language of the viewer's own letters and the kinds not wanted. Kinds that are duties come all the same.
///
/// # Errors
/// When nobody is signed in, or the office does not offer the language.
pub async fn set_letter_wishes(
    office: &Office,
    doing: Doing,
    lang: Lang,
    unwanted: BTreeSet<LetterKind>,
) -> Result<(), OfficeError> {
    let signed_in = || Refusal::new(RefusalKind::NotAllowed, Message::new("office-sign-in-first"));
    let account = doing.viewer.account.clone().ok_or_else(signed_in)?;
    if !office.config().langs().contains(&lang) {
        return Err(Refusal::invalid("language", Message::new("letters-language-wrong")).into());
    }
    let unwanted: BTreeSet<_> = unwanted.into_iter().filter(|kind| !kind.is_duty()).collect();
    let values = [account.0.as_str().into(), lang.tag().into(), serde_json::to_string(&unwanted)?.into()];
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "INSERT INTO letter_wishes (account, lang, off) VALUES ($1, $2, $3)
                           ON CONFLICT (account) DO UPDATE SET lang = excluded.lang, off = excluded.off";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// Least minutes between two letters with a sign-in link that one address may ask for.
const LINK_MINUTES: i64 = 5;

/// Writes a letter with a link that signs in once to the account of an address. Whether there is one is not told, and asking
/// again within a few minutes writes no second letter.
///
/// # Errors
/// When the store fails.
pub async fn mail_sign_in_link(office: &Office, email: &str, now: &Zoned) -> Result<(), OfficeError> {
    let (email, doing) = (email.trim().to_lowercase(), system(now));
    let (writer, office) = (office.writer().clone(), office.clone());
    let slot = now.timestamp().as_second().div_euclid(LINK_MINUTES * 60);
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT account FROM accounts WHERE email = $1";
                if let Some(row) = act.tx().maybe_row(sql, &[email.into()]).await? {
                    let to = Recipient::Account(AccountId(row.text("account")?));
                    let facts = Facts::new().once(format!("{slot}"));
                    letter(&office, act, &doing, LetterKind::SignInLink, &to, facts).await?;
                }
                Ok(())
            })
        })
        .await
}
