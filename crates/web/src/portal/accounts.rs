//! Accounts and roles, for the administrator.

use axum::extract::State;
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::letters::LetterKind;
use hefu_office::views::{Circle, accounts};
use hefu_office::{AccountId, OfficeRole};
use serde::Deserialize;

use super::letters::announcement;
use super::page::{Button, FormBox, heading, page, table};
use super::{Answer, Portal, Who, done, flash, for_field, refused, role_word};
use crate::parts::{Choice, Column, Field, Html, Table, Width};
use crate::shell::Frame;

#[derive(Default, Deserialize)]
pub(super) struct NewAccount {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
}

pub(super) async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    list_page(&portal, &frame, &viewer, &NewAccount::default(), None).await
}

async fn list_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    typed: &NewAccount,
    wrong: Option<(Option<String>, String)>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let people = accounts(&portal.office, &doing).await.map_err(refused)?;
    let rows = people.iter().map(|person| {
        let roles: Vec<_> = person.roles.iter().map(|role| role_word(say, *role)).collect();
        vec![
            Html::link(&person.name, &format!("/accounts/{}", person.account)),
            Html::text(&person.email),
            Html::text(&roles.join(&say.t("portal-and"))),
        ]
    });
    let columns = ["portal-name", "portal-email", "portal-roles"];
    let list = Table {
        id: "accounts".to_owned(),
        caption: say.t("portal-nav-accounts"),
        columns: columns.iter().map(|key| Column::new(say.t(key))).collect(),
        rows: rows.collect(),
        empty: String::new(),
    };
    let error =
        |name: &str| wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(name)).map(|(_, words)| words.clone());
    let opening = [
        Field::text(say, "name", say.t("portal-name"))
            .width(Width::Middle)
            .value(typed.name.as_str())
            .error(error("name")),
        Field::text(say, "email", say.t("portal-email"))
            .kind("email")
            .value(typed.email.as_str())
            .error(error("email")),
    ];
    let choices = people.iter().map(|person| Choice::new(person.account.0.clone(), person.name.clone())).collect();
    let roles = OfficeRole::ALL.into_iter().map(|role| Choice::new(role.word(), role_word(say, role))).collect();
    let changing = [
        Field::select(say, "account", say.t("portal-person"), choices),
        Field::select(say, "role", say.t("portal-role"), roles),
    ];
    let head = frame.page(say.t("portal-nav-accounts")).flash(flash(frame)).errors_of(&opening);
    let mut change = FormBox::new(
        "/accounts/roles",
        changing.iter().map(Html::of).collect(),
        Button::primary("give", say.t("portal-give-role")),
    );
    change.buttons.push(Button::plain("take", say.t("portal-take-role")));
    let open = FormBox::new(
        "/accounts",
        opening.iter().map(Html::of).collect(),
        Button::primary("open", say.t("portal-open-account")),
    );
    let parts = vec![
        table(&list),
        heading(&say.t("portal-change-roles")),
        Html::of(&change),
        heading(&say.t("portal-new-account")),
        announcement(portal, say, LetterKind::AccountOpened, Circle::Newcomer).await?,
        Html::of(&open),
    ];
    Ok(page(head, parts))
}

pub(super) async fn open(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(typed): Form<NewAccount>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::open_account(&portal.office, doing, &typed.name, &typed.email).await {
        Ok(_) => Ok(done("/accounts", "opened")),
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            list_page(&portal, &frame, &viewer, &typed, Some(wrong)).await
        }
    }
}

#[derive(Deserialize)]
pub(super) struct RoleChange {
    #[serde(default)]
    account: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    act: String,
}

pub(super) async fn role(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(form): Form<RoleChange>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let unknown = || refused(hefu_office::Refusal::not_found().into());
    let role = OfficeRole::from_word(&form.role).ok_or_else(unknown)?;
    let account = AccountId(form.account);
    let changed = match form.act.as_str() {
        "give" => acts::give_role(&portal.office, doing, account, role).await,
        "take" => acts::take_role(&portal.office, doing, account, role).await,
        _ => return Err(unknown()),
    };
    changed.map_err(refused)?;
    Ok(done("/accounts", "changed"))
}
