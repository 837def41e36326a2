//! Who leads and who takes part in 5G projects, and what such a plan must show.

use hefu_application::{Unit, UnitKind, UnitRole};

use super::Kind;
use super::agreement::named;
use crate::cast::institution;
use crate::draft::{Area, Draft, On, Rule};
use crate::identifiers;
use crate::institutions::Institution;
use crate::truth::ExpectedOutcome::{Fail, Hint, Pass, Person};

const W: Area = Area::Fields;
const NET: &str = "5g-iot";

pub(super) const KINDS: &[Kind] = &[
    Kind::of("5g-led-by-enterprise", W, |draft, _| {
        let what = &["5G 项目由企业牵头", "a 5G project led by a company"];
        lead(draft, "江海示例通信设备有限公司", false);
        draft.want("5g-led-by-enterprise", On::Mainland, Rule::Clause("TW-9"), "", Fail, what);
        true
    })
    .topic(NET),
    Kind::of("5g-led-by-hospital", W, |draft, _| {
        let what = &["5G 项目由医院牵头", "a 5G project led by a hospital"];
        lead(draft, "澜江省第七示范医院", false);
        draft.want("5g-led-by-hospital", On::Mainland, Rule::Clause("TW-9"), "", Person, what);
        true
    })
    .topic(NET),
    Kind::of("5g-no-enterprise", W, |draft, _| {
        let what = &["双方都没有企业", "no company on either side"];
        retain(draft, |unit| unit.kind != Some(UnitKind::Enterprise));
        add(draft, "南湾示范医院", "taiwan");
        draft.want("5g-no-enterprise", On::Pair, Rule::Clause("TW-10"), "", Fail, what);
        true
    })
    .topic(NET),
    Kind::of("5g-enterprise-elsewhere", W, |draft, _| {
        let what = &["企业只在台湾方", "a company on the Taiwan side only"];
        retain(draft, |unit| unit.side != "mainland" || unit.kind != Some(UnitKind::Enterprise));
        add(draft, "青埔示例通讯股份有限公司", "taiwan");
        draft.want("5g-enterprise-elsewhere", On::Pair, Rule::Clause("TW-10"), "", Person, what);
        true
    })
    .topic(NET),
    Kind::of("5g-one-enterprise", W, |draft, _| {
        let what = &["大陆方团队有一家企业", "one company in the mainland team"];
        draft.want("5g-one-enterprise", On::Pair, Rule::Clause("TW-10"), "", Pass, what);
        true
    })
    .topic(NET)
    .harmless(),
    Kind::of("health-led-by-enterprise", W, |draft, _| {
        let what = &["企业牵头智慧健康项目，不受该条约束", "a company leads a project the rule does not touch"];
        lead(draft, "东川示例健康管理有限公司", true);
        draft.want("health-led-by-enterprise", On::Mainland, Rule::Clause("TW-9"), "", Pass, what);
        true
    })
    .topic("smart-health")
    .harmless(),
    Kind::of("5g-no-user", Area::Content, |draft, _| {
        let what = &["没有用户单位", "no unit that uses the results"];
        for half in draft.halves() {
            half.app.units.retain(|unit| unit.kind != Some(UnitKind::Hospital) || unit.role == UnitRole::Lead);
            for unit in &mut half.app.units {
                unit.functions.retain(|function| function != "user");
            }
        }
        draft.want("5g-no-user", On::Pair, Rule::Clause("5G-4"), "user", Hint, what);
        true
    })
    .topic(NET),
    Kind::of("5g-no-demonstration", Area::Content, |draft, _| {
        let what = &["没有演示验证里程碑", "no milestone for a demonstration"];
        for half in draft.halves() {
            half.app.milestones.retain(|one| one.kind.is_none());
        }
        draft.want("5g-no-demonstration", On::Pair, Rule::Clause("5G-5"), "", Hint, what);
        true
    })
    .topic(NET),
    Kind::of("5g-no-problem", Area::Content, |draft, _| {
        let what = &["未说明业务需求与标准碎片化问题", "needs and fragmented standards are not stated"];
        for half in draft.halves() {
            half.app.fields.remove("problem");
        }
        draft.want("5g-no-problem", On::Pair, Rule::Clause("5G-3"), "", Hint, what);
        true
    })
    .topic(NET),
    Kind::of("5g-claim-without-target", Area::Content, |draft, _| {
        let what = &["网络能力未写目标值", "a network capability without a target"];
        for half in draft.halves() {
            for one in half.app.deliverables.iter_mut().filter(|one| one.kind.as_deref() == Some("network-claim")) {
                one.fields.remove("target");
            }
        }
        draft.want("5g-claim-without-target", On::Pair, Rule::Clause("5G-1"), "", Hint, what);
        true
    })
    .topic(NET),
    Kind::of("5g-preferred", Area::Content, |draft, _| {
        let preferred = draft.title.aim.0 != "通信网络";
        let what = &["属优先支持子方向", "of a preferred kind"];
        if preferred {
            draft.want("5g-preferred", On::Pair, Rule::Clause("5G-6"), "", Hint, what);
        }
        preferred
    })
    .topic(NET)
    .harmless(),
];

