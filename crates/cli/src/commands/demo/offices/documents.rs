//! The documents of the sample's applications, attached by their applicants.

use anyhow::Context as _;
use hefu_application::Application;
use hefu_dossier::{AttachedTo, Attachment};
use hefu_office::acts::{self, Doing, NewDocument};
use hefu_office::views::application_view;
use hefu_office::{Office, OfficeError};

/// Attaches the files of an application as its applicant would; what the office refuses, as it should refuse the sample's
/// broken files, stays away.
///
/// # Errors
/// When a file cannot be read from disk or the office fails.
pub(super) async fn attach(
    office: &Office,
    doing: &Doing,
    draft: &str,
    application: &Application,
    files: &[&Attachment],
) -> anyhow::Result<()> {
    for file in files {
        let section = match file.to {
            AttachedTo::Agreement => hefu_office::draft::Section::Agreement,
            AttachedTo::Evidence(_) => hefu_office::draft::Section::Evidence,
        };
        let version = application_view(office, doing, draft).await?.draft.version(section);
        let bytes = std::fs::read(&file.path).with_context(|| file.path.display().to_string())?;
        let upload = office.begin_upload()?.write(&bytes).await?;
        let new = NewDocument { place: file.to, version, name: file.file.clone(), upload };
        match acts::attach_document(office, doing.clone(), draft, new).await {
            Ok(_) | Err(OfficeError::Refused(_)) => {}
            Err(error) => return Err(error).with_context(|| application.id.number.clone()),
        }
    }
    Ok(())
}
