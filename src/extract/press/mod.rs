//! Facts of press releases and articles about inspections: what sort, when, which inspection, grades told,
//! who said what, and what inspectors found in others' words.
//!
//! Knows press texts. Knows nothing of file formats, nor of polarity. Only what the inspectorate says may
//! become a finding; what councils and others say stays in quotations and statements with its speaker.

mod announced;
mod areas;
mod counted;
mod cues;
mod echoes;
mod grades;
mod held;
mod kind;
mod marks;
mod meant;
mod mentions;
mod names;
mod no_grade;
mod parts;
mod people;
mod published;
mod ranks;
mod roles;
mod scraps;
mod settled;
mod sides;
mod sort;
mod sources;
mod subject;
mod subjects;
mod sweeping;
mod tables;
mod ties;
mod told;
mod voices;
mod wording;

pub use kind::Sort;
pub use published::{Author, Published};
pub use sources::Source;

use super::{Found, Named};
use crate::error::{Warning, WarningCode};
use crate::evidence::Span;
use crate::layout::{BlockKind, Outline};
use crate::read::Metadata;
use crate::record::{Grade, JudgementArea, Precision, Speaker};
use jiff::civil::Date;
use kind::Nature;
use parts::Part;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;
use subject::{Place, When};
use voices::Paragraph;

/// All that a press text states.
#[derive(Debug, Default)]
pub struct PressFacts {
    /// `None` where the text is none of the press.
    pub sort: Option<Sort>,
    /// The headline with its place; only the words where the page states it outside its text.
    pub title: Option<(String, Option<Span>)>,
    pub author: Option<Author>,
    pub published: Option<Published>,
    /// Id of the inspection's type.
    pub inspection: Option<&'static str>,
    pub authority: Option<Found<Named>>,
    pub ordinal: Option<Found<u32>>,
    /// First and last day on site, where the text tells them.
    pub days: Option<Found<(Date, Date)>>,
    /// The time of the inspection told loosely.
    pub told: Option<Interval>,
    pub judgements: Vec<JudgementTold>,
    pub quotations: Vec<Quoted>,
    /// Every reported or quoted sentence with its speaker, in the order printed.
    pub statements: Vec<Statement>,
    pub warnings: Vec<Warning>,
}

/// A time told loosely, as the interval it allows.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    pub from: Date,
    pub to: Date,
    pub precision: Precision,
    pub span: Span,
}

/// A grade that the text tells.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgementTold {
    pub area: JudgementArea,
    pub grade: Grade,
    /// For an earlier grade: when, as exactly as told, or [`SOME_TIME_BEFORE`].
    pub as_of: Option<String>,
    pub span: Span,
}

/// `as_of` of a grade that is told to be earlier without saying when: an interval open at its start.
pub const SOME_TIME_BEFORE: &str = "..";

/// Words in quotation marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Quoted {
    /// The words without the marks.
    pub span: Span,
    pub source: Option<Source>,
    pub fragment: bool,
}

/// A sentence with its speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    pub span: Span,
    /// The cross-heading above it.
    pub section: Option<Span>,
    pub speaker: Option<Speaker>,
    /// In the journalist's words, not in quotation marks.
    pub reported: bool,
}

impl PressFacts {
    /// The statements that may become findings: the inspectorate's.
    pub fn findings(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|statement| statement.speaker == Some(Speaker::Inspectorate))
    }
}

/// No paragraph of the press is longer, in bytes; what is, is data that got into the page. The bound
/// also keeps the time linear, since the words of a paragraph are looked at together.
const LONGEST_PARAGRAPH: usize = 20_000;

