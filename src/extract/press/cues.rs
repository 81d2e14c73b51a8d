//! The verbs with which press texts report what somebody said or found.
//!
//! Knows verbs. Knows nothing of who speaks.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Verbs of saying and finding, as alternatives of a pattern.
pub(super) const VERBS: &str = concat!(
    "said|says|say|saying|reassured|reassures|reassuring|assuring|added|adds|adding|told|tells|telling|stated|states|stating|commented|comments|commenting|explained|explains|explaining|",
    "continued|continues|continuing|concluded|concludes|concluding|noted|notes|noting|wrote|writes|writing|warned|warns|warning|praised|praises|praising|",
    "criticised|criticises|criticising|criticized|highlighted|highlights|highlighting|found|finds|finding|described|describes|describing|reads|read|reported|reports|",
    "reporting|judged|admitted|admits|admitting|accepted|accepts|accepting|insisted|insists|insisting|stressed|stresses|stressing|responded|responds|responding|",
    "welcomed|welcomes|welcoming|pledged|acknowledged|acknowledges|acknowledging|observed|observes|recognised|recognises|recognising|recognized|commended|commends|",
    "commending|identified|identifies|identifying|recommended|recommends|agreed|agrees|confirmed|confirms|confirming|claimed|claims|claiming|remarked|",
    "pointed\\s+out|points\\s+out|pointing\\s+out|revealed|reveals|revealing|branded|urged|urges|urging|argued|argues|arguing|declared|declares|believes|believed|",
    "thanked|paid\\s+tribute|outlined|outlines|outlining|raised|complimented|mentioned|mentions|replied|replies|reflected|promised|promises|vowed|vows|conceded|",
    "concedes|apologised|apologises|felt|feels|singled\\s+out|credited|condemned|condemns|cited|cites|citing|concurred|called|expressed|expresses|",
    "reiterated|emphasised|emphasises|emphasized|saw|quipped|enthused|demanded|questioned|asked|asks|tweeted|posted|suggested|suggests|assured|heralded|hailed|",
    "hails|slammed|slams|blasted|blasts|uncovered|discovered|discovers|determined|rated|rates|rating|celebrated|echoed|announced|gave|showed|shows|listed|lists|",
    "detailed|details|advised|advises|flagged|underlined|underlines|summed\\s+up|went\\s+on|goes\\s+on\\s+to\\s+say|remarks"
);

/// How a verb ties words to a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// "said": the subject stands before it, or right after it.
    Finite,
    /// "saying": the subject is that of the sentence.
    Participle,
    /// "was praised": whoever stands after "by", or the inspectorate where nobody does.
    Passive,
    /// "according to": whoever stands after it.
    According,
}

/// A cue in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cue {
    pub range: Range<usize>,
    pub kind: Kind,
}

/// Verbs whose passive without "by" tells what inspectors did, in a text about an inspection.
const JUDGING: &[&str] = &[
    "praised",
    "highlighted",
    "commended",
    "criticised",
    "criticized",
    "recognised",
    "recognized",
    "identified",
    "found",
    "judged",
    "rated",
    "graded",
    "deemed",
    "noted",
    "singled out",
    "observed",
    "described",
    "branded",
    "seen",
    "considered",
    "credited",
    "flagged",
];

/// Participles that may follow the noun they tell of.
const POSTMODIFIERS: &[&str] = &[
    "highlighted",
    "identified",
    "raised",
    "noted",
    "praised",
    "listed",
    "outlined",
    "found",
    "flagged",
    "described",
    "cited",
    "detailed",
    "mentioned",
    "recognised",
    "singled out",
];

static IN_THE_REPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:in|within|during)\s+(?:the|its|their|an?|this|ofsted.s)\s+(?:[\p{L}’'-]+\s+){0,3}?(?:report|letter|inspection|findings|judge?ment|visit|summary)\s*(?::|,?\s*(?:is|are|was|were|include[sd]?)\b)")
        .expect("a constant pattern")
});

static CUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)\b(?:(?P<according>according\s+to|in\s+the\s+words\s+of|in\s+the\s+opinion\s+of)|(?P<did>(?:does|did|do)\s+(?:\w+,?\s+|,\s*\w+,\s+){{0,2}}?(?:say|argue|note|acknowledge|identify|recognise|highlight|find|warn|describe|praise|criticise|point\s+out|state|recommend|accept|admit|suggest|raise|commend))|(?P<verb>{VERBS}|graded|deemed|assessed|ranked))\b"))
        .expect("a constant pattern")
});

static BEFORE_PASSIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b(?:is|are|was|were|been|being|be|get|got|gets)(?:\s+(?:not|also|now|again|all|both|still|once|always|often|never|yet|first|\w+ly))*|,|^)\s*$").expect("a constant pattern")
});

/// Whether a verb without its auxiliary tells what was done to its subject: grades always, praise in
/// headlines alone.
pub(super) fn may_be_passive(verb: &str, headline: bool) -> bool {
    let verb = verb.to_lowercase();
    matches!(verb.as_str(), "rated" | "graded" | "judged" | "deemed" | "ranked" | "branded" | "assessed")
        || headline
            && (JUDGING.contains(&verb.as_str())
                || matches!(verb.as_str(), "slammed" | "hailed" | "blasted" | "condemned" | "warned"))
}

