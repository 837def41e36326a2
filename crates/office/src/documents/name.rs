//! Names of files as people send them, made safe to store, to show and to send back.

use unicode_normalization::UnicodeNormalization as _;

/// Longest name in characters, its ending included.
const LONGEST: usize = 120;

/// Names that some systems keep for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

/// A name that stays in its folder, shows what it is and means the same everywhere: the last part of a path, without
/// control, direction and zero-width characters and those that file systems or headers give a meaning, with the ending that
/// fits the content.
pub(crate) fn safe(written: &str, ending: &str) -> String {
    let last = written.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.nfc().filter(|c| !unseen(*c)).map(|c| if special(c) { '_' } else { c }).collect();
    let plain = plain.trim_matches(|c: char| c == '.' || c == '_' || c.is_whitespace());
    let stem = match plain.rsplit_once('.') {
        Some((stem, old)) if known(old) || old.eq_ignore_ascii_case(ending) => stem,
        _ => plain,
    };
    let room = LONGEST.saturating_sub(ending.len() + 1);
    let stem: String = stem.chars().take(room).collect();
    let stem = stem.trim_end_matches(|c: char| c == '.' || c == '_' || c.is_whitespace());
    let device = DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device));
    match stem {
        "" => format!("document.{ending}"),
        stem if device => format!("{stem}_.{ending}"),
        stem => format!("{stem}.{ending}"),
    }
}

/// The same name, or the same with a number where another document of the application bears it.
pub(crate) fn free(name: String, taken: &[&str]) -> String {
    if !taken.iter().any(|other| same(other, &name)) {
        return name;
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let numbered = |n: usize| format!("{stem} ({n}).{ending}");
    (2..=taken.len() + 2).map(numbered).find(|one| !taken.iter().any(|other| same(other, one))).unwrap_or(name)
}

/// Whether two names mean the same file: but for Unicode form, case and blanks around.
pub(crate) fn same(a: &str, b: &str) -> bool {
    key(a) == key(b)
}

fn key(name: &str) -> String {
    name.trim().nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Endings of documents, which give way to the one that fits the content.
fn known(ending: &str) -> bool {
    let known = ["pdf", "doc", "docx", "png", "jpg", "jpeg", "htm", "html", "txt", "zip", "exe", "js", "svg", "bin"];
    known.iter().any(|one| ending.eq_ignore_ascii_case(one))
}

/// Control, direction and zero-width characters: a name must be what it looks like.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn special(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | ';' | '`' | '$' | '{' | '}')
}

#[cfg(test)]
mod tests {
    use super::{free, safe};

    #[test]
    fn names_stay_in_their_folder_and_are_what_they_look_like() {
        for (written, wanted) in [
            ("協議.pdf", "協議.pdf"),
            ("協議.PDF", "協議.pdf"),
            ("C:\\Users\\陳\\協議.docx", "協議.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("..%2f..%2fetc", "2f.._2fetc.pdf"),
            ("fdp\u{202e}.exe", "fdp.pdf"),
            ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie_ b.pdf"),
            ("page\".html", "page.pdf"),
            ("v1.2 final", "v1.2 final.pdf"),
            ("con", "con_.pdf"),
            (" . ", "document.pdf"),
            ("", "document.pdf"),
        ] {
            assert_eq!(safe(written, "pdf"), wanted, "{written:?}");
        }
        assert_eq!(safe(&"長".repeat(300), "docx").chars().count(), 120);
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        assert_eq!(free("a.pdf".to_owned(), &[]), "a.pdf");
        assert_eq!(free("A.pdf".to_owned(), &["a.PDF", "a (2).pdf"]), "A (3).pdf");
    }
}
