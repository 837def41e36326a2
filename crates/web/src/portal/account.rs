//! One's own account: password, second factor, recovery codes, and where one is signed in.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use hefu_office::acts::{self, Proof};
use hefu_office::views::{OwnAccount, own_account};
use serde::Deserialize;

use super::page::{Button, FormBox, card, heading, links, page, paragraph, soft, table, verbatim};
use super::request::Request;
use super::words::instant;
use super::{Answer, Portal, Who, for_field, refused, sentence};
use crate::parts::{Column, Field, Html, Qr, StatusTag, Summary, SummaryRow, Table, Tone, Width};
use crate::shell::{Flash, Frame, Link, Say};

/// The routes of this subject.
pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/account", get(show))
        .route("/account/password", get(ask_password).post(password))
        .route("/account/codes", get(ask_codes).post(codes))
        .route("/account/codes/remove", get(ask_remove).post(remove))
        .route("/account/recovery", get(ask_recovery).post(recovery))
        .route("/account/sessions", post(sessions))
}

fn told(frame: &Frame) -> Option<Flash> {
    let done = frame.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let known = ["password", "codes-gone", "session", "sessions"];
    known.contains(&done).then(|| Flash::Done(frame.say().t(&format!("account-done-{done}"))))
}

fn frame_of(frame: &Frame, title: &str) -> crate::shell::Page {
    let say = frame.say();
    frame.page(say.t(title)).crumb(say.t("account-title"), "/account")
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, request: Request) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let own = own_account(&portal.office, &doing, &request.session).await.map_err(refused)?;
    let mut parts = vec![Html::of(&Summary::new(
        say,
        None,
        vec![SummaryRow::text(say.t("portal-name"), &own.name), SummaryRow::text(say.t("portal-email"), &own.email)],
    ))];
    parts.push(heading(&say.t("account-ways")));
    parts.push(Html::of(&Summary::new(say, None, ways(&portal, &frame, &own))));
    if own.codes.is_some() {
        parts.push(links(vec![
            Link::new(say.t("account-recovery-new"), "/account/recovery"),
            Link::new(say.t("account-codes-remove"), "/account/codes/remove"),
        ]));
    }
    parts.push(links(vec![Link::new(say.t("token-title"), "/account/tokens")]));
    parts.extend(session_list(&frame, &own));
    Ok(page(frame.page(say.t("account-title")).flash(told(&frame)), parts))
}

fn ways(portal: &Portal, frame: &Frame, own: &OwnAccount) -> Vec<SummaryRow> {
    let say = frame.say();
    let since = |at: &Option<String>| {
        at.as_deref()
            .map_or_else(|| say.t("account-not-set"), |at| sentence(say, "account-set-at", "at", &instant(frame, at)))
    };
    let mut codes = SummaryRow::text(say.t("account-codes"), &since(&own.codes));
    if own.codes.is_none() {
        codes = codes.change_at("/account/codes");
    }
    let mut rows =
        vec![SummaryRow::text(say.t("account-password"), &since(&own.password)).change_at("/account/password"), codes];
    if own.codes.is_some() {
        rows.push(SummaryRow::text(
            say.t("account-recovery"),
            &say.with("account-recovery-left", "count", own.recovery_codes),
        ));
    }
    rows.push(
        SummaryRow::text(say.t("passkey-title"), &say.with("passkey-count", "count", own.passkeys.len()))
            .change_at("/account/passkeys"),
    );
    if let Some(oidc) = &portal.office.config().oidc {
        let row = SummaryRow::text(say.t("sign-on-title"), oidc.label(frame.lang));
        rows.push(row.change_at("/account/sign-on"));
    }
    rows
}

