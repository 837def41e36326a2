//! Values of a list and topics are named in the guide's own words; a list is open exactly where its sentence leaves it
//! open; wording fits the pairing (内地 with 香港 and 澳门, 大陆 with 台湾); no region stands under the word for country.

use super::quoting;
use crate::assemble::{Draft, all_topics};
use crate::diagnostics::Faults;
use crate::parse::Block;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    for block in &draft.document.blocks {
        match block.kind.as_str() {
            "list" => list(draft, block, faults),
            "topics" => topics(draft, block, faults),
            _ => {}
        }
        pairing_words(draft, block, faults);
        if block.kind != "setting" && block.kind != "header" {
            country(block, faults);
        }
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn clause_text(draft: &Draft, id: &str) -> String {
    draft.guide.clause(id).map(|clause| squeezed(&clause.text)).unwrap_or_default()
}

fn list(draft: &Draft, block: &Block, faults: &mut Faults) {
    let Some(at) = draft.guide.lists.iter().position(|list| list.id == block.name) else { return };
    let (Some(list), Some(rulings)) = (draft.guide.lists.get(at), draft.list_rulings.get(at)) else { return };
    let sentence = clause_text(draft, &list.clause);
    for value in list.values.iter().filter(|value| !sentence.contains(&squeezed(value.names.hans()))) {
        let ruled = value.by.as_deref().and_then(|id| draft.guide.setting(id));
        if ruled.is_some_and(|setting| setting.clauses.contains(&list.clause)) {
            continue;
        }
        let (start, end) = block.line_with(value.names.hans());
        let mut labels = vec![(start, end, "it is listed here".to_owned())];
        labels.extend(quoting(draft, &list.clause));
        faults.add(
            "guide::value",
            format!("{} does not name `{}`", list.clause, value.names.hans()),
            labels,
            Some(
                "list only what the sentence names, or name the ruling that adds it: `by = \"R-…\"`; an open list always \
                 offers 其他"
                    .to_owned(),
            ),
        );
    }
    let opens = opener(&sentence);
    if opens.is_some() == list.open || !rulings.is_empty() && opens.is_none() {
        return;
    }
    let (start, end) = block.span("open");
    let mut labels = vec![(start, end, "this list".to_owned())];
    labels.extend(quoting(draft, &list.clause));
    let (message, help) = match opens {
        Some(word) => (
            format!("{} leaves the list open ({word}), but `{}` is closed", list.clause, list.id),
            "write `open = true`",
        ),
        None => (
            format!("`{}` is open, but {} has no word that leaves it open", list.id, list.clause),
            "leave `open` out, or name the ruling that opens it in `rulings`",
        ),
    };
    faults.add("guide::value", message, labels, Some(help.to_owned()));
}

/// The word by which a sentence leaves a list open.
fn opener(sentence: &str) -> Option<&'static str> {
    const WORDS: [&str; 5] = ["包括但不限于", "例如", "such as", "including", "（如"];
    let plain = WORDS.into_iter().find(|word| sentence.contains(word));
    // 等 leaves a list open; in 高等, 同等, 等级, 平等, 等于 and 中等 it is part of a word.
    let rest = ["高等", "同等", "等级", "平等", "等于", "中等"]
        .iter()
        .fold(sentence.to_owned(), |rest, word| rest.replace(word, ""));
    plain.or_else(|| rest.contains('等').then_some("等"))
}

