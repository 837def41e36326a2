//! The officers' first page: how many applications stand where, what waits for whom, how the exchange is.

use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::lists::{Ask, Kind, Scope, Stage};
use crate::rights::{Action, Class, Thing};

use super::lists::{count, open_now};
use super::owing::answers_owed;
use super::{ExchangeView, exchange_page, outbox};

/// The board.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// How many applications stand where, by direction and stage, in the order of the guide and of the stages; directions
    /// without any are named with an empty list.
    pub stages: Vec<(String, Vec<(Stage, i64)>)>,
    /// What there is to look at, with how many.
    pub views: Vec<NamedView>,
    /// The exchanges; empty where the viewer may not see them.
    pub exchanges: Vec<ExchangeView>,
    /// Parcels refused that are kept note of.
    pub refused: i64,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedView {
    /// Its word; `board-view-WORD` in the catalogue.
    pub word: &'static str,
    /// The list and what is asked of it; none for what is no list.
    pub list: Option<(Kind, Ask)>,
    /// How many.
    pub count: i64,
}

/// The lists that have a name.
fn named() -> [(&'static str, Kind, Ask); 5] {
    let ask = |filter: &str, value: &str| Ask::default().with(filter, value);
    [
        ("office", Kind::Applications, ask("turn", "office")),
        ("findings", Kind::Findings, ask("outcome", "person")),
        ("differences", Kind::Pairs, ask("state", "differs")),
        ("ambiguous", Kind::Pairs, ask("state", "undecided")),
        ("one-sided", Kind::Applications, ask("stage", Stage::Awaiting.word())),
    ]
}

/// The board.
///
/// # Errors
/// A refusal where the viewer sees no applications.
pub async fn board(office: &Office, doing: &Doing) -> Result<Board, OfficeError> {
    let scope = Scope::of(office, doing);
    let mut tx = office.db().read().await?;
    let open = open_now(office, &mut tx, &doing.now).await?;
    let sees = |thing| office.may_here(&doing.viewer, Action::See, thing).is_ok();
    let mut board = Board::default();
    for (word, kind, ask) in named() {
        let count = count(&scope, &mut tx, kind, &ask, &open).await?;
        board.views.push(NamedView { word, list: Some((kind, ask)), count });
    }
    if scope.some(Kind::Applications, Class::Findings) {
        for direction in office.directions() {
            let mut stages = Vec::new();
            for stage in Stage::ALL {
                let ask = Ask::default().with("direction", &*direction.number).with("stage", stage.word());
                let count = count(&scope, &mut tx, Kind::Applications, &ask, &open).await?;
                if count > 0 {
                    stages.push((*stage, count));
                }
            }
            board.stages.push((direction.number.clone(), stages));
        }
    }
    let (appeals, awards) = (sees(Thing::AppealOpen), sees(Thing::AwardOpen));
    if appeals || awards {
        let owed = answers_owed(office, &mut tx).await?;
        let mut views = vec![("appeals", appeals, owed.appeals)];
        views.extend([("awards", awards, owed.shown), ("changes", awards, owed.changes)]);
        let seen = views.into_iter().filter(|(_, seen, _)| *seen);
        board.views.extend(seen.map(|(word, _, count)| NamedView { word, list: None, count }));
    }
    drop(tx);
    if super::sees_outbox(office, &doing.viewer) {
        let letters = outbox(office, doing, None, None, None).await?;
        let counts = letters.counts.iter().filter(|(state, _)| *state == crate::letters::LetterState::Waiting);
        board.views.push(NamedView { word: "letters", list: None, count: counts.map(|(_, count)| count).sum() });
    }
    if sees(Thing::Exchange) {
        let page = exchange_page(office, doing).await?;
        board.refused = i64::try_from(page.refused.len()).unwrap_or(i64::MAX);
        let ill = page.exchanges.iter().filter(|exchange| !exchange.well()).count();
        let count = i64::try_from(ill).unwrap_or(i64::MAX);
        board.views.push(NamedView { word: "exchange", list: None, count });
        board.exchanges = page.exchanges;
    }
    Ok(board)
}
