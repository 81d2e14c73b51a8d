//! The record that each document becomes: the public JSON interface, types only.
//!
//! Knows the words and the shape; nothing of how any value was found, or how it is drawn.
//! `docs/record.md` describes each field for users. A thing that the document does not state is
//! `None` or an empty list, never a guess.

use crate::error::Warning;
use crate::evidence::Evidence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of this interface. It changes when the meaning of an existing field changes.
pub const SCHEMA_VERSION: &str = "1";

/// One document, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    pub schema_version: String,
    pub source: Source,
    pub document: Document,
    pub inspection: Inspection,
    pub judgements: Vec<Judgement>,
    pub areas_to_improve: Vec<AreaToImprove>,
    pub strengths: Vec<Strength>,
    /// Quotations of a press text or article, in the order printed; empty for Ofsted's own documents.
    #[serde(default)]
    pub quotations: Vec<Quotation>,
    pub findings: Vec<Finding>,
    pub warnings: Vec<Warning>,
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The path as given; `-` for standard input.
    pub path: String,
    pub format: Format,
    /// Lower-case hexadecimal hash of the bytes.
    pub sha256: String,
    /// Number of pages; `None` for formats without pages.
    pub pages: Option<u32>,
}

/// A file format, told by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    Pdf,
    Text,
    Markdown,
    Html,
}

/// What the document is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Id of a document type (`rules/documents`), or `unknown`.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: Option<String>,
    /// The date printed on it (letter date, publication date), ISO.
    pub date: Option<String>,
    pub issuer: Option<Issuer>,
    /// Who wrote it, where a press text or article says so.
    #[serde(default)]
    pub author: Option<String>,
    /// Where the date was found.
    #[serde(default)]
    pub date_origin: Option<DateOrigin>,
    #[serde(default)]
    pub evidence: DocumentEvidence,
}

/// Where the facts of [`Document`] stand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentEvidence {
    pub title: Option<Evidence>,
    pub date: Option<Evidence>,
    pub author: Option<Evidence>,
}

/// Where a publication date was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrigin {
    /// Printed in the text.
    Text,
    /// A `<time>` element.
    TimeElement,
    /// A `<meta>` element.
    Meta,
    /// JSON-LD.
    JsonLd,
    /// The path of the page's address.
    Address,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Issuer {
    Ofsted,
    JointInspectorates,
    LocalAuthority,
    Press,
}

/// Which inspection or visit the document tells of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Inspection {
    /// `ilacs`, `sif`, `focused-visit`, `monitoring-visit`, `jtai`, `area-send`,
    /// `contact-referral-assessment`, another id from a document type, or `None`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub authority: Option<Authority>,
    /// First day on site, ISO.
    pub start: Option<String>,
    /// Last day on site, ISO.
    pub end: Option<String>,
    /// Derived from the days on site, for ILACS only: no report states it.
    pub length: Option<Length>,
    pub inspectors: Vec<Inspector>,
    pub recipient: Option<Recipient>,
    /// Which one in a series of visits (`3` for a third monitoring visit).
    #[serde(default)]
    pub ordinal: Option<u32>,
    /// What the visit looked at, as the letter lists it.
    #[serde(default)]
    pub areas_covered: Vec<Stated>,
    /// When a press text tells the inspection's time only loosely ("last year").
    #[serde(default)]
    pub told: Option<ToldTime>,
    #[serde(default)]
    pub evidence: InspectionEvidence,
}

/// Where the facts of [`Inspection`] stand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InspectionEvidence {
    pub authority: Option<Evidence>,
    /// The range or ranges of days as printed.
    pub dates: Vec<Evidence>,
    pub ordinal: Option<Evidence>,
}

/// Words of the document with their place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stated {
    pub text: String,
    pub evidence: Evidence,
}

/// A time told loosely, kept as the interval it allows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ToldTime {
    /// First day of the interval, ISO.
    pub from: String,
    /// Last day of the interval, ISO.
    pub to: String,
    pub precision: Precision,
    pub text: String,
    pub evidence: Evidence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    Day,
    Week,
    Month,
    Season,
    Year,
}

