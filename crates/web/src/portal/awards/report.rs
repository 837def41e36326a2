//! Reports: asked of every award of a direction, handed in, accepted or returned.

use axum::extract::{Multipart, Path, State};
use axum_extra::extract::Form;
use hefu_office::acts::{self, NewReport};
use hefu_office::awards::{AskedReport, ReportVersion};
use hefu_office::documents::{about, size};
use hefu_office::views::award_page;
use hefu_office::{Action, Refusal, Thing, Viewer};
use hefu_words::Message;
use jiff::civil::Date;
use serde::Deserialize;

use super::super::answered::{after, told};
use super::super::page::{Button, FormBox, card, heading, page, paragraph, segment, soft};
use super::super::typed::{Wrong, error};
use super::super::uploads::{Sent, UploadBox};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, refused, sentence};
use super::overview::{handed_in_at, report_tag};
use super::{Ruling, head};
use crate::parts::{Choice, Field, Html};
use crate::shell::{Fault, Frame};

/// What an officer types to ask for a report.
#[derive(Default, Deserialize)]
pub(super) struct Asking {
    #[serde(default)]
    name: String,
    #[serde(default)]
    until: String,
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    asking(&portal, &frame, &viewer, &direction, None, &Asking::default()).await
}

pub(super) async fn asked(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Asking>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let until = typed.until.trim();
    let gave = match until.parse::<Date>() {
        Ok(day) => acts::ask_report(&portal.office, doing, &direction, &typed.name, Some(day)).await,
        Err(_) if until.is_empty() => acts::ask_report(&portal.office, doing, &direction, &typed.name, None).await,
        Err(_) => Err(Refusal::invalid("until", Message::new("award-day-wrong").with("found", until)).into()),
    };
    match after(say, gave, "/awards", "award-report-asked")? {
        Ok(done) => Ok(done),
        Err(wrong) => asking(&portal, &frame, &viewer, &direction, wrong, &typed).await,
    }
}

async fn asking(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    wrong: Wrong,
    typed: &Asking,
) -> Answer {
    portal.signed(frame, viewer)?;
    portal.office.may_here(viewer, Action::Decide, Thing::AwardOpen).map_err(|no| refused(no.into()))?;
    let known = portal.office.directions().any(|known| known.number == direction);
    if !known {
        return Err(Fault::not_found().into());
    }
    let say = frame.say();
    let name = Field::text(say, "name", say.t("award-report-name"))
        .hint(say.t("award-report-name-hint"))
        .value(typed.name.as_str())
        .error(error(&wrong, "name"));
    let until =
        Field::date(say, "until", say.t("award-until")).value(typed.until.as_str()).error(error(&wrong, "until"));
    let fields = [name, until];
    let top = frame
        .page(say.t("award-ask-report"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("award-title"), "/awards")
        .errors_of(&fields);
    let button = Button::primary("ask", say.t("award-ask-report-button"));
    let form = FormBox::new(format!("/awards/reports/{direction}"), fields.iter().map(Html::of).collect(), button)
        .back(say.t("portal-back"), "/awards");
    Ok(page(told(top, &wrong), vec![paragraph(&say.t("award-ask-report-note")), Html::of(&form)]))
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, report)): Path<(String, String)>,
) -> Answer {
    page_of(&portal, &frame, &viewer, (&draft, &report), None, ("", &Ruling::default())).await
}

pub(super) async fn send(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, report)): Path<(String, String)>,
    form: Multipart,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let mut sent = Sent::read(&portal.office, form).await?;
    let gave = match (sent.refused.take(), sent.file.take()) {
        (Some(error), _) => Err(error),
        (None, None) => Err(Refusal::invalid("file", Message::new("documents-empty")).into()),
        (None, Some(document)) => {
            let seen = sent.value("seen").parse().unwrap_or_default();
            let new = NewReport { seen, words: sent.value("words").to_owned(), document };
            acts::submit_report(&portal.office, doing, &draft, &report, new).await
        }
    };
    let to = format!("/awards/{draft}/reports/{}", segment(&report));
    match after(say, gave, &to, "award-reported")? {
        Ok(done) => Ok(done),
        Err(wrong) => {
            let typed = (sent.value("words"), &Ruling::default());
            page_of(&portal, &frame, &viewer, (&draft, &report), wrong, typed).await
        }
    }
}

