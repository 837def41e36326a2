//! Changes after an award: asked for by those who hold it, answered by the office, and by the partner's where both must agree.

use axum::extract::{Path, State};
use axum_extra::extract::{Form, Query};
use hefu_closing::ChangeKind;
use hefu_office::acts::{self, NewChange};
use hefu_office::views::{AwardPage, award_page};
use hefu_office::{Refusal, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::super::answered::{after, told};
use super::super::page::{Button, FormBox, card, heading, page, paragraph};
use super::super::typed::{Wrong, error};
use super::super::{Answer, Instead, Portal, Who, refused};
use super::head;
use super::overview::change_word;
use crate::parts::{Choice, Field, Html, Summary, SummaryRow};
use crate::shell::{Fault, Frame, Say};

/// What somebody types to ask for a change.
#[derive(Default, Deserialize)]
pub(super) struct Asking {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    asking(&portal, &frame, &viewer, &draft, None, &Asking::default()).await
}

pub(super) async fn send(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(typed): Form<Asking>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let kind = ChangeKind::from_word(&typed.kind);
    let new = NewChange { kind, to: typed.to.clone(), reason: typed.reason.clone() };
    let gave = acts::ask_change(&portal.office, doing, &draft, new).await;
    match after(frame.say(), gave, &format!("/awards/{draft}"), "award-change-asked")? {
        Ok(done) => Ok(done),
        Err(wrong) => asking(&portal, &frame, &viewer, &draft, wrong, &typed).await,
    }
}

async fn asking(portal: &Portal, frame: &Frame, viewer: &Viewer, draft: &str, wrong: Wrong, typed: &Asking) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let award = award_page(&portal.office, &doing, draft).await.map_err(refused)?;
    if !award.may.ask {
        return Err(Fault::not_found().into());
    }
    let say = frame.say();
    let choice = |kind: ChangeKind| {
        let choice = Choice::new(kind.word(), say.t(&format!("award-change-{}", kind.word())));
        choice.hint(say.t(if kind.both() { "award-change-both" } else { "award-change-alone" }))
    };
    let kinds = ChangeKind::ALL.into_iter().map(choice).collect();
    let fields = [
        Field::radios(say, "kind", say.t("award-change-kind"), kinds)
            .value(typed.kind.as_str())
            .error(error(&wrong, "kind")),
        Field::area(say, "to", say.t("award-change-to"), Some(1000))
            .value(typed.to.as_str())
            .error(error(&wrong, "to")),
        Field::area(say, "reason", say.t("portal-reason"), Some(1000))
            .value(typed.reason.as_str())
            .error(error(&wrong, "reason")),
    ];
    let top = head(portal, frame, &award, say.t("award-change-ask")).errors_of(&fields);
    let button = Button::primary("ask", say.t("award-change-ask-button"));
    let form = FormBox::new(format!("/awards/{draft}/changes"), fields.iter().map(Html::of).collect(), button)
        .back(say.t("portal-back"), format!("/awards/{draft}"));
    Ok(page(told(top, &wrong), vec![paragraph(&say.t("award-change-note")), Html::of(&form)]))
}

/// Which change, and what the office says of it.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Answering {
    #[serde(default)]
    side: String,
    #[serde(default)]
    change: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Query(which): Query<Answering>,
) -> Answer {
    one(&portal, &frame, &viewer, &draft, None, &which).await
}

pub(super) async fn answer(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(form): Form<Answering>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let agreed = match form.answer.as_str() {
        "agree" => Some(true),
        "refuse" => Some(false),
        _ => None,
    };
    let gave = match agreed {
        None => Err(Refusal::invalid("answer", Message::new("award-ruling-missing")).into()),
        Some(agreed) if form.side == "partner" => {
            let said = (agreed, form.reason.as_str());
            acts::answer_partners_change(&portal.office, doing, &draft, &form.change, said).await
        }
        Some(agreed) => acts::answer_change(&portal.office, doing, &draft, &form.change, (agreed, &form.reason)).await,
    };
    match after(frame.say(), gave, &format!("/awards/{draft}"), "award-change-answered")? {
        Ok(done) => Ok(done),
        Err(wrong) => one(&portal, &frame, &viewer, &draft, wrong, &form).await,
    }
}

