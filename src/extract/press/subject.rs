//! Which inspection a press text tells of: the authority, the kind of visit, which of a series, and when.
//!
//! Knows how inspections are named in the press. Takes nothing from outside the text.

use super::parts::Part;
use super::told::{self, Told};
use crate::authorities::{Authority, all, mentioned};
use crate::evidence::Span;
use crate::extract::inspection::ordinal_number;
use crate::extract::{Found, Named, dates};
use crate::layout::Outline;
use crate::record::{JudgementArea, Precision};
use jiff::civil::Date;
use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// A kind of inspection, with the words that name it.
static KINDS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    let kinds = [
        (
            "monitoring-visit",
            r"\bmonitoring\s+(?:visits?|inspections?|letter)\b|\bquarterly\s+(?:monitoring\s+)?visit\b",
        ),
        ("focused-visit", r"\bfocus(?:s)?ed[’”'\x22]?\s+(?:visits?|inspections?)\b"),
        ("jtai", r"\bjoint\s+targeted\s+area\s+inspections?\b|\bJTAIs?\b"),
        (
            "area-send",
            r"\b(?:local\s+)?area\s+SEND\s+inspections?\b|\bSEND\s+inspections?\b|\b(?:ofsted|cqc|joint|inspections?|inspectors)\b[^.]{0,120}\b(?:(?:services|provision|support|help)\s+for|(?:children|pupils|young\s+people)(?:\s+and\s+young\s+people)?\s+with)\s+(?:[\p{L}’'-]+\s+){0,5}?(?:SEND|special\s+educational\s+needs)|\b(?:joint|area)\s+[^.]{0,80}\bspecial\s+educational\s+needs|\bspecial\s+educational\s+needs[^.]{0,80}\b(?:joint|local\s+area)\s+(?:ofsted\b[^.]{0,20})?(?:inspection|review)\b",
        ),
        (
            "contact-referral-assessment",
            r"\bunannounced\s+(?:inspection|visit|spot[\s-]?check|check)[^.]{0,80}\b(?:contact|referral|assessment)\b|\bcontact,?\s+referral,?\s+and\s+assessment\b|\bunannounced\s+spot[\s-]?check\b",
        ),
        (
            "sif",
            r"\bsingle\s+inspection\s+framework\b|\bSIF\b|\binspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection\b|\breview\s+of\s+the\s+(?:effectiveness\s+of\s+the\s+)?local\s+safeguarding\s+children\s+board\b",
        ),
        ("ilacs", r"\bILACS\b|\binspection\s+of\s+local\s+authority\s+children.s\s+services\b"),
    ];
    kinds
        .into_iter()
        .map(|(kind, words)| (kind, Regex::new(&format!("(?i){words}")).expect("a constant pattern")))
        .collect()
});

/// Kinds named only as something earlier or to come ("since the focused visit in 2019").
static NOT_THIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:previous|(?:its|their|the)\s+last|earlier|since|before|next|future|will|another|further|was\s+followed\s+by|ahead\s+of|(?:years?|months?)\s+after)\s+(?:\S+\s+){0,4}[‘“'\x22]?$|\blast\s+inspected\s+(?:\S+\s+){0,6}$").expect("a constant pattern")
});

/// Words in a sentence that show it to be about the inspection told of.
static INSPECTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ofsted|inspect\w*|rated|judged|graded|report|visit|watchdog|children.s\s+services|social\s+work\w*|safeguarding|child\s+protection)\b").expect("a constant pattern")
});

/// Words before a place that make it another than the one inspected.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:neighbouring|nearby|like|unlike|alongside|compared\s+(?:to|with)|formerly\s+(?:of|at)|previously\s+(?:of|at)|joined\s+from|moved\s+from|came\s+from|worked\s+(?:in|at|for)|moves\s+(?:to|from)|from\s+the|former|",
        r"partner(?:ship)?\s+(?:in\s+practice\s+)?with|supported\s+by|support\s+from|help\s+from|improvement\s+partner|together\s+with|other\s+councils|such\s+as|including|director\s+of\s+children.s\s+services\s+(?:at|in|for)|shared\s+with|trust\s+in|mp\s+for|boss\s+at|experience\s+(?:at|in))\s+(?:the\s+)?(?:[\p{L}-]+\s+and\s+)?(?:london\s+borough\s+of\s+|royal\s+borough\s+of\s+)?$"
    ))
    .expect("a constant pattern")
});

