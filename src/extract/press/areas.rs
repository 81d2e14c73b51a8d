//! What a grade is for: which judgement's area the words beside it name.
//!
//! Knows the areas of each framework and how sentences tie them to grades. Knows nothing of when a grade
//! held, or whether a word is one.

use super::announced::near;
use super::grades::{CLAUSE, Frame, GRADE, head};
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
            r"(?:children\s+(?:being\s+|who\s+are\s+)?looked[\s-]after|looked[\s-]after\s+children)(?:\s+and\s+(?:achieving\s+)?permanence)?|achieving\s+permanence",
        ),
        (
            JudgementArea::HelpAndProtection,
            r"(?:children\s+(?:who\s+)?(?:in\s+)?need\s+(?:of\s+)?)?help\s+and\s+protection|need\s+(?:of\s+)?help,?\s+(?:care,?\s+)?(?:and|or)\s+protection|children\s+(?:who\s+)?(?:are\s+)?(?:in\s+)?need\s+(?:of\s+)?protection|protection\s+of\s+children|(?:help(?:ing)?\s+and\s+)?protect(?:ing)?\s+children|child\s+protection(?:\s+(?:services?|provision|work))?",
        ),
        (
            JudgementArea::Leaders,
            r"leadership(?:,?\s+management,?\s+and\s+governance|\s+and\s+management|\s+and\s+governance)?|impact\s+of\s+leaders(?:\s+on\s+[\p{L}\s]{0,80}(?:families|practice))?|leaders",
        ),
        (
            JudgementArea::Adoption,
            r"(?:fostering\s+and\s+)?adoption(?:\s+and\s+fostering)?(?:\s+(?:performance|services?|provision|work))?",
        ),
        (
            JudgementArea::CareLeavers,
            r"care[\s-]leavers?|experiences\s+and\s+progress\s+of\s+care\s+leavers|(?:young\s+people|children|those)\s+(?:leaving|who\s+(?:have\s+)?(?:left|leave))\s+care",
        ),
        (
            JudgementArea::InCare,
            r"(?:children|those)\s+(?:who\s+are\s+)?in\s+(?:its\s+|their\s+|public\s+|local\s+authority\s+)?care|cared[\s-]for\s+children|services\s+for\s+children\s+in\s+care",
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

pub(super) static ALL_AREAS: LazyLock<Regex> = LazyLock::new(|| {
    const NOUN: &str = r"(?:areas?|categor(?:y|ies)|judge?ments?|aspects?|headings?|criteri(?:a|on)|sections?|strands?|measures?)";
    Regex::new(&format!(
        r"(?i)\b(?:(?P<other>(?:all|every|each|the)\s+(?:of\s+the\s+)?(?:other|remaining)\s+(?:\w+\s+)?{NOUN}|everything\s+else|all\s+(?:the\s+)?(?:others|rest))|(?:across\s+the\s+board|(?:all|every|each)\s+(?:single\s+|one\s+)?(?:of\s+)?(?:the\s+|its\s+)?(?:three\s+|four\s+|five\s+|key\s+|inspection\s+|judge?ment\s+|inspected\s+)*{NOUN}))\b"
    ))
        .expect("a constant pattern")
});

pub(super) fn areas_after(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22),]*\s*(?:rating|grade|judge?ment)\s+was\s+(?:(?:for|in)\s+)?|^[’”'\x22),]*\s*(?:(?:ratings?|grades?|grading|judge?ments?|verdicts?|marks?)\s+)?(?:also\s+)?(?:(?:covers?|covered|includes?|included)|(?:appl(?:y|ies|ied)|extend(?:s|ed)?|went|goes)\s+to|(?:was|were|is)\s+(?:also\s+|then\s+)?(?:given|awarded|handed)\s+(?:to|for|in)|(?:was|is)\s+(?:also\s+)?the\s+(?:judge?ment|grade|rating|verdict|mark|result|outcome)\s+(?:given\s+|reached\s+|too\s+)?(?:for|in|on))\s+(?:(?:all\s+)?the\s+(?:rest|others?)[:,]?\s+)?|^\s+to\s+|^[’”'\x22]?\s*\((?:for\s+)?|^[’”'\x22]?\s*[:–—]\s+|^[’”'\x22]?\s-\s+|^[’”'\x22),]*\s*(?:rating\s+|ratings\s+|judge?ments?\s+|grade\s+|overall\s+)?(?:in\s+relation\s+to|in\s+terms\s+of|when\s+it\s+comes\s+to|for:?|in|on|across)\s+").expect("a constant pattern")
    });
    let after = &sentence[range.end..];
    let link = LINK.find(after)?;
    let rest = &after[link.end()..];
    let end = GRADE.find(rest).map_or(rest.len(), |next| next.start());
    // "Inadequate for the impact of leaders; care leavers": semicolons part a list unless one of its parts
    // has a grade of its own.
    let stop = rest[..end].find('.');
    let of_next = stop.is_none() && end < rest.len();
    let end = stop.unwrap_or(end);
    let end = if of_next { rest[..end].rfind(';').unwrap_or(end) } else { end };
    let list = rest[..end].find(';').is_some_and(|cut| {
        let first =
            AREAS.iter().filter_map(|(_, words)| words.find(&rest[cut..end])).map(|hit| hit.start()).min();
        first.is_some_and(|start| starts_with_area(&rest[cut + 1..cut + start.max(1)]) || start < 60)
    });
    let end = if list { end } else { rest[..end].find(';').unwrap_or(end) };
    let end = BECAUSE.find(&rest[..end]).map_or(end, |cut| cut.start());
    let end = CLAUSE
        .find_iter(&rest[..end])
        .find(|cut| !(list && cut.as_str() == ";"))
        .map_or(end, |cut| if cut.as_str().starts_with(", and") { end } else { cut.start() });
    let named = trailing_area_cut(&rest[..end], end < rest.len());
    let found = listed_with_whole(named);
    (!found.is_empty() && starts_with_area(rest)).then_some(found)
}

