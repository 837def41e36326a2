//! The exchange with partner offices: terms, parcels carried by hand, what stands in the way.

use axum::Router;
use axum::extract::{Multipart, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum_extra::extract::{Form, Query};
use hefu_exchange::{Answered, Terms};
use hefu_office::acts;
use hefu_office::views::{ExchangeView, SetBack, exchange_page};
use hefu_words::Message;
use serde::Deserialize;

use super::page::{Button, FormBox, card, heading, links, page, paragraph, soft, table, verbatim};
use super::words::instant;
use super::{Answer, Instead, Portal, Who, done, flash, for_field, refused};
use crate::parts::{Choice, Column, Field, Html, StatusTag, Summary, SummaryRow, Table, Tone, Upload};
use crate::shell::error::FaultKind;
use crate::shell::{Fault, Frame, Link};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/exchange", get(show))
        .route("/exchange/terms", get(ask_terms).post(terms))
        .route("/exchange/propose", post(propose))
        .route("/exchange/export", post(export))
        .route("/exchange/import", post(import))
        .route("/exchange/resume", post(resume))
}

async fn show(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let found = exchange_page(&portal.office, &doing).await.map_err(refused)?;
    let mut parts = vec![paragraph(&say.t("exchange-note"))];
    if found.exchanges.is_empty() {
        parts.push(paragraph(&say.t("exchange-none")));
    }
    for exchange in &found.exchanges {
        parts.push(one(&portal, &frame, exchange, found.may_exchange));
    }
    if !found.exchanges.is_empty() {
        parts.push(links(vec![Link::new(say.t("reconcile-title"), "/exchange/reconciliation")]));
    }
    if found.may_exchange {
        parts.push(links(vec![Link::new(say.t("exchange-terms-link"), "/exchange/terms")]));
        parts.push(heading(&say.t("exchange-by-hand")));
        parts.push(paragraph(&say.t("exchange-by-hand-note")));
        let file =
            Field::file(say, "parcels", say.t("exchange-parcel-file"), ".hefu,.txt", say.t("exchange-parcel-most"));
        parts.push(Html::of(&Upload::new("/exchange/import", vec![file], say.t("exchange-import"))));
    }
    if !found.refused.is_empty() {
        let rows = found.refused.iter().map(|(at, door, digest, reason)| {
            vec![
                Html::text(&instant(&frame, at)),
                Html::text(&say.t(&format!("exchange-door-{door}"))),
                Html::text(reason),
                Html::in_language(digest.get(..16).unwrap_or(digest), "zxx"),
            ]
        });
        parts.push(table(&Table {
            id: "refused".to_owned(),
            caption: say.t("exchange-refused"),
            columns: vec![
                Column::new(say.t("portal-at")),
                Column::new(say.t("exchange-door")),
                Column::wide(say.t("exchange-reason")),
                Column::new(say.t("exchange-digest")),
            ],
            rows: rows.collect(),
            empty: String::new(),
        }));
    }
    parts.push(heading(&say.t("exchange-own-key")));
    parts.push(soft(&say.t("exchange-own-key-note")));
    parts.push(verbatim(&found.key));
    Ok(page(frame.page(say.t("exchange-title")).flash(flash(&frame)), parts))
}

