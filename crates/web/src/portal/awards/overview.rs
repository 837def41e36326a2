//! One award on one page.

use axum::extract::{Path, State};
use hefu_closing::{Hindrance, Line, LineOf, LineState, Ruled};
use hefu_office::awards::{AskedReport, OwedLine, ReportVersion};
use hefu_office::views::{AwardPage, award_page};
use hefu_office::{Action, Thing};
use hefu_words::{Arg, Message};

use super::super::page::{heading, links, page, paragraph, segment, soft, table};
use super::super::words::instant;
use super::super::{Answer, Portal, Who, flash, printed, refused};
use crate::parts::{Column, Html, StatusTag, Summary, SummaryRow, Table, Tone};
use crate::shell::{Frame, Link, Say};

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(draft): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let award = award_page(&portal.office, &doing, &draft).await.map_err(refused)?;
    let say = frame.say();
    let tag = portal.own_tag(say, &portal.office.config().side, &award.title);
    let mut top = frame
        .page(super::super::applications::title_of(&frame, &award.title))
        .title_in(tag)
        .caption(format!("{} · {}", award.number, portal.direction_name(say, &award.standing.direction)))
        .flash(flash(&frame));
    top = if award.may.rule {
        top.crumb(say.t("award-title"), "/awards")
    } else {
        top.crumb(say.t("portal-my-applications"), "/applications")
    };
    let records = portal.may(&viewer, Action::See, Thing::Decision);
    let told = Told { portal: &portal, frame: &frame, say, award: &award, records };
    let mut parts = told.summary();
    parts.push(soft(&say.t("award-owed-note")));
    parts.push(told.lines());
    parts.push(told.reports());
    parts.extend(told.changes());
    parts.push(heading(&say.t("award-closing")));
    parts.extend(told.closing());
    Ok(page(top, parts))
}

struct Told<'a> {
    portal: &'a Portal,
    frame: &'a Frame,
    say: Say,
    award: &'a AwardPage,
    /// Whether the viewer sees how the award is registered.
    records: bool,
}

