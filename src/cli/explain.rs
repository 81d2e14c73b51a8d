//! `ofsted-scan explain`: why sentences are labelled as they are.
//!
//! Knows how a trace is shown in words; nothing of how a label is reached.

use anyhow::{Result, anyhow, bail};
use clap::Args;
use ofsted_scan::classify::trace::{Trace, TracedCue};
use ofsted_scan::classify::{Sentence, explain};
use ofsted_scan::rules::Role;
use ofsted_scan::rules::describe::{polarity_word, role_word};
use ofsted_scan::{Explained, Options, explain_with};
use std::io::Write;
use std::path::PathBuf;

/// Show which cues fired in a sentence, where, in which scope, and what tipped its label.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
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

const EXAMPLES: &str = "\
Examples:
  ofsted-scan explain letter.pdf --finding 12
  ofsted-scan explain --sentence 'Plans are not always specific.'";

impl Explain {
    /// Explains the sentence given, or those of the document given.
    ///
    /// # Errors
    /// Where the document cannot be read, has no such finding, or `out` cannot be written.
    pub fn run(&self, out: &mut dyn Write, options: &Options<'_>) -> Result<()> {
        if let Some(text) = &self.sentence {
            let sentences = [Sentence::plain(text, Role::Findings)];
            if let Some(trace) = explain(&sentences, options.book, 0) {
                write_trace(out, text, &trace)?;
            }
            return Ok(());
        }
        let Some(path) = &self.path else { bail!("give a document, or words with --sentence") };
        // Not an error of the output, which `io::Error` alone stands for.
        let bytes =
            std::fs::read(path).map_err(|error| anyhow!("{} cannot be read: {error}", path.display()))?;
        let explained = explain_with(&path.display().to_string(), &bytes, options)?;
        for (at, one) in explained.iter().enumerate() {
            if self.wants(at + 1, one, &explained)? {
                write_explained(out, at + 1, one)?;
            }
        }
        Ok(())
    }

    fn wants(&self, number: usize, one: &Explained, all: &[Explained]) -> Result<bool> {
        let Some(wanted) = &self.finding else { return Ok(true) };
        let known = |n: usize| (1..=all.len()).contains(&n);
        match wanted.parse::<usize>() {
            _ if all.iter().any(|one| one.finding.id == *wanted) => Ok(one.finding.id == *wanted),
            Ok(n) if known(n) => Ok(n == number),
            _ => bail!("no finding `{wanted}`; findings are numbered 1 to {}", all.len()),
        }
    }
}

fn write_explained(out: &mut dyn Write, number: usize, one: &Explained) -> std::io::Result<()> {
    let section = one.finding.section.as_deref().unwrap_or("no heading");
    let (id, page) = (&one.finding.id, one.finding.evidence.page);
    writeln!(out, "{number} · {id} · page {page} · {section} ({})", role_word(one.role))?;
    write_trace(out, &one.finding.text, &one.trace)?;
    writeln!(out)
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
        let (likely, score) = ((theme.likely * 100.0).round(), theme.weight);
        writeln!(out, "  {mark} {} ({likely} %, score {score:.1}): {}", theme.theme, theme.rules.join(", "))?;
    }
    Ok(())
}

fn write_cue(out: &mut dyn Write, text: &str, cue: &TracedCue) -> std::io::Result<()> {
    let fate = match &cue.fate {
        None => String::new(),
        Some((word, rule)) => format!(", {word} by {rule}"),
    };
    let words = &text[cue.span.clone()];
    writeln!(
        out,
        "    [{}–{}] “{words}” {} ({:.1}) {}{fate}",
        cue.span.start, cue.span.end, cue.says, cue.weight, cue.rule
    )
}
