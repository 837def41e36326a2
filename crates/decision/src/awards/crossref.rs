//! A Crossref grant deposit (schema `grant_id` 0.2.0): one `<grant>` for a side's award, related to the other side's award and
//! to the RAiD of the joint activity.

use std::io;

use super::lacks::{self, Lack, Missing};
use super::xml::Xml;
use super::{JointAward, SideAward, decimal, named};

const NAMESPACE: &str = "http://www.crossref.org/grant_id/0.2.0";

/// Who deposits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposit<'a> {
    /// Id of the batch, 4 to 100 characters.
    pub batch: &'a str,
    /// A number that grows from deposit to deposit, usually YYYYMMDDhhmmss.
    pub timestamp: u64,
    /// Name under which the office is a member of Crossref.
    pub depositor: &'a str,
    /// Address to which Crossref answers.
    pub email: &'a str,
    /// Organisation that owns the records.
    pub registrant: &'a str,
}

/// A deposit, and what keeps awards out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The XML; none where no award is complete, since an empty deposit is not allowed.
    pub xml: Option<String>,
    /// Ids of the pairs in it.
    pub pairs: Vec<String>,
    /// What the awards left out still need.
    pub missing: Vec<Missing>,
}

/// The deposit of one side's awards. An award without number, DOI, page, title, investigator or funder id is left out and
/// what it needs is named; whatever else is not set is not written.
///
/// # Errors
/// When the XML cannot be written, which would be a fault of the program.
pub fn crossref(awards: &[JointAward], side: &str, deposit: &Deposit<'_>) -> io::Result<Written> {
    let mut written = Written::default();
    let mut ready = Vec::new();
    for award in awards {
        let Some(own) = award.sides.iter().find(|own| own.side == side) else { continue };
        let needed = |missing: &Missing| {
            let needed = matches!(
                missing.lack,
                Lack::Title | Lack::Number | Lack::Doi | Lack::Page | Lack::FunderName | Lack::FunderId
            );
            needed && missing.side.as_deref().is_none_or(|at| at == side)
        };
        let missing: Vec<Missing> = lacks::of(award).into_iter().filter(needed).collect();
        if missing.is_empty() {
            ready.push((award, own));
            written.pairs.push(award.pair.clone());
        }
        written.missing.extend(missing);
    }
    if ready.is_empty() {
        return Ok(written);
    }
    let mut xml = Xml::new()?;
    let location = format!("{NAMESPACE} http://www.crossref.org/schemas/grant_id0.2.0.xsd");
    let attributes = [
        ("xmlns", NAMESPACE),
        ("xmlns:rel", "http://www.crossref.org/relations.xsd"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", location.as_str()),
        ("version", "0.2.0"),
    ];
    xml.open("doi_batch", &attributes)?;
    xml.open("head", &[])?;
    xml.text("doi_batch_id", &[], deposit.batch)?;
    xml.text("timestamp", &[], &deposit.timestamp.to_string())?;
    xml.open("depositor", &[])?;
    xml.text("depositor_name", &[], deposit.depositor)?;
    xml.text("email_address", &[], deposit.email)?;
    xml.close("depositor")?;
    xml.text("registrant", &[], deposit.registrant)?;
    xml.close("head")?;
    xml.open("body", &[])?;
    for (award, own) in ready {
        grant(&mut xml, award, own)?;
    }
    xml.close("body")?;
    xml.close("doi_batch")?;
    written.xml = Some(xml.done()?);
    Ok(written)
}

fn grant(xml: &mut Xml, award: &JointAward, own: &SideAward) -> io::Result<()> {
    xml.open("grant", &[])?;
    xml.open("project", &[])?;
    for (lang, title) in award.titles.iter().filter(|(_, title)| !title.trim().is_empty()) {
        xml.text("project-title", &[("xml:lang", lang)], title)?;
    }
    xml.open("investigators", &[])?;
    person(xml, own, "lead_investigator")?;
    for other in award.sides.iter().filter(|other| other.side != own.side) {
        // The partner's investigator leads the other half of the same project.
        person(xml, other, "co-lead_investigator")?;
    }
    xml.close("investigators")?;
    if let Some(money) = own.amount {
        xml.text("award_amount", &[("currency", money.currency.code())], &decimal(money))?;
    }
    let amount = own.amount.map(|money| (decimal(money), money.currency));
    let mut attributes = Vec::new();
    if let Some((amount, currency)) = &amount {
        attributes.extend([("amount", amount.as_str()), ("currency", currency.code())]);
    }
    attributes.push(("funding-type", "grant"));
    xml.open("funding", &attributes)?;
    match (&own.funder.ror, &own.funder.registry) {
        (Some(ror), _) => xml.text("ROR", &[], &format!("https://ror.org/{}", ror.as_str()))?,
        (None, registry) => {
            let name = named(&own.funder.names, &["en", "zh-Hans", "zh-Hant"]).map(|(_, name)| name);
            xml.text("funder-name", &[], name.unwrap_or_default())?;
            let registry = registry.as_ref().map(|doi| format!("https://doi.org/{}", doi.as_str()));
            xml.text("funder-id", &[], &registry.unwrap_or_default())?;
        }
    }
    if let Some(scheme) = &award.scheme {
        xml.text("funding-scheme", &[], scheme)?;
    }
    xml.close("funding")?;
    if let Some([start, end]) = award.period {
        let (start, end) = (start.to_string(), end.to_string());
        xml.empty("award-dates", &[("start-date", start.as_str()), ("end-date", end.as_str())])?;
    }
    xml.close("project")?;
    xml.text("award-number", &[], own.number.as_deref().unwrap_or_default())?;
    if let Some([start, _]) = award.period {
        xml.text("award-start-date", &[], &start.to_string())?;
    }
    relations(xml, award, own)?;
    xml.open("doi_data", &[])?;
    xml.text("doi", &[], own.doi.as_ref().map(super::Doi::as_str).unwrap_or_default())?;
    xml.text("resource", &[], own.page.as_deref().unwrap_or_default())?;
    xml.close("doi_data")?;
    xml.close("grant")
}

fn person(xml: &mut Xml, own: &SideAward, role: &str) -> io::Result<()> {
    let who = &own.investigator;
    xml.open("person", &[("role", role)])?;
    if let Some(given) = &who.given {
        xml.text("givenName", &[], given)?;
    }
    if let Some(family) = &who.family {
        xml.text("familyName", &[], family)?;
    }
    for name in std::iter::once(&who.name).chain(&who.english) {
        xml.text("alternateName", &[], name)?;
    }
    for unit in own.units.iter().filter(|unit| unit.leads) {
        let Some((_, name)) = named(&unit.names, &["en"]) else { continue };
        xml.open("affiliation", &[])?;
        xml.text("institution", &[], name)?;
        if let Some(ror) = &unit.ror {
            xml.text("ROR", &[], &format!("https://ror.org/{}", ror.as_str()))?;
        }
        xml.close("affiliation")?;
    }
    if let Some(orcid) = &who.orcid {
        xml.text("ORCID", &[], &format!("https://orcid.org/{}", orcid.as_str()))?;
    }
    xml.close("person")
}

/// The other side's award and the RAiD, as far as they have DOIs.
fn relations(xml: &mut Xml, award: &JointAward, own: &SideAward) -> io::Result<()> {
    let others = award.sides.iter().filter(|other| other.side != own.side).filter_map(|other| other.doi.as_ref());
    let mut related: Vec<(&str, &str)> = others.map(|doi| ("hasRelatedMaterial", doi.as_str())).collect();
    related.extend(award.raid.id.as_ref().map(|doi| ("isPartOf", doi.as_str())));
    if related.is_empty() {
        return Ok(());
    }
    xml.open("rel:program", &[])?;
    for (relation, doi) in related {
        xml.open("rel:related_item", &[])?;
        xml.text("rel:inter_work_relation", &[("relationship-type", relation), ("identifier-type", "doi")], doi)?;
        xml.close("rel:related_item")?;
    }
    xml.close("rel:program")
}
