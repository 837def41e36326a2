//! Who sits at the meeting that decides, and of which projects each has a conflict of interest: typed or pasted from a table. It
//! stays at this office; a minute says of it what its officer writes.

use std::collections::BTreeMap;

use hefu_exchange::Card;
use hefu_store::Tx;
use hefu_text::script::fold;
use hefu_words::Message;
use serde::{Deserialize, Serialize};

use super::JointProject;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;

/// A member of the meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Name.
    pub name: String,
    /// Unit; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Conflicts of interest that the member declared, or the office knows of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<MemberConflict>,
}

/// A conflict of interest of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberConflict {
    /// Id of the pair.
    pub pair: String,
    /// Why.
    pub reason: String,
}

/// What the cards say of a member and a project that nobody has declared: for a person to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touches {
    /// A principal investigator has the member's name.
    Name,
    /// A unit that takes part has the name of the member's.
    Unit,
}

impl Touches {
    /// Its word in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Unit => "unit",
        }
    }
}

/// The cells of a line: between tabs, as from a spreadsheet, or else between semicolons or commas.
fn cells(line: &str) -> Vec<String> {
    let marks: &[char] = if line.contains('\t') { &['\t'] } else { &[';', '；', ',', '，'] };
    line.split(marks).map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn wrong(field: &str, line: usize, key: &str, found: &str) -> Refusal {
    let why = Message::new(key).with("found", found);
    Refusal::invalid(field, Message::new("joint-members-line").with("line", line).with("why", why))
}

/// Reads members, one a line (name; unit), and their conflicts, one a line (name; number of either half; reason).
///
/// # Errors
/// A refusal that names the field, the line and what is wrong with it.
pub(crate) fn read(members: &str, conflicts: &str, projects: &[JointProject]) -> Result<Vec<Member>, Refusal> {
    let lines = |text: &'_ str| {
        let numbered = text.lines().enumerate().map(|(at, line)| (at.saturating_add(1), cells(line)));
        numbered.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect::<Vec<_>>()
    };
    let mut found: Vec<Member> = Vec::new();
    for (line, cells) in lines(members) {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        let (name, unit) = (cell(0), cell(1));
        if name.is_empty() {
            return Err(wrong("members", line, "joint-member-nameless", ""));
        }
        if cells.len() > 2 {
            return Err(wrong("members", line, "joint-member-more", &cell(2)));
        }
        if found.iter().any(|known| known.name == name) {
            return Err(wrong("members", line, "joint-member-twice", &name));
        }
        found.push(Member { name, unit, conflicts: Vec::new() });
    }
    for (line, cells) in lines(conflicts) {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        let (name, number) = (cell(0), cell(1));
        // A reason may hold the marks that part the cells.
        let reason = cells.get(2..).unwrap_or_default().join("，");
        let Some(member) = found.iter_mut().find(|member| fold(&member.name) == fold(&name)) else {
            return Err(wrong("conflicts", line, "joint-member-unknown", &name));
        };
        let of = |project: &&JointProject| {
            project.pair == number || project.numbers.iter().any(|(_, known)| known.eq_ignore_ascii_case(&number))
        };
        let Some(project) = projects.iter().find(of) else {
            return Err(wrong("conflicts", line, "joint-member-no-project", &number));
        };
        if reason.trim().is_empty() {
            return Err(wrong("conflicts", line, "joint-member-no-reason", &number));
        }
        if member.conflicts.iter().any(|known| known.pair == project.pair) {
            return Err(wrong("conflicts", line, "joint-member-conflict-twice", &number));
        }
        member.conflicts.push(MemberConflict { pair: project.pair.clone(), reason });
    }
    Ok(found)
}

/// The members of a direction's meeting.
pub(crate) async fn members_of(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<Member>, OfficeError> {
    let sql = "SELECT body FROM meeting_members WHERE direction = $1";
    let row = tx.maybe_row(sql, &[text(direction)]).await?;
    row.map_or_else(|| Ok(Vec::new()), |row| Ok(serde_json::from_str(&row.text("body")?)?))
}

/// What the cards of a project say of a member who has declared no conflict with it.
pub(crate) fn touches(member: &Member, pair: &str, cards: &[&Card]) -> Option<Touches> {
    if member.conflicts.iter().any(|known| known.pair == pair) {
        return None;
    }
    let same = |one: &str, other: &str| !one.is_empty() && fold(one) == fold(other);
    let people = || cards.iter().flat_map(|card| &card.principal_investigators);
    if people().any(|person| same(&person.name, &member.name)) {
        return Some(Touches::Name);
    }
    let units = || cards.iter().flat_map(|card| &card.units);
    units().any(|unit| same(&unit.name, &member.unit)).then_some(Touches::Unit)
}

/// What the cards say of members, by pair: who has declared nothing, and what touches them.
pub(crate) type Touched = BTreeMap<String, Vec<(String, Touches)>>;
