//! Grades that a press text tells: the one it reports, and earlier ones apart.
//!
//! Knows how grades are worded and when a grade word is none: targets, counts of councils, other providers,
//! "good practice". Knows nothing of quotation marks.

use super::announced::{RATING_AFTER, clause, goes_on, is_announced, is_given_directly, is_move, near};
use super::areas::listed_with_whole;
use super::counted::{AREAS_OF_ANY_FRAMEWORK, areas_counted_before, areas_to_improve, some_areas};
use super::held::{again, again_for, and_in, is_told_of_then, leaves_rating, opens_earlier, same_as, time};
use super::meant::areas;
use super::no_grade::{another_council, is_alternative, is_none};
use super::ranks;
use super::sweeping::{all_areas, areas_told};
use super::ties::areas_after;
use super::told::{self, Told};
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
    /// Told of all areas at once: what is said of one alone is surer.
    pub sweeping: bool,
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
    /// "Not enough to change that rating": the last one told of any time.
    last_told: Option<Grade>,
    /// "So was adoption": the grade that the sentence right before told of now.
    just_told: Option<Grade>,
    /// "Each of the two was rated good": the areas that the sentence before named without a grade.
    areas: Vec<JudgementArea>,
    /// "The areas are adoption and leadership": the grade that the text gave to all areas without naming them.
    swept: Option<Grade>,
    /// "The previous inspection was in 2012. The council was judged to be good": that inspection's time.
    earlier: Option<Option<String>>,
    /// "These were adoption and leadership": the grade that the sentence before gave to areas it only counted.
    counted: Option<Grade>,
}

pub(super) static GRADE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?P<outstanding>outstanding)|(?P<requires>in\s+need\s+of\s+improvement|(?:requir(?:es|ed|ing|e)|needs?)\s+(?:some|further|more)\s+improvement\s+(?:in\s+order\s+)?to\s+be\s+(?:(?:rated|judged)\s+(?:as\s+)?)?[‘“'\x22]?good|(?:requir(?:es|ed|ing|e)|needs?|needing)[\s-]+improvement(?:\s+(?:in\s+order\s+)?to\s+be\s+(?:rated\s+|judged\s+)?[‘“'\x22]?good)?)|(?P<inadequate>inadequate)|(?P<good>good)|(?P<adequate>adequate))\b")
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

/// Where clauses part: a target in one says nothing of a grade in the next.
pub(super) static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;:–—]|\s-\s|,\s+(?:and|but|while|although|whereas|with|which|who|after|having)\b|\b(?:but|whereas|although|while|however)\b").expect("a constant pattern")
});

impl Carried {
    /// Whose "the council" is does not carry over paragraphs; the time does.
    pub fn new_paragraph(&mut self) {
        self.other_council = false;
    }

