//! The thresholds of a direction. The operating points that were measured stand beside the fields and hold for nothing.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::overlap::OverlapSettings;
use hefu_office::views::overlap_view;
use hefu_office::{OfficeError, Refusal, RefusalKind, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, page, paragraph};
use super::super::typed::{Wrong, number, number_field};
use super::super::{Answer, Portal, Who, done, flash, for_field, refused};
use super::address;
use crate::parts::{Field, Html};
use crate::shell::{Frame, Say};

/// What was typed.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    listing: String,
    #[serde(default)]
    alert: String,
    #[serde(default)]
    common: String,
}

impl Typed {
    fn of(set: OverlapSettings) -> Self {
        let typed = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        Self { listing: typed(set.listing), alert: typed(set.alert), common: typed(set.common) }
    }

    fn settings(&self, say: Say) -> Result<OverlapSettings, (Option<String>, String)> {
        Ok(OverlapSettings {
            listing: number(say, "listing", &self.listing)?,
            alert: number(say, "alert", &self.alert)?,
            common: number(say, "common", &self.common)?,
        })
    }
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    settings_page(&portal, &frame, &viewer, &direction, None, None).await
}

async fn settings_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    typed: Option<Typed>,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = overlap_view(&portal.office, &doing, direction, None, None).await.map_err(refused)?;
    if !view.may_set {
        let message = Message::new("office-may-not-require");
        return Err(refused(OfficeError::Refused(Refusal::new(RefusalKind::NotAllowed, message))));
    }
    let typed = typed.unwrap_or_else(|| Typed::of(view.settings));
    let measured = OverlapSettings::measured();
    let field = |name: &str, value: &str, measured: Option<u32>| -> Field {
        let hint = say.with(&format!("overlap-desk-hint-{name}"), "measured", measured.unwrap_or_default());
        number_field(say, name, say.t(&format!("overlap-desk-set-{name}")), value, &wrong).hint(hint)
    };
    let fields = [
        field("listing", &typed.listing, measured.listing),
        field("alert", &typed.alert, measured.alert),
        field("common", &typed.common, measured.common),
    ];
    let base = address(direction);
    let head = frame
        .page(say.t("overlap-desk-settings"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("board-title"), "/desk")
        .crumb(say.t("overlap-desk-title"), "/desk/overlap")
        .crumb(portal.direction_name(say, direction), base.clone())
        .flash(flash(frame))
        .errors_of(&fields);
    let form = FormBox::new(
        format!("{base}/settings"),
        fields.iter().map(Html::of).collect(),
        Button::primary("set", say.t("overlap-desk-save")),
    );
    let form = form.back(say.t("portal-back"), base);
    let parts = vec![
        paragraph(&say.t("overlap-desk-settings-note")),
        paragraph(&say.t("overlap-setting-unit")),
        Html::of(&form),
    ];
    Ok(page(head, parts))
}

pub(super) async fn set(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let wrong = match typed.settings(frame.say()) {
        Err(wrong) => wrong,
        Ok(wanted) => match acts::set_overlap(&portal.office, doing, &direction, wanted).await {
            Ok(()) => return Ok(done(&address(&direction), "overlap-set")),
            Err(error) => for_field(frame.say(), error)?,
        },
    };
    let mut answer = settings_page(&portal, &frame, &viewer, &direction, Some(typed), Some(wrong)).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
