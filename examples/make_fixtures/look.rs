//! How a fixture is to look: what `looks.toml` says of it.
//!
//! Knows the table's keys and the words of the furniture that Ofsted's documents share.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Everything about one fixture that its Markdown does not say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Path below `fixtures`, without ending.
    pub source: String,
    /// Forms to write beside the source, besides the tagged PDF.
    #[serde(default)]
    pub also: Vec<Form>,
    #[serde(default)]
    pub letterhead: Letterhead,
    /// Printed small at the top of the first page.
    #[serde(default)]
    pub running_head: Option<String>,
    /// Lines at the foot of every page but the first.
    #[serde(default)]
    pub running_foot: Vec<String>,
    #[serde(default)]
    pub page_number: PageNumber,
    /// Whether page 1 bears its number.
    #[serde(default)]
    pub number_first_page: bool,
    /// A rule across the page above the foot.
    #[serde(default)]
    pub foot_rule: bool,
    #[serde(default = "black_square")]
    pub bullet: char,
    #[serde(default = "round_bullet")]
    pub sub_bullet: char,
    /// Points from the margin to a bullet.
    #[serde(default)]
    pub bullet_indent: f32,
    /// Points by which a bullet's baseline lies below that of its words.
    #[serde(default)]
    pub bullet_drop: f32,
    /// Body size in points.
    #[serde(default = "body_size")]
    pub size: f32,
    /// Headings in blue, as some letters have them.
    #[serde(default)]
    pub blue_headings: bool,
    /// Whether headings are tagged as headings, or as mere paragraphs.
    #[serde(default)]
    pub tag_headings: bool,
    /// Whether `fi` and `fl` are set as one glyph, and copied as one character.
    #[serde(default)]
    pub ligatures: bool,
    /// White words under the first heading, left behind by a template.
    #[serde(default)]
    pub hidden: Option<String>,
    /// Headings that begin a page.
    #[serde(default)]
    pub page_before: Vec<String>,
    /// The heading before which a page of contents is put.
    #[serde(default)]
    pub contents_before: Option<String>,
    /// Widths of a table's columns as shares, by the words of its first head cell.
    #[serde(default)]
    pub columns: BTreeMap<String, Vec<f32>>,
    /// Tables without drawn rules, by the words of their first head cell.
    #[serde(default)]
    pub unruled: Vec<String>,
    /// Year of the copyright line of Ofsted's closing page; none for a letter.
    #[serde(default)]
    pub annex: Option<u16>,
}

/// What a fixture may be written as, besides its tagged PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    Untagged,
    Html,
    Text,
}

/// Whose address stands at the top of the first page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Letterhead {
    #[default]
    None,
    Manchester,
    Bristol,
}

/// Where the page number stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageNumber {
    None,
    #[default]
    Right,
    Centre,
    /// Left on even pages, right on odd ones.
    Outer,
}

impl Letterhead {
    /// Two columns of lines.
    pub fn columns(self) -> [&'static [&'static str]; 2] {
        match self {
            Letterhead::None => [&[], &[]],
            Letterhead::Manchester => [
                &["Ofsted", "Piccadilly Gate", "Store Street", "Manchester", "M1 2WD"],
                &[
                    "T 0300 123 1231",
                    "Textphone 0161 618 8524",
                    "enquiries@ofsted.gov.uk",
                    "www.gov.uk/ofsted",
                ],
            ],
            Letterhead::Bristol => [
                &["Freshford House", "Redcliffe Way", "Bristol", "BS1 6NL"],
                &["T 0300 123 1231", "enquiries@ofsted.gov.uk", "www.ofsted.gov.uk"],
            ],
        }
    }
}

/// The paragraphs of the closing page: who Ofsted is, how to reach it, whose the words are.
pub fn annex(year: u16) -> Vec<String> {
    vec![
        "The Office for Standards in Education, Children’s Services and Skills (Ofsted) inspects and \
         regulates services that care for children and young people, and services that teach learners of \
         every age. Its work takes in councils’ services for children, fostering and adoption agencies, \
         residential settings, schools and colleges."
            .to_owned(),
        "If you would like a copy of this document in another format, such as large print or Braille, please \
         telephone 0300 123 1231, or email enquiries@ofsted.gov.uk."
            .to_owned(),
        "You may reuse this information (not including logos) free of charge under the terms of the Open \
         Government Licence."
            .to_owned(),
        "Piccadilly Gate\nStore Street\nManchester\nM1 2WD".to_owned(),
        "T: 0300 123 1231\nTextphone: 0161 618 8524\nE: enquiries@ofsted.gov.uk\nW: www.gov.uk/ofsted"
            .to_owned(),
        format!("© Crown copyright {year}"),
    ]
}

fn black_square() -> char {
    '◼'
}

fn round_bullet() -> char {
    '•'
}

fn body_size() -> f32 {
    11.0
}
