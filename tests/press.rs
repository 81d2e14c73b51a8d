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

/// What a text that holds `sentence` tells, published in `year`.
fn told(year: i16, sentence: &str) -> Vec<String> {
    let text = format!(
        "Ofsted publishes report on Brackenshire Council\n\n10 June {year}\n\nInspectors from Ofsted spent two weeks looking at the work of Brackenshire Council’s children’s services.\n\n{sentence}\n\nThe council looks after some 400 children and young people, and employs 200 social workers across the county.\n"
    );
    let (record, _) = read_with("told.txt", text.as_bytes(), &Options::default()).expect("it is text");
    grades(&record)
}

#[test]
fn grades_however_told() {
    for (year, sentence, expected) in TELLINGS {
        assert_eq!(told(*year, sentence), *expected, "{sentence}");
    }
    for sentence in NO_TELLINGS {
        assert_eq!(told(2024, sentence), [] as [&str; 0], "{sentence}");
    }
}

/// Each area under the names that texts give it.
const NAMES: &[(&str, &[&str])] = &[
    (
        "help-and-protection",
        &[
            "help and protection",
            "the experiences and progress of children who need help and protection",
            "support for children in need of help and protection",
            "how it helps and protects children",
        ],
    ),
    ("in-care", &["children in care", "services for looked-after children", "its children in care service"]),
    (
        "care-leavers",
        &["care leavers", "those leaving care", "its care leavers’ service", "care-experienced young people"],
    ),
    (
        "leaders",
        &[
            "the impact of leaders",
            "leadership and management",
            "the impact that leaders have on social work",
        ],
    ),
];

#[test]
fn any_area_in_any_construction() {
    let one = [
        "{} was rated ‘inadequate’.",
        "Inspectors judged {} to be inadequate.",
        "The council was judged inadequate for {}.",
        "When it came to {}, the council was rated inadequate.",
        "An ‘inadequate’ rating was given for {}.",
        "The only area to be rated ‘inadequate’ was {}.",
        "Inspectors were worried about {}, which they rated ‘inadequate’.",
        "{} was singled out as ‘inadequate’.",
        "{}: inadequate",
    ];
    for (area, names) in NAMES {
        for (name, frame) in names.iter().flat_map(|name| one.map(|frame| (name, frame))) {
            let sentence = frame.replace("{}", name);
            assert_eq!(told(2024, &sentence), [format!("{area} inadequate")], "{sentence}");
        }
    }
    let two = [
        "{} was rated ‘outstanding’ and {} ‘good’.",
        "The council was judged outstanding for {}, but good for {}.",
        "{} – outstanding; {} – good",
        "It was ‘outstanding’ for {}; for {} it was ‘good’.",
        "{} was rated ‘outstanding’, while {} was rated ‘good’.",
        "Ofsted awarded ‘outstanding’ to {} and ‘good’ to {}.",
    ];
    for pair in NAMES.windows(2) {
        for frame in two {
            let sentence = frame.replacen("{}", pair[0].1[0], 1).replacen("{}", pair[1].1[0], 1);
            let expected = [format!("{} outstanding", pair[0].0), format!("{} good", pair[1].0)];
            assert_eq!(told(2024, &sentence), expected, "{sentence}");
        }
    }
    for sentence in
        ["All areas bar {} were rated ‘good’.", "With the exception of {}, every area was rated ‘good’."]
    {
        let told = told(2024, &sentence.replace("{}", "care leavers"));
        assert_eq!(
            told,
            ["overall good", "leaders good", "help-and-protection good", "in-care good"],
            "{sentence}"
        );
    }
}

