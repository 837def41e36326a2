//! Applications as rows of each sheet.

use std::collections::BTreeMap;

use hefu_application::{AgreementKind, Application, EvidenceKind, Role, State, Tag, UnitKind, UnitRole};
use hefu_text::money::Money;
use hefu_words::Lang;
use jiff::civil::Date;

use crate::vocabulary::{Vocabulary, chosen};

/// What goes into a cell.
pub(super) enum Out {
    Text(String),
    Number(f64),
}

/// A row by field.
pub(super) type Record = BTreeMap<String, Out>;

/// The rows of one application on the sheet with this id.
pub(super) fn rows(sheet: &str, application: &Application, words: &Vocabulary<'_>) -> Vec<Record> {
    let writer = Writer { application, words };
    match sheet {
        "applications" => vec![writer.application()],
        "units" => writer.units(),
        "people" => writer.people(),
        "tasks" => writer.tasks(),
        "deliverables" => writer.deliverables(),
        "milestones" => writer.milestones(),
        "evidence" => writer.evidence(),
        "budget" => writer.budget(),
        "tags" => writer.tags(),
        _ => Vec::new(),
    }
}

/// The row of one tag.
pub(super) fn tag(level: &str, code: Option<&str>, tag: &Tag, words: &Vocabulary<'_>) -> Record {
    let nobody = Application::new(hefu_application::ApplicationId::new(words.side.id.clone(), ""));
    Writer { application: &nobody, words }.tag(level, code, tag)
}

struct Writer<'a> {
    application: &'a Application,
    words: &'a Vocabulary<'a>,
}

#[derive(Default)]
struct Line(Record);

impl Line {
    fn text(mut self, field: &str, text: impl Into<String>) -> Self {
        self.0.insert(field.to_owned(), Out::Text(text.into()));
        self
    }

    fn maybe(self, field: &str, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.text(field, text),
            None => self,
        }
    }

    /// A decimal as a number where a spreadsheet holds it exactly, else as text.
    fn decimal(mut self, field: &str, digits: String) -> Self {
        let exact = digits.bytes().filter(u8::is_ascii_digit).count() <= 15;
        let out = match digits.parse::<f64>() {
            Ok(number) if exact => Out::Number(number),
            _ => Out::Text(digits),
        };
        self.0.insert(field.to_owned(), out);
        self
    }

    fn fields(mut self, fields: &BTreeMap<String, String>) -> Self {
        for (id, text) in fields {
            self.0.insert(format!("field:{id}"), Out::Text(text.clone()));
        }
        self
    }

    fn date(self, field: &str, date: Option<Date>) -> Self {
        self.maybe(field, date.map(|date| date.to_string()))
    }
}

