//! Which blocks of a page are its headline, dateline, body, cross-headings, and which stand around it.
//!
//! Knows how press pages are laid out in words: share bars, boxes to subscribe, captions, teasers of other
//! stories, notes to editors. Knows nothing of who speaks or of what inspectors found.

use crate::layout::{BlockKind, Outline};
use regex::{Regex, RegexSet};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a block is to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Headline,
    /// The summary under the headline.
    Standfirst,
    /// Short lines at the head: date, author, place.
    Dateline,
    Body,
    /// A heading within the body.
    Crosshead,
    Caption,
    /// Notes to editors: about the text, not of it.
    Notes,
    /// Share bars, boxes to subscribe, other stories.
    Clutter,
}

/// The longest line, in characters, that may be part of a dateline.
const LONGEST_DATELINE: usize = 90;

/// A body paragraph has at least this many words.
const SHORTEST_PARAGRAPH: usize = 12;

/// A dateline may stand this many blocks below the first paragraph, where that is a summary.
const LATE_DATELINE: usize = 4;

/// No line that stands around a text is longer, in characters.
const LONGEST_CLUTTER: usize = 420;

/// No head of a page has more lines than this.
const LONGEST_HEAD: usize = 14;

/// Lines that stand around any text, whole or by how they begin.
static CLUTTER: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^(share|tweet|print|email|like|save|copy link|follow|comments?|advertisement|subscribe|register|sign in|log ?in|menu|search|home|news|tags?|topics?|close|back to top|skip to (main )?content|gift this article|show comments|read next|listen|play|loading)[\s.:!|»›>]*$",
        r"(?i)^(share|print|email|bookmark|tweet|like) (this|on|via|with|by|to)\b.{0,60}$",
        r"(?i)^(read|see|watch|find out|learn|discover) (more|also|next|now)\b[:\s].{0,160}$|^read more$|^see more$",
        r"(?i)^(more|latest|top|popular|recommended|related|trending|other|recent) (from|on|news|stories|articles|headlines|content|links|posts|reading|jobs)\b[^.]{0,80}$",
        r"(?i)^(related|recommended|you may also like|you might also like|most read|most viewed|most popular|also in the news|in other news|don.t miss|editor.s picks?|promoted|sponsored|trending|what to read next|up next|around the web)\b[^.]{0,60}$",
        r"(?i)^(follow|like|join|find) us\b.{0,160}$|^follow .{0,40} on (twitter|facebook|x|instagram|linkedin|bluesky|whatsapp)\b.{0,80}$",
        r"(?i)^(sign up|subscribe|register|log in|sign in)\b[^.]{0,100}\b(newsletters?|e-?mails?|bulletin|alerts|updates|free|today|now|here|membership|account|inbox|continue)\b[^.]{0,120}[.!]?$",
        r"(?i)^(get|join|become|start|try)\b[^.]{0,100}\b(newsletters?|e-?mails?|bulletin|alerts|membership|subscriber|inbox|whatsapp|free trial)\b[^.]{0,120}[.!]?$",
        r"(?i)\b(this site|this website|we|our website) uses? (essential )?cookies\b|\bcookie (policy|settings|preferences)\b|^(accept|reject|manage) (all )?(additional )?(cookies|preferences)\b|\bprivacy (policy|notice)\b.{0,60}$",
        r"(?i)^comments are (now )?(closed|off|disabled).{0,20}$|^(\d+|no|leave a|post a|view|add a) comments?.{0,40}$|^have your say.{0,80}$|^be the first to comment.{0,40}$",
        r"(?i)^(from )?£\d+(\.\d\d)?\s*(/|per|a)\s*(month|year|week).{0,40}$|^unlimited access\b.{0,120}$|^(latest|archive of|themed|access to|exclusive|print|digital|weekly)\b.{0,30}\b(issues?|articles?|editions?|supplements?|hubs?|membership|archive|newsletters?)\b.{0,30}$",
        r"(?i)\b(digital|print) (membership|subscription|magazine|edition)s?$|^.{0,30} magazine$|^already (a )?(subscriber|member|registered).{0,60}$",
        r"(?i)^(to continue reading|continue reading|you have reached|this (article|content) is (for|only)|you.ve read|register (now )?to|sign in to|log in to|subscribe to).{0,160}$",
        r"(?i)^(©|\(c\)|copyright\b|all rights reserved).{0,160}$|^(terms|terms and conditions|privacy|contact us|about us|accessibility|sitemap|cookies)$",
        r"(?i)^(was this (page|article) (helpful|useful)|is this page useful|rate this|report a problem|give feedback|tell us what you think|is there anything wrong).{0,80}$",
        r"(?i)^(download|listen to|watch) (our|the) .{0,60}(app|podcast|video|show)\b.{0,60}$|^(video|audio|gallery|podcast|watch|listen):.{0,160}$",
        r"(?i)^(last |page |content )?(updated|modified|reviewed|edited)( on| at|:)?\s.{0,60}$",
        r"(?i)^\d+ (min(ute)?s?)( read)?$|^\d+ (shares?|likes?|views?|comments?|hours? ago|days? ago|mins? ago)$|^(facebook|twitter|x|whatsapp|linkedin|instagram|pinterest|reddit|messenger|youtube|email|tiktok|bluesky|threads)( share)?$",
        r"(?i)\b(click here|email|e-mail|send) .{0,50}(newsletter|story|stories|news desk|newsdesk|tip).{0,80}$|^got a story\b.{0,120}$|^do you have a story\b.{0,120}$",
        r"(?i)\byour browser\b|\bbrowser (preferences|settings|appears)\b|\benable (cookies|javascript)\b|^we.ll assume\b.{0,160}$|\b(newer version or|upgrade your|update your) (another )?browser\b",
        r"(?i)^(accessibility )?skip to\b.{0,60}$|^hide ad$|^(stay up to date with|notifications can be|get our|i would like to be emailed|your (support|donation|contribution|subscription) (helps|allows|makes|keeps|supports)|thank you for visiting|what.s included$|free access to|tell us which stories|get in touch$)\b.{0,400}$",
        r"(?i)^[\W]*published\s?\d{1,2} \p{L}+ (19|20)\d\d$",
        r"(?i)^you are here\b.{0,160}$|^(home|news)\s*([|>›»/]|chevron_right).{0,160}$|^play all audios\b.{0,20}$|^(visit|watch) .{0,40}\b(shots!|freeview)|^and live on freeview",
        r"^[\W\d_]*$",
    ])
    .expect("constant patterns")
});

