//! Press texts: what the fixtures and (where they are found) the project's first real texts state.

use ofsted_scan::evidence::Text;
use ofsted_scan::press::{Letter, Outcome, check};
use ofsted_scan::record::{DateOrigin, Record, Speaker};
use ofsted_scan::{Options, read_with};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> (Record, Text) {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read_with(&path.display().to_string(), &bytes, &Options::default())
        .unwrap_or_else(|error| panic!("{error}"))
}

fn fixture(name: &str) -> Record {
    read(&root().join("fixtures").join(name)).0
}

/// Speakers of quotations as letters (`i`, `a`, `o`, `-`): upper case for statements, lower case for scraps.
fn voices(record: &Record) -> String {
    let letter = |quotation: &ofsted_scan::record::Quotation| {
        let letter = match quotation.speaker {
            Some(Speaker::Inspectorate) => 'I',
            Some(Speaker::Authority) => 'A',
            Some(Speaker::Other) => 'O',
            None => '-',
        };
        if quotation.fragment { letter.to_ascii_lowercase() } else { letter }
    };
    record.quotations.iter().map(letter).collect()
}

fn grades(record: &Record) -> Vec<String> {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let told = record.judgements.iter().map(|judgement| {
        let area = word(serde_json::to_value(judgement.area).expect("an area"));
        let grade = word(serde_json::to_value(judgement.grade).expect("a grade"));
        match &judgement.as_of {
            Some(when) => format!("{area} {grade} {when}"),
            None => format!("{area} {grade}"),
        }
    });
    told.collect()
}

/// What is expected of one text.
#[derive(Default)]
struct Expected {
    kind: &'static str,
    authority: Option<&'static str>,
    date: Option<(&'static str, DateOrigin)>,
    author: Option<&'static str>,
    inspection: Option<&'static str>,
    ordinal: Option<u32>,
    days: Option<(&'static str, &'static str)>,
    told: Option<(&'static str, &'static str)>,
    grades: &'static [&'static str],
    voices: &'static str,
}

fn holds(record: &Record, expected: &Expected) {
    let path = &record.source.path;
    let inspection = &record.inspection;
    assert_eq!(record.document.kind, expected.kind, "{path}: type");
    assert_eq!(
        inspection.authority.as_ref().map(|one| one.name.as_str()),
        expected.authority,
        "{path}: authority"
    );
    let date = record.document.date.as_deref().zip(record.document.date_origin);
    assert_eq!(date, expected.date, "{path}: date");
    assert_eq!(record.document.author.as_deref(), expected.author, "{path}: author");
    assert_eq!(inspection.kind.as_deref(), expected.inspection, "{path}: inspection");
    assert_eq!(inspection.ordinal, expected.ordinal, "{path}: ordinal");
    assert_eq!(inspection.start.as_deref().zip(inspection.end.as_deref()), expected.days, "{path}: days");
    let told = inspection.told.as_ref().map(|told| (told.from.as_str(), told.to.as_str()));
    assert_eq!(told, expected.told, "{path}: time told");
    assert_eq!(grades(record), expected.grades, "{path}: grades");
    assert_eq!(voices(record), expected.voices, "{path}: voices");
    for finding in &record.findings {
        assert_eq!(finding.speaker, Some(Speaker::Inspectorate), "{path}: {}", finding.text);
    }
}

/// Evidence slices the text to exactly the words of the record.
fn evidence_holds(path: &Path) {
    let (record, text) = read(path);
    let characters: Vec<char> = text.as_str().chars().collect();
    let slice = |e: ofsted_scan::evidence::Evidence| {
        characters[e.start as usize..e.end as usize].iter().collect::<String>()
    };
    for quotation in &record.quotations {
        assert_eq!(slice(quotation.evidence), quotation.text, "{}", path.display());
    }
    for finding in &record.findings {
        assert_eq!(slice(finding.evidence), finding.text, "{}", path.display());
    }
    if let Some(title) = record.document.evidence.title {
        assert_eq!(Some(slice(title)), record.document.title, "{}", path.display());
    }
}

