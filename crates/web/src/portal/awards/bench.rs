//! A claimed figure checked against a table, from a line of the closing checklist.

use axum::extract::{Multipart, Path, State};
use axum_extra::extract::Query;
use hefu_evidence::{
    Claim, Fault as Found, Figure, Form as TableForm, Judged, Kind, Picture, TableName, Verdict, Written, svg,
};
use hefu_office::acts;
use hefu_office::documents::size;
use hefu_office::views::award_page;
use hefu_office::{Refusal, Viewer};
use hefu_words::{Arg, Message};
use serde::Deserialize;

use super::super::answered::{told, wrong};
use super::super::page::{Button, anchor, heading, links, page, paragraph, segment, soft, table};
use super::super::typed::{Wrong, error};
use super::super::uploads::{Sent, UploadBox};
use super::super::{Answer, Portal, Who, refused};
use super::head;
use super::line::owed_of;
use super::overview::line_title;
use crate::parts::{Choice, Column, Field, Html, StatusTag, Summary, SummaryRow, Table, Tone, Width};
use crate::shell::{Fault, Frame, Link, Say};

/// Rows shown of a table; the file itself has them all.
const MOST: usize = 200;

/// Which figure.
#[derive(Default, Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    figure: String,
}

pub(super) async fn ask(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, line)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Answer {
    match figure_of(&which.figure) {
        Some(figure) => asking(&portal, &frame, &viewer, (&draft, &line), figure, (None, &Sent::default())).await,
        None => choosing(&portal, &frame, &viewer, (&draft, &line)).await,
    }
}

fn figure_of(name: &str) -> Option<Figure> {
    Figure::ALL.into_iter().find(|figure| figure.name() == name)
}

/// A figure's name as a claim has it, with dots where it depends on what is not stated.
pub(super) fn figure_name(say: Say, claim: &Claim) -> String {
    let message = Message::new(format!("evidence-figure-{}", claim.figure.name()));
    let stated = [("threshold", &claim.threshold), ("percentile", &claim.percentile), ("window", &claim.window)];
    say.message(&stated.into_iter().fold(message, |message, (blank, value)| {
        message.with(blank, value.as_ref().map_or_else(|| "…".to_owned(), ToString::to_string))
    }))
}

/// The name of a figure of which nothing is claimed yet.
fn bare(say: Say, figure: Figure) -> String {
    figure_name(say, &Claim::new("", figure, TableName { file: String::new(), sheet: None }))
}

const KINDS: [Kind; 6] = [Kind::Model, Kind::Effect, Kind::Network, Kind::Sample, Kind::Batches, Kind::Trace];

const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Model => "model",
        Kind::Effect => "effect",
        Kind::Network => "network",
        Kind::Sample => "sample",
        Kind::Batches => "batches",
        Kind::Trace => "trace",
    }
}

/// The figures, by the kind of table they rest on.
async fn choosing(portal: &Portal, frame: &Frame, viewer: &Viewer, (draft, line): (&str, &str)) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let award = award_page(&portal.office, &doing, draft).await.map_err(refused)?;
    let owed = owed_of(&award, line)?;
    if !award.may.show && !award.may.rule {
        return Err(Fault::not_found().into());
    }
    let say = frame.say();
    let base = format!("/awards/{draft}/lines/{}", segment(line));
    let mut parts = vec![line_title(portal, say, &owed.line), paragraph(&say.t("award-check-note"))];
    for kind in KINDS {
        parts.push(heading(&say.t(&format!("award-check-{}", kind_word(kind)))));
        let of = Figure::ALL.into_iter().filter(|figure| figure.kind() == kind);
        let way = |figure: Figure| Link::new(bare(say, figure), format!("{base}/check?figure={}", figure.name()));
        parts.push(links(of.map(way).collect()));
    }
    let top = head(portal, frame, &award, say.t("award-check"));
    Ok(page(top.crumb(say.t("award-line-page"), base), parts))
}

/// Settings that are words and not numbers.
const WORDS: [&str; 8] =
    ["population", "group", "comparison", "latency-unit", "time-unit", "size-unit", "production", "product"];
const NUMBERS: [&str; 4] = ["threshold", "level", "percentile", "window"];

