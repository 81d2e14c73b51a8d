//! When a grade held: now, or earlier, and how exactly that is told.
//!
//! Knows tenses and the words that put a grade into the past. Knows nothing of what a grade is for.

use super::areas::listed;
use super::grades::{Frame, GRADE, RATED, Time, head};
use super::told::Told;
use crate::record::{JudgementArea, Precision};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:previous(?:ly)?|formerly|former|earlier\s+(?:report|inspect\w+|visit|verdict|rating|grade|judge?ment)|compared\s+(?:with|to)|(?:last|previous|prior|earlier)\s+(?:full\s+|ofsted\s+|major\s+|ilacs\s+|graded\s+)?(?:inspection|inspected|report|judgement|judgment|rating|visit|grade)|(?:last|previous)\s+(?:two|three|four|few)\s+(?:full\s+|ofsted\s+)?(?:inspections|reports|visits)|(?:years?|months?)\s+(?:after|later|on\s+from)\b|since\s+(?:[\p{L}’'-]+\s+){1,6}(?:was|were)\s+(?:last\s+)?(?:judged|rated|graded|found|deemed|branded)|was\s+last|were\s+last|no\s+longer|shed|sheds|shedding|sh(?:aken|akes|ook|aking)\s+off|",
        r"up\s+(?:\w+\s+)?from|down\s+from|improve(?:d|ment)?\s+(?:\w+\s+){0,3}from|rise\s+from|had\s+been|had\s+(?:\w+\s+)?(?:rated|judged)|since\s+(?:being|it\s+was|they\s+were|its\s+(?:last|previous))|after\s+(?:being|receiving|getting|it\s+was|its\s+services\s+were)|before\s+that|at\s+(?:the|that)\s+time|originally|then[\s-]|once\s+(?:rated|judged|graded|branded|deemed)|",
        r"for\s+(?:over|almost|nearly|more\s+than|the\s+(?:last|past))\s+(?:an?\s+)?(?:\w+\s+)?(?:decades?|years)|used\s+to\s+be|history\s+of|ago)\b"
    ))
    .expect("a constant pattern")
});

/// "..., the same grade as in 2019": told twice, now and then.
pub(super) fn same_as(sentence: &str, range: &Range<usize>, times: &[Told]) -> Option<Time> {
    static SAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:remain(?:s|ed)|stay(?:s|ed)|is|was)\s+(?:the\s+same\s+as|unchanged\s+(?:since|from))\b|,\s+the\s+same\s+as\s+(?:in|at|it|last)\b|\bthe\s+same\s+(?:overall\s+)?(?:grad(?:e|ing)|rating|judge?ment|verdict|result|outcome)\b[^.;]{0,60}?\b(?:as|in|at|from|received|given)\b").expect("a constant pattern")
    });
    static FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[’”'\x22]?\s+(?:\w+\s+)?(?:\w+,\s+)?(?:which\s+)?(?:it\s+)?(?:was\s+)?first\s+(?:given|awarded|achieved|received|won|earned|gained)\s+(?:it\s+)?in\b").expect("a constant pattern")
    });
    let after = &sentence[range.end..];
    // "It retained its good rating from 2019".
    static KEPT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:maintain(?:s|ed)?|retain(?:s|ed)?|ke(?:eps|pt)|held\s+on\s+to|holds?\s+on\s+to)\b[^.;]{0,40}$").expect("a constant pattern")
    });
    let kept = || KEPT_FROM.find(after).filter(|_| KEPT.is_match(&sentence[..range.start]));
    let same = SAME.find(after).or_else(|| FIRST.find(after)).or_else(kept)?;
    let from = range.end + same.start();
    let time = times.iter().find(|time| time.range.start >= from).map(Told::iso);
    let year = || {
        static YEAR: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\b(?:19|20)\d\d\b").expect("a constant pattern"));
        YEAR.find(&sentence[from..]).map(|found| found.as_str().to_owned())
    };
    Some(Time::Earlier(time.or_else(year)))
}

static KEPT_FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?\s+(?:rating|grade|judge?ment|status)\s+(?:from|of|it\s+(?:won|got|received)\s+in)\b")
        .expect("a constant pattern")
});

