//! The interface for programs: tokens narrow and end, versions guard, handing in twice is once, problems are told, and the
//! description is the one that is kept.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use hefu_office::acts::{self, NewToken, Proof};
use hefu_office::{AccountId, RefusalKind, Scope};
use hefu_sample::agreement::Flaw;
use serde_json::{Value, json};

use crate::documents::agreement;
use crate::office::{Got, World, at};

/// A token of an account for these purposes.
async fn token(world: &World, account: &AccountId, scopes: &[Scope]) -> String {
    let session = world.sign_in(account).await;
    let session = session.strip_prefix("hefu-session=").expect("a session").to_owned();
    let new = NewToken { name: "程式".to_owned(), scopes: scopes.iter().copied().collect(), days: 30 };
    let proof = Proof { session, ..Proof::default() };
    acts::make_token(&world.office, world.doing(account), proof, new).await.expect("a token")
}

async fn call(world: &World, token: &str, method: &str, path: &str, more: &[(&str, &str)], body: Option<Value>) -> Got {
    let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    let body = match body {
        Some(json) => {
            request = request.header("content-type", "application/json");
            Body::from(json.to_string())
        }
        None => Body::empty(),
    };
    world.ask(request.body(body).expect("a request")).await
}

fn json_of(got: &Got) -> Value {
    serde_json::from_slice(&got.bytes).unwrap_or_else(|error| panic!("{error}: {}", got.text()))
}

fn project(title: &str) -> Value {
    json!({"section": "project", "value": {"title": {"own": title}, "topic": "HK-AI", "period": {}}})
}

#[tokio::test]
async fn an_application_is_written_and_handed_in_by_a_program() {
    let world = World::open(1 << 20).await;
    let all = token(&world, &world.applicant, &Scope::ALL).await;
    let begun = call(&world, &all, "POST", "/applications", &[], Some(json!({"direction": "1.1"}))).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text());
    let id = json_of(&begun)["id"].as_str().expect("an id").to_owned();
    assert_eq!(begun.header("location"), format!("/api/v1/applications/{id}"));
    let section = format!("/applications/{id}/sections/project");
    let read = call(&world, &all, "GET", &section, &[], None).await;
    assert_eq!((read.status, read.header("etag")), (StatusCode::OK, "\"0\""));
    let blind = call(&world, &all, "PUT", &section, &[], Some(project("甲"))).await;
    assert_eq!(blind.status, StatusCode::PRECONDITION_REQUIRED);
    let saved = call(&world, &all, "PUT", &section, &[("if-match", "\"0\"")], Some(project("甲"))).await;
    assert_eq!((saved.status, saved.header("etag")), (StatusCode::NO_CONTENT, "\"1\""), "{}", saved.text());
    let stale = call(&world, &all, "PUT", &section, &[("if-match", "\"0\"")], Some(project("乙"))).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(json_of(&stale)["type"], "urn:hefu:problem:precondition-failed");
    let wrong =
        call(&world, &all, "PUT", &section, &[("if-match", "\"1\"")], Some(json!({"section": "tags", "value": []})))
            .await;
    assert_eq!(json_of(&wrong)["errors"][0]["pointer"], "#/section", "{}", wrong.text());

    let findings = json_of(&call(&world, &all, "GET", &format!("/applications/{id}/findings"), &[], None).await);
    let first = &findings["items"][0];
    assert!(first["sentence"].as_str().is_some_and(|sentence| !sentence.is_empty()), "{first}");
    let once = call(&world, &all, "POST", &format!("/applications/{id}/submit"), &[], None).await;
    assert_eq!(once.status, StatusCode::OK, "{}", once.text());
    let twice = call(&world, &all, "POST", &format!("/applications/{id}/submit"), &[], None).await;
    assert_eq!(once.bytes, twice.bytes);
    let receipt = call(&world, &all, "GET", &format!("/applications/{id}/receipt"), &[], None).await;
    let key = world.office.keys().signing.verifier();
    let checked = hefu_ledger::receipt::check(&receipt.text(), &[key]).expect("it holds");
    assert_eq!(checked.event.subject, json_of(&once)["number"].as_str().expect("a number"));
    let panel = json_of(&call(&world, &all, "GET", &format!("/applications/{id}/pair"), &[], None).await);
    assert_eq!(panel["other"], "not_found");
    let back = call(&world, &all, "POST", &format!("/applications/{id}/withdraw"), &[], Some(json!({}))).await;
    assert_eq!(back.status, StatusCode::NO_CONTENT);
    let one = json_of(&call(&world, &all, "GET", &format!("/applications/{id}"), &[], None).await);
    assert_eq!((&one["state"], &one["content"]["title"]["own"]), (&json!("withdrawn"), &json!("甲")));
    let listed = json_of(&call(&world, &all, "GET", "/applications?limit=1", &[], None).await);
    assert_eq!(listed["items"][0]["id"], json!(id));
}

