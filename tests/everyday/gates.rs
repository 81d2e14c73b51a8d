//! `check`: each condition and each format, as continuous integration meets them.

use super::{Place, Ran};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

/// Two visits to one invented authority; the second lists again what the first listed first.
fn two_visits() -> Place {
    let place = Place::new();
    let letter = |year: u16, other: &str| {
        format!(
            "# Focused visit to Fernmoor children’s services\n\nThis letter summarises the findings of the focused \
             visit to Fernmoor children’s services on 4 and 5 May {year}.\n\n## What needs to improve in this area of \
             social work practice\n\n- The timeliness and quality of return home interviews when children go missing \
             from care.\n- {other}\n\n## Main findings\n\nReturn home interviews are often late. Zebras graze.\n"
        )
    };
    place.write("a-2021.md", &letter(2021, "The recording of management oversight of private fostering."));
    place.write("b-2023.md", &letter(2023, "The sufficiency of foster carers for brothers and sisters."));
    place.write("ofsted-scan.toml", "[check]\nrequired-for-type = false\n");
    place
}

fn check(place: &Place, arguments: &[&str]) -> Ran {
    place.run(&[&["check", "-q"], arguments].concat())
}

#[test]
fn the_lowest_grade_that_passes() {
    let place = Place::with_fixtures();
    let report = "documents/castlebridge-2023.pdf";
    let ran = check(&place, &[report, "--min-grade", "good"]);
    let told = format!("{report}, page 1: min-grade: Care leavers: Requires improvement\n");
    assert_eq!((ran.status, ran.out), (Some(1), told), "{}", ran.err);
    assert_eq!(check(&place, &[report, "--min-grade", "requires-improvement"]).status, Some(0));
    place.write("ofsted-scan.toml", "[check]\nmin-grade = \"outstanding\"\n");
    assert_eq!(check(&place, &[report]).out.lines().count(), 5);
    let ran = check(&place, &[report, "--min-grade", "fair"]);
    assert!(ran.status == Some(2) && ran.err.contains("requires-improvement"), "{}", ran.err);
}

#[test]
fn a_priority_action_fails_where_none_is_wanted() {
    let place = Place::with_fixtures();
    let ran = check(&place, &["documents/marlsea-2024.pdf", "--no-priority-action"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.lines().all(|line| line.contains(", page 1: no-priority-action: ")), "{}", ran.out);
    assert_eq!(check(&place, &["documents/marlsea-2024.pdf"]).status, Some(0));
    assert_eq!(check(&place, &["documents/castlebridge-2023.pdf", "--no-priority-action"]).status, Some(0));
}

#[test]
fn an_area_that_is_listed_again_fails_in_the_later_document() {
    let place = two_visits();
    assert_eq!(check(&place, &["."]).status, Some(0));
    let ran = check(&place, &["a-2021.md", "b-2023.md", "--no-area-listed-again"]);
    assert_eq!((ran.status, ran.out.lines().count()), (Some(1), 1), "{}", ran.out);
    assert!(ran.out.starts_with("b-2023.md, page 1: no-area-listed-again: "), "{}", ran.out);
    assert!(
        ran.out.contains("return home interviews") && ran.out.contains("first in a-2021.md"),
        "{}",
        ran.out
    );
    assert_eq!(check(&place, &["b-2023.md", "--no-area-listed-again"]).status, Some(0));
}

#[test]
fn the_share_of_sentences_without_a_label() {
    let place = two_visits();
    let ran = check(&place, &["a-2021.md", "--max-unlabelled", "0"]);
    assert_eq!(ran.status, Some(1), "{}", ran.out);
    assert!(
        ran.out.starts_with("a-2021.md: max-unlabelled: ")
            && ran.out.contains("sentences have no label of their own")
    );
    assert_eq!(check(&place, &["a-2021.md", "--max-unlabelled", "1"]).status, Some(0));
    let ran = check(&place, &["a-2021.md", "--max-unlabelled", "1.5"]);
    assert!(ran.status == Some(2) && ran.err.contains("from 0 to 1"), "{}", ran.err);
}

/// What fails in this place: an unreadable file and an area listed again.
const ALL: [&str; 5] = ["a-2021.md", "b-2023.md", "bad.pdf", "--no-area-listed-again", "-f"];

fn with_bad_file() -> Place {
    let place = two_visits();
    place.write("bad.pdf", "");
    place
}

fn told(place: &Place, format: &str) -> String {
    let ran = check(place, &[&ALL[..], &[format]].concat());
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert_eq!(check(place, &[&ALL[..], &[format, "--exit-zero"]].concat()).status, Some(0));
    ran.out
}

#[test]
fn github_gets_an_annotation_for_each_failure() {
    let out = told(&with_bad_file(), "github");
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(out.contains("::error file=bad.pdf,title=readable::"), "{out}");
    assert!(out.contains("::error file=b-2023.md,title=no-area-listed-again::"), "{out}");
}

#[test]
fn junit_is_well_formed_and_counts_test_cases() {
    let out = told(&with_bad_file(), "junit");
    let mut reader = Reader::from_str(&out);
    let (mut open, mut cases, mut failures, mut suite) = (Vec::new(), Vec::new(), 0, Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let attributes: Vec<(String, String)> = tag
                    .attributes()
                    .map(|attribute| attribute.expect("an attribute"))
                    .map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.into_owned()))
                    .collect();
                match name.as_str() {
                    "testcase" => cases.push(attributes),
                    "testsuite" => suite = attributes,
                    "failure" => {
                        failures += 1;
                        assert_eq!(open.last().map(String::as_str), Some("testcase"));
                        assert!(attributes.iter().any(|(key, value)| key == "message" && !value.is_empty()));
                    }
                    _ => {}
                }
                open.push(name);
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    let of = |key: &str| suite.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    assert_eq!((of("tests"), of("failures")), (Some("3"), Some("2")));
    assert_eq!((cases.len(), failures), (3, 2));
}

#[test]
fn sarif_states_what_its_standard_requires() {
    let log: Value = serde_json::from_str(&told(&with_bad_file(), "sarif")).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "ofsted-scan");
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .filter_map(|r| r["id"].as_str())
        .collect();
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    for result in results {
        assert!(rules.contains(&result["ruleId"].as_str().expect("a rule")), "{result}");
        assert!(!result["message"]["text"].as_str().expect("a message").is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].is_string(), "{result}");
    }
    let again = results.iter().find(|result| result["ruleId"] == "no-area-listed-again").expect("the area");
    let region = &again["locations"][0]["physicalLocation"]["region"];
    assert!(region["charOffset"].as_u64() > Some(0) && region["charLength"].as_u64() > Some(0), "{again}");
    assert_eq!(region["properties"]["page"], 1);
}

#[test]
fn json_holds_each_failure_with_its_place() {
    let all: Value = serde_json::from_str(&told(&with_bad_file(), "json")).expect("JSON");
    let all = all.as_array().expect("an array");
    assert_eq!(all.len(), 2);
    assert!(all.iter().any(|one| one["path"] == "bad.pdf" && one["evidence"].is_null()));
    assert!(all.iter().any(|one| one["path"] == "b-2023.md" && one["evidence"]["page"] == 1));
}
