//! What people were told, what the offices keep, and every way in which the two may disagree.

use std::collections::{BTreeMap, BTreeSet};

use hefu_dossier::form::FormRow;

/// Sections by their words, with their rows as typed.
pub type Answers = BTreeMap<&'static str, Vec<FormRow>>;

/// One application as its applicant knows it: nothing stands here that an office has not acknowledged.
#[derive(Clone, Debug)]
pub struct Told {
    /// The half of the sample that it is.
    pub half: String,
    pub side: &'static str,
    /// Whose it is: the address for letters.
    pub email: String,
    /// The number in its receipt.
    pub number: String,
    pub draft: String,
    pub answers: Answers,
    /// SHA-256 of the document that was taken.
    pub document: Option<String>,
    pub receipt: String,
}

/// What one office keeps.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    pub side: &'static str,
    /// Every application handed in, by draft, as `(number, answers, SHA-256 of its documents)`.
    pub applications: Vec<(String, String, Answers, BTreeSet<String>)>,
    /// The subject of every handing in of the journal.
    pub handed_in: Vec<String>,
    /// Every letter, as `(kind, address, number)`.
    pub letters: Vec<(String, String, String)>,
    /// Of which half an application was told last that it is its partner: its number, and the half.
    pub partners: Vec<(String, String)>,
    /// Every pair it shows, as the numbers of the mainland's half and the other.
    pub pairs: Vec<(String, String)>,
}

/// Kinds of letters of which nobody gets two about one application, however often an act was asked for. A partner is none of them:
/// while halves come in, one may be found that gives way to a better one, and both are told.
const ONCE: [&str; 1] = ["handed_in"];

fn twice<T: Ord + Clone>(all: &[T]) -> BTreeSet<T> {
    let mut seen = BTreeSet::new();
    all.iter().filter(|one| !seen.insert((*one).clone())).cloned().collect()
}

/// Everything in which the offices disagree with what people were told, or with the pairs that there truly are, given by the
/// halves' names. Mail that came is given as `(address, Message-ID)`.
pub fn faults(
    told: &[Told],
    kept: &[Kept],
    truth: &[(String, String)],
    mail: &[(String, String)],
    holds: impl Fn(&Told) -> bool,
) -> Vec<String> {
    let mut out = Vec::new();
    for one in told {
        let name = format!("{} {}", one.side, one.half);
        let of = kept.iter().find(|kept| kept.side == one.side);
        let found: Vec<_> =
            of.iter().flat_map(|kept| &kept.applications).filter(|(draft, ..)| *draft == one.draft).collect();
        let [(_, number, answers, documents)] = found[..] else {
            out.push(format!("{name}: handed in once, kept {} times", found.len()));
            continue;
        };
        if *number != one.number {
            out.push(format!("{name}: its receipt says {}, the office {number}", one.number));
        }
        for (section, rows) in &one.answers {
            if answers.get(section) != Some(rows) {
                out.push(format!("{name}: {section} was saved as {rows:?} and is {:?}", answers.get(section)));
            }
        }
        if one.document.as_ref().is_some_and(|digest| !documents.contains(digest)) {
            out.push(format!("{name}: its document is gone"));
        }
        if !holds(one) {
            out.push(format!("{name}: its receipt proves nothing"));
        }
    }
    let number = |half: &String| told.iter().find(|one| one.half == *half).map(|one| one.number.clone());
    for office in kept {
        let side = office.side;
        let own: Vec<&Told> = told.iter().filter(|one| one.side == side).collect();
        let numbers: Vec<String> = office.applications.iter().map(|(_, number, ..)| number.clone()).collect();
        let wanted: BTreeSet<String> = own.iter().map(|one| one.number.clone()).collect();
        let strange: Vec<_> = numbers.iter().filter(|number| !wanted.contains(*number)).collect();
        out.extend(strange.iter().map(|number| format!("{side}: {number} was never told to anybody")));
        out.extend(twice(&numbers).iter().map(|number| format!("{side}: {number} is there twice")));
        out.extend(twice(&office.handed_in).iter().map(|number| format!("{side}: {number} was handed in twice")));
        let journalled: BTreeSet<String> = office.handed_in.iter().cloned().collect();
        out.extend(wanted.difference(&journalled).map(|number| format!("{side}: {number} is not in the journal")));
        let once: Vec<_> = office.letters.iter().filter(|(kind, ..)| ONCE.contains(&kind.as_str())).cloned().collect();
        out.extend(twice(&once).iter().map(|letter| format!("{side}: written twice: {letter:?}")));
        for one in own {
            let letter = ("handed_in".to_owned(), one.email.clone(), one.number.clone());
            if !office.letters.contains(&letter) {
                out.push(format!("{side}: never written: {letter:?}"));
            }
        }
        let pairs = truth.iter().filter_map(|(one, other)| Some((number(one)?, number(other)?)));
        let pairs: BTreeSet<_> = pairs.filter(|pair| wanted.contains(&pair.0) || wanted.contains(&pair.1)).collect();
        for (own, partner) in &office.partners {
            let mut mates = pairs.iter().filter_map(|(one, other)| match own {
                own if own == one => Some(other),
                own if own == other => Some(one),
                _ => None,
            });
            if !mates.any(|mate| partner.ends_with(mate.as_str())) {
                out.push(format!("{side}: {own} was told last of {partner}"));
            }
        }
        let shown: BTreeSet<_> = office.pairs.iter().cloned().collect();
        out.extend(pairs.difference(&shown).map(|pair| format!("{side}: not paired: {pair:?}")));
        out.extend(shown.difference(&pairs).map(|pair| format!("{side}: wrongly paired: {pair:?}")));
        out.extend(twice(&office.pairs).iter().map(|pair| format!("{side}: paired twice: {pair:?}")));
    }
    // A letter may come twice, where the office was killed before it noted the first; then under the same name.
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (address, id) in mail {
        names.entry(address).or_default().insert(id);
    }
    for (address, ids) in names {
        let letters = kept.iter().flat_map(|kept| &kept.letters).filter(|(_, to, _)| to == address).count();
        if ids.len() > letters {
            out.push(format!("{address} got {} letters, of {letters} that were written", ids.len()));
        }
    }
    out
}
