//! Grade words that grade nothing here: targets, counts of councils, other providers and other councils.
//!
//! Knows what makes a grade somebody else's or nobody's. Knows nothing of when one held.

use super::grades::{Frame, GRADE, RATED, head};
use super::held::{FROM, leaves_unchanged};
use crate::authorities::mentioned;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Aims and suppositions: what follows is no grade given.
static AIM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:aims?|aiming|aimed|ambitions?|ambitious|targets?|goals?|(?:journey|path|road|route|way|course|track)\s+(?:to|towards)|bid|towards?|near(?:er|ly)?\s+to|closer?\s+to|short\s+of|strive|striving|(?:to|will)\s+become|becoming|want(?:s|ed)?|hopes?|hoping|expects?|expected|confident|whether|at\s+least|could|would|should|might|may\s+(?:be|become|get|yet)|",
        r"can|if|unless|needs?\s+to|needed\s+to|in\s+order\s+to|working\s+to|plans?\s+to|vow(?:s|ed)?|pledg(?:e|es|ed)|aspire|aspiration|vision|determined|get(?:ting)?\s+to|will\s+be|to\s+achieve|potential|next\s+inspection|not\s+yet|isn.t|wasn.t|not|never\s+(?:to\s+have\s+)?be(?:en)?|miss(?:ed|es|ing)?(?:\s+out)?(?:\s+on)?|avoid(?:ed|s|ing)?|escap(?:ed|es|ing))\b"
    ))
    .expect("a constant pattern")
});

/// Counts of councils: what follows is told of many.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|dozens?|half|third|quarter|most|many|several|some|few|number|proportion|percentage|majority|per\s+cent|all)|%)\s+(?:of\s+)?(?:the\s+)?(?:all\s+)?",
        r"(?:\d+\s+)?(?:[\p{L}’'-]+\s+){0,3}?(?:councils|authorities|departments|LAs|boroughs|inspections|services\s+in\s+england|areas\s+(?:in|of)\s+england|children.s\s+services\s+(?:departments|in\s+england))\b"
    ))
    .expect("a constant pattern")
});

/// A count this far behind a grade, in bytes, still counts those that have it.
const COUNTED_AFTER: usize = 40;

/// "In some cases, it remains inadequate": of practice, no grade.
static SOME_CASES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:in|for)\s+(?:some|many|most|too\s+many|several|a\s+few)\s+(?:cases|children|families|young\s+people|instances)\b").expect("a constant pattern")
});

/// "Another inadequate rating would": none that was given.
static SUPPOSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?\s+(?:ofsted\s+)?(?:rating|grade|judge?ment|verdict|result)\s+(?:would|could|might|may)\b")
        .expect("a constant pattern")
});

static CONCLUDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:concluded|decided|ruled|agreed|found|determined)\s+that\b")
        .expect("a constant pattern")
});

/// "Rated good by the Care Quality Commission".
static BY_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?\s+(?:rating\s+|grade\s+)?(?:by|from)\s+(?:the\s+)?(?:cqc|care\s+quality|hmicfrs|hmic|police)\b|^[’”'\x22]?\s+(?:overall\s+)?in\s+(?:an?|its|their)\s+(?:own\s+)?(?:self|peer)\b")
        .expect("a constant pattern")
});

/// "Vows to improve after an inadequate rating": the aim comes after the grade.
static AFTERWARDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:after|following|despite|in\s+response\s+to)\b").expect("a constant pattern")
});

static NOBODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:no|none\s+of\s+(?:the|its)|hardly\s+any|few|not\s+a\s+single)\s+(?:other\s+)?(?:areas?|parts?|judge?ments?|categor(?:y|ies)|councils?|(?:local\s+)?authorit(?:y|ies)|boroughs?|departments?)\b").expect("a constant pattern")
});

/// "One of only three councils to be rated outstanding": the grade of the one told of.
static ONE_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:one\s+of|among|joins?|joining|the\s+(?:first|only|second|third|latest|\w+th))\b")
        .expect("a constant pattern")
});

/// Other providers that have grades of their own.
static PROVIDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:schools?|academ(?:y|ies)|colleges?|nurser(?:y|ies)|childminders?|primary|secondary|pre-?schools?|children.s\s+homes?|care\s+homes?|hospitals?|fostering\s+agenc(?:y|ies)|adoption\s+agenc(?:y|ies)|sixth\s+form|early\s+years\s+(?:settings?|providers?)|children.s\s+cent(?:re|res)|secure\s+(?:unit|home|centre))\b")
        .expect("a constant pattern")
});

