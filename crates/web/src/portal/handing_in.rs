//! Check your answers, hand in, keep the receipt, take back.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use hefu_check::Outcome;
use hefu_office::acts;
use hefu_office::letters::LetterKind;
use hefu_office::views::{ApplicationView, Circle, JointOutcome, application_view, receipt_of};
use serde::Deserialize;

use super::applications::{head, summaries};
use super::letters::{announcement, letters_before};
use super::page::{Button, FormBox, card, heading, links, page, paragraph, soft};
use super::sections::card as finding_card;
use super::words::instant;
use super::{Answer, Portal, Who, done, refused, sentence};
use crate::parts::{Confirm, Field, Html, StatusTag, Tone};
use crate::shell::{Frame, Link};

pub(super) async fn check(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let view = application_view(&portal.office, &doing, &draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    let mut page_head = head(&portal, &frame, &view)
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(say.t("portal-tasks"), base.clone());
    page_head.title = say.t("portal-check-and-submit");
    page_head.title_lang = None;
    let mut parts = vec![heading(&say.t("portal-findings"))];
    parts.extend(findings(&portal, &frame, &view));
    parts.push(heading(&say.t("portal-answers")));
    parts.extend(summaries(&portal, &frame, &view, view.may_edit));
    parts.push(super::documents::list(say, &view));
    if view.may_submit {
        parts.push(heading(&say.t("portal-hand-in")));
        parts.push(paragraph(&say.t("portal-submit-note")));
        parts.push(announcement(&portal, say, LetterKind::HandedIn, Circle::Team(&draft)).await?);
        parts.extend(super::confirmation::beside(&portal, &frame, &doing, &draft).await?);
        let button = Button::primary("submit", say.t("portal-submit"));
        parts.push(Html::of(
            &FormBox::new(format!("{base}/check"), Vec::new(), button).back(say.t("portal-back-to-tasks"), base),
        ));
    }
    Ok(page(page_head, parts))
}

/// Every finding that is no plain pass, as the officer will see it.
fn findings(portal: &Portal, frame: &Frame, view: &ApplicationView) -> Vec<Html> {
    let say = frame.say();
    let rank = |outcome: Outcome| match outcome {
        Outcome::Fail => 0,
        Outcome::Person => 1,
        Outcome::Unset => 2,
        Outcome::Hint => 3,
        Outcome::Pass => 4,
    };
    let mut open: Vec<_> = view.findings.iter().filter(|f| f.outcome != Outcome::Pass || f.ruled.is_some()).collect();
    open.sort_by_key(|finding| rank(finding.outcome));
    let passed = view.findings.len() - open.len();
    let cards: Vec<Html> = open
        .into_iter()
        .map(|finding| {
            let made = finding_card(portal, say, view, finding);
            let ruled = view.may_rule && (finding.outcome == Outcome::Person || finding.ruled.is_some());
            let href = format!("/applications/{}/rule/{}", view.standing.draft, finding.id);
            Html::of(&if ruled { made.rule_at(href) } else { made })
        })
        .collect();
    let note = soft(&sentence(say, "portal-passed", "count", &passed.to_string()));
    if cards.is_empty() { vec![note] } else { vec![card(cards), note] }
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::submit(&portal.office, doing, &draft).await.map_err(refused)?;
    Ok(done(&format!("/applications/{draft}"), "submitted"))
}

/// An application that the viewer reads and does not write.
pub(super) fn as_handed_in(portal: &Portal, frame: &Frame, view: &ApplicationView, beside: Vec<Html>) -> Response {
    let say = frame.say();
    let base = format!("/applications/{}", view.standing.draft);
    let mut parts = Vec::new();
    if let (Some(number), Some(at)) = (&view.standing.number, &view.submitted) {
        let message = hefu_words::Message::new("portal-handed-in")
            .with("number", number.as_str())
            .with("at", at.parse::<jiff::Zoned>().map_or_else(|_| at.clone(), |at| frame.stamp(at.timestamp()).long()))
            .with("revision", view.revision);
        parts.push(paragraph(&say.message(&message)));
        let mut ways = vec![Link::new(say.t("exchange-panel-title"), format!("{base}/pair"))];
        if view.may_see_receipt {
            ways.push(Link::new(say.t("portal-receipt"), format!("{base}/receipt")));
        }
        ways.push(Link::new(say.t("printed-page"), format!("{base}/printed")));
        if view.may_withdraw {
            ways.push(Link::new(say.t("portal-withdraw"), format!("{base}/withdraw")));
        }
        parts.push(links(ways));
    }
    if let Some(outcome) = view.outcome {
        let tone = if outcome == JointOutcome::Supported { Tone::Pass } else { Tone::Unset };
        parts.push(Html::of(&StatusTag::new(tone, say.t(&format!("joint-your-{}", outcome.word())))));
        parts.push(links(vec![Link::new(say.t("joint-results-title"), "/results")]));
        if outcome == JointOutcome::Supported {
            let mut award = Vec::new();
            if view.may_see_award {
                award.push(heading(&say.t("award-yours")));
                award.push(paragraph(&say.t("award-yours-about")));
                award.push(links(vec![Link::new(say.t("award-open"), format!("/awards/{}", view.standing.draft))]));
            }
            award.extend([
                heading(&say.t("task-book-title")),
                paragraph(&say.t("task-book-about")),
                super::printed::books(&view.standing.draft),
            ]);
            parts.push(card(award));
        }
    }
    if let Some(at) = &view.withdrawn {
        parts.push(paragraph(&sentence(say, "portal-taken-back", "at", &instant(frame, at))));
    }
    parts.extend(beside);
    parts.extend(super::comments::ways(portal, say, view, None));
    parts.push(heading(&say.t("portal-findings")));
    parts.extend(findings(portal, frame, view));
    parts.push(heading(&say.t("portal-answers")));
    parts.extend(summaries(portal, frame, view, false));
    parts.push(super::documents::list(say, view));
    page(head(portal, frame, view), parts)
}

pub(super) async fn receipt(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let text = receipt_of(&portal.office, &doing, &draft).await.map_err(refused)?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"receipt.tlog-proof\""),
    ];
    Ok((headers, text).into_response())
}

#[derive(Deserialize)]
pub(super) struct Reason {
    #[serde(default)]
    reason: String,
}

pub(super) async fn ask_withdraw(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let view = application_view(&portal.office, &doing, &draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    if !view.may_withdraw {
        return Ok(Redirect::to(&base).into_response());
    }
    let confirm = Confirm {
        say,
        action: format!("{base}/withdraw"),
        effects: vec![say.t("portal-withdraw-effect"), say.t("portal-withdraw-again")],
        letters: letters_before(&portal, say, LetterKind::TakenBack, Circle::Team(&draft)).await?,
        for_good: None,
        hidden: Vec::new(),
        fields: vec![Field::area(say, "reason", say.t("portal-reason"), Some(500)).optional()],
        button: say.t("portal-withdraw"),
        back: Link::new(say.t("portal-back"), base.clone()),
    };
    let mut page_head = head(&portal, &frame, &view).crumb(say.t("portal-my-applications"), "/applications");
    page_head.title = say.t("portal-withdraw");
    page_head.title_lang = None;
    Ok(page(page_head, vec![Html::of(&confirm)]))
}

pub(super) async fn withdraw(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(form): Form<Reason>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::withdraw(&portal.office, doing, &draft, &form.reason).await.map_err(refused)?;
    Ok(done(&format!("/applications/{draft}"), "withdrawn"))
}
