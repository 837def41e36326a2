//! Inviting experts: whom, what happens, how many letters go.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::acts::{self, INVITATION_DAYS};
use hefu_office::experts::ExpertState;
use hefu_office::letters::LetterKind;
use hefu_office::views::{Circle, announced, invitable};
use hefu_office::{OfficeError, Refusal, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, links, page, paragraph, soft};
use super::super::{Answer, Portal, Who, done, for_field, refused};
use super::state_word;
use crate::parts::{Choice, Confirm, Field, Html, Letters};
use crate::shell::{Frame, Link};

#[derive(Clone, Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    expert: Vec<String>,
}

impl Chosen {
    fn numbers(&self) -> BTreeSet<String> {
        self.expert.iter().cloned().collect()
    }
}

pub(super) async fn choose(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    choose_page(&portal, &frame, &viewer, None, None).await
}

async fn choose_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    chosen: Option<&Chosen>,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let all = invitable(&portal.office, &doing).await.map_err(refused)?;
    let choice = |(expert, state): &(hefu_office::experts::Expert, ExpertState)| {
        let label = format!("{} {}", expert.number, expert.name);
        Choice::new(expert.number.clone(), label).hint(format!("{}; {}", expert.unit, state_word(say, *state)))
    };
    let mut field = Field::checks(say, "expert", say.t("experts-invite-which"), all.iter().map(choice).collect());
    field.values = match chosen {
        Some(chosen) => chosen.expert.clone(),
        None => {
            let fresh = all.iter().filter(|(_, state)| *state == ExpertState::Entered);
            fresh.map(|(expert, _)| expert.number.clone()).collect()
        }
    };
    field.error = wrong;
    let head = frame.page(say.t("experts-invite-title")).crumb(say.t("experts-title"), "/experts").errors_of([&field]);
    let note = soft(&say.with("experts-invite-note", "days", INVITATION_DAYS));
    if all.is_empty() {
        let back = links(vec![Link::new(say.t("portal-back"), "/experts")]);
        return Ok(page(head, vec![note, paragraph(&say.t("experts-nobody-to-invite")), back]));
    }
    let button = Button::primary("preview", say.t("experts-invite-preview"));
    let form = FormBox::new("/experts/invite", vec![Html::of(&field)], button).back(say.t("portal-back"), "/experts");
    Ok(page(head, vec![note, Html::of(&form)]))
}

pub(super) async fn preview(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let all = invitable(&portal.office, &doing).await.map_err(refused)?;
    let wanted = chosen.numbers();
    let known = all.iter().filter(|(expert, _)| wanted.contains(&expert.number)).count();
    if known == 0 {
        return not_invited(&portal, &frame, &viewer, &chosen, say.t("experts-invite-none")).await;
    }
    let letters = announced(&portal.office, LetterKind::ExpertInvited, Circle::Newcomer).await.map_err(refused)?;
    let mut effects = vec![say.with("experts-invite-effect", "count", known), say.t("experts-invite-again")];
    if letters.held {
        effects.push(say.t("experts-invite-waits"));
    }
    let each = u64::try_from(known).unwrap_or(u64::MAX).saturating_mul(letters.count);
    let letters = (each > 0).then(|| Letters { to: say.t("experts-invite-to"), count: each, preview: None });
    let confirm = Confirm {
        say,
        action: "/experts/invite/send".to_owned(),
        effects,
        letters: letters.into_iter().collect(),
        for_good: None,
        hidden: wanted.into_iter().map(|number| ("expert".to_owned(), number)).collect(),
        fields: Vec::new(),
        button: say.t("experts-invite"),
        back: Link::new(say.t("portal-back"), "/experts/invite"),
    };
    let head = frame
        .page(say.t("experts-invite-title"))
        .crumb(say.t("experts-title"), "/experts")
        .crumb(say.t("experts-invite-title"), "/experts/invite");
    Ok(page(head, vec![Html::of(&confirm)]))
}

async fn not_invited(portal: &Portal, frame: &Frame, viewer: &Viewer, chosen: &Chosen, words: String) -> Answer {
    let mut answer = choose_page(portal, frame, viewer, Some(chosen), Some(words)).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

pub(super) async fn send(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::invite_experts(&portal.office, doing, chosen.numbers()).await {
        Ok(0) => {
            let none: OfficeError = Refusal::invalid("expert", Message::new("experts-nobody-to-invite")).into();
            let (_, words) = for_field(frame.say(), none)?;
            not_invited(&portal, &frame, &viewer, &chosen, words).await
        }
        Ok(_) => Ok(done("/experts", "experts-invited")),
        Err(error) => {
            let (_, words) = for_field(frame.say(), error)?;
            not_invited(&portal, &frame, &viewer, &chosen, words).await
        }
    }
}
