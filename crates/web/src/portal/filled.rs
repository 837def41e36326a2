//! What was filled in of an application, section by section, as lines of a summary.

use hefu_application::Application;
use hefu_dossier::form::{FormContext, FormField, fields, rows};
use hefu_office::draft::Section;

use super::Portal;
use crate::parts::{Html, SummaryRow};
use crate::shell::Say;

/// For whom the form of an application of a direction is made.
pub(super) fn form<'a>(
    portal: &'a Portal,
    say: Say,
    direction: &'a str,
    application: &'a Application,
) -> FormContext<'a> {
    FormContext {
        guide: portal.office.guide(),
        words: portal.office.guide_words(),
        side: &portal.office.config().side,
        direction,
        topic: application.topic.as_deref(),
        lang: say.0,
    }
}

/// A section's lines.
pub(super) struct Filled {
    /// One line a field, or one a row where the section has rows.
    pub(super) lines: Vec<SummaryRow>,
    /// Optional fields with nothing in them, which have no line.
    pub(super) left_out: usize,
}

/// What stands in a section. Of a section without rows, what is required and empty has a line too, if `required` says so.
pub(super) fn filled(
    ctx: &FormContext<'_>,
    of: Section,
    application: &Application,
    required: bool,
    wanted: impl Fn(&FormField) -> bool,
) -> Filled {
    let labels: Vec<FormField> = fields(ctx, of).into_iter().filter(wanted).collect();
    let mut found = Filled { lines: Vec::new(), left_out: 0 };
    for (at, row) in rows(ctx, of, application).iter().enumerate() {
        let said = |field: &FormField| row.get(&field.id).map(String::as_str).filter(|value| !value.is_empty());
        if of.single() {
            let shown = labels.iter().filter(|field| said(field).is_some() || (required && field.required));
            found
                .lines
                .extend(shown.map(|field| SummaryRow::text(field.label.clone(), said(field).unwrap_or_default())));
            found.left_out += labels.iter().filter(|field| said(field).is_none() && !field.required).count();
        } else {
            let words = labels.iter().filter_map(|field| Some((field, said(field)?)));
            let words = words.map(|(field, value)| Html::text(&format!("{}: {value}", field.label)));
            found.lines.push(SummaryRow { label: (at + 1).to_string(), values: words.collect(), change: None });
        }
    }
    found
}