/// A browser in two words, from what it calls itself: enough to know one's own again.
fn browser(agent: &str) -> String {
    let first =
        |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    // Edge also calls itself Chrome, and Chrome Safari; Android also calls itself Linux, and iPhones Mac.
    let program = first(&[("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iPadOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    let words: Vec<&str> = program.into_iter().chain(system).collect();
    if words.is_empty() { "—".to_owned() } else { words.join(" · ") }
}

fn session_list(frame: &Frame, own: &OwnAccount) -> Vec<Html> {
    let say = frame.say();
    let row = |line: &hefu_office::views::SessionLine| {
        let ending = if line.own {
            Html::of(&StatusTag::new(Tone::Pass, say.t("account-this-session")))
        } else {
            let words = sentence(say, "account-end-session", "at", &instant(frame, &line.begun));
            let form = FormBox::new("/account/sessions", Vec::new(), Button::plain("end", words));
            Html::of(&form.hidden("mark", line.mark.as_str()))
        };
        vec![
            Html::text(&instant(frame, &line.begun)),
            Html::text(&say.t(&format!("account-way-{}", line.way.word()))),
            Html::text(&instant(frame, &line.seen)),
            Html::text(&browser(&line.agent)),
            ending,
        ]
    };
    let mut columns: Vec<Column> =
        ["account-begun", "account-way", "account-seen"].map(|key| Column::new(say.t(key))).into();
    columns.push(Column::new(say.t("account-browser")));
    columns.push(Column::new(say.t("portal-way")));
    let mut parts = vec![
        heading(&say.t("account-sessions")),
        soft(&say.t("account-sessions-note")),
        table(&Table {
            id: "sessions".to_owned(),
            caption: say.t("account-sessions"),
            columns,
            rows: own.sessions.iter().map(row).collect(),
            empty: String::new(),
        }),
    ];
    if own.sessions.len() > 1 {
        let button = Button::plain("end-others", say.t("account-end-others"));
        parts.push(Html::of(&FormBox::new("/account/sessions", Vec::new(), button)));
    }
    parts
}

#[derive(Deserialize)]
struct Ending {
    #[serde(default)]
    act: String,
    #[serde(default)]
    mark: String,
}

async fn sessions(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(form): Form<Ending>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let mark = (form.act == "end").then_some(form.mark.as_str());
    acts::end_own(&portal.office, doing, &request.session, mark).await.map_err(refused)?;
    Ok(Redirect::to(if mark.is_some() { "/account?done=session" } else { "/account?done=sessions" }).into_response())
}

/// What the forms of this subject send.
#[derive(Default, Deserialize)]
struct Sent {
    #[serde(default)]
    act: String,
    #[serde(default)]
    present: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    code: String,
}

impl Sent {
    fn proof(&self, request: &Request) -> Proof {
        Proof { session: request.session.clone(), password: self.present.clone(), from: request.from.clone() }
    }
}

type Wrong = Option<(Option<String>, String)>;

fn error(wrong: &Wrong, name: &str) -> Option<String> {
    wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(name)).map(|(_, words)| words.clone())
}

/// The field for the present password, where the account has one.
fn present(say: Say, own: &OwnAccount, wrong: &Wrong) -> Vec<Field> {
    let field = Field::text(say, "present", say.t("account-present"))
        .kind("password")
        .width(Width::Middle)
        .autocomplete("current-password")
        .hint(say.t("account-present-hint"))
        .error(error(wrong, "present"));
    if own.password.is_some() { vec![field] } else { Vec::new() }
}

fn code(say: Say, wrong: &Wrong) -> Field {
    Field::text(say, "code", say.t("account-code"))
        .width(Width::Short)
        .autocomplete("one-time-code")
        .error(error(wrong, "code"))
}

/// A page with a form of this subject.
fn form_page(
    frame: &Frame,
    title: &str,
    before: Vec<Html>,
    fields: &[Field],
    (action, act, button): (&str, &str, &str),
) -> axum::response::Response {
    let say = frame.say();
    let form = FormBox::new(action, fields.iter().map(Html::of).collect(), Button::primary(act, say.t(button)))
        .back(say.t("portal-back"), "/account");
    let mut parts = before;
    parts.push(Html::of(&form));
    page(frame_of(frame, title).errors_of(fields), parts)
}

async fn ask_password(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, request: Request) -> Answer {
    password_page(&portal, &frame, &viewer, &request, None).await
}

async fn password_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    request: &Request,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let own = own_account(&portal.office, &doing, &request.session).await.map_err(refused)?;
    let (hint, fewest) = if own.codes.is_some() {
        ("account-new-hint", hefu_office::passwords::BESIDE_A_FACTOR)
    } else {
        ("account-new-hint-alone", hefu_office::passwords::ALONE)
    };
    let message =
        hefu_words::Message::new(hint).with("fewest", fewest).with("beside", hefu_office::passwords::BESIDE_A_FACTOR);
    let mut fields = present(say, &own, &wrong);
    fields.push(
        Field::text(say, "new", say.t("account-new"))
            .kind("password")
            .autocomplete("new-password")
            .hint(say.message(&message))
            .error(error(&wrong, "new")),
    );
    let note = vec![soft(&say.t("account-password-note"))];
    Ok(form_page(frame, "account-password", note, &fields, ("/account/password", "set", "account-password-set")))
}

async fn password(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(sent): Form<Sent>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::set_password(&portal.office, doing, sent.proof(&request), &sent.new).await {
        Ok(()) => Ok(Redirect::to("/account?done=password").into_response()),
        Err(refusal) => {
            let wrong = for_field(frame.say(), refusal)?;
            password_page(&portal, &frame, &viewer, &request, Some(wrong)).await
        }
    }
}

async fn ask_codes(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, request: Request) -> Answer {
    codes_page(&portal, &frame, &viewer, &request, None).await
}

async fn codes_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    request: &Request,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let own = own_account(&portal.office, &doing, &request.session).await.map_err(refused)?;
    if own.codes.is_some() {
        return Ok(Redirect::to("/account").into_response());
    }
    let to = "/account/codes";
    let Some(setup) = acts::totp_setup(&portal.office, &doing).await.map_err(refused)? else {
        let before = vec![paragraph(&say.t("account-codes-note"))];
        let fields = present(say, &own, &wrong);
        return Ok(form_page(frame, "account-codes", before, &fields, (to, "begin", "account-codes-begin")));
    };
    let mut before = vec![paragraph(&say.t("account-codes-enter"))];
    before.extend(Qr::new(say.t("account-codes-qr"), &setup.address).map(|code| Html::of(&code)));
    before.push(verbatim(&setup.secret));
    before.push(links(vec![Link::new(say.t("account-codes-app"), setup.address)]));
    Ok(form_page(frame, "account-codes", before, &[code(say, &wrong)], (to, "confirm", "account-codes-confirm")))
}