async fn asking(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    (draft, line): (&str, &str),
    figure: Figure,
    (wrong, sent): (Wrong, &Sent),
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let award = award_page(&portal.office, &doing, draft).await.map_err(refused)?;
    let owed = owed_of(&award, line)?;
    if !award.may.show && !award.may.rule {
        return Err(Fault::not_found().into());
    }
    let say = frame.say();
    let base = format!("/awards/{draft}/lines/{}", segment(line));
    let choice = |word: &str| Choice::new(word, say.t(&format!("award-check-{word}")));
    let mut fields = vec![
        Field::radios(say, "target", say.t("award-check-target"), ["at-least", "at-most", "equals"].map(choice).into())
            .value(sent.value("target"))
            .error(error(&wrong, "target")),
        Field::text(say, "value", say.t("award-check-value"))
            .hint(say.t("award-check-value-hint"))
            .width(Width::Middle)
            .value(sent.value("value"))
            .error(error(&wrong, "value")),
    ];
    let settings = figure.settings().iter().copied().filter(|one| WORDS.contains(one) || NUMBERS.contains(one));
    for setting in settings {
        let field = Field::text(say, setting, say.t(&format!("award-check-{setting}")))
            .hint(say.t(&format!("award-check-{setting}-hint")))
            .width(Width::Middle)
            .value(sent.value(setting))
            .error(error(&wrong, setting));
        fields.push(if setting == "population" { field.optional() } else { field });
    }
    let most = size(portal.office.config().documents.bytes);
    fields.push(Field::file(say, "file", say.t("award-check-file"), ".xlsx,.csv", most).error(error(&wrong, "file")));
    let form = UploadBox {
        action: format!("{base}/check"),
        hidden: vec![("figure", figure.name().to_owned())],
        parts: fields.iter().map(Html::of).collect(),
        button: Button::primary("check", say.t("award-check-button")),
        other: None,
    };
    let mut parts = vec![line_title(portal, say, &owed.line), heading(&bare(say, figure))];
    parts.push(soft(&columns(say, figure.kind())));
    parts.push(Html::of(&form));
    let top =
        head(portal, frame, &award, say.t("award-check")).crumb(say.t("award-line-page"), base).errors_of(&fields);
    Ok(page(told(top, &wrong), parts))
}

/// Which headings the table has.
fn columns(say: Say, kind: Kind) -> String {
    let names = |form: TableForm| form.columns().iter().map(|column| column.name(say.0).to_owned()).collect::<Vec<_>>();
    let (key, form) = match kind {
        Kind::Model => ("award-check-headings", TableForm::Model),
        Kind::Effect => ("award-check-headings", TableForm::Effect),
        Kind::Network => ("award-check-headings", TableForm::Network),
        Kind::Trace => ("award-check-headings", TableForm::Trace),
        Kind::Sample => ("award-check-two-sample", TableForm::Dictionary),
        Kind::Batches => ("award-check-two-batches", TableForm::Dictionary),
    };
    say.message(&Message::new(key).with("names", names(form)))
}

pub(super) async fn check(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, line)): Path<(String, String)>,
    form: Multipart,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let mut sent = Sent::read(&portal.office, form).await?;
    let figure = figure_of(sent.value("figure")).ok_or_else(Fault::not_found)?;
    let gave = match (sent.refused.take(), claim_of(&line, figure, &sent), sent.file.take()) {
        (Some(error), ..) => Err(error),
        (None, Err(refusal), _) => Err(refusal.into()),
        (None, Ok(_), None) => Err(Refusal::invalid("file", Message::new("documents-empty")).into()),
        (None, Ok(claim), Some((name, upload))) => {
            acts::check_figure(&portal.office, doing.clone(), &draft, &line, (claim, &name, upload)).await
        }
    };
    let judged = match gave {
        Ok(judged) => judged,
        Err(error) => {
            let wrong = wrong(say, error)?;
            return asking(&portal, &frame, &viewer, (&draft, &line), figure, (wrong, &sent)).await;
        }
    };
    let award = award_page(&portal.office, &doing, &draft).await.map_err(refused)?;
    let owed = owed_of(&award, &line)?;
    let base = format!("/awards/{draft}/lines/{}", segment(&line));
    let mut parts = vec![line_title(&portal, say, &owed.line)];
    parts.extend(shown(say, &judged));
    parts.push(links(vec![
        Link::new(say.t("award-check-back"), base.clone()),
        Link::new(say.t("award-check-again"), format!("{base}/check?figure={}", figure.name())),
    ]));
    let top = head(&portal, &frame, &award, say.t("award-check")).crumb(say.t("award-line-page"), base);
    Ok(page(top, parts))
}

/// The claim as typed. What is left empty stays unstated: the answer says what to state.
fn claim_of(line: &str, figure: Figure, sent: &Sent) -> Result<Claim, Refusal> {
    let number = |field: &str| -> Result<Option<Written>, Refusal> {
        let typed = sent.value(field).trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let wrong = |_| Refusal::invalid(field, Message::new("award-check-number").with("found", typed));
        Written::parse(typed).map(Some).map_err(wrong)
    };
    let words = |field: &str| Some(sent.value(field).trim().to_owned()).filter(|typed| !typed.is_empty());
    let target = sent.value("target");
    let value = number("value")?;
    if value.is_none() {
        return Err(Refusal::invalid("value", Message::new("award-check-value-missing")));
    }
    let mut claim = Claim::new(line, figure, TableName { file: String::new(), sheet: None });
    match target {
        "at-least" => claim.at_least = value,
        "at-most" => claim.at_most = value,
        "equals" => claim.equals = value,
        _ => return Err(Refusal::invalid("target", Message::new("award-ruling-missing"))),
    }
    for setting in figure.settings() {
        match *setting {
            "population" => claim.population = words(setting),
            "group" => claim.group = words(setting),
            "comparison" => claim.comparison = words(setting),
            "latency-unit" => claim.latency_unit = words(setting),
            "time-unit" => claim.time_unit = words(setting),
            "size-unit" => claim.size_unit = words(setting),
            "production" => claim.production = words(setting),
            "product" => claim.product = words(setting),
            "threshold" => claim.threshold = number(setting)?,
            "level" => claim.level = number(setting)?,
            "percentile" => claim.percentile = number(setting)?,
            "window" => claim.window = number(setting)?,
            _ => {}
        }
    }
    Ok(claim)
}

