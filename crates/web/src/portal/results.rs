//! Published results: what everybody may see of a joint decision.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use hefu_guide::money_style;
use hefu_office::views::{PublicLine, public_results};

use super::page::{page, paragraph, soft, table};
use super::{Answer, Portal, Who, refused};
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::Frame;

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/results", get(show))
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.doing(&frame, &viewer);
    let say = frame.say();
    let results = public_results(&portal.office, &doing).await.map_err(refused)?;
    let mut parts = Vec::new();
    if results.is_empty() {
        parts.push(paragraph(&say.t("joint-results-none")));
    }
    for result in &results {
        let money = result.lines.iter().any(|line| line.amount.is_some());
        let own = portal.office.config().side.clone();
        let line = |line: &PublicLine| {
            let title = line.titles.get(&own).map(|title| portal.own_words(say, &own, title));
            let each = |named: &std::collections::BTreeMap<String, String>| {
                let words = line.numbers.iter().filter_map(|(side, _)| Some((side, named.get(side)?)));
                let words: Vec<Html> = words.map(|(side, name)| portal.own_words(say, side, name)).collect();
                Html::join(&words, &Html::text(" · "))
            };
            let numbers: Vec<&str> = line.numbers.iter().map(|(_, number)| number.as_str()).collect();
            let standing = match (line.declined, line.promoted) {
                (true, _) => Html::of(&StatusTag::new(Tone::Unset, say.t("joint-award-declined"))),
                (_, true) => Html::of(&StatusTag::new(Tone::Pass, say.t("joint-award-promoted"))),
                _ => Html::default(),
            };
            let amount = line.amount.map(|money| Html::text(&money.format(money_style(say.0))));
            let mut cells = vec![
                Html::join(&[title.unwrap_or_default(), soft(&numbers.join(" · ")), standing], &Html::default()),
                Html::text(&portal.topic_name(say, &result.direction, &line.topic)),
                each(&line.units),
                each(&line.investigators),
            ];
            cells.extend(money.then(|| amount.unwrap_or_default()));
            cells
        };
        let mut columns = vec![
            Column::wide(say.t("joint-project")),
            Column::new(say.t("joint-results-topic")),
            Column::wide(say.t("joint-results-units")),
            Column::new(say.t("joint-results-investigators")),
        ];
        columns.extend(money.then(|| Column::number(say.t("joint-results-amount"))));
        parts.push(table(&Table {
            id: format!("result-{}", result.direction.replace('.', "-")),
            caption: portal.direction_name(say, &result.direction),
            columns,
            rows: result.lines.iter().map(line).collect(),
            empty: say.t("joint-results-nobody"),
        }));
        let at = frame.stamp(result.at.timestamp()).long();
        parts.push(soft(&say.with("joint-results-published", "at", at)));
    }
    Ok(page(frame.page(say.t("joint-results-title")), parts))
}
