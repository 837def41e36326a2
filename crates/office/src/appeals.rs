//! Appeals against what an office made of an application: until when, on which grounds and who decides is the office's own
//! setting, and none is taken before it is set. The guide names none.

use hefu_store::Tx;
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};

use crate::Office;
use crate::documents::Document;

mod reading;
mod step;

pub(crate) use reading::{adverse, appeals_of, granted, lodged_here, terms_of};
pub use step::AppealHappened;

/// What may be appealed against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// That settling the direction left the application out: void, or in no pair that stands.
    Settlement,
    /// That the joint project is not supported.
    Result,
}

impl Against {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Settlement, Self::Result];

    /// Its word in tables, addresses and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Settlement => "settlement",
            Self::Result => "result",
        }
    }

    /// The decision of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|against| against.word() == word)
    }
}

/// On what terms an office takes appeals against a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealTerms {
    /// Until the end of so many days after the day of the decision.
    pub days: u16,
    /// The grounds on which it may be appealed, as the office words them.
    pub grounds: Vec<String>,
    /// Who decides, as the office names them.
    pub decider: String,
}

/// Terms that hold for one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// The terms.
    pub terms: AppealTerms,
    /// The last instant at which an appeal is taken: the end of a day where the office is.
    pub until: Zoned,
}

impl Granted {
    /// The terms applied to a decision taken at this instant, in the zone of the office; none where the calendar has no such day.
    pub(crate) fn of(terms: AppealTerms, taken: &Zoned, zone: &str) -> Option<Self> {
        let taken = taken.in_tz(zone).ok()?;
        let day = taken.date().checked_add(i64::from(terms.days).days()).ok()?;
        let until = end_of(day, taken.time_zone())?;
        Some(Self { terms, until })
    }
}

/// The last second of a day.
fn end_of(day: jiff::civil::Date, zone: &TimeZone) -> Option<Zoned> {
    day.at(23, 59, 59, 0).to_zoned(zone.clone()).ok()
}

/// What an appeal says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealText {
    /// The ground, as the office words it.
    pub ground: String,
    /// What is said for it.
    pub words: String,
    /// What is shown for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
}

/// What an office decides on an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    /// It is right.
    Upheld,
    /// It is not.
    Dismissed,
    /// It is none that the office takes: it rests on none of the grounds.
    Inadmissible,
}

impl AppealOutcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Upheld, Self::Dismissed, Self::Inadmissible];

    /// Its word in tables, forms and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Dismissed => "dismissed",
            Self::Inadmissible => "inadmissible",
        }
    }

    /// The outcome of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// An appeal that was lodged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// 1 for the first; another only after one was withdrawn.
    pub revision: i64,
    /// What it says.
    pub text: AppealText,
    /// When, as an instant with its zone.
    pub at: String,
    /// When it was withdrawn.
    pub withdrawn: Option<String>,
    /// What the office decided, why and when.
    pub decided: Option<(AppealOutcome, String, String)>,
}

impl Appeal {
    /// Whether the office has still to decide.
    pub const fn waits(&self) -> bool {
        self.withdrawn.is_none() && self.decided.is_none()
    }
}

/// The remedy against a decision taken now, for the letter that tells of it.
pub(crate) async fn remedy(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    against: Against,
    taken: &Zoned,
) -> Result<Option<Granted>, crate::error::OfficeError> {
    Ok(granted(&terms_of(tx, direction, against).await?, taken, &office.config().zone))
}