    /// What a sentence that tells `found` leaves for the one after it.
    fn leave(&mut self, sentence: &str, found: &[GradeTold]) {
        let now = found.iter().rev().find(|one| one.time == Time::Now).map(|one| one.grade);
        self.last = now.or(self.last);
        self.last_told = found.last().map(|one| one.grade).or(self.last_told);
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
    let found = if names_every_grade(sentence) {
        Vec::new()
    } else {
        told_in(&told::without_dashes(sentence), frame, carried)
    };
    carried.leave(sentence, &found);
    found
}

/// "Ofsted has four grades: outstanding, good, requires improvement and inadequate".
fn names_every_grade(sentence: &str) -> bool {
    static SCALE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:four|possible|scale|range|highest|lowest|from|between)\b")
            .expect("a constant pattern")
    });
    static ALTERNATIVES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bor\s+[‘“'\x22]?(?:inadequate|outstanding)\b").expect("a constant pattern")
    });
    let mut grades: Vec<Grade> = GRADE.captures_iter(sentence).filter_map(|found| grade(&found)).collect();
    let count = grades.len();
    grades.sort_unstable();
    grades.dedup();
    let listed = || ALTERNATIVES.is_match(sentence);
    grades.len() >= 4 && count == grades.len() && (SCALE.is_match(sentence) || listed())
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
    if RESPECTIVELY.is_match(sentence) {
        return found;
    }
    if words.is_empty()
        && let Some(taken_up) = taken_up(sentence, carried)
        && !another_council(sentence, frame)
    {
        return taken_up;
    }
    let mut counted: Vec<Grade> = Vec::new();
    let of_other = carried.other_council && THE_COUNCIL.is_match(sentence);
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
        if let (Time::Earlier(told @ None), true) = (&mut time, AT_THE_TIME.is_match(sentence)) {
            told.clone_from(&carried.time);
        }
        if let (Time::Now, Some(then)) = (&time, &carried.earlier)
            && is_told_of_then(&sentence[clause.start..range.start])
        {
            time = Time::Earlier(then.clone());
        }
        let rated = !DESCRIBED.is_match(near(sentence, range))
            && (ranked
                || RATED.is_match(near(sentence, range))
                || RATING_AFTER.is_match(&sentence[range.end..])
                || is_given_directly(near(sentence, range))
                || near(sentence, range).to_lowercase().contains("overall"));
        let told = |area, time| {
            let range = range.clone();
            GradeTold { area, grade: *grade, range, time, rated, sweeping: false }
        };
        let mut these = areas(sentence, range);
        // "It had the same rating at its previous inspection" is told of the whole, and of then alone.
        if ranked
            && ranks::needs_area(sentence, range)
            && these == [JudgementArea::Overall]
            && !(time != Time::Now && ranks::same_as_then(&sentence[range.end..]))
        {
            continue;
        }
        if these == [JudgementArea::Overall]
            && let Some(end) = last_end
            && is_move(&sentence[end..range.start])
            && !before_areas.is_empty()
        {
            these.clone_from(&before_areas);
        }
        // "Adoption was rated good and its help for the homeless ‘inadequate’": of something else than the whole.
        if these == [JudgementArea::Overall]
            && let Some(end) = last_end
            && !before_areas.is_empty()
            && before_areas != [JudgementArea::Overall]
            && GAPPED.is_match(&sentence[end..range.start])
            && !WHOLE.is_match(&sentence[end..range.start])
        {
            continue;
        }
        // "Downgraded from outstanding to good in leadership": both are of what stands behind the move.
        let bare = |one: &GradeTold| one.area == JudgementArea::Overall && Some(one.range.end) == last_end;
        if let (&[area], Some(end)) = (&these[..], last_end)
            && area != JudgementArea::Overall
            && is_move(&sentence[end..range.start])
            && before_areas == [JudgementArea::Overall]
            && found.last().is_some_and(bare)
            && areas_after(sentence, range).is_some()
            && let Some(from) = found.last_mut()
        {
            from.area = area;
        }
        before_areas.clone_from(&these);
        if these == [JudgementArea::Overall]
            && THAT_SERVICE.is_match(near(sentence, range))
            && let Some(same) = found.last()
        {
            these = vec![same.area];
        }
        // "Divided into three sections: A, B and C. It got an inadequate score for each section".
        let each_named = carried.areas.len() >= AREAS_OF_ANY_FRAMEWORK
            && EACH_ONE.is_match(head(&sentence[range.end..], 60));
        let carries = (these == [JudgementArea::Overall] || these.is_empty())
            && !carried.areas.is_empty()
            && (each_named || EACH_OF_THEM.is_match(&sentence[..range.start]))
            && areas_told(sentence).is_none_or(|count| count == carried.areas.len());
        if carries {
            these = each_of(sentence, &carried.areas);
        }
        if these.is_empty() && time == Time::Now && some_areas(sentence, range).is_some() {
            counted.push(*grade);
        }
        found.extend(these.into_iter().map(|area| told(area, time.clone())));
        if let Some((areas, then)) = again_for(&sentence[range.end..], &times, range.end) {
            found.extend(areas.into_iter().map(|area| told(area, Time::Earlier(Some(then.clone())))));
        }
        let all = if carries { Vec::new() } else { all_areas(sentence, range, frame, time == Time::Now) };
        if time == Time::Now && all == [JudgementArea::Overall] {
            carried.swept = Some(*grade);
        }
        found.extend(all.into_iter().map(|area| GradeTold { sweeping: true, ..told(area, time.clone()) }));
        if matches!(time, Time::Earlier(_)) {
            let more = again(&sentence[range.end..]).into_iter().chain(and_in(&sentence[..range.start]));
            let times = more.map(|year| Time::Earlier(Some(year)));
            found.extend(times.map(|time| told(JudgementArea::Overall, time)));
        }
        if time == Time::Now
            && let Some(earlier) = same_as(sentence, range, &times)
        {
            found.extend(areas(sentence, range).into_iter().map(|area| told(area, earlier.clone())));
        }
    }
    carried.earlier = (words.is_empty() && opens_earlier(sentence)).then(|| times.last().map(Told::iso));
    carried.counted = counted.pop().filter(|_| counted.is_empty());
    if let Some(last) = times.last() {
        carried.time = Some(last.iso());
    }
    if !mentioned(sentence).is_empty() {
        carried.other_council = another_council(sentence, frame);
    }
    found
}

