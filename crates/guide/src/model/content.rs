//! Content an applicant may propose: items, tag lists, fields, types of deliverable and milestone, grids. Data of
//! `guide.md`, each under the sentence that names it.

use serde::{Deserialize, Serialize};

use super::{Scope, Words};

/// A list of values to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagList {
    /// Id, for example `omics`.
    pub id: String,
    /// Clause it stands in.
    pub clause: String,
    /// Where it applies.
    pub scope: Scope,
    /// Name of the list.
    pub names: Words,
    /// Values, each named in the clause.
    pub values: Vec<TagValue>,
    /// True where the sentence leaves the list open (等, 如, 包括但不限于): an 其他 with free words is offered.
    pub open: bool,
    /// Remark shown when only 其他 is chosen (for example 非指南特别列举对象).
    pub other_remark: Option<Words>,
    /// True where values nobody chose are shown as 未涉及 (a hint).
    pub show_uncovered: bool,
}

/// A value of a tag list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagValue {
    /// Id within the list.
    pub id: String,
    /// Name as in the guide.
    pub names: Words,
    /// Ruling that names the value where the sentence does not use its words.
    #[serde(default)]
    pub by: Option<String>,
}

/// A numbered item of the guide's content, or a sentence of it that tasks can be mapped to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentItem {
    /// Id: the clause id.
    pub id: String,
    /// Its number as printed, for example （1）.
    pub number: Option<String>,
    /// Item it is part of.
    pub part_of: Option<String>,
    /// Where it applies.
    pub scope: Scope,
    /// Short name.
    pub names: Words,
    /// Fields a task mapped here should carry; a missing one is a hint citing the clause.
    pub fields: Vec<String>,
    /// Tag lists a task mapped here should use.
    pub lists: Vec<String>,
    /// Prompt shown to reviewers for projects mapped here.
    pub prompt: Option<Words>,
}

/// A free-text field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldDef {
    /// Id, for example `population`.
    pub id: String,
    /// Clause that asks for it.
    pub clause: String,
    /// Label.
    pub names: Words,
    /// Note shown beside it.
    pub help: Words,
}

/// A type of deliverable with what makes it complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeliverableType {
    /// Id, for example `model`.
    pub id: String,
    /// Clause that names it.
    pub clause: String,
    /// Where it applies.
    pub scope: Scope,
    /// Name.
    pub names: Words,
    /// Fields without which it is incomplete.
    pub requires: Vec<String>,
    /// Fields needed only at closing.
    pub requires_at_closing: Vec<String>,
    /// Tag lists of which it must name a value.
    pub lists: Vec<String>,
}

/// A type of milestone with what makes it complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MilestoneType {
    /// Id, for example `demonstration`.
    pub id: String,
    /// Clause that names it.
    pub clause: String,
    /// Where it applies.
    pub scope: Scope,
    /// Name.
    pub names: Words,
    /// Fields without which it is incomplete.
    pub requires: Vec<String>,
    /// Tag lists of which it should name a value.
    pub lists: Vec<String>,
    /// Deliverable type it must be linked to, if any.
    pub of: Option<String>,
    /// True where the plan must show one: its absence is a hint before the award and a required line at closing.
    pub expected: bool,
}

/// A coverage grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// Id.
    pub id: String,
    /// Clause it stands in.
    pub clause: String,
    /// Where it applies.
    pub scope: Scope,
    /// Name.
    pub names: Words,
    /// Tag list of the rows.
    pub rows: String,
    /// Tag list of the columns.
    pub columns: String,
}
