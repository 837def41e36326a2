//! Rule kinds the 2020 guide does not use, on the second guide: limits, own money, a fixed grant, months at most, a
//! predicate that asks a person. No line of the program knows this guide.

use std::collections::BTreeMap;

use hefu_application::{Application, ApplicationId, BudgetLine, Intake, SideId, UnitKind, UnitRole};
use hefu_check::Outcome::{Fail, Pass, Person, Unset};
use hefu_check::{Context, Documents, Finding, check_application, check_one_sided, check_round};
use hefu_guide::Guide;
use hefu_guide::model::{Comparison, Effect, Expr, FactName, PredicateRule, RuleKind, Settings, Value, Words};
use hefu_pairing::{Orphan, PairingResult};
use hefu_text::money::{Currency, Money};

use crate::world::{date, found, instant, outcome, person, said, unit};

struct Other {
    guide: Guide,
    settings: Settings,
    intakes: Vec<Intake>,
}

fn application(direction: &str, number: &str) -> Application {
    let mut app = Application::new(ApplicationId::new("guangdong", number));
    app.direction = direction.to_owned();
    app.units = vec![
        unit("guangdong", "南粤理工大学", UnitKind::University, UnitRole::Lead),
        unit("hongkong", "維港大學", UnitKind::University, UnitRole::Lead),
    ];
    app.people = vec![person("guangdong", "陈书远", "南粤理工大学")];
    app.period.start = Some(date("2024-01-01"));
    app.period.end = Some(date("2025-12-31"));
    app
}

fn line(source: &str, yuan: i64) -> BudgetLine {
    BudgetLine {
        source: source.to_owned(),
        side: "guangdong".to_owned(),
        amount: Money::from_major(yuan, Currency::CNY).expect("a small amount"),
        origin: Default::default(),
    }
}

impl Other {
    fn with(numbers: &[&str]) -> Self {
        let guide = hefu_guide::builtin("gdhk-2023").expect("the second guide compiles");
        let direction = guide.directions[0].number.clone();
        let settings = guide.settings_with(&BTreeMap::new()).expect("defaults");
        let intakes = vec![Intake {
            side: SideId::new("guangdong"),
            signed: true,
            notices: BTreeMap::new(),
            closing: None,
            applications: numbers.iter().map(|number| application(&direction, number)).collect(),
            problems: Vec::new(),
        }];
        Self { guide, settings, intakes }
    }