/// Words after a place that make it another body's name.
static OTHER_BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:’s|'s)?\s*(?:police|university|hospitals?|nhs|crown\s+court|magistrates|live|post|news|echo|gazette|guardian|times|mail|telegraph|herald|chronicle|mps?\b|united|fc\b|town\b|college|evening|star|argus|",
        r"express|constabulary|cathedral|airport|street|road|avenue|safeguarding\s+children\s+partnership)"
    ))
    .expect("a constant pattern")
});

static COUNCIL_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:’s|'s)?\s*(?:(?:county|city|borough|metropolitan|district|unitary)\s+)*(?:council|children.s|social\s+(?:services|care)|child\s+protection|local\s+authority|safeguarding|services)\b").expect("a constant pattern")
});

/// The parts that the text itself is made of, each with its place and its words.
fn read<'o>(outline: &'o Outline, parts: &'o [Part]) -> impl Iterator<Item = (usize, Part, &'o str)> {
    let read = parts.iter().enumerate().filter(|(_, part)| !matches!(part, Part::Clutter | Part::Caption));
    read.map(|(at, part)| (at, *part, outline.text.slice(outline.blocks[at].span)))
}

/// How much a mention counts for, by where it stands and what stands around it.
const IN_HEADLINE: i32 = 8;
const IN_FIRST_PARAGRAPHS: i32 = 3;
const NAMED_AS_COUNCIL: i32 = 3;
const IN_INSPECTED_SENTENCE: i32 = 2;
const ASIDE_COST: i32 = 6;

/// Paragraphs of the body that count as the first.
const FIRST_PARAGRAPHS: usize = 3;

/// The authority that was inspected.
pub(super) fn authority(outline: &Outline, parts: &[Part]) -> Option<Found<Named>> {
    known(outline, parts).or_else(|| unknown(outline, parts)).or_else(|| signed(outline))
}

/// The one council that signs a page whose text only says "the council".
fn signed(outline: &Outline) -> Option<Found<Named>> {
    let mut found: Option<Found<Named>> = None;
    for block in &outline.blocks {
        let text = outline.text.slice(block.span);
        for (range, authority) in mentioned(text) {
            if !COUNCIL_AFTER.is_match(&text[range.end..]) {
                continue;
            }
            match &found {
                Some(other) if other.value != Named::Known(authority) => return None,
                Some(_) => {}
                None => {
                    found = Some(Found { value: Named::Known(authority), span: block.span.within(range) });
                }
            }
        }
    }
    found
}

