//! The last comparison of a direction: having it made, what was found, what many share, what was not read.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum_extra::extract::{Form, Query};
use hefu_office::acts::{self, RunState};
use hefu_office::overlap::{OverlapSettings, Unread};
use hefu_office::views::{CommonLine, Compared, ComparisonView, FindingLine, OverlapRun, OverlapView, overlap_view};
use hefu_office::{OfficeError, Refusal, RefusalKind, Viewer};
use hefu_words::Message;
use serde::Deserialize;

use super::super::page::{Button, FormBox, heading, links, page, paragraph, segment, soft, table};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, done, flash, refused};
use super::finding::{alike, changed, note_tag, said};
use super::{address, since};
use crate::parts::{Column, Html, Pagination, StatusTag, Summary, SummaryRow, Table, Tone};
use crate::shell::{Flash, Frame, Link, Say};

#[derive(Clone, Default, Deserialize)]
pub(super) struct Wanted {
    /// Findings on this application alone.
    #[serde(default)]
    number: String,
    /// Place after which the page begins.
    #[serde(default)]
    after: Option<i64>,
}

#[derive(Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    act: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    findings_page(&portal, &frame, &viewer, &direction, &wanted, None).await
}

pub(super) async fn change(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
    Form(sent): Form<Sent>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let did = match sent.act.as_str() {
        "compare" => acts::compare_texts(&portal.office, doing, &direction).await.map(|_| "overlap-comparing"),
        "stop" => acts::stop_comparison(&portal.office, doing, &direction).await.map(|()| "stopped"),
        _ => Err(Refusal::not_found().into()),
    };
    match did {
        Ok(key) => Ok(done(&address(&direction), key)),
        Err(OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
            let words = frame.say().message(&refusal.message);
            let wanted = Wanted::default();
            let mut answer = findings_page(&portal, &frame, &viewer, &direction, &wanted, Some(words)).await?;
            *answer.status_mut() = StatusCode::CONFLICT;
            Ok(answer)
        }
        Err(error) => Err(refused(error)),
    }
}

/// The page, being told.
struct Told<'a> {
    portal: &'a Portal,
    frame: &'a Frame,
    say: Say,
    base: String,
    wanted: &'a Wanted,
}

async fn findings_page(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    direction: &str,
    wanted: &Wanted,
    wrong: Option<String>,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let say = frame.say();
    let only = Some(wanted.number.as_str()).filter(|number| !number.is_empty());
    let view = overlap_view(&portal.office, &doing, direction, only, wanted.after).await.map_err(refused)?;
    let told = Told { portal, frame, say, base: address(direction), wanted };
    let head = frame
        .page(say.t("overlap-desk-title"))
        .caption(portal.direction_name(say, direction))
        .crumb(say.t("board-title"), "/desk")
        .crumb(say.t("overlap-desk-title"), "/desk/overlap")
        .flash(wrong.map(Flash::Refused).or_else(|| flash(frame)));
    let mut parts =
        vec![paragraph(&say.t("overlap-desk-decides-nothing")), paragraph(&say.t("overlap-desk-own-halves"))];
    parts.extend(told.comparing(&view));
    match &view.comparison {
        None => parts.push(paragraph(&say.t("overlap-desk-none-yet"))),
        Some(last) => {
            parts.push(told.last(last));
            parts.extend(told.findings(last));
            parts.extend(told.common(last));
            parts.extend(told.unread(last));
        }
    }
    parts.push(soft(&say.t("overlap-desk-texts")));
    parts.push(soft(&say.t("overlap-not-found")));
    parts.push(soft(&say.with("web-times-in", "zone", frame.stamp(frame.now).zone())));
    Ok(page(head, parts))
}

