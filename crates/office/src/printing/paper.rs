//! An application as handed in, on paper: the parts of the document, in one reader's language.

use hefu_application::Application;
use hefu_dossier::form::{FormContext, FormField, FormRow, fields, rows};
use hefu_dossier::layout::ColumnKind;
use hefu_guide::Guide;
use hefu_print::{Align, Column, Document as Paper, Table, Text};
use hefu_words::{Lang, Message};
use jiff::Zoned;

use crate::Office;
use crate::documents::{self, Document};
use crate::draft::Section;
use crate::letters::told;

/// Most columns that fit side by side; a longer row is printed as a list of its own.
const COLUMNS: usize = 8;

/// A version handed in, as one viewer may see it.
pub(crate) struct Version {
    /// Number of the application.
    pub number: String,
    /// 1 at the first time.
    pub revision: i64,
    /// When it was handed in.
    pub at: Zoned,
    /// What was handed in, without what the viewer may not see.
    pub application: Application,
    /// The documents handed in with it.
    pub documents: Vec<Document>,
    /// Place of its entry in the journal, from 0.
    pub position: i64,
    /// Digest of the entry.
    pub entry: String,
    /// Digest of the content, for those who may see all of it: it could be tried against likely identity numbers. Who has
    /// none sees no identity numbers either.
    pub content: Option<String>,
}

/// The document.
pub(crate) fn paper(office: &Office, version: &Version, lang: Lang) -> Paper {
    let word = |key: &str| Message::new(key).text(lang);
    let (guide, config) = (office.guide(), office.config());
    let Version { number, revision, application, .. } = version;
    let ident = format!("{}/{number}/{revision}/{lang}", config.origin);
    let title = format!("{} {number}", word("printed-title"));
    let mut paper = Paper::new(lang, ident, version.at.clone(), title);
    let own = guide.side(&config.side).and_then(|side| Lang::from_tag(&side.language)).unwrap_or(lang);
    let times = Message::new("printed-version").with("revision", *revision).text(lang);
    paper
        .own_lang(own)
        .author(&config.authority)
        .subtitle(Text::own(&application.title.own))
        .running(format!("{number} · {times} · {}", told(lang, &version.at)));
    let mut head = place(office, version, lang);
    head.extend([
        (word("printed-version-label"), Text::new(times)),
        (word("printed-at"), Text::new(told(lang, &version.at))),
    ]);
    paper.fields(head);
    let ctx = context(office, application, lang);
    for section in Section::ALL {
        paper.heading(1, word(&format!("portal-section-{}", section.word())));
        put_section(&mut paper, &ctx, section, application);
    }
    if version.content.is_none() {
        paper.note(word("printed-without-identity"));
    }
    put_documents(&mut paper, &version.documents, lang);
    put_entry(&mut paper, office, version, lang);
    paper
}

/// Where in the call an application stands: call, office, direction, topic, number.
pub(super) fn place(office: &Office, version: &Version, lang: Lang) -> Vec<(String, Text)> {
    let word = |key: &str| Message::new(key).text(lang);
    let (guide, application) = (office.guide(), &version.application);
    let mut said = vec![
        (word("printed-call"), Text::new(call(guide))),
        (word("printed-office"), Text::own(&office.config().authority)),
        (word("printed-direction"), Text::new(direction(guide, &application.direction, lang))),
    ];
    if let Some(topic) = application.topic.as_deref() {
        said.push((word("printed-topic"), Text::new(topic_name(guide, &application.direction, topic, lang))));
    }
    said.push((word("printed-number"), Text::own(&version.number)));
    said
}

/// The form that the sections follow.
pub(super) fn context<'a>(office: &'a Office, application: &'a Application, lang: Lang) -> FormContext<'a> {
    FormContext {
        guide: office.guide(),
        words: office.guide_words(),
        side: &office.config().side,
        direction: &application.direction,
        topic: application.topic.as_deref(),
        lang,
    }
}

/// The call in the guide's own words.
fn call(guide: &Guide) -> String {
    let header = &guide.header;
    format!("{} {} {} {}", header.plan, header.programme, header.year, header.family)
}

