//! Grades told by their rank and not by their name: "the top grade", "the second lowest of four bands",
//! "the same rating".
//!
//! Knows which words stand for a rank. Knows nothing of what a grade is for or when one held.

use super::grades::head;
use crate::record::Grade;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A rank, as an expression of several words.
static RANK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?P<second>second|next)?[\s-]*(?:to[\s-]+)?\b(?P<rank>top|highest|best\s+possible|lowest|bottom|worst(?:\s+possible)?)",
        r"(?:[\s-]+(?:possible|available|ofsted|overall|inspection|achievable))*\s+(?:of\s+(?:(?:the|its|their|ofsted.s)\s+)?(?:(?:four|five|possible|ofsted|inspection)\s+)*)?",
        r"(?:grades?|gradings?|ratings?|mark|judge?ments?|bands?|categor(?:y|ies)|scores?|rankings?|verdicts?)\b"
    ))
    .expect("a constant pattern")
});

/// "The same grade": the one told last.
static SAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:the|an?)\s+(?:same|identical)|this|that)\s+(?:high\s+|low\s+|overall\s+|ofsted\s+)*(?:grades?|gradings?|ratings?|ranking|mark|judge?ments?|verdicts?|score)\b")
        .expect("a constant pattern")
});

/// What makes the rank one of a council's own results: "its highest rating yet", "the lowest mark in years".
static OF_ITS_OWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22,]?\s*(?:ever\b|yet\b|so\s+far|to\s+date|since\b|it\s+has|they\s+have|for\s+(?:\d|an?\s|more|over\b|nearly|almost|years|any)|in\s+(?:its|the|their|over|more|an?|\d|years|any)\b|among\b|of\s+(?:any|all)\b|given\s+to\s+any)")
        .expect("a constant pattern")
});

/// "One step below the top grade", "missed out on the highest rating".
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:below|beneath|above|under|than|not|no|short\s+of|shy\s+of|away\s+from|close\s+to|avoid\w*|escap\w*|miss\w*(?:\s+out)?(?:\s+on)?)\s+(?:(?:the|ofsted.s|an?|its|their)\s+)?$")
        .expect("a constant pattern")
});

/// Verbs by which a rank comes to somebody.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:gain\w*|w[io]ns?|winning|award\w*|giv(?:en|es?|ing)|gave|hand(?:ed|s|ing)|receiv\w*|achiev\w*|earn(?:s|ed|ing)|secur(?:ed|es|ing)|land(?:s|ed)|g[eo]ts?|scoop\w*|claim\w*|retain\w*|ke(?:ep|eps|pt)|h[eo]lds?|obtain\w*|",
        r"attain\w*|score[ds]?|collect\w*|celebrat\w*|rated|graded|judged|placed|puts?|stuck|slapped|branded|marked|ranked|ris(?:es?|en|ing)|rose|mov(?:es?|ed|ing)|climb\w*|jump\w*|soar\w*|lift\w*|rais\w*|drop\w*|f[ae]ll\w*|slid\w*|sinks?|sank|plung\w*|slump\w*|",
        r"downgraded|upgraded|hits?|remains?|out\s+of|from|with|up\s+to|down\s+to)\b[^.;:]{0,70}$"
    ))
    .expect("a constant pattern")
});

/// A headline leaves the verb out: "Top Ofsted rating for Brackenshire".
static GIVEN_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:possible\s+)?(?:(?:for|from|by)\s+(?:\p{Lu}|the\s+council|the\s+watchdog|ofsted|inspectors|council|children)|was\s+(?:also\s+)?(?:given|awarded))")
        .expect("a constant pattern")
});

/// The grades that a sentence tells by rank. `named` are those that it names, `last` is the one told before it.
pub(super) fn ranked(
    sentence: &str,
    named: &[(Range<usize>, Grade)],
    last: Option<Grade>,
) -> Vec<(Range<usize>, Grade)> {
    let mut found: Vec<(Range<usize>, Grade)> = Vec::new();
    for rank in RANK.captures_iter(sentence) {
        let (Some(whole), Some(word)) = (rank.get(0), rank.name("rank")) else { continue };
        let high = !word.as_str().to_lowercase().starts_with(['l', 'w'])
            && !word.as_str().eq_ignore_ascii_case("bottom");
        let grade = match (rank.name("second").is_some(), high) {
            (false, true) => Grade::Outstanding,
            (true, true) => Grade::Good,
            (true, false) => Grade::RequiresImprovement,
            (false, false) => Grade::Inadequate,
        };
        let start = whole.start() + (whole.len() - whole.as_str().trim_start().len());
        let (before, after) = (&sentence[..start], &sentence[whole.end()..]);
        // "‘Inadequate’, the lowest rating": told by its name.
        let by_name = named.iter().any(|(_, told)| *told == grade);
        let given = GIVEN.is_match(before) || GIVEN_AFTER.is_match(head(after, 60));
        if !by_name && given && !OF_ITS_OWN.is_match(after) && !BESIDE.is_match(before) {
            found.push((start..whole.end(), grade));
        }
    }
    for same in SAME.find_iter(sentence) {
        // "The same grade as in 2019" is told elsewhere.
        let compared = ["as ", "it ", "they ", "that ", "than "]
            .iter()
            .any(|word| sentence[same.end()..].trim_start_matches([',', ' ']).starts_with(word));
        let before = named.iter().rev().find(|(range, _)| range.end <= same.start()).map(|(_, grade)| *grade);
        let taken = found.iter().any(|(range, _)| range.start < same.end() && same.start() < range.end)
            || named.iter().any(|(range, _)| range.start == same.end() + 1);
        if let Some(grade) = before.or(last).filter(|_| !compared && !taken) {
            found.push((same.range(), grade));
        }
    }
    found
}

