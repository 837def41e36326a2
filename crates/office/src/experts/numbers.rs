//! Identity numbers of an expert, which nobody is shown.

use std::collections::BTreeMap;
use std::fmt;

use hefu_exchange::identities::Value;
use serde::{Deserialize, Serialize};

/// Identity numbers of an expert by scheme, as the register has them. They leave the store for one purpose only, to be compared
/// with a partner's without being told; outside this crate there is no way to read them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Numbers(BTreeMap<String, String>);

impl fmt::Debug for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.schemes()).finish()
    }
}

impl Numbers {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The schemes of which there is a number.
    pub fn schemes(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Adds the number of a scheme as written. Gives whether it is a number of that scheme; one that is not is not kept.
    pub(crate) fn add(&mut self, scheme: &str, number: String) -> bool {
        let sound = Value::of(scheme, &number).is_some();
        if sound {
            self.0.insert(scheme.to_owned(), number);
        }
        sound
    }

    /// What is compared.
    pub(crate) fn values(&self) -> impl Iterator<Item = Value> + '_ {
        self.0.iter().filter_map(|(scheme, number)| Value::of(scheme, number))
    }
}
