//! Awards for machines: elements in the order of the schemas, both awards related, nothing made up.

use std::collections::BTreeMap;

use hefu_decision::awards::{
    AwardUnit, Deposit, Doi, Funder, Investigator, JointAward, Lack, Raid, SideAward, cerif, crossref, json, raid,
};
use hefu_text::identifier::{Orcid, Ror};
use hefu_text::money::{Currency, Money};
use hefu_words::Lang;
use quick_xml::events::Event;

fn names(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(lang, name)| ((*lang).to_owned(), (*name).to_owned())).collect()
}

fn doi(text: &str) -> Doi {
    Doi::try_from(text.to_owned()).expect("a DOI")
}

fn ror(text: &str) -> Ror {
    Ror::parse(text).expect("a ROR")
}

/// Everything set. The identifiers are published test vectors and belong to nobody here.
pub fn complete() -> JointAward {
    let side = |side: &str, at: u32, ror_of: [&str; 2], money: Money| SideAward {
        side: side.to_owned(),
        application: format!("A{at}"),
        number: Some(format!("2020<{at}>&1")),
        doi: Some(doi(&format!("https://doi.org/10.55555/award.{at}"))),
        page: Some(format!("https://office.example/awards/{at}?a=1&b=2")),
        funder: Funder {
            names: names(&[("zh-Hans", "示例主管部门"), ("en", "Sample Authority")]),
            ror: Some(ror(ror_of[0])),
            registry: None,
        },
        investigator: Investigator {
            name: "陈志明".to_owned(),
            english: Some("Chen Zhiming".to_owned()),
            family: Some("Chen".to_owned()),
            given: Some("Zhiming".to_owned()),
            orcid: Some(Orcid::parse("0000-0002-1825-0097").expect("an ORCID")),
        },
        units: vec![
            AwardUnit { names: names(&[("zh-Hans", "江海理工大学")]), ror: Some(ror(ror_of[1])), leads: true },
            AwardUnit {
                names: names(&[("zh-Hans", "示例医院"), ("en", "Sample Hospital")]), ror: None, leads: false
            },
        ],
        amount: Some(money),
    };
    JointAward {
        pair: "1.2-M001".to_owned(),
        direction: "1.2".to_owned(),
        scheme: Some("港澳台科技创新合作重点专项".to_owned()),
        titles: names(&[("zh-Hans", "5G物联网<示范>"), ("zh-Hant", "5G物聯網<示範>"), ("en", "5G internet of things")]),
        period: Some(["2021-01-01".parse().expect("a day"), "2023-12-31".parse().expect("a day")]),
        raid: Raid {
            id: Some(doi("10.83962/ab12")),
            lead: Some("mainland".to_owned()),
            contact: Some("taiwan".to_owned()),
        },
        sides: vec![
            side("mainland", 1, ["05dxps055", "01k4yrm29"], Money::from_minor(123_456_789, Currency::CNY)),
            side("taiwan", 2, ["02kvxyf05", "03yrm5c26"], Money::from_major(4_000_000, Currency::TWD).expect("fits")),
        ],
    }
}

const DEPOSIT: Deposit<'_> = Deposit {
    batch: "awards-2020-1",
    timestamp: 20_200_901_120_000,
    depositor: "Sample Authority",
    email: "doi@office.example",
    registrant: "Sample Authority",
};

