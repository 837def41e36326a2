//! The fields of an index, read with every length checked.

use super::{IndexError, MAGIC, VERSION, damaged};

/// Bytes of the header without digests.
pub const HEADER_BYTES: usize = 64;

/// The header of an index.
pub struct Header {
    pub documents: usize,
    pub records: usize,
    pub table: usize,
    pub texts: usize,
    pub known: [u8; 32],
}

impl Header {
    /// Reads the header and proves the digest of the body, which is returned.
    pub fn read(bytes: &[u8]) -> Result<(Self, &[u8]), IndexError> {
        if !bytes.starts_with(&MAGIC) {
            return Err(IndexError::NotAnIndex);
        }
        let mut reader = Reader { bytes: bytes.get(MAGIC.len()..).unwrap_or_default() };
        let found = reader.number()?;
        if found != VERSION {
            return Err(IndexError::Version { found });
        }
        let documents = reader.number()? as usize;
        let mut length = || usize::try_from(reader.long()?).map_err(|_| damaged("a length is out of range"));
        let (records, table, texts) = (length()?, length()?, length()?);
        let used = MAGIC.len() + 8 + 24;
        if reader.take(HEADER_BYTES - used)?.iter().any(|byte| *byte != 0) {
            return Err(damaged("its header holds more than it should"));
        }
        let digest: [u8; 32] = reader.array()?;
        if blake3::hash(reader.bytes).as_bytes() != &digest {
            return Err(damaged("its digest does not fit its content"));
        }
        let known = reader.array()?;
        Ok((Self { documents, records, table, texts, known }, reader.bytes))
    }

    /// Header and digests; what follows is `known` and then `body`, given in parts.
    pub fn write(&self, body: &[&[u8]]) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(MAGIC);
        out.extend(VERSION.to_le_bytes());
        out.extend(u32::try_from(self.documents).unwrap_or(u32::MAX).to_le_bytes());
        for length in [self.records, self.table, self.texts] {
            out.extend((length as u64).to_le_bytes());
        }
        out.resize(HEADER_BYTES, 0);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.known);
        body.iter().for_each(|part| {
            hasher.update(part);
        });
        out.extend(hasher.finalize().as_bytes());
        out.extend(self.known);
        out
    }
}

/// Reads fields one after another.
pub struct Reader<'a> {
    pub bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], IndexError> {
        let (head, rest) = self.bytes.split_at_checked(length).ok_or(damaged("it is cut"))?;
        self.bytes = rest;
        Ok(head)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], IndexError> {
        self.take(N)?.try_into().map_err(|_| damaged("it is cut"))
    }

    pub fn number(&mut self) -> Result<u32, IndexError> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn long(&mut self) -> Result<u64, IndexError> {
        self.array().map(u64::from_le_bytes)
    }

    pub fn text(&mut self) -> Result<&'a str, IndexError> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length as usize)?).map_err(|_| damaged("a name is no text"))
    }
}

/// A text with its length before it.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    out.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend(text.as_bytes());
}
