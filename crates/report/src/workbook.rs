//! A side's workbook: its applications, the comparison with the partner, the findings and the reading problems, in the
//! side's own script. It holds no row of the other side's beyond what pairing compares.

use hefu_dossier::sheet::made_on;
use std::collections::BTreeMap;

use hefu_application::{Application, ApplicationId, Cell};
use hefu_check::{Finding, Outcome, Subject};
use hefu_guide::model::Direction;
use hefu_pairing::Pair;
use hefu_words::{Lang, Message};
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use crate::Round;
use crate::html::{comparison_key, field_key, standing_key};
use crate::sheets::Formats;

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The guide has no side of this name.
    #[error("the guide has no side `{0}`")]
    NoSuchSide(String),
    /// The file could not be written.
    #[error("the workbook could not be written: {0}")]
    Write(#[from] XlsxError),
}

/// The workbook of `side` as XLSX bytes.
///
/// # Errors
/// When the side is not one of the guide's, or a sheet outgrows the format.
pub fn workbook(round: &Round<'_>, side: &str) -> Result<Vec<u8>, WorkbookError> {
    let guide_side = round.guide.side(side).ok_or_else(|| WorkbookError::NoSuchSide(side.to_owned()))?;
    let lang = Lang::from_tag(&guide_side.language).unwrap_or_default();
    let date = made_on(round.as_of.date())?;
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new().set_title(round.guide.header.family.as_str()).set_creation_datetime(&date),
    );
    let view = View { round, side, lang, formats: Formats::new() };
    view.summary(book.add_worksheet())?;
    view.applications(book.add_worksheet())?;
    view.comparison(book.add_worksheet())?;
    view.findings(book.add_worksheet())?;
    view.problems(book.add_worksheet())?;
    view.clauses(book.add_worksheet())?;
    Ok(book.save_to_buffer()?)
}

struct View<'a> {
    round: &'a Round<'a>,
    side: &'a str,
    lang: Lang,
    formats: Formats,
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Person => "person",
        Outcome::Unset => "unset",
        Outcome::Hint => "hint",
    }
}

impl<'a> View<'a> {
    fn word(&self, key: &str) -> String {
        Message::new(key).text(self.lang)
    }

