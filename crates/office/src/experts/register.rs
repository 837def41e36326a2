//! The register as a file: read with every fault in its place, compared with what stands, and as a blank to fill in.

use hefu_dossier::sheet::made_on;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hefu_check::resolve;
use hefu_dossier::columns::{Reader, Sheet, Trouble, dated, fold, several};
use hefu_dossier::vocabulary::Vocabulary;
use hefu_text::date::{Calendar, parse_date};
use hefu_text::identifier::Orcid;
use hefu_words::{Lang, Message};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use serde::{Deserialize, Serialize};

use super::{Absence, Expert, ExpertState, Known, Numbers, PastUnit};
use crate::acts::plausible;

/// Columns that every row fills in.
const NEEDED: [&str; 5] = ["number", "name", "email", "unit", "side"];

/// Columns of the register by the name of their field, in the order in which the blank has them, with the headings by which
/// each is known, folded. The heading of the blank stands in the catalogue as `experts-column-NAME`.
const HEADERS: [(&str, &[&str]); 23] = [
    ("number", &["number", "expert", "编号", "編號", "专家编号", "專家編號"]),
    ("name", &["name", "姓名"]),
    ("english", &["englishname", "英文姓名", "其他姓名"]),
    ("email", &["e-mail", "email", "邮箱", "电子邮箱", "電郵", "電郵地址", "電子郵件", "電子信箱"]),
    ("unit", &["unit", "单位", "單位"]),
    ("earlier", &["earlierunits", "past-units", "曾任单位", "曾任單位"]),
    ("side", &["side", "所属方", "所屬方", "方"]),
    ("orcid", &["orcid"]),
    ("fields", &["fields", "研究领域", "研究領域"]),
    ("topics", &["topics", "领域方向", "領域方向"]),
    ("works", &["publications", "works", "代表性论著", "代表性論著", "论著摘要", "論著摘要"]),
    ("languages", &["languages", "评审语言", "評審語言", "審查語言"]),
    ("least", &["least", "最少评审数", "最少評審數", "最少審查數"]),
    ("most", &["most", "最多评审数", "最多評審數", "最多審查數"]),
    ("from", &["awayfrom", "absentfrom", "不能评审起", "不能評審起", "不能審查起"]),
    ("to", &["awayuntil", "absentto", "不能评审止", "不能評審止", "不能審查止"]),
    ("advisers", &["advisers", "导师", "導師", "师生", "師生", "指導教授"]),
    ("co-authors", &["co-authors", "coauthors", "合著者"]),
    ("resident_id", &["residentid", "居民身份证号", "身份证号", "居民身份證號", "居民身分證號"]),
    ("hkid", &["hkid", "香港身份证号码", "香港身份證號碼", "香港身分證號碼"]),
    ("taiwan_id", &["taiwanid", "台湾身份证统一编号", "臺灣身份證統一編號", "身分證統一編號"]),
    ("home_return_permit", &["homereturnpermit", "港澳居民来往内地通行证", "港澳居民來往內地通行證"]),
    ("taiwan_permit", &["taiwancompatriotpermit", "台湾居民来往大陆通行证", "臺灣居民來往大陸通行證"]),
];

/// Columns with identity numbers, by scheme.
const NUMBERS: [&str; 5] = ["resident_id", "hkid", "taiwan_id", "home_return_permit", "taiwan_permit"];

type Row<'a> = Reader<'a, &'static str>;

fn remedy(key: &str) -> Message {
    Message::new(format!("experts-file-{key}"))
}

/// Reads a register.
///
/// # Errors
/// Everything that cannot be read, each with its place and remedy. Otherwise the experts, with what is only to be looked at.
pub(crate) fn read(path: &Path, words: &Vocabulary<'_>) -> Result<(Vec<Expert>, Vec<Trouble>), Vec<Trouble>> {
    let sheet = Sheet::open(path, &HEADERS, &NEEDED)?;
    let mut troubles = sheet.unread();
    let (mut experts, mut numbers, mut addresses) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for mut row in sheet.rows() {
        let expert = expert(&mut row, words);
        for (field, value, seen) in [("number", &expert.number, &mut numbers), ("email", &expert.email, &mut addresses)]
        {
            if !value.is_empty() && !seen.insert(value.clone()) {
                row.fault(field, value.clone(), remedy("twice"));
            }
        }
        for field in NEEDED {
            if row.text(field).is_empty() {
                row.fault(field, String::new(), remedy("missing"));
            }
        }
        troubles.extend(row.troubles());
        experts.push(expert);
    }
    if experts.is_empty() && troubles.iter().all(|trouble| !trouble.blocks) {
        let (file, found) = (sheet.file.clone(), String::new());
        let column = String::new();
        troubles.push(Trouble { file, sheet: None, row: 1, column, found, remedy: remedy("empty"), blocks: true });
    }
    if troubles.iter().any(|trouble| trouble.blocks) { Err(troubles) } else { Ok((experts, troubles)) }
}

