//! Sentences across documents: by words, theme, polarity, section, speaker and what was inspected.
//!
//! Knows records. Knows nothing of how a hit is drawn.

use super::select::{Selection, days_of};
use super::when::BEFORE_ALL;
use super::words::{Word, stem, words};
use crate::authorities;
use crate::record::{Finding, Polarity, Record, Speaker};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// What is looked for; all of it must hold.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub words: Words,
    /// One of these themes; empty for any.
    pub themes: Vec<String>,
    /// One of these; empty for any.
    pub polarities: Vec<Polarity>,
    /// Whose words: one of these; empty for any.
    pub speakers: Vec<Speaker>,
    /// Words of the heading above the sentence; `None` for any.
    pub section: Option<String>,
    pub selection: Selection,
}

/// Words looked for, all of them in one sentence.
#[derive(Debug, Clone, Default)]
pub struct Words(Vec<Sought>);

#[derive(Debug, Clone)]
enum Sought {
    /// Any form of a word: `plan` finds `planning`.
    Stem(String),
    /// A word that begins so: `super*`.
    Beginning(String),
    /// These words in a row, as they stand: `"strategy meetings"`.
    Row(Vec<String>),
}

impl Words {
    /// Reads words as typed: each alone in any form, `begin*` by its beginning, `"in quotation marks"`
    /// as they stand.
    pub fn parse(typed: &str) -> Self {
        let mut sought = Vec::new();
        for (at, part) in typed.split(['"', '“', '”']).enumerate() {
            if at % 2 == 1 {
                let row: Vec<String> = texts(part).collect();
                sought.extend((!row.is_empty()).then_some(Sought::Row(row)));
                continue;
            }
            for word in part.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(beginning) => sought.extend(texts(beginning).map(Sought::Beginning)),
                    None => sought.extend(texts(word).map(|word| Sought::Stem(stem(&word).into_owned()))),
                }
            }
        }
        Words(sought)
    }

    /// Whether a sentence holds them all.
    pub fn found_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let words = words(text);
        self.0.iter().all(|sought| sought.found_in(&words))
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Sought {
    fn found_in(&self, words: &[Word]) -> bool {
        match self {
            Sought::Stem(sought) => any_word(words, |word| stem(word) == *sought),
            Sought::Beginning(beginning) => any_word(words, |word| word.starts_with(beginning.as_str())),
            Sought::Row(row) => words
                .windows(row.len())
                .any(|window| window.iter().zip(row).all(|(word, sought)| word.text == *sought)),
        }
    }
}

/// Tries each word, and each two that a hyphen joins as one: `cooperate` finds `co-operate`.
fn any_word(words: &[Word], holds: impl Fn(&str) -> bool) -> bool {
    words.iter().any(|word| holds(&word.text))
        || words.windows(2).any(|two| two[1].joined && holds(&format!("{}{}", two[0].text, two[1].text)))
}

fn texts(text: &str) -> impl Iterator<Item = String> {
    words(text).into_iter().map(|word| word.text)
}

/// The sentences of one authority.
#[derive(Debug, Serialize)]
pub struct Found<'r> {
    /// `None` for documents that name no authority.
    pub authority: Option<&'r str>,
    /// Newest first.
    pub documents: Vec<FoundIn<'r>>,
}

/// The sentences of one document.
#[derive(Debug, Serialize)]
pub struct FoundIn<'r> {
    pub path: &'r str,
    #[serde(rename = "type")]
    pub kind: &'r str,
    /// Type and first day of the inspection.
    pub inspection: Option<&'r str>,
    pub start: Option<&'r str>,
    pub date: Option<&'r str>,
    /// In the order of the text.
    pub findings: Vec<&'r Finding>,
    #[serde(skip)]
    day: Date,
}

/// The sentences for which all of `query` holds, by authority, newest document first.
pub fn find<'r>(records: &'r [Record], query: &Query) -> Vec<Found<'r>> {
    let section = query.section.as_deref().map(Words::parse).unwrap_or_default();
    let mut by_authority = BTreeMap::<Option<&str>, Vec<FoundIn>>::new();
    let mut seen = HashSet::new();
    for record in records {
        let inspection = &record.inspection;
        let days = days_of(record);
        let wanted = query.selection.wants_authority(record)
            && query.selection.wants_inspection(inspection.kind.as_deref(), days);
        // The same file twice is one document.
        if !wanted || !seen.insert(&record.source.sha256) {
            continue;
        }
        let findings: Vec<&Finding> =
            record.findings.iter().filter(|finding| query.holds_for(finding, &section)).collect();
        if findings.is_empty() {
            continue;
        }
        let name = inspection.authority.as_ref().map(|authority| authority.name.as_str());
        let name = name.map(|name| authorities::by_name(name).map_or(name, |authority| authority.name));
        by_authority.entry(name).or_default().push(FoundIn {
            path: &record.source.path,
            kind: &record.document.kind,
            inspection: inspection.kind.as_deref(),
            start: inspection.start.as_deref(),
            date: record.document.date.as_deref(),
            findings,
            day: days.map_or(BEFORE_ALL, |days| days.from),
        });
    }
    let found = by_authority.into_iter().map(|(authority, mut documents)| {
        documents.sort_by(|one, other| other.day.cmp(&one.day).then(one.path.cmp(other.path)));
        Found { authority, documents }
    });
    found.collect()
}

impl Query {
    fn holds_for(&self, finding: &Finding, section: &Words) -> bool {
        let one_of =
            |wanted: &[String], have: &[String]| wanted.is_empty() || have.iter().any(|h| wanted.contains(h));
        (self.polarities.is_empty() || self.polarities.contains(&finding.polarity))
            && one_of(&self.themes, &finding.themes)
            && (self.speakers.is_empty()
                || finding.speaker.is_some_and(|speaker| self.speakers.contains(&speaker)))
            && (section.is_empty()
                || finding.section.as_deref().is_some_and(|heading| section.found_in(heading)))
            && self.words.found_in(&finding.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_form_and_through_hyphens() {
        for (typed, text, found) in [
            ("plan", "Planning is late.", true),
            ("plan late", "Planning is late.", true),
            ("plan early", "Planning is late.", false),
            ("decision-making", "Decision- making is sound.", true),
            ("\"decision making\"", "Decision-making is sound.", true),
            ("\"making decision\"", "Decision-making is sound.", false),
            ("cooperation", "Their co-operation helps.", true),
            ("efficient", "An e\u{fb03}cient service.", true),
            ("super*", "Supervision is regular.", true),
            ("\"plan\"", "Planning is late.", false),
            ("", "Anything.", true),
            ("“section 47”", "Section 47 enquiries", true),
            ("***", "Anything.", true),
        ] {
            assert_eq!(Words::parse(typed).found_in(text), found, "{typed} in {text}");
        }
    }
}
