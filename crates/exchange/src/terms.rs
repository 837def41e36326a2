//! The terms of one exchange: which two offices, for which directions, and which fields cross. A TOML text that both offices
//! sign as one signed note; it carries out the agreement between the authorities (G-5, G-8).

use std::collections::BTreeSet;

use hefu_guide::Guide;
use hefu_ledger::key::{SigningKey, VerifierKey};
use serde::{Deserialize, Serialize};

use crate::note::{self, NoteError};

/// The first line of the text, so that a signature under it is one under terms of an exchange and nothing else.
const TYPE: &str = "# hefu-exchange/1";
/// The longest text that is read, in bytes.
const LONGEST: usize = 64 << 10;

/// What crosses of an application besides its number, direction, state, revision and instant of submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Title, in the side's own language and English.
    Title,
    /// Units of both sides as this half names them, with the lead marked. Without their identifiers.
    Units,
    /// Principal investigators of both sides as this half names them, with their unit. Without identifiers; never members.
    PrincipalInvestigators,
    /// Project period.
    Period,
    /// Topic.
    Topic,
    /// The partner's application number as this half gives it.
    PartnerNumber,
    /// Digest of the pairing code that this half's applicant made, or got from the partner's applicant and typed.
    PairingCode,
    /// Money as one sum for each side and source.
    Budget,
    /// Kind of the agreement, its date and the digest of the document. Never the document.
    Agreement,
    /// Division of work: code, title, owning sides, unit, effort of each task.
    Tasks,
    /// Which kinds of evidence are present for which side. Never the evidence.
    Evidence,
}

impl Field {
    /// All fields an exchange may carry: the schedule that is proposed by default.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Units,
        Self::PrincipalInvestigators,
        Self::Period,
        Self::Topic,
        Self::PartnerNumber,
        Self::PairingCode,
        Self::Budget,
        Self::Agreement,
        Self::Tasks,
        Self::Evidence,
    ];

    /// Its word in the terms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Units => "units",
            Self::PrincipalInvestigators => "principal_investigators",
            Self::Period => "period",
            Self::Topic => "topic",
            Self::PartnerNumber => "partner_number",
            Self::PairingCode => "pairing_code",
            Self::Budget => "budget",
            Self::Agreement => "agreement",
            Self::Tasks => "tasks",
            Self::Evidence => "evidence",
        }
    }
}

/// What is told of an office's notice besides its number, authority, window, basis and contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeField {
    /// Until when the office's applications are confirmed by their unit and by a recommender, where it asks for that.
    Confirmations,
}

impl NoticeField {
    /// All that may be told: proposed by default.
    pub const ALL: [Self; 1] = [Self::Confirmations];
}

/// One of the two offices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Side it serves, by the guide's short name.
    pub side: String,
    /// Origin of its journal.
    pub origin: String,
    /// Its verifier key, in the form `origin+number+BASE64`.
    pub key: String,
}

impl Member {
    /// Its key.
    ///
    /// # Errors
    /// When the text is no key, or bears another name than the origin.
    pub fn verifier(&self) -> Result<VerifierKey, TermsError> {
        let fault = |reason: String| TermsError::Key { side: self.side.clone(), reason };
        let key: VerifierKey =
            self.key.parse().map_err(|error: hefu_ledger::key::KeyError| fault(error.to_string()))?;
        if key.name() != self.origin {
            return Err(fault(format!("it bears the name {}, not {}", key.name(), self.origin)));
        }
        Ok(key)
    }
}

/// The terms of one exchange between two offices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Its name, the same at both offices.
    pub exchange: String,
    /// Id of the guide.
    pub guide: String,
    /// Directions it covers, by number.
    pub directions: Vec<String>,
    /// The agreement between the authorities it carries out, as the offices name it.
    pub basis: String,
    /// What crosses.
    pub fields: Vec<Field>,
    /// What is told of notices beyond what every exchange tells; nothing where the terms do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<NoticeField>,
    /// Whether the steps of the joint decision cross: methods, sealed and opened lists, minutes, and what is told of the awards
    /// afterwards. They do not where the terms do not say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decision: bool,
    /// Whether the steps of the comparison of identity numbers cross, once both offices have switched it on. They do not where the
    /// terms do not say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub identities: bool,
    /// The two offices.
    #[serde(rename = "office")]
    pub offices: Vec<Member>,
}

/// Why terms cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// Not a text of this form.
    #[error("this is no text of exchange terms: {0}")]
    Form(String),
    /// A key that cannot be used.
    #[error("the key of the office of side {side}: {reason}")]
    Key {
        /// The office's side.
        side: String,
        /// What is wrong.
        reason: String,
    },
    /// Terms that contradict themselves or the guide.
    #[error("the terms: {0}")]
    Content(String),
    /// A signature of one of the two offices does not fit the text.
    #[error("the signature of {0} does not fit the text: it was changed after signing")]
    Signature(String),
}

/// Terms with the offices that have signed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedTerms {
    /// The terms.
    pub terms: Terms,
    /// Origins of the offices whose signature stands under them, sorted.
    pub signed: BTreeSet<String>,
    /// The text with its signatures.
    pub note: String,
}

impl SignedTerms {
    /// Whether both offices have signed.
    pub fn agreed(&self) -> bool {
        self.terms.offices.iter().all(|office| self.signed.contains(&office.origin))
    }
}