pub(super) static FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:from|out\s+of|stripped\s+of|los(?:t|es|ing)|(?:slide|decline|fall|slump|drop)\s+(?:of|from))\s+(?:an?\s+|the\s+|its\s+|their\s+|ofsted.s\s+|being\s+(?:(?:rated|judged|graded|deemed|branded)\s+(?:as\s+)?)?)?(?:(?:overall\s+|ofsted\s+)?(?:judge?ment|rating|grade|grading)\s+of\s+)?[‘“'\x22]?$").expect("a constant pattern")
});

/// When the grade holds: now, or earlier where its clause says so.
pub(super) fn time(
    sentence: &str,
    range: &Range<usize>,
    clause: &Range<usize>,
    times: &[Told],
    frame: &Frame,
) -> Time {
    let before = &sentence[clause.start..range.start];
    let after = &sentence[range.end..clause.end];
    let moved_from = FROM.is_match(before) && !SPARED.is_match(before);
    let moved_to = !moved_from && TO_AFTER_FROM.is_match(before);
    let still_then = still_then(sentence, range, before, times, frame);
    let said_now = NOW.is_match(before) && still_then.is_none()
        || OPENS_LATEST.is_match(sentence)
        || THEN_BECAME.is_match(before);
    let near = nearest(sentence, range, clause, times).or(still_then);
    let iso = near.map(Told::iso);
    if frame.visit {
        // "The inspection in July 2023, which saw services graded good".
        let last = times.iter().rev().find(|time| time.range.end <= range.start).map(Told::iso);
        return Time::Earlier(iso.or(last));
    }
    if let Some(time) = unchanged(sentence, range, times) {
        return Time::Earlier(Some(time));
    }
    if !said_now
        && !moved_to
        && let Some(time) = year_that_opens(sentence, times, frame)
    {
        return Time::Earlier(Some(time));
    }
    if !said_now
        && !moved_from
        && let Some(time) = earlier_in_which(sentence, range, times)
    {
        return Time::Earlier(time);
    }
    // "At its last inspection, in 2018, ...": an opening speaks for the whole sentence.
    if !said_now && !moved_from && OPENS_EARLIER.is_match(sentence) {
        return Time::Earlier(time_of_opening(sentence, range, times).or(iso));
    }
    // "In May 2014 it was lowered from good to adequate": the time that opens is that of the move.
    let opens = || times.first().filter(|time| sentence[..time.range.start].trim().len() < NO_WORDS);
    let move_at = near.or_else(opens).filter(|_| moved_to && !said_now);
    let since = since_last(sentence, range, times);
    if move_at.is_some_and(|time| since != Some(time) && moved_then(before, clause, range, time, frame)) {
        return Time::Earlier(move_at.map(Told::iso));
    }
    if moved_to || said_now && !moved_from {
        return Time::Now;
    }
    if moved_from {
        let last = since_last(sentence, range, times);
        // "Saw its 2014 rating go from requires improvement to good".
        let its = |time: &&Told| RATING_OF.is_match(&sentence[time.range.clone()]);
        let behind = || near.filter(|time| time.range.start >= range.end || its(time));
        return Time::Earlier(last.or_else(behind).map(Told::iso));
    }
    if said_earlier(before) || said_earlier_behind(after) || near.is_some() && GIVEN_THEN.is_match(after) {
        return Time::Earlier(iso);
    }
    match near {
        // A time just before publication is that of the inspection reported.
        Some(time) if age(time, frame).is_some_and(|days| days > RECENT_DAYS) => Time::Earlier(iso),
        Some(time) if is_of_inspection_reported(sentence, time, frame) => Time::Now,
        Some(time) if comes_after(sentence) && time.precision == Precision::Year => Time::Earlier(iso),
        Some(_) if frame.published.is_none() && PAST.is_match(before) => Time::Earlier(iso),
        Some(time) if frame.published.is_none() && frame.latest > Some(time.to.year()) => Time::Earlier(iso),
        _ => Time::Now,
    }
}