fn expert(row: &mut Row<'_>, words: &Vocabulary<'_>) -> Expert {
    let list = |row: &Row<'_>, field| several(&row.text(field)).map(str::to_owned).collect::<Vec<_>>();
    let some = |text: String| (!text.is_empty()).then_some(text);
    let side = |text: &str| words.side_named(text).map(str::to_owned);
    let count = |row: &mut Row<'_>, field| row.parsed(field, |text| text.parse::<u32>().ok(), remedy("count"));
    let email = |text: &str| Some(text.to_lowercase()).filter(|text| plausible(text));
    let orcid = |text: &str| Orcid::parse(text).ok().map(|orcid| orcid.as_str().to_owned());
    let expert = Expert {
        number: row.text("number"),
        name: row.text("name"),
        english: some(row.text("english")),
        email: row.parsed("email", email, remedy("email")).unwrap_or_default(),
        unit: row.text("unit"),
        earlier: earlier(row),
        side: row.parsed("side", side, remedy("side")).unwrap_or_default(),
        orcid: row.parsed("orcid", orcid, remedy("orcid")),
        numbers: numbers(row),
        fields: list(row, "fields"),
        topics: topics(row, words),
        works: works(&row.text("works")),
        languages: list(row, "languages"),
        least: count(row, "least"),
        most: count(row, "most"),
        absent: absent(row),
        advisers: known(row, "advisers"),
        co_authors: known(row, "co-authors"),
    };
    if let (Some(least), Some(most)) = (expert.least, expert.most)
        && least > most
    {
        row.fault("most", most.to_string(), remedy("load").with("least", least));
    }
    expert
}

/// Identity numbers. One that is none is a fault in which it is not repeated.
fn numbers(row: &mut Row<'_>) -> Numbers {
    let mut numbers = Numbers::default();
    for scheme in NUMBERS {
        let text = row.text(scheme);
        if !text.is_empty() && !numbers.add(scheme, text) {
            row.fault(scheme, String::new(), remedy("identity"));
        }
    }
    numbers
}

/// One text a line, or parted by semicolons; commas and 、 stand in titles.
fn works(text: &str) -> Vec<String> {
    text.split(['\n', ';', '；']).map(str::trim).filter(|work| !work.is_empty()).map(str::to_owned).collect()
}

/// What stands in a cell, item by item, each with the year after it; a year that is none is a fault.
fn with_years(row: &mut Row<'_>, field: &'static str) -> Vec<(String, Option<i16>)> {
    let text = row.text(field);
    let mut found = Vec::new();
    for item in several(&text) {
        match dated(item) {
            Some((what, until)) if !what.is_empty() => found.push((what.to_owned(), until)),
            _ => row.fault(field, item.to_owned(), remedy("year")),
        }
    }
    found
}

fn earlier(row: &mut Row<'_>) -> Vec<PastUnit> {
    with_years(row, "earlier").into_iter().map(|(unit, until)| PastUnit { unit, until }).collect()
}

/// People, `name (ORCID) @ year`.
fn known(row: &mut Row<'_>, field: &'static str) -> Vec<Known> {
    let one = |(text, until): (String, Option<i16>)| {
        let parts = text.trim_end_matches([')', '）']).rsplit_once(['(', '（']);
        match parts.and_then(|(name, orcid)| Some((name, Orcid::parse(orcid).ok()?))) {
            Some((name, orcid)) => {
                Known { name: name.trim().to_owned(), orcid: Some(orcid.as_str().to_owned()), until }
            }
            None => Known { name: text, orcid: None, until },
        }
    };
    with_years(row, field).into_iter().map(one).collect()
}

fn topics(row: &mut Row<'_>, words: &Vocabulary<'_>) -> Vec<String> {
    let text = row.text("topics");
    let mut found = Vec::new();
    for item in several(&text) {
        let mut directions = words.guide.directions.iter();
        match directions.find_map(|direction| resolve::topic(direction, Some(item)).leaf()) {
            Some(topic) => found.push(topic.id.clone()),
            None => row.fault("topics", item.to_owned(), remedy("topic")),
        }
    }
    found
}

fn absent(row: &mut Row<'_>) -> Option<Absence> {
    let day = |text: &str| parse_date(text, Calendar::Unknown).ok();
    let from: Option<Date> = row.parsed("from", day, remedy("date"));
    let to: Option<Date> = row.parsed("to", day, remedy("date"));
    match (from, to) {
        (Some(from), Some(to)) if to < from => {
            row.fault("to", to.to_string(), remedy("away"));
            None
        }
        (Some(from), to) => Some(Absence { from, to }),
        (None, Some(to)) => {
            row.fault("from", to.to_string(), remedy("away"));
            None
        }
        (None, None) => None,
    }
}

/// An expert who stands otherwise in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedExpert {
    /// As in the file.
    pub now: Expert,
    /// Names of the fields that differ.
    pub fields: Vec<String>,
    /// Whether the expert was taken off and is back.
    pub back: bool,
}