fn known(outline: &Outline, parts: &[Part]) -> Option<Found<Named>> {
    let mut scores: Vec<(&'static Authority, i32, Span, i32)> = Vec::new();
    let mut paragraphs = 0;
    for (at, part, text) in read(outline, parts) {
        paragraphs += usize::from(part == Part::Body);
        let block = outline.blocks[at].span;
        for (range, authority) in mentioned(text) {
            let (before, after) = (&text[..range.start], &text[range.end..]);
            if OTHER_BODY.is_match(after) {
                continue;
            }
            let sentence = outline.blocks[at]
                .sentences
                .iter()
                .find(|sentence| sentence.contains(block.within(range.clone())));
            let about = sentence.is_some_and(|sentence| INSPECTED.is_match(outline.text.slice(*sentence)));
            let mut score = 1 + i32::from(about) * IN_INSPECTED_SENTENCE;
            score += match part {
                Part::Headline => IN_HEADLINE,
                Part::Standfirst => IN_FIRST_PARAGRAPHS,
                Part::Body if paragraphs <= FIRST_PARAGRAPHS => IN_FIRST_PARAGRAPHS,
                _ => 0,
            };
            score += i32::from(COUNCIL_AFTER.is_match(after)) * NAMED_AS_COUNCIL;
            score -= i32::from(ASIDE.is_match(before)) * ASIDE_COST;
            let span = block.within(range);
            match scores.iter_mut().find(|(known, ..)| *known == authority) {
                Some((_, total, best, most)) => {
                    *total += score;
                    if score > *most {
                        (*best, *most) = (span, score);
                    }
                }
                None => scores.push((authority, score, span, score)),
            }
        }
    }
    let best = scores
        .into_iter()
        .enumerate()
        .max_by_key(|(order, (_, total, ..))| (*total, std::cmp::Reverse(*order)));
    best.filter(|(_, (_, total, ..))| *total > 0)
        .map(|(_, (authority, _, span, _))| Found { value: Named::Known(authority), span })
}

/// A council that the table does not hold, by how it is named; of several the one named most.
fn unknown(outline: &Outline, parts: &[Part]) -> Option<Found<Named>> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        let name = r"(?P<NAME>\p{Lu}\p{Ll}[\p{L}-]*(?:\s+(?:(?:upon|on|and|of|the|with)\s+)?\p{Lu}\p{Ll}[\p{L}-]*){0,3}?)";
        let forms = [
            // "Harrowfield Borough Council", "Ambledown's children's services"
            r"\bNAME(?:’s|'s|’|')?\s+(?:(?:County|City|Borough|Metropolitan|District|Unitary|county|city|borough)\s+)*(?:[Cc]ouncil|[Cc]hildren.s\s+(?:[Ss]ervices|[Ss]ocial\s+[Cc]are|[Tt]rust)|local\s+authority|social\s+workers)\b",
            r"\b(?:London\s+Borough|Royal\s+Borough|Metropolitan\s+Borough|County|City|Borough)\s+of\s+NAME\b",
            r"\b(?:visit\s+to|inspection\s+of|services\s+in|children\s+in|workers\s+in|families\s+in|councillors\s+in|inspectors\s+visited|back\s+to)\s+NAME\b",
            r"\bNAME\s+(?:was|has\s+been|is|were)\s+(?:again\s+|now\s+)?(?:rated|judged|graded|told|praised|criticised)\b",
            r"\bNAME(?:’s|'s)\s+(?:work|social|child|front\s+door|safeguarding)\b",
        ];
        let all: Vec<String> = forms
            .iter()
            .enumerate()
            .map(|(at, form)| form.replace("NAME", &name.replace("NAME", &format!("n{at}"))))
            .collect();
        Regex::new(&all.join("|")).expect("a constant pattern")
    });
    let weight = |part: Part| match part {
        Part::Headline => 3,
        Part::Body | Part::Standfirst | Part::Crosshead => 2,
        Part::Dateline | Part::Notes | Part::Caption => 1,
        Part::Clutter => 0,
    };
    let mut tally: Vec<(String, u32, Span)> = Vec::new();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| weight(**part) > 0) {
        let block = outline.blocks[at].span;
        let text = outline.text.slice(block);
        for found in NAMED.captures_iter(text) {
            let Some(name) = (0..5).find_map(|form| found.name(&format!("n{form}"))) else { continue };
            if !is_place(name.as_str()) || ASIDE.is_match(&text[..name.start()]) {
                continue;
            }
            match tally.iter_mut().find(|(known, ..)| known == name.as_str()) {
                Some((_, points, _)) => *points += weight(*part),
                None => tally.push((name.as_str().to_owned(), weight(*part), block.within(name.range()))),
            }
        }
    }
    let best = tally
        .into_iter()
        .enumerate()
        .max_by_key(|(order, (_, points, _))| (*points, std::cmp::Reverse(*order)));
    best.map(|(_, (name, _, span))| {
        let value = by_first_word(&name).map_or_else(|| Named::Other(name), Named::Known);
        Found { value, span }
    })
}