/// Where the areas of a grade end and its reasons begin.
static BECAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:and\s+(?:likewise|similarly|equally)|after\s+(?:finding|inspectors|it|being|an?|the)|because|due\s+to|despite|following|since|when)\b").expect("a constant pattern")
});

/// The areas listed, with the whole where it stands among them.
pub(super) fn listed_with_whole(words: &str) -> Vec<JudgementArea> {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\boverall\s+(?:effectiveness|rating|grade|judge?ment)\b")
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

/// In "good for help and protection and leadership was outstanding", what stands before the next
/// grade's verb belongs to that grade.
fn trailing_area_cut(list: &str, more: bool) -> &str {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:,|\band\b|\bwhile\b)[^,]*\b(?:was|were|is|are|as|been)\b[^,]*$")
            .expect("a constant pattern")
    });
    match NEXT.find(list) {
        Some(next) if more => &list[..next.start()],
        _ => list,
    }
}

/// Only words that lead to an area stand before the first one.
fn starts_with_area(rest: &str) -> bool {
    static LEADS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:\s*(?:the|its|their|both|how|well|it|they|work|with|of|on|to|in|support|supports|services?|provision|for|help|care|looks?|after|cares?|protects?|manages?|runs?|experiences|and|progress|impact|quality|areas?|categor(?:y|ies)|judge?ments?|(?:council|authority|borough|county|city|service|department).s|supporting|social|practice|provides?|provided|children|who|need|those)\b)*\s*[‘“'\x22]?\s*$")
            .expect("a constant pattern")
    });
    let first = AREAS.iter().filter_map(|(_, words)| words.find(rest)).map(|found| found.start()).min();
    first.is_some_and(|start| LEADS.is_match(&rest[..start]))
}

pub(super) fn listed(words: &str) -> Vec<JudgementArea> {
    let mut taken = words.to_owned();
    let mut found: Vec<(usize, JudgementArea)> = Vec::new();
    for (area, pattern) in AREAS.iter().filter(|(area, _)| *area != JudgementArea::Overall) {
        while let Some(range) = pattern.find(&taken).map(|hit| hit.range()) {
            found.push((range.start, *area));
            taken.replace_range(range.clone(), &" ".repeat(range.len()));
        }
    }
    found.sort_unstable_by_key(|(at, _)| *at);
    let mut areas: Vec<JudgementArea> = found.into_iter().map(|(_, area)| area).collect();
    areas.dedup();
    areas
}

