//! Sentences that readers labelled, as the examples read them.
//!
//! A file has the columns `id doc section polarity themes text` (themes comma-separated, the most central
//! first) and, if known, `role` (of the section), `starts` and `listed` (`yes` or `no`).

use anyhow::{Context, Result, bail};
use ofsted_scan::classify::Sentence;
use ofsted_scan::rules::Role;

pub const POLARITIES: [&str; 4] = ["strength", "improvement", "mixed", "neutral"];

pub struct Row {
    pub id: String,
    pub doc: String,
    pub section: String,
    /// `None` for a sentence that nobody labelled and that is only context.
    pub polarity: Option<usize>,
    pub themes: Vec<String>,
    pub text: String,
    pub role: Option<Role>,
    pub starts: bool,
    pub listed: bool,
}

pub fn rows(text: &str) -> Result<Vec<Row>> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().context("the gold file is empty")?.split('\t').collect();
    let column = |name: &str| header.iter().position(|h| *h == name);
    let need = |name: &str| column(name).with_context(|| format!("the gold file has no column `{name}`"));
    let (id, doc, section) = (need("id")?, need("doc")?, need("section")?);
    let (polarity, themes, sentence) = (need("polarity")?, need("themes")?, need("text")?);
    let (role, starts, listed) = (column("role"), column("starts"), column("listed"));
    lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or("").to_string();
            let told = cell(polarity);
            let known = POLARITIES.iter().position(|p| *p == told);
            let role = role.and_then(|at| serde_json::from_value(cell(at).into()).ok());
            Ok(Row {
                id: cell(id),
                doc: cell(doc),
                section: cell(section),
                polarity: match known {
                    None if !told.is_empty() => bail!("{}: no polarity `{told}`", cell(id)),
                    known => known,
                },
                themes: cell(themes).split(',').filter(|t| !t.is_empty()).map(Into::into).collect(),
                text: cell(sentence),
                starts: starts.is_some_and(|at| cell(at) == "yes"),
                role,
                listed: match listed {
                    Some(at) => cell(at) == "yes",
                    None => role.is_some_and(|role| role != Role::Findings),
                },
            })
        })
        .collect()
}

pub fn sentence(row: &Row) -> Sentence<'_> {
    let role = row.role.unwrap_or(Role::Findings);
    Sentence {
        text: &row.text,
        role,
        headings: vec![&row.section],
        starts_block: row.starts,
        listed: row.listed,
    }
}
