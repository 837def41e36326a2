//! Tables of data: columns with weights, rows of texts. The head is repeated on each page the table reaches.

use crate::Text;

/// Where the texts of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the start of the line.
    #[default]
    Start,
    /// In the middle.
    Middle,
    /// At the end: amounts.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    Share(u32),
    Millimetres(u32),
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    pub(crate) head: Text,
    pub(crate) width: Width,
    pub(crate) align: Align,
}

impl Column {
    /// A column that takes `weight` shares of what fixed columns leave; at least one.
    pub fn share(weight: u32, head: impl Into<Text>) -> Self {
        Self { head: head.into(), width: Width::Share(weight.max(1)), align: Align::Start }
    }

    /// A column of so many millimetres.
    pub fn fixed(millimetres: u32, head: impl Into<Text>) -> Self {
        Self { head: head.into(), width: Width::Millimetres(millimetres), align: Align::Start }
    }

    /// The same column, aligned.
    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Text>>,
    pub(crate) dense: bool,
}

impl Table {
    /// An empty table.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new(), dense: false }
    }

    /// Adds a row. Cells that are missing are left empty, cells beyond the last column are not printed.
    pub fn row<T: Into<Text>>(&mut self, cells: impl IntoIterator<Item = T>) -> &mut Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// The same table in small type, for many columns.
    #[must_use]
    pub fn dense(mut self) -> Self {
        self.dense = true;
        self
    }
}
