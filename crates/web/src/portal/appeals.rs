//! Appeals: where an application stands with them, the list of an office, its terms, and one appeal.

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use hefu_office::appeals::{Against, AppealTerms};
use hefu_office::views::{AppealPage, AppealsHere, appeals_here, appeals_on};
use hefu_words::Message;

use super::page::{card, heading, links, page, paragraph, soft, table};
use super::{Answer, Instead, Portal, Who, flash, refused};
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::{Frame, Link, Say};

mod one;
mod terms;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/appeals", get(list))
        .route("/appeals/terms/{direction}/{against}", get(terms::ask).post(terms::set))
        .route("/appeals/{draft}/{against}", get(one::show).post(one::lodge))
        .route("/appeals/{draft}/{against}/withdraw", post(one::withdraw))
        .route("/appeals/{draft}/{against}/decide", post(one::decide))
        .route("/appeals/{draft}/{against}/documents/{digest}", get(one::file))
}

/// What an application's page says of appeals: that one can be lodged, until when, and where one stands.
pub(super) async fn beside(
    portal: &Portal,
    frame: &Frame,
    doing: &hefu_office::acts::Doing,
    draft: &str,
) -> Result<Vec<Html>, Instead> {
    let say = frame.say();
    let found = appeals_on(&portal.office, doing, draft).await.map_err(refused)?;
    let mut parts = Vec::new();
    for appeal in &found {
        let words = match (&appeal.granted, appeal.appeals.first()) {
            (_, Some(_)) => {
                let message = Message::new("appeal-stands")
                    .with("against", against(say, appeal.against))
                    .with("state", state_words(say, appeal));
                say.message(&message)
            }
            (Some(granted), None) => {
                let message = Message::new("appeal-may-until")
                    .with("against", against(say, appeal.against))
                    .with("until", frame.stamp(granted.until.timestamp()).long());
                say.message(&message)
            }
            (None, None) => continue,
        };
        let way = format!("/appeals/{draft}/{}", appeal.against.word());
        parts.extend([paragraph(&words), links(vec![Link::new(say.t("appeal-open"), way)])]);
    }
    if parts.is_empty() {
        return Ok(parts);
    }
    parts.insert(0, heading(&say.t("appeal-yours")));
    Ok(vec![card(parts)])
}

/// What is appealed against, in words.
fn against(say: Say, against: Against) -> String {
    say.t(&format!("appeal-against-{}", against.word()))
}

/// Where the last appeal stands, in words.
fn state_words(say: Say, appeal: &AppealPage) -> String {
    match appeal.appeals.first() {
        Some(last) if last.withdrawn.is_some() => say.t("appeal-withdrawn"),
        Some(last) => match &last.decided {
            Some((outcome, ..)) => say.t(&format!("appeal-outcome-{}", outcome.word())),
            None => say.t("appeal-waits"),
        },
        None => String::new(),
    }
}

fn state(say: Say, appeal: &AppealPage) -> Html {
    let waits = appeal.appeals.first().is_some_and(hefu_office::appeals::Appeal::waits);
    Html::of(&StatusTag::new(if waits { Tone::Person } else { Tone::Unset }, state_words(say, appeal)))
}

async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let here = appeals_here(&portal.office, &doing).await.map_err(refused)?;
    let mut parts = vec![paragraph(&say.t("appeal-list-note")), lodged(&portal, &frame, &here.appeals)];
    if !here.partner.is_empty() {
        parts.extend(partner(&portal, say, &here));
    }
    parts.extend(here.terms.iter().map(|(direction, of)| terms_table(&portal, say, (direction, of), here.may_set)));
    Ok(page(frame.page(say.t("appeal-title")).flash(flash(&frame)), parts))
}

fn lodged(portal: &Portal, frame: &Frame, appeals: &[AppealPage]) -> Html {
    let say = frame.say();
    let row = |appeal: &AppealPage| {
        let name = format!("{} {}", appeal.number, appeal.title);
        let words = portal.own_words(say, &portal.office.config().side, &name);
        let way = format!("/appeals/{}/{}", appeal.standing.draft, appeal.against.word());
        let at = appeal.appeals.first().map(|last| super::words::instant(frame, &last.at)).unwrap_or_default();
        vec![Html::linked(&words, &way), state(say, appeal), Html::text(&against(say, appeal.against)), Html::text(&at)]
    };
    table(&Table {
        id: "appeals".to_owned(),
        caption: say.t("appeal-title"),
        columns: vec![
            Column::wide(say.t("appeal-of")),
            Column::new(say.t("portal-state")),
            Column::new(say.t("appeal-against")),
            Column::new(say.t("appeal-lodged")),
        ],
        rows: appeals.iter().map(row).collect(),
        empty: say.t("appeal-list-empty"),
    })
}

/// Appeals that the other side's office upheld.
fn partner(portal: &Portal, say: Say, here: &AppealsHere) -> Vec<Html> {
    let row = |(direction, upheld): &(String, hefu_exchange::joint::Upheld)| {
        let about = match Against::from_word(&upheld.against) {
            Some(known) => Html::text(&against(say, known)),
            None => Html::text(&upheld.against),
        };
        let reason = portal.own_words(say, &upheld.side, &upheld.reason);
        let half = portal.direction_name(say, direction);
        vec![Html::text(&upheld.number), about, reason, Html::text(&half)]
    };
    let shown = table(&Table {
        id: "appeals-partner".to_owned(),
        caption: say.t("appeal-partner"),
        columns: vec![
            Column::new(say.t("appeal-number")),
            Column::new(say.t("appeal-against")),
            Column::wide(say.t("appeal-reason")),
            Column::new(say.t("portal-direction")),
        ],
        rows: here.partner.iter().map(row).collect(),
        empty: String::new(),
    });
    vec![shown, soft(&say.t("appeal-partner-note"))]
}

fn terms_table(
    portal: &Portal,
    say: Say,
    (direction, of): (&str, &[(Against, Option<AppealTerms>)]),
    may_set: bool,
) -> Html {
    let row = |(about, terms): &(Against, Option<AppealTerms>)| {
        let name = against(say, *about);
        let name = match may_set {
            true => Html::link(&name, &format!("/appeals/terms/{direction}/{}", about.word())),
            false => Html::text(&name),
        };
        vec![name, terms_words(say, terms.as_ref())]
    };
    let name = portal.direction_name(say, direction);
    table(&Table {
        id: format!("appeal-terms-{direction}"),
        caption: say.message(&Message::new("appeal-terms-of").with("direction", name)),
        columns: vec![Column::new(say.t("appeal-against")), Column::new(say.t("appeal-terms"))],
        rows: of.iter().map(row).collect(),
        empty: String::new(),
    })
}

/// Terms in a sentence.
fn terms_words(say: Say, terms: Option<&AppealTerms>) -> Html {
    let Some(terms) = terms else { return Html::text(&say.t("appeal-terms-none")) };
    let message = Message::new("appeal-terms-are")
        .with("days", usize::from(terms.days))
        .with("grounds", terms.grounds.len())
        .with("decider", terms.decider.as_str());
    Html::text(&say.message(&message))
}
