//! Comparison over invented records, and over real documents where they are found.

use ofsted_scan::compare::changes::{Change, JudgementCell};
use ofsted_scan::compare::frameworks::Row;
use ofsted_scan::compare::gather::Reason;
use ofsted_scan::compare::recurring::Fate;
use ofsted_scan::compare::select::Selection;
use ofsted_scan::compare::tied::Tie;
use ofsted_scan::compare::{Comparison, Depth, Timeline, across::across, compare};
use ofsted_scan::record::{Grade, Record};
use ofsted_scan::render::comparison::{self, View};
use ofsted_scan::render::report::{Part, Report};
use ofsted_scan::render::words::Titles;
use ofsted_scan::render::{markdown, terminal};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An invented record, built up from nothing.
struct Written(Value);

impl Written {
    fn new(path: &str, issuer: Option<&str>, kind: Option<&str>) -> Self {
        Written(json!({
            "schema_version": "1",
            "source": {"path": path, "format": "pdf", "sha256": path, "pages": 4},
            "document": {"type": "invented", "title": null, "date": null, "issuer": issuer},
            "inspection": {"type": kind, "authority": {"name": "Northmere", "urn": null, "dfe_code": null,
                "ons_code": null, "region": null}, "start": null, "end": null, "length": null, "inspectors": [],
                "recipient": null},
            "judgements": [], "areas_to_improve": [], "strengths": [], "findings": [], "warnings": []
        }))
    }

    fn ofsted(path: &str, kind: &str, days: [&str; 2]) -> Self {
        let mut written = Written::new(path, Some("ofsted"), Some(kind));
        (written.0["inspection"]["start"], written.0["inspection"]["end"]) = (json!(days[0]), json!(days[1]));
        written
    }

    fn press(path: &str, kind: Option<&str>, date: Option<&str>) -> Self {
        let mut written = Written::new(path, Some("press"), kind);
        written.0["document"]["date"] = json!(date);
        written
    }

    fn of(mut self, authority: &str) -> Self {
        self.0["inspection"]["authority"]["name"] = json!(authority);
        self
    }

    fn dated(mut self, date: &str) -> Self {
        self.0["document"]["date"] = json!(date);
        self
    }

    fn led_by(mut self, name: &str) -> Self {
        self.0["inspection"]["inspectors"] = json!([{"name": name, "role": null, "lead": true}]);
        self
    }

    fn told(mut self, from: &str, to: &str) -> Self {
        self.0["inspection"]["told"] = json!({"from": from, "to": to, "precision": "month", "text": "then",
            "evidence": {"page": 1, "start": 0, "end": 4}});
        self
    }

    fn ordinal(mut self, ordinal: u32) -> Self {
        self.0["inspection"]["ordinal"] = json!(ordinal);
        self
    }

    fn push(mut self, list: &str, item: Value) -> Self {
        self.0[list].as_array_mut().expect("a list").push(item);
        self
    }

    fn grade(self, area: &str, grade: &str) -> Self {
        self.grade_as_of(area, grade, None)
    }

    fn grade_as_of(self, area: &str, grade: &str, as_of: Option<&str>) -> Self {
        let evidence = json!({"page": 1, "start": 0, "end": 4});
        self.push("judgements", json!({"area": area, "grade": grade, "as_of": as_of, "evidence": evidence}))
    }

    fn area(self, text: &str, theme: &str) -> Self {
        let evidence = json!({"page": 2, "start": 9000, "end": 9001});
        self.push(
            "areas_to_improve",
            json!({"text": text, "priority": false, "themes": [theme], "evidence": evidence}),
        )
    }

    fn says(self, polarity: &str, theme: &str, text: &str) -> Self {
        let at = self.0["findings"].as_array().map_or(0, Vec::len) * 100;
        let evidence = json!({"page": 3, "start": at, "end": at + 50});
        self.push(
            "findings",
            json!({"id": at.to_string(), "text": text, "section": "Findings", "polarity": polarity,
                "themes": [theme], "speaker": "inspectorate", "evidence": evidence, "rules": []}),
        )
    }

