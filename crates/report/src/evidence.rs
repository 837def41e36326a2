//! The report of the evidence bench: a page with both numbers and the pictures of each claim, and the same as JSON.

use std::fmt::Write as _;

use hefu_evidence::{Comparison, Fault, Judged, PICTURE_CSS, Picture, Verdict, svg};
use hefu_words::{Arg, Lang, Message};

use crate::html::escape;
use crate::languages::{END, heads, heads_of, page, say, word};

const OWN_CSS: &str = include_str!("../assets/evidence.css");

/// Rows of a table of the page; all that is kept stands in the JSON.
const MOST: usize = 200;

/// Everything judged, as JSON, with each sentence in every language beside its key.
///
/// # Errors
/// Only if it cannot be written, which would be a fault of this program.
pub fn evidence_json(judged: &[Judged]) -> serde_json::Result<String> {
    let text = |message: &Message| -> serde_json::Map<String, serde_json::Value> {
        Lang::ALL.into_iter().map(|lang| (lang.tag().to_owned(), message.text(lang).into())).collect()
    };
    let mut all = Vec::new();
    for one in judged {
        let mut value = serde_json::to_value(one)?;
        if let Some(object) = value.as_object_mut() {
            object.insert("sentence".to_owned(), text(&one.sentence()).into());
            object.insert("verdict_words".to_owned(), text(&Message::new(one.verdict.key())).into());
        }
        all.push(value);
    }
    serde_json::to_string_pretty(&all).map(|text| text + "\n")
}

/// The page, shown in `lang` until the reader chooses another language.
#[must_use]
pub fn evidence_page(judged: &[Judged], lang: Lang) -> String {
    let mut body = String::new();
    let _ =
        write!(body, "<h1>{}</h1>\n<p>{}</p>\n<div class=\"figures\">", word("evidence-title"), word("evidence-lead"));
    let count = |key: &str| judged.iter().filter(|one| one.verdict.key() == key).count();
    let verdicts = ["evidence-reached", "evidence-not-reached", "evidence-cannot-tell"].map(|key| (key, count(key)));
    for (key, count) in std::iter::once(("evidence-claims", judged.len())).chain(verdicts) {
        let _ = write!(body, "<div class=\"figure\"><b>{count}</b><span>{}</span></div>", word(key));
    }
    let _ = writeln!(body, "</div>\n<h2>{}</h2>", word("evidence-claims"));
    heads(
        &mut body,
        &["evidence-claim", "evidence-figure", "evidence-claimed", "evidence-recomputed", "evidence-verdict"],
    );
    for (number, one) in judged.iter().enumerate() {
        let claim = if one.says.is_empty() { &one.id } else { &one.says };
        let recomputed = match &one.recomputed {
            Some(amount) => escape(&amount.text()),
            None => word("evidence-not-recomputed"),
        };
        let _ = writeln!(
            body,
            "<tr><td class=\"title\"><a href=\"#c{number}\">{}</a></td><td>{}</td><td>{}</td><td>{recomputed}</td>\
             <td>{}</td></tr>",
            escape(claim),
            say(&one.figure_words),
            claimed(one),
            mark(&one.verdict),
        );
    }
    let _ = writeln!(body, "{END}<h2>{}</h2>", word("evidence-details"));
    for (number, one) in judged.iter().enumerate() {
        claim(number, one, &mut body);
    }
    page("evidence-title", lang, &format!("{OWN_CSS}{PICTURE_CSS}"), &body)
}

fn mark(verdict: &Verdict) -> String {
    let tone = match verdict {
        Verdict::Reached => "pass",
        Verdict::NotReached => "fail",
        Verdict::CannotTell(_) => "unset",
    };
    format!("<span class=\"mark {tone}\">{}</span>", word(verdict.key()))
}

fn claimed(one: &Judged) -> String {
    let Some(target) = &one.claimed else { return word("evidence-unstated") };
    let key = match target.comparison {
        Comparison::AtLeast => "evidence-target-at-least",
        Comparison::AtMost => "evidence-target-at-most",
        Comparison::Equals => "evidence-target-equals",
    };
    say(&Message::new(key).with("value", target.written.as_str()))
}

