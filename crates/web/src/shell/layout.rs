//! The page around every page's own content.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hefu_words::Lang;

use super::{Fault, Frame, Office, Say, Signed, assets, lang};
use crate::parts::Field;

/// Words that lead somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into() }
    }
}

/// An entry of the navigation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub link: Link,
    /// How many things wait there, if the page is to say so.
    pub waiting: Option<u64>,
}

/// What happened with the act before, said once at the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flash {
    /// It was done.
    Done(String),
    /// Something to know.
    Note(String),
    /// It was not done.
    Refused(String),
}

impl Flash {
    /// The sentence.
    pub fn text(&self) -> &str {
        match self {
            Self::Done(text) | Self::Note(text) | Self::Refused(text) => text,
        }
    }

    /// The tone's name in the style sheet.
    pub fn tone(&self) -> &'static str {
        match self {
            Self::Done(_) => "pass",
            Self::Note(_) => "hint",
            Self::Refused(_) => "fail",
        }
    }
}

/// A link of the language switch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LangLink {
    /// The language.
    pub lang: Lang,
    /// Its own name.
    pub name: &'static str,
    /// This page in that language.
    pub href: String,
    /// Whether it is the one shown.
    pub current: bool,
}

/// Everything of a page except its content. Templates extend `shell/layout.html` and hold it as `page`.
#[derive(Clone, Debug)]
pub struct Page {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Title and heading.
    pub title: String,
    /// Language of the title as a tag, where it is not the page's.
    pub title_lang: Option<String>,
    /// A line above the heading: the number or the thing the page belongs to.
    pub caption: Option<String>,
    /// The office.
    pub office: Arc<Office>,
    /// The signed-in person.
    pub viewer: Option<Signed>,
    /// The way here, from the outermost; without the page itself.
    pub crumbs: Vec<Link>,
    /// What happened before.
    pub flash: Option<Flash>,
    /// What is wrong with what was entered, each linked to its field.
    pub errors: Vec<Link>,
    /// Whether it is shown to a room: larger, and without what is only for one reader.
    pub screen: bool,
    /// Address of this page without its query; decides which entry of the navigation is the current one.
    pub path: String,
    /// The languages to choose from; one alone is not shown.
    pub languages: Vec<LangLink>,
    /// The instant at which the page was made, with its zone.
    pub now: String,
    /// The same for machines.
    pub now_machine: String,
}

impl Page {
    pub(super) fn new(frame: &Frame, title: String) -> Self {
        let stamp = frame.stamp(frame.now);
        let link = |other: &Lang| LangLink {
            lang: *other,
            name: lang::own_name(*other),
            href: lang::switch(&frame.uri, *other),
            current: *other == frame.lang,
        };
        Self {
            say: frame.say(),
            title,
            title_lang: None,
            caption: None,
            office: frame.office.clone(),
            viewer: frame.signed.clone(),
            crumbs: Vec::new(),
            flash: None,
            errors: Vec::new(),
            screen: false,
            path: frame.uri.path().to_owned(),
            languages: frame.office.languages.iter().map(link).collect(),
            now: stamp.long(),
            now_machine: stamp.machine(),
        }
    }

    /// The same page with a line above its heading.
    #[must_use]
    pub fn caption(mut self, text: impl Into<String>) -> Self {
        self.caption = Some(text.into());
        self
    }

    /// The same page whose title is in this language; in the page's where there is none.
    #[must_use]
    pub fn title_in(mut self, tag: Option<&str>) -> Self {
        self.title_lang = tag.map(str::to_owned);
        self
    }

    /// The same page with one more step on the way here.
    #[must_use]
    pub fn crumb(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Link::new(text, href));
        self
    }

    /// The same page with a message about the act before.
    #[must_use]
    pub fn flash(mut self, flash: Option<Flash>) -> Self {
        self.flash = flash;
        self
    }

    /// The same page for a room: larger, and without what is only for one reader.
    #[must_use]
    pub fn screen(mut self) -> Self {
        self.screen = true;
        self
    }

    /// The same page with what is wrong in these fields summed up at the top.
    #[must_use]
    pub fn errors_of<'a>(mut self, fields: impl IntoIterator<Item = &'a Field>) -> Self {
        let wrong =
            |field: &Field| field.error.as_ref().map(|text| Link::new(text.clone(), format!("#{}", field.id())));
        self.errors.extend(fields.into_iter().filter_map(wrong));
        self
    }

    /// The same page with one more line in the summary of what is wrong.
    #[must_use]
    pub fn error(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.errors.push(Link::new(text, href));
        self
    }

    /// Address of an asset.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::path(name)
    }

    /// Whether this entry of the navigation is, or holds, the page: the longest that fits.
    pub fn is_at(&self, item: &NavItem) -> bool {
        let fits = |href: &str| {
            self.path == href || (href != "/" && self.path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
        };
        let longest = self.viewer.iter().flat_map(|viewer| &viewer.nav).filter(|other| fits(&other.link.href));
        fits(&item.link.href)
            && longest.map(|other| other.link.href.len()).max().is_none_or(|most| most == item.link.href.len())
    }
}

/// The answer that shows a page. Rendering fails only where a value's own writer fails, which becomes a fault.
pub fn show(template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => html(Body::from(page)),
        Err(error) => Fault::internal(&error.to_string()).into_response(),
    }
}

pub(super) fn html(body: Body) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], body).into_response()
}
