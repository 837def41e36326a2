//! Confirmation of one application: what the office asks for, where it stands, whom the applicant asks; confirming, sending
//! back, withdrawing.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use axum_extra::extract::Form;
use hefu_office::acts::{self, Looked};
use hefu_office::confirmation::{Confirmation, Confirmations, Given, Level, Stand};
use hefu_office::letters::LetterKind;
use hefu_office::views::{Circle, ConfirmationView, MayConfirm, application_view, confirmation_view};
use hefu_office::{OfficeError, Refusal, RefusalKind};
use hefu_words::Message;
use jiff::Zoned;
use serde::Deserialize;

use super::applications::head;
use super::letters::announcement;
use super::page::{Button, FormBox, card, heading, links, page, paragraph, soft};
use super::words::instant;
use super::{Answer, Instead, Portal, Who, refused, sentence};
use crate::parts::{Choice, Field, Html, StatusTag, Summary, SummaryRow, Tone};
use crate::shell::{Fault, Flash, Frame, Link, Say};

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/applications/{draft}/confirmation", get(show).post(act))
}

/// By whom, in a word.
pub(super) fn level_word(say: Say, level: Level) -> String {
    say.t(&format!("confirmation-level-{}", level.word()))
}

/// Where a confirmation stands, in a word.
pub(super) fn stand_tag(say: Say, asked: &Confirmation) -> StatusTag {
    let tone = match asked.standing {
        Stand::NotHandedIn => Tone::Unset,
        Stand::NobodyAsked | Stand::Awaited => Tone::Person,
        Stand::UnitFirst => Tone::Hint,
        Stand::Given(_) => Tone::Pass,
        Stand::Missing => Tone::Fail,
    };
    StatusTag::new(tone, say.t(&format!("confirmation-stand-{}", asked.standing.word())))
}

/// The deadlines of confirmations as rows beside the closing; none where none is asked for.
pub(super) fn deadline_rows(
    frame: &Frame,
    unit: Option<&Zoned>,
    recommender: Option<&Zoned>,
    of: Option<&str>,
) -> Vec<SummaryRow> {
    let say = frame.say();
    let levels = [(Level::Unit, unit), (Level::Recommender, recommender)];
    let row = |(level, until): (Level, Option<&Zoned>)| {
        let until = frame.stamp(until?.timestamp()).long();
        let label = say.t(&format!("confirmation-until-{}", level.word()));
        let label = match of {
            Some(side) => say.message(&Message::new("confirmation-until-of").with("label", label).with("side", side)),
            None => label,
        };
        Some(SummaryRow::text(label, &until))
    };
    levels.into_iter().filter_map(row).collect()
}

/// The same as one line under a closing in a table.
pub(super) fn deadline_lines(frame: &Frame, rule: Option<&Confirmations>) -> Vec<Html> {
    let say = frame.say();
    let line = |(level, until): (Level, &Zoned)| {
        let message = Message::new(format!("confirmation-line-{}", level.word()))
            .with("at", frame.stamp(until.timestamp()).short());
        Html::text(&say.message(&message))
    };
    rule.into_iter().flat_map(Confirmations::levels).map(line).collect()
}

/// Where confirmation stands, for the page of an application; nothing where the office asks for none.
pub(super) async fn beside(
    portal: &Portal,
    frame: &Frame,
    doing: &acts::Doing,
    draft: &str,
) -> Result<Vec<Html>, Instead> {
    let Some(view) = confirmation_view(&portal.office, doing, draft).await.map_err(refused)? else {
        return Ok(Vec::new());
    };
    let say = frame.say();
    let mut parts = vec![heading(&say.t("confirmation-title"))];
    parts.extend(sent_back(portal, frame, &view));
    let rows = view.found.levels.iter().map(|asked| {
        let until = sentence(say, "confirmation-can-until", "at", &frame.stamp(asked.until.timestamp()).long());
        SummaryRow {
            label: level_word(say, asked.level),
            values: vec![Html::of(&stand_tag(say, asked)), Html::text(&until)],
            change: None,
        }
    });
    parts.push(Html::of(&Summary::new(say, None, rows.collect())));
    let way = if view.may.iter().any(|(_, may)| may.confirm) {
        "confirmation-way-confirm"
    } else if view.may_ask {
        "confirmation-way-ask"
    } else {
        "confirmation-way"
    };
    parts.push(links(vec![Link::new(say.t(way), format!("/applications/{draft}/confirmation"))]));
    Ok(vec![card(parts)])
}