/// "Stockton" is Stockton-on-Tees: the only council whose name goes on with a river, a sea or the like.
fn by_first_word(name: &str) -> Option<&'static Authority> {
    let goes_on = |known: &&'static Authority| {
        known.ended.is_none()
            && known.name.strip_prefix(name).is_some_and(|rest| {
                let rest = rest.trim_start_matches([' ', '-']);
                ["on-", "upon-", "upon ", "under-"].iter().any(|word| rest.starts_with(word))
            })
    };
    let mut found = all().iter().filter(goes_on);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// No word of it is a common one that begins a sentence or a body's name.
pub(super) fn is_place(name: &str) -> bool {
    const NO_PLACE: &str = "the a an so likewise this these those both each some one two three four five six among here there now its their our county city borough ofsted local national council for that inspectors inadequate outstanding good cabinet wales \
        england in at education director head failing every all most many how when why improving labour conservative town parish district following youth leader \
        councillor cllr member social children child young the services service inspectors performance leadership practice overall staff leaders managers services department chief executive trust report letter report it they he she we \
        former deputy government department minister unison union monday tuesday wednesday thursday friday saturday sunday january february march april may june \
        july august september october november december";
    name.split_whitespace().all(|word| !NO_PLACE.split_whitespace().any(|other| other == word.to_lowercase()))
}

/// A joint inspection of an area's support for children with special educational needs: the two
/// inspectorates together, and the needs in the headline or the first paragraphs.
fn joint_send(outline: &Outline, parts: &[Part]) -> bool {
    static NEEDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\bSEND\b|(?i:\bspecial\s+educational\s+needs\b)").expect("a constant pattern")
    });
    static BOTH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:Care\s+Quality\s+Commission|CQC)\b").expect("a constant pattern"));
    let told = || {
        parts
            .iter()
            .enumerate()
            .filter(|(_, part)| matches!(part, Part::Headline | Part::Standfirst | Part::Body))
            .map(|(at, _)| outline.text.slice(outline.blocks[at].span))
    };
    told().take(FIRST_PARAGRAPHS).any(|text| NEEDS.is_match(text)) && told().any(|text| BOTH.is_match(text))
}

/// The framework whose own words for its judgements the text uses.
pub(super) fn framework_in_words(outline: &Outline, parts: &[Part]) -> Option<&'static str> {
    static ILACS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\bimpact\s+of\s+leaders\b").expect("a constant pattern"));
    static SIF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bleadership,?\s+management,?\s+and\s+governance\b|\badoption\s+performance\b|\bachieving\s+permanence\b|\bexperiences?\s+and\s+progress\s+of\s+care\s+leavers\s+and\s+adoption\b").expect("a constant pattern")
    });
    let uses = |words: &Regex| read(outline, parts).any(|(_, _, text)| words.is_match(text));
    match (uses(&ILACS), uses(&SIF)) {
        (true, false) => Some("ilacs"),
        (false, true) => Some("sif"),
        _ => None,
    }
}

/// A kind of inspection that the text names, and how plainly as that of the inspection told of.
pub(super) struct KindNamed {
    pub kind: &'static str,
    pub place: Place,
}

/// Where a kind is named, the least telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// As an earlier one or one to come.
    Aside,
    /// Further down in the text.
    Below,
    /// In the headline or the first paragraphs.
    Prominent,
}

/// Paragraphs of the body in which a text says what sort of inspection it tells of.
const TELLING_PARAGRAPHS: usize = 4;

