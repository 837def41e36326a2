//! The description of the interface (OpenAPI 3.1): what the operations say of themselves, what they have in common, and the
//! forms of the rooms below.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use hefu_words::{Lang, Message};
use serde_json::{Map, Value, json};

use super::{described, forms};
use crate::portal::Portal;
use crate::shell::error::FaultKind;

/// The whole description. It is the same for every office.
pub fn description() -> Value {
    let (_, api) = described().split_for_parts();
    let mut root = serde_json::to_value(api).unwrap_or_default();
    let say = |key: &str| Message::new(key).text(Lang::En);
    if let Some(root) = root.as_object_mut() {
        root.insert(
            "info".to_owned(),
            json!({
                "title": say("api-title"),
                "version": "1",
                "description": say("api-about"),
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            }),
        );
    }
    if let Some(paths) = root.get_mut("paths").and_then(Value::as_object_mut) {
        for operations in paths.values_mut().filter_map(Value::as_object_mut) {
            for (method, operation) in operations.iter_mut() {
                if let Some(operation) = operation.as_object_mut() {
                    complete(method, operation);
                }
            }
        }
    }
    let components = root.as_object_mut().map(|root| root.entry("components").or_insert_with(|| json!({})));
    if let Some(components) = components.and_then(Value::as_object_mut) {
        components.insert(
            "securitySchemes".to_owned(),
            json!({
                "token": {"type": "http", "scheme": "bearer", "description": say("api-token-about")},
            }),
        );
        components.insert("responses".to_owned(), problems(say));
        let schemas = components.entry("schemas").or_insert_with(|| json!({}));
        if let Some(schemas) = schemas.as_object_mut() {
            schemas.extend(forms::described_below());
            schemas.insert("Problem".to_owned(), problem(say));
        }
    }
    root
}

/// What every operation has in common: its words, and what may be answered in place of what it says.
fn complete(method: &str, operation: &mut Map<String, Value>) {
    let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
    operation.insert("summary".to_owned(), Message::new(format!("api-op-{id}")).text(Lang::En).into());
    let parameters = operation.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
    let stands_in = |place: &str| parameters.iter().any(|parameter| parameter["in"] == place);
    let mut kinds = vec![FaultKind::NotFound, FaultKind::TooMany, FaultKind::Unavailable];
    if operation.contains_key("security") {
        kinds.extend([FaultKind::Unauthorized, FaultKind::Forbidden]);
    }
    if stands_in("query") {
        kinds.extend([FaultKind::BadRequest, FaultKind::Invalid]);
    }
    if stands_in("header") {
        kinds.extend([FaultKind::PreconditionFailed, FaultKind::PreconditionRequired]);
    }
    if method != "get" {
        kinds.extend([FaultKind::Conflict, FaultKind::Invalid]);
    }
    if operation.contains_key("requestBody") {
        kinds.extend([FaultKind::BadRequest, FaultKind::TooLarge, FaultKind::UnsupportedMedia]);
    }
    kinds.sort();
    kinds.dedup();
    if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
        for (status, response) in responses.iter_mut() {
            let empty = response["description"].as_str().is_some_and(str::is_empty);
            if empty && let Some(response) = response.as_object_mut() {
                let words = Message::new(format!("api-answer-{status}")).text(Lang::En);
                response.insert("description".to_owned(), words.into());
            }
        }
        for kind in kinds {
            let status = kind.status().as_u16().to_string();
            responses.insert(status, json!({"$ref": format!("#/components/responses/{}", kind.word())}));
        }
    }
}

/// Answers in place of what was asked for.
fn problems(say: impl Fn(&str) -> String) -> Value {
    let described = FaultKind::ALL.into_iter().filter(|kind| *kind != FaultKind::Internal).map(|kind| {
        let status = kind.status().as_u16();
        let mut response = json!({
            "description": say(&format!("web-fault-{status}-title")),
            "content": {"application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": {
                    "type": format!("urn:hefu:problem:{}", kind.word()),
                    "title": say(&format!("web-fault-{status}-title")),
                    "status": status,
                    "detail": say(&format!("web-fault-{status}-what")),
                    "instance": "/api/v1/applications",
                },
            }},
        });
        if matches!(kind, FaultKind::TooMany | FaultKind::Unavailable) {
            response["headers"] = json!({"Retry-After": {"schema": {"type": "integer"}, "description": "seconds"}});
        }
        if kind == FaultKind::Unauthorized {
            response["headers"] = json!({"WWW-Authenticate": {"schema": {"type": "string"}}});
        }
        (kind.word().to_owned(), response)
    });
    Value::Object(described.collect())
}

/// The form of a problem (RFC 9457).
fn problem(say: impl Fn(&str) -> String) -> Value {
    json!({
        "type": "object",
        "description": say("api-problem-about"),
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "instance": {"type": "string", "format": "uri-reference"},
            "clause": {"type": "string", "description": say("api-problem-clause")},
            "reference": {"type": "string", "description": say("api-problem-reference")},
            "errors": {"type": "array", "items": {
                "type": "object",
                "required": ["pointer", "field", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": say("api-problem-pointer")},
                    "field": {"type": "string"},
                    "detail": {"type": "string"},
                },
            }},
        },
    })
}

pub(super) async fn document(State(_): State<Portal>) -> Response {
    let text = serde_json::to_string(&description()).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}
