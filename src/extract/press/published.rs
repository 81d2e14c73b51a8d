//! When a press text was published, and by whom it was written.
//!
//! Knows every form in which pages print or state a date, and what a dateline looks like. Invents none: a
//! day, month and year must all be told.

use super::parts::Part;
use crate::evidence::Span;
use crate::layout::{BlockKind, Outline};
use crate::read::Metadata;
use crate::record::DateOrigin;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// The publication date with where it was told.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    pub date: Date,
    pub origin: DateOrigin,
    /// Where it is printed; none where only markup or the address tells it.
    pub span: Option<Span>,
}

/// The author with the place of the name.
#[derive(Debug, Clone, PartialEq)]
pub struct Author {
    pub name: String,
    pub span: Option<Span>,
}

/// No dateline runs over more lines.
const LONGEST_DATELINE_LINES: usize = 6;

/// No line of a dateline is longer, in characters.
const LONGEST_DATE_LINE: usize = 120;

/// Between "Published" and its date, in bytes, hardly anything stands.
const LONGEST_LEAD: usize = 30;

/// Years in which a press text about these inspections can have been published.
const YEARS: std::ops::RangeInclusive<i16> = 1998..=2099;

const MONTH: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        // 2024-01-24, 2024/01/24, 2024-01-24T09:00
        r"\b(?P<y>(?:19|20)\d\d)[-/.](?P<mn>\d{1,2})[-/.](?P<d>\d{1,2})(?:\b|T)".to_owned(),
        // 24 January 2024, 24th of Jan, 2024, 25 Mar 10, 24-Jan-2024
        format!(
            r"(?i)\b(?P<d>\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+of)?[\s,.-]+(?P<m>{MONTH})\b[\s,.'’-]*(?P<y>(?:19|20)\d\d|\d\d\b)"
        ),
        // January 24, 2024; Jan 24th 2024
        format!(r"(?i)\b(?P<m>{MONTH})\b\.?\s+(?P<d>\d{{1,2}})\s?(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)"),
        // 24/01/2024, 24.01.24
        r"\b(?P<d>\d{1,2})[/.-](?P<mn>\d{1,2})[/.-](?P<y>(?:19|20)\d\d|\d\d)\b".to_owned(),
        // 20240124 (compact)
        r"^(?P<y>(?:19|20)\d\d)(?P<mn>\d\d)(?P<d>\d\d)(?:T|$)".to_owned(),
    ];
    forms.iter().map(|form| Regex::new(form).expect("a constant pattern")).collect()
});

/// Words that announce a publication date.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(published|posted|date published|first published|publication date|released?|release date|date|issued|created|added|press release)\b")
        .expect("a constant pattern")
});

/// Words that announce another date.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(updated|modified|reviewed|edited|expires?|deadline|event|until|inspection date|visit)\b",
    )
    .expect("a constant pattern")
});

static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(day)?\b")
        .expect("a constant pattern")
});

/// The first full date in `text`, with the range of bytes that tells it.
pub(super) fn first_date(text: &str) -> Option<(Range<usize>, Date)> {
    let found =
        FORMS.iter().filter_map(|form| form.captures_iter(text).find_map(|captures| dated(&captures)));
    found.min_by_key(|(range, _)| range.start)
}

fn dated(captures: &Captures) -> Option<(Range<usize>, Date)> {
    let year: i16 = captures.name("y")?.as_str().parse().ok()?;
    let year = match year {
        0..=69 => year + 2000,
        70..=99 => year + 1900,
        _ => year,
    };
    let month = match captures.name("m") {
        Some(name) => month(name.as_str())?,
        None => captures.name("mn")?.as_str().parse().ok()?,
    };
    let day: i8 = captures.name("d")?.as_str().parse().ok()?;
    let date = Date::new(year, month, day).ok().filter(|date| YEARS.contains(&date.year()))?;
    Some((captures.get(0)?.range(), date))
}

/// The number of a month's name, in full or short.
pub(super) fn month(name: &str) -> Option<i8> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_lowercase();
    NAMES.iter().position(|month| name.starts_with(month)).map(|at| at as i8 + 1)
}

