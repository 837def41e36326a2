//! From what a letter is about to its words.

use hefu_text::date::{DateStyle, format_date};
use hefu_words::{Lang, Message};
use jiff::Zoned;

use super::facts::SECRET;
use super::{Facts, LetterKind};
use crate::Office;

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Subject.
    pub subject: String,
    /// Text, with empty lines between paragraphs.
    pub body: String,
}

/// The origin under which people reach this office.
fn base_url(office: &Office) -> String {
    let config = office.config();
    let base = config.public.clone().unwrap_or_else(|| format!("http://{}", config.listen));
    base.trim_end_matches('/').to_owned()
}

/// A letter in words, to somebody of this name. `secret` stands in the link where there is
/// to be one; a preview has none and
/// shows where it will stand. `contact` is whom the notice names.
pub fn compose(
    office: &Office,
    lang: Lang,
    kind: LetterKind,
    facts: &Facts,
    name: &str,
    (secret, contact): (Option<&str>, Option<&str>),
) -> Text {
    let say = |key: &str| Message::new(key).text(lang);
    let mut subject = Message::new(format!("letter-{}-subject", kind.word()));
    subject.args.clone_from(&facts.blanks);
    let mut fill = |name: &str, value: String| {
        subject.args.insert(name.to_owned(), value.into());
    };
    fill("authority", office.config().authority.clone());
    let untitled = facts.blanks.get("title").is_some_and(|title| *title == "".into());
    if untitled {
        fill("title", say("portal-untitled"));
    }
    if let Some(direction) = &facts.direction {
        fill("direction", named(office, lang, direction));
    }
    if let Some(clause) = &facts.clause {
        // A setting of the office's own stands under no clause.
        fill("clause", if clause.is_empty() { say("confirmation-own-setting") } else { clause.clone() });
    }
    if let Some(side) = &facts.partner {
        let direction = facts.direction.as_deref().unwrap_or_default();
        fill("side", office.guide().side_name(direction, side, lang));
    }
    for (name, at) in &facts.instants {
        fill(name, told(lang, at));
    }
    let text = Message { key: format!("letter-{}-text", kind.word()), args: subject.args.clone() };
    let mut parts = vec![Message::new("letter-greeting").with("name", name).text(lang), text.text(lang)];
    if let Some(clause) = facts.clause.as_deref().and_then(|id| office.guide().clause(id)) {
        let quote = Message::new("letter-quote").with("clause", clause.id.as_str());
        parts.push(quote.with("sentence", clause.text.as_str()).text(lang));
    }
    let base = base_url(office);
    if let Some(path) = facts.path_of(kind) {
        let end = secret.map_or_else(|| say("letter-secret-later"), str::to_owned);
        let lead = say(if path.contains(SECRET) { "letter-link" } else { "letter-page" });
        parts.push(format!("{lead}\n{base}{}", path.replace(SECRET, &end)));
    }
    if let Some(remedy) = &facts.remedy {
        let told = Message::new("letter-remedy")
            .with("until", told(lang, &remedy.until))
            .with("decider", remedy.decider.as_str());
        let grounds = remedy.grounds.iter().map(|ground| format!("- {ground}"));
        let lines = [told.text(lang)].into_iter().chain(grounds).chain([format!("{base}{}", remedy.path)]);
        parts.push(lines.collect::<Vec<_>>().join("\n"));
    }
    if let Some(contact) = contact.filter(|contact| !contact.is_empty()) {
        parts.push(Message::new("letter-contact").with("contact", contact).text(lang));
    }
    let foot = [office.config().authority.clone(), say("letter-automatic"), say("letter-wishes")];
    // "-- " parts the signature from the text (RFC 3676 §4.3).
    parts.push(format!("-- \n{}\n{base}/account/letters", foot.join("\n")));
    Text { subject: subject.text(lang), body: format!("{}\n", parts.join("\n\n")) }
}

fn named(office: &Office, lang: Lang, number: &str) -> String {
    match office.guide().direction(number) {
        Some(direction) => format!("{number} {}", direction.names.get(lang)),
        None => number.to_owned(),
    }
}

/// An instant with its zone, as the pages tell it.
pub(crate) fn told(lang: Lang, at: &Zoned) -> String {
    let date = match lang {
        Lang::En => format_date(at.date(), DateStyle::English),
        Lang::ZhHantTw if at.year() >= 1912 => {
            format!("{}（{}）", format_date(at.date(), DateStyle::Han), format_date(at.date(), DateStyle::Minguo))
        }
        _ => format_date(at.date(), DateStyle::Han),
    };
    let name = match at.time_zone().iana_name() {
        Some("Asia/Shanghai" | "PRC") => Message::new("web-zone-shanghai").text(lang),
        Some("Asia/Hong_Kong" | "Hongkong") => Message::new("web-zone-hong-kong").text(lang),
        Some("Asia/Macau" | "Asia/Macao") => Message::new("web-zone-macau").text(lang),
        Some("Asia/Taipei" | "ROC") => Message::new("web-zone-taipei").text(lang),
        Some(other) => other.to_owned(),
        None => String::new(),
    };
    let offset = offset(at.offset().seconds());
    let zone = Message::new("web-zone").with("name", name).with("offset", offset).text(lang);
    let stamp = Message::new("web-stamp").with("date", date).with("hour", at.strftime("%H:%M").to_string());
    stamp.with("zone", zone).text(lang)
}

fn offset(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '−' } else { '+' }, seconds.abs() / 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}
