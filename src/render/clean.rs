//! Text from documents made safe to show: nothing in it may steer a terminal, a log, or the order in
//! which letters are drawn. A hostile document can hold any character.

use std::borrow::Cow;

/// The text on one line, with white space for line breaks and tabs and without anything that is drawn
/// as no sign but acts: control characters, marks that turn the direction of writing, invisible ones.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if acts(c) => None,
        c => Some(c),
    });
    Cow::Owned(shown.collect())
}

/// Whether a character does something other than stand there as a sign.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_marks_are_taken_out() {
        assert_eq!(one_line("a\u{1b}[31mb\u{7}\u{9b}2J\nc\u{202e}d\u{2066}"), "a[31mb2J cd");
        assert_eq!(one_line("\u{1b}]8;;http://x\u{1b}\\word"), "]8;;http://x\\word");
        assert!(matches!(one_line("Zoë’s plan – late"), Cow::Borrowed(_)));
    }
}
