//! How a sentence ties areas to a grade: in front of it, behind it, or as its subject.
//!
//! Knows verbs, links and asides. Knows nothing of areas told by their number or all at once, of when a
//! grade held, or whether a word is one.

use super::areas::{AREAS, RATING, leads_to_area, listed_with_whole, starts_with_area, trailing_area_cut};
use super::grades::{CLAUSE, GRADE};
use crate::record::JudgementArea;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The areas behind a grade that a word or a mark ties to it: "good for adoption and for care leavers".
pub(super) fn areas_after(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        const QUOTE: &str = r"^[’”'\x22),]*\s*";
        Regex::new(&[
            format!(r"(?i){QUOTE}(?:{RATING}\s+)?(?:also\s+)?(?:(?:covers?|covered|includes?|included)|(?:appl(?:y|ies|ied)|extend(?:s|ed)?|went|goes)\s+to|(?:(?:was|were|is|are)\s+)?(?:also\s+|then\s+|each\s+|both\s+)?(?P<given>given|awarded|handed|made|reached|recorded|reserved)\s+(?:to|for|in)|(?:was|is)\s+(?:also\s+)?the\s+{RATING}\s+(?:given\s+|reached\s+|too\s+)?(?:for|in|on))\s+(?:(?:all\s+)?the\s+(?:rest|others?)[:,]?\s+)?"),
            format!(r"{QUOTE}{RATING}\s+was\s+(?:(?:for|in)\s+)?"),
            r"^[’”'\x22]?\s+to\s+|^[’”'\x22]?\s*\((?:for\s+)?|^[’”'\x22]?\s*(?P<mark>:)\s+|^[’”'\x22]?\s*[–—]\s+|^[’”'\x22]?\s-\s+".to_owned(),
            format!(r"{QUOTE}(?:{RATING}[’”'\x22]?\s+|overall\s+)?(?P<loose>in\s+relation\s+to|in\s+respect\s+of|with\s+regard\s+to|regarding|in\s+terms\s+of|when\s+it\s+comes\s+to|for:?|in|on|across|under)\s+"),
        ].join("|"))
        .expect("a constant pattern")
    });
    let after = &sentence[range.end..];
    let found = LINK.captures(after)?;
    let loose = ["loose", "given", "mark"].iter().any(|name| found.name(name).is_some());
    let rest = &after[found.get(0)?.end()..];
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
    let named = trailing_area_cut(&rest[..end], of_next);
    let mut found = listed_with_whole(named);
    // "Good for safeguarding": protection by its old name.
    if SAFEGUARDING.is_match(rest) && !found.contains(&JudgementArea::HelpAndProtection) {
        found.insert(0, JudgementArea::HelpAndProtection);
        return Some(found);
    }
    (!found.is_empty() && (starts_with_area(rest) || loose && leads_to_area(rest))).then_some(found)
}

static SAFEGUARDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:both\s+)?(?:the\s+|its\s+)?(?:child\s+)?safeguarding(?:\s+(?:services?|arrangements|work|categor(?:y|ies)|of\s+children))?\s*(?:$|[.,;)]|\b(?:and|but|while|categor)\b)")
        .expect("a constant pattern")
});

/// Where the areas of a grade end and its reasons begin.
static BECAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:and\s+(?:likewise|similarly|equally)|after\s+(?:finding|inspectors|it|being|an?|the)|because|due\s+to|despite|following|since|when)\b").expect("a constant pattern")
});

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
    // "Good (adoption; leadership) and one, care leavers, ": a bracket behind a grade is that grade's.
    let bracket = part.trim_start_matches(['’', '”', '\'', '"', ' ']).starts_with('(') && from > 0;
    let part = part.find(')').filter(|_| bracket).map_or(part, |end| &part[end + 1..]);
    let hits: Vec<Range<usize>> =
        AREAS.iter().flat_map(|(_, words)| words.find_iter(part)).map(|hit| hit.range()).collect();
    let last = hits.iter().map(|hit| hit.end).max()?;
    // Leaders alone are people, and their leadership a virtue.
    let named =
        |word: &str| hits.iter().any(|hit| hit.end == last && part[hit.clone()].to_lowercase() == word);
    let people = named("leaders") || named("leadership") && !IS.is_match(&part[last..]);
    if !CHAIN.is_match(&part[last..]) && (people || !is_tied(&part[last..])) {
        return None;
    }
    // "Leadership, management, and governance": no cut lies within an area's own words.
    let inside =
        |at: usize| hits.iter().any(|hit| hit.start < at && at < hit.end) || lists_on(part, &hits, at);
    let cut = CLAUSE.find_iter(&part[..last]).filter(|cut| !inside(cut.start())).last();
    let areas = listed_with_whole(&part[cut.map_or(0, |cut| cut.start())..last]);
    let areas = parted(areas, &part[last..]);
    (!areas.is_empty()).then_some(areas)
}