/// "By 2022 there was a change but it was found that services still required improvement": still, of then.
fn still_then<'t>(
    sentence: &str,
    range: &Range<usize>,
    before: &str,
    times: &'t [Told],
    frame: &Frame,
) -> Option<&'t Told> {
    static STILL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:said|found|felt|thought)\b[^,;]*\bstill\b[^,;]*$").expect("a constant pattern")
    });
    static NO_OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:now|today|currently|latest|this\s+(?:week|month|year))\b")
            .expect("a constant pattern")
    });
    let time = times.iter().rev().find(|time| time.range.end <= range.start)?;
    let old = age(time, frame).map_or(frame.latest > Some(time.to.year()), |days| days > RECENT_DAYS);
    let said = STILL.is_match(before) && !NO_OTHER.is_match(&sentence[..range.start]);
    (old && said && sentence[..time.range.start].trim_start().len() < OPENING_WORDS).then_some(time)
}

/// Fewer bytes are no words of their own.
const NO_WORDS: usize = 6;

/// A time within so many bytes opens its sentence.
const OPENING_WORDS: usize = 50;

/// "It comes after the service was rated good in 2019".
fn comes_after(sentence: &str) -> bool {
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:it|this|that|the\s+(?:rating|grade|judge?ment|news|result|verdict))\s+(?:comes?|came)\s+(?:\w+\s+){0,4}?(?:after|since)\b")
            .expect("a constant pattern")
    });
    AFTER.is_match(sentence)
}

/// "The inspection of its services in January 2025 rated": the latest time told, of an inspection that is not
/// called an earlier one, in a text that does not tell its own day.
fn is_of_inspection_reported(sentence: &str, time: &Told, frame: &Frame) -> bool {
    static INSPECTION_IN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:overall,?\s+)?(?:(?:an?|the|this|ofsted.s)\s+)?(?:new\s+|full\s+|recent\s+|latest\s+|ofsted\s+)*inspection\b[^.;]{0,70}$")
            .expect("a constant pattern")
    });
    static FOLLOWING: LazyLock<Regex> = LazyLock::new(|| {
        // The time may stand within: "following its June 2025 inspection".
        Regex::new(r"(?i)\b(?:following|after|at|in)\s+(?:an?|its|the|their|this)\s*$|\b(?:as\s+part\s+of|following|after|during|in|at)\s+(?:an?|its|the|this|their)\s+(?:(?:new|full|recent|latest|ofsted|inspection|short|standard|two-week|three-week)\s+)*(?:inspection|visit)\b[^.;]{0,50}$")
            .expect("a constant pattern")
    });
    frame.published.is_none()
        && time.precision != Precision::Year
        && frame.latest == Some(time.to.year())
        && (INSPECTION_IN.is_match(&sentence[..time.range.start])
            || FOLLOWING.is_match(&sentence[..time.range.start]))
}

/// "The inspection did not find enough improvement to change that rating": it stands.
pub(super) fn leaves_rating(sentence: &str) -> bool {
    static LEAVES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:inspection|ofsted|inspectors|report)\b[^.;]*\bnot\b[^.;]{0,60}\benough\b[^.;]{0,50}\bto\s+(?:change|lift|raise|shift|improve)\s+(?:that|this|its|the)\s+(?:rating|grade|judge?ment|verdict)\b")
            .expect("a constant pattern")
    });
    LEAVES.is_match(sentence)
}

/// "At its previous inspection": what follows is told of then.
pub(super) fn opens_earlier(sentence: &str) -> bool {
    OPENS_EARLIER.is_match(sentence)
}

/// "The council was judged": in the past tense and not now.
pub(super) fn is_told_of_then(before: &str) -> bool {
    PAST.is_match(before)
        && !NOW.is_match(before)
        && !HAS_BEEN.is_match(before)
        && !HAS_RATED.is_match(before)
}

/// Days from a time to the publication, where its day is told.
fn age(time: &Told, frame: &Frame) -> Option<i32> {
    frame.published.map(|day| day.since(time.to).map_or(0, |gap| gap.get_days()))
}