/// The kind of inspection, if the text names it.
pub(super) fn kind(outline: &Outline, parts: &[Part], published: Option<Date>) -> Option<KindNamed> {
    let mut best: Option<(Place, std::cmp::Reverse<usize>, &'static str)> = None;
    let mut paragraphs = 0;
    for (_, part, text) in read(outline, parts) {
        paragraphs += usize::from(part == Part::Body);
        let head = matches!(part, Part::Headline | Part::Standfirst)
            || part == Part::Body && paragraphs <= TELLING_PARAGRAPHS;
        for (rank, (kind, words)) in KINDS.iter().enumerate() {
            for hit in words.find_iter(text) {
                let aside = NOT_THIS.is_match(&text[..hit.start()]) || is_past(&text[hit.end()..], published);
                // "Monitoring visits met with the same lack of urgency": of several, none is the one told of.
                let several = rank < VISITS && hit.as_str().to_lowercase().ends_with("visits");
                let place = match (aside, head && !several) {
                    (true, _) => Place::Aside,
                    (false, false) => Place::Below,
                    (false, true) => Place::Prominent,
                };
                best = best.max(Some((place, std::cmp::Reverse(rank), kind)));
            }
        }
    }
    if joint_send(outline, parts)
        && best.as_ref().is_none_or(|(place, _, kind)| *place < Place::Prominent || *kind == "jtai")
    {
        return Some(KindNamed { kind: "area-send", place: Place::Prominent });
    }
    let found = best
        .filter(|(place, rank, _)| *place != Place::Aside || rank.0 < VISITS)
        .map(|(place, _, kind)| KindNamed { kind, place });
    found.or_else(|| section_138(outline, parts).map(|kind| KindNamed { kind, place: Place::Prominent }))
}

/// How many of [`KINDS`], from the first, are no full inspections.
const VISITS: usize = 5;

/// "A focused visit last year", "monitoring visits each year since": not the one told of.
fn is_past(after: &str, published: Option<Date>) -> bool {
    static PAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22]?\s*(?:letters?\s+|reports?\s+)?(?:last\s+year|each\s+year|every\s+\w+|the\s+year\s+before|(?:\w+\s+)?(?:years?|months)\s+(?:ago|earlier|before)|will\b|would\b|had\s+been|,?\s*(?:\w+\s+){0,2}had\s+(?:found|said|warned|seen|judged|raised|praised))")
            .expect("a constant pattern")
    });
    let near = &after[..after.floor_char_boundary(NEAR_TIME)];
    let old = |time: &Told| {
        published.is_some_and(|day| day.since(time.to).map_or(0, |gap| gap.get_days()) > LONG_AGO_DAYS)
    };
    PAST.is_match(after) || told::times(near, published).first().is_some_and(old)
}

/// A time this near to a kind of visit, in bytes, is its own.
const NEAR_TIME: usize = 36;

/// A visit longer ago than this is not the one reported.
const LONG_AGO_DAYS: i32 = 240;

/// Until 2012 inspections under section 138 were those of contact, referral and assessment.
fn section_138(outline: &Outline, parts: &[Part]) -> Option<&'static str> {
    static SECTION: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\bsection\s+138\b").expect("a constant pattern"));
    read(outline, parts).any(|(_, _, text)| SECTION.is_match(text)).then_some("contact-referral-assessment")
}

/// The framework that the judgements told belong to: some areas are judged in one framework alone.
pub(super) fn framework_with(areas: impl Iterator<Item = JudgementArea>) -> Option<&'static str> {
    let mut found = None;
    for area in areas {
        let framework = match area {
            JudgementArea::LookedAfterAndPermanence | JudgementArea::Adoption => "sif",
            JudgementArea::CareAndCareLeavers | JudgementArea::InCare => "ilacs",
            _ => continue,
        };
        match found {
            Some(other) if other != framework => return None,
            _ => found = Some(framework),
        }
    }
    found
}

/// The only framework of graded inspections in force when one was published, well inside its years.
pub(super) fn framework_of(published: Date) -> Option<&'static str> {
    match (published.year(), published.month()) {
        (2014..=2017, _) | (2018, ..=2) => Some("sif"),
        (2018, 10..) | (2019.., _) => Some("ilacs"),
        _ => None,
    }
}

