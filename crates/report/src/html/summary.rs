//! The summary shown where scripts do not run: counts and one line per pair.

use std::fmt::Write as _;

use hefu_words::{Lang, Message};

use super::escape;
use crate::Round;

pub(super) fn summary(round: &Round<'_>) -> String {
    let word = |key: &str| Message::new(key).text(Lang::ZhHans);
    let mut out = String::new();
    for lang in Lang::ALL {
        let _ =
            write!(out, "<p lang=\"{}\">{}</p>", lang.tag(), escape(&Message::new("report-not-readable").text(lang)));
    }
    let header = &round.guide.header;
    let _ = write!(out, "<h1>{} {}</h1><table><thead><tr>", header.year, escape(&header.family));
    for key in ["report-pair", "report-applications", "report-title", "report-standing"] {
        let _ = write!(out, "<th>{}</th>", escape(&word(key)));
    }
    out.push_str("</tr></thead><tbody>");
    for pair in &round.pairing.pairs {
        let numbers: Vec<_> = pair.halves.iter().map(|half| escape(&half.number)).collect();
        let title = pair.halves.first().and_then(|half| round.application(half)).map_or("", |a| a.title.own.as_str());
        let standing = super::data::standing_key(round.standing_of_pair(&pair.id));
        let _ = write!(
            out,
            "<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&pair.id),
            numbers.join(" ⇄ "),
            escape(title),
            escape(&word(&format!("report-standing-{standing}")))
        );
    }
    out.push_str("</tbody></table>");
    out
}
