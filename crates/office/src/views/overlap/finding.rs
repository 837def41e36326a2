//! One finding: the passages with the original texts, and what was made of it.

use hefu_overlap::Passage;
use hefu_store::Tx;

use super::{FindingLine, STANDING, line, may_see};
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::overlap::{Finding, Part, Remark, comparison, in_force, written_now};
use crate::rights::{Action, Thing};

/// What was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLine {
    /// What was made of it.
    pub remark: Remark,
    /// Why.
    pub why: String,
    /// Who.
    pub who: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// Whether it was said of this very finding. Said of other texts or passages, it does not count.
    pub counts: bool,
}

/// A passage with the parts in which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageView {
    /// The passage.
    pub passage: Passage,
    /// Where it begins in each.
    pub parts: [Option<Part>; 2],
}

/// A finding with its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingView {
    /// The finding with its applications and the last note.
    pub line: FindingLine,
    /// When the comparison ended, as an instant with its zone.
    pub at: String,
    /// Digest of the finding, which a note names.
    pub evidence: String,
    /// The passages and the texts in which they have their places; none where a text is no longer what was compared.
    pub shown: Option<(Vec<PassageView>, [String; 2])>,
    /// Everything that was noted, the first first.
    pub notes: Vec<NoteLine>,
    /// Whether the viewer may note something.
    pub may_note: bool,
}

/// The finding on two applications, in either order.
///
/// # Errors
/// A refusal where the viewer may not see it, or there is none on two applications in force.
pub async fn finding_view(
    office: &Office,
    doing: &Doing,
    direction: &str,
    [one, other]: [&str; 2],
) -> Result<FindingView, OfficeError> {
    may_see(office, doing)?;
    let direction = office.direction(direction)?.number.as_str();
    let mut tx = office.db().read().await?;
    let compared = comparison(&mut tx, direction).await?.ok_or_else(Refusal::not_found)?;
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let sql = format!(
        "SELECT f.body AS body, a.title AS title_a, a.draft AS draft_a, b.title AS title_b, b.draft AS draft_b
         {STANDING} AND f.first = $2 AND f.second = $3"
    );
    let row = tx.maybe_row(&sql, &[text(direction), text(first), text(second)]).await?;
    let row = row.ok_or_else(Refusal::not_found)?;
    let now = in_force(&mut tx, direction).await?;
    let (finding, applications) = line(&row, &compared.applications, &now)?;
    let notes = notes_of(&mut tx, &finding).await?;
    Ok(FindingView {
        shown: shown(&mut tx, &finding).await?,
        at: compared.at,
        evidence: finding.evidence()?,
        line: FindingLine { finding, applications, note: notes.last().cloned() },
        notes,
        may_note: office.may_here(&doing.viewer, Action::Compare, Thing::Overlap).is_ok(),
    })
}

/// The passages with both texts, made again from the applications, where they are still what was compared.
async fn shown(tx: &mut Tx<'_>, finding: &Finding) -> Result<Option<(Vec<PassageView>, [String; 2])>, OfficeError> {
    let [first, second] = &finding.applications;
    let [text_first, text_second] = &finding.texts;
    let a = written_now(tx, first).await?.filter(|(digest, _)| digest == text_first);
    let b = written_now(tx, second).await?.filter(|(digest, _)| digest == text_second);
    let (Some((_, a)), Some((_, b))) = (a, b) else { return Ok(None) };
    let passage = |passage: &Passage| PassageView {
        parts: [a.part_at(passage.a.start).cloned(), b.part_at(passage.b.start).cloned()],
        passage: passage.clone(),
    };
    let passages = finding.passages.iter().map(passage).collect();
    Ok(Some((passages, [a.text, b.text])))
}

/// What was noted of the two applications of a finding, the first first.
pub(super) async fn notes_of(tx: &mut Tx<'_>, finding: &Finding) -> Result<Vec<NoteLine>, OfficeError> {
    let [first, second] = &finding.applications;
    let sql = "SELECT evidence, word, why, who, at FROM overlap_notes WHERE first = $1 AND second = $2 ORDER BY place";
    let rows = tx.rows(sql, &[text(first), text(second)]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let evidence = finding.evidence()?;
    let note = |row: &hefu_store::Row| -> Result<NoteLine, OfficeError> {
        let word = row.text("word")?;
        let remark = Remark::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("remark `{word}`")))?;
        Ok(NoteLine {
            remark,
            why: row.text("why")?,
            who: row.text("who")?,
            at: row.text("at")?,
            counts: row.text("evidence")? == evidence,
        })
    };
    rows.iter().map(note).collect()
}
