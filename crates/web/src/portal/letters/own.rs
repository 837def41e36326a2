//! The language of one's own letters, and which of them one wants.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use axum_extra::extract::{Form, Query};
use hefu_office::acts;
use hefu_office::letters::LetterKind;
use hefu_office::views::{letter_kinds, letter_wishes};
use hefu_words::Lang;
use serde::Deserialize;

use super::super::page::{Button, FormBox, page};
use super::super::{Answer, Instead, Portal, Who, refused};
use super::kind_word;
use crate::parts::{Choice, Field, Html};
use crate::shell::lang::own_name;
use crate::shell::{Flash, Frame};

#[derive(Deserialize)]
pub(super) struct Did {
    #[serde(default)]
    did: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Query(did): Query<Did>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let (lang, unwanted) = letter_wishes(&portal.office, &doing).await.map_err(refused)?;
    let languages = portal.office.config().langs().into_iter().map(|lang| Choice::new(lang.tag(), own_name(lang)));
    let language =
        Field::radios(say, "language", say.t("letters-wishes-language"), languages.collect()).value(lang.tag());
    let optional = optional(&portal).await?;
    let choices = optional.iter().map(|kind| Choice::new(kind.word(), kind_word(say, *kind))).collect();
    let mut kinds =
        Field::checks(say, "kinds", say.t("letters-wishes-kinds"), choices).hint(say.t("letters-wishes-note"));
    for kind in optional.iter().filter(|kind| !unwanted.contains(kind)) {
        kinds = kinds.value(kind.word());
    }
    let button = Button::primary("save", say.t("letters-settings-save"));
    let form = FormBox::new("/account/letters", vec![Html::of(&language), Html::of(&kinds)], button);
    let done = (did.did == "wishes").then(|| Flash::Done(say.t("letters-done-wishes")));
    Ok(page(frame.page(say.t("letters-nav-own")).flash(done), vec![Html::of(&form)]))
}

/// The kinds one may do without, of those the office writes.
async fn optional(portal: &Portal) -> Result<Vec<LetterKind>, Instead> {
    let kinds = letter_kinds(&portal.office).await.map_err(refused)?;
    Ok(kinds.into_iter().filter(|kind| !kind.is_duty()).collect())
}

#[derive(Deserialize)]
pub(super) struct Wishes {
    #[serde(default)]
    language: String,
    #[serde(default)]
    kinds: Vec<String>,
}

pub(super) async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(wishes): Form<Wishes>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let wanted: BTreeSet<_> = wishes.kinds.iter().filter_map(|word| LetterKind::from_word(word)).collect();
    let unwanted = optional(&portal).await?.into_iter().filter(|kind| !wanted.contains(kind)).collect();
    let usual = portal.office.config().langs().first().copied().unwrap_or_default();
    let lang = Lang::from_tag(&wishes.language).unwrap_or(usual);
    acts::set_letter_wishes(&portal.office, doing, lang, unwanted).await.map_err(refused)?;
    Ok(Redirect::to("/account/letters?did=wishes").into_response())
}
