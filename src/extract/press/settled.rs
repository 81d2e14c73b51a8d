//! Which of the grades told are kept: one an area now, and each earlier one once.
//!
//! Knows frameworks and dates. Knows nothing of words.

use super::grades::{GradeTold, Time};
use crate::evidence::Span;
use crate::record::{Grade, JudgementArea};
use jiff::civil::Date;

/// A grade told, and where the text tells it.
pub(super) type Placed = (GradeTold, Span);

/// Children in care and care leavers are one judgement in the first framework that names them so; before it
/// and after it they are two.
pub(super) fn split_by_framework(told: Vec<Placed>, published: Option<Date>) -> Vec<Placed> {
    use JudgementArea::{CareAndCareLeavers, CareLeavers, InCare, LookedAfterAndPermanence};
    let year = |one: &GradeTold| match &one.time {
        Time::Now => published.map(|day| day.year()),
        Time::Earlier(told) => told.as_ref().and_then(|time| time.get(..4)?.parse().ok()),
    };
    let areas = |one: &GradeTold| match (one.area, year(one)) {
        (CareAndCareLeavers, Some(2014..=2017)) => vec![LookedAfterAndPermanence, CareLeavers],
        (CareAndCareLeavers, Some(2023..)) => vec![InCare, CareLeavers],
        // The first framework calls children in care looked after, the second in care.
        (InCare, Some(2014..=2017)) => vec![LookedAfterAndPermanence],
        (LookedAfterAndPermanence, Some(2019..)) => vec![InCare],
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
pub(super) fn date_undated(told: &mut [Placed], year: &str) {
    let others =
        told.iter().any(|(one, _)| matches!(&one.time, Time::Earlier(Some(time)) if !time.starts_with(year)));
    let dated = |area: JudgementArea, told: &[Placed]| {
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
pub(super) fn settled(told: Vec<Placed>, published: Option<Date>) -> Vec<Placed> {
    let mut kept: Vec<Placed> = Vec::new();
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
                // "The service is outstanding" in passing yields to what is said to be the rating, and what
                // is said of all areas to what is said of one.
                let whole = one.area == JudgementArea::Overall;
                let surer = !one.sweeping && (one.rated && !other.rated || other.sweeping && !whole);
                if surer && one.time == Time::Now {
                    (*other, *place) = (one, span);
                } else if let (Time::Earlier(a), Time::Earlier(b)) = (&other.time, &one.time)
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
