//! The page.

use std::fmt::Write as _;

use hefu_overlap::{Level, Pair, Relation, Share};
use hefu_words::{Lang, Message};

use super::{Overlap, level_key, passage};
use crate::html::escape;
use crate::languages::{END, heads, page, say, word};

const OWN_CSS: &str = include_str!("../../assets/overlap.css");

/// Pairs shown on the page, and rows of its other tables.
const MOST_PAIRS: usize = 300;
const MOST_ROWS: usize = 1_000;

/// The page, shown in `lang` until the reader chooses another language.
#[must_use]
pub fn overlap_page(overlap: &Overlap<'_>, lang: Lang) -> String {
    let mut body = String::new();
    head(overlap, &mut body);
    pairs(overlap, &mut body);
    common(overlap, &mut body);
    documents(overlap, &mut body);
    unread(overlap, &mut body);
    settings(overlap, &mut body);
    page("overlap-title", lang, OWN_CSS, &body)
}

fn head(overlap: &Overlap<'_>, out: &mut String) {
    let _ = write!(out, "<h1>{}</h1>\n<p>{}</p>\n<div class=\"figures\">", word("overlap-title"), word("overlap-lead"));
    let level = |level: Level| overlap.of(Relation::None).filter(|pair| pair.level == level).count();
    let against = overlap.against.map_or(0, |shelf| shelf.len());
    for (key, count) in [
        ("overlap-documents", overlap.own.len()),
        ("overlap-against", against),
        ("overlap-alerts", level(Level::Alert)),
        ("overlap-listings", level(Level::Listing)),
        ("overlap-halves", overlap.of(Relation::JointHalves).count()),
        ("overlap-groups", overlap.outcome.common.len()),
        ("overlap-unread", overlap.unread.len()),
    ] {
        if key != "overlap-against" || overlap.against.is_some() {
            let _ = write!(out, "<div class=\"figure\"><b>{count}</b><span>{}</span></div>", word(key));
        }
    }
    out.push_str("</div>\n");
}

fn pairs(overlap: &Overlap<'_>, out: &mut String) {
    let _ = writeln!(out, "<h2>{}</h2>", word("overlap-pairs-head"));
    list(overlap, Relation::None, out);
    for (relation, head, lead) in [
        (Relation::SameApplicant, "overlap-same-head", None),
        (Relation::JointHalves, "overlap-halves-head", Some("overlap-halves-lead")),
    ] {
        if overlap.of(relation).next().is_some() {
            let _ = writeln!(out, "<h2>{}</h2>", word(head));
            if let Some(lead) = lead {
                let _ = writeln!(out, "<p>{}</p>", word(lead));
            }
            list(overlap, relation, out);
        }
    }
}

fn list(overlap: &Overlap<'_>, relation: Relation, out: &mut String) {
    let all: Vec<(usize, &Pair)> =
        overlap.outcome.pairs.iter().enumerate().filter(|(_, pair)| pair.relation == relation).collect();
    if all.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", word("overlap-none"));
        return;
    }
    let shown = all.get(..MOST_PAIRS.min(all.len())).unwrap_or_default();
    heads(
        out,
        &[
            "overlap-first",
            "overlap-second",
            "overlap-class",
            "overlap-units",
            "overlap-share-first",
            "overlap-share-second",
            "overlap-passages",
        ],
    );
    for (number, pair) in shown {
        let tone = if pair.level == Level::Alert { "person" } else { "unset" };
        let _ = writeln!(
            out,
            "<tr><td class=\"mono\">{}</td><td class=\"mono\">{}</td><td><span class=\"mark {tone}\">{}</span></td>\
             <td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td>\
             <td class=\"num\"><a href=\"#p{number}\" aria-label=\"{} – {}: {passages}\">{passages}</a></td></tr>",
            escape(overlap.id(pair.a)),
            escape(overlap.id(pair.b)),
            word(level_key(pair.level)),
            pair.units,
            share(pair, 0),
            share(pair, 1),
            escape(overlap.id(pair.a)),
            escape(overlap.id(pair.b)),
            passages = pair.passages.len(),
        );
    }
    out.push_str(END);
    more(all.len() - shown.len(), "overlap-more-pairs", out);
    let _ = writeln!(
        out,
        "<p class=\"small\"><span class=\"same\">{}</span> <span class=\"mark common\">{}</span></p>",
        word("overlap-legend-equal"),
        word("overlap-legend-common")
    );
    for (number, pair) in shown {
        details(overlap, *number, pair, out);
    }
}

fn share(pair: &Pair, of: usize) -> String {
    pair.shares.get(of).map(Share::per_cent).unwrap_or_default()
}

fn more(count: usize, key: &'static str, out: &mut String) {
    if count > 0 {
        let _ = writeln!(out, "<p>{}</p>", say(&Message::new(key).with("count", count)));
    }
}

