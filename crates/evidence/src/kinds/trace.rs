//! A product log: every product traced back to production.

mod graph;

use std::collections::{BTreeSet, HashMap};

use hefu_words::Message;

use crate::Figure;
use crate::columns::{Form, key};
use crate::exact::whole;
use crate::judge::Found;
use crate::moment;
use crate::picture::{Chain, Link, Numbers, Picture};
use crate::work::{Sheet, Work};
use graph::{Break, Log, NONE};

/// Chains drawn, and links of one chain.
const CHAINS: usize = 3;
const LINKS: usize = 24;

pub(crate) fn judge(work: &mut Work<'_>) -> Option<Found> {
    let claim = work.claim;
    let production = work.stated(claim.production.as_deref(), "evidence-why-production");
    let product = work.stated(claim.product.as_deref(), "evidence-why-product");
    let sheet = work.sheet(&claim.table, Form::Trace, &["record", "previous", "stage", "time"], false)?;
    let (production, product) = (key(production?), key(product?));
    let log = read(work, &sheet, &production, &product)?;
    let stages = |wanted: fn(&Log, usize) -> bool| (0..log.len()).filter(|row| wanted(&log, *row)).count();
    let (products, origins) = (stages(|log, row| log.product(row)), stages(|log, row| log.origin(row)));
    for (count, key, stage) in [
        (products, "evidence-why-no-stage", claim.product.as_deref()),
        (origins, "evidence-why-no-stage", claim.production.as_deref()),
    ] {
        if count == 0 {
            work.why.push(Message::new(key).with("stage", stage.unwrap_or_default()));
        }
    }
    if !work.why.is_empty() {
        return None;
    }
    let breaks = log.breaks();
    let mut broken = 0usize;
    let mut chains = Vec::new();
    for row in (0..log.len()).filter(|row| log.product(*row)) {
        let Some(first) = breaks.first(row) else { continue };
        broken += 1;
        let what = Message::new("evidence-finding-chain")
            .with("product", sheet.cell(row, sheet.at("record")))
            .with("position", first.links + 1)
            .with("record", sheet.cell(first.at, sheet.at("record")))
            .with("row", u64::from(sheet.table.row(first.at)))
            .with("why", why(&sheet, &log, first.at, first.kind));
        work.finding(&claim.table, Some(sheet.table.row(row)), None, what, "evidence-remedy-chain");
        if chains.len() < CHAINS {
            chains.push(row);
        }
    }
    work.tell(Message::new("evidence-cases"), None, &whole(log.len()), "");
    work.tell(Message::new("evidence-figure-products"), None, &whole(products), "");
    work.tell(Message::new("evidence-figure-broken-chains"), None, &whole(broken), "");
    work.method.push(Message::new("evidence-method-trace"));
    // A sound claim shows one chain too.
    if chains.is_empty() {
        chains.extend((0..log.len()).find(|row| log.product(*row)));
    }
    for row in chains {
        work.pictures.push(chain(&sheet, &log, &breaks, row));
    }
    Some(Found::from(whole(if claim.figure == Figure::Products { products } else { broken })))
}

