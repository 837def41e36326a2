//! Reading reviews from a workbook or a CSV file.

use std::collections::BTreeSet;
use std::path::Path;

use hefu_dossier::columns::{Sheet, Trouble, fold};
use hefu_selection::Points;
use hefu_words::Message;

use super::ScoreRule;

/// One row: an expert's score of an application, by criterion where the file has criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Application number.
    pub number: String,
    /// Expert, by the side's own code or name.
    pub expert: String,
    /// Criterion; none where the file has none.
    pub criterion: Option<String>,
    /// The score; none where the review was asked for and is missing.
    pub score: Option<Points>,
    /// Characters of the written opinion, if the file holds one.
    pub opinion: Option<usize>,
    /// Row in the file.
    pub row: u32,
}

/// A side's reviews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// File name.
    pub file: String,
    /// Reviews in the file's order.
    pub reviews: Vec<Review>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Number,
    Expert,
    Criterion,
    Score,
    Opinion,
}

const HEADERS: [(Field, &[&str]); 5] = [
    (Field::Number, &["申请编号", "申請編號", "申請書編號", "编号", "編號", "applicationnumber", "number"]),
    (Field::Expert, &["专家", "專家", "专家编号", "專家編號", "评审人", "評審人", "審查人", "expert", "reviewer"]),
    (Field::Criterion, &["评审指标", "評審指標", "指标", "指標", "審查項目", "criterion"]),
    (Field::Score, &["评分", "評分", "得分", "分数", "分數", "score"]),
    (Field::Opinion, &["评审意见", "評審意見", "審查意見", "意见", "意見", "comment", "opinion"]),
];

/// What stands for a review that is missing.
const MISSING: [&str; 9] = ["未评", "未評", "未评审", "未評審", "未審", "-", "—", "–", "missing"];

fn remedy(key: &str) -> Message {
    Message::new(format!("results-score-{key}"))
}

/// Reads reviews. A score outside the scale of `rule` is named.
///
/// # Errors
/// Everything that cannot be read, each with its place and remedy, all at once. Otherwise the reviews, with what is only to
/// be looked at.
pub fn read(path: &Path, rule: Option<&ScoreRule>) -> Result<(Scores, Vec<Trouble>), Vec<Trouble>> {
    let mut sheet = Sheet::open(path, &HEADERS, &[Field::Number, Field::Expert, Field::Score])?;
    sheet.fill_merged();
    let mut troubles = sheet.unread();
    let mut scores = Scores { file: sheet.file.clone(), reviews: Vec::new() };
    let mut seen = BTreeSet::new();
    let by_criterion = sheet.column(Field::Criterion).is_some();
    for mut reader in sheet.rows() {
        let [number, expert, criterion, text] =
            [Field::Number, Field::Expert, Field::Criterion, Field::Score].map(|field| reader.text(field));
        for (field, cell, key) in [(Field::Number, &number, "no-number"), (Field::Expert, &expert, "no-expert")] {
            if cell.is_empty() {
                reader.fault(field, String::new(), remedy(key));
            }
        }
        if by_criterion && criterion.is_empty() {
            reader.fault(Field::Criterion, String::new(), remedy("no-criterion"));
        }
        let missing = MISSING.contains(&fold(&text).as_str());
        let score: Option<Points> =
            if missing { None } else { reader.parsed(Field::Score, |text| text.parse().ok(), remedy("number")) };
        let scale = rule.and_then(|rule| rule.scale);
        if let (Some(score), Some([least, most])) = (score, scale)
            && !(least..=most).contains(&score)
        {
            let message = remedy("scale").with("least", least.to_string()).with("most", most.to_string());
            reader.fault(Field::Score, text, message);
        }
        if !number.is_empty() && !expert.is_empty() && !seen.insert((number.clone(), expert.clone(), criterion.clone()))
        {
            reader.fault(Field::Expert, expert.clone(), remedy("twice").with("number", number.as_str()));
        }
        let opinion = sheet.column(Field::Opinion).map(|_| reader.text(Field::Opinion).chars().count());
        let row = reader.number();
        troubles.extend(reader.troubles());
        let criterion = by_criterion.then_some(criterion);
        scores.reviews.push(Review { number, expert, criterion, score, opinion, row });
    }
    if troubles.iter().any(|trouble| trouble.blocks) { Err(troubles) } else { Ok((scores, troubles)) }
}