/// After one of these, nothing of the text follows.
static TAIL: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^(related|recommended|similar|other|latest|more|popular|recent|top|trending)\s+(stories|articles|news|content|posts|links|reading|headlines|from|on this)\b.{0,60}$",
        r"(?i)^(you may also like|you might also like|most read|most viewed|most popular|also in the news|in other news|read next|what to read next|up next|around the web|more on this story|more like this|editor.s picks?|don.t miss)\b.{0,60}$",
        r"(?i)^comments are (now )?(closed|off|disabled).{0,20}$|^(leave a|post a|add a) (comment|reply).{0,40}$|^\d+ comments?$|^comments( \(\d+\))?$|^\d+ (responses|thoughts|replies) (to|on)\b.{0,120}$|^have your say$",
        r"(?i)^(get|sign up|subscribe).{0,60}(newsletter|bulletin)s?$",
        r"(?i)^.{0,40}\b(digital|print) membership$",
    ])
    .expect("constant patterns")
});

/// Captions and credits of pictures.
static CAPTION: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)\b(picture|pictures|photo|photos|photograph|image|images|pic|credit|photo credit|image credit|picture credit|image source|image caption|photographer)( by|:|©)\s?.{0,80}$",
        r"(?i)^(picture|photo|image|pictured|caption|image source|image caption|photo caption)s?[\s,:(].{0,200}$",
        r"(?i)\((picture|photo|image|credit|pic|pictured|stock image|library image|file image)[^)]{0,60}\)\s*$|\b(adobe stock|shutterstock|getty images|alamy|google (maps|street ?view)|istock|pa wire|unsplash|fotolia)\b.{0,40}$",
        r"(?i)image (source|caption),",
        r"(?i)\(?(pictured|picture|photo|image)( (left|right|above|below|centre|center|here|second left|second right))\)?.{0,30}$",
    ])
    .expect("constant patterns")
});

