//! The part of the page about each side's review: where the sides disagree, what each application's scores came to, how
//! lenient or harsh the experts are taken to be.

use std::fmt::Write as _;

use hefu_guide::Guide;
use hefu_selection::Line;
use hefu_words::{Lang, Message};

use crate::Decision;
use crate::page::side_name;
use crate::picture::{self, safe};
use crate::scores::{Counts, ExpertLine, Reviewed, SideReview, StandsAs};

pub(crate) fn say(key: &str) -> Message {
    Message::new(format!("results-{key}"))
}

/// Names of the sides in whose grey zone a project lies.
pub(super) fn grey_sides(guide: &Guide, reviews: &[SideReview], line: &Line, lang: Lang) -> Vec<String> {
    let own = reviews.iter().filter(|review| review.is_grey(&line.id));
    own.map(|review| guide.side_name(&line.direction, &review.summary.rule.side, lang)).collect()
}

/// A picture for each direction that two sides have ordered.
pub(super) fn disagreement(out: &mut String, guide: &Guide, decision: &Decision, reviews: &[SideReview], lang: Lang) {
    let all = picture::places(decision, reviews);
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{}</h2>", safe(&say("disagreement-heading").text(lang)));
    for (at, own) in all.iter().enumerate() {
        out.push_str(&picture::disagreement(&format!("places-{at}"), guide, own, lang).figure());
    }
}

/// What the method says of a side's review.
pub(crate) fn rule(review: &SideReview, lang: Lang) -> String {
    let rule = &review.summary.rule;
    let counts = match rule.counts {
        Counts::Mean => "counts-mean",
        Counts::Adjusted => "counts-adjusted",
    };
    let stands = match rule.stands_as {
        StandsAs::Score => "stands-as-score",
        StandsAs::Place => "stands-as-place",
        StandsAs::Beside => "stands-as-beside",
    };
    let mut out = vec![say(counts).text(lang), say(stands).text(lang)];
    if !rule.criteria.is_empty() {
        let weights: Vec<String> = rule.criteria.iter().map(|(name, weight)| format!("{name} {weight}")).collect();
        out.push(say("criteria").with("weights", weights).text(lang));
    }
    if let Some(errors) = rule.errors {
        out.push(say("errors").with("errors", errors.to_string()).text(lang));
    }
    out.join(if lang == Lang::En { " " } else { "" })
}

/// Headers of the table of applications.
pub(crate) fn heads(lang: Lang) -> [String; 9] {
    ["pair", "application", "reviews", "missing", "spread", "mean", "adjusted", "counted", "in-grey"]
        .map(|key| say(key).text(lang))
}

/// A row of that table: texts, then numbers.
pub(crate) fn cells(review: &SideReview, one: &Reviewed, lang: Lang) -> [String; 9] {
    let pair = review.pairs.get(&one.number);
    let grey = pair.is_some_and(|pair| review.is_grey(pair));
    let [low, high] = one.interval.map_or_else(Default::default, |ends| ends.map(|end| shown(end.0)));
    let adjusted = one.adjusted.map(|estimate| shown(estimate.adjusted.0)).unwrap_or_default();
    let counted = one.mapped.or(one.counted).map(|score| shown(score.0)).unwrap_or_default();
    [
        pair.cloned().unwrap_or_default(),
        one.number.clone(),
        one.reviews.to_string(),
        one.missing.join("、"),
        one.spread.map(|[least, most]| format!("{least}–{most}")).unwrap_or_default(),
        one.mean.map(|mean| shown(mean.0)).unwrap_or_default(),
        if low.is_empty() { adjusted } else { format!("{adjusted} [{low}; {high}]") },
        counted,
        if grey { say("in-grey").text(lang) } else { String::new() },
    ]
}

/// Points to two decimals, for people; every digit stands in the workbook and in `reviews.jsonl`.
fn shown(millionths: i64) -> String {
    let hundredths = (millionths + 5_000).div_euclid(10_000);
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// Headers of the table of experts.
pub(crate) fn expert_heads(lang: Lang) -> [String; 5] {
    ["expert", "reviews", "reviews-missing", "mean", "offset"].map(|key| say(key).text(lang))
}

/// A row of that table.
pub(crate) fn expert_cells(one: &ExpertLine) -> [String; 5] {
    [
        one.expert.clone(),
        one.reviews.to_string(),
        one.missing.to_string(),
        one.mean.map(|mean| shown(mean.0)).unwrap_or_default(),
        one.offset.map(|[offset, error]| format!("{} ± {}", shown(offset.0), shown(error.0))).unwrap_or_default(),
    ]
}

/// A table that opens under `name`; `of` is the heading above it, which tells it from the other side's.
fn table<const N: usize>(
    out: &mut String,
    (of, name): (&str, &str),
    heads: &[String; N],
    rows: impl Iterator<Item = [String; N]>,
) {
    let _ = write!(
        out,
        "<details><summary>{0}</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{1} · {0}\"><table>\n\
         <thead><tr>",
        safe(name),
        safe(of)
    );
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{}</th>", safe(head));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            let _ = write!(out, "<td>{}</td>", safe(&cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div></details>\n");
}

/// One side's review.
pub(super) fn side(out: &mut String, guide: &Guide, decision: &Decision, review: &SideReview, lang: Lang) {
    let summary = &review.summary;
    let name = side_name(guide, &decision.call, &summary.rule.side, lang);
    let heading = say("review-of").with("side", name).text(lang);
    let _ = writeln!(out, "<h2>{}</h2>\n<p>{}</p>", safe(&heading), safe(&rule(review, lang)));
    for (direction, cut) in &review.cuts {
        let Some(at) = cut.at else { continue };
        let said = say("cut")
            .with("direction", direction.as_str())
            .with("chosen", cut.chosen)
            .with("at", shown(at.0))
            .with("grey", cut.grey.len())
            .text(lang);
        let _ = writeln!(out, "<p>{}</p>", safe(&said));
    }
    let rows = summary.applications.values().map(|one| cells(review, one, lang));
    table(out, (&heading, &say("applications").text(lang)), &heads(lang), rows);
    table(out, (&heading, &say("experts").text(lang)), &expert_heads(lang), summary.experts.iter().map(expert_cells));
}
