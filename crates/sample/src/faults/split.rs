//! Faults in evidence and in the division of work.

use hefu_application::{Evidence, EvidenceKind};
use jiff::ToSpan as _;

use super::Kind;
use crate::draft::{Area, Draft, On, Rule};
use crate::random::Random;
use crate::truth::ExpectedOutcome::{Fail, Hint};

const W: Area = Area::Work;

pub(super) const KINDS: &[Kind] = &[
    Kind::of("cooperation-missing", W, cooperation_missing),
    Kind::of("cooperation-late", W, cooperation_late),
    Kind::of("strength-one-side", W, strength_one_side),
    Kind::of("task-unowned", W, task_unowned),
    Kind::of("tasks-one-side", W, tasks_one_side),
    Kind::of("task-claimed-twice", W, task_twice),
    Kind::of("task-given-away", W, task_away),
    Kind::of("submitted-late", W, submitted_late),
    Kind::of("effort-none", W, effort_none).within(super::TAIWAN),
];

fn is_cooperation(one: &Evidence) -> bool {
    one.kind == EvidenceKind::Cooperation
}

fn cooperation_missing(draft: &mut Draft, _: &mut Random) -> bool {
    let Some((mainland, _)) = draft.both() else { return false };
    mainland.app.evidence.retain(|one| !is_cooperation(one));
    let what = &["没有合作基础材料", "no evidence of earlier cooperation"];
    draft.want("cooperation-missing", On::Mainland, Rule::Cooperation, "", Fail, what);
    true
}

fn cooperation_late(draft: &mut Draft, random: &mut Random) -> bool {
    let days = random.between(3, 40);
    let Some((_, other)) = draft.both() else { return false };
    let Some(submitted) = other.app.submitted.as_ref().map(jiff::Zoned::date) else { return false };
    for one in other.app.evidence.iter_mut().filter(|one| is_cooperation(one)) {
        one.date = Some(submitted.saturating_add(days.days()));
    }
    let what = &["合作基础材料的日期晚于提交", "the evidence of cooperation is dated after submission"];
    draft.want("cooperation-late", On::Partner, Rule::Cooperation, "", Fail, what);
    true
}

fn strength_one_side(draft: &mut Draft, _: &mut Random) -> bool {
    let partner = draft.partner;
    let Some((_, other)) = draft.both() else { return false };
    other.app.evidence.retain(is_cooperation);
    let part = if partner == "taiwan" { "taiwan" } else { "hongkong" };
    let what = &["对方团队没有技术优势材料", "no evidence of strength for the partner's team"];
    draft.want("strength-one-side", On::Pair, Rule::Strength, part, Fail, what);
    true
}

fn task_unowned(draft: &mut Draft, random: &mut Random) -> bool {
    let at = 2 + random.below(2);
    for half in draft.halves() {
        let Some(task) = half.app.tasks.get_mut(at) else { return false };
        task.sides.clear();
        task.unit = None;
    }
    let what = &["有一项任务无人负责", "a task that nobody owns"];
    draft.want("task-unowned", On::Mainland, Rule::Split, "owner", Fail, what);
    draft.want("task-unowned", On::Partner, Rule::Split, "owner", Fail, what);
    draft.want("task-unowned", On::Pair, Rule::Split, "gap", Fail, what);
    true
}

fn tasks_one_side(draft: &mut Draft, _: &mut Random) -> bool {
    for half in draft.halves() {
        let lead = half.app.lead_unit("mainland").map(|unit| unit.name.clone());
        for task in &mut half.app.tasks {
            task.sides = vec!["mainland".to_owned()];
            task.unit.clone_from(&lead);
        }
    }
    let what = &["全部任务都归一方", "all tasks lie with one side"];
    draft.want("tasks-one-side", On::Mainland, Rule::Split, "sides", Fail, what);
    draft.want("tasks-one-side", On::Partner, Rule::Split, "sides", Fail, what);
    if draft.direction == "1.2" {
        draft.want("tasks-one-side", On::Pair, Rule::Clause("G-9"), "", Hint, what);
        draft.want("tasks-one-side", On::Pair, Rule::Clause("G-10"), "", Hint, what);
    }
    true
}

fn task_twice(draft: &mut Draft, _: &mut Random) -> bool {
    let partner = draft.partner;
    let Some((_, other)) = draft.both() else { return false };
    let lead = other.app.lead_unit(partner).map(|unit| unit.name.clone());
    let Some(task) = other.app.tasks.get_mut(2) else { return false };
    task.sides = vec![partner.to_owned()];
    task.unit = lead;
    let what = &["同一任务双方各归己方", "each side claims the same task"];
    draft.want("task-claimed-twice", On::Pair, Rule::Split, "double-claim", Fail, what);
    true
}

fn task_away(draft: &mut Draft, _: &mut Random) -> bool {
    let partner = draft.partner;
    let Some((mainland, _)) = draft.both() else { return false };
    let lead = mainland.app.lead_unit(partner).map(|unit| unit.name.clone());
    let Some(task) = mainland.app.tasks.get_mut(2) else { return false };
    task.sides = vec![partner.to_owned()];
    task.unit = lead;
    let what = &["同一任务双方互推", "each side gives the same task to the other"];
    draft.want("task-given-away", On::Pair, Rule::Split, "conflict", Fail, what);
    true
}

fn submitted_late(draft: &mut Draft, random: &mut Random) -> bool {
    let late = random.between(1, 3);
    let Some((mainland, _)) = draft.both() else { return false };
    let Some(submitted) = mainland.app.submitted.as_ref() else { return false };
    let day = jiff::civil::date(2020, 5, 15).saturating_add(late.days());
    let Ok(at) = day.at(9, 30, 0, 0).to_zoned(submitted.time_zone().clone()) else { return false };
    mainland.app.submitted = Some(at);
    let what = &["在本方受理截止之后提交", "submitted after this side's window closed"];
    draft.want("submitted-late", On::Mainland, Rule::Submission, "window", Fail, what);
    true
}

fn effort_none(draft: &mut Draft, _: &mut Random) -> bool {
    for half in draft.halves() {
        for task in half.app.tasks.iter_mut().filter(|task| task.sides.iter().any(|side| side != "mainland")) {
            task.person_months_hundredths = Some(0);
        }
    }
    let what = &["台湾方人月为零", "the Taiwan side has no person-months"];
    draft.want("effort-none", On::Pair, Rule::Clause("G-10"), "", Hint, what);
    true
}
