//! A reading problem as a sentence, and an instant as a person reads it.

use hefu_application::Problem;
use hefu_words::Message;
use jiff::Zoned;

/// The sentence of a problem: its key with the place, what was found and its own arguments.
pub fn message(problem: &Problem) -> Message {
    let mut message = Message::new(problem.key.as_str())
        .with("found", problem.found.as_str())
        .with("file", problem.cell.file.as_ref())
        .with("sheet", problem.cell.sheet.as_deref().unwrap_or_default())
        .with("row", problem.cell.row.map_or_else(String::new, |row| row.to_string()))
        .with("column", problem.cell.column.as_deref().unwrap_or_default());
    for (name, value) in &problem.args {
        message = message.with(name, value.as_str());
    }
    message
}

/// An instant with its zone, to the minute: `2020-07-15 17:00 Asia/Shanghai`.
pub fn instant(at: &Zoned) -> String {
    let zone = at.time_zone().iana_name().map_or_else(|| at.offset().to_string(), str::to_owned);
    format!("{} {zone}", at.strftime("%Y-%m-%d %H:%M"))
}
