//! Text that stands in applications whoever writes them: the sentences of the guide and the words of the form.

use hefu_dossier::layout::layout;
use hefu_guide::Guide;
use hefu_guide::model::{Topic, Words};
use hefu_overlap::Known;

/// The sentences of the guide, its names, questions and hints, and the headings and notes of the form, in every language.
pub(crate) fn known_text(guide: &Guide) -> Known {
    let mut texts: Vec<&str> = guide.clauses.iter().map(|clause| clause.text.as_str()).collect();
    texts.extend(guide.pairings.iter().map(|pairing| pairing.basis.as_str()));
    texts.extend(guide.directions.iter().filter_map(|direction| direction.basis.as_deref()));
    texts.push(&guide.source.title);
    let mut words: Vec<&Words> = Vec::new();
    for field in &guide.fields {
        words.extend([&field.names, &field.help]);
    }
    for item in &guide.items {
        words.push(&item.names);
        words.extend(&item.prompt);
    }
    for list in &guide.lists {
        words.push(&list.names);
        words.extend(list.values.iter().map(|value| &value.names));
        words.extend(&list.other_remark);
    }
    words.extend(guide.deliverables.iter().map(|kind| &kind.names));
    words.extend(guide.milestones.iter().map(|kind| &kind.names));
    words.extend(guide.grids.iter().map(|grid| &grid.names));
    for direction in &guide.directions {
        words.push(&direction.names);
        topics(&direction.topics, &mut words);
    }
    for sheet in &layout().sheets {
        words.push(&sheet.names);
        words.extend(sheet.columns.iter().flat_map(|column| [&column.names, &column.note]));
    }
    texts.extend(words.into_iter().flat_map(|words| words.forms().values().map(String::as_str)));
    Known::new(texts)
}

fn topics<'a>(all: &'a [Topic], words: &mut Vec<&'a Words>) {
    for topic in all {
        words.push(&topic.names);
        topics(&topic.topics, words);
    }
}
