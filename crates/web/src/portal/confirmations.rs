//! The applications that wait for one person's confirmation: read one by one, confirmed many at once.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use axum_extra::extract::{Form, Query};
use hefu_office::acts::{self, ConfirmLine, Looked, confirm, plan_confirm};
use hefu_office::confirmation::Level;
use hefu_office::views::{AskedLine, AskedPage, asked_to_confirm};
use hefu_office::{OfficeError, Refusal, RefusalKind};
use hefu_words::Message;
use serde::Deserialize;

use super::confirmation::{level_word, stand_tag};
use super::page::{Button, FormBox, Pick, links, page, paragraph, soft, table};
use super::{Answer, Portal, Who, refused};
use crate::parts::{Column, Confirm, Html, Letters, Pagination, SubNav, Table};
use crate::shell::{Flash, Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/confirmations", get(list).post(preview)).route("/confirmations/confirm", post(apply))
}

#[derive(Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    show: String,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    did: Option<i64>,
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Query(wanted): Query<Wanted>) -> Answer {
    list_page(&portal, &frame, &viewer, &wanted, (&BTreeSet::new(), None)).await
}

async fn list_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    wanted: &Wanted,
    (chosen, wrong): (&BTreeSet<Looked>, Option<String>),
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let all = wanted.show == "all";
    let found = asked_to_confirm(&portal.office, &doing, all, wanted.after.as_deref()).await.map_err(refused)?;
    let mut head = frame.page(say.t("confirmation-mine"));
    head = match wrong {
        Some(words) => head.error(words, "#confirmations"),
        None => head.flash(wanted.did.map(|count| Flash::Done(say.with("confirmation-did", "count", count)))),
    };
    let ways = [("", "confirmation-waiting"), ("all", "confirmation-all")];
    let mut parts = vec![Html::of(&SubNav {
        label: say.t("confirmation-mine"),
        links: ways
            .iter()
            .map(|(word, key)| {
                let query = if word.is_empty() { String::new() } else { format!("?show={word}") };
                Link::new(say.t(key), format!("/confirmations{query}"))
            })
            .collect(),
        current: usize::from(all),
    })];
    parts.push(soft(&say.t("confirmation-mine-note")));
    let listed = table(&lines(portal, frame, &found, chosen));
    if found.lines.iter().any(|line| line.may.confirm) {
        let button = Button::primary("preview", say.t("confirmation-preview"));
        parts.push(Html::of(&FormBox::new("/confirmations", vec![listed], button)));
    } else {
        parts.push(listed);
    }
    let show = if all { "show=all&" } else { "" };
    let next = found.next.as_ref().map(|next| format!("/confirmations?{show}after={next}"));
    let first = wanted.after.as_ref().map(|_| format!("/confirmations?{show}"));
    parts.push(Html::of(&Pagination::by_key(say, say.t("confirmation-mine"), first, next)));
    parts.push(soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())));
    Ok(page(head, parts))
}

/// A version as a form carries it.
fn value(looked: &Looked) -> String {
    format!("{} {} {}", looked.level.word(), looked.digest, looked.number)
}

fn read(value: &str) -> Option<Looked> {
    let (level, rest) = value.split_once(' ')?;
    let (digest, number) = rest.split_once(' ')?;
    Some(Looked { level: Level::from_word(level)?, digest: digest.to_owned(), number: number.to_owned() })
}

fn lines(portal: &Portal, frame: &Frame, found: &AskedPage, chosen: &BTreeSet<Looked>) -> Table {
    let say = frame.say();
    let picks = found.lines.iter().any(|line| line.may.confirm);
    let row = |(at, line): (usize, &AskedLine)| {
        let looked = Looked { number: line.number.clone(), level: line.asked.level, digest: line.digest.clone() };
        let title = portal.own_words(say, &portal.office.config().side, &line.title);
        let mut cells = vec![Html::linked(&title, &format!("/applications/{}", line.draft))];
        if picks {
            let words = sentence_of(say, line);
            let pick = Pick {
                name: "looked",
                id: &format!("pick-{at}"),
                value: &value(&looked),
                words: &words,
                chosen: chosen.contains(&looked),
            };
            cells.push(if line.may.confirm { Html::of(&pick) } else { Html::text(&line.number) });
        } else {
            cells.push(Html::text(&line.number));
        }
        cells.extend([
            Html::link(&level_word(say, line.asked.level), &format!("/applications/{}/confirmation", line.draft)),
            Html::of(&stand_tag(say, &line.asked)),
            Html::text(&line.revision.to_string()),
            Html::text(&frame.stamp(line.asked.until.timestamp()).short()),
        ]);
        cells
    };
    Table {
        id: "confirmations".to_owned(),
        caption: say.t("confirmation-mine"),
        columns: vec![
            Column::wide(say.t("portal-title")),
            Column::new(say.t("portal-number")),
            Column::new(say.t("confirmation-level")),
            Column::new(say.t("portal-state")),
            Column::number(say.t("confirmation-version")),
            Column::new(say.t("confirmation-until")),
        ],
        rows: found.lines.iter().enumerate().map(row).collect(),
        empty: say.t("confirmation-none"),
    }
}

