//! The reading text of a document: exactly the characters that evidence counts in.

use crate::evidence::Text;
use std::io::{self, Write};

/// Writes the text, and a line's end after it.
///
/// # Errors
/// Where the place written to fails.
pub fn write(text: &Text, out: &mut impl Write) -> io::Result<()> {
    out.write_all(text.as_str().as_bytes())?;
    out.write_all(b"\n")
}
