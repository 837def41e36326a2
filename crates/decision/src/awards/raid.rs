//! The joint activity as a RAiD record (metadata schema 1.6): one activity, the units and investigators of both sides, each
//! award as a related object. RAiD knows organisations by ROR and people by ORCID only; who has none is left out and named.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Doi, JointAward, lacks::Missing};

/// Most characters of a title.
pub(super) const LONGEST: usize = 100;

/// What an office states about the RAiD.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raid {
    /// The RAiD, which is a DOI, once it is registered.
    #[serde(default)]
    pub id: Option<Doi>,
    /// Side whose lead unit is the one lead research organisation that RAiD asks for.
    #[serde(default)]
    pub lead: Option<String>,
    /// Side whose principal investigator is the contact.
    #[serde(default)]
    pub contact: Option<String>,
}

fn vocabulary(path: &str) -> String {
    format!("https://vocabulary.raid.org/{path}")
}

fn typed(kind: &str, id: u32, schema: u32) -> Value {
    json!({ "id": vocabulary(&format!("{kind}/{id}")), "schemaUri": vocabulary(&format!("{}/{schema}", kind.replace(".id", ".schema"))) })
}

/// The language of a title in ISO 639-3, if its tag is one of the guide's.
fn language(tag: &str) -> Option<&'static str> {
    match tag.split('-').next()? {
        "zh" => Some("zho"),
        "en" => Some("eng"),
        "pt" => Some("por"),
        _ => None,
    }
}

/// The record, and what it lacks. Identifier, agency and owner are the registration agency's to give; where the RAiD is not
/// yet registered there is no `identifier`.
#[must_use]
pub fn raid(award: &JointAward) -> (Value, Vec<Missing>) {
    let start = award.period.map(|[start, _]| start.to_string());
    let mut out = json!({ "access": { "type": {
        "id": "https://vocabularies.coar-repositories.org/access_rights/c_abf2/",
        "schemaUri": "https://vocabularies.coar-repositories.org/access_rights/",
    } } });
    let mut put = |key: &str, value: Value| {
        if let Some(map) = out.as_object_mut() {
            map.insert(key.to_owned(), value);
        }
    };
    if let Some(id) = &award.raid.id {
        put(
            "identifier",
            json!({ "id": format!("https://raid.org/{}", id.as_str()), "schemaUri": "https://raid.org/" }),
        );
    }
    put("title", titles(award, start.as_deref()));
    if let Some([start, end]) = award.period {
        put("date", json!({ "startDate": start.to_string(), "endDate": end.to_string() }));
    }
    put("alternateIdentifier", alternate(award));
    put("contributor", contributors(award, start.as_deref()));
    put("organisation", organisations(award, start.as_deref()));
    put("relatedObject", related(award));
    (out, super::lacks::of(award))
}

fn titles(award: &JointAward, start: Option<&str>) -> Value {
    let short = award.titles.iter().filter(|(_, title)| !title.is_empty() && title.chars().count() <= LONGEST);
    let one = |(at, (tag, title)): (usize, (&String, &String))| {
        // One title is the primary one; the others are alternatives.
        let kind = typed("title.type.id", if at == 0 { 380 } else { 379 }, 376);
        let mut value = json!({ "text": title, "type": kind, "startDate": start });
        if let (Some(code), Some(map)) = (language(tag), value.as_object_mut()) {
            let language = json!({ "id": code, "schemaUri": "https://www.iso.org/standard/74575.html" });
            map.insert("language".to_owned(), language);
        }
        value
    };
    Value::Array(short.enumerate().map(one).collect())
}

fn alternate(award: &JointAward) -> Value {
    let mut all = vec![json!({ "id": award.pair, "type": "pair of applications" })];
    for own in &award.sides {
        all.push(json!({ "id": own.application, "type": format!("application, {}", own.side) }));
        all.extend(own.number.as_ref().map(|number| json!({ "id": number, "type": format!("award, {}", own.side) })));
    }
    Value::Array(all)
}

fn contributors(award: &JointAward, start: Option<&str>) -> Value {
    let one = |own: &super::SideAward| {
        let orcid = own.investigator.orcid.as_ref()?;
        let contact = award.raid.contact.as_ref() == Some(&own.side);
        let mut position = typed("contributor.position.schema", 307, 305);
        if let Some(map) = position.as_object_mut() {
            map.insert("startDate".to_owned(), json!(start));
        }
        Some(json!({
            "id": format!("https://orcid.org/{}", orcid.as_str()),
            "schemaUri": "https://orcid.org/",
            "position": [position],
            "leader": true,
            "contact": contact,
        }))
    };
    Value::Array(award.sides.iter().filter_map(one).collect())
}

fn organisations(award: &JointAward, start: Option<&str>) -> Value {
    let organisation = |ror: &hefu_text::identifier::Ror, role: u32| {
        let mut role = typed("organisation.role.schema", role, 359);
        if let Some(map) = role.as_object_mut() {
            map.insert("startDate".to_owned(), json!(start));
        }
        json!({ "id": format!("https://ror.org/{}", ror.as_str()), "schemaUri": "https://ror.org/", "role": [role] })
    };
    let mut all = Vec::new();
    for own in &award.sides {
        for unit in &own.units {
            let leads = unit.leads && award.raid.lead.as_ref() == Some(&own.side);
            all.extend(unit.ror.as_ref().map(|ror| organisation(ror, if leads { 182 } else { 183 })));
        }
        all.extend(own.funder.ror.as_ref().map(|ror| organisation(ror, 186)));
    }
    Value::Array(all)
}

/// Each award with a DOI, as funding that goes into the activity.
fn related(award: &JointAward) -> Value {
    let one = |doi: &Doi| {
        json!({
            "id": format!("https://doi.org/{}", doi.as_str()),
            "schemaUri": "http://doi.org/",
            "type": typed("relatedObject.type.schema", 272, 329),
            "category": [{
                "id": vocabulary("relatedObject.category.id/191"),
                "schemaUri": vocabulary("relatedObject.category.schema/385"),
            }],
        })
    };
    Value::Array(award.sides.iter().filter_map(|own| own.doi.as_ref()).map(one).collect())
}
