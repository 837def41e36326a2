//! A form that sends files.

use askama::Template;

use super::Field;

/// A form with files and what belongs to them.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<form method="post" action="{{ action }}" enctype="multipart/form-data" data-once>{% for field in fields %}{{ field }}{% endfor %}<p class="acts"><button class="primary">{{ button }}</button></p></form>"#,
    ext = "html"
)]
pub struct Upload {
    /// Where it is posted.
    pub action: String,
    /// Fields, at least one of them a file.
    pub fields: Vec<Field>,
    /// Words of the button.
    pub button: String,
}

impl askama::filters::HtmlSafe for Upload {}

impl Upload {
    /// A form that is posted to `action`.
    pub fn new(action: impl Into<String>, fields: Vec<Field>, button: String) -> Self {
        Self { action: action.into(), fields, button }
    }
}
