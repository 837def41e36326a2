//! Region words (G-5): with Hong Kong it is 内地, with Taiwan 大陆, and none of the sides stands under 国家. The guide's own
//! sentences are quoted word for word and are not counted.

use std::collections::BTreeSet;

use hefu_guide::Guide;
use hefu_words::Lang;

use super::crawl::get;
use super::routes::addresses;
use super::world::{HONGKONG, Place, Secrets, TAIWAN, World};

/// What must not stand in the pages of a place, outside the guide's sentences.
fn refused(place: &Place) -> Vec<&'static str> {
    let of_the_pairing: &[&str] = if place.side == "hongkong" { &["大陆", "大陸"] } else { &["内地", "內地"] };
    of_the_pairing.iter().copied().chain(["国家/地区", "國家/地區", "国别", "國別", "Country", "country"]).collect()
}

/// Names of documents that the law gives, which the workbook offers as kinds of identity numbers.
const BY_LAW: [&str; 4] =
    ["港澳居民来往内地通行证", "港澳居民來往內地通行證", "台湾居民来往大陆通行证", "臺灣居民來往大陸通行證"];

/// The text without the guide's own sentences, as pages and programs write them.
fn without_quotes(guide: &Guide, text: &str) -> String {
    let clauses = guide.clauses.iter().map(|clause| clause.text.as_str());
    let mut sentences: Vec<&str> = clauses.chain(BY_LAW).collect();
    sentences.push(&guide.source.title);
    sentences.sort_by_key(|sentence| std::cmp::Reverse(sentence.len()));
    let escaped = |text: &str| text.replace('&', "&#38;").replace('"', "&#34;").replace('<', "&#60;");
    sentences.into_iter().fold(text.to_owned(), |text, sentence| {
        text.replace(sentence, "").replace(&escaped(sentence), "").replace(&sentence.replace('"', "\\\""), "")
    })
}

async fn scan(place: Place) {
    let languages = vec![Lang::ZhHantHk, Lang::ZhHantTw, Lang::ZhHans, Lang::En];
    let world = World::make(place, Secrets::plain(), languages).await;
    let guide = hefu_guide::builtin("hkmt-2020").expect("the guide");
    let words = refused(&place);
    let mut found = BTreeSet::new();
    let mut pages = 0;
    for who in
        world.principals.iter().filter(|who| ["visitor", "owner", "form_check", "programme"].contains(&who.person))
    {
        for address in addresses(&world) {
            // The guide itself, and the page of its clauses, speak of both pairings.
            if address == "/clauses" || address.ends_with("/guide") {
                continue;
            }
            for lang in ["zh-Hant-HK", "zh-Hant-TW", "zh-Hans", "en"] {
                let got = get(&world, who, &address, Some(lang)).await;
                pages += 1;
                let text = without_quotes(&guide, &got.body);
                for word in &words {
                    if let Some(place) = text.find(word) {
                        let around: String = text
                            .get(..place)
                            .map(|before| before.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect())
                            .unwrap_or_default();
                        found.insert(format!("{word} at {address} ({lang}) for {}: …{around}{word}", who.name));
                    }
                }
            }
        }
    }
    assert!(pages > 500, "{pages} pages");
    assert_eq!(found, BTreeSet::new());
}

#[tokio::test]
async fn with_hong_kong_no_page_or_letter_says_the_word_of_the_other_pairing() {
    scan(HONGKONG).await;
}

#[tokio::test]
async fn with_taiwan_no_page_or_letter_says_the_word_of_the_other_pairing() {
    scan(TAIWAN).await;
}
