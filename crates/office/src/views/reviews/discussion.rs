//! The discussion of one application, as one of its experts sees it and as officers do.

use hefu_review::Answers;
use hefu_store::Tx;

use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::reviews::{
    DiscussionMove, DiscussionNote, DiscussionSettings, DiscussionState, FrozenForm, Of, SeatNow, SeatState,
    discussion_move, discussion_settings, discussion_state, entered, form_of, latest_of, notes, places,
    review_standing, seats_where,
};
use crate::rights::{Action, Class, Thing};
use crate::views::Standing;

/// Who wrote something, as far as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The reader.
    You,
    /// The office; its officers see by whom.
    Office(Option<String>),
    /// An expert by the number the experts of this application know each other by, with the name where the reader may know it.
    Expert(usize, Option<String>),
}

/// A review of the application in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscussedReview {
    /// Whose.
    pub author: Author,
    /// The expert's number in the register; none for experts.
    pub expert: Option<String>,
    /// Its version, and the one that stood before its expert took part, if they do.
    pub versions: (i64, Option<i64>),
    /// The answers; none while its expert revises it.
    pub answers: Option<Answers>,
    /// When it was handed in, as an instant with its zone.
    pub at: Option<String>,
}

/// Something written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscussionLine {
    /// By whom.
    pub author: Author,
    /// Whether they have a seat no more.
    pub gone: bool,
    /// What.
    pub text: String,
    /// When, as an instant with its zone.
    pub at: String,
}

/// The discussion of an application.
#[derive(Clone, Debug, PartialEq)]
pub struct DiscussionView {
    /// Application number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The draft behind it.
    pub draft: String,
    /// Its direction.
    pub direction: String,
    /// The form that reviews answer.
    pub form: FrozenForm,
    /// What the office has set.
    pub settings: DiscussionSettings,
    /// Where it stands for the reader.
    pub state: DiscussionState,
    /// The last closing or opening.
    pub moved: Option<DiscussionMove>,
    /// Reviews: of the others, for an expert; of all, for officers.
    pub reviews: Vec<DiscussedReview>,
    /// What was written, the oldest first.
    pub lines: Vec<DiscussionLine>,
    /// Whether the reader may write now.
    pub may_write: bool,
    /// Whether the reader may close and open it.
    pub may_move: bool,
}

/// The viewer's seat on an application, what they are to its discussion, and where that stands. Where the office has switched none
/// on, or there is no seat, there is nothing.
///
/// # Errors
/// A refusal where there is nothing.
pub(crate) async fn discussing(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    number: &str,
) -> Result<(SeatNow, Standing, DiscussionState), OfficeError> {
    let (seat, standing) = review_standing(office, tx, doing, number).await?;
    let state = discussion_state(tx, &seat).await?.ok_or_else(Refusal::not_found)?;
    Ok((seat, Standing { thing: state.thing(), ..standing }, state))
}

/// Where the discussion stands for the viewer, an expert of the application; none where the office has switched none on.
///
/// # Errors
/// A refusal where the viewer has no seat on this application.
pub async fn own_discussion(
    office: &Office,
    doing: &Doing,
    number: &str,
) -> Result<Option<DiscussionState>, OfficeError> {
    let mut tx = office.db().read().await?;
    let (seat, _) = review_standing(office, &mut tx, doing, number).await?;
    discussion_state(&mut tx, &seat).await
}

/// The discussion as one of its experts sees it. Until they take part, nothing of the others is in it.
///
/// # Errors
/// A refusal where the viewer has no seat on this application, the office has switched none on, or their own review is not handed
/// in.
pub async fn discussion_page(office: &Office, doing: &Doing, number: &str) -> Result<DiscussionView, OfficeError> {
    let mut tx = office.db().read().await?;
    let (seat, standing, state) = discussing(office, &mut tx, doing, number).await?;
    let sees = office.may(&standing, Action::See, Class::Content);
    if !sees && !office.may(&standing, Action::Accept, Class::Content) {
        return Err(Refusal::not_found().into());
    }
    let reader = Reader { own: Some(seat.expert.as_str()), sees, state };
    let SeatNow { number, draft, direction, title, .. } = seat.clone();
    let view = gathered(&mut tx, About { number, draft, direction, title }, &reader).await?;
    Ok(DiscussionView { may_write: office.may(&standing, Action::Comment, Class::Content), ..view })
}

