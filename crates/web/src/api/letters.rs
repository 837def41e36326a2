//! The outbox, as far as the caller sees it. What letters say is read on the pages.

use axum::Json;
use axum::extract::State;
use hefu_office::letters::LetterState;
use hefu_office::views::outbox;
use hefu_words::Message;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::caller::Caller;
use super::forms::{Listed, letter_states};
use super::reading::Asked;
use crate::portal::{Portal, refused};
use crate::shell::Fault;
use crate::shell::error::FaultKind;

/// A letter.
#[derive(Serialize, ToSchema)]
pub(super) struct LetterForm {
    /// What it is known by.
    pub id: String,
    /// Its kind.
    #[schema(example = "handed_in")]
    pub kind: String,
    /// Name of its recipient.
    pub to: String,
    /// Number of the application it is about, or the direction; empty where it is about neither.
    pub about: String,
    /// Where it is.
    #[schema(schema_with = letter_states)]
    pub state: String,
    /// When it was written.
    pub written: String,
    /// When it was sent, failed or was discarded.
    pub settled: Option<String>,
    /// What went wrong last.
    pub fault: Option<String>,
}

/// Which letters.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Where they are: `waiting`, `queued`, `sent`, `failed`, `discarded`.
    pub state: Option<String>,
    /// `next` of the page before.
    pub after: Option<i64>,
}

#[utoipa::path(get, path = "/api/v1/letters", operation_id = "letters", tag = "officers", params(Wanted),
    security(("token" = ["read_office"])), responses((status = 200, body = Listed<LetterForm>)))]
pub(super) async fn list(
    caller: Caller,
    State(portal): State<Portal>,
    Asked(wanted): Asked<Wanted>,
) -> Answer<Json<Listed<LetterForm>>> {
    let state = match wanted.state.as_deref() {
        None => None,
        Some(word) => Some(LetterState::from_word(word).ok_or_else(|| {
            let message = Message::new("api-no-such-word").with("found", word);
            Fault::new(FaultKind::Invalid).field("state", message)
        })?),
    };
    let found = outbox(&portal.office, &caller.doing, state, None, wanted.after).await.map_err(refused)?;
    let say = caller.frame.say();
    let items = found.lines.into_iter().map(|line| LetterForm {
        id: line.letter,
        kind: line.kind.word().to_owned(),
        to: line.to,
        about: line.about,
        state: line.state.word().to_owned(),
        written: line.written,
        settled: line.settled,
        fault: line.fault.as_ref().map(|fault| say.message(fault)),
    });
    Ok(Json(Listed { items: items.collect(), next: found.before.map(|before| before.to_string()) }))
}
