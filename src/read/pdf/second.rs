//! The second reader, `pdf-extract`, in a process of its own.
//!
//! On hostile files it panics, overflows its stack (which nothing catches), hangs, or grows past all
//! memory. So the program starts itself again for one file, with limits on memory and time that the
//! operating system keeps, and reads what comes back. It knows no fonts' weight, tags or hidden text.

use super::super::{Content, Input, Metadata, Page, Placed, Run};
use super::{Limits, Options};
use crate::error::{ErrorKind, Warning, WarningCode};
use crate::record::Format;
use pdf_extract::{ColorSpace, Document, MediaBox, OutputDev, OutputError, Path, Transform, output_doc};
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

/// The hidden argument by which the program knows that it is the child.
pub const CHILD_ARGUMENT: &str = "__read-with-pdf-extract";

/// Memory that the child may use (bytes).
const MEMORY: u64 = 2 << 30;
/// What the child may answer (bytes): placed characters of some thousand pages.
const ANSWER: u64 = 512 << 20;

/// Reads a PDF with the second reader.
///
/// # Errors
/// Where there is no program to run it, where it fails or breaks a limit, or finds no text.
pub fn read(bytes: &[u8], options: &Options) -> Result<Input, ErrorKind> {
    let Some(program) = &options.second else {
        return Err(ErrorKind::NotReadable(
            "the second PDF reader runs only inside the ofsted-scan program".into(),
        ));
    };
    let child = Command::new(program)
        .arg(CHILD_ARGUMENT)
        .arg(options.limits.time.as_secs().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| {
            ErrorKind::NotReadable(format!("the second PDF reader cannot be started: {error}"))
        })?;
    let answer = answer(child, bytes.to_vec(), options.limits)?;
    let pages: Vec<Page> = serde_json::from_slice(&answer)
        .map_err(|_| ErrorKind::Damaged("the second reader failed on it".into()))?;
    let mut warnings = Vec::new();
    for page in pages.iter().filter(|page| is_blank(page)) {
        let message = format!("page {} has no text (an empty page or a picture)", page.number);
        warnings.push(Warning::new(WarningCode::PageWithoutText, message));
    }
    if pages.iter().all(is_blank) {
        return Err(ErrorKind::NoText);
    }
    let content = Content::Placed(Placed { pages, elements: Vec::new() });
    Ok(Input { format: Format::Pdf, content, metadata: Metadata::default(), warnings })
}

fn is_blank(page: &Page) -> bool {
    page.runs.iter().all(|run| run.text.trim().is_empty())
}

/// Feeds the child and waits for its answer, or ends it when its time is up.
fn answer(mut child: Child, bytes: Vec<u8>, limits: Limits) -> Result<Vec<u8>, ErrorKind> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(ErrorKind::NotReadable("the second PDF reader has no pipes".into()));
    };
    // A child that dies early stops reading; its answer tells.
    std::thread::spawn(move || drop(input.write_all(&bytes)));
    let (send, receive) = mpsc::sync_channel(1);
    std::thread::spawn(move || {
        let mut answer = Vec::new();
        let read = output.take(ANSWER).read_to_end(&mut answer);
        let _ = send.send(read.map(|_| answer));
    });
    let told = receive.recv_timeout(limits.time);
    if told.is_err() {
        let _ = child.kill();
    }
    let status = child.wait();
    match (told, status) {
        (Err(_), _) => Err(ErrorKind::TimedOut { seconds: limits.time.as_secs() }),
        (Ok(Ok(answer)), Ok(status)) if status.success() => Ok(answer),
        _ => Err(ErrorKind::Damaged("the second reader failed on it".into())),
    }
}

/// The child's whole life: limits itself, reads a PDF from standard input, writes its pages as JSON.
/// Gives whether it succeeded.
pub fn child_main(seconds: u64) -> bool {
    limit_self(seconds);
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return false;
    }
    let Ok(document) = Document::load_mem(&bytes) else { return false };
    let mut pages = Pages { pages: Vec::new() };
    // Pages read before the failure are worth having.
    if output_doc(&document, &mut pages).is_err() && pages.pages.is_empty() {
        return false;
    }
    serde_json::to_writer(std::io::stdout().lock(), &pages.pages).is_ok()
}

#[cfg(unix)]
fn limit_self(seconds: u64) {
    // Where a limit cannot be set the parent's clock still holds.
    let _ = rlimit::Resource::AS.set(MEMORY, MEMORY);
    let _ = rlimit::Resource::CPU.set(seconds + 1, seconds + 1);
    let _ = rlimit::Resource::CORE.set(0, 0);
}

#[cfg(not(unix))]
fn limit_self(_seconds: u64) {}

/// Gathers characters into runs.
struct Pages {
    pages: Vec<Page>,
}

/// Characters closer than this part of the font size are one run; the crate draws no spaces of its own.
const GAP: f32 = 0.18;

impl OutputDev for Pages {
    fn begin_page(
        &mut self,
        number: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        let (width, height) = ((media.urx - media.llx) as f32, (media.ury - media.lly) as f32);
        self.pages.push(Page { number, width, height, ..Page::default() });
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let Some(page) = self.pages.last_mut() else { return Ok(()) };
        let scale = (at.m21 * at.m21 + at.m22 * at.m22).sqrt();
        let (size, left) = ((size * scale) as f32, at.m31 as f32);
        let right = left + width as f32 * size;
        let baseline = page.height - at.m32 as f32;
        if let Some(last) = page.runs.last_mut()
            && (last.baseline - baseline).abs() < 0.1
            && (last.size - size).abs() < 0.1
            && (left - last.right).abs() < GAP * size
        {
            last.text.push_str(text);
            last.right = right;
            return Ok(());
        }
        page.runs.push(Run { text: text.to_owned(), left, right, baseline, size, ..Run::default() });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        Ok(())
    }
}