static NOTES: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^(notes?( to| for)? ?(the )?(editors?|newsdesks?)|editor.?s.? notes?|media notes|background( information)?|for (further|more) (information|details)|media (enquiries|contacts?|inquiries)|press (office|contacts?|enquiries)|contact( details)?|further information|contacts?)\b.{0,80}$",
        r"(?i)^-*\s*(ends|end|#\s?#\s?#)\s*-*\.?$",
    ])
    .expect("constant patterns")
});

/// The part that each block of a press text is.
pub(super) fn parts(outline: &Outline) -> Vec<Part> {
    let words = |at: usize| outline.text.slice(outline.blocks[at].span).trim();
    let mut parts = vec![Part::Body; outline.blocks.len()];
    let repeated = repeated(outline);
    let headline = headline(outline);
    let first_paragraph = first_paragraph(outline, headline);
    let (mut tail, mut notes) = (false, false);
    for (at, part) in parts.iter_mut().enumerate() {
        let text = words(at);
        let heading = matches!(outline.blocks[at].kind, BlockKind::Heading(_));
        let short = text.split_whitespace().count() < SHORTEST_PARAGRAPH;
        tail |= at > first_paragraph && TAIL.is_match(text) && !resumes(outline, at);
        notes |= at > first_paragraph && short && NOTES.is_match(text);
        let teaser = at > 0 && short && is_read_more(words(at - 1)) && !text.ends_with('.');
        *part = if Some(at) == headline {
            Part::Headline
        } else if tail || teaser || is_clutter(text) {
            Part::Clutter
        } else if notes {
            Part::Notes
        } else if CAPTION.is_match(text)
            || doubled(text).is_some()
            || at > 0 && words(at - 1).eq_ignore_ascii_case("image caption,")
            || (repeated.contains(&at) && at != first_paragraph)
        {
            Part::Caption
        } else if at < first_paragraph {
            head(text, headline.is_none_or(|headline| at > headline))
        } else if at <= first_paragraph + LATE_DATELINE && super::published::is_dateline(text) {
            Part::Dateline
        } else if heading && !text.ends_with(':') {
            Part::Crosshead
        } else {
            Part::Body
        };
    }
    drop_trailing_scraps(outline, &mut parts);
    parts
}

/// Whether the text goes on after a box of other stories in its midst.
fn resumes(outline: &Outline, at: usize) -> bool {
    let paragraph = |block: &&crate::layout::Block| {
        let text = outline.text.slice(block.span).trim();
        let said = text.ends_with(['.', '”', '"', '’', ':', '?']);
        said && text.split_whitespace().count() >= SHORTEST_PARAGRAPH
            && !matches!(block.kind, BlockKind::Item { .. })
    };
    outline.blocks[at + 1..].iter().take(BLOCKS_AFTER_A_BOX).filter(paragraph).count()
        >= PARAGRAPHS_THAT_RESUME
}

/// So many paragraphs among the next blocks are a text that goes on.
const PARAGRAPHS_THAT_RESUME: usize = 3;
const BLOCKS_AFTER_A_BOX: usize = 5;

/// The line after it names another story.
fn is_read_more(text: &str) -> bool {
    const LINES: &[&str] = &["read more", "read more:", "read next", "see also", "see also:", "related"];
    LINES.contains(&text.to_lowercase().as_str())
}

/// Whether a line stands around any text.
pub(super) fn is_clutter(text: &str) -> bool {
    text.chars().count() < LONGEST_CLUTTER && CLUTTER.is_match(text)
}

/// A line of the head: a short one without a stop is dateline, others sum the text up.
fn head(text: &str, after_headline: bool) -> Part {
    let words = text.split_whitespace().count();
    if text.chars().count() <= LONGEST_DATELINE && words < 10 && !text.ends_with('.') || !after_headline {
        Part::Dateline
    } else {
        Part::Standfirst
    }
}

