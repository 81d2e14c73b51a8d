//! Names of people in running text.
//!
//! Knows titles, given names, and capitalised words that are nobody's name. Knows nothing of roles.

use crate::authorities::mentioned;
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A name in running text: all of it with its title, and the name alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub range: Range<usize>,
    pub bare: Range<usize>,
    pub title: Option<String>,
}

const TITLES: &[&str] = &[
    "cllr",
    "cllrs",
    "councillor",
    "councillors",
    "coun",
    "cr",
    "cllor",
    "clr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "prof",
    "professor",
    "rev",
    "reverend",
    "alderman",
    "ald",
];

/// Titles that only members of a council bear.
pub(super) const COUNCIL_TITLES: &[&str] =
    &["cllr", "cllrs", "councillor", "councillors", "coun", "cr", "cllor", "clr", "alderman", "ald"];

const PARTICLES: &[&str] =
    &["de", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "di", "da", "du", "ap", "st"];

/// Capitalised words that stand beside names and are no part of them.
static NO_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
     a an the and or but in on at to for of from with by as if it its he she they we i our their his her \
     this that these those there however meanwhile yesterday today earlier later now then since after \
     before following speaking responding commenting welcoming although while when where what who why how \
     overall also despite during both many most some all last next new former interim acting independent \
     joint deputy assistant associate senior principal executive strategic corporate chief head lead \
     leader leaders member members cabinet portfolio holder director directors officer officers manager \
     managers mayor chair chairman chairwoman chairperson spokesman spokeswoman spokesperson minister \
     secretary state commissioner inspector inspectors inspectorate inspection hmi mp mps obe mbe cbe \
     ofsted cqc hmicfrs dfe nhs bbc sky itv send lga adcs basw unison unite gmb neu nspcc children child \
     young people family families adult adults education social care work worker workers services service \
     safeguarding early help learning skills schools school academy college health housing public \
     community communities inclusion council councils county city borough district metropolitan royal \
     london north south east west greater england english british uk government department board \
     committee trust partnership association union group party labour conservative conservatives tory \
     tories liberal democrat democrats lib dem dems green greens reform ukip opposition shadow police \
     fire crime hospital university charity foundation society report letter framework act bill review \
     plan strategy january february march april may june july august september october november december \
     monday tuesday wednesday thursday friday saturday sunday majesty majesty's majesty’s national local \
     authority regional honourable rt hon parent parents carer carers foster home house street road hall centre signs \
     safety front door hub team teams response outstanding good inadequate requires improvement journal \
     magazine news post times live radio echo gazette daily evening argus express herald mail telegraph observer \
     chronicle guardian lgc cyp reporting democracy no not yes thank thanks photo \
     picture image right left quality commission"
        .split_whitespace()
        .collect()
});

/// Given names common in Britain: before a place's name they show that a person is meant.
static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
     adam alan alex alice alison amanda amy andrea andrew andy angela ann anna anne anthony barbara ben \
     bob brian bridget carol caroline carolyn catherine charles charlotte chris christine christopher \
     claire clare colin craig daniel darren dave david dawn deborah debbie denise diane donna doug edward \
     elaine elizabeth emily emma eric fiona frances frank gareth gary geoff george gill gillian glen \
     graham grant greg hannah harry heather helen ian jack jackie jacqueline james jamie jan jane janet \
     janice jason jean jenny jennifer jeremy jill jim jo joan joanna joanne joe john jonathan joseph joy \
     judith julia julie karen kate katherine kathryn kathy katie keith kelly ken kevin kim laura lauren \
     lee lesley lisa liz louise lucy lynn lynne malcolm margaret maria marie marion mark martin mary matt \
     matthew maureen megan melanie michael michelle mick mike nadia natalie neil nicholas nick nicola \
     nigel olivia pam pamela pat patricia patrick paul paula pauline penny peter phil philip rachel ray \
     rebecca richard rob robert robin roger rosemary ruth ryan sally sam samantha sandra sara sarah \
     sharon sheila shirley simon sophie stephanie stephen steve steven stuart sue susan suzanne teresa \
     theresa thomas tim timothy tina tom tony tracey tracy trevor valerie vanessa vicky victoria wendy \
     will william yvonne zoe"
        .split_whitespace()
        .collect()
});

/// Words after capitalised ones that make them the name of a body.
static BODIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "council children children's children’s trust county city borough district school academy college hospital police university \
     partnership board house hall street road centre journal magazine post times live radio news hub committee association"
        .split_whitespace()
        .collect()
});

/// No name has more words.
const LONGEST_NAME: usize = 4;

