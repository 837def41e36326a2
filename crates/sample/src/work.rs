//! What a project does: tasks with the guide's content items, deliverables, milestones, tags and answers, varied by title.
//! Texts hold `{s}` for the project's subject and `{m}` for its method.

mod plans;

use std::collections::BTreeMap;

use hefu_application::{Deliverable, Milestone, Origin, Tag, Task};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::random::Random;
use crate::titles::Title;
use crate::voice;

/// A task as planned.
struct TaskPlan {
    item: &'static str,
    title: &'static str,
    tags: &'static [(&'static str, &'static str)],
}

/// A deliverable as planned: type, title, the task it comes from (from 1), answers.
struct Output {
    kind: &'static str,
    title: &'static str,
    task: usize,
    tags: &'static [(&'static str, &'static str)],
    fields: &'static [(&'static str, &'static str)],
}

/// The work of one project in 简体; [`Work::tasks`] and the rest give it in a side's words.
#[derive(Clone, Debug)]
pub struct Work {
    title: Title,
    partner: &'static str,
    tasks: Vec<Task>,
    deliverables: Vec<Deliverable>,
    milestones: Vec<Milestone>,
    fields: BTreeMap<String, String>,
    tags: Vec<Tag>,
}

/// Who uses what, where: varied from project to project.
const POPULATIONS: [&str; 8] = [
    "65岁以上社区居民",
    "出院三个月内的患者",
    "空腹血糖受损的中年人群",
    "独居老年人",
    "接受辅助化疗后的患者",
    "有家族史的一级亲属",
    "久坐办公人群",
    "偏乡地区慢性病患者",
];
const SCENARIOS: [&str; 6] =
    ["居家睡眠期间", "社区卫生服务站随访", "日间照护中心", "居家日常活动", "门诊复查", "夜间独处"];
const PLACES: [&str; 6] = ["示范社区", "示范医院急诊部", "示范茶园", "示范科普馆", "示范养殖场", "示范园区"];

fn tag(list: &str, value: &str) -> Tag {
    Tag { list: list.to_owned(), value: value.to_owned(), text: None }
}

fn tags(pairs: &[(&str, &str)]) -> Vec<Tag> {
    pairs.iter().map(|(list, value)| tag(list, value)).collect()
}

impl Work {
    /// Plans the work of a project.
    pub fn new(
        topic: &str,
        title: &Title,
        partner: &'static str,
        start: Date,
        months: i64,
        random: &mut Random,
    ) -> Self {
        let filled = |text: &str| text.replace("{s}", title.subject.0).replace("{m}", title.method.0);
        let (population, scenario) = (*random.pick(&POPULATIONS), *random.pick(&SCENARIOS));
        let plan = plans::of(topic);
        let mut tasks: Vec<Task> = Vec::new();
        for (at, one) in plan.tasks.iter().enumerate() {
            let own = if at % 2 == 0 { "mainland" } else { partner };
            let mut fields = BTreeMap::new();
            if one.item == "BIO-HEALTH-3" {
                fields.insert("population".to_owned(), population.to_owned());
                fields.insert("scenario".to_owned(), scenario.to_owned());
            }
            tasks.push(Task {
                code: format!("T{}", at + 1),
                title: filled(one.title),
                item: (!one.item.is_empty()).then(|| one.item.to_owned()),
                sides: vec![own.to_owned()],
                unit: None,
                person_months_hundredths: Some(random.between(8, 40) * 50),
                tags: tags(one.tags),
                fields,
                origin: Origin::default(),
            });
        }
        let deliverables = plan.outputs.iter().enumerate().map(|(at, one)| {
            let mut answers: BTreeMap<String, String> =
                one.fields.iter().map(|(id, text)| ((*id).to_owned(), filled(text))).collect();
            if one.kind == "model" {
                answers.insert("population".to_owned(), population.to_owned());
            }
            if one.kind == "database" {
                answers.insert("records".to_owned(), (random.between(4, 60) * 500).to_string());
            }
            Deliverable {
                code: format!("D{}", at + 1),
                title: filled(one.title),
                kind: (!one.kind.is_empty()).then(|| one.kind.to_owned()),
                tasks: vec![format!("T{}", one.task)],
                sides: vec![if at % 2 == 0 { "mainland" } else { partner }.to_owned()],
                tags: tags(one.tags),
                fields: answers,
                origin: Origin::default(),
            }
        });
        let deliverables: Vec<Deliverable> = deliverables.collect();
        let mut work = Self {
            title: title.clone(),
            partner,
            tasks,
            deliverables,
            milestones: Vec::new(),
            fields: BTreeMap::new(),
            tags: Vec::new(),
        };
        work.milestones(topic, population, start, months, random);
        work.choices(topic, random);
        work
    }

