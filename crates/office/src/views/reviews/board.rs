//! The reviews of a direction as officers see them.

use hefu_decision::scores::{self, ScoreRow};
use hefu_review::{Criterion, ReviewForm};
use hefu_store::Tx;
use hefu_words::{Lang, Message};
use jiff::Zoned;

use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::experts::ExpertState;
use crate::letters::{LetterKind, LetterMode, mode_of};
use crate::reviews::{
    FrozenForm, HandedInReview, Of, SeatNow, SeatState, deadline_of, form_of, latest_of, seats_where, versions_of,
};
use crate::rights::{Action, Class, Thing};

/// The reviews of a direction.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewBoard {
    /// Direction number.
    pub direction: String,
    /// Until when, where it is set.
    pub until: Option<Zoned>,
    /// Whether a form is in force.
    pub asked: bool,
    /// Every seat, by number and expert.
    pub lines: Vec<BoardLine>,
    /// What was declined or declared, the newest first: number, expert's name, whether for a conflict, reason, when.
    pub declined: Vec<DeclinedLine>,
    /// Ids of what is marked on a scale without numbers beside it: no score comes of it.
    pub uncounted: Vec<String>,
    /// Whether the viewer may remind and give and take seats.
    pub may_act: bool,
}

/// A seat on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardLine {
    /// The seat.
    pub seat: SeatNow,
    /// Whether the deadline is past and no review is handed in.
    pub late: bool,
}

/// A seat that its expert gave up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclinedLine {
    /// Application number.
    pub number: String,
    /// The expert's name.
    pub expert_name: String,
    /// Whether for a conflict of interest.
    pub conflict: bool,
    /// Why.
    pub reason: String,
    /// When, as an instant with its zone.
    pub at: String,
}

/// An expert with outstanding reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutstandingLine {
    /// The expert.
    pub expert: String,
    /// The expert's name.
    pub name: String,
    /// The account, once the invitation is accepted: without one no letter is written.
    pub account: Option<String>,
    /// How many are outstanding.
    pub open: usize,
    /// Of these, how many the expert has not said anything of.
    pub silent: usize,
}

/// The reviews of a direction, for officers.
///
/// # Errors
/// A refusal where the viewer may not see them.
pub async fn review_board(office: &Office, doing: &Doing, direction: &str) -> Result<ReviewBoard, OfficeError> {
    may_read(office, doing, Class::Record)?;
    let direction = office.direction(direction)?.number.clone();
    let mut tx = office.db().read().await?;
    let until = deadline_of(&mut tx, &direction).await?;
    let past = until.as_ref().is_some_and(|until| *until <= doing.now);
    let seats = seats_where(&mut tx, Of::Direction(&direction)).await?;
    let form = form_of(&mut tx, &direction).await?;
    let line = |seat: SeatNow| BoardLine { late: past && seat.state != SeatState::Submitted, seat };
    Ok(ReviewBoard {
        lines: seats.into_iter().map(line).collect(),
        declined: declined(&mut tx, &direction).await?,
        uncounted: form.as_ref().map(|form| uncounted(&form.form)).unwrap_or_default(),
        asked: form.is_some(),
        may_act: office.may_here(&doing.viewer, Action::Require, Thing::ReviewForm).is_ok(),
        until,
        direction,
    })
}

fn may_read(office: &Office, doing: &Doing, class: Class) -> Result<(), Refusal> {
    let may = office.may_somehow(&doing.viewer, Action::See, (Thing::ReviewSubmitted, class), false);
    // Whoever has nothing to do with reviews is not told which there are.
    if may { Ok(()) } else { Err(Refusal::not_found()) }
}