/// The discussion of an application as officers see it: with names, and which version of each review stood before its expert took
/// part.
///
/// # Errors
/// A refusal where the viewer may not read it, or the office has switched none on for the direction.
pub async fn discussion_read(office: &Office, doing: &Doing, number: &str) -> Result<DiscussionView, OfficeError> {
    let may = |action, thing| office.may_somehow(&doing.viewer, action, (thing, Class::Content), false);
    if !may(Action::See, Thing::DiscussionOpen) {
        return Err(Refusal::not_found().into());
    }
    let mut tx = office.db().read().await?;
    let sql = "SELECT direction, title, draft FROM applications WHERE number = $1 AND state = 'submitted'";
    let row = tx.maybe_row(sql, &[text(number)]).await?.ok_or_else(Refusal::not_found)?;
    let (draft, direction, title) = (row.text("draft")?, row.text("direction")?, row.text("title")?);
    let about = About { number: number.to_owned(), draft, direction, title };
    if !discussion_settings(&mut tx, &about.direction).await?.on {
        return Err(Refusal::not_found().into());
    }
    let open = discussion_move(&mut tx, number).await?.is_none_or(|last| last.open);
    let state = if open { DiscussionState::Open } else { DiscussionState::Closed };
    let view = gathered(&mut tx, about, &Reader { own: None, sees: true, state }).await?;
    Ok(DiscussionView {
        may_write: may(Action::Comment, state.thing()),
        may_move: may(Action::Require, state.thing()),
        ..view
    })
}

/// What is set for the discussions of a direction, for whoever may read them; whether the viewer may set it.
///
/// # Errors
/// A refusal where the viewer may not read them, or there is no such direction.
pub async fn discussion_terms(
    office: &Office,
    doing: &Doing,
    direction: &str,
) -> Result<(DiscussionSettings, bool), OfficeError> {
    if !office.may_somehow(&doing.viewer, Action::See, (Thing::DiscussionOpen, Class::Content), false) {
        return Err(Refusal::not_found().into());
    }
    let direction = office.direction(direction)?.number.clone();
    let settings = discussion_settings(&mut office.db().read().await?, &direction).await?;
    Ok((settings, office.may_here(&doing.viewer, Action::Require, Thing::DiscussionOpen).is_ok()))
}

/// The application that is discussed.
struct About {
    number: String,
    draft: String,
    direction: String,
    title: String,
}

/// Who reads: an expert by their number, or officers.
struct Reader<'a> {
    own: Option<&'a str>,
    /// Whether they see what others wrote.
    sees: bool,
    state: DiscussionState,
}

async fn gathered(tx: &mut Tx<'_>, about: About, reader: &Reader<'_>) -> Result<DiscussionView, OfficeError> {
    let settings = discussion_settings(tx, &about.direction).await?;
    let form = form_of(tx, &about.direction).await?.ok_or_else(Refusal::not_found)?;
    let (places, before) = (places(tx, &about.number).await?, entered(tx, &about.number).await?);
    let mut seats = seats_where(tx, Of::Direction(&about.direction)).await?;
    seats.retain(|seat| seat.number == about.number);
    let named = reader.own.is_none() || settings.names;
    let author = |expert: &str, name: &str| match reader.own {
        Some(own) if own == expert => Author::You,
        _ => Author::Expert(places.get(expert).copied().unwrap_or_default(), named.then(|| name.to_owned())),
    };
    let (mut reviews, mut lines) = (Vec::new(), Vec::new());
    if reader.sees {
        for seat in seats.iter().filter(|seat| reader.own != Some(seat.expert.as_str()) && seat.revision > 0) {
            let in_force = seat.state == SeatState::Submitted;
            let review = latest_of(tx, &seat.number, &seat.expert).await?.filter(|_| in_force);
            reviews.push(DiscussedReview {
                author: author(&seat.expert, &seat.expert_name),
                expert: reader.own.is_none().then(|| seat.expert.clone()),
                versions: (seat.revision, before.get(&seat.expert).copied()),
                at: review.as_ref().map(|review| review.at.clone()),
                answers: review.map(|review| review.answers),
            });
        }
        reviews.sort_by_key(|review| match review.author {
            Author::Expert(place, _) => place,
            Author::You | Author::Office(_) => 0,
        });
        for DiscussionNote { expert, who, text, at } in notes(tx, &about.number).await? {
            let sits = |expert: &String| seats.iter().any(|seat| seat.expert == *expert);
            lines.push(DiscussionLine {
                gone: expert.as_ref().is_some_and(|expert| !sits(expert)),
                author: match &expert {
                    Some(expert) => author(expert, &who),
                    None => Author::Office(reader.own.is_none().then_some(who)),
                },
                text,
                at,
            });
        }
    }
    // Officers' reasons are the office's own affair.
    let moved = discussion_move(tx, &about.number).await?.filter(|_| reader.own.is_none());
    Ok(DiscussionView {
        number: about.number,
        title: about.title,
        draft: about.draft,
        direction: about.direction,
        form,
        settings,
        state: reader.state,
        moved,
        reviews,
        lines,
        may_write: false,
        may_move: false,
    })
}
