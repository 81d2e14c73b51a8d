//! Press release or newspaper article: every sign has its points for the council or against it.
//!
//! Knows how councils and newspapers write and set their pages. Knows nothing of inspections.

use super::kind::Sort;
use super::marks;
use super::parts::Part;
use crate::layout::Outline;
use crate::read::Metadata;
use regex::Regex;
use std::sync::LazyLock;

/// Where a sign is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Each line of the page, with all that stands around the text.
    Page,
    Headline,
    /// The first paragraph, outside quotation marks.
    Opening,
    /// The text outside quotation marks.
    Told,
    /// The text within them.
    Quoted,
    /// The text as it stands.
    Text,
}

/// Words that speak for a council's own news (points above zero) or for a newspaper's.
struct Sign {
    points: i32,
    within: Within,
    /// Found so often, they count.
    often: usize,
    words: Regex,
}

/// Councils begin with what is good.
const PRAISE: &str = r"(?i)\b(?:praise[ds]?|praising|welcome[sd]?|celebrat\w+|commend\w+|recognise[sd]?|recognition|positive|proud|glowing|thumbs\s+up|success|strong|strength\w*|improv\w+|outstanding)\b";

static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
    use Within::{Headline, Opening, Page, Quoted, Text, Told};
    let signs = [
        // What stands around the text.
        (
            3,
            Page,
            1,
            r"(?i)^(?:notes? (?:to|for) (?:the )?editors?|-*\s*ends\s*-*$|press (?:office|contact|release)|media (?:contact|enquir|release)|for (?:more|further) information)",
        ),
        (3, Page, 1, r"(?i)\b(?:news\s*room|(?:press|news|media) release|latest news from the council)\b"),
        (3, Page, 1, r"(?i)^published:?\s[^:]*$|^date published:|^(?:date )?released?(?: date)?\b[:\s-]"),
        (
            3,
            Page,
            1,
            r"(?i)\b(?:read|view|see|find|download|available|copy of) (?:the )?(?:full )?(?:ofsted )?(?:report|letter)\b",
        ),
        (3, Page, 1, r"(?:said|added|commented|says)\s*:\s*$"),
        (1, Page, 3, r"^\s*[•*]\s"),
        (
            -3,
            Page,
            1,
            r"(?i)^by \p{L}+ \p{L}+|\b(?:local democracy reporter|reporter|correspondent|news editor)\b|\breports \p{Lu}\p{Ll}+ \p{Lu}",
        ),
        (
            -2,
            Page,
            1,
            r"(?i)\b(?:local democracy reporting service|told (?:the )?(?:bbc|ldrs|press association|guardian|community care|cyp now|[a-z]+ live|post|echo|mail))\b",
        ),
        (
            -2,
            Page,
            1,
            r"(?i)\bcomments are closed\b|\bsubscribe\b|\bmore from\b|\bnewsletters?\b|\bmembership\b|\bdo you have a story\b|\bget in touch\b",
        ),
        (
            -2,
            Page,
            1,
            r"(?i)\b(?:has been|was|have been|were) (?:contacted|approached|asked) (?:for|to) comment\b|\bdeclined to comment\b",
        ),
        (
            -2,
            Page,
            1,
            r"(?i)\ba (?:council |spokes)?\s?spokes(?:man|woman|person)\b|\bspokes(?:man|woman|person) (?:for|said)\b",
        ),
        (
            -2,
            Page,
            1,
            r"(?i)\b(?:community care|cyp now|children & young people now|the guardian|bbc news|local government chronicle|the mj)\b",
        ),
        (-3, Page, 1, r"(?i)^(?:read more|related|most read|advertisement|have your say)\b"),
        (
            -3,
            Page,
            1,
            r"(?i)\b(?:picture|photo|image)s?\s*(?:by|:|credit)|\(image:|\badobe stock\b|\bpicture posed\b",
        ),
        (-3, Page, 1, r"(?i)\b(?:watchdog|damning|slammed|blasted|shake-?up|bosses|chiefs)\b"),
        (
            -3,
            Page,
            1,
            r"(?i)^hide ad$|\bimage (?:source|caption)\b|\bpa media\b|\bgetty images\b|^skip to .{0,30}$|^register (?:now )?to\b",
        ),
        (-2, Page, 1, r"(?i)^[-•\s]*published$|^at a glance$|^posted (?:on|by)\b|\b\d{1,2}:\d\d\b"),
        (
            -2,
            Page,
            1,
            r"\b\d{1,2}[:.]\d\d ?(?:am|pm)?,? ?(?:BST|GMT)\b|^By \p{Lu}\p{Ll}+ \p{Lu}|\d{4},? By \p{Lu}\p{Ll}+ \p{Lu}",
        ),
        (
            -2,
            Page,
            1,
            r"^(?:An?|One|Two) (?:\p{Ll}+ ){0,3}(?:council|local authority|children.s services|children.s social care)\b",
        ),
        (-2, Page, 1, r"\b(?:Mr|Mrs|Ms|Miss|Coun) \p{Lu}\p{Ll}+"),
        // Praise and blame.
        (3, Headline, 1, PRAISE),
        (
            -3,
            Headline,
            1,
            r"(?i)\b(?:inadequate|failing|fail(?:s|ed|ures?)?|damning|drop|decline|criticis\w+|slam\w*|concerns?|risk|unsafe|serious|poor|worst|takeover|intervention|overhaul)\b",
        ),
        (-2, Headline, 1, r"(?:^|[\s(])[‘“'\x22]\w"),
        (2, Opening, 1, PRAISE),
        (
            -1,
            Opening,
            1,
            r"(?i),\s+(?:ofsted|inspectors|the\s+watchdog|a\s+report|according\s+to|it\s+has\s+(?:been|emerged))\b[^.]{0,60}\.\s*$",
        ),
        (
            -3,
            Told,
            3,
            r"(?i)\b(?:however|but|too\s+(?:many|few|long|late|often|slow\w*)|weak\w*|poor|inconsistent|not\s+(?:all|enough|always)|fail\w*|criticis\w*|slip(?:s|ped)?|drift|fault\w*|short\s+of|uneven|lack\w*|worse|harm|still)\b",
        ),
        (1, Quoted, 1, r"(?i)\b(?:proud|delighted|pleased|thrilled|testament|tribute|hard\s+work|glad)\b"),
        // Whose words they are.
        (2, Told, 1, r"\b(?:[Oo]ur|[Ww]e|[Uu]s)\b"),
        (3, Told, 1, r"\b(?:\p{Ll}+|[,;]) the (?:Council|Authority)\b"),
        (2, Told, 2, r"[\p{Ll},’'] Children.s (?:Services|Social Care)\b"),
        (1, Told, 1, r"(?i)\btoday\b"),
        (1, Told, 1, r"(?i)\b(?:partners|committed|journey|continue\s+to)\b"),
        (1, Told, 1, r"(?i)\bjudgements?\b"),
        (
            1,
            Told,
            1,
            r"\bILACS\b|(?i:\bframework\b|\binspection\s+(?:took\s+place|was\s+carried\s+out|team)\b)",
        ),
        (-2, Told, 1, r"(?i)\b(?:inspectorate|regulators?)\b"),
        (
            -3,
            Told,
            1,
            r"(?i)\b(?:watchdog|government\s+inspectors|town\s+hall|county\s+hall|kids|scathing|stinging|withering|boss)\b",
        ),
        (
            -2,
            Told,
            2,
            r"(?i)\b(?:ofsted|inspectors|report|inspection|it|they)\s+(?:also\s+|then\s+)?(?:said|says|stated|added|adds|read|reads|warned|noted|concluded)\b|\b(?:said|says|added|stated)\s+(?:the\s+)?(?:ofsted|inspectors|report)\b",
        ),
        (-1, Told, 1, r"\b(?:department|social services)\b"),
        (-1, Told, 1, r"(?i)\b(?:council|authority)\s+(?:said|says|admitted|accepted)\b"),
        (-2, Told, 2, r"(?i)\bhad\b"),
        (-1, Told, 1, r"(?i)\b(?:previous(?:ly)?|last\s+inspection)\b"),
        (-2, Told, 1, r"(?:^|\n|[.]\s+)But\b"),
        (
            -2,
            Text,
            1,
            r"(?i)\b(?:opposition|union|unison|campaigners?|minister|department\s+for\s+education|dfe|shadow|labour\s+group|critics|spokes(?:man|woman|person)|told\s+the|labour|conservatives?|lib(?:eral)?\s+dem\w*)\b",
        ),
    ];
    let sign = |(points, within, often, words): (i32, Within, usize, &str)| Sign {
        points,
        within,
        often,
        words: Regex::new(words).expect("a constant pattern"),
    };
    signs.into_iter().map(sign).collect()
});

