//! Is a press text true to the letter it tells of? Its quotations looked for in the letters, its grades
//! laid beside theirs, what it leaves out, and the balance of praise and criticism.
//!
//! Sees only records and texts. Knows nothing of how either was read, nor of how a report is drawn.

mod balance;
mod grades;
mod left_out;
mod quotations;
mod words;

pub use balance::{Balance, Share};
pub use grades::{GradeChecked, GradeOutcome};
pub use left_out::ItemChecked;
pub use quotations::{Change, ChangeKind, Outcome, Place, QuotationChecked};

use crate::evidence::Text;
use crate::record::{Finding, Record, Speaker};
use schemars::JsonSchema;
use serde::Serialize;

/// A letter or report with its reading text.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    pub record: &'a Record,
    pub text: &'a Text,
}

/// A press text held against letters.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Checked {
    pub press: Named,
    /// The letters, the one that the press text tells of first.
    pub letters: Vec<LetterChecked>,
    /// The inspectorate's quotations, in the order printed.
    pub quotations: Vec<QuotationChecked>,
    /// How many quotations are others' words and were not looked for.
    pub others_quotations: usize,
    pub grades: Vec<GradeChecked>,
    /// What the letter lists to improve, and whether the press text tells it.
    pub areas_to_improve: Vec<ItemChecked>,
    pub balance: Balance,
}

/// A document by path and title.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Named {
    pub path: String,
    pub title: Option<String>,
    pub date: Option<String>,
}

/// A letter, and why the press text is or is not tied to it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LetterChecked {
    #[serde(flatten)]
    pub named: Named,
    /// Whether the press text tells of this inspection.
    pub tied: bool,
    pub same_authority: bool,
    /// Quotations (not scraps) found in it, whole or in part.
    pub quotations_found: usize,
}

/// Holds a press text against letters. Quotations are looked for in all of them; grades, areas to
/// improve and balance are those of the letter that the text tells of.
///
/// The time grows with the words of both, not with their product.
pub fn check(press: &Record, letters: &[Letter<'_>]) -> Checked {
    let indexes: Vec<words::Index<'_>> =
        letters.iter().map(|letter| words::Index::of(letter.text.as_str())).collect();
    let others = press
        .quotations
        .iter()
        .filter(|q| matches!(q.speaker, Some(Speaker::Authority | Speaker::Other)))
        .count();
    let quotations: Vec<QuotationChecked> = press
        .quotations
        .iter()
        .filter(|quotation| !matches!(quotation.speaker, Some(Speaker::Authority | Speaker::Other)))
        .map(|quotation| quotations::look_for(quotation, letters, &indexes))
        .collect();
    let order = order(press, letters, &quotations);
    let tied = order.first().map(|first| letters[first.0]);
    let named = order.iter().enumerate().map(|(rank, (at, found))| LetterChecked {
        named: Named::of(letters[*at].record),
        tied: rank == 0,
        same_authority: same_authority(press, letters[*at].record),
        quotations_found: *found,
    });
    Checked {
        press: Named::of(press),
        letters: named.collect(),
        quotations,
        others_quotations: others,
        grades: grades::compare(press, tied.map(|letter| letter.record)),
        areas_to_improve: tied.map(|letter| left_out::told(press, letter.record)).unwrap_or_default(),
        balance: balance::of(press, tied.map(|letter| letter.record)),
    }
}

impl Named {
    fn of(record: &Record) -> Self {
        Named {
            path: record.source.path.clone(),
            title: record.document.title.clone(),
            date: record.document.date.clone(),
        }
    }
}

/// Letters with the number of quotations found in each, the likeliest first: quotations, authority, kind
/// of visit, then the one dated last before the press text.
fn order(press: &Record, letters: &[Letter<'_>], quotations: &[QuotationChecked]) -> Vec<(usize, usize)> {
    let found = |at: usize| {
        let path = &letters[at].record.source.path;
        quotations.iter().filter(|q| !q.fragment && q.places.iter().any(|place| &place.path == path)).count()
    };
    let kind = |at: usize| {
        press.inspection.kind.is_some() && press.inspection.kind == letters[at].record.inspection.kind
    };
    let date = |at: usize| {
        let date = letters[at].record.document.date.as_deref();
        date.filter(|date| press.document.date.as_deref().is_none_or(|published| *date <= published))
    };
    let mut order: Vec<(usize, usize)> = (0..letters.len()).map(|at| (at, found(at))).collect();
    order.sort_by(|a, b| {
        let key = |(at, found): &(usize, usize)| {
            (*found, same_authority(press, letters[*at].record), kind(*at), date(*at).map(str::to_owned))
        };
        key(b).cmp(&key(a))
    });
    order
}

fn same_authority(a: &Record, b: &Record) -> bool {
    let name =
        |record: &Record| record.inspection.authority.as_ref().map(|authority| authority.name.to_lowercase());
    name(a).is_some() && name(a) == name(b)
}

/// What the inspectorate says in a document.
fn inspectorates(record: &Record) -> impl Iterator<Item = &Finding> {
    record
        .findings
        .iter()
        .filter(|finding| !matches!(finding.speaker, Some(Speaker::Authority | Speaker::Other)))
}
