//! `ofsted-scan rules`: lists rules, documents one, runs their examples.
//!
//! Knows how the book is shown in words; nothing of how rules are loaded or matched.

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use ofsted_scan::rules::book::{Rule, RuleBook};
use ofsted_scan::rules::check::examples;
use ofsted_scan::rules::describe::effect;
use std::io::Write;
use std::path::PathBuf;

/// Show the rules that label sentences, and test them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Rules {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List every rule in force, with what it does.
    List {
        /// Only rules whose id begins so (`polarity`, `early-help/`).
        group: Option<String>,
    },
    /// Tell all about one rule: why, phrases, exceptions, examples.
    Explain {
        /// Id of the rule, for example `polarity/not-always`.
        id: String,
    },
    /// Run the examples of the rules in force, or of those that a file or folder adds.
    Test {
        /// A rule file or a folder of them.
        path: Option<PathBuf>,
    },
}

const EXAMPLES: &str = "\
Examples:
  ofsted-scan rules list early-help/
  ofsted-scan rules explain polarity/not-always
  ofsted-scan rules test ours.toml";

impl Rules {
    /// Runs the command over the book of `layers` (what `--rules` gave). True where all went well;
    /// false where an example failed.
    ///
    /// # Errors
    /// Where a rule file is at fault, a rule is unknown, or `out` cannot be written.
    pub fn run(&self, out: &mut dyn Write, layers: &[PathBuf]) -> Result<bool> {
        match &self.command {
            RulesCommand::List { group } => {
                list(out, &RuleBook::load(layers)?, group.as_deref().unwrap_or(""))?;
                Ok(true)
            }
            RulesCommand::Explain { id } => {
                explain(out, &RuleBook::load(layers)?, id)?;
                Ok(true)
            }
            RulesCommand::Test { path } => {
                let all: Vec<PathBuf> = layers.iter().chain(path).cloned().collect();
                let book = RuleBook::load(&all)?;
                // Those of the layer that was named are the last; without one, all.
                let built_in = RuleBook::load(layers)?;
                test(out, &book, |rule| path.is_none() || built_in.rule(&rule.id).is_none())
            }
        }
    }
}

fn list(out: &mut dyn Write, book: &RuleBook, group: &str) -> Result<()> {
    let wanted: Vec<&Rule> = book.rules().iter().filter(|rule| rule.id.starts_with(group)).collect();
    if wanted.is_empty() {
        bail!("no rule begins with `{group}`; `ofsted-scan rules list` names all");
    }
    let width = wanted.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in wanted {
        writeln!(out, "{:width$}  {}", rule.id, effect(book, rule))?;
    }
    Ok(())
}

fn explain(out: &mut dyn Write, book: &RuleBook, id: &str) -> Result<()> {
    let Some(rule) = book.rule(id) else {
        let likeness = |rule: &&Rule| (strsim::jaro_winkler(&rule.id, id) * 1000.0) as u32;
        let near = book.rules().iter().max_by_key(likeness).map_or("", |rule| &rule.id);
        bail!("no rule `{id}`; did you mean `{near}`? `ofsted-scan rules list` names all");
    };
    writeln!(out, "{}\n{}\n{}\n({})", rule.id, rule.why, effect(book, rule), rule.file)?;
    for (title, lines) in [
        ("Phrases", &rule.phrases),
        ("Unless", &rule.unless),
        ("Must match", &rule.yes),
        ("Must not match", &rule.no),
    ] {
        if !lines.is_empty() {
            writeln!(out, "\n{title}")?;
        }
        for line in lines {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

fn test(out: &mut dyn Write, book: &RuleBook, wanted: impl Fn(&Rule) -> bool) -> Result<bool> {
    let tried = examples(book, wanted);
    let wrong: Vec<_> = tried.iter().filter(|tried| !tried.outcome.is_right()).collect();
    for tried in &wrong {
        writeln!(out, "{}: {}: {}", tried.outcome.word(), tried.rule.id, tried.example)?;
        if !tried.got.is_empty() {
            writeln!(out, "    it matches: {}", tried.got.join(" | "))?;
        }
        writeln!(out, "    in {}", tried.rule.file)?;
    }
    writeln!(out, "{} examples, {} wrong", tried.len(), wrong.len())?;
    Ok(wrong.is_empty())
}
