//! A letter as a message (RFC 5322).

use std::fmt;
use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};

/// An address for letters, with the name of whom it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Mailbox);

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{found}” is no address for letters: {reason}")]
pub struct AddressError {
    found: String,
    reason: String,
}

impl Address {
    /// An address such as `chan@example.org`, with a name that may be empty. Line breaks and other control characters of
    /// the name become blanks, so that a name adds no header line.
    ///
    /// # Errors
    /// When the address does not follow RFC 5321 §4.1.2.
    pub fn new(name: &str, email: &str) -> Result<Self, AddressError> {
        let fault = |reason: String| AddressError { found: email.to_owned(), reason };
        let address = email.parse().map_err(|error: lettre::address::AddressError| fault(error.to_string()))?;
        let name = Some(one_line(name)).filter(|name| !name.is_empty());
        Ok(Self(Mailbox::new(name, address)))
    }

    /// A sender as it stands in a configuration: `grants@example.org` or `範例署 <grants@example.org>`.
    ///
    /// # Errors
    /// When there is no address in it.
    pub fn read(text: &str) -> Result<Self, AddressError> {
        match text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, email)) => Self::new(name.trim().trim_matches('"'), email),
            None => Self::new("", text.trim()),
        }
    }

    /// The part behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.email.domain()
    }

    pub(crate) fn mailbox(&self) -> Mailbox {
        self.0.clone()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.name {
            Some(name) => write!(f, "{name} <{}>", self.0.email),
            None => write!(f, "{}", self.0.email),
        }
    }
}

/// A letter to be handed to the mail server. The same letter gives the same bytes every time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// What it is known by: letters, digits and hyphens, never used for another letter. Its `Message-ID` is made from it,
    /// so that whoever gets it twice can tell.
    pub id: String,
    /// To whom.
    pub to: Address,
    /// Subject; line breaks become blanks.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Seconds since 1970-01-01T00:00Z at which it was ready to be sent.
    pub date: i64,
    /// Language of the text (BCP 47).
    pub language: String,
}

impl Outgoing {
    /// Its `Message-ID` (RFC 5322 §3.6.4) under this sender.
    pub fn message_id(&self, from: &Address) -> String {
        let id: String = self.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        format!("<{id}@{}>", from.domain())
    }

    /// The message. `Auto-Submitted` (RFC 3834 §5) keeps absence notes from answering it.
    ///
    /// # Errors
    /// When a header cannot be written, in words.
    pub(crate) fn message(&self, from: &Address) -> Result<Message, String> {
        let plain = |name: &'static str, value: &str| {
            let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|error| error.to_string())?;
            Ok::<_, String>(HeaderValue::new(name, one_line(value)))
        };
        let seconds = u64::try_from(self.date).unwrap_or(0);
        Message::builder()
            .from(from.mailbox())
            .to(self.to.mailbox())
            .subject(one_line(&self.subject))
            .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
            .message_id(Some(self.message_id(from)))
            .raw_header(plain("Auto-Submitted", "auto-generated")?)
            .raw_header(plain("Content-Language", &self.language)?)
            .header(ContentType::TEXT_PLAIN)
            .body(self.body.replace("\r\n", "\n").replace(['\r', '\0'], "\n").replace('\n', "\r\n"))
            .map_err(|error| error.to_string())
    }
}

/// A text on one line: control characters and separators of lines become blanks.
fn one_line(text: &str) -> String {
    let blank = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().map(|c| if blank(c) { ' ' } else { c }).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, name: &str) -> String {
        let outgoing = Outgoing {
            id: "abc123".to_owned(),
            to: Address::new(name, "chan@example.org").expect("an address"),
            subject: subject.to_owned(),
            body: "陳大文：\n\n你好。\n.\nBcc: x@example.org\n".to_owned(),
            date: 1_588_298_400,
            language: "zh-Hant-HK".to_owned(),
        };
        let from = Address::read("範例署 <grants@office.example.org>").expect("a sender");
        String::from_utf8(outgoing.message(&from).expect("a message").formatted()).expect("ASCII")
    }

    fn headers(message: &str) -> Vec<String> {
        let head = message.split("\r\n\r\n").next().unwrap_or_default();
        let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        lines.filter_map(|line| line.split_once(':')).map(|(name, _)| name.to_lowercase()).collect()
    }

    #[test]
    fn a_message_has_its_headers_and_is_the_same_every_time() {
        let message = letter("申請已提交", "陳大文");
        assert_eq!(message, letter("申請已提交", "陳大文"));
        for wanted in [
            "Message-ID: <abc123@office.example.org>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Language: zh-Hant-HK\r\n",
            "Date: Fri, 01 May 2020 02:00:00 +0000\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(message.contains(wanted), "{wanted} in {message}");
        }
        assert!(message.is_ascii() && message.lines().all(|line| line.len() <= 998));
    }

    #[test]
    fn nothing_that_people_write_adds_a_header() {
        let plain = headers(&letter("a", "b"));
        for hostile in
            ["a\r\nBcc: x@example.org", "a\nBcc: x@example.org\n\nbody", "a\rX-Y: z", "a\u{2028}Bcc: x", "a\0b"]
        {
            assert_eq!(headers(&letter(hostile, "b")), plain, "subject {hostile:?}");
            assert_eq!(headers(&letter("a", hostile)), plain, "name {hostile:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in
            ["", "a", "a@", "@b.org", "a b@c.org", "a@b.org\r\nBcc: x@y.org", "a@b.org>, <x@y.org", "a@b.org,x@y.org"]
        {
            assert!(Address::new("", wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(Address::read("a@b.org").expect("an address").to_string(), "a@b.org");
        assert_eq!(Address::read("\"X, Y\" <a@b.org>").expect("an address").to_string(), "X, Y <a@b.org>");
    }
}
