//! The report for people: one self-contained HTML file that opens from disk, in every language, and prints.

mod data;
mod summary;
mod texts;

use crate::Round;

pub(crate) use data::{comparison_key, field_key, standing_key};

pub(crate) const CSS: &str = include_str!("../assets/report.css");
const SCRIPTS: [&str; 4] = [
    include_str!("../assets/core.js"),
    include_str!("../assets/parts.js"),
    include_str!("../assets/pages.js"),
    include_str!("../assets/main.js"),
];
pub(crate) const SEAL: &str = include_str!("../assets/seal.svg");

/// The whole report as one HTML document in UTF-8.
///
/// # Errors
/// Only if the data cannot be written as JSON, which would be a fault of this program.
pub fn html(round: &Round<'_>) -> serde_json::Result<String> {
    let data = serde_json::to_string(&data::data(round))?.replace('<', "\\u003c");
    let summary = summary::summary(round);
    let options: String = hefu_words::Lang::ALL
        .into_iter()
        .map(|lang| format!("<option value=\"{}\" lang=\"{0}\">{}</option>", lang.tag(), own_name(lang)))
        .collect();
    let sample = if round.sample { "<div class=\"sample\" id=\"sample\"></div>" } else { "" };
    let script: String = SCRIPTS.iter().map(|source| format!("<script>{source}</script>\n")).collect();
    Ok(format!(
        "<!doctype html>\n<html lang=\"zh-Hans\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>合符 Hefu</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<style>\n{CSS}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\" id=\"skip\"></a>\n\
         <header class=\"top\">{sample}<div class=\"bar\"><a class=\"brand\" href=\"#/overview\">{SEAL}<span>合符 Hefu\
         <small id=\"brand-name\"></small></span></a>\
         <nav aria-label=\"menu\"><ul id=\"nav\"></ul></nav>\
         <div class=\"tools\"><label><span class=\"soft small\" id=\"lang-label\"></span> \
         <select id=\"lang\">{options}</select></label> <button type=\"button\" id=\"print\"></button></div></div></header>\n\
         <main id=\"main\" tabindex=\"-1\"></main>\n<noscript>{summary}</noscript>\n\
         <script type=\"application/json\" id=\"data\">{data}</script>\n{script}</body>\n</html>\n"
    ))
}

pub(crate) fn own_name(lang: hefu_words::Lang) -> &'static str {
    match lang {
        hefu_words::Lang::ZhHans => "简体中文",
        hefu_words::Lang::ZhHantHk => "繁體中文（香港）",
        hefu_words::Lang::ZhHantTw => "正體中文（臺灣）",
        hefu_words::Lang::En => "English",
    }
}

/// Text made safe inside an HTML element or a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
