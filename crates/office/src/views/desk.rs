//! Lists: an applicant's own applications, and what an office has. Which lines a viewer gets is asked of the rights, and the
//! SQL is made from the answer.

use hefu_application::State;
use hefu_store::{Tx, Value};
use hefu_words::Message;

use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::person::Viewer;
use crate::projection;
use crate::rights::{Action, Class, Question, Relation, Thing};
use crate::team::TeamRole;

/// One application in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The draft behind it: its address.
    pub draft: String,
    /// Its number, once handed in.
    pub number: Option<String>,
    /// Direction number.
    pub direction: String,
    /// Title as last handed in or, for the viewer's own draft, as last saved; may be empty.
    pub title: String,
    /// State.
    pub state: State,
    /// Instant of handing in, else of beginning.
    pub at: String,
}

/// An applicant's desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Applications the viewer takes part in, newest first.
    pub lines: Vec<Line>,
}

/// The viewer's own applications.
///
/// # Errors
/// A refusal for a visitor.
pub async fn desk(office: &Office, doing: &Doing) -> Result<Desk, OfficeError> {
    let Some(account) = &doing.viewer.account else { return Err(Refusal::not_found().into()) };
    let whole = |relation| {
        [Thing::Draft, Thing::Submitted, Thing::Withdrawn]
            .into_iter()
            .all(|thing| sees(office, &doing.viewer, relation, thing))
    };
    if !whole(Relation::Owner) {
        return Err(Refusal::new(RefusalKind::NotAllowed, Message::new("office-may-not-see")).into());
    }
    let seen = TeamRole::ALL.into_iter().map(TeamRole::relation).filter(|relation| whole(*relation));
    let words: Vec<_> = seen.map(|relation| format!("'{}'", relation.word())).collect();
    let others = if words.is_empty() { "''".to_owned() } else { words.join(", ") };
    let mut tx = office.db().read().await?;
    let sql = format!(
        "SELECT d.draft AS draft, d.direction AS direction, d.begun AS begun, a.number AS number, a.state AS state,
                a.title AS title, a.submitted AS submitted, s.body AS project
         FROM drafts d
         LEFT JOIN applications a ON a.draft = d.draft
         LEFT JOIN draft_sections s ON s.draft = d.draft AND s.section = 'project'
         WHERE d.owner = $1 OR d.draft IN (SELECT t.draft FROM team t WHERE t.account = $1 AND t.relation IN ({others}))
         ORDER BY d.begun DESC, d.draft"
    );
    let mut lines = Vec::new();
    for row in tx.rows(&sql, &[Value::Text(account.0.clone())]).await? {
        let state = row.maybe_text("state")?.map_or(Ok(State::Draft), |word| projection::state(&word))?;
        let written = row.maybe_text("project")?.map(|body| title(&body)).transpose()?;
        let handed_in = row.maybe_text("title")?;
        let title = if state == State::Submitted { handed_in.or(written) } else { written.or(handed_in) };
        lines.push(Line {
            draft: row.text("draft")?,
            number: row.maybe_text("number")?,
            direction: row.text("direction")?,
            title: title.unwrap_or_default(),
            state,
            at: row.maybe_text("submitted")?.map_or_else(|| row.text("begun"), Ok)?,
        });
    }
    Ok(Desk { lines })
}

/// The title in a stored section on the project.
pub(crate) fn title(project: &str) -> Result<String, OfficeError> {
    match serde_json::from_str(project)? {
        crate::draft::SectionBody::Project(project) => Ok(project.title.own),
        _ => Ok(String::new()),
    }
}

fn sees(office: &Office, viewer: &Viewer, relation: Relation, thing: Thing) -> bool {
    let question = Question { relation, action: Action::See, thing, class: Class::Content, open: false };
    office.answer(viewer.scopes.as_ref(), question)
}

/// An officer's list with counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficerDesk {
    /// How many there are by direction and state.
    pub counts: Vec<(String, State, i64)>,
    /// One page of lines by number.
    pub lines: Vec<Line>,
    /// Number after which the next page begins, where there is more.
    pub next: Option<String>,
}

/// Lines on a page of a list.
pub const PAGE: i64 = 50;

/// The applications of this office that the viewer's roles let them see, in the order of numbers after `after`.
///
/// # Errors
/// A refusal where no role of the viewer sees any.
pub async fn officer_desk(
    office: &Office,
    doing: &Doing,
    direction: Option<&str>,
    after: Option<&str>,
) -> Result<OfficerDesk, OfficeError> {
    let states = seen_by_role(office, doing);
    if states.is_empty() {
        return Err(Refusal::not_found().into());
    }
    let words: Vec<_> = states.iter().map(|state| format!("'{}'", projection::word(*state))).collect();
    let scope = format!("state IN ({})", words.join(", "));
    let mut tx = office.db().read().await?;
    let mut desk = OfficerDesk { counts: counts(&mut tx, &scope).await?, ..OfficerDesk::default() };
    let sql = format!(
        "SELECT draft, number, direction, title, state, submitted FROM applications
         WHERE {scope} AND ($1 = '' OR direction = $1) AND number > $2 ORDER BY number LIMIT {}",
        PAGE + 1
    );
    let values =
        [Value::Text(direction.unwrap_or_default().to_owned()), Value::Text(after.unwrap_or_default().to_owned())];
    for row in tx.rows(&sql, &values).await? {
        desk.lines.push(Line {
            draft: row.text("draft")?,
            number: row.maybe_text("number")?,
            direction: row.text("direction")?,
            title: row.text("title")?,
            state: projection::state(&row.text("state")?)?,
            at: row.text("submitted")?,
        });
    }
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    if desk.lines.len() > page {
        desk.lines.truncate(page);
        desk.next = desk.lines.last().and_then(|line| line.number.clone());
    }
    Ok(desk)
}

/// The states of applications that one of the viewer's roles sees.
pub(crate) fn seen_by_role(office: &Office, doing: &Doing) -> Vec<State> {
    let relations = Office::relations_here(&doing.viewer);
    [(State::Draft, Thing::Draft), (State::Submitted, Thing::Submitted), (State::Withdrawn, Thing::Withdrawn)]
        .into_iter()
        .filter(|(_, thing)| relations.iter().any(|relation| sees(office, &doing.viewer, *relation, *thing)))
        .map(|(state, _)| state)
        .collect()
}

async fn counts(tx: &mut Tx<'_>, scope: &str) -> Result<Vec<(String, State, i64)>, OfficeError> {
    let sql = format!(
        "SELECT direction, state, COUNT(*) AS n FROM applications WHERE {scope} GROUP BY direction, state ORDER BY direction, state"
    );
    let mut counts = Vec::new();
    for row in tx.rows(&sql, &[]).await? {
        counts.push((row.text("direction")?, projection::state(&row.text("state")?)?, row.int("n")?));
    }
    Ok(counts)
}
