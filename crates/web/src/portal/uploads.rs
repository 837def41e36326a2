//! Forms with a file: shown, and read as they come in, the file on its way to the disk.

use askama::Template;
use axum::extract::Multipart;
use axum::extract::multipart::{Field as Part, MultipartError};
use hefu_office::documents::Upload;
use hefu_office::{Office, OfficeError};

use super::page::Button;
use crate::parts::Html;
use crate::shell::Fault;
use crate::shell::error::FaultKind;

/// Longest value of a field that is no file, in bytes, and most fields of a form.
const VALUE: usize = 4_000;
const FIELDS: usize = 20;

/// A form that sends a file.
#[derive(Clone, Debug, Template)]
#[template(path = "portal/upload.html")]
pub(super) struct UploadBox {
    pub action: String,
    pub hidden: Vec<(&'static str, String)>,
    pub parts: Vec<Html>,
    pub button: Button,
    /// What else may be done, folded away: a heading, fields, a button.
    pub other: Option<(String, Vec<Html>, Button)>,
}

impl askama::filters::HtmlSafe for UploadBox {}

/// A form as it came in.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    fields: Vec<(String, String)>,
    /// Name and bytes of the file, where one was chosen.
    pub file: Option<(String, Upload)>,
    /// Why the file was not taken, where it was not.
    pub refused: Option<OfficeError>,
}

impl Sent {
    /// The value of a field; empty where it was not sent.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// Reads a form. A file that is too large is read to its end and not kept, so that the sender gets a page that says so
    /// and not a broken connection; what is larger than any request may be is refused before.
    pub(crate) async fn read(office: &Office, mut form: Multipart) -> Result<Self, Fault> {
        let mut sent = Self::default();
        while let Some(mut part) = form.next_field().await.map_err(|error| fault(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file) if sent.file.is_none() && sent.refused.is_none() => {
                    sent.take(office, file, &mut part).await?;
                }
                Some(_) => while part.chunk().await.map_err(|error| fault(&error))?.is_some() {},
                None => {
                    let mut value = Vec::new();
                    while let Some(chunk) = part.chunk().await.map_err(|error| fault(&error))? {
                        value.extend_from_slice(&chunk);
                        if value.len() > VALUE || sent.fields.len() >= FIELDS {
                            return Err(Fault::new(FaultKind::TooLarge));
                        }
                    }
                    sent.fields.push((name, String::from_utf8_lossy(&value).into_owned()));
                }
            }
        }
        Ok(sent)
    }

    async fn take(&mut self, office: &Office, name: String, part: &mut Part<'_>) -> Result<(), Fault> {
        let mut upload = Some(office.begin_upload().map_err(super::fault)?);
        while let Some(chunk) = part.chunk().await.map_err(|error| fault(&error))? {
            let Some(so_far) = upload.take() else { continue };
            match so_far.write(&chunk).await {
                Ok(more) => upload = Some(more),
                Err(error @ OfficeError::Refused(_)) => self.refused = Some(error),
                Err(error) => return Err(super::fault(error)),
            }
        }
        // Nothing chosen is sent as a file without a name.
        self.file = upload.filter(|upload| !name.is_empty() || upload.length() > 0).map(|upload| (name, upload));
        Ok(())
    }
}

fn fault(error: &MultipartError) -> Fault {
    Fault::new(FaultKind::of(error.status()))
}
