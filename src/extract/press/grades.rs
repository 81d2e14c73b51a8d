//! Grades that a press text tells: the one it reports, and earlier ones apart.
//!
//! Knows how grades are worded and when a grade word is none: targets, counts of councils, other providers,
//! "good practice". Knows nothing of quotation marks.

use super::areas::{
    ALL_AREAS, AREAS, all_areas, areas, areas_after, areas_before, areas_in_front, is_subject,
    listed_with_whole,
};
use super::held::{again, again_for, same_as, time};
use super::no_grade::{another_council, is_alternative, is_none};
use super::ranks;
use super::told;
use crate::authorities::{Authority, mentioned};
use crate::record::{Grade, JudgementArea};
use jiff::civil::Date;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A grade told in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GradeTold {
    pub area: JudgementArea,
    pub grade: Grade,
    pub range: Range<usize>,
    pub time: Time,
    /// Told by a verb or noun of rating, not only as an adjective ("the inadequate council").
    pub rated: bool,
}

/// When a grade holds or held.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Time {
    /// The judgement that this text reports.
    Now,
    /// An earlier one; the time as told, in its shortest ISO form, if it is told.
    Earlier(Option<String>),
}

/// What the sentences of one text share.
pub(super) struct Frame<'a> {
    pub published: Option<Date>,
    /// The authority that the text is about.
    pub about: Option<&'static Authority>,
    /// The name of that place, where the table does not hold it.
    pub place: Option<&'a str>,
    /// The text reports a visit, which gives no grade: whatever it tells is earlier.
    pub visit: bool,
    /// `sif` or `ilacs`, where the text names it.
    pub framework: Option<&'static str>,
    /// The latest year that the text tells.
    pub latest: Option<i16>,
}

/// What the sentence before leaves open for the next one of its paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Carried {
    /// "At the time": the last time told.
    time: Option<String>,
    /// "The council" after a sentence about another council.
    other_council: bool,
    /// "The same grade": the last one told of now.
    last: Option<Grade>,
    /// "So was adoption": the grade that the sentence right before told of now.
    just_told: Option<Grade>,
    /// "Each of the two was rated good": the areas that the sentence before named without a grade.
    areas: Vec<JudgementArea>,
}

pub(super) static GRADE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?P<outstanding>outstanding)|(?P<requires>(?:requir(?:es|ed|ing|e)|needs|needing)[\s-]+improvement(?:\s+to\s+be\s+good)?)|(?P<inadequate>inadequate)|(?P<good>good)|(?P<adequate>adequate))\b")
        .expect("a constant pattern")
});

/// Verbs and nouns that announce a grade.
pub(super) static RATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:re-?)?(?:rated?|rates|rating|ratings|rank(?:ed|ing|s)?|marked|judged?|judges|judging|judge?ments?|graded?|grades|grading|classed|classified|deemed|declared|assessed|branded|labelled|verdict|upgraded?|downgraded?|",
        r"overall effectiveness|scored|marks?|(?:top|bottom|highest|lowest)\s+(?:of\s+)?(?:the\s+)?(?:\p{L}+\s+)?(?:categor(?:y|ies)|bands?))\b"
    ))
    .expect("a constant pattern")
});

/// Verbs that announce a grade only together with "as", "to be", or a word of rating after it, or directly.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:found|given|gives|gave|awarded|awards|received|receives|achieved|achieves|handed|hands|earned|earns|secured|secures|got|gets|retained|retains|kept|keeps|maintained|maintains|remains?|remained|",
        r"moved?|moves|moving|went|gone|goes|risen|rises|improved?|improves|improving|jump(?:ed|s)?|slipp?(?:ed|s)|dropp?(?:ed|s)|fell|falls|fallen|slid|now|still|previously|formerly|again|once|celebrat\w+|up|down|from|to|as|be|called|described)\b"
    ))
    .expect("a constant pattern")
});

/// Words after a grade that make it one.
static RATING_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22)]*[\s-]*(?:ofsted\s+|overall\s+|inspection\s+)*(?:rating|ratings|rated|grade|grades|grading|graded|judge?ment|judge?ments|verdict|status|overall|mark|marks|scores?|category|band|ranking|by\s+(?:ofsted|inspectors|the\s+watchdog))\b").expect("a constant pattern")
});

