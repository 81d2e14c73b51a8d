//! What a rule is, in words: for `rules explain` and for `docs/rules.md`.

use super::book::{Effect, Gives, Hides, Rule, RuleBook};
use super::file::{Act, Sign};
use super::{Reach, Role};
use crate::record::Polarity;
use std::fmt::Write;

/// What `rule` does, as one phrase.
pub fn effect(book: &RuleBook, rule: &Rule) -> String {
    let mut told = match rule.effect {
        Effect::Cue(gives) => format!("cue for {}", gives_word(book, gives)),
        Effect::Prior(gives) => format!("prior for {}", gives_word(book, gives)),
        Effect::LookAlike(Hides::Theme(theme)) => {
            format!("look-alike: hides cues for `{}`", book.themes()[theme].id)
        }
        Effect::LookAlike(Hides::Polarity(on)) => format!("look-alike: hides {}", cues(on)),
        Effect::Words(theme) => {
            format!(
                "learned words for `{}`, those that speak for it and (unless) against it",
                book.themes()[theme].id
            )
        }
        Effect::Contrast(Act::Concedes) => "contrast: opens a conceded clause".into(),
        Effect::Contrast(Act::Supposes) => "contrast: opens a clause that only supposes".into(),
        Effect::Contrast(_) => "contrast: parts two clauses".into(),
        Effect::Modifier { acts, on, reach, words } => modifier(acts, on, reach, words),
    };
    if matches!(rule.effect, Effect::Cue(_) | Effect::Prior(_)) {
        let _ = write!(told, ", weight {}", rule.weight);
    }
    if !rule.sections.is_empty() {
        let sections: Vec<&str> = rule.sections.iter().map(|&role| role_word(role)).collect();
        let _ = write!(told, ", only in {}", sections.join(", "));
    }
    told
}

fn gives_word(book: &RuleBook, gives: Gives) -> String {
    match gives {
        Gives::Polarity(polarity) => polarity_word(polarity).into(),
        Gives::Theme(theme) => format!("`{}`", book.themes()[theme].id),
    }
}

fn modifier(acts: Act, on: Option<Sign>, reach: Reach, words: Option<u8>) -> String {
    let whole = |what: &str| format!("modifier: {what}");
    match acts {
        Act::Inherits => whole("takes over what the sentence before says, where it has no cue of its own"),
        Act::Continues => whole("goes on about the themes of the sentence before"),
        Act::Turns => whole("turns against the sentence before"),
        Act::Flips => format!("modifier: flips {} {}", cues(on), scope(reach, words)),
        Act::Voids => format!("modifier: voids {} {}", cues(on), scope(reach, words)),
        _ => format!("modifier: halves {} {}", cues(on), scope(reach, words)),
    }
}

fn cues(on: Option<Sign>) -> &'static str {
    match on {
        Some(Sign::Strength) => "cues for strength",
        Some(Sign::Improvement) => "cues for improvement",
        None => "cues",
    }
}

fn scope(reach: Reach, words: Option<u8>) -> String {
    match (reach, words) {
        (Reach::Clause, _) => "in its clause".into(),
        (Reach::Sentence, _) => "in the sentence".into(),
        (Reach::Relative, _) => "in the relative clause that it opens".into(),
        (Reach::After, Some(words)) => format!("in the {words} words after it"),
        (Reach::Before, Some(words)) => format!("in the {words} words before it"),
        (Reach::After, None) => "after it in its clause".into(),
        (Reach::Before, None) => "before it in its clause".into(),
    }
}

/// The word for a polarity in records and rule files.
pub fn polarity_word(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Strength => "strength",
        Polarity::Improvement => "improvement",
        Polarity::Mixed => "mixed",
        Polarity::Neutral => "neutral",
    }
}

/// The word for a section role in rule files.
pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Opening => "opening",
        Role::Judgements => "judgements",
        Role::Headline => "headline",
        Role::AreasToImprove => "areas-to-improve",
        Role::PriorityActions => "priority-actions",
        Role::Strengths => "strengths",
        Role::Findings => "findings",
        Role::Context => "context",
        Role::Closing => "closing",
    }
}

/// The whole book as a Markdown page (`docs/rules.md`).
pub fn page(book: &RuleBook) -> String {
    let mut page = String::from(HEAD);
    let _ = writeln!(page, "{} rules, {} themes.\n", book.rules().len(), book.themes().len());
    page.push_str("## Themes\n\n| id | title | covers |\n|---|---|---|\n");
    for theme in book.themes() {
        let _ = writeln!(page, "| `{}` | {} | {} |", theme.id, theme.title, theme.covers);
    }
    let mut group = "";
    for rule in book.rules() {
        let of = rule.id.split('/').next().unwrap_or("");
        if of != group {
            group = of;
            let _ = write!(page, "\n## `{group}`\n");
        }
        describe(&mut page, book, rule);
    }
    page
}