/// Council or press.
pub(super) fn sort(
    outline: &Outline,
    parts: &[Part],
    metadata: &Metadata,
    has_byline: bool,
    body: &str,
) -> Sort {
    let line = |at: usize| outline.text.slice(outline.blocks[at].span);
    let address = metadata.address.as_deref().unwrap_or_default().to_lowercase();
    let host = address.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    let site = metadata.site.as_deref().unwrap_or_default().to_lowercase();
    if host.ends_with(".gov.uk") || host.contains("council") || site.contains("council") {
        return Sort::PressRelease;
    }
    let first = |wanted: Part| parts.iter().position(|part| *part == wanted).map_or("", line);
    let (opening, headline) = (first(Part::Body), without_calls(first(Part::Headline)));
    let spoken = Spoken::of(body);
    let told_first = without_calls(&Spoken::of(opening).outside);
    let found = |sign: &Sign| {
        let count = |text: &str| sign.words.find_iter(text).take(sign.often).count();
        let count = match sign.within {
            Within::Page => (0..parts.len()).map(|at| count(line(at))).sum(),
            Within::Headline => count(&headline),
            Within::Opening => count(&told_first),
            Within::Told => count(&spoken.outside),
            Within::Quoted => count(&spoken.within),
            Within::Text => count(body),
        };
        count >= sign.often
    };
    let words: i32 = SIGNS.iter().filter(|sign| found(sign)).map(|sign| sign.points).sum();
    // Councils print their own roles with capitals, newspapers do not.
    static CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{Ll},]\s(?:(?:Cabinet|Executive|Lead) (?:Member|Councillor)|Portfolio Holder|Deputy Leader|Leader of|(?:Corporate |Executive |Strategic |Interim )?Director,? (?:of|for)|Chief Executive(?: of|,)|Chair of)\b")
            .expect("a constant pattern")
    });
    static SMALL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:(?:cabinet|executive|lead) (?:member|councillor)|portfolio holder|(?:deputy |council )leader|(?:corporate |executive |strategic |interim )?director (?:of|for)|chief executive)\b")
            .expect("a constant pattern")
    });
    let (capitals, small) = (CAPITALS.is_match(&spoken.outside), SMALL.is_match(&spoken.outside));
    let signs = [
        // Without a sign for the press a text is a council's.
        (2, true),
        (1, capitals && !small),
        (-4, small && !capitals),
        (-3, opens_in_capitals(opening)),
        (-4, has_byline),
        (-3, spoken.scraps >= MANY_SCRAPS),
        (-3, !site.is_empty()),
        (-2, !host.is_empty()),
        (-2, metadata.author.is_some()),
    ];
    let points = words + signs.iter().filter(|(_, seen)| *seen).map(|(points, _)| points).sum::<i32>();
    if points > 0 { Sort::PressRelease } else { Sort::NewsArticle }
}

