//! A grade told of all areas at once: "good across the board", "all areas bar adoption", "everything else".
//!
//! Knows which areas each framework judges. Knows nothing of when a grade held.

use super::announced::near;
use super::areas::{AREA_NOUN, AREAS, RATING, listed, listed_with_whole, starts_with_area};
use super::grades::{Frame, GRADE, head};
use super::ties::CHAIN;
use crate::record::JudgementArea;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static ALL_AREAS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b(?:(?P<other>(?:all|every|each|the)\s+(?:of\s+)?(?:the\s+)?(?:other|remaining)\s+(?:\w+\s+)?{AREA_NOUN}|the\s+(?:rest|remainder)\s+of\s+(?:the\s+|its\s+)?{AREA_NOUN}|everything\s+else|all\s+(?:the\s+)?(?:others|rest))|(?:across\s+the\s+board|everything|throughout\s+the\s+(?:report|inspection)|(?:all|every|each)\s+(?:single\s+|one\s+)?(?:of\s+)?(?:the\s+|its\s+|ofsted.s\s+)?(?:(?P<count>three|four|five)\s+)?{AREA_NOUN}(?:\s+(?:inspected|judged|assessed|reviewed|graded|examined)\b)?))\b"
    ))
    .expect("a constant pattern")
});

/// What takes an area out of all.
const BUT: &str = r"(?:except(?:ing)?(?:\s+for)?|apart\s+from|other\s+than|aside\s+from|with\s+the\s+exception\s+of|bar|but(?:\s+for)?)";

/// "Good in all areas", "all other areas were good".
pub(super) fn says_all_areas(sentence: &str, range: &Range<usize>) -> bool {
    // "All areas bar adoption were".
    static BAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)^,?\s+{BUT}\s+[^.;:,]{{3,110}}?(?P<verb>,?\s+(?:was|were|is|are|has|(?:have|had)\s+been|got|received)\b.*)$"
        ))
        .expect("a constant pattern")
    });
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)^[’”'\x22)]*\s*(?:{RATING}\s+)?(?:(?:was|were|is|are)\s+(?:given|awarded)\s+)?(?:in\s+|across\s+|for\s+|on\s+|to\s+|under\s+)?$"
        ))
        .expect("a constant pattern")
    });
    let after = head(&sentence[range.end..], 70);
    let follows = ALL_AREAS.find(after).is_some_and(|found| LINK.is_match(&after[..found.start()]));
    let from = GRADE.find_iter(&sentence[..range.start]).last().map_or(0, |last| last.end());
    let before = near(&sentence[from..], &(range.start - from..range.end - from));
    let precedes = ALL_AREAS.find_iter(before).last().is_some_and(|found| {
        let rest = &before[found.end()..];
        let verb = BAR.captures(rest).and_then(|bar| bar.name("verb"));
        CHAIN.is_match(verb.map_or(rest, |verb| verb.as_str()))
    });
    follows || precedes || fronted(sentence, range)
}

/// "In all four categories – leadership, adoption and the rest – the council was rated good".
fn fronted(sentence: &str, range: &Range<usize>) -> bool {
    static IN_FRONT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)^\W*(?:in|for|across|on|under)\s+$").expect("a constant pattern"));
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\s*[–—,:(-]\s*[^;.]{0,260}?[–—,):-])?,?\s+(?:(?:[Tt]he|[Ii]ts|[Tt]heir)\s+)?(?:council|authority|county|borough|city|services?|department|Ofsted|inspectors|grades?|ratings?|judge?ments?|verdict|it|they|\p{Lu}\p{Ll}+)\b[^.;:–—]{0,70}$")
            .expect("a constant pattern")
    });
    let before = &sentence[..range.start];
    // "In the other area, adoption, it was rated good": of the one named.
    let all = ALL_AREAS.captures(before).filter(|all| all.name("other").is_none());
    all.and_then(|all| all.get(0)).is_some_and(|all| {
        IN_FRONT.is_match(&before[..all.start()]) && SUBJECT.is_match(&before[all.end()..])
    }) && !GRADE.is_match(before)
}

