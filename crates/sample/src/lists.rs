//! What each office has after its own review of a sample round: the support list with places and money, the reviews of its
//! experts one by one, and a method that both have signed. Of the mainland the places are the panel's; of its partner they
//! are to be made from the reviews.

use std::collections::BTreeMap;

use hefu_application::Application;
use hefu_guide::Guide;
use hefu_words::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::random::Random;
use crate::round::{self, Round};
use crate::{GUIDE, SampleError, Size};

/// A pair's half with what its side's review made of it.
struct Half<'a> {
    app: &'a Application,
    /// Expert and score in tenths of a point of the side's scale; none where the review is missing.
    reviews: Vec<(usize, Option<i64>)>,
    /// Sum the panel orders by.
    worth: i64,
}

/// The headers of a side's files, in its own words.
struct Words {
    lang: Lang,
    list: [&'static str; 6],
    place: &'static str,
    reviews: [&'static str; 4],
    yes: [&'static str; 2],
    missing: &'static str,
}

fn words(side: &str) -> Words {
    match side {
        "mainland" => Words {
            lang: Lang::ZhHans,
            list: ["申请编号", "项目名称", "子方向", "拟支持", "国拨经费（元）", "优先支持"],
            place: "排序",
            reviews: ["申请编号", "专家", "评分", "评审意见"],
            yes: ["是", "否"],
            missing: "未评",
        },
        "taiwan" => Words {
            lang: Lang::ZhHantTw,
            list: ["申請編號", "計畫名稱", "子方向", "擬支持", "經費（新臺幣元）", "優先支持"],
            place: "名次",
            reviews: ["申請編號", "審查人", "評分", "審查意見"],
            yes: ["是", "否"],
            missing: "未審",
        },
        _ => Words {
            lang: Lang::ZhHantHk,
            list: ["申請編號", "項目名稱", "子方向", "擬支持", "經費（港元）", "優先支持"],
            place: "名次",
            reviews: ["申請編號", "專家", "評分", "評審意見"],
            yes: ["是", "否"],
            missing: "未評",
        },
    }
}

/// Experts of a side.
const EXPERTS: usize = 9;
/// Reviews of an application.
const REVIEWS: usize = 3;

/// Files by path: for each direction both sides' lists and reviews and `method.toml`. The same seed and size give the same
/// bytes.
///
/// # Errors
/// When a workbook cannot be made.
pub fn files(seed: u64, size: Size) -> Result<BTreeMap<String, Vec<u8>>, SampleError> {
    let guide = hefu_guide::builtin(GUIDE).ok_or(SampleError::Guide(GUIDE))?;
    let round = round::make(seed, size);
    let mut random = Random::new(seed ^ 0x1157);
    let mut out = BTreeMap::new();
    for (direction, partner) in [("1.1", "hongkong"), ("1.2", "taiwan")] {
        let pairs: Vec<[&Application; 2]> = halves(&round, direction, partner);
        // What a project is worth, which both sides see, each in its own way.
        let worths: Vec<i64> = pairs.iter().map(|_| random.between(-110, 110)).collect();
        for (at, side) in ["mainland", partner].into_iter().enumerate() {
            let failed = |error: XlsxError| SampleError::Workbook { side: side.to_owned(), reason: error.to_string() };
            let apps = pairs.iter().filter_map(|pair| pair.get(at).copied());
            let halves = reviewed(apps.zip(&worths), side, &mut random);
            let list = list(&guide, &halves, side).map_err(failed)?;
            out.insert(format!("{direction}/{side}.xlsx"), list);
            out.insert(format!("{direction}/{side}-reviews.xlsx"), reviews(&halves, side).map_err(failed)?);
        }
        out.insert(format!("{direction}/method.toml"), method(direction, partner).into_bytes());
    }
    Ok(out)
}

/// The two halves of every pair of a direction.
fn halves<'a>(round: &'a Round, direction: &str, partner: &str) -> Vec<[&'a Application; 2]> {
    let app =
        |side: &str, number: &str| round.folders.get(side)?.applications.iter().find(|one| one.id.number == number);
    let own = round.truth.pairs.iter().filter(|pair| pair.direction == direction && !pair.held);
    own.filter_map(|pair| Some([app("mainland", &pair.mainland.number)?, app(partner, &pair.partner.number)?]))
        .collect()
}

fn reviewed<'a>(
    apps: impl Iterator<Item = (&'a Application, &'a i64)>,
    side: &str,
    random: &mut Random,
) -> Vec<Half<'a>> {
    let lenient: Vec<i64> = (0..EXPERTS).map(|_| random.between(-60, 60)).collect();
    let mut out = Vec::new();
    for (turn, (app, worth)) in apps.enumerate() {
        let own = worth + random.between(-50, 50);
        let mut given = Vec::new();
        for seat in 0..REVIEWS {
            let expert = (turn * REVIEWS + seat * 2) % EXPERTS;
            let score = own + lenient.get(expert).copied().unwrap_or(0) + random.between(-40, 40);
            let missing = random.chance(6) || (turn, seat) == (1, 2);
            given.push((expert, (!missing).then(|| scaled(side, score))));
        }
        out.push(Half { app, reviews: given, worth: own + random.between(-20, 20) });
    }
    out
}

