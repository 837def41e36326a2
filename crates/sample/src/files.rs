//! The files of a round besides documents: workbooks, `side.toml`, supplements with spoilt cells, README, rulings.

use std::collections::BTreeMap;

use hefu_application::{Application, Evidence, SideId, State};
use hefu_check::{Ruling, RulingAnswer};
use hefu_dossier::layout::layout;
use hefu_dossier::side_file::{ClosingSection, NoticeSection, SideFile, SideSection};
use hefu_guide::Guide;
use hefu_words::Lang;

use crate::round::{Round, SIDES};
use crate::truth::Spoilt;
use crate::{SampleError, Size};

/// The instant for which a sample round is meant to be computed: after all windows and closing statements.
pub const AS_OF: &str = "2020-06-10T09:00:00+08:00[Asia/Shanghai]";

fn lang(side: &str) -> Lang {
    match side {
        "mainland" => Lang::ZhHans,
        "taiwan" => Lang::ZhHantTw,
        _ => Lang::ZhHantHk,
    }
}

/// What an attachment says.
pub(crate) fn evidence_lines(one: &Evidence, side: &str) -> Vec<String> {
    let mark = match side {
        "mainland" => "（示例文件，内容均为虚构）",
        "taiwan" => "（範例文件，內容均屬虛構）",
        _ => "（範例文件，內容均為虛構）",
    };
    let date = one.date.map(|date| date.to_string()).unwrap_or_default();
    vec![one.title.clone(), mark.to_owned(), date]
}