#[test]
fn press_releases() {
    holds(
        &fixture("press-release/tilford-flattened.txt"),
        &Expected {
            kind: "press-release",
            authority: Some("Tilford"),
            date: Some(("2024-06-03", DateOrigin::Text)),
            inspection: Some("ilacs"),
            told: Some(("2024-05-01", "2024-05-31")),
            grades: &[
                "overall inadequate ..",
                "overall requires-improvement",
                "in-care good",
                "care-leavers outstanding",
                "leaders outstanding",
            ],
            voices: "iiAAAAA",
            ..Expected::default()
        },
    );
    holds(
        &fixture("press-release/northmere-spot-check.txt"),
        &Expected {
            kind: "press-release",
            authority: Some("Northmere"),
            date: Some(("2010-03-25", DateOrigin::Text)),
            inspection: Some("contact-referral-assessment"),
            voices: "IIIIAAA",
            ..Expected::default()
        },
    );
    holds(
        &fixture("press-release/brackenshire-front-door.html"),
        &Expected {
            kind: "press-release",
            authority: Some("Brackenshire"),
            date: Some(("2023-12-05", DateOrigin::TimeElement)),
            inspection: Some("focused-visit"),
            told: Some(("2023-10-01", "2023-10-31")),
            voices: "iiIIIIAAA",
            ..Expected::default()
        },
    );
    holds(
        &fixture("press-release/harrowfield-good.md"),
        &Expected {
            kind: "press-release",
            authority: Some("Harrowfield"),
            date: Some(("2022-07-18", DateOrigin::Meta)),
            inspection: Some("ilacs"),
            days: Some(("2022-06-06", "2022-06-17")),
            grades: &[
                "overall good",
                "overall requires-improvement 2018",
                "leaders outstanding",
                "help-and-protection good",
                "care-and-care-leavers good",
            ],
            voices: "IAA",
            ..Expected::default()
        },
    );
    holds(
        &fixture("press-release/saltmarsh-visit.txt"),
        &Expected {
            kind: "press-release",
            authority: Some("Saltmarsh"),
            date: Some(("2019-06-14", DateOrigin::Text)),
            inspection: Some("focused-visit"),
            days: Some(("2019-05-14", "2019-05-15")),
            grades: &["overall requires-improvement 2017"],
            voices: "iIIIAA",
            ..Expected::default()
        },
    );
    holds(
        &fixture("press-release/shared-director.html"),
        &Expected {
            kind: "press-release",
            authority: Some("Brackenshire"),
            date: Some(("2018-06-08", DateOrigin::Text)),
            inspection: Some("monitoring-visit"),
            ordinal: Some(2),
            told: Some(("2018-05-01", "2018-05-31")),
            grades: &["overall inadequate 2016"],
            voices: "IIIA",
            ..Expected::default()
        },
    );
    holds(
        &fixture("press-release/fenwick-whole-inspection.txt"),
        &Expected {
            kind: "press-release",
            authority: Some("Fenwick Vale"),
            date: Some(("2017-05-19", DateOrigin::Text)),
            inspection: Some("sif"),
            days: Some(("2017-03-06", "2017-03-31")),
            grades: &[
                "overall good",
                "leaders outstanding",
                "help-and-protection good",
                "looked-after-and-permanence requires-improvement",
                "adoption good",
                "care-leavers requires-improvement",
                "lscb good",
                "overall adequate 2012",
            ],
            voices: "iiiiiIIAA",
            ..Expected::default()
        },
    );
}

