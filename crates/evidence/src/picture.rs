//! The points of a picture, before anything is drawn. Floats stand here only.

use hefu_words::{Arg, Message};
use serde::Serialize;

/// A picture; each has its numbers as a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// Points or lines over two axes.
    Chart(Chart),
    /// Intervals or bars below each other over one axis.
    Bars(Bars),
    /// Links one after the other.
    Chain(Chain),
}

impl Picture {
    /// What it shows.
    #[must_use]
    pub fn title(&self) -> &Message {
        match self {
            Self::Chart(chart) => &chart.title,
            Self::Bars(bars) => &bars.title,
            Self::Chain(chain) => &chain.title,
        }
    }

    /// Its numbers.
    #[must_use]
    pub fn numbers(&self) -> &Numbers {
        match self {
            Self::Chart(chart) => &chart.numbers,
            Self::Bars(bars) => &bars.numbers,
            Self::Chain(chain) => &chain.numbers,
        }
    }
}

/// The numbers of a picture as a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Numbers {
    /// Headings.
    pub heads: Vec<Message>,
    /// Rows.
    pub rows: Vec<Vec<Arg>>,
}

/// An axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Axis {
    /// What it counts.
    pub label: Message,
    /// Where it begins.
    pub least: f64,
    /// Where it ends.
    pub most: f64,
}

impl Axis {
    /// An axis that holds all of these numbers with a little room; one that begins at zero where all are positive and `zero`.
    pub(crate) fn over(label: Message, numbers: impl IntoIterator<Item = f64>, zero: bool) -> Self {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for number in numbers {
            least = least.min(number);
            most = most.max(number);
        }
        if !least.is_finite() || !most.is_finite() {
            (least, most) = (0.0, 1.0);
        }
        let from_zero = zero && least >= 0.0;
        if from_zero {
            least = 0.0;
        }
        let room = if most > least { (most - least) * 0.08 } else { most.abs().max(1.0) * 0.5 };
        Self { label, least: if from_zero { 0.0 } else { least - room }, most: most + room }
    }
}

/// Points or a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// What it is called; told in the legend where there are several.
    pub name: Arg,
    /// Whether the points are joined.
    pub line: bool,
    /// The points, left to right.
    pub points: Vec<(f64, f64)>,
    /// Points that stand against the claim, by their position.
    pub against: Vec<usize>,
}

/// A limit drawn across.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Limit {
    /// Where.
    pub at: f64,
    /// Upright, at a place of the horizontal axis; otherwise level.
    pub upright: bool,
    /// What it is.
    pub label: Message,
}

/// Points or lines over two axes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub title: Message,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// Points and lines.
    pub series: Vec<Series>,
    /// Limits.
    pub limits: Vec<Limit>,
    /// Whether the line of equality is drawn.
    pub diagonal: bool,
    /// Its numbers.
    pub numbers: Numbers,
}

impl Chart {
    /// One line from left to right.
    pub(crate) fn course(
        title: &str,
        (x, y): (Axis, Axis),
        points: Vec<(f64, f64)>,
        limits: Vec<Limit>,
        numbers: Numbers,
    ) -> Self {
        let name = Message::new("evidence-recomputed").into();
        let series = vec![Series { name, line: true, points, against: Vec::new() }];
        Self { title: Message::new(title), x, y, series, limits, diagonal: false, numbers }
    }
}

/// One interval or bar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// What it is.
    pub label: Arg,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// A point on it.
    pub at: Option<f64>,
    /// Whether it stands against the claim.
    pub against: bool,
}

/// Intervals or bars below each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bars {
    /// What it shows.
    pub title: Message,
    /// The axis.
    pub axis: Axis,
    /// The bars.
    pub bars: Vec<Bar>,
    /// Limits, all upright.
    pub limits: Vec<Limit>,
    /// Its numbers.
    pub numbers: Numbers,
}

/// A link of a chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The record.
    pub record: String,
    /// Its stage.
    pub stage: String,
    /// Its time, as written.
    pub time: String,
    /// What is broken here, if anything.
    pub broken: Option<Message>,
}

/// A chain from a product backwards.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chain {
    /// What it shows.
    pub title: Message,
    /// The links, the product first.
    pub links: Vec<Link>,
    /// Its numbers.
    pub numbers: Numbers,
}
