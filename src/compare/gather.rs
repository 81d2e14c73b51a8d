//! Puts documents together: each inspection of an authority once, in order of time.
//!
//! A letter and its re-published copies are one inspection; press texts are tied to the inspection they
//! tell of (`tied`), or stand for one whose letter is not at hand.

use super::frameworks::{Framework, framework};
use super::select::{days_of, published};
use super::tied::{self, Tie};
use super::when::{self, BEFORE_ALL, Days};
use crate::authorities;
use crate::record::{self, Grade, Issuer, JudgementArea, Record};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// One inspection or visit, with every document that tells of it.
#[derive(Debug, Serialize)]
pub struct Inspection<'r> {
    #[serde(rename = "type")]
    pub kind: Option<&'r str>,
    /// First and last day on site, ISO, where a document states them.
    pub start: Option<&'r str>,
    pub end: Option<&'r str>,
    /// Which one in a series of visits.
    pub ordinal: Option<u32>,
    /// Whether only press texts tell of it.
    pub told_only: bool,
    /// The one year or month in which a press text puts an older grade; else `None`.
    pub as_of: Option<&'r str>,
    /// The leading document first: the inspectorate's own, the newest of several copies.
    pub documents: Vec<Telling<'r>>,
    /// Who led; everyone named as inspecting where nobody is said to have led.
    pub led_by: Vec<&'r str>,
    /// Whole months since the first day of the one before, whatever its kind.
    pub months_since_last: Option<u32>,
    /// The days as far as they are known, for the order.
    #[serde(skip)]
    pub days: Days,
    #[serde(skip)]
    pub framework: Framework,
}

/// One document that tells of an inspection.
#[derive(Debug, Serialize)]
pub struct Telling<'r> {
    pub path: &'r str,
    #[serde(rename = "type")]
    pub kind: &'r str,
    pub date: Option<&'r str>,
    /// How it was put to this inspection.
    pub tie: Tie,
    #[serde(skip)]
    pub record: &'r Record,
}

/// A document that has no place in the order, and why.
#[derive(Debug, Serialize, Clone, Copy, PartialEq, Eq)]
pub struct Apart<'r> {
    pub path: &'r str,
    pub reason: Reason,
}

/// Why a document has no place in the order.
#[derive(Debug, Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    NoAuthority,
    NoDate,
}

/// Two documents that tell of one inspection and contradict each other.
#[derive(Debug, Serialize, Clone, PartialEq, Eq)]
pub struct Contradiction<'r> {
    pub authority: &'r str,
    /// What they disagree on, in words.
    pub about: String,
    /// Path and what it says, for each of the two.
    pub one: (&'r str, String),
    pub other: (&'r str, String),
}

/// The documents of one authority, put together.
#[derive(Debug)]
pub struct Gathered<'r> {
    pub authority: record::Authority,
    pub inspections: Vec<Inspection<'r>>,
}

impl<'r> Inspection<'r> {
    /// The record of the leading document.
    pub fn lead(&self) -> &'r Record {
        self.documents[0].record
    }

    /// The grade of an area with the record that states it: the leading document's word, where an
    /// older grade is told the teller's.
    pub fn grade(&self, area: JudgementArea) -> Option<(Grade, &'r record::Judgement)> {
        let mut judgements = self.lead().judgements.iter();
        judgements.find(|judgement| judgement.area == area && self.covers(judgement)).map(|j| (j.grade, j))
    }

    fn covers(&self, judgement: &record::Judgement) -> bool {
        judgement.as_of.as_deref() == self.as_of
    }

    /// The days between its beginning and when the public knew of it.
    pub(super) fn period(&self) -> Days {
        let printed = self.documents.iter().filter(|telling| !is_press(telling.record));
        let known = printed.filter_map(|telling| published(telling.record)).max();
        Days::new(self.days.from, known.unwrap_or(self.days.to).max(self.days.to))
    }
}

/// Whether a record tells of an inspection at second hand: a press text or article, or a text of which
/// nobody can say who wrote it.
pub fn is_press(record: &Record) -> bool {
    !matches!(record.document.issuer, Some(Issuer::Ofsted | Issuer::JointInspectorates))
}

/// Puts records together by authority, in the order of the authorities' names.
pub fn gather<'r>(
    records: impl IntoIterator<Item = &'r Record>,
) -> (Vec<Gathered<'r>>, Vec<Apart<'r>>, Vec<Contradiction<'r>>) {
    let (mut by_authority, mut apart) = (BTreeMap::<String, Vec<&Record>>::new(), Vec::new());
    for record in records {
        match &record.inspection.authority {
            Some(authority) => {
                let name = authorities::by_name(&authority.name).map_or(authority.name.as_str(), |a| a.name);
                by_authority.entry(name.to_owned()).or_default().push(record);
            }
            None => apart.push(Apart { path: &record.source.path, reason: Reason::NoAuthority }),
        }
    }
    let mut contradictions = Vec::new();
    let mut gathered: Vec<Gathered> = Vec::new();
    for (name, records) in by_authority {
        let inspections = inspections(&records, &mut apart, &mut contradictions);
        if !inspections.is_empty() {
            let stated = records[0].inspection.authority.clone().expect("grouped by it");
            let authority = authorities::by_name(&name).map_or(stated, |authority| authority.to_record());
            gathered.push(Gathered { authority, inspections });
        }
    }
    (gathered, apart, contradictions)
}

