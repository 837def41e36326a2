//! The task book of a supported project's half, drawn up from what was handed in and what was decided: nothing in it is made up.
//! The guide says nothing of it; each office signs its own with its own applicants.

use hefu_application::UnitRole;
use hefu_exchange::Card;
use hefu_guide::money_style;
use hefu_print::{Column, Document as Paper, Table, Text};
use hefu_text::money::Money;
use hefu_words::{Lang, Message};
use jiff::Zoned;

use super::paper::{Version, context, place, put_section};
use crate::Office;
use crate::draft::Section;
use crate::letters::told;

/// What a task book is printed from.
pub(crate) struct Task {
    /// The version in force, without identity numbers.
    pub version: Version,
    /// The halves of the joint project: side, authority as its notice names it, card, money of the side.
    pub halves: Vec<(String, String, Card, Option<Money>)>,
    /// Digest of what stands: the minute, or the promotion by which it came in.
    pub decided: String,
    /// When this office published it.
    pub published: Zoned,
}

/// The sections that a task book takes over; the rest was for choosing.
const SECTIONS: [Section; 7] = [
    Section::Project,
    Section::Units,
    Section::People,
    Section::Tasks,
    Section::Milestones,
    Section::Deliverables,
    Section::Budget,
];

/// The document.
pub(crate) fn task_book(office: &Office, task: &Task, lang: Lang) -> Paper {
    let word = |key: &str| Message::new(key).text(lang);
    let (guide, config) = (office.guide(), office.config());
    let Task { version, halves, decided, published } = task;
    let application = &version.application;
    let ident = format!("{}/{}/{decided}/{}/{lang}", config.origin, version.number, version.revision);
    let title = format!("{} {}", word("task-book-title"), version.number);
    let mut paper = Paper::new(lang, ident, published.clone(), title);
    let own = guide.side(&config.side).and_then(|side| Lang::from_tag(&side.language)).unwrap_or(lang);
    paper.own_lang(own).author(&config.authority).subtitle(Text::own(&application.title.own)).running(format!(
        "{} {} · {}",
        word("task-book-title"),
        version.number,
        told(lang, published)
    ));
    let mut head = place(office, version, lang);
    let money = halves.iter().find(|(side, ..)| *side == config.side).and_then(|(.., money)| *money);
    let money = money.map_or_else(|| word("task-book-money-unset"), |sum| sum.format(money_style(lang)));
    let version_of = Message::new("printed-version").with("revision", version.revision).text(lang);
    head.extend([
        (word("task-book-money"), Text::new(money)),
        (word("task-book-published"), Text::new(told(lang, published))),
        (word("task-book-from"), Text::new(format!("{version_of} · {}", told(lang, &version.at)))),
        (word("task-book-decided"), Text::mono(decided)),
    ]);
    paper.fields(head).note(word("task-book-note"));
    paper.heading(1, word("task-book-halves"));
    paper.table(sides(office, task, lang));
    let ctx = context(office, application, lang);
    for section in SECTIONS {
        paper.heading(1, word(&format!("portal-section-{}", section.word())));
        put_section(&mut paper, &ctx, section, application);
    }
    paper.heading(1, word("task-book-signatures"));
    paper.blanks(["task-book-sign-authority", "task-book-sign-unit", "task-book-sign-leader"].map(word));
    paper
}

/// The halves side by side, each in its own words.
fn sides(office: &Office, task: &Task, lang: Lang) -> Table {
    let word = |key: &str| Message::new(key).text(lang);
    let mut table = Table::new([
        Column::share(3, word("exchange-side")),
        Column::share(3, word("printed-number")),
        Column::share(6, word("joint-project")),
        Column::share(5, word("joint-results-units")),
        Column::share(3, word("joint-results-investigators")),
    ]);
    for (side, authority, card, _) in &task.halves {
        let name = office.guide().side_name(&task.version.application.direction, side, lang);
        let lead = card.units.iter().find(|unit| unit.side == *side && unit.role == UnitRole::Lead);
        let leader = card.principal_investigators.iter().find(|person| person.side == *side);
        table.row([
            Text::new(if authority.is_empty() { name } else { format!("{name}\n{authority}") }),
            Text::own(&card.number),
            Text::own(card.title.as_ref().map(|title| title.own.clone()).unwrap_or_default()),
            Text::own(lead.map(|unit| unit.name.clone()).unwrap_or_default()),
            Text::own(leader.map(|person| person.name.clone()).unwrap_or_default()),
        ]);
    }
    table
}
