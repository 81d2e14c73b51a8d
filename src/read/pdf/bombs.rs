//! Packed streams that would unpack to gigabytes are found before the reader meets them.
//!
//! Knows how a stream looks in the raw file, and no more of PDF: a bomb need not be well-formed.

use crate::error::ErrorKind;
use flate2::read::ZlibDecoder;
use std::io::Read;

/// Deflate packs at most about 1032 to 1, so a shorter stream cannot reach a gigabyte; nearly all
/// streams of a letter are shorter, and unpacking them twice would cost time.
const SUSPECT: usize = 64 << 10;

/// Unpacks every long deflate stream once, keeping nothing, and refuses the file where one grows past
/// `limit` bytes.
pub fn check(bytes: &[u8], limit: u64) -> Result<(), ErrorKind> {
    let mut at = 0;
    while let Some(start) = find(bytes, b"stream", at) {
        at = start + b"stream".len();
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let data = skip_line_end(bytes, at);
        let end = find(bytes, b"endstream", data).unwrap_or(bytes.len());
        let dictionary = &bytes[start.saturating_sub(512)..start];
        let packings =
            count(last_dictionary(dictionary), b"Flate") + count(last_dictionary(dictionary), b"/Fl ");
        // Packed twice, the first unpacking may itself be a short stream that grows.
        let suspect = end - data > SUSPECT || (packings > 1 && end - data > 64);
        if packings > 0 && suspect {
            let grown = unpacked_length(&bytes[data..end], packings, limit);
            if grown > limit {
                return Err(ErrorKind::TooLarge(format!(
                    "a packed stream grows past {} MB; do not trust this file",
                    limit >> 20
                )));
            }
        }
        at = end;
    }
    Ok(())
}

fn unpacked_length(packed: &[u8], packings: usize, limit: u64) -> u64 {
    let mut reader: Box<dyn Read> = Box::new(packed);
    for _ in 0..packings.min(4) {
        reader = Box::new(ZlibDecoder::new(reader));
    }
    // A damaged stream ends with an error; what came before it has still been counted.
    let mut counted = Counted(0);
    let _ = std::io::copy(&mut reader.take(limit + 1), &mut counted);
    counted.0
}

struct Counted(u64);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The stream's own dictionary stands right before it; what precedes that belongs to another object.
fn last_dictionary(before: &[u8]) -> &[u8] {
    let from = before.windows(4).rposition(|word| word == b" obj").unwrap_or(0);
    &before[from..]
}

fn skip_line_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at.min(bytes.len())..];
    at + usize::from(rest.starts_with(b"\r"))
        + usize::from(rest.starts_with(b"\n") || rest.starts_with(b"\r\n"))
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, word).map(|at| from + at)
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, word).count()
}
