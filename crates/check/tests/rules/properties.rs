//! Whatever an application says, the checks answer, and answer within the guide.

use std::collections::BTreeSet;

use hefu_application::{StatedPeriod, Tag, UnitKind};
use hefu_check::{Finding, Outcome, check_application, check_one_sided, check_pair, check_round};
use hefu_pairing::{Orphan, PairingResult};
use jiff::civil::Date;
use proptest::prelude::*;

use crate::world::{World, deliverable, found, milestone, tag, task};

fn any_date() -> impl Strategy<Value = Option<Date>> {
    proptest::option::of((1i16..9999, 1i8..=12, 1i8..=31))
        .prop_map(|parts| parts.and_then(|(y, m, d)| Date::new(y, m, d).ok()))
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("other".to_owned()),
        Just("医疗".to_owned()),
        Just("（1）".to_owned()),
        Just("BIO-HEALTH-3".to_owned()),
        "\\PC{0,6}",
    ]
}

fn side() -> impl Strategy<Value = String> {
    prop_oneof![Just("mainland".to_owned()), Just("taiwan".to_owned()), Just("hongkong".to_owned()), word()]
}

fn kind() -> impl Strategy<Value = Option<UnitKind>> {
    prop_oneof![
        Just(None),
        Just(Some(UnitKind::Enterprise)),
        Just(Some(UnitKind::Hospital)),
        Just(Some(UnitKind::University)),
    ]
}

/// A world spoilt at random.
fn worlds() -> impl Strategy<Value = World> {
    let lists = hefu_guide::builtin("hkmt-2020").expect("the guide").lists;
    let lists: Vec<String> = lists.into_iter().map(|list| list.id).collect();
    (
        (any_date(), any_date(), proptest::option::of(0u32..60)),
        proptest::collection::vec(
            (word(), proptest::collection::vec(side(), 0..3), word(), any::<Option<i64>>()),
            0..5,
        ),
        proptest::collection::vec((proptest::sample::select(lists), word()), 0..6),
        proptest::collection::vec((word(), word()), 0..4),
        (kind(), kind(), side()),
        (proptest::option::of(word()), prop_oneof![Just("1.1".to_owned()), Just("1.2".to_owned()), word()]),
        (any::<bool>(), any::<bool>(), any::<bool>(), word()),
        proptest::sample::select(vec!["smart-health", "regenerative", "5g-iot"]),
    )
        .prop_map(|(period, tasks, tags, rows, kinds, place, flags, topic)| {
            let mut world = World::of("taiwan");
            world.both(|app| app.topic = Some(topic.to_owned()));
            let app = world.app_mut(0);
            app.period = StatedPeriod { start: period.0, end: period.1, months: period.2 };
            app.tasks = tasks
                .into_iter()
                .map(|(code, sides, item, effort)| {
                    let mut one = task(&code, "任务", &[]);
                    one.sides = sides;
                    one.item = Some(item);
                    one.person_months_hundredths = effort;
                    one
                })
                .collect();
            app.tags = tags.iter().map(|(list, value)| tag(list, value)).collect();
            if let Some(first) = app.tasks.first_mut() {
                first.tags = tags.into_iter().map(|(list, value)| Tag { list, value, text: None }).collect();
            }
            app.deliverables = rows.iter().map(|(code, kind)| deliverable(code, kind, &["mainland"])).collect();
            app.milestones = rows.iter().map(|(code, kind)| milestone(code, kind)).collect();
            app.units[0].kind = kinds.0;
            app.units[1].kind = kinds.1;
            app.units[1].side = kinds.2;
            if let Some(topic) = place.0 {
                app.topic = Some(topic);
            }
            app.direction = place.1;
            if flags.0 {
                app.submitted = None;
            }
            if flags.1 {
                app.evidence.clear();
            }
            world.intakes[1].signed = flags.2;
            world.app_mut(1).title.own = flags.3;
            world
        })
}

fn everything(world: &World) -> Vec<Finding> {
    let ctx = world.ctx();
    let pair = world.pair();
    let orphan = Orphan { application: world.app(0).id.clone(), nearest: None, named_partner_missing: None };
    let state = hefu_check::exchange_state(&world.guide, &world.intakes, &world.app(0).direction, &world.as_of);
    let mut all = check_application(&ctx, world.app(0));
    all.extend(check_application(&ctx, world.app(1)));
    all.extend(check_pair(&ctx, &pair, &[world.app(0), world.app(1)]));
    all.extend(check_one_sided(&ctx, &orphan, &state));
    let pairing = PairingResult { pairs: vec![pair], ..PairingResult::default() };
    all.extend(check_round(&ctx, &pairing));
    all
}

fn months_after(start: Date, months: i32) -> Option<Date> {
    let index = i32::from(start.year()) * 12 + i32::from(start.month()) - 1 + months;
    let (year, month) = (i16::try_from(index / 12).ok()?, i8::try_from(index % 12 + 1).ok()?);
    Date::new(year, month, start.day()).ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn findings_are_sound(world in worlds()) {
        let all = everything(&world);
        let mut ids = BTreeSet::new();
        for finding in &all {
            prop_assert!(world.guide.clause(&finding.clause).is_some(), "{} is no clause", finding.clause);
            prop_assert_eq!(&finding.rule_version, &world.guide.version);
            prop_assert!(ids.insert(finding.id.clone()), "{} twice", finding.id);
            for lang in hefu_words::Lang::ALL {
                let text = finding.message.text(lang);
                prop_assert!(!text.is_empty() && !text.contains('⟦'), "{}: {text}", finding.id);
                for message in finding.remedy.iter().chain(finding.facts.iter().map(|fact| &fact.label)) {
                    prop_assert!(!message.text(lang).contains('⟦'), "{}", message.key);
                }
            }
            if matches!(finding.outcome, Outcome::Fail | Outcome::Person) {
                prop_assert!(finding.remedy.is_some(), "{} says what is wrong and not what to do", finding.id);
            }
            for ruling in &finding.rulings {
                prop_assert!(world.guide.setting(ruling).is_some(), "{ruling} is no ruling");
            }
        }
        prop_assert_eq!(everything(&world), all, "same input, same findings");
        let _ = hefu_check::maps::PairMap::of(&world.guide, &[world.app(0), world.app(1)]);
    }

    #[test]
    fn the_period_agrees_with_counting_on_the_calendar(
        year in 1990i16..2090, month in 1i8..=12, day in 1i8..=28, months in 0i32..60, off in -2i32..=2,
    ) {
        let start = Date::new(year, month, day).expect("days to 28 exist in every month");
        let after = months_after(start, months).expect("in range");
        let Ok(end) = after.checked_add(jiff::Span::new().days(off - 1)) else { return Ok(()) };
        prop_assume!(end >= start);
        for (partner, rule, min, max) in [("hongkong", "/HK-5.period", 24, 24), ("taiwan", "/TW-5.period", 24, 36)] {
            let mut world = World::of(partner);
            world.app_mut(0).period = StatedPeriod { start: Some(start), end: Some(end), months: None };
            let (least, most) = (months_after(start, min), months_after(start, max));
            let after = end.tomorrow().expect("in range");
            let expected = if Some(after) >= least && Some(after) <= most { Outcome::Pass } else { Outcome::Fail };
            let findings = world.of_application(0);
            prop_assert_eq!(found(&findings, rule).outcome, expected, "{} – {}", start, end);
        }
    }
}
