//! What crosses, and what does not.
