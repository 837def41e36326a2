//! Writes a finished round to a folder. Each file appears whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use hefu_print::Fonts;
use hefu_report::{form_check, html, jsonl, workbook};

use crate::progress::go_on;
use crate::{Done, Progress, RoundError, Step};

/// Files written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs {
    /// The report to open first.
    pub report: PathBuf,
    /// All files, in the order written.
    pub files: Vec<PathBuf>,
}

/// Writes `applications.jsonl`, `pairs.jsonl`, `findings.jsonl`, `report.html`, and for each side `workbook-SIDE.xlsx` and
/// `form-check-SIDE.pdf` into `out`, which is made if need be.
///
/// # Errors
/// When a report cannot be made (a missing font names its package), a file cannot be written, or `cancel` is set.
pub fn write(
    done: &Done,
    out: &Path,
    fonts: &Fonts,
    progress: &dyn Progress,
    cancel: &AtomicBool,
) -> Result<Outputs, RoundError> {
    let round = done.round();
    let sides: Vec<_> = done.intakes.iter().map(|intake| intake.side.as_str().to_owned()).collect();
    progress.begin(Step::Writing, 4 + 2 * sides.len());
    fs::create_dir_all(out).map_err(|source| RoundError::Write { path: out.to_owned(), source })?;
    let mut outputs = Outputs::default();
    let mut put = |name: String, bytes: Vec<u8>| -> Result<(), RoundError> {
        go_on(cancel)?;
        let path = out.join(&name);
        write_whole(&path, &bytes).map_err(|source| RoundError::Write { path: path.clone(), source })?;
        outputs.files.push(path);
        progress.advance();
        Ok(())
    };
    put("applications.jsonl".into(), said("applications.jsonl", jsonl::applications(&round))?.into_bytes())?;
    put("pairs.jsonl".into(), said("pairs.jsonl", jsonl::pairs(&round))?.into_bytes())?;
    put("findings.jsonl".into(), said("findings.jsonl", jsonl::findings(&round))?.into_bytes())?;
    put("report.html".into(), said("report.html", html(&round))?.into_bytes())?;
    for side in &sides {
        let name = format!("workbook-{side}.xlsx");
        put(name.clone(), said(&name, workbook(&round, side))?)?;
        let name = format!("form-check-{side}.pdf");
        put(name.clone(), said(&name, form_check(&round, side, fonts))?)?;
    }
    outputs.report = out.join("report.html");
    Ok(outputs)
}

fn said<T, E: std::fmt::Display>(what: &str, result: Result<T, E>) -> Result<T, RoundError> {
    result.map_err(|error| RoundError::Report { what: what.to_owned(), reason: error.to_string() })
}

/// Writes a file so that it appears whole or not at all.
///
/// # Errors
/// When its folder cannot be written to.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let partial = path.with_file_name(format!(".{name}.partial"));
    fs::write(&partial, bytes)?;
    fs::rename(&partial, path)
}