    fn look<T>(&self, look: impl Fn(&Context<'_>) -> T) -> T {
        let documents = Documents::default();
        let as_of = instant("2023-12-01T00:00:00+08:00[Asia/Shanghai]");
        look(&Context {
            guide: &self.guide,
            settings: &self.settings,
            documents: &documents,
            intakes: &self.intakes,
            as_of: &as_of,
        })
    }

    fn app(&mut self, at: usize) -> &mut Application {
        &mut self.intakes[0].applications[at]
    }

    fn of_application(&self) -> Vec<Finding> {
        self.look(|ctx| check_application(ctx, &self.intakes[0].applications[0]))
    }

    fn of_round(&self) -> Vec<Finding> {
        self.look(|ctx| check_round(ctx, &PairingResult::default()))
    }

    fn of_joint(&self) -> Vec<Finding> {
        let orphan = Orphan {
            application: self.intakes[0].applications[0].id.clone(),
            nearest: None,
            named_partner_missing: None,
        };
        self.look(|ctx| check_one_sided(ctx, &orphan, &hefu_check::ExchangeState::default()))
    }
}

#[test]
fn months_at_most() {
    let mut other = Other::with(&["1"]);
    assert_eq!(outcome(&other.of_application(), "/GD-6.period"), Pass);
    other.app(0).period.end = Some(date("2026-01-31"));
    let findings = other.of_application();
    assert_eq!(outcome(&findings, "/GD-6.period"), Fail);
    assert!(said(found(&findings, "/GD-6.period")).contains("不超过 24 个月"));
}

#[test]
fn a_fixed_grant() {
    let mut other = Other::with(&["1"]);
    assert_eq!(outcome(&other.of_application(), "/GD-7.fixed-grant"), Unset);
    other.app(0).budget = vec![line("state", 1_000_000)];
    assert_eq!(outcome(&other.of_application(), "/GD-7.fixed-grant"), Pass);
    other.app(0).budget = vec![line("state", 1_000_001)];
    let findings = other.of_application();
    assert_eq!(outcome(&findings, "/GD-7.fixed-grant"), Fail);
    assert!(said(found(&findings, "/GD-7.fixed-grant")).contains("人民币1,000,001元"));
}

#[test]
fn own_money_where_an_enterprise_takes_part() {
    let rule = "/GD-9.own-contribution";
    let mut other = Other::with(&["1"]);
    other.app(0).budget = vec![line("state", 1_000_000), line("own", 999_999)];
    assert!(other.of_application().iter().all(|finding| !finding.id.ends_with(rule)));
    let company = unit("guangdong", "远帆公司", UnitKind::Enterprise, UnitRole::Participant);
    other.app(0).units.push(company);
    assert_eq!(outcome(&other.of_application(), rule), Fail);
    other.app(0).budget[1] = line("own", 1_000_000);
    assert_eq!(outcome(&other.of_application(), rule), Pass);
    other.app(0).budget[1].amount.currency = Currency::HKD;
    assert_eq!(outcome(&other.of_application(), rule), Person);
    other.app(0).budget.clear();
    assert_eq!(outcome(&other.of_application(), rule), Fail);
    assert_eq!(outcome(&other.of_joint(), "/GD-8.team-has"), Pass);
}

#[test]
fn a_limit_adds_what_is_stated_and_says_what_is_not() {
    let rule = "guangdong:1/GD-12.unfinished-provincial/1";
    let mut other = Other::with(&["1"]);
    let field = "unfinished-provincial";
    let findings = other.of_round();
    assert_eq!(outcome(&findings, rule), Unset);
    for (stated, expected) in [("0", Pass), ("２", Pass), ("3", Fail), ("许多", Unset)] {
        other.app(0).people[0].fields.insert(field.to_owned(), stated.to_owned());
        assert_eq!(outcome(&other.of_round(), rule), expected, "{stated}");
    }
}

#[test]
fn a_limit_tells_persons_apart() {
    let mut other = Other::with(&["1", "2"]);
    for at in 0..2 {
        let fields = &mut other.app(at).people[0].fields;
        for id in ["unfinished-provincial", "unfinished-joint", "provincial-applications"] {
            fields.insert(id.to_owned(), "0".to_owned());
        }
    }
    let rule = "guangdong:1/GD-12.unfinished-joint/1";
    let findings = other.of_round();
    assert_eq!(outcome(&findings, rule), Person, "same name and unit only");
    for at in 0..2 {
        let orcid = ("orcid".to_owned(), "0000-0002-1825-0097".to_owned());
        other.app(at).people[0].identifiers.extend([orcid]);
    }
    let findings = other.of_round();
    assert_eq!(outcome(&findings, rule), Fail);
    assert!(said(found(&findings, rule)).contains("1、2"));
    other.app(1).people[0].identifiers.insert("orcid".to_owned(), "0000-0001-5109-3700".to_owned());
    assert_eq!(outcome(&other.of_round(), rule), Pass);
}

#[test]
fn a_declaration_nobody_made_goes_to_a_person() {
    let rule = "/GD-13.declaration";
    let mut other = Other::with(&["1"]);
    assert_eq!(outcome(&other.of_joint(), rule), Person);
    other.app(0).fields.insert("declaration".to_owned(), "无".to_owned());
    assert_eq!(outcome(&other.of_joint(), rule), Pass);
}

fn compare(fact: &str, comparison: Comparison) -> Expr {
    Expr::Compare { fact: FactName(fact.to_owned()), comparison }
}

/// The second guide with its predicate replaced.
fn asking(require: Expr, effect: Effect) -> Other {
    let mut other = Other::with(&["1"]);
    for rule in &mut other.guide.rules {
        if let RuleKind::Predicate(_) = rule.kind {
            rule.kind = RuleKind::Predicate(PredicateRule {
                when: None,
                require: require.clone(),
                effect,
                say: Words::new("不可", "不可", "not so"),
                remedy: Words::default(),
            });
        }
    }
    other
}

#[test]
fn a_predicate_is_evaluated_with_a_trace() {
    let rule = "/GD-13.declaration";
    let at_least = |n| Comparison::AtLeast(Value::Number(n));
    let enterprises = |n| compare("team.guangdong.enterprise.count", at_least(n));
    let budget = || compare("budget.guangdong.own", at_least(1));
    for (require, expected) in [
        (enterprises(0), Pass),
        (enterprises(1), Fail),
        (Expr::Not(Box::new(enterprises(1))), Pass),
        (Expr::Any(vec![enterprises(1), enterprises(0)]), Pass),
        (Expr::All(vec![enterprises(1), enterprises(0)]), Fail),
        // A fact nobody stated is neither true nor false.
        (budget(), Person),
        (Expr::Not(Box::new(budget())), Person),
        (Expr::Any(vec![budget(), enterprises(0)]), Pass),
        (Expr::All(vec![budget(), enterprises(1)]), Fail),
        (Expr::All(vec![budget(), enterprises(0)]), Person),
        (compare("budget.guangdong.own", Comparison::Present(false)), Pass),
        (compare("period.months", Comparison::AtMost(Value::Number(24))), Pass),
        (compare("period.months", Comparison::Is(Value::Number(24))), Pass),
        (compare("lead.guangdong.kind", Comparison::OneOf(vec![Value::Text("university".to_owned())])), Pass),
        (compare("lead.guangdong.kind", Comparison::Is(Value::Text("enterprise".to_owned()))), Fail),
        (
            compare(
                "team.guangdong.university.count",
                Comparison::AtLeastFact(FactName("team.guangdong.enterprise.count".to_owned())),
            ),
            Pass,
        ),
    ] {
        let findings = asking(require.clone(), Effect::Fail).of_joint();
        let finding = found(&findings, rule);
        assert_eq!(finding.outcome, expected, "{require:?}");
        assert!(!finding.facts.is_empty(), "the trace names what was compared");
    }
}

#[test]
fn a_broken_month_counts_against_a_bound_from_either_side() {
    let rule = "/GD-13.declaration";
    for (comparison, expected) in [
        (Comparison::AtMost(Value::Number(24)), Fail),
        (Comparison::AtLeast(Value::Number(24)), Pass),
        (Comparison::Is(Value::Number(24)), Fail),
    ] {
        let mut other = asking(compare("period.months", comparison), Effect::Fail);
        other.app(0).period.end = Some(date("2026-01-01"));
        assert_eq!(outcome(&other.of_joint(), rule), expected);
    }
}

#[test]
fn a_remark_never_makes_anybody_wait() {
    let budget = compare("budget.guangdong.own", Comparison::AtLeast(Value::Number(1)));
    let findings = asking(budget, Effect::Hint).of_joint();
    assert_eq!(outcome(&findings, "/GD-13.declaration"), hefu_check::Outcome::Hint);
}
