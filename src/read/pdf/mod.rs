//! PDF files become placed characters. The only module that names a PDF crate.
//!
//! The reader itself has no limits of its own: a small file may draw for ever or unpack to gigabytes.
//! So every file is read on a thread of its own with a large stack, under limits of size, pages,
//! glyphs and time; a panic inside the crate becomes an error about that file alone.

mod bombs;
mod glyphs;
pub mod second;
mod tags;

use super::{Content, Input, Metadata, Page, Placed};
use crate::error::{ErrorKind, Warning, WarningCode};
use crate::record::Format;
use glyphs::{Collector, Stop};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use kurbo::Affine;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

/// What one document may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Pages read; the rest is left with a warning.
    pub pages: usize,
    /// Characters drawn in the whole document.
    pub glyphs: usize,
    /// Bytes that one packed stream may unpack to.
    pub unpacked: u64,
    /// Time for the whole document.
    pub time: Duration,
}

impl Default for Limits {
    /// Far above any inspection report (the longest seen has 60 pages and 200,000 glyphs).
    fn default() -> Self {
        Limits {
            bytes: 256 << 20,
            pages: 2_000,
            glyphs: 20_000_000,
            unpacked: 256 << 20,
            time: Duration::from_secs(30),
        }
    }
}

/// Which crate reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reader {
    /// `hayro`, and `pdf-extract` where that finds no text.
    #[default]
    Hayro,
    /// `pdf-extract` alone.
    PdfExtract,
}

/// How PDFs are read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub limits: Limits,
    pub reader: Reader,
    /// The program that runs the second reader in a process of its own (`ofsted-scan` itself). Without
    /// it there is no second reader: it aborts, hangs and grows on hostile files.
    pub second: Option<PathBuf>,
}

/// Reads a PDF within the limits.
///
/// # Errors
/// Where the file cannot be opened, breaks a limit, or holds no text.
pub fn read(bytes: &[u8], options: &Options) -> Result<Input, ErrorKind> {
    let limits = options.limits;
    if bytes.len() > limits.bytes {
        let (size, most) = (bytes.len() >> 20, limits.bytes >> 20);
        return Err(ErrorKind::TooLarge(format!("{size} MB; the limit is {most} MB")));
    }
    bombs::check(bytes, limits.unpacked)?;
    if options.reader == Reader::PdfExtract {
        return second::read(bytes, options);
    }
    match first(bytes, limits) {
        Err(ErrorKind::NoText) if options.second.is_some() => {
            let mut input = second::read(bytes, options).map_err(|_| ErrorKind::NoText)?;
            let message = "the first reader found no text; this is the second reader's";
            input.warnings.push(Warning::new(WarningCode::SecondReader, message));
            Ok(input)
        }
        read => read,
    }
}

/// Deeply nested objects recurse in the crate; the usual 2 MB would overflow, which nothing catches.
const STACK: usize = 256 << 20;

fn first(bytes: &[u8], limits: Limits) -> Result<Input, ErrorKind> {
    let (send, receive) = mpsc::sync_channel(1);
    let bytes: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
    std::thread::Builder::new()
        .name("pdf".into())
        .stack_size(STACK)
        .spawn(move || {
            let read = catch_unwind(AssertUnwindSafe(|| placed(bytes, limits)));
            // The receiver may have given up; then nobody wants the answer.
            let _ =
                send.send(read.unwrap_or_else(|_| Err(ErrorKind::Damaged("the reader failed on it".into()))));
        })
        .map_err(|error| ErrorKind::NotReadable(error.to_string()))?;
    // A file that never draws is not seen by the collector's own clock: leave its thread behind.
    match receive.recv_timeout(limits.time + Duration::from_secs(1)) {
        Ok(read) => read,
        Err(_) => Err(ErrorKind::TimedOut { seconds: limits.time.as_secs() }),
    }
}

fn placed(bytes: Arc<Vec<u8>>, limits: Limits) -> Result<Input, ErrorKind> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ErrorKind::Encrypted,
        LoadPdfError::Decryption(_) => ErrorKind::Encrypted,
        LoadPdfError::Invalid => ErrorKind::Damaged("no page tree".into()),
    })?;
    let tags = tags::read(&pdf);
    let mut warnings = Vec::new();
    let mut pages = Vec::new();
    let mut spent = Spent { glyphs: 0, until: Instant::now() + limits.time };
    let mut unmapped = 0;
    let cache = InterpreterCache::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        let number = index as u32 + 1;
        if index >= limits.pages {
            let message = format!("only the first {} of {} pages were read", limits.pages, pdf.pages().len());
            warnings.push(Warning::new(WarningCode::Truncated, message));
            break;
        }
        let (width, height) = page.render_dimensions();
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let bounds = kurbo::Rect::new(0.0, 0.0, width.into(), height.into());
        let settings = InterpreterSettings::default();
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings);
        let mut collector = Collector::new(
            Page { number, width, height, ..Page::default() },
            &tags,
            page,
            limits,
            &mut spent,
        );
        let drawn = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut collector)));
        unmapped += collector.unmapped();
        let page = collector.finish();
        match drawn.map_err(|cause| cause.downcast::<Stop>().map(|stop| *stop)) {
            Ok(()) => {}
            Err(Ok(Stop::Time)) => return Err(ErrorKind::TimedOut { seconds: limits.time.as_secs() }),
            Err(Ok(Stop::Glyphs)) => {
                return Err(ErrorKind::TooLarge(format!("more than {} characters drawn", limits.glyphs)));
            }
            Err(Err(_)) => {
                let message = format!("page {number} is damaged; what came before the damage was read");
                warnings.push(Warning::new(WarningCode::Truncated, message));
            }
        }
        if page.runs.iter().all(|run| run.text.trim().is_empty()) {
            let message = format!("page {number} has no text (an empty page or a picture)");
            warnings.push(Warning::new(WarningCode::PageWithoutText, message));
        }
        pages.push(page);
    }
    if unmapped > 0 {
        let message = format!("{unmapped} glyphs name no character and are left out");
        warnings.push(Warning::new(WarningCode::UnmappedGlyphs, message));
    }
    if pages.iter().all(|page| page.runs.iter().all(|run| run.text.trim().is_empty())) {
        return Err(ErrorKind::NoText);
    }
    let content = Content::Placed(Placed { pages, elements: tags.elements });
    Ok(Input { format: Format::Pdf, content, metadata: Metadata::default(), warnings })
}

/// What the document has cost so far.
struct Spent {
    glyphs: usize,
    until: Instant,
}