/// The last sending back, while it is what the applicant has to mend or what came before the version in force.
fn sent_back(portal: &Portal, frame: &Frame, view: &ConfirmationView) -> Vec<Html> {
    let Some(back) = &view.found.sent_back else { return Vec::new() };
    let say = frame.say();
    let message = Message::new("confirmation-sent-back")
        .with("revision", back.revision)
        .with("body", back.body.as_str())
        .with("name", back.name.as_str())
        .with("at", instant(frame, &back.at));
    vec![
        paragraph(&say.message(&message)),
        Html::of(&Summary::new(
            say,
            None,
            vec![SummaryRow {
                label: say.t("portal-reason"),
                values: vec![portal.own_words(say, &portal.office.config().side, &back.reason)],
                change: None,
            }],
        )),
    ]
}

#[derive(Default, Deserialize)]
struct Acted {
    #[serde(default)]
    act: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    digest: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    whom: String,
}

/// What was wrong with a form of the page, and what was typed.
struct Wrong {
    refusal: Refusal,
    typed: Acted,
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    shown(&portal, &frame, &viewer, &draft, None).await
}

async fn shown(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    draft: &str,
    wrong: Option<Wrong>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = confirmation_view(&portal.office, &doing, draft).await.map_err(refused)?.ok_or_else(Fault::not_found)?;
    let application = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    let mut page_head =
        head(portal, frame, &application).crumb(application.application.title.own.clone(), base.clone());
    page_head.title = say.t("confirmation-title");
    page_head.title_lang = None;
    page_head = page_head.flash(told(frame));
    if let Some(wrong) = &wrong {
        let words = say.message(&wrong.refusal.message);
        match wrong.refusal.field.as_deref() {
            Some(_) => page_head = page_head.error(words, format!("#{}", field_name(&wrong.typed))),
            None => page_head = page_head.flash(Some(Flash::Refused(words))),
        }
    }
    let mut parts = vec![soft(&say.t("confirmation-note"))];
    if let Some(closes) = &view.closes {
        let closes = frame.stamp(closes.timestamp()).long();
        parts.push(Html::of(&Summary::new(say, None, vec![SummaryRow::text(say.t("portal-notice-closes"), &closes)])));
    }
    parts.extend(sent_back(portal, frame, &view));
    for asked in &view.found.levels {
        parts.push(level(portal, frame, &view, asked, wrong.as_ref()).await?);
    }
    parts.push(links(vec![Link::new(say.t("confirmation-read"), base)]));
    if !view.may.is_empty() {
        parts.push(links(vec![Link::new(say.t("confirmation-mine"), "/confirmations")]));
    }
    Ok(page(page_head, parts))
}

/// The word on what was done, from the address.
fn told(frame: &Frame) -> Option<Flash> {
    let done = frame.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let known = ["asked", "confirmed", "sent-back", "withdrawn"];
    known.contains(&done).then(|| Flash::Done(frame.say().t(&format!("confirmation-done-{done}"))))
}

/// The id of the field that a form of a level has.
fn field_name(typed: &Acted) -> String {
    let field = if typed.act == "ask" { "whom" } else { "reason" };
    format!("{field}-{}", typed.level)
}

fn given_rows(frame: &Frame, given: &Given) -> Vec<SummaryRow> {
    let say = frame.say();
    let by = Message::new("confirmation-given-by").with("name", given.name.as_str()).with("body", given.body.as_str());
    vec![
        SummaryRow::text(say.t("confirmation-by"), &say.message(&by)),
        SummaryRow::text(say.t("portal-at"), &instant(frame, &given.at)),
        SummaryRow::text(say.t("confirmation-version"), &given.revision.to_string()),
        SummaryRow::text(say.t("confirmation-digest"), &given.digest),
    ]
}

