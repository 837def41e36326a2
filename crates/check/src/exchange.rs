//! When the exchange of a direction is complete (rulings R-10 and R-10a): both windows closed, both closing statements
//! given, and each statement borne out by the list that was read.

use hefu_application::{Application, ClosingStatement, Intake, SideId, State};
use hefu_guide::Guide;
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How far the exchange of one direction has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExchangeState {
    /// True where the windows of all sides are stated and closed.
    pub windows_closed: bool,
    /// True where, besides, all sides have given a closing statement that their list bears out.
    pub complete: bool,
    /// Sides whose window is not yet closed, with its end where one is stated.
    pub open: Vec<(SideId, Option<String>)>,
    /// Sides without a closing statement of their own.
    pub missing: Vec<SideId>,
    /// Closing statements that the list read does not bear out.
    pub contradicted: Vec<Contradiction>,
}

/// A closing statement and what was read instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// The side.
    pub side: SideId,
    /// What differs: `count`, `last_number`, `digest` or `made` (before its own window closed).
    pub what: String,
    /// As stated.
    pub stated: String,
    /// As read.
    pub read: String,
}

/// The state of the exchange of `direction` at `as_of`.
pub fn exchange_state(guide: &Guide, intakes: &[Intake], direction: &str, as_of: &Zoned) -> ExchangeState {
    let mut state = ExchangeState::default();
    let Some(pairing) = guide.pairing_of(direction) else {
        return state;
    };
    for side in &pairing.sides {
        let id = SideId::new(side.as_str());
        let Some(intake) = intakes.iter().find(|intake| intake.side == id) else {
            state.open.push((id.clone(), None));
            state.missing.push(id);
            continue;
        };
        let closes = intake.notices.get(direction).and_then(|notice| notice.window.closes.as_ref());
        if closes.is_none_or(|closes| closes > as_of) {
            state.open.push((id.clone(), closes.map(ToString::to_string)));
        }
        match &intake.closing {
            Some(closing) if intake.signed && closing.made <= *as_of => {
                state.contradicted.extend(contradiction(intake, closing, closes));
            }
            _ => state.missing.push(id),
        }
    }
    state.windows_closed = state.open.is_empty();
    state.complete = state.windows_closed && state.missing.is_empty() && state.contradicted.is_empty();
    state
}

/// The first way in which the statement and the list differ. A side may count what it holds with or without drafts and
/// withdrawn applications; a statement that fits one of these ways of counting is borne out.
fn contradiction(intake: &Intake, closing: &ClosingStatement, closes: Option<&Zoned>) -> Option<Contradiction> {
    let counted: [fn(&Application) -> bool; 3] = [
        |application| application.state == State::Submitted,
        |application| application.state != State::Draft,
        |_| true,
    ];
    let mut first = None;
    for keep in counted {
        let numbers: Vec<&str> = intake
            .applications
            .iter()
            .filter(|application| keep(application))
            .map(|application| application.id.number.as_str())
            .collect();
        match differs(closing, &numbers) {
            None => {
                first = None;
                break;
            }
            Some(difference) => {
                first.get_or_insert(difference);
            }
        }
    }
    let early = closes
        .filter(|closes| closing.made < **closes)
        .map(|closes| ("made", closing.made.to_string(), closes.to_string()));
    first.or(early).map(|(what, stated, read)| Contradiction {
        side: intake.side.clone(),
        what: what.to_owned(),
        stated,
        read,
    })
}

fn differs(closing: &ClosingStatement, numbers: &[&str]) -> Option<(&'static str, String, String)> {
    let count = u64::try_from(numbers.len()).unwrap_or(u64::MAX);
    if closing.count != count {
        return Some(("count", closing.count.to_string(), count.to_string()));
    }
    if let Some(stated) = closing.last_number.as_deref() {
        let by_bytes = numbers.iter().max();
        let by_length = numbers.iter().max_by_key(|number| (number.len(), **number));
        if ![by_bytes, by_length].contains(&Some(&stated)) {
            let read = by_bytes.map(|number| (*number).to_owned());
            return Some(("last_number", stated.to_owned(), read.unwrap_or_default()));
        }
    }
    let stated = closing.digest.as_deref()?;
    let read = closing_digest(numbers.iter().copied());
    (!stated.eq_ignore_ascii_case(&read)).then(|| ("digest", stated.to_owned(), read))
}

/// The digest a closing statement carries: SHA-256 over the numbers in byte order, a line feed after each, in
/// hexadecimal.
pub fn closing_digest<'a>(numbers: impl IntoIterator<Item = &'a str>) -> String {
    let mut sorted: Vec<&str> = numbers.into_iter().collect();
    sorted.sort_unstable();
    let mut hash = Sha256::new();
    for number in sorted {
        hash.update(number.as_bytes());
        hash.update(b"\n");
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