/// The areas named before the grade as its subject: "leadership was rated good".
pub(super) fn areas_before(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    let before = &sentence[..range.start];
    let from = GRADE.find_iter(before).last().map_or(0, |last| last.end());
    let from = before[from..].rfind(". ").map_or(from, |stop| from + stop);
    let part = &before[from..];
    // A link back ("good for leadership") took its areas already.
    let skip = if from > 0 && LINKED_BACK.is_match(part) {
        part.find(" except ")
            .or_else(|| part.find([',', ';']))
            .or_else(|| part.find(" and "))
            .or_else(|| part.find(" while "))?
    } else {
        0
    };
    let part = &part[skip..];
    let hits: Vec<Range<usize>> =
        AREAS.iter().flat_map(|(_, words)| words.find_iter(part)).map(|hit| hit.range()).collect();
    let last = hits.iter().map(|hit| hit.end).max()?;
    if !CHAIN.is_match(&part[last..]) {
        return None;
    }
    // "Leadership, management, and governance": no cut lies within an area's own words.
    let inside =
        |at: usize| hits.iter().any(|hit| hit.start < at && at < hit.end) || lists_on(part, &hits, at);
    let cut = CLAUSE.find_iter(&part[..last]).filter(|cut| !inside(cut.start())).last();
    let areas = listed_with_whole(&part[cut.map_or(0, |cut| cut.start())..last]);
    (!areas.is_empty()).then_some(areas)
}

/// What stands before the grade and after the grade before it, with the areas named there.
fn part_before<'s>(sentence: &'s str, range: &Range<usize>) -> (&'s str, Vec<Range<usize>>) {
    let before = &sentence[..range.start];
    let from = GRADE.find_iter(before).last().map_or(0, |last| last.end());
    let from = before[from..].rfind([';', '.']).map_or(from, |stop| from + stop + 1);
    let part = &before[from..];
    let hits = AREAS
        .iter()
        .filter(|(area, _)| *area != JudgementArea::Overall)
        .flat_map(|(_, words)| words.find_iter(part))
        .map(|hit| hit.range())
        .collect();
    (part, hits)
}

/// "For help and protection, and for care leavers as well, the services were rated good": a list in front
/// of the subject. "Adoption, leadership and care leavers were the areas judged and in each the council
/// was rated good": one that the sentence comes back to.
pub(super) fn areas_in_front(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:(?:and|but|while|whereas|however)\b\W*)?(?:for|in|on|as\s+for|when\s+it\s+comes\s+to|in\s+terms\s+of|with\s+regard\s+to|regarding|under)\s").expect("a constant pattern")
    });
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[’”'\x22)]?(?:,?\s+(?:as\s+well|too|alike|both|respectively))?,?\s+(?:(?:[Tt]he|[Ii]ts|[Tt]heir)\s+)?(?:council|authority|county|borough|city|town|services?|department|children.s\s+services|Ofsted|inspectors|watchdog|grades?|ratings?|judge?ments?|verdict|result|it|they|each|both|\p{Lu}\p{Ll}+)\b[^.;:]{0,90}$").expect("a constant pattern")
    });
    static COMES_BACK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22)]?\s+(?:was|were|are|is|make\s+up|made\s+up)\b[^.;:]{0,80}\b(?:in\s+)?(?:each|both|every\s+one|all)\b(?:\s+(?:of\s+(?:them|these|which|the\s+\w+)|(?:two|three|four|five)))?[^.;:]{0,70}$").expect("a constant pattern")
    });
    let (part, hits) = part_before(sentence, range);
    let last = hits.iter().map(|hit| hit.end).max()?;
    let tail = &part[last..];
    let fronted = OPENS.is_match(part) && SUBJECT.is_match(tail);
    (fronted || COMES_BACK.is_match(tail)).then(|| listed_with_whole(&part[..last]))
}

