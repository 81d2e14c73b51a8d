//! Records as a SQLite database: normalised tables with keys, views with the names of the tidy tables,
//! and full-text search over every sentence. Ready for Datasette, DuckDB and SQL.

use super::RecordWriter;
use super::words::Word;
use crate::evidence::Evidence;
use crate::record::{Finding, Record, Speaker};
use rusqlite::{Connection, params};
use std::io;
use std::path::Path;

const SCHEMA: &str = include_str!("sqlite.sql");

/// Writes records into a new database.
pub struct Writer {
    connection: Connection,
}

impl Writer {
    /// Begins a database in the empty or missing file at `path`.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn create(path: &Path) -> io::Result<Self> {
        let connection = Connection::open(path).map_err(io_error)?;
        connection.execute_batch(SCHEMA).map_err(io_error)?;
        // One transaction a run: whoever reads sees all of it or nothing.
        connection.execute_batch("BEGIN").map_err(io_error)?;
        Ok(Writer { connection })
    }
}

impl RecordWriter for Writer {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        insert(&self.connection, record).map_err(io_error)
    }

    fn finish(&mut self) -> io::Result<()> {
        let end = "INSERT INTO findings_fts(findings_fts) VALUES ('optimize'); COMMIT; PRAGMA optimize;";
        self.connection.execute_batch(end).map_err(io_error)
    }
}

fn io_error(error: rusqlite::Error) -> io::Error {
    io::Error::other(error.to_string())
}

type Done = rusqlite::Result<()>;

fn insert(to: &Connection, record: &Record) -> Done {
    let document = insert_document(to, record)?;
    for (at, inspector) in (1i64..).zip(&record.inspection.inspectors) {
        to.prepare_cached("INSERT INTO inspectors VALUES (?, ?, ?, ?, ?)")?.execute(params![
            document,
            at,
            inspector.name,
            inspector.role,
            inspector.lead
        ])?;
    }
    for judgement in &record.judgements {
        let Evidence { page, start, end } = judgement.evidence;
        to.prepare_cached("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?)")?.execute(params![
            document,
            judgement.area.key(),
            judgement.grade.key(),
            judgement.as_of,
            page,
            start,
            end
        ])?;
    }
    let areas = record.areas_to_improve.iter();
    let areas = areas.map(|area| ("improvement", area.priority, &area.text, &area.themes, area.evidence));
    let strengths = record.strengths.iter().map(|s| ("strength", false, &s.text, &s.themes, s.evidence));
    for (at, (kind, priority, text, themes, evidence)) in (1i64..).zip(areas.chain(strengths)) {
        let Evidence { page, start, end } = evidence;
        to.prepare_cached("INSERT INTO listed VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![document, at, kind, priority, text, page, start, end])?;
        insert_themes(to, "INSERT OR IGNORE INTO listed_themes VALUES (?, ?, ?)", themes)?;
    }
    for quotation in &record.quotations {
        let Evidence { page, start, end } = quotation.evidence;
        let speaker = quotation.speaker.map(Speaker::key);
        to.prepare_cached("INSERT INTO quotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(params![
            document,
            quotation.text,
            speaker,
            quotation.name,
            quotation.role,
            quotation.fragment,
            page,
            start,
            end
        ])?;
    }
    for warning in &record.warnings {
        let code = serde_json::to_value(warning.code).ok().and_then(|code| code.as_str().map(str::to_owned));
        to.prepare_cached("INSERT INTO warnings VALUES (?, ?, ?)")?.execute(params![
            document,
            code,
            warning.message
        ])?;
    }
    record.findings.iter().try_for_each(|finding| insert_finding(to, document, finding))
}

