//! The rule book.

pub mod documents;

use serde::{Deserialize, Serialize};

/// What a section of a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Opening,
    Judgements,
    Headline,
    AreasToImprove,
    PriorityActions,
    Strengths,
    Findings,
    Context,
    Closing,
}
