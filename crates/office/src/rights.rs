//! Rights: one function that answers whether a viewer in a relation may do something to a thing in its state, asked by every
//! act and every view. The policies are files in Cedar's language; answers are kept, for one decision costs too much to be
//! taken per field on every page.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::RwLock;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, RestrictedExpression, Schema,
    ValidationMode, Validator,
};

mod words;

pub use words::{Action, Class, Relation, Thing};

const POLICIES: &str = include_str!("rights/policies.cedar");
const SCHEMA: &str = include_str!("rights/schema.cedarschema");

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// What the viewer is to the thing.
    pub relation: Relation,
    /// What the viewer wants.
    pub action: Action,
    /// The thing in its state.
    pub thing: Thing,
    /// The class of fields concerned.
    pub class: Class,
    /// Whether the window of the thing's direction is open at the instant of the act. Time enters rights only so.
    pub open: bool,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The act may be done, the fields may be seen.
    Yes,
    /// They may not.
    No,
}

impl Verdict {
    /// Whether it is a yes.
    pub const fn yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

/// Why policies cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the policies of rights cannot be used: {0}")]
pub struct RightsError(String);

/// The policies in force, with the answers given so far.
pub struct Rights {
    policies: PolicySet,
    authorizer: Authorizer,
    answers: RwLock<BTreeMap<Question, Verdict>>,
}

impl std::fmt::Debug for Rights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rights").finish_non_exhaustive()
    }
}

impl Rights {
    /// The policies this program carries.
    ///
    /// # Errors
    /// As [`of`](Self::of); never for the embedded policies, which a test compiles.
    pub fn embedded() -> Result<Self, RightsError> {
        Self::of(POLICIES)
    }

    /// Policies in Cedar's language, checked against the schema of relations, actions and things.
    ///
    /// # Errors
    /// When they do not parse or do not fit the schema.
    pub fn of(policies: &str) -> Result<Self, RightsError> {
        let fault = |error: &dyn std::fmt::Display| RightsError(error.to_string());
        let policies = PolicySet::from_str(policies).map_err(|error| fault(&error))?;
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|error| fault(&error))?;
        let checked = Validator::new(schema).validate(&policies, ValidationMode::Strict);
        let faults: Vec<String> = checked.validation_errors().map(ToString::to_string).collect();
        if !faults.is_empty() {
            return Err(RightsError(faults.join("; ")));
        }
        Ok(Self { policies, authorizer: Authorizer::new(), answers: RwLock::default() })
    }

    /// Whether this may be. A fault inside a policy is a no.
    pub fn may(&self, question: Question) -> Verdict {
        if let Some(known) = self.answers.read().ok().and_then(|answers| answers.get(&question).copied()) {
            return known;
        }
        let verdict = self.decide(question).unwrap_or(Verdict::No);
        if let Ok(mut answers) = self.answers.write() {
            answers.insert(question, verdict);
        }
        verdict
    }

    fn decide(&self, question: Question) -> Option<Verdict> {
        let uid = |kind: &str, word: &str| EntityUid::from_str(&format!("{kind}::\"{word}\"")).ok();
        let text = |word: &str| RestrictedExpression::new_string(word.to_owned());
        let context = Context::from_pairs([
            ("state".to_owned(), text(question.thing.state())),
            ("class".to_owned(), text(question.class.word())),
            ("open".to_owned(), RestrictedExpression::new_bool(question.open)),
        ])
        .ok()?;
        let request = Request::new(
            uid("Relation", question.relation.word())?,
            uid("Action", question.action.word())?,
            uid("Thing", question.thing.kind())?,
            context,
            None,
        )
        .ok()?;
        let response = self.authorizer.is_authorized(&request, &self.policies, &Entities::empty());
        let clean = response.diagnostics().errors().next().is_none();
        Some(if clean && response.decision() == Decision::Allow { Verdict::Yes } else { Verdict::No })
    }
}