async fn declined(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<DeclinedLine>, OfficeError> {
    let sql = "SELECT w.number AS number, e.name AS name, w.conflict AS conflict, w.reason AS reason, w.at AS at
               FROM review_seats w JOIN experts e ON e.expert = w.expert JOIN applications a ON a.number = w.number
               WHERE w.state = 'declined' AND a.direction = $1 ORDER BY w.at DESC, w.number, w.expert";
    let rows = tx.rows(sql, &[crate::exchange::text(direction)]).await?;
    rows.iter()
        .map(|row| {
            Ok(DeclinedLine {
                number: row.text("number")?,
                expert_name: row.text("name")?,
                conflict: row.int("conflict")? > 0,
                reason: row.text("reason")?,
                at: row.text("at")?,
            })
        })
        .collect()
}

/// Experts with outstanding reviews in a direction, by code, without asking who looks.
pub(crate) async fn outstanding(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<OutstandingLine>, OfficeError> {
    let mut lines: Vec<OutstandingLine> = Vec::new();
    for seat in seats_where(tx, Of::Direction(direction)).await? {
        if seat.state == SeatState::Submitted {
            continue;
        }
        let silent = usize::from(seat.state == SeatState::Offered);
        match lines.iter_mut().find(|line| line.expert == seat.expert) {
            Some(line) => {
                line.open += 1;
                line.silent += silent;
            }
            None => lines.push(OutstandingLine {
                expert: seat.expert,
                name: seat.expert_name,
                account: seat.account,
                open: 1,
                silent,
            }),
        }
    }
    lines.sort_by(|a, b| a.expert.cmp(&b.expert));
    Ok(lines)
}

/// Experts with outstanding reviews in a direction, and what becomes of letters to them: whether they are written, and whether
/// they wait for an officer.
///
/// # Errors
/// A refusal where the viewer may not see them.
pub async fn outstanding_reviews(
    office: &Office,
    doing: &Doing,
    direction: &str,
) -> Result<(Vec<OutstandingLine>, LetterMode), OfficeError> {
    may_read(office, doing, Class::Record)?;
    let direction = office.direction(direction)?.number.clone();
    let mut tx = office.db().read().await?;
    let (mode, _) = mode_of(&mut tx, LetterKind::ReviewOutstanding).await?;
    Ok((outstanding(&mut tx, &direction).await?, mode))
}

/// A review handed in, as officers read it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewRead {
    /// The seat.
    pub seat: SeatNow,
    /// The form it answers.
    pub form: FrozenForm,
    /// All versions handed in, the newest first.
    pub versions: Vec<HandedInReview>,
}

/// A review handed in with its earlier versions.
///
/// # Errors
/// A refusal where there is none for this viewer.
pub async fn review_read(
    office: &Office,
    doing: &Doing,
    number: &str,
    expert: &str,
) -> Result<ReviewRead, OfficeError> {
    may_read(office, doing, Class::Content)?;
    let mut tx = office.db().read().await?;
    let seat = seats_where(&mut tx, Of::Expert(expert, number)).await?.pop().ok_or_else(Refusal::not_found)?;
    let form = form_of(&mut tx, &seat.direction).await?.ok_or_else(Refusal::not_found)?;
    let mut versions = versions_of(&mut tx, number, expert).await?;
    if !office.may_somehow(&doing.viewer, Action::See, (seat.state.thing(), Class::Content), false) {
        versions.clear();
    }
    if versions.is_empty() {
        return Err(Refusal::not_found().into());
    }
    Ok(ReviewRead { seat, form, versions })
}

/// Ids of what is marked on a scale whose marks do not all count in numbers.
fn uncounted(form: &ReviewForm) -> Vec<String> {
    let counts = |criterion: &Criterion| {
        criterion.scale.anchors(Lang::En).iter().all(|(mark, _)| criterion.scale.points(mark).is_some())
    };
    form.marked().filter(|criterion| !counts(criterion)).map(|criterion| criterion.id.clone()).collect()
}

/// Experts who may be given a seat on an application, with their names.
///
/// # Errors
/// A refusal where the viewer may not see experts.
pub async fn replacements(office: &Office, doing: &Doing, number: &str) -> Result<Vec<(String, String)>, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Experts)?;
    let mut tx = office.db().read().await?;
    let sql = "SELECT e.expert AS expert, e.name AS name, e.state AS state FROM experts e
               WHERE NOT EXISTS (SELECT 1 FROM seats s WHERE s.expert = e.expert AND s.number = $1) ORDER BY e.expert";
    let mut found = Vec::new();
    for row in tx.rows(sql, &[crate::exchange::text(number)]).await? {
        if ExpertState::from_word(&row.text("state")?).is_some_and(ExpertState::takes_seats) {
            found.push((row.text("expert")?, row.text("name")?));
        }
    }
    Ok(found)
}

/// The reviews of a direction as the workbook that the joint decision reads scores from: each expert's mark under each criterion
/// whose marks all count in numbers, missing where no review is in force.
///
/// # Errors
/// A refusal where the viewer may not read them or no form is in force.
pub async fn review_scores(
    office: &Office,
    doing: &Doing,
    direction: &str,
    lang: Lang,
) -> Result<Vec<u8>, OfficeError> {
    may_read(office, doing, Class::Content)?;
    let direction = office.direction(direction)?.number.clone();
    let mut tx = office.db().read().await?;
    let none = || Refusal::new(RefusalKind::Conflict, Message::new("review-form-not-yet"));
    let form = form_of(&mut tx, &direction).await?.ok_or_else(none)?.form;
    let left_out = uncounted(&form);
    let mut rows = Vec::new();
    for seat in seats_where(&mut tx, Of::Direction(&direction)).await? {
        let review = match seat.state {
            SeatState::Submitted => latest_of(&mut tx, &seat.number, &seat.expert).await?,
            _ => None,
        };
        let answers = review.map(|review| review.answers).unwrap_or_default();
        let written = form.texts.iter().filter_map(|text| {
            let words = answers.texts.get(&text.id)?;
            Some(format!("{}\n{words}", text.title.get(lang)))
        });
        let opinion = written.collect::<Vec<_>>().join("\n\n");
        for (at, criterion) in form.marked().filter(|criterion| !left_out.contains(&criterion.id)).enumerate() {
            rows.push(ScoreRow {
                number: seat.number.clone(),
                expert: seat.expert.clone(),
                criterion: criterion.id.clone(),
                score: answers.marks.get(&criterion.id).and_then(|mark| criterion.scale.points(mark)),
                // What is written belongs to the whole review: it stands in its first row.
                opinion: if at == 0 { opinion.clone() } else { String::new() },
            });
        }
    }
    scores::write(&rows, lang, doing.now.date())
        .map_err(|_| Refusal::new(RefusalKind::TooLarge, Message::new("review-file-too-long")).into())
}
