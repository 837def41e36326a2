//! Header, sides, pairings, directions and topics.

use serde::{Deserialize, Serialize};

use super::Words;

/// Plan, programme, year and family (G-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// For example 国家重点研发计划.
    pub plan: String,
    /// For example 战略性科技创新合作.
    pub programme: String,
    /// For example 2020.
    pub year: u16,
    /// For example 港澳台项目.
    pub family: String,
}

/// Where the guide's text comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Title of the document.
    pub title: String,
    /// Where it can be found.
    pub citation: String,
    /// True where the quoted sentences are the official text; false where they are a marked paraphrase.
    pub verbatim: bool,
    /// SHA-256 (hexadecimal) of the official text without white space, where verbatim.
    pub digest: Option<String>,
}

/// A side of the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Short name: `mainland`, `hongkong`, `macao`, `taiwan`, …
    pub id: String,
    /// Name as shown, for example 香港方. May depend on the pairing: see [`Pairing::names`].
    pub names: Words,
    /// BCP 47 tag of the script this side works in.
    pub language: String,
    /// Calendar its dates may be written in besides the Gregorian.
    #[serde(default)]
    pub calendar: Calendar,
    /// ISO 4217 code of its own money.
    pub currency: String,
    /// IANA time zone of its windows.
    pub zone: String,
}

/// A calendar that a side uses beside the Gregorian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// Gregorian only.
    #[default]
    Gregorian,
    /// 民國 (year 1 = 1912).
    Minguo,
}

/// A legal pairing of sides (G-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pairing {
    /// For example `mainland-hongkong`.
    pub id: String,
    /// Clause that names it.
    pub clause: String,
    /// The sides, in the order shown.
    pub sides: Vec<String>,
    /// Name of the pairing, for example 内地与香港.
    pub names: Words,
    /// How each side is called within this pairing, in the order of `sides`: 内地 / 香港, but 大陆 / 台湾.
    pub side_names: Vec<Words>,
    /// The agreement it rests on, as the guide words it.
    pub basis: String,
    /// Wording that must not appear with this pairing (大陆 with 香港; 内地 with 台湾).
    pub avoid: Vec<String>,
}

/// A direction that takes applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Direction {
    /// The guide's own number, `1.1`.
    pub number: String,
    /// Name as in the guide.
    pub names: Words,
    /// Year of the call.
    pub year: u16,
    /// Pairing id.
    pub pairing: String,
    /// Kind of project, for example 联合资助研发.
    pub project_type: String,
    /// Legal basis special to this direction (G-8), if any.
    pub basis: Option<String>,
    /// Clause that states that basis.
    pub basis_clause: Option<String>,
    /// Clause that sets it up.
    pub clause: String,
    /// Clause that names the topics.
    pub topics_clause: String,
    /// True where the list of topics is closed (no 等).
    pub topics_closed: bool,
    /// Topic tree.
    pub topics: Vec<Topic>,
}

impl Direction {
    /// All leaf topics, in order.
    pub fn leaves(&self) -> Vec<&Topic> {
        fn collect<'a>(topics: &'a [Topic], out: &mut Vec<&'a Topic>) {
            for topic in topics {
                if topic.topics.is_empty() { out.push(topic) } else { collect(&topic.topics, out) }
            }
        }
        let mut out = Vec::new();
        collect(&self.topics, &mut out);
        out
    }
}

/// A field, topic or sub-direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Short id, for example `5g-iot`.
    pub id: String,
    /// Name as in the guide.
    pub names: Words,
    /// Clause that describes it, if one does.
    #[serde(default)]
    pub clause: Option<String>,
    /// Narrower topics; an application names a leaf.
    #[serde(default)]
    pub topics: Vec<Topic>,
}