/// One confirmation, with what the viewer may do about it.
async fn level(
    portal: &Portal,
    frame: &Frame,
    view: &ConfirmationView,
    asked: &Confirmation,
    wrong: Option<&Wrong>,
) -> Result<Html, Instead> {
    let say = frame.say();
    let mut rows = vec![
        SummaryRow { label: say.t("portal-state"), values: vec![Html::of(&stand_tag(say, asked))], change: None },
        SummaryRow::text(say.t("confirmation-until"), &frame.stamp(asked.until.timestamp()).long()),
        SummaryRow::text(say.t("confirmation-asked"), asked.asked_name.as_deref().unwrap_or("—")),
    ];
    if let Stand::Given(given) = &asked.standing {
        rows.extend(given_rows(frame, given));
    }
    let mut parts = vec![heading(&level_word(say, asked.level)), Html::of(&Summary::new(say, None, rows))];
    let may = view.may.iter().find(|(level, _)| *level == asked.level).map(|(_, may)| *may).unwrap_or_default();
    let wrong = wrong.filter(|wrong| wrong.typed.level == asked.level.word());
    let form = Forms { portal, view, asked, wrong };
    if view.may_ask && !matches!(asked.standing, Stand::Given(_) | Stand::Missing) {
        parts.extend(form.ask(frame));
    }
    parts.extend(form.decide(frame, may).await?);
    Ok(card(parts))
}

/// The forms of one level.
struct Forms<'a> {
    portal: &'a Portal,
    view: &'a ConfirmationView,
    asked: &'a Confirmation,
    wrong: Option<&'a Wrong>,
}

impl Forms<'_> {
    fn form(&self, parts: Vec<Html>, button: Button) -> Html {
        let action = format!("/applications/{}/confirmation", self.view.standing.draft);
        Html::of(
            &FormBox::new(action, parts, button)
                .hidden("level", self.asked.level.word())
                .hidden("digest", self.view.found.digest.as_str()),
        )
    }

    /// Whom the applicant asks.
    fn ask(&self, frame: &Frame) -> Vec<Html> {
        let say = frame.say();
        let word = self.asked.level.word();
        let choices: Vec<Choice> = match self.asked.level {
            Level::Unit => {
                self.view.administrators.iter().map(|(id, name)| Choice::new(id.0.clone(), name.clone())).collect()
            }
            Level::Recommender => self.view.bodies.iter().map(|name| Choice::new(name.clone(), name.clone())).collect(),
        };
        if choices.is_empty() {
            let mut parts = vec![paragraph(&say.t(&format!("confirmation-nobody-{word}")))];
            if self.asked.level == Level::Unit {
                let team = format!("/applications/{}/team", self.view.standing.draft);
                parts.push(links(vec![Link::new(say.t("team-title"), team)]));
            }
            return parts;
        }
        let label = say.t(&format!("confirmation-whom-label-{word}"));
        let mut field = Field::radios(say, format!("whom-{word}"), label, choices);
        if self.asked.asked_name.is_some() {
            field = field.value(self.asked.asked.clone().unwrap_or_default());
        }
        let wrong = self.wrong.filter(|wrong| wrong.typed.act == "ask");
        let field = field.error(wrong.map(|wrong| say.message(&wrong.refusal.message)));
        vec![self.form(vec![Html::of(&field)], Button::primary("ask", say.t("confirmation-ask")))]
    }

    /// What whoever is asked does.
    async fn decide(&self, frame: &Frame, may: MayConfirm) -> Result<Vec<Html>, Instead> {
        let say = frame.say();
        let (portal, word) = (self.portal, self.asked.level.word());
        let team = Circle::Team(&self.view.standing.draft);
        let mut parts = Vec::new();
        if may.confirm {
            let message = Message::new("confirmation-what")
                .with("revision", self.view.found.revision)
                .with("digest", self.view.found.digest.as_str());
            parts.push(paragraph(&say.message(&message)));
            parts.push(announcement(portal, say, LetterKind::Confirmed, team).await?);
            parts.push(self.form(Vec::new(), Button::primary("confirm", say.t("confirmation-confirm"))));
        }
        if may.withdraw {
            if self.asked.level == Level::Unit && self.view.found.at(Level::Recommender).is_some() {
                parts.push(soft(&say.t("confirmation-falls-too")));
            }
            parts.push(announcement(portal, say, LetterKind::ConfirmationWithdrawn, team).await?);
            parts.push(self.form(Vec::new(), Button::plain("withdraw", say.t("confirmation-withdraw"))));
        }
        if may.send_back {
            let wrong = self.wrong.filter(|wrong| wrong.typed.act == "send-back");
            let on_field = wrong.filter(|wrong| wrong.refusal.field.is_some());
            let reason = Field::area(say, format!("reason-{word}"), say.t("confirmation-reason"), Some(2000))
                .hint(say.t("confirmation-reason-hint"))
                .value(wrong.map(|wrong| wrong.typed.reason.clone()).unwrap_or_default())
                .error(on_field.map(|wrong| say.message(&wrong.refusal.message)));
            parts.push(announcement(portal, say, LetterKind::SentBack, team).await?);
            parts.push(self.form(vec![Html::of(&reason)], Button::plain("send-back", say.t("confirmation-send-back"))));
        }
        Ok(parts)
    }
}

