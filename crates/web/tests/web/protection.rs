//! Headers of every answer, and where a request that changes something came from.

use axum::http::{HeaderMap, HeaderValue, Method};
use hefu_web::shell::Security;
use hefu_web::shell::security::origin::{Came, came};
use hefu_words::Lang;

use crate::support::{ask, fetch, request, security, server, wrapped};

#[tokio::test]
async fn every_answer_bears_the_headers() {
    let router = server();
    for place in ["/page", "/nowhere", "/panic", "/broken", "/api/thing"] {
        let answer = fetch(&router, place).await;
        let policy = answer.header("content-security-policy");
        for part in ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"] {
            assert!(policy.contains(part), "{place}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store", "{place}");
        assert_eq!(answer.header("strict-transport-security"), "", "not on http");
    }
}

#[tokio::test]
async fn https_is_insisted_on_only_where_it_is_spoken() {
    let router = wrapped(Security { https: true, ..security() }, Lang::ALL.to_vec());
    let answer = fetch(&router, "/page?lang=en").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    assert!(answer.header("set-cookie").ends_with("; Secure"));
    let secure = Security { https: true, ..security() };
    assert_eq!(
        secure.cookie("session", "x", 60),
        "__Host-session=x; Path=/; Max-Age=60; SameSite=Lax; HttpOnly; Secure"
    );
    assert_eq!(security().cookie("session", "", 0), "session=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly");
}

fn from(headers: &[(&'static str, &str)], security: &Security) -> Came {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, HeaderValue::from_str(value).expect("a header"));
    }
    came(&Method::POST, &map, security)
}

#[test]
fn the_browser_says_where_a_form_came_from() {
    let plain = security();
    let named = Security { origin: Some("https://grants.example.org".to_owned()), ..security() };
    let host = ("host", "grants.example.org");
    for (headers, security, expected) in [
        (vec![("sec-fetch-site", "same-origin"), host], &plain, Came::Own),
        (vec![("sec-fetch-site", "none"), host], &plain, Came::Own),
        (vec![("sec-fetch-site", "same-site"), host], &plain, Came::Elsewhere),
        (
            vec![("sec-fetch-site", "cross-site"), ("origin", "https://grants.example.org"), host],
            &named,
            Came::Elsewhere,
        ),
        (vec![("origin", "https://grants.example.org"), host], &plain, Came::Own),
        (vec![("origin", "https://evil.example.org"), host], &plain, Came::Elsewhere),
        (vec![("origin", "null"), host], &plain, Came::Elsewhere),
        (vec![("origin", "https://grants.example.org.evil.example"), host], &plain, Came::Elsewhere),
        (vec![("origin", "https://grants.example.org"), ("host", "inner:8080")], &named, Came::Own),
        (vec![("origin", "http://grants.example.org"), host], &named, Came::Elsewhere),
        (vec![("cookie", "session=x"), host], &plain, Came::Unsaid),
        (vec![host], &plain, Came::Program),
    ] {
        assert_eq!(from(&headers, security), expected, "{headers:?}");
    }
    let mut other = HeaderMap::new();
    other.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
    assert_eq!(came(&Method::GET, &other, &plain), Came::Own, "what changes nothing may be linked from anywhere");
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    let router = server();
    let answer = ask(&router, request("POST", "/change", &[("sec-fetch-site", "cross-site")])).await;
    assert_eq!(answer.status.as_u16(), 403);
    assert!(answer.body.contains("<h1>") && !answer.body.contains("changed"));
    let silent = ask(&router, request("POST", "/change", &[("cookie", "session=x")])).await;
    assert_eq!(silent.status.as_u16(), 403);
    let own =
        ask(&router, request("POST", "/change", &[("sec-fetch-site", "same-origin"), ("cookie", "session=x")])).await;
    assert_eq!((own.status.as_u16(), own.body.as_str()), (200, "changed"));
}
