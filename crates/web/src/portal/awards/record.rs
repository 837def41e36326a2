//! How an award is registered, and its records for machines: CERIF, RAiD.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use hefu_application::UnitRole;
use hefu_decision::awards::{AwardUnit, Doi, Funder, Investigator, JointAward, Raid, SideAward, cerif, raid};
use hefu_exchange::joint::Registered;
use hefu_office::views::{AwardPage, JointAwardLine, award_page, joint_award};
use hefu_office::{Viewer, acts};
use serde::Deserialize;

use super::super::answered::{after, told};
use super::super::documents::as_attachment;
use super::super::page::{Button, FormBox, card, heading, links, page, paragraph};
use super::super::typed::{Wrong, error};
use super::super::{Answer, Portal, Who, refused};
use super::head;
use crate::parts::{Field, Html, Summary, SummaryRow};
use crate::shell::{Fault, Frame, Link, Say};

/// What an officer types.
#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    number: String,
    #[serde(default)]
    doi: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    raid: String,
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    asking(&portal, &frame, &viewer, &draft, None, None).await
}

pub(super) async fn register(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let Typed { number, doi, page, raid } = &typed;
    let (number, doi, page, raid) = (number.clone(), doi.clone(), page.clone(), raid.clone());
    let gave = acts::register_award(&portal.office, doing, &draft, Registered { number, doi, page, raid }).await;
    match after(frame.say(), gave, &format!("/awards/{draft}/record"), "award-registered")? {
        Ok(done) => Ok(done),
        Err(wrong) => asking(&portal, &frame, &viewer, &draft, wrong, Some(typed)).await,
    }
}

async fn asking(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    draft: &str,
    wrong: Wrong,
    typed: Option<Typed>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let award = award_page(&portal.office, &doing, draft).await.map_err(refused)?;
    let line = joint_award(&portal.office, &doing, draft).await.map_err(refused)?;
    let say = frame.say();
    let base = format!("/awards/{draft}/record");
    let mut parts = vec![paragraph(&say.t("award-record-note"))];
    let mut fields = Vec::new();
    if award.may.rule {
        let of = |now: &Registered| Typed {
            number: now.number.clone(),
            doi: now.doi.clone(),
            page: now.page.clone(),
            raid: now.raid.clone(),
        };
        let typed = typed.or_else(|| award.registered.as_ref().map(of)).unwrap_or_default();
        let field = |name: &str, value: String| {
            Field::text(say, name, say.t(&format!("award-record-{name}")))
                .hint(say.t(&format!("award-record-{name}-hint")))
                .value(value)
                .error(error(&wrong, name))
                .optional()
        };
        fields.extend([
            field("number", typed.number),
            field("doi", typed.doi),
            field("page", typed.page),
            field("raid", typed.raid),
        ]);
        let button = Button::primary("register", say.t("award-record-button"));
        let form = FormBox::new(base.clone(), fields.iter().map(Html::of).collect(), button)
            .back(say.t("portal-back"), format!("/awards/{draft}"));
        parts.push(Html::of(&form));
    }
    parts.extend(there(portal, say, &award));
    let (_, lacks) = raid(&record(portal, line));
    let lacks = lacks.iter().map(|lack| {
        let side = lack.side.as_ref().map(|side| portal.side_name(say, side, &award.standing.direction));
        Html::text(&say.message(&lack.message(&side.unwrap_or_default())))
    });
    let lacks: Vec<Html> = lacks
        .map(|lack| {
            Html::join(&[Html::made("<li>".to_owned()), lack, Html::made("</li>".to_owned())], &Html::default())
        })
        .collect();
    let mut files = vec![
        heading(&say.t("award-record-files")),
        links(vec![
            Link::new(say.t("award-record-cerif"), format!("{base}/cerif.xml")),
            Link::new(say.t("award-record-raid-file"), format!("{base}/raid.json")),
        ]),
    ];
    if !lacks.is_empty() {
        files.push(paragraph(&say.t("award-record-lacks")));
        let list =
            [Html::made("<ul>".to_owned()), Html::join(&lacks, &Html::default()), Html::made("</ul>".to_owned())];
        files.push(Html::join(&list, &Html::default()));
    }
    parts.push(card(files));
    let top = head(portal, frame, &award, say.t("award-record")).errors_of(&fields);
    Ok(page(told(top, &wrong), parts))
}

