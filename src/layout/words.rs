//! Words cut at a line's end are made whole: "decision-" + "making" keeps its hyphen, "infor-" +
//! "mation" loses it. The document's own words decide.

use std::collections::HashSet;

/// The words that a document uses away from its line ends.
pub(crate) struct Vocabulary {
    words: HashSet<String>,
}

impl Vocabulary {
    /// Gathers the words of all lines but each line's last, which may be cut.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        for line in lines {
            let line = line.trim_end();
            let cut = line.rfind(' ').unwrap_or(0);
            let whole = if line.ends_with('-') { &line[..cut] } else { line };
            words.extend(
                whole.split(|c: char| !is_word(c)).filter(|word| word.len() > 3).map(str::to_lowercase),
            );
        }
        Vocabulary { words }
    }

    /// Appends the next line's words to `text`, with a space or across a hyphen.
    pub fn join(&self, text: &mut String, next: &str) {
        if text.is_empty() || next.is_empty() {
            text.push_str(next);
            return;
        }
        if let Some(stem) = text.strip_suffix('\u{ad}') {
            text.truncate(stem.len());
        } else if text.ends_with('-') && !text.ends_with(" -") {
            if self.hyphen_is_layout(text, next) {
                text.pop();
            }
        } else {
            text.push(' ');
        }
        text.push_str(next);
    }

    /// Whether the document knows the word without the hyphen and not with it, and one of its halves is no
    /// word by itself: "infor-mation", but not "under-developed".
    fn hyphen_is_layout(&self, before: &str, after: &str) -> bool {
        let head = before.trim_end_matches('-');
        let head = &head[head.rfind(|c: char| !is_word(c)).map_or(0, |at| at + last_len(head, at))..];
        let tail = &after[..after.find(|c: char| !is_word(c)).unwrap_or(after.len())];
        let whole = format!("{head}{tail}").to_lowercase();
        let hyphened = format!("{head}-{tail}").to_lowercase();
        let is_prefix = PREFIXES.contains(&head.to_lowercase().as_str());
        let fragment = |half: &str| !self.words.contains(&half.to_lowercase());
        !head.is_empty()
            && !is_prefix
            && self.words.contains(&whole)
            && !self.words.contains(&hyphened)
            && (fragment(head) || fragment(tail))
    }
}

/// Beginnings that people set apart by a hyphen of their own.
const PREFIXES: &[&str] = &[
    "co", "non", "pre", "post", "multi", "sub", "anti", "inter", "intra", "under", "over", "self", "semi",
    "well", "cross",
];

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')
}

fn last_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(document: &[&str], before: &str, after: &str) -> String {
        let mut text = before.to_owned();
        Vocabulary::of(document.iter().copied()).join(&mut text, after);
        text
    }

    #[test]
    fn the_documents_own_words_decide_about_a_hyphen() {
        assert_eq!(
            joined(&["the information seen"], "some infor-", "mation is late"),
            "some information is late"
        );
        assert_eq!(joined(&["nothing else"], "swift decision-", "making is"), "swift decision-making is");
        assert_eq!(joined(&["multiagency and multi-agency work"], "multi-", "agency"), "multi-agency");
        assert_eq!(joined(&["underdeveloped, developed under it"], "under-", "developed"), "under-developed");
        assert_eq!(joined(&[], "plans", "are"), "plans are");
        assert_eq!(joined(&[], "good -", "for most"), "good - for most");
        assert_eq!(joined(&[], "chil\u{ad}", "dren"), "children");
    }
}
