//! Times that a press text tells loosely: "last year", "in February 2016", "earlier this month".
//!
//! Knows how such words become intervals, counted from the day of publication. Without that day, words
//! that count from it tell nothing.

use super::grades::GRADE;
use super::published::month;
use crate::record::Precision;
use jiff::civil::Date;
use jiff::{Span as Stretch, ToSpan};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// An interval as told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub range: Range<usize>,
    pub from: Date,
    pub to: Date,
    pub precision: Precision,
}

impl Told {
    /// The shortest ISO form that says no more than was told: `2012`, `2016-02`, `2016-02-16`.
    pub fn iso(&self) -> String {
        match self.precision {
            Precision::Day => self.from.to_string(),
            Precision::Year => format!("{:04}", self.from.year()),
            Precision::Month => format!("{:04}-{:02}", self.from.year(), self.from.month()),
            Precision::Week | Precision::Season => {
                if self.from.year() == self.to.year() {
                    format!("{:04}", self.from.year())
                } else {
                    format!("{:04}/{:04}", self.from.year(), self.to.year())
                }
            }
        }
    }
}

const MONTH: &str = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec";

static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    let number = "one|two|three|four|five|six|seven|eight|nine|ten|a|\\d{1,2}";
    Regex::new(&format!(
        r"(?ix)\b(?:
        (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dmonth>{MONTH})\.?,?\s+(?P<dyear>(?:19|20)\d\d)
        | (?P<umonth>{MONTH})\.?\s+(?P<uday>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<uyear>(?:19|20)\d\d)
        | (?P<part>early|mid|late)?[\s-]?(?P<mmonth>{MONTH})\s+(?:of\s+)?(?P<myear>(?:19|20)\d\d)
        | (?P<season>spring|summer|autumn|winter)\s+(?:of\s+|term\s+)?(?P<syear>(?:19|20)\d\d)
        | (?:in|since|from|back\s+in|recently\s+as|back\s+as|during|of|by|until|before|after|inspection,|for)\s+(?:early\s+|mid[\s-]|late\s+)?(?P<year>(?:19|20)\d\d)
        | (?:an?|its|the|their|that|\p{{L}}+[’']s)\s+(?P<attr>(?:19|20)\d\d)\s+(?:full\s+|ofsted\s+)*(?:inspection|report|visit|judge?ment|rating|review)
        | (?P<paren>\((?:19|20)\d\d\))
        | (?P<lastseason>last|this)\s+(?P<lseason>spring|summer|autumn|winter)
        | (?P<lastmonth>last|in|this|during|since|from)\s+(?:early\s+|mid[\s-]|late\s+)?(?P<nmonth>{MONTH})\b(?:\s+(?:of\s+)?(?P<nyear>(?:19|20)\d\d))?
        | (?P<rel>(?:earlier\s+|later\s+)?(?:last|this|the\s+past|the\s+previous)\s+(?:week|month|year|autumn|academic\s+year))
        | (?P<count>{number})\s+(?P<unit>days?|weeks?|months?|years?)\s+(?:ago|earlier|previously|before)
        | (?P<yesterday>yesterday|today)
        )\b?"
    ))
    .expect("a constant pattern")
});

/// All times told in `text`. `published` is the day that relative ones count from.
pub(super) fn times(text: &str, published: Option<Date>) -> Vec<Told> {
    let mut found: Vec<Told> =
        TOLD.captures_iter(text).filter_map(|captures| time(&captures, published)).collect();
    for later in LATER.captures_iter(text) {
        let told = years_later(&later, &found);
        found.extend(told);
    }
    found.sort_by_key(|time| time.range.start);
    found
}

/// "The last inspection – in 2019 – rated": dashes around a few words part no clauses. Every place is kept.
pub(super) fn without_dashes(sentence: &str) -> String {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s(?P<open>[–—-])\s(?P<aside>[^–—.;:]{2,44})\s(?P<close>[–—-])\s")
            .expect("a constant pattern")
    });
    let mut bytes = sentence.as_bytes().to_vec();
    let graded = |found: &Captures| {
        found.name("aside").is_some_and(|aside| {
            let words = aside.as_str().trim_start_matches(['‘', '“', '\'', '"']);
            GRADE.find(words).is_some_and(|grade| grade.start() == 0)
        })
    };
    // "The board – which watches over child protection – was inadequate": what it does is not what is graded.
    static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\s[–—-]\s(?:which|who|whose)\s[^–—.;:\d]{10,140}\s[–—-]\s",
            r"|,\s(?:which|who)\s(?:oversees?|watch(?:es)?|coordinates?|monitors?|scrutinises?|checks?|brings?|(?:is|are)\s(?:responsible|charged))\s[^,.;:\d]{4,110},\s"
        ))
        .expect("a constant pattern")
    });
    for found in RELATIVE.find_iter(sentence).filter(|found| !GRADE.is_match(found.as_str())) {
        bytes[found.range()].fill(b' ');
    }
    // "Adoption – good, care leavers – inadequate": no aside, but a list.
    for found in ASIDE.captures_iter(sentence).filter(|found| !graded(found)) {
        for mark in ["open", "close"].iter().filter_map(|name| found.name(name)) {
            bytes[mark.range()].fill(b' ');
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| sentence.to_owned())
}

