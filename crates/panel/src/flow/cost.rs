//! Whole numbers in which costs are counted: 64 bits where they suffice, 128 where they do not.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Neg, Sub};

/// A cost. The network is checked beforehand so that no sum of the solver can leave the type.
pub trait Cost:
    Copy + Ord + Default + Debug + Add<Output = Self> + Sub<Output = Self> + Neg<Output = Self> + AddAssign
{
    /// The largest magnitude that any price may reach.
    const LARGEST: i128;

    /// From a number already known to fit.
    fn narrow(value: i128) -> Option<Self>;

    /// As 128 bits.
    fn wide(self) -> i128;
}

impl Cost for i64 {
    const LARGEST: i128 = (i64::MAX / 8) as i128;

    fn narrow(value: i128) -> Option<Self> {
        Self::try_from(value).ok()
    }

    fn wide(self) -> i128 {
        i128::from(self)
    }
}

impl Cost for i128 {
    const LARGEST: i128 = i128::MAX / 8;

    fn narrow(value: i128) -> Option<Self> {
        Some(value)
    }

    fn wide(self) -> i128 {
        self
    }
}
