//! Ties press texts to the inspections they tell of, and says by what.
//!
//! The words that a text quotes from a letter are the best witness; then the days, kind and number it
//! tells; then when it was published; then the grades. A text that ties to none stands for an inspection
//! whose letter is not at hand.

use super::gather::{Apart, Contradiction, Inspection, Reason, Telling, kinds_agree};
use super::select::{days_of, published};
use super::when::{self, Days};
use super::words;
use crate::record::{Record, Speaker};
use serde::Serialize;
use std::collections::HashSet;

/// How a document was put to its inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// It is the first of the inspectorate's own documents.
    Own,
    /// Another copy of it: same kind and days.
    Copy,
    /// A press text that quotes its words.
    Quotes,
    /// A press text that tells its days, kind or number.
    ToldTime,
    /// A press text published soon after it.
    Published,
    /// A press text that tells its grades, and no other inspection's.
    Grades,
    /// A press text whose inspection has no other document at hand.
    Alone,
}

/// Words in a row that are hardly the same by chance.
const ROW: usize = 6;
/// Rows of words that a press text must share with a letter to be tied by them.
const SHARED_ROWS: usize = 3;
/// Days after a letter in which press texts about it come out.
const NEWS: i32 = 150;
/// Days by which a press text may be ahead of the letter: embargoes and misprints.
const AHEAD: i32 = 7;

/// Ties each press text to an inspection, or adds one for it.
pub(super) fn tie_press<'r>(
    inspections: &mut Vec<Inspection<'r>>,
    mut press: Vec<&'r Record>,
    apart: &mut Vec<Apart<'r>>,
) {
    if press.is_empty() {
        return;
    }
    press.sort_by_key(|record| (days_of(record).map(|days| days.from), &record.source.path));
    let letters: Vec<_> = inspections.iter().map(Letter::of).collect();
    let mut untied = Vec::new();
    for record in press {
        match tie(record, &letters) {
            Some((at, tie)) => inspections[at].documents.push(Telling::new(record, tie)),
            None => untied.push(record),
        }
    }
    let letters = inspections.len();
    for record in untied {
        let Some(days) = days_of(record).filter(|_| tells_of_inspection(record)) else {
            apart.push(Apart { path: &record.source.path, reason: Reason::NoDate });
            continue;
        };
        let alike = inspections[letters..].iter_mut().find(|other| {
            let stated = &other.lead().inspection;
            kinds_agree(other.kind, record.inspection.kind.as_deref())
                && stated.ordinal.zip(record.inspection.ordinal).is_none_or(|(one, two)| one == two)
                && other.days.apart(days) <= NEWS / 2
        });
        match alike {
            Some(inspection) => inspection.documents.push(Telling::new(record, Tie::Alone)),
            None => inspections.push(Inspection::new(record, days, Tie::Alone)),
        }
    }
}

/// What is needed of an inspection's letter to tie texts to it.
struct Letter<'r> {
    record: &'r Record,
    kind: Option<&'r str>,
    ordinal: Option<u32>,
    days: Days,
    period: Days,
    rows: HashSet<u64>,
}

impl<'r> Letter<'r> {
    fn of(inspection: &Inspection<'r>) -> Self {
        let record = inspection.lead();
        let mut rows = HashSet::new();
        for finding in &record.findings {
            rows.extend(words::rows(&finding.text, ROW));
        }
        let ordinal = record.inspection.ordinal;
        Letter {
            record,
            kind: inspection.kind,
            ordinal,
            days: inspection.days,
            period: inspection.period(),
            rows,
        }
    }

    /// Whether nothing that the text states speaks against it.
    fn may_be(&self, text: &Record) -> bool {
        kinds_agree(self.kind, text.inspection.kind.as_deref())
            && self.ordinal.zip(text.inspection.ordinal).is_none_or(|(one, two)| one == two)
            && published(text).is_none_or(|day| when::days_between(self.days.from, day) >= 0)
    }

    /// Grades that the text shares with it; `None` where one differs.
    fn grades_shared(&self, text: &Record) -> Option<usize> {
        let mut shared = 0;
        for told in text.judgements.iter().filter(|told| told.as_of.is_none()) {
            let ours = self.record.judgements.iter().find(|ours| ours.area == told.area);
            match ours {
                Some(ours) if ours.grade == told.grade => shared += 1,
                Some(_) => return None,
                None => {}
            }
        }
        Some(shared)
    }
}

