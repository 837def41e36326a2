//! Every rule and every datum as a sentence, in every language.

use hefu_guide::model::{Comparison, Expr, FactName, Value, Words};
use hefu_guide::{BUILTIN, builtin, predicate, sentence, short};
use hefu_words::Lang;

fn in_words(id: &str, lang: Lang) -> String {
    let guide = builtin(id).expect("built in");
    let mut out = String::new();
    for row in guide.clause_table(lang) {
        if row.rules.is_empty() && row.content.is_empty() {
            continue;
        }
        out.push_str(&format!("{} {}\n", row.id, row.text));
        for rule in guide.rules.iter().filter(|rule| rule.clause == row.id) {
            out.push_str(&format!("  {} [{}] {}\n", rule.id, short(rule, lang), sentence(rule, &guide, lang)));
        }
        for content in row.content {
            out.push_str(&format!("  - {content}\n"));
        }
    }
    out
}

#[test]
fn all_of_both_guides() {
    for id in BUILTIN {
        for lang in Lang::ALL {
            let text = in_words(id, lang);
            assert!(!text.contains('⟦') && !text.contains("{ $") && !text.contains("{$"), "{id} {lang}:\n{text}");
            insta::assert_snapshot!(format!("{id}-{lang}"), text);
        }
    }
}

/// 大陆 never in direction 1.1, 内地 never in direction 1.2 (G-5, R-24).
#[test]
fn wording_fits_the_pairing() {
    let guide = builtin("hkmt-2020").expect("built in");
    for lang in Lang::ALL {
        for rule in &guide.rules {
            let text = sentence(rule, &guide, lang);
            let wrong: &[&str] = match rule.scope.direction.as_deref() {
                Some("1.1") => &["大陆", "大陸"],
                Some("1.2") => &["内地", "內地"],
                _ => &[],
            };
            assert!(wrong.iter().all(|word| !text.contains(word)), "{} {lang}: {text}", rule.id);
            assert!(!text.contains("国家") && !text.contains("國家") && !text.contains("countr"), "{text}");
        }
    }
}

#[test]
fn predicates_read_back() {
    let guide = builtin("hkmt-2020").expect("built in");
    let compare = |fact: &str, comparison| Expr::Compare { fact: FactName(fact.to_owned()), comparison };
    let number = |n| Value::Number(n);
    let expr = Expr::All(vec![
        compare("period.months", Comparison::AtLeast(number(24))),
        Expr::Any(vec![
            compare("lead.taiwan.kind", Comparison::Is(Value::Text("university".to_owned()))),
            Expr::Not(Box::new(compare("field.problem", Comparison::Present(true)))),
        ]),
        compare("budget.mainland.state", Comparison::AtMost(number(250_000_000))),
        compare("side.taiwan.person_months", Comparison::AtLeast(number(1_250))),
    ]);
    assert_eq!(
        predicate(&expr, &guide, Lang::ZhHans),
        "实施期月数不少于 24，且（台湾方牵头单位的类别为高等学校，或并非“已填写“业务需求与标准碎片化问题””），且内地（大陆）方的国拨经费不多于 人民币2,500,000元，且台湾方投入的人月不少于 12.50"
    );
}

#[test]
fn words_keep_their_order() {
    for forms in [vec!["简"], vec!["简", "E"], vec!["简", "繁", "E"], vec!["简", "港", "臺", "E"]] {
        let forms: Vec<String> = forms.into_iter().map(str::to_owned).collect();
        assert_eq!(Vec::<String>::from(Words::from(forms.clone())), forms);
    }
}
