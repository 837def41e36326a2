//! No text makes the compiler panic, and its answer is the same each time.

use hefu_guide::{builtin_text, compile};
use proptest::prelude::*;

fn guide() -> Vec<char> {
    builtin_text("hkmt-2020").expect("built in").chars().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn cut_and_pasted(from in 0_usize..45_000, length in 0_usize..400, to in 0_usize..45_000, keep in any::<bool>()) {
        let mut text = guide();
        let from = from.min(text.len());
        let end = (from + length).min(text.len());
        let piece: Vec<char> = if keep { text[from..end].to_vec() } else { text.drain(from..end).collect() };
        let to = to.min(text.len());
        text.splice(to..to, piece);
        let text: String = text.into_iter().collect();
        let (first, second) = (compile("a", &text, None), compile("a", &text, None));
        prop_assert_eq!(first.map(|g| g.rules.len()).map_err(|f| f.plain()), second.map(|g| g.rules.len()).map_err(|f| f.plain()));
    }

    #[test]
    fn one_line_changed(line in 0_usize..1500, with in "[ -~\n`>#·=\\[\\]{}\"0-9万亿年个等大陆内地]{0,40}") {
        let text = builtin_text("hkmt-2020").expect("built in");
        let mut lines: Vec<&str> = text.lines().collect();
        let line = line.min(lines.len() - 1);
        lines[line] = &with;
        if let Err(faults) = compile("a", &lines.join("\n"), None) {
            prop_assert!(faults.iter().next().is_some());
            prop_assert!(faults.iter().all(|fault| !fault.message().is_empty() && !fault.message().contains('\n')));
        }
    }

    #[test]
    fn any_text(text in "(\\+\\+\\+\n)?([a-z]{0,6} = [0-9\"\\[\\]{}]{0,6}\n){0,4}(\\+\\+\\+\n)?([#>` ·a-zA-Z0-9\n]{0,60})") {
        prop_assert!(compile("a", &text, None).is_err());
    }
}

/// Deep nesting, a large file and a flood of faults are bounded.
#[test]
fn bounded() {
    let text = builtin_text("hkmt-2020").expect("built in");
    let deep = format!("{}{{ fact = \"tasks.count\", at_least = 1 }}{}", "{ not = ".repeat(40), " }".repeat(40));
    let nested =
        text.replacen("require = { fact = \"field.problem\", present = true }", &format!("require = {deep}"), 1);
    let said = compile("a", &nested, None).expect_err("refused").plain();
    assert!(said.contains("nested deeper than 12"), "{said}");
    let deeper = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested =
        text.replacen("require = { fact = \"field.problem\", present = true }", &format!("require = {deeper}"), 1);
    assert!(compile("a", &nested, None).is_err());
    let large = format!("{text}{}", "x\n".repeat(600_000));
    let said = compile("a", &large, None).expect_err("refused").plain();
    assert!(said.contains("a guide has at most 1048576"), "{said}");
    let many = text.replace("rulings = [", "rulngs = [");
    assert!(compile("a", &many, None).expect_err("refused").iter().count() <= 100);
}
