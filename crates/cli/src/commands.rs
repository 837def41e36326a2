//! The commands, one file each.

pub mod assign;
pub mod backup;
pub mod conflicts;
pub mod demo;
pub mod doctor;
pub mod evidence;
pub mod exchange;
pub mod guide;
pub mod link;
pub mod mapping;
pub mod office;
pub mod overlap;
pub mod receipt;
pub mod round;
pub mod sample;
pub mod select;
pub mod serve;
pub mod template;

use std::path::Path;

use anyhow::Context as _;
use hefu_guide::Guide;

/// The guide named on the command line: the id of a built-in one, or a file. A faulty file is explained like a compiler
/// would.
fn load_guide(name: &str) -> anyhow::Result<Guide> {
    if let Some(guide) = hefu_guide::builtin(name) {
        return Ok(guide);
    }
    let path = Path::new(name);
    let text = std::fs::read_to_string(path).with_context(|| {
        format!("`{name}` is neither a built-in guide ({}) nor a file that can be read", hefu_guide::BUILTIN.join(", "))
    })?;
    let source = path.parent().and_then(|folder| std::fs::read_to_string(folder.join("source.txt")).ok());
    hefu_guide::compile(name, &text, source.as_deref())
        .map_err(|diagnostics| anyhow::anyhow!("{name} does not compile\n{}", guide::render(&diagnostics)))
}