/// What may follow a plain grade word: anything else is the noun that it describes.
static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:[’”'\x22)\]]*\s*(?:$|[.,;:!?–—|(\[-]|\t|\n))|^[’”'\x22)]*\s+(?:for|in|by|after|overall|with|and|or|at|on|across|following|last|when|but|while|since|to|under|because|due|from|as|against|this|rating|",
        r"ratings|status|grade|grading|judge?ment|verdict|ofsted|yesterday|today|again|over|amid|despite|during|within|throughout|which|who|where|until|before|though|although|just|only|two|three|four|five|all|has|have|is|was|were|are|covers?|covered|appl(?:y|ies|ied)|extends?|extended|went|goes)\b"
    ))
    .expect("a constant pattern")
});

/// Nouns that a grade of a council describes.
static OWN_NOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22)]*[\s-]+(?:rated\s+)?(?:council|councils|authority|department|children.s\s+(?:services|social\s+care|department|trust)|local\s+authority|borough)\b").expect("a constant pattern")
});

/// Where clauses part: a target in one says nothing of a grade in the next.
pub(super) static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;:–—]|\s-\s|,\s+(?:and|but|while|although|whereas|with|which|who|after|having)\b|\b(?:but|whereas|although|while|however)\b").expect("a constant pattern")
});

/// A grade word looks back this far, in bytes, for what announces it.
const ANNOUNCED_WITHIN: usize = 110;

impl Carried {
    /// Whose "the council" is does not carry over paragraphs; the time does.
    pub fn new_paragraph(&mut self) {
        self.other_council = false;
    }

    /// What a sentence that tells `found` leaves for the one after it.
    fn leave(&mut self, sentence: &str, found: &[GradeTold]) {
        let now = found.iter().rev().find(|one| one.time == Time::Now).map(|one| one.grade);
        self.last = now.or(self.last);
        self.just_told = now;
        self.areas = if found.is_empty() { listed_with_whole(sentence) } else { Vec::new() };
        // Leaders alone are people, not what is judged.
        let judged = sentence.to_lowercase();
        if !judged.contains("leadership") && !judged.contains("impact of leaders") {
            self.areas.retain(|area| *area != JudgementArea::Leaders);
        }
    }
}

/// All grades that one sentence tells of the authority that the text is about. `carried` is what the
/// sentence before it left open, and takes what this one leaves.
pub(super) fn in_sentence(sentence: &str, frame: &Frame, carried: &mut Carried) -> Vec<GradeTold> {
    let plain = told::without_dashes(sentence);
    let found = if names_every_grade(sentence) { Vec::new() } else { told_in(&plain, frame, carried) };
    carried.leave(sentence, &found);
    found
}

/// "Ofsted has four grades: outstanding, good, requires improvement and inadequate".
fn names_every_grade(sentence: &str) -> bool {
    static SCALE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:four|possible|scale|range|highest|lowest|from|between)\b")
            .expect("a constant pattern")
    });
    let mut grades: Vec<Grade> = GRADE.captures_iter(sentence).filter_map(|found| grade(&found)).collect();
    let count = grades.len();
    grades.sort_unstable();
    grades.dedup();
    grades.len() >= 4 && count == grades.len() && SCALE.is_match(sentence)
}

