//! Confirmation through the pages and the interface: by whom is asked, of the version looked at, and what was typed stays.

use axum::http::StatusCode;
use hefu_words::Lang;
use serde_json::{Value, json};

use crate::leaks::crawl::get;
use crate::leaks::world::{HONGKONG, Secrets, World};
use crate::pair_rulings::{form, hidden, named, post};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

#[tokio::test]
async fn a_recommender_confirms_from_the_list_and_a_program_does_the_same() {
    let world = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let draft = &world.places.drafts[0];
    let person = named(&world, "recommender");
    let page = get(&world, person, "/confirmations", None).await.body;
    let looked = hidden(&page, "looked").to_owned();
    assert!(looked.starts_with("recommender "), "{looked}");
    let (status, _, preview) = post(&world, person, "/confirmations", FORM, form(&[("looked", &looked)])).await;
    assert_eq!(status, StatusCode::OK);
    assert!(preview.contains("1 application is confirmed in your name"), "{preview}");
    let (status, _, none) = post(&world, person, "/confirmations", FORM, String::new()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.contains("Tick at least one application"));
    let stale = looked.replace(|c: char| c.is_ascii_digit(), "0");
    let stale =
        format!("{}{}", &stale[..stale.rfind(' ').expect("a number")], &looked[looked.rfind(' ').expect("x")..]);
    let (status, _, told) = post(&world, person, "/confirmations/confirm", FORM, form(&[("looked", &stale)])).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(told.contains("another version since you looked"), "{told}");
    for name in ["other", "stranger", "administrator"] {
        let (status, ..) =
            post(&world, named(&world, name), "/confirmations/confirm", FORM, form(&[("looked", &looked)])).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
    }
    for name in ["unit", "owner", "form_check"] {
        let (status, ..) =
            post(&world, named(&world, name), "/confirmations/confirm", FORM, form(&[("looked", &looked)])).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}");
    }
    let place = format!("/applications/{draft}/confirmation");
    let digest = looked.split(' ').nth(1).expect("a digest");
    let back = |digest: &str, why: &str| {
        form(&[("act", "send-back"), ("level", "recommender"), ("digest", digest), ("reason-recommender", why)])
    };
    let (status, _, told) = post(&world, person, &place, FORM, back("0", "my long reason")).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(told.contains("my long reason") && told.contains("another version since you looked"), "{told}");
    let (status, to, _) = post(&world, person, "/confirmations/confirm", FORM, form(&[("looked", &looked)])).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/confirmations?did=1"));

    let program = named(&world, "recommender by token for read_applications+decide");
    let shown = get(&world, program, &format!("/api/v1/applications/{draft}/confirmation"), None).await.body;
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(shown["digest"], digest);
    assert_eq!((&shown["levels"][1]["state"], &shown["levels"][1]["may"]["withdraw"]), (&json!("given"), &json!(true)));
    assert_eq!(shown["levels"][1]["given"]["digest"], digest);
    let base = format!("/api/v1/applications/{draft}/confirmation");
    let level = json!({"level": "recommender"}).to_string();
    let (status, ..) = post(&world, program, &format!("{base}/withdraw"), JSON, level).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let listed = get(&world, program, "/api/v1/confirmations", None).await.body;
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    let item = &listed["items"][0];
    let wrong = json!({"versions": [{"number": item["number"], "level": "recommender", "digest": "0"}]}).to_string();
    let (status, _, told) = post(&world, program, "/api/v1/confirmations", JSON, wrong).await;
    assert_eq!(status, StatusCode::CONFLICT, "{told}");
    let right = json!({"versions": [{"number": item["number"], "level": "recommender", "digest": item["digest"]}]});
    let (status, _, told) = post(&world, program, "/api/v1/confirmations", JSON, right.to_string()).await;
    assert_eq!((status, told.as_str()), (StatusCode::OK, "{\"confirmed\":1}"));
    let sent = json!({"level": "recommender", "digest": digest, "reason": "mend"}).to_string();
    let (status, ..) = post(&world, program, &format!("{base}/send-back"), JSON, sent).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (_, page) = {
        let got = get(&world, named(&world, "owner"), &format!("/applications/{draft}"), None).await;
        (got.status, got.body)
    };
    assert!(page.contains("mend"), "the owner is told why");
}
