//! Dates in every form that these documents use: single days, days joined by "and", ranges within a
//! month or over months and years, and several ranges one after the other.
//!
//! A date is read as printed. Nothing is guessed: a day without a month or year that the same phrase
//! supplies is no date.

use jiff::civil::Date;
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// One or more days told together.
#[derive(Debug, Clone, PartialEq)]
pub struct Dates {
    /// Bytes of the text from the first to the last word of the phrase.
    pub place: Range<usize>,
    /// In the order told.
    pub days: Vec<Date>,
    /// The year stands nowhere in the phrase and was taken from the caller's.
    pub borrowed_year: bool,
}

impl Dates {
    /// The first day told.
    pub fn first(&self) -> Date {
        self.days[0]
    }

    /// The last day told.
    pub fn last(&self) -> Date {
        self.days[self.days.len() - 1]
    }
}

/// All dates in `text`, in order. `year` completes phrases that tell day and month alone.
pub fn find(text: &str, year: Option<i16>) -> Vec<Dates> {
    let mut found = Vec::new();
    let mut phrase: Vec<Token> = Vec::new();
    let mut end = 0;
    for token in tokens(text) {
        // Only white space and separators may stand between the parts of one phrase.
        if !phrase.is_empty() && !is_gap(&text[end..token.place.start]) {
            found.extend(resolve(&mut phrase, year));
        }
        end = token.place.end;
        phrase.push(token);
    }
    found.extend(resolve(&mut phrase, year));
    found
}

/// A year with one digit too many, as a slip of the keyboard gives it, is the one year within `plausible`
/// that is left when a digit is taken out. Gives the text with that year, which is one byte shorter.
pub fn mend_year(text: &str, plausible: Range<i16>) -> Option<String> {
    static LONG: OnceLock<Regex> = OnceLock::new();
    let long = LONG.get_or_init(|| Regex::new(r"\b(?:19|20)\d{3}\b").expect("a constant pattern"));
    let slip = long.find(text)?;
    let mut years: Vec<i16> = (0..slip.len())
        .filter_map(|at| format!("{}{}", &slip.as_str()[..at], &slip.as_str()[at + 1..]).parse().ok())
        .filter(|year| plausible.contains(year))
        .collect();
    years.dedup();
    let [year] = years[..] else { return None };
    Some(format!("{}{year}{}", &text[..slip.start()], &text[slip.end()..]))
}

#[derive(Debug, Clone, PartialEq)]
struct Token {
    place: Range<usize>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Day(i8),
    Month(i8),
    Year(i16),
}

fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    static TOKEN: OnceLock<Regex> = OnceLock::new();
    let token = TOKEN.get_or_init(|| {
        let months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
        let pattern = format!(r"(?i)\b(?:(?P<year>(?:19|20)\d\d)\b|(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\b|(?P<month>{months})\b\.?)");
        Regex::new(&pattern).expect("a constant pattern")
    });
    token.captures_iter(text).filter_map(|captures| {
        let place = captures.get(0)?.range();
        let kind = if let Some(year) = captures.name("year") {
            Kind::Year(year.as_str().parse().ok()?)
        } else if let Some(day) = captures.name("day") {
            Kind::Day(day.as_str().parse().ok().filter(|day| (1..=31).contains(day))?)
        } else {
            Kind::Month(month(captures.name("month")?.as_str())?)
        };
        Some(Token { place, kind })
    })
}

fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_lowercase();
    MONTHS.iter().position(|month| name.starts_with(month)).map(|at| at as i8 + 1)
}

/// What may stand between the parts of one date phrase.
fn is_gap(between: &str) -> bool {
    static GAP: OnceLock<Regex> = OnceLock::new();
    let gap = GAP.get_or_init(|| {
        let days = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
        Regex::new(&format!(
            r"(?i)^(?:[\s,–—‒−&/-]|\b(?:to|and|until|till|through|of|the|from|then|between|{days})\b)*$"
        ))
        .expect("a constant pattern")
    });
    between.len() < 40 && gap.is_match(between)
}

/// Gives each day of the phrase the month and year that stand behind it, and takes the phrase.
fn resolve(phrase: &mut Vec<Token>, borrowed: Option<i16>) -> Option<Dates> {
    let mut tokens = std::mem::take(phrase);
    // "June 11, 2019" tells the month first; so does "Thursday, April 6, 2017".
    turn_month_first(&mut tokens);
    let first = tokens.iter().position(|token| matches!(token.kind, Kind::Day(_)))?;
    let mut days = Vec::new();
    let (mut month, mut year, mut borrowed_year) = (None, None, false);
    let mut end = tokens[first].place.end;
    for token in tokens[first..].iter().rev() {
        match token.kind {
            Kind::Year(told) => year = Some(told),
            Kind::Month(told) => {
                // A month later in the year than the one behind it lies a year before: "11 December to 5 January 2024".
                if let (Some(next), Some(told_year)) = (month, year)
                    && told > next
                    && !has_year_behind(&tokens, token)
                {
                    year = Some(told_year - 1);
                }
                month = Some(told);
            }
            Kind::Day(day) => {
                let Some(month) = month else { continue };
                let told = year.or_else(|| {
                    borrowed_year = borrowed.is_some();
                    borrowed
                });
                let Some(date) = told.and_then(|year| Date::new(year, month, day).ok()) else { continue };
                days.push(date);
            }
        }
    }
    for token in &tokens[first..] {
        end = end.max(token.place.end);
    }
    days.reverse();
    if days.is_empty() {
        return None;
    }
    Some(Dates { place: tokens[first].place.start.min(tokens[0].place.start)..end, days, borrowed_year })
}

