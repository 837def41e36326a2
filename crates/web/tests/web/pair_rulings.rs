//! A ruling on a pair that somebody else has changed meanwhile is told, and what the officer typed stays.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use hefu_words::Lang;
use tower::ServiceExt as _;

use crate::leaks::crawl::get;
use crate::leaks::people::Principal;
use crate::leaks::world::{HONGKONG, Secrets, World};

/// Values as a form sends them.
pub fn form(pairs: &[(&str, &str)]) -> String {
    let plain = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    pairs.iter().map(|(name, value)| format!("{}={}", plain(name), plain(value))).collect::<Vec<_>>().join("&")
}

/// Sends something as somebody.
pub async fn post(world: &World, who: &Principal, uri: &str, kind: &str, body: String) -> (StatusCode, String, String) {
    let mut request = Request::post(uri).header("host", "office.example.org").header("sec-fetch-site", "same-origin");
    if let Some((name, value)) = &who.header {
        request = request.header(*name, value);
    }
    let request = request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request");
    let response = world.router.clone().oneshot(request).await.expect("a router does not fail");
    let (parts, body) = response.into_parts();
    let place = parts.headers.get(header::LOCATION).map_or("", |place| place.to_str().expect("text")).to_owned();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body in memory");
    (parts.status, place, String::from_utf8(bytes.to_vec()).expect("UTF-8"))
}

/// The first value of a hidden field.
pub fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let start = format!("name=\"{name}\" value=\"");
    page.split(&start).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no {name} in {page}"))
}

pub fn named<'a>(world: &'a World, name: &str) -> &'a Principal {
    world.principals.iter().find(|who| who.name == name).unwrap_or_else(|| panic!("no {name}"))
}

#[tokio::test]
async fn a_ruling_on_a_pair_that_was_changed_meanwhile_is_told_and_what_was_typed_stays() {
    let world = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let officer = named(&world, "form_check");
    let place = format!("/pairs/{}", world.places.pairs[0]);
    let page = get(&world, officer, &place, None).await.body;
    let plain = |text: &str| text.replace("&#x2F;", "/").replace("&amp;", "&").replace("&#38;", "&");
    let (pair, finding) = (plain(hidden(&page, "pair")), plain(hidden(&page, "finding")));
    let cards = plain(hidden(&page, "cards"));
    let send = async |cards: &str, answer: &str, why: &str| {
        let body = form(&[
            ("pair", &pair),
            ("finding", &finding),
            ("cards", cards),
            ("answer:x", answer),
            ("why:x", why),
            ("act", "rule"),
        ]);
        post(&world, officer, "/pairs/rule", "application/x-www-form-urlencoded", body).await
    };
    let (status, _, late) = send("what was not seen", "not_met", "my long reason").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(late.contains("handed in anew since you looked") && late.contains("my long reason"), "{late}");
    assert_eq!(plain(hidden(&late, "cards")), cards, "the form now carries what is seen now");
    assert!(late.contains("value=\"not_met\" checked"), "the answer stays chosen: {late}");
    for (answer, why, words) in [("", "my long reason", "my long reason"), ("met", " ", "value=\"met\" checked")] {
        let (status, _, page) = send(&cards, answer, why).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains(words), "{page}");
    }
    let (status, to, page) = send(&cards, "met", "my long reason").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(to.ends_with("done=ruled"), "{to}");
}
