//! The team of an application: who takes part, who is invited; and the page behind the link of an invitation.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{AppendHeaders, IntoResponse as _, Redirect};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_office::acts::{self, Invited};
use hefu_office::views::{Member, OpenInvitation, TeamView, application_view, invitation_view, team_view};
use hefu_office::{AccountId, OfficeError, Refusal, TeamRole};
use hefu_words::Message;
use serde::Deserialize;

use super::applications::head;
use super::page::{Button, FormBox, card, heading, links, page, paragraph, segment, soft, table, verbatim};
use super::words::instant;
use super::{Answer, Portal, Who, for_field, refused, sentence, session_cookie};
use crate::parts::{Choice, Column, Field, Html, Table, Width};
use crate::shell::{Flash, Frame, Link, Say};

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/applications/{draft}/team", get(show).post(change))
        .route("/applications/{draft}/team/invite", post(invite))
        .route("/applications/{draft}/team/leave", post(leave))
        .route("/invitations/{secret}", get(invitation).post(accept))
}

fn role_name(say: Say, role: Option<TeamRole>) -> String {
    say.t(&format!("team-role-{}", role.map_or("owner", TeamRole::word)))
}

fn role_choices(say: Say) -> Vec<Choice> {
    let choice = |role: TeamRole| {
        Choice::new(role.word(), role_name(say, Some(role))).hint(say.t(&format!("team-role-{}-may", role.word())))
    };
    TeamRole::ALL.into_iter().map(choice).collect()
}

/// The word on what was done, from the address.
fn told(frame: &Frame) -> Option<Flash> {
    let done = frame.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let known = ["changed", "removed", "taken-back", "left", "joined"];
    known.contains(&done).then(|| Flash::Done(frame.say().t(&format!("team-done-{done}"))))
}

#[derive(Default, Deserialize)]
pub(super) struct Invite {
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    let nothing = Invite { role: TeamRole::Editor.word().to_owned(), ..Invite::default() };
    team_page(&portal, &frame, &viewer, &draft, &nothing, None, None).await
}

async fn team_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    draft: &str,
    typed: &Invite,
    wrong: Option<(Option<String>, String)>,
    made: Option<Invited>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let team = team_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let view = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let base = format!("/applications/{draft}");
    let mut page_head = head(portal, frame, &view)
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(say.t("portal-tasks"), base.clone())
        .flash(told(frame));
    page_head.title = say.t("team-title");
    let mut parts = Vec::new();
    if let Some(made) = made {
        parts.push(link_once(portal, frame, &made));
    }
    parts.push(members(frame, &team));
    if team.may_invite {
        let error = |name: &str| {
            wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(name)).map(|(_, words)| words.clone())
        };
        let fields = [
            Field::text(say, "email", say.t("portal-email"))
                .kind("email")
                .value(typed.email.as_str())
                .error(error("email")),
            Field::radios(say, "role", say.t("team-as"), role_choices(say)).value(typed.role.as_str()),
        ];
        page_head = page_head.errors_of(&fields);
        parts.extend(invitations(frame, &base, &team.invitations));
        parts.extend(changes(say, &base, &team));
        parts.push(heading(&say.t("team-invite-title")));
        parts.push(soft(&say.with("team-invite-note", "days", acts::INVITATION_DAYS)));
        let button = Button::primary("invite", say.t("team-invite"));
        let form = FormBox::new(format!("{base}/team/invite"), fields.iter().map(Html::of).collect(), button);
        parts.push(Html::of(&form));
    } else {
        parts.push(soft(&say.t("team-owner-invites")));
        let button = Button::plain("leave", say.t("team-leave"));
        let form = FormBox::new(format!("{base}/team/leave"), Vec::new(), button);
        parts.push(Html::of(&form));
    }
    Ok(page(page_head, parts))
}