async fn codes(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(sent): Form<Sent>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let done = if sent.act == "begin" {
        acts::begin_totp(&portal.office, doing, sent.proof(&request)).await.map(|()| None)
    } else {
        acts::confirm_totp(&portal.office, doing, &sent.code).await.map(Some)
    };
    match done {
        Ok(None) => Ok(Redirect::to("/account/codes").into_response()),
        Ok(Some(codes)) => Ok(codes_shown(&frame, &codes)),
        Err(refusal) => {
            let wrong = for_field(frame.say(), refusal)?;
            codes_page(&portal, &frame, &viewer, &request, Some(wrong)).await
        }
    }
}

/// Recovery codes, the one time they are shown.
fn codes_shown(frame: &Frame, codes: &[String]) -> axum::response::Response {
    let say = frame.say();
    let parts = vec![
        card(vec![paragraph(&say.t("account-recovery-once")), verbatim(&codes.join("\n"))]),
        links(vec![Link::new(say.t("account-recovery-kept"), "/account")]),
    ];
    let done = Flash::Done(say.t("account-done-codes"));
    page(frame_of(frame, "account-recovery").flash(Some(done)), parts)
}

async fn ask_recovery(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, request: Request) -> Answer {
    recovery_page(&portal, &frame, &viewer, &request, None).await
}

async fn recovery_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    request: &Request,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let own = own_account(&portal.office, &doing, &request.session).await.map_err(refused)?;
    let before = vec![paragraph(&say.t("account-recovery-note"))];
    let fields = present(say, &own, &wrong);
    Ok(form_page(frame, "account-recovery", before, &fields, ("/account/recovery", "new", "account-recovery-new")))
}

async fn recovery(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(sent): Form<Sent>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::new_recovery_codes(&portal.office, doing, sent.proof(&request)).await {
        Ok(codes) => Ok(codes_shown(&frame, &codes)),
        Err(refusal) => {
            let wrong = for_field(frame.say(), refusal)?;
            recovery_page(&portal, &frame, &viewer, &request, Some(wrong)).await
        }
    }
}

async fn ask_remove(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, request: Request) -> Answer {
    remove_page(&portal, &frame, &viewer, &request, None).await
}

async fn remove_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    request: &Request,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let own = own_account(&portal.office, &doing, &request.session).await.map_err(refused)?;
    let mut fields = present(say, &own, &wrong);
    fields.push(code(say, &wrong).hint(say.t("account-code-or-recovery")));
    let before = vec![paragraph(&say.t("account-codes-remove-note"))];
    let to = ("/account/codes/remove", "remove", "account-codes-remove");
    Ok(form_page(frame, "account-codes-remove", before, &fields, to))
}

async fn remove(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    request: Request,
    Form(sent): Form<Sent>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::remove_totp(&portal.office, doing, sent.proof(&request), &sent.code).await {
        Ok(()) => Ok(Redirect::to("/account?done=codes-gone").into_response()),
        Err(refusal) => {
            let wrong = for_field(frame.say(), refusal)?;
            remove_page(&portal, &frame, &viewer, &request, Some(wrong)).await
        }
    }
}
