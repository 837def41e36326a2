//! A question of a form with its label, its hint, the sentence of the guide it comes from, its error and its control.

use askama::Template;
use hefu_text::date::{DateStyle, format_date};
use jiff::civil::Date;

use super::Quote;
use crate::shell::Say;

/// A field. Its `id` is its name, so that an error can link to it.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/field.html")]
pub struct Field {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Name under which the form sends it.
    pub name: String,
    /// Label.
    pub label: String,
    /// What to know before answering.
    pub hint: Option<String>,
    /// The sentence of the guide that asks for it.
    pub quote: Option<Quote>,
    /// What is wrong and what to do.
    pub error: Option<String>,
    /// Whether it may stay empty; said in the label.
    pub optional: bool,
    /// Its value as sent; of choices, the values chosen.
    pub values: Vec<String>,
    /// Language of what is written into it, where it differs from the page's.
    pub value_lang: Option<String>,
    /// What the office read from the value, shown under the control: a date in both calendars, an amount in 万元.
    pub read_as: Option<String>,
    /// Purpose for browsers and aids (WCAG 1.3.5), for example `name`, `email`, `organization`.
    pub autocomplete: Option<&'static str>,
    /// The control.
    pub control: Control,
}

/// What one answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line.
    Text {
        /// How wide it looks; how long the answer is expected to be.
        width: Width,
        /// `text`, `email`, `search`, `password`, `tel`, `url`.
        kind: &'static str,
    },
    /// Several lines; with a limit, characters are counted.
    Area {
        /// Lines shown.
        lines: u32,
        /// Most characters.
        most: Option<u32>,
    },
    /// Several lines whose words are counted: a Han character is a word.
    Essay {
        /// Lines shown.
        lines: u32,
        /// Least words.
        least: Option<u32>,
        /// Most words.
        most: Option<u32>,
    },
    /// One from a list.
    Select(Vec<Choice>),
    /// One of few.
    Radios(Vec<Choice>),
    /// Any of few.
    Checks(Vec<Choice>),
    /// A date, as a line of text: `2021-01-01`, `2021年1月1日`, 民國110年1月1日 are all read.
    Date,
    /// A whole amount of money.
    Money {
        /// The currency and its unit in words: 人民币，元.
        currency: String,
    },
    /// A file to send.
    File {
        /// Endings taken, for example `.pdf,.docx`.
        accept: String,
        /// The largest size in words.
        most: String,
        /// What is held already.
        held: Option<HeldFile>,
    },
}

/// Widths of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A few digits.
    Short,
    /// A name or number.
    Middle,
    /// A title.
    Full,
}

/// One of several answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Value sent.
    pub value: String,
    /// Words.
    pub label: String,
    /// A line under the words.
    pub hint: Option<String>,
}

impl Choice {
    /// An answer.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// The same with a line under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A file the office holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldFile {
    /// Name as sent.
    pub name: String,
    /// Size in words.
    pub size: String,
    /// SHA-256 in hexadecimal digits.
    pub digest: String,
    /// Where it can be had.
    pub href: Option<String>,
    /// Value of the button `act` that takes it away; without one there is no button.
    pub remove: Option<String>,
}

impl Field {
    fn new(say: Say, name: impl Into<String>, label: impl Into<String>, control: Control) -> Self {
        Self {
            say,
            name: name.into(),
            label: label.into(),
            hint: None,
            quote: None,
            error: None,
            optional: false,
            values: Vec::new(),
            value_lang: None,
            read_as: None,
            autocomplete: None,
            control,
        }
    }

    /// One line of text.
    pub fn text(say: Say, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(say, name, label, Control::Text { width: Width::Full, kind: "text" })
    }

    /// Several lines; `most` characters, counted.
    pub fn area(say: Say, name: impl Into<String>, label: impl Into<String>, most: Option<u32>) -> Self {
        Self::new(say, name, label, Control::Area { lines: 5, most })
    }

    /// Several lines whose words are counted, with at least and at most so many.
    pub fn essay(
        say: Say,
        name: impl Into<String>,
        label: impl Into<String>,
        (least, most): (Option<u32>, Option<u32>),
    ) -> Self {
        Self::new(say, name, label, Control::Essay { lines: 6, least, most })
    }

    /// One from a list.
    pub fn select(say: Say, name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(say, name, label, Control::Select(choices))
    }

    /// One of few.
    pub fn radios(say: Say, name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(say, name, label, Control::Radios(choices))
    }

    /// Any of few.
    pub fn checks(say: Say, name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(say, name, label, Control::Checks(choices))
    }

    /// A date; the hint says how to write it unless another is given.
    pub fn date(say: Say, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(say, name, label, Control::Date).hint(say.t("web-date-hint"))
    }

    /// A whole amount of money in this currency.
    pub fn money(say: Say, name: impl Into<String>, label: impl Into<String>, currency: impl Into<String>) -> Self {
        Self::new(say, name, label, Control::Money { currency: currency.into() })
    }

    /// A file. `accept` are endings (`.pdf,.docx`), `most` the largest size in words.
    pub fn file(
        say: Say,
        name: impl Into<String>,
        label: impl Into<String>,
        accept: impl Into<String>,
        most: impl Into<String>,
    ) -> Self {
        let control = Control::File { accept: accept.into(), most: most.into(), held: None };
        Self::new(say, name, label, control)
    }

