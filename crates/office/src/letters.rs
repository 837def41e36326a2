//! Letters: written into an outbox in the transaction of the act that causes them, released by an officer where the office
//! wants it so, handed to the mail server by a job. What is kept is who gets which letter about what; the text is made from
//! that when it is looked at and when it goes.

mod compose;
mod facts;
mod kind;
mod outbox;
mod send;

pub use compose::{Text, compose};
pub use facts::{Facts, Recipient, Remedy};
pub use kind::{LetterKind, LetterMode, LetterState};
pub use outbox::{letter, letters_to_team};
pub use send::{LetterWorker, letter_secret};

pub(crate) use compose::told;
pub(crate) use outbox::{
    Stored, enqueue, mode_of, modes, occasion_of, of_row, people_of_direction, system, team_of, wishes_of,
};
pub(crate) use send::contact;
