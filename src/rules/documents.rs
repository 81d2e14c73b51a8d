//! Document types, each a TOML file in `rules/documents`: how to recognise one, what its headings mean,
//! which words name which judgement, and what it should state.
//!
//! Adding a file adds the type. Knows how a type is written down; nothing of any document at hand.

use super::Role;
use crate::record::{Grade, Issuer, JudgementArea};
use include_dir::{Dir, include_dir};
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use std::sync::OnceLock;

/// How one type of document is recognised and read.
#[derive(Debug)]
pub struct Profile {
    /// The file's name, and the `document.type` of the record.
    pub id: String,
    pub title: String,
    pub about: String,
    /// The framework and edition that define it.
    pub source: String,
    pub issuer: Option<Issuer>,
    /// `inspection.type` of the record.
    pub inspection: Option<String>,
    pub shape: Shape,
    /// Fields whose absence deserves a warning.
    pub states: Vec<Field>,
    pub clues: Vec<Clue>,
    pub sections: Vec<SectionRule>,
    pub judgements: Vec<JudgementRule>,
    /// An opening that is one, and one that is not.
    pub yes: String,
    pub no: String,
}

/// How a document presents itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Address, salutation, body, valediction.
    Letter,
    /// Title page, body.
    Report,
}

/// A field of the record that a type of document may be bound to state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Authority,
    InspectionDates,
    Date,
    Inspectors,
    Recipient,
    Ordinal,
    Judgements,
}

/// A phrase of the opening that speaks for a type.
#[derive(Debug)]
pub struct Clue {
    pub phrase: Regex,
    pub weight: u32,
}

/// What headings mean.
#[derive(Debug)]
pub struct SectionRule {
    pub role: Role,
    /// Matches a whole heading: lower case, straight quotes, no number before it, no stop behind it.
    pub heading: Regex,
    /// Its items are a list of the document's own (areas to improve, strengths).
    pub listed: bool,
    /// Its items are rows of a table.
    pub rows: bool,
    /// From here on the report is about another body (the LSCB), once the authority's own lists are through:
    /// further lists are not the authority's.
    pub other_body: bool,
    /// It stands in a box; what comes after the box goes on with the section before it.
    pub boxed: bool,
}

/// Words that name a judgement, or sentences that tell an outcome.
#[derive(Debug)]
pub struct JudgementRule {
    pub area: JudgementArea,
    pub words: Option<Regex>,
    pub outcomes: Vec<(Grade, Regex)>,
}

/// The type of a document that none recognises.
pub const UNKNOWN: &str = "unknown";

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/rules/documents");

/// All built-in types, by id.
pub fn profiles() -> &'static [Profile] {
    static PROFILES: OnceLock<Vec<Profile>> = OnceLock::new();
    PROFILES.get_or_init(|| {
        let mut found: Vec<Profile> = FILES
            .files()
            .filter_map(|file| {
                let id = file.path().file_stem()?.to_str()?;
                let text = file.contents_utf8()?;
                // The files are part of the binary and each is loaded by a test.
                Some(parse(id, text).unwrap_or_else(|error| panic!("document type {id}: {error}")))
            })
            .collect();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    })
}

/// Reads one type.
///
/// # Errors
/// Where the TOML is not as documented, or a phrase is not a regular expression; the message tells the place.
pub fn parse(id: &str, text: &str) -> Result<Profile, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let clues = file
        .recognise
        .iter()
        .map(|clue| Ok(Clue { phrase: compile(&spaced(&clue.phrase))?, weight: clue.weight }));
    let sections = file.section.into_iter().map(|section| {
        let (role, boxed) = match section.role {
            Named::Role(role) => (role, false),
            Named::CaseStudy(_) => (Role::Findings, true),
        };
        let lists = matches!(role, Role::AreasToImprove | Role::PriorityActions | Role::Strengths);
        Ok(SectionRule {
            role,
            heading: compile(&format!("^(?:{})$", section.headings.join("|")))?,
            listed: section.listed.unwrap_or(lists),
            rows: section.rows,
            other_body: section.other_body,
            boxed,
        })
    });
    let judgements = file.judgement.into_iter().map(|judgement| {
        let words = (!judgement.words.is_empty()).then(|| compile(&spaced(&judgement.words.join("|"))));
        let outcomes = judgement.outcomes.into_iter();
        let outcomes = outcomes.map(|outcome| Ok((outcome.grade, compile(&spaced(&outcome.phrase))?)));
        Ok(JudgementRule {
            area: judgement.area,
            words: words.transpose()?,
            outcomes: outcomes.collect::<Result<_, String>>()?,
        })
    });
    Ok(Profile {
        id: id.to_owned(),
        title: file.title,
        about: file.about,
        source: file.source,
        issuer: file.issuer,
        inspection: file.inspection,
        shape: file.shape,
        states: file.states,
        clues: clues.collect::<Result<_, String>>()?,
        sections: sections.collect::<Result<_, String>>()?,
        judgements: judgements.collect::<Result<_, String>>()?,
        yes: file.examples.yes,
        no: file.examples.no,
    })
}

/// White space in a phrase stands for any white space in a text, an apostrophe for any apostrophe.
fn spaced(phrase: &str) -> String {
    phrase.replace(' ', r"\s+").replace('\'', "['’‘]")
}

fn compile(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(pattern).case_insensitive(true).build().map_err(|error| error.to_string())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    about: String,
    source: String,
    issuer: Option<Issuer>,
    inspection: Option<String>,
    shape: Shape,
    #[serde(default)]
    states: Vec<Field>,
    #[serde(default)]
    recognise: Vec<RawClue>,
    #[serde(default)]
    section: Vec<RawSection>,
    #[serde(default)]
    judgement: Vec<RawJudgement>,
    examples: Examples,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClue {
    phrase: String,
    weight: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSection {
    role: Named,
    headings: Vec<String>,
    listed: Option<bool>,
    #[serde(default)]
    rows: bool,
    #[serde(default)]
    other_body: bool,
}

/// A role, or the word for a box beside the text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Role(Role),
    CaseStudy(CaseStudy),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CaseStudy {
    CaseStudy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawJudgement {
    area: JudgementArea,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    outcomes: Vec<RawOutcome>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOutcome {
    grade: Grade,
    phrase: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    yes: String,
    no: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_loads_and_none_has_the_id_of_another() {
        let ids: Vec<&str> = profiles().iter().map(|profile| profile.id.as_str()).collect();
        assert_eq!(ids.len(), FILES.files().count());
        assert!(ids.contains(&UNKNOWN));
    }

    #[test]
    fn a_faulty_type_is_refused_with_its_place() {
        let error = parse("x", "title = \"T\"\ncolour = 1\n").unwrap_err();
        assert!(error.contains("line 2") && error.contains("colour"), "{error}");
    }
}
