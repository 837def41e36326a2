//! The awards after publication: what was declined, who comes in for it, and the promotions both offices sign.

use axum::extract::{Path, State};
use axum_extra::extract::{Form, Query};
use hefu_exchange::joint::{Award, PromotionStatement, Proposal, Round};
use hefu_office::acts::{self, NewPromotion};
use hefu_office::views::{JointView, WhatIf, joint_view};
use hefu_office::{OfficeError, RefusalKind, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, card, heading, links, page, paragraph, soft, table};
use super::super::typed::{Wrong, error, instant, instant_field};
use super::super::{Answer, Portal, Who, done, flash, for_field, refused};
use super::{head, signers};
use crate::parts::{Column, Field, Html, StatusTag, Table, Tone};
use crate::shell::{Fault, Frame, Link, Say};

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    page_of(&portal, &frame, &viewer, &direction, None, "").await
}

/// What an officer types to draw up a promotion.
#[derive(Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    publish: String,
    /// The pairs that the page showed coming in, parted by commas.
    #[serde(default)]
    seen: String,
}

pub(super) async fn draw_up(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let wrong = match instant(&portal, frame.say(), "publish", &typed.publish) {
        Err(wrong) => wrong,
        Ok(publish) => {
            let new = NewPromotion { publish, seen: super::asked::list(&typed.seen) };
            match acts::draw_up_promotion(&portal.office, doing, &direction, new).await {
                Ok(_) => return Ok(done(&format!("/decisions/{direction}/awards"), "joint-promotion")),
                Err(OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
                    (None, frame.say().message(&refusal.message))
                }
                Err(error) => for_field(frame.say(), error)?,
            }
        }
    };
    page_of(&portal, &frame, &viewer, &direction, Some(wrong), &typed.publish).await
}

async fn page_of(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    wrong: Wrong,
    typed: &str,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let view = joint_view(&portal.office, &doing, direction, &WhatIf::default()).await.map_err(refused)?;
    let say = frame.say();
    let publish = instant_field(portal, say, "publish", "joint-publish", typed, &wrong);
    let mut top = head(portal, frame, direction, "joint-awards-page").flash(flash(frame)).errors_of([&publish]);
    if let Some((None, words)) = &wrong {
        top = top.flash(Some(crate::shell::Flash::Refused(words.clone())));
    }
    let published = view.joint.round().filter(|round| round.published.contains_key(&view.own));
    let Some(round) = published else { return Ok(page(top, vec![paragraph(&say.t("joint-not-published"))])) };
    let told = Told { portal, frame, say, view: &view, round };
    let mut parts = vec![told.awards()];
    parts.extend(told.declined());
    parts.extend(told.promotions(&publish));
    Ok(page(top, parts))
}

struct Told<'a> {
    portal: &'a Portal,
    frame: &'a Frame,
    say: Say,
    view: &'a JointView,
    round: &'a Round,
}