/// The same by the first day on site. In the first half of 2018 councils were inspected in both.
pub(super) fn framework_at(day: Date) -> Option<&'static str> {
    match (day.year(), day.month()) {
        (2013, 11..) | (2014..=2017, _) => Some("sif"),
        (2018, 8..) | (2019.., _) => Some("ilacs"),
        _ => None,
    }
}

/// The same where an earlier grade is of 2018 or later: whatever followed it was inspected under the latest.
pub(super) fn framework_after(years: impl Iterator<Item = i16>) -> Option<&'static str> {
    years.max().filter(|year| *year >= 2018).map(|_| "ilacs")
}

/// The year of the one last inspection that the text names with a year: "the last inspection in 2018",
/// "last inspected in full in 2013", "the 2023 inspection".
pub(super) fn last_inspected(outline: &Outline, parts: &[Part], published: Option<Date>) -> Option<String> {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(?:(?:last|previous|earlier)\s+(?:full\s+|ofsted\s+|graded\s+)*(?:inspection|judge?ment),?\s*[–(-]?\s*(?:was\s+)?(?:carried\s+out\s+|published\s+|took\s+place\s+)?(?:back\s+)?in\s+(?:\p{Lu}\p{Ll}+\s+)?(?P<a>(?:19|20)\d\d)",
            r"|last\s+(?:fully\s+)?inspected\s+(?:\w+\s+){0,3}?in\s+(?:\p{Lu}\p{Ll}+\s+)?(?P<b>(?:19|20)\d\d)",
            r"|(?:the|its|their)\s+(?P<c>(?:19|20)\d\d)\s+(?:full\s+|ofsted\s+)*inspection",
            r"|(?:damning|critical|scathing|highly\s+critical|previous|last|earlier)\s+(?:ofsted\s+)?report,?\s+(?:was\s+)?(?:published|issued|released)\s+in\s+(?:\p{Lu}\p{Ll}+\s+)?(?P<d>(?:19|20)\d\d))\b"
        ))
        .expect("a constant pattern")
    });
    let mut years: Vec<String> = Vec::new();
    for (_, _, text) in read(outline, parts) {
        for found in LAST.captures_iter(text) {
            let year = ["a", "b", "c", "d"].iter().find_map(|name| found.name(name));
            years.extend(year.map(|year| year.as_str().to_owned()));
        }
    }
    years.sort_unstable();
    years.dedup();
    let year = years.pop().filter(|_| years.is_empty())?;
    let this = published.is_some_and(|day| day.year().to_string() == year);
    (!this).then_some(year)
}

/// Which visit of a series: "third quarterly monitoring visit".
pub(super) fn ordinal(outline: &Outline, parts: &[Part]) -> Option<Found<u32>> {
    static VISIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?P<number>\d{1,2})(?:st|nd|rd|th))\s+(?:(?:quarterly|such|ofsted|official|of\s+its|in\s+a\s+series\s+of|(?:and|,)\s+(?:final|last|latest)|final|full|successive)\s+)*(?:monitoring\s+)?(?:visit|inspection)s?\b")
            .expect("a constant pattern")
    });
    static IT_IS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:it|this)\s+(?:is|was)\s+(?:the|its|their)\s+(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|(?P<number>\d{1,2})(?:st|nd|rd|th))\s+(?:such|that|of\s+its\s+kind|since|one|of\s+(?:the|these|several))\b").expect("a constant pattern")
    });
    let of_visits = |at: usize| {
        let near = outline.blocks[at.saturating_sub(2)..=at].iter();
        near.map(|block| outline.text.slice(block.span).to_lowercase())
            .any(|text| text.contains("monitoring visit"))
    };
    fn named(text: &str) -> Option<regex::Captures<'_>> {
        let found = VISIT.captures(text)?;
        let earlier = NOT_THIS.is_match(&text[..found.get(0)?.start()]);
        (text.to_lowercase().contains("monitoring") && !earlier).then_some(found)
    }
    read(outline, parts).find_map(|(at, _, text)| {
        let found = IT_IS.captures(text).filter(|_| of_visits(at)).or_else(|| named(text))?;
        let word = found.name("word")?;
        let value = match found.name("number") {
            Some(number) => number.as_str().parse().ok()?,
            None => ordinal_number(word.as_str())?,
        };
        Some(Found { value, span: outline.blocks[at].span.within(word.range()) })
    })
}