static OTHER_COUNCIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:neighbouring|nearby|other|another|elsewhere|sister|similar|comparable)\b")
        .expect("a constant pattern")
});

/// "Good or outstanding", "good or better": no grade of one council.
pub(super) fn is_alternative(sentence: &str, range: &Range<usize>) -> bool {
    let marks = ['‘', '’', '“', '”', '"', '\'', ' '];
    let after = sentence[range.end..].trim_start_matches(marks).to_lowercase();
    let before = sentence[..range.start].trim_end_matches(marks).to_lowercase();
    let or = |rest: &str| {
        let rest = rest.trim_start_matches(marks);
        rest.starts_with("better") || GRADE.find(rest).is_some_and(|found| found.start() == 0)
    };
    let graded_before = |rest: &str| {
        let rest = rest.trim_end_matches(marks);
        GRADE.find_iter(rest).last().is_some_and(|found| found.end() == rest.len())
    };
    after.strip_prefix("or ").is_some_and(or) || before.strip_suffix(" or").is_some_and(graded_before)
}

/// A target, a count of councils, another provider's or another council's grade.
pub(super) fn is_none(sentence: &str, clause: &Range<usize>, range: &Range<usize>, frame: &Frame) -> bool {
    let before = &sentence[clause.start..range.start];
    let from_to = FROM.is_match(before);
    static WANTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:wants?|wanted|hop(?:es?|ing)|aims?|aiming|aspire|ambitions?|ambitious|determined|striv\w+|journey|path|road)\b").expect("a constant pattern")
    });
    static ADULTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\badults?.?\s+(?:social\s+care|services)\b[^,;]*(?:,\s+(?:rated|judged|graded|which\s+(?:is|are|was|were)|also)\b[^,;]*)?$").expect("a constant pattern")
    });
    if ADULTS.is_match(before) && !before.to_lowercase().contains("child") {
        return true;
    }
    let wanted = AIM.find_iter(before).any(|aim| WANTED.is_match(aim.as_str()));
    let from_to = from_to && !(wanted && AIM_MOVES.is_match(before));
    if let Some(aim) = AIM.find_iter(before).last()
        && !from_to
        // "Concluded that the council should be rated good" has rated it.
        && !(aim.as_str().eq_ignore_ascii_case("should") && CONCLUDED.is_match(&before[..aim.start()]))
        // "The first council to achieve the top rating" has it; "does not change the rating of good" leaves it.
        && !(ONE_OF.is_match(&before[..aim.start()]) && aim.as_str().to_lowercase().starts_with("to "))
        && !leaves_unchanged(before)
        && !RATED.is_match(&before[..aim.start()])
        && !AFTERWARDS.is_match(&before[aim.end()..])
    {
        return true;
    }
    let counted =
        &sentence[clause.start..sentence.floor_char_boundary(clause.end.min(range.end + COUNTED_AFTER))];
    if BY_OTHERS.is_match(head(&sentence[range.end..], 60))
        || SUPPOSED.is_match(head(&sentence[range.end..], 40))
    {
        return true;
    }
    if SOME_CASES.is_match(before) || is_no_inspectors(&sentence[..range.start]) {
        return true;
    }
    if (COUNTED.is_match(counted) || NOBODY.is_match(before))
        && !ONE_OF.is_match(before)
        && !THE_SAME.is_match(before)
    {
        return true;
    }
    if let Some(provider) = PROVIDER.find_iter(before).last()
        && (!OUR_SERVICES.is_match(before)
            || OF_PROVIDER.is_match(&before[provider.end()..])
                && !AREA_OF.is_match(&before[..provider.start()]))
    {
        return true;
    }
    if PROVIDER.find(head(&sentence[range.end..], 40)).is_some_and(|found| found.start() < 16) {
        return true;
    }
    if is_part_of_service(before) || of_services_elsewhere(&sentence[range.end..], frame) {
        return true;
    }
    another_council(before, frame) && !side_by_side(&sentence[..range.start], frame)
}