static IS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?,?\s+(?:(?:which|that)\s+(?:it|they|inspectors)\s+)?(?:also\s+)?(?:was|is|has\s+been|being|rated|judged|graded)\b").expect("a constant pattern")
});

/// "Care leavers’ services in the county were singled out by inspectors as ": whatever stands between, the
/// first verb is one that gives, and no other subject comes in.
fn is_tied(between: &str) -> bool {
    static GIVES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&[
            r"(?i)^[’”'\x22]*s?(?:\s*\([^)]{0,40}\))?",
            r"(?:\s+(?:services?|teams?|work|provision|support|arrangements|categor(?:y|ies)|areas?|sections?|strands?|judge?ments?|performance|practice|outcomes|experiences?|elements?|alike)\b)?(?:[’']s?)?(?:\s+",
            RATING,
            r")?",
            r"(?:\s+(?:in|at|within|of|for|across|by|and|from)(?:\s+[\p{L}\d’'-]+){1,9}?)?(?:,\s+[^;:.]{3,70},)?(?:\s+[–—-])?(?:,?\s+whose\s+[\p{L}]+(?:\s+[\p{L}]+)?)?",
            r",?\s+(?:(?:which|that)\s+)?(?:even\s+|also\s+|again\s+|now\s+|both\s+|all\s+|each\s+|still\s+|only\s+)*(?:is|are|was|were|has|have|had|be|being|been|remains?|remained|gets?|got|receiv\w+|earn\w*|w[io]ns?|given|gained|gains|as|judged|rated|graded|deemed|considered|found|named|described|hailed|praised|singled|picked|highlighted|seen|viewed|classed|labelled|branded|upped|raised|lifted|upgraded|downgraded|promoted|bumped|moved|moving|improved|climb\w*|ris\w+|rose|slump\w*|slip\w*|sink\w*|sank|drop\w*|plung\w*|tumbl\w*|jump\w*|leap\w*|soar\w*|marked|put|placed|scored|fell|falls|(?:which|that|where)\s+(?:it|they|ofsted|inspectors|the\s+[\p{L}]+(?:\s+[\p{L}]+)?)\s+(?:has\s+|have\s+|had\s+)?(?:graded|rated|judged|deemed|described|found|considered|was|were|is|got|received))\b",
            r"(?:\s+[\p{L}\d’'-]+){0,8}?(?:,\s+(?:being\s+)?(?:rated|judged|graded|deemed|marked|with|getting|receiving)(?:\s+(?:as|to\s+be|an?))*)?\s*[‘“'\x22]?$"
        ].concat())
        .expect("a constant pattern")
    });
    static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:told|says?|said|feel|felt|knows?|think|who|whether|because|than|when|where|if|so|after|since|benefit\w*|thanks|heart|celebrat\w*|amid|despite)\b")
            .expect("a constant pattern")
    });
    static OTHER_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:,|\band|\bbut|\bwhile|\bas|\bthat|\bwith)\s+(?:(?:the|its|their|an?|this)\s+)?(?:[\p{L}’'-]+\s+){0,2}(?:council|authority|county|borough|city|services?|department|ofsted|inspectors|report|watchdog|it|they|staff)\s+(?:is|was|has|had|were|are|have|will|got|received|rated|judged|graded)\b",
            r"|\b(?:council|authority|county|borough|city|department)\s+(?:that\s+|which\s+|now\s+)?(?:is|was|has|had|were|are|have|rated|judged|graded|being)\b"
        ))
        .expect("a constant pattern")
    });
    static SAID_OF_IT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\bsaid\s+to\b|,?\s+(?:which|that|where)\s+(?:it|they|ofsted|inspectors|the\s+\p{L}+)\b",
        )
        .expect("a constant pattern")
    });
    let words = SAID_OF_IT.replace_all(between, " ");
    GIVES.is_match(between) && !ELSEWHERE.is_match(&words) && !OTHER_SUBJECT.is_match(&words)
}

