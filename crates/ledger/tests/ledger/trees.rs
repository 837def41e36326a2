//! The tree against RFC 6962 written out, and against whoever tampers with it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hefu_ledger::tree::{
    Hash, MOST, TreeError, append, append_needs, consistency_needs, inclusion_needs, leaf_hash, prove_consistency,
    prove_inclusion, root, root_needs, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::argon;

/// A journal whose hashes are all stored; reads are given exactly what the `needs` function names.
#[derive(Default)]
pub struct Log {
    pub entries: Vec<Vec<u8>>,
    pub stored: BTreeMap<u64, Hash>,
}

impl Log {
    pub fn of(entries: &[Vec<u8>]) -> Self {
        let mut log = Self::default();
        for entry in entries {
            let size = log.entries.len() as u64;
            let new = append(size, leaf_hash(entry), &log.given(append_needs(size))).expect("appended");
            log.stored.extend(new);
            log.entries.push(entry.clone());
        }
        log
    }

    fn given(&self, places: Vec<u64>) -> BTreeMap<u64, Hash> {
        places.into_iter().filter_map(|place| Some((place, *self.stored.get(&place)?))).collect()
    }

    pub fn root(&self, size: u64) -> Hash {
        root(size, &self.given(root_needs(size))).expect("a root")
    }

    pub fn inclusion(&self, size: u64, index: u64) -> Vec<Hash> {
        prove_inclusion(size, index, &self.given(inclusion_needs(size, index))).expect("a proof")
    }

    pub fn consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        prove_consistency(old, new, &self.given(consistency_needs(old, new))).expect("a proof")
    }
}

/// RFC 6962, 2.1, word for word.
fn by_the_book(entries: &[Vec<u8>]) -> Hash {
    match entries {
        [] => Sha256::digest(b"").into(),
        [one] => Sha256::new().chain_update([0]).chain_update(one).finalize().into(),
        _ => {
            let k = entries.len().next_power_of_two() / 2;
            let (left, right) = entries.split_at(k);
            Sha256::new()
                .chain_update([1])
                .chain_update(by_the_book(left))
                .chain_update(by_the_book(right))
                .finalize()
                .into()
        }
    }
}

fn entries(n: usize) -> Vec<Vec<u8>> {
    (0..n).map(|at| format!("entry {at}").into_bytes()).collect()
}

#[test]
fn roots_and_proofs_of_every_small_tree() {
    let all = entries(40);
    let log = Log::of(&all);
    for size in 0..=40_u64 {
        let root = log.root(size);
        assert_eq!(root, by_the_book(&all[..size as usize]), "{size}");
        for index in 0..size {
            let leaf = leaf_hash(&all[index as usize]);
            let proof = log.inclusion(size, index);
            verify_inclusion(&proof, size, root, index, leaf).expect("holds");
            let other = (index + 1) % size;
            if other != index {
                assert_eq!(verify_inclusion(&proof, size, root, other, leaf), Err(TreeError::Proof));
            }
            assert!(verify_inclusion(&proof, size, root, index, leaf_hash(b"another")).is_err());
        }
        for old in 0..=size {
            let proof = log.consistency(old, size);
            verify_consistency(&proof, (old, log.root(old)), (size, root)).expect("holds");
        }
    }
    assert_eq!(prove_inclusion(3, 3, &log.stored), Err(TreeError::Beyond { index: 3, size: 3 }));
    assert!(matches!(root(7, &BTreeMap::new()), Err(TreeError::Missing(_))));
}

#[test]
fn every_tampering_with_what_was_witnessed_is_found() {
    let honest = entries(30);
    let witnessed = (20, Log::of(&honest).root(20));
    let mut flipped = honest.clone();
    flipped[7][0] ^= 1;
    let mut deleted = honest.clone();
    deleted.remove(7);
    let mut rewritten = honest.clone();
    rewritten[7] = b"rewritten".to_vec();
    let mut swapped = honest.clone();
    swapped.swap(7, 8);
    let mut inserted = honest.clone();
    inserted.insert(7, b"back-dated".to_vec());
    for (what, tampered) in
        [("flip", flipped), ("delete", deleted), ("rewrite", rewritten), ("swap", swapped), ("insert", inserted)]
    {
        let log = Log::of(&tampered);
        let size = tampered.len() as u64;
        let proof = log.consistency(20, size);
        assert_eq!(verify_consistency(&proof, witnessed, (size, log.root(size))), Err(TreeError::Proof), "{what}");
    }
    let rolled_back = Log::of(&honest[..15]);
    assert!(matches!(
        verify_consistency(&[], witnessed, (15, rolled_back.root(15))),
        Err(TreeError::Beyond { index: 20, size: 15 })
    ));
}

proptest! {
    #[test]
    fn no_other_proof_holds(size in 2_u64..60, index in 0_u64..60, at in any::<prop::sample::Index>(), bit in 0_usize..256) {
        let index = index % size;
        let all = entries(size as usize);
        let log = Log::of(&all);
        let mut proof = log.inclusion(size, index);
        let place = at.index(proof.len());
        proof[place][bit / 8] ^= 1 << (bit % 8);
        prop_assert!(verify_inclusion(&proof, size, log.root(size), index, leaf_hash(&all[index as usize])).is_err());
        let mut short = log.inclusion(size, index);
        short.pop();
        prop_assert!(verify_inclusion(&short, size, log.root(size), index, leaf_hash(&all[index as usize])).is_err());
    }
}