    fn warned(self, code: &str) -> Self {
        self.push("warnings", json!({"code": code, "message": "Something could not be read."}))
    }

    fn done(self) -> Record {
        serde_json::from_value(self.0).expect("the builder writes records")
    }
}

fn compared(records: &[Record]) -> Comparison<'_> {
    compare(records, &Selection::default(), Depth::Whole)
}

fn only<'c, 'r>(comparison: &'c Comparison<'r>) -> &'c Timeline<'r> {
    assert_eq!(comparison.timelines.len(), 1);
    &comparison.timelines[0]
}

fn paths(timeline: &Timeline) -> Vec<Vec<String>> {
    let documents = |at: usize| {
        timeline.inspections[at].documents.iter().map(|telling| telling.path.to_owned()).collect()
    };
    (0..timeline.inspections.len()).map(documents).collect()
}

const SENTENCE: &str =
    "Managers in the harbour team keep a close eye on every plan that they sign each week.";

#[test]
fn inspections_stand_in_order_each_once_with_its_copies_and_press_texts() {
    let records = [
        Written::ofsted("visit.pdf", "focused-visit", ["2019-05-16", "2019-05-17"])
            .dated("2019-06-11")
            .says("strength", "management-oversight", SENTENCE)
            .led_by("A. Lead")
            .done(),
        Written::ofsted("again.pdf", "focused-visit", ["2019-05-16", "2019-05-17"])
            .dated("2019-06-20")
            .says("strength", "management-oversight", SENTENCE)
            .led_by("A. Lead")
            .done(),
        Written::ofsted("report.pdf", "sif", ["2015-11-24", "2015-12-17"])
            .dated("2016-02-16")
            .grade("overall", "inadequate")
            .done(),
        // Tied by the words it quotes, though it came out late.
        Written::press("quoting.html", None, Some("2020-01-24"))
            .says("strength", "management-oversight", &format!("The letter said: {SENTENCE}"))
            .done(),
        // Tied by the month that it tells, and by its grade.
        Written::press("told.html", Some("sif"), Some("2016-03-01"))
            .told("2016-02-01", "2016-02-29")
            .grade("overall", "inadequate")
            .done(),
        // Tied by its publication soon after the letter.
        Written::press("news.html", Some("focused-visit"), Some("2019-06-30")).done(),
        // A visit whose letter is not at hand, and an older grade.
        Written::press("alone.html", Some("monitoring-visit"), Some("2017-04-06"))
            .ordinal(3)
            .grade_as_of("overall", "good", Some("2012"))
            .done(),
    ];
    let comparison = compared(&records);
    let timeline = only(&comparison);
    assert_eq!(
        paths(timeline),
        [
            vec!["alone.html".to_owned()],
            vec!["report.pdf".into(), "told.html".into()],
            vec!["alone.html".into()],
            vec!["again.pdf".into(), "visit.pdf".into(), "quoting.html".into(), "news.html".into()],
        ]
    );
    let ties: Vec<Tie> = timeline.inspections[3].documents.iter().map(|telling| telling.tie).collect();
    assert!(ties.contains(&Tie::Quotes) && ties.contains(&Tie::Published), "{ties:?}");
    assert_eq!(timeline.inspections[1].documents[1].tie, Tie::ToldTime);
    assert!(timeline.inspections[2].told_only && !timeline.inspections[3].told_only);
    assert_eq!(timeline.inspections[3].led_by, ["A. Lead"]);
    assert_eq!(timeline.inspections[3].months_since_last, Some(25));
    // 2012 (told by an article) to 2016.
    let overall = timeline.judgements.iter().find(|row| row.row == Row::Overall).expect("it is judged");
    let grades = overall.cells.iter().filter_map(|cell| match cell {
        JudgementCell::Graded(graded) => Some((graded.grade, graded.change)),
        _ => None,
    });
    assert_eq!(
        grades.collect::<Vec<_>>(),
        [(Grade::Good, Change::First), (Grade::Inadequate, Change::Worse(2))]
    );
    assert!(comparison.contradictions.is_empty() && comparison.apart.is_empty());
}