#[test]
fn articles() {
    holds(
        &fixture("news-article/ambledown-inadequate.html"),
        &Expected {
            kind: "news-article",
            authority: Some("Ambledown"),
            date: Some(("2019-11-21", DateOrigin::TimeElement)),
            author: Some("Gwen Tarrant"),
            inspection: Some("ilacs"),
            told: Some(("2019-09-01", "2019-09-30")),
            grades: &[
                "overall inadequate",
                "leaders inadequate",
                "help-and-protection inadequate",
                "care-and-care-leavers inadequate",
                "overall requires-improvement 2016",
                "overall good ..",
            ],
            voices: "ioiiIIIiIaAAOOOO",
            ..Expected::default()
        },
    );
    holds(
        &fixture("news-article/ambledown-progress.txt"),
        &Expected {
            kind: "news-article",
            authority: Some("Ambledown"),
            date: Some(("2021-03-02", DateOrigin::Text)),
            author: Some("Gwen Tarrant"),
            inspection: Some("monitoring-visit"),
            ordinal: Some(4),
            grades: &["overall inadequate 2019-11"],
            voices: "iiiIII",
            ..Expected::default()
        },
    );
    holds(
        &fixture("news-article/fenwick-trust.md"),
        &Expected {
            kind: "news-article",
            authority: Some("Fenwick Vale"),
            date: Some(("2020-10-09", DateOrigin::Text)),
            author: Some("Rafe Lunn"),
            inspection: Some("monitoring-visit"),
            ordinal: Some(3),
            told: Some(("2020-10-01", "2020-10-31")),
            voices: "iIIIiAAaO",
            ..Expected::default()
        },
    );
    holds(
        &fixture("news-article/oakhurst-address-date.html"),
        &Expected {
            kind: "news-article",
            authority: Some("Oakhurst"),
            date: Some(("2023-05-16", DateOrigin::Address)),
            inspection: Some("ilacs"),
            grades: &[
                "care-leavers outstanding",
                "overall good",
                "leaders good",
                "help-and-protection good",
                "in-care good",
                "overall requires-improvement 2019",
            ],
            voices: "iiiiiiiIIAAao",
            ..Expected::default()
        },
    );
    holds(
        &fixture("news-article/wychmere-grades.txt"),
        &Expected {
            kind: "news-article",
            authority: Some("Wychmere"),
            date: Some(("2024-06-12", DateOrigin::Text)),
            inspection: Some("ilacs"),
            grades: &[
                "leaders outstanding",
                "overall inadequate 2016",
                "care-leavers outstanding",
                "help-and-protection good",
                "in-care good",
                "overall good",
                "overall requires-improvement 2019",
            ],
            voices: "iiiiIIIOO",
            ..Expected::default()
        },
    );
    holds(
        &fixture("news-article/two-councils.txt"),
        &Expected {
            kind: "news-article",
            authority: Some("Saltmarsh"),
            date: Some(("2018-01-30", DateOrigin::Text)),
            author: Some("Gwen Tarrant"),
            inspection: Some("sif"),
            grades: &["overall requires-improvement", "adoption good", "leaders inadequate"],
            voices: "iiIAOa",
            ..Expected::default()
        },
    );
    holds(
        &fixture("news-article/saltmarsh-broadcast.txt"),
        &Expected {
            kind: "news-article",
            authority: Some("Saltmarsh"),
            date: Some(("2024-03-14", DateOrigin::Text)),
            inspection: Some("ilacs"),
            told: Some(("2024-01-01", "2024-01-31")),
            grades: &["overall inadequate", "overall requires-improvement 2019"],
            voices: "iiiIIiaAOOo",
            ..Expected::default()
        },
    );
    holds(
        &fixture("news-article/northmere-scrutiny.txt"),
        &Expected {
            kind: "news-article",
            authority: Some("Northmere"),
            date: Some(("2018-05-08", DateOrigin::Text)),
            inspection: Some("monitoring-visit"),
            told: Some(("2018-03-01", "2018-03-31")),
            grades: &["overall inadequate 2016"],
            voices: "iOoaAAiAa",
            ..Expected::default()
        },
    );
    holds(
        &fixture("news-article/broken-off.html"),
        &Expected {
            kind: "news-article",
            authority: Some("Northmere"),
            date: Some(("2020-02-11", DateOrigin::Meta)),
            inspection: Some("focused-visit"),
            told: Some(("2020-01-01", "2020-01-31")),
            voices: "IA",
            ..Expected::default()
        },
    );
}

#[test]
fn what_is_no_inspection_of_an_authority_is_told_and_nothing_invented() {
    for (name, code) in [
        ("news-article/school.html", "out-of-scope"),
        ("news-article/care-home.txt", "out-of-scope"),
        ("news-article/sign-up-wall.html", "sign-up-wall"),
    ] {
        let record = fixture(name);
        let codes: Vec<String> =
            record.warnings.iter().map(|warning| format!("{:?}", warning.code)).collect();
        let wanted = code.replace('-', "");
        assert!(codes.iter().any(|found| found.to_lowercase() == wanted), "{name}: {codes:?}");
        assert!(record.inspection.authority.is_none() && record.inspection.kind.is_none(), "{name}");
        assert!(record.judgements.is_empty() && record.findings.is_empty(), "{name}");
    }
}

#[test]
fn what_the_council_says_of_itself_is_no_finding() {
    for (name, own) in [
        ("press-release/fenwick-whole-inspection.txt", "working on the areas that inspectors raised"),
        ("news-article/northmere-scrutiny.txt", "would mend"),
        ("news-article/saltmarsh-broadcast.txt", "ashamed"),
    ] {
        let record = fixture(name);
        assert!(!record.findings.is_empty(), "{name}");
        assert!(record.findings.iter().all(|finding| !finding.text.contains(own)), "{name}: {own}");
    }
}

