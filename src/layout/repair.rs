//! Characters repaired one by one: odd white space, ligatures, soft hyphens, control characters.
//!
//! Knows what a character should have been. Knows nothing of lines, words or meaning.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What becomes of one character.
pub(crate) enum Repaired {
    /// White space of any kind and width.
    Space,
    /// Not to be shown: control characters, zero-width marks, soft hyphens.
    Nothing,
    /// Stands as it is.
    One(char),
    /// A ligature taken apart.
    Several(&'static str),
}

/// Repairs one character.
pub(crate) fn repair(character: char) -> Repaired {
    match character {
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' => Repaired::Space,
        '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Repaired::Space,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => Repaired::Nothing,
        '\u{2010}' | '\u{2011}' => Repaired::One('-'),
        'ﬀ' => Repaired::Several("ff"),
        'ﬁ' => Repaired::Several("fi"),
        'ﬂ' => Repaired::Several("fl"),
        'ﬃ' => Repaired::Several("ffi"),
        'ﬄ' => Repaired::Several("ffl"),
        'ﬅ' | 'ﬆ' => Repaired::Several("st"),
        other if other.is_control() => Repaired::Nothing,
        other => Repaired::One(other),
    }
}

/// Letters and their accents as one character each, where the text has them apart.
pub(crate) fn composed(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.into()
    } else {
        text.nfc().collect::<String>().into()
    }
}
