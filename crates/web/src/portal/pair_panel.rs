//! The pair panel: my half, the other half as far as its side lets it be seen, every difference with both values, the
//! sentence, who may mend it and by when.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use hefu_check::Outcome;
use hefu_office::views::{FoundHalf, OtherHalf, PairPanel, PairState, PartnerDoor, application_view, pair_panel};
use hefu_text::compare::Outcome as Compared;
use hefu_words::{Arg, Message};

use super::confirmation::deadline_rows;
use super::page::{card, heading, page, paragraph, soft};
use super::pairs::{comparison, finding_card, pair_state, ranked, source};
use super::partner::{Coded, naming, showing};
use super::words::instant;
use super::{Answer, Portal, Who, refused, sentence};
use crate::parts::{Html, StatusTag, Summary, SummaryRow, Tone};
use crate::shell::{Flash, Frame};

pub(super) fn routes() -> Router<Portal> {
    Router::new().route("/applications/{draft}/pair", get(show))
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Path(draft): Path<String>) -> Answer {
    panel_page(&portal, &frame, &viewer, &draft, &Coded::default()).await
}

/// The page, with what a form of it was answered with.
pub(super) async fn panel_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &hefu_office::Viewer,
    draft: &str,
    coded: &Coded,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let panel = pair_panel(&portal.office, &doing, draft).await.map_err(refused)?;
    let view = application_view(&portal.office, &doing, draft).await.map_err(refused)?;
    let say = frame.say();
    let base = format!("/applications/{draft}");
    let mut parts = vec![Html::of(&state(frame, &panel)), said(portal, frame, &panel)];
    if let OtherHalf::Found(found) = &panel.other {
        parts.push(Html::of(&comparison(portal, say, &found.pair)));
        parts.push(who_mends(portal, frame, &panel, found));
    }
    parts.push(showing(frame, &panel, &base));
    let (named, fields) = naming(frame, &panel, &base, coded);
    parts.push(named);
    let open: Vec<_> = ranked(&panel.findings)
        .into_iter()
        .filter(|finding| finding.outcome != Outcome::Pass || finding.ruled.is_some())
        .map(|finding| Html::of(&finding_card(portal, say, &panel.direction, finding)))
        .collect();
    if !open.is_empty() {
        parts.push(heading(&say.t("exchange-panel-findings")));
        parts.push(card(open));
    }
    parts.push(heading(&say.t("exchange-panel-halves")));
    parts.push(halves(portal, frame, &panel, view.submitted.as_deref()));
    parts.push(soft(&say.t("exchange-panel-what-crosses")));
    if let Some(at) = &panel.paired {
        parts.push(soft(&sentence(say, "exchange-panel-as-of", "at", &instant(frame, at))));
    }
    let mut head = super::applications::head(portal, frame, &view)
        .crumb(say.t("portal-my-applications"), "/applications")
        .crumb(say.t("portal-tasks"), base)
        .errors_of(&fields);
    head.title = say.t("exchange-panel-title");
    head = head.flash(told(frame));
    Ok(page(head, parts))
}

/// The word on what was done, from the address.
fn told(frame: &Frame) -> Option<Flash> {
    let done = frame.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    ["shown", "hidden", "code"].contains(&done).then(|| Flash::Done(frame.say().t(&format!("partner-done-{done}"))))
}

/// Where the pair stands, in a word.
fn state(frame: &Frame, panel: &PairPanel) -> StatusTag {
    let say = frame.say();
    match &panel.other {
        OtherHalf::OwnNotHandedIn => StatusTag::new(Tone::Unset, say.t("exchange-panel-own-missing")),
        OtherHalf::NotFound if panel.findings.iter().any(|finding| finding.outcome == Outcome::Fail) => {
            StatusTag::new(Tone::Fail, say.t("exchange-panel-void"))
        }
        OtherHalf::NotFound if panel.before.shown.is_some() => {
            StatusTag::new(Tone::Person, say.t("partner-shown-waiting"))
        }
        OtherHalf::NotFound => StatusTag::new(Tone::Person, say.t("exchange-panel-waiting")),
        OtherHalf::Unsure => StatusTag::new(Tone::Person, say.t("exchange-panel-unsure")),
        OtherHalf::Found(found) if found.early => StatusTag::new(Tone::Person, say.t("partner-early")),
        OtherHalf::Found(found) => pair_state(say, found.state),
    }
}