impl Told<'_> {
    fn project(&self, pair: &str) -> Html {
        let project = self.view.projects.iter().find(|project| project.pair == pair);
        let Some(project) = project else { return Html::text(pair) };
        let title =
            project.titles.get(&self.view.own).map(|title| self.portal.own_words(self.say, &self.view.own, title));
        let numbers: Vec<&str> = project.numbers.iter().map(|(_, number)| number.as_str()).collect();
        Html::join(&[title.unwrap_or_default(), soft(&numbers.join(" · "))], &Html::default())
    }

    fn published(&self, promotion: &str) -> bool {
        self.round.promoted.contains_key(&(promotion.to_owned(), self.view.own.clone()))
    }

    fn awards(&self) -> Html {
        let row = |award: Award| {
            let ahead = award.promoted.as_ref().is_some_and(|promotion| !self.published(promotion));
            let (tone, key) = match (award.declined, ahead, award.promoted.is_some()) {
                (true, ..) => (Tone::Fail, "joint-award-declined"),
                (_, true, _) => (Tone::Hint, "joint-award-ahead"),
                (_, _, true) => (Tone::Pass, "joint-award-promoted"),
                _ => (Tone::Pass, "joint-award-holds"),
            };
            let address = format!("/decisions/{}/decline?pair={}", self.view.direction, award.line.pair);
            let way = if award.declined || ahead || !self.view.may_decide {
                Html::default()
            } else {
                links(vec![Link::new(self.say.t("joint-decline"), address)])
            };
            vec![self.project(&award.line.pair), Html::of(&StatusTag::new(tone, self.say.t(key))), way]
        };
        table(&Table {
            id: "awards".to_owned(),
            caption: self.say.t("joint-awards-page"),
            columns: vec![
                Column::wide(self.say.t("joint-project")),
                Column::new(self.say.t("portal-state")),
                Column::new(self.say.t("joint-award-act")),
            ],
            rows: self.round.awards().into_iter().map(row).collect(),
            empty: self.say.t("joint-results-nobody"),
        })
    }

    fn declined(&self) -> Option<Html> {
        let declined = &self.round.declined;
        let all = declined.iter().flat_map(|(pair, sides)| sides.iter().map(move |(side, why)| (pair, side, why)));
        let rows: Vec<Vec<Html>> = all
            .map(|(pair, side, why)| {
                let side = self.portal.side_name(self.say, side, &self.view.direction);
                vec![self.project(pair), Html::text(&side), Html::text(&why.reason)]
            })
            .collect();
        (!rows.is_empty()).then(|| {
            table(&Table {
                id: "declined".to_owned(),
                caption: self.say.t("joint-declined-list"),
                columns: vec![
                    Column::wide(self.say.t("joint-project")),
                    Column::new(self.say.t("exchange-side")),
                    Column::wide(self.say.t("exchange-reason")),
                ],
                rows,
                empty: String::new(),
            })
        })
    }

    fn entering<'p>(&self, pairs: impl IntoIterator<Item = &'p String>) -> Html {
        table(&Table {
            id: String::new(),
            caption: self.say.t("joint-promotion-enter"),
            columns: vec![Column::wide(self.say.t("joint-project"))],
            rows: pairs.into_iter().map(|pair| vec![self.project(pair)]).collect(),
            empty: self.say.t("joint-promotion-nobody"),
        })
    }

    fn shown(&self, promotion: &Proposal<PromotionStatement>) -> Vec<Html> {
        let statement = &promotion.statement;
        let declined = statement.content.declined.len();
        let at = self.frame.stamp(statement.content.publish.timestamp()).long();
        vec![
            paragraph(&self.say.message(&Message::new("joint-promotion-for").with("count", declined).with("at", at))),
            self.entering(statement.content.enter.iter().map(|line| &line.pair)),
            soft(&signers(self.portal, self.say, self.view, &statement.signed, &statement.digest)),
        ]
    }

    fn promotions(&self, publish: &Field) -> Vec<Html> {
        let mut parts = vec![heading(&self.say.t("joint-promotions"))];
        for (digest, promotion) in self.round.promotions() {
            let mut inside = self.shown(promotion);
            let (tone, key) = if self.published(digest) {
                (Tone::Pass, "joint-promotion-published")
            } else {
                (Tone::Hint, "joint-promotion-ahead")
            };
            inside.push(Html::of(&StatusTag::new(tone, self.say.t(key))));
            parts.push(card(inside));
        }
        let own = self.view.origins.get(&self.view.own);
        let open = self.round.promotions.iter().filter(|(_, promotion)| {
            promotion.waits() && Some(&promotion.statement.content.after) == self.round.stands()
        });
        let mut waiting = false;
        for (digest, promotion) in open {
            let mine = own.is_some_and(|own| promotion.statement.signed.contains(own));
            waiting |= mine;
            let title = if mine { "joint-promotion-own" } else { "joint-promotion-theirs" };
            let mut inside = vec![heading(&self.say.t(title))];
            inside.extend(self.shown(promotion));
            if self.view.may_decide {
                let step = if mine { "withdraw" } else { "sign" };
                let label = self.say.t(&format!("joint-do-{step}"));
                let button = if mine { Button::plain(step, label) } else { Button::primary(step, label) };
                let action = format!("/decisions/{}/{step}", self.view.direction);
                let form = FormBox::new(action, Vec::new(), button).hidden("digest", digest).hidden("to", "awards");
                inside.push(Html::of(&form));
            }
            parts.push(card(inside));
        }
        parts.extend(self.to_draw_up(publish, waiting));
        parts
    }

    fn to_draw_up(&self, publish: &Field, waiting: bool) -> Vec<Html> {
        let found = match &self.view.promoted {
            None => return vec![paragraph(&self.say.t("joint-promotion-none"))],
            Some(Err(reason)) => {
                return vec![paragraph(&self.say.with("joint-undecided", "reason", reason.as_str()))];
            }
            Some(Ok(found)) => found,
        };
        if waiting {
            return Vec::new();
        }
        let ids = &found.promotion.ids;
        let mut inside =
            vec![paragraph(&self.say.with("joint-promotion-due", "count", found.declined.len())), self.entering(ids)];
        if self.view.may_decide {
            let action = format!("/decisions/{}/awards", self.view.direction);
            let button = Button::primary("draw-up", self.say.t("joint-promotion-draw-up"));
            let form = FormBox::new(action, vec![Html::of(publish)], button).hidden("seen", ids.join(","));
            inside.push(Html::of(&form));
        }
        vec![card(inside)]
    }
}

