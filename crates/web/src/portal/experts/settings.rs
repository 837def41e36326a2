//! What the office sets for its experts in all directions.

use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::experts::ExpertSettings;
use hefu_office::views::expert_settings;
use hefu_office::{OfficeError, Viewer};
use serde::Deserialize;

use super::super::page::{Button, FormBox, page, paragraph};
use super::super::typed::{Wrong, number, number_field};
use super::super::{Answer, Portal, Who, done, flash, for_field, refused};
use crate::parts::{Choice, Field, Html};
use crate::shell::{Frame, Say};

/// What was typed.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    statement: String,
    #[serde(default, rename = "unit-years")]
    unit_years: String,
    #[serde(default, rename = "author-years")]
    author_years: String,
    #[serde(default)]
    competing: String,
    #[serde(default, rename = "named-most")]
    named_most: String,
}

impl Typed {
    fn of(set: ExpertSettings) -> Self {
        let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
        let competing = match set.competing {
            Some(true) => "yes",
            Some(false) => "no",
            None => "open",
        };
        Self {
            statement: set.statement,
            unit_years: number(set.unit_years),
            author_years: number(set.author_years),
            competing: competing.to_owned(),
            named_most: number(set.named_most),
        }
    }

    fn settings(&self, say: Say) -> Result<ExpertSettings, (Option<String>, String)> {
        Ok(ExpertSettings {
            statement: self.statement.replace("\r\n", "\n"),
            unit_years: number(say, "unit-years", &self.unit_years)?,
            author_years: number(say, "author-years", &self.author_years)?,
            competing: match self.competing.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            named_most: number(say, "named-most", &self.named_most)?,
        })
    }
}

pub(super) async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    settings_page(&portal, &frame, &viewer, None, None).await
}

async fn settings_page(portal: &Portal, frame: &Frame, viewer: &Viewer, typed: Option<Typed>, wrong: Wrong) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let set = expert_settings(&portal.office, &doing).await.map_err(refused)?;
    let typed = typed.unwrap_or_else(|| Typed::of(set));
    let choices = ["yes", "no", "open"].map(|word| Choice::new(word, say.t(&format!("experts-{word}"))));
    let years = |name: &str, value: &str| {
        let key = format!("experts-{name}");
        number_field(say, name, say.t(&key), value, &wrong).optional().hint(say.t(&format!("{key}-hint")))
    };
    let fields = [
        Field::area(say, "statement", say.t("experts-statement"), Some(4000))
            .hint(say.t("experts-statement-hint"))
            .value(typed.statement.as_str())
            .optional(),
        years("unit-years", &typed.unit_years),
        years("author-years", &typed.author_years),
        Field::radios(say, "competing", say.t("experts-competing"), choices.into()).value(typed.competing.as_str()),
        number_field(say, "named-most", say.t("named-set-most"), &typed.named_most, &wrong)
            .optional()
            .hint(say.t("named-set-most-hint")),
    ];
    let head = frame
        .page(say.t("experts-settings"))
        .crumb(say.t("experts-title"), "/experts")
        .flash(flash(frame))
        .errors_of(&fields);
    let form = FormBox::new(
        "/experts/settings",
        fields.iter().map(Html::of).collect(),
        Button::primary("set", say.t("experts-save")),
    );
    let form = form.back(say.t("portal-back"), "/experts");
    Ok(page(head, vec![paragraph(&say.t("experts-settings-note")), Html::of(&form)]))
}

pub(super) async fn set(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let wrong = match typed.settings(frame.say()) {
        Err(wrong) => wrong,
        Ok(wanted) => {
            let set: Result<(), OfficeError> = acts::set_expert_settings(&portal.office, doing, wanted).await;
            match set {
                Ok(()) => return Ok(done("/experts/settings", "experts-set")),
                Err(error) => for_field(frame.say(), error)?,
            }
        }
    };
    let mut answer = settings_page(&portal, &frame, &viewer, Some(typed), Some(wrong)).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