#[test]
fn odd_files_are_warned_of() {
    let codes = |name: &str| {
        fixture(name).warnings.iter().map(|warning| format!("{:?}", warning.code)).collect::<Vec<_>>()
    };
    assert!(codes("press-release/shared-director.html").contains(&"Encoding".to_owned()));
    assert!(codes("news-article/broken-off.html").contains(&"Truncated".to_owned()));
    assert!(codes("news-article/fenwick-trust.md").contains(&"UnbalancedQuotation".to_owned()));
}

#[test]
fn clutter_is_left_out() {
    let (_, text) = read(&root().join("fixtures/news-article/ambledown-inadequate.html"));
    for clutter in [
        "cookies",
        "READ MORE",
        "Most read",
        "More from",
        "Photo:",
        "foster carer",
        "2 comments",
        "newsletter",
        "Leeds",
    ] {
        assert!(!text.as_str().contains(clutter), "{clutter} in\n{}", text.as_str());
    }
    let record = fixture("news-article/ambledown-progress.txt");
    assert!(
        record
            .findings
            .iter()
            .all(|finding| !finding.text.contains("Podcasts") && !finding.text.contains("Picture"))
    );
}

#[test]
fn every_evidence_slices_to_its_words() {
    for folder in ["press-release", "news-article"] {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join("fixtures").join(folder))
            .expect("the fixtures")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|ending| ["txt", "md", "html"].iter().any(|known| ending == *known))
            })
            .collect();
        paths.sort();
        paths.iter().for_each(|path| evidence_holds(path));
    }
}

/// The folder of real documents, where it is found.
fn shared() -> Option<PathBuf> {
    let found =
        std::env::var_os("OFSTED_CORPUS").map(PathBuf::from).or_else(|| Some(root().join("../shared")));
    found.filter(|folder| folder.join("seeds").is_dir())
}

fn seed(folder: &Path, number: &str) -> Option<(Record, Text)> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder.join("seeds")).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    entries
        .into_iter()
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))
        .map(|path| read(&path))
}

#[test]
fn the_first_real_press_texts() {
    let Some(folder) = shared() else {
        println!("skipped: no real documents beside the project");
        return;
    };
    let expected = [
        (
            "000",
            Expected {
                kind: "press-release",
                authority: Some("Wandsworth"),
                inspection: Some("contact-referral-assessment"),
                voices: "IIIIIIIIIAAAAA",
                ..Expected::default()
            },
        ),
        (
            "001",
            Expected {
                kind: "press-release",
                authority: Some("Wandsworth"),
                date: Some(("2024-01-24", DateOrigin::Text)),
                voices: "iiiIIIIIAAA",
                ..Expected::default()
            },
        ),
        (
            "003",
            Expected {
                kind: "news-article",
                authority: Some("Wandsworth"),
                date: Some(("2017-04-06", DateOrigin::Text)),
                author: Some("Neil Puffett"),
                inspection: Some("monitoring-visit"),
                ordinal: Some(3),
                grades: &["overall inadequate 2016-02"],
                voices: "iiiiIIIII",
                ..Expected::default()
            },
        ),
        (
            "004",
            Expected {
                kind: "news-article",
                authority: Some("Wandsworth"),
                grades: &["overall inadequate", "overall good 2012"],
                voices: "iaiIaiiiiIAA",
                ..Expected::default()
            },
        ),
    ];
    for (number, expected) in expected {
        let Some((record, _)) = seed(&folder, number) else { panic!("no text {number} among the real ones") };
        holds(&record, &expected);
    }
}

#[test]
fn a_letter_in_markdown_gives_the_record_of_its_pdf() {
    let Some(folder) = shared() else {
        println!("skipped: no real documents beside the project");
        return;
    };
    let (letter, _) = seed(&folder, "002").expect("the letter");
    let (pdf, _) = read(&folder.join("corpus/focused-visit/80518-wandsworth/2019-06-11.pdf"));
    assert_eq!(letter.document.kind, pdf.document.kind);
    assert_eq!(letter.document.date, pdf.document.date);
    assert_eq!(letter.inspection.start, pdf.inspection.start);
    assert_eq!(letter.inspection.end, pdf.inspection.end);
    assert_eq!(letter.inspection.authority, pdf.inspection.authority);
    let names =
        |record: &Record| record.inspection.inspectors.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&letter), names(&pdf));
    let plain = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let items =
        |record: &Record| record.areas_to_improve.iter().map(|one| plain(&one.text)).collect::<Vec<_>>();
    assert_eq!(items(&letter), items(&pdf));
    let findings = |record: &Record| record.findings.iter().map(|one| plain(&one.text)).collect::<Vec<_>>();
    let (ours, theirs) = (findings(&letter), findings(&pdf));
    let same = ours.iter().filter(|text| theirs.contains(text)).count();
    assert!(same * 100 >= theirs.len() * 95, "{same} of {} and {} findings agree", ours.len(), theirs.len());
}

