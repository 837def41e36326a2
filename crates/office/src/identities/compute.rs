//! One round of the comparison, computed away from the threads that answer.

use std::collections::{BTreeMap, BTreeSet};

use hefu_exchange::identities::{
    Blind, IdentityError, IdentityStep, Output, PairMarks, QUESTION_MOST, Value, WhyRefused, ask, mark, opened,
    padding, question_id,
};
use hefu_ledger::hex::hex;

use super::material::Unopened;
use super::{Compared, Match, Material, Waiting};
use crate::Office;
use crate::error::OfficeError;
use crate::experts::Seat;

/// What a round came to.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// The people of this office's halves, where they are not those that were told last, with their digest.
    pub people: Option<(IdentityStep, String)>,
    /// Answers to the partner's questions, each with the question.
    pub answers: Vec<(String, IdentityStep)>,
    /// What became of an answer of the partner's.
    pub opened: Option<Opened>,
    /// Digests of all numbers of the register; what others come to is not kept.
    pub numbers: BTreeSet<String>,
    /// A question, with what is kept of it.
    pub question: Option<(IdentityStep, String, Vec<Blind>)>,
    /// What is known now, where it is not what was known before.
    pub compared: Option<Compared>,
}

/// What became of an answer.
#[derive(Debug)]
pub(crate) struct Opened {
    pub question: String,
    /// Digest of each number, with what it comes to; or why the answer is not believed.
    pub outputs: Result<Vec<(String, Output)>, String>,
}

fn fault(error: IdentityError) -> OfficeError {
    OfficeError::Stored(error.to_string())
}

/// Computes it.
pub(crate) fn compute(office: &Office, direction: &str, material: &Material) -> Result<Done, OfficeError> {
    let name = |value: &Value| {
        Ok::<_, OfficeError>(hex(&office.keys().keyed("identity number", value.secret().as_bytes())?))
    };
    let mut done = Done { people: people(office, direction, material)?, ..Done::default() };
    let mut evaluated = material.evaluated;
    for waiting in &material.asked {
        let answer = answer(office, material, waiting, evaluated)?;
        if matches!(answer, IdentityStep::Answered { .. }) {
            evaluated = evaluated.saturating_add(u32::try_from(waiting.count).unwrap_or(u32::MAX));
        }
        done.answers.push((waiting.question.clone(), answer));
    }
    let mut outputs = material.outputs.clone();
    let mut believed = true;
    if let Some(answer) = &material.answer {
        let found = open(answer);
        believed = found.is_ok();
        let found = match found {
            Ok(found) => Ok(found
                .iter()
                .map(|(value, output)| Ok((name(value)?, output.clone())))
                .collect::<Result<Vec<_>, OfficeError>>()?),
            Err(error) => Err(error.to_string()),
        };
        if let Ok(found) = &found {
            outputs.extend(found.iter().cloned());
        }
        done.opened = Some(Opened { question: answer.question.clone(), outputs: found });
    }
    let mut named: Vec<(&str, BTreeMap<String, &Value>)> = Vec::new();
    for (expert, values) in &material.experts {
        let values = values.iter().map(|value| Ok((name(value)?, value)));
        named.push((expert, values.collect::<Result<_, OfficeError>>()?));
    }
    done.numbers = named.iter().flat_map(|(_, values)| values.keys().cloned()).collect();
    let Some((salt, told)) = &material.people else { return Ok(done) };
    if material.may_ask && believed {
        done.question = question(office, material, &named, &outputs)?;
    }
    done.compared = compare(material, &named, &outputs, (salt, told));
    Ok(done)
}

/// The people of this office's halves, where they are others than were told last.
fn people(
    office: &Office,
    direction: &str,
    material: &Material,
) -> Result<Option<(IdentityStep, String)>, OfficeError> {
    let all: Vec<(&str, Vec<&str>)> = material
        .pairs
        .iter()
        .map(|(pair, (_, values))| (pair.as_str(), values.iter().map(Value::secret).collect()))
        .collect();
    let about = serde_json::to_vec(&(direction, &material.set.key, &material.partner.key, all))?;
    let digest = hex(&office.keys().keyed("identity people", &about)?);
    if digest == material.told {
        return Ok(None);
    }
    let salt = hex(&office.random().bytes()?);
    let mut pairs = Vec::new();
    for (pair, (_, values)) in &material.pairs {
        let marks = values.iter().map(|value| Ok(mark(&material.key.output(value)?, &salt, pair)));
        let marks: BTreeSet<String> = marks.collect::<Result<_, IdentityError>>().map_err(fault)?;
        pairs.push(PairMarks { pair: pair.clone(), marks: padding(marks, office.random().bytes()?) });
    }
    Ok(Some((IdentityStep::People { key: material.set.key.clone(), salt, pairs }, digest)))
}