/// The link of an invitation just made. It is shown this once; where the office sends letters, the letter carries it.
fn link_once(portal: &Portal, frame: &Frame, made: &Invited) -> Html {
    let say = frame.say();
    let message = Message::new("team-link-once")
        .with("email", made.email.clone())
        .with("until", frame.stamp(made.expires.timestamp()).long());
    card(vec![
        paragraph(&say.message(&message)),
        verbatim(&format!("{}/invitations/{}", portal.address(frame), made.secret)),
    ])
}

fn members(frame: &Frame, team: &TeamView) -> Html {
    let say = frame.say();
    let row = |member: &Member| {
        vec![
            Html::text(&member.name),
            Html::text(&member.email),
            Html::text(&role_name(say, member.role)),
            Html::text(&instant(frame, &member.since)),
        ]
    };
    table(&Table {
        id: "team".to_owned(),
        caption: say.t("team-members"),
        columns: ["portal-name", "portal-email", "portal-role", "team-since"].map(|key| Column::new(say.t(key))).into(),
        rows: team.members.iter().map(row).collect(),
        empty: String::new(),
    })
}

fn invitations(frame: &Frame, base: &str, open: &[OpenInvitation]) -> Vec<Html> {
    let say = frame.say();
    if open.is_empty() {
        return Vec::new();
    }
    let row = |one: &OpenInvitation| {
        let key = if one.late { "team-late-since" } else { "team-open-until" };
        let button = Button::plain("take-back", sentence(say, "team-take-back", "email", &one.email));
        let form = FormBox::new(format!("{base}/team"), Vec::new(), button).hidden("email", one.email.as_str());
        vec![
            Html::text(&one.email),
            Html::text(&role_name(say, Some(one.role))),
            Html::text(&sentence(say, key, "at", &instant(frame, &one.expires))),
            Html::of(&form),
        ]
    };
    vec![table(&Table {
        id: "invitations".to_owned(),
        caption: say.t("team-invitations"),
        columns: ["portal-email", "portal-role", "portal-state", "portal-way"]
            .map(|key| Column::new(say.t(key)))
            .into(),
        rows: open.iter().map(row).collect(),
        empty: String::new(),
    })]
}

fn changes(say: Say, base: &str, team: &TeamView) -> Vec<Html> {
    let others: Vec<Choice> = team
        .members
        .iter()
        .filter(|member| member.role.is_some())
        .map(|member| Choice::new(member.account.0.clone(), member.name.clone()))
        .collect();
    if others.is_empty() {
        return Vec::new();
    }
    let roles = TeamRole::ALL.into_iter().map(|role| Choice::new(role.word(), role_name(say, Some(role)))).collect();
    let fields = [
        Field::select(say, "account", say.t("portal-person"), others),
        Field::select(say, "new-role", say.t("portal-role"), roles),
    ];
    let mut form = FormBox::new(
        format!("{base}/team"),
        fields.iter().map(Html::of).collect(),
        Button::plain("change", say.t("team-change")),
    );
    form.buttons.push(Button::plain("remove", say.t("team-remove")));
    vec![heading(&say.t("team-change-title")), Html::of(&form)]
}

async fn invite(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(typed): Form<Invite>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let role = TeamRole::from_word(&typed.role).ok_or_else(|| refused(Refusal::not_found().into()))?;
    match acts::invite(&portal.office, doing, &draft, &typed.email, role).await {
        Ok(made) => {
            let next = Invite { role: typed.role, ..Invite::default() };
            team_page(&portal, &frame, &viewer, &draft, &next, None, Some(made)).await
        }
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            team_page(&portal, &frame, &viewer, &draft, &typed, Some(wrong), None).await
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    act: String,
    #[serde(default)]
    account: String,
    #[serde(default, rename = "new-role")]
    role: String,
    #[serde(default)]
    email: String,
}

async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(form): Form<Change>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let account = AccountId(form.account);
    let unknown = || OfficeError::from(Refusal::not_found());
    let done = match form.act.as_str() {
        "take-back" => {
            acts::take_back_invitation(&portal.office, doing, &draft, &form.email).await.map(|()| "taken-back")
        }
        "remove" => acts::remove_member(&portal.office, doing, &draft, account).await.map(|()| "removed"),
        "change" => match TeamRole::from_word(&form.role) {
            Some(role) => acts::change_member(&portal.office, doing, &draft, account, role).await.map(|()| "changed"),
            None => Err(unknown()),
        },
        _ => Err(unknown()),
    };
    let done = done.map_err(refused)?;
    Ok(Redirect::to(&format!("/applications/{draft}/team?done={done}")).into_response())
}