fn one(portal: &Portal, frame: &Frame, view: &ExchangeView, may: bool) -> Html {
    let say = frame.say();
    let exchange = &view.exchange;
    let direction = exchange.terms.directions.first().map_or("", String::as_str);
    let partner = portal.side_name(say, &exchange.partner_side, direction);
    let row = |key: &str, value: String| SummaryRow::text(say.t(key), &value);
    let none = || say.t("exchange-never");
    let mut rows = vec![
        row("exchange-partner", format!("{} · {}", exchange.partner_origin, exchange.name)),
        row("exchange-agreed", instant(frame, &exchange.agreed)),
        row("exchange-way", say.t(if view.by_wire { "exchange-by-wire" } else { "exchange-carried" })),
        row(
            "exchange-sent",
            say.message(
                &Message::new("exchange-sent-count")
                    .with("sealed", view.sealed)
                    .with("acknowledged", view.acknowledged)
                    .with("waiting", view.waiting),
            ),
        ),
        row(
            "exchange-got",
            say.message(
                &Message::new("exchange-got-count")
                    .with("taken", view.taken)
                    .with("last", view.last_taken.as_deref().map_or_else(none, |at| instant(frame, at)))
                    .with("aside", view.aside),
            ),
        ),
        row("exchange-witnessed", view.witnessed.map_or_else(none, |size| size.to_string())),
        row("exchange-cosigned", view.cosigned.map_or_else(none, |size| size.to_string())),
    ];
    if let Some((tried, reached, fault)) = &view.contact {
        let reached = reached.as_deref().map_or_else(none, |at| instant(frame, at));
        rows.push(row("exchange-reached", reached));
        if !fault.is_empty() {
            rows.push(row("exchange-fault", format!("{} · {fault}", instant(frame, tried))));
        }
    }
    for (direction, side, cards, closed) in &view.cards {
        let label = format!("{direction} {}", portal.side_name(say, side, direction));
        let count = say.message(&Message::new("exchange-cards-count").with("count", *cards));
        let closed = say.t(if *closed { "exchange-closed" } else { "exchange-not-closed" });
        rows.push(SummaryRow::text(label, &format!("{count} · {closed}")));
    }
    let state = match &exchange.stopped {
        Some(_) => StatusTag::new(Tone::Fail, say.t("exchange-stopped")),
        None if view.contact.as_ref().is_some_and(|(_, _, fault)| !fault.is_empty()) => {
            StatusTag::new(Tone::Person, say.t("exchange-unreached"))
        }
        None => StatusTag::new(Tone::Pass, say.t("exchange-runs")),
    };
    let mut parts = vec![heading(&partner), Html::of(&state), Html::of(&Summary::new(say, None, rows))];
    for (number, taken, shown, at) in &view.contradictions {
        let message = Message::new("exchange-contradiction")
            .with("number", *number)
            .with("taken", taken.as_str())
            .with("shown", shown.as_str())
            .with("at", instant(frame, at));
        parts.push(paragraph(&say.message(&message)));
    }
    for found in &view.set_back {
        let (key, before, now, at) = match found {
            SetBack::Own(before, now, at) => ("exchange-set-back-own", before, now, at),
            SetBack::Partner(before, now, at) => ("exchange-set-back-partner", before, now, at),
        };
        let message = Message::new(key).with("before", *before).with("now", *now).with("at", instant(frame, at));
        parts.push(paragraph(&say.message(&message)));
    }
    if may && exchange.stopped.is_some() {
        let reason = Field::area(say, "reason", say.t("portal-reason"), Some(2000));
        let button = Button::plain("resume", say.t("exchange-resume"));
        parts.push(Html::of(
            &FormBox::new("/exchange/resume", vec![Html::of(&reason)], button).hidden("exchange", &*exchange.name),
        ));
    }
    if may {
        let button = Button::plain("export", say.t("exchange-export"));
        parts.push(Html::of(&FormBox::new("/exchange/export", Vec::new(), button).hidden("exchange", &*exchange.name)));
    }
    card(parts)
}

#[derive(Default, Deserialize)]
struct Named {
    #[serde(default)]
    exchange: String,
    #[serde(default)]
    reason: String,
}

/// Everything not acknowledged as one file to carry.
async fn export(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(form): Form<Named>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let parcels = acts::export_parcels(&portal.office, doing, &form.exchange).await.map_err(refused)?;
    let Some((first, last)) = parcels.first().zip(parcels.last()) else {
        return Ok(done("/exchange", "nothing-to-send"));
    };
    let name = format!("parcels-{}-{}-{}.hefu", portal.office.config().side, first.number, last.number);
    let text: String = parcels.iter().map(|parcel| parcel.text.as_str()).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, text).into_response())
}