static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}][\p{L}'’-]*\.?").expect("a constant pattern"));

/// All names of people in `text`: a title and a word, or two words and more.
pub(super) fn names(text: &str) -> Vec<Name> {
    let places: Vec<Range<usize>> = mentioned(text).into_iter().map(|(range, _)| range).collect();
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut title: Option<Range<usize>> = None;
    let mut ended: Option<usize> = None;
    for hit in WORD.find_iter(text) {
        let range = trimmed(text, hit.range());
        let word = &text[range.clone()];
        let near = ended.is_none_or(|end| matches!(&text[end..range.start], " " | ". " | "\u{a0}"));
        let lower = word.trim_end_matches('.').to_lowercase();
        if !near {
            close(text, &mut run, &mut title, &mut found);
        }
        let capital = word.starts_with(char::is_uppercase);
        let initial = word.trim_end_matches('.').chars().count() == 1 && capital;
        let sentence_end = hit.as_str().ends_with('.') && !initial && !TITLES.contains(&lower.as_str());
        if TITLES.contains(&lower.as_str()) && (capital || lower == "cllr" || lower == "councillor") {
            close(text, &mut run, &mut title, &mut found);
            title = Some(range.clone());
        } else if (PARTICLES.contains(&lower.as_str()) && !capital && !run.is_empty())
            || (capital && is_name_word(word, &lower, &range, &places, &run, text, title.is_some()))
        {
            run.push(range.clone());
        } else {
            if capital && near && title.is_none() && BODIES.contains(lower.as_str()) {
                run.clear();
            }
            close(text, &mut run, &mut title, &mut found);
        }
        ended = Some(hit.end().min(range.end + usize::from(initial && hit.as_str().ends_with('.'))));
        if sentence_end || range.end < hit.end() && !initial {
            let possessive = !sentence_end;
            close(text, &mut run, &mut title, &mut found);
            if possessive {
                ended = Some(hit.end());
            }
        }
    }
    close(text, &mut run, &mut title, &mut found);
    found
}

/// A word without a possessive ending or a stop.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let word = &text[range.clone()];
    let bare = word.trim_end_matches('.');
    let bare = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s")).unwrap_or(bare);
    let bare = bare.trim_end_matches(['’', '\'', '-']);
    range.start..range.start + bare.len()
}

fn is_name_word(
    word: &str,
    lower: &str,
    range: &Range<usize>,
    places: &[Range<usize>],
    run: &[Range<usize>],
    text: &str,
    titled: bool,
) -> bool {
    let all_capitals = word.chars().count() > 2 && !word.chars().any(char::is_lowercase);
    let initial = word.chars().count() == 1 && text[range.end..].starts_with('.');
    if (NO_NAMES.contains(lower) && !initial) || all_capitals || run.len() >= LONGEST_NAME {
        // "May" and "Will" are given names where another follows, but too often months and verbs.
        return false;
    }
    let place = places.iter().any(|place| place.start <= range.start && range.end <= place.end);
    if !place {
        return true;
    }
    let given = run.len() == 1 && GIVEN.contains(text[run[0].clone()].to_lowercase().as_str());
    titled || given
}

fn close(text: &str, run: &mut Vec<Range<usize>>, title: &mut Option<Range<usize>>, found: &mut Vec<Name>) {
    while run.last().is_some_and(|word| text[word.clone()].starts_with(char::is_lowercase)) {
        run.pop();
    }
    if let (Some(first), Some(last)) = (run.first(), run.last())
        && (run.len() >= 2 || title.is_some() || is_public(text, first, last.end))
    {
        let bare = first.start..last.end;
        let start = title.as_ref().map_or(bare.start, |title| title.start);
        let title = title.as_ref().map(|title| text[title.clone()].trim_end_matches('.').to_owned());
        found.push(Name { range: start..bare.end, bare, title });
    }
    run.clear();
    *title = None;
}

/// "Jasmine, 19, who left care", "Angela, whose daughter": only members of the public are told by their
/// age or given name alone.
pub(super) fn is_public(text: &str, first: &Range<usize>, end: usize) -> bool {
    let given = || GIVEN.contains(text[first.clone()].to_lowercase().as_str());
    let after = &text[end..];
    if given() && [", who ", ", whose ", ", a ", " (not "].iter().any(|words| after.starts_with(words)) {
        return true;
    }
    let Some(after) = after.strip_prefix(", ") else { return false };
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&digits) && after[digits..].starts_with([',', ' ', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Vec<&str> {
        names(text).into_iter().map(|name| &text[name.bare]).collect()
    }

    #[test]
    fn names_stand_apart_from_roles_and_places() {
        assert_eq!(
            bare(
                "Yesterday Councillor Jo Field and Ms Obi met Ada O’Marsh-Lee, Director of Children’s Services."
            ),
            ["Jo Field", "Obi", "Ada O’Marsh-Lee"]
        );
        assert_eq!(
            bare(
                "Cabinet Member for Children Ravi de Souza said Kent County Council and North Yorkshire agreed."
            ),
            ["Ravi de Souza"]
        );
        assert_eq!(
            bare("Mark Bolton visited Bolton. Cllr. A. J. Lee’s plan for West Sussex."),
            ["Mark Bolton", "A. J. Lee"]
        );
        assert_eq!(bare("Ofsted’s Chief Inspector said Social Workers in Leeds act."), [] as [&str; 0]);
    }
}
