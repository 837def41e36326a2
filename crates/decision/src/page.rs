//! The decision as one page that opens from disk, without script, in one language.

use std::fmt::Write as _;

use hefu_guide::Guide;
use hefu_selection::{Line, Tell};
use hefu_words::{Lang, Message};

use crate::{Decision, MethodFile, Scenario};

const CSS: &str = include_str!("../assets/decision.css");

pub(crate) fn word(lang: Lang, key: &str) -> String {
    Message::new(format!("selection-{key}")).text(lang)
}

/// Text made safe inside an element or a quoted attribute.
fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// Names a side as it is called in the pairing of its directions.
pub(crate) fn tell<'a>(guide: &'a Guide, decision: &'a Decision, lang: Lang) -> Tell<'a> {
    let name =
        move |side: &str| guide.side(side).map_or_else(|| side.to_owned(), |side| side.names.get(lang).to_owned());
    Tell::new(&decision.call, lang, decision.selection.unit, name)
}

/// What a scenario asks.
pub(crate) fn scenario(tell: &Tell<'_>, lang: Lang, scenario: &Scenario) -> String {
    match scenario {
        Scenario::WithoutPreference => word(lang, "scenario-without-preference"),
        Scenario::Budget { direction, amount } => Message::new("selection-scenario-budget")
            .with("of", direction.clone().unwrap_or_else(|| word(lang, "programme")))
            .with("amount", tell.money(i128::from(amount.minor), amount.currency))
            .text(lang),
    }
}

