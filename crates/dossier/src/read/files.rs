//! One table file: its format, its sheets, what each sheet is.

use std::fs;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hefu_application::{Cell, Problem};
use sha2::{Digest, Sha256};

use crate::attachments::hex;
use crate::gather::Gathering;
use crate::grid::{Grid, csv, xlsx};
use crate::jsonl;
use crate::layout::{key, layout};
use crate::limits::TableLimits;
use crate::mapping::Mapping;
use crate::problems::{Log, Trouble};
use crate::table::Table;
use crate::table::header::{find, table};
use crate::vocabulary::Vocabulary;

/// Formats of table files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Excel workbook.
    Xlsx,
    /// Comma-separated and the like.
    Csv,
    /// JSON Lines.
    JsonLines,
}

impl FileFormat {
    /// The format that a file name tells.
    pub fn of(name: &str) -> Option<Self> {
        let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match extension.as_str() {
            "xlsx" | "xlsm" => Self::Xlsx,
            "csv" | "tsv" => Self::Csv,
            "jsonl" | "ndjson" => Self::JsonLines,
            _ => return None,
        })
    }
}

/// How a table file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// Its format.
    pub format: FileFormat,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Encoding taken, for CSV.
    pub encoding: Option<&'static str>,
    /// Separator taken, for CSV.
    pub separator: Option<char>,
    /// What each sheet was read as, with its number of rows.
    pub sheets: Vec<(Option<String>, &'static str, usize)>,
}

/// The sheets of a file without any meaning.
#[derive(Debug)]
pub struct Sheets {
    /// The sheets in order; one for CSV.
    pub grids: Vec<Grid>,
    /// What stood beyond the limits, and what should be looked at.
    pub problems: Vec<Problem>,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

/// The sheets of a file without any meaning. Where `cancel` is set meanwhile, rows are missing.
///
/// # Errors
/// When the file is too large, has another format or is damaged.
pub fn sheets(path: &Path, limits: &TableLimits, cancel: &AtomicBool) -> Result<Sheets, Trouble> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file: Arc<str> = Arc::from(name.as_str());
    let format = FileFormat::of(&name).ok_or_else(|| Trouble::error("dossier-file-format", name.as_str()))?;
    let bytes = load(path, &name, limits)?;
    let cell = || Cell { file: file.clone(), ..Cell::default() };
    let (grids, problems) = match format {
        FileFormat::Xlsx => {
            let book = xlsx::read(&file, &bytes, limits, cancel)?;
            let at = |(sheet, trouble): (Option<Arc<str>>, Trouble)| trouble.at(Cell { sheet, ..cell() }, None);
            (book.grids, book.troubles.into_iter().map(at).collect())
        }
        FileFormat::Csv => {
            let read = csv::read(&file, &bytes, limits, cancel)?;
            let at = |(row, trouble): (Option<u32>, Trouble)| trouble.at(Cell { row, ..cell() }, None);
            (vec![read.grid], read.troubles.into_iter().map(at).collect())
        }
        FileFormat::JsonLines => return Err(Trouble::error("dossier-file-format", name)),
    };
    Ok(Sheets { grids, problems, sha256: hex(&Sha256::digest(&bytes)) })
}

/// The sheets of a file without any meaning, for `hefu mapping suggest`.
///
/// # Errors
/// As [`sheets`].
pub fn grids(path: &Path, limits: &TableLimits) -> Result<Vec<Grid>, Trouble> {
    sheets(path, limits, &AtomicBool::new(false)).map(|sheets| sheets.grids)
}

fn load(path: &Path, name: &str, limits: &TableLimits) -> Result<Vec<u8>, Trouble> {
    let failed = |error: std::io::Error| Trouble::error("dossier-file-unreadable", name).with("reason", error);
    let too_large = |size: u64| {
        Trouble::error("dossier-file-too-large", name).with("size", size >> 20).with("limit", limits.file_bytes >> 20)
    };
    if fs::symlink_metadata(path).map_err(failed)?.file_type().is_symlink() {
        return Err(Trouble::error("dossier-file-outside", name));
    }
    let file = fs::File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > limits.file_bytes {
        return Err(too_large(size));
    }
    let mut bytes = Vec::new();
    // The file may grow while it is read; its stated size is no limit.
    let count = file.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    if count > limits.file_bytes { Err(too_large(count)) } else { Ok(bytes) }
}

/// Reads files into a gathering.
pub(super) struct Reader<'a> {
    pub words: &'a Vocabulary<'a>,
    pub mapping: Option<&'a Mapping>,
    pub limits: &'a TableLimits,
    pub log: &'a mut Log,
    pub cancel: &'a AtomicBool,
    pub gathering: &'a mut Gathering,
    pub parts: &'a mut Vec<Table>,
}