impl Told<'_> {
    fn base(&self) -> String {
        format!("/awards/{}", self.award.standing.draft)
    }

    fn side(&self) -> String {
        self.portal.side_name(self.say, &self.award.partner.0, &self.award.standing.direction)
    }

    fn summary(&self) -> Vec<Html> {
        let (say, award) = (self.say, self.award);
        let draft = &award.standing.draft;
        let published = self.frame.stamp(award.published.timestamp()).long();
        let mut rows = vec![
            SummaryRow::text(say.t("award-published"), &published),
            SummaryRow::text(say.t("award-partner"), &format!("{} {}", self.side(), award.partner.1)),
        ];
        let books = printed::books(draft);
        rows.push(SummaryRow { label: say.t("task-book-title"), values: vec![books], change: None });
        let there = award.partner_closing.as_ref().map_or_else(
            || say.t("award-open-there"),
            |closed| {
                let known = hefu_closing::Outcome::from_word(&closed.outcome);
                known.map_or_else(|| closed.outcome.clone(), |known| say.t(&format!("award-outcome-{}", known.word())))
            },
        );
        rows.push(SummaryRow::text(say.with("award-closing-there", "side", self.side()), &there));
        let mut ways = vec![Link::new(say.t("award-application"), format!("/applications/{draft}"))];
        if self.records {
            ways.push(Link::new(say.t("award-record"), format!("/awards/{draft}/record")));
        }
        vec![Html::of(&Summary::new(say, None, rows)), links(ways)]
    }

    fn lines(&self) -> Html {
        let row = |owed: &OwedLine| {
            let title = line_title(self.portal, self.say, &owed.line);
            let way = Html::linked(&title, &format!("{}/lines/{}", self.base(), segment(&owed.line.of.id())));
            let clause = owed.line.clause.as_ref().map(|clause| Html::link(clause, &format!("/guide#{clause}")));
            let due = owed.line.due.map(|day| day.to_string()).unwrap_or_default();
            vec![
                way,
                Html::of(&line_tag(self.say, &owed.state)),
                Html::text(&line_kind(self.portal, self.say, &owed.line)),
                clause.unwrap_or_default(),
                Html::text(&due),
            ]
        };
        table(&Table {
            id: "owed".to_owned(),
            caption: self.say.t("award-owed"),
            columns: vec![
                Column::wide(self.say.t("award-line")),
                Column::new(self.say.t("portal-state")),
                Column::new(self.say.t("award-line-kind")),
                Column::new(self.say.t("award-clause")),
                Column::new(self.say.t("award-due")),
            ],
            rows: self.award.whole.lines.iter().map(row).collect(),
            empty: self.say.t("award-owed-nothing"),
        })
    }

    fn reports(&self) -> Html {
        let say = self.say;
        let rows = self.award.whole.reports.iter().map(|(asked, versions)| {
            let way = Html::link(&asked.name, &format!("{}/reports/{}", self.base(), segment(&asked.report)));
            let last = versions.first();
            let at = last.map(|last| handed_in_at(self.frame, asked, &last.at)).unwrap_or_default();
            vec![way, Html::of(&report_tag(say, last)), Html::text(&asked.until.to_string()), Html::text(&at)]
        });
        table(&Table {
            id: "reports".to_owned(),
            caption: say.t("award-reports"),
            columns: vec![
                Column::wide(say.t("award-report")),
                Column::new(say.t("portal-state")),
                Column::new(say.t("award-until")),
                Column::new(say.t("award-handed-in")),
            ],
            rows: rows.collect(),
            empty: say.t("award-reports-none"),
        })
    }

    fn changes(&self) -> Vec<Html> {
        let say = self.say;
        let own = self.award.whole.changes.iter().map(|change| {
            let tone = match change.state() {
                hefu_closing::ChangeState::InForce => Tone::Pass,
                hefu_closing::ChangeState::Refused => Tone::Fail,
                _ => Tone::Person,
            };
            let key = format!("award-change-state-{}", change.state().word());
            let way = format!("{}/changes/answer?side=own&change={}", self.base(), segment(&change.change));
            vec![
                Html::link(&say.t(&format!("award-change-{}", change.kind.word())), &way),
                Html::of(&StatusTag::new(tone, say.t(&key))),
                Html::text(&change.from),
                Html::text(&change.to),
                Html::text(&say.t("award-asked-here")),
            ]
        });
        let theirs = self.award.whole.theirs.iter().map(|change| {
            let (tone, key) = match change.answer {
                None => (Tone::Person, "award-change-state-waits-here"),
                Some((true, _)) => (Tone::Pass, "award-change-state-in-force"),
                Some((false, _)) => (Tone::Fail, "award-change-state-refused"),
            };
            let way = format!("{}/changes/answer?side=partner&change={}", self.base(), segment(&change.change));
            vec![
                Html::link(&change_word(say, &change.kind), &way),
                Html::of(&StatusTag::new(tone, say.t(key))),
                Html::text(&change.from),
                Html::text(&change.to),
                Html::text(&self.side()),
            ]
        });
        let list = table(&Table {
            id: "changes".to_owned(),
            caption: say.t("award-changes"),
            columns: vec![
                Column::new(say.t("award-change-kind")),
                Column::new(say.t("portal-state")),
                Column::wide(say.t("award-change-from")),
                Column::wide(say.t("award-change-to")),
                Column::new(say.t("award-change-by")),
            ],
            rows: own.chain(theirs).collect(),
            empty: say.t("award-changes-none"),
        });
        let mut parts = vec![list];
        if self.award.may.ask {
            parts.push(links(vec![Link::new(say.t("award-change-ask"), format!("{}/changes", self.base()))]));
        }
        parts
    }

    fn closing(&self) -> Vec<Html> {
        let (say, award) = (self.say, self.award);
        if let Some(closing) = &award.closing {
            let message = Message::new("award-closed-at").with("at", instant(self.frame, &closing.at));
            let key = format!("award-outcome-{}", closing.outcome.word());
            let mut parts =
                vec![Html::of(&StatusTag::new(Tone::Unset, say.t(&key))), paragraph(&say.message(&message))];
            parts.extend((!closing.reason.is_empty()).then(|| paragraph(&closing.reason)));
            return parts;
        }
        let mut parts = hinders(self.portal, say, award);
        if award.may.rule {
            parts.push(links(vec![Link::new(say.t("award-close"), format!("{}/close", self.base()))]));
        }
        parts
    }
}

