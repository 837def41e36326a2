//! Repeated rows of a form: units, people, tasks. Adding and removing are submit buttons, so they work without script; the
//! script does the same without a round trip.

use askama::Template;
use hefu_words::Message;

use super::Field;
use crate::shell::Say;

/// Rows of fields.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/rows.html")]
pub struct Rows {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Name of the group, which every field of a row begins with; see [`row_field`].
    pub name: String,
    /// Heading of the group.
    pub legend: String,
    /// What one row is called: 单位, Task.
    pub item: String,
    /// What to know before answering.
    pub hint: Option<String>,
    /// What is wrong with the group as a whole.
    pub error: Option<String>,
    /// The fields of each row.
    pub rows: Vec<Vec<Field>>,
    /// The fields of a new row, made with [`row_field`]`(…, None, …)`; the script copies it.
    pub blank: Vec<Field>,
    /// Most rows; the button to add goes when they are reached.
    pub most: usize,
}

/// The name of a field in row `at` (from 0) of a group; in the blank row for `None`.
pub fn row_field(group: &str, at: Option<usize>, field: &str) -> String {
    at.map_or_else(|| format!("{group}-__-{field}"), |at| format!("{group}-{at}-{field}"))
}

impl Rows {
    /// A group of rows; `fields` makes the fields of one row from a function that gives their names.
    pub fn new(
        say: Say,
        name: &str,
        legend: impl Into<String>,
        item: impl Into<String>,
        count: usize,
        fields: impl Fn(Option<usize>, &dyn Fn(&str) -> String) -> Vec<Field>,
    ) -> Self {
        let row = |at: Option<usize>| fields(at, &|field: &str| row_field(name, at, field));
        Self {
            say,
            name: name.to_owned(),
            legend: legend.into(),
            item: item.into(),
            hint: None,
            error: None,
            rows: (0..count).map(|at| row(Some(at))).collect(),
            blank: row(None),
            most: 200,
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with what is wrong with the group.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// The same with at most this many rows.
    #[must_use]
    pub fn most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Every field of every row, for the summary of errors.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.rows.iter().flatten()
    }

    fn title(&self, number: &usize) -> String {
        self.title_of(&number.to_string())
    }

    /// A title whose number the script puts in.
    fn title_pattern(&self) -> String {
        self.title_of("{n}")
    }

    fn title_of(&self, number: &str) -> String {
        let message = Message::new("web-row").with("item", self.item.clone()).with("number", number);
        self.say.message(&message)
    }

    fn add_label(&self) -> String {
        self.say.with("web-row-add", "item", self.item.clone())
    }

    fn removed(&self) -> String {
        self.say.with("web-row-removed", "item", self.item.clone())
    }

    fn added(&self) -> String {
        self.say.with("web-row-added", "item", self.item.clone())
    }

    fn remove_value(&self, at: &usize) -> String {
        RowAct::Remove { group: self.name.clone(), at: *at }.to_string()
    }

    fn add_value(&self) -> String {
        RowAct::Add { group: self.name.clone() }.to_string()
    }
}

/// What a row button asks for; the value of the form's `act`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// One more row at the end.
    Add {
        /// Group.
        group: String,
    },
    /// This row away.
    Remove {
        /// Group.
        group: String,
        /// Number as in the names of its fields.
        at: usize,
    },
}

impl RowAct {
    /// Reads `add:GROUP` or `remove:GROUP:ROW`; none for other acts of a form.
    pub fn parse(act: &str) -> Option<Self> {
        if let Some(group) = act.strip_prefix("add:") {
            return Some(Self::Add { group: group.to_owned() });
        }
        let (group, at) = act.strip_prefix("remove:")?.rsplit_once(':')?;
        Some(Self::Remove { group: group.to_owned(), at: at.parse().ok()? })
    }
}

impl std::fmt::Display for RowAct {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Add { group } => write!(f, "add:{group}"),
            Self::Remove { group, at } => write!(f, "remove:{group}:{at}"),
        }
    }
}

/// The act that the Enter key sends: an unseen button, to stand first in a form whose first other button is not the wanted
/// one (browsers press a form's first button, HTML Living Standard, implicit submission).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<button class="hidden" name="act" value="{{ act }}" tabindex="-1" aria-hidden="true"></button>"#,
    ext = "html"
)]
pub struct EnterAct {
    /// Value of `act`.
    pub act: &'static str,
}