impl Reader<'_> {
    /// Reads one file of `folder`; what is wrong with it is recorded.
    pub fn file(&mut self, folder: &Path, name: &Arc<str>) -> Option<FileRead> {
        let path = folder.join(name.as_ref());
        let Some(format) = FileFormat::of(name) else {
            self.log.file(name, Trouble::error("dossier-file-format", name.as_ref()));
            return None;
        };
        let mut read = FileRead {
            name: name.to_string(),
            format,
            sha256: String::new(),
            encoding: None,
            separator: None,
            sheets: Vec::new(),
        };
        let done = match format {
            FileFormat::JsonLines => self.json_lines(&path, name, &mut read),
            _ => load(&path, name, self.limits).and_then(|bytes| {
                read.sha256 = hex(&Sha256::digest(&bytes));
                match format {
                    FileFormat::Csv => self.csv(name, &bytes, &mut read),
                    _ => self.workbook(name, &bytes, &mut read),
                }
            }),
        };
        match done {
            Ok(()) => Some(read),
            Err(trouble) => {
                self.log.file(name, trouble);
                None
            }
        }
    }

    fn workbook(&mut self, name: &Arc<str>, bytes: &[u8], read: &mut FileRead) -> Result<(), Trouble> {
        let book = xlsx::read(name, bytes, self.limits, self.cancel)?;
        for (sheet, trouble) in book.troubles {
            let cell = Cell { file: name.clone(), sheet, ..Cell::default() };
            self.log.push(trouble.at(cell, None));
        }
        for grid in book.grids {
            if !grid.hidden && !grid.rows.is_empty() {
                self.sheet(grid, read);
            }
        }
        Ok(())
    }

    fn csv(&mut self, name: &Arc<str>, bytes: &[u8], read: &mut FileRead) -> Result<(), Trouble> {
        let file = csv::read(name, bytes, self.limits, self.cancel)?;
        read.encoding = Some(file.encoding);
        read.separator = Some(file.separator);
        for (row, trouble) in file.troubles {
            let cell = Cell { file: name.clone(), row, ..Cell::default() };
            self.log.push(trouble.at(cell, None));
        }
        self.sheet(file.grid, read);
        Ok(())
    }

    fn json_lines(&mut self, path: &Path, name: &Arc<str>, read: &mut FileRead) -> Result<(), Trouble> {
        let failed =
            |error: std::io::Error| Trouble::error("dossier-file-unreadable", name.as_ref()).with("reason", error);
        if fs::symlink_metadata(path).map_err(failed)?.file_type().is_symlink() {
            return Err(Trouble::error("dossier-file-outside", name.as_ref()));
        }
        let file = fs::File::open(path).map_err(failed)?;
        let mut digesting = Digesting { inner: file, hasher: Sha256::new() };
        let mut rows = 0;
        let (gathering, cancel) = (&mut *self.gathering, self.cancel);
        jsonl::read(
            name,
            BufReader::with_capacity(1 << 16, &mut digesting),
            self.words,
            self.limits,
            self.log,
            |one| {
                rows += 1;
                gathering.whole(one);
                !cancel.load(Ordering::Relaxed)
            },
        )
        .map_err(failed)?;
        read.sha256 = hex(&digesting.hasher.finalize());
        read.sheets.push((None, "applications", rows));
        Ok(())
    }

    /// One sheet: by the mapping, by its name, or by its header.
    fn sheet(&mut self, grid: Grid, read: &mut FileRead) {
        if let Some(mapping) = self.mapping.filter(|mapping| mapping.covers(&grid)) {
            let mut troubles = Vec::new();
            let tables = mapping.tables(&grid, &mut troubles);
            for trouble in troubles {
                self.log.push(trouble.at(sheet_cell(&grid), None));
            }
            for table in tables {
                self.take(table, read);
            }
            return;
        }
        let name = grid.sheet.clone().unwrap_or_else(|| Arc::from(stem(&grid.file)));
        if is_notes(&name) {
            return;
        }
        let by_name = layout().sheet_named(&name);
        let Some(found) = find(&grid, by_name, self.words) else {
            let trouble = match by_name {
                Some(def) => {
                    let wanted: Vec<&str> =
                        def.columns.iter().filter(|c| c.required).map(|c| c.names.get(self.words.lang)).collect();
                    Trouble::error("dossier-header-missing", name.as_ref()).with("headers", wanted.join(" / "))
                }
                None => Trouble::warning("dossier-sheet-unknown", name.as_ref()),
            };
            self.log.push(trouble.at(sheet_cell(&grid), None));
            return;
        };
        let place = sheet_cell(&grid);
        let header = found.last_row;
        let mut troubles = Vec::new();
        let made = table(grid, found, &mut troubles);
        let made = made.map_err(|errors| troubles.extend(errors)).ok();
        for (column, trouble) in troubles {
            let cell = Cell { row: Some(header), column, ..place.clone() };
            self.log.push(trouble.at(cell, None));
        }
        if let Some(table) = made {
            self.take(table, read);
        }
    }

    fn take(&mut self, table: Table, read: &mut FileRead) {
        let sheet = table.grid.sheet.as_ref().map(ToString::to_string);
        if table.def.id == "applications" {
            let rows = self.gathering.table(&table, self.words, self.log, self.cancel);
            read.sheets.push((sheet, "applications", rows));
        } else {
            read.sheets.push((sheet, table.def.id.as_str(), table.row_count()));
            self.parts.push(table);
        }
    }
}

fn sheet_cell(grid: &Grid) -> Cell {
    Cell { file: grid.file.clone(), sheet: grid.sheet.clone(), ..Cell::default() }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Sheets that only explain.
fn is_notes(name: &str) -> bool {
    const NAMES: [&str; 7] = ["说明", "填写说明", "填报说明", "notes", "readme", "instructions", "howtofillin"];
    NAMES.contains(&key(name).as_str())
}

/// Digests a file while it is read.
struct Digesting<R> {
    inner: R,
    hasher: Sha256,
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hasher.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}
