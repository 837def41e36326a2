//! The form on a page means what the workbook means: what it shows reads back as the same, in every language.

use std::sync::Arc;

use hefu_application::{Application, ApplicationId, State};
use hefu_dossier::form::{FormContext, FormPart, FormRow, fields, give_tags, read, rows, take_tags};
use hefu_dossier::vocabulary::GuideWords;
use hefu_words::Lang;
use proptest::prelude::*;

use crate::made::guide;
use crate::roundtrip::{across_the_strait, application, bare};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_a_form_shows_reads_back_as_the_same(
        mut one in application(),
        side in prop::sample::select(vec!["hongkong", "mainland", "taiwan"]),
        lang in prop::sample::select(Lang::ALL.to_vec()),
    ) {
        one.id = ApplicationId::new(side, "-");
        one.state = State::Submitted;
        one.submitted = None;
        if side == "taiwan" {
            across_the_strait(&mut one);
        }
        let guide = guide();
        let words = Arc::new(GuideWords::new(&guide));
        let ctx = FormContext { guide: &guide, words: &words, side, direction: &one.direction.clone(), topic: None, lang };
        let mut whole = Application::new(one.id.clone());
        whole.direction.clone_from(&one.direction);
        let mut tags = Vec::new();
        for part in FormPart::ALL {
            let got = read(&ctx, part, &rows(&ctx, part, &one));
            let errors: Vec<_> =
                got.problems.iter().filter(|p| p.problem.severity == hefu_application::Severity::Error).collect();
            prop_assert!(errors.is_empty(), "{part:?} {errors:?}");
            let of = got.application;
            match part {
                FormPart::Project => {
                    whole.title = of.title;
                    whole.topic = of.topic;
                    whole.period = of.period;
                    whole.partner_number = of.partner_number;
                    whole.fields = of.fields;
                }
                FormPart::Units => whole.units = of.units,
                FormPart::People => whole.people = of.people,
                FormPart::Tasks => whole.tasks = of.tasks,
                FormPart::Deliverables => whole.deliverables = of.deliverables,
                FormPart::Milestones => whole.milestones = of.milestones,
                FormPart::Tags => tags = got.tags,
                FormPart::Evidence => whole.evidence = of.evidence,
                FormPart::Agreement => whole.agreement = of.agreement,
                FormPart::Budget => whole.budget = of.budget,
            }
        }
        prop_assert!(give_tags(&mut whole, tags).is_empty());
        prop_assert_eq!(bare(whole), one);
    }

    #[test]
    fn tags_taken_out_can_be_given_back(one in application()) {
        let mut other = one.clone();
        let tags = take_tags(&mut other);
        prop_assert!(give_tags(&mut other, tags).is_empty());
        prop_assert_eq!(other, one);
    }
}

fn typed(pairs: &[(&str, &str)]) -> FormRow {
    pairs.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn what_cannot_be_read_is_told_by_row_and_field_and_costs_nothing_else() {
    let guide = guide();
    let words = Arc::new(GuideWords::new(&guide));
    let ctx =
        FormContext { guide: &guide, words: &words, side: "hongkong", direction: "1.1", topic: None, lang: Lang::En };
    let project =
        read(&ctx, FormPart::Project, &[typed(&[("title", "甲"), ("start", "tomorrow"), ("end", "2022-09-30")])]);
    assert_eq!(project.application.title.own, "甲");
    assert!(project.application.period.start.is_none() && project.application.period.end.is_some());
    let told: Vec<_> = project.problems.iter().map(|p| (p.row, p.field.as_str())).collect();
    assert_eq!(told, [(0, "start")]);
    let units = [
        typed(&[("side", "Hong Kong side"), ("name", "示例大學"), ("role", "Lead")]),
        typed(&[]),
        typed(&[("side", "Atlantis"), ("name", "x")]),
    ];
    let units = read(&ctx, FormPart::Units, &units);
    assert_eq!(units.application.units.len(), 1, "the empty row is left out, the unreadable one is told");
    assert!(units.problems.iter().any(|p| (p.row, p.field.as_str()) == (2, "side")), "{:?}", units.problems);
}

#[test]
fn choices_are_those_of_the_direction_in_the_readers_language() {
    let guide = guide();
    let words = Arc::new(GuideWords::new(&guide));
    let ctx = FormContext {
        guide: &guide,
        words: &words,
        side: "mainland",
        direction: "1.2",
        topic: None,
        lang: Lang::ZhHans,
    };
    let of = |part, id: &str| fields(&ctx, part).into_iter().find(|field| field.id == id).expect("a field").choices;
    assert_eq!(of(FormPart::Units, "side"), ["大陆方", "台湾方"]);
    let topics = of(FormPart::Project, "topic");
    assert!(
        topics.iter().any(|topic| topic == "智慧健康") && !topics.iter().any(|topic| topic == "人工智能"),
        "{topics:?}"
    );
    let agreement = fields(&ctx, FormPart::Agreement);
    assert!(agreement.iter().all(|field| field.id.starts_with("agreement_")) && agreement.len() >= 4);
    assert!(fields(&ctx, FormPart::Project).iter().all(|field| field.id != "number" && field.id != "state"));
}
