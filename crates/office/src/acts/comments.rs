//! Comments on a section of an application, among those who take part in it. The office never sees them.

use hefu_store::{Act, Value};
use hefu_words::Message;

use super::Doing;
use crate::Office;
use crate::draft::Section;
use crate::error::{OfficeError, Refusal};
use crate::rights::{Action, Class};
use crate::views::standing_of;

/// Most characters of one comment.
pub const COMMENT_MOST: usize = 4000;

/// Writes a comment.
///
/// # Errors
/// When the viewer may not, or the text is empty or longer than [`COMMENT_MOST`] characters.
pub async fn comment(
    office: &Office,
    doing: Doing,
    draft: &str,
    section: Section,
    text: &str,
) -> Result<(), OfficeError> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    if text.is_empty() {
        return Err(Refusal::invalid("text", Message::new("team-comment-empty")).into());
    }
    if text.chars().count() > COMMENT_MOST || text.contains('\0') {
        return Err(Refusal::invalid("text", Message::new("team-comment-long").with("most", COMMENT_MOST)).into());
    }
    let (draft, id) = (draft.to_owned(), office.random().name()?);
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Comment, Class::Team)?;
                let values = [
                    Value::Text(id),
                    Value::Text(draft),
                    Value::Text(section.word().to_owned()),
                    Value::Text(doing.viewer.actor()),
                    Value::Text(doing.now.to_string()),
                    Value::Text(text),
                ];
                let sql = "INSERT INTO comments (comment, draft, section, account, at, body)
                           VALUES ($1, $2, $3, $4, $5, $6)";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// Notes that the viewer has read the comments on an application up to now.
///
/// # Errors
/// When the viewer may not see them.
pub async fn read_comments(office: &Office, doing: Doing, draft: &str) -> Result<(), OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::See, Class::Team)?;
                let values = [draft, doing.viewer.actor(), doing.now.to_string()].map(Value::Text);
                let sql = "INSERT INTO comments_read (draft, account, read) VALUES ($1, $2, $3)
                           ON CONFLICT (draft, account) DO UPDATE SET read = excluded.read";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}