impl Terms {
    /// The member that is not the one of this origin.
    pub fn partner_of(&self, origin: &str) -> Option<&Member> {
        self.offices.iter().find(|office| office.origin != origin)
    }

    /// The member of this origin.
    pub fn member(&self, origin: &str) -> Option<&Member> {
        self.offices.iter().find(|office| office.origin == origin)
    }

    /// Whether this field crosses.
    pub fn carries(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Whether this is told of a notice.
    pub fn tells(&self, field: NoticeField) -> bool {
        self.notices.contains(&field)
    }

    /// Checks them by themselves and against the guide: two offices of two sides, and directions whose pairing has both.
    ///
    /// # Errors
    /// [`TermsError`].
    pub fn check(&self, guide: &Guide) -> Result<(), TermsError> {
        let fault = |reason: String| Err(TermsError::Content(reason));
        if self.exchange.trim().is_empty() || self.exchange.chars().any(char::is_control) {
            return fault("`exchange` is empty; give the exchange a name".to_owned());
        }
        if self.guide != guide.id {
            return fault(format!("they are of the guide `{}`; this office works with `{}`", self.guide, guide.id));
        }
        if self.basis.trim().is_empty() {
            return fault("`basis` is empty; name the agreement between the authorities".to_owned());
        }
        let [one, other] = self.offices.as_slice() else {
            return fault(format!("an exchange is between two offices; {} are named", self.offices.len()));
        };
        if one.side == other.side || one.origin == other.origin || one.key == other.key {
            return fault("both offices are the same".to_owned());
        }
        one.verifier()?;
        other.verifier()?;
        if self.directions.is_empty() {
            return fault("`directions` names none".to_owned());
        }
        for number in &self.directions {
            let pairing = guide.pairing_of(number);
            let both = pairing
                .is_some_and(|pairing| [one, other].into_iter().all(|office| pairing.sides.contains(&office.side)));
            if !both {
                return fault(format!(
                    "the guide has no direction {number} in which {} and {} take part",
                    one.side, other.side
                ));
            }
        }
        for field in [Field::Title, Field::Units, Field::PrincipalInvestigators, Field::Period] {
            if !self.carries(field) {
                return fault(format!("without `{}` the halves cannot be compared as the guide asks", field.word()));
            }
        }
        let distinct: BTreeSet<_> = self.fields.iter().collect();
        if distinct.len() != self.fields.len() {
            return fault("`fields` names one twice".to_owned());
        }
        let distinct: BTreeSet<_> = self.notices.iter().collect();
        if distinct.len() != self.notices.len() {
            return fault("`notices` names one twice".to_owned());
        }
        Ok(())
    }

    /// The text that is signed.
    ///
    /// # Errors
    /// [`TermsError::Form`] for a value that TOML cannot bear.
    pub fn text(&self) -> Result<String, TermsError> {
        let body = toml::to_string(self).map_err(|error| TermsError::Form(error.to_string()))?;
        Ok(format!("{TYPE}\n{}\n", body.trim_end()))
    }

    /// The terms signed by one office.
    ///
    /// # Errors
    /// When the key is none of the two offices'.
    pub fn sign(&self, key: &SigningKey) -> Result<String, TermsError> {
        countersign(&self.text()?, key, &self.offices)
    }

    /// Reads terms with whatever signatures of the two offices they bear. A wrong signature of one of them is an error;
    /// those of others are passed over.
    ///
    /// # Errors
    /// [`TermsError`].
    pub fn read(note: &str) -> Result<SignedTerms, TermsError> {
        let form = |reason: &str| TermsError::Form(reason.to_owned());
        if note.len() > LONGEST {
            return Err(TermsError::Form(format!("{} bytes; at most {LONGEST} are read", note.len())));
        }
        let note = note.replace("\r\n", "\n");
        let (text, lines) = note::split(&note);
        let body = text.strip_prefix(TYPE).ok_or_else(|| form(&format!("the first line is not `{TYPE}`")))?;
        let terms: Self = toml::from_str(body).map_err(|error| TermsError::Form(error.message().to_owned()))?;
        let keys = terms.offices.iter().map(Member::verifier).collect::<Result<Vec<_>, _>>()?;
        let signed = note::signers(text, &lines, &keys).map_err(|error| match error {
            NoteError::Signature(origin) => TermsError::Signature(origin),
            other => TermsError::Form(other.to_string()),
        })?;
        Ok(SignedTerms { terms, signed, note })
    }
}

impl SignedTerms {
    /// The same with this office's signature added.
    ///
    /// # Errors
    /// When the key is none of the two offices'.
    pub fn signed_by(&self, key: &SigningKey) -> Result<Self, TermsError> {
        if self.signed.contains(key.name()) {
            return Ok(self.clone());
        }
        let note = countersign(&self.note, key, &self.terms.offices)?;
        Terms::read(&note)
    }
}

fn countersign(note: &str, key: &SigningKey, offices: &[Member]) -> Result<String, TermsError> {
    let of_it = offices.iter().any(|office| office.key == key.verifier().to_string());
    if !of_it {
        return Err(TermsError::Content(format!("they do not name the key {}", key.verifier())));
    }
    note::signed_by(note, key).map_err(|error| TermsError::Form(error.to_string()))
}