impl Writer<'_> {
    fn line(&self) -> Line {
        Line::default().text("number", self.application.id.number.as_str())
    }

    fn choice(&self, choice: &str, id: &str) -> String {
        chosen(choice, id, self.words.lang)
    }

    fn mark(&self) -> &'static str {
        if self.words.lang == Lang::En { "; " } else { "；" }
    }

    /// Several names, with line breaks between them where a name holds a weaker mark.
    fn list(&self, items: &[String]) -> String {
        if items.iter().any(|item| item.contains([';', '；', '、'])) {
            return items.join("\n");
        }
        items.join(self.mark())
    }

    fn side(&self, side: &str) -> String {
        self.words.side_label(side, Some(&self.application.direction))
    }

    fn sides(&self, sides: &[String]) -> String {
        let names: Vec<String> = sides.iter().map(|side| self.side(side)).collect();
        names.join(if self.words.lang == Lang::En { ", " } else { "、" })
    }

    fn application(&self) -> Record {
        let one = self.application;
        let topic = one.topic.as_ref().map(|topic| {
            let known = self.words.topics(&one.direction).and_then(|topics| topics.label(topic, self.words.lang));
            known.unwrap_or_else(|| topic.clone())
        });
        let state = match one.state {
            State::Submitted => "submitted",
            State::Draft => "draft",
            State::Withdrawn => "withdrawn",
        };
        let mut line = self
            .line()
            .text("direction", one.direction.as_str())
            .maybe("topic", topic)
            .text("title", one.title.own.as_str())
            .maybe("title_english", one.title.english.as_deref())
            .date("start", one.period.start)
            .date("end", one.period.end)
            .maybe("partner_number", one.partner_number.as_deref())
            .text("state", self.choice("state", state))
            .maybe("submitted", one.submitted.as_ref().map(|at| at.strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string()))
            .fields(&one.fields);
        if let Some(months) = one.period.months {
            line = line.decimal("months", months.to_string());
        }
        if let Some(agreement) = &one.agreement {
            let kind = agreement.kind.map(|kind| match kind {
                AgreementKind::Agreement => "agreement",
                AgreementKind::LetterOfIntent => "letter_of_intent",
            });
            line = line
                .maybe("agreement_kind", kind.map(|kind| self.choice("agreement_kind", kind)))
                .date("agreement_signed", agreement.signed)
                .text("agreement_parties", self.list(&agreement.parties))
                .maybe("agreement_file", agreement.file.as_deref())
                .maybe("agreement_digest", agreement.digest.as_deref());
        }
        line.0
    }

    fn units(&self) -> Vec<Record> {
        let units = self.application.units.iter().map(|unit| {
            let role = match unit.role {
                UnitRole::Lead => "lead",
                UnitRole::Participant => "participant",
            };
            let kind = unit.kind.map(|kind| match kind {
                UnitKind::University => "university",
                UnitKind::ResearchInstitute => "research_institute",
                UnitKind::Enterprise => "enterprise",
                UnitKind::Hospital => "hospital",
                UnitKind::Other => "other",
            });
            let functions: Vec<String> = unit.functions.iter().map(|id| self.choice("function", id)).collect();
            let line = self
                .line()
                .text("side", self.side(&unit.side))
                .text("name", unit.name.as_str())
                .maybe("english", unit.english.as_deref())
                .text("role", self.choice("unit_role", role))
                .maybe("kind", kind.map(|kind| self.choice("unit_kind", kind)))
                .text("functions", functions.join(if self.words.lang == Lang::En { "; " } else { "、" }));
            unit.identifiers.iter().fold(line, |line, (scheme, number)| line.text(scheme, number.as_str())).0
        });
        units.collect()
    }

    fn people(&self) -> Vec<Record> {
        let people = self.application.people.iter().map(|person| {
            let role = match person.role {
                Role::PrincipalInvestigator => "principal_investigator",
                Role::Member => "member",
            };
            let line = self
                .line()
                .text("side", self.side(&person.side))
                .text("name", person.name.as_str())
                .maybe("english", person.english.as_deref())
                .text("role", self.choice("person_role", role))
                .maybe("unit", person.unit.as_deref())
                .fields(&person.fields);
            person.identifiers.iter().fold(line, |line, (scheme, number)| line.text(scheme, number.as_str())).0
        });
        people.collect()
    }

    fn tasks(&self) -> Vec<Record> {
        let tasks = self.application.tasks.iter().map(|task| {
            let label = |id: &String| self.words.items.label(id, self.words.lang).unwrap_or_else(|| id.clone());
            let line = self
                .line()
                .text("code", task.code.as_str())
                .text("title", task.title.as_str())
                .maybe("item", task.item.as_ref().map(label))
                .text("sides", self.sides(&task.sides))
                .maybe("unit", task.unit.as_deref())
                .fields(&task.fields);
            match task.person_months_hundredths {
                Some(hundredths) => line.decimal("person_months", digits(hundredths, 2)).0,
                None => line.0,
            }
        });
        tasks.collect()
    }

    fn deliverables(&self) -> Vec<Record> {
        let deliverables = self.application.deliverables.iter().map(|one| {
            let label = |id: &String| self.words.deliverables.label(id, self.words.lang).unwrap_or_else(|| id.clone());
            self.line()
                .text("code", one.code.as_str())
                .text("title", one.title.as_str())
                .maybe("kind", one.kind.as_ref().map(label))
                .text("tasks", one.tasks.join(self.mark()))
                .text("sides", self.sides(&one.sides))
                .fields(&one.fields)
                .0
        });
        deliverables.collect()
    }

    fn milestones(&self) -> Vec<Record> {
        let milestones = self.application.milestones.iter().map(|one| {
            let label = |id: &String| self.words.milestones.label(id, self.words.lang).unwrap_or_else(|| id.clone());
            self.line()
                .text("code", one.code.as_str())
                .text("title", one.title.as_str())
                .maybe("kind", one.kind.as_ref().map(label))
                .date("date", one.date)
                .text("deliverables", one.deliverables.join(self.mark()))
                .fields(&one.fields)
                .0
        });
        milestones.collect()
    }

    fn evidence(&self) -> Vec<Record> {
        let evidence = self.application.evidence.iter().map(|one| {
            let kind = match one.kind {
                EvidenceKind::Cooperation => "cooperation",
                EvidenceKind::Strength => "strength",
            };
            let side = (!one.side.is_empty()).then(|| self.side(&one.side));
            self.line()
                .text("kind", self.choice("evidence_kind", kind))
                .maybe("side", side)
                .text("title", one.title.as_str())
                .date("date", one.date)
                .maybe("file", one.file.as_deref())
                .maybe("digest", one.digest.as_deref())
                .0
        });
        evidence.collect()
    }

    fn budget(&self) -> Vec<Record> {
        let budget = self.application.budget.iter().map(|one| {
            self.line()
                .text("source", self.choice("budget_source", &one.source))
                .text("side", self.side(&one.side))
                .text("currency", one.amount.currency.code())
                .decimal("amount", plain_amount(one.amount))
                .0
        });
        budget.collect()
    }

    fn tags(&self) -> Vec<Record> {
        let one = self.application;
        let mut out: Vec<Record> = one.tags.iter().map(|tag| self.tag("application", None, tag)).collect();
        for task in &one.tasks {
            out.extend(task.tags.iter().map(|tag| self.tag("task", Some(&task.code), tag)));
        }
        for deliverable in &one.deliverables {
            out.extend(deliverable.tags.iter().map(|tag| self.tag("deliverable", Some(&deliverable.code), tag)));
        }
        for milestone in &one.milestones {
            out.extend(milestone.tags.iter().map(|tag| self.tag("milestone", Some(&milestone.code), tag)));
        }
        out
    }

    fn tag(&self, level: &str, code: Option<&str>, tag: &Tag) -> Record {
        let lang = self.words.lang;
        let known = self.words.values.get(&tag.list).and_then(|values| values.label(&tag.value, lang));
        let value = match known {
            Some(label) => label,
            None if tag.value == "other" => chosen("other", "other", lang),
            None => tag.value.clone(),
        };
        self.line()
            .text("level", self.choice("level", level))
            .maybe("code", code)
            .text("list", self.words.lists.label(&tag.list, lang).unwrap_or_else(|| tag.list.clone()))
            .text("value", value)
            .maybe("text", tag.text.as_deref())
            .0
    }
}

fn plain_amount(amount: Money) -> String {
    digits(amount.minor, amount.currency.minor_digits())
}

/// `value` in units of 10^-`places` as a plain decimal.
fn digits(value: i64, places: u32) -> String {
    let scale = 10i128.pow(places.min(18));
    let (value, sign) = (i128::from(value), if value < 0 { "-" } else { "" });
    let (whole, rest) = (value.abs() / scale, value.abs() % scale);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(places).unwrap_or(0);
    format!("{sign}{whole}.{rest:0width$}").trim_end_matches('0').to_owned()
}
