//! `ofsted-scan explain`: why sentences are labelled as they are.
//!
//! Knows how a trace is shown in words; nothing of how a label is reached.

use crate::classify::trace::{Trace, TracedCue};
use crate::classify::{Sentence, explain};
use crate::rules::describe::polarity_word;
use crate::rules::{Role, RuleBook};
use anyhow::{Result, bail};
use clap::Args;
use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;

/// Show which cues fired in a sentence, where, in which scope, and what tipped its label.
#[derive(Debug, Args)]
pub struct Explain {
    /// The document.
    #[arg(required_unless_present = "sentence")]
    pub path: Option<PathBuf>,
    /// Only this sentence: its number among the document's findings, from 1, or its id.
    #[arg(long, value_name = "N")]
    pub finding: Option<String>,
    /// Explain these words instead of a document's.
    #[arg(long, value_name = "TEXT", conflicts_with = "path")]
    pub sentence: Option<String>,
}

/// A sentence of a document as the command needs it: its id and its page beside its words.
#[derive(Debug)]
pub struct Located<'a> {
    pub id: String,
    pub page: u32,
    pub sentence: Sentence<'a>,
}

impl Explain {
    /// Explains the words given with `--sentence`; `false` where the command is about a document.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn run_sentence(&self, out: &mut dyn Write, book: &RuleBook) -> Result<bool> {
        let Some(text) = &self.sentence else { return Ok(false) };
        let sentences = [Sentence::plain(text, Role::Findings)];
        if let Some(trace) = explain(&sentences, book, 0) {
            write_trace(out, text, &trace)?;
        }
        Ok(true)
    }

    /// Explains the `located` sentences of a document, or the one asked for.
    ///
    /// # Errors
    /// Where there is no such finding, or `out` cannot be written.
    pub fn run(&self, out: &mut dyn Write, located: Vec<Located>, book: &RuleBook) -> Result<()> {
        let (mut names, mut sentences) = (Vec::new(), Vec::new());
        for one in located {
            names.push((one.id, one.page));
            sentences.push(one.sentence);
        }
        let wanted = self.wanted(&names)?;
        crate::classify::trace::explain_all(&sentences, book, |at, trace| {
            if !wanted.contains(&at) {
                return Ok(());
            }
            writeln!(out, "{} · {} · page {}", at + 1, names[at].0, names[at].1)?;
            write_trace(out, sentences[at].text, &trace)?;
            writeln!(out)
        })?;
        Ok(())
    }

    fn wanted(&self, names: &[(String, u32)]) -> Result<Range<usize>> {
        let Some(finding) = &self.finding else { return Ok(0..names.len()) };
        let by_number = finding.parse::<usize>().ok().filter(|n| (1..=names.len()).contains(n)).map(|n| n - 1);
        let by_id = names.iter().position(|(id, _)| id == finding);
        match by_id.or(by_number) {
            Some(at) => Ok(at..at + 1),
            None => bail!("no finding `{finding}`; findings are numbered 1 to {}", names.len()),
        }
    }
}

/// Writes one sentence, its label, and how it came about.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write_trace(out: &mut dyn Write, text: &str, trace: &Trace) -> std::io::Result<()> {
    writeln!(out, "  {text}")?;
    writeln!(out, "  {}: {}", polarity_word(trace.label.polarity), trace.tipped)?;
    for (at, clause) in trace.clauses.iter().enumerate() {
        let kind = match (clause.conceded, clause.supposed) {
            (_, true) => ", only supposed",
            (true, _) => ", conceded",
            _ => "",
        };
        let opened = clause.rule.as_ref().map(|rule| format!(", opened by {rule}")).unwrap_or_default();
        let side = clause.side.unwrap_or("no side");
        writeln!(out, "  clause {}: {side}{kind}{opened}", at + 1)?;
        writeln!(out, "    “{}”", &text[clause.span.clone()])?;
        for cue in trace.cues.iter().filter(|cue| cue.clause == at) {
            write_cue(out, text, cue)?;
        }
    }
    for theme in &trace.themes {
        let mark = if theme.chosen { "theme" } else { "not enough for" };
        writeln!(out, "  {mark} {} ({:.1}): {}", theme.theme, theme.weight, theme.rules.join(", "))?;
    }
    Ok(())
}

fn write_cue(out: &mut dyn Write, text: &str, cue: &TracedCue) -> std::io::Result<()> {
    let fate = match &cue.fate {
        None => String::new(),
        Some((word, rule)) => format!(", {word} by {rule}"),
    };
    let words = &text[cue.span.clone()];
    writeln!(out, "    [{}–{}] “{words}” {} ({:.1}) {}{fate}", cue.span.start, cue.span.end, cue.says, cue.weight, cue.rule)
}