/// Which award is to be declined.
#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    pair: String,
}

/// Asks for the reason.
pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Query(which): Query<Which>,
) -> Answer {
    reasoned(&portal, &frame, &viewer, &direction, &which.pair, None, "").await
}

async fn reasoned(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    pair: &str,
    wrong: Wrong,
    typed: &str,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let view = joint_view(&portal.office, &doing, direction, &WhatIf::default()).await.map_err(refused)?;
    let say = frame.say();
    let published = view.joint.round().filter(|round| round.published.contains_key(&view.own));
    let held = published.is_some_and(|round| round.awards().iter().any(|award| award.line.pair == pair));
    let project = view.projects.iter().find(|project| project.pair == pair).filter(|_| held && view.may_decide);
    let project = project.ok_or_else(Fault::not_found)?;
    let title = project.titles.get(&view.own).map(|title| portal.own_words(say, &view.own, title)).unwrap_or_default();
    let numbers: Vec<&str> = project.numbers.iter().map(|(_, number)| number.as_str()).collect();
    let reason = Field::area(say, "reason", say.t("joint-decline-reason"), Some(1000))
        .value(typed)
        .error(error(&wrong, "reason"));
    let back = format!("/decisions/{direction}/awards");
    let top = head(portal, frame, direction, "joint-decline").errors_of([&reason]);
    let button = Button::primary("decline", say.t("joint-decline-button"));
    let form = FormBox::new(format!("/decisions/{direction}/decline"), vec![Html::of(&reason)], button)
        .hidden("pair", pair)
        .back(say.t("portal-back"), back);
    let about = Html::join(&[title, soft(&numbers.join(" · "))], &Html::default());
    Ok(page(top, vec![about, paragraph(&say.t("joint-decline-note")), Html::of(&form)]))
}

/// What an officer types to record it.
#[derive(Default, Deserialize)]
pub(super) struct Declining {
    #[serde(default)]
    pair: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn decline(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(form): Form<Declining>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let back = format!("/decisions/{direction}/awards");
    match acts::decline_award(&portal.office, doing, &direction, &form.pair, &form.reason).await {
        Ok(()) => Ok(done(&back, "joint-declined")),
        Err(OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
            let wrong = Some((None, frame.say().message(&refusal.message)));
            page_of(&portal, &frame, &viewer, &direction, wrong, "").await
        }
        Err(error) => {
            let wrong = for_field(frame.say(), error)?;
            reasoned(&portal, &frame, &viewer, &direction, &form.pair, Some(wrong), &form.reason).await
        }
    }
}
