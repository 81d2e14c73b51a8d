//! Which areas a grade is meant for, of all that a sentence names.
//!
//! Knows in which order the ways of telling them count. Knows nothing of their words.

use super::areas::{listed_with_whole, trailing_area_cut};
use super::counted::{
    areas_as_object, areas_so_graded, both_areas, including, some_areas, some_named, that_area,
};
use super::grades::GRADE;
use super::sweeping::says_all_areas;
use super::ties::{
    areas_after, areas_around_an_aside, areas_before, areas_directly_after, areas_in_front,
    areas_of_the_subject,
};
use crate::record::JudgementArea;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The areas that a grade is for; overall where none is named.
pub(super) fn areas(sentence: &str, range: &Range<usize>) -> Vec<JudgementArea> {
    if says_all_areas(sentence, range) {
        return Vec::new();
    }
    if let Some(areas) = areas_so_graded(sentence, range).or_else(|| that_area(sentence, range)) {
        return areas;
    }
    if let Some(areas) = both_areas(sentence, range).or_else(|| areas_as_object(sentence, range)) {
        return areas;
    }
    if let Some(end) = some_areas(sentence, range) {
        // "Good in two of four areas – leadership and care leavers": only those that are named.
        let mut named = some_named(&sentence[end..]);
        // "Adoption was one of two areas graded inadequate, the other being leadership".
        if ONE_OF_THEM.is_match(&sentence[..range.start]) {
            named.extend(areas_before(sentence, range).unwrap_or_default());
        }
        return named;
    }
    if let Some(areas) = including(sentence, range) {
        return areas;
    }
    if let Some(areas) = areas_directly_after(sentence, range).or_else(|| areas_after(sentence, range)) {
        return areas;
    }
    let whole = vec![JudgementArea::Overall];
    let before = areas_before(sentence, range);
    // "Judged services for help and protection, looked-after children and care leavers ‘good’ overall".
    static OVERALL_AFTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22]?\s+overall\b(?:\s*[.,;]|\s+(?:and|but|with)\b|$)")
            .expect("a constant pattern")
    });
    if before.as_ref().is_some_and(|areas| areas.len() > 1) && OVERALL_AFTER.is_match(&sentence[range.end..])
    {
        return whole;
    }
    let mut found = before
        .or_else(|| areas_of_the_subject(sentence, range))
        .or_else(|| areas_in_front(sentence, range))
        .or_else(|| areas_around_an_aside(sentence, range))
        .unwrap_or(whole);
    // "..., as was its overall effectiveness".
    static AS_WAS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22]?(?:\s+(?:ratings?|grades?|judge?ments?|marks?))?(?:\s+overall)?,?\s+(?:as\s+well\s+as\s+(?:for|in|on|under)|as\s+(?:was|were|is|are|has|have|did|does)|the\s+same\s+as(?:\s+for)?|(?:along|together)\s+with)\s+(?P<rest>[^.;]{1,200})")
            .expect("a constant pattern")
    });
    if let Some(rest) = AS_WAS.captures(&sentence[range.end..]).and_then(|found| found.name("rest")) {
        let end = GRADE.find(rest.as_str()).map_or(rest.len(), |next| next.start());
        // "..., as were those for care leavers, although adoption was good": up to the next clause.
        static NEXT: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\b(?:but|although|though|while|whereas|however)\b").expect("a constant pattern")
        });
        let list = trailing_area_cut(&rest.as_str()[..end], end < rest.len());
        let clause = NEXT.find(list).map_or(list.len(), |next| next.start());
        found.extend(listed_with_whole(&list[..clause]));
    }
    found
}

static ONE_OF_THEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:was|were|is|are)\s+(?:also\s+)?(?:among|one\s+of|two\s+of|both\s+among)\b[^,;:.]{0,60}$",
    )
    .expect("a constant pattern")
});
