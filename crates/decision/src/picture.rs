//! Pictures of a decision as SVG with its table beside it: drawn in the colour of the text around them, told apart by form,
//! readable at the width of a telephone; knows the figures it is given and no page.

mod bars;
mod capacity;
mod disagreement;

use std::fmt::Write as _;

pub use bars::{Bar, bars};
pub use capacity::capacity;
pub use disagreement::{Mark, Places, disagreement, places};

/// Styles of pictures, for a page that shows them.
pub const CSS: &str = include_str!("../assets/pictures.css");

/// A picture and what it shows as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The `<svg>`.
    pub svg: String,
    /// The `<table>`.
    pub table: String,
    /// What it shows, in a few words.
    pub title: String,
    /// What is to be said of it; empty where its title says all.
    pub caption: String,
    /// The word that opens the table.
    pub open: String,
}

impl Picture {
    /// Both in a `<figure>`; the table opens on demand.
    #[must_use]
    pub fn figure(&self) -> String {
        let caption = if self.caption.is_empty() {
            String::new()
        } else {
            format!("<figcaption>{}</figcaption>\n", safe(&self.caption))
        };
        format!(
            "<figure class=\"picture\">\n{}\n{caption}<details><summary>{}</summary>\
             <div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{}</div></details>\n</figure>\n",
            self.svg,
            safe(&self.open),
            safe(&self.title),
            self.table
        )
    }
}

/// Text made safe inside an element or a quoted attribute.
pub(crate) fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// Width of every picture in its own units: a narrow telephone's, so that letters keep their size there.
const WIDTH: i64 = 320;

/// A drawing in the making.
struct Drawing {
    body: String,
}

impl Drawing {
    fn new() -> Self {
        Self { body: String::new() }
    }

    fn line(&mut self, [x1, y1, x2, y2]: [i64; 4], more: &str) {
        let _ = writeln!(
            self.body,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"currentColor\" {more}/>"
        );
    }

    fn rect(&mut self, [x, y, width, height]: [i64; 4], more: &str) {
        let _ = writeln!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {more}/>");
    }

    fn text(&mut self, x: i64, y: i64, anchor: &str, text: &str) {
        let _ = writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"12\" fill=\"currentColor\" text-anchor=\"{anchor}\">{}</text>",
            safe(text)
        );
    }

    /// The whole picture. `id` is unique on its page.
    fn close(self, id: &str, height: i64, title: &str, description: &str) -> String {
        format!(
            "<svg viewBox=\"0 0 {WIDTH} {height}\" width=\"100%\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             xmlns=\"http://www.w3.org/2000/svg\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n\
             {}</svg>",
            safe(title),
            safe(description),
            self.body
        )
    }
}

/// A text cut to about `units` of width, with an ellipsis where something is left off.
fn fitted(text: &str, units: i64) -> String {
    let width = |c: char| if c.is_ascii() { 7 } else { 12 };
    let whole: i64 = text.chars().map(width).sum();
    if whole <= units {
        return text.to_owned();
    }
    let mut used = 12;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += width(*c);
            used <= units
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// A table of texts; columns from `numbers` on hold numbers.
fn table(caption: &str, heads: &[String], numbers: usize, rows: &[Vec<String>]) -> String {
    let class = |at: usize| if at >= numbers { " class=\"num\"" } else { "" };
    let mut out = format!("<table><caption>{}</caption>\n<thead><tr>", safe(caption));
    for (at, head) in heads.iter().enumerate() {
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(at), safe(head));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let (tag, scope) = if at == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
            let _ = write!(out, "<{tag}{scope}{}>{}</{tag}>", class(at), safe(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_and_a_short_one_is_not() {
        assert_eq!(fitted("再生医学", 48), "再生医学");
        assert_eq!(fitted("再生医学与组织工程", 48), "再生医…");
    }
}
