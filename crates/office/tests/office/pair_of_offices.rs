//! Two offices of one pairing, mainland and Hong Kong, with an agreed exchange, and parcels that a test carries.

use std::path::Path;
use std::sync::Arc;

use hefu_application::{Application, ApplicationId, Person, Role, StatedPeriod, Title, Unit, UnitRole};
use hefu_exchange::{Answered, Terms};
use hefu_office::acts::{self, Door, NoticeDraft};
use hefu_office::{Office, OfficeConfig, OfficeRole, Viewer};
use jiff::Zoned;
use jiff::civil::date;

use crate::world::{Counted, at, config, doing, midway, notice, person, reader};

/// One of the two offices with its people.
pub struct Side {
    pub office: Office,
    pub programme: Viewer,
    pub form_check: Viewer,
    pub applicant: Viewer,
    pub other: Viewer,
    pub folder: tempfile::TempDir,
}

/// The two.
pub struct Both {
    pub mainland: Side,
    pub hongkong: Side,
}

/// Name of their exchange.
pub const EXCHANGE: &str = "hkmt-2020 hongkong mainland";

pub fn mainland_config(folder: &Path) -> OfficeConfig {
    OfficeConfig {
        side: "mainland".to_owned(),
        authority: "示例科技主管部门".to_owned(),
        origin: "mainland.example/hefu".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        languages: vec!["zh-Hans".to_owned(), "en".to_owned()],
        number_prefix: "M2020-".to_owned(),
        ..config(folder)
    }
}

async fn side(folder: tempfile::TempDir, config: OfficeConfig, chance: u64) -> Side {
    let now = at("2020-01-02T09:00:00");
    let office = Office::open(config, Arc::new(Counted::from(chance)), &now)
        .await
        .expect("the office opens")
        .reading_with(reader());
    let mut administrator = person(&office, &Viewer::visitor(), "管理員", &[]).await;
    administrator.roles.insert(OfficeRole::Administrator);
    let by = administrator.clone();
    Side {
        programme: person(&office, &by, "計畫主管", &[OfficeRole::ProgrammeOfficer]).await,
        form_check: person(&office, &by, "審查員", &[OfficeRole::FormCheckOfficer]).await,
        applicant: person(&office, &by, "申請人", &[]).await,
        other: person(&office, &by, "另一申請人", &[]).await,
        office,
        folder,
    }
}

impl Both {
    /// The offices before they know of each other; notices of direction 1.1 published at both, April to June 2020.
    pub async fn strangers() -> Self {
        let (a, b) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let (m, h) = (mainland_config(a.path()), config(b.path()));
        let both = Self { mainland: side(a, m, 1).await, hongkong: side(b, h, 500_000).await };
        for side in [&both.mainland, &both.hongkong] {
            both.publish(side).await;
        }
        both
    }

    async fn publish(&self, side: &Side) {
        let draft = NoticeDraft { number: format!("{}-1", side.office.config().side), ..notice() };
        let now = at("2020-03-20T09:00:00");
        acts::publish_notice(&side.office, doing(&side.programme, &now), "1.1", draft).await.expect("published");
    }

    /// With the exchange agreed.
    pub async fn agreed() -> Self {
        Self::agreed_on(|_| ()).await
    }

    /// With the exchange agreed on other terms than are proposed.
    pub async fn agreed_on(change: impl Fn(&mut Terms)) -> Self {
        let both = Self::strangers().await;
        let now = at("2020-03-21T09:00:00");
        let key = both.hongkong.office.keys().signing.verifier().to_string();
        let proposed = acts::propose_terms(
            &both.mainland.office,
            doing(&both.mainland.programme, &now),
            "hongkong",
            &key,
            "内地与香港关于联合资助研发计划的协议（示例）",
        )
        .await
        .expect("proposed");
        let mut terms = Terms::read(&proposed).expect("terms").terms;
        change(&mut terms);
        let by = doing(&both.mainland.programme, &now);
        let proposed =
            acts::sign_terms(&both.mainland.office, by, &terms.text().expect("a text")).await.expect("signed");
        let signed = acts::sign_terms(&both.hongkong.office, doing(&both.hongkong.programme, &now), &proposed)
            .await
            .expect("signed");
        for side in [&both.mainland, &both.hongkong] {
            acts::agree_exchange(&side.office, doing(&side.programme, &now), &signed).await.expect("agreed");
        }
        both
    }