fn told_in(sentence: &str, frame: &Frame, carried: &mut Carried) -> Vec<GradeTold> {
    let named: Vec<(Range<usize>, Grade)> = GRADE
        .captures_iter(sentence)
        .filter_map(|found| Some((found.get(0)?.range(), grade(&found)?)))
        .collect();
    let ranked = ranks::ranked(sentence, &named, carried.last);
    let is_ranked = |range: &Range<usize>| ranked.iter().any(|(other, _)| other == range);
    let mut words: Vec<(Range<usize>, Grade)> = named.iter().chain(&ranked).cloned().collect();
    words.sort_by_key(|(range, _)| range.start);
    let mut found: Vec<GradeTold> = Vec::new();
    let times = told::times(sentence, frame.published);
    if Regex::is_match(&RESPECTIVELY, sentence) {
        return found;
    }
    if words.is_empty()
        && let (Some(rest), Some(grade)) = (ranks::likewise(sentence), carried.just_told)
        && !another_council(sentence, frame)
    {
        let areas = listed_with_whole(&sentence[rest.clone()]);
        let told = |area| GradeTold { area, grade, range: rest.clone(), time: Time::Now, rated: true };
        return areas.into_iter().map(told).collect();
    }
    let of_other = carried.other_council && Regex::is_match(&THE_COUNCIL, sentence);
    let mut before: Option<usize> = None;
    // "From good to outstanding": both are of the same area.
    let mut before_areas: Vec<JudgementArea> = Vec::new();
    for (range, grade) in &words {
        let clause = clause(sentence, range.start);
        let ranked = is_ranked(range);
        let announced = ranked
            || is_announced(sentence, &clause, range)
            || before.is_some_and(|end| goes_on(&sentence[end..range.start], sentence, range));
        if !announced || is_alternative(sentence, range) || is_none(sentence, &clause, range, frame) {
            continue;
        }
        let last_end = before;
        before = Some(range.end);
        if of_other && mentioned(&sentence[..range.start]).is_empty() {
            continue;
        }
        let mut time = time(sentence, range, &clause, &times, frame);
        if let (Time::Earlier(told @ None), true) = (&mut time, Regex::is_match(&AT_THE_TIME, sentence)) {
            told.clone_from(&carried.time);
        }
        let rated = ranked
            || RATED.is_match(near(sentence, range))
            || RATING_AFTER.is_match(&sentence[range.end..])
            || GIVEN.is_match(near(sentence, range));
        let told = |area, time| GradeTold { area, grade: *grade, range: range.clone(), time, rated };
        let mut these = areas(sentence, range);
        if ranked && ranks::needs_area(sentence, range) && these == [JudgementArea::Overall] {
            continue;
        }
        if these == [JudgementArea::Overall]
            && let Some(end) = last_end
            && is_move(&sentence[end..range.start])
            && !before_areas.is_empty()
        {
            these.clone_from(&before_areas);
        }
        before_areas.clone_from(&these);
        if these == [JudgementArea::Overall]
            && Regex::is_match(&THAT_SERVICE, near(sentence, range))
            && let Some(same) = found.last()
        {
            these = vec![same.area];
        }
        if (these == [JudgementArea::Overall] || these.is_empty())
            && !carried.areas.is_empty()
            && Regex::is_match(&EACH_OF_THEM, &sentence[..range.start])
        {
            these = each_of(sentence, &carried.areas);
        }
        found.extend(these.into_iter().map(|area| told(area, time.clone())));
        if let Some((areas, then)) = again_for(&sentence[range.end..], &times, range.end) {
            found.extend(areas.into_iter().map(|area| told(area, Time::Earlier(Some(then.clone())))));
        }
        found.extend(
            all_areas(sentence, range, frame, time == Time::Now)
                .into_iter()
                .map(|area| told(area, time.clone())),
        );
        if matches!(time, Time::Earlier(_)) {
            let times = again(&sentence[range.end..]).into_iter().map(|year| Time::Earlier(Some(year)));
            found.extend(times.map(|time| told(JudgementArea::Overall, time)));
        }
        if time == Time::Now
            && let Some(earlier) = same_as(sentence, range, &times)
        {
            found.extend(areas(sentence, range).into_iter().map(|area| told(area, earlier.clone())));
        }
    }
    if let Some(last) = times.last() {
        carried.time = Some(last.iso());
    }
    if !mentioned(sentence).is_empty() {
        carried.other_council = another_council(sentence, frame);
    }
    found
}

/// Grades of several councils in their order: whose is whose cannot be told from one sentence alone.
static RESPECTIVELY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\brespectively\b").expect("a constant pattern"));

/// "The council was subsequently rated": whichever council the sentence before spoke of.
static THE_COUNCIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:the\s+(?:council|authority|borough|county|city)|it|its)\b")
        .expect("a constant pattern")
});

static AT_THE_TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:at\s+(?:the|that)\s+time|then|that\s+(?:inspection|report|visit))\b")
        .expect("a constant pattern")
});

/// "Adoption is good, a step up from 2012, when that service was judged inadequate".
static THAT_SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\bthat\s+(?:service|area|judge?ment|category)\s+(?:was|had\s+been|received|got)\b[^,;]{0,40}$",
    )
    .expect("a constant pattern")
});

/// "Each of the two has been rated good": of what the sentence before named.
static EACH_OF_THEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:(?:each|both|all)(?:\s+of\s+(?:the|these|them|those))?(?:\s+(?:two|three|four|five|of\s+them))?|these|they)(?:\s+(?:areas|services|parts))?\s+(?:is|are|was|were|has|have|received|got)\b[^.;,]{0,60}$|^\W*(?:that|this|it)\s+(?:is|was)\s+(?:the\s+)?(?:one|only|single|sole)\s+(?:area|judge?ment|category|part|service|section)\b[^.;,]{0,60}$|^\W*(?:for|in|on|under)\s+(?:each|both|all|every)(?:\s+(?:one|of\s+(?:these|those|them|the(?:\s+\w+)?)))?(?:\s+(?:areas?|sections?|categor(?:y|ies)|judge?ments?|criteri(?:a|on)|headings?|strands?))?,?\s[^.;]{0,80}$")
        .expect("a constant pattern")
});