fn topics(draft: &Draft, block: &Block, faults: &mut Faults) {
    let Some(direction) = draft.guide.direction(&block.name) else { return };
    let sentence = clause_text(draft, &direction.topics_clause);
    let opens = opener(&sentence);
    if opens.is_some() == direction.topics_closed {
        let (start, end) = block.span("closed");
        let mut labels = vec![(start, end, "these topics".to_owned())];
        labels.extend(quoting(draft, &direction.topics_clause));
        let (message, help) = match opens {
            Some(word) => {
                (format!("{} leaves the topics open ({word})", direction.topics_clause), "leave `closed` out")
            }
            None => (
                format!("{} has no word that leaves the topics open", direction.topics_clause),
                "write `closed = true`",
            ),
        };
        faults.add("guide::value", message, labels, Some(help.to_owned()));
    }
    for topic in all_topics(&direction.topics) {
        let name = squeezed(topic.names.hans());
        let own = topic.clause.as_deref().map(|id| clause_text(draft, id)).unwrap_or_default();
        if sentence.contains(&name) || own.contains(&name) {
            continue;
        }
        let (start, end) = block.line_with(topic.names.hans());
        let mut labels = vec![(start, end, "it is listed here".to_owned())];
        labels.extend(quoting(draft, &direction.topics_clause));
        labels.extend(topic.clause.as_deref().and_then(|id| quoting(draft, id)));
        faults.add(
            "guide::value",
            format!("no sentence names the topic `{}`", topic.names.hans()),
            labels,
            Some("call a topic as the guide calls it".to_owned()),
        );
    }
}

/// The direction a block speaks of: that of its clause, of the direction or pairing it sets up, or of all clauses a ruling
/// bears on.
fn directions(draft: &Draft, block: &Block) -> Vec<String> {
    let scope = |id: &str| {
        let clause = draft.document.clauses.iter().find(|clause| clause.id == id)?;
        clause.scope.direction.clone()
    };
    let of_pairing = |id: &str| {
        let own = draft.guide.directions.iter().filter(move |direction| direction.pairing == id);
        own.map(|direction| direction.number.clone()).collect()
    };
    match block.kind.as_str() {
        "direction" | "topics" | "basis" => vec![block.name.clone()],
        "pairing" => of_pairing(&block.name),
        "setting" => {
            let clauses = draft.guide.setting(&block.name).map(|setting| setting.clauses.as_slice());
            let mut all: Vec<Option<String>> = clauses.unwrap_or_default().iter().map(|id| scope(id)).collect();
            all.dedup();
            match all.as_slice() {
                [Some(only)] => vec![only.clone()],
                _ => Vec::new(),
            }
        }
        _ => {
            let clause = block.clause.and_then(|number| draft.document.clauses.get(number));
            let set = block.body.lines().find_map(|line| line.strip_prefix("direction = "));
            let own = set.map(|value| value.trim().trim_matches('"').to_owned());
            own.or_else(|| clause.and_then(|clause| clause.scope.direction.clone())).into_iter().collect()
        }
    }
}

fn pairing_words(draft: &Draft, block: &Block, faults: &mut Faults) {
    let pairings: Vec<_> = if block.kind == "pairing" {
        draft.guide.pairing(&block.name).into_iter().collect()
    } else {
        directions(draft, block).iter().filter_map(|number| draft.guide.pairing_of(number)).collect()
    };
    for pairing in pairings {
        for word in &pairing.avoid {
            let mut at = block.offset;
            for line in block.body.split_inclusive('\n') {
                if line.contains(word.as_str()) && !line.trim_start().starts_with("avoid") {
                    faults.add(
                        "guide::wording",
                        format!("`{word}` does not go with {}", pairing.names.hans()),
                        vec![(at, at + line.trim_end().len(), "said here".to_owned())],
                        Some("内地 goes with 香港 and 澳门, 大陆 goes with 台湾".to_owned()),
                    );
                }
                at += line.len();
            }
        }
    }
}

const COUNTRY: [&str; 5] = ["国家", "國家", "country", "Country", "countries"];
const REGIONS: [&str; 10] = ["香港", "澳门", "澳門", "台湾", "臺灣", "台灣", "Hong Kong", "Macao", "Macau", "Taiwan"];

fn country(block: &Block, faults: &mut Faults) {
    let word = COUNTRY.iter().find(|word| block.body.contains(**word));
    let region = REGIONS.iter().find(|region| block.body.contains(**region));
    if let (Some(word), Some(region)) = (word, region) {
        let (start, end) = block.line_with(word);
        faults.add(
            "guide::wording",
            format!("`{region}` stands under the word `{word}`"),
            vec![(start, end, "said here".to_owned())],
            Some("write 地区 or region".to_owned()),
        );
    }
}