fn unit(of: &Institution, side: &str, at: &str) -> Unit {
    Unit {
        side: at.to_owned(),
        name: of.name(side).to_owned(),
        english: Some(of.english.to_owned()),
        role: UnitRole::Participant,
        kind: Some(of.kind),
        functions: match of.kind {
            UnitKind::Enterprise => vec!["industry".to_owned()],
            UnitKind::Hospital => vec!["user".to_owned()],
            _ => Vec::new(),
        },
        identifiers: identifiers::of(of).into_iter().map(|(scheme, id)| (scheme.to_owned(), id)).collect(),
        origin: hefu_application::Origin::default(),
    }
}

/// Makes the institution the mainland lead in both applications; the lead so far takes part, or leaves its place where
/// the agreement would not name it.
fn lead(draft: &mut Draft, hans: &str, elsewhere: bool) {
    let new = institution(hans);
    let mut old = None;
    for half in draft.halves() {
        let side = half.app.id.side.as_str().to_owned();
        half.app.units.retain(|unit| unit.name != new.name(&side));
        for unit in half.app.units.iter_mut().filter(|unit| unit.side == "mainland") {
            if unit.role == UnitRole::Lead {
                old = Some(unit.name.clone());
                unit.role = UnitRole::Participant;
            }
        }
        let mut first = unit(new, &side, "mainland");
        first.role = UnitRole::Lead;
        if elsewhere {
            first.functions.push("user".to_owned());
        }
        half.app.units.insert(0, first);
        if let Some(record) = &mut half.app.agreement
            && let Some(party) = record.parties.first_mut()
        {
            new.name(&side).clone_into(party);
        }
        for task in half.app.tasks.iter_mut().filter(|task| task.unit == old) {
            task.unit = Some(new.name(&side).to_owned());
        }
        for person in half.app.people.iter_mut().filter(|one| one.unit == old) {
            person.unit = Some(new.name(&side).to_owned());
        }
        if let Some(paper) = &mut half.paper {
            let before = paper.parties[0].clone();
            paper.parties[0] = named(new, paper.tongue);
            paper.others.retain(|other| *other != paper.parties[0]);
            paper.others.push(before);
        }
    }
}

fn retain(draft: &mut Draft, keep: impl Fn(&Unit) -> bool) {
    for half in draft.halves() {
        half.app.units.retain(&keep);
        let names: Vec<String> = half.app.units.iter().map(|unit| unit.name.clone()).collect();
        let lead = half.app.lead_unit("mainland").map(|unit| unit.name.clone());
        for person in &mut half.app.people {
            if person.side == "mainland" && person.unit.as_ref().is_some_and(|unit| !names.contains(unit)) {
                person.unit.clone_from(&lead);
            }
        }
    }
}

fn add(draft: &mut Draft, hans: &str, at: &str) {
    let new = institution(hans);
    for half in draft.halves() {
        let side = half.app.id.side.as_str().to_owned();
        if !half.app.units.iter().any(|unit| unit.name == new.name(&side)) {
            half.app.units.push(unit(new, &side, at));
        }
    }
}
