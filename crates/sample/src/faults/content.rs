//! Gaps in what the content clauses of 智慧健康 and 再生医学 ask for. All of them are hints.

use hefu_application::{Deliverable, Tag, Task};

use super::Kind;
use crate::draft::{Area, Draft, On, Rule};
use crate::random::Random;
use crate::truth::ExpectedOutcome::Hint;

const C: Area = Area::Content;
const HEALTH: &str = "smart-health";
const REGENERATIVE: &str = "regenerative";

type Plant = fn(&mut Draft, &mut Random) -> bool;

const fn health(id: &'static str, plant: Plant) -> Kind {
    Kind::of(id, C, plant).topic(HEALTH)
}

const fn regenerative(id: &'static str, plant: Plant) -> Kind {
    Kind::of(id, C, plant).topic(REGENERATIVE)
}

pub(super) const KINDS: &[Kind] = &[
    health("health-one-stage", |draft, _| {
        tasks(draft, |task| task.tags.retain(|tag| tag.list != "data-stage" || tag.value == "acquisition"));
        want(draft, "health-one-stage", "BIO-HEALTH-1", "uncovered", &["只涉及信息获取", "only acquisition is covered"])
    }),
    health("health-other-disease", |draft, _| {
        for half in draft.halves() {
            half.app.tags.retain(|tag| tag.list != "disease");
            let text = crate::voice::wording("慢性肺部疾病", half.app.id.side.as_str());
            half.app.tags.push(Tag { list: "disease".to_owned(), value: "other".to_owned(), text: Some(text) });
        }
        tasks(draft, |task| task.tags.retain(|tag| tag.list != "disease"));
        want(
            draft,
            "health-other-disease",
            "BIO-HEALTH-2",
            "other",
            &["以“其他”填报肺部疾病", "lung disease, given as 其他"],
        )
    }),
    health("health-no-population", |draft, _| {
        tasks(draft, |task| {
            task.fields.remove("population");
        });
        want(
            draft,
            "health-no-population",
            "BIO-HEALTH-3",
            "population",
            &["检测任务未写人群", "the sensing task names no population"],
        )
    }),
    health("health-no-measure", |draft, _| {
        deliverables(draft, "effect-evaluation", "measure");
        want(
            draft,
            "health-no-measure",
            "BIO-HEALTH-5",
            "",
            &["效果评价方法未写指标", "the evaluation method names no measure"],
        )
    }),
    health("health-one-omics", |draft, _| {
        tasks(draft, |task| task.tags.retain(|tag| tag.list != "omics" || tag.value == "genomics"));
        want(draft, "health-one-omics", "BIO-HEALTH-6", "", &["只用一种组学信息", "one kind of omics only"])
    }),
    health("health-model-no-population", |draft, _| {
        deliverables(draft, "model", "population");
        want(
            draft,
            "health-model-no-population",
            "BIO-HEALTH-7",
            "",
            &["模型未写适用人群", "the model names no population"],
        )
    }),
    health("health-no-validation", |draft, _| {
        for half in draft.halves() {
            half.app.milestones.retain(|one| one.kind.is_none());
        }
        want(
            draft,
            "health-no-validation",
            "BIO-HEALTH-8",
            "",
            &["有模型而无验证里程碑", "a model without a validation milestone"],
        )
    }),
    health("health-no-dictionary", |draft, _| {
        deliverables(draft, "database", "dictionary");
        want(
            draft,
            "health-no-dictionary",
            "BIO-HEALTH-9",
            "",
            &["数据库没有数据字典", "a database without a dictionary"],
        )
    }),
    regenerative("regen-no-technology", |draft, _| {
        tasks(draft, |task| task.tags.retain(|tag| tag.list != "technology-leg"));
        want(
            draft,
            "regen-no-technology",
            "BIO-REGEN-1",
            "",
            &["三类技术一项未选", "none of the three technologies is chosen"],
        )
    }),
    regenerative("regen-no-specification", |draft, _| {
        deliverables(draft, "biomaterial", "specification");
        want(
            draft,
            "regen-no-specification",
            "BIO-REGEN-8",
            "",
            &["生物材料没有规格书", "a biomaterial without a specification"],
        )
    }),
    regenerative("regen-no-tissue", |draft, _| {
        each(draft, |one| {
            if one.kind.as_deref() == Some("tissue-construct") {
                one.tags.retain(|tag| tag.list != "tissue");
            }
        });
        want(
            draft,
            "regen-no-tissue",
            "BIO-REGEN-10",
            "",
            &["仿生组织未标组织类型", "a construct that names no tissue"],
        )
    }),
];

fn want(
    draft: &mut Draft,
    kind: &'static str,
    clause: &'static str,
    part: &str,
    what: &'static [&'static str; 2],
) -> bool {
    draft.want(kind, On::Pair, Rule::Clause(clause), part, Hint, what);
    true
}

fn tasks(draft: &mut Draft, change: fn(&mut Task)) {
    for half in draft.halves() {
        half.app.tasks.iter_mut().for_each(change);
    }
}

fn each(draft: &mut Draft, change: fn(&mut Deliverable)) {
    for half in draft.halves() {
        half.app.deliverables.iter_mut().for_each(change);
    }
}

fn deliverables(draft: &mut Draft, kind: &str, field: &str) {
    for half in draft.halves() {
        for one in half.app.deliverables.iter_mut().filter(|one| one.kind.as_deref() == Some(kind)) {
            one.fields.remove(field);
        }
    }
}
