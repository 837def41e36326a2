//! Every page of the gallery in every language.

use hefu_web::gallery::{PAGES, gallery};
use hefu_web::shell::error::FaultKind;
use hefu_words::Lang;

use crate::html::problems;
use crate::support::fetch;

fn places() -> Vec<String> {
    let errors = FaultKind::ALL.iter().map(|kind| format!("/errors/{}", kind.status().as_u16()));
    PAGES.iter().map(ToString::to_string).chain(errors).collect()
}

#[tokio::test]
async fn every_page_is_well_formed_and_lacks_no_sentence_in_any_language() {
    let router = gallery();
    for place in places() {
        for lang in Lang::ALL {
            let answer = fetch(&router, &format!("{place}?lang={lang}")).await;
            let expected = place.strip_prefix("/errors/").unwrap_or("200");
            assert_eq!(answer.status.as_str(), expected, "{place}");
            assert_eq!(problems(&answer.body), Vec::<String>::new(), "{place} {lang}");
            assert!(answer.body.contains(&format!("<html lang=\"{lang}\">")), "{place} {lang}");
            for sign in ["⟦", "{$", "{ $"] {
                assert!(!answer.body.contains(sign), "{place} {lang} shows {sign}");
            }
        }
    }
}

#[tokio::test]
async fn what_people_wrote_is_escaped() {
    let answer = fetch(&gallery(), "/tables").await;
    assert!(answer.body.contains("&lt;script&gt;") && answer.body.contains("&amp; 监测"), "{}", answer.body);
    assert!(!answer.body.contains("<script>"));
}

#[tokio::test]
async fn taiwan_reads_its_own_words_and_years() {
    let router = gallery();
    let page = |place: &'static str, lang: Lang| {
        let router = router.clone();
        async move { fetch(&router, &format!("{place}?lang={lang}")).await.body }
    };
    let taiwan = page("/history", Lang::ZhHantTw).await;
    assert!(taiwan.contains("2020年9月1日（民國109年9月1日） 12:00"), "{taiwan}");
    assert!(taiwan.contains("2020-09-01（民國109年） 11:00"), "{taiwan}");
    for lang in [Lang::ZhHans, Lang::ZhHantHk, Lang::En] {
        assert!(!page("/history", lang).await.contains("民國"), "{lang}");
    }
    assert!(page("/fields", Lang::ZhHantTw).await.contains("計畫名稱"));
    assert!(page("/fields", Lang::ZhHantHk).await.contains("項目名稱"));
}

#[tokio::test]
async fn no_region_stands_under_country() {
    for place in places() {
        for lang in Lang::ALL {
            let body = fetch(&gallery(), &format!("{place}?lang={lang}")).await.body.to_lowercase();
            for word in ["country", "国家", "國家", "海峡两国", "两国", "兩國"] {
                assert!(!body.contains(word), "{place} {lang} says {word}");
            }
        }
    }
}

#[tokio::test]
async fn assets_are_where_pages_say_and_never_change() {
    let router = gallery();
    let page = fetch(&router, "/").await.body;
    let links: Vec<&str> = page.split('"').filter(|part| part.starts_with("/assets/")).collect();
    assert_eq!(links.len(), 5, "{links:?}");
    for link in links {
        let answer = fetch(&router, link).await;
        assert_eq!(answer.status.as_u16(), 200, "{link}");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert!(!answer.body.is_empty());
    }
    assert_eq!(fetch(&router, "/assets/hefu-0000000000000000.css").await.status.as_u16(), 404);
}

#[tokio::test]
async fn the_current_entry_of_the_navigation_is_the_nearest() {
    let body = fetch(&gallery(), "/findings").await.body;
    assert!(body.contains("<a href=\"/findings\" aria-current=\"page\">"), "{body}");
    assert!(!body.contains("<a href=\"/\" aria-current"), "the first page is not current everywhere");
}

#[tokio::test]
async fn a_signed_in_person_keeps_the_navigation_where_an_address_leads_nowhere() {
    for place in ["/nowhere", "/errors/999", "/save"] {
        let answer = fetch(&gallery(), place).await;
        assert!(answer.status.is_client_error(), "{place}");
        assert!(answer.body.contains("class=\"main-nav\"") && answer.body.contains("林小雨"), "{place}");
    }
    assert!(!fetch(&gallery(), "/visitor").await.body.contains("林小雨"));
}
