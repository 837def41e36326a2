//! How long a text is, as experts are told.

/// Words of a text: a Han character, kana or Hangul syllable counts one, a run of other letters and digits counts one.
pub fn length(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for c in text.chars() {
        let single = is_single(c);
        let letter = c.is_alphanumeric();
        let joins = inside && matches!(c, '\'' | '’' | '-');
        count += usize::from(single || (letter && !inside));
        inside = !single && (letter || joins);
    }
    count
}

const fn is_single(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