/// "Inadequate in 2014, a verdict lifted three years later": counted from the time told before.
static LATER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?P<count>one|two|three|four|five|six|seven|eight|nine|ten|a|\d{1,2})\s+years?|(?P<decade>a\s+decade))\s+(?:later|on|afterwards)\b|\bthe\s+(?P<next>following|next)\s+year\b").expect("a constant pattern")
});

fn years_later(later: &Captures, told: &[Told]) -> Option<Told> {
    let range = later.get(0)?.range();
    let since = told.iter().rev().find(|time| time.range.end <= range.start)?;
    let years = match later.name("count") {
        Some(count) => number(&count.as_str().to_lowercase())?,
        None if later.name("decade").is_some() => 10,
        None => 1,
    };
    let (from, to, precision) = whole_year(since.from.year().checked_add(i16::try_from(years).ok()?)?)?;
    Some(Told { range, from, to, precision })
}

fn time(captures: &Captures, published: Option<Date>) -> Option<Told> {
    let get = |name: &str| captures.name(name).map(|found| found.as_str());
    let year = |name: &str| get(name).and_then(|year| year.trim_matches(['(', ')']).parse::<i16>().ok());
    let (from, to, precision) =
        if let (Some(day), Some(name), Some(year)) = (get("day"), get("dmonth"), year("dyear")) {
            one_day(year, month(name)?, day.parse().ok()?)?
        } else if let (Some(day), Some(name), Some(year)) = (get("uday"), get("umonth"), year("uyear")) {
            one_day(year, month(name)?, day.parse().ok()?)?
        } else if let (Some(name), Some(year)) = (get("mmonth"), year("myear")) {
            whole_month(year, month(name)?)?
        } else if let (Some(name), Some(year)) = (get("nmonth"), year("nyear")) {
            whole_month(year, month(name)?)?
        } else if let (Some(season), Some(year)) = (get("season"), year("syear")) {
            whole_season(season, year)?
        } else if let Some(year) = year("year").or_else(|| year("attr")).or_else(|| year("paren")) {
            whole_year(year)?
        } else {
            relative(captures, published?)?
        };
    Some(Told { range: captures.get(0)?.range(), from, to, precision })
}

type Interval = (Date, Date, Precision);

fn one_day(year: i16, month: i8, day: i8) -> Option<Interval> {
    let date = Date::new(year, month, day).ok()?;
    Some((date, date, Precision::Day))
}

fn whole_month(year: i16, month: i8) -> Option<Interval> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month(), Precision::Month))
}

fn whole_year(year: i16) -> Option<Interval> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?, Precision::Year))
}

/// Seasons by the calendar's months; a winter is told by the year in which it begins.
fn whole_season(name: &str, year: i16) -> Option<Interval> {
    let (first, length) = match name.to_lowercase().as_str() {
        "spring" => (3, 3),
        "summer" => (6, 3),
        "autumn" => (9, 3),
        _ => (12, 3),
    };
    let from = Date::new(year, first, 1).ok()?;
    let to = from.checked_add((length - 1).months()).ok()?.last_of_month();
    Some((from, to, Precision::Season))
}

fn relative(captures: &Captures, published: Date) -> Option<Interval> {
    let get = |name: &str| captures.name(name).map(|found| found.as_str().to_lowercase());
    if let Some(word) = get("yesterday") {
        let date = if word == "today" { published } else { published.yesterday().ok()? };
        return Some((date, date, Precision::Day));
    }
    if let Some(season) = get("lseason") {
        return latest((0..3).filter_map(|back| whole_season(&season, published.year() - back)), published);
    }
    if let Some(name) = get("nmonth") {
        let number = month(&name)?;
        return latest((0..3).filter_map(|back| whole_month(published.year() - back, number)), published);
    }
    if let (Some(count), Some(unit)) = (get("count"), get("unit")) {
        return ago(number(&count)?, &unit, published);
    }
    let words = get("rel")?;
    let last = !words.contains("this");
    if words.ends_with("week") {
        let monday =
            published.checked_sub(Stretch::new().days(published.weekday().to_monday_zero_offset())).ok()?;
        let from = if last { monday.checked_sub(1.week()).ok()? } else { monday };
        Some((from, from.checked_add(6.days()).ok()?, Precision::Week))
    } else if words.ends_with("month") {
        let day = if last { published.first_of_month().yesterday().ok()? } else { published };
        whole_month(day.year(), day.month())
    } else if words.ends_with("academic year") {
        None
    } else {
        whole_year(published.year() - i16::from(last))
    }
}

