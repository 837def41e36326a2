//! A table of texts, kept in one piece of memory.

/// A table: named columns, rows of texts. An empty cell is a missing value.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<String>,
    text: String,
    ends: Vec<usize>,
}

impl Table {
    /// An empty table with these columns.
    pub fn new(columns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), text: String::new(), ends: Vec::new() }
    }

    /// Adds a row. Cells beyond the columns are left out; missing ones are empty.
    pub fn push<S: AsRef<str>>(&mut self, row: impl IntoIterator<Item = S>) {
        let mut cells = row.into_iter();
        for _ in 0..self.columns.len() {
            if let Some(cell) = cells.next() {
                self.text.push_str(cell.as_ref().trim());
            }
            self.ends.push(self.text.len());
        }
    }

    /// Column names.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Place of the column with this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len().checked_div(self.columns.len()).unwrap_or(0)
    }

    /// True where there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        if column >= self.columns.len() {
            return "";
        }
        let at = row.saturating_mul(self.columns.len()) + column;
        let Some(&end) = self.ends.get(at) else {
            return "";
        };
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start..end).unwrap_or("")
    }

    /// All cells of a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.columns.len()).map(move |column| self.cell(row, column))
    }
}
