//! A tiny round.

use std::collections::BTreeMap;

use hefu_application::{
    Application, ApplicationId, Intake, Person, Role, SideId, StatedPeriod, Title, Unit, UnitKind, UnitRole,
};
use hefu_check::maps::{PairMap, Portfolio};
use hefu_check::{
    Context, Documents, Finding, PairingState, Standing, Subject, check_application, check_one_sided, check_pair,
    check_round, exchange_state, standing,
};
use hefu_guide::Guide;
use hefu_guide::model::Settings;
use hefu_pairing::{PairingResult, pair_sides};
use hefu_report::Round;
use jiff::Zoned;
use jiff::civil::date;

/// Everything a report needs, owned.
pub struct World {
    pub guide: Guide,
    pub settings: Settings,
    pub as_of: Zoned,
    pub intakes: Vec<Intake>,
    pub pairing: PairingResult,
    pub findings: Vec<Finding>,
    pub application_standing: BTreeMap<ApplicationId, Standing>,
    pub pair_standing: BTreeMap<String, Standing>,
    pub pair_maps: BTreeMap<String, PairMap>,
    pub portfolio: Portfolio,
}

fn application(side: &str, number: &str, title: &str, lead: [&str; 2], investigators: [&str; 2]) -> Application {
    let mut a = Application::new(ApplicationId::new(side, number));
    a.direction = "1.1".to_owned();
    a.topic = Some("ai".to_owned());
    a.title = Title { own: title.to_owned(), english: None };
    for (at, unit_side) in ["mainland", "hongkong"].into_iter().enumerate() {
        a.units.push(Unit {
            side: unit_side.to_owned(),
            name: lead[at].to_owned(),
            english: None,
            role: UnitRole::Lead,
            kind: Some(UnitKind::University),
            functions: Vec::new(),
            identifiers: BTreeMap::new(),
            origin: a.origin.clone(),
        });
        a.people.push(Person {
            side: unit_side.to_owned(),
            name: investigators[at].to_owned(),
            english: None,
            role: Role::PrincipalInvestigator,
            unit: Some(lead[at].to_owned()),
            identifiers: BTreeMap::new(),
            fields: BTreeMap::new(),
            origin: a.origin.clone(),
        });
    }
    a.period = StatedPeriod { start: Some(date(2021, 1, 1)), end: Some(date(2022, 12, 31)), months: None };
    a.submitted = "2020-06-01T12:00:00+08:00[Asia/Shanghai]".parse().ok();
    a
}

fn intake(side: &str, applications: Vec<Application>) -> Intake {
    Intake {
        side: SideId::new(side),
        signed: true,
        notices: BTreeMap::new(),
        closing: None,
        applications,
        problems: Vec::new(),
    }
}

impl World {
    /// The round, computed.
    pub fn new() -> Self {
        let guide = hefu_guide::builtin("hkmt-2020").expect("built in");
        let settings = guide.settings_with(&BTreeMap::new()).expect("defaults");
        let as_of: Zoned = "2020-09-01T12:00:00+08:00[Asia/Shanghai]".parse().expect("an instant");
        let intakes = vec![
            intake(
                "mainland",
                vec![
                    application(
                        "mainland",
                        "M20-0001",
                        "基于人工智能的网络诊断研究",
                        ["江海理工大学", "狮山大学"],
                        ["陈志明", "黄家欣"],
                    ),
                    application(
                        "mainland",
                        "M20-0002",
                        "建筑能耗优化研究",
                        ["云麓大学", "南丫大学"],
                        ["林国华", "何德永"],
                    ),
                ],
            ),
            intake(
                "hongkong",
                vec![application(
                    "hongkong",
                    "H20-0001",
                    "基於人工智能的網絡診斷研究",
                    ["江海理工大學", "獅山大學"],
                    ["陳志明", "黃家欣"],
                )],
            ),
        ];
        let documents = Documents::default();
        let pairing = pair_sides(&guide, &settings, &intakes);
        let ctx =
            Context { guide: &guide, settings: &settings, documents: &documents, intakes: &intakes, as_of: &as_of };
        let all: Vec<&Application> = intakes.iter().flat_map(|i| &i.applications).collect();
        let mut findings = check_round(&ctx, &pairing);
        findings.extend(all.iter().flat_map(|a| check_application(&ctx, a)));
        let mut pair_maps = BTreeMap::new();
        for pair in &pairing.pairs {
            let halves: Vec<&Application> =
                pair.halves.iter().filter_map(|id| all.iter().copied().find(|a| a.id == *id)).collect();
            findings.extend(check_pair(&ctx, pair, &halves));
            pair_maps.insert(pair.id.clone(), PairMap::of(&guide, &halves));
        }
        let exchange = exchange_state(&guide, &intakes, "1.1", &as_of);
        for orphan in &pairing.orphans {
            findings.extend(check_one_sided(&ctx, orphan, &exchange));
        }
        let of = |subject: &Subject| findings.iter().filter(|f| f.subject == *subject).collect::<Vec<_>>();
        let application_standing = all
            .iter()
            .map(|a| {
                let own = of(&Subject::Application(a.id.clone()));
                let state = if pairing.pairs.iter().any(|p| p.halves.contains(&a.id)) {
                    PairingState::Paired
                } else {
                    PairingState::alone(&guide, own.clone())
                };
                (a.id.clone(), standing(state, own, []))
            })
            .collect();
        let pair_standing = pairing
            .pairs
            .iter()
            .map(|p| (p.id.clone(), standing(PairingState::Paired, [], of(&Subject::Pair(p.id.clone())))))
            .collect();
        let portfolio = Portfolio::of(&guide, &intakes, &pairing);
        Self {
            guide,
            settings,
            as_of,
            intakes,
            pairing,
            findings,
            application_standing,
            pair_standing,
            pair_maps,
            portfolio,
        }
    }

    /// As reports see it.
    pub fn round(&self) -> Round<'_> {
        Round {
            guide: &self.guide,
            settings: &self.settings,
            as_of: &self.as_of,
            intakes: &self.intakes,
            pairing: &self.pairing,
            findings: &self.findings,
            ruling_problems: &[],
            application_standing: &self.application_standing,
            pair_standing: &self.pair_standing,
            pair_maps: &self.pair_maps,
            portfolio: &self.portfolio,
            sample: true,
        }
    }
}