    /// Carries parcels both ways until neither office has anything to tell, and pairs.
    pub async fn exchange(&self, now: &Zoned) {
        for _ in 0..4 {
            carry(&self.mainland, &self.hongkong, now).await;
            carry(&self.hongkong, &self.mainland, now).await;
        }
        self.pair(now).await;
    }

    /// Pairs at both offices.
    pub async fn pair(&self, now: &Zoned) {
        for side in [&self.mainland, &self.hongkong] {
            for direction in acts::pairings_due(&side.office).await.expect("asked") {
                acts::find_pairs(&side.office, acts::Doing::office(now.clone()), &direction).await.expect("paired");
            }
            for direction in acts::identities_due(&side.office, now).await.expect("asked") {
                let by = acts::Doing::office(now.clone());
                acts::compare_identities(&side.office, by, &direction).await.expect("compared");
            }
        }
    }
}

/// Seals what `from` has to tell and has `to` take all parcels it lacks.
pub async fn carry(from: &Side, to: &Side, now: &Zoned) {
    let sent = acts::export_parcels(&from.office, doing(&from.programme, now), EXCHANGE).await.expect("sealed");
    for parcel in sent {
        let taken = acts::take_parcel(&to.office, doing(&to.programme, now), Door::Hand, parcel.text.as_bytes())
            .await
            .expect("taken");
        assert_eq!(taken.answer.answered, Answered::Taken);
        acts::take_answer(&from.office, doing(&from.programme, now), EXCHANGE, &taken.text).await.expect("believed");
    }
}

/// A half of a joint project as `side` hands it in.
pub fn half(side: &str, title: &str, leaders: [&str; 2]) -> Application {
    let mut half = Application::new(ApplicationId::new(side, "x"));
    half.direction = "1.1".to_owned();
    half.title = Title { own: title.to_owned(), english: None };
    let sides = ["mainland", "hongkong"];
    let units = if side == "mainland" {
        ["示例大学", "样本科技大学"]
    } else {
        ["示例大學", "樣本科技大學"]
    };
    for ((of, name), leader) in sides.into_iter().zip(units).zip(leaders) {
        half.units.push(Unit {
            side: of.to_owned(),
            name: name.to_owned(),
            english: None,
            role: UnitRole::Lead,
            kind: None,
            functions: Vec::new(),
            identifiers: Default::default(),
            origin: Default::default(),
        });
        half.people.push(Person {
            side: of.to_owned(),
            name: leader.to_owned(),
            english: None,
            role: Role::PrincipalInvestigator,
            unit: Some(name.to_owned()),
            identifiers: [("resident_id".to_owned(), "CANARY-IDENTITY".to_owned())].into(),
            fields: Default::default(),
            origin: Default::default(),
        });
    }
    half.period = StatedPeriod { start: Some(date(2021, 1, 1)), end: Some(date(2022, 12, 31)), months: None };
    half.topic = Some("HK-AI".to_owned());
    half.fields.insert("summary".to_owned(), "CANARY-SUMMARY".to_owned());
    half
}

/// Hands a half in at its office. Gives the draft and the number.
pub async fn hand_in(side: &Side, viewer: &Viewer, half: &Application) -> (String, String) {
    let now = midway();
    let draft = acts::begin_draft(&side.office, doing(viewer, &now), "1.1").await.expect("begun");
    acts::take_in(&side.office, doing(viewer, &now), &draft, half).await.expect("filled");
    let submitted = acts::submit(&side.office, doing(viewer, &now), &draft).await.expect("handed in");
    (draft, submitted.number)
}
