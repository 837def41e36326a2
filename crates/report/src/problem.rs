//! A reading problem as a sentence.

use hefu_application::Problem;
use hefu_words::Message;

/// The sentence of a problem: its key with the place, what was found and its own arguments.
pub fn message(problem: &Problem) -> Message {
    let mut message = Message::new(problem.key.as_str())
        .with("found", problem.found.as_str())
        .with("file", problem.cell.file.as_ref())
        .with("sheet", problem.cell.sheet.as_deref().unwrap_or_default())
        .with(
            "row",
            problem
                .cell
                .row
                .map_or_else(String::new, |row| row.to_string()),
        )
        .with("column", problem.cell.column.as_deref().unwrap_or_default());
    for (name, value) in &problem.args {
        message = message.with(name, value.as_str());
    }
    message
}