/// What the partner's office has told of its own.
fn there(portal: &Portal, say: Say, award: &AwardPage) -> Option<Html> {
    let there = award.partner_registered.as_ref()?;
    let rows = [("number", &there.number), ("doi", &there.doi), ("page", &there.page), ("raid", &there.raid)];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(name, value)| SummaryRow::text(say.t(&format!("award-record-{name}")), value)).collect();
    let side = portal.side_name(say, &award.partner.0, &award.standing.direction);
    Some(Html::of(&Summary::new(say, Some(say.with("award-record-there", "side", side)), rows)))
}

pub(super) async fn as_cerif(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let line = joint_award(&portal.office, &doing, &draft).await.map_err(refused)?;
    let made = record(&portal, line);
    let xml = cerif(&made).map_err(|error| Fault::internal(&error.to_string()))?;
    Ok(as_attachment(&format!("cerif-{}.xml", made.pair), "application/xml; charset=utf-8", xml.into_bytes()))
}

pub(super) async fn as_raid(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let line = joint_award(&portal.office, &doing, &draft).await.map_err(refused)?;
    let made = record(&portal, line);
    let text = serde_json::to_vec_pretty(&raid(&made).0).map_err(|error| Fault::internal(&error.to_string()))?;
    Ok(as_attachment(&format!("raid-{}.json", made.pair), "application/json", text))
}

/// What is set.
fn given(told: Option<&String>) -> Option<String> {
    told.filter(|text| !text.is_empty()).cloned()
}

/// A DOI that was told; what is none is none.
fn doi(told: Option<&String>) -> Option<Doi> {
    Doi::try_from(given(told)?).ok()
}

/// A side's authority: of this office what `office.toml` states, of the partner's what its notice names.
fn funder(portal: &Portal, side: &str, name: (String, String)) -> Funder {
    let config = portal.office.config();
    let own = (config.side == side).then_some(&config.records);
    Funder {
        names: [name].into(),
        ror: own.and_then(|own| own.ror.clone()),
        registry: own.and_then(|own| own.registry.clone()),
    }
}

/// One joint activity with the awards of its sides. What no office has set, such as award numbers and DOIs, is named as missing
/// and never made up.
pub(in crate::portal) fn record(portal: &Portal, line: JointAwardLine) -> JointAward {
    let tag = |side: &str| portal.office.guide().side(side).map(|side| side.language.clone()).unwrap_or_default();
    let raid = line.halves.iter().find_map(|half| doi(half.registered.as_ref().map(|told| &told.raid)));
    let sides = line.halves.into_iter().map(|half| {
        let unit = |unit: &hefu_exchange::card::CardUnit| AwardUnit {
            names: [(tag(&half.side), unit.name.clone())]
                .into_iter()
                .chain(unit.english.clone().map(|english| ("en".to_owned(), english)))
                .collect(),
            ror: None,
            leads: unit.role == UnitRole::Lead,
        };
        let own = half.card.units.iter().filter(|unit| unit.side == half.side);
        let leader = half.card.principal_investigators.iter().find(|person| person.side == half.side);
        SideAward {
            application: half.card.number.clone(),
            number: given(half.registered.as_ref().map(|told| &told.number)),
            doi: doi(half.registered.as_ref().map(|told| &told.doi)),
            page: given(half.registered.as_ref().map(|told| &told.page)),
            funder: funder(portal, &half.side, (tag(&half.side), half.authority.clone())),
            investigator: Investigator {
                name: leader.map(|leader| leader.name.clone()).unwrap_or_default(),
                english: leader.and_then(|leader| leader.english.clone()),
                ..Investigator::default()
            },
            units: own.map(unit).collect(),
            amount: half.amount,
            side: half.side.clone(),
        }
    });
    let raid = Raid { id: raid, ..Raid::default() };
    JointAward {
        scheme: Some(portal.office.guide().header.family.clone()),
        titles: line.titles.into_iter().map(|(side, title)| (tag(&side), title)).collect(),
        period: line.period,
        sides: sides.collect(),
        pair: line.pair,
        direction: line.direction,
        raid,
    }
}