/// The time told nearest to the grade in its clause, or right after it.
fn nearest<'t>(
    sentence: &str,
    range: &Range<usize>,
    clause: &Range<usize>,
    times: &'t [Told],
) -> Option<&'t Told> {
    let distance = |time: &&Told| {
        if time.range.start >= range.end {
            // "..., as well as on a visit last year": a comma parts a time from the grade.
            let between = &sentence[range.end..time.range.start];
            let comma = between.contains(',') || between.contains(" and ");
            time.range.start - range.end + if comma { BEHIND_A_COMMA } else { 0 }
        } else {
            range.start.saturating_sub(time.range.end) + 20
        }
    };
    let near = times
        .iter()
        .filter(|time| is_own(sentence, range, time, times))
        .filter(|time| clause.start <= time.range.start && time.range.end <= clause.end + 1)
        .min_by_key(distance);
    // "Its rating of inadequate, given in 2018, has been lifted": told of the time since.
    near.filter(|time| {
        let since = time.range.end <= range.start
            && sentence[time.range.end..range.start].starts_with(',')
            && HAS_BEEN.is_match(&sentence[time.range.end..range.start]);
        !since
    })
}

/// Whether a time may be the grade's: one beyond another grade is that grade's.
fn is_own(sentence: &str, range: &Range<usize>, time: &Told, times: &[Told]) -> bool {
    static FIRST_TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\bfirst\s+(?:time|occasion)\b|\bfor\s+the\s+first\b").expect("a constant pattern")
    });
    let behind = time.range.start >= range.end;
    if sentence[time.range.clone()].to_lowercase().starts_with("since") {
        // "Run by a trust since 2013": when something else began.
        let something_else = !RATED.is_match(&sentence[..time.range.start])
            && !sentence[time.range.end..].starts_with(", when");
        if something_else || FIRST_TIME.is_match(sentence) {
            return false;
        }
    }
    // "Running services until 2026".
    let words = sentence[time.range.clone()].to_lowercase();
    // "By 2013 the services had got better and were rated adequate" tells when, "good by 2026" an aim.
    let had_by_then = || HAD_BY_THEN.is_match(&sentence[time.range.end..]);
    if words.starts_with("until") || words.starts_with("by ") && !had_by_then() {
        return false;
    }
    if behind && same_as(sentence, range, times) == Some(Time::Earlier(Some(time.iso()))) {
        return false;
    }
    let between = if behind {
        &sentence[range.end..time.range.start]
    } else {
        &sentence[time.range.end.min(range.start)..range.start]
    };
    // "... and its work had got worse since four years ago": told of another verb.
    let other_verb = behind && OTHER_VERB.is_match(between);
    // "Good, from inadequate in 2019, with outstanding for adoption": the time is that of the grade before.
    if !behind && between.trim_start_matches(',').starts_with(" with ") {
        return false;
    }
    // "The same grade as in 2019": told once more, of then.
    let same = behind && (between.contains("the same ") || between.contains(" first "));
    !other_verb && !same && !GRADE.is_match(between)
}

static HAD_BY_THEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^,?\s+(?:(?:it|they|the\s+\p{L}+)\s+)?had\b").expect("a constant pattern")
});

/// "The 2019 inspection, which rated services inadequate", "an inspection in 2015 concluded that".
fn year_that_opens(sentence: &str, times: &[Told], frame: &Frame) -> Option<String> {
    static OPENS_WITH_YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:the|its|that|an?)\s+(?:19|20)\d\d\s+(?:full\s+|ofsted\s+)*(?:inspection|report|judge?ment|visit|verdict)\b")
            .expect("a constant pattern")
    });
    static INSPECTION_IN_YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:an?|the)\s+(?:full\s+|ofsted\s+)*(?:inspection|report|visit)\s+in\s+(?:\p{L}+\s+)?(?:19|20)\d\d\b")
            .expect("a constant pattern")
    });
    let first = times.first().filter(|time| age(time, frame).is_none_or(|days| days > RECENT_DAYS))?;
    let old = frame.published.is_some() || frame.latest > Some(first.to.year());
    (OPENS_WITH_YEAR.is_match(sentence) || old && INSPECTION_IN_YEAR.is_match(sentence)).then(|| first.iso())
}

/// "An improvement on the previous inspection, carried out in 2012, in which two areas were inadequate".
fn earlier_in_which(sentence: &str, range: &Range<usize>, times: &[Told]) -> Option<Option<String>> {
    static IN_WHICH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:last|previous|prior|earlier)\s+(?:full\s+|ofsted\s+|graded\s+)*(?:inspection|report|visit)\b(?P<between>[^.;]{0,60}?)(?:,?\s+(?:in|at|during|under)\s+which|,?\s+when|,\s+which)\b")
            .expect("a constant pattern")
    });
    let found = IN_WHICH.captures(&sentence[..range.start])?;
    if HAS_RATED.is_match(&sentence[found.get(0)?.end()..range.start]) {
        return None;
    }
    let between = found.name("between")?.range();
    let time = times.iter().find(|time| between.start <= time.range.start && time.range.end <= between.end);
    Some(time.map(Told::iso))
}

