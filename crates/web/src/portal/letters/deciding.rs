//! Letting letters go, or not: first a page that says how many go to whom, then the act.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use axum_extra::extract::Form;
use hefu_office::acts::{self, LetterAct, Picked};
use hefu_office::letters::{LetterKind, LetterState};
use hefu_office::views::{LetterLine, letters_picked};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{page, paragraph};
use super::super::{Answer, Portal, Who, refused};
use super::{href, kind_word};
use crate::parts::{Confirm, Html, Letters};
use crate::shell::{Frame, Link, Say};

/// Names told one by one for each kind.
const NAMES: usize = 12;

/// What was pressed in the list, in a letter, or on the page that asks.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Pressed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    letter: Vec<String>,
    #[serde(default)]
    all: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    upto: i64,
}

impl Pressed {
    fn which(&self) -> Picked {
        match LetterState::from_word(&self.state).filter(|_| self.all == "yes") {
            Some(state) => Picked::All { state, kind: LetterKind::from_word(&self.kind), upto: self.upto },
            None => Picked::These(self.letter.clone()),
        }
    }

    fn hidden(&self) -> Vec<(String, String)> {
        let mut hidden = vec![("act".to_owned(), self.act.clone()), ("state".to_owned(), self.state.clone())];
        if self.all == "yes" {
            let further =
                [("all", "yes"), ("kind", &self.kind)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            hidden.extend(further);
            hidden.push(("upto".to_owned(), self.upto.to_string()));
        } else {
            hidden.extend(self.letter.iter().map(|letter| ("letter".to_owned(), letter.clone())));
        }
        hidden
    }
}

/// The act that was pressed; another word is no page.
fn act_of(pressed: &Pressed) -> Result<LetterAct, super::Instead> {
    LetterAct::from_word(&pressed.act).ok_or_else(|| refused(hefu_office::Refusal::not_found().into()))
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(pressed): Form<Pressed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let act = act_of(&pressed)?;
    let back = href(LetterState::from_word(&pressed.state), LetterKind::from_word(&pressed.kind));
    let letters = letters_picked(&portal.office, &doing, act, &pressed.which()).await.map_err(refused)?;
    let title = say.t(&format!("letters-confirm-{}", act.word()));
    let head = frame.page(title.clone()).crumb(say.t("letters-nav"), back.clone());
    if letters.is_empty() {
        let ways = super::links(vec![Link::new(say.t("portal-back"), back)]);
        return Ok(page(head, vec![paragraph(&say.t("letters-nothing-picked")), ways]));
    }
    let goes = act != LetterAct::Discard;
    let mut effects = vec![say.t(&format!("letters-effect-{}", act.word()))];
    let by_kind = by_kind(say, &letters);
    if !goes {
        effects.extend(by_kind.iter().map(|letters| letters.to.clone()));
    }
    let confirm = Confirm {
        say,
        action: "/letters/decide".to_owned(),
        effects,
        letters: if goes { by_kind } else { Vec::new() },
        for_good: goes.then(|| say.t("letters-for-good")),
        hidden: pressed.hidden(),
        fields: Vec::new(),
        button: say.t(&format!("letters-{}", act.word())),
        back: Link::new(say.t("portal-back"), back),
    };
    Ok(page(head, vec![Html::of(&confirm)]))
}

/// A line for each kind, with the names of those it goes to and the first of its letters to look at.
fn by_kind(say: Say, letters: &[LetterLine]) -> Vec<Letters> {
    let line = |kind: &LetterKind| {
        let of_kind: Vec<_> = letters.iter().filter(|letter| letter.kind == *kind).collect();
        let first = of_kind.first()?;
        let names: Vec<String> = of_kind.iter().take(NAMES).map(|letter| letter.to.clone()).collect();
        let rest = of_kind.len().saturating_sub(names.len());
        let names = hefu_words::Arg::from(names);
        let names = if rest == 0 {
            names
        } else {
            Message::new("letters-and-more").with("names", names).with("count", rest).into()
        };
        let to = Message::new("letters-recipients").with("kind", kind_word(say, *kind)).with("names", names);
        Some(Letters {
            to: say.message(&to),
            count: u64::try_from(of_kind.len()).unwrap_or(u64::MAX),
            preview: Some(format!("/letters/{}", first.letter)),
        })
    };
    LetterKind::ALL.iter().filter_map(line).collect()
}

pub(super) async fn decide(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(pressed): Form<Pressed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let act = act_of(&pressed)?;
    let done = acts::settle_letters(&portal.office, doing, act, pressed.which()).await.map_err(refused)?;
    let back = href(LetterState::from_word(&pressed.state), LetterKind::from_word(&pressed.kind));
    Ok(Redirect::to(&format!("{back}&did={}&n={done}", act.word())).into_response())
}