/// The inspections that the records of one authority tell of, in order.
fn inspections<'r>(
    records: &[&'r Record],
    apart: &mut Vec<Apart<'r>>,
    contradictions: &mut Vec<Contradiction<'r>>,
) -> Vec<Inspection<'r>> {
    let (press, mut own): (Vec<_>, Vec<_>) = records.iter().copied().partition(|record| is_press(record));
    own.sort_by_key(|record| (days_of(record).map_or(BEFORE_ALL, |days| days.from), &record.source.path));
    let mut inspections: Vec<Inspection> = Vec::new();
    for record in own {
        match days_of(record) {
            Some(days) => put_own(&mut inspections, record, days),
            None => apart.push(Apart { path: &record.source.path, reason: Reason::NoDate }),
        }
    }
    tied::tie_press(&mut inspections, press, apart);
    for inspection in &mut inspections {
        inspection.settle();
        contradict(inspection, contradictions);
    }
    tied::add_told_grades(&mut inspections, contradictions);
    inspections.sort_by_key(|inspection| (inspection.days.from, inspection.days.to, inspection.kind));
    for at in 1..inspections.len() {
        let before = inspections[at - 1].days.from;
        inspections[at].months_since_last = when::months_between(before, inspections[at].days.from);
    }
    inspections
}

/// How far apart two inspections of one kind must begin to be two for certain, in days: no inspection
/// is on site longer.
const LONGEST: i32 = 120;

fn put_own<'r>(inspections: &mut Vec<Inspection<'r>>, record: &'r Record, days: Days) {
    let near = |inspection: &&mut Inspection| when::days_between(inspection.days.from, days.from) <= LONGEST;
    let same = inspections.iter_mut().rev().take_while(near).find(|inspection| {
        kinds_agree(inspection.kind, record.inspection.kind.as_deref())
            && (inspection.days.meets(days)
                || published(inspection.lead()).is_some_and(|day| Some(day) == published(record)))
    });
    match same {
        Some(inspection) => inspection.documents.push(Telling::new(record, Tie::Copy)),
        None => inspections.push(Inspection::new(record, days, Tie::Own)),
    }
}

/// Whether two kinds can be one; an unknown kind can be any.
pub(super) fn kinds_agree(one: Option<&str>, other: Option<&str>) -> bool {
    one.is_none() || other.is_none() || one == other
}

impl<'r> Telling<'r> {
    pub(super) fn new(record: &'r Record, tie: Tie) -> Self {
        Telling {
            path: &record.source.path,
            kind: &record.document.kind,
            date: record.document.date.as_deref(),
            tie,
            record,
        }
    }
}

impl<'r> Inspection<'r> {
    pub(super) fn new(record: &'r Record, days: Days, tie: Tie) -> Self {
        Inspection {
            kind: record.inspection.kind.as_deref(),
            start: None,
            end: None,
            ordinal: None,
            told_only: tie != Tie::Own,
            as_of: None,
            documents: vec![Telling::new(record, tie)],
            led_by: Vec::new(),
            months_since_last: None,
            days,
            framework: Framework::Unknown,
        }
    }

    /// Puts the leading document first and takes the facts from it.
    pub(super) fn settle(&mut self) {
        self.documents.sort_by_key(|telling| {
            let record = telling.record;
            let newest = published(record).map(|day| when::days_between(day, Date::MAX));
            (is_press(record), record.source.pages.is_none(), newest.unwrap_or(i32::MAX), &record.source.path)
        });
        let stated = &self.lead().inspection;
        self.kind = self.documents.iter().find_map(|telling| telling.record.inspection.kind.as_deref());
        (self.start, self.end, self.ordinal) =
            (stated.start.as_deref(), stated.end.as_deref(), stated.ordinal);
        if let Some(days) = days_of(self.lead()) {
            self.days = days;
        }
        self.framework = framework(self.kind, Some(self.days.from));
        let everyone = || stated.inspectors.iter();
        self.led_by = everyone().filter(|inspector| inspector.lead).map(|i| i.name.as_str()).collect();
        if self.led_by.is_empty() {
            self.led_by = everyone().map(|inspector| inspector.name.as_str()).collect();
        }
    }
}

/// Notes where a document contradicts the leading one.
fn contradict<'r>(inspection: &Inspection<'r>, contradictions: &mut Vec<Contradiction<'r>>) {
    let lead = inspection.lead();
    for telling in &inspection.documents[1..] {
        let other = telling.record;
        for judgement in other.judgements.iter().filter(|judgement| judgement.as_of.is_none()) {
            if let Some((grade, _)) =
                inspection.grade(judgement.area).filter(|(grade, _)| *grade != judgement.grade)
            {
                contradictions.push(Contradiction::new(
                    lead,
                    format!(
                        "{} of the inspection of {}",
                        super::area_word(judgement.area),
                        when::spoken(inspection.days.from)
                    ),
                    super::grade_word(grade).to_owned(),
                    other,
                    super::grade_word(judgement.grade).to_owned(),
                ));
            }
        }
        let (ours, theirs) = (&lead.inspection, &other.inspection);
        for (what, one, two) in
            [("first day on site", &ours.start, &theirs.start), ("last day on site", &ours.end, &theirs.end)]
        {
            if let (Some(one), Some(two)) = (one, two)
                && one != two
            {
                contradictions.push(Contradiction::new(
                    lead,
                    what.to_owned(),
                    one.clone(),
                    other,
                    two.clone(),
                ));
            }
        }
    }
}

impl<'r> Contradiction<'r> {
    pub(super) fn new(
        one: &'r Record,
        about: String,
        says: String,
        other: &'r Record,
        says_other: String,
    ) -> Self {
        let authority = one.inspection.authority.as_ref().map_or("", |authority| &authority.name);
        Contradiction {
            authority,
            about,
            one: (&one.source.path, says),
            other: (&other.source.path, says_other),
        }
    }
}
