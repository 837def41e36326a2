//! The guide, sentence by sentence, with the rules each carries, the rulings on its open points and what it leaves open.

use askama::Template;
use axum::extract::State;
use hefu_guide::model::SettingValue;

use super::{Answer, Portal};
use crate::shell::{Frame, Page, show};

#[derive(Template)]
#[template(path = "portal/guide.html")]
struct GuidePage {
    page: Page,
    citation: String,
    clauses: Vec<ClauseLine>,
    rulings: Vec<RulingLine>,
    unset: Vec<(String, String)>,
}

struct ClauseLine {
    id: String,
    sentence: String,
    rules: Vec<String>,
}

struct RulingLine {
    id: String,
    question: String,
    ruling: String,
    value: String,
}

pub(super) async fn guide(State(portal): State<Portal>, frame: Frame) -> Answer {
    let (guide, lang) = (portal.office.guide(), frame.lang);
    let rules = |clause: &hefu_guide::model::Clause| {
        let rules = clause.rules.iter().filter_map(|number| guide.rules.get(*number));
        rules.map(|rule| hefu_guide::sentence(rule, guide, lang)).collect()
    };
    let clauses = guide.clauses.iter().map(|clause| ClauseLine {
        id: clause.id.clone(),
        sentence: clause.text.clone(),
        rules: rules(clause),
    });
    let say = frame.say();
    let value = |id: &str| match portal.office.settings().values.get(id) {
        Some(SettingValue::Bool(yes)) => say.t(if *yes { "guide-setting-yes" } else { "guide-setting-no" }),
        Some(SettingValue::Text(text)) => text.clone(),
        Some(SettingValue::List(list)) => list.join(", "),
        None => "—".to_owned(),
    };
    let rulings = guide.settings.iter().map(|setting| RulingLine {
        id: setting.id.clone(),
        question: setting.question.get(lang).to_owned(),
        ruling: setting.ruling.get(lang).to_owned(),
        value: value(&setting.id),
    });
    let page = frame.page(guide.source.title.clone());
    Ok(show(&GuidePage {
        page,
        citation: guide.source.citation.clone(),
        clauses: clauses.collect(),
        rulings: rulings.collect(),
        unset: guide.unset.iter().map(|one| (one.names.get(say.0).to_owned(), one.clause.clone())).collect(),
    }))
}
