//! A form of every kind of scale, and applications of the guide.

use hefu_application::{Application, ApplicationId, Tag, Task, Unit, UnitRole};
use hefu_guide::Guide;
use hefu_guide::model::Words;
use hefu_review::{Anchor, Criterion, ReviewForm, Scale, Step, TextField};

pub fn guide() -> Guide {
    hefu_guide::builtin("hkmt-2020").expect("it is built in")
}

pub fn words(text: &str) -> Words {
    Words::new(text, text, text)
}

pub fn criterion(id: &str, scale: Scale) -> Criterion {
    Criterion {
        id: id.to_owned(),
        title: words(id),
        prompt: Words::default(),
        clause: None,
        weight: None,
        optional: false,
        scale,
    }
}

pub fn letters() -> Scale {
    let step = |id: &str, points: &str| Step {
        id: id.to_owned(),
        words: Words::new("优秀", "優秀", "excellent"),
        points: points.parse().ok(),
    };
    let mut steps = vec![step("A", "95"), step("B", "80"), step("C", "60"), step("D", "30")];
    for (step, words) in steps.iter_mut().zip(["优秀", "良好", "一般", "较差"]) {
        step.words = Words::new(words, words, words);
    }
    Scale::Steps { steps }
}

pub fn numbers(least: i64, most: i64) -> Scale {
    Scale::Numbers { least, most, anchors: vec![Anchor { at: most, words: words("最好") }] }
}

pub fn yes_no() -> Scale {
    let step = |id: &str, text: &str| Step { id: id.to_owned(), words: words(text), points: None };
    Scale::Steps { steps: vec![step("yes", "是"), step("no", "否")] }
}

/// Letters, 1–5, 0–100, yes or no, and two texts.
pub fn form() -> ReviewForm {
    ReviewForm {
        criteria: vec![
            criterion("novelty", letters()),
            criterion("method", numbers(1, 5)),
            criterion("value", numbers(0, 100)),
        ],
        overall: Some(criterion("fund", yes_no())),
        texts: vec![
            TextField {
                id: "why".to_owned(),
                title: words("why"),
                prompt: Words::default(),
                least: Some(3),
                most: Some(6),
            },
            TextField {
                id: "more".to_owned(),
                title: words("more"),
                prompt: Words::default(),
                least: None,
                most: Some(4),
            },
        ],
        ..ReviewForm::default()
    }
}

pub fn half(side: &str, direction: &str, topic: &str) -> Application {
    let mut half = Application::new(ApplicationId::new(side, "1"));
    half.direction = direction.to_owned();
    half.topic = Some(topic.to_owned());
    half
}

pub fn task(code: &str, sides: &[&str], item: &str, tags: &[(&str, &str)]) -> Task {
    Task {
        code: code.to_owned(),
        title: format!("任务{code}"),
        item: (!item.is_empty()).then(|| item.to_owned()),
        sides: sides.iter().map(|side| (*side).to_owned()).collect(),
        unit: None,
        person_months_hundredths: Some(1200),
        tags: tags.iter().map(|(list, value)| tag(list, value)).collect(),
        fields: Default::default(),
        origin: Default::default(),
    }
}

pub fn tag(list: &str, value: &str) -> Tag {
    Tag { list: list.to_owned(), value: value.to_owned(), text: None }
}

pub fn unit(side: &str, name: &str, functions: &[&str]) -> Unit {
    Unit {
        side: side.to_owned(),
        name: name.to_owned(),
        english: None,
        role: UnitRole::Lead,
        kind: None,
        functions: functions.iter().map(|one| (*one).to_owned()).collect(),
        identifiers: Default::default(),
        origin: Default::default(),
    }
}