/// "That is the one area that": of the last one named.
static ONE_AREA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\W*(?:that|this|it)\s+(?:is|was)\b").expect("a constant pattern"));

/// The areas meant; with only one of two named, the other is the whole.
fn each_of(sentence: &str, named: &[JudgementArea]) -> Vec<JudgementArea> {
    if Regex::is_match(&ONE_AREA, sentence) {
        return named.last().copied().into_iter().collect();
    }
    let mut areas = named.to_vec();
    let two = ["two", "both"].iter().any(|word| sentence.to_lowercase().contains(word));
    if two && areas.len() == 1 {
        areas.insert(0, JudgementArea::Overall);
    }
    areas
}

/// Whether a sentence announces a grade, whoever's.
pub(super) fn tells_a_grade(sentence: &str) -> bool {
    GRADE
        .find_iter(sentence)
        .any(|word| is_announced(sentence, &clause(sentence, word.start()), &word.range()))
}

pub(super) fn grade(found: &regex::Captures) -> Option<Grade> {
    let names = [
        ("outstanding", Grade::Outstanding),
        ("requires", Grade::RequiresImprovement),
        ("inadequate", Grade::Inadequate),
        ("good", Grade::Good),
        ("adequate", Grade::Adequate),
    ];
    names.into_iter().find(|(name, _)| found.name(name).is_some()).map(|(_, grade)| grade)
}

fn clause(sentence: &str, at: usize) -> Range<usize> {
    let start = CLAUSE.find_iter(&sentence[..at]).last().map_or(0, |cut| cut.start());
    let end = CLAUSE.find(&sentence[at..]).map_or(sentence.len(), |cut| at + cut.start());
    start..end
}

pub(super) fn near<'s>(sentence: &'s str, range: &Range<usize>) -> &'s str {
    let mut from = range.start.saturating_sub(ANNOUNCED_WITHIN);
    while !sentence.is_char_boundary(from) {
        from += 1;
    }
    &sentence[from..range.start]
}

fn is_quoted(sentence: &str, range: &Range<usize>) -> bool {
    let marks = |c: char| matches!(c, '‘' | '’' | '“' | '”' | '\'' | '"');
    sentence[..range.start].ends_with(marks)
        && sentence[range.end..].trim_start_matches([',', '.']).starts_with(marks)
}