fn details(overlap: &Overlap<'_>, number: usize, pair: &Pair, out: &mut String) {
    let [first, second] = [escape(overlap.id(pair.a)), escape(overlap.id(pair.b))];
    let _ = writeln!(
        out,
        "<section class=\"card pair\" id=\"p{number}\"><h3><span class=\"mono\">{first}</span> – <span class=\"mono\">{second}</span></h3>"
    );
    if pair.sections.iter().any(|sections| !sections.is_empty()) {
        let _ = writeln!(out, "<details><summary>{}</summary>", word("overlap-sections"));
        heads(out, &["overlap-document", "overlap-section", "overlap-share"]);
        for (document, sections) in [pair.a, pair.b].into_iter().zip(&pair.sections) {
            for section in sections {
                let _ = writeln!(
                    out,
                    "<tr><td class=\"mono\">{}</td><td>{}</td><td class=\"num\">{}</td></tr>",
                    escape(overlap.id(document)),
                    escape(&overlap.section(document, section.section)),
                    section.share.per_cent()
                );
            }
        }
        let _ = writeln!(out, "{END}</details>");
    }
    for (number, one) in pair.passages.iter().enumerate() {
        let line = Message::new("overlap-passage-line")
            .with("number", number + 1)
            .with("own", one.own)
            .with("units", one.units);
        let [left, right] = passage::both(one, overlap.text(pair.a), overlap.text(pair.b));
        let _ = writeln!(
            out,
            "<h4>{}</h4><div class=\"sides\"><div><p class=\"small soft mono\">{first}</p><p class=\"words\">{left}</p></div>\
             <div><p class=\"small soft mono\">{second}</p><p class=\"words\">{right}</p></div></div>",
            say(&line)
        );
    }
    out.push_str("</section>\n");
}

fn common(overlap: &Overlap<'_>, out: &mut String) {
    if overlap.outcome.common.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{}</h2><p>{}</p>", word("overlap-common-head"), word("overlap-common-lead"));
    for group in overlap.outcome.common.iter().take(MOST_ROWS / 10) {
        let names: Vec<&str> = group.members.iter().take(50).map(|member| overlap.id(*member)).collect();
        let rest = if group.members.len() > names.len() { " …" } else { "" };
        let text: String = group.example.span.of(overlap.text(group.example.document)).chars().take(600).collect();
        let _ = writeln!(
            out,
            "<div class=\"card pair\"><p><b>{}</b></p><p class=\"words\">{}</p><p class=\"small soft mono\">{}{rest}</p></div>",
            say(&Message::new("overlap-in-documents").with("count", group.documents)),
            escape(&text),
            escape(&names.join(" · "))
        );
    }
    more(overlap.outcome.common.len().saturating_sub(MOST_ROWS / 10), "overlap-more-rows", out);
}

fn documents(overlap: &Overlap<'_>, out: &mut String) {
    let _ = writeln!(
        out,
        "<h2>{}</h2><details><summary>{}</summary>",
        word("overlap-of-documents-head"),
        word("overlap-of-documents-head")
    );
    heads(out, &["overlap-document", "overlap-shared-total", "overlap-common-total"]);
    for (number, one) in (0u32..).zip(&overlap.outcome.documents).take(MOST_ROWS) {
        let _ = writeln!(
            out,
            "<tr><td class=\"mono\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>",
            escape(overlap.id(number)),
            one.shared.per_cent(),
            one.common.per_cent()
        );
    }
    out.push_str(END);
    more(overlap.outcome.documents.len().saturating_sub(MOST_ROWS), "overlap-more-rows", out);
    out.push_str("</details>\n");
}

fn unread(overlap: &Overlap<'_>, out: &mut String) {
    if overlap.unread.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{}</h2>", word("overlap-unread-head"));
    heads(out, &["overlap-document", "overlap-reason"]);
    for one in overlap.unread {
        let _ = writeln!(out, "<tr><td class=\"mono\">{}</td><td>{}</td></tr>", escape(&one.file), say(&one.reason));
    }
    out.push_str(END);
}

fn settings(overlap: &Overlap<'_>, out: &mut String) {
    let _ = writeln!(out, "<h2>{}</h2><ul>", word("overlap-settings-head"));
    let options = overlap.options;
    for message in [
        Message::new("overlap-setting-listing").with("units", options.listing),
        Message::new("overlap-setting-alert").with("units", options.alert),
        Message::new("overlap-setting-common").with("count", options.common),
        Message::new("overlap-setting-known").with("count", overlap.known),
        Message::new("overlap-setting-unit"),
        Message::new("overlap-not-found"),
    ] {
        let _ = writeln!(out, "<li>{}</li>", say(&message));
    }
    out.push_str("</ul>\n");
}