/// "The adoption service has got better and is now rated good": the subject of an earlier verb.
fn areas_of_the_subject(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static TWO_VERBS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^(?:\s+(?:services?|team|work|provision))?\s+(?:has|have|had|is|are|was|were|continues?|remains?)\b[^.;:]{0,70}(?:,|\band|\bbut)\s+(?:(?:is|are|was|were|has|have|had)\s+)?(?:now\s+|also\s+|still\s+|been\s+|again\s+)*",
            r"(?:(?:rated|judged|graded|deemed|classed|marked|assessed|given|received|got)\b[^,;:.]{0,30})?[‘“'\x22]?$"
        ))
        .expect("a constant pattern")
    });
    let (part, hits) = part_before(sentence, range);
    let last = hits.iter().map(|hit| hit.end).max()?;
    let opens = starts_with_area(part.trim_start_matches(|c: char| !c.is_alphanumeric()));
    (opens && TWO_VERBS.is_match(&part[last..])).then(|| listed_with_whole(&part[..last]))
}

/// "Services for care leavers, which were inadequate in 2019, have been upgraded to good": the subject stands
/// before what is said in passing.
fn areas_around_an_aside(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?P<subject>[^,;:]{3,110}),\s+(?:which|who|that|once|previously|formerly|rated|judged|graded|meanwhile|in\s+contrast)\b[^,;:]*(?:,\s+(?:in|back\s+in)\s+\d{4})?,\s+(?:has|have|had|is|are|was|were)\b[^,;:]{0,50}$").expect("a constant pattern")
    });
    let subject = ASIDE.captures(&sentence[..range.start])?.name("subject")?;
    let areas = listed_with_whole(subject.as_str());
    (!areas.is_empty() && starts_with_area(subject.as_str())).then_some(areas)
}

/// "Adoption performance was good", "the experiences of care leavers are good": an area by its full name is
/// the subject, and nothing but a verb stands between it and its grade.
pub(super) fn is_subject(sentence: &str, range: &Range<usize>) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22)]?(?:,\s+(?:however|meanwhile|though|too|by\s+contrast),|,\s+which)?(?:\s+(?:also|still|now|both))?(?:\s+(?P<verb>is|are|was|were|remains?|remained|continues?\s+to\s+be|continued\s+to\s+be|stays?|stayed)(?:\s+(?:also|still|now|both|again|all))?(?:\s+(?:thought|considered|felt|held|seen|found|viewed|regarded)(?:\s+(?:to\s+be|as))?)?)?\s+[‘“'\x22]?$").expect("a constant pattern")
    });
    // What may stand before it: articles, and in the past tense the work itself.
    static ARTICLES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[,;:–—]\s*|\b(?:and|but|while|whereas|that|except(?:\s+for)?|apart\s+from|bar)\s+)\W*(?:(?:and|but|while|both|the|its|their|(?:council|authority|borough|county|city|service).s|overall|experiences?|progress|made|by|of|for|with|to|quality|impact|children|who|services?|work|provision|support|help)\b\s*)*$").expect("a constant pattern")
    });
    static PLAIN_ARTICLES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:(?:and|but|while|both|the|its|their|(?:council|authority|borough|county|city|service).s|experiences?|progress|made|by|of|impact)\b\s*)*$").expect("a constant pattern")
    });
    let (part, hits) = part_before(sentence, range);
    let Some(last) = hits.iter().max_by_key(|hit| hit.end) else { return false };
    let Some(verb) = VERB.captures(&part[last.end..]) else { return false };
    let name = part[last.start..last.end].to_lowercase();
    // "Leaders" and "leadership" alone are people and a virtue.
    let full = !name.starts_with("leader") || name.contains("governance") || name.contains("management");
    let past = verb.name("verb").is_some_and(|verb| {
        verb.as_str().to_lowercase().starts_with('w') || verb.as_str().to_lowercase().starts_with("cont")
    });
    let first = hits.iter().map(|hit| hit.start).min().unwrap_or(last.start);
    let articles = if past {
        ARTICLES.is_match(&part[..first]) || ARTICLES.is_match(&part[..last.start])
    } else {
        PLAIN_ARTICLES.is_match(&part[..first])
    };
    full && articles
}

