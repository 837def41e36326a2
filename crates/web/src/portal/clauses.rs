//! Every clause of the guide in its order: its sentence, what carries it, and what it came to in this round at this office.

use askama::Template;
use axum::extract::State;
use hefu_check::Outcome;
use hefu_guide::model::ClauseKind;
use hefu_office::lists::Kind;
use hefu_office::views::clauses;
use hefu_office::{Action, Thing};

use super::lists::address;
use super::{Answer, Portal, Who, refused};
use crate::parts::{Html, StatusTag};
use crate::shell::{Frame, Page, show};

#[derive(Template)]
#[template(path = "portal/clauses.html")]
struct ClausesPage {
    page: Page,
    /// Whether the viewer reads the journal.
    journal: bool,
    clauses: Vec<ClauseShown>,
}

struct ClauseShown {
    id: String,
    kind: String,
    heading: bool,
    sentence: String,
    /// What carries it: rules, and what of the form or of the checks it gives.
    carried: Vec<String>,
    /// Outcomes with their counts, each leading to its findings.
    results: Vec<Html>,
    round: Vec<(Html, String)>,
}

const ORDER: [(Outcome, &str); 5] = [
    (Outcome::Fail, "fail"),
    (Outcome::Person, "person"),
    (Outcome::Unset, "unset"),
    (Outcome::Hint, "hint"),
    (Outcome::Pass, "pass"),
];

pub(super) async fn list(State(portal): State<Portal>, frame: Frame, Who(viewer): Who) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let guide = portal.office.guide();
    let found = clauses(&portal.office, &doing).await.map_err(refused)?;
    let shown = found.iter().filter_map(|line| {
        let clause = guide.clauses.get(line.at)?;
        let rules = clause.rules.iter().filter_map(|number| guide.rules.get(*number));
        let mut carried: Vec<String> = rules.map(|rule| hefu_guide::sentence(rule, guide, frame.lang)).collect();
        carried.extend(guide.content_of(&clause.id, frame.lang));
        if carried.is_empty() {
            carried.push(say.t(match clause.kind {
                ClauseKind::Heading => "clauses-heading-only",
                ClauseKind::Purpose => "clauses-purpose-only",
                ClauseKind::Topic => "clauses-topic-only",
                _ => "clauses-fact-only",
            }));
        }
        let results = ORDER.iter().filter_map(|(outcome, word)| {
            let count = line.counts.get(outcome).copied().filter(|count| *count > 0)?;
            let pairs = [("clause".to_owned(), clause.id.clone()), ("outcome".to_owned(), (*word).to_owned())];
            let link = Html::link(&count.to_string(), &address(Kind::Findings, &pairs));
            Some(Html::join(&[Html::of(&StatusTag::outcome(say, *outcome)), link], &Html::text(" ")))
        });
        Some(ClauseShown {
            id: clause.id.clone(),
            kind: say.t(&format!("clauses-kind-{}", kind_word(clause.kind))),
            heading: clause.kind == ClauseKind::Heading,
            sentence: clause.text.clone(),
            carried,
            results: results.collect(),
            round: line
                .round
                .iter()
                .map(|finding| (Html::of(&StatusTag::outcome(say, finding.outcome)), say.message(&finding.message)))
                .collect(),
        })
    });
    let shown: Vec<ClauseShown> = shown.collect();
    Ok(show(&ClausesPage {
        page: frame.page(say.t("clauses-title")).crumb(say.t("board-title"), "/desk"),
        journal: portal.may(&viewer, Action::See, Thing::Journal),
        clauses: shown,
    }))
}

const fn kind_word(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Heading => "heading",
        ClauseKind::Fact => "fact",
        ClauseKind::Rule => "rule",
        ClauseKind::Judgement => "judgement",
        ClauseKind::Purpose => "purpose",
        ClauseKind::Topic => "topic",
    }
}