    fn milestones(&mut self, topic: &str, population: &str, start: Date, months: i64, random: &mut Random) {
        let at = |share: i64| start.checked_add((months * share / 100).months()).ok();
        let mut add = |title: &str, kind: Option<&str>, date, of: &[&str], fields: &[(&str, &str)]| {
            let code = format!("M{}", self.milestones.len() + 1);
            self.milestones.push(Milestone {
                code,
                title: title.to_owned(),
                kind: kind.map(str::to_owned),
                date,
                deliverables: of.iter().map(|code| (*code).to_owned()).collect(),
                tags: Vec::new(),
                fields: fields.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect(),
                origin: Origin::default(),
            });
        };
        add("完成方案论证与伦理审查", None, at(15), &[], &[]);
        add("中期检查", None, at(50), &["D1"], &[]);
        match topic {
            "smart-health" => {
                add("特定人群模型验证", Some("validation"), at(80), &["D1"], &[("population", population)]);
            }
            "5g-iot" => {
                let fields = [("place", *random.pick(&PLACES)), ("measure", "端到端时延与任务完成率")];
                add("应用演示验证", Some("demonstration"), at(85), &["D1"], &fields);
            }
            _ => add("独立样本验证", None, at(80), &["D1"], &[]),
        }
        add("成果汇总与结题准备", None, at(95), &[], &[]);
    }

    /// Choices that follow from the title or vary from project to project.
    fn choices(&mut self, topic: &str, random: &mut Random) {
        let aims: &[(&str, &str)] = if self.partner == "taiwan" {
            &[("aims-taiwan", "substance"), ("aims-taiwan", "capacity"), ("aims-taiwan", "resources")]
        } else {
            &[
                ("aims-hongkong", "joint-effort"),
                ("aims-hongkong", "shared-problems"),
                ("aims-hongkong", "resources"),
                ("aims-hongkong", "capacity"),
                ("aims-hongkong", "prosperity"),
            ]
        };
        let first = random.below(aims.len());
        self.tags.extend(aims.iter().cycle().skip(first).take(2).map(|(list, value)| tag(list, value)));
        match topic {
            "smart-health" => {
                self.tags.extend(plans::diseases(self.title.subject.0).map(|value| tag("disease", value)));
            }
            "regenerative" => {
                let tissue = plans::tissue(self.title.subject.0);
                for one in self.tasks.iter_mut().filter(|task| task.item.as_deref() == Some("BIO-REGEN-10")) {
                    one.tags.push(tissue.clone());
                }
                for one in &mut self.deliverables {
                    if one.kind.as_deref() == Some("tissue-construct") {
                        one.tags.push(tissue.clone());
                    }
                }
            }
            "5g-iot" => self.scenario(),
            _ => {}
        }
    }

    /// The vertical scenario of a 5G project, on its application task and on its demonstration.
    fn scenario(&mut self) {
        self.fields.insert("problem".to_owned(), plans::problem(self.title.aim.0).replace("{s}", self.title.subject.0));
        let Some((item, chosen)) = plans::scenario(self.title.aim.0, self.title.subject.0) else {
            return;
        };
        for task in self.tasks.iter_mut().filter(|task| task.title.contains("应用系统")) {
            task.item = Some(item.to_owned());
            task.tags.push(chosen.clone());
        }
        for milestone in self.milestones.iter_mut().filter(|one| one.kind.is_some()) {
            milestone.tags.push(chosen.clone());
        }
    }

    /// Tasks as `side` words them; units are `[mainland, partner]` as it writes them.
    pub fn tasks(&self, side: &str, units: [&str; 2]) -> Vec<Task> {
        let mut tasks = self.tasks.clone();
        for task in &mut tasks {
            task.title = voice::wording(&task.title, side);
            reword(&mut task.fields, side);
            let own = task.sides.iter().any(|owner| owner == "mainland");
            task.unit = units.get(usize::from(!own)).map(|unit| (*unit).to_owned());
        }
        tasks
    }

    /// Deliverables as `side` words them.
    pub fn deliverables(&self, side: &str) -> Vec<Deliverable> {
        let mut rows = self.deliverables.clone();
        for row in &mut rows {
            row.title = voice::wording(&row.title, side);
            reword(&mut row.fields, side);
        }
        rows
    }

    /// Milestones as `side` words them.
    pub fn steps(&self, side: &str) -> Vec<Milestone> {
        let mut rows = self.milestones.clone();
        for row in &mut rows {
            row.title = voice::wording(&row.title, side);
            reword(&mut row.fields, side);
        }
        rows
    }

    /// Answers for the whole project as `side` words them.
    pub fn fields(&self, side: &str) -> BTreeMap<String, String> {
        let mut fields = self.fields.clone();
        reword(&mut fields, side);
        fields
    }

    /// Choices for the whole project.
    pub fn tags(&self) -> Vec<Tag> {
        self.tags.clone()
    }
}

fn reword(fields: &mut BTreeMap<String, String>, side: &str) {
    for text in fields.values_mut() {
        *text = voice::wording(text, side);
    }
}
