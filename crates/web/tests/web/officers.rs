//! Officers over HTTP: lists and their files, rulings that were overtaken, many rulings at once, the clauses.

use axum::http::StatusCode;
use hefu_office::acts;

use crate::html::problems;
use crate::office::World;

/// Applications whose period a person must rule on, with these titles.
async fn filled(world: &World, titles: &[&str]) -> Vec<String> {
    let mut drafts = Vec::new();
    for title in titles {
        let now = world.doing(&world.applicant);
        let draft = acts::begin_draft(&world.office, now.clone(), "1.1").await.expect("begun");
        let mut half = hefu_application::Application::new(hefu_application::ApplicationId::new("hongkong", "x"));
        half.title.own = (*title).to_owned();
        half.period.start = "2020-02-29".parse().ok();
        half.period.end = "2022-02-28".parse().ok();
        acts::take_in(&world.office, now.clone(), &draft, &half).await.expect("filled");
        acts::submit(&world.office, now, &draft).await.expect("handed in");
        drafts.push(draft);
    }
    drafts
}

fn field<'a>(page: &'a str, name: &str) -> &'a str {
    let at = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    at.split('"').next().unwrap_or_default()
}

#[tokio::test]
async fn a_file_holds_exactly_what_the_list_shows_and_nothing_that_runs() {
    let world = World::open(1 << 20).await;
    let officer = world.sign_in(&world.form_check).await;
    filled(&world, &["=2+5", "聯合研究 <b>", "第三份"]).await;
    let page = world.get(&officer, "/desk/applications?sort=-number&column=number&column=title&column=fails").await;
    assert_eq!(page.status, StatusCode::OK);
    let page = page.text();
    assert_eq!(problems(&page), Vec::<String>::new());
    assert!(page.contains("aria-sort=\"descending\"") && page.contains("聯合研究 &lt;b&gt;"));
    assert!(page.contains("<span lang=\"zh-Hant-HK\">第三份</span>"), "the title is marked with its language");
    let address = "/desk/export/applications.csv?sort=-number&column=number&column=title&column=fails";
    let csv = world.get(&officer, address).await;
    assert!(csv.header("content-disposition").contains("attachment; filename=\"applications-2020-05-01.csv\""));
    let text = csv.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!(lines[0], "Number,Title,Not met");
    assert!(lines[1].starts_with("H0003,第三份,") && lines[2].starts_with("H0002,聯合研究 <b>,"), "{lines:?}");
    assert!(lines[3].starts_with("H0001,'=2+5,"), "made harmless: {}", lines[3]);
    assert_eq!(lines.len(), 5, "and nothing more");
    let narrowed = world.get(&officer, "/desk/export/applications.csv?q=%E7%AC%AC%E4%B8%89&column=number").await.text();
    assert_eq!(narrowed, "\u{feff}Number\r\nH0003\r\n");
    let book = world.get(&officer, "/desk/export/findings.xlsx?outcome=person").await;
    assert!(book.status == StatusCode::OK && book.bytes.starts_with(b"PK"));
    assert_eq!(world.get(&officer, "/desk/export/secrets.csv").await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get(&officer, "/desk/export/applications.exe").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_link_of_a_list_leads_somewhere_whoever_reads_it() {
    let world = World::open(1 << 20).await;
    filled(&world, &["聯合研究"]).await;
    for (account, rules) in [(&world.form_check, true), (&world.programme, false)] {
        let officer = world.sign_in(account).await;
        let mut led = 0;
        for list in ["/desk", "/desk/findings?outcome=person", "/desk/applications", "/desk/rulings"] {
            let page = world.get(&officer, list).await.text();
            let main = page.split("<main").nth(1).unwrap_or_default();
            for href in main.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next()) {
                let place = format!("/{}", href.replace("&#38;", "&").replace("&amp;", "&"));
                let found = world.get(&officer, &place).await.status;
                assert!(found == StatusCode::OK, "{list} leads to {place}, which answers {found}");
                led += usize::from(place.contains("/rule/"));
            }
        }
        assert_eq!(led > 0, rules);
    }
}

#[tokio::test]
async fn an_applicant_gets_none_of_it() {
    let world = World::open(1 << 20).await;
    filled(&world, &["機密題目"]).await;
    let other = world.sign_in(&world.other).await;
    for address in [
        "/desk",
        "/desk/applications",
        "/desk/findings",
        "/pairs",
        "/desk/alike",
        "/desk/alike/0",
        "/desk/rulings",
        "/desk/rulings/none",
        "/clauses",
        "/desk/export/applications.csv",
        "/desk/export/findings.xlsx",
    ] {
        let got = world.get(&other, address).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{address}");
        assert!(!got.text().contains("機密題目"), "{address}");
    }
    let visitor = world.get("", "/desk").await;
    assert!(visitor.status == StatusCode::SEE_OTHER && visitor.header("location").starts_with("/sign-in"));
}

#[tokio::test]
async fn a_ruling_on_what_has_changed_since_is_told_and_what_was_typed_stays() {
    let world = World::open(1 << 20).await;
    let officer = world.sign_in(&world.form_check).await;
    let drafts = filled(&world, &["甲"]).await;
    let page = world.get(&officer, "/desk/findings?clause=HK-5&outcome=person").await.text();
    let address = page.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.contains("/rule/"));
    let address = address.expect("the finding leads to its ruling").replace("&amp;", "&");
    let shown = world.get(&officer, &address).await.text();
    let seen = field(&shown, "seen").to_owned();
    assert_eq!(seen.len(), 64);
    // The applicant takes it back and hands it in again while the officer writes.
    let who = world.doing(&world.applicant);
    acts::withdraw(&world.office, who.clone(), &drafts[0], "").await.expect("taken back");
    acts::submit(&world.office, who, &drafts[0]).await.expect("handed in again");
    let late =
        world.post(&officer, &address, &format!("answer=met&why=my+long+reason&seen={seen}&act=rule")).await.text();
    assert!(late.contains("Something has changed since") && late.contains("my long reason"), "{late}");
    assert_ne!(field(&late, "seen"), seen, "the form now carries what is seen now");
    let again = field(&late, "seen");
    let done = world.post(&officer, &address, &format!("answer=met&why=my+long+reason&seen={again}&act=rule")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(done.header("location").contains("done=ruled"));
}

#[tokio::test]
async fn many_rulings_are_previewed_with_their_letters_applied_and_undone() {
    let world = World::open(1 << 20).await;
    let officer = world.sign_in(&world.form_check).await;
    filled(&world, &["甲", "乙", "丙"]).await;
    let groups = world.get(&officer, "/desk/alike").await.text();
    let hrefs = groups.split("href=\"").filter_map(|rest| rest.split('"').next());
    let mut chosen = None;
    for href in hrefs.filter(|href| href.starts_with("/desk/alike/")) {
        let page = world.get(&officer, href).await.text();
        if page.contains("/HK-5.") {
            chosen = Some((href.to_owned(), page));
        }
    }
    let (href, page) = chosen.expect("the period is alike in all three");
    assert_eq!(page.matches("type=\"checkbox\"").count(), 3);
    let findings: Vec<String> = page
        .split("name=\"finding\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|value| format!("finding={}", value.replace(' ', "+").replace(':', "%3A").replace('/', "%2F")))
        .collect();
    let empty = world.post(&officer, &href, "answer=met&why=").await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.text().contains("Write the reason"));
    let form = format!("{}&answer=met&why=counted", findings.join("&"));
    let preview = world.post(&officer, &href, &form).await.text();
    assert_eq!(problems(&preview), Vec::<String>::new());
    assert!(preview.contains("3 changes") && preview.contains("3 findings are ruled: Met."), "{preview}");
    let seen = field(&preview, "seen").to_owned();
    let applied = world.post(&officer, "/desk/rule", &format!("{form}&seen={seen}&back=x")).await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.text());
    let order = applied.header("location").split('?').next().unwrap_or_default().to_owned();
    let twice = world.post(&officer, "/desk/rule", &format!("{form}&seen={seen}&back=x")).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "what was seen is no more");
    let undo = world.get(&officer, &order).await.text();
    assert!(undo.contains("3 changes"));
    let back = world.post(&officer, &order, &format!("why=mistaken&seen={}", field(&undo, "seen"))).await;
    assert_eq!(back.header("location"), "/desk/rulings?done=undone");
    assert!(world.get(&officer, &href).await.text().matches("type=\"checkbox\"").count() == 3, "they wait again");
}

#[tokio::test]
async fn the_clause_page_has_every_clause_word_for_word_with_what_carries_it() {
    let world = World::open(1 << 20).await;
    let officer = world.sign_in(&world.form_check).await;
    filled(&world, &["甲"]).await;
    let page = world.get(&officer, "/clauses").await.text();
    assert_eq!(problems(&page), Vec::<String>::new());
    assert_eq!(page.matches("<section id=\"").count(), 82);
    let mut last = 0;
    for clause in &world.office.guide().clauses {
        let at = page.find(&format!("<section id=\"{}\">", clause.id)).expect("it stands there");
        assert!(at > last, "{} stands in its place", clause.id);
        last = at;
        let section = page.get(at..).and_then(|rest| rest.split("</section>").next()).unwrap_or_default();
        assert!(section.contains("<p class=\"soft\">"), "{} says what carries it", clause.id);
    }
    assert!(page.contains("/desk/findings?clause=HK%2D5&amp;outcome=person"), "results lead to their findings");
    assert!(!page.contains('⟦'));
    let guide = world.get(&officer, "/guide").await.text();
    assert!(!guide.contains(">true<") && !guide.contains(">false<"), "settings are said in words");
}