fn describe(page: &mut String, book: &RuleBook, rule: &Rule) {
    let _ = write!(page, "\n### `{}`\n\n{}\n\n*{}*\n", rule.id, rule.why, effect(book, rule));
    let code = |all: &[String]| all.iter().map(|p| format!("`{p}`")).collect::<Vec<_>>().join(" · ");
    for (title, phrases) in [("Phrases", &rule.phrases), ("Unless", &rule.unless)] {
        if !phrases.is_empty() {
            let _ = write!(page, "\n{title}: {}\n", code(phrases));
        }
    }
    page.push('\n');
    for (title, examples) in [("Matches", &rule.yes), ("Does not match", &rule.no)] {
        for example in examples.iter() {
            let _ = writeln!(page, "- {title}: {example}");
        }
    }
}

const HEAD: &str = "\
# The rules

This page is written from the rule files in `src/rules` by `UPDATE_DOCS=1 cargo test --test rules`; a test
fails when it is stale. `ofsted-scan rules list` and `ofsted-scan rules explain ID` show the same.

## How a rule is written

Rules stand in TOML files. `--rules PATH` lays a file, or a folder of files, over the built-in ones.

```toml
about = \"What the rules of this file have in common.\"
disable = [\"polarity/strain\"]          # switch rules of earlier layers off; `early-help/*` is a whole group

[lists]
team = [\"team\", \"hub\", \"panel\"]        # write {team} in a phrase

[theme]                                # a theme of your own; rules of this file then speak for it
id = \"night-work\"
title = \"Night work\"
covers = \"What is done between dusk and dawn.\"

[[rule]]
id = \"at-night\"                        # small letters, digits, hyphens; shown with the layer's name before it
why = \"Names the night.\"               # what these words say in a sentence
role = \"cue\"                           # cue, modifier, contrast, look-alike or prior
weight = 4                             # 0 to 10; most cues are between 1 (slight) and 4 (plain)
phrases = [\"at night\", \"after dark\"]
unless = [\"day and night\"]             # no match where these words overlap it
yes = [\"Help «at night» is rare.\", \"They call «after dark».\"]   # two or more: must match exactly there
no = [\"Help is rare.\", \"It goes on day and night.\"]             # two or more: must not match
```

| key | for | says |
|---|---|---|
| `gives` | cue, prior, look-alike | `strength`, `improvement`, `mixed`, `neutral`, or the id of a theme |
| `acts` | modifier | `flips`, `voids`, `weakens` cues near it; `inherits`, `continues`, `turns` tell how a sentence goes on |
| `acts` | contrast | `parts` clauses, `concedes` one (\"although\"), or only `supposes` one (\"when\") |
| `on` | modifier, look-alike | touches only cues for `strength` or for `improvement` |
| `reach`, `words` | modifier | `after`, `before`, `clause`, `sentence`, `relative` (the clause that a word such as `who` opens); at most so many words away |
| `sections` | all | holds only in sections of these roles (`findings`, `areas-to-improve`, ...) |
| `replace` | all | takes the place of this rule of an earlier layer |

A phrase is a row of words. Case, spaces, hyphens, quote marks and possessive endings take care of themselves.

| written | stands for |
|---|---|
| `(is\\|are) not` | one of several words or rows of words |
| `(very)? good` | what may be missing |
| `improv*` | every word that begins so |
| `{children}` | one of a list |
| `#` | a number |
| `...` or `...2` | up to four (or two) words in between, never across a comma, colon, bracket or dash |
| `^` and `$` | the beginning and the end of the sentence |

An example may begin with the role of its section: `[areas-to-improve] The timeliness of visits.`

## How a label comes about

Look-alikes hide cues; modifiers flip, void or halve them inside their reach; contrasts part the sentence into
clauses; each clause takes the side of its heaviest cue; clauses of both sides make a sentence mixed. A sentence
without a cue follows from the one before it, or is taken as its section has it. Themes are weighed from the
sentence's own words, its heading, its paragraph and what the document has lately been about; three at most. A
sentence that names only aspects (how timely, how recorded) gets the subject of its paragraph as well.
`ofsted-scan explain` tells this story for each sentence.

";
