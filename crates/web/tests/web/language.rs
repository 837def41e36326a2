//! Which language a reader is shown.

use axum::http::{HeaderMap, HeaderValue, Uri};
use hefu_web::shell::lang::{Choice, choose, switch};
use hefu_words::Lang;

use crate::support::{ask, request, security, server, wrapped};

fn chosen(offered: &[Lang], uri: &str, cookie: &str, accept: &str) -> Choice {
    let mut headers = HeaderMap::new();
    for (name, value) in [("cookie", cookie), ("accept-language", accept)] {
        if !value.is_empty() {
            headers.insert(name, HeaderValue::from_str(value).expect("a header"));
        }
    }
    choose(offered, &uri.parse::<Uri>().expect("an address"), &headers)
}

#[test]
fn address_before_cookie_before_browser_before_office() {
    use Lang::{En, ZhHans, ZhHantHk, ZhHantTw};
    let all = &Lang::ALL;
    for (uri, cookie, accept, lang, remembered) in [
        ("/?lang=en", "hefu-lang=zh-Hans", "zh-TW", En, true),
        ("/?a=1&lang=zh-Hant-HK", "", "", ZhHantHk, true),
        ("/?lang=zz", "hefu-lang=zh-Hant-TW", "en", ZhHantTw, false),
        ("/", "x=1; hefu-lang=en", "zh-TW", En, false),
        ("/", "", "fr, zh-TW;q=0.8, en;q=0.9", En, false),
        ("/", "", "zh-MO", ZhHantHk, false),
        ("/", "", "zh-Hant", ZhHantTw, false),
        ("/", "", "yue", ZhHantHk, false),
        ("/", "", "ZH-cn", ZhHans, false),
        ("/", "", "zh-TW;q=0, en;q=0.1", En, false),
        ("/", "", "fr;q=x, de", ZhHans, false),
        ("/", "hefu-lang=%00", ";;;,,q=", ZhHans, false),
    ] {
        let expected = Choice { lang, chosen: remembered };
        assert_eq!(chosen(all, uri, cookie, accept), expected, "{uri} {cookie} {accept}");
    }
}

#[test]
fn an_office_offers_its_own_languages_in_its_own_order() {
    use Lang::{En, ZhHans, ZhHantHk, ZhHantTw};
    assert_eq!(chosen(&[ZhHantTw, En], "/", "", "").lang, ZhHantTw);
    assert_eq!(chosen(&[ZhHantTw, En], "/?lang=zh-Hans", "hefu-lang=zh-Hans", "").lang, ZhHantTw, "not offered");
    assert_eq!(chosen(&[En, ZhHantHk], "/", "", "zh-TW").lang, ZhHantHk, "the same script before the other");
    assert_eq!(chosen(&[En, ZhHans], "/", "", "zh-TW").lang, ZhHans, "Chinese before English");
}

#[test]
fn the_switch_keeps_the_rest_of_the_address() {
    let uri = |text: &str| text.parse::<Uri>().expect("an address");
    assert_eq!(switch(&uri("/a?q=%E4%BA%BA&lang=en&page=2"), Lang::ZhHantTw), "/a?q=%E4%BA%BA&page=2&lang=zh-Hant-TW");
    assert_eq!(switch(&uri("//elsewhere.example/a"), Lang::En), "/elsewhere.example/a?lang=en", "never another host");
}

#[tokio::test]
async fn a_choice_is_remembered_and_one_language_has_no_switch() {
    let answer = ask(&server(), request("GET", "/page?lang=zh-Hant-TW", &[])).await;
    assert_eq!(answer.header("set-cookie"), "hefu-lang=zh-Hant-TW; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    assert!(answer.body.starts_with("zh-Hant-TW "));
    assert_eq!(ask(&server(), request("GET", "/page", &[])).await.header("set-cookie"), "");
    let one = wrapped(security(), vec![Lang::ZhHantTw]);
    let page = ask(&one, request("GET", "/nowhere?lang=en", &[])).await;
    assert!(
        page.body.contains("<html lang=\"zh-Hant-TW\">") && !page.body.contains("class=\"langs\""),
        "{}",
        page.body
    );
}