/// A line that tells little but a date.
pub(super) fn is_date_line(text: &str) -> bool {
    let Some((range, _)) = first_date(text) else { return false };
    // "Posted on June 4, 2021 by the news desk".
    let opens = ANNOUNCED.find(text).is_some_and(|word| word.start() == 0);
    if opens && range.start <= LONGEST_LEAD && text.chars().count() <= LONGEST_DATE_LINE {
        return true;
    }
    let rest = format!("{} {}", &text[..range.start], &text[range.end..]);
    let rest = WEEKDAY.replace_all(&rest, "");
    let rest = ANNOUNCED.replace_all(&rest, "");
    rest.chars().filter(|c| c.is_alphabetic()).count() <= 12
}

/// A short line of date or author.
pub(super) fn is_dateline(text: &str) -> bool {
    text.chars().count() <= LONGEST_DATE_LINE
        && !text.ends_with(['”', '"'])
        && (is_date_line(text) || BYLINE.is_match(text) && text.split_whitespace().count() <= 14)
}

/// The publication date: as printed at the head (or announced elsewhere), else as markup states it.
pub(super) fn published(outline: &Outline, parts: &[Part], metadata: &Metadata) -> Option<Published> {
    let stated: Vec<(DateOrigin, Date)> = metadata
        .published
        .iter()
        .filter_map(|(origin, written)| first_date(written).map(|(_, date)| (*origin, date)))
        .collect();
    if let Some((span, date)) = printed(outline, parts) {
        // A date that a `time` element holds is printed too: the element is the surer origin.
        let element = stated.iter().any(|&(origin, told)| origin == DateOrigin::TimeElement && told == date);
        let origin = if element { DateOrigin::TimeElement } else { DateOrigin::Text };
        return Some(Published { date, origin, span: Some(span) });
    }
    stated.first().map(|&(origin, date)| Published { date, origin, span: None })
}

/// The date printed in the dateline, in one line or over several, or announced as that of publication.
fn printed(outline: &Outline, parts: &[Part]) -> Option<(Span, Date)> {
    let line = |at: usize| outline.text.slice(outline.blocks[at].span);
    let first_body = parts.iter().position(|part| *part == Part::Body).unwrap_or(parts.len());
    let head = 0..head_end(parts);
    let announced = |at: &usize| ANNOUNCED.is_match(line(*at)) && !OTHER.is_match(line(*at));
    let mut head_lines: Vec<usize> =
        head.clone().filter(|at| !matches!(parts[*at], Part::Caption | Part::Body)).collect();
    // "Published" says more than a bare "date".
    static SURELY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:published|posted|publication)\b").expect("a constant pattern")
    });
    head_lines.sort_by_key(|at| (!announced(at), !SURELY.is_match(line(*at))));
    head_lines
        .into_iter()
        .filter(|at| parts[*at] != Part::Headline || is_date_line(line(*at)))
        .find_map(|at| in_line(outline, at))
        .or_else(|| over_lines(outline, parts, head.end))
        .or_else(|| labelled_opening(outline))
        .or_else(|| dated_headline(outline, parts))
        .or_else(|| clocked(outline, head.end + LINES_BELOW_HEAD))
        .or_else(|| {
            (first_body..parts.len()).filter(announced).find_map(|at| announced_line(outline, parts, at))
        })
        .or_else(|| below_head(outline, first_body))
        .or_else(|| opening_dateline(outline, first_body))
        .or_else(|| today(outline, parts))
}

/// "Out today (Monday, 3 May 2021)": the text names its own day.
fn today(outline: &Outline, parts: &[Part]) -> Option<(Span, Date)> {
    static TODAY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\btoday\b").expect("a constant pattern"));
    let body = (0..parts.len()).filter(|at| matches!(parts[*at], Part::Standfirst | Part::Body));
    body.take(PARAGRAPHS_THAT_DATE).find_map(|at| {
        let span = outline.blocks[at].span;
        let text = outline.text.slice(span);
        TODAY.find_iter(text).find_map(|word| {
            let (range, date) = first_date(&text[word.end()..])?;
            let between = WEEKDAY.replace(&text[word.end()..word.end() + range.start], "");
            let beside = between.chars().all(|c| !c.is_alphanumeric()) && between.len() < 8;
            beside.then(|| (span.within(word.end() + range.start..word.end() + range.end), date))
        })
    })
}

/// A text names its own day in its first paragraphs or not at all.
const PARAGRAPHS_THAT_DATE: usize = 6;