/// Reads the log. Records named in `previous` that are not there stay as missing.
fn read<'a>(work: &mut Work<'a>, sheet: &Sheet<'a>, production: &str, product: &str) -> Option<Log> {
    let (record, previous, stage, time) =
        (sheet.at("record")?, sheet.at("previous")?, sheet.at("stage")?, sheet.at("time")?);
    let rows = sheet.table.len();
    let mut by_name: HashMap<&str, u32> = HashMap::with_capacity(rows);
    let mut offset = None;
    let mut log = Log::with_capacity(rows);
    // Stages are few and rows many: each word is folded once.
    let mut folded: HashMap<&str, (bool, bool)> = HashMap::new();
    for row in 0..rows {
        if let Some(name) = work.filled(sheet, row, record)
            && by_name.insert(name, u32::try_from(row).unwrap_or(NONE)).is_some()
        {
            work.bad(sheet, row, record, "evidence-fault-record-twice", "evidence-remedy-record-twice");
        }
        let named = work.filled(sheet, row, stage).unwrap_or_default();
        let (is_origin, is_product) = *folded.entry(named).or_insert_with(|| {
            let named = key(named);
            (named == production, named == product)
        });
        let at = match moment::parse(sheet.table.cell(row, time)) {
            Some(moment) if *offset.get_or_insert(moment.offset) == moment.offset => moment.at,
            Some(_) => {
                work.bad(sheet, row, time, "evidence-fault-offset", "evidence-remedy-offset");
                0
            }
            None => {
                work.bad(sheet, row, time, "evidence-fault-moment", "evidence-remedy-moment");
                0
            }
        };
        log.push(at, is_origin, is_product);
    }
    if work.faults.count > 0 || rows == 0 {
        return None;
    }
    for row in 0..rows {
        let names =
            sheet.table.cell(row, previous).split(['；', ';', '、']).map(str::trim).filter(|name| !name.is_empty());
        let mut links: Vec<(&str, u32)> =
            names.map(|name| (name, by_name.get(name).copied().unwrap_or(NONE))).collect();
        links.sort_unstable();
        links.dedup();
        log.link(links.into_iter().map(|(_, row)| row));
    }
    // Rows are numbered by their place; breaks must not depend on it.
    let mut order: Vec<usize> = (0..rows).collect();
    order.sort_unstable_by_key(|row| sheet.table.cell(*row, record));
    log.rank(order.into_iter());
    Some(log)
}

/// What is broken at a record.
fn why(sheet: &Sheet<'_>, log: &Log, row: usize, kind: Break) -> Message {
    let record = |row: usize| sheet.cell(row, sheet.at("record")).to_owned();
    match kind {
        Break::NoOrigin => Message::new("evidence-break-no-origin"),
        Break::Missing => {
            let text = sheet.cell(row, sheet.at("previous"));
            let names = text.split(['；', ';', '、']).map(str::trim).filter(|name| !name.is_empty());
            let there: BTreeSet<String> =
                log.previous(row).iter().filter(|row| **row != NONE).map(|row| record(*row as usize)).collect();
            let missing: Vec<String> = names.filter(|name| !there.contains(*name)).map(str::to_owned).collect();
            Message::new("evidence-break-missing").with("previous", missing)
        }
        Break::Backwards(earlier) => {
            let time = |row: usize| sheet.cell(row, sheet.at("time")).to_owned();
            Message::new("evidence-break-backwards")
                .with("previous", record(earlier))
                .with("later", time(earlier))
                .with("time", time(row))
        }
        Break::Cycle => Message::new("evidence-break-cycle"),
    }
}

fn chain(sheet: &Sheet<'_>, log: &Log, breaks: &graph::Breaks, product: usize) -> Picture {
    let cell = |row: usize, id: &str| sheet.cell(row, sheet.at(id)).to_owned();
    let mut links = Vec::new();
    let mut numbers = Numbers {
        heads: ["evidence-position", "evidence-record", "evidence-stage", "evidence-time", "evidence-break"]
            .map(Message::new)
            .to_vec(),
        rows: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    let mut next = Some(product);
    while let Some(row) = next.filter(|row| links.len() < LINKS && seen.insert(*row)) {
        let broken = breaks.here(row).map(|kind| why(sheet, log, row, kind));
        let said = broken.clone().unwrap_or_else(|| Message::new("evidence-unbroken"));
        numbers.rows.push(vec![
            (links.len() + 1).into(),
            cell(row, "record").into(),
            cell(row, "stage").into(),
            cell(row, "time").into(),
            said.into(),
        ]);
        let ends = broken.is_some();
        links.push(Link { record: cell(row, "record"), stage: cell(row, "stage"), time: cell(row, "time"), broken });
        next = if ends { None } else { breaks.towards(log, row) };
    }
    Picture::Chain(Chain {
        title: Message::new("evidence-picture-chain").with("product", cell(product, "record")),
        links,
        numbers,
    })
}
