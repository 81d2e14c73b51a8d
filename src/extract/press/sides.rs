//! Whose side a role or a party speaks for.
//!
//! Knows offices, bodies and parties. Knows nothing of how they are printed beside a name.

use crate::record::Speaker;
use regex::Regex;
use std::sync::LazyLock;

/// Whose side a role speaks for. The order matters: an opposition leader leads, but not the council.
pub(super) fn side_of(role: &str) -> Option<Speaker> {
    static INSPECTORATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(ofsted|inspectors?|inspectorates?|hmi|hmci|care quality commission|cqc|hmicfrs|watchdog)\b").expect("a constant pattern")
    });
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(opposition|shadow|unions?|unison|gmb|unite|basw|neu|nasuwt|naht|ascl|(?:labour|conservative|tory|lib dem|liberal democrat|green|independent|reform|ukip)(?:’s|'s)?\s+",
            r"(?:group|leader|lead|councillors?|cllr|spokes\w+|education spokes\w+|children\W?s spokes\w+|mp|party)|(?:ukip|reform|labour|conservative|tory|lib dem|liberal democrat|green|independent) leader|group leader|leader of (?:the )?(?:[\w’']+ ){0,3}(?:group|conservatives|tories|labour|lib(?:eral)? dem(?:ocrat)?s|greens|independents)|mps?|ministers?|secretary of state|",
            r"government|department for education|dfe|commissioner|parents?|mother|mum|father|dad|grand(?:mother|father|parent)s?|^(?:the )?families|(?:foster|kinship) carers?|charity|charities|nspcc|barnardo\W?s|children\W?s society|",
            r"national children\W?s bureau|campaign(?:ers?)?|police|constable|superintendent|sergeant|nhs|icb|ccg|clinical|hospital|health board|professor|lecturer|university|academics?|solicitors?|lawyers?|barristers?|judges?|coroner|",
            r"residents?|care leavers?|young persons?|head ?teachers?|teachers?|principal of|local government association|lga|association of directors|adcs|think ?tank|institute|independent chair|improvement board|",
            r"safeguarding (?:children )?board|safeguarding partnership|federation|association|society of|network|become|coram|howard league|critics?|trustee|founder|researcher)\b"
        ))
        .expect("a constant pattern")
    });
    static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(council\w*|cllrs?|cabinet|leader|deputy leader|directors?|dcs|chief exec\w*|chief officer|mayor|spokes(?:man|woman|person|people)|head of|heads of|manager|portfolio|",
            r"lead member|executive member|member for|children\W?s services|social work\w*|children\W?s trust|local authority|authority|borough|county|officers?|corporate|bosses|chiefs?|alderman|trust|practitioner|lead for|committee chair\w*|chair\w* of (?:[\w’',]+ ){0,12}committee|scrutiny|front-?line workers?|family support workers?|youth workers?)\b"
        ))
        .expect("a constant pattern")
    });
    // "Once a director of children's services in another county": speaks for nobody whom that role names.
    static FORMER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:an?\s+|the\s+)?(?:once|former(?:ly)?|previously|ex-|retired)\b")
            .expect("a constant pattern")
    });
    if is_party(role) || FORMER.is_match(role) && !INSPECTORATE.is_match(role) && !role.contains("now") {
        Some(Speaker::Other)
    } else if INSPECTORATE.is_match(role) {
        Some(Speaker::Inspectorate)
    } else if RULING.is_match(role)
        && !role.to_lowercase().contains("shadow")
        && !role.to_lowercase().contains("opposition")
    {
        Some(Speaker::Authority)
    } else if OTHER.is_match(role) {
        Some(Speaker::Other)
    } else if AUTHORITY.is_match(role) {
        Some(Speaker::Authority)
    } else {
        None
    }
}

/// Offices of those who run a council.
static RULING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(cabinet (?:member|lead|councillor|minister)|executive (?:member|councillor|director|lead)|lead (?:member|councillor)|portfolio|(?:leader|deputy leader|chief executive|chief exec) of (?:the )?(?:[\w’']+ ){0,4}council|council(?:’s|'s)? (?:deputy )?leader|member for|(?:co-|vice-|deputy )?chair(?:man|woman|person)? of (?:the )?council(?:’s|'s))\b")
        .expect("a constant pattern")
});

/// "Labour councillor", later told to be the "cabinet member for children": the office says for whom.
pub(super) fn is_office_over_party(office: &str, party: &str) -> bool {
    static COUNCILLOR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)^(?:the\s+)?(?:{PARTIES}|independent|ukip)(?:’s|'s)?(?:\s+(?:councillor|cllr|coun))?$"
        ))
        .expect("a constant pattern")
    });
    COUNCILLOR.is_match(party) && side_of(office) == Some(Speaker::Authority) && RULING.is_match(office)
}

/// "Labour's Geoff Lumley": the party stands for the role.
pub(super) fn is_party(role: &str) -> bool {
    static PARTY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:labour(?:/co-op)?|lab|cons?|ld|ind|conservatives?|tory|lib(?:eral)? dem(?:ocrat)?s?|greens?|green party|reform(?: uk)?|plaid cymru|ukip|independent|unison|unite|gmb|basw)(?:’s|'s)?(?:, .{1,60})?$").expect("a constant pattern")
    });
    PARTY.is_match(role.trim())
}

const PARTIES: &str = "labour|conservative|tory|liberal democrat|lib dem|green|reform";

/// Words in lower case, with one name for a party that has two.
fn party_words(words: &str) -> String {
    words.to_lowercase().replace("tory", "conservative").replace("tories", "conservative")
}

/// "The Conservative administration", "the Labour-run council".
pub(super) fn ruling_party(text: &str) -> Option<String> {
    static ADMINISTRATION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)\b(?:(?P<a>{PARTIES})(?:\s+(?:administration|cabinet)|[\s-]+(?:run|led|controlled)\s+(?:\p{{L}}+\s+){{0,3}}?(?:council|authority|administration))|council.s\s+(?P<b>{PARTIES})\s+administration)\b"
        ))
        .expect("a constant pattern")
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:previous|former|then|old|last)[\s-]+$").expect("a constant pattern")
    });
    let found = ADMINISTRATION.captures(text)?;
    if BEFORE.is_match(&text[..found.get(0)?.start()]) {
        return None;
    }
    found.name("a").or_else(|| found.name("b")).map(|party| party_words(party.as_str()))
}

/// "Conservative group spokesperson", where the Conservatives run the council.
pub(super) fn speaks_for_party(role: &str, party: &str) -> bool {
    let role = party_words(role);
    let speaks = ["group", "leader", "spokes"].iter().any(|word| role.contains(word));
    role.contains(party) && speaks && !role.contains("opposition") && !role.contains("shadow")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_roles() {
        use Speaker::*;
        for (role, side) in [
            ("opposition leader", Some(Other)),
            ("leader of the Conservative group", Some(Other)),
            ("Conservative leader of Brackenshire County Council", Some(Authority)),
            ("Labour cabinet member for children", Some(Authority)),
            ("children’s minister", Some(Other)),
            ("a Department for Education spokesperson", Some(Other)),
            ("Ofsted’s regional director", Some(Inspectorate)),
            ("chief executive of Brackenshire Children’s Trust", Some(Authority)),
            ("director of people", Some(Authority)),
            ("council spokeswoman", Some(Authority)),
            ("a mother of two", Some(Other)),
            ("BASW chief executive", Some(Other)),
            ("a sailor", None),
        ] {
            assert_eq!(side_of(role), side, "{role}");
        }
    }
}
