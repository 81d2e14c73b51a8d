//! Dates as records tell them: a day, a month or a year, each an interval of days.
//!
//! Knows the calendar. Knows nothing of inspections.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// An interval of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub from: Date,
    pub to: Date,
}

impl Days {
    /// From one day to another; one day alone where the second comes before the first.
    pub fn new(from: Date, to: Date) -> Self {
        Days { from, to: to.max(from) }
    }

    /// The days that `2012`, `2016-02` or `2016-02-16` allows; `None` for anything else.
    pub fn parse(told: &str) -> Option<Days> {
        let mut parts = told.trim().splitn(3, '-');
        let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let Some(month) = parts.next() else {
            return Some(Days { from: Date::new(year, 1, 1).ok()?, to: Date::new(year, 12, 31).ok()? });
        };
        let first = Date::new(year, month.parse().ok()?, 1).ok()?;
        let Some(day) = parts.next() else {
            return Some(Days { from: first, to: first.last_of_month() });
        };
        let day = Date::new(year, first.month(), day.parse().ok()?).ok()?;
        Some(Days { from: day, to: day })
    }

    /// Whether the two share a day.
    pub fn meets(self, other: Days) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The interval with `days` added at its end.
    pub fn then(self, days: i32) -> Days {
        Days { from: self.from, to: self.to.checked_add(days.days()).unwrap_or(self.to) }
    }

    /// Days between the two, 0 where they meet.
    pub fn apart(self, other: Days) -> i32 {
        if self.meets(other) {
            return 0;
        }
        let (first, second) =
            if self.to < other.from { (self.to, other.from) } else { (other.to, self.from) };
        days_between(first, second)
    }
}

/// One day from its ISO form; `None` for anything else.
pub fn day(told: &str) -> Option<Date> {
    Days::parse(told).filter(|days| days.from == days.to).map(|days| days.from)
}

/// Days from one day to a later one; negative where it is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// Whole months from one day to another; `None` where the second comes first.
pub fn months_between(from: Date, to: Date) -> Option<u32> {
    let whole = i32::from(to.year() - from.year()) * 12 + i32::from(to.month()) - i32::from(from.month());
    u32::try_from(whole - i32::from(to.day() < from.day())).ok()
}

/// A short date for people: `16 May 2019`.
pub fn spoken(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// Before any inspection that is compared: sorts what has no date first without an `Option`.
pub const BEFORE_ALL: Date = date(1, 1, 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_are_intervals() {
        assert_eq!(Days::parse("2012"), Some(Days { from: date(2012, 1, 1), to: date(2012, 12, 31) }));
        assert_eq!(Days::parse("2016-02"), Some(Days { from: date(2016, 2, 1), to: date(2016, 2, 29) }));
        assert_eq!(day("2016-02-16"), Some(date(2016, 2, 16)));
        for wrong in ["", "16", "2016-13", "2016-02-30", "May 2016", "2016-02-16T10:00"] {
            assert_eq!(Days::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_are_whole() {
        assert_eq!(months_between(date(2018, 5, 31), date(2019, 5, 16)), Some(11));
        assert_eq!(months_between(date(2019, 5, 16), date(2019, 5, 16)), Some(0));
        assert_eq!(months_between(date(2019, 5, 16), date(2018, 5, 16)), None);
        assert_eq!(days_between(date(2019, 2, 28), date(2019, 3, 1)), 1);
    }

    #[test]
    fn intervals_meet_or_are_apart() {
        let (year, month) = (Days::parse("2012").unwrap(), Days::parse("2013-02").unwrap());
        assert!(!year.meets(month));
        assert_eq!(year.apart(month), 32);
        assert_eq!(year.then(40).apart(month), 0);
    }
}
