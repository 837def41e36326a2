//! A table with a caption, in a region that scrolls by itself where it is wider than the window.

use askama::Template;

use super::Html;

/// A table. The first cell of a row is its heading.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/table.html")]
pub struct Table {
    /// Id, unique in the page.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Vec<Html>>,
    /// What stands in place of rows where there are none.
    pub empty: String,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub label: String,
    /// Whether it holds numbers, which stand to the right.
    pub number: bool,
    /// Whether it holds running text, which wants room.
    pub wide: bool,
    /// Where the table is sorted by it, if it can be.
    pub sort: Option<String>,
    /// `ascending` or `descending` where the table is sorted by it now.
    pub sorted: Option<&'static str>,
}

impl Column {
    /// A column of words.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self { number: true, ..Self::new(label) }
    }

    /// A column of running text.
    pub fn wide(label: impl Into<String>) -> Self {
        Self { wide: true, ..Self::new(label) }
    }

    /// The same, to be sorted by at `href`.
    #[must_use]
    pub fn sort_at(mut self, href: impl Into<String>, sorted: Option<&'static str>) -> Self {
        self.sort = Some(href.into());
        self.sorted = sorted;
        self
    }

    fn class(&self) -> &'static str {
        match (self.number, self.wide) {
            (true, _) => "num",
            (false, true) => "title",
            (false, false) => "",
        }
    }
}

impl Table {
    fn class_at(&self, at: &usize) -> &'static str {
        self.columns.get(*at).map_or("", Column::class)
    }
}