/// Reads every fact of a press text. `sort` is `None` for what is none of the press.
pub fn press(outline: &Outline, metadata: &Metadata) -> PressFacts {
    let mut parts = parts::parts(outline);
    for (part, block) in parts.iter_mut().zip(&outline.blocks) {
        if block.span.len() > LONGEST_PARAGRAPH {
            *part = Part::Clutter;
        }
    }
    let parts = parts;
    let author = published::author(outline, &parts, metadata);
    let byline = author.as_ref().is_some_and(|author| author.span.is_some());
    let mut facts = PressFacts { warnings: Vec::new(), ..PressFacts::default() };
    let (sort, in_scope) = match kind::nature(outline, &parts, metadata, byline) {
        Nature::Other => return facts,
        Nature::Wall(warning) => {
            facts.warnings.push(warning);
            return facts;
        }
        Nature::OutOfScope(sort, warning) => {
            facts.warnings.push(warning);
            (sort, false)
        }
        Nature::Press(sort) => (sort, true),
    };
    facts.sort = Some(sort);
    facts.title = title(outline, &parts, metadata);
    facts.author = author;
    facts.published = published::published(outline, &parts, metadata);
    if in_scope {
        inspection(outline, &parts, &mut facts);
        voices(outline, &parts, &mut facts);
    }
    facts
}

fn title(outline: &Outline, parts: &[Part], metadata: &Metadata) -> Option<(String, Option<Span>)> {
    let printed = parts.iter().position(|part| *part == Part::Headline).map(|at| outline.blocks[at].span);
    match printed {
        Some(span) => Some((outline.text.slice(span).to_owned(), Some(span))),
        None => metadata.title.clone().map(|title| (title, None)),
    }
}

/// Which inspection, and the grades told of it and of earlier ones.
fn inspection(outline: &Outline, parts: &[Part], facts: &mut PressFacts) {
    let day = facts.published.as_ref().map(|published| published.date);
    facts.authority = subject::authority(outline, parts);
    if facts.authority.is_none() {
        let message = "the text names no local authority; its inspection cannot be tied to one";
        facts.warnings.push(Warning::new(WarningCode::MissingField, message));
    }
    let named = subject::kind(outline, parts, day);
    facts.ordinal = subject::ordinal(outline, parts);
    match subject::when(outline, parts, day) {
        Some(When::Days(days)) => facts.days = Some(days),
        Some(When::Told(time, span)) => {
            facts.told = Some(Interval { from: time.from, to: time.to, precision: time.precision, span });
        }
        None => {}
    }
    if facts.authority.is_none() {
        // Whose grades they are cannot be told.
        facts.inspection = named.filter(|named| named.place != Place::Aside).map(|named| named.kind);
        return;
    }
    let (kind, judgements) = told_of(outline, parts, facts, named, day);
    facts.judgements = judgements;
    let now = || facts.judgements.iter().filter(|judgement| judgement.as_of.is_none());
    // Without a day of publication, a year told beside a later one is not that of the inspection reported.
    let on_site = facts.days.as_ref().map(|days| days.value.0).or(facts.told.as_ref().map(|told| told.from));
    let in_force = || match on_site {
        Some(first) => subject::framework_at(first),
        None => day.and_then(subject::framework_of),
    };
    let graded = now().next().is_some();
    // "Adequate" was a grade of the frameworks before both.
    let old = now().any(|judgement| judgement.grade == Grade::Adequate);
    let years =
        facts.judgements.iter().filter_map(|judgement| judgement.as_of.as_ref()?.get(..4)?.parse().ok());
    // A day of publication is surer than a newspaper's words for an area, and those surer than a loose time.
    let framework = || {
        day.and_then(|_| in_force())
            .or_else(|| subject::framework_with(now().map(|judgement| judgement.area)))
            .or_else(|| subject::framework_in_words(outline, parts))
            .or_else(in_force)
            .or_else(|| subject::framework_after(years))
            .filter(|_| !old)
    };
    facts.inspection = kind.or_else(|| graded.then(framework).flatten());
}

/// The kind of inspection that the text tells of, if it names it, and the grades. A visit that is named
/// beside a grade given now is not what the text reports.
fn told_of(
    outline: &Outline,
    parts: &[Part],
    facts: &PressFacts,
    named: Option<subject::KindNamed>,
    day: Option<Date>,
) -> (Option<&'static str>, Vec<JudgementTold>) {
    let framework = named.as_ref().map(|named| named.kind).filter(|kind| matches!(*kind, "sif" | "ilacs"));
    let graded = |visit: bool| graded(outline, parts, facts, (visit, framework), day);
    let kind = named.as_ref().map(|named| named.kind);
    let Some(visit) = named.filter(|named| is_visit(named.kind)) else {
        return (kind, judgements(graded(false)));
    };
    let heads = heads_that_grade(outline, parts, visit.kind);
    if !heads.is_empty() || visit.place < Place::Prominent {
        let told = graded(false);
        let further_down = visit.place < Place::Prominent;
        let in_heads = || heads.iter().any(|span| announced::tells_a_grade(outline.text.slice(*span)));
        let given_now = told.iter().any(|(one, _)| one.rated && one.time == grades::Time::Now)
            && (further_down || in_heads());
        if given_now {
            return (None, judgements(told));
        }
    }
    (kind, judgements(graded(true)))
}

