//! A button that asks the device for a passkey. Without script, or where the browser has none, it says so in its place.

use askama::Template;

use super::Html;
use crate::shell::Say;

/// The button with its form.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/passkey.html")]
pub struct PasskeyAct {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Address that gives the challenge.
    pub begin: String,
    /// Address that takes the device's answer.
    pub action: String,
    /// Whether a passkey is made; otherwise one is used.
    pub creates: bool,
    /// Fields sent with both.
    pub fields: Vec<Html>,
    /// Words of the button.
    pub button: String,
    /// Address to go to afterwards.
    pub back: String,
}