/// A file of one or more parcels, each by itself.
fn apart(name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    const FIRST: &[u8] = b"hefu-parcel/1\n";
    let mut starts: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(FIRST)))
        .filter(|at| *at == 0 || bytes.get(at - 1) == Some(&b'\n'))
        .collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(from, to)| bytes.get(*from..to));
    parts.enumerate().map(|(at, part)| (format!("{name} ({})", at + 1), part.to_vec())).collect()
}

async fn import(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, mut form: Multipart) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let mut files = Vec::new();
    let unreadable = || Instead::from(Fault::new(FaultKind::Invalid).what(Message::new("exchange-no-parcel")));
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| unreadable())?;
        if !bytes.is_empty() && !name.is_empty() {
            files.extend(apart(&name, &bytes));
        }
    }
    let results = acts::import_parcels(&portal.office, doing, files).await.map_err(refused)?;
    let rows = results.iter().map(|(name, result)| match result {
        Ok(answer) => {
            let (tone, key) = match (answer.answer.answered, answer.new) {
                (Answered::Taken, true) => (Tone::Pass, "exchange-taken"),
                (Answered::Taken | Answered::Old, _) => (Tone::Hint, "exchange-taken-before"),
                (Answered::Gap, _) => (Tone::Person, "exchange-gap"),
                (Answered::Contradiction, _) => (Tone::Fail, "exchange-contradicts"),
            };
            let note = Message::new("exchange-waits-for").with("next", answer.answer.next);
            vec![
                Html::text(name),
                Html::text(&answer.answer.number.to_string()),
                Html::of(&StatusTag::new(tone, say.t(key))),
                Html::text(&say.message(&note)),
            ]
        }
        Err(refusal) => vec![
            Html::text(name),
            Html::text("—"),
            Html::of(&StatusTag::new(Tone::Fail, say.t("exchange-refused-one"))),
            Html::text(&say.message(&refusal.message)),
        ],
    });
    let list = Table {
        id: "parcels".to_owned(),
        caption: say.t("exchange-imported"),
        columns: vec![
            Column::wide(say.t("exchange-parcel-file")),
            Column::number(say.t("portal-number")),
            Column::new(say.t("exchange-result")),
            Column::wide(say.t("exchange-what-next")),
        ],
        rows: rows.collect(),
        empty: String::new(),
    };
    let parts = vec![table(&list), links(vec![Link::new(say.t("exchange-title"), "/exchange")])];
    Ok(page(frame.page(say.t("exchange-imported")).crumb(say.t("exchange-title"), "/exchange"), parts))
}

async fn resume(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(form): Form<Named>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    acts::resume_exchange(&portal.office, doing, &form.exchange, &form.reason).await.map_err(refused)?;
    Ok(done("/exchange", "resumed"))
}

#[derive(Default, Deserialize)]
struct Proposal {
    #[serde(default)]
    side: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    basis: String,
}

#[derive(Default, Deserialize)]
struct Given {
    #[serde(default)]
    terms: String,
    #[serde(default)]
    act: String,
}

/// What the page on terms shows besides its two forms.
#[derive(Default)]
struct TermsPage {
    proposal: Proposal,
    given: String,
    signed: Option<String>,
    wrong: Option<(Option<String>, String)>,
}

async fn ask_terms(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Query(proposal): Query<Proposal>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    exchange_page(&portal.office, &doing).await.map_err(refused)?;
    Ok(terms_page(&portal, &frame, TermsPage { proposal, ..TermsPage::default() }))
}

