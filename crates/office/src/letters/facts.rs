//! What a letter is about, and to whom it goes.

use std::collections::BTreeMap;

use hefu_words::{Arg, Lang};
use jiff::Zoned;
use serde::{Deserialize, Serialize};

use super::LetterKind;
use crate::appeals::{Against, Granted};
use crate::error::OfficeError;
use crate::person::AccountId;

/// Where the secret of a letter stands in its path.
pub(crate) const SECRET: &str = "{secret}";

/// Who gets a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// Somebody with an account, at the address and in the language of the account.
    Account(AccountId),
    /// Somebody without one.
    Address {
        /// Name as it is written.
        name: String,
        /// Address for letters.
        email: String,
        /// Language of the letter.
        lang: Lang,
    },
}

/// What fills a letter: only what its recipient may see on the page the letter leads to, and no secret. It is stored as it
/// stands here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The draft behind the application concerned. Where there is one, the letter goes only if its recipient still sees
    /// that application when it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// Direction number: fills `$direction` with number and name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// The partner's side: fills `$side` with its name in the direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<String>,
    /// The clause the letter rests on: its sentence is quoted, and `$clause` is its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The page it leads to, from `/`. `{secret}` in it becomes the letter's secret when it goes (see
    /// [`letter_secret`](super::letter_secret)). Without a path, a letter that signs in leads to `/sign-in/{secret}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Instants, told with their zone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub instants: BTreeMap<String, Zoned>,
    /// How the decision it tells of can be appealed against, where it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// Everything else.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub blanks: BTreeMap<String, Arg>,
    /// What the occasion is known by, where its recipient must not get a second letter of it.
    #[serde(skip)]
    pub once: Option<String>,
}

/// How a decision can be appealed against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remedy {
    /// The page on which that is done, from `/`.
    pub path: String,
    /// Until when.
    pub until: Zoned,
    /// The grounds, as the office words them.
    pub grounds: Vec<String>,
    /// Who decides, as the office names them.
    pub decider: String,
}

impl Facts {
    /// About nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// About an application: its draft, its number (empty before it was handed in) and its title; leads to its page.
    pub fn of_application(draft: &str, number: &str, title: &str) -> Self {
        let facts =
            Self { draft: Some(draft.to_owned()), path: Some(format!("/applications/{draft}")), ..Self::default() };
        facts.blank("number", number).blank("title", title)
    }

    /// The same in this direction.
    #[must_use]
    pub fn direction(mut self, number: &str) -> Self {
        self.direction = Some(number.to_owned());
        self
    }

    /// The same about a partner of this side.
    #[must_use]
    pub fn partner(mut self, side: &str) -> Self {
        self.partner = Some(side.to_owned());
        self
    }

    /// The same resting on this clause.
    #[must_use]
    pub fn clause(mut self, id: &str) -> Self {
        self.clause = Some(id.to_owned());
        self
    }

    /// The same leading to this page.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same with an instant.
    #[must_use]
    pub fn instant(mut self, name: &str, at: &Zoned) -> Self {
        self.instants.insert(name.to_owned(), at.clone());
        self
    }

    /// The same with another blank filled.
    #[must_use]
    pub fn blank(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.blanks.insert(name.to_owned(), value.into());
        self
    }

    /// The same with how the decision can be appealed against.
    #[must_use]
    pub fn remedy(mut self, against: Against, granted: Option<Granted>) -> Self {
        let draft = self.draft.clone();
        self.remedy = granted.zip(draft).map(|(Granted { terms, until }, draft)| Remedy {
            path: format!("/appeals/{draft}/{}", against.word()),
            until,
            grounds: terms.grounds,
            decider: terms.decider,
        });
        self
    }

    /// The same, written to one recipient only once.
    #[must_use]
    pub fn once(mut self, occasion: impl Into<String>) -> Self {
        self.once = Some(occasion.into());
        self
    }

    /// The page a letter of this kind leads to.
    pub(crate) fn path_of(&self, kind: LetterKind) -> Option<String> {
        self.path.clone().or_else(|| kind.signs_in().then(|| format!("/sign-in/{SECRET}")))
    }

    /// Whether every blank of this kind is filled.
    pub(crate) fn check(&self, kind: LetterKind) -> Result<(), OfficeError> {
        let filled = |name: &str| match name {
            "direction" => self.direction.is_some(),
            "clause" => self.clause.is_some(),
            "side" => self.partner.is_some() || self.blanks.contains_key(name),
            other => self.blanks.contains_key(other) || self.instants.contains_key(other),
        };
        match kind.blanks().iter().find(|name| !filled(name)) {
            Some(name) => Err(OfficeError::Stored(format!("a letter `{}` without `{name}`", kind.word()))),
            None => Ok(()),
        }
    }
}
