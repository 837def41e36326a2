//! Vectors and properties of the comparison rules, through public functions only.

mod all {
    mod compare;
    mod dates;
    mod diffs;
    mod identifiers;
    mod money;
    mod names;
    mod organisations;
    mod properties;
    mod scripts;
    mod tokens;
}
