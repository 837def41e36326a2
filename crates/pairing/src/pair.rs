//! What pairing hands on: pairs, one-sided applications, ambiguous claims, comparisons and the overlay of the work splits.

use hefu_application::{ApplicationId, Cell};
use hefu_guide::model::MatchField;
use hefu_text::compare::Comparison;
use serde::{Deserialize, Serialize};

/// The result of pairing one round.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PairingResult {
    /// Pairs, ordered by direction and first application number. Held pairs are among the claims, not here.
    pub pairs: Vec<Pair>,
    /// Applications without a partner.
    pub orphans: Vec<Orphan>,
    /// Groups of applications that compete for each other: nobody wins by score.
    pub claims: Vec<Claim>,
}

/// Two (or more) halves of one joint project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Id: direction, a dash and a number that depends only on the applications, for example `1.1-M0012`.
    pub id: String,
    /// Direction number.
    pub direction: String,
    /// The halves, in the order of the pairing's sides.
    pub halves: Vec<ApplicationId>,
    /// Why they were put together, field by field.
    pub reasons: Vec<Reason>,
    /// Sum of the reasons' weights in hundredths of a bit.
    pub weight: i64,
    /// Lead over the best rival of either half in hundredths of a bit; none where there is no rival.
    pub margin: Option<i64>,
    /// The best rival, if any.
    pub rival: Option<ApplicationId>,
    /// True where the engine alone would not decide: a person confirms the pairing itself.
    pub confirm: bool,
    /// Field by field, in the order of the guide.
    pub comparisons: Vec<FieldComparison>,
    /// The two work splits laid over each other.
    pub tasks: Vec<TaskOverlay>,
}

/// One field's part in the score. A score proposes; it decides nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Field: `title`, `principal_investigators`, `units`, `period`, `partner_number`, `topic`, `budget`.
    pub field: String,
    /// Level of agreement reached, by name (`exact`, `folded`, `romanised`, `similar`, `different`, `missing` …).
    pub level: String,
    /// Weight in hundredths of a bit.
    pub weight: i64,
    /// The two values as written.
    pub values: [String; 2],
}

/// One compared field of a pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldComparison {
    /// Field.
    pub field: MatchField,
    /// True for a field the sentence names; false for one compared because of 等.
    pub named: bool,
    /// The comparison in whole: the gravest of its parts.
    pub comparison: Comparison,
    /// Parts (each unit, each person, start and end), with both values and where they stand.
    pub parts: Vec<Part>,
}

/// One part of a compared field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What it is: `title`, `lead_unit.mainland`, `unit.hongkong`, `pi.taiwan`, `start`, `end`, `topic` …
    pub part: String,
    /// Values as written, in the order of the halves; none where that half does not have it.
    pub values: Vec<Option<String>>,
    /// Where the values stand.
    pub cells: Vec<Option<Cell>>,
    /// The comparison; a value missing on one side is `Different`.
    pub comparison: Comparison,
}

/// An application without a partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Orphan {
    /// The application.
    pub application: ApplicationId,
    /// Nearest application of the other side, with the reasons, to help a person look.
    pub nearest: Option<(ApplicationId, Vec<Reason>)>,
    /// The number it names as its partner, where no such application exists.
    pub named_partner_missing: Option<String>,
}

/// Applications that compete for each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Direction number.
    pub direction: String,
    /// All applications of the group, sorted.
    pub applications: Vec<ApplicationId>,
    /// The possible pairs, best first, each compared in full.
    pub candidates: Vec<Pair>,
    /// Why nobody wins: `same_partner` (two claim one), `tie` (no margin), `named_otherwise` (the numbers given contradict).
    pub why: String,
}

/// One task in the two work splits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskOverlay {
    /// Task code.
    pub code: String,
    /// Titles as written, per half.
    pub titles: Vec<Option<String>>,
    /// Owning sides as stated, per half.
    pub sides: Vec<Option<Vec<String>>>,
    /// Owning unit as stated, per half.
    pub units: Vec<Option<String>>,
    /// Where they stand.
    pub cells: Vec<Option<Cell>>,
    /// How they relate.
    pub relation: TaskRelation,
}

/// How the two halves see one task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskRelation {
    /// Both name the same owner.
    Agreed,
    /// Nobody owns it in any half.
    Gap,
    /// Each half claims it for its own side.
    DoubleClaim,
    /// The halves name different owners otherwise.
    Conflict,
    /// Only one half has it.
    OnlyOneHalf,
}
