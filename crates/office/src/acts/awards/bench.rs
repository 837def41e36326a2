//! A figure that a project claims, recomputed from a table it hands in.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use hefu_application::Severity;
use hefu_dossier::TableLimits;
use hefu_dossier::evidence::table;
use hefu_dossier::grid::Grid;
use hefu_dossier::read::sheets;
use hefu_evidence::{Claim, Judged, TableName, Tables, judge};
use hefu_store::Act;
use hefu_words::Message;

use super::{Holding, conflict, holding, keep};
use crate::Office;
use crate::acts::Doing;
use crate::awards::{AwardHappened, FigureCheck, checks_of, owed_by};
use crate::documents::{Upload, read_table};
use crate::error::{OfficeError, Refusal};
use crate::rights::{Action, Class, Thing};

/// Checks kept for one line.
const MOST: usize = 100;

/// Recomputes a claimed figure from a workbook or CSV file and keeps the answer, with the digest of the file, at a line of the
/// closing checklist: those who hold the award and those who rule on it may. The first sheet is the table; a second one is the data
/// dictionary or the limits, where the figure wants them. The file itself is not kept. Nothing is decided by the answer.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, there is no such line or no room for another check, or the file is no
/// table. What is wrong in the table's rows stands in the answer.
pub async fn check_figure(
    office: &Office,
    doing: Doing,
    draft: &str,
    line: &str,
    (claim, name, upload): (Claim, &str, Upload),
) -> Result<Judged, OfficeError> {
    {
        let mut tx = office.db().read().await?;
        let held = may(office, &mut tx, &doing, draft, line).await?;
        room(checks_of(&mut tx, &held.number).await?, line)?;
    }
    if upload.length() == 0 {
        return Err(Refusal::invalid("file", Message::new("documents-empty")).into());
    }
    let bytes = upload.bytes().await?;
    let read = move |path: &Path, shown: &str| answer(path, shown, claim);
    let (claim, sha256, judged) = read_table(office, name, bytes, read).await?;
    let kept = judged.clone();
    let (draft, line) = (draft.to_owned(), line.to_owned());
    let file = claim.table.file.clone();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, &line).await?;
                let check = room(checks_of(act.tx(), &held.number).await?, &line)?;
                let step = AwardHappened::FigureChecked {
                    number: held.number.clone(),
                    line,
                    check,
                    claim: Box::new(claim),
                    verdict: kept.verdict.key().to_owned(),
                    recomputed: kept.recomputed.map(|amount| amount.text()),
                    file,
                    sha256,
                    by: doing.viewer.name.clone(),
                };
                keep(act, &doing, step).await
            })
        })
        .await?;
    Ok(judged)
}

/// Whoever shows or rules may check.
async fn may(
    office: &Office,
    tx: &mut hefu_store::Tx<'_>,
    doing: &Doing,
    draft: &str,
    line: &str,
) -> Result<Holding, OfficeError> {
    let held = holding(office, tx, doing, draft).await?;
    if held.standing.thing == Thing::AwardClosed {
        return Err(conflict("award-closed-already").into());
    }
    if !office.may(&held.standing, Action::Decide, Class::Content) {
        office.require(&held.standing, Action::Edit, Class::Content)?;
    }
    let owed = owed_by(office, tx, &held.number).await?;
    if owed.iter().all(|known| known.of.id() != line) {
        return Err(Refusal::not_found().into());
    }
    Ok(held)
}

/// The number of the next check at a line.
fn room(known: Vec<(String, FigureCheck)>, line: &str) -> Result<i64, Refusal> {
    let here = known.iter().filter(|(of, _)| of == line).count();
    if here >= MOST {
        return Err(conflict("award-checks-full"));
    }
    Ok(i64::try_from(known.len()).unwrap_or(i64::MAX).saturating_add(1))
}

/// Reads the file and judges, away from the threads that answer.
fn answer(path: &Path, shown: &str, mut claim: Claim) -> Result<(Claim, String, Judged), OfficeError> {
    let refused = |message: Message| OfficeError::from(Refusal::invalid("file", message));
    let of = |problem: &hefu_application::Problem| hefu_dossier::problems::message(problem);
    let read = sheets(path, &TableLimits::default(), &AtomicBool::new(false)).map_err(|trouble| {
        refused(of(&trouble.at(hefu_application::Cell { file: shown.into(), ..Default::default() }, None)))
    })?;
    if let Some(problem) = read.problems.iter().find(|problem| problem.severity == Severity::Error) {
        return Err(refused(of(problem)));
    }
    let grids: Vec<&Grid> = read.grids.iter().filter(|grid| !grid.hidden && !grid.rows.is_empty()).collect();
    let Some(first) = grids.first() else {
        return Err(refused(Message::new("evidence-table-empty").with("file", shown)));
    };
    let named = |grid: &Grid| TableName { file: shown.to_owned(), sheet: grid.sheet.as_deref().map(str::to_owned) };
    let mut tables = Tables::default();
    claim.table = named(first);
    tables.0.insert(named(first), table(first, &read.sha256));
    if let Some(second) = grids.get(1) {
        let name = named(second);
        for (setting, place) in [("dictionary", &mut claim.dictionary), ("limits", &mut claim.limits)] {
            if claim.figure.settings().contains(&setting) {
                *place = Some(name.clone());
            }
        }
        tables.0.insert(name, table(second, &read.sha256));
    }
    let judged = judge(&claim, &tables);
    Ok((claim, read.sha256, judged))
}
