//! Every output holds what the records hold.

use super::{Place, records};
use calamine::{Reader, Xlsx};
use ofsted_scan::record::Record;
use ofsted_scan::render::tables::{TABLES, Value};

fn written() -> (Place, Vec<Record>) {
    let place = Place::with_fixtures();
    let ran = place.run(&["documents", "--format", "ndjson"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let records = records(&ran.out);
    assert!(records.len() >= 15);
    (place, records)
}

fn rows(records: &[Record], table: usize) -> Vec<Vec<Value>> {
    records.iter().flat_map(TABLES[table].rows).collect()
}

/// Text that a spreadsheet would compute bears an apostrophe.
fn guarded(value: &Value) -> String {
    match value {
        Value::Text(words) => ofsted_scan::render::csv::guarded(words.as_str().into()).into_owned(),
        other => other.words(),
    }
}

#[test]
fn csv_and_tsv_hold_the_same_cells() {
    let (place, records) = written();
    for (ending, delimiter) in [("csv", b','), ("tsv", b'\t')] {
        let ran = place.run(&["documents", "-o", &format!("all.{ending}")]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        for (at, table) in TABLES.iter().enumerate() {
            let path = place.path(&format!("all.{}.{ending}", table.name));
            let mut reader =
                csv::ReaderBuilder::new().delimiter(delimiter).from_path(&path).expect("a table");
            let got: Vec<Vec<String>> =
                reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
            let want: Vec<Vec<String>> =
                rows(&records, at).iter().map(|row| row.iter().map(guarded).collect()).collect();
            assert_eq!(got, want, "{}", table.name);
            let one = place.run(&["documents", "--format", ending, "--table", table.name]);
            assert_eq!(one.out, std::fs::read_to_string(&path).expect("a table"));
        }
    }
}

#[test]
fn a_workbook_holds_every_row() {
    let (place, records) = written();
    assert_eq!(place.run(&["documents", "-o", "all.xlsx"]).status, Some(0));
    let mut book: Xlsx<_> = calamine::open_workbook(place.path("all.xlsx")).expect("a workbook");
    for (at, table) in TABLES.iter().enumerate() {
        let sheet = book.worksheet_range(table.title).expect("a sheet");
        let want = rows(&records, at);
        assert_eq!(sheet.rows().count(), want.len() + 1, "{}", table.name);
        for (got, want) in sheet.rows().skip(1).zip(&want) {
            for (cell, value) in got.iter().zip(want) {
                if let Value::Text(words) = value {
                    assert_eq!(&cell.to_string(), words);
                }
            }
        }
    }
}

#[test]
fn a_database_is_sound_and_counts_the_same() {
    let (place, records) = written();
    assert_eq!(place.run(&["documents", "-o", "all.sqlite"]).status, Some(0));
    let database = rusqlite::Connection::open(place.path("all.sqlite")).expect("a database");
    let sound: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(sound, "ok");
    let sum = |count: fn(&Record) -> usize| records.iter().map(count).sum::<usize>();
    for (table, want) in [
        ("documents", records.len()),
        ("judgements", sum(|r| r.judgements.len())),
        ("areas_to_improve", sum(|r| r.areas_to_improve.len())),
        ("findings", sum(|r| r.findings.len())),
        ("sentences", sum(|r| r.findings.len())),
        ("finding_themes", sum(|r| r.findings.iter().map(|f| f.themes.len()).sum())),
        ("inspectors", sum(|r| r.inspection.inspectors.len())),
        ("quotations", sum(|r| r.quotations.len())),
        ("warnings", sum(|r| r.warnings.len())),
    ] {
        let sql = format!("SELECT count(*) FROM {table}");
        let got: i64 = database.query_row(&sql, [], |row| row.get(0)).expect("a count");
        assert_eq!(got as usize, want, "{table}");
    }
}

#[test]
fn stored_records_give_the_same_outputs_as_their_documents() {
    let (place, _) = written();
    for ending in ["ndjson", "json"] {
        assert_eq!(place.run(&["documents", "-o", &format!("all.{ending}")]).status, Some(0));
        let again = place.run(&[&format!("all.{ending}"), "--format", "markdown"]);
        assert_eq!(again.out, place.run(&["documents", "--format", "markdown"]).out);
    }
}

#[test]
fn the_page_s_numbers_are_those_of_the_records() {
    let (place, records) = written();
    assert_eq!(place.run(&["documents", "-o", "all.html"]).status, Some(0));
    let page = std::fs::read_to_string(place.path("all.html")).expect("a page");
    let data =
        page.split_once("id=\"data\">").and_then(|(_, rest)| rest.split_once("</script>")).expect("data").0;
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let documents = data["documents"].as_array().expect("documents");
    assert_eq!(documents.len(), records.len());
    for (document, record) in documents.iter().zip(&records) {
        let count = |name: &str| document[name].as_array().map(Vec::len);
        assert_eq!(count("findings"), Some(record.findings.len()));
        assert_eq!(count("areas"), Some(record.areas_to_improve.len()));
        assert_eq!(count("judgements"), Some(record.judgements.len()));
        let href = document["href"].as_str().expect("a link");
        assert!(href.starts_with("./documents/"), "{href}");
    }
}

/// A letter whose title, headings, names, bullets and sentences would act, were they let.
fn hostile_letter() -> String {
    let evil = "=HYPERLINK(\"http://evil.example\") </script><script>alert(1)</script><img src=x onerror=alert(2)> \
                \u{1b}]0;owned\u{7}\u{1b}[31m ::error::x [a](javascript:alert(3)) `|` *b*";
    format!(
        "# {evil} Focused visit to Fernmoor children’s services\n\nThis letter summarises the findings of the focused \
         visit to Fernmoor children’s services on 4 and 5 May 2022. Her Majesty’s Inspectors were {evil} and Ann Other.\n\n\
         {}\n\n## What needs to improve in this area of social work practice\n\n- {evil} too slow.\n- @SUM(1+1) is late.\n\n\
         ## Main findings {evil}\n\n=1+1 is weak. +1+1 is good. {evil} is poor.\n\nYours sincerely\n\n{evil}\n",
        // Text that is mostly control characters would be no document.
        "The office opens at nine in the morning and closes at five. ".repeat(60)
    )
}

#[test]
fn words_of_a_document_act_nowhere() {
    let place = Place::new();
    place.write("evil.md", &hostile_letter());
    let record = records(&place.run(&["evil.md", "-f", "ndjson"]).out).remove(0);
    assert!(record.findings.iter().any(|finding| finding.text.contains("alert(1)")));
    let quiet = |arguments: &[&str]| place.run(&[arguments, &["-q"]].concat());

    // Terminal, Markdown and the log of a check: no escape sequence, no command.
    for arguments in [
        &["evil.md", "--all"][..],
        &["evil.md", "-f", "markdown"],
        &["find", "weak", "evil.md"],
        &["find", "weak", "evil.md", "-f", "markdown"],
        &["compare", "evil.md"],
        &["check", "evil.md", "--no-priority-action", "--max-unlabelled", "0"],
        &["check", "evil.md", "-f", "github"],
        &["check", "evil.md", "-f", "junit"],
    ] {
        let ran = quiet(arguments);
        assert!(!ran.out.is_empty(), "{arguments:?}: {}", ran.err);
        for told in [&ran.out, &ran.err] {
            assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{arguments:?}: {told:?}");
            let commands = told.lines().filter(|line| line.starts_with("::"));
            assert!(commands.clone().all(|line| line.starts_with("::error file=evil.md,title=")), "{told}");
        }
    }

    // Tables: no cell is a formula.
    assert_eq!(quiet(&["evil.md", "-o", "evil.csv"]).status, Some(0));
    place.write("found.csv", &quiet(&["find", "evil.md", "--words", "", "-f", "csv"]).out);
    let names = TABLES.iter().map(|table| format!("evil.{}.csv", table.name));
    let mut cells = 0;
    for name in names.chain(["found.csv".to_owned()]) {
        let mut reader = csv::Reader::from_path(place.path(&name)).expect("a table");
        for row in reader.records() {
            for cell in &row.expect("a row") {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{name}: {cell}");
                cells += usize::from(cell.starts_with("'="));
            }
        }
    }
    assert!(cells > 0, "nothing was there to guard");
    assert_eq!(quiet(&["evil.md", "-o", "evil.xlsx"]).status, Some(0));
    let mut book: Xlsx<_> = calamine::open_workbook(place.path("evil.xlsx")).expect("a workbook");
    for table in &TABLES {
        assert!(book.worksheet_formula(table.title).expect("a sheet").is_empty(), "{}", table.name);
    }

    // The page: as many elements as with a harmless letter.
    place.write("harmless.md", &super::letter(1));
    let page = |name: &str| {
        assert_eq!(quiet(&[name, "-o", "page.html"]).status, Some(0));
        std::fs::read_to_string(place.path("page.html")).expect("a page")
    };
    let (evil, harmless) = (page("evil.md"), page("harmless.md"));
    for sign in ["<script", "</script", "<img"] {
        assert_eq!(evil.matches(sign).count(), harmless.matches(sign).count(), "{sign}");
    }
}

#[test]
fn sentences_found_come_as_a_table_that_says_what_json_says() {
    let (place, records) = written();
    let json: serde_json::Value = serde_json::from_str(
        &place.run(&["find", "documents", "--polarity", "improvement", "-f", "json"]).out,
    )
    .expect("JSON");
    let told: Vec<&str> = json
        .as_array()
        .expect("authorities")
        .iter()
        .flat_map(|found| found["documents"].as_array().expect("documents"))
        .flat_map(|document| document["findings"].as_array().expect("findings"))
        .filter_map(|finding| finding["text"].as_str())
        .collect();
    for (format, delimiter) in [("csv", b','), ("tsv", b'\t')] {
        let ran = place.run(&["find", "documents", "--polarity", "improvement", "-f", format]);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(ran.out.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let column = |name: &str| header.iter().position(|title| title == name).expect("a column");
        let (text, document, page) = (column("text"), column("document"), column("page"));
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.iter().map(|row| &row[text]).collect::<Vec<_>>(), told);
        for row in &rows {
            let of = records.iter().find(|record| record.source.path == row[document]).expect("a document");
            let stands = |finding: &ofsted_scan::record::Finding| {
                finding.text == row[text] && finding.evidence.page.to_string() == row[page]
            };
            assert!(of.findings.iter().any(stands), "{row:?}");
        }
    }
    assert!(place.run(&["find", "documents", "-f", "csv", "--bom"]).out.starts_with('\u{feff}'));
    assert!(place.run(&["compare", "documents", "-f", "csv", "--bom"]).out.starts_with('\u{feff}'));
}

#[test]
fn every_record_fits_the_schema() {
    let place = Place::with_fixtures();
    let schema: serde_json::Value = serde_json::from_str(&place.run(&["schema"]).out).expect("a schema");
    let schema = jsonschema::validator_for(&schema).expect("a sound schema");
    let check = |place: &Place, path: &str| {
        let ran = place.run(&[path, "--format", "ndjson", "-q"]);
        for line in ran.out.lines() {
            let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let faults: Vec<String> = schema.iter_errors(&record).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", record["source"]["path"]);
        }
        ran.out.lines().count()
    };
    assert!(check(&place, "documents") >= 15);
    assert!(!schema.is_valid(&serde_json::json!({ "schema_version": "1" })));

    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("OFSTED_CORPUS").map_or(own.join("corpus"), Into::into);
    if shared.is_dir() {
        assert!(check(&place, &shared.to_string_lossy()) > 0);
    } else {
        println!("skipped: no real documents at {}", shared.display());
    }
}
