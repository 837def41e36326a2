//! Whether two records mean one person.

use hefu_text::identifier::Orcid;
use hefu_text::name::{Coverage, NameComparison, PersonName, Romanisation, compare_names};
use serde::{Deserialize, Serialize};

/// A person as far as a record says.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Person {
    /// Name and other spellings of it, as written.
    pub names: Vec<String>,
    /// ORCID iD, as written.
    pub orcid: Option<String>,
}

/// Why two records are taken, or may be taken, for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// The same ORCID iD.
    Identifier,
    /// The same name but for script, width and punctuation. Many people share a name.
    SameName,
    /// The same name under a romanisation.
    Romanised,
    /// Surname and initials agree.
    Initials,
    /// Said by the expert or an office: no comparison was needed.
    Stated,
    /// An identity number that both offices have, compared without telling it; whose it is there is not known.
    Compared,
    /// The same unit by its identifier or its name.
    SameUnit,
    /// Names of units that may mean one unit.
    LikeUnit,
}

impl Likeness {
    /// Its word in catalogues.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::SameName => "same-name",
            Self::Romanised => "romanised",
            Self::Initials => "initials",
            Self::Stated => "stated",
            Self::Compared => "compared",
            Self::SameUnit => "same-unit",
            Self::LikeUnit => "like-unit",
        }
    }
}

/// What was compared, as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// On the expert's side.
    pub expert: String,
    /// On the project's side.
    pub project: String,
    /// Why they are taken for the same.
    pub likeness: Likeness,
    /// A year that matters (left the unit, last wrote together).
    pub year: Option<i16>,
    /// True where the office has set no limit of years, so a person must say whether it still counts.
    pub limit_unset: bool,
}

impl Person {
    /// The name as first written.
    #[must_use]
    pub fn shown(&self) -> String {
        self.names.first().or(self.orcid.as_ref()).cloned().unwrap_or_default()
    }

    /// Keys under which records of the same person meet.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.iri().iter().map(|orcid| format!("o:{orcid}")).collect();
        for name in &self.names {
            if let Ok(name) = PersonName::parse(name) {
                keys.extend(name.keys().all());
                // Surnames alone bring together what initials may join; the comparison decides.
                let latin = name.latin().into_iter().flat_map(|latin| &latin.readings);
                keys.extend(latin.map(|reading| format!("s:{}", reading.surname)));
                let pinyin = name.keys();
                let spelled = pinyin.pinyin.iter().chain(&pinyin.wade_giles);
                keys.extend(spelled.filter_map(|key| key.split_once('|')).map(|(head, _)| format!("s:{head}")));
                let systems = [Romanisation::Pinyin, Romanisation::HongKong, Romanisation::WadeGiles];
                let romanised = systems.into_iter().filter_map(|system| name.romanised(system));
                let heads = romanised.filter_map(|text| text.split(' ').next().map(str::to_lowercase));
                keys.extend(heads.map(|head| format!("s:{}", head.replace(['\'', '’'], ""))));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn iri(&self) -> Option<String> {
        Orcid::parse(self.orcid.as_deref()?).ok().map(|orcid| orcid.as_str().to_owned())
    }
}

/// Whether two records may mean one person, and the spellings that say so. Two different ORCID iDs are two persons.
pub(super) fn alike(a: &Person, b: &Person) -> Option<(Likeness, String, String)> {
    let shown = |likeness| Some((likeness, a.shown(), b.shown()));
    if let (Some(x), Some(y)) = (a.iri(), b.iri()) {
        return if x == y { shown(Likeness::Identifier) } else { None };
    }
    let mut best: Option<(Likeness, String, String)> = None;
    for x in &a.names {
        for y in &b.names {
            let likeness = match compare_names(x, y) {
                NameComparison::Identical | NameComparison::Normalised { .. } => Likeness::SameName,
                NameComparison::Romanised { coverage: Coverage::Full, .. } => Likeness::Romanised,
                NameComparison::Romanised { coverage: Coverage::Initials, .. } => Likeness::Initials,
                NameComparison::Romanised { coverage: Coverage::SurnameOnly, .. }
                | NameComparison::Different { .. } => continue,
            };
            if best.as_ref().is_none_or(|(known, ..)| likeness < *known) {
                best = Some((likeness, x.clone(), y.clone()));
            }
        }
    }
    best
}
