//! The portfolio as a fragment of a page: a picture and its table for each group.

use std::fmt::Write as _;

use hefu_guide::{Guide, money_style};
use hefu_text::money::Money;
use hefu_words::{Lang, Message};

use super::{By, Group, Portfolio, Row, topic_id};
use crate::picture::{Bar, bars, safe};

fn say(key: &str) -> Message {
    Message::new(format!("results-{key}"))
}

/// The name of a group.
pub(super) fn heading(guide: &Guide, by: &By, lang: Lang) -> String {
    let key = match by {
        By::Direction => "by-direction",
        By::Topic => "by-topic",
        By::Side => "by-side",
        By::Tag => "by-tag",
        By::List(id) => {
            return guide.list(id).map_or_else(|| id.clone(), |list| list.names.get(lang).to_owned());
        }
    };
    say(key).text(lang)
}

/// The name of a row.
pub(super) fn name(guide: &Guide, all: &Portfolio, by: &By, row: &Row, lang: Lang) -> String {
    let Some(key) = &row.key else { return say("not-stated").text(lang) };
    let found = match by {
        By::Direction => guide.direction(key).map(|own| format!("{key} {}", own.names.get(lang))),
        By::Topic => guide.directions.iter().find_map(|direction| {
            let id = topic_id(guide, &direction.number, key)?;
            let topic = direction.leaves().into_iter().find(|topic| topic.id == id)?;
            Some(topic.names.get(lang).to_owned())
        }),
        By::Side => Some(side_of(guide, all, key, lang)),
        By::List(id) => guide
            .list(id)
            .and_then(|list| list.values.iter().find(|value| value.id == *key))
            .map(|value| value.names.get(lang).to_owned()),
        By::Tag => None,
    };
    found.unwrap_or_else(|| key.clone())
}

/// A side as it is called in the pairing of the one direction there is, or by its general name.
fn side_of(guide: &Guide, all: &Portfolio, side: &str, lang: Lang) -> String {
    let directions = all.groups.iter().filter(|group| group.by == By::Direction).flat_map(|group| &group.rows);
    let mut numbers = directions.filter_map(|row| row.key.as_deref());
    match (numbers.next(), numbers.next()) {
        (Some(only), None) => guide.side_name(only, side, lang),
        _ => guide.side(side).map_or_else(|| side.to_owned(), |side| side.names.get(lang).to_owned()),
    }
}

/// Amounts, one after the other.
pub(super) fn amounts(all: &[Money], lang: Lang) -> String {
    let said: Vec<String> = all.iter().map(|money| money.format(money_style(lang))).collect();
    said.join(if lang == Lang::En { "; " } else { "；" })
}

/// Headers of every table.
pub(super) fn heads(what: String, lang: Lang) -> [String; 3] {
    [what, say("projects").text(lang), say("money").text(lang)]
}

/// The fragment; `id` begins the ids in it.
#[must_use]
pub fn fragment(id: &str, guide: &Guide, portfolio: &Portfolio, lang: Lang) -> String {
    let total = say("portfolio-total")
        .with("projects", portfolio.projects)
        .with("money", amounts(&portfolio.money, lang))
        .text(lang);
    let mut out = format!("<p>{}</p>\n", safe(&total));
    for (at, group) in portfolio.groups.iter().enumerate() {
        let title = heading(guide, &group.by, lang);
        let _ = writeln!(out, "<h3>{}</h3>", safe(&title));
        if group.several {
            let _ = writeln!(out, "<p>{}</p>", safe(&note(&group.by, lang)));
        }
        let bars = bars(
            &format!("{id}-{at}"),
            &title,
            &heads(title.clone(), lang),
            &rows(guide, portfolio, group, lang),
            lang,
        );
        out.push_str(&bars.figure());
    }
    out
}

fn note(by: &By, lang: Lang) -> String {
    say(if *by == By::Side { "sides-own-money" } else { "may-count-twice" }).text(lang)
}

fn rows(guide: &Guide, all: &Portfolio, group: &Group, lang: Lang) -> Vec<Bar> {
    let bar = |row: &Row| Bar {
        name: name(guide, all, &group.by, row, lang),
        count: row.projects,
        more: vec![amounts(&row.money, lang)],
    };
    group.rows.iter().map(bar).collect()
}