/// Plants spoilt cells in supplements: lists that an office adds to its workbook.
pub(crate) fn spoil(round: &mut Round, size: Size) {
    let sides: &[(&'static str, usize)] =
        if size == Size::Full { &[("mainland", 2), ("hongkong", 1), ("taiwan", 1)] } else { &[("mainland", 1)] };
    for (side, times) in sides {
        for supplement in supplements(round, side, *times) {
            round.truth.problems.extend(supplement.spoilt);
        }
    }
    for side in SIDES {
        round.truth.problems.extend(elsewhere(round, side));
    }
    round.truth.problems.sort();
}

/// Applications to a direction that the guide does not have: the cell is reported too.
fn elsewhere(round: &Round, side: &'static str) -> Vec<Spoilt> {
    let Some(folder) = round.folders.get(side) else { return Vec::new() };
    let outside = folder.applications.iter().enumerate().filter(|(_, one)| one.direction == "1.3");
    outside
        .map(|(at, one)| Spoilt {
            kind: "direction-unknown".to_owned(),
            side: side.to_owned(),
            file: WORKBOOK.to_owned(),
            sheet: layout().sheet("applications").map(|sheet| sheet.names.get(lang(side)).to_owned()),
            row: u32::try_from(at + 2).unwrap_or(u32::MAX),
            column: header("applications", "direction", side),
            found: one.direction.clone(),
        })
        .collect()
}

/// A supplement and the cells in it that are spoilt.
struct Supplement {
    file: &'static str,
    rows: Vec<Vec<String>>,
    spoilt: Vec<Spoilt>,
}

fn header(sheet: &str, column: &str, side: &str) -> String {
    let column = layout().sheet(sheet).and_then(|sheet| sheet.column(column));
    column.map(|column| column.names.get(lang(side)).to_owned()).unwrap_or_default()
}

/// The supplements of a side, each with `times` spoilt cells.
fn supplements(round: &Round, side: &'static str, times: usize) -> Vec<Supplement> {
    let Some(folder) = round.folders.get(side) else { return Vec::new() };
    let sound: Vec<&Application> =
        folder.applications.iter().filter(|one| one.state == State::Submitted && one.direction != "1.3").collect();
    let number = |at: usize| sound.get((at * 7 + 3) % sound.len().max(1)).map_or("", |one| one.id.number.as_str());
    let own = |cn: &str, hk: &str, tw: &str| match side {
        "mainland" => cn.to_owned(),
        "taiwan" => tw.to_owned(),
        _ => hk.to_owned(),
    };
    let mut out = Vec::new();
    let mut add = |file: &'static str,
                   sheet: &str,
                   columns: &[&str],
                   bad: &str,
                   kind: &str,
                   cells: &dyn Fn(usize) -> Vec<String>| {
        let headers: Vec<String> = columns.iter().map(|column| header(sheet, column, side)).collect();
        let place = columns.iter().position(|column| *column == bad).unwrap_or_default();
        let mut supplement = Supplement { file, rows: vec![headers.clone()], spoilt: Vec::new() };
        for at in 0..times {
            let row = cells(at);
            supplement.spoilt.push(Spoilt {
                kind: kind.to_owned(),
                side: side.to_owned(),
                file: file.to_owned(),
                sheet: None,
                row: u32::try_from(at + 2).unwrap_or(u32::MAX),
                column: headers.get(place).cloned().unwrap_or_default(),
                found: row.get(place).cloned().unwrap_or_default(),
            });
            supplement.rows.push(row);
        }
        out.push(supplement);
    };
    add("milestones.csv", "milestones", &["number", "code", "title", "date"], "date", "date-impossible", &|at| {
        let title = own("补充：年度交流会", "補充：年度交流會", "補充：年度交流會");
        vec![number(at).to_owned(), format!("M{}", 21 + at), title, "2021-02-30".to_owned()]
    });
    add("evidence.csv", "evidence", &["number", "kind", "side", "title", "date"], "date", "date-ambiguous", &|at| {
        let title = own("补充：检测能力认可证书", "補充：檢測能力認可證書", "補充：檢測能力認可證書");
        let kind = own("技术优势", "技術優勢", "技術優勢");
        let at_side = own("内地", "香港", "臺灣");
        vec![number(at + 4).to_owned(), kind, at_side, title, "03/04/2019".to_owned()]
    });
    add("budget.csv", "budget", &["number", "source", "side", "amount"], "side", "side-unknown", &|at| {
        let source = own("自筹", "自籌", "自籌");
        vec![number(at + 9).to_owned(), source, own("第三方", "第三方", "第三方"), "100000".to_owned()]
    });
    let kept: Vec<&Application> = folder.applications.iter().filter(|one| one.state != State::Submitted).collect();
    if !kept.is_empty() {
        let twice = |at: usize| kept.get(at % kept.len()).copied();
        let state = |one: &Application| match one.state {
            State::Draft => "草稿".to_owned(),
            _ => own("已撤回", "已撤回", "已撤回"),
        };
        let columns = ["number", "direction", "title", "state"];
        add("applications.csv", "applications", &columns, "number", "number-twice", &|at| {
            twice(at).map_or_else(Vec::new, |one| {
                vec![one.id.number.clone(), one.direction.clone(), one.title.own.clone(), state(one)]
            })
        });
        let first = layout().sheet("applications").map(|sheet| sheet.names.get(lang(side)).to_owned());
        if let Some(supplement) = out.last_mut() {
            let again: Vec<Spoilt> = supplement
                .spoilt
                .iter()
                .filter_map(|one| {
                    let row = folder.applications.iter().position(|own| own.id.number == one.found)?;
                    Some(Spoilt {
                        file: WORKBOOK.to_owned(),
                        sheet: first.clone(),
                        row: u32::try_from(row + 2).ok()?,
                        ..one.clone()
                    })
                })
                .collect();
            supplement.spoilt.extend(again);
        }
    }
    out
}

const WORKBOOK: &str = "applications.xlsx";

fn csv(rows: &[Vec<String>], side: &str) -> Vec<u8> {
    let quote = |cell: &String| {
        if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let text: String = rows.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(",") + "\r\n").collect();
    // As the offices' spreadsheet programs save it.
    let encoding = if side == "mainland" { encoding_rs::GB18030 } else { encoding_rs::BIG5 };
    match encoding.encode(&text) {
        (bytes, _, false) => bytes.into_owned(),
        _ => text.into_bytes(),
    }
}

/// Every file of a round by its path.
pub(crate) fn all(
    round: &Round,
    guide: &Guide,
    seed: u64,
    size: Size,
) -> Result<BTreeMap<String, Vec<u8>>, SampleError> {
    let mut files = BTreeMap::new();
    for side in SIDES {
        let Some(folder) = round.folders.get(side) else { continue };
        let book = hefu_dossier::template(guide, &SideId::new(side), &folder.applications)
            .map_err(|error| SampleError::Workbook { side: side.to_owned(), reason: error.to_string() })?;
        files.insert(format!("{side}/{WORKBOOK}"), book);
        files.insert(format!("{side}/side.toml"), side_toml(side, &folder.applications)?.into_bytes());
        for (name, bytes) in &folder.documents {
            files.insert(format!("{side}/documents/{name}"), bytes.clone());
        }
        let times = match (size, side) {
            (Size::Full, "mainland") => 2,
            (Size::Full, _) => 1,
            (_, side) => usize::from(side == "mainland"),
        };
        for supplement in supplements(round, side, times).iter().filter(|one| one.rows.len() > 1) {
            files.insert(format!("{side}/{}", supplement.file), csv(&supplement.rows, side));
        }
    }
    files.insert("truth.jsonl".to_owned(), round.truth.to_jsonl().into_bytes());
    files.insert("rulings.jsonl".to_owned(), rulings(round).into_bytes());
    files.insert("README.md".to_owned(), readme(round, seed).into_bytes());
    Ok(files)
}

fn side_toml(side: &str, applications: &[Application]) -> Result<String, SampleError> {
    let (authority, zone, windows): (&str, &str, &[(&str, &str, &str)]) = match side {
        "mainland" => (
            "示例科技主管部门（虚构）",
            "Asia/Shanghai",
            &[("1.1", "示例发〔2020〕11号", "2020-05-15 16:00"), ("1.2", "示例发〔2020〕12号", "2020-05-15 16:00")],
        ),
        "taiwan" => ("範例科技主管機關（虛構）", "Asia/Taipei", &[("1.2", "範例科字第1090012號", "2020-05-22 17:00")]),
        _ => ("範例創科主管部門（虛構）", "Asia/Hong_Kong", &[("1.1", "範例通告第11/2020號", "2020-05-20 18:00")]),
    };
    let instant = |text: &str| toml::Value::String(text.to_owned());
    let notice = windows
        .iter()
        .map(|(direction, number, closes)| {
            let basis = match (*direction, side) {
                ("1.2", "mainland") => "大陆与台湾科技合作承诺议定",
                ("1.2", _) => "大陸與臺灣科技合作承諾議定",
                (_, "mainland") => "内地与香港科技合作协议（示例）",
                _ => "內地與香港科技合作協議（範例）",
            };
            let section = NoticeSection {
                number: Some((*number).to_owned()),
                authority: None,
                published: true,
                opens: Some(instant("2020-04-01 08:00")),
                closes: Some(instant(closes)),
                zone: Some(zone.to_owned()),
                basis: Some(basis.to_owned()),
            };
            ((*direction).to_owned(), section)
        })
        .collect();
    let numbers: Vec<&str> =
        applications.iter().filter(|one| one.state == State::Submitted).map(|one| one.id.number.as_str()).collect();
    let file = SideFile {
        side: SideSection { id: Some(side.to_owned()), authority: Some(authority.to_owned()), sample: true },
        notice,
        closing: Some(ClosingSection {
            made: instant("2020-06-01 10:00"),
            zone: Some(zone.to_owned()),
            count: u64::try_from(numbers.len()).unwrap_or(0),
            last_number: numbers.iter().max().map(|number| (*number).to_owned()),
            digest: Some(hefu_check::closing_digest(numbers.iter().copied())),
        }),
        ..SideFile::default()
    };
    let text = toml::to_string_pretty(&file)
        .map_err(|error| SampleError::Workbook { side: side.to_owned(), reason: error.to_string() })?;
    Ok(format!("# 示例数据 / 範例資料 / sample data: nothing in this folder is real.\n{text}"))
}

/// Rulings by people on a few findings that wait for a person: how such a file looks.
fn rulings(round: &Round) -> String {
    let wanted = |kind: &str| round.truth.expected.iter().find(|one| one.kind == kind);
    let pair = |kind: &str| {
        let one = wanted(kind)?;
        let first = one.subjects.first()?;
        let direction = if one.clause.starts_with("HK") { "1.1" } else { "1.2" };
        Some((format!("pair:{direction}-{}", first.number), one.clause.clone()))
    };
    let rule = |kind: &str, part: &str, answer: RulingAnswer, why: &str| {
        let (subject, clause) = pair(kind)?;
        Some(Ruling {
            finding: format!("{subject}/{clause}.match/{part}"),
            answer,
            who: "示例审查员甲".to_owned(),
            when: "2020-06-09T15:00:00+08:00".to_owned(),
            why: why.to_owned(),
        })
    };
    [
        rule("title-wording", "title", RulingAnswer::Met, "两岸用语不同，所指相同。"),
        rule("pi-romanised", "principal-investigators", RulingAnswer::Met, "与护照拼写核对，系同一人。"),
        rule("title-english-only", "title", RulingAnswer::NotMet, "译文与中文名称所指不同。"),
    ]
    .into_iter()
    .flatten()
    .filter_map(|ruling| serde_json::to_string(&ruling).ok())
    .map(|line| line + "\n")
    .collect()
}

fn readme(round: &Round, seed: u64) -> String {
    let counts: String = round
        .folders
        .iter()
        .map(|(side, folder)| {
            format!("- `{side}/`: {} applications, {} documents\n", folder.applications.len(), folder.documents.len())
        })
        .collect();
    let kinds: Vec<&str> = round.truth.kinds().into_iter().collect();
    format!(
        "# 示例数据 · 範例資料 · Sample data\n\n\
         所有机构、人员、项目和文件均为虚构，仅供测试和演示。\n\
         所有機構、人員、項目（計畫）和文件均屬虛構，僅供測試和示範。\n\
         Every institution, person, project and document here is invented, for tests and demonstrations only.\n\n\
         Written with seed {seed}; the same seed gives the same bytes.\n\n{counts}\n\
         `truth.jsonl` says which halves belong together and what must be found; `rulings.jsonl` is an example of rulings by \
         people.\n\n\
         ```\nhefu round --guide hkmt-2020 --side mainland=mainland --side hongkong=hongkong --side taiwan=taiwan \\\n  \
         --as-of '{AS_OF}' --out out\n```\n\n\
         Planted: {}.\n",
        kinds.join(", ")
    )
}
