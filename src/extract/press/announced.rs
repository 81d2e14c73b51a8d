//! Whether a word like "good" is a grade where it stands: what announces one, and what only describes.
//!
//! Knows the verbs, nouns and layouts by which grades are told. Knows nothing of whose a grade is, what it is
//! for, or when it held.

use super::areas::AREAS;
use super::counted::areas_so_graded;
use super::grades::{CLAUSE, GRADE, RATED, head};
use super::sweeping::ALL_AREAS;
use super::ties::{areas_after, areas_before, areas_directly_after, areas_in_front, is_subject};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Verbs that announce a grade only together with "as", "to be", or a word of rating after it, or directly.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:found|given|gives|gave|awarded|awards|received|receives|achieved|achieves|handed|hands|earned|earns|secured|secures|got|gets|retained|retains|kept|keeps|maintained|maintains|remains?|remained|",
        r"moved?|moves|moving|went|gone|goes|risen|rises|improved?|improves|improving|jump(?:ed|s)?|slipp?(?:ed|s)|dropp?(?:ed|s)|fell|falls|fallen|slid|now|still|previously|formerly|again|once|celebrat\w+|up|down|from|to|as|be|called|described)\b"
    ))
    .expect("a constant pattern")
});

/// Words after a grade that make it one.
pub(super) static RATING_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22)]*[\s-]*(?:ofsted\s+|overall\s+|inspection\s+)*(?:rating|ratings|rated|grade|grades|grading|graded|judge?ment|judge?ments|verdict|status|overall|mark|marks|scores?|category|band|ranking|assessment\s+(?:from|by)|tag|label|banding|report\s+card|by\s+(?:ofsted|inspectors|the\s+watchdog))\b").expect("a constant pattern")
});

/// What may follow a plain grade word: anything else is the noun that it describes.
static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:[’”'\x22)\]]*\s*(?:$|[.,;:!?–—|(\[-]|\t|\n))|^[’”'\x22)]*\s+(?:for|in|by|after|overall|with|and|or|at|on|across|following|last|when|but|while|since|to|under|because|due|from|as|against|this|rating|",
        r"ratings|status|grade|grading|judge?ment|verdict|ofsted|yesterday|today|again|over|amid|despite|during|apart|except|bar|other|including|thanks|meaning|making|than|up|down|now|among|amongst|alongside|rather|along|compared|given|having|prompting|leaving|one|another|not|too|instead|also|still|however|so|such|within|throughout|which|who|where|until|before|though|although|just|only|two|three|four|five|all|has|have|is|was|were|are|covers?|covered|appl(?:y|ies|ied)|extends?|extended|went|goes)\b"
    ))
    .expect("a constant pattern")
});

/// Nouns that a grade of a council describes.
static OWN_NOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22)]*[\s-]+(?:rated\s+)?(?:council|councils|authority|department|children.s\s+(?:services|social\s+care|department|trust)|local\s+authority|borough)\b").expect("a constant pattern")
});

/// A grade word looks back this far, in bytes, for what announces it.
const ANNOUNCED_WITHIN: usize = 110;

/// Whether a sentence announces a grade, whoever's.
pub(super) fn tells_a_grade(sentence: &str) -> bool {
    GRADE
        .find_iter(sentence)
        .any(|word| is_announced(sentence, &clause(sentence, word.start()), &word.range()))
}

pub(super) fn clause(sentence: &str, at: usize) -> Range<usize> {
    let start = CLAUSE.find_iter(&sentence[..at]).last().map_or(0, |cut| cut.start());
    let end = CLAUSE.find(&sentence[at..]).map_or(sentence.len(), |cut| at + cut.start());
    start..end
}

pub(super) fn near<'s>(sentence: &'s str, range: &Range<usize>) -> &'s str {
    let from = sentence.ceil_char_boundary(range.start.saturating_sub(ANNOUNCED_WITHIN));
    &sentence[from..range.start]
}

fn is_quoted(sentence: &str, range: &Range<usize>) -> bool {
    let marks = |c: char| matches!(c, '‘' | '’' | '“' | '”' | '\'' | '"');
    sentence[..range.start].ends_with(marks)
        && sentence[range.end..].trim_start_matches([',', '.']).starts_with(marks)
}

