//! Bytes become characters: byte order marks, UTF-8, UTF-16, older encodings, text encoded twice.
//!
//! Knows encodings. Knows nothing of markup but the name of an encoding that it may declare.

use crate::error::{Warning, WarningCode};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes `bytes`. `declared` is the encoding that the file itself names, if it does. Whatever is not
/// plain UTF-8 (or UTF-16 with its mark) leaves a warning.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> (String, Option<Warning>) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return finish(text.into_owned(), damaged.then_some(encoding));
    }
    // Plain English in UTF-16 is valid UTF-8 full of NULs, so it must be asked first.
    if let Some(encoding) = utf16_without_mark(bytes) {
        return finish(encoding.decode_without_bom_handling(bytes).0.into_owned(), Some(encoding));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return finish(text.to_owned(), None);
    }
    let named = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    let encoding = named.filter(|&encoding| encoding != UTF_8).unwrap_or_else(|| detected(bytes));
    finish(encoding.decode_without_bom_handling(bytes).0.into_owned(), Some(encoding))
}

/// At most `limit` bytes from the start, not cut inside a UTF-8 character.
pub(super) fn head(bytes: &[u8], limit: usize) -> &[u8] {
    if bytes.len() <= limit {
        return bytes;
    }
    let mut end = limit & !1;
    while end > limit - 8 && bytes[end] & 0b1100_0000 == 0b1000_0000 {
        end -= 1;
    }
    &bytes[..end]
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The documents are British: the country helps where a few marks alone are not ASCII.
    detector.guess(Some(b"uk"), Utf8Detection::Deny)
}

/// English text in UTF-16 has a NUL in nearly every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(512)];
    let nuls = |odd: usize| sample.iter().enumerate().filter(|&(at, &b)| at % 2 == odd && b == 0).count();
    let half = sample.len() / 2;
    let (even, odd) = (nuls(0), nuls(1));
    if half < 4 {
        None
    } else if odd * 10 > half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 that was once read as Windows-1252 and saved again, mark by mark.
const TWICE: &[(&str, &str)] = &[
    ("â€œ", "“"),
    ("â€\u{9d}", "”"),
    ("â€˜", "‘"),
    ("â€™", "’"),
    ("â€“", "–"),
    ("â€”", "—"),
    ("â€¦", "…"),
    ("â€¢", "•"),
    ("Â£", "£"),
    ("Â\u{a0}", " "),
    ("Ã©", "é"),
    ("Ã«", "ë"),
    ("Ã¨", "è"),
    ("Ã¯", "ï"),
    ("Ã¶", "ö"),
    ("Ã¼", "ü"),
    ("Ã¡", "á"),
];

fn finish(text: String, odd: Option<&'static Encoding>) -> (String, Option<Warning>) {
    let twice = text.contains("â€") || text.contains("Â£") || text.contains("Â\u{a0}");
    let text =
        if twice { TWICE.iter().fold(text, |text, (bad, good)| text.replace(bad, good)) } else { text };
    let lost = text.matches('\u{fffd}').count();
    let message = match odd {
        _ if twice => "text was encoded twice; its quotation marks and dashes were repaired".to_owned(),
        Some(encoding) => {
            format!("not valid UTF-8; read as {}, check names and quotation marks", encoding.name())
        }
        None if lost > 0 => {
            format!("{lost} characters were lost before this file was saved (shown as \u{fffd})")
        }
        None => return (text, None),
    };
    (text, Some(Warning::new(WarningCode::Encoding, message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8_and_marked_utf16_need_no_warning() {
        assert_eq!(decode("“Zoë”".as_bytes(), None), ("“Zoë”".to_owned(), None));
        assert_eq!(decode("\u{feff}“Zoë”".as_bytes(), None), ("“Zoë”".to_owned(), None));
        assert_eq!(decode(&utf16("\u{feff}“Zoë”", u16::to_le_bytes), None), ("“Zoë”".to_owned(), None));
        assert_eq!(decode(&utf16("\u{feff}“Zoë”", u16::to_be_bytes), None), ("“Zoë”".to_owned(), None));
    }

    #[test]
    fn older_encodings_are_read_with_a_warning() {
        let (text, warning) =
            decode(b"\x93Plans are late,\x94 said the council\x92s leader \x96 twice.", None);
        assert_eq!(text, "“Plans are late,” said the council’s leader – twice.");
        assert!(warning.unwrap().message.contains("windows-1252"));
        let (text, warning) = decode(b"\x93Plans\x94", Some("iso-8859-1"));
        assert_eq!((text.as_str(), warning.is_some()), ("“Plans”", true));
        let (text, warning) = decode(&utf16("Plans are late", u16::to_le_bytes), None);
        assert_eq!((text.as_str(), warning.is_some()), ("Plans are late", true));
    }

    #[test]
    fn text_encoded_twice_is_repaired() {
        let (text, warning) = decode("â€œItâ€™s betterâ€\u{9d} â€“ Â£5".as_bytes(), None);
        assert_eq!(text, "“It’s better” – £5");
        assert_eq!(warning.unwrap().code, WarningCode::Encoding);
    }

    #[test]
    fn lost_characters_are_told() {
        let (_, warning) = decode("the council\u{fffd}s plan".as_bytes(), None);
        assert!(warning.unwrap().message.starts_with("1 characters were lost"));
    }
}