/// Newspapers quote in scraps.
const MANY_SCRAPS: usize = 3;

/// "Told that it must improve" is no praise.
fn without_calls(text: &str) -> String {
    static TO_IMPROVE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:requir\w+|needs?|must|call(?:s|ed)\s+for|told\s+to|room\s+for|further)\s+improve\w*",
        )
        .expect("a constant pattern")
    });
    TO_IMPROVE.replace_all(text, " ").into_owned()
}

/// Newspapers set the first word of a story in capitals.
fn opens_in_capitals(first: &str) -> bool {
    let word = first.split_whitespace().next().unwrap_or_default();
    word.len() >= 4 && word != "OFSTED" && word.chars().all(char::is_uppercase)
}

/// A text parted by its quotation marks.
struct Spoken {
    outside: String,
    within: String,
    /// Quotations of a few words.
    scraps: usize,
}

impl Spoken {
    fn of(text: &str) -> Self {
        const FEW_WORDS: usize = 8;
        let lines: Vec<&str> = text.lines().collect();
        let mut outside: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        let mut within: Vec<&str> = Vec::new();
        for marked in marks::find(&lines).marked.into_iter().rev() {
            within.push(&lines[marked.paragraph][marked.inner]);
            outside[marked.paragraph].replace_range(marked.outer, " ");
        }
        let scrap = |words: &&&str| (2..FEW_WORDS).contains(&words.split_whitespace().count());
        Spoken {
            outside: outside.join("\n"),
            scraps: within.iter().filter(scrap).count(),
            within: within.join("\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_and_outside_marks() {
        let spoken = Spoken::of(
            "It was ‘far too slow’, she said.\n“We are proud of all our staff here, and of the report.”",
        );
        assert_eq!(spoken.scraps, 1);
        assert!(!spoken.outside.contains("proud") && spoken.within.contains("proud"));
    }

    #[test]
    fn the_first_word_in_capitals() {
        assert!(opens_in_capitals("CHILDREN in the county"));
        assert!(!opens_in_capitals("OFSTED has published"));
        assert!(!opens_in_capitals("Children in the county"));
    }
}