/// Whether something says that the word is a grade.
pub(super) fn is_announced(sentence: &str, clause: &Range<usize>, range: &Range<usize>) -> bool {
    let before = near(sentence, range);
    let after = &sentence[range.end..];
    let word = sentence[range.clone()].to_lowercase();
    let quoted = is_quoted(sentence, range);
    let ends = ENDS.is_match(after) || OWN_NOUN.is_match(after) && word != "good" || quoted;
    // The grade as a label: "Overall effectiveness: good", "inadequate-rated", "‘outstanding’ children's services".
    if RATING_AFTER.is_match(after)
        || quoted && (OWN_NOUN.is_match(after) || RATED.is_match(before) || RATED.is_match(head(after, 60)))
    {
        return true;
    }
    // "Two were good (leadership; adoption)".
    if COUNT_WAS.is_match(before) && after.trim_start_matches(['’', '”', '\'', '"']).starts_with(" (") {
        return areas_after(sentence, range).is_some();
    }
    // "The last Good inspection", "a previous ‘inadequate’ report".
    if LAST.is_match(before) && INSPECTION_AFTER.is_match(after) {
        return true;
    }
    if is_cell(sentence, range)
        || heads_areas(sentence, range)
        || is_given(sentence, range)
        || ADJACENT.is_match(before)
        || areas_so_graded(sentence, range).is_some()
        || RECEIVES.is_match(before)
            && SERVICE_AFTER.is_match(after)
            && areas_before(sentence, range).is_some()
    {
        return true;
    }
    if !(ends || word.starts_with("require") && RATED.is_match(before)) {
        return false;
    }
    // "A good for leadership and an outstanding for care leavers".
    if (quoted || before.ends_with(" a ") || before.ends_with(" an "))
        && areas_after(sentence, range).is_some()
    {
        return true;
    }
    // A list of areas may be longer than what is looked back over for a verb.
    let of_list = || {
        let from = GRADE.find_iter(&sentence[..range.start]).last().map_or(0, |last| last.end());
        RATED.is_match(&sentence[from..range.start]) && areas_before(sentence, range).is_some()
    };
    if RATED.is_match(before) || of_list() {
        return true;
    }
    let direct = is_given_directly(before);
    let plain = matches!(word.as_str(), "good" | "adequate");
    let subject = is_subject(sentence, range);
    // "The experiences and progress of care leavers": so the judgement is called, and nothing else.
    let formal = FORMAL.is_match(before);
    let leads = areas_before(sentence, range).is_some();
    let has_area = || leads || areas_in_front(sentence, range).is_some();
    let copula = before.trim_end_matches(['‘', '“', '"', '\'']).trim_end().to_lowercase();
    let copula = copula.strip_suffix(" also").unwrap_or(&copula);
    let told_of_area = leads && copula.ends_with([':', '–', '-', '\t', '(', '|']);
    let council_noun = OWN_NOUN.is_match(after) && word != "good";
    let is_now = [
        "is",
        "are",
        "was",
        "were",
        "as",
        "be",
        "been",
        "remains",
        "remain",
        "remained",
        "now",
        "still",
        "no longer",
        "from",
        "to",
        "previously",
        "formerly",
    ]
    .iter()
    .any(|word| {
        copula.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
    });
    // "A and B all require improvement", "... require improvement to be good": words of a judgement alone.
    let of_areas = || {
        leads && (formal || word.ends_with("good") || ALL_REQUIRE.is_match(before))
            || EACH_REQUIRES.is_match(before)
    };
    let needs =
        word.starts_with("require") || word.contains("improvement") && (formal || word.ends_with("good"));
    let requires = needs
        && (of_areas()
            || SERVICE_REQUIRES.is_match(before)
            || quoted && (has_area() || IT_REQUIRES.is_match(before))
            || subject)
        && (quoted || of_areas() || JUDGE_NAMED.is_match(sentence));
    let clause_words = &sentence[clause.start..range.start];
    // "Services for care leavers, which were inadequate": a relative clause speaks of what stands before it.
    let relative = RELATIVE.is_match(clause_words);
    let services = SERVICES.is_match(if relative { &sentence[..range.start] } else { clause_words });
    // "Support for them continues to require improvement": of practice, unless the whole service is meant.
    if word.starts_with("require")
        && CONTINUES.is_match(before)
        && !(subject || SERVICE_CONTINUES.is_match(before))
    {
        return false;
    }
    let service_label = SERVICE_LABEL.is_match(before);
    let found_so = !plain && (services || leads) && THOUGHT.is_match(before)
        || leads && FOUND_TO_BE.is_match(before) && STOPS.is_match(after);
    let one_area =
        word.starts_with("require") && ONE_AREA_REQUIRES.is_match(before) && JUDGE_NAMED.is_match(sentence);
    // "Council’s children’s services ‘inadequate’, says Ofsted": headlines leave the verb out.
    let bare = || ends_with_area(before.trim_end_matches([' ', '‘', '“', '"', '\'']));
    let verbless = quoted && (SERVICE_BEFORE.is_match(before) || bare()) && JUDGE_NAMED.is_match(sentence);
    // "Brackenshire's children's services are good, says Ofsted".
    let said_of_service = SERVICE_IS.is_match(before) && SAYS_OFSTED.is_match(after);
    requires
        || said_of_service
        || verbless
        || formal && leads && is_now && STOPS.is_match(after)
        || service_label
        || found_so
        || one_area
        || (STOPS.is_match(after)
            && (subject && (is_now || THOUGHT.is_match(before))
                || SERVICE_FOUND.is_match(before) && JUDGE_NAMED.is_match(before)))
        || ((quoted || is_printed_as_grade(sentence, range) && STOPS.is_match(after)) && (direct || is_now))
        || told_of_area
        || council_noun
        || (is_now && services && (!plain || quoted || direct && strong_move(before)))
        || (direct && strong_move(before))
}

