//! Four pairs that stand, three experts who have accepted, a seat for each of the first two on every application.

use hefu_office::acts::{self, InvitedBy, SeatChange};
use hefu_office::experts::{ExpertSettings, Seat};
use hefu_office::reviews::SeatState;
use hefu_office::views::{own_reviews, register_file, review_form};
use hefu_office::{Office, OfficeRole, Viewer};
use hefu_review::{Answers, ReviewForm};
use jiff::Zoned;
use sha2::{Digest as _, Sha256};

use crate::joint::world::settled;
use crate::pair_of_offices::{Both, Side};
use crate::world::{at, doing, person};

pub const DIRECTION: &str = "1.1";

/// The form of a direction as an office types it.
pub const FORM: &str = r#"
[[criteria]]
id = "novelty"
title = ["创新性", "創新性", "Novelty"]
prompt = ["与现有工作相比", "與現有工作相比", "Against what there is"]
clause = "G-6"
weight = "0.5"
[criteria.scale]
kind = "steps"
steps = [
  { id = "A", words = ["优秀", "優秀", "excellent"], points = "95" },
  { id = "B", words = ["良好", "良好", "good"], points = "80" },
  { id = "C", words = ["一般", "一般", "fair"], points = "60" },
  { id = "D", words = ["较差", "較差", "poor"], points = "30" },
]

[[criteria]]
id = "method"
title = ["方法", "方法", "Method"]
[criteria.scale]
kind = "numbers"
least = 0
most = 100
anchors = [{ at = 60, words = ["可行", "可行", "feasible"] }]

[overall]
id = "fund"
title = ["是否建议资助", "是否建議資助", "Recommend funding"]
[overall.scale]
kind = "steps"
steps = [{ id = "yes", words = ["是", "是", "yes"] }, { id = "no", words = ["否", "否", "no"] }]

[[texts]]
id = "opinion"
title = ["评审意见", "評審意見", "Opinion"]
least = 4
most = 200
"#;

pub fn form() -> ReviewForm {
    acts::read_review_form(FORM).expect("the form is sound")
}

pub fn answers(novelty: &str, method: &str, opinion: &str) -> Answers {
    let own =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
    Answers {
        marks: own(&[("novelty", novelty), ("method", method), ("fund", "yes")]),
        texts: own(&[("opinion", opinion)]),
    }
}

/// After the direction was settled, in July.
pub fn day(day: u32) -> Zoned {
    at(&format!("2020-07-{day:02}T10:00:00"))
}

/// The offices with experts at the Hong Kong one.
pub struct Desk {
    pub both: Both,
    /// Numbers of the applications of Hong Kong.
    pub numbers: Vec<String>,
    /// E1, E2 with a seat on every application; E3 without one.
    pub experts: Vec<Viewer>,
    pub auditor: Viewer,
}

const ROWS: [(&str, &str, &str); 3] =
    [("E1", "歐陽修文", "遠山醫院"), ("E2", "司徒志明", "南島大學"), ("E3", "麥天佑", "西環研究所")];

const STATEMENT: &str = "評審內容保密。";

impl Desk {
    /// With the form in force.
    pub async fn asked() -> Self {
        let desk = Self::seated().await;
        desk.freeze().await;
        desk
    }

    pub async fn seated() -> Self {
        let (both, numbers) = settled().await;
        let numbers: Vec<String> = numbers.into_iter().map(|(_, hongkong)| hongkong).collect();
        let side = &both.hongkong;
        let mut administrator = Viewer { name: "管理員".to_owned(), ..Viewer::visitor() };
        administrator.roles.insert(OfficeRole::Administrator);
        let auditor = person(&side.office, &administrator, "核數師", &[OfficeRole::Auditor]).await;
        let by = doing(&side.programme, &day(2));
        let settings = ExpertSettings { statement: STATEMENT.to_owned(), ..ExpertSettings::default() };
        acts::set_expert_settings(&side.office, by.clone(), settings).await.expect("set");
        let mut file = "编号,姓名,邮箱,单位,所属方\n".to_owned();
        let mut experts = Vec::new();
        for (number, name, unit) in ROWS {
            let email = format!("{}@experts.example", number.to_lowercase());
            let account = acts::open_account(&side.office, doing(&administrator, &day(2)), name, &email).await;
            experts.push(Viewer {
                account: Some(account.expect("opened")),
                name: name.to_owned(),
                ..Viewer::visitor()
            });
            file.push_str(&format!("{number},{name},{email},{unit},香港\n"));
        }
        let upload = side.office.begin_upload().expect("begun").write(file.as_bytes()).await.expect("written");
        let looked = acts::look_at_register(&side.office, by.clone(), ("专家.csv", upload)).await.expect("looked at");
        let kept = looked.file.unwrap_or_else(|| panic!("{:?}", looked.troubles));
        let seen = register_file(&side.office, &by, &kept).await.expect("kept").seen;
        acts::enter_register(&side.office, by.clone(), &kept, &seen, false).await.expect("entered");
        let all = ROWS.iter().map(|(number, ..)| (*number).to_owned()).collect();
        acts::invite_experts(&side.office, by.clone(), all).await.expect("invited");
        let agreed: String = Sha256::digest(STATEMENT.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        for expert in &experts {
            let by = doing(expert, &day(2));
            acts::accept_as_expert(&side.office, by, InvitedBy::Address, &agreed).await.expect("accepted");
        }
        let put = numbers
            .iter()
            .flat_map(|number| ["E1", "E2"].map(|expert| Seat { number: number.clone(), expert: expert.to_owned() }))
            .collect();
        let change =
            SeatChange { direction: DIRECTION.to_owned(), put, why: "指派".to_owned(), ..SeatChange::default() };
        acts::change_seats(&side.office, by, change).await.expect("seats");
        Self { both, numbers, experts, auditor }
    }

    /// Puts the form into force.
    pub async fn freeze(&self) -> String {
        let by = doing(&self.side().programme, &day(3));
        acts::save_review_form(self.office(), by.clone(), DIRECTION, form(), 0).await.expect("saved");
        let version = review_form(self.office(), &by, DIRECTION).await.expect("seen").draft.expect("saved").version;
        acts::freeze_review_form(self.office(), by, DIRECTION, version).await.expect("frozen")
    }

    pub fn side(&self) -> &Side {
        &self.both.hongkong
    }

    pub fn office(&self) -> &Office {
        &self.both.hongkong.office
    }

    pub async fn accept(&self, expert: usize, number: &str) {
        let by = doing(&self.experts[expert], &day(4));
        acts::accept_review(self.office(), by, number).await.expect("accepted");
    }

    /// Accepts, writes and hands in.
    pub async fn review(&self, expert: usize, number: &str, given: Answers) {
        self.accept(expert, number).await;
        let by = doing(&self.experts[expert], &day(5));
        acts::save_review(self.office(), by.clone(), number, given, 0).await.expect("saved");
        let done = acts::submit_reviews(self.office(), by, [number.to_owned()].into()).await.expect("handed in");
        assert_eq!(done, 1);
    }

    pub async fn states(&self, expert: usize) -> Vec<SeatState> {
        let own = own_reviews(self.office(), &doing(&self.experts[expert], &day(5))).await.expect("an expert");
        own.into_iter().map(|one| one.seat.state).collect()
    }
}