/// A local authority, tied to the table of authorities where it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Authority {
    /// The plain name (`Wandsworth`).
    pub name: String,
    /// Ofsted's unique reference number.
    pub urn: Option<String>,
    /// The Department for Education's three-digit code.
    pub dfe_code: Option<String>,
    /// The Office for National Statistics' nine-character code.
    pub ons_code: Option<String>,
    pub region: Option<String>,
}

/// How long an ILACS inspection was on site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    Short,
    Standard,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Inspector {
    pub name: String,
    pub role: Option<String>,
    /// Whether the document says that this person led.
    pub lead: bool,
    #[serde(default)]
    pub evidence: Option<Evidence>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recipient {
    pub name: String,
    pub role: Option<String>,
    #[serde(default)]
    pub evidence: Option<Evidence>,
}

/// One graded judgement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Judgement {
    pub area: JudgementArea,
    pub grade: Grade,
    /// Date or year (ISO, possibly partial) of an older grade that an article tells; else `None`.
    pub as_of: Option<String>,
    pub evidence: Evidence,
}

/// What a judgement is about. The frameworks fix the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum JudgementArea {
    /// Overall effectiveness.
    Overall,
    /// The impact of leaders (ILACS); leadership, management and governance (SIF 3).
    Leaders,
    /// Children who need help and protection (ILACS; SIF 1).
    HelpAndProtection,
    /// Children in care and care leavers, one judgement (ILACS 2018 to 2022).
    CareAndCareLeavers,
    /// Children in care (ILACS from 2023).
    InCare,
    /// Care leavers (ILACS from 2023; SIF 2.2).
    CareLeavers,
    /// Children looked after and achieving permanence (SIF 2).
    LookedAfterAndPermanence,
    /// Adoption performance (SIF 2.1).
    Adoption,
    /// The Local Safeguarding Children Board (reviewed with SIF).
    Lscb,
    /// The outcome of an area SEND inspection.
    AreaSend,
}

/// A grade, or the outcome of an area SEND inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    Outstanding,
    Good,
    RequiresImprovement,
    /// In reports of 2013 and before.
    Adequate,
    Inadequate,
    /// Area SEND: typically positive experiences and outcomes.
    TypicallyPositive,
    /// Area SEND: inconsistent experiences and outcomes.
    Inconsistent,
    /// Area SEND: widespread and/or systemic failings.
    SystemicFailings,
}

/// An item that the document itself lists as needing to improve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AreaToImprove {
    pub text: String,
    /// Whether it is an area for priority action.
    pub priority: bool,
    /// Ids of themes, most central first.
    pub themes: Vec<String>,
    pub evidence: Evidence,
}

/// An item that the document itself lists as a strength.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Strength {
    pub text: String,
    pub themes: Vec<String>,
    pub evidence: Evidence,
}

/// One sentence of the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Short hash of the sentence's words and its section: it survives a change of layout.
    pub id: String,
    pub text: String,
    /// The heading above it, as printed.
    pub section: Option<String>,
    pub polarity: Polarity,
    pub themes: Vec<String>,
    pub speaker: Option<Speaker>,
    /// In a press text: the inspectorate's finding in the journalist's words, not in quotation marks.
    #[serde(default)]
    pub reported: bool,
    pub evidence: Evidence,
    /// Ids of the rules that decided polarity and themes.
    pub rules: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    Strength,
    Improvement,
    Mixed,
    Neutral,
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    Inspectorate,
    Authority,
    Other,
}

/// Words that a press text or article puts in quotation marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quotation {
    /// The words without the outer marks.
    pub text: String,
    pub speaker: Option<Speaker>,
    /// Name of a person or body, as printed.
    pub name: Option<String>,
    pub role: Option<String>,
    /// A word or scrap in marks, not a statement.
    pub fragment: bool,
    pub evidence: Evidence,
}
