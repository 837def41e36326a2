//! Two offices with a pair whose halves have members with identity numbers, and with experts who are among them or not.

use hefu_application::{Person, Role};
use hefu_office::acts::{self, LookedAt};
use hefu_office::experts::Seat;
use hefu_office::verify::verify;
use hefu_office::views::{conflicts_view, identities_view, register_file};
use hefu_panel::conflict::Rule;
use jiff::Zoned;

use crate::pair_of_offices::{Both, Side, half, hand_in};
use crate::world::{at, doing};

/// A day after both windows have closed: before, nobody's turn comes.
pub fn closed() -> Zoned {
    at("2020-07-02T10:00:00")
}

/// A number of the mainland and one of Hong Kong, as the registers have them.
pub const RESIDENT: &str = "11010519491231002X";
pub const HKID: &str = "A123456(3)";

/// A member of the mainland's half: side, name, scheme and number.
pub const MEMBER: [&str; 4] = ["mainland", "CHEUNG Sam Fung", "resident_id", "11010519491231002x"];

/// A member of Hong Kong's half, whose number is written without brackets.
const THERE: [&str; 4] = ["hongkong", "Chan T. M.", "hkid", "a1234563"];

/// A member of a team.
pub fn member([side, name, scheme, number]: [&str; 4]) -> Person {
    Person {
        side: side.to_owned(),
        name: name.to_owned(),
        english: None,
        role: Role::Member,
        unit: None,
        identifiers: [(scheme.to_owned(), number.to_owned())].into(),
        fields: Default::default(),
        origin: Default::default(),
    }
}

const HEAD: &str = "编号,姓名,英文姓名,邮箱,单位,所属方,ORCID,居民身份证号,香港身份证号码";

/// Hong Kong's experts. The first is a member of the mainland's half, where the name is another.
pub const EXPERTS: [&str; 3] = [
    "E1,张三丰,,e1@example.org,远山大学,内地,,11010519491231002X,",
    "E2,林美玲,,e2@example.org,遠山醫院,香港,0000-0002-1825-0097,,C123456(9)",
    "E3,顾行之,,e3@example.org,北湖研究院,香港,,,",
];

/// The pair's halves with their members, handed in and told. Gives both numbers.
pub async fn team(both: &Both) -> (String, String) {
    let mut simplified = half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]);
    simplified.people.push(member(MEMBER));
    let mut traditional = half("hongkong", "面向老年人的智能健康監測", ["張三", "李四"]);
    traditional.people.push(member(THERE));
    let (_, m) = hand_in(&both.mainland, &both.mainland.applicant, &simplified).await;
    let (_, h) = hand_in(&both.hongkong, &both.hongkong.applicant, &traditional).await;
    both.exchange(&closed()).await;
    (m, h)
}

/// With the registers entered: three experts in Hong Kong, one on the mainland, who is a member of Hong Kong's half.
pub async fn ready() -> (Both, (String, String)) {
    let both = Both::agreed().await;
    let numbers = team(&both).await;
    enter(&both.hongkong, &EXPERTS).await;
    enter(&both.mainland, &["M1,陈大文,,m1@example.org,东岸大学,香港,,,A123456(3)"]).await;
    (both, numbers)
}

pub async fn look(side: &Side, rows: &[&str]) -> LookedAt {
    let text = format!("{HEAD}\n{}\n", rows.join("\n"));
    let upload = side.office.begin_upload().expect("begun").write(text.as_bytes()).await.expect("written");
    acts::look_at_register(&side.office, doing(&side.programme, &closed()), ("专家.csv", upload)).await.expect("read")
}

pub async fn enter(side: &Side, rows: &[&str]) {
    let looked = look(side, rows).await;
    let file = looked.file.unwrap_or_else(|| panic!("{:?}", looked.troubles));
    let by = doing(&side.programme, &closed());
    let seen = register_file(&side.office, &by, &file).await.expect("kept").seen;
    acts::enter_register(&side.office, by, &file, &seen, false).await.expect("entered");
}

/// Both offices take part.
pub async fn switched_on(both: &Both, most: u32) {
    for side in [&both.mainland, &both.hongkong] {
        acts::set_identities(&side.office, doing(&side.programme, &closed()), "1.1", Some(most)).await.expect("set");
    }
}

/// Carries and works until nobody has anything to tell: offered, told, asked, answered.
pub async fn rounds(both: &Both) {
    for _ in 0..5 {
        both.exchange(&closed()).await;
    }
}

/// Who was found, as the officer of an office sees it.
pub async fn found(side: &Side) -> Vec<Seat> {
    let view = conflicts_view(&side.office, &doing(&side.programme, &closed()), "1.1", None).await.expect("seen");
    let of = view.lines.into_iter().filter(|line| line.found.rule == Rule::AmongPeople);
    of.map(|line| line.found.seat).collect()
}

/// When was compared last, and what came of it.
pub async fn compared(side: &Side) -> String {
    let view = identities_view(&side.office, &doing(&side.programme, &closed()), "1.1").await.expect("seen");
    format!("{:?}", view.compared)
}

/// All parcels that an office has sent.
pub async fn parcels(side: &Side) -> Vec<String> {
    let mut tx = side.office.db().read().await.expect("readable");
    let sql = "SELECT text FROM parcel_texts WHERE way = 'sent' ORDER BY number";
    let rows = tx.rows(sql, &[]).await.expect("rows");
    rows.iter().map(|row| row.text("text").expect("text")).collect()
}

/// Bodies of the entries of an office's journal.
pub async fn entries(side: &Side) -> Vec<String> {
    let mut tx = side.office.db().read().await.expect("readable");
    let size = tx.journal().size().await.expect("a size");
    let entries = tx.journal().entries(0, size).await.expect("entries");
    entries.into_iter().map(|entry| entry.event.expect("a body").0.body.to_string()).collect()
}

/// The journals of both bear their tables.
pub async fn sound(both: &Both) {
    for side in [&both.mainland, &both.hongkong] {
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
    }
}