/// A form of the page: the fields of one level bear its word.
fn read(pairs: Vec<(String, String)>) -> Acted {
    let mut acted = Acted::default();
    for (name, value) in pairs {
        match name.split_once('-').map_or(name.as_str(), |(field, _)| field) {
            "act" => acted.act = value,
            "level" => acted.level = value,
            "digest" => acted.digest = value,
            "reason" => acted.reason = value,
            "whom" => acted.whom = value,
            _ => {}
        }
    }
    acted
}

async fn act(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let typed = read(pairs);
    let level = Level::from_word(&typed.level).ok_or_else(Fault::not_found)?;
    let office = &portal.office;
    let (did, word) = match typed.act.as_str() {
        "ask" => (acts::ask_confirmation(office, doing, &draft, level, &typed.whom).await, "asked"),
        "confirm" => (confirm(&portal, doing, &draft, level, &typed.digest).await, "confirmed"),
        "withdraw" => (acts::withdraw_confirmation(office, doing, &draft, level).await, "withdrawn"),
        "send-back" => (acts::send_back(office, doing, &draft, level, &typed.digest, &typed.reason).await, "sent-back"),
        _ => return Err(Fault::not_found().into()),
    };
    match did {
        Ok(()) => Ok(super::done(&format!("/applications/{draft}/confirmation"), word)),
        // What was written stays, whatever stands against it now.
        Err(OfficeError::Refused(refusal))
            if matches!(refusal.kind, RefusalKind::Invalid | RefusalKind::Conflict | RefusalKind::Closed) =>
        {
            let status = if refusal.kind == RefusalKind::Invalid {
                axum::http::StatusCode::UNPROCESSABLE_ENTITY
            } else {
                axum::http::StatusCode::CONFLICT
            };
            let mut answer = shown(&portal, &frame, &viewer, &draft, Some(Wrong { refusal, typed })).await?;
            *answer.status_mut() = status;
            Ok(answer)
        }
        Err(error) => Err(refused(error)),
    }
}

async fn confirm(
    portal: &Portal,
    doing: acts::Doing,
    draft: &str,
    level: Level,
    digest: &str,
) -> Result<(), OfficeError> {
    let view = confirmation_view(&portal.office, &doing, draft).await?.ok_or_else(Refusal::not_found)?;
    let number = view.standing.number.ok_or_else(Refusal::not_found)?;
    let looked = Looked { number, level, digest: digest.to_owned() };
    acts::confirm(&portal.office, doing, [looked].into()).await.map(|_| ())
}
