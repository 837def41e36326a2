//! How much of a side's tables is read.

/// What one folder of tables may cost. What is beyond a limit is refused by name, never cut silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableLimits {
    /// Size of one file in bytes.
    pub file_bytes: u64,
    /// Bytes of a workbook once unpacked, all parts together.
    pub unpacked_bytes: u64,
    /// Parts of a workbook.
    pub entries: usize,
    /// Cells of one file, empty ones to the left of a filled one included.
    pub cells: usize,
    /// Columns read of a sheet; a filled cell further right is reported.
    pub columns: usize,
    /// Characters of one cell.
    pub cell_chars: usize,
    /// Bytes of one line of a JSON Lines file.
    pub line_bytes: usize,
    /// Problems kept per side; one more says how many were left out.
    pub problems: usize,
    /// Bytes of one attachment that is digested.
    pub attachment_bytes: u64,
    /// Table files in a folder.
    pub files: usize,
}

impl Default for TableLimits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            unpacked_bytes: 256 << 20,
            entries: 2_000,
            cells: 4_000_000,
            columns: 512,
            cell_chars: 100_000,
            line_bytes: 4 << 20,
            problems: 10_000,
            attachment_bytes: 256 << 20,
            files: 200,
        }
    }
}
