//! The Merkle tree of RFC 6962 over the entries of a journal. Where its hashes are kept is the caller's affair: each function
//! that reads hashes has one beside it that names those it needs.

use std::collections::BTreeMap;

use tlog_tiles::{HashReader, stored_hash_index};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// Hashes by their place in the store.
pub type Hashes = BTreeMap<u64, Hash>;

/// The most entries a tree may have: 2⁵³ − 1, so that every size and index stays exact in JSON and in a database.
pub const MOST: u64 = (1 << 53) - 1;

/// The most hashes of a proof: more than any tree of [`MOST`] entries asks for.
pub(crate) const LONGEST_PROOF: usize = 63;

/// Why a hash or a proof could not be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// A hash that is needed was not given.
    #[error("the stored hash at place {0} is missing")]
    Missing(u64),
    /// An entry or a size beyond the tree.
    #[error("there is no entry {index} in a tree of {size}")]
    Beyond {
        /// What was asked for.
        index: u64,
        /// Entries there are.
        size: u64,
    },
    /// A size beyond [`MOST`].
    #[error("{0} entries are more than a tree can have")]
    Big(u64),
    /// A proof that does not hold.
    #[error("the proof does not hold")]
    Proof,
}

/// The root of the tree without entries: the hash of no bytes (RFC 6962, 2.1).
pub fn empty_root() -> Hash {
    tlog_tiles::EMPTY_HASH.0
}

/// The hash of an entry's bytes.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    tlog_tiles::record_hash(entry).0
}

/// Notes what is asked for, and answers where it can.
struct Given<'a> {
    have: &'a Hashes,
    missing: std::cell::RefCell<Vec<u64>>,
}

impl HashReader for Given<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let found = indexes.iter().map(|index| match self.have.get(index) {
            Some(hash) => tlog_tiles::Hash(*hash),
            None => {
                self.missing.borrow_mut().push(*index);
                tlog_tiles::Hash::default()
            }
        });
        Ok(found.collect())
    }
}