/// "All other areas good": the areas of the framework that are meant.
pub(super) fn all_areas(
    sentence: &str,
    range: &Range<usize>,
    frame: &Frame,
    now: bool,
) -> Vec<JudgementArea> {
    if !says_all_areas(sentence, range) {
        return Vec::new();
    }
    let named = listed(sentence);
    let overall = AREAS.last().is_some_and(|(_, words)| words.is_match(sentence));
    let other = ALL_AREAS.captures_iter(sentence).any(|found| found.name("other").is_some());
    if !now && !other {
        // What all the areas of then were is another framework's matter.
        return vec![JudgementArea::Overall];
    }
    let count = ALL_AREAS.captures_iter(sentence).find_map(|found| found.name("count"));
    let mut areas = framework_areas(sentence, frame, count.map(|count| count.as_str()));
    // "In all areas – adoption, leadership": what is listed is among them, whichever framework it was.
    let listed_here = told_one_by_one(sentence, range);
    // "In each of the following areas: adoption, leadership".
    if !listed_here.is_empty() && sentence.to_lowercase().contains("following") {
        return listed_here;
    }
    for area in listed_here {
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    // "In all areas except adoption".
    static EXCEPT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)\b{BUT}\s+(?P<rest>[^.;:]{{3,120}})")).expect("a constant pattern")
    });
    let behind = EXCEPT.captures(&sentence[range.end..]).and_then(|found| found.name("rest"));
    let mut excepted = behind.map(|rest| listed(rest.as_str())).unwrap_or_default();
    // "With the exception of adoption, all areas", "all areas bar adoption were".
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)\b{BUT}\s+(?P<rest>[^.;:]{{3,110}}?)(?:,|\s+(?:was|were|is|are|has|(?:have|had)\s+been|got|received)\b)"))
            .expect("a constant pattern")
    });
    let before = BEFORE.captures(&sentence[..range.start]).and_then(|found| found.name("rest"));
    excepted.extend(before.map(|rest| listed(rest.as_str())).unwrap_or_default());
    let looked_after = |area: &JudgementArea| {
        matches!(area, JudgementArea::InCare | JudgementArea::LookedAfterAndPermanence)
    };
    areas.retain(|area| {
        !excepted.iter().any(|other| other == area || looked_after(other) && looked_after(area))
    });
    if other {
        areas.retain(|area| !named.contains(area) && (!overall || *area != JudgementArea::Overall));
    }
    areas
}

/// "All five areas": how many, where that is told.
pub(super) fn areas_told(sentence: &str) -> Option<usize> {
    let count = ALL_AREAS.captures_iter(sentence).find_map(|found| found.name("count"))?;
    Some(match &count.as_str().to_lowercase()[..] {
        "three" => 3,
        "four" => 4,
        _ => 5,
    })
}

/// The areas listed right behind "all areas" as what they are.
fn told_one_by_one(sentence: &str, range: &Range<usize>) -> Vec<JudgementArea> {
    static THEY_ARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\s*(?:(?:judged|inspected|assessed|reviewed|graded|examined|(?:it|they|inspectors)\s+looked\s+at)\s*)?(?:(?:[,:–—-]|\()\s*(?:including\s+|namely\s+|that\s+is\s+|for\s+)?|including\s+)")
            .expect("a constant pattern")
    });
    let after = if fronted(sentence, range) { &sentence[..range.start] } else { &sentence[range.end..] };
    let Some(all) = ALL_AREAS.find(after) else { return Vec::new() };
    let Some(lead) = THEY_ARE.find(&after[all.end()..]) else { return Vec::new() };
    let rest = &after[all.end() + lead.end()..];
    let end = GRADE.find(rest).map_or(rest.len(), |next| next.start());
    let end = rest[..end].find('.').unwrap_or(end);
    if starts_with_area(&rest[..end]) { listed_with_whole(&rest[..end]) } else { Vec::new() }
}

/// The judgements of the framework of the day; where the day is not told, those that the latest year or the
/// number of areas leaves no doubt about.
fn framework_areas(sentence: &str, frame: &Frame, count: Option<&str>) -> Vec<JudgementArea> {
    use JudgementArea::{
        Adoption, CareAndCareLeavers, CareLeavers, HelpAndProtection, InCare, Leaders,
        LookedAfterAndPermanence, Overall,
    };
    let joined = listed(sentence).contains(&CareAndCareLeavers);
    let year = frame.published.map(|day| day.year());
    match year.map(|year| if frame.framework == Some("sif") { year.min(2017) } else { year }) {
        Some(2014..=2017) => {
            vec![Overall, HelpAndProtection, LookedAfterAndPermanence, Adoption, CareLeavers, Leaders]
        }
        Some(2018..=2022) => vec![Overall, Leaders, HelpAndProtection, CareAndCareLeavers],
        Some(2023..) if !joined => vec![Overall, Leaders, HelpAndProtection, InCare, CareLeavers],
        _ if joined => vec![Overall, Leaders, HelpAndProtection, CareAndCareLeavers],
        Some(_) => vec![Overall],
        None => match (frame.latest, count) {
            (Some(2023..), Some(_)) => vec![Overall, Leaders, HelpAndProtection, InCare, CareLeavers],
            (Some(2018..), Some("three")) => vec![Overall, Leaders, HelpAndProtection, CareAndCareLeavers],
            (Some(2018..), Some("five")) => vec![Overall, Leaders, HelpAndProtection, InCare, CareLeavers],
            (Some(2018..), Some(_)) => vec![Overall, Leaders, HelpAndProtection],
            _ => vec![Overall],
        },
    }
}
