//! Closing an award.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use hefu_closing::Outcome;
use hefu_office::Viewer;
use hefu_office::acts;
use hefu_office::views::award_page;
use serde::Deserialize;

use super::super::answered::{after, told};
use super::super::page::{Button, FormBox, page, paragraph};
use super::super::typed::{Wrong, error};
use super::super::{Answer, Portal, Who, refused};
use super::head;
use super::overview::hinders;
use crate::parts::{Choice, Field, Html};
use crate::shell::{Fault, Frame};

/// What an officer says.
#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    asking(&portal, &frame, &viewer, &draft, None, &Typed::default()).await
}

pub(super) async fn close(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let outcome = Outcome::from_word(&typed.outcome);
    let gave = acts::close_award(&portal.office, doing, &draft, outcome, &typed.reason).await;
    match after(frame.say(), gave, &format!("/awards/{draft}"), "award-closed")? {
        Ok(done) => Ok(done),
        Err(wrong) => asking(&portal, &frame, &viewer, &draft, wrong, &typed).await,
    }
}

async fn asking(portal: &Portal, frame: &Frame, viewer: &Viewer, draft: &str, wrong: Wrong, typed: &Typed) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let award = award_page(&portal.office, &doing, draft).await.map_err(refused)?;
    if !award.may.rule {
        return Err(Fault::not_found().into());
    }
    let say = frame.say();
    let mut parts = hinders(portal, say, &award);
    parts.push(paragraph(&say.t("award-close-note")));
    let may = |outcome: &Outcome| *outcome == Outcome::Ended || award.hinders.is_empty();
    let choice = |outcome: Outcome| Choice::new(outcome.word(), say.t(&format!("award-close-{}", outcome.word())));
    let choices = Outcome::ALL.into_iter().filter(may).map(choice).collect();
    let fields = [
        Field::radios(say, "outcome", say.t("award-close-how"), choices)
            .value(typed.outcome.as_str())
            .error(error(&wrong, "outcome")),
        Field::area(say, "reason", say.t("portal-reason"), Some(1000))
            .hint(say.t("award-close-reason-hint"))
            .value(typed.reason.as_str())
            .error(error(&wrong, "reason")),
    ];
    let top = head(portal, frame, &award, say.t("award-close")).errors_of(&fields);
    let button = Button::primary("close", say.t("award-close-button"));
    let form = FormBox::new(format!("/awards/{draft}/close"), fields.iter().map(Html::of).collect(), button)
        .back(say.t("portal-back"), format!("/awards/{draft}"));
    parts.push(Html::of(&form));
    Ok(page(told(top, &wrong), parts))
}
