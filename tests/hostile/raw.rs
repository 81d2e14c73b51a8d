//! PDFs written by hand, object by object, so that they can be wrong in just one way.

use flate2::{Compress, Compression, FlushCompress};

/// Objects of one file, numbered from 1.
#[derive(Default)]
pub struct Raw {
    objects: Vec<Vec<u8>>,
}

impl Raw {
    /// Adds an object and gives its number.
    pub fn object(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    /// Adds a stream; `entries` go into its dictionary beside `/Length`.
    pub fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut body = format!("<< /Length {} {entries} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(body)
    }

    /// The number that the next object will have.
    pub fn next(&self) -> usize {
        self.objects.len() + 1
    }

    /// The file, with a sound table of offsets, whose catalogue is object `root`.
    pub fn finish(self, root: usize) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        for (index, body) in self.objects.iter().enumerate() {
            offsets.push(file.len());
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(body);
            file.extend_from_slice(b"\nendobj\n");
        }
        let table = file.len();
        let size = self.objects.len() + 1;
        file.extend_from_slice(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
        for offset in offsets {
            file.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
        }
        let trailer = format!("trailer\n<< /Size {size} /Root {root} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        file.extend_from_slice(trailer.as_bytes());
        file
    }
}

/// A font that needs no file.
pub const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A page's content that writes `words` once.
pub fn writes(words: &str) -> String {
    format!("BT /F1 12 Tf 72 700 Td ({words}) Tj ET")
}

/// One page with `content`. `page` and `resources` are added to their dictionaries; the objects that
/// `resources` names follow from number 5.
pub fn one_page(content: &[u8], page: &str, resources: &str, more: &[&str]) -> Vec<u8> {
    let mut raw = Raw::default();
    raw.object("<< /Type /Catalog /Pages 2 0 R >>");
    raw.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    raw.object(format!(
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} /Resources << {resources} >> >>"
    ));
    raw.stream("", content);
    more.iter().for_each(|body| _ = raw.object(body));
    raw.finish(1)
}

/// The box of an A4 page.
pub const BOX: &str = "/MediaBox [0 0 595 842]";

/// A packed stream of `megabytes` of spaces, made without packing them all: one packed megabyte,
/// repeated.
pub fn bomb(megabytes: usize) -> Vec<u8> {
    let mut packer = Compress::new(Compression::best(), true);
    let plain = vec![b' '; 1 << 20];
    let mut once = Vec::with_capacity(1 << 16);
    packer.compress_vec(&plain, &mut once, FlushCompress::Full).expect("packs");
    let head = once.len();
    packer.compress_vec(&plain, &mut once, FlushCompress::Full).expect("packs");
    let again = once[head..].to_vec();
    (2..megabytes).for_each(|_| once.extend_from_slice(&again));
    once
}