/// What picking a line means, for those who hear the page as well.
fn sentence_of(say: Say, line: &AskedLine) -> String {
    let message = Message::new("confirmation-pick").with("number", line.number.as_str());
    say.message(&message.with("level", level_word(say, line.asked.level)))
}

#[derive(Default, Deserialize)]
struct Chosen {
    #[serde(default)]
    looked: Vec<String>,
}

impl Chosen {
    fn versions(&self) -> BTreeSet<Looked> {
        self.looked.iter().filter_map(|value| read(value)).collect()
    }
}

async fn preview(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(chosen): Form<Chosen>) -> Answer {
    preview_page(&portal, &frame, &viewer, &chosen.versions(), None).await
}

async fn preview_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    chosen: &BTreeSet<Looked>,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let plan = match plan_confirm(&portal.office, &doing, chosen).await {
        Ok(plan) => plan,
        Err(OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::Invalid => {
            let words = Some(say.message(&refusal.message));
            let mut answer = list_page(portal, frame, viewer, &Wanted::default(), (chosen, words)).await?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(answer);
        }
        Err(error) => return Err(refused(error)),
    };
    let mut head = frame.page(say.t("confirmation-preview-title")).crumb(say.t("confirmation-mine"), "/confirmations");
    if let Some(words) = wrong {
        head = head.error(words, "#changes");
    }
    let mut parts = vec![changes(portal, say, &plan)];
    if plan.iter().all(|line| line.against.is_none()) {
        let count = plan.iter().filter(|line| !line.done).count();
        let letters = plan.iter().filter(|line| line.letters > 0).map(|line| Letters {
            to: say.with("plan-team-of", "number", line.looked.number.as_str()),
            count: u64::try_from(line.letters).unwrap_or(u64::MAX),
            preview: None,
        });
        parts.push(Html::of(&Confirm {
            say,
            action: "/confirmations/confirm".to_owned(),
            effects: vec![say.with("confirmation-effect", "count", count), say.t("confirmation-effect-version")],
            letters: letters.collect(),
            for_good: None,
            hidden: chosen.iter().map(|looked| ("looked".to_owned(), value(looked))).collect(),
            fields: Vec::new(),
            button: say.t("confirmation-confirm-all"),
            back: Link::new(say.t("portal-back"), "/confirmations"),
        }));
    } else {
        parts.push(paragraph(&say.t("confirmation-cannot")));
        parts.push(links(vec![Link::new(say.t("portal-back"), "/confirmations")]));
    }
    Ok(page(head, parts))
}

/// What would be confirmed, one line each.
fn changes(portal: &Portal, say: Say, plan: &[ConfirmLine]) -> Html {
    let rows = plan.iter().map(|line| {
        let title = portal.own_words(say, &portal.office.config().side, &line.title);
        let then = match &line.against {
            Some(refusal) => say.message(&refusal.message),
            None if line.done => say.t("confirmation-stand-given"),
            None => say.t("confirmation-then"),
        };
        vec![
            Html::linked(&title, &format!("/applications/{}", line.draft)),
            Html::text(&line.looked.number),
            Html::text(&level_word(say, line.looked.level)),
            Html::text(&line.body),
            Html::text(&line.revision.to_string()),
            Html::text(line.looked.digest.get(..12).unwrap_or(&line.looked.digest)),
            Html::text(&then),
        ]
    });
    table(&Table {
        id: "changes".to_owned(),
        caption: say.with("confirmation-changes", "count", plan.len()),
        columns: vec![
            Column::wide(say.t("portal-title")),
            Column::new(say.t("portal-number")),
            Column::new(say.t("confirmation-level")),
            Column::new(say.t("confirmation-body")),
            Column::number(say.t("confirmation-version")),
            Column::new(say.t("confirmation-digest")),
            Column::new(say.t("plan-then")),
        ],
        rows: rows.collect(),
        empty: say.t("confirmation-none"),
    })
}

async fn apply(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(chosen): Form<Chosen>) -> Answer {
    let doing: acts::Doing = portal.signed(&frame, &viewer)?;
    let chosen = chosen.versions();
    match confirm(&portal.office, doing, chosen.clone()).await {
        Ok(count) => Ok(Redirect::to(&format!("/confirmations?did={count}")).into_response()),
        Err(OfficeError::Refused(Refusal { kind: RefusalKind::Conflict | RefusalKind::Closed, message, .. })) => {
            let words = Some(frame.say().message(&message));
            let mut answer = preview_page(&portal, &frame, &viewer, &chosen, words).await?;
            *answer.status_mut() = StatusCode::CONFLICT;
            Ok(answer)
        }
        Err(error) => Err(refused(error)),
    }
}