/// Whether inspections of this kind give no grade.
fn is_visit(kind: &str) -> bool {
    matches!(kind, "monitoring-visit" | "focused-visit" | "jtai")
}

/// "Ofsted has given a good rating to ..." in the headline or at the text's beginning: a full inspection is
/// told of, whichever visit comes up beside it.
fn heads_that_grade(outline: &Outline, parts: &[Part], kind: &str) -> Vec<Span> {
    static HAS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:has|have)\s+(?:now\s+|again\s+|just\s+|officially\s+)*(?:been\s+)?(?:now\s+|again\s+)*(?:rated|given|judged|graded|awarded|handed|received|downgraded|upgraded|branded|got)\b").expect("a constant pattern")
    });
    let visit = kind.split('-').next().unwrap_or_default();
    let heads = (0..parts.len())
        .filter(|at| matches!(parts[*at], Part::Headline | Part::Standfirst | Part::Body))
        .take(OPENING_BLOCKS);
    let mut heads: Vec<Span> = heads.flat_map(|at| outline.blocks[at].sentences.iter().copied()).collect();
    let names_visit = |span: &Span| outline.text.slice(*span).to_lowercase().contains(visit);
    if heads.first().is_some_and(names_visit) {
        return Vec::new();
    }
    heads.retain(|span| HAS.is_match(outline.text.slice(*span)) && !names_visit(span));
    heads
}

/// The headline and the first two paragraphs or so.
const OPENING_BLOCKS: usize = 3;

/// All grades told, with their places.
fn graded(
    outline: &Outline,
    parts: &[Part],
    facts: &PressFacts,
    (visit, framework): (bool, Option<&'static str>),
    day: Option<Date>,
) -> Vec<settled::Placed> {
    let (about, place) = match facts.authority.as_ref().map(|found| &found.value) {
        Some(Named::Known(known)) => (Some(*known), Some(known.name)),
        Some(Named::Other(name)) => (None, Some(name.as_str())),
        None => (None, None),
    };
    let years = |at: usize| {
        told::times(outline.text.slice(outline.blocks[at].span), day)
            .into_iter()
            .map(|time| time.to.year())
            .max()
    };
    let read = |at: &usize| {
        matches!(parts[*at], Part::Headline | Part::Standfirst | Part::Body | Part::Crosshead | Part::Notes)
    };
    let latest = (0..parts.len()).filter(read).filter_map(years).max();
    let frame = grades::Frame { published: day, about, place, visit, framework, latest };
    let mut told = tables::told(outline, &(0..parts.len()).filter(read).collect::<Vec<_>>());
    let mut carried = grades::Carried::default();
    let mut block = None;
    for sentence in sentences(outline, parts, (0..parts.len()).filter(read)) {
        if block.replace(sentence.block) != Some(sentence.block) {
            carried.new_paragraph();
        }
        let found = grades::in_sentence(&sentence.text(outline), &frame, &mut carried);
        told.extend(found.into_iter().map(|one| {
            let span = sentence.place(&one.range);
            (one, span)
        }));
    }
    told.sort_by_key(|(_, span)| span.start());
    let mut settled = settled::settled(settled::split_by_framework(told, day), day);
    if let Some(year) = subject::last_inspected(outline, parts, day) {
        settled::date_undated(&mut settled, &year);
    }
    settled
}

/// A sentence in the pieces that it stands in: more than one where a page broke it over paragraphs.
struct Pieces {
    block: usize,
    spans: Vec<Span>,
}

impl Pieces {
    fn text<'o>(&self, outline: &'o Outline) -> Cow<'o, str> {
        match self.spans[..] {
            [span] => outline.text.slice(span).into(),
            _ => self.spans.iter().map(|span| outline.text.slice(*span)).collect::<Vec<_>>().join(" ").into(),
        }
    }

    /// The place of `range` of the text, cut off where its piece ends.
    fn place(&self, range: &std::ops::Range<usize>) -> Span {
        let mut offset = 0;
        let last = self.spans.len() - 1;
        for span in &self.spans[..last] {
            if range.start < offset + span.len() {
                return span.within(range.start - offset..(range.end - offset).min(span.len()));
            }
            offset += span.len() + 1;
        }
        self.spans[last].within(range.start - offset..range.end - offset)
    }
}

