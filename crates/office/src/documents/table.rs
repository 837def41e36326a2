//! Reading a table that somebody sends.

use std::path::Path;

use hefu_words::Message;

use crate::Office;
use crate::error::{OfficeError, Refusal};

/// Reads a workbook or CSV file away from the threads that answer. `read` gets the file in a folder of its own and the name by
/// which its sender knows it.
pub(crate) async fn read_table<T: Send + 'static>(
    office: &Office,
    name: &str,
    bytes: Vec<u8>,
    read: impl FnOnce(&Path, &str) -> Result<T, OfficeError> + Send + 'static,
) -> Result<T, OfficeError> {
    let fault = |error: &dyn std::fmt::Display| OfficeError::Stored(format!("reading a table: {error}"));
    // Only the ending of the name says anything; the rest is the sender's.
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let ending = ["xlsx", "csv"].into_iter().find(|known| *known == ending);
    let Some(ending) = ending else {
        return Err(Refusal::invalid("file", Message::new("columns-kind").with("found", name)).into());
    };
    let folder = tempfile::tempdir_in(&office.config().data).map_err(|error| fault(&error))?;
    let shown = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let work = tokio::task::spawn_blocking(move || -> Result<T, OfficeError> {
        let path = folder.path().join(format!("table.{ending}"));
        std::fs::write(&path, bytes).map_err(|error| fault(&error))?;
        read(&path, &shown)
    });
    work.await.map_err(|error| OfficeError::Stored(error.to_string()))?
}