/// The paths of all elements, in order, and the text of each.
fn elements(xml: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    let mut out: Vec<(String, String)> = Vec::new();
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                out.push((path.join("/"), String::new()));
            }
            Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                out.push((format!("{}/{name}", path.join("/")), String::new()));
            }
            Event::Text(text) => {
                if let Some((_, own)) = out.last_mut() {
                    own.push_str(text.trim());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((_, own)) = out.last_mut() {
                    own.push_str(&format!("&{};", &*reference));
                }
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

fn children(all: &[(String, String)], of: &str) -> Vec<String> {
    let inside = all.iter().filter_map(|(path, _)| path.strip_prefix(&format!("{of}/")));
    inside.filter(|rest| !rest.contains('/')).map(str::to_owned).collect()
}

/// The order is that of the schema: `grant` is project, award-number, award-start-date, program, doi_data; a project is
/// titles, investigators, amount, funding, dates.
#[test]
fn a_crossref_grant_has_its_elements_in_the_schemas_order_and_names_the_other_award() {
    let written = crossref(&[complete()], "mainland", &DEPOSIT).expect("written");
    assert_eq!((written.pairs.len(), written.missing.len()), (1, 0), "{:?}", written.missing);
    let xml = written.xml.expect("XML");
    let all = elements(&xml);
    assert_eq!(children(&all, "doi_batch/head"), ["doi_batch_id", "timestamp", "depositor", "registrant"]);
    let grant = "doi_batch/body/grant";
    assert_eq!(children(&all, grant), ["project", "award-number", "award-start-date", "rel:program", "doi_data"]);
    assert_eq!(
        children(&all, &format!("{grant}/project")),
        ["project-title", "project-title", "project-title", "investigators", "award_amount", "funding", "award-dates"]
    );
    let text = |path: &str| all.iter().find(|(own, _)| own == path).map(|(_, text)| text.clone()).expect("there");
    assert_eq!(text("doi_batch/body/grant/award-number"), "2020&lt;1&gt;&amp;1");
    assert_eq!(text("doi_batch/body/grant/project/award_amount"), "1234567.89");
    assert_eq!(text("doi_batch/body/grant/project/funding/ROR"), "https://ror.org/05dxps055");
    let related: Vec<&str> = all
        .iter()
        .filter(|(path, _)| path.ends_with("rel:inter_work_relation"))
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(related, ["10.55555/award.2", "10.83962/ab12"]);
    assert!(!xml.contains("country"), "no side stands under that label");
    assert!(!xml.contains("TWD"), "the other side's money is the other side's award");
}

#[test]
fn what_is_not_set_is_left_out_or_named_and_never_made_up() {
    let mut award = complete();
    award.raid = Raid::default();
    for own in &mut award.sides {
        own.doi = None;
        own.page = None;
        own.amount = None;
        own.funder.ror = None;
        own.investigator.orcid = None;
        own.investigator.family = None;
        own.investigator.given = None;
    }
    let written = crossref(std::slice::from_ref(&award), "mainland", &DEPOSIT).expect("written");
    assert_eq!(written.xml, None, "an empty deposit is not allowed");
    let lacks: Vec<&Lack> = written.missing.iter().map(|missing| &missing.lack).collect();
    assert_eq!(lacks, [&Lack::Doi, &Lack::Page, &Lack::FunderId]);
    assert!(written.missing.iter().all(|missing| missing.side.as_deref() == Some("mainland")));
    let own = &mut award.sides[0];
    own.doi = Some(doi("10.55555/1"));
    own.page = Some("https://office.example/1".to_owned());
    own.funder.registry = Some(doi("10.13039/501100002855"));
    let written = crossref(std::slice::from_ref(&award), "mainland", &DEPOSIT).expect("written");
    let all = elements(&written.xml.expect("XML"));
    let funding = "doi_batch/body/grant/project/funding";
    assert_eq!(children(&all, funding), ["funder-name", "funder-id", "funding-scheme"]);
    assert_eq!(children(&all, "doi_batch/body/grant"), ["project", "award-number", "award-start-date", "doi_data"]);
    assert!(
        !all.iter()
            .any(|(path, _)| path.ends_with("award_amount") || path.ends_with("ORCID") || path.ends_with("familyName"))
    );
    let (record, missing) = raid(&award);
    assert!(record.get("identifier").is_none());
    assert_eq!(record["contributor"], serde_json::json!([]));
    assert!(missing.iter().any(|one| one.lack == Lack::RaidLead));
    for one in &missing {
        for lang in Lang::ALL {
            assert!(!one.message("x").text(lang).contains('⟦'), "{one:?}");
        }
    }
}

#[test]
fn cerif_has_one_project_with_two_fundings() {
    let xml = cerif(&complete()).expect("written");
    let all = elements(&xml);
    assert_eq!(
        children(&all, "Project"),
        [
            "Title",
            "Title",
            "Title",
            "Identifier",
            "Identifier",
            "StartDate",
            "EndDate",
            "Consortium",
            "Team",
            "Funded",
            "Funded"
        ]
    );
    assert_eq!(
        children(&all, "Project/Funded/As/Funding"),
        ["Type", "Name", "Amount", "GrantDOI", "Identifier", "Duration"].repeat(2)
    );
    assert_eq!(children(&all, "Project/Consortium"), ["Coordinator", "Coordinator", "Partner", "Partner"]);
}

#[test]
fn a_raid_is_one_activity_with_one_lead_and_both_awards() {
    let (record, missing) = raid(&complete());
    let organisations = record["organisation"].as_array().expect("a list");
    let role = |number: &str| {
        let wanted = format!("https://vocabulary.raid.org/organisation.role.schema/{number}");
        organisations.iter().filter(|one| one["role"][0]["id"] == wanted.as_str()).count()
    };
    assert_eq!((role("182"), role("183"), role("186")), (1, 1, 2));
    assert_eq!(record["relatedObject"].as_array().map(Vec::len), Some(2));
    let primary = "https://vocabulary.raid.org/title.type.id/380";
    let titles = record["title"].as_array().expect("a list");
    assert_eq!(titles.iter().filter(|one| one["type"]["id"] == primary).count(), 1);
    assert_eq!(titles[0]["type"]["schemaUri"], "https://vocabulary.raid.org/title.type.schema/376");
    assert_eq!(
        record["contributor"].as_array().expect("a list").iter().filter(|one| one["contact"] == true).count(),
        1
    );
    assert!(missing.iter().all(|one| matches!(one.lack, Lack::Ror { .. })), "{missing:?}");
}

#[test]
fn plain_json_is_read_back_and_says_what_is_missing() {
    let award = complete();
    let text = json(std::slice::from_ref(&award)).expect("written");
    let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["format"], "hefu-awards/1");
    assert_eq!(value["awards"][0]["missing"].as_array().map(Vec::len), Some(2));
    let mut first = value["awards"][0].take();
    first.as_object_mut().expect("an object").remove("missing");
    let back: JointAward = serde_json::from_value(first).expect("read back");
    assert_eq!(back, award);
}

#[test]
fn a_doi_is_a_doi() {
    for good in ["10.5555/abc", "https://doi.org/10.13039/501100002855", "doi:10.1000.10/x(1)y"] {
        assert!(Doi::try_from(good.to_owned()).is_ok(), "{good}");
    }
    for bad in ["", "10.5/abc", "11.5555/abc", "10.5555/", "10.5555", "10.5555/a b", "https://example.org/10.5555"] {
        assert!(Doi::try_from(bad.to_owned()).is_err(), "{bad}");
    }
}

/// A control character in a title would make the XML unreadable for every reader.
#[test]
fn what_xml_cannot_hold_is_left_out() {
    let mut award = complete();
    award.titles = names(&[("en", "a\u{0}b\u{b}c\u{FFFE}]]>")]);
    let xml = cerif(&award).expect("written");
    let all = elements(&xml);
    assert_eq!(all.iter().find(|(path, _)| path == "Project/Title").map(|(_, text)| text.as_str()), Some("abc]]&gt;"));
}
