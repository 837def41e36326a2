//! A comparison from what was read to what was found. It runs apart from the threads that answer and can be stopped.

use hefu_overlap::{
    Corpus, CorpusError, Index, IndexError, Known, Options, Outcome, Pair, Relations, SectionShare, Shelf, Watch,
    compare, merge, write,
};
use hefu_words::Message;

use super::finding::{CommonText, Finding, Found, PartShare, Rest};
use super::index::Shelved;
use super::material::Material;
use crate::error::OfficeError;

/// Pairs that one comparison may list. With more the threshold tells nothing apart.
const MOST: usize = 5_000;

/// Everything a comparison goes by.
#[derive(Debug)]
pub(crate) struct Work {
    pub known: Known,
    pub options: Options,
    pub shelved: Shelved,
    pub material: Material,
}

/// Why nothing was found out.
#[derive(Debug)]
pub(crate) enum Nothing {
    /// Somebody has stopped it.
    Stopped,
    /// It cannot be done; why, for people.
    Cannot(Message),
    /// A fault.
    Fault(OfficeError),
}

impl From<CorpusError> for Nothing {
    fn from(error: CorpusError) -> Self {
        match error {
            CorpusError::SameId(_) => Self::Fault(OfficeError::Stored(error.to_string())),
            CorpusError::TooMany(_) | CorpusError::TooLong(_) | CorpusError::TooLarge => {
                Self::Cannot(Message::new("overlap-desk-too-large"))
            }
        }
    }
}

impl From<IndexError> for Nothing {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::TooLarge => Self::Cannot(Message::new("overlap-desk-too-large")),
            other => Self::Fault(OfficeError::Stored(other.to_string())),
        }
    }
}

/// Brings the index up to date and compares all its texts with each other. Half of the processors are left to whoever reads
/// pages meanwhile.
pub(crate) fn compute(work: Work, watch: &dyn Watch) -> Result<Found, Nothing> {
    let threads = std::thread::available_parallelism().map_or(1, |all| all.get().div_ceil(2));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Nothing::Fault(OfficeError::Stored(error.to_string())))?;
    pool.install(|| in_pool(work, watch))
}

fn in_pool(work: Work, watch: &dyn Watch) -> Result<Found, Nothing> {
    let Work { known, options, shelved, mut material } = work;
    let corpus = Corpus::new(std::mem::take(&mut material.new), &known)?;
    let bytes = match &shelved.bytes {
        Some(old) => {
            let old = Index::open(old, &known)?;
            merge(&old, &|number| material.kept.contains(old.shelf().id(number)), &corpus)?
        }
        None => write(&corpus)?,
    };
    drop(corpus);
    if let Err(error) = shelved.keep(&bytes) {
        tracing::warn!(%error, "the overlap index cannot be kept; the next comparison begins from the texts");
    }
    if watch.cancelled() {
        return Err(Nothing::Stopped);
    }
    let index = Index::open(&bytes, &known)?;
    let outcome = compare(index.shelf(), None, &Relations::default(), &options, watch).ok_or(Nothing::Stopped)?;
    if outcome.pairs.len() > MOST {
        let message = Message::new("overlap-desk-too-many").with("count", outcome.pairs.len()).with("most", MOST);
        return Err(Nothing::Cannot(message));
    }
    Ok(found(index.shelf(), outcome, material))
}

/// What was found, by the numbers of the applications.
fn found(shelf: Shelf<'_>, outcome: Outcome, material: Material) -> Found {
    let digest = |number: &str| material.digests.get(number).cloned().unwrap_or_default();
    let parts = |number: &str, shares: &[SectionShare]| {
        let of = material.parts.get(number).map_or(&[][..], Vec::as_slice);
        let share =
            |one: &SectionShare| Some(PartShare { part: of.get(one.section as usize)?.clone(), share: one.share });
        shares.iter().filter_map(share).collect()
    };
    let finding = |pair: Pair| {
        let (first, second) = (shelf.id(pair.a), shelf.id(pair.b));
        let [of_first, of_second] = &pair.sections;
        Finding {
            applications: [first.to_owned(), second.to_owned()],
            alert: pair.level == hefu_overlap::Level::Alert,
            units: pair.units,
            shares: pair.shares,
            parts: [parts(first, of_first), parts(second, of_second)],
            passages: pair.passages,
            texts: [digest(first), digest(second)],
            alike: material.alike(first, second),
        }
    };
    let common = |group: hefu_overlap::Common| {
        let example = shelf.id(group.example.document);
        CommonText {
            applications: group.members.iter().map(|member| shelf.id(*member).to_owned()).collect(),
            units: group.units,
            example: example.to_owned(),
            span: group.example.span,
            text: digest(example),
        }
    };
    let findings = outcome.pairs.into_iter().map(finding).collect();
    let common = outcome.common.into_iter().map(common).collect();
    let texts = material.texts();
    Found { findings, texts, rest: Rest { common, unread: material.unread }, applications: material.applications }
}
