//! The columns of each list: what they are called, which class of fields they belong to, whether a list is sorted by them.

use crate::rights::Class;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Applications handed in.
    Applications,
    /// Pairs and halves without a decided partner.
    Pairs,
    /// Findings.
    Findings,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its word in addresses; `list-column-WORD` in the catalogue.
    pub word: &'static str,
    /// The class of fields it shows.
    pub class: Class,
    /// What it is sorted by, as SQL over the list's table `l`, where it can be.
    pub(crate) sort: Option<Sort>,
    /// Whether it is shown where no columns are chosen.
    pub usual: bool,
    /// Its width in a workbook, in characters.
    pub width: f64,
}

impl Column {
    /// Whether a list can be sorted by it.
    pub const fn sorts(&self) -> bool {
        self.sort.is_some()
    }
}

/// What a column is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A column of texts.
    Text(&'static str),
    /// A column of numbers.
    Number(&'static str),
}

/// A field that a list is searched by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchField {
    /// Its word in addresses and in `list_words`; `list-search-WORD` in the catalogue.
    pub word: &'static str,
    /// The class of fields it reads.
    pub class: Class,
}

const fn column(word: &'static str, class: Class, sort: Option<Sort>, usual: bool, width: f64) -> Column {
    Column { word, class, sort, usual, width }
}

use Sort::{Number as N, Text as T};

const APPLICATIONS: &[Column] = &[
    column("number", Class::Exchanged, Some(T("l.number")), true, 14.0),
    column("title", Class::Exchanged, Some(T("l.title")), true, 48.0),
    column("direction", Class::Exchanged, None, false, 26.0),
    column("topic", Class::Exchanged, None, false, 20.0),
    column("unit", Class::Exchanged, Some(T("l.unit")), true, 26.0),
    column("person", Class::Exchanged, None, false, 16.0),
    column("stage", Class::Findings, None, true, 20.0),
    column("turn", Class::Findings, None, true, 14.0),
    column("persons", Class::Findings, Some(N("l.persons")), true, 10.0),
    column("fails", Class::Findings, Some(N("l.fails")), true, 10.0),
    column("unsets", Class::Findings, None, false, 10.0),
    column("pair", Class::Findings, None, false, 18.0),
    column("confirmation", Class::Findings, None, true, 20.0),
    column("revision", Class::Exchanged, None, false, 8.0),
    column("submitted", Class::Exchanged, Some(N("l.submitted")), true, 18.0),
];

const PAIRS: &[Column] = &[
    column("line", Class::Content, Some(T("l.line")), false, 18.0),
    column("title", Class::Content, Some(T("l.title")), true, 48.0),
    column("direction", Class::Content, None, false, 26.0),
    column("topic", Class::Content, None, false, 20.0),
    column("own", Class::Content, None, true, 14.0),
    column("partner", Class::Content, None, true, 18.0),
    column("side", Class::Content, None, true, 12.0),
    column("units", Class::Content, None, false, 36.0),
    column("people", Class::Content, None, false, 24.0),
    column("state", Class::Content, None, true, 20.0),
    column("fails", Class::Content, Some(N("l.fails")), true, 10.0),
    column("persons", Class::Content, Some(N("l.persons")), true, 10.0),
];

const FINDINGS: &[Column] = &[
    column("number", Class::Findings, Some(T("l.line")), true, 14.0),
    column("title", Class::Exchanged, None, true, 40.0),
    column("says", Class::Findings, None, true, 60.0),
    column("clause", Class::Findings, None, true, 10.0),
    column("outcome", Class::Findings, None, true, 16.0),
    column("found", Class::Findings, None, false, 16.0),
    column("direction", Class::Exchanged, None, false, 26.0),
    column("finding", Class::Findings, None, false, 40.0),
];

/// Fields of applications and pairs. Identity numbers are searched by those alone who may read them.
const WORDS: &[SearchField] = &[
    SearchField { word: "number", class: Class::Exchanged },
    SearchField { word: "title", class: Class::Exchanged },
    SearchField { word: "unit", class: Class::Exchanged },
    SearchField { word: "person", class: Class::Content },
    SearchField { word: "identity", class: Class::Identity },
];

impl Kind {
    /// Its columns.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Applications => APPLICATIONS,
            Self::Pairs => PAIRS,
            Self::Findings => FINDINGS,
        }
    }

    /// The column of this word.
    pub fn column(self, word: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.word == word)
    }

    /// What it is searched by.
    pub const fn searches(self) -> &'static [SearchField] {
        WORDS
    }

    /// What it can be narrowed by, as words in addresses, each with the class of fields it reads.
    pub const fn filters(self) -> &'static [(&'static str, Class)] {
        match self {
            Self::Applications => &[
                ("direction", Class::Exchanged),
                ("stage", Class::Findings),
                ("turn", Class::Findings),
                ("outcome", Class::Findings),
                ("clause", Class::Findings),
                ("topic", Class::Exchanged),
                ("confirmation", Class::Findings),
            ],
            Self::Pairs => &[("direction", Class::Content), ("state", Class::Content), ("topic", Class::Content)],
            Self::Findings => &[
                ("direction", Class::Findings),
                ("outcome", Class::Findings),
                ("clause", Class::Findings),
                ("about", Class::Findings),
                ("alike", Class::Findings),
            ],
        }
    }

    /// The table of its rows, called `l` in statements, and the column that names a row.
    pub(crate) const fn table(self) -> (&'static str, &'static str) {
        match self {
            Self::Applications => ("list_applications l", "l.number"),
            Self::Pairs => ("list_pairs l", "l.line"),
            Self::Findings => (
                "list_findings l LEFT JOIN list_applications a ON l.about = 'application' AND a.number = l.line",
                "l.finding",
            ),
        }
    }

    /// Its word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Applications => "applications",
            Self::Pairs => "pairs",
            Self::Findings => "findings",
        }
    }
}
