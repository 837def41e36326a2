//! Applications on paper: every version as it was handed in, to whoever may see it, the same bytes each time.

use std::sync::Arc;

use hefu_application::{BudgetLine, Person};
use hefu_dossier::document::{Limits, read_bytes};
use hefu_office::acts;
use hefu_office::documents::AttachedTo;
use hefu_office::draft::SectionBody;
use hefu_office::views::{printed, receipt_of, versions};
use hefu_office::{Office, RefusalKind, Viewer};
use hefu_sample::agreement::{Flaw, Format};
use hefu_words::Lang;

use crate::documents::{agreement, attach, draft};
use crate::world::{Counted, World, at, config, doing, midway, refused, stranger};

/// What stands on paper, without the ends of lines.
async fn paper(office: &Office, viewer: &Viewer, draft: &str, revision: i64, lang: Lang) -> String {
    let made = printed(office, &doing(viewer, &midway()), draft, revision, lang).await.expect("printed");
    let read = read_bytes(&made.name, &made.bytes, &Limits::default()).expect("a PDF that can be read");
    read.text().split_whitespace().collect()
}

/// Handed in with a document, people and money. Gives the draft, the number and the digest of the document.
async fn handed_in(world: &World) -> (String, String, String) {
    let (office, own) = (&world.office, &world.applicant);
    let draft = draft(world, own).await;
    let (_, bytes) = agreement(Flaw::None, Format::PdfUnicode);
    let kept = attach(world, own, &midway(), &draft, AttachedTo::Agreement, ("協議.pdf", &bytes)).await;
    let digest = kept.expect("attached").held.expect("held here").digest;
    let person = |name: &str| Person {
        side: "hongkong".to_owned(),
        name: name.to_owned(),
        english: None,
        role: Default::default(),
        unit: None,
        identifiers: [("orcid".to_owned(), "0000-0002-1825-0097".to_owned())].into(),
        fields: Default::default(),
        origin: Default::default(),
    };
    let money = BudgetLine {
        source: "state".to_owned(),
        side: "hongkong".to_owned(),
        amount: serde_json::from_value(serde_json::json!({"minor": 123_456_700, "currency": "HKD"})).expect("money"),
        origin: Default::default(),
    };
    let hostile = "陳#panic(\"x\")*大*文𠮷\u{1f9ec}";
    for body in [SectionBody::People(vec![person(hostile)]), SectionBody::Budget(vec![money])] {
        acts::save_section(office, doing(own, &midway()), &draft, body, 0).await.expect("saved");
    }
    let done = acts::submit(office, doing(own, &midway()), &draft).await.expect("handed in");
    (draft, done.number, digest)
}

#[tokio::test]
async fn a_paper_holds_what_was_handed_in_with_its_entry_in_every_language() {
    let world = World::published().await;
    let (draft, number, digest) = handed_in(&world).await;
    let receipt = receipt_of(&world.office, &doing(&world.applicant, &midway()), &draft).await.expect("a receipt");
    let position = receipt.lines().find_map(|line| line.strip_prefix("index ")).expect("a place");
    for (lang, words) in [
        (Lang::ZhHans, ["项目申报书", "2020年5月1日", "香港时间"]),
        (Lang::ZhHantHk, ["項目申請書", "2020年5月1日", "香港時間"]),
        (Lang::ZhHantTw, ["計畫申請書", "民國109年5月1日", "香港時間"]),
        (Lang::En, ["Application", "1May2020", "HongKongtime"]),
    ] {
        let text = paper(&world.office, &world.applicant, &draft, 1, lang).await;
        let origin = &world.office.config().origin;
        for word in words.into_iter().chain([number.as_str(), &digest, position, origin]) {
            assert!(text.contains(word), "{lang}: {word} is not in {text}");
        }
        assert!(
            text.contains("陳#panic(\"x\")*大*文𠮷〔U+1F9EC〕"),
            "{lang}: an applicant's words are no markup: {text}"
        );
        assert!(text.contains("1,234,567") || text.contains("1234567"), "{lang}: {text}");
        assert!(text.contains("HKD") && text.contains("0000-0002-1825-0097"), "{lang}: {text}");
    }
}

#[tokio::test]
async fn each_version_stays_as_it_was_and_another_process_prints_the_same_bytes() {
    let world = World::published().await;
    let (draft, ..) = handed_in(&world).await;
    let own = &world.applicant;
    acts::withdraw(&world.office, doing(own, &midway()), &draft, "").await.expect("taken back");
    let view = hefu_office::views::application_view(&world.office, &doing(own, &midway()), &draft).await.expect("seen");
    let version = view.draft.version(hefu_office::draft::Section::Project);
    world.save(own, &draft, "另一題目", version).await.expect("saved");
    let later = at("2020-05-02T11:30:00");
    acts::submit(&world.office, doing(own, &later), &draft).await.expect("handed in again");
    let (_, all) = versions(&world.office, &doing(own, &later), &draft).await.expect("seen");
    assert_eq!(all.iter().map(|one| one.revision).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(all[0].at, later);
    let (first, second) =
        (paper(&world.office, own, &draft, 1, Lang::En).await, paper(&world.office, own, &draft, 2, Lang::En).await);
    assert!(first.contains("可解釋人工智能的聯合研究") && !first.contains("另一題目"), "{first}");
    assert!(second.contains("另一題目") && second.contains("Version2"), "{second}");
    let one = printed(&world.office, &doing(own, &later), &draft, 1, Lang::En).await.expect("printed");
    let again = Office::open(config(world.folder.path()), Arc::new(Counted::from(9_000)), &later).await.expect("opens");
    assert_eq!(printed(&again, &doing(own, &later), &draft, 1, Lang::En).await.expect("printed"), one);
}

#[tokio::test]
async fn a_paper_shows_a_reader_what_the_pages_show_and_no_more() {
    let world = World::published().await;
    let (draft, ..) = handed_in(&world).await;
    let office = &world.office;
    let identity = "0000-0002-1825-0097";
    for (viewer, sees) in [(&world.form_check, true), (&world.programme, false), (&world.auditor, false)] {
        let text = paper(office, viewer, &draft, 1, Lang::En).await;
        assert_eq!(text.contains(identity), sees, "{}: {text}", viewer.name);
        assert_eq!(text.contains("Digestofthecontent"), sees, "it could be tried against likely identity numbers");
    }
    for viewer in [&world.other, &world.administrator, &stranger()] {
        let got = printed(office, &doing(viewer, &midway()), &draft, 1, Lang::En).await;
        assert_eq!(refused(got).0, RefusalKind::NotFound);
        assert_eq!(refused(versions(office, &doing(viewer, &midway()), &draft).await).0, RefusalKind::NotFound);
    }
    let missing = printed(office, &doing(&world.applicant, &midway()), &draft, 2, Lang::En).await;
    assert_eq!(refused(missing).0, RefusalKind::NotFound);
    let unsent = world.draft(&world.applicant, "草稿").await;
    let missing = printed(office, &doing(&world.applicant, &midway()), &unsent, 1, Lang::En).await;
    assert_eq!(refused(missing).0, RefusalKind::NotFound);
}
