//! A method in words.

use hefu_exchange::joint::{Leaving, MethodStatement, RateTable};
use hefu_selection::{Call, Tell};
use hefu_words::Message;

use super::super::Portal;
use crate::parts::{Html, Summary, SummaryRow};
use crate::shell::Frame;

/// What a method says, line by line.
pub(super) fn method(portal: &Portal, frame: &Frame, statement: &MethodStatement) -> Html {
    let say = frame.say();
    let sides: Vec<String> =
        portal.office.guide().pairing_of(&statement.direction).map(|pairing| pairing.sides.clone()).unwrap_or_default();
    let call = Call::default();
    let tell = Tell::new(&call, say.0, 1, |side| portal.side_name(say, side, &statement.direction));
    let mut lines = match statement.method.clone().settle(&sides) {
        Ok(settled) => tell.method(&settled),
        Err(unset) => unset.iter().map(|one| tell.unset(one)).collect(),
    };
    for quota in &statement.quotas {
        let number = |value: Option<u32>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
        let message = Message::new("joint-quota")
            .with("tag", quota.tag.as_str())
            .with("min", number(quota.min))
            .with("max", number(quota.max));
        lines.push(say.message(&message));
    }
    for lock in &statement.locks {
        let key = if lock.supported { "joint-lock-in" } else { "joint-lock-out" };
        lines.push(
            say.message(&Message::new(key).with("pair", lock.pair.as_str()).with("reason", lock.reason.as_str())),
        );
    }
    let lines = lines.iter().map(|line| Html::text(line)).collect();
    let rates = match &statement.rates {
        RateTable::None => vec![Html::text(&say.t("joint-rates-none"))],
        RateTable::Rates(rates) => rates
            .iter()
            .map(|rate| {
                let message = Message::new("joint-rate")
                    .with("from", rate.from.as_str())
                    .with("to", rate.to.as_str())
                    .with("per", rate.per_million.to_string())
                    .with("dated", rate.dated.to_string())
                    .with("source", rate.source.as_str());
                Html::text(&say.message(&message))
            })
            .collect(),
    };
    let leaving = match &statement.leaving {
        Leaving::Never => vec![Html::text(&say.t("joint-leaving-never"))],
        Leaving::Reasons(reasons) => reasons.iter().map(|reason| Html::text(reason)).collect(),
    };
    let row = |key: &str, values: Vec<Html>| SummaryRow { label: say.t(key), values, change: None };
    let rows = vec![
        row("joint-method-is", lines),
        row("joint-open-by", vec![Html::text(&frame.stamp(statement.open_by.timestamp()).long())]),
        row("joint-leaving", leaving),
        row("joint-rates", rates),
    ];
    Html::of(&Summary { say, title: None, rows })
}