static SERVICE_IS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:children.s\s+(?:services|social\s+care)|council|social\s+services)(?:\s+in\s+\p{Lu}[\p{L}-]+)?\s+(?:is|are|was|were|remains?)\s+(?:now\s+|still\s+)?[‘“'\x22]?$")
        .expect("a constant pattern")
});

static SAYS_OFSTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?,?\s+(?:(?:says?|said|finds?|found|according\s+to)\s+(?:the\s+)?(?:ofsted|inspectors|(?:education\s+)?watchdog|regulator|report)|(?:ofsted|inspectors)\s+(?:says?|said|finds?|found))\b")
        .expect("a constant pattern")
});

static COUNT_WAS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:one|two|three|four|five|another|the\s+others?)\s+(?:is|are|was|were)\s+[‘“'\x22]?$")
        .expect("a constant pattern")
});

static LAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:last|previous|earlier)\s+[‘“'\x22]?$").expect("a constant pattern")
});

static INSPECTION_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?\s+(?:ofsted\s+)?(?:inspection|report|result|outcome)\b")
        .expect("a constant pattern")
});

/// A verb that gives stands within three words.
pub(super) fn is_given_directly(before: &str) -> bool {
    let verb = GIVEN.find_iter(before).last();
    verb.is_some_and(|verb| before[verb.end()..].split_whitespace().count() <= 3)
}

/// "Rated good", "judged to be inadequate": right before the grade.
static ADJACENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:rat|judg|grad|class|deem|rank|mark|brand|labell?|declar|assess)ed\s+(?:it\s+|them\s+)?(?:(?:as|to\s+be|overall)\s+)*(?:an?\s+)?[‘“'\x22]?$|\b(?:rating|grade|grading|judge?ment|verdict|mark|level)\s+of\s+[‘“'\x22]?$")
        .expect("a constant pattern")
});

/// "Children's services require improvement": the whole service, not one part of its work.
static SERVICE_REQUIRES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:children.s\s+)?services|children.s\s+(?:social\s+care|department)|council|authority)(?:\s+(?:in|at|run\s+by|provided\s+by|at)\s+(?:the\s+)?\p{Lu}[\p{L}-]+(?:\s+(?:and\s+|of\s+)?\p{Lu}[\p{L}-]+){0,4})?\s+(?:still\s+|now\s+)?[‘“'\x22]?$").expect("a constant pattern")
});

static FORMAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bexperiences?\s+and\s+progress\s+of\b|\bimpact\s+of\s+(?:leaders|leadership)\b|\bleadership,\s+management\b|\boverall\s+effectiveness\b")
        .expect("a constant pattern")
});

/// "Care leavers receive a good service".
static RECEIVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:receive|get|receives|gets|receiving|getting)\s+an?\s+[‘“'\x22]?$")
        .expect("a constant pattern")
});

