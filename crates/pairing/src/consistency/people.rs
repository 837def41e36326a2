//! Principal investigators of every side, as each half names them.

use hefu_application::{Application, Person};
use hefu_text::compare::{Comparison, Equivalence};
use hefu_text::name::{Coverage, NameComparison, PersonName, Romanisation, compare_names};

use crate::pair::Part;

use super::{milder, one_missing};

/// One part for each side: `pi.mainland`, `pi.hongkong` …
pub(super) fn investigators(sides: &[String], left: &Application, right: &Application) -> Vec<Part> {
    sides
        .iter()
        .filter_map(|side| {
            let (a, b) = (left.principal_investigator(side), right.principal_investigator(side));
            let comparison = match (a, b) {
                (None, None) => return None,
                (Some(a), Some(b)) => persons(a, b),
                (a, b) => one_missing(a.map(|one| one.name.as_str()), b.map(|one| one.name.as_str())),
            };
            Some(Part {
                part: format!("pi.{side}"),
                values: [a, b].iter().map(|one| one.map(|one| one.name.clone())).collect(),
                cells: [a, b].iter().map(|one| one.map(|one| one.origin.cell("name"))).collect(),
                comparison,
            })
        })
        .collect()
}

/// Compares two persons by name. An English name given beside a Han name speaks where the other half writes Latin letters.
pub(crate) fn persons(a: &Person, b: &Person) -> Comparison {
    let own = names(&a.name, &b.name);
    let latin = |name: &str| PersonName::parse(name).is_ok_and(|name| name.han().is_none());
    match (&a.english, &b.english) {
        (Some(english), _) if !latin(&a.name) && latin(&b.name) => {
            milder(own, names(&format!("{} ({english})", a.name), &b.name))
        }
        (_, Some(english)) if latin(&a.name) && !latin(&b.name) => {
            milder(own, names(&a.name, &format!("{} ({english})", b.name)))
        }
        _ => own,
    }
}

/// Two names. A romanisation is known wording: a person rules, and the note names the system.
pub(crate) fn names(a: &str, b: &str) -> Comparison {
    match compare_names(a, b) {
        NameComparison::Identical => Comparison::Identical,
        NameComparison::Normalised { steps } => Comparison::Normalised { steps },
        NameComparison::Romanised { systems, coverage } => Comparison::KnownWording {
            equivalences: vec![Equivalence { left: a.to_owned(), right: b.to_owned(), note: note(&systems, coverage) }],
        },
        NameComparison::Different { spans } => Comparison::Different { spans },
    }
}

fn note(systems: &[Romanisation], coverage: Coverage) -> String {
    let name = |system: &Romanisation| match system {
        Romanisation::Pinyin => "汉语拼音 Hanyu Pinyin",
        Romanisation::HongKong => "香港政府拼音 Hong Kong",
        Romanisation::WadeGiles => "威妥瑪拼音 Wade–Giles",
        Romanisation::Mixed => "混合拼法 mixed spelling",
        Romanisation::Declared => "申报书自注 declared",
        Romanisation::SameSpelling => "同一拼写 same spelling",
    };
    let mut parts: Vec<&str> = systems.iter().map(name).collect();
    match coverage {
        Coverage::Full => {}
        Coverage::Initials => parts.push("名字缩写 initials"),
        Coverage::SurnameOnly => parts.push("仅姓氏 surname only"),
    }
    parts.join("; ")
}
