//! The minute of a joint decision on paper, with the signed text inside.

use hefu_exchange::joint::{Minute, Statement};
use hefu_guide::money_style;
use hefu_ledger::hex::hex;
use hefu_print::{Align, Column, Document as Paper, Signature, Table, Text};
use hefu_selection::{Call, Tell};
use hefu_words::{Lang, Message};

use crate::Office;
use crate::joint::{Course, JointProject};
use crate::letters::told;

/// What the minute is printed from.
pub(crate) struct Decided {
    /// The course, with the method and the lists.
    pub course: Course,
    /// The joint projects.
    pub projects: Vec<JointProject>,
    /// The minute with its signatures.
    pub minute: Statement<Minute>,
}

/// The document. Its data is the text both offices signed, byte for byte.
pub(crate) fn minute(office: &Office, decided: &Decided, lang: Lang) -> Paper {
    let word = |key: &str| Message::new(key).text(lang);
    let Decided { course, projects, minute: statement } = decided;
    let minute = &statement.content;
    let guide = office.guide();
    let side = |id: &str| guide.side_name(&course.direction, id, lang);
    let name = guide.direction(&course.direction).map(|direction| direction.names.get(lang).to_owned());
    let direction = format!("{} {}", course.direction, name.unwrap_or_default());
    let ident = format!("{}/{lang}", statement.digest);
    let title = word("joint-paper-title");
    let mut paper = Paper::new(lang, ident, minute.made.clone(), title.clone());
    let own = guide.side(&course.own).and_then(|side| Lang::from_tag(&side.language)).unwrap_or(lang);
    paper.own_lang(own).author(&office.config().authority).subtitle(direction).running(format!(
        "{title} · {} · {}",
        course.direction,
        told(lang, &minute.made)
    ));
    let mut head = vec![
        (word("joint-minute-made"), Text::new(told(lang, &minute.made))),
        (word("joint-publish"), Text::new(told(lang, &minute.publish))),
        (word("joint-round"), Text::new(minute.round.to_string())),
    ];
    if !minute.present.is_empty() {
        head.push((word("joint-minute-present"), Text::own(minute.present.join("\n"))));
    }
    paper.fields(head);
    if let Some((_, _, method)) = course.in_force() {
        paper.heading(1, word("joint-method-is"));
        let call = Call::default();
        let tell = Tell::new(&call, lang, 1, side);
        if let Ok(settled) = method.method.clone().settle(&course.joint.sides) {
            for line in tell.method(&settled) {
                paper.paragraph(line);
            }
        }
    }
    paper.heading(1, Message::new("joint-minute-supported").with("count", minute.supported.len()).text(lang));
    paper.table(supported(minute, projects, &course.own, &side, lang));
    if !minute.deviations.is_empty() {
        paper.heading(1, word("joint-minute-deviations"));
        for one in &minute.deviations {
            let key = if one.supported { "joint-lock-in" } else { "joint-lock-out" };
            let reason = format!("{} ({})", one.reason, one.who);
            paper.paragraph(Message::new(key).with("pair", one.pair.as_str()).with("reason", reason).text(lang));
        }
    }
    if !minute.reasons.is_empty() {
        paper.heading(1, word("joint-minute-reasons"));
        for reason in &minute.reasons {
            paper.paragraph(Text::own(format!("{} ({}, {})", reason.why, reason.who, reason.when)));
        }
    }
    if !minute.remarks.is_empty() {
        paper.heading(1, word("joint-minute-remarks"));
        paper.paragraph(Text::own(&minute.remarks));
    }
    paper.heading(1, word("joint-paper-proof"));
    let mut proof = vec![
        (word("joint-minute-result"), Text::mono(&minute.result)),
        (word("joint-paper-method"), Text::mono(&minute.method)),
    ];
    for (id, commitment) in &minute.lists {
        proof.push((format!("{} {}", word("joint-commitment"), side(id)), Text::mono(commitment)));
    }
    proof.push((word("joint-paper-digest"), Text::mono(&statement.digest)));
    paper.fields(proof);
    for member in &course.exchange.terms.offices {
        let line = statement.note.lines().rev().find(|line| line.starts_with(&format!("\u{2014} {} ", member.origin)));
        let (Some(line), Ok(key)) = (line, member.verifier()) else { continue };
        paper.signature(Signature {
            signer: side(&member.side),
            key_name: member.origin.clone(),
            key_id: hex(&key.id().to_be_bytes()),
            text: line.to_owned(),
        });
    }
    paper.note(word("joint-paper-note"));
    let described = word("joint-minute-text");
    paper.attach("minute.txt", "text/plain", described, statement.note.clone().into_bytes());
    paper
}

fn supported(
    minute: &Minute,
    projects: &[JointProject],
    own: &str,
    side: &impl Fn(&str) -> String,
    lang: Lang,
) -> Table {
    let word = |key: &str| Message::new(key).text(lang);
    let sides: Vec<&String> = minute.lists.keys().collect();
    let mut columns: Vec<Column> = sides.iter().map(|id| Column::share(2, side(id))).collect();
    columns.push(Column::share(6, word("joint-project")));
    columns.extend(
        sides.iter().map(|id| Column::share(3, format!("{} {}", word("joint-money"), side(id))).align(Align::End)),
    );
    let mut table = Table::new(columns);
    for line in &minute.supported {
        let title = projects.iter().find(|project| project.pair == line.pair);
        let title = title.and_then(|project| project.titles.get(own)).cloned().unwrap_or_default();
        let numbers = sides.iter().map(|id| Text::own(line.numbers.get(*id).cloned().unwrap_or_default()));
        let sums = sides.iter().map(|id| {
            Text::new(line.money.get(*id).map_or_else(|| "–".to_owned(), |sum| sum.format(money_style(lang))))
        });
        table.row(numbers.chain([Text::own(title)]).chain(sums).collect::<Vec<_>>());
    }
    table
}