/// All cues of a sentence, in order.
pub(super) fn cues(sentence: &str) -> Vec<Cue> {
    let mut found = Vec::new();
    for captures in CUE.captures_iter(sentence) {
        let Some(whole) = captures.get(0) else { continue };
        let range = whole.range();
        if captures.name("according").is_some() {
            found.push(Cue { range, kind: Kind::According });
            continue;
        }
        if captures.name("did").is_some() {
            found.push(Cue { range, kind: Kind::Finite });
            continue;
        }
        let verb = whole.as_str().to_lowercase();
        let before = &sentence[..range.start];
        let after = sentence[range.end..].trim_start();
        if is_noun(&verb, before, after) {
            continue;
        }
        // "Leaders are said to have": whoever says it. "Strengths highlighted in the report are": told of what
        // stands before it.
        let said = verb == "said" && after.starts_with("to ") && BEFORE_PASSIVE.is_match(before);
        let postmodifier = POSTMODIFIERS.contains(&verb.as_str()) && IN_THE_REPORT.is_match(after);
        if said || postmodifier {
            found.push(Cue { range, kind: Kind::Passive });
            continue;
        }
        let by = after.starts_with("by ")
            || after.split_whitespace().take(9).any(|word| word == "by") && is_passive(&verb, before);
        // "Concerns raised by Ofsted": with its agent right behind, a participle is passive.
        let agent =
            after.starts_with("by ") && (verb.ends_with("ed") || matches!(verb.as_str(), "found" | "told"));
        let kind = if is_passive(&verb, before) || agent || (by && JUDGING.contains(&verb.as_str())) {
            if !by && !JUDGING.contains(&verb.as_str()) {
                continue;
            }
            Kind::Passive
        } else if verb.ends_with("ing") {
            Kind::Participle
        } else {
            Kind::Finite
        };
        found.push(Cue { range, kind });
    }
    found
}

fn is_passive(verb: &str, before: &str) -> bool {
    let participle =
        verb.ends_with("ed") || matches!(verb, "found" | "told" | "seen" | "singled out" | "called");
    participle
        && BEFORE_PASSIVE
            .find(before)
            .is_some_and(|found| found.as_str().trim().chars().any(char::is_alphabetic))
}

/// "The report", "her comments", "a warning": a noun that looks like a verb.
fn is_noun(verb: &str, before: &str, after: &str) -> bool {
    let last = before
        .trim_end()
        .rsplit(|c: char| c.is_whitespace() || "(“‘\"".contains(c))
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let doubtful = [
        "comments",
        "reports",
        "notes",
        "claims",
        "highlights",
        "finding",
        "warning",
        "reading",
        "writing",
        "states",
        "calls",
        "details",
        "lists",
        "rating",
        "rates",
        "remarks",
        "shows",
        "calling",
        "reporting",
        "praises",
        "promises",
        "considered",
        "suggests",
        "determined",
        "agreed",
        "accepted",
        "recommended",
        "raised",
    ];
    // "To say", "we can say", "have your say".
    if verb == "say" {
        const BEFORE: &[&str] = &[
            "to", "can", "could", "would", "will", "might", "may", "must", "should", "not", "your", "their",
            "a", "the", "our", "have", "i", "we", "you", "cannot", "don’t", "don't",
        ];
        return BEFORE.contains(&last.as_str());
    }
    if matches!(verb, "read" | "called" | "listed")
        && ["to", "you", "must", "and", "be", "been", "is", "are"].contains(&last.as_str())
    {
        return true;
    }
    if !doubtful.contains(&verb) {
        return false;
    }
    let determined = [
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "these",
        "those",
        "this",
        "and",
        "of",
        "in",
        "with",
        "recent",
        "positive",
        "more",
        "other",
        "for",
        "no",
        "previous",
        "key",
        "ofsted",
        "overall",
        "ofsted’s",
        "ofsted's",
        "new",
        "best",
        "on",
        "inspection",
        "turnover",
        "vacancy",
        "staff",
    ];
    let possessive = last.ends_with("’s") || last.ends_with("'s") || last.ends_with("s’");
    let adjective =
        ["determined", "considered", "agreed", "accepted", "recommended", "raised"].contains(&verb);
    let to = after.starts_with("to ") && matches!(verb, "determined");
    (determined.contains(&last.as_str()) && !(adjective && last == "ofsted"))
        || possessive
        || to
        || (verb == "rating" && !after.starts_with("the"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&str, Kind)> {
        cues(text).into_iter().map(|cue| (&text[cue.range], cue.kind)).collect()
    }

    #[test]
    fn verbs_of_all_kinds() {
        assert_eq!(
            kinds("The report said plans drift, adding that they were praised by staff."),
            [("said", Kind::Finite), ("adding", Kind::Participle), ("praised", Kind::Passive)]
        );
        assert_eq!(kinds("According to Ofsted, plans drift."), [("According to", Kind::According)]);
        assert_eq!(kinds("Services praised by inspectors"), [("praised", Kind::Passive)]);
        assert_eq!(kinds("Plans were also highlighted."), [("highlighted", Kind::Passive)]);
    }

    #[test]
    fn nouns_are_no_verbs() {
        assert_eq!(kinds("The reports and her comments are a warning."), []);
        assert_eq!(kinds("Staff were told to wait."), []);
    }
}