/// The page.
#[must_use]
pub fn page(guide: &Guide, method: &MethodFile, decision: &Decision, lang: Lang) -> String {
    let tell = tell(guide, decision, lang);
    let word = |key: &str| safe(&word(lang, key));
    let selection = &decision.selection;
    let mut out = String::new();
    let title = word("title");
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <style>\n{CSS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{}</p>\n",
        lang.tag(),
        safe(&guide.header.family)
    );
    let _ = write!(out, "<h2>{}</h2>\n<ul>\n", word("method"));
    for line in tell.method(&selection.method) {
        let _ = writeln!(out, "<li>{}</li>", safe(&line));
    }
    for one in &method.signed {
        let side = guide.side(&one.side).map_or(one.side.as_str(), |side| side.names.get(lang));
        let _ = writeln!(
            out,
            "<li>{}: {} · {} · {}</li>",
            word("method-signed"),
            safe(side),
            safe(&one.who),
            safe(&one.when)
        );
    }
    let _ = write!(out, "</ul>\n<p>{}</p>\n", word(if selection.proved { "proved" } else { "not-proved" }));
    totals(&mut out, &tell, decision, lang);
    gate(&mut out, &tell, decision, lang);
    if !decision.scenarios.is_empty() || selection.preference.is_some() {
        let _ = write!(out, "<h2>{}</h2>\n<ul>\n", word("scenarios"));
        if let Some(effect) = &selection.preference {
            let _ = writeln!(out, "<li>{}: {}</li>", word("preference-effect"), safe(&tell.exchange(effect)));
        }
        for (one, exchange) in &decision.scenarios {
            let same = exchange.enter.is_empty() && exchange.leave.is_empty();
            let said = if same { word("no-change") } else { safe(&tell.exchange(exchange)) };
            let _ = writeln!(out, "<li>{}: {said}</li>", safe(&scenario(&tell, lang, one)));
        }
        out.push_str("</ul>\n");
    }
    more(&mut out, &tell, decision, lang);
    let _ = writeln!(out, "<h2>{}</h2>", word("projects-heading"));
    for direction in &decision.call.directions {
        let names = guide.directions.iter().find(|own| own.number == direction.number);
        let name = names.map_or("", |own| own.names.get(lang));
        let _ = writeln!(out, "<h3>{} {}</h3>", safe(&direction.number), safe(name));
        for line in selection.lines.iter().filter(|line| line.direction == direction.number) {
            project(&mut out, &tell, line, lang);
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn totals(out: &mut String, tell: &Tell<'_>, decision: &Decision, lang: Lang) {
    let word = |key: &str| safe(&word(lang, key));
    let _ = write!(out, "<h2>{}</h2>\n<ul>\n", word("result"));
    let count = |direction: Option<&str>| {
        let own = |line: &&Line| line.chosen && direction.is_none_or(|direction| line.direction == direction);
        decision.selection.lines.iter().filter(own).count()
    };
    let bands = decision.call.directions.iter().map(|own| (Some(own.number.as_str()), own.band));
    for (direction, band) in bands.chain([(None, decision.call.band)]) {
        let name = direction.map_or_else(|| word("programme"), safe);
        let stated = band.map(|band| format!(" ({}: {}–{})", word("band"), band.min, band.max)).unwrap_or_default();
        let said = Message::new("selection-projects").with("count", count(direction)).text(lang);
        let _ = writeln!(out, "<li>{name}: {}{stated}</li>", safe(&said));
    }
    let _ = write!(
        out,
        "</ul>\n<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">{0}</th><th scope=\"col\" class=\"num\">{1}</th>\
         <th scope=\"col\" class=\"num\">{2}</th></tr></thead>\n<tbody>\n",
        word("limit"),
        word("used"),
        word("left")
    );
    for (limit, at_most, used) in &decision.selection.audit.used {
        let left = i128::from(*at_most) - used;
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>",
            safe(&tell.limit(limit)),
            safe(&tell.amount(limit, *used)),
            safe(&tell.amount(limit, left))
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn gate(out: &mut String, tell: &Tell<'_>, decision: &Decision, lang: Lang) {
    let word = |key: &str| safe(&word(lang, key));
    let _ = writeln!(out, "<h2>{}</h2>", word("gate"));
    match &decision.gate {
        Ok(reasons) if reasons.is_empty() => {
            let _ = writeln!(out, "<p>{}</p>", word("gate-clear"));
        }
        Ok(reasons) => {
            out.push_str("<ul>\n");
            for reason in reasons {
                let signed = &reason.signed;
                let _ = writeln!(
                    out,
                    "<li>{}. {}: {} ({}, {})</li>",
                    safe(&tell.deviation(&reason.deviation)),
                    word("reason"),
                    safe(&signed.why),
                    safe(&signed.who),
                    safe(&signed.when)
                );
            }
            out.push_str("</ul>\n");
        }
        Err(refused) => {
            out.push_str("<ul class=\"stop\">\n");
            for one in refused {
                let _ = writeln!(out, "<li>{}</li>", safe(&tell.refused(one)));
            }
            out.push_str("</ul>\n");
        }
    }
}

fn more(out: &mut String, tell: &Tell<'_>, decision: &Decision, lang: Lang) {
    let _ = write!(out, "<h2>{}</h2>\n<ul>\n", safe(&word(lang, "more")));
    let mut any = false;
    for one in &decision.selection.sensitivity {
        if let Some(exchange) = &one.place {
            any = true;
            let said = Message::new("selection-more-place").with("exchange", tell.exchange(exchange)).text(lang);
            let _ = writeln!(out, "<li>{}: {}</li>", safe(&one.direction), safe(&said));
        }
        for money in &one.money {
            any = true;
            let _ = writeln!(out, "<li>{}: {}</li>", safe(&one.direction), safe(&tell.more_money(money)));
        }
    }
    if !any {
        let _ = writeln!(out, "<li>{}</li>", safe(&word(lang, "no-change")));
    }
    out.push_str("</ul>\n");
}

fn project(out: &mut String, tell: &Tell<'_>, line: &Line, lang: Lang) {
    let word = |key: &str| safe(&word(lang, key));
    let (class, outcome) = if line.chosen { ("in", "supported") } else { ("out", "not-supported") };
    let _ = write!(
        out,
        "<section class=\"{class}\"><h4>{} <span>{}</span></h4>\n<p>{}</p>\n<dl>",
        safe(&line.id),
        word(outcome),
        safe(&line.title)
    );
    let mut fact = |key: &str, value: String| {
        let _ = write!(out, "<dt>{}</dt><dd>{}</dd>", word(key), safe(&value));
    };
    if let (Some(place), Some(worth)) = (line.place, line.worth) {
        fact("place", place.to_string());
        fact("worth", tell.worth(worth));
    }
    fact("amount", tell.yuan(line.state));
    fact("why", tell.why(&line.why, line.place));
    for change in &line.changes {
        fact("changes", tell.change(change));
    }
    out.push_str("</dl></section>\n");
}
