//! What a record still needs, named for the office that has to supply it.

use hefu_words::Message;
use serde::Serialize;

use super::JointAward;

/// What is not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Lack {
    /// A title.
    Title,
    /// First and last day.
    Period,
    /// The award number.
    Number,
    /// The DOI of the award.
    Doi,
    /// The page to which the DOI leads.
    Page,
    /// A name of the funder.
    FunderName,
    /// ROR or Funder Registry id of the funder.
    FunderId,
    /// The amount.
    Amount,
    /// ORCID of the principal investigator.
    Orcid {
        /// The person.
        name: String,
    },
    /// ROR of a unit.
    Ror {
        /// The unit.
        name: String,
    },
    /// The RAiD of the joint activity.
    Raid,
    /// Which side's lead unit leads the whole.
    RaidLead,
    /// Which side's investigator is the contact.
    RaidContact,
    /// A title of at most 100 characters.
    ShortTitle,
}

/// Something that is missing, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Missing {
    /// Id of the pair.
    pub pair: String,
    /// The side; none where it concerns the joint project.
    pub side: Option<String>,
    /// What.
    #[serde(flatten)]
    pub lack: Lack,
}

impl Missing {
    /// The sentence; the side by the name given.
    #[must_use]
    pub fn message(&self, side: &str) -> Message {
        let (key, name) = match &self.lack {
            Lack::Title => ("title", None),
            Lack::Period => ("period", None),
            Lack::Number => ("number", None),
            Lack::Doi => ("doi", None),
            Lack::Page => ("page", None),
            Lack::FunderName => ("funder-name", None),
            Lack::FunderId => ("funder-id", None),
            Lack::Amount => ("amount", None),
            Lack::Orcid { name } => ("orcid", Some(name)),
            Lack::Ror { name } => ("ror", Some(name)),
            Lack::Raid => ("raid", None),
            Lack::RaidLead => ("raid-lead", None),
            Lack::RaidContact => ("raid-contact", None),
            Lack::ShortTitle => ("short-title", None),
        };
        let what =
            Message::new(format!("results-lacks-{key}")).with("name", name.map(String::as_str).unwrap_or_default());
        let whole = if self.side.is_some() { "results-lacks-side" } else { "results-lacks-pair" };
        Message::new(whole).with("pair", self.pair.as_str()).with("side", side).with("what", what)
    }
}

/// Everything that any of the formats would hold and that is not there.
pub(super) fn of(award: &JointAward) -> Vec<Missing> {
    let mut out = joint(award);
    for own in &award.sides {
        let mut add = |lack: Lack| out.push(Missing { pair: award.pair.clone(), side: Some(own.side.clone()), lack });
        if own.number.is_none() {
            add(Lack::Number);
        }
        if own.doi.is_none() {
            add(Lack::Doi);
        }
        if own.page.is_none() {
            add(Lack::Page);
        }
        if super::named(&own.funder.names, &[]).is_none() {
            add(Lack::FunderName);
        }
        if own.funder.ror.is_none() && own.funder.registry.is_none() {
            add(Lack::FunderId);
        }
        if own.amount.is_none() {
            add(Lack::Amount);
        }
        if own.investigator.orcid.is_none() {
            add(Lack::Orcid { name: own.investigator.name.clone() });
        }
        for unit in own.units.iter().filter(|unit| unit.ror.is_none()) {
            let name = super::named(&unit.names, &[]).map(|(_, name)| name.to_owned()).unwrap_or_default();
            add(Lack::Ror { name });
        }
    }
    out
}

fn joint(award: &JointAward) -> Vec<Missing> {
    let title = super::named(&award.titles, &[]);
    let lacks = [
        title.is_none().then_some(Lack::Title),
        award.period.is_none().then_some(Lack::Period),
        award.raid.id.is_none().then_some(Lack::Raid),
        award.raid.lead.is_none().then_some(Lack::RaidLead),
        award.raid.contact.is_none().then_some(Lack::RaidContact),
        title.filter(|(_, title)| title.chars().count() > super::raid::LONGEST).map(|_| Lack::ShortTitle),
    ];
    lacks.into_iter().flatten().map(|lack| Missing { pair: award.pair.clone(), side: None, lack }).collect()
}
