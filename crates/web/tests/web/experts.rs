//! Experts through the pages: what is typed stays, what may not be is not there, a decision is remembered with its reason.

use axum::http::StatusCode;
use hefu_words::Lang;

use crate::leaks::crawl::get;
use crate::leaks::world::{HONGKONG, Secrets, World};
use crate::pair_rulings::{form, hidden, named, post};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn settings_conflicts_and_the_panel_through_their_pages() {
    let world = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let programme = named(&world, "programme");
    let typed = form(&[("statement", "Keep it secret."), ("unit-years", "three"), ("author-years", "2")]);
    let (status, _, told) = post(&world, programme, "/experts/settings", FORM, typed).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        told.contains("is no whole number") && told.contains("Keep it secret.") && told.contains("three"),
        "{told}"
    );
    let typed = form(&[("statement", "Keep it secret."), ("unit-years", "3"), ("author-years", "")]);
    let (status, to, _) = post(&world, programme, "/experts/settings", FORM, typed).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/experts/settings?done=experts-set"));

    let page = get(&world, programme, "/experts/conflicts/1.1", None).await.body;
    assert!(page.contains("No years are set for writing together") && !page.contains("No years are set for former"));
    assert!(page.contains("adviser and student"), "{page}");
    let place = page.split("href=\"").find(|part| part.contains("/decide?")).and_then(|part| part.split('"').next());
    let place = place.expect("a conflict").replace("&#38;", "&").replace("&amp;", "&");
    let ask = get(&world, programme, &place, None).await.body;
    let (number, rule) = (hidden(&ask, "number").to_owned(), hidden(&ask, "rule").to_owned());
    let evidence = hidden(&ask, "evidence").to_owned();
    let decide = |act: &str, evidence: &str, why: &str| {
        form(&[
            ("act", act),
            ("number", &number),
            ("expert", "E1"),
            ("rule", &rule),
            ("evidence", evidence),
            ("why", why),
        ])
    };
    let action = "/experts/conflicts/1.1/decide";
    let (status, _, told) = post(&world, programme, action, FORM, decide("confirm", &evidence, "")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    let (status, to, _) = post(&world, programme, action, FORM, decide("confirm", &evidence, "the same person")).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/experts/conflicts/1.1?done=conflict-decided"));
    let page = get(&world, programme, "/experts/conflicts/1.1?show=stands", None).await.body;
    assert!(page.contains("the same person"), "{page}");

    // The direction is not settled: the page says so, and nothing is computed.
    let page = get(&world, programme, "/experts/assignment/1.1", None).await.body;
    assert!(page.contains("The direction is not settled"), "{page}");
    let typed = form(&[("who", "all"), ("seats", "2"), ("most", "3"), ("text", "1"), ("best", "1"), ("mode", "total")]);
    let (status, ..) = post(&world, programme, "/experts/assignment/1.1/settings", FORM, typed).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = get(&world, programme, "/experts/assignment/1.1/settings", None).await.body;
    let seats = page.split("name=\"seats\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the field");
    assert!(seats.contains("value=\"2\""), "{seats}");
    let (status, ..) = post(&world, programme, "/experts/assignment/1.1", FORM, form(&[("act", "anew")])).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);

    for name in ["form_check", "administrator", "owner", "stranger"] {
        let person = named(&world, name);
        for place in ["/experts", "/experts/of/E1", "/experts/conflicts/1.1", "/experts/assignment/1.1"] {
            assert_eq!(get(&world, person, place, None).await.status, 404, "{name} {place}");
        }
        let (status, ..) = post(&world, person, action, FORM, decide("dismiss", &evidence, "x")).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}");
    }
    let auditor = named(&world, "auditor");
    let page = get(&world, auditor, "/experts/conflicts/1.1", None).await;
    assert!(page.status == 200 && !page.body.contains("/decide?"));
    let (status, ..) = post(&world, auditor, action, FORM, decide("dismiss", &evidence, "x")).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_comparison_of_identity_numbers_through_its_page() {
    let world = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let programme = named(&world, "programme");
    let place = "/experts/identities/1.1";
    let page = get(&world, programme, "/experts/conflicts/1.1", None).await.body;
    assert!(page.contains("Identity numbers are not compared") && page.contains(place), "{page}");
    for wrong in ["many", "0", "-1", "5000000000"] {
        let (status, _, told) = post(&world, programme, place, FORM, form(&[("most", wrong)])).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(told.contains(&format!("value=\"{wrong}\"")), "{told}");
    }
    let (status, to, _) = post(&world, programme, place, FORM, form(&[("most", "40")])).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/experts/identities/1.1?done=identities-set"));
    let page = get(&world, programme, place, None).await.body;
    assert!(page.contains("takes part, evaluates 40 numbers at most") && page.contains("1 with a number"), "{page}");
    // Of the expert's number the page says of which kind it is, to whoever assigns.
    let auditor = named(&world, "auditor");
    assert!(get(&world, programme, "/experts/of/E1", None).await.body.contains("HKID"));
    assert!(!get(&world, auditor, "/experts/of/E1", None).await.body.contains("HKID"));
    let page = get(&world, auditor, place, None).await;
    assert!(page.status == 200 && !page.body.contains("name=\"most\""));
    for name in ["form_check", "administrator", "owner", "stranger", "auditor"] {
        let person = named(&world, name);
        let (status, ..) = post(&world, person, place, FORM, form(&[("most", "")])).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}");
        assert!(name == "auditor" || get(&world, person, place, None).await.status == 404, "{name}");
    }
    let (status, ..) = post(&world, programme, place, FORM, form(&[("most", "")])).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(get(&world, programme, place, None).await.body.contains("takes no part"));
}

#[tokio::test]
async fn an_invitation_that_is_none_says_nothing() {
    let world = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let visitor = named(&world, "visitor");
    let got = get(&world, visitor, "/experts/invited/0123456789abcdefghjkmnpqrs", None).await;
    assert_eq!(got.status, 403);
    assert!(!got.body.contains("保密（示例）"));
    let (status, ..) =
        post(&world, visitor, "/experts/invited/0123456789abcdefghjkmnpqrs", FORM, form(&[("act", "accept")])).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let owner = named(&world, "owner");
    assert_eq!(get(&world, owner, "/experts/invitation", None).await.status, 404);
}
