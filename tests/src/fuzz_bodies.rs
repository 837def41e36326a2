//! What each fuzz target does with its bytes. `fuzz/fuzz_targets` calls these under cargo-fuzz; `tests/fuzz_corpus.rs` calls
//! them with every file of `fuzz/corpus`, so that what fuzzing found stays found.
//!
//! Every body asserts something that must hold for any input; not to panic is the least of it.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use hefu_check::agreement::{Expected, PartyNames, Passage, read_agreement};
use hefu_dossier::document::{DocumentText, Limits, read_bytes};
use hefu_dossier::grid::{Grid, csv, xlsx};
use hefu_dossier::limits::TableLimits;
use hefu_text::date::{Calendar, DateStyle, ExcelEpoch, format_date, from_excel_serial, parse_date, parse_instant};
use hefu_text::identifier::{
    Brn, Hkid, HomeReturnPermit, IdentifierError, Orcid, ResidentId, Ror, TaiwanId, TaiwanPermit, TaiwanUbn, Uscc,
};
use hefu_text::money::{AmountUnit, Currency, MoneyStyle, parse_amount};

mod evidence;
mod exchange;
mod identities;
mod ledger;
mod overlap;
mod reviews;

pub use evidence::evidence;
pub use exchange::{exchange_answer, exchange_record, exchange_terms, joint_statement};
pub use identities::identity_step;
pub use ledger::{ledger_canonical, ledger_checkpoint, ledger_parcel, ledger_receipt};
pub use overlap::{overlap_engine, overlap_index};
pub use reviews::reviews;

/// A target: its name, which is also the folder of its corpus, and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 22] = [
    ("agreement", agreement),
    ("csv", csv_file),
    ("dates", dates),
    ("docx", docx),
    ("evidence", evidence),
    ("exchange_answer", exchange_answer),
    ("exchange_record", exchange_record),
    ("exchange_terms", exchange_terms),
    ("guide", guide),
    ("identifiers", identifiers),
    ("identity_step", identity_step),
    ("joint_statement", joint_statement),
    ("ledger_canonical", ledger_canonical),
    ("ledger_checkpoint", ledger_checkpoint),
    ("ledger_parcel", ledger_parcel),
    ("ledger_receipt", ledger_receipt),
    ("money", money),
    ("overlap_engine", overlap_engine),
    ("overlap_index", overlap_index),
    ("pdf", pdf),
    ("reviews", reviews),
    ("xlsx", xlsx_file),
];

/// Dates and instants: what is read is written in every style and read back the same.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for calendar in [Calendar::Unknown, Calendar::Gregorian, Calendar::Minguo] {
        let Ok(date) = parse_date(&text, calendar) else { continue };
        for style in [DateStyle::Iso, DateStyle::Han, DateStyle::Minguo, DateStyle::English] {
            let written = format_date(date, style);
            assert_eq!(
                parse_date(&written, Calendar::Unknown),
                Ok(date),
                "{text:?} was read as {date}, written {written:?}"
            );
        }
    }
    for zone in [None, Some("Asia/Shanghai"), Some("Asia/Hong_Kong"), Some("Asia/Taipei"), Some(&*text)] {
        let _ = parse_instant(&text, zone);
    }
    if let Some(eight) = bytes.first_chunk() {
        for epoch in [ExcelEpoch::Year1900, ExcelEpoch::Year1904] {
            let _ = from_excel_serial(i64::from_le_bytes(*eight), epoch);
        }
    }
}

/// Money: no negative amounts, and what is read is written in every style and read back the same.
pub fn money(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let yuan = Currency::new("CNY").expect("CNY is a currency code");
    for unit in [AmountUnit::One, AmountUnit::Thousand, AmountUnit::TenThousand] {
        let Ok(money) = parse_amount(&text, yuan, unit) else { continue };
        assert!(money.minor >= 0, "{text:?} was read as {money:?}");
        for style in [MoneyStyle::ZhHans, MoneyStyle::ZhHantHk, MoneyStyle::ZhHantTw, MoneyStyle::En] {
            let written = money.format(style);
            assert_eq!(parse_amount(&written, yuan, AmountUnit::One), Ok(money), "{text:?} was written {written:?}");
        }
    }
}

