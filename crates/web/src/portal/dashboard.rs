//! The applicant's dashboard: what needs them now, what is being written, what is handed in and whose turn it is, what is over.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::post;
use hefu_office::acts;
use hefu_office::confirmation::{Confirmation, Stand};
use hefu_office::draft::Section;
use hefu_office::views::{
    Dashboard, EarlierLine, Ended, HandedInLine, Need, NeedOf, PairWord, Turn, Writing, dashboard,
};
use hefu_words::{Arg, Message};
use jiff::Zoned;

use super::applications::title_of;
use super::confirmation::deadline_lines;
use super::page::{Button, FormBox, links, page, paragraph, table};
use super::pairs::pair_state;
use super::words::{instant, state};
use super::{Answer, Portal, Who, flash, refused};
use crate::parts::{Column, Html, StatusTag, Table, Tone};
use crate::shell::{Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/invitations/of/{draft}", post(accept))
}

pub(super) async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let board = dashboard(&portal.office, &doing).await.map_err(refused)?;
    let nothing = board.writing.is_empty() && board.handed_in.is_empty() && board.earlier.is_empty();
    let mut parts = vec![needs(&frame, &board)];
    if nothing {
        parts.push(paragraph(&say.t("portal-no-applications")));
    }
    if !board.writing.is_empty() {
        parts.push(writing(&portal, &frame, &board.writing));
    }
    if !board.handed_in.is_empty() {
        parts.push(handed_in(&portal, &frame, &board.handed_in));
    }
    if !board.earlier.is_empty() {
        parts.push(earlier(&portal, &frame, &board.earlier));
    }
    if board.confirms {
        parts.push(links(vec![Link::new(say.t("confirmation-mine"), "/confirmations")]));
    }
    parts.push(links(vec![Link::new(say.t("portal-where-to-begin"), "/")]));
    Ok(page(frame.page(say.t("portal-my-applications")).flash(flash(&frame)), parts))
}

fn columns(say: Say, keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column::new(say.t(key))).collect()
}

fn when(frame: &Frame, at: Option<&Zoned>) -> Html {
    Html::text(&at.map_or_else(|| "—".to_owned(), |at| frame.stamp(at.timestamp()).short()))
}

/// Names of compared fields in a row.
pub(super) fn fields(names: &[String]) -> Arg {
    Arg::List(names.iter().map(|name| Arg::from(Message::new(format!("check-field-{name}")))).collect())
}

fn needs(frame: &Frame, board: &Dashboard) -> Html {
    let say = frame.say();
    let rows = board.needs.iter().map(|need| vec![about(frame, need), what(say, need), when(frame, need.by.as_ref())]);
    table(&Table {
        id: "needs".to_owned(),
        caption: say.t("dashboard-needs"),
        columns: columns(say, &["dashboard-about", "dashboard-what", "dashboard-by"]),
        rows: rows.collect(),
        empty: say.t("dashboard-nothing"),
    })
}

fn about(frame: &Frame, need: &Need) -> Html {
    match need.what {
        NeedOf::Invitation { .. } => Html::text(&frame.say().t("team-invitation")),
        NeedOf::Confirm(_) => Html::text(&frame.say().t("confirmation-mine")),
        NeedOf::ReviewInvitation => Html::text(&frame.say().t("review-mine")),
        _ => Html::link(&title_of(frame, &need.title), &format!("/applications/{}", need.draft)),
    }
}

