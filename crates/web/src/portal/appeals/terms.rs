//! The terms on which an office takes appeals against a decision in a direction.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use hefu_office::appeals::{Against, AppealTerms};
use hefu_office::views::appeals_here;
use hefu_office::{Refusal, Viewer, acts};
use hefu_words::Message;
use serde::Deserialize;

use super::super::answered::{after, told};
use super::super::page::{Button, FormBox, page, paragraph};
use super::super::typed::{Wrong, error};
use super::super::{Answer, Portal, Who, refused};
use super::against as named;
use crate::parts::{Choice, Field, Html, Width};
use crate::shell::{Fault, Frame};

/// What an officer types.
#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    take: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    grounds: String,
    #[serde(default)]
    decider: String,
}

impl Typed {
    fn of(terms: &AppealTerms) -> Self {
        Self {
            take: "yes".to_owned(),
            days: terms.days.to_string(),
            grounds: terms.grounds.join("\n"),
            decider: terms.decider.clone(),
        }
    }

    /// The terms; none where the office takes no appeals.
    fn terms(&self) -> Result<Option<AppealTerms>, Refusal> {
        match self.take.as_str() {
            "no" => Ok(None),
            "yes" => {
                // What is no number of days is refused with the rest.
                let days = self.days.trim().parse().unwrap_or_default();
                let grounds = self.grounds.lines().map(str::to_owned).collect();
                Ok(Some(AppealTerms { days, grounds, decider: self.decider.clone() }))
            }
            _ => Err(Refusal::invalid("take", Message::new("appeal-take-missing"))),
        }
    }
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, against)): Path<(String, String)>,
) -> Answer {
    page_of(&portal, &frame, &viewer, (&direction, &against), None, None).await
}

pub(super) async fn set(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((direction, against)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let about = Against::from_word(&against).ok_or_else(Fault::not_found)?;
    let gave = match typed.terms() {
        Ok(terms) => acts::set_appeal_terms(&portal.office, doing, &direction, about, terms).await,
        Err(refusal) => Err(refusal.into()),
    };
    match after(frame.say(), gave, "/appeals", "appeal-set")? {
        Ok(done) => Ok(done),
        Err(wrong) => page_of(&portal, &frame, &viewer, (&direction, &against), wrong, Some(typed)).await,
    }
}

async fn page_of(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    (direction, against): (&str, &str),
    wrong: Wrong,
    typed: Option<Typed>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let about = Against::from_word(against).ok_or_else(Fault::not_found)?;
    let here = appeals_here(&portal.office, &doing).await.map_err(refused)?;
    let known = here.terms.iter().find(|(known, _)| known == direction).filter(|_| here.may_set);
    let (_, known) = known.ok_or_else(Fault::not_found)?;
    let now = known.iter().find(|(known, _)| *known == about).and_then(|(_, terms)| terms.as_ref());
    let typed = typed.or_else(|| now.map(Typed::of)).unwrap_or_default();
    let say = frame.say();
    let take = ["yes", "no"].map(|word| Choice::new(word, say.t(&format!("appeal-take-{word}"))));
    let fields = [
        Field::radios(say, "take", say.t("appeal-take"), take.into()).value(typed.take).error(error(&wrong, "take")),
        Field::text(say, "days", say.t("appeal-days"))
            .width(Width::Short)
            .hint(say.t("appeal-days-hint"))
            .value(typed.days)
            .error(error(&wrong, "days")),
        Field::area(say, "grounds", say.t("appeal-grounds"), None)
            .hint(say.t("appeal-grounds-hint"))
            .value(typed.grounds)
            .error(error(&wrong, "grounds")),
        Field::text(say, "decider", say.t("appeal-decider"))
            .hint(say.t("appeal-decider-hint"))
            .value(typed.decider)
            .error(error(&wrong, "decider")),
    ];
    let note = say.message(&Message::new("appeal-terms-note").with("against", named(say, about)));
    let top = frame
        .page(say.t("appeal-terms-set"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("appeal-title"), "/appeals")
        .errors_of(&fields);
    let button = Button::primary("set", say.t("appeal-terms-button"));
    let action = format!("/appeals/terms/{direction}/{against}");
    let form =
        FormBox::new(action, fields.iter().map(Html::of).collect(), button).back(say.t("portal-back"), "/appeals");
    Ok(page(told(top, &wrong), vec![paragraph(&note), Html::of(&form)]))
}
