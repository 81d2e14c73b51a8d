//! Whether a text is a press text at all, which sort, whose, and whether it is about a local authority.
//!
//! Knows the marks of press releases, articles, letters, sign-up walls. Knows nothing of what was found.

use super::parts::Part;
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

/// Signs of a council's own news.
static RELEASE: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^(?:notes? (?:to|for) (?:the )?editors?|-*\s*ends\s*-*$|press (?:office|contact|release)|media (?:contact|enquir|release)|for (?:more|further) information)",
        r"(?i)\b(?:news\s*room|(?:press|news|media) release|latest news from the council)\b",
        r"(?i)^published:?\s[^:]*$|^date published:|^(?:date )?released?(?: date)?\b[:\s-]",
        r"(?i)\b(?:read|view|see|find|download|available) (?:the )?(?:full )?(?:ofsted )?(?:report|letter)\b",
    ])
    .expect("constant patterns")
});

/// Signs of a newspaper, magazine or broadcaster.
static ARTICLE: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^by \p{L}+ \p{L}+|\b(?:local democracy reporter|reporter|correspondent|news editor)\b",
        r"(?i)\b(?:local democracy reporting service|told (?:the )?(?:bbc|ldrs|press association|guardian|community care|cyp now|[a-z]+ live|post|echo|mail))\b",
        r"(?i)\bcomments are closed\b|\bsubscribe\b|\bmore from\b|\bnewsletters?\b|\bmembership\b",
        r"(?i)\b(?:has been|was|have been|were) (?:contacted|approached|asked) (?:for|to) comment\b|\bdeclined to comment\b",
        r"(?i)\ba (?:council |spokes)?\s?spokes(?:man|woman|person)\b|\bspokes(?:man|woman|person) (?:for|said)\b",
        r"(?i)\b(?:community care|cyp now|children & young people now|the guardian|bbc news|local government chronicle|the mj)\b",
        r"(?i)^(?:read more|related|most read|advertisement|have your say)\b",
        r"(?i)\b(?:picture|photo|image)s?\s*(?:by|:|credit)|\(image:",
        r"(?i)\b(?:watchdog|damning|slammed|blasted|shake-?up|bosses|chiefs)\b",
        r"(?i)^hide ad$|\bimage (?:source|caption)\b|\bpa media\b|\bgetty images\b|^skip to .{0,30}$|^register (?:now )?to\b",
        r"(?i)^[-•\s]*published$|^at a glance$|^posted (?:on|by)\b|\b\d{1,2}:\d\d\b",
        r"\b\d{1,2}[:.]\d\d ?(?:am|pm)?,? ?(?:BST|GMT)\b|^By \p{Lu}\p{Ll}+ \p{Lu}|\d{4},? By \p{Lu}\p{Ll}+ \p{Lu}",
        r"^(?:An?|One|Two) (?:\p{Ll}+ ){0,3}(?:council|local authority|children.s services|children.s social care)\b",
        r"\b(?:Mr|Mrs|Ms|Miss) \p{Lu}\p{Ll}+",
    ])
    .expect("constant patterns")
});

/// Providers that are not local authorities.
static PROVIDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:primary\s+school|secondary\s+school|high\s+school|grammar\s+school|infant\s+school|junior\s+school|schools?|academy|academies|nursery|nurseries|pre-?school|childminders?|college|sixth\s+form|pupils?|head\s?teacher|care\s+home|nursing\s+home|residential\s+home|children.s\s+home|residents|hospital|surgery|students?|early\s+years)\b")
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

