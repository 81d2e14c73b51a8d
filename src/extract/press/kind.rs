//! Whether a text is a press text at all, which sort, whose, and whether it is about a local authority.
//!
//! Knows the marks of letters, sign-up walls, other providers. Knows nothing of what was found.

use super::parts::Part;
use super::sort::sort;
use crate::error::{Warning, WarningCode};
use crate::layout::Outline;
use crate::read::Metadata;
use crate::record::Issuer;
use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// The sort of press text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    PressRelease,
    NewsArticle,
}

impl Sort {
    /// The id of its document type.
    pub fn id(self) -> &'static str {
        match self {
            Sort::PressRelease => "press-release",
            Sort::NewsArticle => "news-article",
        }
    }

    /// Who issues it.
    pub fn issuer(self) -> Issuer {
        match self {
            Sort::PressRelease => Issuer::LocalAuthority,
            Sort::NewsArticle => Issuer::Press,
        }
    }
}

/// A text with fewer words in its body holds no story.
const SHORTEST_STORY: usize = 40;

/// How many of [`OFFICIAL`], from the first, only letters have.
const LETTER_SIGNS: usize = 3;

/// Lines of the inspectorate's own letters and reports.
static OFFICIAL: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^dear\s+\p{L}",
        r"(?i)^yours\s+(?:sincerely|faithfully)",
        r"(?i)\bthis letter summarises the (?:main )?findings\b|\bthis letter (?:outlines|contains|sets out)\b",
        r"(?i)^(?:her|his) majesty.s inspector",
        r"(?i)^piccadilly gate\b|^store street\b|\benquiries@ofsted\b",
        r"(?i)^lead inspector\s*:|^inspection dates?\s*:|^the inspection team$",
        r"(?i)^what (?:needs|does .{0,40}need) to (?:improve|do better)\b",
        r"(?i)^(?:headline findings|main findings|inspection judgements?|about this inspection|inspection outcome|executive summary|areas? for (?:improvement|priority action|development))$",
        r"(?i)^(?:what is it like to be a child|next steps|local area partnership)",
        r"(?i)\bthe office for standards in education, children.s services and skills \(ofsted\) regulates\b",
    ])
    .expect("constant patterns")
});

/// Providers that are not local authorities.
static PROVIDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:primary\s+school|secondary\s+school|high\s+school|grammar\s+school|infant\s+school|junior\s+school|schools?|academy|academies|nursery|nurseries|pre-?school|childminders?|college|sixth\s+form|pupils?|head\s?teacher|care\s+home|nursing\s+home|residential\s+home|children.s\s+home|residents|children.s\s+cent(?:re|er)s?|hospital|surgery|students?|early\s+years)\b")
        .expect("a constant pattern")
});

/// What a local authority is inspected for.
static SERVICES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:children.s\s+(?:services|social\s+(?:care|services|work)|department|trust)|child\s+protection|social\s+work\w*|safeguarding|looked[\s-]after|children\s+in\s+care|care\s+leavers|local\s+authorit\w+|",
        r"contact,?\s+referral|front\s+door|SEND|special\s+educational\s+needs|early\s+help|fostering|adoption|child\s+sexual\s+exploitation|section\s+138|children\s+in\s+need|vulnerable\s+children)\b"
    ))
    .expect("a constant pattern")
});

static INSPECTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ofsted|inspect\w*|hmi|watchdog|cqc)\b").expect("a constant pattern")
});

static WALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:subscribe\s+(?:now|today|to\s+(?:read|continue|unlock|get))|to\s+(?:continue|keep)\s+reading|continue\s+reading|sign\s+(?:in|up)\s+to\s+(?:read|continue|view)|log\s+in\s+to\s+(?:read|continue|view)|register\s+(?:for\s+free\s+)?to\s+(?:read|continue|view)|",
        r"(?:this|the)\s+(?:article|content|story|page)\s+is\s+(?:for|only|available|exclusive|free)|subscribers?\s+only|members?\s+only|already\s+a\s+(?:subscriber|member)|you\s+have\s+(?:reached|read)\s+(?:your|all)|unlock\s+(?:this|full|unlimited))"
    ))
    .expect("a constant pattern")
});