fn hash(base64: &str) -> Hash {
    BASE64_STANDARD.decode(base64).expect("base64").try_into().expect("32 bytes")
}

fn hashes(base64: &[&str]) -> Vec<Hash> {
    base64.iter().map(|text| hash(text)).collect()
}

/// The eight entries and roots with which the implementations of RFC 6962 test one another.
#[test]
fn roots_that_other_implementations_have() {
    let entries: Vec<Vec<u8>> = vec![
        vec![],
        vec![0x00],
        vec![0x10],
        (0x20..0x22).collect(),
        (0x30..0x32).collect(),
        (0x40..0x44).collect(),
        (0x50..0x58).collect(),
        (0x60..0x70).collect(),
    ];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let log = Log::of(&entries);
    for (size, expected) in (1_u64..).zip(roots) {
        let root: String = log.root(size).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(root, expected, "{size}");
    }
}

#[test]
fn proofs_of_a_public_log_hold_and_no_others() {
    let (root, leaf) = (hash(argon::ROOT), hash(argon::LEAF));
    let proof = hashes(&argon::INCLUSION);
    assert_eq!(verify_inclusion(&proof, argon::SIZE, root, 10_000, leaf), Ok(()));
    assert_eq!(verify_inclusion(&proof, argon::SIZE, root, 10_001, leaf), Err(TreeError::Proof));
    assert_eq!(verify_inclusion(&proof[1..], argon::SIZE, root, 10_000, leaf), Err(TreeError::Proof));
    let proof = hashes(&argon::CONSISTENCY);
    let old = (argon::EARLIER.0, hash(argon::EARLIER.1));
    assert_eq!(verify_consistency(&proof, old, (argon::SIZE, root)), Ok(()));
    assert_eq!(verify_consistency(&proof, (old.0 + 1, old.1), (argon::SIZE, root)), Err(TreeError::Proof));
    assert_eq!(verify_consistency(&proof, old, (argon::SIZE, leaf)), Err(TreeError::Proof));
}

/// Sizes that a peer may name and no tree has.
#[test]
fn sizes_beyond_any_tree_are_refused() {
    let none = BTreeMap::new();
    for size in [MOST + 1, u64::MAX - 1, u64::MAX] {
        assert_eq!(root(size, &none), Err(TreeError::Big(size)));
        assert_eq!(prove_inclusion(size, 0, &none), Err(TreeError::Big(size)));
        assert_eq!(prove_consistency(1, size, &none), Err(TreeError::Big(size)));
        assert_eq!(verify_inclusion(&[], size, [0; 32], 0, [0; 32]), Err(TreeError::Big(size)));
        assert_eq!(verify_consistency(&[], (1, [0; 32]), (size, [0; 32])), Err(TreeError::Big(size)));
        assert!(matches!(append(size, [0; 32], &none), Err(TreeError::Big(_))));
        for needed in [append_needs(size), root_needs(size), inclusion_needs(size, 0), consistency_needs(1, size)] {
            assert_eq!(needed, Vec::<u64>::new());
        }
    }
    assert_eq!(append(MOST, [0; 32], &none), Err(TreeError::Big(MOST + 1)));
    assert!(matches!(root(MOST, &none), Err(TreeError::Missing(_))));
    let long = vec![[0; 32]; 100_000];
    assert_eq!(verify_inclusion(&long, 9, [0; 32], 3, [0; 32]), Err(TreeError::Proof));
    assert_eq!(verify_consistency(&long, (3, [0; 32]), (9, [0; 32])), Err(TreeError::Proof));
}

#[test]
fn only_the_empty_tree_has_no_entries() {
    let empty = Log::default().root(0);
    let one = Log::of(&entries(1)).root(1);
    assert_eq!(verify_consistency(&[], (0, empty), (1, one)), Ok(()));
    assert_eq!(verify_consistency(&[], (0, empty), (0, empty)), Ok(()));
    for (proof, old, new) in [
        (vec![], (0, one), (1, one)),
        (vec![one], (0, empty), (1, one)),
        (vec![], (0, empty), (0, one)),
        (vec![], (0, one), (0, one)),
    ] {
        assert_eq!(verify_consistency(&proof, old, new), Err(TreeError::Proof), "{old:?} {new:?}");
    }
}

proptest! {
    #[test]
    fn a_tree_of_any_entries_is_that_of_the_book(
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 0..70),
        old in any::<prop::sample::Index>(),
    ) {
        let log = Log::of(&entries);
        let size = entries.len() as u64;
        prop_assert_eq!(log.root(size), by_the_book(&entries));
        let old = old.index(entries.len() + 1) as u64;
        let proof = log.consistency(old, size);
        prop_assert_eq!(verify_consistency(&proof, (old, log.root(old)), (size, log.root(size))), Ok(()));
        let mut more = proof.clone();
        more.push([0; 32]);
        prop_assert!(verify_consistency(&more, (old, log.root(old)), (size, log.root(size))).is_err());
        for place in 0..proof.len() {
            let mut changed = proof.clone();
            changed[place][0] ^= 1;
            prop_assert!(verify_consistency(&changed, (old, log.root(old)), (size, log.root(size))).is_err());
        }
    }
}