fn in_line(outline: &Outline, at: usize) -> Option<(Span, Date)> {
    let span = outline.blocks[at].span;
    let text = outline.text.slice(span);
    let item = matches!(outline.blocks[at].kind, BlockKind::Item { .. });
    let of_page = item && (is_link_with_date(text) || at == 0 && is_page_clock(text));
    if text.chars().count() > LONGEST_DATE_LINE || of_page {
        return None;
    }
    if let Some(other) = OTHER.find(text) {
        // "Published 1 May 2020, updated 3 May 2020": what stands before the other date counts.
        let (range, date) = first_date(&text[..other.start()])?;
        return Some((span.within(range), date));
    }
    first_date(text).map(|(range, date)| (span.within(range), date))
}

/// "- Another story of the day - 23/12/2019": the date of what the line links to.
fn is_link_with_date(text: &str) -> bool {
    let Some((range, _)) = first_date(text) else { return false };
    let before = text[..range.start].trim_end();
    before.ends_with(['-', '–', '|'])
        && text[range.end..].trim().is_empty()
        && before.split_whitespace().filter(|word| word.len() > 1).count() >= WORDS_OF_A_TITLE
        && !ANNOUNCED.is_match(text)
}

const WORDS_OF_A_TITLE: usize = 4;

/// "• Fri. Apr 19th, 2024" on top of a page, above the site's own name: the day it was looked at.
fn is_page_clock(text: &str) -> bool {
    WEEKDAY.find(text).is_some_and(|day| text[day.end()..].starts_with('.'))
}

/// A date whose parts stand on lines of their own: "24", "January", "2024".
fn over_lines(outline: &Outline, parts: &[Part], end: usize) -> Option<(Span, Date)> {
    let short = |at: &usize| {
        let text = outline.text.slice(outline.blocks[*at].span);
        text.split_whitespace().count() <= 3 && parts[*at] != Part::Headline && parts[*at] != Part::Caption
    };
    (0..end).filter(short).find_map(|from| {
        let lines: Vec<usize> = (from..end.min(from + LONGEST_DATELINE_LINES)).take_while(short).collect();
        (2..=lines.len()).find_map(|count| {
            let span = outline.blocks[lines[0]].span.to(outline.blocks[lines[count - 1]].span);
            let (range, date) = first_date(outline.text.slice(span))?;
            (range.start == 0).then(|| (span.within(range), date))
        })
    })
}

/// "Published: 24 January 2024" under the text.
fn announced_line(outline: &Outline, parts: &[Part], at: usize) -> Option<(Span, Date)> {
    let text = outline.text.slice(outline.blocks[at].span);
    let opens = ANNOUNCED.find(text).is_some_and(|word| word.start() == 0);
    let own = matches!(parts[at], Part::Body | Part::Notes | Part::Crosshead) || opens;
    (own && is_date_line(text)).then(|| in_line(outline, at)).flatten()
}

/// "date 2024-07-15 A service that": a label and a date that the first lines run on from.
fn labelled_opening(outline: &Outline) -> Option<(Span, Date)> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:date\s+published|publication\s+date|date|published(?:\s+on)?|posted(?:\s+on)?)[\s:–-]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$").expect("a constant pattern")
    });
    outline.blocks.iter().take(LINES_BELOW_HEAD).find_map(|block| {
        let (range, date) = first_date(outline.text.slice(block.span))?;
        let label = &outline.text.slice(block.span)[..range.start];
        LABEL.is_match(label).then(|| (block.span.within(range), date))
    })
}

/// "Council rated good - 4 May 2021": a headline that ends with the day.
fn dated_headline(outline: &Outline, parts: &[Part]) -> Option<(Span, Date)> {
    let span = outline.blocks[parts.iter().position(|part| *part == Part::Headline)?].span;
    let text = outline.text.slice(span);
    let (range, date) = first_date(text)?;
    let set_off = text[..range.start].trim_end().ends_with(['-', '–', '—', '|', '(', ':']);
    let last = text[range.end..].chars().all(|c| !c.is_alphanumeric());
    (set_off && last).then(|| (span.within(range), date))
}

/// "Local democracy reporter12:12, 03 Jun 2025": a time of day beside a date, however the line runs together.
fn clocked(outline: &Outline, end: usize) -> Option<(Span, Date)> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\d{1,2}[:.]\d\d\s?(?:am|pm)?\s?(?:gmt|bst)?,?\s+(?:on\s+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*,?\s+)?$")
            .expect("a constant pattern")
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^,?\s+(?:at\s+|[|–-]\s+)?\d{1,2}[:.]\d\d\b").expect("a constant pattern")
    });
    outline.blocks.iter().take(end).find_map(|block| {
        let text = outline.text.slice(block.span);
        let (range, date) = first_date(text)?;
        let told = BEFORE.is_match(&text[..range.start]) || AFTER.is_match(&text[range.end..]);
        let updated = OTHER.find_iter(&text[..range.start]).last();
        let own = updated.is_none_or(|word| range.start - word.end() > LONGEST_LEAD);
        (told && own).then(|| (block.span.within(range), date))
    })
}