/// A change as the page tells it.
struct Change {
    kind: String,
    from: String,
    to: String,
    reason: String,
    /// Whether this office has still to answer.
    open: bool,
    /// Whether the partner's office has to agree as well, or has asked.
    both: bool,
    /// What this office said, and the partner's.
    said: [Option<(bool, String)>; 2],
}

fn change_of(award: &AwardPage, which: &Answering) -> Option<Change> {
    if which.side == "partner" {
        let change = award.whole.theirs.iter().find(|change| change.change == which.change)?;
        return Some(Change {
            kind: change.kind.clone(),
            from: change.from.clone(),
            to: change.to.clone(),
            reason: change.reason.clone(),
            open: change.answer.is_none(),
            both: true,
            said: [change.answer.clone(), Some((true, String::new()))],
        });
    }
    let change = award.whole.changes.iter().find(|change| change.change == which.change)?;
    Some(Change {
        kind: change.kind.word().to_owned(),
        from: change.from.clone(),
        to: change.to.clone(),
        reason: change.reason.clone(),
        open: change.answer.is_none(),
        both: change.kind.both(),
        said: [change.answer.clone().map(|(agreed, why, _)| (agreed, why)), change.partner.clone()],
    })
}

fn said(say: Say, said: Option<&(bool, String)>) -> String {
    match said {
        None => say.t("award-said-nothing"),
        Some((agreed, why)) => {
            let word = say.t(if *agreed { "award-agreed" } else { "award-refused" });
            if why.is_empty() { word } else { format!("{word}: {why}") }
        }
    }
}

async fn one(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    draft: &str,
    wrong: Wrong,
    which: &Answering,
) -> Result<axum::response::Response, Instead> {
    let doing = portal.signed(frame, viewer)?;
    let award = award_page(&portal.office, &doing, draft).await.map_err(refused)?;
    let change = change_of(&award, which).ok_or_else(Fault::not_found)?;
    let say = frame.say();
    let side = portal.side_name(say, &award.partner.0, &award.standing.direction);
    let own = portal.side_name(say, &portal.office.config().side, &award.standing.direction);
    let mut rows = vec![SummaryRow::text(say.t("award-change-kind"), &change_word(say, &change.kind))];
    rows.extend((!change.from.is_empty()).then(|| SummaryRow::text(say.t("award-change-from"), &change.from)));
    rows.push(SummaryRow::text(say.t("award-change-to"), &change.to));
    rows.push(SummaryRow::text(say.t("portal-reason"), &change.reason));
    let [here, there] = &change.said;
    rows.push(SummaryRow::text(own, &said(say, here.as_ref())));
    rows.extend(change.both.then(|| SummaryRow::text(side, &said(say, there.as_ref()))));
    let mut parts = vec![Html::of(&Summary::new(say, None, rows))];
    let mut fields = Vec::new();
    if award.may.rule && change.open {
        let choice = |word: &str| Choice::new(word, say.t(&format!("award-answer-{word}")));
        let answer = Field::radios(say, "answer", say.t("award-answer"), ["agree", "refuse"].map(choice).into())
            .value(which.answer.as_str())
            .error(error(&wrong, "answer"));
        let reason = Field::area(say, "reason", say.t("portal-reason"), Some(1000))
            .hint(say.t("award-reason-hint"))
            .value(which.reason.as_str())
            .error(error(&wrong, "reason"));
        let button = Button::primary("answer", say.t("award-answer-button"));
        let form =
            FormBox::new(format!("/awards/{draft}/changes/answer"), vec![Html::of(&answer), Html::of(&reason)], button);
        let form = form.hidden("side", which.side.as_str()).hidden("change", which.change.as_str());
        parts.push(card(vec![heading(&say.t("award-answer")), Html::of(&form)]));
        fields.extend([answer, reason]);
    }
    let top = head(portal, frame, &award, say.t("award-change")).errors_of(&fields);
    Ok(page(told(top, &wrong), parts))
}
