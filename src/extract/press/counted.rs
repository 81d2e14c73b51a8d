//! Areas told by what they have in common: "two of the five areas", "both areas", "the areas requiring
//! improvement are".
//!
//! Knows how areas are counted and then named. Knows nothing of when a grade held.

use super::announced::near;
use super::areas::{
    AREA_NOUN, AREAS, RATING, leads_to_area, listed, listed_with_whole, starts_with_area, trailing_area_cut,
};
use super::grades::GRADE;
use crate::record::JudgementArea;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// "Adoption and leadership won praise, with inspectors rating both areas as outstanding".
pub(super) fn both_areas(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)\b(?:both|each|all|these|those)\s+(?:of\s+(?:these|those|them)\s+)?(?:{AREA_NOUN}|services|of\s+(?:which|them|these))\s+(?:(?:being|were|was|are|is|have|been|judged|rated|graded|found|as|to|be)\s+)*[‘“'\x22]?$"
        ))
        .expect("a constant pattern")
    });
    let before = &sentence[..range.start];
    let both = BOTH.find(before)?;
    let areas = listed_with_whole(&before[..both.start()]);
    (areas.len() > 1).then_some(areas)
}

/// "The report rated as good the impact of leaders and adoption": the object behind the grade.
pub(super) fn areas_as_object(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static RATED_AS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:rat|judg|grad|class|deem|mark)(?:ed|ing)\s+(?:as\s+)?[‘“'\x22]?$")
            .expect("a constant pattern")
    });
    static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22]?\s+(?:the|its|their|both)\s").expect("a constant pattern")
    });
    let after = &sentence[range.end..];
    if !RATED_AS.is_match(&sentence[..range.start]) || !ARTICLE.is_match(after) {
        return None;
    }
    let end = GRADE.find(after).map_or(after.len(), |next| next.start());
    let stop = after[..end].find(['.', ';']);
    let named = match stop {
        Some(stop) => &after[..stop],
        None => trailing_area_cut(&after[..end], end < after.len()),
    };
    let areas = listed_with_whole(named);
    (!areas.is_empty() && starts_with_area(after.trim_start_matches(['’', '”', '\'', '"']))).then_some(areas)
}

/// "Impressed with the help for children in care, it rated the council outstanding in that area".
pub(super) fn that_area(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static IN_THAT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)^[’”'\x22]?\s+(?:{RATING}\s+)?(?:in|for|under|on)\s+(?P<which>this|that|these|those|both)\s+(?:two\s+|three\s+)?(?:{AREA_NOUN}|services?|respects?|regards?)\b"
        ))
        .expect("a constant pattern")
    });
    // "In all categories bar help and protection, for which it was good": of the one named last.
    static FOR_WHICH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:,|–)\s+(?:for|in|on|under)\s+which\s+(?:it|they|the\s+(?:council|authority|service|department|borough|county|city))\s+(?:[\p{L}]+\s+){1,4}[‘“'\x22]?$")
            .expect("a constant pattern")
    });
    if let Some(which) = FOR_WHICH.find(&sentence[..range.start]) {
        let named = listed_with_whole(&sentence[..which.start()]).into_iter().next_back();
        return named.map(|area| vec![area]);
    }
    // "Adoption was a bright spot, with inspectors rating it as good".
    static RATING_IT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i),\s+[^,;]{0,40}\b(?:rat|judg|grad|deem|mark)(?:ing|ed)\s+(?:it|them|this)\s+(?:as\s+|to\s+be\s+)?[‘“'\x22]?$")
            .expect("a constant pattern")
    });
    if let Some(it) = RATING_IT.find(&sentence[..range.start])
        && starts_with_area(&sentence[..it.start()])
        && !GRADE.is_match(&sentence[..it.start()])
    {
        return Some(listed_with_whole(&sentence[..it.start()])).filter(|areas| !areas.is_empty());
    }
    let found = IN_THAT.captures(&sentence[range.end..])?;
    let areas = listed_with_whole(&sentence[..range.start]);
    let one = matches!(&found["which"].to_lowercase()[..], "this" | "that");
    let areas = if one { areas.into_iter().next_back().into_iter().collect() } else { areas };
    (!areas.is_empty()).then_some(areas)
}

