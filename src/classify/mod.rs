//! What each sentence says (polarity) and about what (themes), and which rules decided.
//!
//! Knows how the cues of a sentence add up. The single phrases are data (`rules`); files and pages
//! are not known here.