/// The headline: the first main heading, else the first line that could be one.
fn headline(outline: &Outline) -> Option<usize> {
    let words = |at: usize| outline.text.slice(outline.blocks[at].span).trim();
    let level = |at: usize, wanted: u8| matches!(outline.blocks[at].kind, BlockKind::Heading(level) if level <= wanted);
    let head = 0..outline.blocks.len().min(LONGEST_HEAD);
    let fits = |at: &usize| {
        let count = words(*at).split_whitespace().count();
        (3..=40).contains(&count)
            && !is_clutter(words(*at))
            && !super::published::is_date_line(words(*at))
            && !RELEASE_LINE.is_match(words(*at))
    };
    let plain = |at: &usize| fits(at) && !words(*at).starts_with(['“', '"']);
    let paragraph =
        |at: &usize| words(*at).ends_with('.') && words(*at).split_whitespace().count() >= SHORTEST_PARAGRAPH;
    let before_text = || head.clone().take_while(|at| !paragraph(at));
    // Without a main heading: the first line before the text that tells of an inspection or a council.
    head.clone()
        .find(|at| level(*at, 1) && fits(at) && tells_enough(words(*at)))
        .or_else(|| before_text().filter(plain).find(|at| STORY.is_match(words(*at))))
        .or_else(|| before_text().find(|at| level(*at, 6) && fits(at)))
        .or_else(|| {
            // A text that begins with a long paragraph about an inspection has no headline.
            let long = |at: &usize| paragraph(at) && !is_clutter(words(*at)) && STORY.is_match(words(*at));
            head.clone().find(|at| plain(at) || long(at)).filter(plain)
        })
}

/// "BRACKENSHIRE COUNCIL PRESS RELEASE": what the page is, not what it tells.
static RELEASE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:press|news|media)\s+release\b.{0,40}$|\b(?:press|news|media)\s+release\W*$")
        .expect("a constant pattern")
});

/// Three words that tell of no inspection are hardly a headline: "Home News Article".
fn tells_enough(line: &str) -> bool {
    line.split_whitespace().count() > 3 || STORY.is_match(line)
}

/// Words of a headline about an inspection.
static STORY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:ofsted|inspect\w*|watchdog|child\w*.?s?|council\w*|social\s+(?:work\w*|services|care)|safeguarding|care|rated|ratings?|inadequate|outstanding|requires\s+improvement|school\w*)\b")
        .expect("a constant pattern")
});

/// The first block after the headline that is running text.
fn first_paragraph(outline: &Outline, headline: Option<usize>) -> usize {
    let from = headline.map_or(0, |at| at + 1);
    let blocks = outline.blocks.iter().enumerate().skip(from);
    let mut candidates = blocks.filter(|(_, block)| {
        let text = outline.text.slice(block.span).trim();
        let heading = matches!(block.kind, BlockKind::Heading(_));
        let said = text.ends_with(['.', '”', '"', '’', ':', '?']) || text.starts_with(['“', '"', '‘']);
        let long = text.split_whitespace().count() >= SHORTEST_PARAGRAPH;
        !heading && !is_clutter(text) && !CAPTION.is_match(text) && long && said
    });
    candidates.next().map_or(from, |(at, _)| at)
}

/// Blocks that repeat an earlier one word for word, and those they repeat: doubled captions.
fn repeated(outline: &Outline) -> HashSet<usize> {
    let mut seen = std::collections::HashMap::new();
    let mut found = HashSet::new();
    for (at, block) in outline.blocks.iter().enumerate() {
        let text = outline.text.slice(block.span).trim();
        if text.split_whitespace().count() < 4 {
            continue;
        }
        if let Some(once) = doubled(text) {
            // The same once more on a line of its own is a caption too.
            seen.insert(once.trim(), at);
            continue;
        }
        if let Some(first) = seen.insert(text, at) {
            found.insert(at);
            // Two of one kind side by side are a caption; a summary that repeats the first paragraph is not.
            if first + 1 == at {
                found.insert(first);
            }
        }
    }
    found
}

/// What a caption says that a page holds twice, run together: "The town hall.The town hall."
fn doubled(text: &str) -> Option<&str> {
    let once = |text: &str| -> Option<usize> {
        let half = text.len() / 2;
        let twice = text.len().is_multiple_of(2) && half >= 8 && text.is_char_boundary(half);
        (twice && text[..half] == text[half..]).then_some(half)
    };
    let after = text.find(": ").map_or(0, |colon| colon + 2);
    once(text)
        .map(|half| &text[..half])
        .or_else(|| once(&text[after..]).map(|half| &text[after..after + half]))
}

