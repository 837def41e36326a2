//! A joint project in the OpenAIRE profile of CERIF 1.2: one `Project`, funded by each side under its own award.

use std::io;

use super::xml::Xml;
use super::{AwardUnit, Funder, JointAward, SideAward, decimal};

const PROFILE: &str = "https://www.openaire.eu/cerif-profile/1.2/";
const TYPES: &str = "https://www.openaire.eu/cerif-profile/vocab/OpenAIRE_Funding_Types";
const REFERENCE: &str = "https://w3id.org/cerif/vocab/IdentifierTypes#ProjectReference";

/// The project as one XML document.
///
/// # Errors
/// When the XML cannot be written, which would be a fault of the program.
pub fn cerif(award: &JointAward) -> io::Result<String> {
    let mut xml = Xml::new()?;
    let id = format!("Projects/{}", award.pair);
    xml.open("Project", &[("xmlns", PROFILE), ("id", id.as_str())])?;
    for (lang, title) in award.titles.iter().filter(|(_, title)| !title.trim().is_empty()) {
        xml.text("Title", &[("xml:lang", lang)], title)?;
    }
    xml.text("Identifier", &[("type", REFERENCE)], &award.pair)?;
    if let Some(raid) = &award.raid.id {
        xml.text("Identifier", &[("type", "https://raid.org/")], &format!("https://raid.org/{}", raid.as_str()))?;
    }
    if let Some([start, end]) = award.period {
        xml.text("StartDate", &[], &start.to_string())?;
        xml.text("EndDate", &[], &end.to_string())?;
    }
    consortium(&mut xml, award)?;
    xml.open("Team", &[])?;
    for own in &award.sides {
        investigator(&mut xml, own)?;
    }
    xml.close("Team")?;
    for own in &award.sides {
        funded(&mut xml, award, own)?;
    }
    xml.close("Project")?;
    xml.done()
}

/// Lead units first, then the others, as the profile orders them.
fn consortium(xml: &mut Xml, award: &JointAward) -> io::Result<()> {
    let units = || award.sides.iter().flat_map(|own| &own.units);
    xml.open("Consortium", &[])?;
    for (role, leads) in [("Coordinator", true), ("Partner", false)] {
        for unit in units().filter(|unit| unit.leads == leads) {
            xml.open(role, &[])?;
            org_unit(xml, unit)?;
            xml.close(role)?;
        }
    }
    xml.close("Consortium")
}

fn names<'a>(xml: &mut Xml, names: impl Iterator<Item = (&'a String, &'a String)>) -> io::Result<()> {
    for (lang, name) in names.filter(|(_, name)| !name.trim().is_empty()) {
        xml.text("Name", &[("xml:lang", lang)], name)?;
    }
    Ok(())
}

fn org_unit(xml: &mut Xml, unit: &AwardUnit) -> io::Result<()> {
    xml.open("OrgUnit", &[])?;
    names(xml, unit.names.iter())?;
    if let Some(ror) = &unit.ror {
        xml.text("RORID", &[], &format!("https://ror.org/{}", ror.as_str()))?;
    }
    xml.close("OrgUnit")
}

fn investigator(xml: &mut Xml, own: &SideAward) -> io::Result<()> {
    let who = &own.investigator;
    xml.open("PrincipalInvestigator", &[])?;
    xml.text("DisplayName", &[], &who.name)?;
    xml.open("Person", &[])?;
    if who.family.is_some() || who.given.is_some() {
        xml.open("PersonName", &[])?;
        for (name, text) in [("FamilyNames", &who.family), ("FirstNames", &who.given)] {
            if let Some(text) = text {
                xml.text(name, &[], text)?;
            }
        }
        xml.close("PersonName")?;
    }
    if let Some(orcid) = &who.orcid {
        xml.text("ORCID", &[], &format!("https://orcid.org/{}", orcid.as_str()))?;
    }
    xml.close("Person")?;
    xml.close("PrincipalInvestigator")
}

fn funder(xml: &mut Xml, funder: &Funder) -> io::Result<()> {
    xml.open("OrgUnit", &[])?;
    names(xml, funder.names.iter())?;
    if let Some(ror) = &funder.ror {
        xml.text("RORID", &[], &format!("https://ror.org/{}", ror.as_str()))?;
    }
    if let Some(registry) = &funder.registry {
        xml.text("FundRefID", &[], &format!("https://doi.org/{}", registry.as_str()))?;
    }
    xml.close("OrgUnit")
}

fn funded(xml: &mut Xml, award: &JointAward, own: &SideAward) -> io::Result<()> {
    xml.open("Funded", &[])?;
    if super::named(&own.funder.names, &[]).is_some() || own.funder.ror.is_some() {
        xml.open("By", &[])?;
        funder(xml, &own.funder)?;
        xml.close("By")?;
    }
    xml.open("As", &[])?;
    let id = format!("Fundings/{}", own.application);
    xml.open("Funding", &[("id", id.as_str())])?;
    xml.text("Type", &[("xmlns", TYPES)], &format!("{TYPES}#Grant"))?;
    if let Some(scheme) = &award.scheme {
        xml.text("Name", &[], scheme)?;
    }
    if let Some(money) = own.amount {
        xml.text("Amount", &[("currency", money.currency.code())], &decimal(money))?;
    }
    if let Some(doi) = &own.doi {
        xml.text("GrantDOI", &[], doi.as_str())?;
    }
    if let Some(number) = &own.number {
        xml.text("Identifier", &[("type", REFERENCE)], number)?;
    }
    if let Some([start, end]) = award.period {
        let (start, end) = (start.to_string(), end.to_string());
        xml.empty("Duration", &[("startDate", start.as_str()), ("endDate", end.as_str())])?;
    }
    xml.close("Funding")?;
    xml.close("As")?;
    xml.close("Funded")
}