/// What the whole text is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Nature {
    /// A press text about a local authority's inspection.
    Press(Sort),
    /// A press text about something else: a school, a care home, no inspection.
    OutOfScope(Sort, Warning),
    /// Nothing but a wall to sign up at, or too little to tell.
    Wall(Warning),
    /// None of the press.
    Other,
}

/// Tells what a text is.
pub(super) fn nature(outline: &Outline, parts: &[Part], metadata: &Metadata, has_byline: bool) -> Nature {
    let line = |at: usize| outline.text.slice(outline.blocks[at].span);
    let official: u32 = {
        let mut seen = vec![false; OFFICIAL.len()];
        for at in 0..parts.len() {
            OFFICIAL.matches(line(at)).into_iter().for_each(|sign| seen[sign] = true);
        }
        // A salutation, a close or "this letter summarises" is enough alone.
        seen.into_iter()
            .enumerate()
            .filter(|(_, seen)| *seen)
            .map(|(sign, _)| if sign < LETTER_SIGNS { 2 } else { 1 })
            .sum()
    };
    if official >= 2 {
        return Nature::Other;
    }
    let of = |wanted: &[Part]| {
        (0..parts.len()).filter(|at| wanted.contains(&parts[*at])).map(line).collect::<Vec<_>>().join("\n")
    };
    let body = of(&[Part::Headline, Part::Standfirst, Part::Body, Part::Crosshead, Part::Notes]);
    let words = of(&[Part::Body]).split_whitespace().count();
    let all: String = (0..parts.len()).map(|at| line(at).to_owned() + "\n").collect();
    if words < SHORTEST_STORY && WALL.is_match(&all) {
        let message = "only a wall to sign up or sign in at was saved, not the text behind it; save the page while signed in";
        return Nature::Wall(Warning::new(WarningCode::SignUpWall, message));
    }
    if !INSPECTION.is_match(&body) && !SERVICES.is_match(&body) {
        return Nature::Other;
    }
    let sort = sort(outline, parts, metadata, has_byline, &body);
    match out_of_scope(&body, &of(&[Part::Headline]), &of(&[Part::Headline, Part::Standfirst])) {
        Some(what) => {
            let message = format!(
                "about {what}, not about a local authority's inspection; nothing of it is read as one"
            );
            Nature::OutOfScope(sort, Warning::new(WarningCode::OutOfScope, message))
        }
        None => Nature::Press(sort),
    }
}

/// What a text is about, if not a local authority's children's services.
fn out_of_scope(body: &str, headline: &str, head: &str) -> Option<&'static str> {
    if !INSPECTION.is_match(body) {
        return Some("no inspection");
    }
    let providers = PROVIDER.find_iter(body).count();
    let services = SERVICES.find_iter(body).count();
    let in_headline = PROVIDER.is_match(headline) && !SERVICES.is_match(head);
    let provider = services * 3 < providers || in_headline && services < providers;
    match provider && providers >= 2 {
        true if CARE_HOME.find_iter(body).count() * 2 >= providers => {
            Some("a care home or another provider of care")
        }
        true => Some("a school, nursery or college"),
        false if services == 0 && !(providers == 0 && tells_of_council(body)) => {
            Some("something else than children's services")
        }
        false => None,
    }
}

/// A council, children and Ofsted: a cut-off article need not name the service.
fn tells_of_council(body: &str) -> bool {
    static ALL: LazyLock<RegexSet> = LazyLock::new(|| {
        RegexSet::new([
            r"(?i)\bofsted\b",
            r"(?i:\b(?:councils?|councillors?|local\s+authority|borough)\b)|\bCC\b",
            r"(?i)\b(?:child(?:ren)?|families|young\s+people)\b",
        ])
        .expect("constant patterns")
    });
    ALL.matches(body).iter().count() == ALL.len()
}

static CARE_HOME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:care|nursing|residential|children.s)\s+homes?\b|\bresidents\b|\bhospital\b|\bsurgery\b",
    )
    .expect("a constant pattern")
});