/// "15/05/23": a line under the summary that holds nothing but a date.
fn below_head(outline: &Outline, first_body: usize) -> Option<(Span, Date)> {
    outline.blocks.iter().skip(first_body).take(LINES_BELOW_HEAD).find_map(|block| {
        let text = outline.text.slice(block.span);
        let (range, date) = first_date(text)?;
        let alone = text.len() - range.len() <= LONGEST_WEEKDAY
            && WEEKDAY.replace(&text[..range.start], "").trim_matches([' ', ',']).is_empty()
            && text[range.end..].trim().is_empty();
        alone.then(|| (block.span.within(range), date))
    })
}

/// No weekday before a date is longer, with what parts it from the date.
const LONGEST_WEEKDAY: usize = 12;

/// So many lines below the head a date may still stand.
const LINES_BELOW_HEAD: usize = 3;

/// "BRACKENHAM, 24 January 2024 – The council": a date that opens the first paragraph.
fn opening_dateline(outline: &Outline, at: usize) -> Option<(Span, Date)> {
    let span = outline.blocks.get(at)?.span;
    let text = outline.text.slice(span);
    let (range, date) = first_date(text)?;
    let before = text[..range.start].trim_end_matches([' ', ',', ':', '-', '–', '(']);
    let after = text[range.end..].trim_start();
    let place = before.split_whitespace().count() <= 3 && before.chars().all(|c| !c.is_lowercase());
    (place && after.starts_with([':', '-', '–', '—', ')', '|'])).then(|| (span.within(range), date))
}

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?i:by|words by|words|written by|author|reporter|report by|posted by)\s*:?\s+)(?P<name>\p{Lu}[\p{L}'’.-]+(?:\s+(?:\p{Lu}[\p{L}'’.-]*|de|van|von|der|la|bin|al)){1,3})(?:\s+and\s+\p{Lu}[\p{L}'’.-]+(?:\s+\p{Lu}[\p{L}'’.-]+){1,2})?")
        .expect("a constant pattern")
});

/// "Jo Rigby, local government correspondent".
static NAME_AND_JOB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<name>\p{Lu}[\p{Ll}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){1,2}),?\s+(?:[\p{L}’'&-]+\s+){0,5}(?i:correspondent|reporter|editor|journalist|writer)$").expect("a constant pattern")
});

/// Words that may follow a byline's name.
const AFTER_NAME: &[&str] = &["on ", "in ", "at ", "for ", "published"];

/// Where the head ends: at the first paragraph, or below it where the dateline stands there.
fn head_end(parts: &[Part]) -> usize {
    let body = parts.iter().position(|part| *part == Part::Body).unwrap_or(parts.len());
    let dateline = parts.iter().rposition(|part| *part == Part::Dateline).map_or(0, |at| at + 1);
    body.max(dateline)
}

static BARE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}[\p{Ll}'’-]+(?:\s+(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]+|de|van|von|der|la)){1,3}$")
        .expect("a constant pattern")
});

/// Words that bare lines at a page's head hold and names do not.
const NO_NAMES: &[&str] = &[
    "news",
    "council",
    "children",
    "services",
    "home",
    "press",
    "release",
    "releases",
    "ofsted",
    "education",
    "social",
    "care",
    "local",
    "politics",
    "published",
    "share",
    "latest",
    "media",
    "families",
    "england",
    "community",
    "london",
    "north",
    "south",
    "east",
    "west",
    "report",
    "inspection",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "date",
    "editor",
    "reporter",
    "correspondent",
    "democracy",
    "cookie",
    "search",
    "safeguarding",
    "young",
    "people",
    "category",
    "updated",
    "journal",
    "magazine",
    "today",
    "post",
    "times",
    "gazette",
    "herald",
    "daily",
    "weekly",
    "review",
    "subscribe",
    "log",
];