fn insert_document(to: &Connection, record: &Record) -> rusqlite::Result<i64> {
    let (inspection, document) = (&record.inspection, &record.document);
    let authority = inspection.authority.as_ref();
    if let Some(authority) = authority {
        to.prepare_cached("INSERT OR IGNORE INTO authorities VALUES (?, ?, ?, ?, ?)")?.execute(params![
            authority.name,
            authority.urn,
            authority.dfe_code,
            authority.ons_code,
            authority.region
        ])?;
    }
    let recipient = inspection.recipient.as_ref();
    to.prepare_cached("INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
        .execute(params![
            record.source.path,
            record.source.sha256,
            record.source.pages,
            document.kind,
            document.title,
            document.date,
            document.issuer.map(Word::key),
            document.author,
            inspection.kind,
            authority.map(|authority| &authority.name),
            inspection.start,
            inspection.end,
            inspection.length.map(Word::key),
            inspection.ordinal,
            recipient.map(|recipient| &recipient.name),
            recipient.and_then(|recipient| recipient.role.as_ref()),
        ])?;
    Ok(to.last_insert_rowid())
}

fn insert_finding(to: &Connection, document: i64, finding: &Finding) -> Done {
    let Evidence { page, start, end } = finding.evidence;
    to.prepare_cached("INSERT INTO findings VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
        params![
            document,
            finding.id,
            finding.section,
            finding.text,
            finding.polarity.key(),
            finding.speaker.map(Speaker::key),
            finding.reported,
            page,
            start,
            end
        ],
    )?;
    let row = to.last_insert_rowid();
    insert_themes(to, "INSERT OR IGNORE INTO finding_themes VALUES (?, ?, ?)", &finding.themes)?;
    for rule in &finding.rules {
        to.prepare_cached("INSERT OR IGNORE INTO finding_rules VALUES (?, ?)")?
            .execute(params![row, rule])?;
    }
    Ok(())
}

/// Ties the row last inserted to its themes, the most central first.
fn insert_themes(to: &Connection, sql: &str, themes: &[String]) -> Done {
    let row = to.last_insert_rowid();
    for (rank, theme) in (1i64..).zip(themes) {
        to.prepare_cached(sql)?.execute(params![row, theme, rank])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn database(records: &[Record]) -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sqlite");
        let mut writer = Writer::create(&path).unwrap();
        records.iter().for_each(|record| writer.write(record).unwrap());
        writer.finish().unwrap();
        drop(writer);
        let connection = Connection::open(path).unwrap();
        (folder, connection)
    }

    fn count(connection: &Connection, sql: &str) -> i64 {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn counts_are_the_record_s_and_the_file_is_sound() {
        let record = sample::record();
        let (_folder, connection) = database(&[record.clone(), record.clone()]);
        let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
        assert_eq!(count(&connection, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
        assert_eq!(count(&connection, "SELECT count(*) FROM documents"), 2);
        assert_eq!(count(&connection, "SELECT count(*) FROM findings"), 2 * record.findings.len() as i64);
        assert_eq!(
            count(&connection, "SELECT count(*) FROM areas_to_improve"),
            2 * record.areas_to_improve.len() as i64
        );
        assert_eq!(count(&connection, "SELECT count(*) FROM judgements"), 2 * record.judgements.len() as i64);
        assert_eq!(count(&connection, "SELECT count(*) FROM authorities"), 1);
        let themes: usize = record.findings.iter().map(|finding| finding.themes.len()).sum();
        assert_eq!(count(&connection, "SELECT count(*) FROM finding_themes"), 2 * themes as i64);
    }

    #[test]
    fn sentences_are_found_by_their_words() {
        let (_folder, connection) = database(&[sample::record()]);
        let sql = "SELECT count(*) FROM findings_fts WHERE findings_fts MATCH 'core AND groups'";
        assert_eq!(count(&connection, sql), 1);
        // English stems: `visits` finds `visit`.
        let sql = "SELECT count(*) FROM findings_fts WHERE findings_fts MATCH 'visits'";
        assert!(count(&connection, sql) >= 2);
    }

    #[test]
    fn hostile_text_is_text() {
        let evil = "'); DROP TABLE documents; --\u{0}";
        let (_folder, connection) = database(&[sample::saying(evil)]);
        let path: String = connection.query_row("SELECT path FROM documents", [], |row| row.get(0)).unwrap();
        assert_eq!(path, evil);
    }
}
