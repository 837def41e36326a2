//! What an applicant does to be found by the partner before and after handing in: show the half, take it back, make a pairing
//! code, type the partner's.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::post;
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::views::{BeforeHandingIn, OtherHalf, PairPanel};
use serde::Deserialize;

use super::page::{Button, FormBox, card, heading, links, paragraph, soft, verbatim};
use super::words::instant;
use super::{Answer, Portal, Who, for_field, refused, sentence};
use crate::parts::{Field, Html, Width};
use crate::shell::{Frame, Link};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/applications/{draft}/pair/shown", post(shown))
        .route("/applications/{draft}/pair/code", post(code))
}

/// What a code form was answered with: a code just made, or what was typed and why it was refused.
#[derive(Default)]
pub(super) struct Coded {
    pub made: Option<String>,
    pub typed: String,
    pub wrong: Option<String>,
}

/// The half before it is handed in: whether the partner's office sees it, and the acts that change that.
pub(super) fn showing(frame: &Frame, panel: &PairPanel, base: &str) -> Html {
    let say = frame.say();
    let before = &panel.before;
    if before.shown.is_none() && !before.may_show {
        return Html::default();
    }
    let action = format!("{base}/pair/shown");
    let mut parts = vec![heading(&say.t("partner-show-title"))];
    match &before.shown {
        Some(at) => {
            parts.push(paragraph(&sentence(say, "partner-shown-since", "at", &instant(frame, at))));
            if before.changed {
                parts.push(paragraph(&say.t("partner-shown-changed")));
            }
        }
        None => parts.push(paragraph(&say.t("partner-show-note"))),
    }
    parts.push(soft(&say.t("partner-show-effect")));
    let show = (before.may_show && (before.shown.is_none() || before.changed)).then(|| {
        let key = if before.shown.is_some() { "partner-show-again" } else { "partner-show" };
        Button::primary("show", say.t(key))
    });
    let hide = before.may_hide.then(|| Button::plain("hide", say.t("partner-hide")));
    let mut buttons = show.into_iter().chain(hide);
    if let Some(first) = buttons.next() {
        let mut form = FormBox::new(action, Vec::new(), first);
        form.buttons.extend(buttons);
        parts.push(Html::of(&form));
    }
    card(parts)
}

/// Ways to name the partner: its number, or a pairing code. Nothing where the other half is found, or no way crosses.
pub(super) fn naming(frame: &Frame, panel: &PairPanel, base: &str, coded: &Coded) -> (Html, Vec<Field>) {
    let say = frame.say();
    let before = &panel.before;
    let found = matches!(panel.other, OtherHalf::Found(_)) && coded.made.is_none();
    if found || !(before.may_code || before.code.is_some()) {
        return (Html::default(), Vec::new());
    }
    let mut parts = vec![heading(&say.t("partner-name-title")), paragraph(&say.t("partner-name-note"))];
    parts.push(number(frame, before, panel, base));
    let mut fields = Vec::new();
    if before.codes_cross {
        if let Some(code) = &coded.made {
            parts.push(paragraph(&say.t("partner-code-once")));
            parts.push(verbatim(code));
        } else if let Some((made, at)) = &before.code {
            let key = if *made { "partner-code-made" } else { "partner-code-typed" };
            parts.push(paragraph(&sentence(say, key, "at", &instant(frame, at))));
        }
        if before.may_code {
            let action = format!("{base}/pair/code");
            let key = if before.code.is_some() { "partner-code-make-new" } else { "partner-code-make" };
            let form = FormBox::new(action.clone(), Vec::new(), Button::plain("make", say.t(key)));
            parts.push(Html::of(&form));
            let field = Field::text(say, "code", say.t("partner-code-type"))
                .width(Width::Middle)
                .hint(say.t("partner-code-hint"))
                .value(coded.typed.as_str())
                .error(coded.wrong.clone());
            let button = Button::plain("type", say.t("partner-code-use"));
            parts.push(Html::of(&FormBox::new(action, vec![Html::of(&field)], button)));
            fields.push(field);
        }
    } else {
        parts.push(soft(&say.t("partner-code-not-agreed")));
    }
    (card(parts), fields)
}

fn number(frame: &Frame, before: &BeforeHandingIn, panel: &PairPanel, base: &str) -> Html {
    let say = frame.say();
    let words = match &before.partner_number {
        Some(number) => sentence(say, "partner-number-given", "number", number),
        None => say.t("partner-number-none"),
    };
    let mut parts = vec![paragraph(&words)];
    if !before.numbers_cross {
        parts.push(soft(&say.t("partner-number-not-agreed")));
    } else if panel.may_mend && before.may_show {
        parts
            .push(links(vec![Link::new(say.t("partner-number-write"), format!("{base}/form/project#partner_number"))]));
    }
    Html::join(&parts, &Html::default())
}

#[derive(Deserialize)]
struct Act {
    #[serde(default)]
    act: String,
    #[serde(default)]
    code: String,
}

async fn shown(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(form): Form<Act>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let key = if form.act == "hide" {
        acts::hide_half(&portal.office, doing, &draft).await.map_err(refused)?;
        "hidden"
    } else {
        acts::show_half(&portal.office, doing, &draft).await.map_err(refused)?;
        "shown"
    };
    Ok(Redirect::to(&format!("/applications/{draft}/pair?done={key}")).into_response())
}

async fn code(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(form): Form<Act>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    if form.act == "make" {
        let made = acts::make_pairing_code(&portal.office, doing, &draft).await.map_err(refused)?;
        let coded = Coded { made: Some(made), ..Coded::default() };
        return super::pair_panel::panel_page(&portal, &frame, &viewer, &draft, &coded).await;
    }
    match acts::type_pairing_code(&portal.office, doing, &draft, &form.code).await {
        Ok(()) => Ok(Redirect::to(&format!("/applications/{draft}/pair?done=code")).into_response()),
        Err(error) => {
            let (_, words) = for_field(frame.say(), error)?;
            let coded = Coded { typed: form.code, wrong: Some(words), made: None };
            super::pair_panel::panel_page(&portal, &frame, &viewer, &draft, &coded).await
        }
    }
}