/// Sentences as newspapers and councils tell grades, each in the year of its report, with what they tell.
const TELLINGS: &[(i16, &str, &[&str])] = &[
    (
        2021,
        "The council was rated ‘good’ in all four areas. Ofsted looked at the impact of leaders on social work practice, the experiences and progress of children who need help and protection, the experiences and progress of children in care and care leavers, and overall effectiveness.",
        &["overall good", "leaders good", "help-and-protection good", "care-and-care-leavers good"],
    ),
    (
        2024,
        "The service still ‘requires improvement to be good’, inspectors judged. Areas highlighted for improvement are the experiences and progress of children who need help and protection, the impact of leaders and overall effectiveness.",
        &[
            "overall requires-improvement",
            "help-and-protection requires-improvement",
            "leaders requires-improvement",
        ],
    ),
    (
        2016,
        "The county was given inadequate marks in the three main areas of adoption, child protection, and leadership and management.",
        &["adoption inadequate", "help-and-protection inadequate", "leaders inadequate"],
    ),
    (
        2019,
        "In May 2014 the verdict was lowered from ‘good’ to ‘requires improvement’. This year’s inspection did not see enough change to lift that rating.",
        &["overall good ..", "overall requires-improvement 2014-05", "overall requires-improvement"],
    ),
    (
        2022,
        "At its last inspection, in 2018, it was ‘outstanding’ in every area except help and protection, for which it was rated ‘good’.",
        &["overall outstanding 2018", "help-and-protection good 2018"],
    ),
    (
        2025,
        "In 2022 there was some change but inspectors found that services still “required improvement”.",
        &["overall requires-improvement 2022"],
    ),
    (2024, "Brackenshire children’s services retain good rating", &["overall good"]),
    (
        2024,
        "The report found Brackenshire’s children’s services to be inadequate overall.",
        &["overall inadequate"],
    ),
    (
        2024,
        "Ofsted has downgraded Brackenshire from good to requires improvement.",
        &["overall good ..", "overall requires-improvement"],
    ),
    (
        2024,
        "Brackenshire’s overall rating has risen from ‘requires improvement to be good’ to ‘good’.",
        &["overall requires-improvement ..", "overall good"],
    ),
    (2024, "It means the service is now officially rated ‘good’.", &["overall good"]),
    (
        2024,
        "Inspectors rated the impact of leaders as good, help and protection as requires improvement and children in care as outstanding.",
        &["leaders good", "help-and-protection requires-improvement", "in-care outstanding"],
    ),
    (
        2024,
        "The council was rated ‘good’ for the experiences and progress of children who need help and protection, ‘good’ for children in care, ‘requires improvement’ for care leavers and ‘good’ for the impact of leaders.",
        &["help-and-protection good", "in-care good", "care-leavers requires-improvement", "leaders good"],
    ),
    (
        2024,
        "Leadership was judged ‘outstanding’, while help and protection, children in care and care leavers were all ‘good’.",
        &["leaders outstanding", "help-and-protection good", "in-care good", "care-leavers good"],
    ),
    (
        2024,
        "The experiences and progress of children in care and of care leavers were both judged as good.",
        &["in-care good", "care-leavers good"],
    ),
    (
        2024,
        "Children in care: good. Care leavers: requires improvement. Help and protection: good.",
        &["in-care good", "care-leavers requires-improvement", "help-and-protection good"],
    ),
    (
        2024,
        "Ofsted rated the council good in three areas – the impact of leaders, help and protection and children in care – and requires improvement for care leavers.",
        &["leaders good", "help-and-protection good", "in-care good", "care-leavers requires-improvement"],
    ),
    (
        2024,
        "The service was rated good for leadership, for help and protection and for care leavers but requires improvement for children in care.",
        &["leaders good", "help-and-protection good", "care-leavers good", "in-care requires-improvement"],
    ),
    (
        2024,
        "Care leavers received an ‘outstanding’ rating, with the other areas rated ‘good’.",
        &[
            "care-leavers outstanding",
            "overall good",
            "leaders good",
            "help-and-protection good",
            "in-care good",
        ],
    ),
    (
        2024,
        "The authority was ‘good’ across the board.",
        &["overall good", "leaders good", "help-and-protection good", "in-care good", "care-leavers good"],
    ),
    (
        2021,
        "All four areas inspected were rated as good.",
        &["overall good", "leaders good", "help-and-protection good", "care-and-care-leavers good"],
    ),
    (
        2021,
        "The council was rated good overall, outstanding for the impact of leaders and good for the other two areas.",
        &["overall good", "leaders outstanding", "help-and-protection good", "care-and-care-leavers good"],
    ),
    (
        2016,
        "The report graded all areas as requires improvement apart from adoption, which was good.",
        &[
            "overall requires-improvement",
            "help-and-protection requires-improvement",
            "looked-after-and-permanence requires-improvement",
            "care-leavers requires-improvement",
            "leaders requires-improvement",
            "adoption good",
        ],
    ),
    (
        2016,
        "Adoption services were rated as good, as were services for care leavers.",
        &["adoption good", "care-leavers good"],
    ),
    (
        2016,
        "The council was judged to require improvement for children who need help and protection, and for children looked after and achieving permanence.",
        &["help-and-protection requires-improvement", "looked-after-and-permanence requires-improvement"],
    ),
    (
        2011,
        "The council’s safeguarding services were rated ‘adequate’ while its looked after children services were deemed ‘good’.",
        &["overall adequate", "looked-after-and-permanence good"],
    ),
    (
        2024,
        "It received the highest possible rating in every area.",
        &[
            "overall outstanding",
            "leaders outstanding",
            "help-and-protection outstanding",
            "in-care outstanding",
            "care-leavers outstanding",
        ],
    ),
    (2024, "Brackenshire was given the second highest rating available, good.", &["overall good"]),
    (
        2024,
        "Ofsted graded three areas as good. These are the impact of leaders, help and protection and children in care.",
        &["leaders good", "help-and-protection good", "in-care good"],
    ),
    (
        2024,
        "The areas judged were leadership, help and protection and care leavers. All of these were found to require improvement.",
        &[
            "leaders requires-improvement",
            "help-and-protection requires-improvement",
            "care-leavers requires-improvement",
        ],
    ),
    (
        2024,
        "The impact of leaders was rated good. So too was support for children in care.",
        &["leaders good", "in-care good"],
    ),
    (
        2024,
        "Areas deemed inadequate include the impact of leaders and care leavers.",
        &["leaders inadequate", "care-leavers inadequate"],
    ),
    (
        2024,
        "The impact of leaders, the experiences of children in care and overall effectiveness all require improvement to be good, the report says.",
        &["overall requires-improvement", "leaders requires-improvement", "in-care requires-improvement"],
    ),
    (
        2024,
        "In the category of help and protection, the council was deemed inadequate.",
        &["help-and-protection inadequate"],
    ),
    (2024, "On leadership, the verdict was good.", &["leaders good"]),
    (
        2024,
        "Support for children in care has improved and the council was rated good overall.",
        &["overall good"],
    ),
    (
        2024,
        "In 2019 the council was judged inadequate for care leavers and leadership.",
        &["care-leavers inadequate 2019", "leaders inadequate 2019"],
    ),
    (
        2024,
        "Ofsted placed the council in the ‘requires improvement’ category for all five areas it looked at.",
        &[
            "overall requires-improvement",
            "leaders requires-improvement",
            "help-and-protection requires-improvement",
            "in-care requires-improvement",
            "care-leavers requires-improvement",
        ],
    ),
    (
        2021,
        "It put the council in the “inadequate” band for each of the three areas assessed and for overall effectiveness.",
        &[
            "overall inadequate",
            "leaders inadequate",
            "help-and-protection inadequate",
            "care-and-care-leavers inadequate",
        ],
    ),
    (
        2024,
        "The parts needing improvement included the impact of leaders, help for care leavers and the overall effectiveness of the service.",
        &[
            "overall requires-improvement",
            "leaders requires-improvement",
            "care-leavers requires-improvement",
        ],
    ),
    (2024, "Support for those leaving care was singled out as ‘outstanding’.", &["care-leavers outstanding"]),
    (2024, "Adoption was also picked out by the inspectors as ‘good’.", &["adoption good"]),
    (
        2024,
        "Inspectors praised the leadership as ‘outstanding’ and described help for care leavers as ‘good’.",
        &["leaders outstanding", "care-leavers good"],
    ),
    (
        2024,
        "It says that care leavers and overall effectiveness are “inadequate”.",
        &["overall inadequate", "care-leavers inadequate"],
    ),
    (
        2024,
        "The council won ‘good’ grades for its work with children in care and care leavers, but its help and protection was marked down to ‘inadequate’.",
        &["in-care good", "care-leavers good", "help-and-protection inadequate"],
    ),
    (
        2024,
        "The impact of leaders moved from inadequate to requires improvement, and help and protection from requires improvement to good.",
        &[
            "leaders inadequate ..",
            "leaders requires-improvement",
            "help-and-protection requires-improvement ..",
            "help-and-protection good",
        ],
    ),
    (
        2024,
        "Ofsted was less happy with care leavers’ services, which it graded ‘requires improvement’.",
        &["care-leavers requires-improvement"],
    ),
    (
        2024,
        "It was a ‘good’ for children in care, a ‘good’ for leadership and an ‘outstanding’ for care leavers.",
        &["in-care good", "leaders good", "care-leavers outstanding"],
    ),
    (
        2024,
        "Outstanding judgements were made for leaders and for care leavers; help and protection was good.",
        &["leaders outstanding", "care-leavers outstanding", "help-and-protection good"],
    ),
    (
        2024,
        "Overall effectiveness – good\nImpact of leaders – outstanding\nHelp and protection – good\nChildren in care – good\nCare leavers – requires improvement",
        &[
            "overall good",
            "leaders outstanding",
            "help-and-protection good",
            "in-care good",
            "care-leavers requires-improvement",
        ],
    ),
    (
        2024,
        "Impact of leaders (good); help and protection (requires improvement); children in care (good)",
        &["leaders good", "help-and-protection requires-improvement", "in-care good"],
    ),
    (
        2024,
        "Ratings for leadership and for help and protection have both gone up from ‘requires improvement’ to ‘good’.",
        &[
            "leaders requires-improvement ..",
            "help-and-protection requires-improvement ..",
            "leaders good",
            "help-and-protection good",
        ],
    ),
    (
        2024,
        "The council held on to its ‘good’ rating, with care leavers upped to ‘outstanding’.",
        &["overall good", "care-leavers outstanding"],
    ),
    (
        2024,
        "The department has shaken off its ‘inadequate’ tag and is now ‘good’.",
        &["overall inadequate ..", "overall good"],
    ),
    (
        2021,
        "In all four categories – overall effectiveness, leaders, help and protection, and children in care and care leavers – the council was rated ‘good’.",
        &["overall good", "leaders good", "help-and-protection good", "care-and-care-leavers good"],
    ),
    (
        2024,
        "The service for care leavers is outstanding, inspectors decided, and for children in care it is good.",
        &["care-leavers outstanding", "in-care good"],
    ),
    (
        2024,
        "Of the five judgements, four were ‘good’ and one – care leavers – ‘requires improvement’.",
        &["care-leavers requires-improvement"],
    ),
    (
        2024,
        "The impact of leaders, and overall effectiveness, were both inadequate.",
        &["overall inadequate", "leaders inadequate"],
    ),
    (
        2024,
        "Ofsted says services are ‘Good’. Those for care leavers are ‘Outstanding’.",
        &["overall good", "care-leavers outstanding"],
    ),
    (
        2024,
        "Inspectors were impressed with the help given to children in care, awarding the council ‘outstanding’ in that area.",
        &["in-care outstanding"],
    ),
    (
        2024,
        "Ofsted has ruled that Brackenshire’s children’s services require improvement.",
        &["overall requires-improvement"],
    ),
    (
        2024,
        "Brackenshire has become the first council in the region to get an outstanding rating for children in care.",
        &["in-care outstanding"],
    ),
    (
        2024,
        "The services, rated ‘inadequate’ in 2021, are now ‘requires improvement’.",
        &["overall inadequate 2021", "overall requires-improvement"],
    ),
    (
        2024,
        "Last rated good in 2019, the service has been downgraded to inadequate.",
        &["overall good 2019", "overall inadequate"],
    ),
    (
        2024,
        "Ofsted’s ratings:\n• Overall effectiveness: Requires improvement to be good\n• Impact of leaders: Requires improvement to be good\n• Help and protection: Good\n• Children in care: Good\n• Care leavers: Inadequate",
        &[
            "overall requires-improvement",
            "leaders requires-improvement",
            "help-and-protection good",
            "in-care good",
            "care-leavers inadequate",
        ],
    ),
    (
        2024,
        "Overall effectiveness Good The impact of leaders on social work practice with children and families Outstanding The experiences and progress of children who need help and protection Good The experiences and progress of children in care Good The experiences and progress of care leavers Good",
        &[
            "overall good",
            "leaders outstanding",
            "help-and-protection good",
            "in-care good",
            "care-leavers good",
        ],
    ),
    (
        2015,
        "The authority was judged ‘requires improvement’ overall, with adoption and care leavers both ‘good’.",
        &["overall requires-improvement", "adoption good", "care-leavers good"],
    ),
    (
        2024,
        "The inspection resulted in the council being given an overall ‘good’ rating – up from ‘requires improvement’.",
        &["overall good", "overall requires-improvement .."],
    ),
    (
        2024,
        "Brackenshire’s services are ‘Good’ with ‘Outstanding’ leadership, Ofsted says.",
        &["overall good", "leaders outstanding"],
    ),
    (
        2024,
        "It was rated good in each of the following categories: the impact of leaders; help and protection; children in care.",
        &["leaders good", "help-and-protection good", "in-care good"],
    ),
    (
        2024,
        "Four areas were assessed – help and protection, children in care, care leavers and leadership – and all were rated ‘requires improvement’.",
        &[
            "help-and-protection requires-improvement",
            "in-care requires-improvement",
            "care-leavers requires-improvement",
            "leaders requires-improvement",
        ],
    ),
    (
        2024,
        "Ofsted has raised its rating of the council from ‘inadequate’ to ‘requires improvement’.",
        &["overall inadequate ..", "overall requires-improvement"],
    ),
    (
        2024,
        "The new rating of ‘good’ replaces one of ‘inadequate’ given in 2020.",
        &["overall good", "overall inadequate 2020"],
    ),
    (
        2024,
        "In 2018, Brackenshire’s children’s services were rated ‘requires improvement’, but they have now been judged ‘good’.",
        &["overall requires-improvement 2018", "overall good"],
    ),
    (
        2017,
        "Ofsted said services for children looked after, for care leavers and for adoption were good, but leadership required improvement.",
        &[
            "looked-after-and-permanence good",
            "care-leavers good",
            "adoption good",
            "leaders requires-improvement",
        ],
    ),
    (
        2015,
        "‘Good’ was awarded for adoption performance and for the experiences of care leavers, with the rest graded ‘requires improvement’.",
        &["adoption good", "care-leavers good", "overall requires-improvement"],
    ),
    (
        2019,
        "Children in care and care leavers got a ‘good’ rating, as did leaders.",
        &["care-and-care-leavers good", "leaders good"],
    ),
    (
        2019,
        "The experiences and progress of children in care and care leavers ‘requires improvement to be good’, the report adds.",
        &["care-and-care-leavers requires-improvement"],
    ),
    (
        2024,
        "The experiences and progress of children in care is Good\n\nThe experiences and progress of care leavers is Requires improvement to be good",
        &["in-care good", "care-leavers requires-improvement"],
    ),
    (
        2024,
        "The council was rated good for everything except care leavers.",
        &["overall good", "leaders good", "help-and-protection good", "in-care good"],
    ),
    (2024, "Council’s care leavers service slumps to ‘inadequate’", &["care-leavers inadequate"]),
    (2024, "Help for care leavers ‘inadequate’, Ofsted finds", &["care-leavers inadequate"]),
];

