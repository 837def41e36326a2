//! A line of the closing checklist: what it asks, what was shown, and what the office says of it.

use axum::extract::{Multipart, Path, State};
use axum_extra::extract::Form;
use hefu_closing::{Lack, LineState, Ruled};
use hefu_evidence::Comparison;
use hefu_office::acts::{self, NewEvidence};
use hefu_office::awards::FigureCheck;
use hefu_office::awards::OwedLine;
use hefu_office::documents::{Document, about, size};
use hefu_office::views::{AwardPage, award_page};
use hefu_office::{Refusal, Viewer};
use hefu_words::Message;

use super::super::answered::{after, told, wrong};
use super::super::page::{Button, FormBox, card, heading, links, page, paragraph, segment, soft, table};
use super::super::typed::{Wrong, error};
use super::super::uploads::{Sent, UploadBox};
use super::super::words::instant;
use super::super::{Answer, Instead, Portal, Who, refused};
use super::bench::{figure_name, verdict_tag};
use super::overview::{line_kind, line_tag, line_title};
use super::{Ruling, head};
use crate::parts::{Choice, Column, Field, Html, Summary, SummaryRow, Table};
use crate::shell::{Fault, Frame, Link, Say};

/// What the viewer typed and must not lose.
#[derive(Default)]
struct Typed {
    shown: Option<Sent>,
    ruled: Ruling,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, line)): Path<(String, String)>,
) -> Answer {
    page_of(&portal, &frame, &viewer, (&draft, &line), None, Typed::default()).await
}

pub(super) async fn send(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, line)): Path<(String, String)>,
    form: Multipart,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let mut sent = Sent::read(&portal.office, form).await?;
    if let Some(error) = sent.refused.take() {
        let wrong = wrong(say, error)?;
        let typed = Typed { shown: Some(sent), ..Typed::default() };
        return page_of(&portal, &frame, &viewer, (&draft, &line), wrong, typed).await;
    }
    let award = award_page(&portal.office, &doing, &draft).await.map_err(refused)?;
    let owed = owed_of(&award, &line)?;
    let before = owed.now.as_ref().map(|now| now.shown.documents.clone()).unwrap_or_default();
    let digests = before.iter().filter_map(|known| known.held.as_ref().map(|held| held.digest.clone()));
    let new = NewEvidence {
        seen: sent.value("seen").parse().unwrap_or_default(),
        fields: owed.line.asks.iter().map(|id| (id.clone(), sent.value(&format!("field-{id}")).to_owned())).collect(),
        words: sent.value("words").to_owned(),
        publication: sent.value("publication").to_owned(),
        data: sent.value("data").to_owned(),
        stay: digests.filter(|digest| !sent.value(&format!("stay-{digest}")).is_empty()).collect(),
        document: sent.file.take(),
    };
    let gave = acts::show_line(&portal.office, doing, &draft, &line, new).await;
    let to = format!("/awards/{draft}/lines/{}", segment(&line));
    match after(say, gave, &to, "award-shown")? {
        Ok(done) => Ok(done),
        Err(wrong) => {
            let typed = Typed { shown: Some(sent), ..Typed::default() };
            page_of(&portal, &frame, &viewer, (&draft, &line), wrong, typed).await
        }
    }
}

pub(super) async fn rule(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path((draft, line)): Path<(String, String)>,
    Form(form): Form<Ruling>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let gave = match Ruled::from_word(&form.ruled) {
        Some(ruled) => acts::rule_line(&portal.office, doing, &draft, &line, form.seen, (ruled, &form.reason)).await,
        None => Err(Refusal::invalid("ruled", Message::new("award-ruling-missing")).into()),
    };
    match after(say, gave, &format!("/awards/{draft}"), "award-ruled")? {
        Ok(done) => Ok(done),
        Err(wrong) => {
            let typed = Typed { ruled: form, ..Typed::default() };
            page_of(&portal, &frame, &viewer, (&draft, &line), wrong, typed).await
        }
    }
}