/// What a sentence without a grade of its own tells of one that was told before it.
fn taken_up(sentence: &str, carried: &Carried) -> Option<Vec<GradeTold>> {
    let whole = 0..sentence.len();
    let all = |areas: Vec<JudgementArea>, grade, range: Range<usize>| {
        Some(areas.into_iter().map(|area| likewise(area, grade, range.clone())).collect())
    };
    if let (Some(rest), Some(grade)) = (ranks::likewise(sentence), carried.just_told) {
        return all(listed_with_whole(&sentence[rest.clone()]), grade, rest);
    }
    if let (true, Some(grade)) = (leaves_rating(sentence), carried.last_told) {
        return all(vec![JudgementArea::Overall], grade, whole);
    }
    if carried.last == Some(Grade::RequiresImprovement)
        && let Some(areas) = areas_to_improve(sentence)
    {
        return all(areas, Grade::RequiresImprovement, whole);
    }
    all(areas_counted_before(sentence)?, carried.counted.or(carried.swept)?, whole)
}

/// A grade that the sentence before told.
fn likewise(area: JudgementArea, grade: Grade, range: Range<usize>) -> GradeTold {
    GradeTold { area, grade, range, time: Time::Now, rated: true, sweeping: false }
}

/// "The way in which it is run was highlighted as outstanding": praise, and hardly the rating of the whole.
static DESCRIBED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:highlight|describ|hail|prais|recognis|regard|singl|pick)ed\s+(?:out\s+)?(?:(?:by|as)\s+(?:\p{L}+\s+){0,2}?)*[‘“'\x22]?$").expect("a constant pattern")
});

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
    Regex::new(r"(?i)^\W*(?:(?:each|both|all)(?:\s+of\s+(?:the|these|them|those))?(?:\s+(?:two|three|four|five|of\s+them))?|these|they)(?:\s+(?:\p{L}+\s+)?(?:areas|services|parts|categories))?\s+(?:is|are|was|were|has|have|received|got|all|both|each)\b[^.;,]{0,60}$|^\W*(?:that|this|it)\s+(?:is|was)\s+(?:the\s+)?(?:one|only|single|sole)\s+(?:area|judge?ment|category|part|service|section)\b[^.;,]{0,60}$|^\W*(?:for|in|on|under)\s+(?:each|both|all|every)(?:\s+(?:one|of\s+(?:these|those|them|the(?:\s+\w+)?)))?(?:\s+(?:areas?|sections?|categor(?:y|ies)|judge?ments?|criteri(?:a|on)|headings?|strands?))?,?\s[^.;]{0,80}$")
        .expect("a constant pattern")
});

/// A subject without a verb of its own.
static GAPPED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?,?\s+(?:and\s+|but\s+|with\s+)?(?:its|the|their)\s+(?:[\p{L}’'-]+\s+){1,7}[‘“'\x22]$")
        .expect("a constant pattern")
});

static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:overall|whole|council|authority|borough|county|city|department|ofsted|inspectors|was|were|is|are|has|have|had|rated|judged|graded|rating|grade)\b")
        .expect("a constant pattern")
});

static EACH_ONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?(?:\s+(?:rating|grade|score|mark|judge?ment))?\s+(?:for|in|under|on)\s+(?:each|every)\s+(?:one|section|area|category|heading|part)\b")
        .expect("a constant pattern")
});

/// "That is the one area that": of the last one named.
static ONE_AREA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\W*(?:that|this|it)\s+(?:is|was)\b").expect("a constant pattern"));

