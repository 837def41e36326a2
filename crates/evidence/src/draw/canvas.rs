//! Lines and words on a canvas of fixed width.

use std::fmt::Write as _;

use hefu_words::{Arg, Lang, Message};

use crate::Axis;

/// Width of every picture, in its own units.
pub(super) const WIDTH: f64 = 460.0;

/// What is drawn.
pub(super) struct Canvas<'a> {
    langs: &'a [Lang],
    body: String,
    height: f64,
}

/// A place across the canvas.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub from: f64,
    pub to: f64,
}

impl Span {
    /// Where a number of an axis lies.
    pub fn at(self, axis: &Axis, number: f64) -> f64 {
        let width = axis.most - axis.least;
        let share = if width > 0.0 { (number - axis.least) / width } else { 0.5 };
        self.from + (self.to - self.from) * share.clamp(0.0, 1.0)
    }
}

impl<'a> Canvas<'a> {
    pub fn new(langs: &'a [Lang]) -> Self {
        Self { langs, body: String::new(), height: 0.0 }
    }

    /// Makes room down to here.
    pub fn down_to(&mut self, height: f64) {
        self.height = self.height.max(height);
    }

    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let _ = write!(
            self.body,
            "<line class=\"{class}\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    pub fn path(&mut self, class: &str, points: impl IntoIterator<Item = (f64, f64)>) {
        let mut mark = 'M';
        let mut path = String::new();
        for (x, y) in points {
            let _ = write!(path, "{mark}{x:.1} {y:.1}");
            mark = 'L';
        }
        let _ = write!(self.body, "<path class=\"{class}\" d=\"{path}\"/>");
    }

    pub fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        let _ = write!(
            self.body,
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"2\"/>"
        );
    }

    /// A mark of one of five shapes, so that series differ without colour.
    pub fn mark(&mut self, shape: usize, class: &str, x: f64, y: f64) {
        let r = 3.6;
        let _ = match shape % 5 {
            0 => write!(self.body, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r}\"/>"),
            1 => return self.rect(class, x - r, y - r, r * 2.0, r * 2.0),
            2 => return self.path(class, [(x, y - 4.4), (x + 4.2, y + r), (x - 4.2, y + r), (x, y - 4.4)]),
            3 => return self.path(class, [(x, y - 4.6), (x + 4.6, y), (x, y + 4.6), (x - 4.6, y), (x, y - 4.6)]),
            _ => return self.path(class, [(x, y + 4.4), (x + 4.2, y - r), (x - 4.2, y - r), (x, y + 4.4)]),
        };
    }

    /// Words at a place; `anchor` is `start`, `middle` or `end`. Too long ones are cut to `chars`.
    pub fn words(&mut self, words: &Arg, class: &str, anchor: &str, (x, y): (f64, f64), chars: usize) {
        let texts: Vec<String> = self.langs.iter().map(|lang| cut(&said(words, *lang), chars)).collect();
        let same = texts.iter().all(|text| Some(text) == texts.first());
        for (lang, text) in self.langs.iter().zip(&texts).take(if same { 1 } else { texts.len() }) {
            let (also, tag) = if same { ("", String::new()) } else { (" t", format!(" lang=\"{}\"", lang.tag())) };
            let _ = write!(
                self.body,
                "<text class=\"{class}{also}\"{tag} x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>",
                escape(text)
            );
        }
    }

    pub fn finish(self, labelled_by: &str) -> String {
        format!(
            "<svg class=\"evidence-picture\" role=\"img\" aria-labelledby=\"{}\" viewBox=\"0 0 {WIDTH:.0} {:.0}\">{}</svg>",
            escape(labelled_by),
            self.height.max(40.0),
            self.body
        )
    }
}

fn said(words: &Arg, lang: Lang) -> String {
    Message::new("evidence-quoted").with("text", words.clone()).text(lang)
}

/// Letters take half the room of Han characters.
fn cut(text: &str, chars: usize) -> String {
    let mut room = chars * 2;
    let mut out = String::new();
    for c in text.chars() {
        let takes = if c.is_ascii() { 1 } else { 2 };
        if room < takes + 1 {
            out.push('…');
            return out;
        }
        room -= takes;
        out.push(c);
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Round places on an axis, with the decimals they need.
pub(super) fn ticks(axis: &Axis, about: u32) -> (Vec<f64>, usize) {
    let width = axis.most - axis.least;
    if !(width > 0.0 && width.is_finite()) {
        return (vec![axis.least], 0);
    }
    let raw = width / f64::from(about.max(1));
    let power = raw.log10().floor();
    let unit = 10f64.powf(power);
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|by| by * unit).find(|step| *step >= raw * 0.999).unwrap_or(raw);
    let decimals =
        if step >= 1.0 { 0 } else { (0..12).find(|places| unit * 10f64.powi(*places) >= 0.999).unwrap_or(12) };
    let first = (axis.least / step - 1e-9).ceil();
    let places = (0..40).map(|at| (first + f64::from(at)) * step).take_while(|place| *place <= axis.most + step * 1e-9);
    (places.collect(), usize::try_from(decimals).unwrap_or(0))
}

/// A number at a tick, without a minus before zero.
pub(super) fn tick(number: f64, decimals: usize) -> String {
    if number.abs() >= 1e9 {
        return format!("{number:.1e}");
    }
    let text = format!("{number:.decimals$}");
    if text.trim_matches(['-', '0', '.']).is_empty() { text.trim_start_matches('-').to_owned() } else { text }
}
