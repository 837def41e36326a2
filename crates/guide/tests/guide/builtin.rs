//! The guides that come with the program compile, say what they should and read well.

use hefu_guide::{BUILTIN, builtin_text, compile};

#[test]
fn they_compile() {
    for id in BUILTIN {
        let text = builtin_text(id).expect("a built-in guide has a text");
        if let Err(faults) = compile(id, text, None) {
            panic!("{id}:\n{}", faults.plain());
        }
    }
}