/// ", and" between two areas without a verb goes on with the list.
fn lists_on(part: &str, hits: &[Range<usize>], at: usize) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:is|are|was|were|has|have|had|been|rated|judged|graded|found|but|while|whereas|although)\b")
            .expect("a constant pattern")
    });
    let before = hits.iter().filter(|hit| hit.end <= at).map(|hit| hit.end).max();
    let after = hits.iter().filter(|hit| hit.start >= at).map(|hit| hit.start).min();
    match (before, after) {
        (Some(from), Some(to)) => part[at..to].starts_with(", and") && !VERB.is_match(&part[from..to]),
        _ => false,
    }
}

/// Verbs that stand between an area and its grade, and nothing else.
static CHAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^[’”'\x22]?\)?(?:\s+(?:for|of)\s+(?:children|young\s+people|families)(?:\s+and\s+(?:young\s+people|families))?)?(?:,\s+(?:however|meanwhile|though|too|by\s+contrast|in\s+turn),)?(?:\s+(?:arrangements|of|at|in|within)\b(?:\s+[\p{L}’'-]+){0,8}?)?(?:\s*\([^)]{0,40}\))?(?:,\s+(?:chaired|led|run|overseen)\s+by\s+[^,]{3,60},)?[’”'\x22]?[\s,:|(–—\t-]*(?:(?:is|are|was|were|has|have|had|been|be|being|as|at|remains?|remained|rated|judged|graded|found|deemed|considered|hailed|highlighted|recognised|both|each|all|also|now|",
        r"still|again|to|marked|branded|labelled|called|dubbed|scored|(?:one|two)\s+(?:steps?|notch|grades?|rungs?|bands?|levels?)\s+(?:lower|higher|up|down|below|above)|highest|lowest|top|possible|best|named|classed|described|assessed|given|get|gets|got|received|receives|improved|an?|the|only|moved|moves|moving|gone|went|goes|risen|rose|climbed|jumped|improved|slipped|dropped|fallen|fell|slid|upgraded|downgraded|raised|lifted|up|down|from|continues?|continued|stayed|stays|thought|felt|viewed|regarded|seen|held|came|come|comes|out|proved|areas?|by|one|two|three|grades?|promoted|rating|of|overall|which|that|services?|work)\b[\s,:–—-]*)*[‘“'\x22]?$"
    ))
    .expect("a constant pattern")
});

static LINKED_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22)]*\s*(?:rating\s+)?(?:for|in|on|across)\b").expect("a constant pattern")
});

/// The areas that a grade is for; overall where none is named.
pub(super) fn areas(sentence: &str, range: &Range<usize>) -> Vec<JudgementArea> {
    if says_all_areas(sentence, range) {
        return Vec::new();
    }
    if let Some(end) = some_areas(sentence, range) {
        // "Good in two of four areas – leadership and care leavers": only those that are named.
        return some_named(&sentence[end..]);
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
        Regex::new(r"(?i)^[’”'\x22]?,?\s+as\s+(?:was|were|is|are|has|have|did|does)\s+(?P<rest>[^.;]{1,120})")
            .expect("a constant pattern")
    });
    if let Some(rest) = AS_WAS.captures(&sentence[range.end..]).and_then(|found| found.name("rest")) {
        found.extend(listed_with_whole(rest.as_str()));
    }
    found
}