fn terms_page(portal: &Portal, frame: &Frame, shown: TermsPage) -> Response {
    let say = frame.say();
    let error = |name: &str| {
        shown.wrong.as_ref().filter(|(field, _)| field.as_deref() == Some(name)).map(|(_, words)| words.clone())
    };
    let mut sides = Vec::new();
    for direction in portal.office.directions() {
        for side in portal.partners(&direction.number) {
            let name = portal.side_name(say, &side, &direction.number);
            if sides.iter().all(|choice: &Choice| choice.value != side) {
                sides.push(Choice::new(side, name));
            }
        }
    }
    let side = Field::select(say, "side", say.t("exchange-partner"), sides).value(shown.proposal.side.clone());
    let key = Field::text(say, "key", say.t("exchange-partner-key"))
        .hint(say.t("exchange-partner-key-hint"))
        .value(shown.proposal.key.clone())
        .error(error("key"));
    let basis = Field::text(say, "basis", say.t("portal-notice-basis"))
        .hint(say.t("portal-notice-basis-hint"))
        .value(shown.proposal.basis.clone())
        .error(error("basis"));
    let given = Field::area(say, "terms", say.t("exchange-terms-text"), None)
        .hint(say.t("exchange-terms-text-hint"))
        .value(shown.given.clone())
        .error(error("terms"));
    let head = frame
        .page(say.t("exchange-terms-title"))
        .crumb(say.t("exchange-title"), "/exchange")
        .errors_of([&side, &key, &basis, &given]);
    let mut parts = vec![paragraph(&say.t("exchange-terms-note"))];
    if let Some(signed) = &shown.signed {
        parts.push(card(vec![
            heading(&say.t("exchange-terms-signed")),
            paragraph(&say.t("exchange-terms-signed-note")),
            verbatim(signed),
        ]));
    }
    let mut both =
        FormBox::new("/exchange/terms", vec![Html::of(&given)], Button::plain("sign", say.t("exchange-sign")));
    both.buttons.push(Button::primary("agree", say.t("exchange-agree")));
    let propose = FormBox::new(
        "/exchange/propose",
        vec![Html::of(&side), Html::of(&key), Html::of(&basis)],
        Button::primary("propose", say.t("exchange-propose")),
    );
    parts.extend([
        heading(&say.t("exchange-propose")),
        Html::of(&propose),
        heading(&say.t("exchange-terms-given")),
        Html::of(&both),
    ]);
    page(head, parts)
}

async fn propose(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(form): Form<Proposal>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    match acts::propose_terms(&portal.office, doing, &form.side, &form.key, &form.basis).await {
        Ok(note) => {
            Ok(terms_page(&portal, &frame, TermsPage { signed: Some(note), proposal: form, ..TermsPage::default() }))
        }
        Err(error) => {
            let wrong = Some(for_field(frame.say(), error)?);
            let mut answer = terms_page(&portal, &frame, TermsPage { proposal: form, wrong, ..TermsPage::default() });
            *answer.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

async fn terms(State(portal): State<Portal>, frame: Frame, Who(viewer): Who, Form(form): Form<Given>) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let agree = form.act == "agree";
    let done_so = if agree {
        acts::agree_exchange(&portal.office, doing, &form.terms).await.map(|_: Terms| None)
    } else {
        acts::sign_terms(&portal.office, doing, &form.terms).await.map(Some)
    };
    match done_so {
        Ok(None) => Ok(done("/exchange", "agreed")),
        Ok(signed) => Ok(terms_page(&portal, &frame, TermsPage { signed, ..TermsPage::default() })),
        Err(error) => {
            let wrong = Some(for_field(frame.say(), error)?);
            let shown = TermsPage { given: form.terms, wrong, ..TermsPage::default() };
            let mut answer = terms_page(&portal, &frame, shown);
            *answer.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_several_parcels_comes_apart_and_nothing_is_lost() {
        let text =
            b"hefu-parcel/1\n{}\n\n\xe2\x80\x94 a b\nhefu-parcel/1\n{\"x\":\"hefu-parcel/1\"}\n\n\xe2\x80\x94 a c\n";
        let parts = apart("f", text);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts.iter().flat_map(|(_, bytes)| bytes.clone()).collect::<Vec<u8>>(), text);
        assert_eq!(apart("f", b"something else").len(), 1);
    }
}
