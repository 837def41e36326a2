//! Values of a list are named in its sentence; wording fits the pairing (内地 with 香港 and 澳门, 大陆 with 台湾); no region
//! stands under the word for country (ruling R-24).

use crate::assemble::Draft;
use crate::diagnostics::Faults;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    named(draft, faults);
    regions(draft, faults);
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn named(draft: &Draft, faults: &mut Faults) {
    for list in &draft.guide.lists {
        let Some(clause) = draft.guide.clause(&list.clause) else { continue };
        let sentence = squeezed(&clause.text);
        let Some(block) = draft.document.blocks.iter().find(|b| b.kind == "list" && b.name == list.id) else { continue };
        for value in list.values.iter().filter(|value| !sentence.contains(&squeezed(value.names.hans()))) {
            let mut labels = vec![(block.place.start, block.place.end, format!("`{}` is listed here", value.names.hans()))];
            labels.extend(super::quoting(draft, &list.clause));
            faults.add(
                "guide::value",
                format!("{} does not name `{}`", list.clause, value.names.hans()),
                labels,
                Some("list only what the sentence names; an open list always offers 其他".to_owned()),
            );
        }
    }
}

fn regions(draft: &Draft, faults: &mut Faults) {
    let guide = &draft.guide;
    for direction in &guide.directions {
        let Some(pairing) = guide.pairing(&direction.pairing) else { continue };
        let scoped = |clause: &str| {
            draft.document.clauses.iter().any(|c| c.id == clause && c.scope.direction.as_deref() == Some(&direction.number))
        };
        for block in &draft.document.blocks {
            let clause = block.clause.and_then(|n| draft.document.clauses.get(n)).map_or("", |c| c.id.as_str());
            let own = (block.kind == "direction" && block.name == direction.number)
                || (block.kind == "pairing" && block.name == pairing.id)
                || (block.kind != "setting" && scoped(clause));
            let said = block.body.lines().filter(|line| !line.trim_start().starts_with("avoid")).collect::<Vec<_>>().join("\n");
            for word in pairing.avoid.iter().filter(|word| own && said.contains(word.as_str())) {
                faults.add(
                    "guide::wording",
                    format!("`{word}` does not go with {}", pairing.names.hans()),
                    vec![(block.place.start, block.place.end, "in this block".to_owned())],
                    Some("内地 goes with 香港 and 澳门, 大陆 with 台湾 (R-24)".to_owned()),
                );
            }
        }
    }
    for block in draft.document.blocks.iter().filter(|b| b.kind == "side" || b.kind == "pairing" || b.kind == "direction") {
        for word in ["国家", "國家", "country", "Country"].iter().filter(|word| block.body.contains(**word)) {
            faults.add(
                "guide::wording",
                format!("`{word}` must not stand with the name of a side"),
                vec![(block.place.start, block.place.end, "in this block".to_owned())],
                Some("名称 as in R-24: regions never stand under the word for country".to_owned()),
            );
        }
    }
}