#[test]
fn judgements_are_followed_across_frameworks() {
    let records = [
        Written::ofsted("2016.pdf", "sif", ["2016-01-11", "2016-02-04"])
            .grade("overall", "inadequate")
            .grade("leaders", "inadequate")
            .grade("help-and-protection", "inadequate")
            .grade("looked-after-and-permanence", "requires-improvement")
            .grade("adoption", "good")
            .grade("care-leavers", "inadequate")
            .done(),
        Written::ofsted("2019.pdf", "ilacs", ["2019-01-14", "2019-01-25"])
            .grade("overall", "good")
            .grade("leaders", "good")
            .grade("help-and-protection", "good")
            .grade("care-and-care-leavers", "good")
            .done(),
        Written::ofsted("2022.pdf", "focused-visit", ["2022-01-11", "2022-01-12"]).done(),
        Written::ofsted("2024.pdf", "ilacs", ["2024-01-15", "2024-01-26"])
            .grade("overall", "good")
            .grade("leaders", "good")
            .grade("in-care", "outstanding")
            .grade("care-leavers", "requires-improvement")
            .warned("page-without-text")
            .done(),
        Written::ofsted("2026.pdf", "ilacs", ["2026-05-11", "2026-05-22"])
            .grade("leaders", "good")
            .grade("help-and-protection", "good")
            .grade("in-care", "good")
            .done(),
    ];
    let comparison = compared(&records);
    let timeline = only(&comparison);
    let row = |wanted: Row| {
        let row = timeline.judgements.iter().find(|row| row.row == wanted).expect("the row is there");
        row.cells.iter().map(said).collect::<Vec<_>>()
    };
    fn said(cell: &JudgementCell) -> String {
        match cell {
            JudgementCell::Graded(graded) => format!("{:?} {:?}", graded.grade, graded.change),
            JudgementCell::NotInFramework => "not in framework".into(),
            JudgementCell::NotStated => "not stated".into(),
            JudgementCell::NotRead => "not read".into(),
            JudgementCell::NotGraded => "no grades".into(),
        }
    }
    assert_eq!(
        row(Row::Overall),
        ["Inadequate First", "Good Better(2)", "no grades", "Good Same", "not in framework"]
    );
    assert_eq!(
        row(Row::InCare),
        [
            "RequiresImprovement First",
            "Good Better(1)",
            "no grades",
            "Outstanding Better(1)",
            "Good Worse(1)"
        ]
    );
    assert_eq!(
        row(Row::CareLeavers),
        ["Inadequate First", "Good Better(2)", "no grades", "RequiresImprovement Worse(1)", "not stated"]
    );
    assert_eq!(
        row(Row::HelpAndProtection),
        ["Inadequate First", "Good Better(2)", "no grades", "not read", "Good Same"]
    );
    assert_eq!(
        row(Row::Adoption),
        ["Good First", "not in framework", "no grades", "not in framework", "not in framework"]
    );
}

#[test]
fn each_fate_of_a_listed_area_is_told_with_its_sentences() {
    let records = [
        Written::ofsted("first.pdf", "ilacs", ["2019-01-14", "2019-01-25"])
            .area("The quality of return home interviews.", "exploitation-and-missing")
            .area("The timeliness of section 47 enquiries.", "child-protection-enquiries")
            .area("The quality of supervision.", "management-oversight")
            .area("The sufficiency of placements.", "placements-and-sufficiency")
            .area("The response to private fostering arrangements.", "private-fostering")
            .done(),
        Written::ofsted("second.pdf", "focused-visit", ["2020-02-11", "2020-02-12"])
            .area("The offer and take-up of return home interviews.", "exploitation-and-missing")
            .says(
                "improvement",
                "child-protection-enquiries",
                "Child protection investigations are too often late.",
            )
            .says("strength", "management-oversight", "Supervision is regular and reflective.")
            .says("improvement", "management-oversight", "Supervision does not challenge drift.")
            .says(
                "strength",
                "placements-and-sufficiency",
                "The sufficiency strategy works, and placements are plentiful.",
            )
            .says("neutral", "other", "Inspectors met staff in the town hall by the harbour.")
            .done(),
    ];
    let comparison = compared(&records);
    let timeline = only(&comparison);
    let fates: Vec<Fate> = timeline
        .areas_to_improve
        .iter()
        .filter(|area| area.inspection == 0)
        .map(|area| area.later[0].fate)
        .collect();
    assert_eq!(
        fates,
        [Fate::ListedAgain, Fate::StillCriticised, Fate::Mixed, Fate::NowPraised, Fate::NotMentioned]
    );
    let enquiries = &timeline.areas_to_improve[1].later[0].shown_by[0];
    assert_eq!((enquiries.path, enquiries.page), ("second.pdf", 3));
    assert!(enquiries.because.contains(&"section-47".to_owned()), "{:?}", enquiries.because);
    assert!(timeline.areas_to_improve[4].later[0].shown_by.is_empty());
}