pub(super) async fn rule(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, report)): Path<(String, String)>,
    Form(form): Form<Ruling>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let said =
        |accepted| acts::rule_report(&portal.office, doing, &draft, &report, form.seen, (accepted, &form.reason));
    let gave = match form.ruled.as_str() {
        "accepted" => said(true).await,
        "returned" => said(false).await,
        _ => Err(Refusal::invalid("ruled", Message::new("award-ruling-missing")).into()),
    };
    match after(frame.say(), gave, &format!("/awards/{draft}"), "award-ruled")? {
        Ok(done) => Ok(done),
        Err(wrong) => page_of(&portal, &frame, &viewer, (&draft, &report), wrong, ("", &form)).await,
    }
}

async fn page_of(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    (draft, report): (&str, &str),
    wrong: Wrong,
    (words, typed): (&str, &Ruling),
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let award = award_page(&portal.office, &doing, draft).await.map_err(refused)?;
    let known = award.whole.reports.iter().find(|(asked, _)| asked.report == report).ok_or_else(Fault::not_found)?;
    let (asked, versions) = known;
    let say = frame.say();
    let last = versions.first();
    let accepted = last.is_some_and(|last| last.ruled.as_ref().is_some_and(|(accepted, ..)| *accepted));
    let base = format!("/awards/{draft}/reports/{}", segment(report));
    let seen = last.map_or(0, |last| last.revision).to_string();
    let mut fields = Vec::new();
    let mut parts = vec![
        Html::of(&report_tag(say, last)),
        paragraph(&sentence(say, "award-until-day", "day", &asked.until.to_string())),
    ];
    let own = &portal.office.config().side;
    for version in versions {
        parts.push(card(handed_in(portal, frame, (draft, own), (asked, version))));
    }
    if award.may.show && !accepted {
        let area = Field::area(say, "words", say.t("award-words"), Some(1000)).optional().value(words);
        let most = size(portal.office.config().documents.bytes);
        let file = Field::file(say, "file", say.t("award-document"), ".pdf,.docx", most).error(error(&wrong, "file"));
        let form = UploadBox {
            action: base.clone(),
            hidden: vec![("seen", seen.clone())],
            parts: vec![Html::of(&file), Html::of(&area)],
            button: Button::primary("send", say.t("award-report-send")),
            other: None,
        };
        parts.push(card(vec![heading(&say.t("award-report-send")), Html::of(&form)]));
        fields.extend([file, area]);
    }
    if award.may.rule && last.is_some_and(|last| last.ruled.is_none()) {
        let choice = |word: &str| Choice::new(word, say.t(&format!("award-rule-{word}")));
        let ruled = Field::radios(say, "ruled", say.t("award-rule"), ["accepted", "returned"].map(choice).into())
            .value(typed.ruled.as_str())
            .error(error(&wrong, "ruled"));
        let reason = Field::area(say, "reason", say.t("portal-reason"), Some(1000))
            .hint(say.t("award-reason-hint"))
            .value(typed.reason.as_str())
            .error(error(&wrong, "reason"));
        let button = Button::primary("rule", say.t("award-rule-button"));
        let form = FormBox::new(format!("{base}/rule"), vec![Html::of(&ruled), Html::of(&reason)], button);
        parts.push(card(vec![heading(&say.t("award-rule")), Html::of(&form.hidden("seen", seen))]));
        fields.extend([ruled, reason]);
    }
    let top = head(portal, frame, &award, asked.name.clone()).errors_of(&fields);
    Ok(page(told(top, &wrong), parts))
}

/// A version as handed in, and what the office said.
fn handed_in(
    portal: &Portal,
    frame: &Frame,
    (draft, own): (&str, &str),
    (asked, version): (&AskedReport, &ReportVersion),
) -> Vec<Html> {
    let say = frame.say();
    let document = &version.content.document;
    let digest = document.held.as_ref().map(|held| held.digest.as_str()).unwrap_or_default();
    let link = Html::link(&document.name, &format!("/awards/{draft}/documents/{digest}"));
    let at = Message::new("award-version")
        .with("revision", version.revision)
        .with("at", handed_in_at(frame, asked, &version.at));
    let mut parts =
        vec![soft(&say.message(&at)), Html::join(&[link, Html::text(&about(document, say.0))], &Html::text(" · "))];
    if !version.content.words.is_empty() {
        let words = portal.own_words(say, own, &version.content.words);
        parts.push(Html::join(&[Html::made("<p>".to_owned()), words, Html::made("</p>".to_owned())], &Html::default()));
    }
    if let Some((accepted, reason, at)) = &version.ruled {
        let key = if *accepted { "award-said-accepted" } else { "award-said-returned" };
        parts.push(paragraph(&say.message(&Message::new(key).with("at", instant(frame, at)))));
        parts.extend((!reason.is_empty()).then(|| soft(reason)));
    }
    parts
}
