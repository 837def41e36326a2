//! Overlap through the pages: thresholds as typed, the passages of two applications side by side, a note with its reason, and
//! nothing of it for anybody else.

use axum::http::StatusCode;
use hefu_words::Lang;

use crate::leaks::crawl::get;
use crate::leaks::overlap::SHARED;
use crate::leaks::world::{HONGKONG, Secrets, World};
use crate::pair_rulings::{form, hidden, named, post};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_finding_through_its_pages() {
    let world = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let (programme, form_check) = (named(&world, "programme"), named(&world, "form_check"));
    let [one, other] = [&world.places.numbers[0], &world.places.numbers[1]];
    let pair = format!("/desk/overlap/1.1/{one}/{other}");

    let desk = get(&world, form_check, "/desk", None).await.body;
    assert!(desk.contains("href=\"/desk/overlap\""), "{desk}");
    let application = format!("/applications/{}", world.places.drafts[0]);
    let way = format!("href=\"/desk/overlap/1%2E1?number={}", one.replace('-', "%2D"));
    assert!(get(&world, form_check, &application, None).await.body.contains(&way));
    for name in ["owner", "auditor"] {
        let page = get(&world, named(&world, name), &application, None).await;
        assert!(page.status == 200 && !page.body.contains("/desk/overlap"), "{name}");
    }

    let page = get(&world, form_check, "/desk/overlap/1.1", None).await.body;
    assert!(page.contains("A share decides nothing") && page.contains("never compared with its partner"), "{page}");
    assert!(page.contains("Nothing has come in, changed or been taken back"), "{page}");
    assert!(page.contains("to be pursued") && page.contains(world.secrets.get("overlap_note")), "{page}");
    let finding = get(&world, form_check, &pair, None).await;
    let alone: String = SHARED.chars().take(20).collect();
    assert_eq!((finding.status, finding.body.matches(&alone).count()), (200, 2), "{}", finding.body);
    for secret in ["content", "others_content"] {
        assert!(finding.body.contains(world.secrets.get(secret)), "what stands before the passage is shown");
    }
    let evidence = hidden(&finding.body, "evidence").to_owned();
    let typed = |remark: &str, why: &str| form(&[("evidence", &evidence), ("remark", remark), ("why", why)]);
    for (remark, why, told) in [("", "seen", "Choose what you make of it"), ("settled", " ", "reason")] {
        let (status, _, page) = post(&world, form_check, &pair, FORM, typed(remark, why)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains(told), "{page}");
    }
    let (status, to, _) = post(&world, programme, &pair, FORM, typed("settled", "the same method")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(to.ends_with("?done=overlap-noted"), "{to}");
    let finding = get(&world, form_check, &pair, None).await.body;
    assert!(finding.contains("the same method") && finding.contains(world.secrets.get("overlap_note")));

    let settings = "/desk/overlap/1.1/settings";
    let typed = |listing: &str, alert: &str| form(&[("listing", listing), ("alert", alert), ("common", "4")]);
    for (listing, told) in [("many", "is no whole number"), ("10", "has 30 units or more"), ("900", "at least as many")]
    {
        let (status, _, page) = post(&world, programme, settings, FORM, typed(listing, "300")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{listing}");
        assert!(page.contains(told) && page.contains(&format!("value=\"{listing}\"")), "{page}");
    }
    let (status, ..) = post(&world, programme, settings, FORM, typed("", "300")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = get(&world, form_check, "/desk/overlap/1.1", None).await.body;
    assert!(page.contains("Nothing can be compared before the office has set: Listed from (units)."), "{page}");
    let (status, _, page) = post(&world, form_check, "/desk/overlap/1.1", FORM, form(&[("act", "compare")])).await;
    assert!(status == StatusCode::CONFLICT && page.contains("nothing is assumed in its place"), "{page}");
    let (status, ..) = post(&world, programme, settings, FORM, typed("30", "300")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, ..) = post(&world, form_check, "/desk/overlap/1.1", FORM, form(&[("act", "compare")])).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = get(&world, form_check, "/desk/overlap/1.1", None).await.body;
    assert!(page.contains("The texts are being compared") && page.contains("value=\"stop\""), "{page}");
    assert_eq!(get(&world, form_check, settings, None).await.status, 403, "thresholds are the programme officer's");

    for name in ["auditor", "administrator", "owner", "other", "unit", "recommender", "stranger"] {
        let person = named(&world, name);
        for place in ["/desk/overlap", "/desk/overlap/1.1", settings, &pair] {
            assert_eq!(get(&world, person, place, None).await.status, 404, "{name} {place}");
        }
        for (place, body) in [
            ("/desk/overlap/1.1", form(&[("act", "stop")])),
            (settings, typed("30", "300")),
            (&pair, form(&[("evidence", &evidence), ("remark", "settled"), ("why", "x")])),
        ] {
            let (status, ..) = post(&world, person, place, FORM, body).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{name} {place}");
        }
    }
    let visitor = named(&world, "visitor");
    assert_eq!(get(&world, visitor, &pair, None).await.status, 303, "a visitor is led to the sign-in page");
}
