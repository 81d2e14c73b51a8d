//! A sentence as words: what the matcher reads instead of characters.
//!
//! Knows which differences between spellings do not matter (case, quote marks, hyphens, possessives).
//! Knows no phrase and no rule.

use std::borrow::Cow;

/// One word or mark of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// Lower case, straight apostrophe, no possessive ending; a punctuation mark stands for itself.
    pub form: Cow<'a, str>,
    /// First byte in the sentence.
    pub start: usize,
    /// The byte just past the word.
    pub end: usize,
}

/// Stands before the first word, so that a phrase can ask for the start of the sentence.
pub const START: &str = "^";
/// Stands after the last word.
pub const END: &str = "$";

impl Word<'_> {
    /// Whether it is a mark that a gap in a phrase does not cross.
    pub fn is_mark(&self) -> bool {
        is_mark(&self.form)
    }
}

/// Whether `form` is punctuation or a sentence's edge rather than a word.
pub fn is_mark(form: &str) -> bool {
    matches!(form, "," | ";" | ":" | "-" | "(" | ")" | START | END)
}

/// The words and marks of `sentence`, between [`START`] and [`END`].
pub fn words(sentence: &str) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(sentence.len() / 5 + 4);
    found.push(Word { form: Cow::Borrowed(START), start: 0, end: 0 });
    let bytes = sentence.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // Most words are plain small letters between spaces: no need to look at characters.
        let plain = bytes[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        if plain > 0 && bytes.get(at + plain).is_none_or(|next| matches!(next, b' ' | b',' | b'.' | b'-')) {
            let end = at + plain;
            found.push(Word { form: Cow::Borrowed(&sentence[at..end]), start: at, end });
            // Most often a space follows.
            at = end + usize::from(bytes.get(end) == Some(&b' '));
            continue;
        }
        let Some(first) = sentence[at..].chars().next() else { break };
        let next = at + first.len_utf8();
        if first.is_alphanumeric() {
            let more = sentence[next..].char_indices().map(|(more, c)| (next + more, c));
            let last = more.take_while(|&(at, c)| c.is_alphanumeric() || joins(sentence, at, c)).last();
            let end = last.map_or(next, |(at, c)| at + c.len_utf8());
            found.push(Word { form: form(&sentence[at..end]), start: at, end });
            at = end;
        } else {
            if let Some(mark) = mark(sentence, at, first) {
                found.push(Word { form: Cow::Borrowed(mark), start: at, end: next });
            }
            at = next;
        }
    }
    let end = sentence.len();
    found.push(Word { form: Cow::Borrowed(END), start: end, end });
    found
}

/// Apostrophes inside a word belong to it; so do points and commas inside a number.
fn joins(sentence: &str, at: usize, mark: char) -> bool {
    let next = |c: fn(char) -> bool| sentence[at + mark.len_utf8()..].chars().next().is_some_and(c);
    match mark {
        '\'' | '’' => next(char::is_alphabetic),
        '.' | ',' => sentence[..at].ends_with(|c: char| c.is_ascii_digit()) && next(|c| c.is_ascii_digit()),
        _ => false,
    }
}

fn mark(sentence: &str, at: usize, mark: char) -> Option<&'static str> {
    match mark {
        ',' => Some(","),
        ';' => Some(";"),
        ':' => Some(":"),
        '(' => Some("("),
        ')' => Some(")"),
        '–' | '—' => Some("-"),
        // A hyphen inside a word only parts it; one that stands alone is a dash.
        '-' if sentence[..at].ends_with(' ') && sentence[at + 1..].starts_with(' ') => Some("-"),
        _ => None,
    }
}

/// The form of a word in which spellings are compared.
pub fn form(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let mut form =
        if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") };
    if form.ends_with("'s") {
        form.truncate(form.len() - 2);
    }
    Cow::Owned(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(sentence: &str) -> Vec<String> {
        words(sentence).into_iter().map(|w| w.form.into_owned()).collect()
    }

    #[test]
    fn spelling_differences_that_do_not_matter_are_gone() {
        assert_eq!(
            forms("Children’s well-being, 1,200 plans"),
            ["^", "children", "well", "being", ",", "1,200", "plans", "$"]
        );
        assert_eq!(forms("don't – (PEPs)."), ["^", "don't", "-", "(", "peps", ")", "$"]);
        assert_eq!(forms(""), ["^", "$"]);
    }

    #[test]
    fn places_slice_the_sentence() {
        let sentence = "Zoë’s ‘plan’ — late";
        for word in words(sentence) {
            assert!(sentence.get(word.start..word.end).is_some());
        }
    }
}