/// What stands before the grade and after the grade before it, with the areas named there.
fn part_before<'s>(sentence: &'s str, range: &Range<usize>) -> (&'s str, Vec<Range<usize>>) {
    let before = &sentence[..range.start];
    let from = GRADE.find_iter(before).last().map_or(0, |last| last.end());
    let from = before[from..].rfind([';', '.']).map_or(from, |stop| from + stop + 1);
    let part = &before[from..];
    let hits = AREAS
        .iter()
        .flat_map(|(area, words)| words.find_iter(part).map(|hit| (*area, hit.range())))
        .filter(|(area, hit)| *area != JudgementArea::Overall || part[hit.clone()].contains("ffect"))
        .map(|(_, hit)| hit)
        .collect();
    (part, hits)
}

/// "For help and protection, and for care leavers as well, the services were rated good": a list in front
/// of the subject. "Adoption, leadership and care leavers were the areas judged and in each the council
/// was rated good": one that the sentence comes back to.
pub(super) fn areas_in_front(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^\W*|[,;]\s+)(?:(?:and|but|while|whereas|however)\b\W*)?(?:for|in|on|as\s+for|when\s+it\s+c[oa]mes?\s+to|in\s+terms\s+of|with\s+regard\s+to|regarding|under)\s").expect("a constant pattern")
    });
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[’”'\x22)]?(?:\s+(?:categor(?:y|ies)|areas?|sections?|strands?|judge?ments?|measures?|services?|departments?))?(?:\s+(?:of|for|in|at|with|to)(?:\s+[\p{L}’'-]+){1,6}?)?(?:,?\s+(?:as\s+well|too|alike|both|respectively))?,?\s+(?:(?:[Tt]he|[Ii]ts|[Tt]heir)\s+)?(?:council|authority|county|borough|city|town|services?|department|children.s\s+services|Ofsted|inspectors|watchdog|grades?|ratings?|judge?ments?|verdict|result|it|they|each|both|\p{Lu}\p{Ll}+)\b[^.;:]{0,90}$").expect("a constant pattern")
    });
    static COMES_BACK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22)]?\s+(?:was|were|are|is|make\s+up|made\s+up)\b[^.;:]{0,80}\b(?:in\s+)?(?:each|both|every\s+one|all)\b(?:\s+(?:of\s+(?:them|these|which|the\s+\w+)|(?:two|three|four|five)))?[^.;:]{0,70}$|^\s*[–—,)-]\s*(?:and|with)\s+(?:all|each|both)(?:\s+of\s+(?:them|these|which))?\s+(?:\p{L}+\s+){0,4}[‘“'\x22]?$").expect("a constant pattern")
    });
    let (part, hits) = part_before(sentence, range);
    let last = hits.iter().map(|hit| hit.end).max()?;
    let tail = &part[last..];
    if COMES_BACK.is_match(tail) {
        return Some(listed_with_whole(&part[..last]));
    }
    let first = hits.iter().map(|hit| hit.start).min()?;
    let opens = OPENS.find_iter(&part[..last]).filter(|opens| opens.end() <= first).last()?;
    SUBJECT.is_match(tail).then(|| listed_with_whole(&part[opens.start()..last]))
}