#[test]
fn a_release_held_against_its_letter() {
    let Some(folder) = shared() else {
        println!("skipped: no real documents beside the project");
        return;
    };
    let (press, _) = seed(&folder, "001").expect("the release");
    let visits = folder.join("corpus/focused-visit/80518-wandsworth");
    let letters: Vec<(Record, Text)> =
        ["2019-06-11.pdf", "2024-01-12.pdf"].iter().map(|name| read(&visits.join(name))).collect();
    let letters: Vec<Letter<'_>> = letters.iter().map(|(record, text)| Letter { record, text }).collect();
    let checked = check(&press, &letters);
    assert!(checked.letters[0].named.path.ends_with("2024-01-12.pdf"));
    assert_eq!(checked.others_quotations, 3);
    let statements: Vec<_> = checked.quotations.iter().filter(|one| !one.fragment).collect();
    assert_eq!(statements.len(), 5);
    for one in &statements {
        assert_ne!(one.outcome, Outcome::NotFound, "{} words not found", one.text.split_whitespace().count());
        assert_eq!(one.outcome == Outcome::Verbatim, one.difference.is_empty());
    }
    assert!(statements.iter().any(|one| matches!(one.outcome, Outcome::Joined | Outcome::Altered)));
}

/// Pieces that odd press texts are made of.
const PIECES: &[&str] = &[
    "Ofsted",
    " said ",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "Cllr Zoë Märsh",
    ", leader of Kent County Council,",
    " rated ",
    "good",
    "‘inadequate’",
    " in 2012",
    ". ",
    "\n\n",
    "\n",
    "Leeds",
    "’s children’s services",
    "inspectors found",
    ": ",
    "we are proud",
    "…",
    "—",
    "é",
    "according to ",
    "a spokesperson for ",
    "By Ann Lee",
    "3 May 2019",
    "third monitoring visit",
    "all other areas",
    "who",
    ", ",
    "for help and protection",
    "(",
    ")",
    "• ",
    "up from ",
    "requires improvement",
    "last year",
    "Subscribe",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_words_are_read_without_a_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..120)) {
        let text = format!("Ofsted rates Kent children’s services\n\n{}", pieces.concat());
        if let Ok((record, text)) = read_with("odd.txt", text.as_bytes(), &Options::default()) {
            let characters: Vec<char> = text.as_str().chars().collect();
            for quotation in &record.quotations {
                let told: String = characters[quotation.evidence.start as usize..quotation.evidence.end as usize].iter().collect();
                prop_assert_eq!(&told, &quotation.text);
            }
            for finding in &record.findings {
                prop_assert_eq!(finding.speaker, Some(Speaker::Inspectorate));
            }
        }
    }
}

#[test]
fn time_grows_with_the_text_not_with_its_square() {
    // As many paragraphs, one paragraph of as many sentences, and one sentence.
    for (end, mark) in [(".\n\n", "a paragraph"), (". ", "a sentence"), ("; ", "a clause")] {
        grows_evenly(end, mark);
    }
}

fn grows_evenly(end: &str, what: &str) {
    let time = |times: usize| {
        let piece = |n: usize| {
            format!(
                "“We act on {n},” said Cllr Jo Field, leader of Kent County Council, as Ofsted found “drift” and rated it ‘good’ in 2012{end}"
            )
        };
        let text = format!(
            "Ofsted rates Kent children’s services good\n\n{}",
            (0..times).map(piece).collect::<String>()
        );
        let began = std::time::Instant::now();
        read_with("long.txt", text.as_bytes(), &Options::default()).expect("it is text");
        began.elapsed().as_secs_f64()
    };
    time(200);
    let (short, long) = (time(500).max(0.005), time(4_000));
    println!("{what}: {short:.3} s, {long:.3} s");
    assert!(long < short * 32.0, "{what}: 8 times the text took {long:.2} s against {short:.2} s");
}
