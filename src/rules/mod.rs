//! The rule book: how rules are written, loaded in layers, matched, explained and tested.
//!
//! Knows words, phrases and rule files. Knows nothing of PDF, and nothing of how the cues of a
//! sentence add up to a label (`classify`).
//!
//! ```
//! use ofsted_scan::rules::RuleBook;
//! let book = RuleBook::built_in();
//! assert!(book.rule("polarity/not-always").is_some());
//! ```

pub mod book;
pub mod check;
pub mod describe;
pub mod documents;
pub mod error;
pub mod file;
pub mod layers;
pub mod matcher;
pub mod phrase;
mod tree;
pub mod weights;
pub mod words;

pub use book::{Effect, Found, Gives, Rule, RuleBook, Theme};
pub use error::RuleError;
pub use file::{Act, Sign};

use serde::{Deserialize, Serialize};

/// What a section of a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Address, salutation, what the visit was about.
    Opening,
    /// The grades.
    Judgements,
    /// A summary of the findings in front of them.
    Headline,
    /// *What needs to improve*, recommendations.
    AreasToImprove,
    /// Areas for priority action.
    PriorityActions,
    /// Listed strengths.
    Strengths,
    /// The body.
    Findings,
    /// Facts about the area and its services, how the inspection was done.
    Context,
    /// Next steps, signature, information about the report.
    Closing,
}

/// Where a modifier acts, seen from its own place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Words after it in its clause.
    After,
    /// Words before it in its clause.
    Before,
    /// Its whole clause.
    Clause,
    /// The whole sentence.
    Sentence,
    /// The clause that a relative word opens ("who ..."): to a mark, or to the verb of the main clause.
    Relative,
}