#[test]
fn an_area_is_found_in_other_words_and_the_words_that_tied_it_are_told() {
    let records = [
        Written::ofsted("first.pdf", "focused-visit", ["2021-03-02", "2021-03-03"])
            .area("The suitability of accommodation.", "care-leavers")
            .area("The response to cumulative neglect.", "neglect")
            .done(),
        Written::ofsted("second.pdf", "focused-visit", ["2022-05-10", "2022-05-11"])
            .says("strength", "care-leavers", "Young adults keep tenancies in decent houses and hostels.")
            .says("strength", "quality-assurance", "Auditors moderate each other's work.")
            .done(),
    ];
    let comparison = compared(&records);
    let [accommodation, neglect] = only(&comparison).areas_to_improve.as_slice() else {
        panic!("two areas");
    };
    let tenancies = &accommodation.later[0].shown_by[0];
    assert_eq!(accommodation.later[0].fate, Fate::NowPraised);
    assert!(tenancies.text.contains("tenancies"));
    assert!(
        tenancies.because.iter().any(|tie| tie.starts_with("accommodation ≈ ")),
        "{:?}",
        tenancies.because
    );
    assert_eq!(neglect.later[0].fate, Fate::NotMentioned);
}

#[test]
fn contradictions_and_documents_without_a_place_are_named() {
    let mut nameless = Written::ofsted("nameless.pdf", "ilacs", ["2021-01-11", "2021-01-22"]);
    nameless.0["inspection"]["authority"] = Value::Null;
    let records = [
        Written::ofsted("one.pdf", "ilacs", ["2019-01-14", "2019-01-25"]).grade("overall", "good").done(),
        Written::ofsted("two.pdf", "ilacs", ["2019-01-14", "2019-01-26"])
            .grade("overall", "requires-improvement")
            .done(),
        Written::new("undated.pdf", Some("ofsted"), Some("ilacs")).done(),
        Written::press("undated.html", None, None).done(),
        nameless.done(),
    ];
    let comparison = compared(&records);
    assert_eq!(only(&comparison).inspections.len(), 1);
    let about: Vec<&str> = comparison.contradictions.iter().map(|found| found.about.as_str()).collect();
    assert_eq!(about, ["overall effectiveness of the inspection of 14 Jan 2019", "last day on site"]);
    let apart: BTreeMap<&str, Reason> =
        comparison.apart.iter().map(|apart| (apart.path, apart.reason)).collect();
    assert_eq!(
        apart,
        [
            ("nameless.pdf", Reason::NoAuthority),
            ("undated.html", Reason::NoDate),
            ("undated.pdf", Reason::NoDate)
        ]
        .into()
    );
}