/// "Outstanding services in Northmere": whose they are stands behind the grade.
fn of_services_elsewhere(after: &str, frame: &Frame) -> bool {
    static SERVICES_IN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[’”'\x22]?\s+(?:[\p{Ll}’'-]+\s+){0,2}services\s+(?:in|at)\s+(?P<place>\p{Lu}[\p{L}-]+)")
            .expect("a constant pattern")
    });
    let place = SERVICES_IN.captures(after).and_then(|found| found.name("place"));
    place.is_some_and(|place| {
        frame.place.is_some_and(|own| !own.contains(place.as_str()))
            && super::subject::is_place(place.as_str())
            && (frame.about.is_none() || frame.about.is_some_and(|own| !own.name.contains(place.as_str())))
    })
}

/// "The council's children's homes were all rated": the provider is what was rated.
static OF_PROVIDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:were|was|are|is|have|has)\s+(?:all\s+|both\s+|each\s+|also\s+|been\s+)*(?:rated|judged|graded|found|deemed)\b[^,;]*$")
        .expect("a constant pattern")
});

/// "Services for children in schools and ...": no subject of its own.
static AREA_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:and|for|with|in|of|services)\s+(?:the\s+)?$").expect("a constant pattern")
});

/// "Care leavers told the paper that", "a serious case review found that", "the cabinet member called it":
/// somebody else than the inspectors judges.
fn is_no_inspectors(before: &str) -> bool {
    static PEOPLE_SAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:care\s+leavers?|children(?:\s+in\s+care)?|young\s+people|parents|families|carers|staff|social\s+workers|partners|leaders|councillors|officers)\s+(?:also\s+|have\s+|had\s+)?(?:(?:told|said|say|felt|feel|reported)|(?:describe|call)(?:d|ed)?\s+(?:the|their|its|her|his|this|how|support|help))\b[^;.]*$")
            .expect("a constant pattern")
    });
    static OTHER_JUDGES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:(?:serious\s+case|peer|independent|internal|safeguarding\s+practice)\s+review|coroner|(?:high|family|crown)\s+court|judge|care\s+quality\s+commission|cqc|hmicfrs|hmic|ombudsman|commissioner)\b[^;.,]{0,60}\b(?:found|ruled|said|concluded|rated|judged|graded|described|called|branded)\b[^;.]*$")
            .expect("a constant pattern")
    });
    static PARENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:role|work|duties|duty)\s+as\s+(?:an?\s+)?corporate\s+parents?\b[^;.,]*$")
            .expect("a constant pattern")
    });
    OTHER_JUDGES.is_match(before) && !JUDGES.is_match(before)
        || PEOPLE_SAY.is_match(before)
        || PARENT.is_match(before)
}

static JUDGES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ofsted|inspectors|watchdog|inspectorate)\b").expect("a constant pattern")
});

/// "Wants to get from good to outstanding": neither was given.
static AIM_MOVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bto\s+(?:get|go|move|rise|climb|improve|progress)\b").expect("a constant pattern")
});

/// "Three councils in four hold the same rating": the one told of holds it too.
static THE_SAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:hold|have|share|received|got|are\s+on|with)\s+the\s+same\s+[‘“'\x22]?$")
        .expect("a constant pattern")
});

/// The subject is a heading in quotation marks or a part of the service that is no area of judgement.
fn is_part_of_service(before: &str) -> bool {
    const VERB: &str = r"(?:\s+and\s+[^,;]{1,60}?)?\s+(?:is|are|was|were|has|have|had)\s+(?:been\s+|both\s+|all\s+|each\s+|also\s+|now\s+)*(?:graded|rated|judged|marked|assessed|deemed|classed|found|described|called|hailed|praised)\b[^,;]{0,30}$";
    static MARKED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)[‘“'\x22](?P<heading>[^‘’“”'\x22]{{3,60}})[’”'\x22](?:\s+(?:work|category|heading|section|area|outcome|strand))?{VERB}")).expect("a constant pattern")
    });
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)\b(?:fostering|early\s+help|front\s+door|mash|safeguarding\s+hub|recruitment|supervision|training|equality\s+and\s+diversity|partnership\s+working|value\s+for\s+money|ambition(?:\s+and\s+priorit\p{{L}}+)?|capacity\s+(?:for|to)\s+improve(?:ment)?|economic\s+well-?being|being\s+healthy|youth\s+(?:offending|justice)|virtual\s+school|commissioning|audit(?:ing)?|record[\s-]keeping)(?:\s+(?:service|services|team|work|arrangements))?{VERB}"
        ))
        .expect("a constant pattern")
    });
    let heading = MARKED
        .captures(before)
        .and_then(|found| found.name("heading"))
        .filter(|heading| !GRADE.is_match(heading.as_str()));
    let area = |words: &str| !super::areas::listed_with_whole(words).is_empty();
    heading.is_some_and(|heading| !area(heading.as_str()) && !OUR_SERVICES.is_match(heading.as_str()))
        || PART.is_match(before) && !area(before)
}

