//! Every way to fail and every way to warn: closed lists, each with its cause and its remedy.
//!
//! Knows nothing of exit statuses or of how a message is drawn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why one input gave no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The path as it was given (`-` for standard input).
    pub path: String,
    /// What went wrong.
    pub kind: ErrorKind,
}

/// The closed list of failures. Each displays as *what; what to do*.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ErrorKind {
    #[error("no such file or folder; check the path")]
    NotFound,
    #[error("cannot be read ({0}); check its permissions")]
    NotReadable(String),
    #[error("the file is empty; download it again")]
    Empty,
    #[error("not a document this tool reads ({0}); give it a PDF, HTML, Markdown or plain text")]
    UnknownFormat(String),
    #[error(
        "a web page saved under the name of a PDF; open the address in a browser and save the PDF itself"
    )]
    WebPageAsPdf,
    #[error("an encrypted PDF; save a copy without a password and read that")]
    Encrypted,
    #[error("a damaged PDF ({0}); download it again, or open it in a PDF viewer and save a copy")]
    Damaged(String),
    #[error("no text on any page (scanned pictures?); run it through OCR, for example `ocrmypdf`, first")]
    NoText,
    #[error("too large: {0}")]
    TooLarge(String),
    #[error("took longer than {seconds} s to read; raise --timeout if the file is sound")]
    TimedOut { seconds: u64 },
    #[error("stored records, which hold no text to look words up in; give the document itself")]
    StoredWithoutText,
    #[error("cannot be read as a record ({0})")]
    BadRecord(String),
    #[error("a defect of this tool ({0}); please report it together with the file")]
    Defect(String),
}

impl Error {
    /// An error of `kind` about the input called `path`.
    pub fn new(path: impl Into<String>, kind: ErrorKind) -> Self {
        Error { path: path.into(), kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)
    }
}

impl std::error::Error for Error {}

/// Something that could not be read, or looks wrong, in a document that was otherwise read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    pub code: WarningCode,
    /// One sentence for a person: what, where, and what it means for the record.
    pub message: String,
}

/// The closed list of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WarningCode {
    /// A page gave no text.
    PageWithoutText,
    /// Glyphs that name no character.
    UnmappedGlyphs,
    /// A limit (pages, glyphs) cut the reading short; what was read is kept.
    Truncated,
    /// The second reader had to be used.
    SecondReader,
    /// No document type was recognised.
    UnknownType,
    /// Two document types fit about equally well.
    UncertainType,
    /// A field that this type of document should state was not found.
    MissingField,
    /// The authority could not be tied to the table of authorities.
    UnknownAuthority,
    /// Two places of the document contradict each other.
    Contradiction,
    /// A value is printed as it stands but cannot be right (a date that ends before it starts).
    Implausible,
    /// Text was not valid UTF-8 and was read in another encoding.
    Encoding,
    /// A press text about something other than a local authority's inspection.
    OutOfScope,
    /// Only a wall to sign up at was saved, not the text behind it.
    SignUpWall,
    /// A quotation mark that is never closed, or closed twice.
    UnbalancedQuotation,
}

impl Warning {
    /// A warning of `code` with its message.
    pub fn new(code: WarningCode, message: impl Into<String>) -> Self {
        Warning { code, message: message.into() }
    }
}
