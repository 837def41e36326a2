//! Ways between the parts of a long list and between the sides of one thing.

use askama::Template;

use crate::shell::{Link, Say};

/// Ways between the pages of a list.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/pagination.html")]
pub struct Pagination {
    /// Sentences in the reader's language.
    pub say: Say,
    /// What the list holds; tells apart the ways of two lists on one page.
    pub of: String,
    /// What is shown of how much, in words; where counting is dear, none.
    pub range: Option<String>,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
    /// Numbered pages near this one; a list that pages by key has none.
    pub numbers: Vec<PageLink>,
}

/// A numbered page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// Number.
    pub number: u64,
    /// Address.
    pub href: String,
    /// Whether it is the one shown.
    pub current: bool,
}

impl Pagination {
    /// Ways of a list that pages by key: before and after, nothing counted.
    pub fn by_key(say: Say, of: impl Into<String>, before: Option<String>, after: Option<String>) -> Self {
        Self { say, of: of.into(), range: None, before, after, numbers: Vec::new() }
    }

    /// Ways of a counted list: page `current` (from 1) of `total` rows, `size` to a page, in the order `(current, size, total)`;
    /// `href` gives a page's address.
    pub fn counted(
        say: Say,
        of: impl Into<String>,
        (current, size, total): (u64, u64, u64),
        href: impl Fn(u64) -> String,
    ) -> Self {
        let size = size.max(1);
        let last = total.div_ceil(size).max(1);
        let current = current.clamp(1, last);
        let mut numbers: Vec<u64> =
            [1, last].into_iter().chain(current.saturating_sub(2)..=current.saturating_add(2)).collect();
        numbers.retain(|number| (1..=last).contains(number));
        numbers.sort_unstable();
        numbers.dedup();
        let range = hefu_words::Message::new("web-range")
            .with("first", (current - 1).saturating_mul(size).saturating_add(1).min(total))
            .with("last", current.saturating_mul(size).min(total))
            .with("total", total);
        Self {
            say,
            of: of.into(),
            range: Some(say.message(&range)),
            before: (current > 1).then(|| href(current - 1)),
            after: (current < last).then(|| href(current + 1)),
            numbers: if last > 1 {
                numbers.into_iter().map(|n| PageLink { number: n, href: href(n), current: n == current }).collect()
            } else {
                Vec::new()
            },
        }
    }

    fn label(&self) -> String {
        self.say.with("web-pages-of", "list", self.of.clone())
    }

    fn name_of(&self, number: &u64) -> String {
        self.say.with("web-page-number", "number", *number)
    }

    /// Whether numbers are left out before the one at `at`.
    fn gap_before(&self, at: &usize) -> bool {
        let number = |at: usize| self.numbers.get(at).map(|link| link.number);
        at.checked_sub(1).and_then(number).zip(number(*at)).is_some_and(|(a, b)| b > a + 1)
    }
}

/// Ways between the sides of one thing (overview, findings, history), as links to pages of their own.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/subnav.html")]
pub struct SubNav {
    /// What it leads through, for those who hear the page.
    pub label: String,
    /// Links.
    pub links: Vec<Link>,
    /// Number of the current one.
    pub current: usize,
}
