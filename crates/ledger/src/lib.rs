//! Canonical bytes, signatures, a Merkle journal, proofs and witnessing; knows nothing of calls, storage or the network.

pub mod canonical;
pub mod checkpoint;
pub mod cosignature;
pub mod event;
pub mod hex;
pub mod inbox;
pub mod key;
pub mod parcel;
pub mod receipt;
pub mod tree;
pub mod witness;