/// The latest of these that has begun by the day of publication.
fn latest(mut candidates: impl Iterator<Item = Interval>, published: Date) -> Option<Interval> {
    candidates.find(|(from, ..)| *from <= published)
}

fn ago(count: i32, unit: &str, published: Date) -> Option<Interval> {
    let back = |stretch: Stretch| published.checked_sub(stretch).ok();
    if unit.starts_with("year") {
        whole_year(back(count.years())?.year())
    } else if unit.starts_with("month") {
        let day = back(count.months())?;
        whole_month(day.year(), day.month())
    } else if unit.starts_with("week") {
        let day = back(count.weeks())?;
        let monday = day.checked_sub(Stretch::new().days(day.weekday().to_monday_zero_offset())).ok()?;
        Some((monday, monday.checked_add(6.days()).ok()?, Precision::Week))
    } else {
        let day = back(count.days())?;
        Some((day, day, Precision::Day))
    }
}

fn number(word: &str) -> Option<i32> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = WORDS.iter().position(|name| *name == word).map(|at| at as i32 + 1);
    named.or((word == "a").then_some(1)).or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn told(text: &str) -> Vec<(String, String, Precision)> {
        times(text, Some(date(2017, 4, 6)))
            .iter()
            .map(|t| (t.from.to_string(), t.to.to_string(), t.precision))
            .collect()
    }

    fn one(from: &str, to: &str, precision: Precision) -> Vec<(String, String, Precision)> {
        vec![(from.to_owned(), to.to_owned(), precision)]
    }

    #[test]
    fn fixed_times() {
        assert_eq!(
            told("rated inadequate in February 2016"),
            one("2016-02-01", "2016-02-29", Precision::Month)
        );
        assert_eq!(told("was good in 2012"), one("2012-01-01", "2012-12-31", Precision::Year));
        assert_eq!(told("in spring 2015"), one("2015-03-01", "2015-05-31", Precision::Season));
        assert_eq!(told("on 16 February 2016"), one("2016-02-16", "2016-02-16", Precision::Day));
        assert!(told("2016 children and section 2012").is_empty());
        assert_eq!(times("in 2012", None).len(), 1);
    }

    #[test]
    fn times_counted_from_publication() {
        assert_eq!(told("rated inadequate last year"), one("2016-01-01", "2016-12-31", Precision::Year));
        assert_eq!(told("earlier this month"), one("2017-04-01", "2017-04-30", Precision::Month));
        assert_eq!(told("last month"), one("2017-03-01", "2017-03-31", Precision::Month));
        assert_eq!(told("visited last week"), one("2017-03-27", "2017-04-02", Precision::Week));
        assert_eq!(told("two years ago"), one("2015-01-01", "2015-12-31", Precision::Year));
        assert_eq!(told("visited in November"), one("2016-11-01", "2016-11-30", Precision::Month));
        assert_eq!(told("last autumn"), one("2016-09-01", "2016-11-30", Precision::Season));
        assert_eq!(told("published today"), one("2017-04-06", "2017-04-06", Precision::Day));
        assert!(times("rated inadequate last year, in May", None).is_empty());
    }

    #[test]
    fn years_counted_from_the_one_told_before() {
        assert_eq!(
            told("inadequate in 2012, a verdict that was lifted three years later")[1],
            ("2015-01-01".to_owned(), "2015-12-31".to_owned(), Precision::Year)
        );
        assert!(told("It was lifted three years later.").is_empty());
        assert_eq!(
            without_dashes("the last one – in 2019 – rated it"),
            "the last one     in 2019     rated it"
        );
    }

    #[test]
    fn the_shortest_iso_form() {
        let iso = |text: &str| times(text, Some(date(2017, 4, 6)))[0].iso();
        assert_eq!(iso("in February 2016"), "2016-02");
        assert_eq!(iso("last year"), "2016");
        assert_eq!(iso("on 16 February 2016"), "2016-02-16");
        assert_eq!(iso("in spring 2015"), "2015");
    }
}