fn what(say: Say, need: &Need) -> Html {
    let (base, award) = (format!("/applications/{}", need.draft), format!("/awards/{}", need.draft));
    match &need.what {
        NeedOf::DeadlineNear => Html::link(&say.t("dashboard-deadline"), &format!("{base}/check")),
        NeedOf::Problems(count) => {
            Html::link(&say.with("dashboard-problems", "count", *count), &format!("{base}/check"))
        }
        NeedOf::Differences(names) => {
            Html::link(&say.with("dashboard-differences", "fields", fields(names)), &format!("{base}/pair"))
        }
        NeedOf::ShownChanged => Html::link(&say.t("dashboard-shown-changed"), &format!("{base}/pair")),
        NeedOf::Comments(count) => {
            Html::link(&say.with("dashboard-comments", "count", *count), &format!("{base}/comments"))
        }
        NeedOf::Confirm(count) => Html::link(&say.with("confirmation-need", "count", *count), "/confirmations"),
        NeedOf::ReviewInvitation => Html::link(&say.t("experts-invited-title"), "/experts/invitation"),
        NeedOf::Report(name) => Html::link(&say.with("award-need-report", "report", name.as_str()), &award),
        NeedOf::ReportReturned(name) => {
            Html::link(&say.with("award-need-report-again", "report", name.as_str()), &award)
        }
        NeedOf::LinesReturned(count) => Html::link(&say.with("award-need-lines", "count", *count), &award),
        NeedOf::AskConfirmation(level) => {
            Html::link(&say.t(&format!("confirmation-need-ask-{}", level.word())), &format!("{base}/confirmation"))
        }
        NeedOf::SentBack(level) => {
            Html::link(&say.t(&format!("confirmation-need-mend-{}", level.word())), &format!("{base}/confirmation"))
        }
        NeedOf::Invitation { inviter, role } => {
            let message = Message::new("dashboard-invitation")
                .with("inviter", inviter.as_str())
                .with("role", say.t(&format!("team-role-{}", role.word())));
            let words = paragraph(&say.message(&message));
            let button = Button::plain("accept", say.t("dashboard-accept"));
            Html::of(&FormBox::new(format!("/invitations/of/{}", need.draft), vec![words], button))
        }
    }
}

fn writing(portal: &Portal, frame: &Frame, lines: &[Writing]) -> Html {
    let say = frame.say();
    let row = |one: &Writing| {
        let entered = Message::new("dashboard-entered").with("entered", one.entered).with("count", Section::ALL.len());
        let shown = one.shown.as_deref().map_or_else(|| say.t("dashboard-not-shown"), |at| instant(frame, at));
        vec![
            Html::link(&title_of(frame, &one.line.title), &format!("/applications/{}", one.line.draft)),
            Html::text(&portal.direction_name(say, &one.line.direction)),
            Html::text(&say.message(&entered)),
            Html::text(&shown),
            closing(frame, one),
        ]
    };
    table(&Table {
        id: "writing".to_owned(),
        caption: say.t("dashboard-writing"),
        columns: columns(
            say,
            &[
                "portal-title",
                "portal-direction",
                "dashboard-sections",
                "dashboard-shown-since",
                "portal-notice-closes",
            ],
        ),
        rows: lines.iter().map(row).collect(),
        empty: String::new(),
    })
}

/// When the window closes, and until when the office asks for confirmations.
fn closing(frame: &Frame, one: &Writing) -> Html {
    let mut parts = vec![when(frame, one.closes.as_ref())];
    parts.extend(deadline_lines(frame, one.confirmations.as_ref()));
    Html::join(&parts, &Html::text("; "))
}

fn handed_in(portal: &Portal, frame: &Frame, lines: &[HandedInLine]) -> Html {
    let say = frame.say();
    let row = |one: &HandedInLine| {
        let draft = &one.line.draft;
        let turns = Html::link(&turn(portal, say, one), &format!("/applications/{draft}/pair"));
        // What waits for a confirmation waits for that first.
        let (turns, by) = match &one.waits {
            Some(waits) => {
                let first = Html::link(&waiting(say, waits), &format!("/applications/{draft}/confirmation"));
                (Html::join(&[first, turns], &Html::text("; ")), Some(&waits.until))
            }
            None => (turns, one.by.as_ref()),
        };
        vec![
            Html::link(&title_of(frame, &one.line.title), &format!("/applications/{draft}")),
            Html::text(one.line.number.as_deref().unwrap_or("—")),
            Html::of(&word(say, one.pair)),
            turns,
            when(frame, by),
        ]
    };
    table(&Table {
        id: "handed-in".to_owned(),
        caption: say.t("dashboard-handed-in"),
        columns: columns(
            say,
            &["portal-title", "portal-number", "exchange-panel-title", "dashboard-turn", "dashboard-by"],
        ),
        rows: lines.iter().map(row).collect(),
        empty: String::new(),
    })
}

