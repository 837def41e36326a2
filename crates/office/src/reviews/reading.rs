//! What the acts and views of reviews read, without asking who looks: they ask.

use hefu_application::Application;
use hefu_pairing::Pair;
use hefu_store::{Row, Tx};
use jiff::Zoned;

use super::discussion::lets_revise;
use super::{FormDraft, FrozenForm, HandedInReview, ReviewDraft, SeatNow, SeatState};
use crate::Office;
use crate::acts::Doing;
use crate::acts::notices::instant;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::rights::Relation;
use crate::views::{Standing, standing_of_number};

/// The form of a direction in force.
pub(crate) async fn form_of(tx: &mut Tx<'_>, direction: &str) -> Result<Option<FrozenForm>, OfficeError> {
    let sql = "SELECT body, digest, frozen FROM review_forms WHERE direction = $1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(None) };
    let form = serde_json::from_str(&row.text("body")?)?;
    Ok(Some(FrozenForm { form, digest: row.text("digest")?, frozen: row.text("frozen")? }))
}

/// The form of a direction as it is being written.
pub(crate) async fn form_draft_of(tx: &mut Tx<'_>, direction: &str) -> Result<Option<FormDraft>, OfficeError> {
    let sql = "SELECT body, version, saved FROM review_form_drafts WHERE direction = $1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(None) };
    let form = serde_json::from_str(&row.text("body")?)?;
    Ok(Some(FormDraft { form, version: row.int("version")?, saved: row.text("saved")? }))
}

/// Until when reviews of a direction are handed in, where the office has set it.
pub(crate) async fn deadline_of(tx: &mut Tx<'_>, direction: &str) -> Result<Option<Zoned>, OfficeError> {
    let sql = "SELECT until FROM review_deadlines WHERE direction = $1";
    let row = tx.maybe_row(sql, &[text(direction)]).await?;
    row.map(|row| instant(&row.text("until")?)).transpose()
}

/// Whether anything of a direction is answered, handed in or not: then its form stays.
pub(crate) async fn answered_in(tx: &mut Tx<'_>, direction: &str) -> Result<bool, OfficeError> {
    let sql =
        "SELECT (SELECT COUNT(*) FROM reviews r JOIN applications a ON a.number = r.number WHERE a.direction = $1)
                    + (SELECT COUNT(*) FROM review_drafts d JOIN applications a ON a.number = d.number
                       WHERE a.direction = $1) AS n";
    Ok(tx.row(sql, &[text(direction)]).await?.int("n")? > 0)
}

