//! One appeal: the decision it is against, what was said for it, lodging, withdrawing, deciding.

use axum::extract::{Multipart, Path, State};
use axum_extra::extract::Form;
use hefu_office::acts::{self, NewAppeal};
use hefu_office::appeals::{Against, Appeal, AppealOutcome};
use hefu_office::documents::{about, size};
use hefu_office::views::{AppealPage, appeal_file, appeal_page};
use hefu_office::{Action, Thing, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::super::answered::{after, told};
use super::super::page::{Button, FormBox, card, heading, page, paragraph, soft};
use super::super::typed::{Wrong, error};
use super::super::uploads::{Sent, UploadBox};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, flash, refused, sentence};
use super::{against as named, state};
use crate::parts::{Choice, Field, Html, Summary, SummaryRow};
use crate::shell::{Fault, Frame, Page, Say};

/// What an officer says, or the applicant when withdrawing.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    seen: i64,
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    reason: String,
}

/// What was typed before something was wrong with it.
#[derive(Default)]
struct Typed {
    ground: String,
    words: String,
    said: Said,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, against)): Path<(String, String)>,
) -> Answer {
    page_of(
        &portal,
        &frame,
        &viewer,
        (&draft, Against::from_word(&against).ok_or_else(Fault::not_found)?),
        None,
        Typed::default(),
    )
    .await
}

pub(super) async fn lodge(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, against)): Path<(String, String)>,
    form: Multipart,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let about = Against::from_word(&against).ok_or_else(Fault::not_found)?;
    let mut sent = Sent::read(&portal.office, form).await?;
    let gave = match sent.refused.take() {
        Some(error) => Err(error),
        None => {
            let (ground, words) = (sent.value("ground").to_owned(), sent.value("words").to_owned());
            let seen = sent.value("seen").parse().unwrap_or_default();
            let new = NewAppeal { seen, ground, words, document: sent.file.take() };
            acts::lodge_appeal(&portal.office, doing, &draft, about, new).await
        }
    };
    match after(frame.say(), gave, &format!("/appeals/{draft}/{against}"), "appeal-lodged")? {
        Ok(done) => Ok(done),
        Err(wrong) => {
            let (ground, words) = (sent.value("ground").to_owned(), sent.value("words").to_owned());
            let typed = Typed { ground, words, said: Said::default() };
            page_of(&portal, &frame, &viewer, (&draft, about), wrong, typed).await
        }
    }
}

pub(super) async fn withdraw(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, against)): Path<(String, String)>,
    Form(said): Form<Said>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let about = Against::from_word(&against).ok_or_else(Fault::not_found)?;
    let gave = acts::withdraw_appeal(&portal.office, doing, &draft, about, said.seen).await;
    match after(frame.say(), gave, &format!("/appeals/{draft}/{against}"), "appeal-withdrawn")? {
        Ok(done) => Ok(done),
        Err(wrong) => page_of(&portal, &frame, &viewer, (&draft, about), wrong, Typed::default()).await,
    }
}

pub(super) async fn decide(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, against)): Path<(String, String)>,
    Form(said): Form<Said>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let about = Against::from_word(&against).ok_or_else(Fault::not_found)?;
    let decided = (AppealOutcome::from_word(&said.outcome), said.reason.as_str());
    let gave = acts::decide_appeal(&portal.office, doing, &draft, about, said.seen, decided).await;
    match after(frame.say(), gave, &format!("/appeals/{draft}/{against}"), "appeal-decided")? {
        Ok(done) => Ok(done),
        Err(wrong) => {
            let typed = Typed { said, ..Typed::default() };
            page_of(&portal, &frame, &viewer, (&draft, about), wrong, typed).await
        }
    }
}

pub(super) async fn file(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, against, digest)): Path<(String, String, String)>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let about = Against::from_word(&against).ok_or_else(Fault::not_found)?;
    let (document, bytes) = appeal_file(&portal.office, &doing, &draft, about, &digest).await.map_err(refused)?;
    Ok(super::super::documents::held(&document, bytes))
}

async fn page_of(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    (draft, about): (&str, Against),
    wrong: Wrong,
    typed: Typed,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let appeal = appeal_page(&portal.office, &doing, draft, about).await.map_err(refused)?;
    let say = frame.say();
    let base = format!("/appeals/{draft}/{}", about.word());
    let mut parts = decision(frame, &appeal);
    for one in &appeal.appeals {
        parts.push(card(lodged(portal, frame, &base, one)));
    }
    let mut fields = Vec::new();
    if appeal.may_lodge {
        let (form, own) = lodging(portal, say, &appeal, (&base, &wrong), &typed);
        parts.push(card(vec![heading(&say.t("appeal-lodge")), Html::of(&form)]));
        fields.extend(own);
    }
    if appeal.may_withdraw {
        let button = Button::plain("withdraw", say.t("appeal-withdraw"));
        let note = vec![paragraph(&say.t("appeal-withdraw-note"))];
        let form = FormBox::new(format!("{base}/withdraw"), note, button).hidden("seen", appeal.seen().to_string());
        parts.push(card(vec![heading(&say.t("appeal-withdraw")), Html::of(&form)]));
    }
    if appeal.may_decide {
        let (form, own) = deciding(say, &appeal, (&base, &wrong), &typed.said);
        parts.push(card(vec![
            heading(&say.t("appeal-decide")),
            paragraph(&say.t("appeal-decide-note")),
            Html::of(&form),
        ]));
        fields.extend(own);
    }
    let top = head(portal, frame, viewer, &appeal).errors_of(&fields);
    Ok(page(told(top, &wrong), parts))
}