/// The same in a sentence.
fn said(portal: &Portal, frame: &Frame, panel: &PairPanel) -> Html {
    let say = frame.say();
    let partners: Vec<Arg> = panel
        .partners
        .iter()
        .map(|partner| Arg::from(portal.side_name(say, &partner.side, &panel.direction)))
        .collect();
    let key = match &panel.other {
        OtherHalf::OwnNotHandedIn => "exchange-panel-own-missing-note",
        OtherHalf::NotFound if panel.partners.iter().all(|partner| !partner.exchanges) => "exchange-panel-no-exchange",
        OtherHalf::NotFound if panel.before.shown.is_some() => "partner-shown-waiting-note",
        OtherHalf::NotFound => "exchange-panel-waiting-note",
        OtherHalf::Unsure => "exchange-panel-unsure-note",
        OtherHalf::Found(found) if found.early && panel.differs.is_empty() => "partner-early-note",
        OtherHalf::Found(found) if found.early => "partner-early-differs-note",
        OtherHalf::Found(found) => match found.state {
            PairState::Consistent => "exchange-panel-consistent-note",
            PairState::Ruling => "exchange-panel-ruling-note",
            PairState::Differs | PairState::Confirm => "exchange-panel-differs-note",
        },
    };
    paragraph(&say.message(&Message::new(key).with("partners", Arg::List(partners))))
}

/// My half and the partners', with deadlines.
fn halves(portal: &Portal, frame: &Frame, panel: &PairPanel, submitted: Option<&str>) -> Html {
    let say = frame.say();
    let own = match (&panel.own, submitted) {
        (Some(own), _) if panel.before.shown.is_some() => {
            sentence(say, "partner-shown-not-handed-in", "number", &own.number)
        }
        (Some(own), Some(at)) => say.message(
            &Message::new("exchange-panel-handed-in")
                .with("number", own.number.as_str())
                .with("at", instant(frame, at)),
        ),
        _ => say.t("exchange-panel-own-missing"),
    };
    let mut rows = vec![SummaryRow::text(say.t("exchange-panel-own"), &own)];
    if let Some(rule) = &panel.confirmations {
        rows.extend(deadline_rows(frame, rule.unit.as_ref(), rule.recommender.as_ref(), None));
    }
    for partner in &panel.partners {
        let name = portal.side_name(say, &partner.side, &panel.direction);
        let other = match &panel.other {
            OtherHalf::Found(found) if found.other.side.as_str() == partner.side => {
                if found.submitted.is_none() {
                    let number = found.other.number.as_str();
                    let line = sentence(say, "partner-shown-not-handed-in", "number", number);
                    rows.push(SummaryRow::text(name.clone(), &line));
                    rows.extend(closing_rows(frame, &name, partner));
                    continue;
                }
                let at =
                    found.submitted.as_ref().map_or_else(|| "—".to_owned(), |at| frame.stamp(at.timestamp()).short());
                let number = found.other.number.as_str();
                let line = Message::new("exchange-panel-handed-in").with("number", number).with("at", at);
                format!("{} · {}", say.message(&line), source(say, &found.source))
            }
            OtherHalf::Unsure => say.t("exchange-panel-unsure"),
            _ => say.t("exchange-panel-not-found"),
        };
        rows.push(SummaryRow::text(name.clone(), &other));
        rows.extend(closing_rows(frame, &name, partner));
    }
    Html::of(&Summary::new(say, None, rows))
}

/// The partner's closing and, where its office asks for confirmations, their deadlines.
fn closing_rows(frame: &Frame, side: &str, partner: &PartnerDoor) -> Vec<SummaryRow> {
    let label = sentence(frame.say(), "web-window-closes-at", "side", side);
    let mut rows = vec![SummaryRow::text(label, &deadline(frame, partner))];
    if let Some(told) = partner.notice.as_ref().and_then(|notice| notice.confirmations.as_ref()) {
        rows.extend(deadline_rows(frame, told.unit.as_ref(), told.recommender.as_ref(), Some(side)));
    }
    rows
}

fn deadline(frame: &Frame, partner: &PartnerDoor) -> String {
    let closes = partner.notice.as_ref().and_then(|notice| notice.window.closes.as_ref());
    match closes {
        Some(at) => frame.stamp(at.timestamp()).long(),
        None => frame.say().t("exchange-deadline-unknown"),
    }
}

/// Who may mend a difference and by when; what stays with the other side.
fn who_mends(portal: &Portal, frame: &Frame, panel: &PairPanel, found: &FoundHalf) -> Html {
    let say = frame.say();
    let differs = found
        .pair
        .comparisons
        .iter()
        .any(|field| matches!(field.comparison.outcome(), Compared::Different | Compared::PersonMustRule));
    if !differs {
        return Html::default();
    }
    let own = panel.closes.as_ref().map(|at| frame.stamp(at.timestamp()).long());
    let key =
        if panel.own.is_some() && panel.before.shown.is_some() { "partner-mend-shown" } else { "partner-mend-own" };
    let own = sentence(say, key, "at", &own.unwrap_or_else(|| say.t("portal-not-in-guide")));
    let mut parts = vec![heading(&say.t("exchange-mend")), paragraph(&own)];
    for partner in &panel.partners {
        let message = Message::new("exchange-mend-other")
            .with("side", portal.side_name(say, &partner.side, &panel.direction))
            .with("at", deadline(frame, partner));
        parts.push(paragraph(&say.message(&message)));
    }
    card(parts)
}
