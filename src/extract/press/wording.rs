//! What a sentence's own words tell of who can have said it.
//!
//! Knows turns of phrase. Knows nothing of quotations or people.

use super::{areas, grades};
use regex::Regex;
use std::sync::LazyLock;

/// The opening of a sentence that takes up the inspectors' words before somebody answers them.
pub(super) fn taken_up(lead_in: &str) -> bool {
    static OPENING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:commenting|responding|reacting|speaking|welcoming|asked|referring)\b[^.:;]*\b(?:report|ofsted|inspectors?|inspection|letter|judge?ment|findings?|rating)\b[^,.:;]*$")
            .expect("a constant pattern")
    });
    OPENING.is_match(lead_in)
}

/// “Sorry” after the council was told: a new clause, and no "..., it said" behind the words.
pub(super) fn begins_a_clause(between: &str) -> bool {
    const OPENS: &[&str] =
        &["after", "as", "when", "while", "because", "since", "following", "and", "but", "although", "that"];
    let first = between.split_whitespace().next().unwrap_or_default().to_lowercase();
    OPENS.contains(&first.as_str())
}

/// "The experiences and progress of care leavers", "Adoption: good": an item that only names what is judged.
pub(super) fn is_label(item: &str) -> bool {
    const FEW: usize = 6;
    let graded = grades::GRADE.replace_all(item, "");
    let rest = areas::AREAS
        .iter()
        .fold(graded.into_owned(), |rest, (_, words)| words.replace_all(&rest, "").into_owned());
    let left = rest.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    rest.len() < item.len() && left <= FEW && !item.trim_end().ends_with('.')
}

/// Counts of councils and the like are no finding about one of them.
pub(super) fn tells_of_many(sentence: &str) -> bool {
    static MANY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:councils|local\s+authorities|nationally|across\s+england|in\s+england|nationwide)\b",
        )
        .expect("a constant pattern")
    });
    MANY.is_match(sentence)
}

/// A sentence that goes on with what the one before reported.
pub(super) fn goes_on(sentence: &str) -> bool {
    static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:it|they|this|these|those|but|however|also|in addition|additionally|furthermore|moreover|as a result|there (?:was|were|is|are))\b").expect("a constant pattern")
    });
    static DONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:will|plans?|published|entered\s+into|established|took place|carried out|responded|pledged|is now|are now|has since|have since|returned|next (?:month|year|week))\b").expect("a constant pattern")
    });
    GOES_ON.is_match(sentence) && !DONE.is_match(sentence)
}

/// "I", "we", "our": the words of somebody who answers for the service.
pub(super) fn is_first_person(words: &str) -> bool {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:I|I’m|I'm|I’ve|I'd|I’d|[Ww]e|[Oo]ur|[Uu]s|[Mm]y|[Ww]e’(?:re|ve|ll)|[Ww]e'(?:re|ve|ll)|[Oo]urselves)\b").expect("a constant pattern")
    });
    FIRST.is_match(words)
}

/// "Better than when we last came", "most of the plans that we read": inspectors speak of themselves as those
/// who came and looked.
pub(super) fn came_and_looked(words: &str) -> bool {
    static LOOKED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bwe\s+(?:(?:last|also|did|could|had|have|not|never|often|first)\s+)*(?:c[ao]me|visit(?:ed)?|saw|see|seen|read|met|meet|find|found|look(?:ed)?|inspect(?:ed)?|sampled?|review(?:ed)?|left|to\s+go|spoke|observed|struck|doubt)\b|\b(?:told|showed|shown|assured)\s+us\b")
            .expect("a constant pattern")
    });
    static OURS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:[Oo]ur|[Oo]urselves|I)\b").expect("a constant pattern"));
    LOOKED.is_match(words) && !OURS.is_match(words)
}

/// "He said".
pub(super) fn somebody_says(narrative: &str) -> bool {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bs?he\s+(?:also\s+|then\s+|later\s+)?(?:said|says|added|adds|told|explained|continued|commented|went\s+on)\b|\b(?:said|says|added)\s+s?he\b")
            .expect("a constant pattern")
    });
    SAYS.is_match(narrative)
}

/// "Fully accepts", "deeply sorry", "immensely proud": how the inspected answer.
pub(super) fn is_response(words: &str) -> bool {
    static RESPONSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:an?\s+|fully\s+|deeply\s+|very\s+|extremely\s+|absolutely\s+|really\s+|bitterly\s+|hugely\s+|immensely\s+|truly\s+|clearly\s+)*(?:accept(?:s|ed)?|welcom(?:e|es|ed)|apologis(?:e|es|ed)|regrets?|sorry|delighted|proud|pleased|thrilled|disappoint(?:ed|ing)|immediate\s+(?:steps|action|changes)|absolute\s+priority)\b").expect("a constant pattern")
    });
    RESPONSE.is_match(words)
}

/// "We", "our": the service speaks of itself.
pub(super) fn answers_for_service(words: &str) -> bool {
    static SERVICE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|[Oo]urselves)\b").expect("a constant pattern"));
    SERVICE.is_match(words)
}
