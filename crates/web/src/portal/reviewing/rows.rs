//! A review form as rows to type into, and the rows read back. What the rows cannot hold, a file can.

use std::collections::BTreeMap;

use hefu_guide::model::Words;
use hefu_review::{Anchor, Criterion, ReviewForm, Scale, Step, TextField};
use hefu_words::{Lang, Message};

use crate::parts::{Choice, Field, Width};
use crate::shell::Say;

/// Names of the groups.
pub(super) const CRITERIA: &str = "criteria";
pub(super) const TEXTS: &str = "texts";

/// A row as it was typed.
pub(super) type Row = BTreeMap<String, String>;

/// What the rows cannot read: the group, the row from 0, the field, the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowFault {
    pub group: &'static str,
    pub at: usize,
    pub field: &'static str,
    pub message: Message,
}

const LANGUAGES: [(&str, Lang); 3] = [("hans", Lang::ZhHans), ("hant", Lang::ZhHantHk), ("en", Lang::En)];

fn put(row: &mut Row, name: &str, value: impl Into<String>) {
    row.insert(name.to_owned(), value.into());
}

fn put_words(row: &mut Row, name: &str, words: &Words) {
    for (tag, lang) in LANGUAGES.into_iter().filter(|_| !words.is_empty()) {
        put(row, &format!("{name}-{tag}"), words.get(lang));
    }
}

fn words(row: &Row, name: &str) -> Words {
    let forms = LANGUAGES.map(|(tag, _)| get(row, &format!("{name}-{tag}")).to_owned());
    if forms.iter().all(String::is_empty) { Words::default() } else { Words::from(forms.to_vec()) }
}

fn get<'r>(row: &'r Row, name: &str) -> &'r str {
    row.get(name).map_or("", |value| value.trim())
}

/// The rows of a form: criteria with the recommendation last, and texts.
pub(super) fn of_form(form: &ReviewForm) -> (Vec<Row>, Vec<Row>) {
    let overall = form.overall.as_ref().map(|criterion| &criterion.id);
    let criteria = form.marked().map(|criterion| {
        let mut row = Row::new();
        put(&mut row, "id", &criterion.id);
        put_words(&mut row, "title", &criterion.title);
        put_words(&mut row, "prompt", &criterion.prompt);
        put(&mut row, "part", if Some(&criterion.id) == overall { "overall" } else { "criterion" });
        put(&mut row, "weight", criterion.weight.map(|weight| weight.to_string()).unwrap_or_default());
        put(&mut row, "clause", criterion.clause.clone().unwrap_or_default());
        put(&mut row, "optional", if criterion.optional { "yes" } else { "no" });
        let (kind, lines) = scale_lines(&criterion.scale);
        put(&mut row, "scale", kind);
        put(&mut row, "anchors", lines);
        row
    });
    let texts = form.texts.iter().map(|text| {
        let mut row = Row::new();
        put(&mut row, "id", &text.id);
        put_words(&mut row, "title", &text.title);
        put_words(&mut row, "prompt", &text.prompt);
        put(&mut row, "least", text.least.map(|least| least.to_string()).unwrap_or_default());
        put(&mut row, "most", text.most.map(|most| most.to_string()).unwrap_or_default());
        row
    });
    (criteria.collect(), texts.collect())
}