static SERVICE_AFTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^[’”'\x22]?\s+service\b").expect("a constant pattern"));

static ALL_REQUIRE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:all|both|each|services?)\s+(?:still\s+|of\s+them\s+)?$")
        .expect("a constant pattern")
});

static EACH_REQUIRES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:all|both|each)\s+(?:of\s+)?(?:these|the|those|them)(?:\s+\w+)?(?:\s+(?:were|are|was)\s+\w+\s+to)?\s+[‘“'\x22]?$").expect("a constant pattern")
});

static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\W*(?:which|who|that)\b").expect("a constant pattern"));

static CONTINUES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bcontinue[sd]?\s+to\s+$").expect("a constant pattern"));

static SERVICE_CONTINUES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:services|department|council|authority|it|they)(?:\s+(?:in|at)\s+\p{Lu}[\p{L}-]+)?\s+continue[sd]?\s+to\s+$")
        .expect("a constant pattern")
});

/// "Children's services: good": a line of a list.
static SERVICE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:^|\n)\W*children.s\s+(?:services|social\s+care)(?:\s+overall)?\s*[:–—|-]\s*[‘“'\x22]?$",
    )
    .expect("a constant pattern")
});

/// "Was thought good", "were found inadequate".
static THOUGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:is|are|was|were|been|being)\s+(?:also\s+|still\s+|again\s+)?(?:thought|considered|found|felt|held|seen|viewed|regarded|reckoned|said)(?:\s+(?:to\s+be|to|as))?\s+[‘“'\x22]?$").expect("a constant pattern")
});

/// "With leadership and adoption found to be good".
static FOUND_TO_BE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:all|both|each|also|were|was)\s+found|(?:ofsted|inspectors|report|watchdog)\s+(?:also\s+)?(?:found|considered|thought)\s+[^.;,]{4,110}?)\s+to\s+be\s+[‘“'\x22]?$")
        .expect("a constant pattern")
});

/// "The one area which requires improvement".
static ONE_AREA_REQUIRES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:one|only|single|sole)\s+(?:area|judge?ment|category|part|service|section)\b[^.;,]{0,40}\b(?:which|that|to)\s+$").expect("a constant pattern")
});

/// "It was told that it ‘requires improvement’".
static IT_REQUIRES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:it|they)\s+(?:still\s+|now\s+)?[‘“'\x22]?$").expect("a constant pattern")
});

/// "Ofsted said the council's services were good", "inspectors found the department to be good".
static SERVICE_FOUND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:said|says|found|finds|ruled|concluded|confirm(?:s|ed)|decided|considered|believes?|that)\s+(?:that\s+)?(?:(?:the|its|their|\p{L}+.s)\s+){0,2}(?:(?:county|city|borough)\s+)?(?:(?:council|authority|borough|county).s\s+)?(?:children.s\s+)?(?:services(?:\s+for\s+(?:children|families|young\s+people)(?:\s+and\s+(?:families|young\s+people))?)?|social\s+care|department|council|authority|it|they)",
        r"(?:\s+(?:in|at)\s+\p{Lu}[\p{L}-]+(?:\s+\p{Lu}[\p{L}-]+){0,2})?\s+(?:to\s+be|were|was|are|is)\s+(?:now\s+|overall\s+|still\s+)?[‘“'\x22]?$"
    ))
    .expect("a constant pattern")
});

/// "Requires improvement was given to three areas": the grade as the subject of its sentence.
fn is_given(sentence: &str, range: &Range<usize>) -> bool {
    static GIVEN_TO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22]?\s+(?:was|is)\s+(?:also\s+|again\s+)?(?:(?:given|awarded|handed)\b|the\s+(?:overall\s+)?(?:grade|rating|judge?ment|verdict|mark|result)\b)")
            .expect("a constant pattern")
    });
    let before = sentence[..range.start].trim_end_matches(['‘', '“', '\'', '"', ' ']);
    let opens = before.is_empty() || before.ends_with([';', ':', '.', ',']);
    opens && GIVEN_TO.is_match(&sentence[range.end..])
}

/// "Help and protection Good": a cell of a table that was flattened into a line.
fn is_cell(sentence: &str, range: &Range<usize>) -> bool {
    let capital = sentence[range.clone()].starts_with(char::is_uppercase);
    let after = sentence[range.end..].trim_start_matches([' ', '\t', '\n', '|', '.', ';', ',', '•', '*']);
    let ends = after.is_empty() || after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let before = sentence[..range.start].trim_end_matches([' ', '\t', '\n', '|', '•', ':', '–', '-']);
    capital && ends && before.len() < range.start && ends_with_area(before)
}