/// A score about 0 on the side's own scale, in tenths: 0–100 in whole points, or 1–10 in halves.
fn scaled(side: &str, score: i64) -> i64 {
    match side {
        "hongkong" => ((650 + 2 * score) / 50 * 5).clamp(10, 100),
        _ => ((750 + score) / 10 * 10).clamp(0, 1000),
    }
}

fn tenths(score: i64) -> String {
    if score % 10 == 0 { (score / 10).to_string() } else { format!("{}.{}", score / 10, score % 10) }
}

fn book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(2020, 8, 20)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    Ok(book)
}

fn list(guide: &Guide, halves: &[Half<'_>], side: &str) -> Result<Vec<u8>, XlsxError> {
    let words = words(side);
    let mut order: Vec<usize> = (0..halves.len()).collect();
    order.sort_by_key(|at| halves.get(*at).map(|half| (-half.worth, &half.app.id)));
    let supported = halves.len() * 7 / 10;
    let mut book = book()?;
    let sheet = book.add_worksheet();
    let placed = side == "mainland";
    let heads = words.list.into_iter().chain(placed.then_some(words.place));
    for (column, head) in (0u16..).zip(heads) {
        sheet.write_string(0, column, head)?;
        sheet.set_column_width(column, if column == 1 { 44.0 } else { 16.0 })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, (at, half)) in (1u32..).zip(halves.iter().enumerate()) {
        let place = order.iter().position(|own| *own == at).unwrap_or(0);
        let [yes, no] = words.yes;
        let topic = half.app.topic.as_deref().unwrap_or_default();
        let name = guide.direction(&half.app.direction).and_then(|direction| {
            direction
                .leaves()
                .into_iter()
                .find(|leaf| leaf.id == topic)
                .map(|leaf| leaf.names.get(words.lang).to_owned())
        });
        let currency = guide.side(side).map(|side| side.currency.as_str());
        let source = if side == "mainland" { "state" } else { "partner" };
        let asked =
            half.app.budget.iter().find(|line| {
                line.source == source && line.side == side && Some(line.amount.currency.code()) == currency
            });
        let preferred =
            half.app.tags.iter().any(|tag| tag.list.ends_with("-scenario") || tag.list.ends_with("-function"));
        sheet.write_string(row, 0, half.app.id.number.as_str())?;
        sheet.write_string(row, 1, half.app.title.own.as_str())?;
        sheet.write_string(row, 2, name.as_deref().unwrap_or(topic))?;
        sheet.write_string(row, 3, if place < supported { yes } else { no })?;
        if let Some(whole) = asked.and_then(|line| line.amount.whole_major()) {
            sheet.write_string(row, 4, whole.to_string())?;
        }
        sheet.write_string(row, 5, if preferred { yes } else { "" })?;
        if placed {
            sheet.write_string(row, 6, (place + 1).to_string())?;
        }
    }
    book.save_to_buffer()
}

fn reviews(halves: &[Half<'_>], side: &str) -> Result<Vec<u8>, XlsxError> {
    let words = words(side);
    let mut book = book()?;
    let sheet = book.add_worksheet();
    for (column, head) in (0u16..).zip(words.reviews) {
        sheet.write_string(0, column, head)?;
        sheet.set_column_width(column, 16)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let all = halves.iter().flat_map(|half| half.reviews.iter().map(move |review| (half, review)));
    for (row, (half, (expert, score))) in (1u32..).zip(all) {
        sheet.write_string(row, 0, half.app.id.number.as_str())?;
        sheet.write_string(
            row,
            1,
            format!("{}{:02}", side.chars().take(1).collect::<String>().to_uppercase(), expert + 1),
        )?;
        sheet.write_string(row, 2, score.map_or_else(|| words.missing.to_owned(), tenths))?;
    }
    book.save_to_buffer()
}

fn method(direction: &str, partner: &str) -> String {
    let scale = if partner == "hongkong" { r#"["1", "10"]"# } else { r#"["0", "100"]"# };
    let signed =
        |side: &str, who: &str| format!("[[signed]]\nside = \"{side}\"\nwho = \"{who}\"\nwhen = \"2020-08-18\"\n\n");
    let who = if partner == "hongkong" {
        "範例創科主管部門（虛構）"
    } else {
        "範例科技主管機關（虛構）"
    };
    format!(
        "# 示例数据 / 範例資料 / sample data: direction {direction}\n\
         [method]\ncombination = \"sum_of_places\"\npolicy = {{ free = \"worth\" }}\nsecond = \"none\"\n\n\
         {}{}\
         # The places are the panel's; the reviews stand beside them.\n\
         [[scores]]\nside = \"mainland\"\ncounts = \"adjusted\"\nstands_as = \"beside\"\nscale = [\"0\", \"100\"]\nerrors = \"1\"\n\n\
         # The places are made from the reviews.\n\
         [[scores]]\nside = \"{partner}\"\ncounts = \"adjusted\"\nstands_as = \"place\"\nscale = {scale}\nerrors = \"1\"\n\n\
         [[reason]]\nscope = {{ direction = \"{direction}\" }}\nwho = \"示例科技主管部门（虚构）\"\nwhen = \"2020-08-18\"\n\
         why = \"示例数据中通过形式审查的项目数与指南所列项目数不同\"\n",
        signed("mainland", "示例科技主管部门（虚构）"),
        signed(partner, who),
    )
}