fn with<T>(have: &Hashes, compute: impl FnOnce(&Given<'_>) -> Option<T>) -> Result<T, TreeError> {
    let given = Given { have, missing: std::cell::RefCell::default() };
    let made = compute(&given);
    match given.missing.borrow().first() {
        Some(index) => Err(TreeError::Missing(*index)),
        None => made.ok_or(TreeError::Proof),
    }
}

fn needs<T>(compute: impl FnOnce(&Given<'_>) -> Option<T>) -> Vec<u64> {
    let none = Hashes::new();
    let given = Given { have: &none, missing: std::cell::RefCell::default() };
    compute(&given);
    given.missing.into_inner()
}

fn sized(size: u64) -> Result<(), TreeError> {
    if size > MOST { Err(TreeError::Big(size)) } else { Ok(()) }
}

fn short(proof: &[Hash]) -> Result<(), TreeError> {
    if proof.len() > LONGEST_PROOF { Err(TreeError::Proof) } else { Ok(()) }
}

fn plain(proof: Vec<tlog_tiles::Hash>) -> Vec<Hash> {
    proof.into_iter().map(|hash| hash.0).collect()
}

fn theirs(proof: &[Hash]) -> Vec<tlog_tiles::Hash> {
    proof.iter().map(|hash| tlog_tiles::Hash(*hash)).collect()
}

/// The stored hashes that [`append`] to a tree of `size` entries needs.
pub fn append_needs(size: u64) -> Vec<u64> {
    if size >= MOST {
        return Vec::new();
    }
    needs(|given| tlog_tiles::stored_hashes_for_record_hash(size, tlog_tiles::Hash::default(), given).ok())
}

/// The hashes to store, with their places, when the entry with this leaf hash comes after `size` others.
///
/// # Errors
/// When a hash is missing or the tree is full.
pub fn append(size: u64, leaf: Hash, have: &Hashes) -> Result<Vec<(u64, Hash)>, TreeError> {
    sized(size.saturating_add(1))?;
    let hashes =
        with(have, |given| tlog_tiles::stored_hashes_for_record_hash(size, tlog_tiles::Hash(leaf), given).ok())?;
    Ok((stored_hash_index(0, size)..).zip(plain(hashes)).collect())
}

/// The stored hashes that [`root`] needs.
pub fn root_needs(size: u64) -> Vec<u64> {
    if size > MOST {
        return Vec::new();
    }
    needs(|given| tlog_tiles::tree_hash(size, given).ok())
}

/// The root of the tree over the first `size` entries.
///
/// # Errors
/// When a hash is missing or the size is beyond [`MOST`].
pub fn root(size: u64, have: &Hashes) -> Result<Hash, TreeError> {
    sized(size)?;
    with(have, |given| tlog_tiles::tree_hash(size, given).ok()).map(|hash| hash.0)
}

/// The stored hashes that [`prove_inclusion`] needs.
pub fn inclusion_needs(size: u64, index: u64) -> Vec<u64> {
    if index >= size || size > MOST {
        return Vec::new();
    }
    needs(|given| tlog_tiles::prove_record(size, index, given).ok())
}

/// The proof that entry `index` is in the tree over the first `size` entries (RFC 6962, 2.1.1).
///
/// # Errors
/// When there is no such entry or a hash is missing.
pub fn prove_inclusion(size: u64, index: u64, have: &Hashes) -> Result<Vec<Hash>, TreeError> {
    sized(size)?;
    if index >= size {
        return Err(TreeError::Beyond { index, size });
    }
    with(have, |given| tlog_tiles::prove_record(size, index, given).ok()).map(plain)
}

/// Checks that the entry with this leaf hash is entry `index` of the tree of `size` with this root.
///
/// # Errors
/// When it is not, or the proof is not one of this tree.
pub fn verify_inclusion(proof: &[Hash], size: u64, root: Hash, index: u64, leaf: Hash) -> Result<(), TreeError> {
    sized(size)?;
    short(proof)?;
    if index >= size {
        return Err(TreeError::Beyond { index, size });
    }
    tlog_tiles::check_record(&theirs(proof), size, tlog_tiles::Hash(root), index, tlog_tiles::Hash(leaf))
        .map_err(|_| TreeError::Proof)
}

/// The stored hashes that [`prove_consistency`] needs.
pub fn consistency_needs(old: u64, new: u64) -> Vec<u64> {
    if old == 0 || old > new || new > MOST {
        return Vec::new();
    }
    needs(|given| tlog_tiles::prove_tree(new, old, given).ok())
}

/// The proof that the tree over the first `new` entries goes on from that over the first `old` (RFC 6962, 2.1.2). From the
/// empty tree every tree goes on; that proof is empty.
///
/// # Errors
/// When `old` is greater than `new`, or a hash is missing.
pub fn prove_consistency(old: u64, new: u64, have: &Hashes) -> Result<Vec<Hash>, TreeError> {
    sized(new)?;
    if old > new {
        return Err(TreeError::Beyond { index: old, size: new });
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    with(have, |given| tlog_tiles::prove_tree(new, old, given).ok()).map(plain)
}

/// Checks that the tree `new` goes on from the tree `old`, each a size and a root.
///
/// # Errors
/// When it does not, or the proof is not one of these trees.
pub fn verify_consistency(proof: &[Hash], old: (u64, Hash), new: (u64, Hash)) -> Result<(), TreeError> {
    sized(new.0)?;
    short(proof)?;
    if old.0 > new.0 {
        return Err(TreeError::Beyond { index: old.0, size: new.0 });
    }
    if old.0 == 0 {
        let empty = proof.is_empty() && old.1 == empty_root() && (new.0 > 0 || new.1 == old.1);
        return if empty { Ok(()) } else { Err(TreeError::Proof) };
    }
    tlog_tiles::check_tree(&theirs(proof), new.0, tlog_tiles::Hash(new.1), old.0, tlog_tiles::Hash(old.1))
        .map_err(|_| TreeError::Proof)
}
