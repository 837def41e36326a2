//! What a comparison is made from: the applications of a direction that are in force, read a few at a time.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::Application;
use hefu_ledger::hex::hex;
use hefu_overlap::{Document, Section};
use hefu_store::{Tx, Value};
use hefu_text::script::{fold, strip};
use sha2::{Digest as _, Sha256};

use super::text::{Written, written};
use super::{Alike, Part, Unread};
use crate::documents::handed_in;
use crate::error::OfficeError;

/// Applications read at a time.
const AT_A_TIME: i64 = 100;

/// What a comparison is made from.
#[derive(Debug, Default)]
pub(crate) struct Material {
    /// Numbers and revisions, by number.
    pub applications: Vec<(String, i64)>,
    /// Digest of the text of each.
    pub digests: BTreeMap<String, String>,
    /// The parts of the text of each, in order.
    pub parts: BTreeMap<String, Vec<Part>>,
    /// Texts the index does not have as they are now.
    pub new: Vec<Document>,
    /// Applications whose text the index has.
    pub kept: BTreeSet<String>,
    /// Documents that could not be read.
    pub unread: Vec<Unread>,
    parties: BTreeMap<String, Party>,
}

/// Who leads an application, in comparison form.
#[derive(Debug, Default)]
struct Party {
    investigator: BTreeSet<String>,
    lead: BTreeSet<String>,
}

impl Material {
    /// Digest over all texts, in the order of the numbers.
    pub(crate) fn texts(&self) -> String {
        let mut hasher = Sha256::new();
        for digest in self.digests.values() {
            hasher.update(digest);
            hasher.update("\n");
        }
        hex(&hasher.finalize())
    }

    /// What two applications have in common besides text.
    pub(crate) fn alike(&self, first: &str, second: &str) -> Vec<Alike> {
        let Some((first, second)) = self.parties.get(first).zip(self.parties.get(second)) else { return Vec::new() };
        let meet = |one: &BTreeSet<String>, two: &BTreeSet<String>| !one.is_disjoint(two);
        let investigator = meet(&first.investigator, &second.investigator).then_some(Alike::Investigator);
        investigator.into_iter().chain(meet(&first.lead, &second.lead).then_some(Alike::LeadUnit)).collect()
    }

    fn take(&mut self, number: String, written: Written, tags: &BTreeMap<String, String>) -> Result<(), OfficeError> {
        let digest = written.digest()?;
        let unread = written.unread.into_iter();
        self.unread.extend(unread.map(|(document, reason)| Unread { application: number.clone(), document, reason }));
        self.parts.insert(number.clone(), written.parts.iter().map(|(part, _)| part.clone()).collect());
        if tags.get(&number) == Some(&digest) {
            self.kept.insert(number.clone());
        } else {
            // The index numbers its sections; what they are called is kept with the application's parts.
            let sections = written.parts.iter().map(|(_, span)| Section { title: String::new(), span: *span });
            self.new.push(Document {
                id: number.clone(),
                application: number.clone(),
                tag: digest.clone(),
                sections: sections.collect(),
                text: written.text,
            });
        }
        self.digests.insert(number, digest);
        Ok(())
    }
}

/// Reads the applications of a direction. `tags` says which texts an index has.
pub(crate) async fn gather(
    tx: &mut Tx<'_>,
    side: &str,
    direction: &str,
    tags: &BTreeMap<String, String>,
) -> Result<Material, OfficeError> {
    let mut material = Material::default();
    let sql = format!(
        "SELECT number, revision, body FROM applications WHERE direction = $1 AND state = 'submitted' AND number > $2
         ORDER BY number LIMIT {AT_A_TIME}"
    );
    let mut after = String::new();
    loop {
        let rows = tx.rows(&sql, &[direction.into(), Value::Text(after.clone())]).await?;
        for row in &rows {
            let (number, revision) = (row.text("number")?, row.int("revision")?);
            let application: Application = serde_json::from_str(&row.text("body")?)?;
            let documents = handed_in(tx, &number, revision).await?;
            let written = written(tx, &application, &documents).await?;
            material.parties.insert(number.clone(), party(&application, side));
            material.applications.push((number.clone(), revision));
            after.clone_from(&number);
            material.take(number, written, tags)?;
        }
        if rows.is_empty() {
            return Ok(material);
        }
    }
}

fn party(application: &Application, side: &str) -> Party {
    let same = |text: &str| strip(&fold(text));
    let person = application.principal_investigator(side);
    let orcid = person.and_then(|person| person.identifiers.get("orcid"));
    let investigator = person.map(|person| person.name.as_str()).into_iter().chain(orcid.map(String::as_str));
    let lead = application.lead_unit(side).map(|unit| unit.name.as_str());
    let keys = |names: &mut dyn Iterator<Item = &str>| names.map(same).filter(|key| !key.is_empty()).collect();
    Party { investigator: keys(&mut investigator.into_iter()), lead: keys(&mut lead.into_iter()) }
}
