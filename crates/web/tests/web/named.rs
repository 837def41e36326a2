//! Experts an applicant names as unsuitable, through the pages: what is typed stays, what may not be is not there, and nobody but
//! the team sees them before the window is closed, nor anybody but who gives seats besides after it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use hefu_words::Lang;

use crate::leaks::crawl::{get, with_base64};
use crate::leaks::later::after_closing;
use crate::leaks::routes::addresses;
use crate::leaks::world::{HONGKONG, Secrets, World};
use crate::pair_rulings::{form, hidden, named, post};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn the_team_names_experts_on_a_page_of_their_own() {
    let world = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let owner = named(&world, "owner");
    let base = format!("/applications/{}", world.places.drafts[0]);
    let place = format!("{base}/named");
    // Of the draft nobody is named yet: the task stands in the list, and need not be done.
    let draft = format!("/applications/{}", world.places.drafts[1]);
    let tasks = get(&world, owner, &draft, None).await.body;
    assert!(tasks.contains(&format!("{draft}/named")) && tasks.contains("Optional"), "{tasks}");
    let page = get(&world, owner, &place, None).await.body;
    assert!(page.contains(world.secrets.get("named_experts")) && page.contains("At most 2 experts"), "{page}");
    let seen = hidden(&page, "seen").to_owned();
    let typed = |seen: &str, unit: &str| {
        form(&[
            ("seen", seen),
            ("name-1", "Ho Kai Ming"),
            ("unit-1", "遠山大學"),
            ("reason-1", "Years of dispute"),
            ("name-2", "甄某"),
            ("unit-2", unit),
            ("reason-2", "Competes with us"),
        ])
    };
    let (status, _, told) = post(&world, owner, &place, FORM, typed(&seen, "")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.contains("Write the unit") && told.contains("Ho Kai Ming") && told.contains("Competes with us"));
    let (status, to, _) = post(&world, owner, &place, FORM, typed(&seen, "某院")).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, format!("{place}?done=experts-named").as_str()));
    // Somebody who opened the page before that is told, and what they typed stays.
    let (status, _, told) = post(&world, named(&world, "editor"), &place, FORM, typed(&seen, "他院")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.contains("changed the list after you opened it") && told.contains("他院"), "{told}");
    let page = get(&world, named(&world, "reader"), &place, None).await.body;
    assert!(page.contains("Ho Kai Ming") && !page.contains("name=\"name-1\""), "who reads does not write");
    for name in ["reader", "commenter"] {
        let (status, ..) = post(&world, named(&world, name), &place, FORM, typed("2", "某院")).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}");
    }
    for name in ["unit", "recommender", "other", "stranger", "form_check", "programme", "auditor", "administrator"] {
        let somebody = named(&world, name);
        assert_eq!(get(&world, somebody, &place, None).await.status, 404, "{name}");
        let (status, ..) = post(&world, somebody, &place, FORM, typed("2", "某院")).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
        let overview = get(&world, somebody, &base, None).await.body;
        assert!(!overview.contains("/named"), "{name}");
    }

    let mut programme = named(&world, "programme");
    let open = get(&world, programme, "/experts/conflicts/1.1", None).await.body;
    assert!(!open.contains("Ho Kai Ming") && !open.contains("Named by applicants"));
    let world = after_closing(world).await;
    programme = named(&world, "programme");
    let closed = get(&world, programme, "/experts/conflicts/1.1", None).await.body;
    assert!(closed.contains("Named by applicants") && closed.contains("named, not in the register"), "{closed}");
    assert!(closed.contains("Years of dispute") && closed.contains("the applicants ask not to have the expert"));
    let ask = closed.split("href=\"").find(|part| part.contains("rule=named%2Dby%2Dapplicant")).expect("to decide on");
    let ask = ask.split('"').next().expect("an address").replace("&#38;", "&").replace("&amp;", "&");
    let page = get(&world, programme, &ask, None).await.body;
    assert!(page.contains("In the applicant’s words") && page.contains("Years of dispute"), "{page}");
    let owner = named(&world, "owner");
    let fixed = get(&world, owner, &place, None).await.body;
    assert!(fixed.contains("cannot be changed") && fixed.contains("Years of dispute"));
    let (status, _, told) = post(&world, owner, &place, FORM, typed("2", "某院")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.contains("not being taken in this direction now"), "{told}");
}

#[tokio::test]
async fn after_closing_nobody_but_the_team_and_who_gives_seats_sees_them_on_any_route() {
    let world = after_closing(World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await).await;
    let secret = world.secrets.get("named_experts").to_owned();
    let mut seen = BTreeSet::new();
    for who in &world.principals {
        for address in addresses(&world) {
            let got = get(&world, who, &address, None).await;
            assert!(got.status < 500, "{}: {address} answers {}: {}", who.name, got.status, got.body);
            if with_base64(format!("{}\n{}", got.head, got.body)).contains(&secret) {
                seen.insert(who.person);
            }
        }
    }
    assert_eq!(seen, BTreeSet::from(["owner", "editor", "commenter", "reader", "programme"]));
}