/// When the inspection was: its days, or the interval told.
pub(super) enum When {
    Days(Found<(Date, Date)>),
    Told(Told, Span),
}

/// What happened on site, in words.
static ON_SITE: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)\b(?:took\s+place|carried\s+out|conducted|undertaken|visited|inspected|reviewed|on\s+site|spent\s+\w+\s+(?:days|weeks))\b",
        r"(?i)\b(?:inspection|visit|inspectors),?\s+(?:came|arrived|was|were|of|in|on|between|over|during|last|earlier|this)\b",
        r"(?i)\b(?:following|after|during)\s+(?:an?|the|its|their)\s+(?:\S+\s+){0,4}(?:inspection|visit)\b",
    ])
    .expect("constant patterns")
});

static EARLIER_VISIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:previous|last|earlier|rated|judged|graded|since|published|letter\s+dated|report\s+(?:of|from)|set\s+up|launched|established|created|formed|had\s+(?:failed|slipped|begun|been\s+(?:made|warned|told|rated|judged)|as))\b[^.;]{0,70}$|\bas\s+had\b[^.;]{0,70}$").expect("a constant pattern")
});

/// When, as told in the body or the notes.
pub(super) fn when(outline: &Outline, parts: &[Part], published: Option<Date>) -> Option<When> {
    let mut told: Option<(Told, Span)> = None;
    for (at, part) in parts.iter().enumerate() {
        if !matches!(part, Part::Body | Part::Standfirst | Part::Notes | Part::Headline) {
            continue;
        }
        for &sentence in &outline.blocks[at].sentences {
            let text = outline.text.slice(sentence);
            if !ON_SITE.is_match(text) {
                continue;
            }
            let year = published.map(|day| day.year());
            let days =
                dates::find(text, year).into_iter().find(|found| is_of_this(&text[..found.place.start]));
            if let Some(found) = days.filter(|found| !found.days.is_empty()) {
                let (mut first, mut last) = (found.first(), found.last());
                if let Some(day) = published.filter(|day| found.borrowed_year && first > *day) {
                    let back = |date: Date| date.with().year(day.year() - 1).build().unwrap_or(date);
                    (first, last) = (back(first), back(last));
                }
                // The page's own date in the sentence is no day on site.
                if first <= last && published.is_none_or(|day| last <= day) {
                    return Some(When::Days(Found {
                        value: (first, last),
                        span: sentence.within(found.place),
                    }));
                }
            }
            let loose = told::times(text, published).into_iter().find(|time| {
                time.precision != Precision::Day
                    && !text[time.range.clone()].to_lowercase().starts_with("since")
                    && is_of_this(&text[..time.range.start])
                    && is_recent(time, published)
            });
            if told.is_none()
                && let Some(time) = loose
            {
                let span = sentence.within(time.range.clone());
                told = Some((time, span));
            }
        }
    }
    told.map(|(time, span)| When::Told(time, span))
}

/// "After an inspection last month": "last" belongs to the month.
fn is_of_this(before: &str) -> bool {
    static AFTER_ONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:following|after)\s+(?:an?|the|its|their|this|recent|ofsted)\b")
            .expect("a constant pattern")
    });
    let before = before.trim_end();
    // "Published today following an inspection in March": what follows is told of that inspection.
    let from = AFTER_ONE.find_iter(before).last().map_or(0, |found| found.start());
    let before = &before[from..];
    !EARLIER_VISIT.is_match(before.strip_suffix("last").unwrap_or(before))
}

/// An inspection reported now was within a year.
fn is_recent(time: &Told, published: Option<Date>) -> bool {
    published.is_none_or(|day| time.from <= day && day.since(time.to).map_or(0, |gap| gap.get_days()) < 300)
}