/// "The aspects requiring improvement are adoption and leadership", "among the areas rated good was support
/// for care leavers": the areas stand behind the grade as what has it.
pub(super) fn areas_so_graded(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static AREAS_THAT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)\b(?:{AREA_NOUN}|parts?|services?|ones?)\s+(?:that\s+|which\s+)?(?:(?:it|they|inspectors|ofsted)\s+)?(?:(?:is|are|was|were|to\s+be|being|has|have|been|had|still|now|also)\s+)*(?:(?:rated|judged|graded|deemed|found|marked|considered|classed|described|assessed|awarded|given|with|receiving|received|getting)(?:\s+(?:as|to\s+be|to|an?|the))*\s*)?[‘“'\x22]?$|^\W*(?:also\s+)?(?:rated|judged|graded|deemed|found)\s+(?:as\s+|to\s+be\s+)?[‘“'\x22]?$"
        ))
        .expect("a constant pattern")
    });
    static ARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)^[’”'\x22]?(?:\s+{RATING})?(?:\s+(?:overall|again|this\s+time|by\s+(?:the\s+)?[\p{{L}}]+))?,?\s*(?:(?:were|are|was|is|includ(?:e[sd]?|ing)|being)\b|:|–|—)\s*:?\s*"
        ))
        .expect("a constant pattern")
    });
    let behind = &sentence[range.end..];
    let are = ARE.find(behind)?;
    if are.as_str().trim().is_empty() || !AREAS_THAT.is_match(near(sentence, range)) {
        return None;
    }
    let rest = &behind[are.end()..];
    let end = GRADE.find(rest).map_or(rest.len(), |next| next.start());
    let stop = rest[..end].find(['.', ';']);
    let named = match stop {
        Some(stop) => &rest[..stop],
        None => trailing_area_cut(&rest[..end], end < rest.len()),
    };
    let areas = listed_with_whole(named);
    (!areas.is_empty() && (starts_with_area(rest) || leads_to_area(rest))).then_some(areas)
}

/// "These were adoption and leadership": the areas that the sentence before only counted.
pub(super) fn areas_counted_before(sentence: &str) -> Option<Vec<JudgementArea>> {
    static THESE_ARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)^\W*(?:these|those|they|the\s+(?:(?:two|three|four|five)\s+)?{AREA_NOUN}(?:\s+(?:that|which|it|they|ofsted|inspectors|looked|inspected|covered|graded|to|receiv\w+)\b[^,;:.]{{0,40}}?)?|the\s+(?:two|three|four|five))\s+(?:were|are|include[sd]?|being)\s*:?\s+"
        ))
        .expect("a constant pattern")
    });
    // "Ofsted looked at leadership, help and protection and overall effectiveness": what was judged, in full.
    static LOOKED_AT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:ofsted|inspectors|inspection|it|they)\s+(?:looked\s+at|examined|assessed|considered|reviewed|covered|focuss?ed\s+on)\s+")
            .expect("a constant pattern")
    });
    if let Some(looked) = LOOKED_AT.find(sentence) {
        let rest = &sentence[looked.end()..];
        let areas = listed_with_whole(rest);
        return (areas.len() >= AREAS_OF_ANY_FRAMEWORK && starts_with_area(rest)).then_some(areas);
    }
    let rest = &sentence[THESE_ARE.find(sentence)?.end()..];
    let areas = listed_with_whole(rest);
    (!areas.is_empty() && starts_with_area(rest)).then_some(areas)
}

/// "Areas highlighted for improvement were the experiences and progress of children who need help and
/// protection and the impact of leaders": judgements by their own names, in a text that tells that grade.
pub(super) fn areas_to_improve(sentence: &str) -> Option<Vec<JudgementArea>> {
    static TO_IMPROVE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)\b{AREA_NOUN}\s+(?:(?:that\s+(?:were|are)\s+)?(?:identified|highlighted|marked|named)\s+)?(?:for|as\s+(?:needing|requiring)|in\s+need\s+of|needing)\s+improvement\s+(?:were|are|includ(?:e|ed|ing)):?\s+"
        ))
        .expect("a constant pattern")
    });
    static BY_NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bexperiences?\s+and\s+progress\s+of\b|\bimpact\s+of\s+leaders\b|\boverall\s+effectiveness\b")
            .expect("a constant pattern")
    });
    let rest = &sentence[TO_IMPROVE.find(sentence)?.end()..];
    let areas = listed_with_whole(rest);
    (areas.len() > 1 && BY_NAME.find_iter(rest).count() > 1 && starts_with_area(rest)).then_some(areas)
}

/// No framework judges fewer areas.
pub(super) const AREAS_OF_ANY_FRAMEWORK: usize = 3;

