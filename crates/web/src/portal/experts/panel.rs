//! What the office sets for the panel of a direction: seats, quotas, loads, affinity, what is sought.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::Form;
use hefu_office::acts;
use hefu_office::experts::{Asked, Mode, PanelSettings, SideSeats};
use hefu_office::views::panel_view;
use hefu_office::{Action, Thing, Viewer};
use hefu_panel::Weights;
use hefu_text::date::{Calendar, parse_date};
use jiff::civil::Date;

use super::super::page::{Button, FormBox, heading, page, paragraph, soft};
use super::super::typed::{Wrong, error, number, number_field};
use super::super::{Answer, Portal, Who, done, flash, for_field, refused, sentence};
use crate::parts::{Choice, Field, Html};
use crate::shell::{Frame, Say};

/// What was typed, by the name of the field.
type Typed = BTreeMap<String, String>;

/// The sides whose experts a direction may have quotas for.
fn sides(portal: &Portal, direction: &str) -> Vec<String> {
    portal.office.guide().pairing_of(direction).map(|pairing| pairing.sides.clone()).unwrap_or_default()
}

/// Settings as they are typed.
fn typed(set: &PanelSettings) -> Typed {
    let mut all = Typed::new();
    let mut put = |name: &str, value: Option<String>| {
        all.extend(value.map(|value| (name.to_owned(), value)));
    };
    let text = |number: Option<u32>| number.map(|number| number.to_string());
    put("who", set.who.map(|who| who.word().to_owned()));
    for (name, value) in [
        ("seats", set.seats),
        ("unit_most", set.unit_most),
        ("least", set.least),
        ("most", set.most),
        ("text", set.text),
        ("topics", set.topics),
        ("best", set.best),
    ] {
        put(name, text(value));
    }
    for side in &set.sides {
        put(&format!("least-{}", side.side), text(side.least));
        put(&format!("most-{}", side.side), text(side.most));
    }
    put("mode", set.mode.map(|mode| mode.word().to_owned()));
    match set.mode {
        Some(Mode::Fair { rounds }) => put("rounds", text(Some(rounds))),
        Some(Mode::Lot { of, out_of, seed }) => {
            put("of", text(Some(of)));
            put("out_of", text(Some(out_of)));
            put("seed", Some(seed.to_string()));
        }
        Some(Mode::Total) | None => {}
    }
    put("from", set.from.map(|day| day.to_string()));
    put("to", set.to.map(|day| day.to_string()));
    if let Some(weights) = set.changes {
        for (name, value) in [
            ("w-load", weights.load),
            ("w-unit", weights.unit),
            ("w-side", weights.side),
            ("w-least", Some(weights.least)),
            ("w-seat", Some(weights.seat)),
        ] {
            put(name, text(value));
        }
    }
    all
}

type Fault = (Option<String>, String);

