//! Pictures as SVG, for a page in one language or in several of which it shows one.

mod bars;
mod canvas;
mod chain;
mod chart;

use hefu_words::Lang;

use crate::Picture;
use canvas::Canvas;

/// The style sheet of the pictures. Colours are those of the page around them where it has any; none carries meaning
/// alone.
pub const PICTURE_CSS: &str = include_str!("../assets/picture.css");

/// The picture. With several languages every word stands in each, marked with `lang` and the class `t`, for a page that
/// shows one. `labelled_by` is the id of the element that names the picture.
#[must_use]
pub fn svg(picture: &Picture, langs: &[Lang], labelled_by: &str) -> String {
    let mut canvas = Canvas::new(langs);
    match picture {
        Picture::Chart(chart) => chart::draw(chart, &mut canvas),
        Picture::Bars(bars) => bars::draw(bars, &mut canvas),
        Picture::Chain(chain) => chain::draw(chain, &mut canvas),
    }
    canvas.finish(labelled_by)
}