/// "Good in three of the four areas", "three were judged good": where the words for some areas end.
pub(super) fn some_areas(sentence: &str, range: &Range<usize>) -> Option<usize> {
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        let number = r"(?:one|two|three|four|five|six|\d|several|some|most|another|others?|the\s+(?:third|fourth|fifth|last|final|remaining)(?:\s+one)?)";
        Regex::new(&format!(
            r"(?i)^[’”'\x22)]*\s*(?:ratings?\s+|judge?ments?\s+|grades?\s+|marks?\s+|scores?\s+)?(?:in|for|across|(?:was|were)\s+(?:given|awarded|handed)\s+(?:to|for|in))\s+(?:the\s+{number}\s+(?:key|main)\s+areas\s+of\b|{number}(?:\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?{number}|\s+more)?(?:\s+[\p{{L}}-]+){{0,2}}?\s*(?:\b(?:areas?|sub-areas?|categor(?:y|ies)|judge?ments?|aspects?|headings?|criteri(?:a|on)|sections?)\b(?:\s+(?:reviewed|inspected|judged|assessed|examined|graded))?|\b(?:including|namely)\b|[,.;]|$))"
        ))
        .expect("a constant pattern")
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        let number = r"(?:one|two|three|four|five|six|\d)";
        Regex::new(&format!(
            r"(?i)\b(?:some|several|certain|a\s+number\s+of|a\s+few|most|many)\s+(?:of\s+(?:the|its)\s+)?(?:areas?|categories|services|judge?ments|aspects)\s+(?:(?:that|which)\s+)?(?:(?:were|are|had\s+been|being|was)\s+)?(?:(?:rated|judged|graded|deemed|found)\s+)?(?:(?:as|to\s+be|to)\s+)?[‘“'\x22]?$|\b{number}(?:\s+(?:out\s+)?of\s+(?:(?:the|its|their)\s+)?{number})?\s+(?:(?:(?:areas?|categor(?:y|ies)|services|judge?ments?|aspects|headings|of\s+them)(?:\s+of\s+(?:the|its)\s+\p{{L}}+|\s+(?:inspected|judged|assessed|reviewed|examined))?\s+)(?:(?:as|were|was|are|being)\s+)?|(?:as|were|was)\s+)(?:(?:rated|judged|graded)\s+)?(?:(?:as|to\s+be)\s+)?[‘“'\x22]?$|\b(?:and|but|with|while)\s+(?:the\s+(?:other|remaining)\s+)?{number}\s+(?:(?:as|were|was|being)\s+)?(?:(?:rated|judged|graded)\s+)?(?:(?:as|to\s+be)\s+)?[‘“'\x22]?$"
        ))
            .expect("a constant pattern")
    });
    static TIMES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:years?|months?|weeks?|decades?|inspections?|reports?|councils?|authorities)\b")
            .expect("a constant pattern")
    });
    let after = AFTER
        .find(&sentence[range.end..])
        .filter(|found| !TIMES.is_match(found.as_str()))
        .map(|found| range.end + found.end());
    after.or_else(|| BEFORE.is_match(near(sentence, range)).then_some(range.end))
}

/// "In three out of four categories the council was judged inadequate, including leadership": only those.
pub(super) fn including(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static NUMBER_IN_FRONT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:(?:and|but|while)\s+)?(?:in|for|on|across)\s+(?:one|two|three|four|five|six|\d|most|some)\s+(?:(?:out\s+)?of\s+(?:(?:the|its|their|ofsted.s)\s+)?(?:three|four|five|six|\d)\s+)?(?:\w+\s+){0,2}?(?:areas?|categor(?:y|ies)|judge?ments?|aspects?|headings?|criteri(?:a|on)|sections?)\b(?P<between>[^;.]*)$").expect("a constant pattern")
    });
    static INCLUDING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22]?(?:\s+\w+){0,2}?[,\s–—-]+(?:including|among\s+them|namely|notably|these\s+(?:are|were))\s+(?P<rest>[^.;]+)").expect("a constant pattern")
    });
    let between = NUMBER_IN_FRONT.captures(&sentence[..range.start])?.name("between")?;
    let mut areas = listed_with_whole(between.as_str());
    if let Some(rest) = INCLUDING.captures(&sentence[range.end..]).and_then(|found| found.name("rest")) {
        let end = GRADE.find(rest.as_str()).map_or(rest.len(), |next| next.start());
        areas.extend(listed_with_whole(&rest.as_str()[..end]));
    }
    Some(areas)
}

/// The areas that follow "in two areas", up to the next grade; the whole too where it is named.
pub(super) fn some_named(rest: &str) -> Vec<JudgementArea> {
    static LEADS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\s*(?:[,:–—(’”'\x22-]|which|that|are|were|is|was|covers?|covering|relat(?:es?|ing)\s+to|including|of|inspected|the\s+(?:other|first|second)\s+being|how|the|its|services?|manages?|managed|supports?|supported|looks?|\s)*$")
            .expect("a constant pattern")
    });
    let end = GRADE.find(rest).map_or(rest.len(), |next| next.start());
    let rest = &rest[..end];
    let first = AREAS.iter().filter_map(|(_, words)| words.find(rest)).map(|found| found.start()).min();
    let Some(first) = first else { return Vec::new() };
    static ARTICLES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:\b(?:the|its|their|(?:service|council|department|authority).s|experiences?|and|progress|of|for|services?|support|work|with|impact|help|how|it|to|given)\b\s*)+$",
        )
        .expect("a constant pattern")
    });
    let lead = ARTICLES.replace(&rest[..first], "");
    let opens = rest.trim_start_matches(['’', '”', '\'', '"', ' ', ':', ',', '–', '—', '-', '(']);
    // ", with leadership rated outstanding" goes on to another grade.
    let goes_on =
        || ["with ", "and ", "but ", "while ", "although "].iter().any(|word| opens.starts_with(word));
    let set_off = opens.len() < rest.trim_start().len() && !goes_on();
    if !(LEADS.is_match(&lead) || set_off && leads_to_area(opens)) {
        return Vec::new();
    }
    let mut areas = listed(rest);
    if AREAS.last().is_some_and(|(_, words)| words.is_match(rest)) {
        areas.insert(0, JudgementArea::Overall);
    }
    areas
}