#[tokio::test]
async fn a_document_is_attached_listed_taken_away_and_removed() {
    let world = World::open(1 << 20).await;
    let all = token(&world, &world.applicant, &Scope::ALL).await;
    let id = world.draft(&world.applicant).await.rsplit('/').next().expect("an id").to_owned();
    let bytes = agreement(Flaw::None);
    let send = async |place: &str, bytes: &[u8]| {
        let mut body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n{place}\r\n--b\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend(b"\r\n--b--\r\n");
        let request = Request::post(format!("/api/v1/applications/{id}/documents"))
            .header("authorization", format!("Bearer {all}"))
            .header("if-match", "\"0\"")
            .header("content-type", "multipart/form-data; boundary=b");
        world.ask(request.body(Body::from(body)).expect("a request")).await
    };
    assert_eq!(send("elsewhere", &bytes).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send("agreement", b"no document").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = send("agreement", &bytes).await;
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
    assert_eq!(send("agreement", &bytes).await.status, StatusCode::PRECONDITION_FAILED);
    let listed = json_of(&call(&world, &all, "GET", &format!("/applications/{id}/documents"), &[], None).await);
    let digest = listed["items"][0]["digest"].as_str().expect("a digest");
    let got = call(&world, &all, "GET", &format!("/applications/{id}/documents/{digest}"), &[], None).await;
    assert_eq!(got.header("content-type"), "application/octet-stream");
    assert_eq!(got.bytes, bytes);
    let gone = call(&world, &all, "DELETE", &format!("/applications/{id}/documents?name=a.pdf"), &[], None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text());
}

#[tokio::test]
async fn a_token_narrows_what_its_person_may_do_and_ends() {
    let world = World::open(1 << 20).await;
    let id = world.draft(&world.applicant).await.rsplit('/').next().expect("an id").to_owned();
    let one = format!("/applications/{id}");
    for (scopes, reads, begins) in [
        (&[Scope::ReadApplications][..], StatusCode::OK, StatusCode::FORBIDDEN),
        (&[Scope::WriteApplications], StatusCode::NOT_FOUND, StatusCode::CREATED),
        (&[Scope::ReadOffice, Scope::Decide, Scope::HandIn], StatusCode::NOT_FOUND, StatusCode::FORBIDDEN),
    ] {
        let token = token(&world, &world.applicant, scopes).await;
        assert_eq!(call(&world, &token, "GET", &one, &[], None).await.status, reads, "{scopes:?}");
        let begun = call(&world, &token, "POST", "/applications", &[], Some(json!({"direction": "1.1"}))).await;
        assert_eq!(begun.status, begins, "{scopes:?}");
    }
    // A purpose gives nothing that the person may not do.
    let widest = token(&world, &world.other, &Scope::ALL).await;
    assert_eq!(call(&world, &widest, "GET", &one, &[], None).await.status, StatusCode::NOT_FOUND);
    for path in ["/desk/applications", "/pairs", "/letters"] {
        assert_eq!(call(&world, &widest, "GET", path, &[], None).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/journal", "/exchange"] {
        assert_eq!(call(&world, &widest, "GET", path, &[], None).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    // Without a token, with one that is none, with one revoked, with one past.
    let told = call(&world, "", "GET", "/me", &[("accept-language", "en")], None).await;
    assert_eq!((told.status, told.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
    let unknown = call(&world, "hefu_0123456789abcdefghjkmnpqrs", "GET", "/me", &[], None).await;
    assert_eq!(unknown.header("www-authenticate"), "Bearer error=\"invalid_token\"");
    assert_eq!(call(&world, &widest, "GET", "/me", &[], None).await.status, StatusCode::OK);
    let lines = hefu_office::views::own_tokens(&world.office, &world.doing(&world.other)).await.expect("tokens");
    assert!(lines[0].used.is_some());
    let stranger = acts::revoke_token(&world.office, world.doing(&world.applicant), &lines[0].token).await;
    assert!(
        matches!(stranger, Err(hefu_office::OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::NotFound)
    );
    for _ in 0..2 {
        acts::revoke_token(&world.office, world.doing(&world.other), &lines[0].token).await.expect("revoked");
    }
    assert_eq!(call(&world, &widest, "GET", "/me", &[], None).await.status, StatusCode::UNAUTHORIZED);
    let last = token(&world, &world.other, &Scope::ALL).await;
    let seen = async |day: &str| acts::viewer_of_token(&world.office, &last, &at(day)).await.expect("asked").is_some();
    assert!(seen("2020-05-30T09:00:00").await && !seen("2020-06-01T10:00:00").await);
    let found = hefu_office::verify::verify(world.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_token_is_made_on_the_account_page_and_shown_once() {
    let world = World::open(1 << 20).await;
    let cookie = world.sign_in(&world.applicant).await;
    let none = world.post(&cookie, "/account/tokens", "act=make&name=a&days=30").await;
    assert!(none.text().contains("Choose at least one purpose"), "{}", none.text());
    let form = "act=make&name=nightly&days=30&scopes=read_applications&scopes=hand_in";
    let made = world.post(&cookie, "/account/tokens", form).await;
    let page = made.text();
    let token = page.split("hefu_").nth(1).map(|rest| format!("hefu_{}", &rest[..26])).expect("a token");
    assert_eq!(call(&world, &token, "GET", "/me", &[], None).await.status, StatusCode::OK);
    let list = world.get(&cookie, "/account/tokens").await.text();
    assert!(list.contains("nightly") && !list.contains(&token), "{list}");
}

#[tokio::test]
async fn problems_speak_the_language_asked_for_and_name_their_kind() {
    let world = World::open(1 << 20).await;
    let all = token(&world, &world.applicant, &Scope::ALL).await;
    let macau = Some(json!({"direction": "9.9"}));
    let told = json_of(&call(&world, &all, "POST", "/applications", &[("accept-language", "en")], macau).await);
    assert_eq!(told["type"], "urn:hefu:problem:invalid");
    assert!(told["detail"].as_str().is_some_and(|detail| detail.contains("9.9")), "{told}");
    for (body, status) in [
        (Some(json!({"direction": 1})), 422),
        (Some(json!(["1.1"])), 422),
        (Some(json!({"direction": "1.1", "x": 1})), 422),
        (None, 415),
    ] {
        let got = call(&world, &all, "POST", "/applications", &[], body).await;
        assert_eq!(got.status.as_u16(), status, "{}", got.text());
        assert_eq!(got.header("content-type"), "application/problem+json");
    }
    let nul = call(&world, &all, "GET", "/applications/%00", &[], None).await;
    assert_eq!(nul.status, StatusCode::NOT_FOUND);
    assert_eq!(call(&world, &all, "GET", "/nothing", &[], None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(call(&world, &all, "DELETE", "/me", &[], None).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn the_description_is_the_one_that_is_kept() {
    let file = std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
        .join("../../docs/openapi.json");
    let made = format!("{}\n", serde_json::to_string_pretty(&hefu_web::api::openapi::description()).expect("JSON"));
    assert!(!made.contains('⟦'), "a sentence of the description is not in the catalogue");
    if std::env::var_os("HEFU_BLESS").is_some() {
        std::fs::write(&file, &made).expect("written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == made, "docs/openapi.json is out of date: HEFU_BLESS=1 ./test web -- the_description");
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let api = hefu_web::api::openapi::description();
    fn check(api: &Value, value: &Value) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(to)) = fields.get("$ref") {
                    let found = to.strip_prefix('#').and_then(|pointer| api.pointer(pointer));
                    assert!(found.is_some(), "{to}");
                }
                fields.values().for_each(|value| check(api, value));
            }
            Value::Array(items) => items.iter().for_each(|value| check(api, value)),
            _ => {}
        }
    }
    check(&api, &api);
    let text = api.to_string();
    assert!(!text.contains("[api-") && !text.contains("[web-"), "a sentence is missing");
}
