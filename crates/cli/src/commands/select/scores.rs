//! The reviews of `hefu select`: read, put into the lists as the method says.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use hefu_decision::scores::{Summary, apply, read, summarise};
use hefu_decision::{List, MethodFile};
use hefu_round::SideFolder;

use crate::say::Say;

/// Reads each side's reviews and fills its list.
///
/// # Errors
/// A file that cannot be read, a side whose reviews the method does not speak of, or one whose reviews it asks for and that has none.
pub fn into_lists(
    say: &Say,
    files: &[SideFolder],
    method: &MethodFile,
    lists: &mut BTreeMap<String, List>,
) -> anyhow::Result<Vec<Summary>> {
    for rule in method.scores.iter().filter(|rule| lists.contains_key(&rule.side)) {
        if files.iter().all(|file| file.side.as_str() != rule.side) {
            bail!("the method has a [[scores]] for `{0}`; give its reviews with --scores {0}=FILE", rule.side);
        }
    }
    let mut out = Vec::new();
    let mut faults = 0;
    for file in files {
        let side = file.side.as_str();
        let list = lists.get_mut(side).with_context(|| format!("`{side}` has reviews and no list"))?;
        let rule = method.scores_of(side).with_context(|| {
            format!("the method has no [[scores]] for `{side}`: it must say which figure counts, and as what")
        })?;
        let (scores, troubles) = match read(&file.folder, Some(rule)) {
            Ok((scores, troubles)) => (Some(scores), troubles),
            Err(troubles) => (None, troubles),
        };
        faults += troubles.iter().filter(|trouble| trouble.blocks).count();
        troubles.iter().for_each(|trouble| say.line(&trouble.text(say.lang)));
        let Some(scores) = scores else { continue };
        let summary = summarise(&scores, rule, method.mapping_of(side))?;
        for note in apply(&summary, list)? {
            say.message(&note);
        }
        out.push(summary);
    }
    if faults > 0 {
        bail!("{faults} cells cannot be read; nothing was decided");
    }
    Ok(out)
}
