//! The workbook of an application: what a viewer sees of it, in the form the office reads back.

use hefu_application::SideId;

use super::application_view;
use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;

/// The workbook of the office's side, filled with the application as the viewer sees it.
///
/// # Errors
/// A refusal where it does not exist for this viewer; a failure where a text is longer than a cell holds.
pub async fn workbook(office: &Office, doing: &Doing, draft: &str) -> Result<Vec<u8>, OfficeError> {
    let view = application_view(office, doing, draft).await?;
    let side = SideId::new(office.config().side.as_str());
    hefu_dossier::template(office.guide(), &side, &[view.application])
        .map_err(|error| OfficeError::Stored(error.to_string()))
}