/// Whether something says that the word is a grade.
fn is_announced(sentence: &str, clause: &Range<usize>, range: &Range<usize>) -> bool {
    let before = near(sentence, range);
    let after = &sentence[range.end..];
    let word = sentence[range.clone()].to_lowercase();
    let quoted = is_quoted(sentence, range);
    let ends = ENDS.is_match(after) || OWN_NOUN.is_match(after) && word != "good" || quoted;
    // The grade as a label: "Overall effectiveness: good", "inadequate-rated", "‘outstanding’ children's services".
    if RATING_AFTER.is_match(after)
        || quoted
            && (OWN_NOUN.is_match(after)
                || RATED.is_match(before)
                || RATED.is_match(&after[..after.len().min(60).min(floor(after, 60))]))
    {
        return true;
    }
    if is_cell(sentence, range) || heads_areas(sentence, range) || is_given(sentence, range) {
        return true;
    }
    if !ends {
        return false;
    }
    if RATED.is_match(before) {
        return true;
    }
    let direct = GIVEN
        .find_iter(before)
        .last()
        .is_some_and(|verb| before[verb.end()..].split_whitespace().count() <= 3);
    let plain = matches!(word.as_str(), "good" | "adequate");
    let subject = is_subject(sentence, range);
    let has_area = || areas_before(sentence, range).is_some() || areas_in_front(sentence, range).is_some();
    let told_of_area = areas_before(sentence, range).is_some()
        && before
            .trim_end_matches(['‘', '“', '"', '\''])
            .trim_end()
            .ends_with([':', '–', '-', '\t', '(', '|']);
    let council_noun = OWN_NOUN.is_match(after) && word != "good";
    let copula = before.trim_end_matches(['‘', '“', '"', '\'']).trim_end().to_lowercase();
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
    let requires = word.starts_with("require")
        && (Regex::is_match(&SERVICE_REQUIRES, before)
            || quoted && (has_area() || Regex::is_match(&IT_REQUIRES, before))
            || subject)
        && (quoted || Regex::is_match(&JUDGE_NAMED, sentence));
    let clause_words = &sentence[clause.start..range.start];
    // "Services for care leavers, which were inadequate": a relative clause speaks of what stands before it.
    let relative = Regex::is_match(&RELATIVE, clause_words);
    let services = Regex::is_match(&SERVICES, if relative { &sentence[..range.start] } else { clause_words });
    // "Support for them continues to require improvement": of practice, unless the whole service is meant.
    if word.starts_with("require")
        && CONTINUES.is_match(before)
        && !(subject || Regex::is_match(&SERVICE_CONTINUES, before))
    {
        return false;
    }
    let service_label = Regex::is_match(&SERVICE_LABEL, before);
    let found_so = !plain && services && Regex::is_match(&THOUGHT, before);
    let one_area = word.starts_with("require")
        && Regex::is_match(&ONE_AREA_REQUIRES, before)
        && Regex::is_match(&JUDGE_NAMED, sentence);
    // "Council’s children’s services ‘inadequate’, says Ofsted": headlines leave the verb out.
    let verbless =
        quoted && Regex::is_match(&SERVICE_BEFORE, before) && Regex::is_match(&JUDGE_NAMED, sentence);
    requires
        || verbless
        || service_label
        || found_so
        || one_area
        || (Regex::is_match(&STOPS, after)
            && (subject && (is_now || Regex::is_match(&THOUGHT, before))
                || Regex::is_match(&SERVICE_FOUND, before) && Regex::is_match(&JUDGE_NAMED, before)))
        || (quoted && (direct || is_now))
        || told_of_area
        || council_noun
        || (is_now && services && (!plain || quoted || direct && strong_move(before)))
        || (direct && strong_move(before))
}