    fn own(&self) -> impl Iterator<Item = &'a Application> {
        let side = self.side;
        self.round.intakes.iter().filter(move |i| i.side.as_str() == side).flat_map(|i| &i.applications)
    }

    fn pair(&self, id: &ApplicationId) -> Option<&'a Pair> {
        self.round.pairing.pairs.iter().find(|pair| pair.halves.contains(id))
    }

    fn directions(&self) -> impl Iterator<Item = &'a Direction> {
        let (guide, side) = (self.round.guide, self.side);
        guide
            .directions
            .iter()
            .filter(move |d| guide.pairing(&d.pairing).is_some_and(|p| p.sides.iter().any(|s| s == side)))
    }

    fn close(&self, sheet: &mut Worksheet, rows: u32, columns: usize) -> Result<(), XlsxError> {
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, rows, last)?;
        Ok(())
    }

    fn outcome(&self, sheet: &mut Worksheet, row: u32, column: u16, key: &str, text: &str) -> Result<(), XlsxError> {
        let format = self.formats.outcomes.get(key).unwrap_or(&self.formats.wrap);
        sheet.write_string_with_format(row, column, text, format)?;
        Ok(())
    }

    fn summary(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.word("table-sheet-summary"))?;
        sheet.set_column_width(0, 28)?.set_column_width(1, 60)?;
        sheet.write_string_with_format(0, 0, self.word("table-heading"), &self.formats.title)?;
        let header = &self.round.guide.header;
        let mut lines = vec![
            (self.word("table-plan"), header.plan.clone()),
            (self.word("table-programme"), header.programme.clone()),
            (self.word("table-year"), header.year.to_string()),
            (self.word("table-family"), header.family.clone()),
            (self.word("report-guide"), format!("{} {}", self.round.guide.id, self.round.guide.version)),
            (self.word("report-as-of"), crate::instant::instant(self.round.as_of)),
        ];
        for direction in self.directions() {
            let mut counts: BTreeMap<_, usize> = BTreeMap::new();
            for application in self.own().filter(|a| a.direction == direction.number) {
                *counts.entry(self.round.standing(&application.id)).or_default() += 1;
            }
            let said: Vec<_> = counts
                .into_iter()
                .map(|(s, n)| format!("{} {n}", self.word(&format!("report-standing-{}", standing_key(s)))))
                .collect();
            lines.push((format!("{} {}", direction.number, direction.names.get(self.lang)), said.join("；")));
        }
        if self.round.sample {
            lines.push((String::new(), self.word("report-sample-data")));
        }
        for (row, (label, value)) in (2u32..).zip(&lines) {
            self.formats.row(sheet, row, &[label, value])?;
        }
        Ok(())
    }

    fn applications(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = [
            ("report-number", 20.0),
            ("report-direction", 10.0),
            ("report-title", 48.0),
            ("report-pair", 14.0),
            ("table-partner", 20.0),
            ("report-standing", 20.0),
            ("report-outcome-fail", 9.0),
            ("report-outcome-person", 12.0),
            ("report-outcome-hint", 9.0),
        ];
        self.formats.begin(sheet, self.lang, "table-sheet-applications", &heads)?;
        let mut row = 0;
        for application in self.own() {
            row += 1;
            let pair = self.pair(&application.id);
            let partner = pair.map(|pair| self.partner(pair)).unwrap_or_default();
            let standing = self.round.standing(&application.id);
            let said = self.word(&format!("report-standing-{}", standing_key(standing)));
            self.formats.row(
                sheet,
                row,
                &[
                    &application.id.number,
                    &application.direction,
                    &application.title.own,
                    pair.map_or("", |pair| pair.id.as_str()),
                    &partner,
                    &said,
                ],
            )?;
            let count = |outcome| self.of(application, pair).filter(|f| f.outcome == outcome).count();
            for (column, outcome) in (6u16..).zip([Outcome::Fail, Outcome::Person, Outcome::Hint]) {
                let n = u32::try_from(count(outcome)).unwrap_or(u32::MAX);
                sheet.write_number_with_format(row, column, n, &self.formats.wrap)?;
            }
        }
        self.close(sheet, row, heads.len())
    }

    fn partner(&self, pair: &Pair) -> String {
        let others: Vec<_> =
            pair.halves.iter().filter(|h| h.side.as_str() != self.side).map(|h| h.number.as_str()).collect();
        others.join(" ")
    }

    fn of<'b>(
        &'b self,
        application: &'b Application,
        pair: Option<&'b Pair>,
    ) -> impl Iterator<Item = &'a Finding> + 'b {
        self.round.findings.iter().filter(move |finding| match &finding.subject {
            Subject::Application(id) => *id == application.id,
            Subject::Pair(id) => pair.is_some_and(|pair| pair.id == *id),
            Subject::Round => false,
        })
    }

    fn comparison(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = [
            ("report-pair", 14.0),
            ("report-number", 20.0),
            ("table-partner", 20.0),
            ("report-field", 16.0),
            ("report-part-title", 14.0),
            ("table-own-value", 44.0),
            ("table-partner-value", 44.0),
            ("table-result", 22.0),
        ];
        self.formats.begin(sheet, self.lang, "table-sheet-comparison", &heads)?;
        sheet.write_string_with_format(0, 4, self.word("report-name"), &self.formats.head)?;
        let mut row = 0;
        for pair in &self.round.pairing.pairs {
            let Some(own) = pair.halves.iter().position(|half| half.side.as_str() == self.side) else {
                continue;
            };
            let other = usize::from(own == 0);
            let number = pair.halves.get(own).map_or("", |half| half.number.as_str());
            for comparison in &pair.comparisons {
                let field = self.word(&format!("report-match-{}", field_key(comparison.field)));
                for part in &comparison.parts {
                    row += 1;
                    let kind = part.part.split('.').next().unwrap_or_default();
                    let value = |at: usize| {
                        let value = part.values.get(at).cloned().flatten();
                        let topic = value.as_deref().filter(|_| kind == "topic");
                        let topic = topic.and_then(|id| self.round.topic(&pair.direction, id));
                        let named = topic.map(|words| words.get(self.lang).to_owned());
                        named.or(value).unwrap_or_else(|| self.word("report-not-given"))
                    };
                    let name = self.word(&format!("report-part-{kind}"));
                    self.formats.row(
                        sheet,
                        row,
                        &[&pair.id, number, &self.partner(pair), &field, &name, &value(own), &value(other)],
                    )?;
                    let key = comparison_key(&part.comparison);
                    let tone = match key {
                        "identical" | "normalised" => "pass",
                        "different" if comparison.named => "fail",
                        _ => "person",
                    };
                    self.outcome(sheet, row, 7, tone, &self.word(&format!("report-compare-{key}")))?;
                }
            }
        }
        self.close(sheet, row, heads.len())
    }

    fn findings(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = [
            ("report-number", 20.0),
            ("report-clause", 12.0),
            ("report-outcome", 14.0),
            ("report-findings", 50.0),
            ("table-remedy", 44.0),
            ("table-source", 40.0),
            ("table-sentence", 44.0),
            ("table-finding-id", 40.0),
        ];
        self.formats.begin(sheet, self.lang, "table-sheet-findings", &heads)?;
        let mut row = 0;
        for application in self.own() {
            let pair = self.pair(&application.id);
            for finding in self.of(application, pair).filter(|f| f.outcome != Outcome::Pass) {
                row += 1;
                let key = outcome_key(finding.outcome);
                let remedy = finding.remedy.as_ref().map(|m| m.text(self.lang)).unwrap_or_default();
                let sentence = self.round.guide.clause(&finding.clause).map_or("", |clause| clause.text.as_str());
                self.formats.row(
                    sheet,
                    row,
                    &[
                        &application.id.number,
                        &finding.clause,
                        "",
                        &finding.message.text(self.lang),
                        &remedy,
                        &places(finding),
                        sentence,
                        &finding.id,
                    ],
                )?;
                self.outcome(sheet, row, 2, key, &self.word(&format!("report-outcome-{key}")))?;
            }
        }
        self.close(sheet, row, heads.len())
    }

    fn problems(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = [
            ("report-severity", 10.0),
            ("report-where", 44.0),
            ("report-found", 30.0),
            ("report-what-to-do", 70.0),
            ("report-number", 20.0),
        ];
        self.formats.begin(sheet, self.lang, "table-sheet-problems", &heads)?;
        let mut row = 0;
        for problem in self.round.intakes.iter().filter(|i| i.side.as_str() == self.side).flat_map(|i| &i.problems) {
            row += 1;
            let severity = match problem.severity {
                hefu_application::Severity::Error => "report-severity-error",
                hefu_application::Severity::Warning => "report-severity-warning",
            };
            self.formats.row(
                sheet,
                row,
                &[
                    &self.word(severity),
                    &problem.cell.to_string(),
                    &problem.found,
                    &hefu_dossier::problems::message(problem).text(self.lang),
                    problem.application.as_deref().unwrap_or(""),
                ],
            )?;
        }
        self.close(sheet, row, heads.len())
    }

    fn clauses(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = [
            ("report-clause", 14.0),
            ("report-kind", 12.0),
            ("table-sentence", 80.0),
            ("report-outcome-pass", 10.0),
            ("report-outcome-fail", 10.0),
            ("report-outcome-person", 12.0),
            ("report-outcome-unset", 10.0),
            ("report-outcome-hint", 10.0),
        ];
        self.formats.begin(sheet, self.lang, "table-sheet-clauses", &heads)?;
        let mut row = 0;
        for clause in &self.round.guide.clauses {
            row += 1;
            let kind =
                serde_json::to_value(clause.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
            self.formats.row(sheet, row, &[&clause.id, &self.word(&format!("report-clause-{kind}")), &clause.text])?;
            let outcomes = [Outcome::Pass, Outcome::Fail, Outcome::Person, Outcome::Unset, Outcome::Hint];
            for (column, outcome) in (3u16..).zip(outcomes) {
                let n = self.round.findings.iter().filter(|f| f.clause == clause.id && f.outcome == outcome).count();
                let n = u32::try_from(n).unwrap_or(u32::MAX);
                sheet.write_number_with_format(row, column, n, &self.formats.wrap)?;
            }
        }
        self.close(sheet, row, heads.len())
    }
}

fn places(finding: &Finding) -> String {
    let places: Vec<_> = finding
        .facts
        .iter()
        .filter(|fact| fact.source != Cell::default())
        .map(|fact| fact.source.to_string())
        .collect();
    places.join("\n")
}
