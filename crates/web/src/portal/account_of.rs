//! One account, for the administrator: disabling it, opening it again, taking away a second factor that was lost.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::get;
use axum_extra::extract::Form;
use hefu_office::views::accounts;
use hefu_office::{AccountId, Refusal, acts};
use serde::Deserialize;

use super::page::{Button, FormBox, heading, page, paragraph};
use super::words::instant;
use super::{Answer, Portal, Who, for_field, refused, role_word, sentence};
use crate::parts::{Field, Html, Summary, SummaryRow};
use crate::shell::{Flash, Frame};

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/accounts/{account}", get(show).post(change))
}

#[derive(Default, Deserialize)]
struct Change {
    #[serde(default)]
    act: String,
    #[serde(default)]
    reason: String,
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(account): Path<String>) -> Answer {
    account_page(&portal, &frame, &viewer, &account, &Change::default(), None).await
}

async fn account_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    account: &str,
    typed: &Change,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let people = accounts(&portal.office, &doing).await.map_err(refused)?;
    let unknown = || refused(Refusal::not_found().into());
    let person = people.into_iter().find(|person| person.account.0 == account).ok_or_else(unknown)?;
    let roles: Vec<_> = person.roles.iter().map(|role| role_word(say, *role)).collect();
    let roles = if roles.is_empty() { say.t("portal-role-applicant") } else { roles.join(&say.t("portal-and")) };
    let state = match &person.disabled {
        Some(at) => sentence(say, "account-disabled-since", "at", &instant(frame, at)),
        None => say.t("account-open"),
    };
    let codes = say.t(if person.codes { "account-codes-there" } else { "account-not-set" });
    let rows = vec![
        SummaryRow::text(say.t("portal-email"), &person.email),
        SummaryRow::text(say.t("portal-roles"), &roles),
        SummaryRow::text(say.t("portal-state"), &state),
        SummaryRow::text(say.t("account-codes"), &codes),
    ];
    let here = format!("/accounts/{account}");
    let mut parts = vec![Html::of(&Summary::new(say, None, rows))];
    if person.codes {
        parts.push(heading(&say.t("account-reset-title")));
        parts.push(paragraph(&say.t("account-reset-note")));
        let button = Button::plain("reset", say.t("account-reset"));
        parts.push(Html::of(&FormBox::new(here.as_str(), Vec::new(), button)));
    }
    let reason = Field::text(say, "reason", say.t("portal-reason")).value(typed.reason.as_str()).error(wrong);
    let mut head = frame.page(person.name).crumb(say.t("portal-nav-accounts"), "/accounts").flash(told(frame));
    if person.disabled.is_some() {
        let button = Button::primary("enable", say.t("account-enable"));
        parts.push(Html::of(&FormBox::new(here, Vec::new(), button)));
    } else {
        parts.push(heading(&say.t("account-disable-title")));
        parts.push(paragraph(&say.t("account-disable-note")));
        head = head.errors_of([&reason]);
        let button = Button::primary("disable", say.t("account-disable"));
        parts.push(Html::of(&FormBox::new(here, vec![Html::of(&reason)], button)));
    }
    Ok(page(head, parts))
}

fn told(frame: &Frame) -> Option<Flash> {
    let done = frame.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let known = ["disabled", "enabled", "reset"];
    known.contains(&done).then(|| Flash::Done(frame.say().t(&format!("account-done-{done}"))))
}

async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(account): Path<String>,
    Form(form): Form<Change>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let id = AccountId(account.clone());
    let done = match form.act.as_str() {
        "disable" => acts::disable_account(&portal.office, doing, id, &form.reason).await.map(|()| "disabled"),
        "enable" => acts::enable_account(&portal.office, doing, id).await.map(|()| "enabled"),
        "reset" => acts::reset_factor(&portal.office, doing, id).await.map(|()| "reset"),
        _ => Err(Refusal::not_found().into()),
    };
    match done {
        Ok(done) => Ok(Redirect::to(&format!("/accounts/{account}?done={done}")).into_response()),
        Err(error) => {
            let (_, words) = for_field(frame.say(), error)?;
            account_page(&portal, &frame, &viewer, &account, &form, Some(words)).await
        }
    }
}