#[test]
fn authorities_stand_side_by_side() {
    let report = |path, name: &str, start: &str, grade| {
        Written::ofsted(path, "ilacs", [start, start])
            .of(name)
            .grade("overall", grade)
            .area("Supervision.", "management-oversight")
            .done()
    };
    let records = [
        report("a.pdf", "Wandsworth", "2019-01-14", "inadequate"),
        report("b.pdf", "Wandsworth", "2022-01-10", "good"),
        report("c.pdf", "Leeds", "2016-03-07", "good"),
        Written::ofsted("d.pdf", "focused-visit", ["2023-03-07", "2023-03-08"])
            .of("Leeds City Council")
            .done(),
    ];
    let comparison = compare(&records, &Selection::default(), Depth::Standing);
    let side = across(&comparison.timelines, jiff::civil::date(2024, 1, 10));
    let names: Vec<&str> = side.authorities.iter().map(|standing| standing.authority.name.as_str()).collect();
    assert_eq!(names, ["Leeds", "Wandsworth"]);
    assert_eq!(side.authorities[0].months_since, Some(10));
    assert_eq!(side.authorities[1].grades[0].change, Change::Better(2));
    assert_eq!(
        side.due.iter().map(|due| (due.authority, due.months_since)).collect::<Vec<_>>(),
        [("Leeds", Some(94)), ("Wandsworth", Some(24))]
    );
    let theme = &side.listed_themes[0];
    assert_eq!(
        (theme.theme.as_str(), theme.items, theme.inspections, theme.authorities),
        ("management-oversight", 3, 3, 2)
    );
    assert_eq!(theme.by_grade, [("good".to_owned(), 2), ("inadequate".to_owned(), 1)].into());
    assert_eq!(theme.by_year.keys().copied().collect::<Vec<_>>(), [2016, 2019, 2022]);
    let mut neighbours = Selection::default();
    neighbours.region("Yorkshire and the Humber").expect("a region");
    assert_eq!(compare(&records, &neighbours, Depth::Standing).timelines.len(), 1);
    drawn(&comparison::across(&side, &comparison, &view(Some(80))));
}

fn nowhere(_: &str) -> Option<String> {
    None
}

fn view(width: Option<usize>) -> View<'static> {
    static TITLES: std::sync::LazyLock<Titles> = std::sync::LazyLock::new(Titles::default);
    View { titles: &TITLES, address: &nowhere, explain: true, width }
}

/// Draws a report at 80 columns and as Markdown; nothing may stand out or be lost.
fn drawn(report: &Report) -> String {
    let text = terminal::draw(report, terminal::Look::plain(80));
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(!markdown::draw(report).is_empty());
    text
}

#[test]
fn one_document_alone_is_shown_and_says_so() {
    let records = [Written::ofsted("alone.pdf", "ilacs", ["2019-01-14", "2019-01-25"])
        .grade("overall", "good")
        .says("mixed", "planning-and-review", "Plans are clear but late.")
        .done()];
    let comparison = compared(&records);
    let text = drawn(&comparison::timelines(&comparison, &view(Some(80))));
    assert!(text.contains("nothing to compare it with") && text.contains("Good"), "{text}");
    let tables = comparison::tidy(&comparison).parts.into_iter().filter_map(|part| match part {
        Part::Table(table) => Some((table.name, table.rows.len())),
        _ => None,
    });
    let rows: BTreeMap<_, _> = tables.collect();
    assert_eq!((rows["inspections"], rows["themes"], rows["areas-to-improve"]), (1, 1, 0));
    assert!(rows["judgements"] >= 1);
}

fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("OFSTED_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let found = named.or(Some(beside)).filter(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: no real documents (set OFSTED_CORPUS)");
    }
    found
}

fn read(paths: impl Iterator<Item = PathBuf>) -> Vec<Record> {
    paths
        .filter_map(|path| {
            let bytes = std::fs::read(&path).ok()?;
            ofsted_scan::scan(&path.to_string_lossy(), &bytes).ok()
        })
        .collect()
}

/// Grades as people read them: the path, and the grade of each area.
type Gold = BTreeMap<String, BTreeMap<String, String>>;

