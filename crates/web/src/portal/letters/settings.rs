//! What the office does with each kind of letter.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::letters::{LetterKind, LetterMode};
use hefu_office::views::letter_settings;

use super::super::page::{Button, FormBox, page, paragraph};
use super::super::{Answer, Portal, Who, for_field, refused};
use super::kind_word;
use crate::parts::{Choice, Field, Html, Width};
use crate::shell::Frame;

/// What was typed, by the name of its field.
type Typed = BTreeMap<String, String>;

/// The field for the days ahead of a kind.
fn days_name(kind: LetterKind) -> String {
    format!("days-{}", kind.word())
}

pub(super) async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    form(&portal, &frame, &viewer, &Typed::new(), None).await
}

async fn form(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    typed: &Typed,
    wrong: Option<(Option<String>, String)>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let modes =
        || LetterMode::ALL.iter().map(|mode| Choice::new(mode.word(), say.t(&format!("letters-mode-{}", mode.word()))));
    let mut fields = Vec::new();
    for setting in letter_settings(&portal.office, &doing).await.map_err(refused)? {
        let name = setting.kind.word();
        let chosen = typed.get(name).map_or(setting.mode.word(), String::as_str);
        fields.push(Field::select(say, name, kind_word(say, setting.kind), modes().collect()).value(chosen));
        if setting.kind.days_ahead() {
            let kept = setting.days.map(|days| days.to_string()).unwrap_or_default();
            let days = days_name(setting.kind);
            let error = wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(days.as_str()));
            let field = Field::text(say, days.as_str(), say.t("letters-days"))
                .width(Width::Short)
                .hint(say.t("letters-days-hint"))
                .value(typed.get(&days).cloned().unwrap_or(kept))
                .error(error.map(|(_, words)| words.clone()));
            fields.push(field.optional());
        }
    }
    let button = Button::primary("save", say.t("letters-settings-save"));
    let head = frame.page(say.t("letters-settings")).crumb(say.t("letters-nav"), "/letters").errors_of(&fields);
    let form = FormBox::new("/letters/settings", fields.iter().map(Html::of).collect(), button)
        .back(say.t("portal-back"), "/letters");
    Ok(page(head, vec![paragraph(&say.t("letters-settings-note")), Html::of(&form)]))
}

pub(super) async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    for kind in LetterKind::ALL {
        let Some(mode) = typed.get(kind.word()).and_then(|word| LetterMode::from_word(word)) else { continue };
        let name = days_name(*kind);
        let written = typed.get(&name).map(|days| days.trim()).filter(|days| !days.is_empty());
        // What is no number is refused by the act as a number out of bounds is.
        let days = written.filter(|_| kind.days_ahead()).map(|days| days.parse::<i64>().unwrap_or(0));
        if let Err(error) = acts::set_letter_mode(&portal.office, doing.clone(), *kind, mode, days).await {
            let (field, words) = for_field(frame.say(), error)?;
            let wrong = (field.map(|field| if field == "days" { name } else { field }), words);
            return form(&portal, &frame, &viewer, &typed, Some(wrong)).await;
        }
    }
    Ok(Redirect::to("/letters?did=settings").into_response())
}
