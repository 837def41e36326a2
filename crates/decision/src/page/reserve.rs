//! The reserve list on the page.

use std::fmt::Write as _;

use hefu_selection::Tell;
use hefu_words::{Lang, Message};

use crate::Decision;
use crate::picture::safe;
use crate::reserve::{Waiting, reserve};

fn say(key: &str) -> String {
    format!("results-{key}")
}

/// Headers of the table.
pub(crate) fn heads(lang: Lang) -> [String; 5] {
    ["direction", "joint-place", "pair", "title", "needs"].map(|key| Message::new(say(key)).text(lang))
}

/// A row of it.
pub(crate) fn cells(tell: &Tell<'_>, one: &Waiting, lang: Lang) -> [String; 5] {
    let place = one.needs_place.then(|| Message::new(say("needs-place")).text(lang));
    let money = one.needs.iter().map(|(limit, by)| {
        let of = Message::new(say("needs-of")).with("limit", tell.limit(limit)).with("by", tell.amount(limit, *by));
        of.text(lang)
    });
    let needs: Vec<String> = place.into_iter().chain(money).collect();
    let none = || Message::new(say("needs-nothing")).text(lang);
    let needs = if needs.is_empty() { none() } else { needs.join(if lang == Lang::En { "; " } else { "；" }) };
    [one.direction.clone(), one.place.to_string(), one.id.clone(), one.title.clone(), needs]
}

/// Everybody who waits.
pub(crate) fn waiting(decision: &Decision) -> Vec<Waiting> {
    // The call was joined and decided before; it holds together.
    reserve(&decision.call, &decision.selection.method, &decision.selection).unwrap_or_default()
}

/// The section; nothing where nobody waits.
pub(super) fn section(out: &mut String, tell: &Tell<'_>, decision: &Decision, lang: Lang) {
    let waiting = waiting(decision);
    if waiting.is_empty() {
        return;
    }
    let word = |key: &str| safe(&Message::new(say(key)).text(lang));
    let _ = write!(
        out,
        "<h2>{0}</h2>\n<p>{1}</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>\n<thead><tr>",
        word("reserve"),
        word("reserve-said")
    );
    // Title and needs are sentences; they keep their width on a telephone and are scrolled to.
    let class = |column: usize| if column >= 3 { " class=\"long\"" } else { "" };
    for (column, head) in heads(lang).iter().enumerate() {
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(column), safe(head));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for one in &waiting {
        out.push_str("<tr>");
        for (column, cell) in cells(tell, one, lang).iter().enumerate() {
            let _ = write!(out, "<td{}>{}</td>", class(column), safe(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}