/// Short lines without a stop after the last real paragraph are menus, not text.
fn drop_trailing_scraps(outline: &Outline, parts: &mut [Part]) {
    for at in (0..parts.len()).rev() {
        if matches!(parts[at], Part::Clutter | Part::Caption | Part::Notes) {
            continue;
        }
        let text = outline.text.slice(outline.blocks[at].span).trim();
        let said = text.contains(['“', '"', '‘']);
        let scrap =
            text.split_whitespace().count() < 8 && !text.ends_with(['.', '”', '"', '’', '\'', '!', '?']);
        let free = matches!(parts[at], Part::Body | Part::Crosshead)
            && !matches!(outline.blocks[at].kind, BlockKind::Row { .. });
        if !(scrap && free && !said) {
            break;
        }
        parts[at] = Part::Clutter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::marked;
    use crate::read::{Content, text};

    fn parts_of(page: &str) -> Vec<(Part, String)> {
        let Content::Marked(blocks) = text::read(page.as_bytes()).unwrap().content else {
            panic!("not marked")
        };
        let outline = marked::outline(&blocks, Vec::new());
        let words = outline.blocks.iter().map(|block| outline.text.slice(block.span).to_owned());
        parts(&outline).into_iter().zip(words).collect()
    }

    #[test]
    fn a_page_of_the_trade_press() {
        let page = "Inspectors find drift at Brackenshire\n\nAda Marsh\nTuesday, May 2, 2017\n\n\
            Families waited too long for help in Brackenshire last winter, Ofsted inspectors have found.\n\n\
            The council's offices in Bracken Street. Picture: Jo Field\nThe council's offices in Bracken Street. Picture: Jo Field\n\n\
            READ MORE: Council names new director of children's services\n\n\
            Oversight\n\nManagers did not check plans often enough, and some plans had gone for months without a look.\n\n\
            Get our weekly bulletin\n\nMore from Brackenshire Care\n\nOld council story that is quite long and has a full stop at its end.\n\nComments are closed.";
        let found = parts_of(page);
        let kinds: Vec<Part> = found.iter().map(|(part, _)| *part).collect();
        use Part::*;
        assert_eq!(
            kinds,
            [
                Headline, Dateline, Dateline, Body, Caption, Caption, Clutter, Crosshead, Body, Clutter,
                Clutter, Clutter, Clutter
            ],
            "{found:#?}"
        );
    }

    #[test]
    fn a_doubled_caption_is_told_once() {
        assert_eq!(doubled("The town hall.The town hall."), Some("The town hall."));
        assert_eq!(doubled("Picture: The mayor’s office.The mayor’s office."), Some("The mayor’s office."));
        assert_eq!(doubled("The mayor’s office is open."), None);
    }

    #[test]
    fn a_text_without_a_headline() {
        let page = "Ofsted has handed the children's services of Brackenshire a good rating, and one part of the work came out \
            with the top mark of all, which the council says is the result of many years of patient effort by its \
            staff, its partners and the families that they help.\n\nInspectors came to the county in June, and their \
            findings spoke of sharper planning than before.";
        let kinds: Vec<Part> = parts_of(page).into_iter().map(|(part, _)| part).collect();
        assert_eq!(kinds, [Part::Body, Part::Body]);
    }

    #[test]
    fn clutter_lines() {
        for line in [
            "Share this",
            "Share on Facebook",
            "READ MORE: Ten things to do",
            "Sign up to our free newsletter here",
            "Comments are closed.",
            "Follow us on X and Facebook",
            "From £15 / month",
            "Subscribe",
            "We use cookies to make this site work. Cookie policy",
            "Already a subscriber? Sign in",
            "4 min read",
            "Last updated: 3 March 2021",
            "More from Community Work",
            "* * *",
            "Unlimited access to the archive",
        ] {
            assert!(is_clutter(line), "{line}");
        }
        for line in [
            "Inspectors shared their findings with staff.",
            "Social workers follow up every contact.",
            "Related services were praised too by the inspectors.",
            "Sign-off of plans is slow.",
            "More children are seen on time than before.",
            "Staff like working here.",
            "Support for children who go missing is good, and they have someone to talk to now.",
        ] {
            assert!(!is_clutter(line), "{line}");
        }
    }
}
