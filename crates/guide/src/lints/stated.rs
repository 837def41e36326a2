//! What is quoted out of a sentence stands in it: years everywhere; in a verbatim guide also the header's words, names of
//! directions, bases and terms.

use super::quoting;
use crate::assemble::Draft;
use crate::diagnostics::Faults;
use crate::model::RuleKind;
use crate::parse::Block;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    for block in &draft.document.blocks {
        let Some(clause) = block.clause.and_then(|number| draft.document.clauses.get(number)) else { continue };
        let check = Check { draft, block, clause: &clause.id, sentence: squeezed(&clause.text) };
        match block.kind.as_str() {
            "header" => check.header(faults),
            "direction" => check.direction(faults),
            "basis" => {
                let direction = draft.guide.direction(&block.name);
                check.words("basis", direction.and_then(|direction| direction.basis.as_deref()), faults);
            }
            "pairing" => {
                let pairing = draft.guide.pairing(&block.name);
                check.words("basis", pairing.map(|pairing| pairing.basis.as_str()), faults);
            }
            _ => {}
        }
    }
    for (rule, block) in draft.guide.rules.iter().zip(&draft.rule_blocks) {
        let (Some(block), Some(clause)) = (draft.document.blocks.get(*block), draft.guide.clause(&rule.clause)) else {
            continue;
        };
        let check = Check { draft, block, clause: &clause.id, sentence: squeezed(&clause.text) };
        match &rule.kind {
            RuleKind::Term(term) => check.words("term", Some(&term.term), faults),
            RuleKind::Band(band) => check.marked("approximate", band.approximate, &ABOUT, faults),
            RuleKind::Match(fields) => check.marked("extensible", fields.extensible, &AND_SO_ON, faults),
            _ => {}
        }
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Words by which a sentence states a number as approximate, and a list as not complete.
const ABOUT: [&str; 5] = ["左右", "约", "大约", "about", "approximately"];
const AND_SO_ON: [&str; 3] = ["等", "and so on", "such as"];

struct Check<'a> {
    draft: &'a Draft,
    block: &'a Block,
    clause: &'a str,
    sentence: String,
}

impl Check<'_> {
    fn header(&self, faults: &mut Faults) {
        let header = &self.draft.guide.header;
        if !self.sentence.contains(&header.year.to_string()) {
            self.tell("year", &header.year.to_string(), faults);
        }
        for (key, words) in [("plan", &header.plan), ("programme", &header.programme), ("family", &header.family)] {
            self.words(key, Some(words), faults);
        }
    }

    fn direction(&self, faults: &mut Faults) {
        let Some(direction) = self.draft.guide.direction(&self.block.name) else { return };
        if direction.year != self.draft.guide.header.year && !self.sentence.contains(&direction.year.to_string()) {
            self.tell("year", &direction.year.to_string(), faults);
        }
        self.words("names", Some(direction.names.hans()), faults);
        self.words("project_type", Some(&direction.project_type), faults);
    }

    /// Words of a verbatim guide; a paraphrase may shorten.
    fn words(&self, key: &str, words: Option<&str>, faults: &mut Faults) {
        if let Some(words) = words.filter(|words| !self.sentence.contains(&squeezed(words)))
            && self.draft.guide.source.verbatim
        {
            self.tell(key, words, faults);
        }
    }

    /// A mark that a rule carries exactly where its sentence has one of the words for it.
    fn marked(&self, key: &str, set: bool, words: &[&str], faults: &mut Faults) {
        let said = words.iter().find(|word| self.sentence.contains(**word));
        let message = match (said, set) {
            (Some(word), false) => format!("{} says {word}, but the rule is not `{key}`", self.clause),
            (None, true) => format!("the rule is `{key}`, but {} does not say so", self.clause),
            _ => return,
        };
        let (start, end) = self.block.span(key);
        let mut labels = vec![(start, end, "this rule".to_owned())];
        labels.extend(quoting(self.draft, self.clause));
        let help = if set { format!("leave `{key}` out") } else { format!("write `{key} = true`") };
        faults.add("guide::stated", message, labels, Some(help));
    }

    fn tell(&self, key: &str, what: &str, faults: &mut Faults) {
        let (start, end) = self.block.span(key);
        let mut labels = vec![(start, end, "it is written here".to_owned())];
        labels.extend(quoting(self.draft, self.clause));
        faults.add(
            "guide::stated",
            format!("{} does not say `{what}`", self.clause),
            labels,
            Some("use the sentence's own words".to_owned()),
        );
    }
}