/// "The same grade" is nobody's unless its area stands beside it.
pub(super) fn needs_area(sentence: &str, range: &Range<usize>) -> bool {
    SAME.find(&sentence[range.clone()]).is_some_and(|same| same.start() == 0)
}

/// "The same rating at its previous inspection", "... in 2014": what follows says when.
pub(super) fn same_as_then(after: &str) -> bool {
    static THEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\s+(?:at|in|after|from|following)\s+(?:(?:its|their|the|an?|ofsted.s)\s+)?(?:last|previous|earlier|prior|(?:19|20)\d\d)\b")
            .expect("a constant pattern")
    });
    THEN.is_match(after)
}

/// "So was adoption performance.": what takes over the grade of the sentence before.
pub(super) fn likewise(sentence: &str) -> Option<Range<usize>> {
    static LIKEWISE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^\W*(?:and\s+)?(?:so(?:,?\s+too,?)?\s+(?:was|were|is|are|did|does|do|has|have)|(?:the\s+same|that)\s+(?:was|is|went|goes|applie[sd]|held|holds)\s+(?:also\s+)?(?:true\s+|good\s+)?(?:of|for|to)|likewise(?:\s+for)?,?)\s+",
            r"(?P<rest>[^.;]{3,200})|^\W*(?P<too>[^.;:]{3,120}?)\s+(?:was|were|is|are|did|does|do|has|have|got\s+it)(?:\s+rated)?,?\s+(?:too|as\s+well|likewise|also)\W*$"
        ))
        .expect("a constant pattern")
    });
    LIKEWISE
        .captures(sentence)
        .and_then(|found| found.name("rest").or(found.name("too")))
        .map(|rest| rest.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sentence: &str) -> Vec<Grade> {
        ranked(sentence, &[], None).into_iter().map(|(_, grade)| grade).collect()
    }

    #[test]
    fn ranks_given() {
        use Grade::*;
        for (sentence, grade) in [
            ("Brackenshire has gained the top grade for its work with children.", Outstanding),
            ("Ofsted has awarded its highest rating to the council.", Outstanding),
            ("Council wins Ofsted's highest mark", Outstanding),
            ("Top Ofsted rating for Brackenshire children’s services", Outstanding),
            ("The council was handed the lowest possible rating.", Inadequate),
            ("Council handed bottom rating", Inadequate),
            ("The service fell into the lowest of the four categories.", Inadequate),
            ("It was placed in the second lowest of the four bands.", RequiresImprovement),
            ("The service was given the second-highest grade.", Good),
            ("Brackenshire climbs out of lowest Ofsted category", Inadequate),
        ] {
            assert_eq!(told(sentence), [grade], "{sentence}");
        }
    }

    #[test]
    fn ranks_of_something_else() {
        for sentence in [
            "The council was given its highest rating yet.",
            "It has won the highest mark in its history.",
            "The service is one step below the top grade.",
            "It narrowly missed out on the top rating.",
            "Top marks for leadership in two boroughs",
            "The highest judgement of all is that of families.",
            "Caseloads are at their lowest level in years.",
        ] {
            assert_eq!(told(sentence), [], "{sentence}");
        }
    }

    #[test]
    fn the_same_grade_is_that_told_before() {
        let sentence = "It gave the same rating to the adoption service.";
        assert_eq!(ranked(sentence, &[], Some(Grade::Good)).len(), 1);
        assert!(ranked(sentence, &[], None).is_empty());
        assert!(
            ranked("It was rated good, the same grade as in 2019.", &[(13..17, Grade::Good)], None)
                .is_empty()
        );
        assert!(likewise("So was adoption performance.").is_some());
        assert!(likewise("So many children wait.").is_none());
    }
}
