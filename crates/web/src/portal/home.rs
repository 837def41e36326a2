//! The first page: what this office calls for, until when, and what the guide leaves open.

use axum::extract::State;
use hefu_guide::model::Pairing;
use hefu_office::views::{NoticeView, notice_views};

use super::confirmation::deadline_rows;
use super::page::{Button, FormBox, card, heading, links, page, paragraph};
use super::{Answer, Portal, Who, flash, refused, sentence};
use crate::parts::{Deadline, Html, Summary, SummaryRow};
use crate::shell::{Frame, Link};

pub(super) async fn home(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let say = frame.say();
    let now = portal.now(&frame);
    let notices = notice_views(&portal.office, &now).await.map_err(refused)?;
    let header = &portal.office.guide().header;
    let mut parts = vec![paragraph(&format!("{} · {} · {}", header.plan, header.programme, header.year))];
    for notice in &notices {
        parts.push(direction(&portal, &frame, notice, viewer.account.is_some()));
    }
    parts.extend(without_direction(&portal, &frame));
    let results = Link::new(say.t("joint-results-title"), "/results");
    parts.push(links(match viewer.account {
        None => vec![Link::new(say.t("portal-sign-in-to-apply"), "/sign-in"), results],
        Some(_) => vec![results],
    }));
    Ok(page(frame.page(header.family.clone()).flash(flash(&frame)), parts))
}

fn direction(portal: &Portal, frame: &Frame, view: &NoticeView, signed: bool) -> Html {
    let say = frame.say();
    let closes = view.notice.as_ref().and_then(|notice| notice.window.closes.as_ref());
    let here = closes.map(|at| (at.timestamp(), frame.stamp(at.timestamp())));
    let mut deadline = Deadline::new(say, frame.now, here);
    for side in portal.partners(&view.direction) {
        let closes = view.partners.get(&side).and_then(|notice| notice.window.closes.as_ref());
        let there = closes.map(|at| frame.stamp(at.timestamp()));
        deadline = deadline.beside(portal.side_name(say, &side, &view.direction), there);
    }
    let unset = say.t("portal-not-in-guide");
    let stated = |value: Option<&String>| value.map_or_else(|| unset.clone(), Clone::clone);
    let notice = view.notice.as_ref();
    let opens = notice.and_then(|notice| notice.window.opens.as_ref()).map(|at| frame.stamp(at.timestamp()).long());
    let mut rows = vec![
        SummaryRow::text(say.t("portal-notice-number"), &stated(notice.and_then(|notice| notice.number.as_ref()))),
        SummaryRow::text(say.t("portal-notice-opens"), &stated(opens.as_ref())),
        SummaryRow::text(say.t("portal-notice-basis"), &stated(notice.and_then(|notice| notice.basis.as_ref()))),
        SummaryRow::text(say.t("portal-notice-contact"), &stated(Some(&view.contact).filter(|text| !text.is_empty()))),
    ];
    if let Some(rule) = &view.confirmations {
        rows.extend(deadline_rows(frame, rule.unit.as_ref(), rule.recommender.as_ref(), None));
    }
    for side in portal.partners(&view.direction) {
        let Some(told) = view.partners.get(&side).and_then(|notice| notice.confirmations.as_ref()) else { continue };
        let name = portal.side_name(say, &side, &view.direction);
        rows.extend(deadline_rows(frame, told.unit.as_ref(), told.recommender.as_ref(), Some(&name)));
    }
    let mut parts = vec![
        heading(&portal.direction_name(say, &view.direction)),
        Html::of(&deadline),
        Html::of(&Summary::new(say, None, rows)),
    ];
    if view.open && signed {
        let button = Button::primary("begin", say.t("portal-begin"));
        parts.push(Html::of(&FormBox::new("/applications", Vec::new(), button).hidden("direction", &*view.direction)));
    } else if notice.is_none() {
        parts.push(paragraph(&say.t("portal-not-published")));
    }
    card(parts)
}

/// Pairings of this office's side for which the guide sets up no direction (ruling R-5), each with the sentence that names it.
fn without_direction(portal: &Portal, frame: &Frame) -> Vec<Html> {
    let say = frame.say();
    let guide = portal.office.guide();
    let own = |pairing: &&Pairing| {
        let directed = guide.directions.iter().any(|direction| direction.pairing == pairing.id);
        pairing.sides.contains(&portal.office.config().side) && !directed
    };
    let shown = guide.pairings.iter().filter(own).map(|pairing| {
        card(vec![
            heading(pairing.names.get(say.0)),
            paragraph(&sentence(say, "office-no-direction-for-pairing", "clause", &pairing.clause)),
            Html::of(&portal.quote(&pairing.clause)),
        ])
    });
    shown.collect()
}