fn direction(guide: &Guide, number: &str, lang: Lang) -> String {
    match guide.direction(number) {
        Some(direction) => format!("{number} {}", direction.names.get(lang)),
        None => number.to_owned(),
    }
}

fn topic_name(guide: &Guide, direction: &str, topic: &str, lang: Lang) -> String {
    let known = guide.direction(direction);
    let leaf = known.and_then(|direction| hefu_check::resolve::topic(direction, Some(topic)).leaf());
    leaf.map_or_else(|| topic.to_owned(), |leaf| leaf.names.get(lang).to_owned())
}

pub(super) fn put_section(paper: &mut Paper, ctx: &FormContext<'_>, section: Section, application: &Application) {
    let labels = fields(ctx, section);
    let rows = rows(ctx, section, application);
    let filled = |row: &FormRow, field: &FormField| row.get(&field.id).is_some_and(|value| !value.is_empty());
    let used: Vec<&FormField> = labels.iter().filter(|field| rows.iter().any(|row| filled(row, field))).collect();
    if used.is_empty() {
        paper.note(Message::new("portal-nothing-entered").text(ctx.lang));
    } else if section.single() || used.len() > COLUMNS {
        for (at, row) in rows.iter().enumerate() {
            if !section.single() {
                paper.heading(3, (at + 1).to_string());
            }
            let said = labels.iter().filter(|field| filled(row, field) || field.required);
            paper.fields(said.map(|field| (field.label.clone(), value(row, field))));
        }
    } else {
        let mut table = Table::new(used.iter().map(|field| column(field, &rows)));
        for row in &rows {
            table.row(used.iter().map(|field| value(row, field)));
        }
        paper.table(if used.len() > 4 { table.dense() } else { table });
    }
}

/// What stands in a field: the applicant's words, or a word of the form.
fn value(row: &FormRow, field: &FormField) -> Text {
    let value = row.get(&field.id).cloned().unwrap_or_default();
    let own = field.choices.is_empty() && matches!(field.kind, ColumnKind::Text | ColumnKind::List | ColumnKind::File);
    if own { Text::own(value) } else { Text::new(value) }
}

/// A column as wide as what stands in it asks for: a Han character counts two letters.
fn column(field: &FormField, rows: &[FormRow]) -> Column {
    let wide = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
    let widest = rows.iter().filter_map(|row| row.get(&field.id)).map(|value| wide(value)).max().unwrap_or(0);
    let column = Column::share(widest.max(wide(&field.label)).clamp(6, 40), field.label.clone());
    match field.kind {
        ColumnKind::Amount | ColumnKind::Integer | ColumnKind::Hundredths => column.align(Align::End),
        _ => column,
    }
}

fn put_documents(paper: &mut Paper, held: &[Document], lang: Lang) {
    let word = |key: &str| Message::new(key).text(lang);
    paper.heading(1, word("documents-title"));
    if held.is_empty() {
        paper.note(word("documents-none"));
        return;
    }
    let mut table = Table::new([
        Column::share(1, word("documents-name")),
        Column::fixed(34, word("documents-kind-and-size")),
        Column::fixed(84, "SHA-256"),
    ])
    .dense();
    for document in held {
        let digest = document.held.as_ref().map(|held| held.digest.clone()).unwrap_or_default();
        table.row([Text::own(&document.name), Text::new(documents::about(document, lang)), Text::mono(digest)]);
    }
    paper.table(table);
}

/// Where the journal says the same.
fn put_entry(paper: &mut Paper, office: &Office, version: &Version, lang: Lang) {
    let word = |key: &str| Message::new(key).text(lang);
    let mut said = vec![
        (word("printed-journal"), Text::mono(&office.config().origin)),
        (word("printed-position"), Text::mono(version.position.to_string())),
        (word("printed-entry"), Text::mono(&version.entry)),
    ];
    said.extend(version.content.iter().map(|digest| (word("printed-content"), Text::mono(digest))));
    said.push((word("portal-key"), Text::mono(office.keys().signing.verifier().to_string())));
    paper.heading(1, word("printed-receipt")).fields(said).note(word("printed-receipt-note"));
}