fn gold(corpus: &Path) -> Option<Gold> {
    let table = std::fs::read_to_string(corpus.join("../gold/inspections.tsv")).ok()?;
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next()?.split('\t').collect();
    let rows = lines.map(|line| {
        let row: BTreeMap<&str, &str> = header.iter().copied().zip(line.split('\t')).collect();
        let areas = [
            "overall",
            "leaders",
            "help_and_protection",
            "care_and_care_leavers",
            "in_care",
            "care_leavers",
            "looked_after_and_permanence",
            "adoption",
            "lscb",
        ];
        let grades = areas.into_iter().filter(|area| row.get(area).is_some_and(|grade| !grade.is_empty()));
        (
            row["path"].to_owned(),
            grades.map(|area| (area.replace('_', "-"), row[area].replace('_', "-"))).collect(),
        )
    });
    Some(rows.collect())
}

fn key(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[test]
fn the_change_between_consecutive_reports_is_that_of_the_grades_people_read() {
    let Some((corpus, gold)) = corpus().and_then(|corpus| gold(&corpus).map(|gold| (corpus, gold))) else {
        return;
    };
    let records = read(gold.keys().map(|path| corpus.join(path)));
    let comparison = compare(&records, &Selection::default(), Depth::Standing);
    let (mut compared, mut wrong) = (0, Vec::new());
    for timeline in &comparison.timelines {
        for row in &timeline.judgements {
            let mut before: Option<(Grade, String)> = None;
            for cell in &row.cells {
                let JudgementCell::Graded(graded) = cell else { continue };
                let known = gold.iter().find(|(path, _)| graded.path.ends_with(path.as_str()));
                let Some(read) = known.and_then(|(_, grades)| grades.get(&key(graded.area))) else {
                    continue;
                };
                if let Some((grade, read_before)) = &before {
                    compared += 1;
                    let expected =
                        Change::between(grade_of(read_before), grade_of(read).unwrap_or(graded.grade));
                    if expected != graded.change || key(*grade) != *read_before || key(graded.grade) != *read
                    {
                        wrong.push(format!("{} {:?}: {:?}", graded.path, row.row, graded.change));
                    }
                }
                before = Some((graded.grade, read.clone()));
            }
        }
    }
    assert!(compared > 300, "only {compared} changes compared");
    assert!(wrong.is_empty(), "{} of {compared}: {wrong:#?}", wrong.len());
}

fn grade_of(word: &str) -> Option<Grade> {
    serde_json::from_value(json!(word)).ok()
}

#[test]
fn the_timeline_of_one_real_authority_is_in_order() {
    let Some(corpus) = corpus() else { return };
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["inspection", "focused-visit"] {
        let documents = std::fs::read_dir(corpus.join(folder).join("80518-wandsworth"));
        paths.extend(documents.into_iter().flatten().flatten().map(|entry| entry.path()));
    }
    let seeds = std::fs::read_dir(corpus.join("../seeds"));
    paths.extend(seeds.into_iter().flatten().flatten().map(|entry| entry.path()));
    if paths.len() < 12 {
        eprintln!("skipped: not the documents this is about");
        return;
    }
    let records = read(paths.into_iter());
    let comparison = compared(&records);
    let timeline = only(&comparison);
    let own: Vec<&str> = timeline
        .inspections
        .iter()
        .filter(|inspection| !inspection.told_only)
        .filter_map(|inspection| inspection.start)
        .collect();
    let first_days =
        ["2015-11-24", "2018-05-08", "2019-05-16", "2021-07-14", "2022-11-07", "2023-11-23", "2026-03-02"];
    assert_eq!(own, first_days);
    let told_by = |start: &str| {
        let inspection = timeline
            .inspections
            .iter()
            .find(|inspection| inspection.start == Some(start))
            .expect("it is there");
        inspection.documents.iter().filter(|telling| telling.path.contains("seeds")).count()
    };
    assert_eq!(
        (told_by("2015-11-24"), told_by("2019-05-16"), told_by("2023-11-23")),
        (1, 1, 1),
        "texts tied"
    );
    let monitoring =
        timeline.inspections.iter().filter(|inspection| inspection.told_only && inspection.as_of.is_none());
    assert!(
        monitoring.clone().any(|inspection| inspection.ordinal == Some(3)),
        "the visit told by an article alone"
    );
}