pub(super) fn owed_of<'a>(award: &'a AwardPage, line: &str) -> Result<&'a OwedLine, Instead> {
    award.whole.lines.iter().find(|owed| owed.line.of.id() == line).ok_or_else(|| Fault::not_found().into())
}

async fn page_of(
    portal: &Portal,
    frame: &Frame,
    viewer: &Viewer,
    (draft, line): (&str, &str),
    wrong: Wrong,
    typed: Typed,
) -> Answer {
    let doing = portal.signed(frame, viewer)?;
    let award = award_page(&portal.office, &doing, draft).await.map_err(refused)?;
    let owed = owed_of(&award, line)?;
    let say = frame.say();
    let of = Of { portal, frame, say, award: &award, owed, base: format!("/awards/{draft}/lines/{}", segment(line)) };
    let shown = (award.may.show && !owed.state.done()).then(|| of.to_show(&wrong, typed.shown.as_ref()));
    let ruled = (award.may.rule && !owed.state.done()).then(|| of.to_rule(&wrong, &typed.ruled));
    let fields = shown.iter().flat_map(|(_, fields)| fields).chain(ruled.iter().flat_map(|(_, fields)| fields));
    let title = line_title(portal, say, &owed.line);
    let top = told(head(portal, frame, &award, say.t("award-line-page")).errors_of(fields), &wrong);
    let mut parts = vec![Html::join(&[title, soft(&line_kind(portal, say, &owed.line))], &Html::default())];
    parts.extend(of.asked());
    parts.extend(of.shown());
    parts.extend(of.checks());
    parts.extend(shown.map(|(form, _)| form));
    parts.extend(ruled.map(|(form, _)| form));
    Ok(page(top, parts))
}

struct Of<'a> {
    portal: &'a Portal,
    frame: &'a Frame,
    say: Say,
    award: &'a AwardPage,
    owed: &'a OwedLine,
    base: String,
}

