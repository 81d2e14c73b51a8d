//! How a rule file is written: the TOML of one file, checked by itself.
//!
//! Knows keys and their allowed values, and where in the file each stands. Knows nothing of other
//! files, of matching, or of what a label is.

use super::error::RuleError;
use super::phrase::Lists;
use super::{Reach, Role};
use serde::Deserialize;
use toml::Spanned;

/// One rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What the rules of this file have in common.
    #[serde(default)]
    pub about: String,
    pub theme: Option<ThemeEntry>,
    #[serde(default)]
    pub lists: Lists,
    /// Ids of rules of earlier layers that are switched off; `early-help/*` is all of a group.
    #[serde(default)]
    pub disable: Vec<Spanned<String>>,
    #[serde(default, rename = "rule")]
    pub rules: Vec<RuleEntry>,
}

/// A theme that the file's rules speak for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeEntry {
    pub id: Spanned<String>,
    pub title: String,
    pub covers: String,
    /// Whether a document stays with it for several sentences; `false` for aspects such as delay.
    #[serde(default = "yes")]
    pub lasts: bool,
    /// Whether a paragraph that names it is about it throughout: a group of children, or one service.
    #[serde(default)]
    pub throughout: bool,
}

fn yes() -> bool {
    true
}

/// One `[[rule]]` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    pub id: Spanned<String>,
    pub why: Spanned<String>,
    pub role: Spanned<Part>,
    pub gives: Option<Spanned<String>>,
    pub acts: Option<Spanned<Act>>,
    pub on: Option<Spanned<Sign>>,
    pub reach: Option<Reach>,
    /// Words that `reach` covers; without it, the rest of the clause.
    pub words: Option<Spanned<u8>>,
    pub weight: Option<Spanned<f32>>,
    /// Roles of sections in which alone the rule holds; none means everywhere.
    #[serde(default)]
    pub sections: Vec<Role>,
    /// Id of a rule of an earlier layer that this one takes the place of.
    pub replace: Option<Spanned<String>>,
    #[serde(default)]
    pub phrases: Vec<Spanned<String>>,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    pub yes: Spanned<Vec<Spanned<String>>>,
    pub no: Spanned<Vec<Spanned<String>>>,
}

/// The part that a rule plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Words that by themselves speak for a polarity or a theme.
    Cue,
    /// Words that change what cues near them say.
    Modifier,
    /// Words that part a sentence into clauses.
    Contrast,
    /// Words that look like a cue and are none.
    LookAlike,
    /// What a section's role says of each sentence in it.
    Prior,
}

/// What a modifier or contrast does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Turns cues into their opposite ("no delay").
    Flips,
    /// Takes cues out ("to reduce delay").
    Voids,
    /// Leaves cues half their weight ("may delay").
    Weakens,
    /// Parts clauses of equal standing ("but").
    Parts,
    /// Opens a clause that is conceded ("although").
    Concedes,
    /// Opens a clause that only supposes something ("when", "if"): its cues do not count.
    Supposes,
    /// The sentence takes polarity and themes from the one before, where it has none itself.
    Inherits,
    /// The sentence goes on about the themes of the one before.
    Continues,
    /// The sentence turns against the one before ("However").
    Turns,
}

/// Which cues a modifier touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    Strength,
    Improvement,
}

/// Parses one file.
///
/// # Errors
/// Where it is not TOML, has unknown or missing keys, or a value of the wrong kind.
pub fn parse(name: &str, text: &str) -> Result<RuleFile, RuleError> {
    let file: RuleFile = toml::from_str(text).map_err(|error| {
        let what = error.message().lines().next().unwrap_or("not TOML").to_string();
        let remedy = remedy(&what);
        match error.span() {
            Some(span) => RuleError::at(name, text, span, what, remedy),
            None => RuleError::whole(name, what, remedy),
        }
    })?;
    for rule in &file.rules {
        check(name, text, rule)?;
    }
    Ok(file)
}

fn remedy(what: &str) -> &'static str {
    if what.starts_with("unknown field") {
        "take the key out, or correct its spelling; docs/rules.md lists the keys of a rule"
    } else if what.starts_with("missing field") {
        "add it: every rule has id, why, role, two examples under `yes` and two under `no`"
    } else if what.starts_with("unknown variant") {
        "use one of the words named above"
    } else {
        "correct the file; https://toml.io explains how TOML is written"
    }
}

/// Examples of each kind that a rule must bring.
const EXAMPLES: usize = 2;

fn check(name: &str, text: &str, rule: &RuleEntry) -> Result<(), RuleError> {
    let error = |span, what: &str, remedy: &str| Err(RuleError::at(name, text, span, what, remedy));
    let id = rule.id.get_ref();
    if !is_plain_id(id) {
        return error(rule.id.span(), "an id of other characters", "use small letters, digits and hyphens");
    }
    if rule.why.get_ref().trim().is_empty() {
        return error(rule.why.span(), "`why` is empty", "say in a sentence what these words tell");
    }
    for (examples, key) in [(&rule.yes, "yes"), (&rule.no, "no")] {
        if examples.get_ref().len() < EXAMPLES {
            let what = format!("rule `{id}` has fewer than {EXAMPLES} examples under `{key}`");
            return error(examples.span(), &what, "add invented sentences that must, and must not, match");
        }
    }
    if rule.phrases.is_empty() && *rule.role.get_ref() != Part::Prior {
        return error(rule.id.span(), &format!("rule `{id}` has no phrases"), "add `phrases = [...]`");
    }
    if let Some(weight) = rule.weight.as_ref().filter(|w| !(0.0..=10.0).contains(w.get_ref())) {
        return error(weight.span(), "a weight outside 0 to 10", "most cues weigh 1 (slight) to 4 (plain)");
    }
    check_keys(name, text, rule)
}

/// Each part has keys that only it understands; a key that would be ignored is a mistake.
fn check_keys(name: &str, text: &str, rule: &RuleEntry) -> Result<(), RuleError> {
    use Act::*;
    let part = *rule.role.get_ref();
    let error = |span, what: String, remedy: &str| Err(RuleError::at(name, text, span, what, remedy));
    let allowed: &[Act] = match part {
        Part::Modifier => &[Flips, Voids, Weakens, Inherits, Continues, Turns],
        Part::Contrast => &[Parts, Concedes, Supposes],
        _ => &[],
    };
    match &rule.acts {
        Some(acts) if !allowed.contains(acts.get_ref()) => {
            return error(
                acts.span(),
                "this kind of rule does not act so".into(),
                "modifiers flip, void, weaken, inherit, continue or turn; contrasts part, concede or suppose",
            );
        }
        None if !allowed.is_empty() => {
            return error(
                rule.role.span(),
                "`acts` is missing".into(),
                "modifiers flips, voids, weakens, inherits, continues, turns; contrasts parts, concedes, supposes",
            );
        }
        _ => {}
    }
    if let (Some(gives), Part::Modifier | Part::Contrast) = (&rule.gives, part) {
        return error(
            gives.span(),
            "a modifier or contrast gives nothing itself".into(),
            "use `acts`, or make it a cue",
        );
    }
    if let (Some(on), false) = (&rule.on, part == Part::Modifier || part == Part::LookAlike) {
        return error(on.span(), "only modifiers and look-alikes have `on`".into(), "take it out");
    }
    Ok(())
}

/// Small letters, digits and hyphens.
pub fn is_plain_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
