//! Facts of a document: which type it is, what each section is for, and each fact with its place.
//!
//! Knows Ofsted's documents. Knows nothing of glyphs, nor of polarity. Types are rows (`rules/documents`),
//! facts are columns: a file here finds one kind of fact in documents of any type.

pub mod authority;
pub mod dates;
pub mod inspection;
pub mod judgements;
pub mod listed;
pub mod people;
pub mod press;
pub mod recognise;
pub mod sections;

use crate::authorities::Authority;
use crate::error::Warning;
use crate::evidence::Span;
use crate::layout::{Block, BlockKind, Outline};
use crate::read::Metadata;
use crate::record::{Grade, JudgementArea};
use crate::rules::documents::{Profile, Shape, UNKNOWN};
use jiff::civil::Date;
pub use sections::Section;

/// A value and where it stands: a fact cannot be made without its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    pub value: T,
    pub span: Span,
}

/// All that a document of Ofsted's own states.
#[derive(Debug)]
pub struct Facts<'p> {
    pub profile: &'p Profile,
    pub sections: Vec<Section>,
    pub title: Option<Span>,
    pub date: Option<Found<Date>>,
    pub authority: Option<Found<Named>>,
    /// Each range of days on site as printed.
    pub days: Vec<Found<(Date, Date)>>,
    pub inspectors: Vec<people::Person>,
    pub recipient: Option<people::Person>,
    pub ordinal: Option<Found<u32>>,
    pub areas_covered: Vec<Span>,
    pub judgements: Vec<Found<(JudgementArea, Grade)>>,
    pub areas_to_improve: Vec<listed::Item>,
    pub strengths: Vec<listed::Item>,
    pub warnings: Vec<Warning>,
}

/// A local authority as a document names it.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// One of the table.
    Known(&'static Authority),
    /// A name that the table does not hold, plain.
    Other(String),
}

/// What was read of a document, by who issued it.
#[derive(Debug)]
pub enum Reading {
    /// One of the inspectorate's own, or unknown.
    Own(Box<Facts<'static>>),
    /// A press release or an article.
    Press(Box<press::PressFacts>),
}

/// Recognises a document and reads its facts. `marked` says that markup names its blocks: press texts
/// come so, letters mostly as PDFs.
pub fn read(outline: &mut Outline, metadata: &Metadata, marked: bool) -> Reading {
    let (profile, warning) = recognise::recognise(outline);
    if marked || profile.id == UNKNOWN {
        let press = press::press(outline, metadata);
        // Warnings without a sort say why it is none: a sign-up wall, an empty page.
        if press.sort.is_some() || !press.warnings.is_empty() {
            return Reading::Press(Box::new(press));
        }
    }
    outline.warnings.extend(warning);
    Reading::Own(Box::new(facts(outline, profile)))
}

/// Reads every fact of a document of this type.
pub fn facts<'p>(outline: &Outline, profile: &'p Profile) -> Facts<'p> {
    let sections = sections::find(outline, profile);
    let opening = Opening::of(outline, profile, &sections);
    let mut warnings = Vec::new();
    let title = opening.title(outline);
    let date = inspection::printed_date(outline, &opening);
    let days = inspection::days(outline, &opening, date.as_ref().map(|date| date.value), &mut warnings);
    let first_day = days.first().map(|days| days.value.0);
    let date = date.or_else(|| inspection::slipped_date(outline, &opening, first_day?, &mut warnings));
    let authority = authority::find(outline, &opening);
    let judgements = judgements::find(outline, profile, &sections, &mut warnings);
    let (areas_to_improve, strengths) = listed::find(outline, &sections);
    let inspectors = people::inspectors(outline, &opening, profile);
    let recipient = (profile.shape == Shape::Letter).then(|| people::recipient(outline, &opening)).flatten();
    let ordinal = inspection::ordinal(outline, &opening);
    let areas_covered = inspection::areas_covered(outline, &sections);
    Facts {
        profile,
        sections,
        title,
        date,
        authority,
        days,
        inspectors,
        recipient,
        ordinal,
        areas_covered,
        judgements,
        areas_to_improve,
        strengths,
        warnings,
    }
}

/// The part of a document that says what it is: title page or letter head, up to the first section.
#[derive(Debug)]
pub struct Opening {
    /// Indices of its blocks.
    pub blocks: std::ops::Range<usize>,
    /// The block "Dear ...", in a letter.
    pub salutation: Option<usize>,
    /// The heading that names inspection and authority.
    pub title: Option<usize>,
}

/// No opening is longer than this many blocks.
const LONGEST_OPENING: usize = 40;

impl Opening {
    fn of(outline: &Outline, profile: &Profile, sections: &[Section]) -> Opening {
        let end = sections
            .iter()
            .find(|section| section.heading.is_some())
            .map_or(outline.blocks.len(), |s| s.blocks.start);
        let blocks = 0..end.min(LONGEST_OPENING);
        let salutation = blocks.clone().find(|&at| is_salutation(words(outline, at)));
        let from = salutation.filter(|_| profile.shape == Shape::Letter).map_or(0, |at| at + 1);
        let heading = |at: &usize| matches!(outline.blocks[*at].kind, BlockKind::Heading(_));
        let named = |at: &usize| profile.clues.iter().any(|clue| clue.phrase.is_match(words(outline, *at)));
        let first_lines = || (from..blocks.end).filter(|&at| words(outline, at).chars().count() < 220);
        let title = first_lines()
            .find(|at| heading(at) && named(at))
            .or_else(|| first_lines().find(|at| named(at)))
            .or_else(|| (from..blocks.end).find(heading));
        Opening { blocks, salutation, title }
    }

    fn title(&self, outline: &Outline) -> Option<Span> {
        self.title.map(|at| outline.blocks[at].span)
    }
}

/// "Dear Ms Hale", "Dear colleague".
pub fn is_salutation(text: &str) -> bool {
    text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("dear ")) && text.chars().count() < 90
}

fn words(outline: &Outline, block: usize) -> &str {
    outline.text.slice(outline.blocks[block].span)
}

/// The words of a heading as rules compare them: lower case, straight quotes, without number and stop.
pub fn heading_words(text: &str) -> String {
    let plain = text.to_lowercase().replace(['’', '‘'], "'");
    let plain = plain.trim().trim_end_matches(|c: char| {
        matches!(c, '.' | ':' | '?' | ';') || c.is_ascii_digit() || c.is_whitespace()
    });
    let unnumbered = plain.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ')');
    let words: Vec<&str> = unnumbered.split_whitespace().collect();
    words.join(" ")
}

/// Whether the block is one of ordinary text, not a heading, row or note.
pub fn is_prose(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph { .. } | BlockKind::Item { .. } | BlockKind::Quote)
}