/// Identifiers: the canonical form of what is accepted is accepted and stays as it is.
pub fn identifiers(bytes: &[u8]) {
    fn stable<T: PartialEq + Debug>(
        text: &str,
        parse: fn(&str) -> Result<T, IdentifierError>,
        canonical: fn(&T) -> &str,
    ) {
        match parse(text) {
            Ok(id) => assert_eq!(parse(canonical(&id)).as_ref(), Ok(&id), "{text:?}"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    let text = String::from_utf8_lossy(bytes);
    stable(&text, Uscc::parse, Uscc::as_str);
    stable(&text, Orcid::parse, Orcid::as_str);
    stable(&text, Ror::parse, Ror::as_str);
    stable(&text, Hkid::parse, Hkid::as_str);
    stable(&text, Brn::parse, Brn::as_str);
    stable(&text, TaiwanUbn::parse, TaiwanUbn::as_str);
    stable(&text, TaiwanId::parse, TaiwanId::as_str);
    stable(&text, ResidentId::parse, ResidentId::as_str);
    stable(&text, HomeReturnPermit::parse, HomeReturnPermit::as_str);
    stable(&text, TaiwanPermit::parse, TaiwanPermit::as_str);
}

/// Agreement text: every place named lies in the text, and reading twice gives the same.
pub fn agreement(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut offset = 0;
    let passages: Vec<Passage> = text
        .lines()
        .map(|line| {
            let passage = Passage { heading: line.starts_with('#'), text: line.to_owned(), page: None, offset };
            offset += line.chars().count() + 1;
            passage
        })
        .collect();
    let party = |side: &str, name: &str| PartyNames { side: side.to_owned(), names: vec![name.to_owned()] };
    let expected = Expected { parties: vec![party("mainland", "江东大学"), party("taiwan", "海東科技大學")] };
    let facts = read_agreement(&passages, &expected);
    assert_eq!(facts, read_agreement(&passages, &expected));
    assert_eq!(facts.parties.len(), expected.parties.len());
    let within = |at: usize| assert!(at <= offset, "{at} lies outside a text of {offset} characters");
    facts.signed.iter().for_each(|date| within(date.offset));
    facts.introduced.iter().for_each(|party| within(party.offset));
    facts.signature_marks.iter().for_each(|mark| within(mark.offset));
    facts.parties.iter().filter_map(|party| party.found.as_ref()).for_each(|found| within(found.offset));
}

/// A guide: compiles, or every fault has words and lies on a line of the text.
pub fn guide(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Err(diagnostics) = hefu_guide::compile("guide.md", &text, None) else { return };
    let lines = text.lines().count() + 1;
    let mut any = false;
    for fault in diagnostics.iter() {
        any = true;
        assert!(!fault.message().is_empty());
        for (line, _) in fault.places() {
            assert!(
                usize::try_from(line).is_ok_and(|line| (1..=lines).contains(&line)),
                "line {line} of {lines}: {fault}"
            );
        }
    }
    assert!(any, "refused without a fault");
}

/// Small limits, so that a hostile file is stopped by them and not by the fuzzer's patience.
#[must_use]
pub fn small() -> Limits {
    Limits {
        file_bytes: 1 << 20,
        text_chars: 100_000,
        pages: 50,
        entries: 200,
        entry_bytes: 4 << 20,
        ..Limits::default()
    }
}

/// What must hold of any document that was read within `limits`.
pub fn well_read(text: &DocumentText, limits: &Limits) {
    assert!(text.text().chars().count() <= limits.text_chars + text.blocks.len());
    assert!(text.blocks.is_sorted_by_key(|block| block.offset), "blocks are in reading order");
}

fn document(name: &str, bytes: &[u8]) {
    let limits = small();
    match read_bytes(name, bytes, &limits) {
        Ok(text) => well_read(&text, &limits),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    // What the strict door takes, the other reads as the same text.
    let strict = Limits { strict: true, ..limits };
    if let Ok(text) = read_bytes(name, bytes, &strict) {
        assert_eq!(read_bytes(name, bytes, &limits).as_ref(), Ok(&text));
    }
}

/// DOCX: within its limits, blocks in reading order.
pub fn docx(bytes: &[u8]) {
    document("agreement.docx", bytes);
}

/// PDF: within its limits, blocks in reading order. The parser underneath may overflow the stack on a hostile file; the product
/// reads PDF in a child process, and so does the test of this corpus.
pub fn pdf(bytes: &[u8]) {
    document("agreement.pdf", bytes);
}

fn small_tables() -> TableLimits {
    TableLimits { file_bytes: 1 << 20, unpacked_bytes: 4 << 20, entries: 200, cells: 50_000, ..TableLimits::default() }
}

fn within(grid: &Grid, limits: &TableLimits) {
    let filled = grid.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_empty()).count();
    assert!(filled <= limits.cells, "{filled} cells were read");
    assert!(grid.rows.is_sorted_by(|a, b| a.number < b.number), "rows are in order, each once");
}

/// CSV in any encoding: within its limits, rows in order.
pub fn csv_file(bytes: &[u8]) {
    let limits = small_tables();
    if let Ok(file) = csv::read(&Arc::from("list.csv"), bytes, &limits, &AtomicBool::new(false)) {
        within(&file.grid, &limits);
    }
}

/// XLSX: within its limits, rows in order.
pub fn xlsx_file(bytes: &[u8]) {
    let limits = small_tables();
    if let Ok(book) = xlsx::read(&Arc::from("list.xlsx"), bytes, &limits, &AtomicBool::new(false)) {
        book.grids.iter().for_each(|grid| within(grid, &limits));
    }
}