/// The tag of a verdict, by the key of its word.
pub(super) fn verdict_tag(say: Say, key: &str) -> StatusTag {
    let tone = match key {
        "evidence-reached" => Tone::Pass,
        "evidence-not-reached" => Tone::Fail,
        _ => Tone::Unset,
    };
    StatusTag::new(tone, say.t(key))
}

/// The answer: both numbers, what stands against it, pictures with their numbers, how it was computed.
fn shown(say: Say, judged: &Judged) -> Vec<Html> {
    let mut parts =
        vec![Html::of(&verdict_tag(say, judged.verdict.key())), paragraph(&say.message(&judged.sentence()))];
    if let Verdict::CannotTell(why) = &judged.verdict {
        parts.push(heading(&say.t("evidence-why-head")));
        parts.extend(why.iter().map(|why| paragraph(&say.message(why))));
    }
    parts.extend(faults(say, "evidence-faults-head", &judged.faults, judged.fault_count));
    parts.extend(faults(say, "evidence-findings-head", &judged.findings, judged.finding_count));
    for (at, picture) in judged.pictures.iter().enumerate() {
        parts.extend(pictured(say, at, picture));
    }
    if !judged.figures.is_empty() {
        let rows = judged.figures.iter().map(|figure| {
            let of = figure.population.clone().unwrap_or_else(|| say.t("evidence-all-cases"));
            vec![Html::text(&of), Html::text(&say.message(&figure.figure)), Html::text(&figure.amount.text())]
        });
        parts.push(table(&Table {
            id: "figures".to_owned(),
            caption: say.t("evidence-figures-head"),
            columns: vec![
                Column::new(say.t("evidence-of-whom")),
                Column::wide(say.t("evidence-figure")),
                Column::new(say.t("evidence-value")),
            ],
            rows: rows.collect(),
            empty: String::new(),
        }));
    }
    parts.push(heading(&say.t("evidence-method-head")));
    parts.extend(judged.method.iter().map(|method| paragraph(&say.message(method))));
    let mut read = Vec::new();
    for one in &judged.read {
        let line = Message::new("evidence-read-line").with("table", one.table.to_string()).with("rows", one.rows);
        read.push(Html::text(&say.message(&line.with("sha256", one.sha256.as_str()))));
    }
    let row = SummaryRow { label: say.t("evidence-read-head"), values: read, change: None };
    parts.push(Html::of(&Summary::new(say, None, vec![row])));
    parts
}

fn faults(say: Say, key: &str, faults: &[Found], count: usize) -> Vec<Html> {
    if faults.is_empty() {
        return Vec::new();
    }
    let row = |fault: &Found| {
        let cell = |message: &Message| Html::text(&say.message(message));
        vec![cell(&fault.place()), cell(&fault.what), cell(&fault.remedy)]
    };
    let mut parts = vec![table(&Table {
        id: key.to_owned(),
        caption: say.t(key),
        columns: vec![
            Column::new(say.t("evidence-place")),
            Column::wide(say.t("evidence-what")),
            Column::wide(say.t("evidence-remedy")),
        ],
        rows: faults.iter().take(MOST).map(row).collect(),
        empty: String::new(),
    })];
    if count > faults.len().min(MOST) {
        parts.push(soft(&say.with("evidence-more-counted", "count", count)));
    }
    parts
}

fn pictured(say: Say, at: usize, picture: &Picture) -> Vec<Html> {
    let id = format!("picture-{at}");
    let title = say.message(picture.title());
    let numbers = picture.numbers();
    let cell = |cell: &Arg| match cell {
        Arg::Message(message) => Html::text(&say.message(message)),
        other => Html::text(&say.message(&Message::new("evidence-quoted").with("text", other.clone()))),
    };
    vec![
        anchor(&id, &title),
        Html::made(svg(picture, &[say.0], &id)),
        table(&Table {
            id: format!("numbers-{at}"),
            caption: say.t("evidence-numbers-head"),
            columns: numbers.heads.iter().map(|head| Column::new(say.message(head))).collect(),
            rows: numbers.rows.iter().take(MOST).map(|row| row.iter().map(cell).collect()).collect(),
            empty: String::new(),
        }),
    ]
}