fn claim(number: usize, one: &Judged, out: &mut String) {
    let _ = write!(
        out,
        "<section class=\"card claim\" id=\"c{number}\"><h3>{} <span class=\"mono\">{}</span></h3>",
        mark(&one.verdict),
        escape(&one.id)
    );
    if !one.says.is_empty() {
        let _ = write!(out, "<blockquote>{}</blockquote>", escape(&one.says));
    }
    let _ = writeln!(out, "<p class=\"told\">{}</p>", say(&one.sentence()));
    let mut about = Vec::new();
    about.extend(
        one.population.as_ref().map(|name| Message::new("evidence-of-population").with("population", name.as_str())),
    );
    about.extend(one.clause.as_ref().map(|clause| Message::new("evidence-clause").with("clause", clause.as_str())));
    for message in about {
        let _ = writeln!(out, "<p class=\"small soft\">{}</p>", say(&message));
    }
    if let Verdict::CannotTell(why) = &one.verdict {
        list("evidence-why-head", why, out);
    }
    faults("evidence-faults-head", &one.faults, one.fault_count, out);
    faults("evidence-findings-head", &one.findings, one.finding_count, out);
    if !one.pictures.is_empty() {
        out.push_str("<div class=\"pictures\">\n");
        for (at, one) in one.pictures.iter().enumerate() {
            picture(&format!("c{number}-p{at}"), one, out);
        }
        out.push_str("</div>\n");
    }
    figures(one, out);
    list("evidence-method-head", &one.method, out);
    let mut read = Vec::new();
    for table in &one.read {
        let line = Message::new("evidence-read-line").with("table", table.table.to_string()).with("rows", table.rows);
        read.push(line.with("sha256", table.sha256.as_str()));
        if table.passed > 0 {
            read.push(Message::new("evidence-read-passed").with("count", table.passed));
        }
        if !table.unused.is_empty() {
            read.push(Message::new("evidence-read-unused").with("columns", table.unused.clone()));
        }
    }
    list("evidence-read-head", &read, out);
    out.push_str("</section>\n");
}

fn list(head: &str, messages: &[Message], out: &mut String) {
    if messages.is_empty() {
        return;
    }
    let _ = write!(out, "<h4>{}</h4><ul>", word(head));
    for message in messages {
        let _ = write!(out, "<li>{}</li>", say(message));
    }
    out.push_str("</ul>\n");
}

fn faults(head: &str, faults: &[Fault], count: usize, out: &mut String) {
    if faults.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h4>{}</h4>", word(head));
    heads(out, &["evidence-place", "evidence-what", "evidence-remedy"]);
    for fault in faults.iter().take(MOST) {
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            say(&fault.place()),
            say(&fault.what),
            say(&fault.remedy)
        );
    }
    out.push_str(END);
    if faults.len() > MOST {
        let _ = writeln!(
            out,
            "<p class=\"small\">{}</p>",
            say(&Message::new("evidence-more").with("count", faults.len() - MOST))
        );
    }
    if count > faults.len() {
        let _ = writeln!(
            out,
            "<p class=\"small\">{}</p>",
            say(&Message::new("evidence-more-counted").with("count", count))
        );
    }
}

fn picture(id: &str, picture: &Picture, out: &mut String) {
    let _ = writeln!(
        out,
        "<figure><figcaption id=\"{id}\">{}</figcaption>{}",
        say(picture.title()),
        svg(picture, &Lang::ALL, id)
    );
    let numbers = picture.numbers();
    let _ = write!(out, "<details><summary>{}</summary>", word("evidence-numbers-head"));
    heads_of(out, &numbers.heads);
    for row in numbers.rows.iter().take(MOST) {
        out.push_str("<tr>");
        for cell in row {
            let _ = write!(out, "<td>{}</td>", arg(cell));
        }
        out.push_str("</tr>\n");
    }
    let _ = writeln!(out, "{END}</details></figure>");
}

fn arg(cell: &Arg) -> String {
    match cell {
        Arg::Message(message) => say(message),
        other => say(&Message::new("evidence-quoted").with("text", other.clone())),
    }
}

fn figures(one: &Judged, out: &mut String) {
    if one.figures.is_empty() {
        return;
    }
    let populations = one.figures.iter().any(|figure| figure.population.is_some());
    let _ = writeln!(out, "<h4>{}</h4>", word("evidence-figures-head"));
    let all = ["evidence-of-whom", "evidence-figure", "evidence-value"];
    heads(out, if populations { &all } else { all.get(1..).unwrap_or_default() });
    for figure in &one.figures {
        out.push_str("<tr>");
        if populations {
            let name = figure.population.as_deref().map_or_else(|| word("evidence-all-cases"), escape);
            let _ = write!(out, "<td>{name}</td>");
        }
        let _ = writeln!(out, "<td>{}</td><td>{}</td></tr>", say(&figure.figure), escape(&figure.amount.text()));
    }
    out.push_str(END);
}
