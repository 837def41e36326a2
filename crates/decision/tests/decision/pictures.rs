//! Pictures say what the figures say: title, description and table, every mark there, no colour of their own.

use hefu_decision::Beside;
use hefu_decision::picture::{Bar, Picture, bars, capacity, disagreement, places};
use hefu_words::Lang;

use crate::world::decided;

/// Well formed, named, described, and nothing but the colour of the text.
fn sound(picture: &Picture) {
    let mut reader = quick_xml::Reader::from_str(&picture.svg);
    let mut depth = 0i32;
    let mut names = Vec::new();
    loop {
        match reader.read_event().expect("well formed") {
            quick_xml::events::Event::Start(start) => {
                depth += 1;
                names.push(start.name().as_ref().to_owned());
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(names.starts_with(&["svg".to_owned(), "title".to_owned(), "desc".to_owned()]), "{names:?}");
    assert!(!picture.svg.contains("style=") && !picture.svg.contains('#'), "colours and styles belong to the page");
    assert!(picture.table.starts_with("<table><caption>") && picture.figure().contains(&picture.table));
}

#[test]
fn the_disagreement_shows_every_project_once_and_both_cuts() {
    let (guide, _, _, decision) = decided();
    let all = places(&decision, &[]);
    assert_eq!(all.len(), 1);
    let own = &all[0];
    assert_eq!((own.marks.len(), own.chosen), (29, 15), "Taiwan does not support one");
    // By hand: places 1–15 with the mainland are numbers 0–15 without 3; of these the first 15 of Taiwan's order are shared.
    let order = |number: usize| (number * 7) % 30;
    let mainland: Vec<usize> = (0..30).filter(|number| *number != 3).take(15).collect();
    let mut taiwan: Vec<usize> = (0..30).filter(|number| *number != 3).collect();
    taiwan.sort_by_key(|number| order(*number));
    let shared = taiwan[..15].iter().filter(|number| mainland.contains(number)).count();
    assert_eq!(own.shared, shared);
    for lang in Lang::ALL {
        let picture = disagreement("places", &guide, own, lang);
        sound(&picture);
        assert_eq!(picture.svg.matches("<circle").count(), 29);
        assert_eq!(picture.svg.matches("fill=\"currentColor\" stroke").count(), 15);
        assert_eq!(picture.svg.matches("stroke-dasharray").count(), 2);
        assert_eq!(picture.table.matches("<tr>").count(), 30);
    }
    let picture = disagreement("places", &guide, own, Lang::ZhHans);
    assert!(picture.svg.contains("大陆") && !picture.svg.contains("内地"), "1.2 is between 大陆 and 台湾");
}

#[test]
fn capacity_shows_bands_and_ceilings_and_never_draws_outside() {
    let (guide, _, _, mut decision) = decided();
    let picture = capacity("capacity", &guide, &decision, Lang::En);
    sound(&picture);
    assert!(picture.table.contains("<td class=\"num\">15</td><td class=\"num\">15</td>"), "{}", picture.table);
    // A list over its ceiling is drawn to its full length, with the ceiling inside.
    decision.selection.audit.used.iter_mut().for_each(|(_, at_most, used)| *used = i128::from(*at_most) * 3);
    let over = capacity("capacity", &guide, &decision, Lang::En);
    let widths = over.svg.split("width=\"").skip(2).filter_map(|rest| rest.split('"').next()?.parse::<i64>().ok());
    assert!(widths.into_iter().all(|width| width <= 320), "{}", over.svg);
}

#[test]
fn bars_keep_their_order_and_escape_what_they_are_given() {
    let bar = |name: &str, count| Bar { name: name.to_owned(), count, more: vec![String::new()] };
    let heads = ["x", "y", "z"].map(str::to_owned);
    let picture = bars("b", "A & B", &heads, &[bar("<皮肤>", 3), bar("空", 0)], Lang::ZhHantTw);
    sound(&picture);
    assert!(picture.svg.contains("&lt;皮肤&gt;") && picture.table.contains("A &amp; B"));
    sound(&bars("b", "nothing", &heads, &[], Lang::En));
}

#[test]
fn ids_on_the_page_are_its_own() {
    let (guide, _, method, decision) = decided();
    let page = hefu_decision::page_with(&guide, &method, &decision, &Beside::default(), Lang::ZhHans);
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
}