static OUR_SERVICES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:children.s\s+(?:services|social\s+care)|council|safeguarding|local\s+authority)\b")
        .expect("a constant pattern")
});

/// The last council named before the grade, in its clause, is not the one that the text is about.
pub(super) fn another_council(before: &str, frame: &Frame) -> bool {
    let named = mentioned(before);
    let own_known =
        named.iter().rev().find(|(_, authority)| Some(*authority) == frame.about).map(|(range, _)| range.end);
    let own_named = frame.place.and_then(|place| before.rfind(place).map(|at| at + place.len()));
    let own = own_known.max(own_named);
    let known = frame.about.is_some() || frame.place.is_some();
    // "Joined Northmere, Saltmarsh and Oakhurst in": a list of partners is one to its end.
    static LISTED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:,|,?\s+and)\s+(?:the\s+)?$").expect("a constant pattern"));
    let mut partner: Option<usize> = None;
    let mut other = None;
    for (range, authority) in &named {
        let listed = partner.is_some_and(|end| LISTED.is_match(&before[end..range.start]));
        if listed || PARTNER.is_match(&before[..range.start]) {
            partner = Some(range.end);
        } else if known && Some(*authority) != frame.about && !in_own_name(&before[..range.start], frame) {
            other = Some(range.end);
        }
    }
    other.max(unknown_council(before, frame)) > own
}

/// "South Glos" is South Gloucestershire, where that is told of, and not its neighbour without the "South".
fn in_own_name(before: &str, frame: &Frame) -> bool {
    let own = frame.about.map(|about| about.name).or(frame.place);
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    before.ends_with(' ')
        && own.is_some_and(|own| {
            !word.is_empty() && own.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
        })
}

/// "Both Northmere, in the hills, and Saltmarsh": named side by side with the council told of.
fn side_by_side(before: &str, frame: &Frame) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:is|are|was|were|has|have|had|got|received|while|but|after)\b")
            .expect("a constant pattern")
    });
    let named = mentioned(before);
    named.windows(2).any(|pair| {
        let between = &before[pair[0].0.end..pair[1].0.start];
        let own = Some(pair[0].1) == frame.about;
        own && between.trim_end().ends_with(" and") && !VERB.is_match(between) && !RATED.is_match(between)
    }) && !VERB.is_match(&before[..named[0].0.start])
}

/// "Run in partnership with Hampshire": named beside the council told of, not instead of it.
static PARTNER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b(?:with|from|by|alongside|unlike|like|than|joined|joins|joining)|,\s+in)\s+(?:the\s+)?(?:london\s+borough\s+of\s+)?$").expect("a constant pattern")
});

/// Where a council that the table does not hold is named: "nearby Northmere", "Oakhurst was rated".
fn unknown_council(before: &str, frame: &Frame) -> Option<usize> {
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[,;]\s*|\b(?:and|but|while|after|before|as|when)\s+)(?P<name>\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)*)(?:’s|'s)?\s+(?:was|were|has|had|have|is|are|remains?)\b").expect("a constant pattern")
    });
    let nearby = OTHER_COUNCIL.find_iter(before).last().filter(|found| {
        let after = head(&before[found.end()..], 40);
        let council = ["council", "authorit", "borough", "count"]
            .iter()
            .any(|word| after.to_lowercase().contains(word));
        council || after.trim_start().starts_with(char::is_uppercase)
    });
    let subject = || {
        let name = SUBJECT.captures_iter(before).last()?.name("name")?;
        let own =
            frame.place.is_some_and(|place| place.contains(name.as_str()) || name.as_str().contains(place));
        (frame.about.is_none()
            && frame.place.is_some()
            && !own
            && super::subject::is_place(name.as_str())
            && super::areas::listed(name.as_str()).is_empty())
        .then(|| name.end())
    };
    // A word like "nearby" speaks of the name after it.
    nearby.map(|found| before.len().min(found.end() + 1)).max(subject())
}
