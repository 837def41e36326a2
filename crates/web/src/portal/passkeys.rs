//! Passkeys: registered and taken away on one's account, and signed in with. The browser's part needs a script; whoever has
//! none signs in by password.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_office::acts::{self, Ceremony, Proof};
use hefu_office::views::own_account;
use serde::Deserialize;
use serde_json::json;

use super::page::{Button, FormBox, heading, page, soft, table};
use super::request::Request;
use super::sign_in::begun;
use super::words::instant;
use super::{Answer, Portal, Who, refused, sentence};
use crate::parts::{Column, Field, Html, PasskeyAct, Table, Width};
use crate::shell::{Flash, Frame};

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/account/passkeys", get(show).post(change))
        .route("/account/passkeys/begin", post(begin))
        .route("/sign-in/passkey", post(sign_in))
        .route("/sign-in/passkey/begin", post(begin_sign_in))
}

#[derive(Default, Deserialize)]
struct Sent {
    #[serde(default)]
    present: String,
    #[serde(default)]
    ceremony: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    back: String,
}

fn given(ceremony: Ceremony) -> axum::response::Response {
    axum::Json(json!({"ceremony": ceremony.secret, "options": ceremony.options})).into_response()
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, request: Request) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let own = own_account(&portal.office, &doing, &request.session).await.map_err(refused)?;
    let row = |one: &hefu_office::views::PasskeyLine| {
        let button = Button::plain("remove", sentence(say, "passkey-remove", "name", &one.name));
        let mut fields = Vec::new();
        if own.password.is_some() {
            let field = Field::text(say, format!("present-{}", &one.mark), say.t("account-present"));
            fields.push(Html::of(&field.kind("password").width(Width::Short).autocomplete("current-password")));
        }
        let form = FormBox::new("/account/passkeys", fields, button).hidden("credential", one.credential.as_str());
        vec![
            Html::text(&one.name),
            Html::text(&instant(&frame, &one.made)),
            Html::text(&one.used.as_deref().map_or_else(|| "—".to_owned(), |at| instant(&frame, at))),
            Html::of(&form),
        ]
    };
    let mut fields = vec![
        Field::text(say, "name", say.t("passkey-name"))
            .width(Width::Middle)
            .hint(say.t("passkey-name-hint"))
            .optional(),
    ];
    if own.password.is_some() {
        fields.push(
            Field::text(say, "present", say.t("account-present"))
                .kind("password")
                .width(Width::Middle)
                .autocomplete("current-password")
                .hint(say.t("account-present-hint")),
        );
    }
    let act = PasskeyAct {
        say,
        begin: "/account/passkeys/begin".to_owned(),
        action: "/account/passkeys".to_owned(),
        creates: true,
        fields: fields.iter().map(Html::of).collect(),
        button: say.t("passkey-add"),
        back: String::new(),
    };
    let parts = vec![
        soft(&say.t("passkey-note")),
        table(&Table {
            id: "passkeys".to_owned(),
            caption: say.t("passkey-title"),
            columns: ["passkey-name", "passkey-made", "account-seen", "portal-way"]
                .map(|key| Column::new(say.t(key)))
                .into(),
            rows: own.passkeys.iter().map(row).collect(),
            empty: say.t("passkey-none"),
        }),
        heading(&say.t("passkey-add")),
        Html::of(&act),
    ];
    let head = frame.page(say.t("passkey-title")).crumb(say.t("account-title"), "/account").flash(told(&frame));
    Ok(page(head, parts))
}

fn told(frame: &Frame) -> Option<Flash> {
    let done = frame.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let known = ["added", "removed"];
    known.contains(&done).then(|| Flash::Done(frame.say().t(&format!("passkey-done-{done}"))))
}

async fn begin(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(sent): Form<Sent>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let proof = Proof { session: request.session, password: sent.present, from: request.from };
    let made = acts::begin_passkey(&portal.office, doing, proof, &portal.address(&frame)).await;
    Ok(given(made.map_err(refused)?))
}

async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let value = |wanted: &str| {
        let found = pairs
            .iter()
            .find(|(name, _)| name == wanted || name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('-')));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    if value("act") == "remove" {
        let proof = Proof { session: request.session, password: value("present"), from: request.from };
        acts::remove_passkey(&portal.office, doing, proof, &value("credential")).await.map_err(refused)?;
        return Ok(Redirect::to("/account/passkeys?done=removed").into_response());
    }
    let origin = portal.address(&frame);
    let (secret, answer, name) = (value("ceremony"), value("answer"), value("name"));
    acts::finish_passkey(&portal.office, doing, &secret, &answer, &name, &origin).await.map_err(refused)?;
    Ok(Redirect::to("/account/passkeys?done=added").into_response())
}

async fn begin_sign_in(State(portal): State<Portal>, frame: Frame) -> Answer {
    let made = acts::begin_passkey_sign_in(&portal.office, &portal.address(&frame), &portal.now(&frame)).await;
    Ok(given(made.map_err(refused)?))
}

async fn sign_in(State(portal): State<Portal>, frame: Frame, request: Request, Form(sent): Form<Sent>) -> Answer {
    let (now, origin) = (portal.now(&frame), portal.address(&frame));
    let session = acts::passkey_sign_in(&portal.office, &sent.ceremony, &sent.answer, &request.agent, &origin, &now);
    begun(&portal, &request, &session.await.map_err(refused)?, &sent.back).await
}
