//! What is wrong with a rule file: where, which line, and what to do.

use std::fmt;
use std::ops::Range;

/// A rule file that is refused. Displays as file, line and column, the line itself, and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The file, as given or as it stands in its layer.
    pub file: String,
    /// Line and column, from 1; `None` where the file as a whole is at fault.
    pub place: Option<(usize, usize)>,
    /// The line of text at fault.
    pub line: String,
    pub what: String,
    pub remedy: String,
}

impl RuleError {
    /// An error about a whole file.
    pub fn whole(file: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        RuleError {
            file: file.into(),
            place: None,
            line: String::new(),
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// An error at the bytes `span` of `text`, the content of `file`.
    pub fn at(
        file: &str,
        text: &str,
        span: Range<usize>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let start = text.floor_char_boundary(span.start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next().unwrap_or("").to_string();
        let number = before.matches('\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        RuleError {
            file: file.into(),
            place: Some((number, column)),
            line,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => {
                let margin = line.to_string().len();
                writeln!(f, "{}:{line}:{column}: {}", self.file, self.what)?;
                writeln!(f, "  {line} | {}", self.line)?;
                writeln!(f, "  {:margin$} | {:>column$}", "", "^")?;
            }
            None => writeln!(f, "{}: {}", self.file, self.what)?,
        }
        write!(f, "  {}", self.remedy)
    }
}

impl std::error::Error for RuleError {}