impl Told<'_> {
    /// What is set, and the comparison under way or to be asked for.
    fn comparing(&self, view: &OverlapView) -> Vec<Html> {
        let say = self.say;
        let mut parts = vec![heading(&say.t("overlap-desk-compare"))];
        if view.may_set {
            parts.push(links(vec![Link::new(say.t("overlap-desk-settings"), format!("{}/settings", self.base))]));
        }
        let unset: Vec<String> =
            view.settings.unset().iter().map(|name| say.t(&format!("overlap-desk-set-{name}"))).collect();
        if !unset.is_empty() {
            parts.push(paragraph(&say.message(&Message::new("overlap-desk-unset-list").with("what", unset))));
        }
        match view.run.as_ref() {
            Some(run) if run.state == RunState::Running => {
                parts.push(paragraph(&self.by("overlap-desk-under-way", run)));
                let (done, total) = run.done;
                if total > 0 {
                    let message = Message::new("overlap-desk-so-far").with("done", done).with("total", total);
                    parts.push(paragraph(&say.message(&message)));
                }
                parts.push(links(vec![Link::new(say.t("overlap-desk-look-again"), self.base.clone())]));
                if view.may_compare {
                    let button = Button::plain("stop", say.t("overlap-desk-stop"));
                    parts.push(Html::of(&FormBox::new(self.base.clone(), Vec::new(), button)));
                }
                return parts;
            }
            Some(run) if run.state == RunState::Failed => {
                let why = run.failed.as_ref().map(|why| say.message(why)).unwrap_or_default();
                parts.push(paragraph(&format!("{} {why}", self.by("overlap-desk-did-not", run))));
            }
            Some(run) if run.state == RunState::Cancelled => {
                parts.push(paragraph(&self.by("overlap-desk-was-stopped", run)));
            }
            _ => {}
        }
        if view.may_compare && view.settings.unset().is_empty() {
            parts.push(soft(&say.with("overlap-desk-in-force", "count", view.applications)));
            let button = Button::primary("compare", say.t("overlap-desk-compare-now"));
            parts.push(Html::of(&FormBox::new(self.base.clone(), Vec::new(), button)));
        }
        parts
    }

    fn by(&self, key: &str, run: &OverlapRun) -> String {
        let message = Message::new(key).with("who", run.who.as_str()).with("at", instant(self.frame, &run.at));
        self.say.message(&message)
    }

    /// What the last comparison was.
    fn last(&self, last: &ComparisonView) -> Html {
        let say = self.say;
        let [alerts, listed] = last.counts;
        let counts = [("overlap-level-alert", alerts), ("overlap-level-listing", listed)];
        let counts = counts.map(|(key, count)| Html::text(&format!("{}: {count}", say.t(key)))).into();
        let since = since(say, last.since).unwrap_or_else(|| say.t("overlap-desk-since-nothing"));
        let rows = vec![
            SummaryRow::text(say.t("overlap-desk-at"), &instant(self.frame, &last.at)),
            SummaryRow::text(say.t("overlap-desk-asked-by"), &last.who),
            SummaryRow::text(say.t("overlap-desk-applications"), &last.applications.to_string()),
            SummaryRow::text(say.t("overlap-desk-since-then"), &since),
            SummaryRow {
                label: say.t("overlap-desk-thresholds"),
                values: thresholds(say, last.settings),
                change: None,
            },
            SummaryRow { label: say.t("overlap-desk-findings"), values: counts, change: None },
        ];
        Html::of(&Summary::new(say, Some(say.t("overlap-desk-last")), rows))
    }

    fn findings(&self, last: &ComparisonView) -> Vec<Html> {
        let say = self.say;
        let mut parts = vec![heading(&say.t("overlap-desk-findings"))];
        if !self.wanted.number.is_empty() {
            parts.push(paragraph(&say.with("overlap-desk-only", "number", self.wanted.number.as_str())));
            parts.push(links(vec![Link::new(say.t("overlap-desk-all"), self.base.clone())]));
        }
        if last.withheld > 0 {
            parts.push(paragraph(&say.with("overlap-desk-withheld", "count", last.withheld)));
        }
        parts.push(table(&Table {
            id: "findings".to_owned(),
            caption: say.t("overlap-desk-findings"),
            columns: vec![
                Column::new(say.t("overlap-desk-pair")),
                Column::new(say.t("overlap-class")),
                Column::wide(say.t("overlap-desk-titles")),
                Column::number(say.t("overlap-units")),
                Column::number(say.t("overlap-share-first")),
                Column::number(say.t("overlap-share-second")),
                Column::new(say.t("overlap-desk-note")),
            ],
            rows: last.lines.iter().map(|line| self.row(line)).collect(),
            empty: say.t("overlap-desk-no-findings"),
        }));
        let kept = |after: Option<i64>| {
            let mut query = Vec::new();
            if !self.wanted.number.is_empty() {
                query.push(format!("number={}", segment(&self.wanted.number)));
            }
            query.extend(after.map(|after| format!("after={after}")));
            if query.is_empty() { self.base.clone() } else { format!("{}?{}", self.base, query.join("&")) }
        };
        let first = self.wanted.after.map(|_| kept(None));
        let next = last.next.map(|next| kept(Some(next)));
        if first.is_some() || next.is_some() {
            parts.push(Html::of(&Pagination::by_key(say, say.t("overlap-desk-findings"), first, next)));
        }
        parts
    }

    fn row(&self, line: &FindingLine) -> Vec<Html> {
        let say = self.say;
        let [first, second] = &line.applications;
        let href = format!("{}/{}/{}", self.base, segment(&first.number), segment(&second.number));
        let side = &self.portal.office.config().side;
        let title = |one: &Compared| {
            Html::linked(&self.portal.own_words(say, side, &one.title), &format!("/applications/{}", one.draft))
        };
        let titles = Html::join(&[title(first), title(second)], &Html::made("<br>".to_owned()));
        let mut about: Vec<Html> = line.applications.iter().filter_map(|one| changed(say, one)).collect();
        about.extend(alike(say, &line.finding));
        let about: Vec<Html> = about.iter().map(|words| Html::made(format!("<p class=\"soft\">{words}</p>"))).collect();
        let level = if line.finding.alert { "overlap-level-alert" } else { "overlap-level-listing" };
        let tone = if line.finding.alert { Tone::Person } else { Tone::Hint };
        let note = line.note.as_ref().map(|note| format!("{}{}", note_tag(say, note), soft(&said(self.frame, note))));
        let [share_first, share_second] = line.finding.shares.map(|share| share.per_cent());
        vec![
            Html::link(&format!("{} · {}", first.number, second.number), &href),
            Html::of(&StatusTag::new(tone, say.t(level))),
            Html::join(&[titles, Html::join(&about, &Html::default())], &Html::default()),
            Html::text(&line.finding.units.to_string()),
            Html::text(&share_first),
            Html::text(&share_second),
            note.map_or_else(|| Html::text(&say.t("overlap-desk-not-noted")), Html::made),
        ]
    }

    fn common(&self, last: &ComparisonView) -> Vec<Html> {
        let say = self.say;
        if last.common.is_empty() {
            return Vec::new();
        }
        let side = &self.portal.office.config().side;
        let row = |line: &CommonLine| {
            let excerpt = match &line.excerpt {
                Some(words) => self.portal.own_words(say, side, words),
                None => Html::text(&say.t("overlap-desk-text-changed")),
            };
            let numbers = line.common.applications.join(say.t("overlap-desk-comma").as_str());
            vec![
                excerpt,
                Html::text(&line.common.applications.len().to_string()),
                Html::text(&line.common.units.to_string()),
                Html::text(&numbers),
            ]
        };
        let mut parts = vec![heading(&say.t("overlap-common-head")), paragraph(&say.t("overlap-common-lead"))];
        parts.push(table(&Table {
            id: "common".to_owned(),
            caption: say.t("overlap-common-head"),
            columns: vec![
                Column::wide(say.t("overlap-text")),
                Column::number(say.t("overlap-desk-applications")),
                Column::number(say.t("overlap-desk-units")),
                Column::wide(say.t("overlap-desk-numbers")),
            ],
            rows: last.common.iter().map(row).collect(),
            empty: say.t("overlap-none"),
        }));
        let left = last.common_count.saturating_sub(last.common.len());
        if left > 0 {
            parts.push(soft(&say.with("overlap-desk-more", "count", left)));
        }
        parts
    }

    fn unread(&self, last: &ComparisonView) -> Vec<Html> {
        let say = self.say;
        if last.unread.is_empty() {
            return Vec::new();
        }
        let row = |unread: &Unread| {
            vec![
                Html::text(&unread.application),
                Html::text(&unread.document),
                Html::text(&say.message(&unread.reason)),
            ]
        };
        let mut parts = vec![heading(&say.t("overlap-desk-unread"))];
        parts.push(table(&Table {
            id: "unread".to_owned(),
            caption: say.t("overlap-desk-unread"),
            columns: vec![
                Column::new(say.t("portal-number")),
                Column::new(say.t("overlap-document")),
                Column::wide(say.t("overlap-reason")),
            ],
            rows: last.unread.iter().map(row).collect(),
            empty: say.t("overlap-none"),
        }));
        let left = last.unread_count.saturating_sub(last.unread.len());
        if left > 0 {
            parts.push(soft(&say.with("overlap-desk-more", "count", left)));
        }
        parts
    }
}

/// The thresholds a comparison went by, a line each.
fn thresholds(say: Say, set: OverlapSettings) -> Vec<Html> {
    [
        ("overlap-setting-listing", "units", set.listing),
        ("overlap-setting-alert", "units", set.alert),
        ("overlap-setting-common", "count", set.common),
    ]
    .into_iter()
    .filter_map(|(key, name, value)| Some(Html::text(&say.with(key, name, value?))))
    .collect()
}
