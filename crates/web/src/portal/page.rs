//! Pages put together from parts, and forms around fields.

use askama::Template;
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::parts::{Html, Table};
use crate::shell::{Link, Page, show};

/// A page of parts, one below the other.
#[derive(Template)]
#[template(path = "portal/page.html")]
struct Parts {
    page: Page,
    parts: Vec<Html>,
}

/// Shows a page of parts.
pub(crate) fn page(page: Page, parts: Vec<Html>) -> Response {
    show(&Parts { page, parts })
}

/// A text as a part of an address.
pub(crate) fn segment(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// A button of a form.
#[derive(Clone, Debug)]
pub(super) struct Button {
    pub act: String,
    pub label: String,
    pub primary: bool,
}

impl Button {
    pub(super) fn primary(act: &str, label: String) -> Self {
        Self { act: act.to_owned(), label, primary: true }
    }

    pub(super) fn plain(act: &str, label: String) -> Self {
        Self { act: act.to_owned(), label, primary: false }
    }
}

/// A form.
#[derive(Clone, Debug, Template)]
#[template(path = "portal/form.html")]
pub(super) struct FormBox {
    pub action: String,
    /// Address that saves after each change.
    pub save: Option<String>,
    pub hidden: Vec<(String, String)>,
    pub parts: Vec<Html>,
    pub buttons: Vec<Button>,
    pub back: Option<Link>,
}

impl askama::filters::HtmlSafe for FormBox {}

impl FormBox {
    pub(super) fn new(action: impl Into<String>, parts: Vec<Html>, button: Button) -> Self {
        Self { action: action.into(), save: None, hidden: Vec::new(), parts, buttons: vec![button], back: None }
    }

    pub(super) fn back(mut self, text: String, href: impl Into<String>) -> Self {
        self.back = Some(Link::new(text, href));
        self
    }

    pub(super) fn hidden(mut self, name: &str, value: impl Into<String>) -> Self {
        self.hidden.push((name.to_owned(), value.into()));
        self
    }
}

/// A line of a list that can be picked.
#[derive(Template)]
#[template(
    source = r#"<span class="answer"><input type="checkbox" id="{{ id }}" name="{{ name }}" value="{{ value }}"{% if chosen %} checked{% endif %}> <label for="{{ id }}">{{ words }}</label></span>"#,
    ext = "html"
)]
pub(super) struct Pick<'a> {
    pub name: &'a str,
    pub id: &'a str,
    pub value: &'a str,
    pub words: &'a str,
    pub chosen: bool,
}

impl askama::filters::HtmlSafe for Pick<'_> {}

#[derive(Template)]
#[template(
    source = r#"<{{ tag }}{% if !class.is_empty() %} class="{{ class }}"{% endif %}>{{ text }}</{{ tag }}>"#,
    ext = "html"
)]
struct Words<'a> {
    tag: &'a str,
    class: &'a str,
    text: &'a str,
}

impl askama::filters::HtmlSafe for Words<'_> {}

/// A heading of the second level.
pub(crate) fn heading(text: &str) -> Html {
    Html::of(&Words { tag: "h2", class: "", text })
}

/// A paragraph.
pub(crate) fn paragraph(text: &str) -> Html {
    Html::of(&Words { tag: "p", class: "", text })
}

/// A paragraph in a softer colour.
pub(super) fn soft(text: &str) -> Html {
    Html::of(&Words { tag: "p", class: "soft", text })
}

/// Text whose line breaks and columns count.
pub(crate) fn verbatim(text: &str) -> Html {
    Html::of(&Words { tag: "pre", class: "mono", text })
}

#[derive(Template)]
#[template(source = r#"<section class="card">{% for part in parts %}{{ part }}{% endfor %}</section>"#, ext = "html")]
struct Card {
    parts: Vec<Html>,
}

impl askama::filters::HtmlSafe for Card {}

/// Parts in a frame.
pub(super) fn card(parts: Vec<Html>) -> Html {
    Html::of(&Card { parts })
}

#[derive(Template)]
#[template(
    source = r#"<p class="acts">{% for link in links %}<a href="{{ link.href }}">{{ link.text }}</a> {% endfor %}</p>"#,
    ext = "html"
)]
struct Links {
    links: Vec<Link>,
}

impl askama::filters::HtmlSafe for Links {}

/// Links in a row.
pub(crate) fn links(links: Vec<Link>) -> Html {
    Html::of(&Links { links })
}

/// A table.
pub(crate) fn table(table: &Table) -> Html {
    Html::of(table)
}

#[derive(Template)]
#[template(source = r#"<h2 id="{{ id }}">{{ text }}</h2>"#, ext = "html")]
struct Anchor<'a> {
    id: &'a str,
    text: &'a str,
}

impl askama::filters::HtmlSafe for Anchor<'_> {}

/// A heading that can be linked to.
pub(super) fn anchor(id: &str, text: &str) -> Html {
    Html::of(&Anchor { id, text })
}

#[derive(Template)]
#[template(source = r#"<input type="hidden" name="{{ name }}" value="{{ value }}">"#, ext = "html")]
struct Hidden<'a> {
    name: &'a str,
    value: &'a str,
}

impl askama::filters::HtmlSafe for Hidden<'_> {}

/// A value that a form carries along.
pub(super) fn hidden(name: &str, value: &str) -> Html {
    Html::of(&Hidden { name, value })
}