impl Of<'_> {
    fn field_name(&self, id: &str) -> String {
        let found = self.portal.office.guide().field(id);
        found.map_or_else(|| id.to_owned(), |field| field.names.get(self.say.0).to_owned())
    }

    /// What the guide and the plan say of it.
    fn asked(&self) -> Vec<Html> {
        let (say, line) = (self.say, &self.owed.line);
        let mut parts = vec![Html::of(&line_tag(say, &self.owed.state))];
        if let Some(clause) = &line.clause {
            parts.push(Html::of(&self.portal.quote(clause)));
        }
        let own = &self.portal.office.config().side;
        let planned = line.planned.iter().map(|(id, value)| SummaryRow {
            label: self.field_name(id),
            values: vec![self.portal.own_words(say, own, value)],
            change: None,
        });
        let mut rows: Vec<SummaryRow> = planned.collect();
        rows.extend(line.due.map(|day| SummaryRow::text(say.t("award-due"), &day.to_string())));
        let codes = line.deliverables.join(", ");
        if matches!(line.of, hefu_closing::LineOf::Cell { .. }) || !codes.is_empty() {
            let said = if codes.is_empty() { say.t("award-cell-bare") } else { codes };
            rows.push(SummaryRow::text(say.t("award-line-deliverables"), &said));
        }
        if !rows.is_empty() {
            parts.push(Html::of(&Summary::new(say, Some(say.t("award-planned")), rows)));
        }
        parts
    }

    /// What was shown last, and what the office said.
    fn shown(&self) -> Vec<Html> {
        let say = self.say;
        let Some(now) = &self.owed.now else { return vec![paragraph(&say.t("award-not-shown"))] };
        let own = &self.portal.office.config().side;
        let words = |value: &str| vec![self.portal.own_words(say, own, value)];
        let mut rows = Vec::new();
        for (id, value) in &now.shown.fields {
            rows.push(SummaryRow { label: self.field_name(id), values: words(value), change: None });
        }
        let said = [("award-words", &now.shown.words), ("award-publication", &now.shown.publication)];
        for (key, value) in said.into_iter().chain([("award-data", &now.shown.data)]) {
            if !value.is_empty() {
                rows.push(SummaryRow { label: say.t(key), values: words(value), change: None });
            }
        }
        if !now.shown.documents.is_empty() {
            let files = now.shown.documents.iter().map(|document| self.file(document));
            rows.push(SummaryRow { label: say.t("award-documents"), values: files.collect(), change: None });
        }
        let mut parts = Vec::new();
        if !rows.is_empty() {
            let title = say.with("award-shown-at", "at", instant(self.frame, &now.at));
            parts.push(Html::of(&Summary::new(say, Some(title), rows)));
        }
        if let LineState::Lacks(lacks) = &self.owed.state {
            let name = |lack: &Lack| match lack {
                Lack::Field(id) => self.field_name(id),
                Lack::Record => say.t("award-lacks-record"),
            };
            let missing: Vec<String> = lacks.iter().map(name).collect();
            let message = Message::new("award-lacks").with("what", missing);
            parts.push(paragraph(&say.message(&message)));
        }
        if let Some((ruled, reason, at)) = &now.ruled {
            let message = Message::new(format!("award-said-{}", ruled.word()));
            parts.push(paragraph(&say.message(&message.with("at", instant(self.frame, at)))));
            parts.extend((!reason.is_empty()).then(|| soft(reason)));
        }
        parts
    }

    /// Figures checked for it, and the way to check another.
    fn checks(&self) -> Vec<Html> {
        let say = self.say;
        let mut parts = Vec::new();
        let row = |check: &FigureCheck| {
            let target = check.claim.target().map_or_else(String::new, |(comparison, written)| {
                let word = match comparison {
                    Comparison::AtLeast => "at-least",
                    Comparison::AtMost => "at-most",
                    Comparison::Equals => "equals",
                };
                say.with(&format!("evidence-target-{word}"), "value", written.to_string())
            });
            let recomputed = check.recomputed.clone().unwrap_or_else(|| say.t("evidence-not-recomputed"));
            let name =
                Message::new("award-check-by").with("by", check.by.as_str()).with("at", instant(self.frame, &check.at));
            let file = Html::join(
                &[Html::text(&check.file), soft(&format!("SHA-256 {}", check.sha256.get(..16).unwrap_or_default()))],
                &Html::default(),
            );
            vec![
                Html::join(&[Html::text(&figure_name(say, &check.claim)), soft(&say.message(&name))], &Html::default()),
                Html::text(&target),
                Html::text(&recomputed),
                Html::of(&verdict_tag(say, &check.verdict)),
                file,
            ]
        };
        if !self.owed.checks.is_empty() {
            parts.push(table(&Table {
                id: "checks".to_owned(),
                caption: say.t("award-checks"),
                columns: vec![
                    Column::wide(say.t("evidence-figure")),
                    Column::new(say.t("evidence-claimed")),
                    Column::new(say.t("evidence-recomputed")),
                    Column::new(say.t("evidence-verdict")),
                    Column::new(say.t("award-check-file")),
                ],
                rows: self.owed.checks.iter().map(row).collect(),
                empty: String::new(),
            }));
        }
        if self.award.may.show || self.award.may.rule {
            parts.push(links(vec![Link::new(say.t("award-check"), format!("{}/check", self.base))]));
        }
        parts
    }

    fn file(&self, document: &Document) -> Html {
        let digest = document.held.as_ref().map(|held| held.digest.as_str()).unwrap_or_default();
        let link = Html::link(&document.name, &format!("/awards/{}/documents/{digest}", self.award.standing.draft));
        Html::join(&[link, Html::text(&about(document, self.say.0))], &Html::text(" · "))
    }

    fn to_show(&self, wrong: &Wrong, sent: Option<&Sent>) -> (Html, Vec<Field>) {
        let say = self.say;
        let now = self.owed.now.as_ref().map(|now| &now.shown);
        let typed =
            |name: &str, stands: &str| sent.map_or_else(|| stands.to_owned(), |sent| sent.value(name).to_owned());
        let mut fields: Vec<Field> = Vec::new();
        for id in &self.owed.line.asks {
            let name = format!("field-{id}");
            let stands = now.and_then(|now| now.fields.get(id)).map_or("", String::as_str);
            let help = self.portal.office.guide().field(id).map(|field| field.help.get(say.0).to_owned());
            let field = Field::text(say, name.as_str(), self.field_name(id)).value(typed(&name, stands));
            fields.push(field.hint(help.unwrap_or_default()));
        }
        let stands = |of: fn(&hefu_office::awards::Shown) -> &String| now.map_or("", |now| of(now));
        fields.push(
            Field::area(say, "words", say.t("award-words"), Some(1000))
                .optional()
                .value(typed("words", stands(|now| &now.words)))
                .error(error(wrong, "words")),
        );
        let publication = Field::text(say, "publication", say.t("award-publication")).optional();
        fields.push(
            publication
                .hint(say.t("award-publication-hint"))
                .value(typed("publication", stands(|now| &now.publication))),
        );
        let data = Field::text(say, "data", say.t("award-data")).optional();
        fields.push(data.hint(say.t("award-data-hint")).value(typed("data", stands(|now| &now.data))));
        let documents = now.map(|now| now.documents.as_slice()).unwrap_or_default();
        for document in documents {
            let Some(held) = &document.held else { continue };
            let name = format!("stay-{}", held.digest);
            let chosen = typed(&name, "yes");
            let choice = Choice::new("yes", document.name.clone());
            fields.push(Field::checks(say, name, say.t("award-stays"), vec![choice]).optional().value(chosen));
        }
        let most = size(self.portal.office.config().documents.bytes);
        let file = Field::file(say, "file", say.t("award-document"), ".pdf,.docx,.png,.jpg,.jpeg", most).optional();
        fields.push(file.error(error(wrong, "file")));
        let seen = self.owed.now.as_ref().map_or(0, |now| now.revision);
        let form = UploadBox {
            action: self.base.clone(),
            hidden: vec![("seen", seen.to_string())],
            parts: fields.iter().map(Html::of).collect(),
            button: Button::primary("show", say.t("award-show")),
            other: None,
        };
        (card(vec![heading(&say.t("award-show-title")), Html::of(&form)]), fields)
    }

    fn to_rule(&self, wrong: &Wrong, typed: &Ruling) -> (Html, Vec<Field>) {
        let say = self.say;
        let waits = self.owed.now.as_ref().is_some_and(|now| now.ruled.is_none());
        let may = |ruled: &Ruled| match ruled {
            Ruled::Accepted => self.owed.state == LineState::Waits,
            Ruled::Returned => waits,
            Ruled::Waived => true,
        };
        let choice = |ruled: Ruled| Choice::new(ruled.word(), say.t(&format!("award-rule-{}", ruled.word())));
        let choices = Ruled::ALL.into_iter().filter(may).map(choice).collect();
        let ruled = Field::radios(say, "ruled", say.t("award-rule"), choices).value(typed.ruled.as_str());
        let reason = Field::area(say, "reason", say.t("portal-reason"), Some(1000))
            .hint(say.t("award-reason-hint"))
            .value(typed.reason.as_str())
            .error(error(wrong, "reason"));
        let fields = vec![ruled.error(error(wrong, "ruled")), reason];
        let seen = self.owed.now.as_ref().map_or(0, |now| now.revision);
        let button = Button::primary("rule", say.t("award-rule-button"));
        let form = FormBox::new(format!("{}/rule", self.base), fields.iter().map(Html::of).collect(), button);
        let form = form.hidden("seen", seen.to_string());
        (card(vec![heading(&say.t("award-rule")), Html::of(&form)]), fields)
    }
}
