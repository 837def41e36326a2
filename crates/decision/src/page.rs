//! The decision as one page that opens from disk, without script, in one language.

pub(crate) mod reserve;
pub(crate) mod reviews;

use std::fmt::Write as _;

use hefu_guide::Guide;
use hefu_selection::{Band, Call, Line, Tell};
use hefu_words::{Lang, Message};

use crate::picture::{self, safe};
use crate::portfolio::{fragment, portfolio};
use crate::{Beside, Decision, MethodFile, Scenario};

const CSS: &str = include_str!("../assets/decision.css");

pub(crate) fn word(lang: Lang, key: &str) -> String {
    Message::new(format!("selection-{key}")).text(lang)
}

/// Tells of a decision, a side named as [`side_name`] does.
pub(crate) fn tell<'a>(guide: &'a Guide, decision: &'a Decision, lang: Lang) -> Tell<'a> {
    let name = move |side: &str| side_name(guide, &decision.call, side, lang);
    Tell::new(&decision.call, lang, decision.selection.unit, name)
}

/// A side as it is called in the pairing of the call's directions: 内地 with 香港, 大陆 with 台湾. Where directions of several
/// pairings are decided together it is called by its general name.
pub(crate) fn side_name(guide: &Guide, call: &Call, side: &str, lang: Lang) -> String {
    let mut pairings = call.directions.iter().map(|direction| (guide.pairing_of(&direction.number), direction));
    if let Some((Some(first), direction)) = pairings.next()
        && pairings.all(|(other, _)| other.is_some_and(|other| other.id == first.id))
    {
        return guide.side_name(&direction.number, side, lang);
    }
    guide.side(side).map_or_else(|| side.to_owned(), |side| side.names.get(lang).to_owned())
}

/// The colon of a language, with its blank where it has one.
fn colon(lang: Lang) -> &'static str {
    if lang == Lang::En { ": " } else { "：" }
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
    page_with(guide, method, decision, &Beside::default(), lang)
}

/// The page with each side's review and what the applicants have chosen beside the decision.
#[must_use]
pub fn page_with(guide: &Guide, method: &MethodFile, decision: &Decision, beside: &Beside, lang: Lang) -> String {
    let reviews = beside.reviews.as_slice();
    let tell = tell(guide, decision, lang);
    let word = |key: &str| safe(&word(lang, key));
    let selection = &decision.selection;
    let mut out = String::new();
    let title = word("title");
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <style>\n{CSS}{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{}</p>\n",
        lang.tag(),
        picture::CSS,
        safe(&guide.header.family)
    );
    let _ = write!(out, "<h2>{}</h2>\n<ul>\n", word("method"));
    for line in tell.method(&selection.method) {
        let _ = writeln!(out, "<li>{}</li>", safe(&line));
    }
    for one in &method.signed {
        let side = side_name(guide, &decision.call, &one.side, lang);
        let _ = writeln!(
            out,
            "<li>{}{}{} · {} · {}</li>",
            word("method-signed"),
            colon(lang),
            safe(&side),
            safe(&one.who),
            safe(&one.when)
        );
    }
    let _ = write!(out, "</ul>\n<p>{}</p>\n", word(if selection.proved { "proved" } else { "not-proved" }));
    totals(&mut out, &tell, decision, lang);
    out.push_str(&picture::capacity("capacity", guide, decision, lang).figure());
    gate(&mut out, &tell, decision, lang);
    if !decision.scenarios.is_empty() || selection.preference.is_some() {
        let _ = write!(out, "<h2>{}</h2>\n<ul>\n", word("scenarios"));
        if let Some(effect) = &selection.preference {
            let _ =
                writeln!(out, "<li>{}{}{}</li>", word("preference-effect"), colon(lang), safe(&tell.exchange(effect)));
        }
        for (one, exchange) in &decision.scenarios {
            let same = exchange.enter.is_empty() && exchange.leave.is_empty();
            let said = if same { word("no-change") } else { safe(&tell.exchange(exchange)) };
            let _ = writeln!(out, "<li>{}{}{said}</li>", safe(&scenario(&tell, lang, one)), colon(lang));
        }
        out.push_str("</ul>\n");
    }
    more(&mut out, &tell, decision, lang);
    reviews::disagreement(&mut out, guide, decision, reviews, lang);
    for review in reviews {
        reviews::side(&mut out, guide, decision, review, lang);
    }
    reserve::section(&mut out, &tell, decision, lang);
    let counted = portfolio(guide, &decision.call, &selection.chosen(), &beside.attributes);
    let _ = writeln!(out, "<h2>{}</h2>", safe(&Message::new("results-portfolio").text(lang)));
    out.push_str(&fragment("portfolio", guide, &counted, lang));
    let _ = writeln!(out, "<h2>{}</h2>", word("projects-heading"));
    for direction in &decision.call.directions {
        let names = guide.directions.iter().find(|own| own.number == direction.number);
        let name = names.map_or("", |own| own.names.get(lang));
        let _ = writeln!(out, "<h3>{} {}</h3>", safe(&direction.number), safe(name));
        for line in selection.lines.iter().filter(|line| line.direction == direction.number) {
            project(&mut out, &tell, line, reviews::grey_sides(guide, reviews, line, lang), lang);
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
        let stated = band.map(|band| stated(band, lang)).unwrap_or_default();
        let said = Message::new("selection-projects").with("count", count(direction)).text(lang);
        let _ = writeln!(out, "<li>{name}{}{}{}</li>", colon(lang), safe(&said), safe(&stated));
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

/// A band in brackets.
fn stated(band: Band, lang: Lang) -> String {
    let numbers = if band.min == band.max { band.max.to_string() } else { format!("{}–{}", band.min, band.max) };
    let said = format!("{}{}{numbers}", word(lang, "band"), colon(lang));
    if lang == Lang::En { format!(" ({said})") } else { format!("（{said}）") }
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
                    "<li>{}. {}{}{} ({}, {})</li>",
                    safe(&tell.deviation(&reason.deviation)),
                    word("reason"),
                    colon(lang),
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
            let _ = writeln!(out, "<li>{}{}{}</li>", safe(&one.direction), colon(lang), safe(&said));
        }
        for money in &one.money {
            any = true;
            let _ = writeln!(out, "<li>{}{}{}</li>", safe(&one.direction), colon(lang), safe(&tell.more_money(money)));
        }
    }
    if !any {
        let _ = writeln!(out, "<li>{}</li>", safe(&word(lang, "no-change")));
    }
    out.push_str("</ul>\n");
}

fn project(out: &mut String, tell: &Tell<'_>, line: &Line, grey: Vec<String>, lang: Lang) {
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
    if !grey.is_empty() {
        let said = Message::new("results-grey-with").with("sides", grey).text(lang);
        let name = Message::new("results-grey").text(lang);
        let _ = write!(out, "<dt>{}</dt><dd>{}</dd>", safe(&name), safe(&said));
    }
    out.push_str("</dl></section>\n");
}