/// Nothing but marks and spaces.
fn is_bare(between: &str) -> bool {
    between.chars().all(|c| matches!(c, '’' | '”' | '\'' | '"' | ' '))
}

/// "In 2017 it was judged to require improvement, and at the one before, in 2014, inadequate": a time behind
/// the grade before is this one's.
fn time_of_opening(sentence: &str, range: &Range<usize>, times: &[Told]) -> Option<String> {
    let other = GRADE.find_iter(&sentence[..range.start]).last().map_or(0, |other| other.end());
    let behind = |time: &&Told| {
        let between = sentence[range.end..].get(..time.range.start.saturating_sub(range.end));
        time.range.start >= range.end && between.is_some_and(is_bare)
    };
    if let Some(time) = times.iter().find(behind) {
        return Some(time.iso());
    }
    // "Inadequate in 2016 and": the time right behind a grade is that grade's.
    let taken =
        |time: &Told| other > 0 && time.range.start >= other && is_bare(&sentence[other..time.range.start]);
    let told = |from: usize| {
        let inside = |time: &&Told| from <= time.range.start && time.range.end <= range.start && !taken(time);
        times.iter().find(inside).map(Told::iso)
    };
    told(other).or_else(|| told(0))
}

/// "In 2017 the watchdog upgraded the service to good": the move itself was then.
fn moved_then(before: &str, clause: &Range<usize>, range: &Range<usize>, time: &Told, frame: &Frame) -> bool {
    let verb = TO_AFTER_FROM.find(before).map_or(0, |verb| clause.start + verb.start());
    let old = age(time, frame).map_or(frame.latest >= Some(time.to.year()), |days| days > RECENT_DAYS);
    let apart = time.range.end <= verb || time.range.start >= range.end;
    apart && old && time.precision != Precision::Day && !HAS_BEEN.is_match(before)
}

/// "Downgraded from good to adequate since its previous inspection in 2019".
fn since_last<'t>(sentence: &str, range: &Range<usize>, times: &'t [Told]) -> Option<&'t Told> {
    static SINCE_LAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:since|at|after)\s+(?:[\p{L}’'-]+\s+){0,4}(?:last|previous|earlier)\s+(?:full\s+|ofsted\s+)*(?:inspection|report|visit)\b[^.;]{0,12}$").expect("a constant pattern")
    });
    times.iter().find(|time| {
        time.range.start >= range.end && SINCE_LAST.is_match(&sentence[range.end..time.range.start])
    })
}

/// The words before a grade put it into the past.
fn said_earlier(before: &str) -> bool {
    EARLIER.find_iter(before).last().is_some_and(|mark| {
        // "Two years after it was judged inadequate the service has been rated good": said of the grade before.
        let since = &before[mark.end()..];
        // "Since the last inspection, and Ofsted has now rated it good": of the time since.
        if HAS_RATED.is_match(since) {
            return false;
        }
        // "Two years after children were found at risk, services have been rated good": of the time since.
        let mark = mark.as_str().to_lowercase();
        if mark.ends_with("later") && HAS_BECOME.is_match(since) {
            return false;
        }
        let now_told = (mark.ends_with("after") || mark.ends_with("on from"))
            && since.rfind(',').is_some_and(|comma| {
                HAS_BEEN.is_match(&since[comma..]) || JUDGES_NOW.is_match(&since[comma..])
            });
        !now_told
            && !GRADE.find(since).is_some_and(|other| {
                ASIDE_CLOSES.is_match(&since[other.end()..])
                    || HAS_BEEN.is_match(&since[other.end()..])
                    || NOW_RATES.is_match(&since[other.end()..])
            })
    })
}

/// ", which had been inadequate since 2014, was given": the main clause goes on behind the aside.
static ASIDE_CLOSES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[^,;]{0,40},\s+(?:was|were|has|have|is|are|got|received|gained|earned)\b")
        .expect("a constant pattern")
});

