//! Comments on the sections of an application, among those who take part in it.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::get;
use axum_extra::extract::{Form, Query};
use hefu_office::acts::{self, COMMENT_MOST};
use hefu_office::draft::Section;
use hefu_office::views::{ApplicationView, CommentLine, application_view, comments_view};
use hefu_office::{Action, Class};
use serde::Deserialize;

use super::applications::head;
use super::page::{Button, FormBox, anchor, links, page, paragraph, soft};
use super::words::section as section_name;
use super::{Answer, Portal, Who, for_field, refused};
use crate::parts::{Choice, Field, Html, Timeline, TimelineItem};
use crate::shell::{Frame, Link, Say};

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/applications/{draft}/comments", get(show).post(write))
        .route("/applications/{draft}/comments/read", axum::routing::post(have_read))
}

/// The ways to team and comments from a page on an application, for those who take part in it.
pub(super) fn ways(portal: &Portal, say: Say, view: &ApplicationView, of: Option<Section>) -> Vec<Html> {
    if !portal.office.may(&view.standing, Action::See, Class::Team) {
        return Vec::new();
    }
    let base = format!("/applications/{}", view.standing.draft);
    let comments = match of {
        Some(of) => Link::new(say.t("team-comments-here"), format!("{base}/comments?section={0}#{0}", of.word())),
        None => Link::new(say.t("team-comments"), format!("{base}/comments")),
    };
    let mut ways = vec![comments];
    if of.is_none() {
        ways.insert(0, Link::new(say.t("team-title"), format!("{base}/team")));
    }
    vec![links(ways)]
}

#[derive(Default, Deserialize)]
pub(super) struct Written {
    #[serde(default)]
    section: String,
    #[serde(default)]
    text: String,
}

async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Query(wanted): Query<Written>,
) -> Answer {
    let typed = Written { section: wanted.section, text: String::new() };
    comments_page(&portal, &frame, &viewer, &draft, &typed, None).await
}

async fn comments_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    draft: &str,
    typed: &Written,
    wrong: Option<(&str, String)>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let comments = comments_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let view = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    let mut page_head = head(portal, frame, &view)
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(say.t("portal-tasks"), base.clone());
    page_head.title = say.t("team-comments");
    let mut parts = vec![soft(&say.t("team-comments-note"))];
    if comments.lines.is_empty() {
        parts.push(paragraph(&say.t("team-no-comments")));
    }
    for of in Section::ALL {
        let own: Vec<_> = comments.lines.iter().filter(|line| line.section == of).collect();
        if !own.is_empty() {
            parts.push(anchor(of.word(), &section_name(say, of)));
            let items = own.into_iter().filter_map(|line| item(frame, line)).collect();
            parts.push(Html::of(&Timeline { say, items }));
        }
    }
    if !comments.lines.is_empty() {
        let button = Button::plain("read", say.t("team-comments-read"));
        parts.push(Html::of(&FormBox::new(format!("{base}/comments/read"), Vec::new(), button)));
    }
    if comments.may_comment {
        let sections = Section::ALL.into_iter().map(|of| Choice::new(of.word(), section_name(say, of))).collect();
        let most = u32::try_from(COMMENT_MOST).ok();
        let error = |name: &str| wrong.as_ref().filter(|(field, _)| *field == name).map(|(_, words)| words.clone());
        let fields = [
            Field::select(say, "section", say.t("team-comment-on"), sections)
                .value(typed.section.as_str())
                .error(error("section")),
            Field::area(say, "text", say.t("team-comment"), most).value(typed.text.as_str()).error(error("text")),
        ];
        page_head = page_head.errors_of(&fields);
        let button = Button::primary("comment", say.t("team-comment-button"));
        let form = FormBox::new(format!("{base}/comments"), fields.iter().map(Html::of).collect(), button)
            .back(say.t("portal-back-to-tasks"), base);
        parts.push(super::page::heading(&say.t("team-comment-new")));
        parts.push(Html::of(&form));
    }
    Ok(page(page_head, parts))
}

fn item(frame: &Frame, line: &CommentLine) -> Option<TimelineItem> {
    let at: jiff::Zoned = line.at.parse().ok()?;
    Some(TimelineItem {
        at: frame.stamp(at.timestamp()),
        what: line.name.clone(),
        who: None,
        detail: Some(Html::text(&line.text)),
    })
}

async fn write(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(typed): Form<Written>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let Some(section) = Section::from_word(&typed.section) else {
        let words = frame.say().t("team-comment-section");
        return comments_page(&portal, &frame, &viewer, &draft, &typed, Some(("section", words))).await;
    };
    match acts::comment(&portal.office, doing, &draft, section, &typed.text).await {
        Ok(()) => {
            let word = section.word();
            Ok(Redirect::to(&format!("/applications/{draft}/comments?section={word}#{word}")).into_response())
        }
        Err(error) => {
            let (_, words) = for_field(frame.say(), error)?;
            comments_page(&portal, &frame, &viewer, &draft, &typed, Some(("text", words))).await
        }
    }
}

async fn have_read(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::read_comments(&portal.office, doing, &draft).await.map_err(refused)?;
    Ok(Redirect::to("/applications").into_response())
}
