//! The public interface as another program meets it: read back strictly, and described in full.

use ofsted_scan::record::Record;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn run(arguments: &[&str]) -> String {
    let run = assert_cmd::Command::cargo_bin("ofsted-scan")
        .expect("the program is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .assert()
        .success();
    String::from_utf8(run.get_output().stdout.clone()).expect("the output is UTF-8")
}

const SOME: [&str; 3] = [
    "fixtures/sif-report/harrowdale-2014.pdf",
    "fixtures/monitoring-visit-letter/stanmoor-2019.md",
    "fixtures/unknown/library-timetable.pdf",
];

#[test]
fn what_is_printed_is_what_the_library_gives() {
    let mut arguments = vec!["--format", "ndjson"];
    arguments.extend(SOME);
    let printed = run(&arguments);
    let records: Vec<Record> =
        printed.lines().map(|line| serde_json::from_str(line).expect("a strict reader reads it")).collect();
    let expected: Vec<Record> = SOME
        .iter()
        .map(|path| {
            let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a fixture");
            ofsted_scan::scan(path, &bytes).expect("a fixture is read")
        })
        .collect();
    assert_eq!(records, expected);
    arguments[1] = "json";
    let array: Vec<Record> = serde_json::from_str(&run(&arguments)).expect("one array");
    assert_eq!(array, expected);
}

#[test]
fn evidence_counts_in_the_text_that_is_printed() {
    for path in SOME {
        let text: Vec<char> = run(&["--format", "text", path]).chars().collect();
        let record: Record = serde_json::from_str(&run(&["--format", "ndjson", path])).expect("a record");
        assert!(!record.findings.is_empty(), "{path} has findings");
        for finding in &record.findings {
            let span = finding.evidence.start as usize..finding.evidence.end as usize;
            assert_eq!(text[span].iter().collect::<String>(), finding.text, "{path}");
        }
    }
}

/// Every key and every word of a fixed set stands in `docs/record.md`, in code marks.
#[test]
fn the_description_names_every_field_and_word() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/record.md"))
        .expect("the description is there");
    let schema = serde_json::to_value(schemars::schema_for!(Record)).expect("a schema is JSON");
    let mut words = BTreeSet::new();
    collect(&schema, &mut words);
    assert!(words.len() > 60, "the schema was read: {words:?}");
    let missing: Vec<&String> = words.iter().filter(|word| !page.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "docs/record.md does not name {missing:?}");
}

fn collect(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                words.extend(properties.keys().cloned());
            }
            for key in ["enum", "const"] {
                let values = map.get(key).into_iter().flat_map(|value| match value {
                    Value::Array(values) => values.clone(),
                    one => vec![one.clone()],
                });
                words.extend(values.filter_map(|value| value.as_str().map(str::to_owned)));
            }
            map.values().for_each(|value| collect(value, words));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        _ => {}
    }
}