async fn leave(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    if let Some(account) = viewer.account {
        acts::remove_member(&portal.office, doing, &draft, account).await.map_err(refused)?;
    }
    Ok(Redirect::to("/applications").into_response())
}

#[derive(Default, Deserialize)]
pub(super) struct Accept {
    #[serde(default)]
    act: String,
    #[serde(default)]
    name: String,
}

async fn invitation(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(secret): Path<String>,
) -> Answer {
    invitation_page(&portal, &frame, &viewer, &secret, &Accept::default(), None).await
}

async fn invitation_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    secret: &str,
    typed: &Accept,
    wrong: Option<String>,
) -> Answer {
    let say = frame.say();
    let now = portal.now(frame);
    let found = invitation_view(&portal.office, secret, &now).await.map_err(refused)?;
    let message = Message::new("team-invited-by")
        .with("inviter", found.inviter.clone())
        .with("role", role_name(say, Some(found.role)))
        .with("email", found.email.clone());
    let here = format!("/invitations/{secret}");
    let mut page_head = frame.page(say.t("team-invitation"));
    let mut parts = vec![
        paragraph(&say.message(&message)),
        soft(&say.t(&format!("team-role-{}-may", found.role.word()))),
        soft(&sentence(say, "team-open-until", "at", &instant(frame, &found.expires))),
    ];
    if viewer.account.is_some() {
        let button = Button::primary("accept", sentence(say, "team-accept-as", "name", &viewer.name));
        parts.push(Html::of(&FormBox::new(here, Vec::new(), button)));
    } else {
        let back = segment(&here);
        let way = Link::new(say.t("team-sign-in-to-accept"), format!("/sign-in?back={back}"));
        if found.has_account {
            parts.push(paragraph(&say.t("team-has-account")));
        } else {
            let name = Field::text(say, "name", say.t("portal-name"))
                .width(Width::Middle)
                .autocomplete("name")
                .value(typed.name.as_str())
                .error(wrong);
            page_head = page_head.errors_of([&name]);
            let button = Button::primary("open", say.t("team-open-and-accept"));
            parts.push(heading(&say.t("team-new-here")));
            parts.push(paragraph(&sentence(say, "team-new-here-note", "email", &found.email)));
            parts.push(Html::of(&FormBox::new(here.as_str(), vec![Html::of(&name)], button)));
            parts.push(heading(&say.t("team-known-here")));
        }
        parts.push(links(vec![way]));
    }
    Ok(page(page_head, parts))
}

async fn accept(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(secret): Path<String>,
    Form(form): Form<Accept>,
) -> Answer {
    if form.act == "open" && viewer.account.is_none() {
        let now = portal.now(&frame);
        return match acts::accept_as_new(&portal.office, &secret, &form.name, &now).await {
            Ok((session, draft)) => {
                let cookie = AppendHeaders([session_cookie(&portal, Some(&session))]);
                Ok((cookie, Redirect::to(&joined(&draft))).into_response())
            }
            Err(error) => {
                let (_, words) = for_field(frame.say(), error)?;
                invitation_page(&portal, &frame, &viewer, &secret, &form, Some(words)).await
            }
        };
    }
    let doing = portal.signed(&frame, &viewer)?;
    let draft = acts::accept_invitation(&portal.office, doing, &secret).await.map_err(refused)?;
    Ok(Redirect::to(&joined(&draft)).into_response())
}

fn joined(draft: &str) -> String {
    format!("/applications/{draft}/team?done=joined")
}
