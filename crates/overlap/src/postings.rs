//! Where each fingerprint stands: records sorted by hash, document and place, with a table of prefixes to find a hash.

use crate::prints::BITS;

/// One fingerprint in one document: the upper 32 bits of the hash; its lower 8 bits and the document's number; the token.
pub type Record = [u32; 3];

/// Bytes of a record on disk.
pub const RECORD_BYTES: usize = 12;

/// Documents a shelf can hold: what 24 bits number.
pub const MOST_DOCUMENTS: usize = 1 << 24;

pub fn record(hash: u64, document: u32, at: u32) -> Record {
    let high = u32::try_from(hash >> 8).unwrap_or(u32::MAX);
    let low = u32::try_from(hash & 0xff).unwrap_or(0);
    [high, (low << 24) | (document & 0x00ff_ffff), at]
}

pub fn hash(record: Record) -> u64 {
    (u64::from(record[0]) << 8) | u64::from(record[1] >> 24)
}

pub fn document(record: Record) -> u32 {
    record[1] & 0x00ff_ffff
}

/// Records in memory or as bytes of an index.
#[derive(Clone, Copy, Debug)]
pub enum Records<'a> {
    Memory(&'a [Record]),
    Bytes(&'a [u8]),
}

impl Records<'_> {
    pub fn len(&self) -> usize {
        match self {
            Self::Memory(records) => records.len(),
            Self::Bytes(bytes) => bytes.len() / RECORD_BYTES,
        }
    }

    pub fn get(&self, at: usize) -> Option<Record> {
        match self {
            Self::Memory(records) => records.get(at).copied(),
            Self::Bytes(bytes) => {
                let start = at.checked_mul(RECORD_BYTES)?;
                let bytes = bytes.get(start..start + RECORD_BYTES)?;
                let word = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
                Some([word(0)?, word(4)?, word(8)?])
            }
        }
    }
}

/// For every prefix of a hash, where its records begin.
#[derive(Clone, Debug, Default)]
pub struct Prefixes {
    shift: u32,
    starts: Vec<u32>,
}

impl Prefixes {
    /// Of sorted records.
    pub fn new(records: Records<'_>) -> Self {
        let wanted = (records.len() / 4).max(1).ilog2().clamp(4, 22);
        let shift = BITS - wanted;
        let mut starts = Vec::with_capacity((1 << wanted) + 1);
        for at in 0..records.len() {
            let prefix = records.get(at).map_or(0, |record| hash(record) >> shift);
            while starts.len() as u64 <= prefix {
                starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        let end = u32::try_from(records.len()).unwrap_or(u32::MAX);
        while starts.len() <= 1 << wanted {
            starts.push(end);
        }
        Self { shift, starts }
    }

    /// The records of a hash.
    pub fn find(&self, records: Records<'_>, wanted: u64) -> std::ops::Range<usize> {
        let prefix = usize::try_from(wanted >> self.shift).unwrap_or(usize::MAX);
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let (mut low, mut high) = (bound(prefix), bound(prefix.saturating_add(1)));
        let end = high;
        while low < high {
            let middle = low + (high - low) / 2;
            if records.get(middle).is_some_and(|record| hash(record) < wanted) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let mut last = low;
        while last < end && records.get(last).is_some_and(|record| hash(record) == wanted) {
            last += 1;
        }
        low..last
    }
}
