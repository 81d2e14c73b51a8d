//! The areas that are judged: the words for each, and where a list of them begins and ends.
//!
//! Knows the areas of each framework. Knows nothing of grades' sentences.

use crate::record::JudgementArea;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words for each judgement's area, most exact first.
pub(super) static AREAS: LazyLock<Vec<(JudgementArea, Regex)>> = LazyLock::new(|| {
    let areas = [
        (
            JudgementArea::CareAndCareLeavers,
            r"children\s+in\s+care\s+and\s+care[\s-](?:leavers?|experienced)|(?:experiences\s+and\s+progress\s+of\s+)?children\s+(?:who\s+are\s+)?in\s+care\s+and\s+care\s+leavers",
        ),
        (
            JudgementArea::LookedAfterAndPermanence,
            r"(?:children\s+(?:being\s+|who\s+are\s+)?looked[\s-]after|looked[\s-]after\s+children)(?:\s+and\s+(?:achieving\s+)?permanence)?|achieving\s+permanence|looking\s+after\s+children",
        ),
        (
            JudgementArea::CareLeavers,
            r"care[\s-]leavers?|experiences\s+and\s+progress\s+of\s+care\s+leavers|care[\s-]experienced\s+(?:young\s+)?(?:people|adults)|(?:young\s+people|youngsters|children|adults|those|people)\s+(?:(?:who\s+(?:are\s+)?)?(?:leaving|moving\s+on\s+from)|(?:who\s+|that\s+)(?:have\s+)?(?:now\s+|recently\s+)?(?:left|leave)|needing\s+help\s+to\s+leave|after)\s+(?:[\p{L}]+(?:[’']s)?\s+)?care|leaving[\s-]care|care\s+leaving",
        ),
        (
            JudgementArea::HelpAndProtection,
            r"(?:children\s+(?:who\s+)?(?:in\s+)?need\s+(?:of\s+)?)?help\s+and\s+protection|(?:children|young\s+people|those)\s+(?:who\s+|that\s+)?(?:may\s+)?(?:need|needing|require|requiring|in\s+need\s+of)\s+(?:help|protection)(?:,?\s+(?:and|or)\s+(?:help|protection|care))?|need\s+(?:of\s+)?help,?\s+(?:care,?\s+)?(?:and|or)\s+protection|children\s+(?:who\s+)?(?:are\s+)?(?:in\s+)?need\s+(?:of\s+)?protection|protection\s+of\s+children|(?:help(?:ing|s)?\s+and\s+)?protect(?:ing|s)?\s+children|child\s+protection(?:\s+(?:services?|provision|work))?",
        ),
        (
            JudgementArea::Leaders,
            r"leadership(?:,?\s+management,?\s+and\s+governance|\s+and\s+management|\s+and\s+governance)?|impact\s+of\s+(?:its\s+|their\s+|the\s+)?(?:leaders|leadership)(?:\s+on\s+(?:[\p{L}\s]{0,80}(?:families|practice)|(?:the\s+)?social\s+work))?|impact\s+(?:that\s+)?(?:its\s+|the\s+)?(?:leaders|leadership)\s+ha(?:ve|s)(?:\s+on\s+(?:[\p{L}\s]{0,80}(?:families|practice)|(?:the\s+)?social\s+work))?|leaders[’']\s+impact(?:\s+on\s+(?:[\p{L}\s]{0,80}(?:families|practice)|(?:the\s+)?social\s+work))?|leaders",
        ),
        (
            JudgementArea::Adoption,
            r"(?:fostering\s+and\s+)?adoption(?:\s+and\s+fostering)?(?:\s+(?:performance|services?|provision|work))?",
        ),
        (
            JudgementArea::InCare,
            r"(?:children|those|young\s+people|youngsters)\s+(?:who\s+are\s+|already\s+)?(?:with)?in\s+(?:its\s+|their\s+|public\s+|(?:the\s+)?(?:local\s+authority|council|[\p{L}-]+(?:\s+[\p{L}-]+)?)[’']s\s+)?care|cared[\s-]for\s+children|services\s+for\s+children\s+in\s+care",
        ),
        (
            JudgementArea::Lscb,
            r"local\s+(?:safeguarding\s+)?child(?:ren)?(?:.s)?\s+(?:safeguarding\s+)?board|l[sc][sc]b|safeguarding\s+(?:children(?:.s)?\s+)?board",
        ),
        (JudgementArea::Overall, r"overall(?:\s+effectiveness)?"),
    ];
    areas
        .into_iter()
        .map(|(area, words)| {
            (area, Regex::new(&format!(r"(?i)\b(?:{words})\b")).expect("a constant pattern"))
        })
        .collect()
});

/// What areas are called together, with what may stand before it.
pub(super) const AREA_NOUN: &str = r"(?:(?:following|key|main|service|separate|different|individual|specific|inspection|inspected|judge?ment|judged|graded|assessment|assessed|headline)\s+)*(?:areas?|sub-areas?|categor(?:y|ies)|judge?ments?|aspects?|headings?|criteri(?:a|on)|sections?|strands?|measures?|elements?|fields?|counts?)";

/// What a grade is called.
pub(super) const RATING: &str = r"(?:(?:ofsted|overall|inspection)\s+)*(?:ratings?|grades?|gradings?|judge?ments?|verdicts?|marks?|scores?|status|assessments?|results?|outcomes?|category|band)";

