//! The links of a chain below each other, the product on top, and where it breaks.

use hefu_words::Arg;

use super::canvas::{Canvas, WIDTH};
use crate::Chain;

/// Height of a link and of what joins two.
const LINK: f64 = 46.0;
const JOINT: f64 = 20.0;

pub(super) fn draw(chain: &Chain, canvas: &mut Canvas<'_>) {
    let mut y = 6.0;
    for (at, link) in chain.links.iter().enumerate() {
        if at > 0 {
            canvas.line("joint", (34.0, y - JOINT), (34.0, y));
        }
        let class = if link.broken.is_some() { "link against" } else { "link" };
        canvas.rect(class, 6.0, y, WIDTH - 12.0, LINK);
        canvas.words(&(at + 1).into(), "label", "middle", (34.0, y + 28.0), 4);
        canvas.words(&link.record.as_str().into(), "name", "start", (62.0, y + 20.0), 14);
        let about = if link.time.is_empty() { link.stage.clone() } else { format!("{} · {}", link.stage, link.time) };
        canvas.words(&about.into(), "tick", "start", (62.0, y + 37.0), 28);
        y += LINK;
        if let Some(broken) = &link.broken {
            let said: Arg = broken.clone().into();
            canvas.line("broken", (34.0, y), (34.0, y + 8.0));
            canvas.line("broken", (26.0, y + 10.0), (42.0, y + 18.0));
            canvas.line("broken", (42.0, y + 10.0), (26.0, y + 18.0));
            canvas.words(&said, "limit-label", "start", (62.0, y + 18.0), 28);
            y += 24.0;
        }
        y += JOINT;
    }
    canvas.down_to(y - JOINT + 6.0);
}
