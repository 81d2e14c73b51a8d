//! The law of evidence: every fact's span of the reading text holds the fact as printed.

use ofsted_scan::evidence::{Evidence, Text};
use ofsted_scan::record::Record;

/// The characters of a text, so that spans of characters can be cut out.
pub struct Slices {
    characters: Vec<char>,
    pages: Option<u32>,
}

impl Slices {
    pub fn of(text: &Text, record: &Record) -> Self {
        Slices { characters: text.as_str().chars().collect(), pages: record.source.pages }
    }

    /// The words that `evidence` points at; `None` where it points at nothing.
    pub fn cut(&self, evidence: Evidence) -> Option<String> {
        let span = evidence.start as usize..evidence.end as usize;
        let page_exists = evidence.page >= 1 && self.pages.is_none_or(|pages| evidence.page <= pages);
        if !page_exists || span.is_empty() {
            return None;
        }
        Some(self.characters.get(span)?.iter().collect())
    }
}

/// Every breach of the law in a record, one line each.
pub fn breaches(record: &Record, text: &Text) -> Vec<String> {
    let slices = Slices::of(text, record);
    let mut breaches = Vec::new();
    let mut exact = |what: &str, words: &str, evidence: Evidence| match slices.cut(evidence) {
        Some(cut) if letters(&cut) == letters(words) => {}
        cut => breaches.push(format!("{what}: {words:?} but the text has {cut:?}")),
    };
    for finding in &record.findings {
        exact("finding", &finding.text, finding.evidence);
    }
    for item in &record.areas_to_improve {
        exact("area to improve", &item.text, item.evidence);
    }
    for item in &record.strengths {
        exact("strength", &item.text, item.evidence);
    }
    for item in &record.inspection.areas_covered {
        exact("area covered", &item.text, item.evidence);
    }
    for quotation in &record.quotations {
        exact("quotation", &quotation.text, quotation.evidence);
    }
    let mut holds = |what: &str, words: &str, evidence: Option<Evidence>| {
        let cut = evidence.and_then(|evidence| slices.cut(evidence));
        if !cut.as_deref().is_some_and(|cut| letters(cut).contains(&letters(words))) {
            breaches.push(format!("{what}: {words:?} but the text has {cut:?}"));
        }
    };
    for judgement in &record.judgements {
        holds(&format!("{:?}", judgement.area), grade_word(judgement), Some(judgement.evidence));
    }
    for inspector in &record.inspection.inspectors {
        holds("inspector", &inspector.name, inspector.evidence);
    }
    if let Some(recipient) = &record.inspection.recipient {
        holds("recipient", &recipient.name, recipient.evidence);
    }
    if let Some(title) = &record.document.title {
        holds("title", title, record.document.evidence.title);
    }
    if record.inspection.authority.is_some() {
        holds("authority", "", record.inspection.evidence.authority);
    }
    let mut years = Vec::new();
    if let Some(date) = &record.document.date {
        // A date told by a page's metadata stands nowhere in its text.
        if record.document.date_origin.is_none_or(|origin| origin == ofsted_scan::record::DateOrigin::Text) {
            holds("date", &day(date), record.document.evidence.date);
            years.push(("year of the date", date, record.document.evidence.date));
        }
    }
    if let (Some(start), Some(end)) = (&record.inspection.start, &record.inspection.end) {
        let dates = &record.inspection.evidence.dates;
        holds("first day", &day(start), dates.first().copied());
        holds("last day", &day(end), dates.last().copied());
        years.push(("year of the last day", end, dates.last().copied()));
    }
    // Some documents leave the year out, and one prints it with a slip of the keyboard.
    for (what, date, evidence) in years {
        let cut = evidence.and_then(|evidence| slices.cut(evidence)).unwrap_or_default();
        let told = cut.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        if told.clone().next().is_some() && !told.clone().any(|year| year == &date[..4]) {
            breaches.push(format!("{what}: {date} but the text has {cut:?}"));
        }
    }
    breaches
}

/// The grade's most telling letters, as every document prints them.
fn grade_word(judgement: &ofsted_scan::record::Judgement) -> &'static str {
    use ofsted_scan::record::Grade;
    match judgement.grade {
        Grade::Outstanding => "outstanding",
        Grade::Good => "good",
        Grade::RequiresImprovement => "improvement",
        Grade::Adequate => "adequate",
        Grade::Inadequate => "inadequate",
        Grade::TypicallyPositive => "positive",
        Grade::Inconsistent => "inconsistent",
        Grade::SystemicFailings => "failings",
    }
}

/// Day of the month without a leading nought.
fn day(date: &str) -> String {
    date[8..].trim_start_matches('0').to_owned()
}

/// Letters and digits in lower case: how white space, quotation marks and bullets are told may differ.
pub fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
