//! The portfolio: counts that can be counted again by hand, money of each currency by itself.

use std::collections::BTreeSet;

use hefu_decision::portfolio::{By, Group, Portfolio, fragment, portfolio, read_attributes};
use hefu_text::money::{Currency, Money};
use hefu_words::Lang;

use crate::world::decided;

fn of<'a>(all: &'a Portfolio, by: &By) -> &'a Group {
    all.groups.iter().find(|group| group.by == *by).expect("there")
}

#[test]
fn everything_is_counted_once_and_each_currency_by_itself() {
    let (guide, _, _, decision) = decided();
    let chosen = decision.selection.chosen();
    let line = |pair: &str, tags: &str| format!("{{\"pair\":\"{pair}\",\"id\":{{}},\"tags\":[{tags}]}}");
    let tag = |list: &str, value: &str| format!("{{\"list\":\"{list}\",\"value\":\"{value}\"}}");
    let ids: Vec<&String> = chosen.iter().collect();
    let lines = [
        line(ids[0], &format!("{},{}", tag("medical-scenario", "remote"), tag("medical-scenario", "home-care"))),
        line(ids[1], &tag("medical-scenario", "home-care")),
        // The other half says the same; it is one project.
        line(ids[1], &tag("medical-scenario", "home-care")),
        line(ids[2], "{\"list\":\"medical-scenario\",\"value\":\"other\",\"text\":\"远程手术\"}"),
        line("1.2-M999", &tag("medical-scenario", "emergency")),
    ];
    let attributes = read_attributes(&lines.join("\n")).expect("readable");
    let all = portfolio(&guide, &decision.call, &chosen, &attributes);
    assert_eq!(all.projects, 15);
    let state: i64 = decision.selection.lines.iter().filter(|line| line.chosen).map(|line| line.state).sum();
    let taiwan = Money::from_minor(15 * 4_000_000 * Currency::TWD.minor_per_major(), Currency::TWD);
    assert_eq!(all.money, [Money::from_minor(state, Currency::CNY), taiwan]);
    let sides = of(&all, &By::Side);
    let mainland = sides.rows.iter().find(|row| row.key.as_deref() == Some("mainland")).expect("there");
    assert_eq!(
        (mainland.projects, mainland.money.as_slice()),
        (15, [Money::from_minor(state, Currency::CNY)].as_slice())
    );
    let scenario = of(&all, &By::List("medical-scenario".to_owned()));
    let rows: Vec<(Option<&str>, usize)> = scenario.rows.iter().map(|row| (row.key.as_deref(), row.projects)).collect();
    assert_eq!(rows[..3], [(Some("home-care"), 2), (Some("remote"), 1), (Some("远程手术"), 1)], "the guide's order");
    assert!(scenario.several);
    for lang in Lang::ALL {
        let html = fragment("portfolio", &guide, &all, lang);
        assert!(!html.contains('⟦'), "{lang:?}");
    }
    assert!(fragment("portfolio", &guide, &all, Lang::ZhHans).contains("居家照护"));
    let none = portfolio(&guide, &decision.call, &BTreeSet::new(), &attributes);
    assert_eq!((none.projects, none.groups.len()), (0, 0));
    assert_eq!(read_attributes("{\n").expect_err("broken").0, 1);
}
