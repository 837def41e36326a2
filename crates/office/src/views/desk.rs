//! An applicant's own applications. Which lines a viewer gets is asked of the rights, and the SQL is made from the answer.

use hefu_application::State;
use hefu_store::Value;
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

/// One page of what was handed in, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedIn {
    /// Lines by number.
    pub lines: Vec<Line>,
    /// Number after which the next page begins, where there is more.
    pub next: Option<String>,
}

/// Lines on a page.
const PAGE: usize = 50;

/// The applications of this office that the viewer's roles let them see, in the order of numbers after `after`.
///
/// # Errors
/// A refusal where no role of the viewer sees any.
pub async fn handed_in(
    office: &Office,
    doing: &Doing,
    direction: Option<&str>,
    after: Option<&str>,
) -> Result<HandedIn, OfficeError> {
    let relations = Office::relations_here(&doing.viewer);
    let states: Vec<_> = [(State::Submitted, Thing::Submitted), (State::Withdrawn, Thing::Withdrawn)]
        .into_iter()
        .filter(|(_, thing)| relations.iter().any(|relation| sees(office, &doing.viewer, *relation, *thing)))
        .map(|(state, _)| format!("'{}'", projection::word(state)))
        .collect();
    if states.is_empty() {
        return Err(Refusal::not_found().into());
    }
    let sql = format!(
        "SELECT draft, number, direction, title, state, submitted FROM applications
         WHERE state IN ({}) AND ($1 = '' OR direction = $1) AND number > $2 ORDER BY number LIMIT {}",
        states.join(", "),
        PAGE + 1
    );
    let text = |value: Option<&str>| Value::Text(value.unwrap_or_default().to_owned());
    let mut tx = office.db().read().await?;
    let mut page = HandedIn::default();
    for row in tx.rows(&sql, &[text(direction), text(after)]).await? {
        page.lines.push(Line {
            draft: row.text("draft")?,
            number: row.maybe_text("number")?,
            direction: row.text("direction")?,
            title: row.text("title")?,
            state: projection::state(&row.text("state")?)?,
            at: row.text("submitted")?,
        });
    }
    if page.lines.len() > PAGE {
        page.lines.truncate(PAGE);
        page.next = page.lines.last().and_then(|line| line.number.clone());
    }
    Ok(page)
}