fn head(portal: &Portal, frame: &Frame, viewer: &Viewer, appeal: &AppealPage) -> Page {
    let say = frame.say();
    let own = format!("{} {}", appeal.number, appeal.title);
    let mut page = frame.page(say.t("appeal-page")).caption(portal.direction_name(say, &appeal.standing.direction));
    if portal.office.may_here(viewer, Action::See, Thing::AppealOpen).is_ok() {
        page = page.crumb(say.t("appeal-title"), "/appeals");
    }
    page.crumb(own, format!("/applications/{}", appeal.standing.draft)).flash(flash(frame))
}

/// The decision, and on what terms it can be appealed against.
fn decision(frame: &Frame, appeal: &AppealPage) -> Vec<Html> {
    let say = frame.say();
    let stamp = |at: &jiff::Zoned| frame.stamp(at.timestamp()).long();
    let mut rows = vec![SummaryRow::text(say.t("appeal-against"), &named(say, appeal.against))];
    rows.extend(appeal.taken.as_ref().map(|taken| SummaryRow::text(say.t("appeal-taken"), &stamp(taken))));
    if let Some(granted) = &appeal.granted {
        rows.push(SummaryRow::text(say.t("appeal-until"), &stamp(&granted.until)));
        rows.push(SummaryRow::text(say.t("appeal-decider"), &granted.terms.decider));
    }
    let note = match (&appeal.taken, &appeal.granted) {
        (None, _) => Some("appeal-no-more"),
        (_, None) => Some("appeal-not-taken"),
        (_, Some(_)) if !appeal.standing.open => Some("appeal-too-late"),
        _ => None,
    };
    let mut parts = Vec::new();
    parts.extend((!appeal.appeals.is_empty()).then(|| state(say, appeal)));
    parts.push(Html::of(&Summary::new(say, None, rows)));
    parts.extend(note.map(|key| soft(&say.t(key))));
    parts
}

/// An appeal that was lodged, and what the office decided.
fn lodged(portal: &Portal, frame: &Frame, base: &str, appeal: &Appeal) -> Vec<Html> {
    let say = frame.say();
    let own = &portal.office.config().side;
    let words = |text: &str| {
        let inner = portal.own_words(say, own, text);
        Html::join(&[Html::made("<p>".to_owned()), inner, Html::made("</p>".to_owned())], &Html::default())
    };
    let mut parts = vec![
        soft(&sentence(say, "appeal-lodged-at", "at", &instant(frame, &appeal.at))),
        heading(&say.t("appeal-ground")),
        words(&appeal.text.ground),
        heading(&say.t("appeal-words")),
        words(&appeal.text.words),
    ];
    if let Some(document) = &appeal.text.document {
        let digest = document.held.as_ref().map(|held| held.digest.as_str()).unwrap_or_default();
        let link = Html::link(&document.name, &format!("{base}/documents/{digest}"));
        parts.push(Html::join(&[link, Html::text(&about(document, say.0))], &Html::text(" · ")));
    }
    if let Some(at) = &appeal.withdrawn {
        parts.push(paragraph(&sentence(say, "appeal-withdrawn-at", "at", &instant(frame, at))));
    }
    if let Some((outcome, reason, at)) = &appeal.decided {
        let message = Message::new("appeal-decided-at")
            .with("outcome", say.t(&format!("appeal-outcome-{}", outcome.word())))
            .with("at", instant(frame, at));
        parts.extend([heading(&say.t("appeal-outcome")), paragraph(&say.message(&message)), words(reason)]);
    }
    parts
}

fn lodging(
    portal: &Portal,
    say: Say,
    appeal: &AppealPage,
    (base, wrong): (&str, &Wrong),
    typed: &Typed,
) -> (UploadBox, Vec<Field>) {
    let grounds = appeal.granted.as_ref().map(|granted| granted.terms.grounds.as_slice()).unwrap_or_default();
    let choices = grounds.iter().map(|ground| Choice::new(ground.as_str(), ground.as_str())).collect();
    let most = size(portal.office.config().documents.bytes);
    let fields = vec![
        Field::radios(say, "ground", say.t("appeal-ground"), choices)
            .value(typed.ground.as_str())
            .error(error(wrong, "ground")),
        Field::area(say, "words", say.t("appeal-words"), Some(1000))
            .hint(say.t("appeal-words-hint"))
            .value(typed.words.as_str())
            .error(error(wrong, "words")),
        Field::file(say, "file", say.t("appeal-document"), ".pdf,.docx", most).optional().error(error(wrong, "file")),
    ];
    let form = UploadBox {
        action: base.to_owned(),
        hidden: vec![("seen", appeal.seen().to_string())],
        parts: fields.iter().map(Html::of).collect(),
        button: Button::primary("lodge", say.t("appeal-lodge-button")),
        other: None,
    };
    (form, fields)
}

fn deciding(say: Say, appeal: &AppealPage, (base, wrong): (&str, &Wrong), said: &Said) -> (FormBox, Vec<Field>) {
    let choice =
        |outcome: AppealOutcome| Choice::new(outcome.word(), say.t(&format!("appeal-outcome-{}", outcome.word())));
    let fields = vec![
        Field::radios(say, "outcome", say.t("appeal-outcome"), AppealOutcome::ALL.map(choice).into())
            .value(said.outcome.as_str())
            .error(error(wrong, "outcome")),
        Field::area(say, "reason", say.t("portal-reason"), Some(1000))
            .hint(say.t("appeal-reason-hint"))
            .value(said.reason.as_str())
            .error(error(wrong, "reason")),
    ];
    let button = Button::primary("decide", say.t("appeal-decide-button"));
    let form = FormBox::new(format!("{base}/decide"), fields.iter().map(Html::of).collect(), button)
        .hidden("seen", appeal.seen().to_string());
    (form, fields)
}