/// The sentences of the blocks. A paragraph that begins in the middle of a sentence goes on with the one before.
fn sentences(outline: &Outline, parts: &[Part], blocks: impl Iterator<Item = usize>) -> Vec<Pieces> {
    const ENDS: &[char] = &['.', '!', '?', ':', ';', '…', '”', '"', '’', '\''];
    let mut found: Vec<Pieces> = Vec::new();
    for at in blocks {
        for (index, &sentence) in outline.blocks[at].sentences.iter().enumerate() {
            let words = outline.text.slice(sentence);
            let broken = |before: &Pieces| {
                let end = before.spans.last().map_or("", |span| outline.text.slice(*span)).trim_end();
                before.spans.len() < MOST_PIECES
                    && !matches!(parts[before.block], Part::Headline | Part::Notes)
                    && !end.is_empty()
                    && !end.ends_with(ENDS)
            };
            let goes_on = index == 0
                && parts[at] == Part::Body
                && matches!(outline.blocks[at].kind, BlockKind::Paragraph { .. })
                && words.starts_with(char::is_lowercase)
                && found.last().is_some_and(broken);
            match found.last_mut().filter(|_| goes_on) {
                Some(before) => before.spans.push(sentence),
                None => found.push(Pieces { block: at, spans: vec![sentence] }),
            }
        }
    }
    found
}

/// A sentence broken into more paragraphs is a list of something else; the bound also keeps the time linear.
const MOST_PIECES: usize = 8;

fn judgements(settled: Vec<settled::Placed>) -> Vec<JudgementTold> {
    let judgement = |(one, span): settled::Placed| {
        let as_of = match one.time {
            grades::Time::Now => None,
            grades::Time::Earlier(time) => Some(time.unwrap_or_else(|| SOME_TIME_BEFORE.to_owned())),
        };
        JudgementTold { area: one.area, grade: one.grade, as_of, span }
    };
    settled.into_iter().map(judgement).collect()
}