/// The author: a byline at the head, a bare name beside the date, or what markup states.
pub(super) fn author(outline: &Outline, parts: &[Part], metadata: &Metadata) -> Option<Author> {
    let head = head_end(parts);
    let line = |at: usize| outline.text.slice(outline.blocks[at].span);
    let byline = (0..parts.len()).filter(|at| *at < head || *at + 2 >= parts.len()).find_map(|at| {
        let found = BYLINE.captures(line(at))?;
        let whole = found.get(0)?;
        let name = found.name("name")?;
        let rest = line(at)[whole.end()..].trim_start();
        let alone = line(at).chars().count() <= LONGEST_DATE_LINE
            && (!rest.starts_with(|c: char| c.is_lowercase())
                || AFTER_NAME.iter().any(|word| rest.starts_with(word)));
        alone.then(|| outline.blocks[at].span.within(name.start()..whole.end()))
    });
    let bare = || {
        (0..head).filter(|at| parts[*at] == Part::Dateline && is_bare_name(line(*at))).find(|&at| {
            let beside = [at.checked_sub(1), Some(at + 1)];
            beside
                .into_iter()
                .flatten()
                .filter(|near| *near < head)
                .any(|near| is_date_line(line(near)) || is_role_line(line(near)))
        })
    };
    let job = || {
        (0..head).filter(|at| parts[*at] == Part::Dateline).find_map(|at| {
            let name = NAME_AND_JOB.captures(line(at))?.name("name")?;
            Some(outline.blocks[at].span.within(name.range()))
        })
    };
    let byline = byline.or_else(job);
    let span = byline.or_else(|| bare().map(|at| outline.blocks[at].span));
    match span {
        Some(span) => Some(Author { name: outline.text.slice(span).to_owned(), span: Some(span) }),
        None => metadata.author.clone().map(|name| Author { name, span: None }),
    }
}

fn is_bare_name(line: &str) -> bool {
    BARE_NAME.is_match(line)
        && !line.split_whitespace().any(|word| NO_NAMES.contains(&word.to_lowercase().as_str()))
        && crate::authorities::mentioned(line).is_empty()
}

fn is_role_line(line: &str) -> bool {
    let line = line.to_lowercase();
    ["reporter", "correspondent", "editor", "journalist"].iter().any(|role| line.contains(role))
        && line.len() < 80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        first_date(text).map(|(_, date)| date.to_string())
    }

    #[test]
    fn every_form_of_a_date() {
        for (told, expected) in [
            ("Published: Wednesday, January 24, 2024", "2024-01-24"),
            ("Thursday, April 6, 2017", "2017-04-06"),
            ("8th Jun 2018", "2018-06-08"),
            ("25 Mar 10", "2010-03-25"),
            ("25 Mar '10", "2010-03-25"),
            ("24/01/2024", "2024-01-24"),
            ("24.01.24", "2024-01-24"),
            ("2024-01-24T09:30:00+00:00", "2024-01-24"),
            ("Wed, 24 Jan 2024 09:00:00 GMT", "2024-01-24"),
            ("Jan 24th 2024 at 9.30am", "2024-01-24"),
            ("the 1st of March 2016", "2016-03-01"),
            ("5 Sept. 2018", "2018-09-05"),
            ("Posted 3-Feb-2015 by admin", "2015-02-03"),
            ("24\nJanuary\n2024", "2024-01-24"),
            ("20240124", "2024-01-24"),
        ] {
            assert_eq!(iso(told).as_deref(), Some(expected), "{told}");
        }
    }

    #[test]
    fn no_date_is_invented() {
        for told in [
            "January 2024",
            "last year",
            "31 February 2020",
            "2016",
            "24 January",
            "section 47",
            "13/25/2020",
            "Room 12.10",
            "1-2-3",
        ] {
            assert_eq!(iso(told), None, "{told}");
        }
    }

    #[test]
    fn dates_of_links_and_clocks_are_not_those_of_the_text() {
        assert!(is_link_with_date("- Pier to open again after repairs - 23/12/2019"));
        assert!(!is_link_with_date("Published on the council’s pages - 23/12/2019"));
        assert!(!is_link_with_date("News - 23/12/2019"));
        assert!(is_page_clock("• Fri. Apr 19th, 2024"));
        assert!(!is_page_clock("Friday, 19 April 2024"));
    }

    #[test]
    fn date_lines_tell_little_else() {
        assert!(is_date_line("Published: Wednesday, January 24, 2024"));
        assert!(is_date_line("24 January 2024 | News"));
        assert!(!is_date_line("The visit of 24 January 2024 was the third of its kind."));
    }
}