fn word(say: Say, pair: PairWord) -> StatusTag {
    match pair {
        PairWord::Waiting => StatusTag::new(Tone::Person, say.t("exchange-panel-waiting")),
        PairWord::Unsure => StatusTag::new(Tone::Person, say.t("exchange-panel-unsure")),
        PairWord::Early => StatusTag::new(Tone::Person, say.t("partner-early")),
        PairWord::Void => StatusTag::new(Tone::Fail, say.t("exchange-panel-void")),
        PairWord::Found(state) => pair_state(say, state),
    }
}

fn turn(portal: &Portal, say: Say, one: &HandedInLine) -> String {
    let of = |key: &str, side: &str| say.with(key, "side", portal.side_name(say, side, &one.line.direction));
    match &one.turn {
        Turn::Partner(side) => of("dashboard-turn-partner", side),
        Turn::Either(side) => of("dashboard-turn-either", side),
        Turn::Offices => say.t("dashboard-turn-offices"),
        Turn::Nobody => say.t("dashboard-turn-nobody"),
    }
}

/// The confirmation an application waits for, in words.
fn waiting(say: Say, waits: &Confirmation) -> String {
    let level = waits.level.word();
    let key = match waits.standing {
        Stand::Missing => format!("confirmation-turn-missing-{level}"),
        _ => format!("confirmation-turn-{level}"),
    };
    say.with(&key, "whom", waits.asked_name.clone().unwrap_or_else(|| "—".to_owned()))
}

/// How an application ended; its state where it has not.
fn ended(say: Say, one: &EarlierLine) -> StatusTag {
    match one.ended {
        None => state(say, one.line.state),
        Some(Ended::Stands) => StatusTag::new(Tone::Pass, say.t("dashboard-ended-stands")),
        Some(Ended::Failed) => StatusTag::new(Tone::Fail, say.t("dashboard-ended-failed")),
        Some(Ended::Void) => StatusTag::new(Tone::Fail, say.t("exchange-panel-void")),
        Some(Ended::TakenBack) => StatusTag::new(Tone::Unset, say.t("portal-state-withdrawn")),
        Some(Ended::NotHandedIn) => StatusTag::new(Tone::Unset, say.t("dashboard-ended-not-handed-in")),
    }
}

fn earlier(portal: &Portal, frame: &Frame, lines: &[EarlierLine]) -> Html {
    let say = frame.say();
    let row = |one: &EarlierLine| {
        let line = &one.line;
        let title = portal.own_words(say, &portal.office.config().side, &title_of(frame, &line.title));
        vec![
            Html::linked(&title, &format!("/applications/{}", line.draft)),
            Html::text(line.number.as_deref().unwrap_or("—")),
            Html::text(&portal.direction_name(say, &line.direction)),
            Html::of(&ended(say, one)),
            Html::text(&instant(frame, &line.at)),
        ]
    };
    table(&Table {
        id: "earlier".to_owned(),
        caption: say.t("dashboard-earlier"),
        columns: columns(say, &["portal-title", "portal-number", "portal-direction", "dashboard-ended", "portal-at"]),
        rows: lines.iter().map(row).collect(),
        empty: String::new(),
    })
}

async fn accept(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::accept_own_invitation(&portal.office, doing, &draft).await.map_err(refused)?;
    Ok(Redirect::to(&format!("/applications/{draft}/team?done=joined")).into_response())
}