/// Council or press: each sign is a point.
fn sort(outline: &Outline, parts: &[Part], metadata: &Metadata, has_byline: bool, body: &str) -> Sort {
    let line = |at: usize| outline.text.slice(outline.blocks[at].span);
    let seen = |signs: &RegexSet| {
        let mut seen = vec![false; signs.len()];
        for at in 0..parts.len() {
            signs.matches(line(at)).into_iter().for_each(|sign| seen[sign] = true);
        }
        seen.into_iter().filter(|sign| *sign).count() as i32
    };
    let address = metadata.address.as_deref().unwrap_or_default().to_lowercase();
    let host = address.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    let site = metadata.site.as_deref().unwrap_or_default().to_lowercase();
    if host.ends_with(".gov.uk") || host.contains("council") || site.contains("council") {
        return Sort::PressRelease;
    }
    static OUR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(?:[Oo]ur|[Ww]e|[Uu]s)\b").expect("a constant pattern"));
    static GLAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:praise[ds]?|praising|welcome[sd]?|celebrat\w+|commend\w+|recognise[sd]?|recognition|positive|proud|glowing|thumbs\s+up|success|strong|strength\w*|improv\w+|outstanding)\b").expect("a constant pattern")
    });
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:opposition|union|unison|campaigners?|minister|department\s+for\s+education|dfe|shadow|labour\s+group|critics|spokes(?:man|woman|person)|told\s+the|labour|conservatives?|lib(?:eral)?\s+dem\w*)\b").expect("a constant pattern")
    });
    let headline = parts.iter().position(|part| *part == Part::Headline).map_or("", line);
    let first = parts.iter().position(|part| *part == Part::Body).map_or("", line);
    static HEADLINE_BAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:inadequate|failing|fail(?:s|ed|ures?)?|damning|drop|decline|criticis\w+|slam\w*|concerns?|risk|unsafe|serious|poor|worst|takeover|intervention|overhaul)\b|(?:^|[\s(])[‘“'\x22]\w").expect("a constant pattern")
    });
    static ATTRIBUTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i),\s+(?:ofsted|inspectors|the\s+watchdog|a\s+report|according\s+to|it\s+has\s+(?:been|emerged))\b[^.]{0,60}\.$").expect("a constant pattern")
    });
    // "Told that it must improve" is no praise.
    static TO_IMPROVE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:requir\w+|needs?|must|call(?:s|ed)\s+for|told\s+to|room\s+for|further)\s+improve\w*",
        )
        .expect("a constant pattern")
    });
    let narrative = TO_IMPROVE.replace_all(&outside_marks(first), " ").into_owned();
    let headline = TO_IMPROVE.replace_all(headline, " ");
    let news = seen(&ARTICLE) * 2
        + i32::from(opens_in_capitals(first)) * 3
        + i32::from(has_byline) * 4
        + i32::from(HEADLINE_BAD.is_match(&headline)) * 2
        + i32::from(ATTRIBUTED.is_match(first)) * 2
        + i32::from(OTHERS.is_match(body)) * 2
        + i32::from(!site.is_empty()) * 3
        + i32::from(!host.is_empty()) * 2
        + i32::from(metadata.author.is_some()) * 2;
    // Councils print their own roles and themselves with capitals, newspapers do not.
    static CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[\p{Ll},]\s(?:(?:Cabinet|Executive|Lead) (?:Member|Councillor)|Portfolio Holder|Deputy Leader|Leader of|(?:Corporate |Executive |Strategic |Interim )?Director,? (?:of|for)|Chief Executive(?: of|,)|Chair of)\b")
            .expect("a constant pattern")
    });
    static SMALL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:(?:cabinet|executive|lead) (?:member|councillor)|portfolio holder|(?:deputy |council )leader|(?:corporate |executive |strategic |interim )?director (?:of|for)|chief executive)\b")
            .expect("a constant pattern")
    });
    static THE_COUNCIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:\p{Ll}+|[,;]) the (?:Council|Authority)\b").expect("a constant pattern")
    });
    let told = outside_marks(body);
    let (capitals, small) = (CAPITALS.is_match(&told), SMALL.is_match(&told));
    // Newspapers dwell on faults and look for another word for Ofsted; councils do neither.
    static FAULT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:however|but|too\s+(?:many|few|long|late|often|slow\w*)|weak\w*|poor|inconsistent|not\s+(?:all|enough|always)|fail\w*|criticis\w*|slip(?:s|ped)?|drift|fault\w*|short\s+of|uneven|lack\w*|worse|harm|still)\b").expect("a constant pattern")
    });
    static OTHER_WORD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\b(?:inspectorate|regulators?)\b").expect("a constant pattern"));
    let faults = FAULT.find_iter(&told).count();
    let news = news
        + i32::from(small && !capitals) * 3
        + i32::from(faults >= MANY_FAULTS) * 2
        + i32::from(OTHER_WORD.is_match(&told)) * 2;
    // "Councillor Jo Field said:" with the words on lines of their own.
    let speech_below = parts
        .iter()
        .enumerate()
        .any(|(at, part)| *part == Part::Body && SAID_BELOW.is_match(line(at).trim_end()));
    let council = i32::from(capitals && !small) * 3
        + i32::from(speech_below) * 2
        + i32::from(THE_COUNCIL.is_match(&told)) * 2
        + seen(&RELEASE) * 3
        + i32::from(GLAD.is_match(&headline)) * 3
        + i32::from(GLAD.is_match(&narrative)) * 2
        + i32::from(OUR.is_match(&told)) * 2
        + i32::from(!OTHERS.is_match(body)) * 2;
    if council > news { Sort::PressRelease } else { Sort::NewsArticle }
}

/// A text with so many words of fault outside quotations dwells on them.
const MANY_FAULTS: usize = 3;

static SAID_BELOW: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:said|added|commented|says)\s*:$").expect("a constant pattern"));

/// Newspapers set the first word of a story in capitals.
fn opens_in_capitals(first: &str) -> bool {
    let word = first.split_whitespace().next().unwrap_or_default();
    word.len() >= 4 && word != "OFSTED" && word.chars().all(char::is_uppercase)
}

/// Words outside quotation marks.
fn outside_marks(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut outside: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
    for marked in super::marks::find(&lines).marked.into_iter().rev() {
        outside[marked.paragraph].replace_range(marked.outer, " ");
    }
    outside.join("\n")
}