/// "Children's services require improvement": the whole service, not one part of its work.
static SERVICE_REQUIRES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:children.s\s+)?services|children.s\s+(?:social\s+care|department)|council|authority)(?:\s+(?:in|at|run\s+by|provided\s+by|at)\s+(?:the\s+)?\p{Lu}[\p{L}-]+(?:\s+(?:and\s+|of\s+)?\p{Lu}[\p{L}-]+){0,4})?\s+(?:still\s+|now\s+)?[‘“'\x22]?$").expect("a constant pattern")
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
    Regex::new(r"(?i)\b(?:is|are|was|were|been|being)\s+(?:also\s+|still\s+|again\s+)?(?:thought|considered|found|felt|held|seen|viewed|regarded|reckoned)(?:\s+(?:to\s+be|as))?\s+[‘“'\x22]?$").expect("a constant pattern")
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
        r"(?i)\b(?:said|says|found|finds|ruled|concluded|decided|considered|believes?|that)\s+(?:that\s+)?(?:(?:the|its|their|\p{L}+.s)\s+){0,2}(?:(?:county|city|borough)\s+)?(?:(?:council|authority|borough|county).s\s+)?(?:children.s\s+)?(?:services|social\s+care|department|council|authority)",
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
    let named = || {
        AREAS
            .iter()
            .any(|(_, words)| words.find_iter(before).last().is_some_and(|area| area.end() == before.len()))
    };
    capital && ends && before.len() < range.start && named()
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
    Regex::new(r"(?i)\b(?:council|services?|department|social\s+care|child\s+protection|children.s\s+trust|local\s+authority)(?:\s+in\s+\p{Lu}[\p{L}-]+)?\s+[‘“'\x22]$").expect("a constant pattern")
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
fn goes_on(between: &str, sentence: &str, range: &Range<usize>) -> bool {
    let area_follows =
        areas_after(sentence, range).is_some() || ALL_AREAS.is_match(head(&sentence[range.end..], 60));
    let area_between = AREAS.iter().any(|(_, words)| words.is_match(between))
        && (ENDS.is_match(&sentence[range.end..]) || is_quoted(sentence, range));
    is_move(between) || (!between.contains(". ") && (area_follows || area_between))
}

/// "From good to outstanding", "good, up from inadequate": what stands between two grades of one move.
fn is_move(between: &str) -> bool {
    let words = between.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words == "to" || words == "from" || words.ends_with(" from") && !words.contains(',')
}

pub(super) fn head(text: &str, bytes: usize) -> &str {
    &text[..floor(text, bytes)]
}

pub(super) fn floor(text: &str, bytes: usize) -> usize {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Children in care and care leavers are one judgement in the first framework that names them so; before it
/// and after it they are two.
pub(super) fn split_by_framework(
    told: Vec<(GradeTold, crate::evidence::Span)>,
    published: Option<Date>,
) -> Vec<(GradeTold, crate::evidence::Span)> {
    use JudgementArea::{CareAndCareLeavers, CareLeavers, InCare, LookedAfterAndPermanence};
    let year = |one: &GradeTold| match &one.time {
        Time::Now => published.map(|day| day.year()),
        Time::Earlier(told) => told.as_ref().and_then(|time| time.get(..4)?.parse().ok()),
    };
    let areas = |one: &GradeTold| match (one.area, year(one)) {
        (CareAndCareLeavers, Some(2014..=2017)) => vec![LookedAfterAndPermanence, CareLeavers],
        (CareAndCareLeavers, Some(2023..)) => vec![InCare, CareLeavers],
        (area, _) => vec![area],
    };
    told.into_iter()
        .flat_map(|(one, span)| {
            areas(&one).into_iter().map(move |area| (GradeTold { area, ..one.clone() }, span))
        })
        .collect()
}

/// A text that names one last inspection with its year dates the earlier grades that it tells without any, if
/// no other earlier grade has another date.
pub(super) fn date_undated(told: &mut [(GradeTold, crate::evidence::Span)], year: &str) {
    let others =
        told.iter().any(|(one, _)| matches!(&one.time, Time::Earlier(Some(time)) if !time.starts_with(year)));
    let dated = |area: JudgementArea, told: &[(GradeTold, crate::evidence::Span)]| {
        told.iter().any(|(one, _)| one.area == area && matches!(&one.time, Time::Earlier(Some(_))))
    };
    if others {
        return;
    }
    for at in 0..told.len() {
        let area = told[at].0.area;
        if told[at].0.time == Time::Earlier(None) && !dated(area, told) {
            told[at].0.time = Time::Earlier(Some(year.to_owned()));
        }
    }
}

/// One grade an area now, and each earlier one once, the one told most exactly.
pub(super) fn settled(
    told: Vec<(GradeTold, crate::evidence::Span)>,
    published: Option<Date>,
) -> Vec<(GradeTold, crate::evidence::Span)> {
    let mut kept: Vec<(GradeTold, crate::evidence::Span)> = Vec::new();
    for (one, span) in told {
        let same = kept.iter_mut().find(|(other, _)| {
            other.area == one.area
                && match (&other.time, &one.time) {
                    (Time::Now, Time::Now) => true,
                    (Time::Earlier(a), Time::Earlier(b)) => {
                        other.grade == one.grade
                            && match (a, b) {
                                (Some(a), Some(b)) => a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
                                _ => true,
                            }
                    }
                    _ => false,
                }
        });
        match same {
            Some((other, place)) => {
                if let (Time::Earlier(a), Time::Earlier(b)) = (&other.time, &one.time)
                    && b.as_ref().map_or(0, String::len) > a.as_ref().map_or(0, String::len)
                {
                    other.time = one.time;
                    *place = span;
                }
            }
            None => kept.push((one, span)),
        }
    }
    // "Rated inadequate in May" in a text of the same year that calls the service inadequate is one judgement.
    let recent = published.and_then(|day| day.checked_sub(jiff::Span::new().months(11)).ok());
    let recent = recent.map(|day| format!("{:04}-{:02}", day.year(), day.month()));
    let now: Vec<(JudgementArea, Grade)> =
        kept.iter().filter(|(one, _)| one.time == Time::Now).map(|(one, _)| (one.area, one.grade)).collect();
    kept.retain(|(one, _)| match (&one.time, &recent) {
        (Time::Earlier(Some(time)), Some(recent)) => {
            let within = time.as_str() >= recent.as_str()
                || time[..4.min(time.len())] == recent[..4] && time.len() == 4;
            !(within && now.contains(&(one.area, one.grade)))
        }
        _ => true,
    });
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn told(sentence: &str) -> Vec<(JudgementArea, Grade, Time)> {
        let frame = Frame {
            published: Some(date(2022, 6, 10)),
            about: None,
            place: Some("Brackenshire"),
            visit: false,
            framework: None,
            latest: None,
        };
        in_sentence(sentence, &frame, &mut Carried::default())
            .into_iter()
            .map(|one| (one.area, one.grade, one.time))
            .collect()
    }

    use Grade::*;
    use JudgementArea::*;

    fn now(area: JudgementArea, grade: Grade) -> (JudgementArea, Grade, Time) {
        (area, grade, Time::Now)
    }

    fn then(grade: Grade, time: Option<&str>) -> (JudgementArea, Grade, Time) {
        (Overall, grade, Time::Earlier(time.map(str::to_owned)))
    }

    #[test]
    fn the_grade_reported() {
        for sentence in [
            "Brackenshire council has been rated ‘good’ by Ofsted.",
            "Brackenshire’s children’s services have been judged to be good.",
            "Ofsted rates Brackenshire children’s services good",
            "The council was given a ‘good’ rating after a two-week inspection.",
            "Inspectors graded the council as ‘Good’ overall.",
            "‘Good’ Ofsted rating for Brackenshire",
            "Overall effectiveness: Good",
            "The service received an overall judgement of good.",
            "Brackenshire is one of only three councils in the region to be rated good.",
            "Children’s services in Brackenshire remain ‘good’, inspectors say.",
        ] {
            assert_eq!(told(sentence), [now(Overall, Good)], "{sentence}");
        }
        assert_eq!(
            told("Brackenshire’s children’s services require improvement, Ofsted has found."),
            [now(Overall, RequiresImprovement)]
        );
        assert_eq!(told("Ofsted brands Brackenshire children’s services inadequate"), []);
        assert_eq!(
            told("Children’s services at Brackenshire have been branded inadequate."),
            [now(Overall, Inadequate)]
        );
    }

    #[test]
    fn earlier_grades() {
        assert_eq!(
            told("Brackenshire was rated ‘good’ in 2012, and had few agency staff."),
            [then(Good, Some("2012"))]
        );
        assert_eq!(
            told("The council was rated inadequate in February 2016."),
            [then(Inadequate, Some("2016-02"))]
        );
        assert_eq!(told("Services were previously rated inadequate."), [then(Inadequate, None)]);
        assert_eq!(told("It is up from requires improvement."), [then(RequiresImprovement, None)]);
        assert_eq!(
            told("Services moved from inadequate to good."),
            [then(Inadequate, None), now(Overall, Good)]
        );
        assert_eq!(
            told("At its last inspection, in 2018, the council was judged to require improvement."),
            [then(RequiresImprovement, Some("2018"))]
        );
        assert_eq!(told("The council was rated inadequate last year."), [then(Inadequate, Some("2021"))]);
        assert_eq!(
            told("Brackenshire has been rated good, having been rated requires improvement in 2019."),
            [now(Overall, Good), then(RequiresImprovement, Some("2019"))]
        );
    }

    #[test]
    fn areas_of_judgement() {
        assert_eq!(
            told(
                "It was rated good for help and protection, requires improvement for children in care and care leavers, and outstanding for leadership."
            ),
            [
                now(HelpAndProtection, Good),
                now(CareAndCareLeavers, RequiresImprovement),
                now(Leaders, Outstanding)
            ]
        );
        assert_eq!(told("Leadership was rated outstanding."), [now(Leaders, Outstanding)]);
        assert_eq!(
            told("The council was rated inadequate overall, with leadership judged as requires improvement."),
            [now(Overall, Inadequate), now(Leaders, RequiresImprovement)]
        );
        assert_eq!(
            told("The impact of leaders on social work practice with children and families: Good"),
            [now(Leaders, Good)]
        );
        assert_eq!(
            told("Leaders were rated outstanding, with all other areas good."),
            [
                now(Leaders, Outstanding),
                now(Overall, Good),
                now(HelpAndProtection, Good),
                now(CareAndCareLeavers, Good)
            ]
        );
        assert_eq!(
            told("Brackenshire was rated outstanding for its leadership and good in all other areas."),
            [
                now(Leaders, Outstanding),
                now(Overall, Good),
                now(HelpAndProtection, Good),
                now(CareAndCareLeavers, Good)
            ]
        );
    }

    #[test]
    fn no_grades() {
        for sentence in [
            "The council aims to be rated good by 2025.",
            "It is on a journey to outstanding.",
            "Only 12 councils in England are rated outstanding.",
            "A third of local authorities are rated inadequate.",
            "Hill Lane Primary School was rated good.",
            "Neighbouring Kent was rated inadequate in 2019.",
            "Inspectors found good practice and outstanding work.",
            "The work is not yet good enough.",
            "Managers make good use of data, and do a good job.",
            "Children get good help in good time.",
            "The share of councils rated good or outstanding has grown.",
            "Oversight was inadequate for some children.",
            "The visit found an inadequate recognition of risk.",
            "We want to be outstanding.",
            "In some cases, social work remains inadequate.",
            "No other authority in the region has been judged ‘outstanding’.",
            "Kent and Essex were rated ‘good’ and ‘inadequate’ respectively.",
            "Children benefit from outstanding, skilled support.",
        ] {
            assert_eq!(told(sentence), [], "{sentence}");
        }
    }

    #[test]
    fn grades_now_beside_earlier_ones() {
        for (sentence, expected) in [
            ("Brackenshire’s services are no longer graded ‘inadequate’.", vec![then(Inadequate, None)]),
            ("The council has moved out of ‘inadequate’.", vec![then(Inadequate, None)]),
            (
                "Social services were once again branded inadequate by inspectors.",
                vec![now(Overall, Inadequate)],
            ),
            ("Services had been rated inadequate for more than a decade.", vec![then(Inadequate, None)]),
            (
                "Two years after it was judged inadequate, the service has been rated ‘good’.",
                vec![then(Inadequate, None), now(Overall, Good)],
            ),
            (
                "The overall rating is ‘requires improvement’, the same grade as in 2019.",
                vec![now(Overall, RequiresImprovement), then(RequiresImprovement, Some("2019"))],
            ),
            (
                "The service was rated ‘inadequate’ in 2015 and ‘good’ in a 2018 inspection.",
                vec![then(Inadequate, Some("2015")), then(Good, Some("2018"))],
            ),
            (
                "The council was rated inadequate in 2014 and again in 2016.",
                vec![then(Inadequate, Some("2014")), then(Inadequate, Some("2016"))],
            ),
            ("The council vowed to improve after an ‘inadequate’ rating.", vec![now(Overall, Inadequate)]),
            ("Another inadequate rating would lead to a commissioner.", vec![]),
            (
                "The work has changed since 2011, when Ofsted rated the service ‘inadequate’.",
                vec![then(Inadequate, Some("2011"))],
            ),
            (
                "At its last inspection, in 2018, it was rated ‘inadequate’ overall, but good for adoption.",
                vec![
                    then(Inadequate, Some("2018")),
                    (Adoption, Good, Time::Earlier(Some("2018".to_owned()))),
                ],
            ),
        ] {
            assert_eq!(told(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn areas_named_in_lists_and_before_and_behind() {
        for (sentence, expected) in [
            ("The council was judged ‘good’ in two of the three areas.", vec![]),
            (
                "It was rated as inadequate in two out of five areas – adoption and the experiences of care leavers.",
                vec![now(Adoption, Inadequate), now(CareLeavers, Inadequate)],
            ),
            (
                "The service received a ‘good’ rating, with ‘outstanding’ leadership, management and governance.",
                vec![now(Overall, Good), now(Leaders, Outstanding)],
            ),
            (
                "The council was rated ‘good’ in relation to the experiences of children who need help and protection.",
                vec![now(HelpAndProtection, Good)],
            ),
            (
                "Care leavers, children in need of help and protection, and leadership were graded good.",
                vec![now(CareLeavers, Good), now(HelpAndProtection, Good), now(Leaders, Good)],
            ),
            (
                "The leadership of services at the council was rated outstanding, as was its overall effectiveness.",
                vec![now(Leaders, Outstanding), now(Overall, Outstanding)],
            ),
            (
                "Ofsted rated the local safeguarding children board, chaired by Jo Field, as ‘good’.",
                vec![now(Lscb, Good)],
            ),
            ("The one area with a ‘good’ rating was adoption.", vec![now(Adoption, Good)]),
        ] {
            assert_eq!(told(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn a_visit_gives_no_grade() {
        let frame = Frame {
            published: Some(date(2017, 4, 6)),
            about: None,
            place: Some("Brackenshire"),
            visit: true,
            framework: None,
            latest: None,
        };
        let told = in_sentence(
            "Brackenshire was rated inadequate in February 2016 after drift.",
            &frame,
            &mut Carried::default(),
        );
        assert_eq!(told[0].time, Time::Earlier(Some("2016-02".to_owned())));
        assert_eq!(
            in_sentence("Progress at inadequate council", &frame, &mut Carried::default())[0].time,
            Time::Earlier(None)
        );
    }
}
