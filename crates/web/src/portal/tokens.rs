//! Tokens for programs on one's own account: made, shown once, revoked.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::get;
use axum_extra::extract::Form;
use hefu_office::acts::{self, NewToken, Proof, TOKEN_DAYS};
use hefu_office::views::{TokenLine, own_account, own_tokens};
use hefu_office::{Scope, Scopes, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::page::{Button, FormBox, card, heading, links, page, paragraph, soft, table, verbatim};
use super::request::Request;
use super::words::instant;
use super::{Answer, Portal, Who, for_field, refused, sentence};
use crate::parts::{Choice, Column, Field, Html, StatusTag, Table, Tone, Width};
use crate::shell::{Flash, Frame, Link, Say};

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/account/tokens", get(show).post(change))
}

/// What the forms of this subject send.
#[derive(Default, Deserialize)]
struct Sent {
    #[serde(default)]
    act: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    days: String,
    #[serde(default)]
    present: String,
    #[serde(default)]
    token: String,
}

type Wrong = Option<(Option<String>, String)>;

/// The name of a scope.
fn scope_name(say: Say, scope: Scope) -> String {
    say.t(&format!("token-scope-{}", scope.word().replace('_', "-")))
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, request: Request) -> Answer {
    tokens_page(&portal, &frame, &viewer, &request, &Sent::default(), None).await
}

async fn tokens_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    request: &Request,
    typed: &Sent,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let tokens = own_tokens(&portal.office, &doing).await.map_err(refused)?;
    let own = own_account(&portal.office, &doing, &request.session).await.map_err(refused)?;
    let fields = form_fields(say, own.password.is_some(), typed, &wrong);
    let form = FormBox::new(
        "/account/tokens",
        fields.iter().map(Html::of).collect(),
        Button::primary("make", say.t("token-make")),
    )
    .back(say.t("portal-back"), "/account");
    let parts = vec![
        paragraph(&say.t("token-note")),
        links(vec![Link::new(say.t("api-title"), "/api")]),
        table(&list(frame, &tokens)),
        heading(&say.t("token-new")),
        Html::of(&form),
    ];
    let head = frame.page(say.t("token-title")).crumb(say.t("account-title"), "/account");
    Ok(page(head.flash(told(frame)).errors_of(&fields), parts))
}

fn told(frame: &Frame) -> Option<Flash> {
    let query = frame.uri.query()?;
    query.split('&').any(|pair| pair == "done=revoked").then(|| Flash::Done(frame.say().t("token-done-revoked")))
}

fn form_fields(say: Say, password: bool, typed: &Sent, wrong: &Wrong) -> Vec<Field> {
    let error =
        |name: &str| wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(name)).map(|(_, words)| words.clone());
    let scopes = Scope::ALL.into_iter().map(|scope| Choice::new(scope.word(), scope_name(say, scope))).collect();
    let days = if typed.days.is_empty() { "90" } else { typed.days.as_str() };
    let hint = Message::new("token-days-hint").with("most", TOKEN_DAYS);
    let mut fields = vec![
        Field::text(say, "name", say.t("token-name"))
            .hint(say.t("token-name-hint"))
            .value(typed.name.as_str())
            .error(error("name")),
        Field::checks(say, "scopes", say.t("token-scopes"), scopes)
            .hint(say.t("token-scopes-hint"))
            .value(typed.scopes.join("\n"))
            .error(error("scopes")),
        Field::text(say, "days", say.t("token-days"))
            .width(Width::Short)
            .hint(say.message(&hint))
            .value(days)
            .error(error("days")),
    ];
    if password {
        fields.push(
            Field::text(say, "present", say.t("account-present"))
                .kind("password")
                .width(Width::Middle)
                .autocomplete("current-password")
                .hint(say.t("account-present-hint"))
                .error(error("present")),
        );
    }
    fields
}

fn list(frame: &Frame, tokens: &[TokenLine]) -> Table {
    let say = frame.say();
    let row = |line: &TokenLine| {
        let scopes: Vec<String> = line.scopes.iter().map(|scope| scope_name(say, *scope)).collect();
        let used = line.used.as_deref().map_or_else(|| say.t("token-never"), |at| instant(frame, at));
        let ending = match (&line.revoked, line.past) {
            (Some(at), _) => {
                Html::of(&StatusTag::new(Tone::Unset, sentence(say, "token-revoked", "at", &instant(frame, at))))
            }
            (None, true) => Html::of(&StatusTag::new(Tone::Unset, say.t("token-past"))),
            (None, false) => {
                let words = sentence(say, "token-revoke", "name", &line.name);
                let form = FormBox::new("/account/tokens", Vec::new(), Button::plain("revoke", words));
                Html::of(&form.hidden("token", line.token.as_str()))
            }
        };
        vec![
            Html::text(&line.name),
            Html::text(&scopes.join(" · ")),
            Html::text(&instant(frame, &line.expires)),
            Html::text(&used),
            ending,
        ]
    };
    Table {
        id: "tokens".to_owned(),
        caption: say.t("token-title"),
        columns: vec![
            Column::new(say.t("token-name")),
            Column::wide(say.t("token-scopes")),
            Column::new(say.t("token-expires")),
            Column::new(say.t("token-used")),
            Column::new(say.t("portal-state")),
        ],
        rows: tokens.iter().map(row).collect(),
        empty: say.t("token-none"),
    }
}

async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(sent): Form<Sent>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    if sent.act == "revoke" {
        acts::revoke_token(&portal.office, doing, &sent.token).await.map_err(refused)?;
        return Ok(Redirect::to("/account/tokens?done=revoked").into_response());
    }
    let proof = Proof { session: request.session.clone(), password: sent.present.clone(), from: request.from.clone() };
    let scopes: Scopes = sent.scopes.iter().filter_map(|word| Scope::from_word(word)).collect();
    let days = sent.days.trim().parse().unwrap_or(0);
    let new = NewToken { name: sent.name.clone(), scopes, days };
    match acts::make_token(&portal.office, doing, proof, new).await {
        Ok(token) => Ok(shown(&frame, &token)),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            tokens_page(&portal, &frame, &viewer, &request, &sent, Some(wrong)).await
        }
    }
}

/// A token, the one time it is shown.
fn shown(frame: &Frame, token: &str) -> axum::response::Response {
    let say = frame.say();
    let parts = vec![
        card(vec![paragraph(&say.t("token-once")), verbatim(token), soft(&say.t("token-once-note"))]),
        links(vec![Link::new(say.t("token-kept"), "/account/tokens")]),
    ];
    let head = frame.page(say.t("token-made")).crumb(say.t("account-title"), "/account");
    page(head.flash(Some(Flash::Done(say.t("token-done-made")))), parts)
}
