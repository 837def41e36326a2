//! The workbook read back. Every filled answer is either taken or named with its place.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use hefu_application::{Cell, Problem, Severity};
use hefu_review::{Answers, ReviewForm};

use super::{ANSWER, FORM, HEAD, MARK, NUMBER, TEXT};
use crate::grid::{Grid, GridRow, Value, xlsx};
use crate::limits::TableLimits;
use crate::problems::{Log, Trouble};

/// One project's answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadReview {
    /// Application number.
    pub number: String,
    /// Its sheet.
    pub sheet: String,
    /// The answers that the sheet holds; a question left open is left out.
    pub answers: Answers,
}

/// What a workbook holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadReviews {
    /// Projects in the order of their sheets.
    pub reviews: Vec<ReadReview>,
    /// What could not be read or should be looked at, each with its place and remedy.
    pub problems: Vec<Problem>,
}

impl ReadReviews {
    /// Whether everything filled in was taken.
    pub fn is_whole(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity != Severity::Error)
    }
}

/// Reads a workbook of reviews. `file` is its name, for the places.
///
/// # Errors
/// When it is no workbook, is damaged or larger than the limits.
pub fn read_reviews(
    form: &ReviewForm,
    digest: &str,
    file: &str,
    bytes: &[u8],
    limits: &TableLimits,
) -> Result<ReadReviews, Trouble> {
    let book = xlsx::read(&Arc::from(file), bytes, limits, &AtomicBool::new(false))?;
    Ok(reviews_in(form, digest, &book.grids, limits.problems))
}

/// The same from its sheets.
pub fn reviews_in(form: &ReviewForm, digest: &str, grids: &[Grid], most_problems: usize) -> ReadReviews {
    let mut log = Log::new(most_problems);
    let mut reviews = Vec::new();
    let mut seen = BTreeSet::new();
    for grid in grids.iter().filter(|grid| !grid.hidden) {
        let Some(number) = keyed(grid, NUMBER) else {
            if grid.rows.iter().any(|row| row.cells.iter().any(|cell| !cell.is_empty())) {
                log.push(Trouble::warning("review-file-other-sheet", sheet(grid)).at(cell(grid, None, ""), None));
            }
            continue;
        };
        let at = |row: u32, column: &str| cell(grid, Some(row), column);
        let name = number.get(1).shown();
        if name.is_empty() {
            log.push(Trouble::error("review-file-no-number", "").at(at(number.number, "B"), None));
            continue;
        }
        if !seen.insert(name.clone()) {
            log.push(Trouble::error("review-file-twice", name.clone()).at(at(number.number, "B"), Some(&name)));
            continue;
        }
        let stated = keyed(grid, FORM).map(|row| row.get(1).shown()).unwrap_or_default();
        if stated != digest {
            log.push(Trouble::error("review-file-form-changed", stated).at(at(number.number, "B"), Some(&name)));
            continue;
        }
        let mut answers = Answers::default();
        for row in &grid.rows {
            if let Some(trouble) = answer(form, row, &mut answers) {
                log.push(trouble.at(at(row.number, "D"), Some(&name)));
            }
        }
        reviews.push(ReadReview { number: name, sheet: sheet(grid), answers: answers.kept(form) });
    }
    ReadReviews { reviews, problems: log.finish() }
}

fn sheet(grid: &Grid) -> String {
    grid.sheet.as_deref().unwrap_or_default().to_owned()
}

fn cell(grid: &Grid, row: Option<u32>, column: &str) -> Cell {
    let column = (!column.is_empty()).then(|| column.to_owned());
    Cell { file: Arc::clone(&grid.file), sheet: grid.sheet.clone(), row, column }
}

fn keyed<'g>(grid: &'g Grid, key: &str) -> Option<&'g GridRow> {
    grid.rows.iter().find(|row| row.get(0).shown() == key)
}

/// Takes the answer of a row, or says why not.
fn answer(form: &ReviewForm, row: &GridRow, answers: &mut Answers) -> Option<Trouble> {
    let key = row.get(0).shown();
    let value = row.get(usize::from(ANSWER));
    let given = match value {
        Value::Empty => return None,
        _ if key == HEAD => return None,
        Value::Error(found) | Value::Uncomputed(found) => {
            return Some(Trouble::error("review-file-formula", found.clone()));
        }
        other => other.shown(),
    };
    if let Some(criterion) = key.strip_prefix(MARK).and_then(|id| form.criterion(id)) {
        let Some(mark) = criterion.scale.read(&given) else {
            let known: Vec<String> =
                criterion.scale.anchors(hefu_words::Lang::ZhHans).into_iter().map(|(mark, _)| mark).collect();
            return Some(Trouble::error("review-file-off-scale", given).with("known", known.join(", ")));
        };
        return twice(answers.marks.insert(criterion.id.clone(), mark), given);
    }
    if let Some(text) = key.strip_prefix(TEXT).and_then(|id| form.text(id)) {
        return twice(answers.texts.insert(text.id.clone(), given.clone()), given);
    }
    Some(Trouble::error("review-file-unknown-row", given).with("key", key))
}

/// A question that is answered in two rows.
fn twice(before: Option<String>, given: String) -> Option<Trouble> {
    before.map(|before| Trouble::error("review-file-answered-twice", given).with("before", before))
}
