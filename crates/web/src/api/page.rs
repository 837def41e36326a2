//! The page about the interface: how to call it, and every operation.

use hefu_words::Message;
use serde_json::Value;

use super::openapi::description;
use crate::parts::{Column, Html, Table};
use crate::portal::page::{heading, links, page, paragraph, table, verbatim};
use crate::shell::{Frame, Link, Say};

/// The groups of operations, in their order.
const GROUPS: [&str; 5] = ["call", "applications", "documents", "officers", "auditors"];

pub(super) async fn show(frame: Frame) -> axum::response::Response {
    let say = frame.say();
    let api = description();
    let mut parts = vec![
        paragraph(&say.t("api-about")),
        links(vec![
            Link::new(say.t("api-document"), "/api/v1/openapi.json"),
            Link::new(say.t("token-title"), "/account/tokens"),
        ]),
        heading(&say.t("api-how")),
        paragraph(&say.t("api-token-about")),
        verbatim("curl -H 'Authorization: Bearer hefu_…' https://…/api/v1/applications"),
        paragraph(&say.t("api-versions-about")),
        paragraph(&say.t("api-problem-about")),
    ];
    for group in GROUPS {
        parts.push(operations(say, &api, group));
    }
    page(frame.page(say.t("api-title")), parts)
}

fn operations(say: Say, api: &Value, group: &str) -> Html {
    let paths = api["paths"].as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, methods)| {
        methods.as_object().into_iter().flatten().map(move |(method, operation)| (path, method, operation))
    });
    let rows = all.filter(|(.., operation)| operation["tags"][0] == group).map(|(path, method, operation)| {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let scopes = operation["security"][0]["token"].as_array();
        let scopes: Vec<String> = scopes
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|word| say.t(&format!("token-scope-{}", word.replace('_', "-"))))
            .collect();
        let needs = match (operation.get("security"), scopes.is_empty()) {
            (None, _) => say.t("api-public"),
            (Some(_), true) => say.t("api-any-token"),
            (Some(_), false) => scopes.join(say.t("api-and").as_str()),
        };
        vec![
            Html::text(&format!("{} {path}", method.to_uppercase())),
            Html::text(&say.message(&Message::new(format!("api-op-{id}")))),
            Html::text(&needs),
        ]
    });
    table(&Table {
        id: group.to_owned(),
        caption: say.t(&format!("api-group-{group}")),
        columns: vec![
            Column::new(say.t("api-address")),
            Column::wide(say.t("api-what")),
            Column::new(say.t("api-needs")),
        ],
        rows: rows.collect(),
        empty: String::new(),
    })
}