/// "The adoption service has got better and is now rated good": the subject of an earlier verb.
pub(super) fn areas_of_the_subject(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
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
pub(super) fn areas_around_an_aside(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
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
        Regex::new(r"(?i)(?:^|[,;:–—]\s*|\b(?:and|but|while|whereas|that|except(?:\s+for)?|apart\s+from|bar)\s+)\W*(?:(?:and|but|while|both|the|its|their|(?:council|authority|borough|county|city|town|service).s|overall|experiences?|progress|made|by|of|for|with|to|quality|impact|children|who|services?|work|provision|support|help)\b\s*)*$").expect("a constant pattern")
    });
    static PLAIN_ARTICLES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^\W*|(?:^|,)\W*(?:ofsted|inspectors|it|they|(?:the\s+)?(?:report|watchdog|inspection))\s+(?:also\s+)?(?:found|said|says|ruled|concluded)\s+(?:that\s+)?)(?:(?:and|but|while|both|the|its|their|(?:council|authority|borough|county|city|town|service).s|experiences?|progress|made|by|of|impact)\b\s*)*$").expect("a constant pattern")
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
        ARTICLES.is_match(&part[..first])
            || ARTICLES.is_match(&part[..last.start])
            || PLAIN_ARTICLES.is_match(&part[..first])
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
        (Some(from), Some(to)) => part[at..to].starts_with([',', ';']) && !VERB.is_match(&part[from..to]),
        _ => false,
    }
}

/// Verbs that stand between an area and its grade, and nothing else.
pub(super) static CHAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^[’”'\x22]?\)?(?:\s+(?:for|of)\s+(?:children|young\s+people|families)(?:\s+and\s+(?:young\s+people|families))?)?(?:,\s+(?:however|meanwhile|though|too|by\s+contrast|in\s+turn),)?(?:\s+(?:arrangements|of|at|in|within)\b(?:\s+[\p{L}’'-]+){0,8}?)?(?:\s*\([^)]{0,40}\))?(?:,\s+(?:chaired|led|run|overseen)\s+by\s+[^,]{3,60},)?[’”'\x22]?[\s,:|(–—\t-]*(?:(?:is|are|was|were|has|have|had|been|be|being|as|at|remains?|remained|rated|judged|graded|found|deemed|considered|hailed|highlighted|recognised|both|each|all|also|now|",
        r"still|again|to|marked|branded|labelled|called|dubbed|scored|(?:one|two)\s+(?:steps?|notch|grades?|rungs?|bands?|levels?)\s+(?:lower|higher|up|down|below|above)|highest|lowest|top|possible|best|named|classed|described|assessed|given|get|gets|got|received|receives|improved|an?|the|only|moved|moves|moving|gone|went|goes|risen|rose|climbed|jumped|improved|slipped|dropped|fallen|fell|slid|upgraded|downgraded|raised|lifted|up|down|from|continues?|continued|stayed|stays|thought|felt|viewed|regarded|seen|held|came|come|comes|out|proved|areas?|by|one|two|three|grades?|promoted|rating|of|overall|which|that|services?|work)\b[\s,:(–—-]*)*[‘“'\x22]?$"
    ))
    .expect("a constant pattern")
});

static LINKED_BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22)]*\s*(?:rating\s+)?(?:for|in|on|across)\b").expect("a constant pattern")
});

/// "‘Outstanding’ leadership, management and governance": the grade right before its area.
pub(super) fn areas_directly_after(sentence: &str, range: &Range<usize>) -> Option<Vec<JudgementArea>> {
    let rest = sentence[range.end..].trim_start_matches(['’', '”', '\'', '"', ' ']);
    let at = |area: &JudgementArea| !matches!(area, JudgementArea::Overall);
    let found = AREAS
        .iter()
        .filter(|(area, _)| at(area))
        .find_map(|(area, words)| words.find(rest).filter(|found| found.start() == 0).map(|_| *area))?;
    Some(vec![found])
}

/// "Children in care and care leavers were both good": two judgements, not the one that joins them.
fn parted(areas: Vec<JudgementArea>, after: &str) -> Vec<JudgementArea> {
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22)]*(?:\s+(?:services|work|provision))?(?:\s+(?:are|were|have|had|has|been|now))*\s+both\b").expect("a constant pattern")
    });
    if areas != [JudgementArea::CareAndCareLeavers] || !BOTH.is_match(after) {
        return areas;
    }
    vec![JudgementArea::InCare, JudgementArea::CareLeavers]
}