/// A file against the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterDiff {
    /// In the file only.
    pub new: Vec<Expert>,
    /// In both, otherwise.
    pub changed: Vec<ChangedExpert>,
    /// In both, alike.
    pub unchanged: usize,
    /// In the register only, by number and name; those taken off are not counted.
    pub missing: Vec<(String, String)>,
}

impl RegisterDiff {
    /// The same without identity numbers.
    #[must_use]
    pub(crate) fn shown(self) -> Self {
        let changed = |changed: ChangedExpert| ChangedExpert { now: changed.now.shown(), ..changed };
        Self {
            new: self.new.into_iter().map(Expert::shown).collect(),
            changed: self.changed.into_iter().map(changed).collect(),
            ..self
        }
    }
}

/// Compares a file with the register.
pub(crate) fn diff(file: Vec<Expert>, register: &[(Expert, ExpertState)]) -> RegisterDiff {
    let known: BTreeMap<&str, (&Expert, ExpertState)> =
        register.iter().map(|(expert, state)| (expert.number.as_str(), (expert, *state))).collect();
    let named: BTreeSet<String> = file.iter().map(|expert| expert.number.clone()).collect();
    let mut diff = RegisterDiff::default();
    for now in file {
        match known.get(now.number.as_str()) {
            None => diff.new.push(now),
            Some((before, state)) => {
                let (fields, back) = (differing(before, &now), *state == ExpertState::Retired);
                if fields.is_empty() && !back {
                    diff.unchanged += 1;
                } else {
                    diff.changed.push(ChangedExpert { now, fields, back });
                }
            }
        }
    }
    let missing =
        register.iter().filter(|(expert, state)| *state != ExpertState::Retired && !named.contains(&expert.number));
    diff.missing = missing.map(|(expert, _)| (expert.number.clone(), expert.name.clone())).collect();
    diff
}

/// Names of the columns in which two differ.
fn differing(a: &Expert, b: &Expert) -> Vec<String> {
    let fields = [
        ("name", a.name == b.name),
        ("english", a.english == b.english),
        ("email", a.email == b.email),
        ("unit", a.unit == b.unit),
        ("earlier", a.earlier == b.earlier),
        ("side", a.side == b.side),
        ("orcid", a.orcid == b.orcid),
        ("identities", a.numbers == b.numbers),
        ("fields", a.fields == b.fields),
        ("topics", a.topics == b.topics),
        ("works", a.works == b.works),
        ("languages", a.languages == b.languages),
        ("least", a.least == b.least),
        ("most", a.most == b.most),
        ("from", a.absent == b.absent),
        ("advisers", a.advisers == b.advisers),
        ("co-authors", a.co_authors == b.co_authors),
    ];
    fields.into_iter().filter(|(_, same)| !same).map(|(name, _)| name.to_owned()).collect()
}

/// A blank register as XLSX bytes: a heading in three languages, and below nothing. `made` is the day it says it was made.
///
/// # Errors
/// When a sheet outgrows the format.
pub(crate) fn blank(lang: Lang, made: Date) -> Result<Vec<u8>, XlsxError> {
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut book = Workbook::new();
    let title = Message::new("experts-register").text(lang);
    let date = made_on(made)?;
    book.set_properties(&DocProperties::new().set_title(&title).set_creation_datetime(&date));
    let sheet = book.add_worksheet();
    sheet.set_name(&title)?;
    sheet.set_freeze_panes(1, 2)?;
    // Each language once; 繁體 as the reader has it.
    let hant = if lang == Lang::ZhHantTw { Lang::ZhHantTw } else { Lang::ZhHantHk };
    for (column, (key, _)) in (0u16..).zip(HEADERS) {
        let mut lines: Vec<String> = Vec::new();
        for lang in [Lang::ZhHans, hant, Lang::En] {
            let line = heading(key, lang);
            if !lines.iter().any(|known| fold(known) == fold(&line)) {
                lines.push(line);
            }
        }
        sheet.write_string_with_format(0, column, lines.join("\n"), &head)?;
        sheet.set_column_format(column, &cell)?;
        sheet.set_column_width(column, if ["works", "earlier", "co-authors"].contains(&key) { 40.0 } else { 20.0 })?;
    }
    let notes = book.add_worksheet();
    notes.set_name(Message::new("experts-blank-notes").text(lang))?;
    notes.set_column_width(0, 24)?.set_column_width(1, 90)?;
    for (row, (key, _)) in (0u32..).zip(HEADERS) {
        notes.write_string_with_format(row, 0, heading(key, lang), &head)?;
        let note = Message::new(format!("experts-blank-{key}")).text(lang);
        notes.write_string_with_format(row, 1, note, &cell)?;
    }
    book.save_to_buffer()
}

fn heading(key: &str, lang: Lang) -> String {
    Message::new(format!("experts-column-{key}")).text(lang)
}