fn tie(text: &Record, letters: &[Letter]) -> Option<(usize, Tie)> {
    let possible: Vec<usize> = (0..letters.len()).filter(|&at| letters[at].may_be(text)).collect();
    by_quotes(text, letters, &possible)
        .map(|at| (at, Tie::Quotes))
        .or_else(|| by_told_time(text, letters, &possible).map(|at| (at, Tie::ToldTime)))
        .or_else(|| by_publication(text, letters, &possible).map(|at| (at, Tie::Published)))
        .or_else(|| by_grades(text, letters, &possible).map(|at| (at, Tie::Grades)))
}

fn by_quotes(text: &Record, letters: &[Letter], possible: &[usize]) -> Option<usize> {
    let mut rows = HashSet::new();
    let said = text.findings.iter().filter(|finding| finding.speaker != Some(Speaker::Authority));
    for words in
        said.map(|finding| &finding.text).chain(text.quotations.iter().map(|quotation| &quotation.text))
    {
        rows.extend(words::rows(words, ROW));
    }
    let shared = |at: &usize| letters[*at].rows.intersection(&rows).count();
    let mut counts: Vec<(usize, usize)> = possible.iter().map(|at| (shared(at), *at)).collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    let &(most, at) = counts.first()?;
    let second = counts.get(1).map_or(0, |second| second.0);
    (most >= SHARED_ROWS && most >= 2 * second).then_some(at)
}

fn by_told_time(text: &Record, letters: &[Letter], possible: &[usize]) -> Option<usize> {
    let inspection = &text.inspection;
    if inspection.start.is_none() && inspection.told.is_none() {
        return None;
    }
    let told = days_of(text)?;
    let meeting = possible
        .iter()
        .copied()
        .filter(|&at| letters[at].period.meets(told) && letters[at].grades_shared(text).is_some());
    // The told days themselves beat the weeks until the letter came out.
    meeting.min_by_key(|&at| (letters[at].days.apart(told), letters[at].period.to))
}

fn by_publication(text: &Record, letters: &[Letter], possible: &[usize]) -> Option<usize> {
    // A text that tells when the inspection was has had its chance.
    if text.inspection.start.is_some() || text.inspection.told.is_some() || !tells_of_inspection(text) {
        return None;
    }
    let day = published(text)?;
    let news = possible.iter().copied().filter(|&at| {
        let after = when::days_between(letters[at].period.to, day);
        (-AHEAD..=NEWS).contains(&after) && letters[at].grades_shared(text).is_some()
    });
    news.min_by_key(|&at| when::days_between(letters[at].period.to, day).abs())
}

fn by_grades(text: &Record, letters: &[Letter], possible: &[usize]) -> Option<usize> {
    if published(text).is_some() || text.inspection.start.is_some() || text.inspection.told.is_some() {
        return None;
    }
    let mut agreeing = possible
        .iter()
        .copied()
        .filter(|&at| letters[at].grades_shared(text).is_some_and(|shared| shared > 0));
    agreeing.next().filter(|_| agreeing.next().is_none())
}

fn tells_of_inspection(text: &Record) -> bool {
    let inspection = &text.inspection;
    inspection.kind.is_some()
        || inspection.start.is_some()
        || inspection.told.is_some()
        || text.judgements.iter().any(|judgement| judgement.as_of.is_none())
}

/// Days around an inspection in which a year or month told for its grades may fall.
const TOLD_LATE: i32 = 60;

/// Adds an inspection for each older grade that a text tells and no document at hand states.
pub(super) fn add_told_grades<'r>(
    inspections: &mut Vec<Inspection<'r>>,
    contradictions: &mut Vec<Contradiction<'r>>,
) {
    let records: Vec<&'r Record> = inspections
        .iter()
        .flat_map(|inspection| inspection.documents.iter().map(|telling| telling.record))
        .collect();
    for record in records {
        for judgement in &record.judgements {
            let Some(as_of) = judgement.as_of.as_deref() else { continue };
            let Some(told) = Days::parse(as_of) else { continue };
            let known = inspections.iter().find(|inspection| {
                inspection.as_of.is_none_or(|other| other == as_of)
                    && inspection.period().then(TOLD_LATE).meets(told)
                    && inspection.grade(judgement.area).is_some()
            });
            let Some(known) = known else {
                let mut inspection = Inspection::new(record, told, Tie::Alone);
                (inspection.kind, inspection.as_of) = (None, Some(as_of));
                inspections.push(inspection);
                continue;
            };
            let (grade, _) = known.grade(judgement.area).expect("just found");
            if grade != judgement.grade {
                contradictions.push(Contradiction::new(
                    known.lead(),
                    format!("{} in {as_of}", super::area_word(judgement.area)),
                    super::grade_word(grade).to_owned(),
                    record,
                    super::grade_word(judgement.grade).to_owned(),
                ));
            }
        }
    }
}
