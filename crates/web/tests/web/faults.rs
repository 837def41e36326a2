//! Every fault is told: to people as a page with a way out, to programs as a problem document.

use hefu_web::shell::error::{Fault, FaultKind};
use hefu_words::Lang;

use crate::html::problems;
use crate::support::{ask, fetch, request, server};

#[tokio::test]
async fn faults_of_handlers_and_of_libraries_become_pages() {
    let router = server();
    for (method, place, status) in [
        ("GET", "/nowhere", 404),
        ("DELETE", "/change", 405),
        ("GET", "/panic", 500),
        ("GET", "/broken", 500),
        ("GET", "/away", 503),
        ("GET", "/thing", 422),
        ("GET", "/assets/none.css", 404),
    ] {
        let answer = ask(&router, request(method, &format!("{place}?lang=en"), &[])).await;
        assert_eq!(answer.status.as_u16(), status, "{place}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{place}");
        assert_eq!(problems(&answer.body), Vec::<String>::new(), "{place}");
        assert!(answer.body.contains("What to do") && answer.body.contains("class=\"button primary\""), "{place}");
    }
}

#[tokio::test]
async fn a_method_not_taken_still_says_which_are() {
    assert_eq!(ask(&server(), request("DELETE", "/change", &[])).await.header("allow"), "POST");
}

#[tokio::test]
async fn the_reader_gets_a_number_and_no_secret() {
    let router = server();
    let first = fetch(&router, "/panic?lang=en").await.body;
    assert!(first.contains("RUN1-00001") && !first.contains("secret-of-the-panic"), "{first}");
    let second = fetch(&router, "/broken?lang=en").await.body;
    assert!(second.contains("RUN1-00002") && !second.contains("accounts"), "{second}");
    assert!(!fetch(&router, "/nowhere").await.body.contains("RUN1-"), "what is nobody's fault has no number");
    assert!(fetch(&router, "/page").await.body.starts_with("zh-Hans "), "the office goes on after a panic");
}

#[tokio::test]
async fn programs_get_problem_documents() {
    let router = server();
    let answer = fetch(&router, "/api/thing?lang=en").await;
    assert_eq!(answer.status.as_u16(), 422);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(problem["status"], 422);
    assert_eq!(problem["instance"], "/api/thing");
    assert_eq!(problem["type"], "urn:hefu:problem:invalid");
    assert_eq!(problem["errors"][0]["field"], "title");
    assert_eq!(problem["errors"][0]["detail"], "Not given");
    assert!(problem.get("reference").is_none());
    let asked = ask(&router, request("GET", "/nowhere", &[("accept", "application/json")])).await;
    assert_eq!(asked.header("content-type"), "application/problem+json");
    let unknown = fetch(&router, "/api/nowhere").await;
    assert_eq!((unknown.status.as_u16(), unknown.header("content-type")), (404, "application/problem+json"));
    let browser = ask(&router, request("GET", "/nowhere", &[("accept", "text/html,application/json;q=0.9")])).await;
    assert_eq!(browser.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn what_is_away_says_when_to_come_again() {
    let answer = fetch(&server(), "/away").await;
    assert_eq!(answer.header("retry-after"), "7");
    assert_eq!(fetch(&server(), "/nowhere").await.header("retry-after"), "");
}

#[tokio::test]
async fn a_fault_leads_back_where_its_handler_says() {
    let body = fetch(&server(), "/thing?lang=en").await.body;
    assert!(body.contains("href=\"/page\">Change</a>") && body.contains("<li>Not given</li>"), "{body}");
}

#[test]
fn every_kind_has_its_words_in_every_language() {
    for kind in FaultKind::ALL {
        for part in ["title", "what", "remedy"] {
            for lang in Lang::ALL {
                let key = format!("web-fault-{}-{part}", kind.status().as_u16());
                let text = hefu_words::Message::new(&key).text(lang);
                assert!(!text.contains('⟦'), "{key} in {lang}");
            }
        }
    }
    assert_eq!(FaultKind::of(axum::http::StatusCode::IM_A_TEAPOT), FaultKind::BadRequest);
    assert_eq!(FaultKind::of(axum::http::StatusCode::BAD_GATEWAY), FaultKind::Internal);
    assert_eq!(Fault::not_found().kind, FaultKind::NotFound);
}