/// "Good in three of the four areas", "three were judged good": where the words for some areas end.
fn some_areas(sentence: &str, range: &Range<usize>) -> Option<usize> {
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        let number = r"(?:one|two|three|four|five|six|\d|several|some|most|another|others?)";
        Regex::new(&format!(
            r"(?i)^[’”'\x22)]*\s*(?:ratings?\s+|judge?ments?\s+|grades?\s+)?(?:in|for|across|(?:was|were)\s+(?:given|awarded|handed)\s+(?:to|for|in))\s+{number}(?:\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?{number}|\s+more)?(?:\s+[\p{{L}}-]+){{0,2}}?\s*(?:\b(?:areas?|sub-areas?|categor(?:y|ies)|judge?ments?|aspects?|headings?|criteri(?:a|on)|sections?)\b(?:\s+(?:reviewed|inspected|judged|assessed|examined|graded))?|[,.;]|$)"
        ))
        .expect("a constant pattern")
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        let number = r"(?:one|two|three|four|five|six|\d)";
        Regex::new(&format!(
            r"(?i)\b{number}(?:\s+(?:out\s+)?of\s+(?:(?:the|its|their)\s+)?{number})?\s+(?:(?:(?:areas?|categor(?:y|ies)|services|judge?ments?|aspects|headings|of\s+them)\s+)(?:(?:as|were|was|are|being)\s+)?|(?:as|were|was)\s+)(?:(?:rated|judged|graded)\s+)?(?:(?:as|to\s+be)\s+)?[‘“'\x22]?$"
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
fn including(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
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
fn some_named(rest: &str) -> Vec<JudgementArea> {
    static LEADS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\s*(?:[,:–—(-]|which|that|are|were|including|inspected|how|the|its|services?|manages?|managed|supports?|supported|looks?|\s)*$")
            .expect("a constant pattern")
    });
    let end = GRADE.find(rest).map_or(rest.len(), |next| next.start());
    let rest = &rest[..end];
    let first = AREAS.iter().filter_map(|(_, words)| words.find(rest)).map(|found| found.start()).min();
    let Some(first) = first else { return Vec::new() };
    static ARTICLES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:\b(?:the|its|their|experiences?|and|progress|of|for|services?|impact|help)\b\s*)+$",
        )
        .expect("a constant pattern")
    });
    let lead = ARTICLES.replace(&rest[..first], "");
    if !LEADS.is_match(&lead) {
        return Vec::new();
    }
    let mut areas = listed(rest);
    if AREAS.last().is_some_and(|(_, words)| words.is_match(rest)) {
        areas.insert(0, JudgementArea::Overall);
    }
    areas
}

/// "‘Outstanding’ leadership, management and governance": the grade right before its area.
fn areas_directly_after(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    let rest = sentence[range.end..].trim_start_matches(['’', '”', '\'', '"', ' ']);
    let at = |area: &JudgementArea| !matches!(area, JudgementArea::Overall);
    let found = AREAS
        .iter()
        .filter(|(area, _)| at(area))
        .find_map(|(area, words)| words.find(rest).filter(|found| found.start() == 0).map(|_| *area))?;
    Some(vec![found])
}

/// "Good in all areas", "all other areas were good".
fn says_all_areas(sentence: &str, range: &Range<usize>) -> bool {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^[’”'\x22)]*\s*(?:ratings?\s+|judge?ments?\s+|grad(?:es?|ing)\s+|marks?\s+|verdicts?\s+|scores?\s+)?(?:(?:was|were|is|are)\s+(?:given|awarded)\s+)?(?:in\s+|across\s+|for\s+|on\s+|to\s+)?$",
        )
        .expect("a constant pattern")
    });
    let after = head(&sentence[range.end..], 70);
    let follows = ALL_AREAS.find(after).is_some_and(|found| LINK.is_match(&after[..found.start()]));
    let from = GRADE.find_iter(&sentence[..range.start]).last().map_or(0, |last| last.end());
    let before = near(&sentence[from..], &(range.start - from..range.end - from));
    let precedes =
        ALL_AREAS.find_iter(before).last().is_some_and(|found| CHAIN.is_match(&before[found.end()..]));
    follows || precedes
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
    let mut areas = framework_areas(sentence, frame);
    // "In all areas except adoption".
    static EXCEPT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:except(?:\s+for)?|apart\s+from|other\s+than|aside\s+from|bar|but)\s+(?P<rest>[^.;:]{3,120})")
            .expect("a constant pattern")
    });
    if let Some(rest) = EXCEPT.captures(&sentence[range.end..]).and_then(|found| found.name("rest")) {
        let excepted = listed(rest.as_str());
        areas.retain(|area| !excepted.contains(area));
    }
    if other {
        areas.retain(|area| !named.contains(area) && (!overall || *area != JudgementArea::Overall));
    }
    areas
}

/// The judgements of the framework of the day; none where the day is not told.
fn framework_areas(sentence: &str, frame: &Frame) -> Vec<JudgementArea> {
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
        _ => vec![Overall],
    }
}