    /// The same with a value; of choices, one more that is chosen.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.values.push(value);
        }
        self
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the sentence of the guide it comes from.
    #[must_use]
    pub fn quote(mut self, quote: Quote) -> Self {
        self.quote = Some(quote);
        self
    }

    /// The same with what is wrong, if anything is.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// The same, and it may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same with the language of what is written into it.
    #[must_use]
    pub fn value_lang(mut self, tag: impl Into<String>) -> Self {
        self.value_lang = Some(tag.into());
        self
    }

    /// The same with its purpose.
    #[must_use]
    pub fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    /// The same with what the office read from the value.
    #[must_use]
    pub fn read_as(mut self, words: impl Into<String>) -> Self {
        self.read_as = Some(words.into());
        self
    }

    /// The same with this date as value and, for Taiwan readers, the 民國 date under it.
    #[must_use]
    pub fn on(mut self, date: Date) -> Self {
        self.values = vec![format_date(date, DateStyle::Iso)];
        if self.say.minguo() && date.year() >= 1912 {
            self.read_as = Some(format_date(date, DateStyle::Minguo));
        }
        self
    }

    /// The same area with so many lines shown.
    #[must_use]
    pub fn lines(mut self, new: u32) -> Self {
        if let Control::Area { lines, .. } = &mut self.control {
            *lines = new;
        }
        self
    }

    /// The same line in another width.
    #[must_use]
    pub fn width(mut self, new: Width) -> Self {
        if let Control::Text { width, .. } = &mut self.control {
            *width = new;
        }
        self
    }

    /// The same line with another `type`: `email`, `password`, `search`, `tel`, `url`.
    #[must_use]
    pub fn kind(mut self, new: &'static str) -> Self {
        if let Control::Text { kind, .. } = &mut self.control {
            *kind = new;
        }
        self
    }

    /// The same file field with the file held already.
    #[must_use]
    pub fn held(mut self, file: HeldFile) -> Self {
        if let Control::File { held, .. } = &mut self.control {
            *held = Some(file);
        }
        self
    }

    /// Its id, to link to.
    pub fn id(&self) -> &str {
        &self.name
    }

    fn grouped(&self) -> bool {
        matches!(self.control, Control::Radios(_) | Control::Checks(_))
    }

    fn first(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    fn chosen(&self, choice: &Choice) -> bool {
        self.values.contains(&choice.value)
    }

    /// The id of the answer at `at`; the first bears the field's, so that the error leads to it.
    fn answer_id(&self, at: &usize) -> String {
        if *at == 0 { self.name.clone() } else { format!("{}.{at}", self.name) }
    }

    fn count(&self, most: &u32) -> String {
        let used = self.first().replace("\r\n", "\n").chars().count();
        let message = hefu_words::Message::new("web-count").with("used", used).with("most", *most);
        self.say.message(&message)
    }

    /// How many words are written, and the limits.
    fn words(&self, least: &Option<u32>, most: &Option<u32>) -> String {
        let used = hefu_review::length(self.first());
        self.words_of("web-words", least, most).replace("{used}", &used.to_string())
    }

    /// The same with a place for the number, which the script fills.
    fn words_of(&self, key: &str, least: &Option<u32>, most: &Option<u32>) -> String {
        let mut parts = vec![self.say.with(key, "used", "{used}")];
        let limits = [(least.filter(|least| *least > 0), "review-least"), (*most, "review-most")];
        let limits = limits.into_iter().filter_map(|(limit, key)| Some((limit?, key)));
        parts.extend(limits.map(|(limit, key)| self.say.with(key, "count", i64::from(limit))));
        parts.join(" · ")
    }

    fn outside(&self, most: &Option<u32>) -> bool {
        let limit = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        hefu_review::length(self.first()) > limit
    }

    fn over(&self, most: &u32) -> bool {
        self.first().replace("\r\n", "\n").chars().count() > usize::try_from(*most).unwrap_or(usize::MAX)
    }

    /// The ids of everything that describes the control, as the attribute wants them; none where there is nothing.
    fn described_by(&self) -> Option<String> {
        let mut ids = Vec::new();
        let mut has = |present: bool, part: &str| {
            if present {
                ids.push(format!("{}.{part}", self.name));
            }
        };
        has(self.error.is_some(), "error");
        has(self.hint.is_some(), "hint");
        has(self.quote.is_some(), "quote");
        has(matches!(self.control, Control::Area { most: Some(_), .. } | Control::Essay { .. }), "count");
        has(matches!(self.control, Control::Money { .. }), "unit");
        has(matches!(self.control, Control::File { .. }), "limits");
        has(self.read_as.is_some(), "read");
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn file_limits(&self, accept: &str, most: &str) -> String {
        let kinds: Vec<String> =
            accept.split(',').map(|end| end.trim().trim_start_matches('.').to_uppercase()).collect();
        let message = hefu_words::Message::new("web-file-limits").with("kinds", kinds).with("most", most);
        self.say.message(&message)
    }
}