/// Quotations and statements with their speakers.
fn voices(outline: &Outline, parts: &[Part], facts: &mut PressFacts) {
    let heard = |part: Part| matches!(part, Part::Headline | Part::Standfirst | Part::Body);
    let blocks: Vec<usize> = (0..parts.len()).filter(|at| heard(parts[*at])).collect();
    let paragraphs: Vec<Paragraph> = blocks
        .iter()
        .map(|&at| {
            let block = &outline.blocks[at];
            let start = block.span.start();
            Paragraph {
                text: outline.text.slice(block.span),
                sentences: block
                    .sentences
                    .iter()
                    .map(|s| s.start() - start..s.end() - start)
                    .flat_map(|sentence| unglued(outline.text.slice(block.span), sentence))
                    .collect(),
                item: matches!(block.kind, BlockKind::Item { .. }),
                quote: block.kind == BlockKind::Quote,
                head: matches!(parts[at], Part::Headline | Part::Standfirst),
            }
        })
        .collect();
    let place = match facts.authority.as_ref().map(|found| &found.value) {
        Some(Named::Known(known)) => Some(known.name),
        Some(Named::Other(name)) => Some(name.as_str()),
        None => None,
    };
    let people = people::People::of(paragraphs.iter().map(|paragraph| paragraph.text), place);
    let mut voices = voices::hear(&paragraphs, &people, place);
    if facts.sort == Some(Sort::PressRelease) {
        speak_for_the_council(&mut voices);
    }
    let span = |paragraph: usize, range: std::ops::Range<usize>| {
        outline.blocks[blocks[paragraph]].span.within(range)
    };
    let section = |paragraph: usize| {
        let at = blocks[paragraph];
        (0..at)
            .rev()
            .take_while(|before| parts[*before] != Part::Headline)
            .find(|before| parts[*before] == Part::Crosshead)
            .map(|at| outline.blocks[at].span)
    };
    for spoken in &voices.spoken {
        let place = span(spoken.marked.paragraph, spoken.marked.inner.clone());
        facts.quotations.push(Quoted {
            span: place,
            source: spoken.source.clone(),
            fragment: spoken.fragment,
        });
        let paragraph = &paragraphs[spoken.marked.paragraph];
        if spoken.fragment || paragraph.head || scraps::is_embedded(paragraph.text, &spoken.marked) {
            continue;
        }
        let words = outline.text.slice(place);
        let source = spoken.source.as_ref();
        let inspectors = source.and_then(|source| source.speaker) == Some(Speaker::Inspectorate);
        if inspectors
            && source.is_some_and(|source| source.role.is_none())
            && wording::answers_for_service(words)
        {
            // Reports do not say "we" or "our": whoever the text means, it is no finding.
            continue;
        }
        for sentence in crate::layout::sentences::sentences(words) {
            facts.statements.push(Statement {
                span: place.within(sentence),
                section: section(spoken.marked.paragraph),
                speaker: spoken.source.as_ref().and_then(|source| source.speaker),
                reported: false,
            });
        }
    }
    let history = |statement: &&voices::Statement| {
        let place = span(statement.paragraph, statement.range.clone());
        let from = facts.quotations.partition_point(|quoted| quoted.span < place);
        let inside = facts.quotations[from..].iter().take_while(|quoted| place.contains(quoted.span));
        let quotes = inside.into_iter().any(|quoted| !quoted.fragment);
        statement.weak && !quotes && tells_only_history(outline.text.slice(place), &facts.judgements, place)
    };
    let told: Vec<&voices::Statement> =
        voices.statements.iter().filter(|statement| !history(statement)).collect();
    facts.statements.extend(told.into_iter().map(|statement| Statement {
        span: span(statement.paragraph, statement.range.clone()),
        section: section(statement.paragraph),
        speaker: statement.source.speaker,
        reported: true,
    }));
    facts.statements.sort_by_key(|statement| (statement.span.start(), statement.span.end()));
    if voices.unbalanced > 0 {
        let message = format!(
            "{} quotation marks have no partner; where such a quotation ends was read from the paragraphs",
            voices.unbalanced
        );
        facts.warnings.push(Warning::new(WarningCode::UnbalancedQuotation, message));
    }
}

/// "... he added.Cllr Jo Field said": pages that lost a line's end hold two sentences in one.
fn unglued(text: &str, sentence: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    static GLUE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\p{Ll}{2}[.!?][’”'\x22]?(?P<next>\p{Lu})\p{Ll}").expect("a constant pattern")
    });
    let mut found = Vec::new();
    let mut from = sentence.start;
    for next in GLUE.captures_iter(&text[sentence.clone()]).filter_map(|found| found.name("next")) {
        let cut = sentence.start + next.start();
        found.push(from..cut);
        from = cut;
    }
    found.push(from..sentence.end);
    found
}

/// Whether a time is told does not depend on the day it is counted from.
const ANY_DAY: Date = Date::constant(2020, 1, 1);

/// A grade of years ago, or another council's, is no finding of this inspection.
fn tells_only_history(sentence: &str, judgements: &[JudgementTold], place: Span) -> bool {
    let inside = || judgements.iter().filter(|judgement| place.contains(judgement.span));
    let now = inside().any(|judgement| judgement.as_of.is_none());
    let dated = || announced::tells_a_grade(sentence) && !told::times(sentence, Some(ANY_DAY)).is_empty();
    !now && (inside().next().is_some() || dated())
}

/// Whoever a council's release quotes without a role speaks for the council.
fn speak_for_the_council(voices: &mut voices::Voices) {
    let sources = voices
        .spoken
        .iter_mut()
        .filter_map(|one| one.source.as_mut())
        .chain(voices.statements.iter_mut().map(|one| &mut one.source));
    for source in sources.filter(|source| source.speaker.is_none() && source.name.is_some()) {
        source.speaker = Some(Speaker::Authority);
    }
}
