//! What holds for any input at all: reading never panics, spans slice, sentences tile their blocks,
//! and the order of inputs changes no record.

#[path = "evidence/mod.rs"]
mod evidence;

use ofsted_scan::layout::{Outline, outline};
use ofsted_scan::read::pdf::Options;
use ofsted_scan::record::{Format, Record};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// Reading a PDF starts a thread with a large stack: fewer cases for what looks like one.
const PDF_CASES: u32 = 48;

fn record_of(name: &str, bytes: &[u8]) -> Option<Record> {
    let record = ofsted_scan::scan(name, bytes).ok()?;
    let text = ofsted_scan::text(name, bytes).expect("what gives a record gives a text");
    let breaches = evidence::breaches(&record, &text);
    assert!(breaches.is_empty(), "{breaches:#?}");
    Some(record)
}

fn outline_of(text: &str) -> Option<Outline> {
    ofsted_scan::read::input("any.txt", text.as_bytes(), &Options::default()).ok().map(outline)
}

fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Words, marks and openings that documents are made of, in any order.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,40}",
        "\\PC{0,20}",
        Just("Dear Ms Vane\n\n".to_owned()),
        Just("Focused visit to Wealdmoor children’s services\n\n".to_owned()),
        Just("# Inspection of Wealdmoor local authority children’s services\n\n".to_owned()),
        Just("Inspection dates: 4 to 8 March 2019\n\n".to_owned()),
        Just("on 31 November 2021 and 29 February 2023. ".to_owned()),
        Just("The inspectors were A, HMI, and, Her Majesty’s Inspector.\n\n".to_owned()),
        Just("## What needs to improve?\n\n".to_owned()),
        Just("- Plans, so that they are clear\n  - for children\n".to_owned()),
        Just("| Judgement | Grade |\n|---|---|\n| Overall effectiveness | Good |\n\n".to_owned()),
        Just("<p>“Visits are regular,” said Zoë. It’s not.</p>".to_owned()),
        Just("• ◼ \u{f0b7}\u{ad}\u{200b}\u{a0}\r\n".to_owned()),
        Just("\n\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        record_of("any", &bytes);
    }

    #[test]
    fn any_text_gives_facts_that_stand_in_it(text in words()) {
        record_of("any.txt", text.as_bytes());
        record_of("any.html", format!("<html><body>{text}</body></html>").as_bytes());
    }

    #[test]
    fn spans_slice_and_sentences_tile_their_blocks(text in words()) {
        if let Some(outline) = outline_of(&text) {
            let body = outline.text.as_str();
            let mut end = 0;
            for block in &outline.blocks {
                prop_assert!(body.get(block.span.range()).is_some(), "{:?} does not slice", block.span);
                prop_assert!(block.span.start() >= end, "blocks overlap at {:?}", block.span);
                end = block.span.end();
                let mut from = block.span.start();
                for sentence in &block.sentences {
                    prop_assert!(block.span.contains(*sentence));
                    let between = body.get(from..sentence.start());
                    prop_assert!(between.is_some_and(|gap| gap.trim().is_empty()), "lost {between:?}");
                    from = sentence.end();
                }
                if !block.sentences.is_empty() {
                    let rest = &body[from..block.span.end()];
                    prop_assert!(rest.trim().is_empty(), "lost {rest:?}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: PDF_CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_pdf_of_any_bytes_is_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..4000)) {
        record_of("any.pdf", &[b"%PDF-1.7\n".as_slice(), &bytes].concat());
    }

    #[test]
    fn a_letter_with_spoiled_bytes_is_refused_or_read(
        spoils in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)
    ) {
        let mut bytes = fixture("focused-visit-letter/ludwell-2024.pdf");
        for (index, byte) in spoils {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        record_of("spoiled.pdf", &bytes);
    }

    #[test]
    fn a_report_with_a_piece_cut_out_or_doubled_is_refused_or_read(
        from in any::<prop::sample::Index>(), length in 1..4000usize, doubled in any::<bool>()
    ) {
        let whole = fixture("sif-report/thornwick-2016.untagged.pdf");
        let start = from.index(whole.len());
        let end = (start + length).min(whole.len());
        let kept = if doubled { start } else { end };
        record_of("cut.pdf", &[&whole[..end.min(if doubled { end } else { start })], &whole[kept..]].concat());
    }
}

#[test]
fn every_format_is_told_by_content_alone() {
    for (path, format) in [
        ("focused-visit-letter/ludwell-2024.pdf", Format::Pdf),
        ("focused-visit-letter/ludwell-2024.md", Format::Markdown),
        ("focused-visit-letter/ludwell-2024.html", Format::Html),
        ("focused-visit-letter/ludwell-2024.txt", Format::Text),
    ] {
        let record = record_of("-", &fixture(path)).unwrap_or_else(|| panic!("{path} is not read"));
        assert_eq!(record.source.format, format, "{path}");
    }
}

#[test]
fn a_record_depends_on_nothing_read_before() {
    let paths =
        ["ilacs-report/wealdmoor-2019.pdf", "jtai-letter/marlsea-2024.pdf", "unknown/library-timetable.md"];
    let read = |path: &&str| record_of(path, &fixture(path)).unwrap_or_else(|| panic!("{path} is not read"));
    let forwards: Vec<Record> = paths.iter().map(read).collect();
    let mut backwards: Vec<Record> = paths.iter().rev().map(read).collect();
    backwards.reverse();
    assert_eq!(forwards, backwards);
}