/// The words behind a grade put it into the past.
fn said_earlier_behind(after: &str) -> bool {
    EARLIER_AFTER.find(head(after, 60)).is_some_and(|found| {
        // "..., previously achieving only inadequate": said of the next grade.
        let next = after[..found.start()].contains(',') && GRADE.is_match(after);
        // "Good, a word not heard there for ten years", "for the first time": of the time without it.
        let without = ["not ", "never ", "first ", "the same", "unchanged", " who "]
            .iter()
            .any(|word| after[..found.start()].contains(word));
        found.start() < 40 && !next && !without
    })
}

static UNCHANGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:leaves?|left|keeps?|(?:does|did|do|will)\s+not\s+(?:change|alter|affect)|no\s+change\s+to|unchanged|still\s+stands?|(?:remains?|stays?)\s+in\s+(?:place|force)|stands\s+from)\b")
        .expect("a constant pattern")
});

/// "Does not change the rating of good": no aim, although it says "not".
pub(super) fn leaves_unchanged(before: &str) -> bool {
    UNCHANGED.is_match(before)
}

/// "The visit leaves the 2019 rating as it was: good": a grade that nothing was changed about.
fn unchanged(sentence: &str, range: &Range<usize>, times: &[Told]) -> Option<String> {
    static GRADED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:rating|grade|judge?ment|inspection|verdict|result)").expect("a constant pattern")
    });
    let before = &sentence[..range.start];
    let time = times
        .iter()
        .rev()
        .find(|time| time.range.end <= range.start && GRADED.is_match(&sentence[time.range.clone()]))?;
    UNCHANGED.is_match(before).then(|| time.iso())
}

/// "Adequate for help and protection in 2013, and likewise for adoption in 2012": the same grade once more,
/// for another area, of another time.
pub(super) fn again_for(after: &str, times: &[Told], offset: usize) -> Option<(Vec<JudgementArea>, String)> {
    static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\band\s+(?:likewise|similarly|equally|again|also|the\s+same)\s+(?:for|in)\s+(?P<rest>[^.;]{3,120})").expect("a constant pattern")
    });
    let rest = AGAIN.captures(after)?.name("rest")?;
    if GRADE.is_match(&after[..rest.end()]) {
        return None;
    }
    let areas = listed(rest.as_str());
    let time = times.iter().find(|time| time.range.start >= offset + rest.start())?;
    (!areas.is_empty()).then(|| (areas, time.iso()))
}

/// The same after a grade; "up from" there speaks of the next one.
static EARLIER_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:previous(?:ly)?|(?:last|previous|prior|earlier)\s+(?:full\s+|ofsted\s+|graded\s+)?(?:inspection|report|judge?ment|visit)|when\s+(?:it|they)\s+(?:was|were)\s+last|last\s+time|at\s+(?:the|that)\s+time|ago|for\s+(?:over|almost|nearly|more\s+than|the\s+(?:last|past))\s+(?:an?\s+)?(?:\w+\s+)?(?:decades?|years))\b").expect("a constant pattern")
});

static OTHER_VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\band\s+(?:[\p{L}’']+\s+){1,5}?(?:had|has|have|was|were|is|are)\b")
        .expect("a constant pattern")
});

static HAS_BEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:has|have)\s+(?:now\s+)?been\b|\bis\s+now\b").expect("a constant pattern")
});

/// "In its latest report, for 2025, the council was rated": the one reported.
static OPENS_LATEST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:in|at|during|following|after|according\s+to)\s+(?:its|the|their|this|ofsted.s)\s+(?:latest|most\s+recent|newest)\b")
        .expect("a constant pattern")
});

/// "Not enough to spare it from the lowest grade".
static SPARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:spar|sav|prevent|stopp|rescu)(?:e[sd]?|ing|ed)?\b[^.;]{0,40}\bfrom\s+(?:the\s+|an?\s+)?$",
    )
    .expect("a constant pattern")
});

/// "..., rates it good": the report told of.
static NOW_RATES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i),\s+(?:and\s+)?(?:now\s+)?(?:rates|judges|grades|gives|marks)\b")
        .expect("a constant pattern")
});