/// Whether the month token has a year of its own right behind it.
fn has_year_behind(tokens: &[Token], month: &Token) -> bool {
    let at = tokens.iter().position(|token| token == month);
    at.and_then(|at| tokens.get(at + 1)).is_some_and(|next| matches!(next.kind, Kind::Year(_)))
}

fn turn_month_first(tokens: &mut [Token]) {
    if turn_months_throughout(tokens) {
        return;
    }
    for at in 0..tokens.len().saturating_sub(2) {
        let window = [tokens[at].kind, tokens[at + 1].kind, tokens[at + 2].kind];
        let opens = at == 0 || matches!(tokens[at - 1].kind, Kind::Year(_));
        if opens && matches!(window, [Kind::Month(_), Kind::Day(_), Kind::Year(_)]) {
            let (month, day) = (tokens[at].kind, tokens[at + 1].kind);
            tokens[at].kind = day;
            tokens[at + 1].kind = month;
        }
    }
}

/// "May 6 to May 10", "March 30 to April 3", "November 5-6": each month stands before its days
/// throughout. One day alone needs its year ("in May 16 children" tells no day).
fn turn_months_throughout(tokens: &mut [Token]) -> bool {
    let month = |at: usize, tokens: &[Token]| matches!(tokens[at].kind, Kind::Month(_));
    let day =
        |at: usize, tokens: &[Token]| tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Day(_)));
    let days = (0..tokens.len()).filter(|at| day(*at, tokens)).count();
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !month(at, tokens) || !day(at + 1, tokens) {
            return false;
        }
        let start = at;
        at += 1;
        while day(at, tokens) {
            at += 1;
        }
        groups.push(start..at);
        at += usize::from(tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Year(_))));
    }
    if days < 2 {
        return false;
    }
    for group in groups {
        let kinds: Vec<Kind> = tokens[group.clone()].iter().map(|token| token.kind).collect();
        for (place, kind) in group.zip(kinds.iter().skip(1).chain(kinds.first())) {
            tokens[place].kind = *kind;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        find(text, None).iter().map(|dates| format!("{} {}", dates.first(), dates.last())).collect()
    }

    #[test]
    fn every_form_in_use() {
        for (text, first, last) in [
            ("on 16 and 17 May 2019.", "2019-05-16", "2019-05-17"),
            ("29 April to 3 May 2024", "2024-04-29", "2024-05-03"),
            ("24 November - 17 December 2015", "2015-11-24", "2015-12-17"),
            ("24 November – 17 December 2015", "2015-11-24", "2015-12-17"),
            ("22–23 October 2019", "2019-10-22", "2019-10-23"),
            ("8 October 2018 to 19 October 2018", "2018-10-08", "2018-10-19"),
            ("Between 8 October 2018 and 12 October 2018,", "2018-10-08", "2018-10-12"),
            ("8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019", "2019-07-08", "2019-08-08"),
            ("4 to 8 and 18 to 22 June 2018", "2018-06-04", "2018-06-22"),
            ("11 December 2023 to 5 January 2024", "2023-12-11", "2024-01-05"),
            ("11 December to 5 January 2024", "2023-12-11", "2024-01-05"),
            ("Tuesday 3rd and Wednesday 4th March 2020", "2020-03-03", "2020-03-04"),
            ("Thursday, April 6, 2017", "2017-04-06", "2017-04-06"),
            ("12 June 2018", "2018-06-12", "2018-06-12"),
            ("8th Jun 2018", "2018-06-08", "2018-06-08"),
            ("from May 6 to May 10, 2019", "2019-05-06", "2019-05-10"),
            ("March 30 to April 3 2018", "2018-03-30", "2018-04-03"),
            ("November 5-6, 2018", "2018-11-05", "2018-11-06"),
            ("June 14, 2021 and July 2, 2021", "2021-06-14", "2021-07-02"),
        ] {
            assert_eq!(told(text), [format!("{first} {last}")], "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "in May 2018",
            "the 20 children",
            "16- and 17-year-olds",
            "31 February 2019",
            "about 12 and 2019",
            "In May 16 children waited",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_year_is_borrowed_only_when_offered() {
        let text = "a visit on 30 and 31 January to";
        assert!(find(text, None).is_empty());
        let found = find(text, Some(2018));
        assert_eq!(found[0].last().to_string(), "2018-01-31");
        assert!(found[0].borrowed_year);
    }

    #[test]
    fn a_slip_in_a_year_is_mended_only_where_one_year_fits() {
        assert_eq!(mend_year("6 November 20205", 2025..2027).as_deref(), Some("6 November 2025"));
        assert_eq!(mend_year("6 November 20205", 2019..2027), None);
        assert_eq!(mend_year("6 November 2025", 2025..2027), None);
    }

    #[test]
    fn two_phrases_are_two() {
        assert_eq!(told("on 3 May 2022, and a letter of 9 June 2022").len(), 2);
    }
}
