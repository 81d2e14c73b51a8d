//! What a document must meet, and where it does not.

use crate::cli::Failure;
use crate::cli::config::Settings;
use crate::cli::context::Rules;
use crate::cli::suggest;
use clap::ValueEnum;
use ofsted_scan::compare::recurring::Fate;
use ofsted_scan::compare::{Depth, compare, select::Selection};
use ofsted_scan::error::WarningCode;
use ofsted_scan::evidence::Evidence;
use ofsted_scan::record::{Finding, Grade, Record};
use ofsted_scan::render::words::Word;
use ofsted_scan::rules::book::{Effect, Rule};
use std::collections::HashSet;

/// A condition that a document does not meet.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Breach {
    pub path: String,
    /// Name of the condition, as its setting.
    pub condition: &'static str,
    pub message: String,
    /// Where it stands, if anywhere.
    pub evidence: Option<Evidence>,
}

/// A field that can be required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Field {
    Authority,
    Dates,
    DocumentDate,
    Title,
    LeadInspector,
    Recipient,
    Judgements,
    AreasToImprove,
    Findings,
}

impl Field {
    /// As it is typed.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn is_stated(self, record: &Record) -> bool {
        let inspection = &record.inspection;
        match self {
            Field::Authority => inspection.authority.is_some(),
            Field::Dates => inspection.start.is_some(),
            Field::DocumentDate => record.document.date.is_some(),
            Field::Title => record.document.title.is_some(),
            Field::LeadInspector => inspection.inspectors.iter().any(|inspector| inspector.lead),
            Field::Recipient => inspection.recipient.is_some(),
            Field::Judgements => !record.judgements.is_empty(),
            Field::AreasToImprove => !record.areas_to_improve.is_empty(),
            Field::Findings => !record.findings.is_empty(),
        }
    }
}

/// What is asked of every document.
#[derive(Debug, Default)]
pub struct Conditions {
    pub require: Vec<Field>,
    pub required_for_type: bool,
    pub min_grade: Option<Grade>,
    pub no_priority_action: bool,
    pub no_area_listed_again: bool,
    pub max_unlabelled: Option<f64>,
    /// Rules by which a sentence is labelled for where it stands alone.
    priors: HashSet<String>,
}

impl Conditions {
    /// From flags, environment and files.
    ///
    /// # Errors
    /// Where a required field is none.
    pub fn from_settings(settings: &Settings, rules: &Rules) -> Result<Self, Failure> {
        let max_unlabelled = settings.share("check.max-unlabelled");
        let prior = |rule: &&Rule| matches!(rule.effect, Effect::Prior(_) | Effect::Words(_));
        let priors = || rules.book().rules().iter().filter(prior).map(|rule| rule.id.clone()).collect();
        let require: Result<Vec<Field>, Failure> =
            settings.list("check.require").iter().map(|n| field(n)).collect();
        let min_grade = settings.word("check.min-grade");
        Ok(Conditions {
            require: require?,
            required_for_type: settings.switch("check.required-for-type"),
            min_grade: min_grade.and_then(|word| serde_json::from_value(word.into()).ok()),
            no_priority_action: settings.switch("check.no-priority-action"),
            no_area_listed_again: settings.switch("check.no-area-listed-again"),
            max_unlabelled,
            priors: max_unlabelled.map(|_| priors()).unwrap_or_default(),
        })
    }

    /// Every condition that `record` by itself does not meet.
    pub fn check(&self, record: &Record) -> Vec<Breach> {
        let breach = |condition, message: String, evidence| Breach {
            path: record.source.path.clone(),
            condition,
            message,
            evidence,
        };
        let mut breaches = Vec::new();
        for field in self.require.iter().filter(|field| !field.is_stated(record)) {
            breaches.push(breach("require", format!("states no {}", field.name()), None));
        }
        if self.required_for_type {
            let missing = record.warnings.iter().filter(|warning| warning.code == WarningCode::MissingField);
            breaches
                .extend(missing.map(|warning| breach("required-for-type", warning.message.clone(), None)));
        }
        if let Some(least) = self.min_grade.and_then(rank) {
            let now = record.judgements.iter().filter(|judgement| judgement.as_of.is_none());
            for judgement in now.filter(|judgement| rank(judgement.grade).is_some_and(|rank| rank < least)) {
                let message = format!("{}: {}", judgement.area.title(), judgement.grade.title());
                breaches.push(breach("min-grade", message, Some(judgement.evidence)));
            }
        }
        if self.no_priority_action {
            for area in record.areas_to_improve.iter().filter(|area| area.priority) {
                breaches.push(breach(
                    "no-priority-action",
                    format!("priority action: {}", area.text),
                    Some(area.evidence),
                ));
            }
        }
        if let Some(most) = self.max_unlabelled {
            let without = |finding: &&Finding| finding.rules.iter().all(|rule| self.priors.contains(rule));
            let unlabelled = record.findings.iter().filter(without).count();
            let share = unlabelled as f64 / record.findings.len().max(1) as f64;
            if share > most {
                let message = format!(
                    "{unlabelled} of {} sentences have no label of their own ({share:.2})",
                    record.findings.len()
                );
                breaches.push(breach("max-unlabelled", message, None));
            }
        }
        breaches
    }
}

fn field(name: &str) -> Result<Field, Failure> {
    Field::from_str(name, false).map_err(|_| {
        let names: Vec<String> = Field::value_variants().iter().map(|field| field.name()).collect();
        let near = suggest::nearest(name, names.iter().map(String::as_str));
        Failure::Usage(format!("check.require: no field `{name}`{near}; allowed are {}", names.join(", ")))
    })
}

/// Better is higher; outcomes of area SEND inspections are another scale.
fn rank(grade: Grade) -> Option<u8> {
    match grade {
        Grade::Outstanding => Some(4),
        Grade::Good => Some(3),
        Grade::RequiresImprovement | Grade::Adequate => Some(2),
        Grade::Inadequate => Some(1),
        Grade::TypicallyPositive | Grade::Inconsistent | Grade::SystemicFailings => None,
    }
}

/// Every area that a later inspection among `records` lists again, told of the later document.
pub fn listed_again(records: &[Record]) -> Vec<Breach> {
    let comparison = compare(records, &Selection::default(), Depth::Whole);
    let mut breaches = Vec::new();
    for timeline in &comparison.timelines {
        for area in &timeline.areas_to_improve {
            let again = area.later.iter().filter(|outcome| outcome.fate == Fate::ListedAgain);
            for witness in again.filter_map(|outcome| outcome.shown_by.iter().find(|witness| witness.listed))
            {
                let later = records.iter().find(|record| record.source.path == witness.path);
                let item =
                    later.and_then(|r| r.areas_to_improve.iter().find(|item| item.text == witness.text));
                breaches.push(Breach {
                    path: witness.path.to_owned(),
                    condition: "no-area-listed-again",
                    message: format!(
                        "listed again: {} (first in {}, page {})",
                        witness.text, area.path, area.page
                    ),
                    evidence: item.map(|item| item.evidence),
                });
            }
        }
    }
    breaches
}