/// The kind of a scale as the rows name it, and a line for each anchor or step.
fn scale_lines(scale: &Scale) -> (String, String) {
    let line = |mark: &str, words: &Words, points: Option<String>| {
        let forms = LANGUAGES.map(|(_, lang)| words.get(lang).to_owned());
        let mut parts = vec![mark.to_owned()];
        if !words.is_empty() || points.is_some() {
            parts.extend(forms);
        }
        parts.extend(points);
        parts.join(" | ")
    };
    match scale {
        Scale::Numbers { least, most, anchors } => {
            let lines = anchors.iter().map(|anchor| line(&anchor.at.to_string(), &anchor.words, None));
            (format!("{least}..{most}"), lines.collect::<Vec<_>>().join("\n"))
        }
        Scale::Steps { steps } => {
            let lines =
                steps.iter().map(|step| line(&step.id, &step.words, step.points.map(|points| points.to_string())));
            ("steps".to_owned(), lines.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// The form that rows say, with what cannot be read of them; `before` keeps what the rows do not show.
pub(super) fn to_form(before: ReviewForm, criteria: &[Row], texts: &[Row]) -> (ReviewForm, Vec<RowFault>) {
    let mut faults = Vec::new();
    let mut form = ReviewForm { criteria: Vec::new(), texts: Vec::new(), overall: None, ..before };
    for (at, row) in criteria.iter().enumerate() {
        let mut fault = |field: &'static str, key: &str, found: &str| {
            let message = Message::new(key).with("found", found);
            faults.push(RowFault { group: CRITERIA, at, field, message });
        };
        let weight = get(row, "weight");
        let read = weight.parse().ok();
        if read.is_none() && !weight.is_empty() {
            fault("weight", "review-row-weight", weight);
        }
        let criterion = Criterion {
            id: get(row, "id").to_owned(),
            title: words(row, "title"),
            prompt: words(row, "prompt"),
            clause: Some(get(row, "clause").to_owned()).filter(|clause| !clause.is_empty()),
            weight: read,
            optional: get(row, "optional") == "yes",
            scale: scale(get(row, "scale"), get(row, "anchors"), &mut |key, found| fault("anchors", key, found)),
        };
        if get(row, "part") == "overall" {
            if form.overall.is_some() {
                let message = Message::new("review-row-overall-twice");
                faults.push(RowFault { group: CRITERIA, at, field: "part", message });
                form.criteria.push(criterion);
            } else {
                form.overall = Some(criterion);
            }
        } else {
            form.criteria.push(criterion);
        }
    }
    for (at, row) in texts.iter().enumerate() {
        let mut number = |field: &'static str| {
            let typed = get(row, field);
            let read = typed.parse().ok();
            if read.is_none() && !typed.is_empty() {
                let message = Message::new("review-row-number").with("found", typed);
                faults.push(RowFault { group: TEXTS, at, field, message });
            }
            read
        };
        let (least, most) = (number("least"), number("most"));
        let (title, prompt) = (words(row, "title"), words(row, "prompt"));
        form.texts.push(TextField { id: get(row, "id").to_owned(), title, prompt, least, most });
    }
    (form, faults)
}

/// A scale from its kind and lines: `MARK | 简 | 繁 | English | points`.
fn scale(kind: &str, lines: &str, fault: &mut dyn FnMut(&str, &str)) -> Scale {
    let parsed: Vec<Vec<&str>> = lines
        .lines()
        .map(|line| line.split(['|', '｜']).map(str::trim).collect::<Vec<_>>())
        .filter(|parts| parts.first().is_some_and(|mark| !mark.is_empty()))
        .collect();
    let words = |parts: &[&str]| {
        let forms: Vec<String> = parts.iter().skip(1).take(3).map(|form| (*form).to_owned()).collect();
        if forms.iter().all(String::is_empty) { Words::default() } else { Words::from(forms) }
    };
    let range = kind.split_once("..").and_then(|(least, most)| Some((least.parse().ok()?, most.parse().ok()?)));
    if let Some((least, most)) = range {
        let anchors = parsed.iter().filter_map(|parts| {
            let mark = parts.first().copied().unwrap_or_default();
            match mark.parse() {
                Ok(at) => Some(Anchor { at, words: words(parts) }),
                Err(_) => {
                    fault("review-row-anchor", mark);
                    None
                }
            }
        });
        return Scale::Numbers { least, most, anchors: anchors.collect() };
    }
    let plain = |ids: &[(&str, Words)]| {
        let step = |(id, words): &(&str, Words)| Step { id: (*id).to_owned(), words: words.clone(), points: None };
        Scale::Steps { steps: ids.iter().map(step).collect() }
    };
    match (kind, parsed.is_empty()) {
        ("letters", true) => plain(&["A", "B", "C", "D"].map(|id| (id, Words::default()))),
        ("yes_no", true) => plain(&[("yes", Words::new("是", "是", "yes")), ("no", Words::new("否", "否", "no"))]),
        _ => Scale::Steps {
            steps: parsed
                .iter()
                .map(|parts| {
                    let points = parts.get(4).copied().unwrap_or_default();
                    let read = points.parse().ok();
                    if read.is_none() && !points.is_empty() {
                        fault("review-row-points", points);
                    }
                    let id = parts.first().copied().unwrap_or_default().to_owned();
                    Step { id, words: words(parts), points: read }
                })
                .collect(),
        },
    }
}

/// The fields of a criterion.
pub(super) fn criterion_fields(
    say: Say,
    row: &Row,
    name: &dyn Fn(&str) -> String,
    error: &dyn Fn(&str) -> Option<String>,
) -> Vec<Field> {
    let mut fields = vec![
        Field::text(say, name("id"), say.t("review-row-id")).hint(say.t("review-row-id-hint")),
        Field::select(
            say,
            name("part"),
            say.t("review-row-part"),
            vec![
                Choice::new("criterion", say.t("review-row-part-criterion")),
                Choice::new("overall", say.t("review-row-part-overall")),
            ],
        ),
    ];
    fields.extend(in_languages(say, "title", "review-row-title", name));
    let kinds = ["letters", "1..5", "0..100", "yes_no", "steps"];
    let mut kinds: Vec<Choice> = kinds
        .iter()
        .map(|kind| Choice::new(*kind, say.t(&format!("review-scale-{}", kind.replace("..", "-")))))
        .collect();
    let typed = row.get("scale").cloned().unwrap_or_default();
    if typed.contains("..") && !kinds.iter().any(|choice| choice.value == typed) {
        kinds.push(Choice::new(typed.clone(), typed.replace("..", "–")));
    }
    fields.push(Field::select(say, name("scale"), say.t("review-scale"), kinds));
    fields.push(
        Field::area(say, name("anchors"), say.t("review-row-anchors"), None)
            .hint(say.t("review-row-anchors-hint"))
            .optional(),
    );
    fields.extend(in_languages(say, "prompt", "review-row-prompt", name).map(Field::optional));
    fields.push(
        Field::text(say, name("weight"), say.t("review-weight-of"))
            .width(Width::Short)
            .hint(say.t("review-row-weight-hint"))
            .optional(),
    );
    fields.push(
        Field::text(say, name("clause"), say.t("review-row-clause"))
            .width(Width::Middle)
            .hint(say.t("review-row-clause-hint"))
            .optional(),
    );
    fields.push(Field::select(
        say,
        name("optional"),
        say.t("review-row-optional"),
        vec![Choice::new("no", say.t("review-row-must")), Choice::new("yes", say.t("review-row-may"))],
    ));
    filled(fields, row, name, error)
}

/// The fields of a text.
pub(super) fn text_fields(
    say: Say,
    row: &Row,
    name: &dyn Fn(&str) -> String,
    error: &dyn Fn(&str) -> Option<String>,
) -> Vec<Field> {
    let mut fields = vec![Field::text(say, name("id"), say.t("review-row-id")).hint(say.t("review-row-id-hint"))];
    fields.extend(in_languages(say, "title", "review-row-title", name));
    fields.extend(in_languages(say, "prompt", "review-row-prompt", name).map(Field::optional));
    for limit in ["least", "most"] {
        let label = say.t(&format!("review-row-{limit}"));
        fields.push(
            Field::text(say, name(limit), label).width(Width::Short).hint(say.t("review-row-words-hint")).optional(),
        );
    }
    filled(fields, row, name, error)
}

fn in_languages<'a>(
    say: Say,
    field: &'static str,
    label: &'static str,
    name: &'a dyn Fn(&str) -> String,
) -> impl Iterator<Item = Field> + 'a {
    LANGUAGES.into_iter().map(move |(tag, _)| {
        let words = say.with(label, "language", say.t(&format!("review-language-{tag}")));
        Field::text(say, name(&format!("{field}-{tag}")), words)
    })
}

/// The same with what was typed and what is wrong. A field's name ends with its own word.
fn filled(
    fields: Vec<Field>,
    row: &Row,
    name: &dyn Fn(&str) -> String,
    error: &dyn Fn(&str) -> Option<String>,
) -> Vec<Field> {
    let prefix = name("");
    fields
        .into_iter()
        .map(|field| {
            let word = field.id().strip_prefix(prefix.as_str()).unwrap_or_default().to_owned();
            let value = row.get(&word).cloned().unwrap_or_default();
            field.value(value).error(error(&word))
        })
        .collect()
}