/// What hinders closing an award as complete, in words.
pub(super) fn hinders(portal: &Portal, say: Say, award: &AwardPage) -> Vec<Html> {
    if award.hinders.is_empty() {
        return vec![paragraph(&say.t("award-ready-note"))];
    }
    let lines = award.hinders.iter().filter(|hinders| matches!(hinders, Hindrance::Line(_))).count();
    let of = |wanted: fn(&Hindrance) -> bool| award.hinders.iter().filter(|hinders| wanted(hinders)).count();
    let reports = of(|hinders| matches!(hinders, Hindrance::Report(_)));
    let changes = of(|hinders| matches!(hinders, Hindrance::Change(_)));
    let message = Message::new("award-hinders").with("lines", lines).with("reports", reports).with("changes", changes);
    let mut parts = vec![paragraph(&say.message(&message))];
    // A clause that wants something shown is quoted (5G-5 among others).
    let expected =
        award.whole.lines.iter().filter(|owed| !owed.state.done() && matches!(owed.line.of, LineOf::Expected { .. }));
    for owed in expected {
        if let Some(clause) = &owed.line.clause {
            let quote = portal.quote(clause);
            let message = Message::new("award-expected").with("clause", clause.as_str());
            parts.push(soft(&say.message(&message.with("sentence", quote.sentence))));
        }
    }
    parts
}

/// What a line is called.
pub(super) fn line_title(portal: &Portal, say: Say, line: &Line) -> Html {
    match line.name(portal.office.guide()) {
        Arg::Text(own) => portal.own_words(say, &portal.office.config().side, &own),
        other => Html::text(&say.message(&Message::new("evidence-quoted").with("text", other))),
    }
}

/// Of what kind a line is.
pub(super) fn line_kind(portal: &Portal, say: Say, line: &Line) -> String {
    let guide = portal.office.guide();
    let named = line.kind.as_deref().and_then(|kind| match &line.of {
        LineOf::Deliverable { .. } => guide.deliverable(kind).map(|kind| kind.names.get(say.0)),
        _ => guide.milestones.iter().find(|known| known.id == kind).map(|kind| kind.names.get(say.0)),
    });
    let word = say.t(&format!("award-line-{}", line.of.word()));
    match named {
        Some(named) if !matches!(line.of, LineOf::Expected { .. }) => format!("{word} · {named}"),
        _ => word,
    }
}

pub(super) fn line_tag(say: Say, state: &LineState) -> StatusTag {
    let tone = match state {
        LineState::NotShown => Tone::Unset,
        LineState::Lacks(_) | LineState::Ruled(Ruled::Returned) => Tone::Fail,
        LineState::Waits => Tone::Person,
        LineState::Ruled(_) => Tone::Pass,
    };
    StatusTag::new(tone, say.t(&format!("award-state-{}", state.word())))
}

pub(super) fn report_tag(say: Say, last: Option<&ReportVersion>) -> StatusTag {
    let (tone, key) = match last.map(|last| last.ruled.as_ref().map(|(accepted, ..)| *accepted)) {
        None => (Tone::Unset, "award-report-awaited"),
        Some(None) => (Tone::Person, "award-state-waits"),
        Some(Some(true)) => (Tone::Pass, "award-state-accepted"),
        Some(Some(false)) => (Tone::Fail, "award-state-returned"),
    };
    StatusTag::new(tone, say.t(key))
}

/// When a report was handed in, and that it was late where it was.
pub(super) fn handed_in_at(frame: &Frame, asked: &AskedReport, at: &str) -> String {
    let shown = instant(frame, at);
    let late = at.parse::<jiff::Zoned>().is_ok_and(|at| at.date() > asked.until);
    if late { frame.say().with("award-report-late", "at", shown) } else { shown }
}

/// What is changed, as the partner's office says it: a word that is not known here stands as it is.
pub(super) fn change_word(say: Say, kind: &str) -> String {
    let known = hefu_closing::ChangeKind::from_word(kind);
    known.map_or_else(|| kind.to_owned(), |known| say.t(&format!("award-change-{}", known.word())))
}
