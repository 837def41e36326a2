//! One HTML file that holds every language, opens from disk and needs no script.

use std::fmt::Write as _;

use hefu_words::{Lang, Message};

use crate::html::{CSS, SEAL, escape, own_name};

const OWN_CSS: &str = include_str!("../assets/languages.css");

/// The whole page, shown in `lang` until the reader chooses another language; `title` is a key of the catalogue.
pub(crate) fn page(title: &str, lang: Lang, css: &str, body: &str) -> String {
    let choices: String = Lang::ALL
        .into_iter()
        .map(|one| {
            let checked = if one == lang { " checked" } else { "" };
            let (tag, name) = (one.tag(), own_name(one));
            format!(
                "<label lang=\"{tag}\"><input type=\"radio\" name=\"lang\" id=\"l-{tag}\"{checked}> {name}</label> "
            )
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{words} · 合符 Hefu</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<style>\n{CSS}{OWN_CSS}{css}{hide}</style>\n</head>\n<body>\n\
         <header class=\"top\"><div class=\"bar\"><span class=\"brand\">{SEAL}<span>合符 Hefu<small>{name}</small></span></span>\
         <fieldset class=\"tools\"><legend class=\"unseen\">{language}</legend>{choices}</fieldset></div></header>\n\
         <main id=\"main\">\n{body}</main>\n</body>\n</html>\n",
        tag = lang.tag(),
        words = escape(&Message::new(title).text(lang)),
        name = word(title),
        language = word("overlap-language"),
        hide = hiding(),
    )
}

/// Rules that show one language: the chosen one.
fn hiding() -> String {
    let rule = |lang: Lang| {
        let tag = lang.tag();
        format!("body:has(#l-{tag}:checked) .t:not([lang=\"{tag}\"]) {{ display: none; }}\n")
    };
    Lang::ALL.into_iter().map(rule).collect()
}

/// A sentence in every language; the page shows one.
pub(crate) fn say(message: &Message) -> String {
    let texts = Lang::ALL.map(|lang| message.text(lang));
    if texts.iter().all(|text| Some(text) == texts.first()) {
        return escape(texts.first().map_or("", String::as_str));
    }
    let one =
        |(lang, text): (Lang, &String)| format!("<span class=\"t\" lang=\"{}\">{}</span>", lang.tag(), escape(text));
    Lang::ALL.into_iter().zip(&texts).map(one).collect()
}

/// A sentence without blanks in every language.
pub(crate) fn word(key: &str) -> String {
    say(&Message::new(key))
}

/// A table begins, with these headings.
pub(crate) fn heads(out: &mut String, keys: &[&str]) {
    let messages: Vec<Message> = keys.iter().map(|key| Message::new(*key)).collect();
    heads_of(out, &messages);
}

/// The same with headings that have blanks.
pub(crate) fn heads_of(out: &mut String, messages: &[Message]) {
    out.push_str("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
    for message in messages {
        let _ = write!(out, "<th scope=\"col\">{}</th>", say(message));
    }
    out.push_str("</tr></thead><tbody>\n");
}

/// A table ends.
pub(crate) const END: &str = "</tbody></table></div>\n";