/// "The ‘inadequate’ handed out in 2017".
static GIVEN_THEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[’”'\x22]?\s+(?:(?:rating|grade|verdict|judge?ment|mark)\s+)?(?:it\s+(?:was|had\s+been)\s+)?(?:handed\s+(?:out|down)|given|awarded|received|issued|imposed)\s+(?:\p{L}+\s+){0,3}?(?:in|back\s+in)\s+(?:\p{L}+\s+)?(?:19|20)\d\d\b")
        .expect("a constant pattern")
});

/// "Inadequate in 2016, before achieving good": the end of the story.
static THEN_BECAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bbefore\s+(?:achieving|gaining|earning|reaching|becoming|being\s+(?:rated|judged|graded)|(?:rising|climbing|moving|improving)\s+to)\s+(?:an?\s+|as\s+)?[‘“'\x22]?$")
        .expect("a constant pattern")
});

/// "Three years after it called the work inadequate, the regulator calls it good".
static JUDGES_NOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:rates|judges|grades|calls|deems|finds|says|gives)\b").expect("a constant pattern")
});

static HAS_BECOME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:has|have|is|are)\b").expect("a constant pattern"));

static RATING_OF: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:rating|judge?ment|grade)$").expect("a constant pattern"));

static HAS_RATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:has|have)\s+(?:now\s+|again\s+|just\s+|since\s+)*(?:been\s+)?(?:now\s+|again\s+)*(?:rat|judg|grad|deem|brand|award|hand|upgrad|downgrad)ed\b")
        .expect("a constant pattern")
});

static OPENS_EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:(?:at|in|during|following|after)\s+(?:its|the|their|that|an?|ofsted.s)\s+(?:last|previous|prior|earlier)\b|(?:the|its|their|ofsted.s)\s+(?:last|previous|earlier)\s+(?:full\s+|ofsted\s+)*(?:time|inspection|report|visit|verdict)\b|previously\b|(?:it|they|(?:the|its|their)\s+\p{L}+(?:\s+\p{L}+)?)\s+(?:had|was|were)\s+previously\b|when\s+(?:\p{L}+\s+){1,3}(?:was|were)\s+last\b)")
        .expect("a constant pattern")
});

/// How much farther a time counts that a comma parts from the grade, in bytes.
const BEHIND_A_COMMA: usize = 60;

/// Reports come out within two or three months of the inspection.
const RECENT_DAYS: i32 = 120;

static TO_AFTER_FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:from|moved?|moves|moving|up|improved?|risen|upgraded|downgraded|down|dropped|slipped|fallen|jumped|progressed|gone|went|lifted|raised|rose|climbed|promoted|relegated|reduced|travelled|fell)\b[^.;]*\bto\s+(?:an?\s+|being\s+)?[‘“'\x22]?$",
    )
    .expect("a constant pattern")
});

static NOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:now|today|currently|latest|remains?|still)\b[^,;]*$").expect("a constant pattern")
});

static PAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:was|were|had|gave|rated|judged|graded|found|condemned|branded|named|received|classed|deemed|declared|handed|awarded|saw|got|called|labelled)\b").expect("a constant pattern")
});

/// "Inadequate in 2014 and again in 2016": the times told after the first.
pub(super) fn again(after: &str) -> Vec<String> {
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[’”'\x22]*\s+(?:by\s+\p{L}+\s+)?(?:(?:after|at|in|following)\s+(?:\w+\s+)?inspections\s+)?in\s+(?:19|20)\d\d(?P<more>(?:(?:,\s*|\s+and\s+)(?:then\s+)?(?:again\s+)?(?:in\s+)?(?:19|20)\d\d\b)+)")
            .expect("a constant pattern")
    });
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:19|20)\d\d").expect("a constant pattern"));
    let more = YEARS.captures(after).and_then(|found| found.name("more"));
    more.map(|more| YEAR.find_iter(more.as_str()).map(|year| year.as_str().to_owned()).collect())
        .unwrap_or_default()
}

/// "In 2012 and 2013, it had rated services inadequate": the second year.
pub(super) fn and_in(before: &str) -> Option<String> {
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^\W*|\b(?:inspections|reports|visits)\s+)in\s+(?:19|20)\d\d\s+and\s+(?:in\s+)?(?P<next>(?:19|20)\d\d)\b")
            .expect("a constant pattern")
    });
    YEARS.captures(before).filter(|_| !GRADE.is_match(before)).map(|found| found["next"].to_owned())
}