/// Settings from what was typed.
fn settings(say: Say, typed: &Typed, sides: &[String]) -> Result<PanelSettings, Fault> {
    let value = |name: &str| typed.get(name).map_or("", String::as_str);
    let count = |name: &str| number::<u32>(say, name, value(name));
    let day = |name: &str| -> Result<Option<Date>, Fault> {
        let text = value(name).trim();
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || (Some(name.to_owned()), say.t("experts-file-date"));
        parse_date(text, Calendar::Unknown).map(Some).map_err(|_| wrong())
    };
    let needed = |name: &str| -> Result<u32, Fault> {
        count(name)?.ok_or_else(|| (Some(name.to_owned()), sentence(say, "portal-number-wrong", "found", "")))
    };
    let mode = match value("mode") {
        "total" => Some(Mode::Total),
        "fair" => Some(Mode::Fair { rounds: needed("rounds")? }),
        "lot" => {
            let seed = number::<u64>(say, "seed", value("seed"))?;
            let wrong = || (Some("seed".to_owned()), sentence(say, "portal-number-wrong", "found", ""));
            Some(Mode::Lot { of: needed("of")?, out_of: needed("out_of")?, seed: seed.ok_or_else(wrong)? })
        }
        _ => None,
    };
    let mut quotas = Vec::new();
    for side in sides {
        let (least, most) = (count(&format!("least-{side}"))?, count(&format!("most-{side}"))?);
        if least.is_some() || most.is_some() {
            quotas.push(SideSeats { side: side.clone(), least, most });
        }
    }
    let changes = match (count("w-least")?, count("w-seat")?) {
        (Some(least), Some(seat)) => {
            Some(Weights { load: count("w-load")?, unit: count("w-unit")?, side: count("w-side")?, least, seat })
        }
        _ => None,
    };
    Ok(PanelSettings {
        who: Asked::ALL.into_iter().find(|who| who.word() == value("who")),
        seats: count("seats")?,
        sides: quotas,
        unit_most: count("unit_most")?,
        least: count("least")?,
        most: count("most")?,
        text: count("text")?,
        topics: count("topics")?,
        best: count("best")?,
        mode,
        from: day("from")?,
        to: day("to")?,
        changes,
    })
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
    sent: Option<Typed>,
    wrong: Wrong,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let view = panel_view(&portal.office, &doing, direction).await.map_err(refused)?;
    let typed = sent.unwrap_or_else(|| typed(&view.settings));
    let value = |name: &str| typed.get(name).map_or("", String::as_str);
    let label = |name: &str| say.t(&format!("experts-set-{name}"));
    let count = |name: &str| number_field(say, name, label(name), value(name), &wrong).optional();
    let radios = |name: &str, key: &str, words: &[&str]| {
        let choices = words.iter().map(|word| Choice::new(*word, say.t(&format!("experts-{key}-{word}")))).collect();
        Field::radios(say, name, label(name), choices).value(value(name)).error(error(&wrong, name))
    };
    let day = |name: &str| Field::date(say, name, label(name)).value(value(name)).error(error(&wrong, name)).optional();
    let mut first = vec![radios("who", "who", &Asked::ALL.map(Asked::word)), count("seats")];
    for side in sides(portal, direction) {
        let name = portal.side_name(say, &side, direction);
        for bound in ["least", "most"] {
            let key = format!("experts-set-side-{bound}");
            let field = format!("{bound}-{side}");
            first.push(number_field(say, &field, sentence(say, &key, "side", &name), value(&field), &wrong).optional());
        }
    }
    let hinted = |name: &str, key: &str| count(name).hint(say.t(key));
    first.extend([
        count("unit_most"),
        hinted("least", "experts-load-hint"),
        hinted("most", "experts-load-hint"),
        hinted("text", "experts-share-hint"),
        hinted("topics", "experts-share-hint"),
        count("best"),
        radios("mode", "mode", &["total", "fair", "lot"]),
        count("rounds"),
        count("of"),
        count("out_of"),
        hinted("seed", "experts-seed-hint"),
        day("from").hint(say.t("experts-days-hint")),
        day("to"),
    ]);
    let weights = ["w-load", "w-unit", "w-side", "w-least", "w-seat"].map(count);
    let back = format!("/experts/assignment/{direction}");
    let head = frame
        .page(say.t("experts-panel-settings"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("experts-title"), "/experts")
        .crumb(say.t("experts-assignment"), back.clone())
        .flash(flash(frame))
        .errors_of(first.iter().chain(&weights));
    let mut fields: Vec<Html> = first.iter().map(Html::of).collect();
    fields.extend([heading(&say.t("experts-weights")), soft(&say.t("experts-weights-note"))]);
    fields.extend(weights.iter().map(Html::of));
    let action = format!("/experts/assignment/{direction}/settings");
    let form =
        FormBox::new(action, fields, Button::primary("set", say.t("experts-save"))).back(say.t("portal-back"), back);
    let mut parts = vec![paragraph(&say.t("experts-settings-note"))];
    if portal.may(viewer, Action::Assign, Thing::Experts) {
        parts.push(Html::of(&form));
    }
    Ok(page(head, parts))
}

pub(super) async fn set(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(sent): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let wrong = match settings(frame.say(), &sent, &sides(&portal, &direction)) {
        Err(wrong) => wrong,
        Ok(wanted) => match acts::set_panel_settings(&portal.office, doing, &direction, wanted).await {
            Ok(()) => return Ok(done(&format!("/experts/assignment/{direction}"), "experts-set")),
            Err(error) => for_field(frame.say(), error)?,
        },
    };
    let mut answer = settings_page(&portal, &frame, &viewer, &direction, Some(sent), Some(wrong)).await?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}
