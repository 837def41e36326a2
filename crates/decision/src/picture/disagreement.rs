//! Where the two sides agree and where they do not: the place with one side against the place with the other.

use std::collections::BTreeSet;

use hefu_guide::Guide;
use hefu_words::{Lang, Message};

use super::{Drawing, Picture, WIDTH, table};
use crate::Decision;
use crate::page::word;
use crate::scores::SideReview;

/// A project in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Id of the pair.
    pub id: String,
    /// Twice its place with each of the two sides; equals share the middle place.
    pub twice: [i64; 2],
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it is in a side's grey zone.
    pub grey: bool,
}

/// The places of one direction with its two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Direction number.
    pub direction: String,
    /// The sides, by id.
    pub sides: [String; 2],
    /// The projects that both sides have placed, in the joint order.
    pub marks: Vec<Mark>,
    /// Projects chosen among them.
    pub chosen: usize,
    /// So many of each side's first [`Places::chosen`] are also among the other side's.
    pub shared: usize,
}

/// The places of every direction that two sides have ordered. Where the method takes one side's or a committee's order alone
/// there is nothing to set against it.
#[must_use]
pub fn places(decision: &Decision, reviews: &[SideReview]) -> Vec<Places> {
    let mut out = Vec::new();
    for direction in &decision.call.directions {
        let lines = || decision.selection.lines.iter().filter(|line| line.direction == direction.number);
        let placed = |side: &String| {
            lines().any(|line| line.parts.iter().any(|part| part.side == *side && part.twice_place.is_some()))
        };
        let sides: Vec<String> = decision.call.sides.iter().filter(|side| placed(side)).cloned().collect();
        let [one, other] = sides.as_slice() else { continue };
        let twice = |line: &hefu_selection::Line, side: &String| {
            line.parts.iter().find(|part| part.side == *side).and_then(|part| part.twice_place)
        };
        let mark = |line: &hefu_selection::Line| {
            Some(Mark {
                id: line.id.clone(),
                twice: [twice(line, one)?, twice(line, other)?],
                chosen: line.chosen,
                grey: reviews.iter().any(|review| review.is_grey(&line.id)),
            })
        };
        let marks: Vec<Mark> = lines().filter_map(mark).collect();
        let chosen = marks.iter().filter(|mark| mark.chosen).count();
        let first = |at: fn(&[i64; 2]) -> i64| -> BTreeSet<&str> {
            let inside = |mark: &&Mark| usize::try_from(at(&mark.twice)).is_ok_and(|twice| twice <= 2 * chosen);
            marks.iter().filter(inside).map(|mark| mark.id.as_str()).collect()
        };
        let shared = first(|twice| twice[0]).intersection(&first(|twice| twice[1])).count();
        let sides = [one.clone(), other.clone()];
        out.push(Places { direction: direction.number.clone(), sides, chosen, shared, marks });
    }
    out
}

/// Half a place, as a person writes it.
fn place(twice: i64) -> String {
    if twice % 2 == 0 { (twice / 2).to_string() } else { format!("{}.5", twice / 2) }
}

/// The picture of one direction: filled where chosen, hollow where not, framed in the grey zone; dashed lines where each side's
/// own order would be cut, and the line of agreement.
#[must_use]
pub fn disagreement(id: &str, guide: &Guide, own: &Places, lang: Lang) -> Picture {
    const LEFT: i64 = 28;
    const TOP: i64 = 8;
    let say = |key: &str| Message::new(format!("results-{key}"));
    let names = own.sides.each_ref().map(|side| guide.side_name(&own.direction, side, lang));
    let [one, other] = &names;
    let title = say("disagreement").with("direction", own.direction.as_str()).text(lang);
    let size = WIDTH - LEFT - 12;
    let count = i64::try_from(own.marks.len()).unwrap_or(1).max(1);
    // Place 1 stands half a step from the edge.
    let at = |twice: i64| (twice - 1) * size / (2 * count);
    let mut drawing = Drawing::new();
    drawing.rect([LEFT, TOP, size, size], "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.6\"");
    drawing.line([LEFT, TOP, LEFT + size, TOP + size], "stroke-opacity=\"0.5\"");
    let cut = i64::try_from(own.chosen).unwrap_or(0);
    if cut > 0 && cut < count {
        let edge = cut * size / count;
        drawing.line([LEFT + edge, TOP, LEFT + edge, TOP + size], "stroke-dasharray=\"4 3\"");
        drawing.line([LEFT, TOP + edge, LEFT + size, TOP + edge], "stroke-dasharray=\"4 3\"");
        drawing.text(LEFT + edge, TOP + size + 14, "middle", &cut.to_string());
        drawing.text(LEFT - 4, TOP + edge + 4, "end", &cut.to_string());
    }
    let radius = if count > 80 { 2 } else { 4 };
    for mark in &own.marks {
        let (x, y) = (LEFT + at(mark.twice[0]), TOP + at(mark.twice[1]));
        let fill = if mark.chosen { "currentColor" } else { "none" };
        let tip = format!("{}: {} {}, {} {}", mark.id, one, place(mark.twice[0]), other, place(mark.twice[1]));
        drawing.body += &format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"currentColor\"><title>{}</title></circle>\n",
            super::safe(&tip)
        );
        if mark.grey {
            let half = radius + 3;
            drawing.rect([x - half, y - half, 2 * half, 2 * half], "fill=\"none\" stroke=\"currentColor\"");
        }
    }
    drawing.text(LEFT, TOP + size + 30, "start", &say("axis-right").with("side", one.as_str()).text(lang));
    drawing.text(LEFT, TOP + size + 46, "start", &say("axis-down").with("side", other.as_str()).text(lang));
    let said = say("disagreement-said")
        .with("one", one.as_str())
        .with("other", other.as_str())
        .with("projects", own.marks.len())
        .with("chosen", own.chosen)
        .with("shared", own.shared)
        .text(lang);
    let mut by_gap: Vec<&Mark> = own.marks.iter().collect();
    by_gap.sort_by_key(|mark| std::cmp::Reverse((mark.twice[0] - mark.twice[1]).abs()));
    let rows: Vec<Vec<String>> = by_gap.into_iter().map(|mark| row(mark, lang)).collect();
    let heads = [
        say("pair").text(lang),
        word(lang, "outcome"),
        say("grey").text(lang),
        say("place-with").with("side", one.as_str()).text(lang),
        say("place-with").with("side", other.as_str()).text(lang),
        say("apart").text(lang),
    ];
    Picture {
        svg: drawing.close(id, TOP + size + 52, &title, &said),
        table: table(&title, &heads, 3, &rows),
        title,
        caption: format!("{said} {}", say("disagreement-key").text(lang)),
        open: say("as-table").text(lang),
    }
}

fn row(mark: &Mark, lang: Lang) -> Vec<String> {
    vec![
        mark.id.clone(),
        word(lang, if mark.chosen { "supported" } else { "not-supported" }),
        if mark.grey { Message::new("results-in-grey").text(lang) } else { String::new() },
        place(mark.twice[0]),
        place(mark.twice[1]),
        place((mark.twice[0] - mark.twice[1]).abs()),
    ]
}