/// The areas listed, with the whole where it stands among them.
pub(super) fn listed_with_whole(words: &str) -> Vec<JudgementArea> {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\boverall\s+(?:effectiveness|performance|rating|grade|judge?ment)\b")
            .expect("a constant pattern")
    });
    // "The overall effectiveness of arrangements to protect children" is one judgement.
    static WHOLE_OF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\boverall\s+effectiveness\s+of\s+(?:the\s+)?(?:arrangements|safeguarding|work|provision)\b[^,;:]{0,80}")
            .expect("a constant pattern")
    });
    let mut found = listed(&WHOLE_OF.replace_all(words, " "));
    if WHOLE.is_match(words) {
        found.insert(0, JudgementArea::Overall);
    }
    found
}

pub(super) fn listed(words: &str) -> Vec<JudgementArea> {
    let mut taken = words.to_owned();
    let mut found: Vec<(usize, JudgementArea)> = Vec::new();
    for (area, pattern) in AREAS.iter().filter(|(area, _)| *area != JudgementArea::Overall) {
        while let Some(range) = pattern.find(&taken).map(|hit| hit.range()) {
            if !(*area == JudgementArea::Leaders && are_people(&taken, &range)) {
                found.push((range.start, *area));
            }
            taken.replace_range(range.clone(), &" ".repeat(range.len()));
        }
    }
    found.sort_unstable_by_key(|(at, _)| *at);
    // "Safeguarding and adoption services": protection by its old name, beside another area.
    static SAFEGUARDING_AND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bsafeguarding(?:\s+services)?(?:,|\s+and)\s+(?:the\s+|its\s+)?$")
            .expect("a constant pattern")
    });
    if found.first().is_some_and(|(at, _)| SAFEGUARDING_AND.is_match(&words[..*at])) {
        found.insert(0, (0, JudgementArea::HelpAndProtection));
    }
    let mut areas: Vec<JudgementArea> = found.into_iter().map(|(_, area)| area).collect();
    areas.dedup();
    areas
}

/// "How little leaders saw": leaders who do something are people, not what is judged.
fn are_people(words: &str, leaders: &Range<usize>) -> bool {
    const NO_DEED: &[&str] = &[
        "and", "or", "on", "was", "were", "is", "are", "have", "has", "had", "with", "for", "while", "but",
        "as", "at", "in",
    ];
    let next = words[leaders.end..].strip_prefix(' ').and_then(|rest| rest.split_whitespace().next());
    words[leaders.clone()].eq_ignore_ascii_case("leaders")
        && next.is_some_and(|next| next.chars().all(char::is_lowercase) && !NO_DEED.contains(&next))
}

/// In "good for help and protection and leadership was outstanding", what stands before the next
/// grade's verb belongs to that grade.
pub(super) fn trailing_area_cut(list: &str, more: bool) -> &str {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:was|were|is|are|been)\b|\bas\s*(?:an?\s+)?[‘“'\x22]?$")
            .expect("a constant pattern")
    });
    static JOINT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i),|\band\b|\bwhile\b").expect("a constant pattern"));
    let Some(verb) = VERB.find_iter(list).last().filter(|_| more) else { return list };
    let names: Vec<Range<usize>> =
        AREAS.iter().flat_map(|(_, words)| words.find_iter(list)).map(|hit| hit.range()).collect();
    let inside = |at: usize| names.iter().any(|name| name.start < at && at < name.end);
    let joint = JOINT.find_iter(&list[..verb.start()]).filter(|joint| !inside(joint.start())).last();
    joint.map_or(list, |joint| &list[..joint.start()])
}

/// Only words that lead to an area stand before the first one.
pub(super) fn starts_with_area(rest: &str) -> bool {
    static LEADS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:\s*(?:the|its|their|both|how|well|it|they|work|with|of|on|to|in|support|supports|services?|provision|for|help|care|looks?|after|cares?|protects?|manages?|runs?|experiences|and|progress|impact|quality|areas?|categor(?:y|ies)|judge?ments?|(?:council|authority|borough|county|city|service|department).s|supporting|social|practice|provides?|provided|children|who|need|those)\b)*\s*[‘“'\x22]?\s*$")
            .expect("a constant pattern")
    });
    let first = AREAS.iter().filter_map(|(_, words)| words.find(rest)).map(|found| found.start()).min();
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:O[^f\s]|I[^n\s]|[A-HJ-NP-Z])\p{Ll}+(?:[’']s)?\s").expect("a constant pattern")
    });
    // "Brackenshire’s care leavers": a place may lead to them too.
    first.is_some_and(|start| LEADS.is_match(&PLACE.replace_all(&rest[..start], "")))
}

/// "For the way in which it works with care leavers": nothing before the area speaks of anything else.
pub(super) fn leads_to_area(rest: &str) -> bool {
    static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)[,.;:()\d]|\b(?:after|following|because|since|when|while|despite|but|although|as|than|that|whether|who|which|until|by|before|inspect\w*|report\w*|letter|visit\w*|ofsted|watchdog|council|authority|county|borough|region|england|country|everything|except|bar|apart|january|february|march|april|may|june|july|august|september|october|november|december|last|week|month|year|years|time|first|second|recent|is|are|was|were|has|have|had|said|told|one|two|three|four|some|most|many)\b")
            .expect("a constant pattern")
    });
    static OF_IT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b[\p{L}-]+[’']s?\s|\bin\s+which\b").expect("a constant pattern"));
    let first = AREAS.iter().filter_map(|(_, words)| words.find(rest)).map(|found| found.start()).min();
    first.is_some_and(|start| {
        let lead = OF_IT.replace_all(&rest[..start], "");
        lead.split_whitespace().count() <= WORDS_TO_AREA && !ELSEWHERE.is_match(&lead)
    })
}

/// More words between "for" and an area, and the area is part of something else.
const WORDS_TO_AREA: usize = 9;
