//! Reads records back from files that `--format ndjson` or `--format json` wrote.
//!
//! Fields may be added to a record without a new version, so a field that is not known is passed over;
//! another version is refused, because there the known fields may mean something else.
//!
//! Knows the record's shape and version. Knows nothing of documents.

use crate::error::{Error, ErrorKind};
use crate::record::{Record, SCHEMA_VERSION};
use serde::Deserialize;

/// Bytes looked at to tell stored records from a document.
const LOOK: usize = 512;

/// Whether the bytes look like stored records: JSON whose first object begins with its schema version.
pub fn is_stored(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOK)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let object = start.strip_prefix('[').unwrap_or(start).trim_start();
    object.starts_with('{') && object.contains("\"schema_version\"")
}

/// Each record of a file, in order, or why it is none. One bad line costs no other its record.
///
/// `name` is the path as given, for messages.
pub fn records(name: &str, bytes: &[u8]) -> Vec<Result<Record, Error>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'[') {
        return array(name, bytes);
    }
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    let filled = lines.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
    let records: Vec<_> =
        filled.map(|(at, line)| record(line).map_err(|why| bad(name, "line", at + 1, why))).collect();
    // One record printed over many lines is JSON, too.
    match records.first() {
        Some(Err(_)) if records.iter().all(Result::is_err) => match record(bytes) {
            Ok(record) => vec![Ok(record)],
            Err(_) => records,
        },
        _ => records,
    }
}

fn array(name: &str, bytes: &[u8]) -> Vec<Result<Record, Error>> {
    if let Ok(records) = serde_json::from_slice::<Vec<Record>>(bytes)
        && records.iter().all(|record| record.schema_version == SCHEMA_VERSION)
    {
        return records.into_iter().map(Ok).collect();
    }
    // Something is wrong: read again, one by one, to tell the sound from the others.
    match serde_json::from_slice::<Vec<serde_json::Value>>(bytes) {
        Ok(values) => {
            let texts = values.iter().map(ToString::to_string).enumerate();
            texts
                .map(|(at, text)| record(text.as_bytes()).map_err(|why| bad(name, "record", at + 1, why)))
                .collect()
        }
        Err(why) => vec![Err(Error::new(name, ErrorKind::BadRecord(format!("{why}; write the file again"))))],
    }
}

/// One record, or why it is none, in words with a remedy.
fn record(json: &[u8]) -> Result<Record, String> {
    let why = match serde_json::from_slice::<Record>(json) {
        Ok(record) if record.schema_version == SCHEMA_VERSION => return Ok(record),
        Ok(_) => String::new(),
        Err(why) => why.to_string(),
    };
    match serde_json::from_slice::<Version>(json) {
        Ok(Version { schema_version }) if schema_version != SCHEMA_VERSION => Err(format!(
            "its schema_version is {schema_version:?} and this program reads {SCHEMA_VERSION:?}; read the documents again"
        )),
        Ok(_) => Err(format!("{why}; read the documents again")),
        Err(_) => Err(format!("{why}; is the file whole?")),
    }
}

/// All that is asked of a record that is not one of ours.
#[derive(Deserialize)]
struct Version {
    schema_version: String,
}

fn bad(name: &str, what: &str, number: usize, why: String) -> Error {
    Error::new(name, ErrorKind::BadRecord(format!("{what} {number}: {why}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"{"schema_version":"1","source":{"path":"a.pdf","format":"pdf","sha256":"00","pages":1},
        "document":{"type":"unknown","title":null,"date":null,"issuer":null},
        "inspection":{"type":null,"authority":null,"start":null,"end":null,"length":null,"inspectors":[],"recipient":null},
        "judgements":[],"areas_to_improve":[],"strengths":[],"findings":[],"warnings":[]}"#;

    fn line() -> String {
        RECORD.replace('\n', " ")
    }

    #[test]
    fn lines_arrays_and_one_long_record_are_read() {
        let (one, two, array) =
            (RECORD.to_owned(), format!("{0}\n\n{0}\n", line()), format!("[{0},{0}]", line()));
        for (bytes, count) in [(&one, 1), (&two, 2), (&array, 2), (&"[]".to_owned(), 0)] {
            let records = records("r", bytes.as_bytes());
            assert_eq!(records.len(), count);
            assert!(records.iter().all(Result::is_ok));
        }
        assert!(is_stored(RECORD.as_bytes()) && is_stored(array.as_bytes()));
        assert!(!is_stored(b"%PDF-1.7") && !is_stored(b"[1]") && !is_stored(b""));
    }

    #[test]
    fn a_bad_record_is_named_and_costs_no_other() {
        let newer = line().replacen("\"1\"", "\"2\"", 1);
        for text in [format!("{}\n{newer}\n{}", line(), line()), format!("[{},{newer},{}]", line(), line())] {
            let records = records("r.ndjson", text.as_bytes());
            assert_eq!(records.iter().filter(|record| record.is_ok()).count(), 2);
            let message = records[1].as_ref().unwrap_err().to_string();
            assert!(
                message.contains("r.ndjson")
                    && message.contains(" 2: ")
                    && message.contains("schema_version"),
                "{message}"
            );
        }
        let torn = &line()[..200];
        assert!(records("r", torn.as_bytes())[0].as_ref().unwrap_err().to_string().contains("whole"));
        let other = records("r", br#"{"schema_version":"1","colour":"red"}"#);
        assert!(other[0].as_ref().unwrap_err().to_string().contains("source"));
    }

    #[test]
    fn a_field_added_later_is_passed_over_wherever_it_stands() {
        let plain = records("r", line().as_bytes()).remove(0).unwrap();
        let added = line()
            .replacen("{\"schema", "{\"added\":{\"a\":[1]},\"schema", 1)
            .replacen("\"path\"", "\"added\":null,\"path\"", 1)
            .replacen("\"issuer\"", "\"added\":1,\"issuer\"", 1)
            .replacen("\"recipient\":null", "\"recipient\":{\"name\":\"A\",\"role\":null,\"added\":1}", 1);
        let mut read = records("r", added.as_bytes()).remove(0).unwrap();
        assert_eq!(read.inspection.recipient.take().unwrap().name, "A");
        assert_eq!(read, plain);
        let newer = added.replacen("\"1\"", "\"2\"", 1);
        assert!(
            records("r", newer.as_bytes())[0].as_ref().unwrap_err().to_string().contains("schema_version")
        );
    }
}