/// "Found our services to be Adequate": a capital within a sentence in small letters.
fn is_printed_as_grade(sentence: &str, range: &Range<usize>) -> bool {
    let last = sentence[..range.start].split_whitespace().next_back().unwrap_or_default();
    sentence[range.clone()].starts_with(char::is_uppercase)
        && last.chars().all(|c| c.is_lowercase())
        && !last.is_empty()
}

fn ends_with_area(words: &str) -> bool {
    AREAS.iter().any(|(_, area)| area.find_iter(words).last().is_some_and(|found| found.end() == words.len()))
}

/// "Outstanding: the impact of leaders; care leavers": a grade that heads a list of its areas.
fn heads_areas(sentence: &str, range: &Range<usize>) -> bool {
    let before =
        sentence[..range.start].trim_end_matches([' ', '\n', '\t', '•', '-', '–', '‘', '“', '\'', '"']);
    let after = sentence[range.end..].trim_start_matches(['’', '”', '\'', '"', ' ']);
    let opens = before.is_empty() || before.ends_with([';', ':', '.', '|', ',']);
    opens && after.starts_with([':', '–', '—', '-']) && areas_after(sentence, range).is_some()
}

/// A statement that ends with its grade: "adoption performance was good, and".
static STOPS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22)\]]*\s*(?:$|[.,;:)–—]|\s(?:and|while|but|overall|with|whereas)\b)")
        .expect("a constant pattern")
});

static SERVICE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:council|services?(?:\s+for\s+(?:children|families|young\s+people))?|department|social\s+care|child\s+protection|children.s\s+trust|authority)(?:\s+in\s+\p{Lu}[\p{L}-]+)?\s+[‘“'\x22]$").expect("a constant pattern")
});

static JUDGE_NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ofsted|inspectors?|inspection|watchdog|regulators?|report|findings)\b")
        .expect("a constant pattern")
});

static SERVICES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:council|services?|authority|department|ofsted|inspectors|leadership|leaders|protection|care|leavers|adoption|it|they|borough|county|overall)\b").expect("a constant pattern")
});

/// "From inadequate to good": only grades move so.
fn strong_move(before: &str) -> bool {
    static MOVE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:from|up\s+from|down\s+from|previously|formerly|moved?\s+(?:up\s+)?to|up\s+to|down\s+to|dropp?ed\s+to|slipp?ed\s+to|fell\s+to|improved\s+to|risen\s+to|jumped\s+to|to)\s+(?:an?\s+|being\s+)?[‘“'\x22]?$").expect("a constant pattern")
    });
    static GAIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:benefit\w*|learn\w*|suffer\w*|draw\w*|come|comes|came)\s+from\s+(?:an?\s+)?[‘“'\x22]?$").expect("a constant pattern")
    });
    MOVE.is_match(before)
        && !GAIN.is_match(before)
        && (GRADE.is_match(before) || !before.trim_end().to_lowercase().ends_with(" to"))
}

/// The second and later of coordinated grades: "good for help and protection, inadequate for leadership".
pub(super) fn goes_on(between: &str, sentence: &str, range: &Range<usize>) -> bool {
    let area_follows = areas_after(sentence, range).is_some()
        || areas_directly_after(sentence, range).is_some()
        || ALL_AREAS.is_match(head(&sentence[range.end..], 60));
    let area_between = AREAS.iter().any(|(_, words)| words.is_match(between))
        && (ENDS.is_match(&sentence[range.end..]) || is_quoted(sentence, range));
    is_move(between) || (!between.contains(". ") && (area_follows || area_between))
}

static IN_YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^in\s+(?:\p{L}+\s+)?(?:19|20)\d\d$").expect("a constant pattern"));

/// "From good to outstanding", "good, up from inadequate": what stands between two grades of one move.
pub(super) fn is_move(between: &str) -> bool {
    let words = between.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // "From good in 2018 to outstanding".
    let moves = words.strip_suffix(" to").is_some_and(|time| IN_YEAR.is_match(time));
    words == "to" || words == "from" || moves || words.ends_with(" from") && !words.contains(',')
}
