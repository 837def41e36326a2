//! Machine output: one JSON value per line, in the round's own order.

use std::collections::BTreeMap;

use hefu_application::{Application, ApplicationId};
use hefu_check::{Finding, Standing};
use hefu_pairing::{Claim, Orphan, Pair};
use hefu_words::Lang;
use serde::Serialize;

use crate::Round;

/// One line of `applications.jsonl`.
#[derive(Debug, Serialize)]
pub struct ApplicationLine<'a> {
    /// Where it stands.
    pub standing: Standing,
    /// Id of its pair, if it is in one.
    pub pair: Option<&'a str>,
    /// The application as read.
    #[serde(flatten)]
    pub application: &'a Application,
}

/// One line of `pairs.jsonl`: a pair, a one-sided application or a group of ambiguous claims, told apart by `kind`.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PairLine<'a> {
    /// A pair with its standing.
    Pair {
        /// Where it stands.
        standing: Standing,
        /// The pair.
        #[serde(flatten)]
        pair: &'a Pair,
    },
    /// An application without a partner.
    OneSided {
        /// Where it stands.
        standing: Standing,
        /// The application.
        #[serde(flatten)]
        orphan: &'a Orphan,
    },
    /// Applications that compete for each other.
    Claim {
        /// The group.
        #[serde(flatten)]
        claim: &'a Claim,
    },
}

/// One line of `findings.jsonl`: the finding, the sentence it rests on, and what is said in every language.
#[derive(Debug, Serialize)]
pub struct FindingLine<'a> {
    /// The finding.
    #[serde(flatten)]
    pub finding: &'a Finding,
    /// The guide's sentence.
    pub sentence: &'a str,
    /// What is said, by language tag.
    pub text: BTreeMap<&'static str, String>,
    /// What to do, by language tag; empty where nothing is to be done.
    pub remedy_text: BTreeMap<&'static str, String>,
}

/// `applications.jsonl`.
///
/// # Errors
/// Only if a value cannot be written as JSON, which would be a fault of this program.
pub fn applications(round: &Round<'_>) -> serde_json::Result<String> {
    let pair_of: BTreeMap<&ApplicationId, &str> = round
        .pairing
        .pairs
        .iter()
        .flat_map(|pair| pair.halves.iter().map(move |half| (half, pair.id.as_str())))
        .collect();
    lines(round.applications().map(|application| ApplicationLine {
        standing: round.standing(&application.id),
        pair: pair_of.get(&application.id).copied(),
        application,
    }))
}

/// `pairs.jsonl`.
///
/// # Errors
/// As [`applications`].
pub fn pairs(round: &Round<'_>) -> serde_json::Result<String> {
    let pairs =
        round.pairing.pairs.iter().map(|pair| PairLine::Pair { standing: round.standing_of_pair(&pair.id), pair });
    let one_sided = round
        .pairing
        .orphans
        .iter()
        .map(|orphan| PairLine::OneSided { standing: round.standing(&orphan.application), orphan });
    let claims = round.pairing.claims.iter().map(|claim| PairLine::Claim { claim });
    lines(pairs.chain(one_sided).chain(claims))
}

/// `findings.jsonl`.
///
/// # Errors
/// As [`applications`].
pub fn findings(round: &Round<'_>) -> serde_json::Result<String> {
    let said = |message: Option<&hefu_words::Message>| -> BTreeMap<&'static str, String> {
        message.into_iter().flat_map(|m| Lang::ALL.map(|lang| (lang.tag(), m.text(lang)))).collect()
    };
    lines(round.findings.iter().map(|finding| FindingLine {
        finding,
        sentence: round.guide.clause(&finding.clause).map_or("", |clause| clause.text.as_str()),
        text: said(Some(&finding.message)),
        remedy_text: said(finding.remedy.as_ref()),
    }))
}

fn lines<T: Serialize>(values: impl Iterator<Item = T>) -> serde_json::Result<String> {
    let mut out = String::new();
    for value in values {
        out.push_str(&serde_json::to_string(&value)?);
        out.push('\n');
    }
    Ok(out)
}