/// The areas meant; with only one of two named, the other is the whole.
fn each_of(sentence: &str, named: &[JudgementArea]) -> Vec<JudgementArea> {
    if ONE_AREA.is_match(sentence) {
        return named.last().copied().into_iter().collect();
    }
    let mut areas = named.to_vec();
    let two = ["two", "both"].iter().any(|word| sentence.to_lowercase().contains(word));
    if two && areas.len() == 1 {
        areas.insert(0, JudgementArea::Overall);
    }
    areas
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

pub(super) fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
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
    fn areas_in_many_layouts() {
        let care = |area| now(area, Good);
        for (sentence, expected) in [
            (
                "For help and protection, and for care leavers as well, the services ‘require improvement’.",
                vec![now(HelpAndProtection, RequiresImprovement), now(CareLeavers, RequiresImprovement)],
            ),
            (
                "Adoption, help and protection and leadership were the areas judged and in each the council was rated good.",
                vec![care(Adoption), care(HelpAndProtection), care(Leaders)],
            ),
            (
                "In three out of four categories the council was judged good, including leadership and adoption.",
                vec![care(Leaders), care(Adoption)],
            ),
            (
                "The ‘good’ grades covered leadership; help and protection; and overall effectiveness.",
                vec![care(Overall), care(Leaders), care(HelpAndProtection)],
            ),
            (
                "Outstanding: leadership; care leavers.",
                vec![now(Leaders, Outstanding), now(CareLeavers, Outstanding)],
            ),
            (
                "Overall effectiveness (good), leadership (good), help and protection (inadequate)",
                vec![care(Overall), care(Leaders), now(HelpAndProtection, Inadequate)],
            ),
            ("Adoption performance was good, and staff were praised.", vec![care(Adoption)]),
            ("The adoption service has got better and is now rated ‘good’.", vec![care(Adoption)]),
            (
                "Child protection work, meanwhile, has moved up from “inadequate” to “good”.",
                vec![(HelpAndProtection, Inadequate, Time::Earlier(None)), care(HelpAndProtection)],
            ),
            (
                "Services for care leavers, which were inadequate in 2012, have been upgraded to good.",
                vec![(CareLeavers, Inadequate, Time::Earlier(Some("2012".to_owned()))), care(CareLeavers)],
            ),
            (
                "Requires improvement was given to two of the three areas - leadership and adoption.",
                vec![now(Leaders, RequiresImprovement), now(Adoption, RequiresImprovement)],
            ),
            (
                "It gave its top grade to the impact of leaders and to care leavers.",
                vec![now(Leaders, Outstanding), now(CareLeavers, Outstanding)],
            ),
        ] {
            assert_eq!(told(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn areas_carried_from_the_sentence_before() {
        let told_after = |first: &str, second: &str| {
            let frame = Frame {
                published: Some(date(2016, 6, 10)),
                about: None,
                place: Some("Brackenshire"),
                visit: false,
                framework: None,
                latest: None,
            };
            let mut carried = Carried::default();
            in_sentence(first, &frame, &mut carried);
            let found = in_sentence(second, &frame, &mut carried);
            found.into_iter().map(|one| (one.area, one.grade)).collect::<Vec<_>>()
        };
        assert_eq!(
            told_after("Leadership was rated good.", "So was adoption performance."),
            [(Adoption, Good)]
        );
        assert_eq!(
            told_after("Leadership was rated good.", "The same grade was given to care leavers."),
            [(CareLeavers, Good)]
        );
        assert_eq!(
            told_after(
                "The report has two sections: adoption and leadership.",
                "For each section the council was given an inadequate score."
            ),
            [(Adoption, Inadequate), (Leaders, Inadequate)]
        );
        assert_eq!(
            told_after(
                "Help slipped for children in need of help and protection.",
                "That is the one area which requires improvement, inspectors decided."
            ),
            [(HelpAndProtection, RequiresImprovement)]
        );
    }

    #[test]
    fn grades_of_then_however_told() {
        for (sentence, expected) in [
            (
                "It was ‘inadequate’ in 2014, a verdict that was lifted to ‘requires improvement’ three years later.",
                vec![then(Inadequate, Some("2014")), then(RequiresImprovement, Some("2017"))],
            ),
            (
                "At its previous inspection in 2017 the council was judged to require improvement, and at the one before, in 2014, to be inadequate.",
                vec![then(RequiresImprovement, Some("2017")), then(Inadequate, Some("2014"))],
            ),
            (
                "The letter does not change the council’s 2020 rating of ‘good’.",
                vec![then(Good, Some("2020"))],
            ),
            (
                "Two years after the last inspection – in 2019 – rated it inadequate, the council has been rated good.",
                vec![then(Inadequate, Some("2019")), now(Overall, Good)],
            ),
            (
                "In 2017 the watchdog upgraded the service to ‘requires improvement’.",
                vec![then(RequiresImprovement, Some("2017"))],
            ),
            (
                "Its rating of ‘inadequate’, given in 2018, has been lifted to ‘good’.",
                vec![then(Inadequate, Some("2018")), now(Overall, Good)],
            ),
            ("Brackenshire has climbed out of Ofsted’s lowest category.", vec![then(Inadequate, None)]),
            ("Ofsted has four grades: outstanding, good, requires improvement and inadequate.", vec![]),
            ("‘Equality and Diversity’ was graded ‘adequate’.", vec![]),
            ("Capacity for improvement was judged to be good.", vec![]),
            ("Child protection plans were said to be adequate.", vec![]),
            ("It was given its highest rating yet.", vec![]),
        ] {
            assert_eq!(told(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn grades_of_other_clauses() {
        for (sentence, expected) in [
            (
                "The inspection found the board – which watches over child protection – was also inadequate.",
                vec![],
            ),
            (
                "The Local Safeguarding Children Board, which oversees child protection there, was found to be ‘good’.",
                vec![now(Lscb, Good)],
            ),
            (
                "The county joins Kent, Devon and Surrey in being given the top grade overall, as well as for leadership and adoption.",
                vec![now(Overall, Outstanding), now(Leaders, Outstanding), now(Adoption, Outstanding)],
            ),
            (
                "The council was downgraded from outstanding to good for the impact of leaders.",
                vec![(Leaders, Outstanding, Time::Earlier(None)), now(Leaders, Good)],
            ),
            (
                "Help and protection had gone from good to outstanding since the last inspection in 2018.",
                vec![
                    (HelpAndProtection, Good, Time::Earlier(Some("2018".to_owned()))),
                    now(HelpAndProtection, Outstanding),
                ],
            ),
            (
                "Services were inadequate, as were those for care leavers, although adoption was good.",
                vec![now(Overall, Inadequate), now(CareLeavers, Inadequate), now(Adoption, Good)],
            ),
            (
                "The department, which had been ‘inadequate’ since 2014, was given a rating of ‘good’.",
                vec![then(Inadequate, None), now(Overall, Good)],
            ),
            (
                "The council was previously rated ‘inadequate’ in 2016 and ‘requires improvement’ in 2019, before achieving ‘good’ this year.",
                vec![
                    then(Inadequate, Some("2016")),
                    then(RequiresImprovement, Some("2019")),
                    now(Overall, Good),
                ],
            ),
            (
                "Adoption was rated ‘good’ and its help for the homeless ‘inadequate’.",
                vec![now(Adoption, Good)],
            ),
            ("Adoption was a bright spot, with inspectors rating it as good.", vec![now(Adoption, Good)]),
            (
                "One was outstanding (leadership), two were good (adoption; care leavers).",
                vec![now(Leaders, Outstanding), now(Adoption, Good), now(CareLeavers, Good)],
            ),
            (
                "Five years on from a damning ‘inadequate’ verdict, its services have been rated ‘good’.",
                vec![then(Inadequate, None), now(Overall, Good)],
            ),
            (
                "How little leaders saw is why the overall effectiveness of its services is inadequate.",
                vec![now(Overall, Inadequate)],
            ),
            ("Brackenshire’s children’s services are good, says Ofsted", vec![now(Overall, Good)]),
            (
                "The council has been stripped of its ‘good’ rating and branded ‘inadequate’.",
                vec![then(Good, None), now(Overall, Inadequate)],
            ),
            (
                "The council has gone from being rated ‘inadequate’ to ‘good’.",
                vec![then(Inadequate, None), now(Overall, Good)],
            ),
            (
                "Services were judged inadequate by inspectors in 2013 and 2015.",
                vec![then(Inadequate, Some("2013")), then(Inadequate, Some("2015"))],
            ),
            (
                "Ofsted rated three of the four areas inspected as ‘good’, with the fourth – care leavers – rated ‘outstanding’.",
                vec![now(CareLeavers, Outstanding)],
            ),
            ("It judged the company to be running ‘outstanding’ services in Northmere.", vec![]),
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