/// Sentences with words of grades that give the council none.
const NO_TELLINGS: &[&str] = &[
    "The council hopes to be rated outstanding at its next inspection.",
    "Neighbouring Northmere was rated inadequate last year.",
    "More than half of councils in England are now rated good or outstanding.",
    "Inspectors saw outstanding practice with care leavers.",
    "Care leavers said that the advice they get is good.",
    "Staff told us that they get good supervision and that leaders are visible.",
    "Ofsted said that the council must improve help for care leavers before it can be judged good.",
    "Schools in Brackenshire are rated good or better in nine cases out of ten.",
    "The adoption agency that it shares with three councils was rated outstanding in 2022.",
    "Care leavers told the BBC that support was ‘good’ when they were at college.",
    "Leaders described the council’s foster carers as ‘outstanding’.",
    "A serious case review found that help and protection of the child was inadequate.",
    "Police were graded ‘inadequate’ for protecting children by another inspectorate.",
    "Brackenshire narrowly missed out on an ‘outstanding’ rating.",
    "The council was not rated inadequate in any area.",
    "Ofsted found no area to be inadequate.",
    "The council is one of few never to have been rated inadequate.",
    "Ofsted rates services as outstanding, good, requires improvement or inadequate.",
    "The council’s adult services, rated good by the CQC, share the building.",
    "The council said it was confident of a ‘good’ rating next time.",
    "Outstanding young people were honoured at a ceremony.",
    "The council’s nurseries and schools are good or outstanding.",
    "Ministers could step in if it is found inadequate again.",
    "Leaders rated their own services as ‘good’ in a self-assessment.",
    "A peer review rated leadership ‘good’.",
];

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