/// What the partner's question is answered with. More than was set is never evaluated.
fn answer(
    office: &Office,
    material: &Material,
    waiting: &Waiting,
    evaluated: u32,
) -> Result<IdentityStep, OfficeError> {
    let question = waiting.question.clone();
    let refused = |why| IdentityStep::Refused { question: question.clone(), why };
    let IdentityStep::Asked { elements, .. } = &waiting.step else { return Ok(refused(WhyRefused::Form)) };
    if waiting.key != material.set.key {
        return Ok(refused(WhyRefused::Key));
    }
    let total = u32::try_from(elements.len()).ok().and_then(|count| evaluated.checked_add(count));
    if total.is_none_or(|total| total > material.set.most) {
        return Ok(refused(WhyRefused::Most));
    }
    match material.key.answer(elements, office.random().bytes()?) {
        Ok((elements, proof)) => Ok(IdentityStep::Answered { question, elements, proof }),
        Err(_) => Ok(refused(WhyRefused::Form)),
    }
}

fn open(answer: &Unopened) -> Result<Vec<(Value, Output)>, IdentityError> {
    let IdentityStep::Answered { elements, proof, .. } = &answer.step else { return Err(IdentityError::Form) };
    opened(&answer.blinds, (elements, proof), &answer.key)
}

/// Numbers of which it is not known what they come to, as many as the partner still evaluates.
fn question(
    office: &Office,
    material: &Material,
    named: &[(&str, BTreeMap<String, &Value>)],
    outputs: &BTreeMap<String, Output>,
) -> Result<Option<(IdentityStep, String, Vec<Blind>)>, OfficeError> {
    let left = usize::try_from(material.partner.most.saturating_sub(material.had)).unwrap_or(usize::MAX);
    let (mut seen, mut values) = (BTreeSet::new(), Vec::new());
    for (name, value) in named.iter().flat_map(|(_, values)| values) {
        if values.len() < left.min(QUESTION_MOST) && !outputs.contains_key(name) && seen.insert(name) {
            values.push((*value).clone());
        }
    }
    if values.is_empty() {
        return Ok(None);
    }
    let asked = ask(&values, office.random().bytes()?).map_err(fault)?;
    let key = material.partner.key.clone();
    let id = question_id(&key, &asked.elements);
    Ok(Some((IdentityStep::Asked { key, elements: asked.elements }, id, asked.blinds)))
}

/// Whoever is known to be among the people told. Nothing where that is known already, or nothing could be compared yet.
fn compare(
    material: &Material,
    named: &[(&str, BTreeMap<String, &Value>)],
    outputs: &BTreeMap<String, Output>,
    (salt, told): (&str, &[PairMarks]),
) -> Option<Compared> {
    let known: BTreeSet<&String> = named.iter().flat_map(|(_, values)| values.keys()).collect();
    let numbers = known.into_iter().filter(|name| outputs.contains_key(*name)).count();
    let with = named.iter().filter(|(_, values)| !values.is_empty()).count();
    if numbers == 0 && with > 0 && material.last.is_none() {
        return None;
    }
    let mut found = BTreeSet::new();
    for people in told {
        let Some((number, _)) = material.pairs.get(&people.pair) else { continue };
        let marks: BTreeSet<&str> = people.marks.iter().map(String::as_str).collect();
        for (expert, values) in named {
            let outputs = values.keys().filter_map(|name| outputs.get(name));
            if outputs.map(|output| mark(output, salt, &people.pair)).any(|mark| marks.contains(mark.as_str())) {
                let seat = Seat { number: number.clone(), expert: (*expert).to_owned() };
                found.insert(Match { pair: people.pair.clone(), seat });
            }
        }
    }
    let result = Compared {
        key: material.partner.key.clone(),
        numbers,
        experts: with,
        without: named.len() - with,
        pairs: told.iter().filter(|people| material.pairs.contains_key(&people.pair)).count(),
        matches: found.into_iter().collect(),
    };
    (material.last.as_ref() != Some(&result)).then_some(result)
}
