//! Tokens for programs, as their owner sees them.

use hefu_store::Value;

use crate::Office;
use crate::acts::Doing;
use crate::acts::notices::instant;
use crate::error::{OfficeError, Refusal};
use crate::tokens::{Scope, Scopes};

/// One token as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenLine {
    /// What it is known by; not the token itself.
    pub token: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub scopes: Scopes,
    /// When it was made.
    pub made: String,
    /// When it ends.
    pub expires: String,
    /// Whether that instant is past.
    pub past: bool,
    /// When it was revoked, if it was.
    pub revoked: Option<String>,
    /// When it was used last, to some minutes.
    pub used: Option<String>,
}

/// The viewer's own tokens, newest first.
///
/// # Errors
/// A refusal for a visitor.
pub async fn own_tokens(office: &Office, doing: &Doing) -> Result<Vec<TokenLine>, OfficeError> {
    let account = doing.viewer.account.as_ref().ok_or_else(Refusal::not_found)?;
    let mut tx = office.db().read().await?;
    let sql = "SELECT t.token AS token, t.name AS name, t.scopes AS scopes, t.made AS made, t.expires AS expires,
                      t.revoked AS revoked, s.used AS used
               FROM tokens t LEFT JOIN token_secrets s ON s.token = t.token
               WHERE t.account = $1 ORDER BY t.made DESC, t.token";
    let mut lines = Vec::new();
    for row in tx.rows(sql, &[Value::Text(account.0.clone())]).await? {
        let expires = row.text("expires")?;
        lines.push(TokenLine {
            token: row.text("token")?,
            name: row.text("name")?,
            scopes: row.text("scopes")?.split(' ').filter_map(Scope::from_word).collect(),
            made: row.text("made")?,
            past: instant(&expires)? <= doing.now,
            expires,
            revoked: row.maybe_text("revoked")?,
            used: row.maybe_text("used")?,
        });
    }
    Ok(lines)
}
