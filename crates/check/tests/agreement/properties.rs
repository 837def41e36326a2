//! Whatever the text, reading it ends, and every place lies inside it.

use hefu_check::agreement::{Expected, PartyNames, Passage, read_agreement};
use proptest::prelude::*;

const TERMS: [&str; 5] = ["知识产权", "知識產權", "智慧財產權", "智慧財產", "Intellectual Property"];

fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("第七条 知识产权归属".to_owned()),
        Just("七、智慧財產權".to_owned()),
        Just("知识".to_owned()),
        Just("产权".to_owned()),
        Just("甲方（盖章）：海曙理工大学".to_owned()),
        Just("（以下简称“甲方”".to_owned()),
        Just("签署日期：2020年3月12日".to_owned()),
        Just("中華民國110年1月1日".to_owned()),
        Just("between A and B (\"Party A\")".to_owned()),
        Just("7.1.1.1 ...".to_owned()),
        Just("（".to_owned()),
        Just("第条".to_owned()),
        "\\PC{0,40}",
        "[一二三四五第条（）()0-9.、 ]{0,12}",
        "[a-zA-Z0-9 ,.]{0,60}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn places_lie_inside(scraps in prop::collection::vec((any::<bool>(), scrap()), 0..30), start in 0_usize..1000) {
        let mut offset = start;
        let mut passages = Vec::new();
        for (heading, text) in scraps {
            let length = text.chars().count();
            passages.push(Passage { heading, text, page: None, offset });
            offset += length + 1;
        }
        let expected = Expected { parties: vec![
            PartyNames { side: "a".into(), names: vec!["海曙理工大学".into(), String::new()] },
            PartyNames { side: "b".into(), names: vec![] },
        ] };
        let facts = read_agreement(&passages, &expected);
        prop_assert_eq!(facts.parties.len(), 2);
        let inside = |at: usize, length: usize| at >= start && at + length <= offset.max(start);
        for date in &facts.signed {
            prop_assert!(inside(date.offset, date.text.chars().count()));
        }
        for party in &facts.introduced {
            prop_assert!(inside(party.offset, 0));
        }
        for rejected in &facts.rejected {
            prop_assert!(inside(rejected.offset, 0));
        }
        if let Some(clause) = &facts.clause {
            prop_assert!(inside(clause.offset, clause.length));
        }
        prop_assert_eq!(&facts, &read_agreement(&passages, &expected));
    }

    /// A headed article with a body is found among other articles, in every numbering, script and line breaking; without
    /// its body it is not.
    #[test]
    fn a_headed_article_is_found(
        style in 0_usize..7, before in 1_usize..6, after in 1_usize..4, term in 0_usize..5, width in 8_usize..60, with_body in any::<bool>(),
    ) {
        let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"];
        let latin = TERMS[term].is_ascii();
        // The English numbering of a Chinese text would be torn apart by lines of eight characters.
        let style = if style == 5 && !latin { 0 } else { style };
        let number = |at: usize| match style {
            0 => format!("第{}条 ", numerals[at]),
            1 => format!("第{}條　", numerals[at]),
            2 => format!("{}、", numerals[at]),
            3 => format!("（{}）", numerals[at]),
            4 => format!("{}. ", at + 1),
            5 => format!("Article {} ", at + 1),
            _ => format!("{}　", at + 1),
        };
        let (filler, body) = if latin {
            ("The parties meet twice a year and report on the progress made.", "Results achieved together are owned jointly and licensed on equal terms.")
        } else {
            ("双方每年举行两次会议，交流各自任务的进展情况，并共同撰写年度报告。", "合作中共同完成的成果由双方共有，未经对方书面同意，不得转让或者许可他人使用。")
        };
        let mut lines: Vec<String> = vec![if latin { "Cooperation Agreement".into() } else { "合作协议".into() }];
        let mut paragraph = |text: &str| {
            if !latin {
                let chars: Vec<char> = text.chars().collect();
                lines.extend(chars.chunks(width).map(|chunk| chunk.iter().collect::<String>()));
                return;
            }
            let mut line = String::new();
            for word in text.split_inclusive(' ') {
                if line.len() + word.len() > width + 20 {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(word);
            }
            lines.push(line);
        };
        for at in 0..before {
            paragraph(&format!("{}{}", number(at), if latin { "Meetings" } else { "会议" }));
            paragraph(filler);
        }
        paragraph(&format!("{}{}", number(before), TERMS[term]));
        if with_body {
            paragraph(body);
        }
        for at in before + 1..=before + after {
            paragraph(&format!("{}{}", number(at), if latin { "Reports" } else { "报告" }));
            paragraph(filler);
        }
        let text = lines.join("\n");
        let facts = read_agreement(&super::passages(&text), &Expected::default());
        prop_assert_eq!(facts.clause.is_some(), with_body, "{}\n{:?}", text, facts);
        if let Some(clause) = facts.clause {
            let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeezed(&clause.body), squeezed(body));
        }
    }
}
