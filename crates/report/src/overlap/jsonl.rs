//! `overlap.jsonl`: one JSON value per line, told apart by `kind`. Places are characters of the text as it was read.

use hefu_overlap::{Level, Relation, SectionShare, Share, Span};
use serde::Serialize;

use super::Overlap;

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Line<'a> {
    Pair {
        a: Name<'a>,
        b: Name<'a>,
        relation: Relation,
        level: Level,
        units: u32,
        shares: [ShareLine; 2],
        sections: [Vec<SectionLine>; 2],
        passages: Vec<PassageLine<'a>>,
    },
    Document {
        #[serde(flatten)]
        name: Name<'a>,
        shared: ShareLine,
        common: ShareLine,
        form_tokens: u32,
    },
    Common {
        documents: Vec<&'a str>,
        units: u32,
        document: &'a str,
        place: Span,
        text: &'a str,
    },
    Unread {
        file: &'a str,
        reason: String,
    },
}

#[derive(Serialize)]
struct Name<'a> {
    document: &'a str,
    application: &'a str,
}

#[derive(Serialize)]
struct ShareLine {
    units: u32,
    of: u32,
    basis_points: u32,
}

#[derive(Serialize)]
struct SectionLine {
    section: String,
    #[serde(flatten)]
    share: ShareLine,
}

#[derive(Serialize)]
struct PassageLine<'a> {
    a: Span,
    b: Span,
    units: u32,
    own: u32,
    text_a: &'a str,
    text_b: &'a str,
}

/// The whole file.
///
/// # Errors
/// Only if a value cannot be written as JSON, which would be a fault of this program.
pub fn overlap_jsonl(overlap: &Overlap<'_>) -> serde_json::Result<String> {
    let mut out = String::new();
    let mut put = |line: Line<'_>| -> serde_json::Result<()> {
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
        Ok(())
    };
    let name = |number: u32| Name { document: overlap.id(number), application: overlap.application(number) };
    for pair in &overlap.outcome.pairs {
        let sections = |number: u32, sections: &[SectionShare]| {
            let line = |one: &SectionShare| SectionLine {
                section: overlap.section(number, one.section),
                share: share(one.share),
            };
            sections.iter().map(line).collect()
        };
        let [of_a, of_b] = &pair.sections;
        let passages = pair.passages.iter().map(|passage| PassageLine {
            a: overlap.characters(pair.a, passage.a),
            b: overlap.characters(pair.b, passage.b),
            units: passage.units,
            own: passage.own,
            text_a: passage.a.of(overlap.text(pair.a)),
            text_b: passage.b.of(overlap.text(pair.b)),
        });
        put(Line::Pair {
            a: name(pair.a),
            b: name(pair.b),
            relation: pair.relation,
            level: pair.level,
            units: pair.units,
            shares: pair.shares.map(share),
            sections: [sections(pair.a, of_a), sections(pair.b, of_b)],
            passages: passages.collect(),
        })?;
    }
    for (number, one) in (0u32..).zip(&overlap.outcome.documents) {
        put(Line::Document {
            name: name(number),
            shared: share(one.shared),
            common: share(one.common),
            form_tokens: one.known,
        })?;
    }
    for group in &overlap.outcome.common {
        put(Line::Common {
            documents: group.members.iter().map(|member| overlap.id(*member)).collect(),
            units: group.units,
            document: overlap.id(group.example.document),
            place: overlap.characters(group.example.document, group.example.span),
            text: group.example.span.of(overlap.text(group.example.document)),
        })?;
    }
    for one in overlap.unread {
        put(Line::Unread { file: &one.file, reason: one.reason.text(hefu_words::Lang::En) })?;
    }
    Ok(out)
}

fn share(share: Share) -> ShareLine {
    ShareLine { units: share.units, of: share.of, basis_points: share.basis_points() }
}