/// Which seats are read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of<'a> {
    /// Those of an account.
    Account(&'a str),
    /// Those of a direction.
    Direction(&'a str),
    /// That of an account on an application.
    Here(&'a str, &'a str),
    /// That of an expert on an application.
    Expert(&'a str, &'a str),
}

/// Seats with where they stand, by number and expert.
pub(crate) async fn seats_where(tx: &mut Tx<'_>, of: Of<'_>) -> Result<Vec<SeatNow>, OfficeError> {
    let (condition, values) = match of {
        Of::Account(account) => ("e.account = $1", vec![text(account)]),
        Of::Direction(direction) => ("a.direction = $1", vec![text(direction)]),
        Of::Here(account, number) => ("e.account = $1 AND s.number = $2", vec![text(account), text(number)]),
        Of::Expert(expert, number) => ("s.expert = $1 AND s.number = $2", vec![text(expert), text(number)]),
    };
    let sql = format!(
        "SELECT s.number AS number, s.expert AS expert, e.name AS name, e.account AS account, a.draft AS draft,
                a.direction AS direction, a.title AS title, w.state AS said, r.revision AS revision, r.state AS state,
                r.at AS at
         FROM seats s JOIN experts e ON e.expert = s.expert JOIN applications a ON a.number = s.number
         LEFT JOIN review_seats w ON w.number = s.number AND w.expert = s.expert
         LEFT JOIN reviews r ON r.number = s.number AND r.expert = s.expert AND r.revision =
           (SELECT MAX(l.revision) FROM reviews l WHERE l.number = s.number AND l.expert = s.expert)
         WHERE a.state = 'submitted' AND {condition} ORDER BY s.number, s.expert"
    );
    let rows = tx.rows(&sql, &values).await?;
    rows.iter().map(seat).collect()
}

fn seat(row: &Row) -> Result<SeatNow, OfficeError> {
    let accepted = row.maybe_text("said")?.as_deref() == Some("accepted");
    let submitted = row.maybe_text("state")?.as_deref() == Some("submitted");
    let state = match (accepted, submitted) {
        (false, _) => SeatState::Offered,
        (true, false) => SeatState::Open,
        (true, true) => SeatState::Submitted,
    };
    Ok(SeatNow {
        number: row.text("number")?,
        draft: row.text("draft")?,
        direction: row.text("direction")?,
        title: row.text("title")?,
        expert: row.text("expert")?,
        expert_name: row.text("name")?,
        account: row.maybe_text("account")?,
        state,
        revision: row.maybe_int("revision")?.unwrap_or(0),
        submitted: row.maybe_text("at")?,
    })
}

/// The seat of the viewer on an application with what the viewer is to it, whatever roles they hold beside. Where there is no
/// seat, there is nothing.
pub(crate) async fn review_standing(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    number: &str,
) -> Result<(SeatNow, Standing), OfficeError> {
    let account = doing.viewer.account.as_ref().ok_or_else(Refusal::not_found)?;
    let seat = seats_where(tx, Of::Here(&account.0, number)).await?.pop().ok_or_else(Refusal::not_found)?;
    let open = takes_review(tx, &seat, &doing.now).await?;
    let standing = seated(office, tx, doing, &seat, open).await?;
    Ok((seat, standing))
}

/// Whether a review of this seat can be written now: a form is in force, and no deadline is past or a discussion lets its expert
/// revise it.
pub(crate) async fn takes_review(tx: &mut Tx<'_>, seat: &SeatNow, now: &Zoned) -> Result<bool, OfficeError> {
    if form_of(tx, &seat.direction).await?.is_none() {
        return Ok(false);
    }
    let until = deadline_of(tx, &seat.direction).await?;
    Ok(until.is_none_or(|until| *now < until) || lets_revise(tx, seat).await?)
}

/// What the viewer is to the application of a seat of theirs: its expert and nothing else. `open`: whether reviews are taken now.
pub(crate) async fn seated(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    seat: &SeatNow,
    open: bool,
) -> Result<Standing, OfficeError> {
    let standing = standing_of_number(office, tx, doing, &seat.number).await?;
    Ok(Standing { thing: seat.state.thing(), open, relations: vec![Relation::Expert], ..standing })
}

/// What an expert has written of an application so far. Before anything is saved, what was handed in last.
pub(crate) async fn draft_of(tx: &mut Tx<'_>, number: &str, expert: &str) -> Result<ReviewDraft, OfficeError> {
    let sql = "SELECT body, version, saved FROM review_drafts WHERE number = $1 AND expert = $2";
    if let Some(row) = tx.maybe_row(sql, &[text(number), text(expert)]).await? {
        let answers = serde_json::from_str(&row.text("body")?)?;
        return Ok(ReviewDraft { answers, version: row.int("version")?, saved: Some(row.text("saved")?) });
    }
    let last = latest_of(tx, number, expert).await?;
    Ok(ReviewDraft { answers: last.map(|last| last.answers).unwrap_or_default(), ..ReviewDraft::default() })
}

/// All versions of a review, the newest first.
pub(crate) async fn versions_of(
    tx: &mut Tx<'_>,
    number: &str,
    expert: &str,
) -> Result<Vec<HandedInReview>, OfficeError> {
    let sql = "SELECT revision, state, form, body, digest, at FROM reviews WHERE number = $1 AND expert = $2
               ORDER BY revision DESC";
    let rows = tx.rows(sql, &[text(number), text(expert)]).await?;
    rows.iter()
        .map(|row| {
            Ok(HandedInReview {
                revision: row.int("revision")?,
                form: row.text("form")?,
                answers: serde_json::from_str(&row.text("body")?)?,
                digest: row.text("digest")?,
                at: row.text("at")?,
                in_force: row.text("state")? == "submitted",
            })
        })
        .collect()
}

/// The last version of a review.
pub(crate) async fn latest_of(
    tx: &mut Tx<'_>,
    number: &str,
    expert: &str,
) -> Result<Option<HandedInReview>, OfficeError> {
    Ok(versions_of(tx, number, expert).await?.into_iter().next())
}

/// What is known of the other half of the joint project: its card as an application.
pub(crate) async fn partner_half(
    office: &Office,
    tx: &mut Tx<'_>,
    number: &str,
) -> Result<Option<Application>, OfficeError> {
    let own = office.config().side.as_str();
    let sql = "SELECT p.body AS body FROM halves h JOIN pairs p ON p.pair = h.pair WHERE h.side = $1 AND h.number = $2";
    let Some(row) = tx.maybe_row(sql, &[text(own), text(number)]).await? else { return Ok(None) };
    let pair: Pair = serde_json::from_str(&row.text("body")?)?;
    let Some(other) = pair.halves.iter().find(|half| half.side.as_str() != own) else { return Ok(None) };
    let sql = "SELECT body FROM cards WHERE side = $1 AND number = $2";
    let Some(row) = tx.maybe_row(sql, &[text(other.side.as_str()), text(&other.number)]).await? else {
        return Ok(None);
    };
    let card: hefu_exchange::Card = serde_json::from_str(&row.text("body")?)?;
    Ok(Some(card.application(other.side.as_str())))
}
